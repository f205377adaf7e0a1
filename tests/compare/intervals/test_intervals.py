"""One room makes every interval, over clusters of near-duplicates: the second copy of a text says nothing new."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.compare.axes import score_outlet_axes
from analysis.compare.intervals import clusters_of, interval_of_ratios, rows_of_clusters
from analysis.compare.tables.outlets import balance_by_outlet, tone_by_outlet
from analysis.compare.tables.people import sentiment_by_person
from analysis.compare.tables.portraits import portrait_of_person
from analysis.compare.tables.series import series_of_measure

ROOT = Path(analysis.__file__).parent.parent


def test_an_interval_agrees_with_the_formula_for_many_equal_clusters():
    rows = rows_of_clusters(np.array([1.0, -1.0] * 200), np.ones(400), [str(n) for n in range(400)])
    lower, upper = interval_of_ratios(rows, draws=4000)
    assert (lower[0], upper[0]) == pytest.approx((-1.96 / 20, 1.96 / 20), abs=0.01)


def test_copies_drawn_together_count_as_one():
    values = np.repeat([1.0, -1.0, 0.5, 0.2, -0.3, 0.1], 5)
    alone = rows_of_clusters(values, np.ones(30), [str(n) for n in range(30)])
    together = rows_of_clusters(values, np.ones(30), [str(n // 5) for n in range(30)])
    six = rows_of_clusters(values[::5], np.ones(6), list("abcdef"))
    width = [float(np.diff(interval_of_ratios(rows), axis=0)[0, 0]) for rows in (alone, together, six)]
    assert width[1] == pytest.approx(width[2])
    assert width[1] > 1.8 * width[0]


def test_below_the_minimum_of_clusters_that_tell_and_of_those_with_a_hit_there_is_no_interval():
    values, n = np.array([1.0, -1.0, 0.5, 0.2, -0.3, 0.1, 0.0]), np.array([1.0] * 6 + [0.0])
    rows = rows_of_clusters(values, n, list("abcdefg"))
    assert (
        np.isnan(interval_of_ratios(rows, minimum=7)).all() and not np.isnan(interval_of_ratios(rows, minimum=6)).any()
    )
    few = rows_of_clusters(np.array([100.0] * 4 + [0.0] * 40), np.full(44, 20.0), [str(n) for n in range(44)])
    assert np.isnan(interval_of_ratios(few)).all()  # hits in four articles of 44


def test_an_interval_ends_where_its_measure_ends():
    rows = rows_of_clusters(np.array([1.0] * 11 + [-1.0]), np.ones(12), [str(n) for n in range(12)])
    assert interval_of_ratios(rows).upper[0] > 1
    assert interval_of_ratios(rows, bounds=(-1, 1)).upper[0] == 1


def test_without_clusters_or_a_denominator_there_is_no_interval():
    for rows in (np.zeros((0, 1, 2)), np.zeros((5, 1, 2))):
        assert np.isnan(interval_of_ratios(rows)).all()


@pytest.mark.parametrize(
    "values, n",
    [
        ([-0.54] + [0.0] * 11, [1.0] + [0.0] * 11),  # one article of twelve holds a scored mention
        ([-0.54, -1.08, -0.27] * 2, [1.0, 2.0, 0.5] * 2),  # all that was scored has one value
        ([3.0, 1.0, 2.0, 1.0, 1.0], [3.0, 1.0, 2.0, 1.0, 1.0]),  # every hit is of one frame
    ],
)
def test_where_no_spread_is_seen_there_is_no_interval(values, n):
    rows = rows_of_clusters(np.array(values), np.array(n), [str(at) for at in range(len(n))])
    assert np.isnan(interval_of_ratios(rows)).all()
    both = interval_of_ratios(
        np.concatenate([rows, np.stack([np.arange(len(n)) + 1.0, np.ones(len(n))], 1)[:, None]], 1)
    )
    assert np.isnan(both.lower).tolist() == np.isnan(both.upper).tolist() == [True, False]


def test_articles_without_a_cluster_are_their_own():
    assert clusters_of(["a"], None) == ["a"]


def test_very_many_clusters_are_drawn_in_groups():
    random = np.random.default_rng(1)
    rows = rows_of_clusters(random.normal(size=9000), np.ones(9000), [str(n) for n in range(9000)])
    lower, upper = interval_of_ratios(rows, draws=500)
    assert upper[0] - lower[0] == pytest.approx(2 * 1.96 / np.sqrt(9000), rel=0.15)


@pytest.mark.parametrize("folder", ["analysis", "notebooks"])
def test_no_other_room_makes_an_interval(folder):
    files = [path for suffix in ("py", "ipynb") for path in (ROOT / folder).rglob(f"*.{suffix}")]
    found = [
        path
        for path in files
        if re.search(r"(percentile|quantile|sizes_at|student_t)\(", path.read_text(encoding="utf-8"))
    ]
    assert {path.parent.relative_to(ROOT).as_posix() for path in found} <= {"analysis/compare/intervals"}


STUDY = """
study: {id: wire, title: One wire text three times}
minimum_articles: 5
people:
  velm: {name: Rufus Velm, pronouns: he}
