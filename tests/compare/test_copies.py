import numpy as np
import pandas as pd
import pytest

from analysis.compare.contrasts import Question, contrast_families
from analysis.compare.copies import find_copies, keep_own
from analysis.compare.intervals import clusters_of
from analysis.compare.publication import Lag, lags
from analysis.tables import TABLES, conform, empty

NAN = float("nan")


def words(seed, n):
    """Give n invented words, which no other seed has."""
    return [f"w{seed}x{number}" for number in range(n)]


def copies_of(texts, days=None, quotes=None):
    frame = pd.DataFrame({"article_id": list(texts), "text": [" ".join(text) for text in texts.values()]})
    frame = frame.reindex(columns=list(TABLES["articles"].dtypes))
    dates = pd.to_datetime([f"2024-05-{day:02}" if day else None for day in days or [1] * len(texts)])
    frame = frame.assign(published_earliest=dates, published_latest=dates)
    return find_copies(conform(frame, "articles"), empty("quotes") if quotes is None else quotes).set_index(
        "article_id"
    )


def test_a_cut_and_a_rewritten_opening_are_copies_and_another_story_is_none():
    wire = words("a", 100)
    opened = words("b", 30) + wire[20:]
    found = copies_of({"a-wire": wire, "cut": wire[:40], "opened": opened, "other": words("c", 100)})
    named = {"a-wire": "a-wire", "cut": "a-wire", "opened": "a-wire", "other": "other"}
    assert found["cluster_id"].to_dict() == named
    assert found["n_copies"].tolist() == [3, 3, 3, 1]
    assert found["similarity"].round(2).tolist()[:3] == [1.0, 1.0, 0.79]
    assert np.isnan(found.loc["other", "similarity"])


def test_own_words_are_those_that_no_other_article_has():
    shared = words("a", 30)
    found = copies_of({"one": shared + words("b", 70), "two": words("c", 10) + shared, "zero": words("d", 4)})
    assert found["own_share"].round(6).tolist()[:2] == [0.7, 0.25]
    assert np.isnan(found.loc["zero", "own_share"])
    assert found["n_words"].tolist() == [100, 40, 4]


def test_a_speech_that_two_reporters_quote_is_no_copy_but_is_not_their_own_either():
    speech, rows = words("s", 100), []
    texts = {"one": words("a", 30) + speech, "two": words("b", 30) + speech}
    for article_id, text in texts.items():
        start = len(" ".join(text[:30])) + 1
        rows.append(
            {"article_id": article_id, "quote_index": 0, "quoted_start": start, "quoted_end": len(" ".join(text))}
        )
    defaults = {
        "attribution_index": 0,
        "kind": "direct",
        "scope": "asserted",
        "content_start": 0,
        "content_end": 0,
        "source_kind": "unresolved",
    }
    quotes = conform(pd.DataFrame(rows).assign(**defaults).reindex(columns=list(TABLES["quotes"].dtypes)), "quotes")
    found = copies_of(texts, quotes=quotes)
    assert found["n_copies"].tolist() == [1, 1]
    assert found["own_share"].round(3).tolist() == [0.231, 0.231]


def test_a_cluster_is_named_after_the_article_that_was_published_first():
    wire = words("a", 60)
    found = copies_of({"late": wire, "early": wire, "undated": wire}, days=[3, 2, None])
    assert found["cluster_id"].unique().tolist() == ["early"]
    first = {name: None if pd.isna(value) else value for name, value in found["is_first"].items()}
    assert first == {"late": False, "early": None, "undated": None}


def test_a_shared_farewell_of_few_words_makes_no_copies():
    farewell = words("bye", 12)
    found = copies_of({f"a{number}": words(number, 60) + farewell for number in range(20)})
    assert found["n_copies"].tolist() == [1] * 20
    assert found["own_share"].tolist() == pytest.approx([60 / 72] * 20)


def test_a_hundred_copies_are_one_cluster():
    wire = words("a", 80)
    found = copies_of({f"a{number}": wire + words(number, 10) for number in range(100)})
    assert found["cluster_id"].nunique() == 1


def test_a_corpus_of_nothing_has_no_copies():
    assert copies_of({"one": []})["own_share"].isna().all()
    assert find_copies(empty("articles"), empty("quotes")).empty


@pytest.mark.parametrize(
    "dates, expected",
    [
        ({"a": (1.0, 1.0)}, {"a": Lag(True, 0.0, 0.0)}),
        ({"a": (1.0, 4.0), "b": (3.0, 3.0)}, {"a": Lag(None, 0.0, 3.0), "b": Lag(None, 0.0, 2.0)}),
        ({"a": (1.0, 1.0), "b": (1.0, 1.0)}, {"a": Lag(None, 0.0, 0.0), "b": Lag(None, 0.0, 0.0)}),
        ({"a": (1.0, 1.0), "b": (NAN, NAN)}, {"a": Lag(None, 0.0, 0.0), "b": Lag(None, None, None)}),
    ],
    ids=["alone", "intervals touch", "same day", "one undated"],
)
def test_who_was_first_is_said_only_where_the_dates_decide(dates, expected):
    assert lags(dates) == expected


