"""The linear model: what it looks at, what it never looks at, and that its weights are what its record says."""

import json

import numpy as np
import pytest

from analysis.sentiment.features import GROUPS, LENGTHS, N_BUCKETS, find_features
from analysis.sentiment.linear import FILE, Model, pack, predict, read_model, read_record, score_targets, weigh

PRAISE = "Everyone praised Ms. Oduya as a brilliant, generous leader."
BLAME = "Prosecutors accused Ms. Oduya of fraud, lying and corruption."


def span_of(sentence, target="Ms. Oduya"):
    start = sentence.index(target)
    return start, start + len(target)


def values(*pairs):
    sentences, spans = zip(*pairs, strict=True)
    p = score_targets(sentences, spans)
    return p[:, 2] - p[:, 0]


def test_praise_is_above_blame():
    praise, blame = values((PRAISE, span_of(PRAISE)), (BLAME, span_of(BLAME)))
    assert praise > 0.2 > -0.2 > blame


def test_probabilities_sum_to_one_and_no_target_gives_no_row():
    p = score_targets([PRAISE, BLAME, "Ms. Oduya"], [span_of(PRAISE), span_of(BLAME), (0, 9)])
    assert p.shape == (3, 3)
    assert p.sum(axis=1) == pytest.approx([1, 1, 1])
    assert score_targets([], []).shape == (0, 3)


def test_the_name_of_the_target_is_never_looked_at():
    other = BLAME.replace("Ms. Oduya", "Mr. Lindqvist of Narvik")
    assert values((BLAME, span_of(BLAME))) == pytest.approx(values((other, span_of(other, "Mr. Lindqvist of Narvik"))))


def test_two_targets_of_one_sentence_are_told_apart():
    sentence = "Ms. Oduya was praised, but Mr. Lindqvist was convicted of fraud."
    praised, convicted = values((sentence, span_of(sentence)), (sentence, span_of(sentence, "Mr. Lindqvist")))
    assert praised > convicted


def test_a_target_scores_the_same_alone_and_in_a_batch():
    pairs = [(PRAISE, span_of(PRAISE)), (BLAME, span_of(BLAME)), ("Ms. Oduya 😀!", (0, 9)), ("“Ms. Oduya”", (1, 10))]
    assert values(*pairs) == pytest.approx([values(pair)[0] for pair in pairs])


def test_nearer_words_weigh_more():
    features = find_features(["A fine day, said Ms. Oduya coldly"], [(17, 26)])
    words = features.group == GROUPS.index("word")
    assert features.weight[words].tolist() == pytest.approx([1 / (1 + d / 6) for d in (5, 4, 3, 2, 1, 1)])


def test_words_in_the_clause_of_the_target_are_told_from_those_outside():
    features = find_features(["Ms. Oduya won, but critics wept."], [(0, 9)])
    clause = features.group == GROUPS.index("clause")
    assert features.weight[clause].tolist() == [1, 1, 0.5, 0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    ("sentence", "n"),
    [("She never praised Ms. Oduya at all, he said.", 3), ("Ms. Oduya isn’t a liar.", 2), ("No. Ms. Oduya won.", 0)],
)
def test_a_negation_reaches_over_four_words_or_to_the_next_mark(sentence, n):
    features = find_features([sentence], [span_of(sentence)])
    assert (features.group == GROUPS.index("negated")).sum() == n


def test_each_group_but_the_dense_one_has_its_length():
    features = find_features([PRAISE, BLAME], [span_of(PRAISE), span_of(BLAME)])
    value = weigh(features, np.full(N_BUCKETS, 2.0), 2)
    for group, length in zip(GROUPS, LENGTHS, strict=False):
        for row in (0, 1):
            chosen = value[(features.group == GROUPS.index(group)) & (features.row == row)]
            assert (chosen**2).sum() == pytest.approx(length**2 if len(chosen) else 0)


def test_packing_keeps_a_model_to_within_a_step():
    rng = np.random.default_rng(0)
    model = Model(rng.normal(size=(N_BUCKETS, 3)), np.abs(rng.normal(size=N_BUCKETS)))
    text = pack(model, {"data": "invented"})
    assert json.loads(text)["record"] == {"data": "invented"}
    assert max(json.loads(text)["units"]) < 6 / 32767


def test_equal_logits_give_equal_odds():
    features = find_features([PRAISE], [span_of(PRAISE)])
    assert predict(features, features.weight, np.ones((N_BUCKETS, 3)), 1) == pytest.approx(np.full((1, 3), 1 / 3))


def test_the_weights_ship_small_and_plain_with_their_record():
    assert FILE.stat().st_size <= 1_000_000
    record = read_record()
    assert {"data", "sha256", "domain", "macro_f1_cross_validated", "person_r_cross_validated"} <= record.keys()
    assert record["groups"] == list(GROUPS), "the weights were learned from other features: train again"
    assert record["macro_f1_cross_validated"] >= 0.68
    assert record["person_r_cross_validated"] >= 0.78
    assert read_model().weights.shape == (N_BUCKETS, 3)


@pytest.mark.parametrize(
    "sentence", ["Ms. Oduya " + "and so on " * 20_000, "Ms. Oduya " + "x" * 200_000, "Ms. Oduya " + "!" * 20_000]
)
def test_long_sentences_are_scored(sentence):
    assert np.isfinite(values((sentence, (0, 9)))).all()