frames:
  growth: {label: growth, definition: g, functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: harm, definition: h, functions: {problem_definition: {indicators: [poison]}}}
axes:
  growth-harm: {label: growth or harm, positive: growth, negative: harm}
"""
WIRE = (
    "Rufus Velm brings wonderful jobs to the old quay of the town this spring. The harbour master counts new jobs "
    "along the northern wall every single week. A chemist found some poison in the mud behind the mill on Friday."
)
OWN = [
    "Rufus Velm is a horrible neighbour and hides poison in his shed.",
    "Nobody at the market was surprised: terrible poison again, and Rufus Velm knew it.",
    "There was awful poison in the well that Rufus Velm dug, wrote the doctor.",
    "The council fears that Rufus Velm lets poison run into the lake, a dreadful thing.",
    "Great jobs for sixty weavers came with Rufus Velm to the valley.",
    "An angry crowd shouted about poison while Rufus Velm left by the back gate.",
    "Rufus Velm, a kind man, keeps good jobs at the glass works for the whole of winter.",
    "No one is sure whether poison or bad luck killed the geese of Rufus Velm on that sad night.",
]


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    """Read eleven articles of an outlet: three are one wire text (+2 −1), eight its own (one hit each)."""
    folder = tmp_path_factory.mktemp("wire")
    (folder / "study.yaml").write_text(STUDY)
    texts = [*[WIRE] * 3, *OWN]
    rows = [
        {"article_id": f"a{n:02}", "outlet": "Gazette", "published": "2024-05-01", "text": text}
        for n, text in enumerate(texts)
    ]
    pd.DataFrame(rows).to_csv(folder / "articles.csv", index=False)
    return analysis.read(folder)


def ends(table, **chosen):
    for name, value in chosen.items():
        table = table[table[name] == value]
    return tuple(table[["lower", "upper"]].iloc[0].round(2))


def test_the_balance_of_an_outlet_knows_its_copies(wire):
    assert wire.copies["cluster_id"].nunique() == 9
    scores = wire.axis_scores
    lower, upper = ends(scores, unit_kind="outlet", voice="all", section="all")
    assert ends(balance_by_outlet(wire, "growth-harm"), voice="all") == (lower, upper)
    alone = score_outlet_axes(wire.frame_hits, wire.sentences, wire.articles, wire.study)
    low, high = ends(alone, voice="all", section="all")
    assert upper - lower > 1.1 * (high - low)


def test_articles_that_hold_nothing_to_average_are_not_enough_for_an_interval(wire):
    known = wire.valences.merge(wire.articles[["article_id"]].iloc[:6], on="article_id")  # three wire copies, three own
    few = tone_by_outlet(analysis.reading.Reading(study=wire.study, **(wire.tables | {"valences": known})))
    own = few[few["voice"] == "own"].iloc[0]
    assert (own["n_articles"], own["n"] > 3, pd.isna(own["lower"])) == (11, True, True)


def test_tone_sentiment_portraits_and_series_know_copies(wire):
    windows = series_of_measure(wire, "tone", "own", period="day")[1]
    drawn = {
        "tone": ends(tone_by_outlet(wire), voice="own"),
        "sentiment": ends(sentiment_by_person(wire), person_id="velm", voice="own"),
        "portrait": ends(portrait_of_person(wire, "velm"), voice="own"),
        "series": ends(windows),
    }
    own = {name: upper - lower for name, (lower, upper) in drawn.items()}
    alone = wire.copies.assign(cluster_id=wire.copies["article_id"], drawn_id=wire.copies["article_id"])
    naive = analysis.reading.Reading(study=wire.study, **(wire.tables | {"copies": alone}))
    assert drawn["tone"] == pytest.approx(drawn["series"], abs=0.06)
    for name, lower_upper in (
        ("tone", ends(tone_by_outlet(naive), voice="own")),
        ("sentiment", ends(sentiment_by_person(naive), person_id="velm", voice="own")),
        ("portrait", ends(portrait_of_person(naive, "velm"), voice="own")),
        ("series", ends(series_of_measure(naive, "tone", "own", period="day")[1])),
    ):
        assert own[name] > 1.2 * (lower_upper[1] - lower_upper[0]), name
