"""Findings are sentences made from tables: another table, another sentence; nothing found is said to be nothing."""

import html

import numpy as np
import pandas as pd

from analysis.charts import plot_course
from analysis.compare.tables.evidence import frame_evidence
from analysis.compare.tables.grid import Poles, outlets_of
from analysis.compare.tables.outlets import balance_by_outlet
from analysis.compare.tables.people import people_by_outlet
from analysis.compare.tables.timeline import course_of_articles, publication_windows
from analysis.reports.room import write_room
from analysis.reports.room.overview import side_by_side
from analysis.reports.room.write import names_of
from analysis.reports.sentences import findings
from analysis.reports.sentences.comparisons import describe_change, describe_keyness, describe_ledger, describe_narrated

POLES = Poles("growth-harm", "growth or harm", "Growth", "Harm")


def balance(value, positive, negative, verdict="leaning"):
    rows = [("The Tide", voice, np.nan, 0, 0, 0) for voice in ("all", "own", "quoted", "paraphrased")]
    rows[0] = rows[1] = ("The Tide", "all", value, positive + negative, positive, negative)
    rows[1] = ("The Tide", "own", value, positive + negative, positive, negative)
    table = pd.DataFrame(rows, columns=["outlet", "voice", "balance", "n", "n_positive", "n_negative"])
    return table.assign(verdict=verdict, kind="hits" if verdict == "decided" else None)


def test_the_lean_of_an_outlet_is_named_with_its_hits():
    assert findings.describe_balance(balance(0.5, 3, 1), POLES) == (
        "The Tide leans to “Growth”, not decided: +0.50 over all voices (3 growth, 1 harm) and "
        "+0.50 in its own words (3 growth, 1 harm)."
    )


def test_swapping_the_hits_swaps_the_lean():
    assert findings.describe_balance(balance(-0.5, 1, 3), POLES).startswith(
        "The Tide leans to “Harm”, not decided: −0.50"
    )


def test_a_balance_says_how_sure_it_is_and_by_what():
    said = findings.describe_balance(balance(-0.5, 4, 12, "decided"), POLES)
    assert said.startswith("The Tide is decided for “Harm” (by the interval within its article, over its hits): −0.50")
    said = findings.describe_balance(balance(-0.5, 1, 3, "balanced or too few"), POLES)
    assert said.startswith("The Tide is balanced or has too few hits: −0.50")


def test_a_caption_names_the_intervals_and_marks_that_are_there():
    assert findings.describe_intervals(balance(0.1, 9, 8, "balanced or too few")) == (
        " Marks: small, balanced or too few hits."
    )
    both = pd.concat([balance(1.0, 9, 0, "decided"), balance(0.5, 3, 1).assign(kind="articles")])
    assert findings.describe_intervals(both) == (
        " Intervals: a line, over articles and dotted, within the one article of an outlet, over its hits. Marks: "
        "large, decided (the interval leaves out zero); of middle size, leaning, not decided."
    )


def test_a_caption_of_people_names_over_what_their_intervals_are():
    table = pd.DataFrame({"kind": ["mentions", None, "mentions"], "verdict": ["warm", "not decided", "cool"]})
    assert findings.describe_intervals(table) == (
        " Intervals: dotted, within the one article of an outlet, over its mentions. Marks: large, warm or cool (the "
        "interval leaves out zero); small, not decided."
    )


def test_an_outlet_without_evidence_leans_nowhere():
    assert findings.describe_balance(balance(np.nan, 0, 0), POLES) == "The Tide holds no evidence of either frame."


def test_the_widest_gap_comes_first_and_a_single_outlet_has_none():
    rows = [("tone", "A", 0.1, 5), ("tone", "B", 0.2, 6), ("balance", "A", -1.0, 7), ("balance", "B", 1.0, 8)]
    rows += [("toward Ana", "A", -1.0, 1), ("toward Ana", "B", 1.0, 1)]  # too little to be set against each other
    profile = pd.DataFrame(rows, columns=["measure", "outlet", "value", "n"]).assign(unit="hits")
    assert findings.describe_profile(profile).split("\n\n")[1:] == [
        "Balance: from −1.00 (A, n = 7 hits) to +1.00 (B, n = 8).",
        "Tone: from +0.10 (A, n = 5 hits) to +0.20 (B, n = 6).",
    ]
    assert findings.describe_profile(profile[profile["outlet"] == "A"]) == (
        "No measure is known for two outlets (n = 5 or more), so there is nothing to compare."
    )


