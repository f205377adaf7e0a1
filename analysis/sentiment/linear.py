"""Sentences with a target -> the probability that they speak ill, neutrally or well of it, by a small linear model.

Multinomial logistic regression on the features of `analysis.sentiment.features`, trained by
``python -m benchmarks.train_linear PATH`` on NewsMTSC (Hamborg & Donnay 2021, "NewsMTSC: A Dataset for (Multi-)
Target-dependent Sentiment Classification in Political News Articles", EACL). It learned from political news in
English: on any other news it works outside its domain, and a chart that uses it must say so. `read_record` gives what
it was trained on and how well it did.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.sentiment.features import GROUPS, LENGTHS, N_BUCKETS, Features, find_features
from analysis.sentiment.lexicon import BLANK, Lexicon

#: The shipped weights with the record of their training: JSON, the arrays as base 85 of zlib-compressed int16.
FILE = Path(__file__).with_name("linear_weights.json")
#: Characters scored at once: bounds memory to about 40 MB, whatever the length of the stretches.
CHUNK = 200_000
_LETTER = re.compile(rf"[^\W\d_{BLANK}]")


class Model(NamedTuple):
    """Weights of the three classes (buckets, 3) and how much a bucket's rarity counts (buckets,)."""

    weights: np.ndarray
    rarity: np.ndarray


def find_logits(stretches: Sequence[str], targets: Sequence[tuple[int, int]], lexicon: Lexicon) -> np.ndarray:
    """Give the logits of negative, neutral and positive toward each target, (targets, 3): a rung of the ladder.

    They are nan, no evidence, where the stretch has no word besides the target. Any other words are evidence: that
    they are neutral is what the model found, and pulls a mean toward 0.
    """
    p = score_targets(stretches, targets, lexicon)
    return np.where(has_words(stretches, targets)[:, None], np.log(p + 1e-12), np.nan)


def has_words(stretches: Sequence[str], targets: Sequence[tuple[int, int]]) -> np.ndarray:
    """Whether anything but the target has a letter that is not masked.

    Examples
    --------
    >>> has_words(["“Ms. Ray”", "Ms. Ray won"], [(1, 8), (0, 7)]).tolist()
    [False, True]
    """
    pairs = zip(stretches, targets, strict=True)
    return np.array([bool(_LETTER.search(text[:a]) or _LETTER.search(text, b)) for text, (a, b) in pairs], dtype=bool)


def score_targets(
    sentences: Sequence[str], spans: Sequence[tuple[int, int]], lexicon: Lexicon | None = None
) -> np.ndarray:
    """Score the sentiment of sentences toward a target in each.

    Parameters
    ----------
    sentences : sequence of str
        As written; titles of works masked (`lexicon.mask_spans`). A sentence with two targets stands twice.
    spans : sequence of (start, end)
        Where the target stands in its sentence, half-open, in code points.
    lexicon : Lexicon, optional
        What VADER's part of the features reads; VADER's own, as in training, if missing.

    Returns
    -------
    array (targets, 3)
        Probabilities of negative, neutral, positive; each row sums to 1. The value on the scale of the table
        ``sentiments`` is positive less negative, in [-1, 1].

    Notes
    -----
    Known failures: irony; sentiment carried by knowledge of the world; long sentences in which the blame of one
    person is the praise of another.

    Examples
    --------
    >>> sentences = ["Ms. Ray was praised as a brilliant leader.", "Ms. Ray was convicted of fraud and lying."]
    >>> p = score_targets(sentences, [(0, 7), (0, 7)])
    >>> (p[:, 2] - p[:, 0] > 0).tolist()
    [True, False]
    """
    model = read_model()
    chunks = _chunks(sentences)
    return np.vstack([np.empty((0, 3)), *(_score(sentences[chunk], spans[chunk], model, lexicon) for chunk in chunks)])


def _chunks(sentences: Sequence[str]) -> list[slice]:
    """Cut a sequence of sentences where `CHUNK` characters are full; a longer one is alone."""
    number = np.cumsum([len(sentence) for sentence in sentences]) // CHUNK if len(sentences) else np.zeros(0, int)
    cuts = [0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(sentences)]
    return [slice(start, end) for start, end in pairwise(cuts) if start < end]


def _score(
    sentences: Sequence[str], spans: Sequence[tuple[int, int]], model: Model, lexicon: Lexicon | None
) -> np.ndarray:
    features = find_features(sentences, spans, lexicon)
    return predict(features, weigh(features, model.rarity, len(sentences)), model.weights, len(sentences))


def weigh(features: Features, rarity: np.ndarray, n_rows: int) -> np.ndarray:
    """Give each feature's value: weight times rarity, each group of a row scaled to its length (not the dense one)."""
    dense, near = GROUPS.index("dense"), GROUPS.index("near")
    value = features.weight * np.where(features.group < near, rarity[features.bucket], 1.0)
    key = features.row * len(GROUPS) + features.group
    length = np.sqrt(np.bincount(key, weights=value * value, minlength=n_rows * len(GROUPS)))
    scale = np.append(LENGTHS, 1)[features.group] / np.maximum(length[key], 1e-9)
    return np.where(features.group == dense, value, value * scale)


def predict(features: Features, value: np.ndarray, weights: np.ndarray, n_rows: int) -> np.ndarray:
    """Give the probabilities of the three classes, (rows, 3)."""
    columns = [
        np.bincount(features.row, weights=value * column[features.bucket], minlength=n_rows) for column in weights.T
    ]
    logits = np.stack(columns, axis=1)
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: np.ndarray = odds / odds.sum(axis=1, keepdims=True)
    return shares


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="ascii"))
    return read


def read_record() -> dict[str, Any]:
    """Read what the shipped model was trained on, how, and its measured scores."""
    return dict(_read()["record"])


@lru_cache(maxsize=1)
def read_model() -> Model:
    """Read the shipped weights."""
    packed = _read()
    octets = np.frombuffer(zlib.decompress(base64.b64decode(packed["arrays"])), dtype="<i2").reshape(4, N_BUCKETS)
    *weights, rarity = octets.astype(float) * np.array(packed["units"])[:, None]
    return Model(np.stack(weights, axis=1), rarity)


def pack(model: Model, record: dict[str, Any]) -> str:
    """Write a model and its record as the text of `FILE`; weights are rounded to 65,535 steps a class."""
    rows = np.vstack([model.weights.T, model.rarity])
    units = np.abs(rows).max(axis=1) / 32767
    octets = np.rint(rows / units[:, None]).astype("<i2").tobytes()
    arrays = base64.b64encode(zlib.compress(octets, 9)).decode("ascii")
    return json.dumps({"record": record, "units": units.tolist(), "arrays": arrays}, indent=1) + "\n"