def shared_wire(seed, n=20, n_wire=12, level=0.6):
    """Two equal outlets with texts of their own around 0, and wire texts around `level` that both print, `a` first."""
    random = np.random.default_rng(seed)
    own = [(f"{unit}{at}", unit, value) for unit in "ab" for at, value in enumerate(random.normal(0, 0.3, n))]
    wire = [(f"{unit}w{at}", unit, level) for at in range(n_wire) for unit in "ab"]
    rows = pd.DataFrame(own + wire, columns=["article_id", "unit_id", "numerator"])
    rows = rows.assign(measure="tone", facet="all", denominator=1.0)
    clusters = [f"aw{one[2:]}" if one[1] == "w" else one for one in rows["article_id"]]
    return rows, pd.DataFrame({"article_id": rows["article_id"], "cluster_id": clusters})


def test_wire_text_that_both_outlets_print_leaves_both_sides():
    rows, found = shared_wire(0)
    contrasts = contrast_families([Question("units", rows, [("a", "b")])], found, draws=200).set_index("copies")
    own = rows[~rows["article_id"].str.contains("w")].groupby("unit_id")["numerator"].mean()
    assert contrasts.loc["without", ["mean_a", "mean_b"]].tolist() == pytest.approx([own["a"], own["b"]])
    assert contrasts.loc["without", ["n_a", "n_b"]].tolist() == [20, 20]


def test_without_copies_equal_outlets_seldom_differ():
    p = []
    for seed in range(20):
        rows, found = shared_wire(seed)
        contrasts = contrast_families([Question("units", rows, [("a", "b")])], found, draws=100, seed=seed)
        p += contrasts.loc[contrasts["copies"] == "without", "p"].tolist()
    assert np.mean(np.array(p) <= 0.05) <= 0.15  # before: most of them


def test_copies_within_one_unit_are_kept_once_and_voices_of_an_article_together():
    samples = pd.DataFrame(
        [("x", "own"), ("x", "quoted"), ("y", "own"), ("y", "quoted"), ("z", "own")], columns=["article_id", "unit_id"]
    )

    def kept(**clusters):
        copies = pd.DataFrame({"article_id": list(clusters), "cluster_id": list(clusters.values())})
        return keep_own(samples, copies).tolist()

    assert kept(x="x", y="x", z="z") == [True, True, False, False, True]
    assert kept(x="w", y="w", z="w") == [True, True, False, False, False]


@pytest.mark.parametrize("seed", range(6))
def test_rows_of_many_clusters_are_kept_as_each_cluster_alone_says(seed):
    random = np.random.default_rng(seed)
    rows = pd.DataFrame(
        {"article_id": random.choice(list("abcdefghij"), 25), "unit_id": random.choice(list("xyz"), 25)}
    )
    rows = rows.drop_duplicates(ignore_index=True)
    copies = pd.DataFrame({"article_id": list("abcdefghij"), "cluster_id": random.choice(list("acegk"), 10)})
    cluster = dict(copies.itertuples(index=False, name=None))

    def is_kept(article, unit):
        members = rows[rows["article_id"].map(cluster) == cluster[article]]
        units = members.groupby("article_id")["unit_id"].agg(set)
        first = cluster[article] if cluster[article] in units.index else min(units.index)
        return len(units) == 1 or (bool(set.intersection(*units)) and article == first)

    assert keep_own(rows, copies).tolist() == [is_kept(*row) for row in rows.itertuples(index=False, name=None)]


def test_articles_of_one_day_are_drawn_together_where_the_study_says_so():
    texts = {one: words(one, 60) for one in "abcd"} | {"e": words("a", 60)}
    days = [1, 1, 2, None, 3]

    def drawn(n):
        frame = pd.DataFrame({"article_id": list(texts), "text": [" ".join(text) for text in texts.values()]})
        dates = pd.to_datetime([f"2024-05-{one:02}" if one else None for one in days])
        frame = frame.reindex(columns=list(TABLES["articles"].dtypes))
        articles = conform(frame.assign(published_earliest=dates, published_latest=dates), "articles")
        return find_copies(articles, empty("quotes"), story_days=n).set_index("article_id")

    assert drawn(0)["drawn_id"].tolist() == ["a", "b", "c", "d", "a"]
    assert drawn(1)["drawn_id"].tolist() == ["a", "a", "c", "d", "a"]
    assert drawn(100)["drawn_id"].tolist() == ["a", "a", "a", "d", "a"]
    assert drawn(1)["cluster_id"].tolist() == ["a", "b", "c", "d", "a"]
    assert clusters_of(["b", "d"], drawn(1).reset_index()) == ["a", "d"]
