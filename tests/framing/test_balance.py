import math

import numpy as np
import pandas as pd
import pytest

from analysis.compare.axes import score_article_axes
from analysis.framing.axes import counted_hits


def score(make_study, hits, sentences, **where):
    """Score and keep the rows of one voice and section."""
    articles = pd.DataFrame({"article_id": sentences["article_id"].unique()})
    table = score_article_axes(hits, sentences, articles, make_study())
    wanted = {"voice": "all", "section": "all"} | where
    for column, value in wanted.items():
        table = table[table[column] == value]
    return table.reset_index(drop=True)


def test_balance_is_the_weighted_difference_over_the_weighted_sum(make_study, make_hits, make_sentences):
    hits = make_hits(
        ("a", 0, "warm", "asserted", "own", 2.0),
        ("a", 0, "cold", "asserted", "own", 1.0),
        ("a", 3, "warm", "asserted", "own", 1.0),
    )
    row = score(make_study, hits, make_sentences(a=4)).iloc[0]
    assert row["balance"] == pytest.approx((3 - 1) / (3 + 1))
    assert row["intensity"] == pytest.approx(100 * 3 / 4)
    assert row["coverage"] == pytest.approx(2 / 4)
    assert row[["n", "n_positive", "n_negative", "n_sentences", "n_articles"]].tolist() == [3, 2, 1, 4, 1]


def test_without_hits_a_balance_is_missing_and_an_intensity_is_zero(make_study, make_hits, make_sentences):
    row = score(make_study, make_hits(), make_sentences(a=2)).iloc[0]
    assert math.isnan(row["balance"]) and math.isnan(row["lower"])
    assert row[["n", "intensity", "coverage"]].tolist() == [0, 0, 0]


def test_what_is_not_asserted_or_concerns_others_does_not_count(make_study, make_hits, make_sentences):
    hits = make_hits(*[("a", 0, "warm", scope, "own", 1.0) for scope in ("asserted", "denied", "reported", "question")])
    others = [hits.iloc[[0]].assign(start=90, about_id="new-pair"), hits.iloc[[0]].assign(start=95, about_id=None)]
    hits = pd.concat([hits, *others], ignore_index=True)
    assert counted_hits(hits, make_study()).index.tolist() == [0]
    assert score(make_study, hits, make_sentences(a=1))["n"].tolist() == [1]


def test_a_codebook_that_asks_for_nobody_counts_everybody(make_study, make_hits):
    hits = make_hits(("a", 0, "warm", "asserted", "own", 1.0)).assign(about_id=np.nan)
    assert len(counted_hits(hits, make_study(about=None))) == 1


def test_swapping_the_frames_turns_the_sign(make_study, make_hits, make_sentences):
    rows = [("a", at, "warm" if at else "cold", "asserted", "own", 2.0 if at else 1.0) for at in range(5)]
    other = {"warm": "cold", "cold": "warm"}
    swapped = [(a, s, other[f], *rest) for a, s, f, *rest in rows]
    one = score(make_study, make_hits(*rows), make_sentences(a=5)).iloc[0]
    two = score(make_study, make_hits(*swapped), make_sentences(a=5)).iloc[0]
    assert one[["balance", "lower", "upper"]].tolist() == pytest.approx((-two[["balance", "upper", "lower"]]).tolist())


def test_voices_add_up_to_the_total(make_study, make_hits, make_sentences):
    hits = make_hits(
        ("a", 0, "warm", "asserted", "own", 1.0),
        ("a", 1, "cold", "asserted", "quoted", 1.0),
        ("a", 1, "warm", "asserted", "paraphrased", 1.0),
    )
    articles = pd.DataFrame({"article_id": ["a"]})
    table = (
        score_article_axes(hits, make_sentences(a=4), articles, make_study()).set_index(["section", "voice"]).loc["all"]
    )
    parts = table.loc[["own", "quoted", "paraphrased"]]
    for column in ("n", "n_positive", "n_negative", "intensity"):
        assert parts[column].sum() == table.loc["all", column]