def test_overlapping_windows_are_not_put_in_an_order():
    scores = pd.DataFrame(
        {
            "article": ["a", "b", "c"],
            "published_earliest": pd.to_datetime(["2024-01-01", "2024-03-01", "2024-03-05"]),
            "published_latest": pd.to_datetime(["2024-01-01", "2024-03-09", "2024-03-05"]),
            "published_basis": ["stated", "inferred", "stated"],
            "balance": [1.0, -1.0, 0.5],
            "n_hits": [1, 2, 3],
            "balance_verdict": ["balanced or too few", "leaning", "leaning"],
            "tone": [np.nan, 0.2, 0.3],
            "n_scored": [0, 4, 5],
        }
    )
    assert findings.describe_time(scores) == (
        "3 articles with a date, from 2024-01-01 to 2024-03-09; 1 of the dates is inferred and drawn as an interval."
        "\n\nBalance, latest: −1.00 (b, n = 2, leaning) and +0.50 (c, n = 3, leaning); earlier: +1.00 (a, n = 1, "
        "balanced or too few)."
    )
    assert findings.describe_time(scores[:1]) == "1 article with a date: nothing can be said about change."


def test_hits_set_apart_are_counted_by_reason():
    evidence = pd.DataFrame(
        {
            "article_id": ["a"] * 5,
            "sentence_number": [1, 1, 2, 3, 4],
            "sentence": ["The same words."] * 5,
            "scope": ["asserted", "denied", "asserted", "asserted", "asserted"],
            "standing": ["background", "news", "news", "background", "context"],
            "frame": ["Harm"] * 5,
            "about": ["the pair", "the pair", "Ana", "the pair", "the pair"],
            "counts": [True, False, False, False, True],
        }
    )
    assert findings.describe_evidence(evidence) == (
        "5 hits in 4 sentences; 2 count, the others are set apart (1 denied, 1 about someone else and 1 background "
        "told before); 1 goes on with what a source said before."
    )
    assert findings.describe_evidence(evidence[:0]) == "No indicator of either frame was found."


def test_quoted_words_are_told_by_source():
    words = pd.DataFrame(
        {"outlet": ["A", "A"], "source": ["Ana", "Ben"], "n_words": [5, 20], "n_words_outlet": [100, 100]}
    )
    assert findings.describe_quoted(words) == "A: 25 of 100 words are quoted, 25 of 100 (Ben 20 and Ana 5)."


def test_people_without_a_score_are_not_told_of():
    rows = [("Ana", "A", voice, np.nan, 0) for voice in ("all", "own", "quoted", "paraphrased")]
    people = pd.DataFrame(rows, columns=["person", "outlet", "voice", "value", "n"])
    assert findings.describe_people(people) == "No mention of a person could be scored."


def test_what_is_said_of_people_names_its_method():
    rows = [("Ana", "A", voice, 0.5, 2) for voice in ("all", "own")] + [("Ana", "A", "quoted", np.nan, 0)]
    people = pd.DataFrame(rows, columns=["person", "outlet", "voice", "value", "n"])
    people = people.assign(method="linear", verdict="not decided")
    people = pd.concat([people, people.tail(1).assign(voice="paraphrased")])
    assert findings.describe_people(people) == (
        "Mean sentiment; method: linear model. Warm or cool: its interval, over articles or within the one article of "
        "an outlet over its mentions, leaves out zero; else it is not decided.\n\n"
        "Ana: A +0.50 own words (n = 2, not decided)."
    )
    assert findings.describe_people(people.assign(verdict="warm")).endswith("(n = 2, warm).")


def test_times_that_are_left_open_are_counted_apart():
    day = pd.Timestamp("2024-05-01")
    spans = [("2019-01-01", "2019-12-31", "year"), ("2023-11-01", "2024-11-30", "open"), ("2025-01-01", None, "day")]
    table = pd.DataFrame(spans, columns=["earliest", "latest", "precision"]).fillna({"latest": "2025-01-01"})
    table[["earliest", "latest"]] = table[["earliest", "latest"]].apply(pd.to_datetime)
    table = table.assign(article_id="a", outlet="Tide", event=None, published_earliest=day, published_latest=day)
    said = describe_narrated(table)
    assert said == "1 article tells of 3 times: 1 before the publication, 1 after it, 1 left open."
    assert describe_narrated(table[table["precision"] != "open"]).endswith("1 after it.")


