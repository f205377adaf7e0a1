"""The ledger shows word by word what a telling changes; omissions have denominators; the finding says every n."""

import re

import pandas as pd
import pytest

import analysis
from analysis.pipeline import rescore
from analysis.reports.pages import index_page
from analysis.reports.room import write_room
from analysis.reports.room.finding import find_first, find_limits
from analysis.reports.room.ledger import Part, read_ledger
from analysis.reports.room.omissions import read_omissions
from analysis.reports.room.overview import AxisTable, Outlet, Outlets, PersonRow, side_by_side
from analysis.reports.room.write import names_of
from analysis.sentiment.ladder import describe_error
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: The harbour, question: "Jobs or harm?"}
people: {ana: {name: Ana Ruiz, pronouns: she}, bo: {name: Bo Lund, pronouns: he}}
events: {fire: {label: The fire, earliest: 2024-05-01, latest: 2024-05-01, basis: stated, evidence: e}}
"""
ARTICLES = [
    (
        "a",
        "The Tide",
        "2024-05-01",
        "Tide",
        "“We will never sell our old harbour to anyone at all,” Ana Ruiz said. Bo Lund left.",
    ),
    (
        "b",
        "The Ebb",
        "2024-05-03",
        "Ebb",
        "“We will never give our old harbour to anyone at all, friends,” Ana Ruiz admitted.",
    ),
    (
        "c",
        "The Ebb",
        "2024-05-04",
        "“Sold for gold and silver”",
        "“We will never sell our harbour to anyone at all,” she said.",
    ),
]
NONE_HELD = "⚠ not held by any quotation of the article"


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    columns = ["article_id", "outlet", "published", "headline", "text"]
    return analysis.read(read_study(folder), pd.DataFrame(ARTICLES, columns=columns))


@pytest.fixture(scope="module")
def ledger(reading):
    return read_ledger(reading, names_of(reading))


def test_a_telling_shows_what_it_leaves_out_puts_in_and_changes(ledger):
    tellings = {telling.article["article_id"]: telling for telling in ledger[0].tellings}
    assert tellings["a"].parts == (Part("same", "We will never sell our old harbour to anyone at all"),)
    assert tellings["b"].parts == (
        Part("same", "We will never"),
        Part("changed", "give", "sell"),
        Part("same", "our old harbour to anyone at all"),
        Part("added", "friends"),
    )
    assert Part("dropped", "old") in tellings["c"].parts


def test_a_telling_names_its_variant_cue_lag_and_sentence(ledger):
    told = [
        (
            one.row["variant"],
            one.row["cue"],
            one.row["cue_colour"],
            one.lag,
            one.article["article_id"],
            one.sentence_index,
        )
        for one in ledger[0].tellings
    ]
    assert told == [
        ("verbatim", "said", "plain", "first", "a", 1),
        ("altered", "admitted", "conceded", "2 days after the first", "b", 1),
        ("trimmed", "said", "plain", "3 days after the first", "c", 1),
    ]
    assert (ledger[0].speaker, ledger[0].n_articles, ledger[0].n_outlets) == ("Ana Ruiz", 3, 2)
    assert {"p0", "o0", "o1", "k-altered", "k-trimmed"} <= set(ledger[0].classes.split())


def test_the_page_marks_changes_by_element_and_words_and_flags_headlines(reading, tmp_path):
    write_room(reading, tmp_path)
    page = " ".join((tmp_path / "quotes.html").read_text(encoding="utf-8").split())
    assert '<del><span class="hear">left out: </span>old</del>' in page
    assert '<ins><span class="hear">put in: </span>friends</ins>' in page
    changed = '<del><span class="hear">instead of: </span>sell</del><ins><span class="hear">written: </span>give</ins>'
    assert f'<span class="swap">{changed}</span>' in page
    assert "10 of 12 words the same, 1 altered, 1 added; 1 of the fullest telling not in it;" in page
    assert NONE_HELD in page
    assert "“<bdi>Sold for gold and silver</bdi>”" in page


def test_a_quote_in_the_margin_leads_to_its_utterance(reading, tmp_path):
    write_room(reading, tmp_path)
    page = (tmp_path / "article-b.html").read_text(encoding="utf-8")
    (anchor,) = re.findall(r'href="quotes.html#(u\d+)">told by 3 articles', page)
    assert f'id="{anchor}"' in (tmp_path / "quotes.html").read_text(encoding="utf-8")


def test_a_long_ledger_has_several_pages_and_links_lead_to_the_right_one(reading, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.reports.room.ledger.A_PAGE", 1)
    write_room(reading, tmp_path)
    pages = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}
    links = re.findall(r'href="(quotes(?:-\d+)?\.html)#(u\d+)"', " ".join(pages.values()))
    assert {file for file, _ in links} >= {"quotes.html", "quotes-2.html"}
    assert [link for link in links if f'id="{link[1]}"' not in pages[link[0]]] == []
    named = re.findall('<nav[^>]*aria-label="([^"]*)"', pages["quotes.html"])
    assert len(named) == len(set(named)) == 3  # axe: landmarks of one kind are told apart
    monkeypatch.undo()
    write_room(reading, tmp_path)
    assert not (tmp_path / "quotes-2.html").exists()


def test_omissions_say_in_how_many_of_the_observed_articles_an_item_is_told(reading, ledger):
    found = read_omissions(reading, names_of(reading), ledger)
    assert [name for _, name in found.outlets] == ["The Ebb", "The Tide"]
    utterances, people, _ = found.kinds
    (all_told,) = [item for item in utterances.items if item.label.startswith("Ana Ruiz: “We will never sell")]
    assert [(bool(cell["covered"]), cell["n_articles"], cell["n_observed"]) for cell in all_told.cells] == [
        (True, 2, 2),
        (True, 1, 1),
    ]
    (bo,) = [item for item in people.items if item.label == "Bo Lund"]
    assert (bo.cells[0]["covered"], bo.cells[0]["n_observed"], bo.n_silent) == (None, 2, 0)  # one other tells of him
    assert people.totals == [(1, 1), (2, 2)]


def test_silence_is_called_left_out_only_where_two_others_tell_and_the_outlet_was_observed(reading, tmp_path):
    def cell(name, reading):
        write_room(reading, tmp_path)
        page = (tmp_path / "omissions.html").read_text(encoding="utf-8")
        assert "the 7 days after its first telling" in page
        return page.split(f">{name}</th>")[1].split("</tr>")[0]

    assert "Sold for gold" not in str(read_omissions(reading, names_of(reading), []))  # one outlet tells it
    assert '<span class="unseen">1 other</span>' in cell("Bo Lund", reading)
    table = reading.coverage
    bo = (table["item_id"] == "bo") & (table["outlet_id"] == "the-ebb")
    told = table.assign(n_others=table["n_others"].mask(bo, 2), covered=table["covered"].mask(bo, False))
    assert '<span class="untold">0 of 2</span>' in cell("Bo Lund", reading.replace(coverage=told))
    unseen = table.assign(n_observed=table["n_observed"].mask(bo, 0))
    assert '<span class="unseen">not observed</span>' in cell("Bo Lund", reading.replace(coverage=unseen))


def verdict_of(value, n):
    return "decided" if n > 9 else "leaning" if value and n > 3 else "balanced or too few"


def axis(*balances):
    rows = [
        (
            Outlet(name, name, 1, 9),
            {key: {"balance": value, "n": n, "verdict": verdict_of(value, n)} for key in ("all", "own")},
        )
        for name, value, n in balances
    ]
    return AxisTable("Growth or harm", ("Harm", "f1"), ("Growth", "f0"), rows)


def spoken_of(css, name, *cells):
    means = [(of, {"value": value, "n": n, "verdict": "warm" if n else None}) for of, value, n in cells]
    return PersonRow(css, name, means)


def on_ana(*scores):
    columns = [Outlet(f"o{at}", f"P{at}", 1, 9) for at, _ in enumerate(scores)]
    (sentence,) = find_first(Outlets(columns, [], [spoken_of("p0", "Ana", *[(n, v, n) for v, n in scores])], "clause"))
    return (
        sentence.replace("\xa0", " ").replace(", warm", "").removeprefix("Sentiment toward Ana, who is spoken of most")
    )


def test_of_many_outlets_the_finding_names_the_ends_and_says_of_how_many():
    scores = [(0.9, 1), (0.5, 9), (0.4, 9), (0.3, 9), (0.2, 9), (0.1, 9), (0.0, 9), (-0.9, 2)]
    assert on_ana(*scores) == (
        ", of the 6 with n = 5 or more of 8 outlets: highest in P1 (+0.50, n = 9), P2 (+0.40, n = 9) and "
        "P3 (+0.30, n = 9), lowest in P4 (+0.20, n = 9), P5 (+0.10, n = 9) and P6 (+0.00, n = 9)."
    )
    few = [(0.9, 5), (0.5, 5), (-0.9, 5), *[(0.0, 1)] * 5]
    assert on_ana(*few).endswith("highest in P0 (+0.90, n = 5), lowest in P1 (+0.50, n = 5) and P2 (−0.90, n = 5).")
    assert on_ana(*[(0.1, 9)], *[(0.0, 1)] * 7) == ", was measured in 8 outlets, in 1 of them at n = 5 or more."
    eight = [(value / 10, 9) for value in range(8)]
    assert on_ana(*eight).startswith(", of 8 outlets: highest in P7 (+0.70, n = 9), P6 (+0.60, n = 9)")


def test_the_finding_says_who_leans_where_with_every_n():
    table = axis(("Tide", 0.5, 4), ("Ebb", -0.8, 10), ("Foam", 0.0, 6), ("Salt", None, 0))
    assert [sentence.replace("\xa0", " ") for sentence in find_first(Outlets([], [table], [], None))] == [
        "Ebb (−0.80, n = 10) is decided for “Harm”; Tide (+0.50, n = 4) leans to “Growth”, not decided; "
        "Foam (+0.00, n = 6) is balanced or has too few hits."
    ]


def test_own_words_are_told_apart_where_they_differ():
    table = axis(("Tide", 0.5, 4))
    table.rows[0][1]["own"] = {"balance": -1.0, "n": 2, "verdict": "balanced or too few"}
    found = find_first(Outlets([], [table], [], None))
    assert found[1:] == ["In their own words alone: Tide (−1.00, n\xa0=\xa02, balanced or too few)."]


def test_of_many_outlets_the_finding_counts_and_names_the_ends():
    table = axis(*[(f"o{at}", at / 10, 6) for at in range(-8, 9)], ("lone", 1.0, 1))
    first, ends = (one.replace("\xa0", " ") for one in find_first(Outlets([], [table], [], None)))
    assert first == (
        "8 outlets (n = 48) lean to “Growth”, not decided; 8 outlets (n = 48) lean to “Harm”, not decided; "
        "o0 (+0.00, n = 6) and lone (+1.00, n = 1) are balanced or have too few hits."
    )
    assert ends == "Furthest apart are o-8 (−0.80, n = 6) and o8 (+0.80, n = 6)."  # one hit is no end


def test_without_an_axis_the_finding_is_about_the_person_spoken_of_most():
    columns = [Outlet("t", "Tide", 1, 9), Outlet("e", "Ebb", 1, 9)]
    people = [spoken_of("p0", "Ana", (4, -0.5, 2), (9, 0.25, 3)), spoken_of("p1", "Bo", (1, 0.1, 1), (0, None, 0))]
    (sentence,) = find_first(Outlets(columns, [], people, "clause"))
    assert sentence.replace("\xa0", " ") == (
        "Sentiment toward Ana, who is spoken of most: Ebb (+0.25, n = 3, warm) and Tide (−0.50, n = 2, warm)."
    )
    silent = [spoken_of("p0", "Ana", (2, None, 0))]
    assert find_first(Outlets(columns[:1], [], silent, "clause")) == [
        "Ana is mentioned most (2 mentions), never with a score."
    ]
    assert find_first(Outlets([], [], [], None)) == ["Nothing was measured that outlets could differ in."]


def test_the_front_page_asks_answers_and_leads_on(reading):
    figure = {"name": "f", "caption": "C", "page": "", "alt": "A bar", "files": ["png", "half.svg", "csv"]}
    page = " ".join(index_page(reading, [], [figure]).split())
    order = ["Jobs or harm?", "Sentiment toward", 'href="room/index.html"', 'id="questions"', 'id="figures"']
    order += ['id="tables"', 'id="methods"', 'id="limits"']
    places = [page.index(part) for part in order]
    assert places[2:] == sorted(places[2:])
    assert places[0] < places[1] < page.index('class="doors"')
    assert '<img src="figures/f.png" loading="lazy" alt="A bar">' in page
    assert '<source media="screen and (max-width: 48rem)" srcset="figures/f.half.svg">' in page
    assert 'href="figures/f.csv"' in page and "f.pdf" not in page  # only what is there
    assert "f.half.svg" not in index_page(reading, [], [figure | {"files": ["png"]}])
    assert len(page) < 90_000


def test_limits_are_counted(reading, shipped):
    assert any(limit.startswith("2 of the outlets have fewer than 10 articles") for limit in find_limits(reading))
    assert any("2 of 3 dates" in limit for limit in find_limits(shipped))


def test_people_are_set_side_by_side_by_the_method_of_the_study(reading):
    told = side_by_side(reading, names_of(reading)).error
    assert told.startswith(describe_error(reading.study.sentiment.method))
    other = rescore(reading, method="sentence")
    assert side_by_side(other, names_of(other)).error.startswith(describe_error("sentence"))