def many(make_hits, *counts, each=1.0):
    """Hits in a sentence each, of these frames and indicators: (frame, indicator, how many)."""
    rows = [(frame, indicator) for frame, indicator, n in counts for _ in range(n)]
    hits = make_hits(*[("a", at, frame, "asserted", "own", each) for at, (frame, _) in enumerate(rows)])
    return hits.assign(indicator=[indicator for _, indicator in rows])


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ([("warm", "love", 15), ("cold", "feud", 5)], "decided"),  # the exact test: p = .041
        ([("warm", "love", 14), ("cold", "feud", 6)], "balanced or too few"),  # .115; love alone carries the sign
        ([("warm", "love", 7), ("warm", "praise", 7), ("cold", "feud", 6)], "leaning"),
        ([("warm", "love", 7), ("warm", "praise", 5), ("cold", "feud", 8)], "balanced or too few"),  # under two thirds
        ([("cold", "feud", 2), ("cold", "split", 2)], "leaning"),  # four of one side: by chance once in eight
        ([("warm", "love", 1)], "balanced or too few"),
        ([("warm", "love", 4)], "balanced or too few"),
    ],
)
def test_a_balance_is_decided_leaning_or_too_few(make_study, make_hits, make_sentences, counts, verdict):
    row = score(make_study, many(make_hits, *counts), make_sentences(a=30)).iloc[0]
    assert row["verdict"] == verdict


@pytest.mark.parametrize(
    ("counts", "without"),
    [
        ([("warm", "love", 3), ("warm", "praise", 2), ("cold", "feud", 1)], 1 / 3),  # without love
        ([("warm", "love", 3), ("cold", "feud", 1)], -1.0),
        ([("cold", "feud", 2), ("cold", "split", 1)], -1.0),
        ([("warm", "love", 3)], math.nan),  # nothing is left
        ([("warm", "love", 1), ("cold", "feud", 1)], math.nan),  # a balance of 0 has no side
    ],
)
def test_a_balance_is_told_without_the_indicator_that_bears_it_most(
    make_study, make_hits, make_sentences, counts, without
):
    row = score(make_study, many(make_hits, *counts), make_sentences(a=30)).iloc[0]
    assert row["balance_without"] == pytest.approx(without, nan_ok=True)


def test_fewer_than_five_hits_have_no_interval(make_study, make_hits, make_sentences):
    for n, is_known in ((4, False), (5, True)):
        row = score(make_study, many(make_hits, ("warm", "love", n)), make_sentences(a=9)).iloc[0]
        assert (row["balance"], math.isnan(row["lower"])) == (1, not is_known)


def test_one_article_does_not_carry_the_verdict_of_another(make_study, make_hits, make_sentences):
    hits = pd.concat(
        [many(make_hits, ("warm", "love", 9)), many(make_hits, ("warm", "love", 2)).assign(article_id="b")]
    )
    verdicts = score(make_study, hits, make_sentences(a=9, b=9)).set_index("unit_id")["verdict"]
    assert verdicts.to_dict() == {"a": "decided", "b": "balanced or too few"}


def test_each_article_has_its_rows_for_every_voice_and_its_own_sections(make_study, make_hits, make_sentences):
    sentences = pd.concat([make_sentences(a=1), make_sentences(section="headline", b=1)], ignore_index=True)
    articles = pd.DataFrame({"article_id": ["a", "b", "empty"]})
    table = score_article_axes(make_hits(), sentences, articles, make_study())
    assert table.groupby("unit_id", sort=False)["section"].unique().map(list).to_dict() == {
        "a": ["all", "body"],
        "b": ["all", "headline"],
        "empty": ["all"],
    }
    assert table.loc[table["unit_id"] == "empty", "intensity"].isna().all()


def test_a_study_without_axes_has_no_scores(make_study, make_hits, make_sentences):
    articles = pd.DataFrame({"article_id": ["a"]})
    assert score_article_axes(make_hits(), make_sentences(a=1), articles, make_study(warm=["love"])).empty
