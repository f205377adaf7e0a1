"""Hits of one article -> the interval of its balance."""

from __future__ import annotations

import numpy as np

from analysis.compare.intervals.beta import beta_quantile
from analysis.compare.intervals.student import LEVEL

#: Hits from which on the balance within an article has an interval: four of one side come by chance once in eight.
LEAST_HITS = 5
#: Pairs of hits by which the likeness of hits of one sentence, seen in so few of them, is drawn to none.
PAIRS_BEFORE = 10


def interval_of_hits(signed: np.ndarray, sentence: np.ndarray) -> tuple[float, float]:
    """Give the interval of a balance within the text of one article, over its hits.

    It says which balance the article would have if its author went on like this; it says nothing of other articles.
    Jeffreys' interval of a share (Brown, Cai & DasGupta, 2001) of as many hits as these are worth: weights that differ
    (Kish, 1965) and hits of one sentence that agree beyond chance (Rao & Scott, 1992) make them worth fewer.

    Parameters
    ----------
    signed : array of float, shape (n,)
        Weights of the hits, negative for the negative frame.
    sentence : array of int, shape (n,)
        The sentence of each hit.

    Returns
    -------
    tuple of float
        NaN of fewer than `LEAST_HITS` hits.

    Examples
    --------
    >>> low, high = interval_of_hits(np.array([1.0] * 15 + [-1.0] * 5), np.arange(20))
    >>> round(low, 2), round(high, 2)
    (0.07, 0.8)
    """
    if len(signed) < LEAST_HITS:
        return float("nan"), float("nan")
    weight = np.abs(signed)
    share = float(weight[signed > 0].sum() / weight.sum())
    n = round(_worth(weight, np.sign(signed), np.unique(sentence, return_inverse=True)[1]), 2)
    x, tail = round(share * n, 2), (1 - LEVEL) / 2
    low = beta_quantile(tail, x + 0.5, n - x + 0.5) if x > 0 else 0.0
    high = beta_quantile(1 - tail, x + 0.5, n - x + 0.5) if x < n else 1.0
    return 2 * low - 1, 2 * high - 1


def _worth(weight: np.ndarray, sign: np.ndarray, sentence: np.ndarray) -> float:
    """Give the number of independent hits of weight 1 that would tell a share as surely."""
    mean = float((weight * sign).sum() / weight.sum())
    away, spread = sign - mean, 1 - mean**2
    size = np.bincount(sentence)
    n_pairs = float((size * (size - 1)).sum() / 2)
    pairs = float((np.bincount(sentence, away) ** 2 - np.bincount(sentence, away**2)).sum() / 2)
    likeness = min(1.0, max(0.0, pairs / spread / (n_pairs + PAIRS_BEFORE))) if spread > 1e-12 else 0.0
    alone, together = (weight**2).sum(), (np.bincount(sentence, weight) ** 2).sum()
    return float(weight.sum() ** 2 / ((1 - likeness) * alone + likeness * together))
