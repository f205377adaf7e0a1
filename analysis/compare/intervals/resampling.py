"""Rows of clusters -> their sums, drawn anew: the arithmetic under `analysis.compare.intervals`.

Every measure of this house is a ratio of sums over articles: a mean is a sum over a count, a balance the difference of
two sums over their sum. So each cluster of articles is one row (numerator, denominator) for each measure, a group's
value is the sum of its numerators over the sum of its denominators, and a draw is a row of weights: all draws of all
measures together are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

CELLS = 1_000_000  # weights drawn at a time: 8 MB, which a processor has at hand
NEAR = 400_000  # weights of permutations made at a time: what stays in the memory nearest to it

#: Differences of the ratios and their linearized standard errors, shape (draws, measures).
Statistic = tuple[np.ndarray, np.ndarray]


def ratios(rows: np.ndarray) -> np.ndarray:
    """Give the sums of the numerators over the sums of the denominators; NaN where there is no denominator.

    Parameters
    ----------
    rows : array of float, shape (clusters, measures, 2)

    Examples
    --------
    >>> ratios(np.array([[[1.0, 4.0], [0.0, 0.0]], [[2.0, 2.0], [0.0, 0.0]]]))
    array([0.5, nan])
    """
    numerator, denominator = rows.sum(axis=0).T
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator != 0, numerator / denominator, np.nan)


def centred(rows: np.ndarray) -> np.ndarray:
    """Take from each numerator what its denominator would add at the value of all, so that the ratio becomes 0."""
    value = np.nan_to_num(ratios(rows))
    return np.stack([rows[..., 0] - value * rows[..., 1], rows[..., 1]], axis=-1)


def without_each(rows: np.ndarray) -> np.ndarray:
    """Say by how much the ratios move when each cluster in turn is left out, shape (clusters, measures)."""
    left = rows.sum(axis=0) - rows
    with np.errstate(divide="ignore", invalid="ignore"):
        moves: np.ndarray = left[..., 0] / left[..., 1] - ratios(rows)
        return moves


def jackknife_error(moves: np.ndarray) -> np.ndarray:
    """Give standard errors, shape (measures,), from what `without_each` gives.

    Spread is taken around the ratio of all clusters and not around the mean of the values without one (Efron &
    Tibshirani, 1993, ch. 11), so that it is never smaller. NaN where one cluster alone holds a denominator.
    """
    n = len(moves)
    errors: np.ndarray = np.sqrt((n - 1) / max(n, 1) * (moves**2).sum(axis=0))
    return errors


def products(rows: np.ndarray) -> np.ndarray:
    """Numerator, denominator and their products, shape (clusters, measures, 5): what ratios and errors are sums of."""
    x, y = rows[..., 0], rows[..., 1]
    return np.stack([x, y, x * x, x * y, y * y], axis=-1)


def pair_products(both: np.ndarray) -> np.ndarray:
    """Products of the two groups of a pair, and those between them, shape (clusters, measures, 14)."""
    a, b = both[..., :2], both[..., 2:]
    return np.concatenate([products(a), products(b), a[..., :1] * b, a[..., 1:] * b], axis=-1)


def linearized(sums: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Give, for each row of sums as of `products` of `n` clusters, the ratios and their linearized variances."""
    x, y, xx, xy, yy = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x / y
        squares = np.maximum(xx - 2 * value * xy + value**2 * yy, 0)
        return value, squares / y**2 * n / max(n - 1, 1)


def statistic(a: np.ndarray, b: np.ndarray, n_a: int, n_b: int) -> Statistic:
    """Give, for each row of sums, the differences of the ratios and their linearized standard errors."""
    ratio_a, variance_a = linearized(a, n_a)
    ratio_b, variance_b = linearized(b, n_b)
    return ratio_a - ratio_b, np.sqrt(variance_a + variance_b)


def paired_statistic(sums: np.ndarray, n: int) -> Statistic:
    """Give the same of two ratios that the same `n` clusters make; sums are those of `pair_products`."""
    ratio_a, variance_a = linearized(sums[..., :5], n)
    ratio_b, variance_b = linearized(sums[..., 5:10], n)
    x_a_x_b, x_a_y_b, y_a_x_b, y_a_y_b = np.moveaxis(sums[..., 10:], -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = x_a_x_b - ratio_b * x_a_y_b - ratio_a * y_a_x_b + ratio_a * ratio_b * y_a_y_b
        covariance = shared / (sums[..., 1] * sums[..., 6]) * n / max(n - 1, 1)
        variance = variance_a + variance_b - 2 * covariance
        # what rounding leaves of the same words twice is no spread
        variance = np.where(variance > 1e-12 * (variance_a + variance_b), variance, 0)
        return ratio_a - ratio_b, np.sqrt(variance)


def _chunks(draws: int, n: int) -> Iterator[int]:
    """Split draws of `n` clusters each so that no chunk holds more than `CELLS`."""
    size = max(1, CELLS // n)
    yield from (min(size, draws - first) for first in range(0, draws, size))


def weighted(weights: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Sum the clusters by each row of weights: shape (draws, measures, k)."""
    totals: np.ndarray = weights @ sums.reshape(len(sums), -1)
    return totals.reshape(len(weights), *sums.shape[1:])


def resample(sums: np.ndarray, draws: int, random: np.random.Generator) -> np.ndarray:
    """Give the sums of as many clusters as there are, drawn with replacement, once for each draw."""
    n = len(sums)
    parts = []
    for size in _chunks(draws, n):
        drawn = random.integers(n, size=(size, n), dtype=np.int32) + n * np.arange(size, dtype=np.int32)[:, None]
        times = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n)
        parts.append(weighted(times.astype(float), sums))
    return np.concatenate(parts)


def permute(sums: np.ndarray, n_a: int, draws: int, random: np.random.Generator) -> np.ndarray:
    """Give the sums of `n_a` clusters chosen at random out of all, once for each draw."""
    return np.concatenate([weighted(part.astype(float), sums) for part in deals(len(sums), n_a, draws, random)])


def deals(n: int, n_a: int, draws: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    """Choose `n_a` of `n` clusters at random, once for each draw: 1 or 0, shape (some draws, n), single precision.

    Clusters are chosen with replacement, and those that a draw still lacks again, until it has all: no cluster is
    treated in another way than others, so each choice is as likely as any other. This takes as long as the smaller
    group is large, and not as all are. Each array is written over by the next one.
    """
    few, taken = min(n_a, n - n_a), np.float32(2 * n_a <= n)
    every, ones = np.empty((min(max(1, NEAR // n), draws), n), np.float32), np.ones(n, np.float32)
    for at in range(0, draws, max(1, len(every))):
        chosen = every[: draws - at]
        chosen[:] = 1 - taken
        first, missing = np.arange(len(chosen)) * n, np.full(len(chosen), few)
        while len(first):
            where = np.repeat(first, missing)
            where += random.integers(n, size=len(where), dtype=np.int32)
            chosen.reshape(-1)[where] = taken
            held = (chosen if len(first) == len(chosen) else chosen[first // n]) @ ones
            missing = few - np.abs(n * (1 - taken) - held).astype(np.int64)
            first, missing = first[missing > 0], missing[missing > 0]
        yield chosen


def adjust_p(p: np.ndarray) -> np.ndarray:
    """Adjust a family of p-values for the false discovery rate (Benjamini & Hochberg, 1995); NaN stays NaN.

    >>> adjust_p(np.array([0.01, 0.04, 0.03, np.nan])).round(3).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    q = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1)
    return q
