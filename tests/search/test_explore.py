"""Words and phrases of two parts of a corpus: rates, key words, intervals over articles, dispersion."""

import math
from collections import Counter
from itertools import groupby

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.charts import plot_explorer
from analysis.compare.intervals.log_ratios import Counts, interval_of_log_ratios
from analysis.compare.intervals.student import student_t
from analysis.compare.words.keyness import find_keyness
from analysis.compare.words.stretches import count_phrases_in, read_stretches
from analysis.compare.words.wording import is_content
from analysis.errors import StudyError
from analysis.search import explore
from analysis.search.dispersion import deviation_of_proportions
from analysis.search.explore import COLUMNS
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: The harbour}
minimum_articles: 5
people: {ana: {name: Ana Ruiz, pronouns: she}}
outlets: {tide: {name: The Tide}, bay: {name: Bay Post}, sun: {name: Sun}, dock: {name: Dock}}
frames:
  growth: {label: Growth, definition: g, functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: Harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: Growth or harm, positive: growth, negative: harm}}
"""


def text(outlet, at):
    mine = {"tide": "The old harbour has jobs", "bay": "A small spill hurt birds", "sun": "Sun shines"}[outlet]
    return f"{mine}. Ana Ruiz saw the quay {'and the boats ' * (at % 3)}today. {mine} in week {at}."


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    names = {"tide": "The Tide", "bay": "Bay Post", "sun": "Sun"}
    rows = [
        (f"{outlet}{at}", name, f"2024-0{1 + at % 6}-01", text(outlet, at))
        for outlet, name in names.items()
        for at in range(8)
    ]
    rows += [
        (f"dock{at}", "Dock", "2025-01-01", "The old harbour, the old harbour." if at < 5 else "It was so.")
        for at in range(8)
    ]
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "published", "text"])
    return analysis.read(read_study(folder), frame)


@pytest.fixture(scope="module")
def table(harbour):
    return explore(harbour, "tide", "bay")


def test_words_are_those_of_the_table_of_key_words(harbour, table):
    columns = ["n_a", "n_b", "total_a", "total_b", "articles_a", "articles_b", "g2", "effect", "largest_share"]
    pairs = [("tide", "bay")]
    known = find_keyness(harbour.articles, harbour.segments, pairs, copies=harbour.copies, names=harbour.study.names)
    known = known[(known["voice"] == "all") & (known["n_a"] + known["n_b"] >= 5)].set_index("term")
    words = table[~table["is_phrase"]].set_index("term").loc[known.index]
    assert list(table.columns) == COLUMNS and len(known) > 10
    assert np.allclose(words[columns].astype(float), known[columns].astype(float))


def test_phrases_are_words_of_content_and_the_longest_stands_for_those_in_it(table):
    phrases = table[table["is_phrase"]].set_index("term")
    assert phrases.loc["old harbour", ["n_a", "n_b"]].tolist() == [16, 0]
    assert phrases.loc["small spill hurt birds", ["n_a", "n_b"]].tolist() == [0, 16]
    assert not {"small spill", "spill hurt", "spill hurt birds"} & set(phrases.index)
    assert phrases.loc["ana ruiz saw", "kind"] == "name" and "the quay" not in phrases.index
    words = table[table["term"] == "harbour"].iloc[0]
    assert phrases.loc["old harbour", "rate_a"] == words["rate_a"] == 10_000 * 16 / words["total_a"]


def test_articles_without_a_phrase_are_among_the_words_of_phrases(harbour):
    found = explore(harbour, "tide", "dock").set_index("term")
    assert found.loc["old harbour", ["n_b", "articles_b", "total_b"]].tolist() == [10, 5, 5 * 6 + 3 * 3]
    same = ["total_b", "rate_b", "g2", "effect", "lower", "upper", "dispersion"]
    assert np.allclose(*found.loc[["old harbour", "old"], same].to_numpy(float))


def test_dispersion_is_that_of_the_search(harbour, table):
    words = {row["article_id"]: len(row["text"].split()) for row in harbour.articles.to_dict("records")}
    chosen = [one for one in harbour.articles["article_id"] if one[:3] in ("tid", "bay")]
    numbers = [words[one] - 1 for one in chosen]  # the number of the week is no word here
    uses = [harbour.text(one).count("boats") for one in chosen]
    found = table.set_index("term").loc["boats", "dispersion"]
    assert found == pytest.approx(deviation_of_proportions(uses, numbers))


def test_sides_exchanged_change_the_sign_alone(harbour, table):
    back = explore(harbour, "bay", "tide").set_index("term").loc[table["term"]]
    assert np.allclose(back["effect"], -table["effect"])
    assert np.allclose(back["lower"], -table["upper"], equal_nan=True)


@pytest.mark.parametrize(
    ("units", "by", "term", "counts"),
    [
        (("tide,bay", "sun"), "outlet", "sun", (0, 16)),
        (("sun", "(all others)"), "outlet", "sun", (16, 0)),
        (("2024-01", "2024-02/2024-06"), "period", "jobs", (4, 12)),
        (("growth", "harm"), "frame", "jobs", (16, 0)),
    ],
)
def test_outlets_groups_periods_and_frames_are_compared(harbour, units, by, term, counts):
    found = explore(harbour, *units, by=by).set_index("term")
    assert tuple(found.loc[term, ["n_a", "n_b"]]) == counts


@pytest.mark.parametrize(("unit", "by"), [("moon", "outlet"), ("loud", "voice"), ("May", "period"), ("joy", "frame")])
def test_a_unit_that_is_not_known_is_refused(harbour, unit, by):
    with pytest.raises(StudyError, match=f"`{by}` must be"):
        explore(harbour, unit, "tide", by=by)


def counts_of(uses, words):
    rows = np.flatnonzero(np.array(uses))
    return Counts(rows, np.zeros(len(rows), np.int64), np.array(uses, float)[rows], np.array(words, float))


def test_the_interval_is_that_of_the_linearised_ratio():
    random = np.random.default_rng(3)
    sides = [(random.integers(0, 6, 30), random.integers(50, 150, 30)) for _ in range(2)]
    half, df = interval_of_log_ratios(*(counts_of(*side) for side in sides), np.array([0]))[0]

    def relative(uses, words):
        rate = uses.sum() / words.sum()
        return len(uses) * (uses - rate * words).var(ddof=1) / uses.sum() ** 2

    error = sum(relative(*side) for side in sides)
    assert 50 < df < 59
    assert half == pytest.approx(student_t(0.95, df) * math.sqrt(error) / math.log(2), rel=1e-3)


def test_too_few_articles_have_no_interval():
    few = counts_of([3, 2, 0, 0, 0, 0, 1], [100] * 7)
    many = counts_of([3, 2, 1, 1, 0, 2, 1], [100] * 7)
    assert np.isnan(interval_of_log_ratios(few, many, np.array([0]))).all()
    assert np.isnan(interval_of_log_ratios(counts_of([], []), many, np.array([0]))).all()


def test_the_figure_has_a_point_a_term_and_names_that_do_not_lie_on_each_other(table):
    shown = table[table["kind"] != "function"]
    ax = plot_explorer(shown, "The Tide", "Bay Post")
    assert sum(len(points.get_offsets()) for points in ax.collections) == len(shown) < len(table)
    assert ax.get_xscale() == ax.get_yscale() == "log" and ax.get_xlim() == ax.get_ylim()
    assert ax.get_xlabel() == "The Tide, in 10,000 words"
    named = [one.get_text() for one in ax.texts]
    assert named and set(named) <= set(shown["term"]) and len(set(named)) == len(named)
    assert "no data (n = 0)" in plot_explorer(table.head(0), "a", "b").texts[0].get_text()


@pytest.mark.parametrize("seed", range(8))
def test_phrases_are_those_that_plain_counting_finds(seed):
    random = np.random.default_rng(seed)
    words = ["harbour", "ship", "spill", "the", "old", "(new)"]
    texts = [random.choice(words, random.integers(0, 60)).tolist() for _ in range(4)]
    told = read_stretches(" ".join(text) for text in texts)
    found = count_phrases_in(told, np.arange(4), np.arange(4))
    counts = Counter()
    for text in texts:
        for is_run, run in groupby(text, lambda word: word[0] != "(" and is_content(word)):
            run = list(run) * is_run
            stretches = ((run[at : at + n]) for n in (2, 3, 4) for at in range(len(run) - n + 1))
            counts.update(map(" ".join, stretches))
    inside = {
        short
        for short in counts
        for long in counts
        if f" {short} " in f" {long} " != f" {short} " and counts[short] == counts[long]
    }
    kept = {term: n for term, n in counts.items() if n >= 5 and term not in inside}
    assert found.terms == sorted(kept)
    assert np.bincount(found.term, found.n, minlength=len(kept)).tolist() == [kept[term] for term in found.terms]
