"""The neural rung: what ships of it, and, where its packages are installed, that it tells praise from blame."""

import json

import numpy as np
import pytest

from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.neural import FILE, PACKAGES, PARTS, _weights, embed, probabilities, read_layer, score_mentions

PRAISE = "Everyone praised Ms. Oduya as a brilliant, generous leader."
BLAME = "Prosecutors accused Ms. Oduya of fraud, lying and corruption."


def test_the_layer_ships_small_and_plain_with_its_record():
    assert FILE.stat().st_size <= 1_000_000
    record = json.loads(FILE.read_text(encoding="ascii"))["record"]
    assert record["parts"] == [list(part) for part in PARTS], "the layer was learned from other parts: train again"
    assert record["macro_f1_rw_dev"] >= 0.74
    assert record["macro_f1_mt_dev"] >= 0.69
    assert np.shape(read_layer()["weights"]) == (384 * len(PARTS) + 1, 3)


def test_equal_weights_give_equal_odds():
    assert probabilities(np.ones((2, 4)), np.ones((5, 3))) == pytest.approx(np.full((2, 3), 1 / 3))


def test_tokens_weigh_by_their_distance_from_the_target_and_padding_not_at_all():
    spans = np.array([(0, 0), (0, 4), (5, 8), (9, 12), (0, 0), (0, 0)])
    weights = _weights(spans, (5, 8), np.array([1, 1, 1, 1, 1, 0]))
    assert weights["stretch"] == pytest.approx([0.2] * 5 + [0])
    assert weights["target"] == pytest.approx([0, 0, 1, 0, 0, 0])
    near = weights["near"]
    assert near[2] / near[1] == pytest.approx(1.25**2)
    assert near[[0, 4, 5]].tolist() == [0, 0, 0]
    assert _weights(spans, (90, 95), np.array([1, 1, 1, 1, 1, 0]))["target"] == pytest.approx([0, *[1 / 3] * 3, 0, 0])


@pytest.fixture
def installed():
    for name in PACKAGES:
        pytest.importorskip(name, reason="the extra `neural` is not installed")


def test_praise_is_above_blame_alone_and_in_a_batch(installed):
    spans = [(17, 26), (20, 29)]
    values = score_mentions([PRAISE, BLAME], spans, read_lexicon())
    assert values[0] > 0.2 > -0.2 > values[1]
    alone = [
        score_mentions([text], [span], read_lexicon())[0] for text, span in zip((PRAISE, BLAME), spans, strict=True)
    ]
    assert values == pytest.approx(alone, abs=1e-3)
    assert embed([], []).shape == (0, 384 * len(PARTS))
