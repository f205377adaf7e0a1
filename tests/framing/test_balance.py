import math

import numpy as np
import pandas as pd
import pytest

from analysis.framing.axes import counted_hits, score_axes


def score(make_study, hits, sentences, **where):
    """Score and keep the rows of one voice and section."""
    articles = pd.DataFrame({"article_id": sentences["article_id"].unique()})
    table = score_axes(hits, sentences, articles, make_study())
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
    hits.loc[len(hits)] = hits.iloc[0].to_dict() | {"start": 90, "about_id": "new-pair"}
    hits.loc[len(hits)] = hits.iloc[0].to_dict() | {"start": 95, "about_id": np.nan}
    assert counted_hits(hits, make_study()).index.tolist() == [0]
    assert score(make_study, hits, make_sentences(a=1))["n"].tolist() == [1]


def test_a_codebook_that_asks_for_nobody_counts_everybody(make_study, make_hits):
    hits = make_hits(("a", 0, "warm", "asserted", "own", 1.0)).assign(about_id=np.nan)
    assert len(counted_hits(hits, make_study(about=None))) == 1


def test_swapping_the_frames_turns_the_sign(make_study, make_hits, make_sentences):
    rows = [("a", 0, "warm", "asserted", "own", 2.0), ("a", 1, "cold", "asserted", "own", 1.0)]
    other = {"warm": "cold", "cold": "warm"}
    swapped = [(a, s, other[f], *rest) for a, s, f, *rest in rows]
    one = score(make_study, make_hits(*rows), make_sentences(a=2)).iloc[0]
    two = score(make_study, make_hits(*swapped), make_sentences(a=2)).iloc[0]
    assert (one["balance"], one["lower"], one["upper"]) == (-two["balance"], -two["upper"], -two["lower"])


def test_voices_add_up_to_the_total(make_study, make_hits, make_sentences):
    hits = make_hits(
        ("a", 0, "warm", "asserted", "own", 1.0),
        ("a", 1, "cold", "asserted", "quoted", 1.0),
        ("a", 1, "warm", "asserted", "paraphrased", 1.0),
    )
    articles = pd.DataFrame({"article_id": ["a"]})
    table = score_axes(hits, make_sentences(a=4), articles, make_study()).set_index(["section", "voice"]).loc["all"]
    parts = table.loc[["own", "quoted", "paraphrased"]]
    for column in ("n", "n_positive", "n_negative", "intensity"):
        assert parts[column].sum() == table.loc["all", column]


def test_the_range_leaves_out_one_sentence_at_a_time(make_study, make_hits, make_sentences):
    hits = make_hits(
        ("a", 0, "warm", "asserted", "own", 1.0),
        ("a", 0, "warm", "asserted", "own", 1.0),
        ("a", 1, "cold", "asserted", "own", 1.0),
        ("a", 2, "warm", "asserted", "own", 1.0),
    )
    row = score(make_study, hits, make_sentences(a=3)).iloc[0]
    assert row["balance"] == pytest.approx(2 / 4)
    assert (row["lower"], row["upper"]) == (pytest.approx(0), pytest.approx(1))


def test_hits_of_one_sentence_have_no_range(make_study, make_hits, make_sentences):
    row = score(make_study, make_hits(("a", 0, "warm", "asserted", "own", 1.0)), make_sentences(a=3)).iloc[0]
    assert row["balance"] == 1 and math.isnan(row["lower"]) and math.isnan(row["upper"])


def test_each_article_has_its_rows_for_every_voice_and_its_own_sections(make_study, make_hits, make_sentences):
    sentences = pd.concat([make_sentences(a=1), make_sentences(section="headline", b=1)], ignore_index=True)
    articles = pd.DataFrame({"article_id": ["a", "b", "empty"]})
    table = score_axes(make_hits(), sentences, articles, make_study())
    assert table.groupby("unit_id", sort=False)["section"].unique().map(list).to_dict() == {
        "a": ["all", "body"],
        "b": ["all", "headline"],
        "empty": ["all"],
    }
    assert table.loc[table["unit_id"] == "empty", "intensity"].isna().all()


def test_a_study_without_axes_has_no_scores(make_study, make_hits, make_sentences):
    articles = pd.DataFrame({"article_id": ["a"]})
    assert score_axes(make_hits(), make_sentences(a=1), articles, make_study(warm=["love"])).empty
