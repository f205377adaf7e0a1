"""Probabilities that mean what they say: the calibration of learned rungs, and the mentions that they are unsure of."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis.compare.people import score_people
from analysis.sentiment.calibration import (
    FILE,
    LIKELY,
    Calibration,
    calibrate,
    find_classes,
    is_unsure,
    read_calibration,
    values_of,
)
from analysis.sentiment.ladder import RUNGS
from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.targets import score_sentiments
from analysis.sentiment.vader import score_texts
from analysis.tables import from_rows
from benchmarks.calibrate import SHARES, fit, shrink
from benchmarks.newsmtsc import HELD, LEARNED, ODD, Targets, of_digits
from benchmarks.validity.sentiment import reliability_of


def test_every_learned_rung_has_a_calibration_that_says_what_it_was_found_on():
    rows = json.loads(FILE.read_text(encoding="ascii"))
    assert set(rows) == {name for name, rung in RUNGS.items() if rung.domain}
    assert all("rw_dev" in row["data"] and "even half of tweets" in row["data"] for row in rows.values())
    assert all(read_calibration(name).temperature > 0 for name in rows)


@pytest.mark.parametrize("name", ["sentence", "clause"])
def test_the_value_of_vader_is_its_compound_and_nothing_is_unsure(name):
    texts = ["Ana is great.", "Ana might be a bit sad.", "Ana left.", "Ana is okay, not bad."]
    found = RUNGS[name].measure(texts, [(0, 3)] * 4, read_lexicon())
    compound = score_texts(texts).compound
    assert found.values[[0, 1, 3]].tolist() == compound[[0, 1, 3]].tolist()
    assert np.isnan(found.values[2])
    assert found.classes.tolist() == [2, 0, 1, 2]
    assert not found.unsure.any()


def test_of_the_shifts_that_share_is_taken_that_the_parts_lose_least_by():
    classes = np.array([0, 1, 2] * 40)
    right, leaning = np.eye(3)[classes] * 2, np.eye(3)[classes] * 2 + [0, 1.2, 0]
    whole = Calibration(1.0, (0.0, -4.0, 0.0))
    assert shrink(whole, [(right, classes)]).shift == (0, 0, 0)
    assert shrink(whole, [(leaning, classes), (leaning, classes)]).shift == (0, 0, 0)
    assert shrink(whole, [(leaning + [0, 2, 0], classes)]).shift == (0, -2, 0)
    assert SHARES[0] == 0


def test_a_rung_that_claims_too_much_is_cooled_until_its_claims_are_right():
    random = np.random.default_rng(0)
    logits = random.normal(size=(6000, 3)) * 2
    p = calibrate(logits, Calibration(2.0, (0.3, 0.0, -0.3)))
    classes = (p.cumsum(1) > random.random((6000, 1))).argmax(1)
    found = fit([(logits[:3000], classes[:3000]), (logits[3000:], classes[3000:])])
    assert found.temperature == pytest.approx(2, abs=0.15)
    assert np.diff(found.shift) == pytest.approx([-0.3, -0.3], abs=0.1)
    bins = reliability_of(calibrate(logits, found), classes, n_bins=5)
    assert all(abs(said - right) < 0.05 for n, said, right in bins if n > 300)


def test_each_part_counts_the_same_and_rows_without_evidence_do_not_count():
    few, many = np.zeros((10, 3)), np.zeros((1000, 3))
    blind = np.full((500, 3), np.nan)
    found = fit([(few, np.zeros(10, int)), (np.vstack([many, blind]), np.full(1500, 2))])
    p = calibrate(few[:1], found)[0]
    assert p[0] == pytest.approx(p[2], abs=0.01)
    assert p[1] < 0.05


def test_no_evidence_is_neither_a_value_nor_unsure_and_counts_as_neutral():
    p = np.array([[0.2, 0.2, 0.6], [0.34, 0.33, 0.33], [np.nan] * 3])
    assert values_of(p)[:2].tolist() == [0.4, -0.01]
    assert np.isnan(values_of(p)[2])
    assert is_unsure(p).tolist() == [False, True, False]
    assert find_classes(p).tolist() == [2, 0, 1]


def test_tweets_are_learned_calibrated_on_or_measured_and_never_two_of_these():
    assert sorted(LEARNED + HELD + ODD) == sorted("0123456789abcdef")
    sentences = [f"a tweet {n}" for n in range(200)]
    nobody = np.zeros(200, int)
    targets = Targets(sentences, [(0, 1)] * 200, nobody, nobody, nobody)
    parts = [set(of_digits(targets, digits).sentences) for digits in (LEARNED, HELD, ODD)]
    assert sum(map(len, parts)) == 200
    assert set.union(*parts) == set(sentences)


def test_unsure_mentions_are_counted_and_not_spread_over_the_mean(monkeypatch):
    text = "Ana met Ana and Ana."
    starts = [0, 8, 16]
    given = np.array([[0.1, 0.1, 0.8], [0.4, 0.3, 0.3], [np.nan] * 3])
    rung = RUNGS["linear"]._replace(find_logits=lambda *_: np.log(given))
    monkeypatch.setitem(RUNGS, "linear", rung)
    monkeypatch.setattr("analysis.sentiment.ladder.read_calibration", lambda name: Calibration(1.0, (0.0, 0.0, 0.0)))
    sentences = from_rows([("a", 0, 0, "body", 0, len(text))], "sentences")
    segments = from_rows([("a", 0, 0, 0, len(text), "own", "outlet", "x")], "segments")
    rows = [("a", n, 0, at, at + 3, "Ana", "proper", "ana", None, 1.0, None, "given") for n, at in enumerate(starts)]
    mentions = from_rows(rows, "mentions")
    table = score_sentiments({"a": text}, sentences, segments, mentions, read_lexicon(), "linear")
    table = table[table["method"] == "linear"]
    assert table["n"].tolist() == [1, 0, 0]
    assert table["unsure"].tolist() == [0, 1, 0]
    scores = score_people(table, mentions, pd.DataFrame({"article_id": ["a"], "outlet_id": ["x"], "outlet": ["X"]}))
    total = scores[(scores["measure"] == "sentiment_linear") & (scores["facet"] == "all")].iloc[0]
    assert total[["value", "n", "unsure"]].tolist() == pytest.approx([0.7, 1, 1])
    assert pd.isna(table["value"].iloc[1])
    assert LIKELY > 1 / 3