def test_an_outlet_has_one_number_of_sentences_wherever_it_is_told(shipped):
    """The shipped study has an appeal to readers, and a credit of a picture: they are in no number of sentences."""
    axis = next(iter(shipped.study.axes))
    by_outlet = outlets_of(shipped.articles, shipped.study).set_index("article_id")["outlet"]
    silent = shipped.sentences["section"].isin(["caption", "credit", "appeal"])
    right = shipped.sentences[~silent].groupby(shipped.sentences["article_id"].map(by_outlet)).size().to_dict()
    assert 0 < silent.sum() == len(shipped.sentences) - sum(right.values())
    course = course_of_articles(shipped, axis)
    told = {
        "people": people_by_outlet(shipped).groupby("outlet")["n_sentences"].first(),
        "balance": balance_by_outlet(shipped, axis).groupby("outlet")["n_sentences"].first(),
        "windows": publication_windows(shipped).groupby("outlet")["n_sentences"].sum(),
        "course": course.groupby(course["article_id"].map(by_outlet)).size(),
        "room": pd.Series({one.name: one.n_sentences for one in side_by_side(shipped, names_of(shipped)).columns}),
    }
    assert {name: counts.to_dict() for name, counts in told.items()} == dict.fromkeys(told, right)
    scored = shipped.valences.query("unit == 'sentence'")
    assert len(scored) == sum(right.values())
    said = findings.describe_corpus(shipped)
    assert f"in {sum(right.values())} sentences; {silent.sum()} more stand in credits, captions or appeals" in said


def test_a_sentence_has_one_number_in_a_picture_its_table_an_evidence_table_and_the_room(shipped, tmp_path):
    axis = next(iter(shipped.study.axes))
    course, hits = course_of_articles(shipped, axis), frame_evidence(shipped, axis)
    chart = plot_course(course, positive="a", negative="b")
    drawn = {round(bar.get_x() + bar.get_width() / 2) for bar in chart.patches}
    assert drawn <= set(course["sentence_number"])
    assert course["sentence_number"].min() == 1
    write_room(shipped, tmp_path)
    for row in hits.head(5).to_dict("records"):
        page = (tmp_path / f"article-{row['article_id']}.html").read_text(encoding="utf-8")
        section = page.split(f'id="s{row["sentence_number"]}"')[1].split('class="s"')[0]
        assert html.escape(row["words"]).split()[0] in section
        assert f">{row['sentence_number']}</a>" in section


def test_what_an_outlet_uses_most_is_told_though_the_picture_counts_it_with_others():
    cues = pd.DataFrame(
        [("said", "A", 9), ("said", "B", 1), ("quipped", "A", 0), ("quipped", "B", 3)], columns=["cue", "outlet", "n"]
    )
    assert findings.describe_cues(cues) == (
        "A: 9 attributions, most often through “said” 9. "
        "B: 4 attributions, most often through “quipped” 3 and “said” 1."
    )


def test_nothing_is_left_out_of_a_list_in_silence():
    rows = [(f"P{at}", "A", voice, 0.1, 9 - at) for at in range(5) for voice in ("all", "own", "quoted", "paraphrased")]
    people = pd.DataFrame(rows, columns=["person", "outlet", "voice", "value", "n"])
    people = people.assign(method="linear", verdict="not decided")
    assert findings.describe_people(people).endswith("\n\nOf 2 more people with a score the table tells.")
    words = pd.DataFrame({"outlet": "A", "source": list("abcdef"), "n_words": 5, "n_words_outlet": 100})
    assert findings.describe_quoted(words).endswith("(a 5, b 5, c 5, d 5 and 2 more).")
    table = pd.DataFrame({"outlet": list("abcdefghij"), "term": "t", "voice": "own", "q": 0.01, "n": 9, "n_others": 1})
    said = describe_keyness(table.assign(is_small=False, kind="word", articles=7))
    assert said.startswith("10 words are told apart from chance (q ≤ .05 over the words of an outlet and voice); ")
    assert said.endswith(" and 2 more.")
    day = pd.Timestamp("2024-05-01")
    columns = {
        "published_earliest": day,
        "published_latest": day,
        "earliest": day,
        "latest": day,
        "event": "E",
        "precision": "day",
    }
    told = pd.DataFrame({"article_id": list("abcdefgh"), "outlet": list("ABCDEFGH")}).assign(**columns)
    assert describe_narrated(told).endswith("\n\nSo do 2 more outlets.")
    loose = pd.DataFrame({"outlet": "A", "words": list("abcdefg"), "is_supported": False})
    assert describe_ledger(pd.DataFrame(), loose).endswith(" So do 2 more quotations in headlines.")


def test_a_change_that_was_not_looked_for_counts_the_articles_with_a_date():
    points = pd.DataFrame({"published_earliest": pd.to_datetime(["2024-05-01", None, "2024-05-02"])})
    assert describe_change(None, points).startswith("No change of level was looked for in 2 articles with a date: ")
