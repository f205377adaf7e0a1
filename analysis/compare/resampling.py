"""Articles of two groups -> the difference of their ratios, its interval and its p-value, by resampling clusters.

Every measure of this house is a ratio of sums over articles: a mean is a sum over a count, a balance the difference of
two sums over their sum. So each article (or cluster of near-duplicates) is one row (numerator, denominator), a group's
value is the sum of its numerators over the sum of its denominators, and a draw is a row of weights: all draws together
are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

__all__ = ["Contrast", "adjust_p", "contrast_paired_ratios", "contrast_ratios", "ratio"]

MOST = 4000  # clusters of a group that are drawn one by one
CELLS = 20_000_000  # weights drawn at a time: 160 MB


class Contrast(NamedTuple):
    """Group `a` minus group `b`; NaN where the rows do not decide."""

    difference: float
    lower: float
    upper: float
    p: float


def ratio(rows: np.ndarray) -> float:
    """Give the sum of the numerators over the sum of the denominators; NaN where there is no denominator.

    >>> ratio(np.array([[1.0, 4.0], [2.0, 2.0]]))
    0.5
    """
    numerator, denominator = rows.sum(axis=0)
    return float(numerator / denominator) if denominator else float("nan")


def contrast_ratios(
    a: np.ndarray, b: np.ndarray, *, draws: int = 2000, level: float = 0.95, seed: int | list[int] = 0
) -> Contrast:
    """Compare the ratios of two groups of independent clusters.

    The interval is the studentized bootstrap (Efron & Tibshirani, 1993, ch. 12.5): clusters are drawn anew within each
    group, and the quantiles are those of the difference over its linearized standard error, which holds its level with
    fewer clusters than percentiles do. The p-value is of a permutation test of the same statistic (Chung & Romano,
    2013: valid where the groups differ in spread), two-sided, ``(1 + as large) / (1 + draws)``. More than `MOST`
    clusters of a group are summed into `MOST` at random first.

    Parameters
    ----------
    a, b : array of float, shape (clusters of the group, 2)
        Numerator and denominator.
    draws, level, seed
        Number of draws of each kind, level of the interval, seed of both.

    Returns
    -------
    Contrast
        `lower`, `upper` and `p` are NaN where a group has one cluster, or where no cluster differs from another: no
        spread is seen, which does not mean that there is none.

    Examples
    --------
    >>> rows = np.column_stack([np.arange(12.0), np.full(12, 10.0)])
    >>> found = contrast_ratios(rows + [9.0, 0.0], rows)
    >>> round(found.difference, 3), found.lower > 0, found.p < 0.05
    (0.9, True, True)
    """
    random = np.random.default_rng(seed)
    a, b = _grouped(a, random), _grouped(b, random)
    sums = _products(a), _products(b)
    size = len(a), len(b)

    def drawn() -> _Statistic:
        return _statistic(_resample(sums[0], draws, random), _resample(sums[1], draws, random), *size)

    def mixed() -> _Statistic:
        every = np.concatenate(sums)
        part = _permute(every, len(a), draws, random)
        return _statistic(part, every.sum(axis=0) - part, *size)

    observed = _statistic(sums[0].sum(axis=0)[None], sums[1].sum(axis=0)[None], *size)
    return _contrast(observed, drawn, mixed, min(size), level)


def contrast_paired_ratios(
    a: np.ndarray, b: np.ndarray, *, draws: int = 2000, level: float = 0.95, seed: int | list[int] = 0
) -> Contrast:
    """Compare two ratios that the same clusters make: what articles say in their own words and what they quote.

    As `contrast_ratios`, but rows of one place are drawn together, and the test exchanges `a` and `b` within clusters.

    Parameters
    ----------
    a, b : array of float, shape (clusters, 2)
        Numerator and denominator; zeros where a cluster has nothing to say.

    Examples
    --------
    >>> rows = np.column_stack([np.arange(12.0), np.full(12, 10.0)])
    >>> found = contrast_paired_ratios(rows + np.arange(12)[:, None] * [0.5, 0.0], rows)
    >>> round(found.difference, 3), found.lower > 0
    (0.275, True)
    """
    random = np.random.default_rng(seed)
    both = _grouped(np.hstack([a, b]), random)
    n = len(both)
    sums, swapped = _pair_products(both), _pair_products(both[:, [2, 3, 0, 1]])

    def mixed() -> _Statistic:
        exchange = (random.random((draws, n)) < 0.5).astype(float)
        return _paired_statistic(exchange @ (swapped - sums) + sums.sum(axis=0), n)

    observed = _paired_statistic(sums.sum(axis=0)[None], n)
    return _contrast(observed, lambda: _paired_statistic(_resample(sums, draws, random), n), mixed, n, level)


#: Differences of the ratios and their linearized standard errors.
_Statistic = tuple[np.ndarray, np.ndarray]


def _contrast(
    observed: _Statistic, drawn: Callable[[], _Statistic], mixed: Callable[[], _Statistic], n: int, level: float
) -> Contrast:
    difference, spread = (float(value[0]) for value in observed)
    if n < 2 or not spread > 0:
        return Contrast(difference, *[float("nan")] * 3)
    again, error = drawn()
    chance, chance_error = mixed()
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = _quantiles((again - difference) / error, level)
        p = _p(chance / chance_error, difference / spread)
    return Contrast(difference, difference - high * spread, difference - low * spread, p)


def _grouped(rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Sum very many clusters into `MOST` groups at random, which are as independent and much faster to draw."""
    if len(rows) <= MOST:
        return rows
    group = random.permutation(len(rows)) % MOST
    return np.column_stack([np.bincount(group, column, MOST) for column in rows.T])


def _products(rows: np.ndarray) -> np.ndarray:
    """Numerator, denominator and their products: what a group's ratio and its error are sums of."""
    x, y = rows[:, 0], rows[:, 1]
    return np.column_stack([x, y, x * x, x * y, y * y])


def _pair_products(both: np.ndarray) -> np.ndarray:
    """Products of the two groups of a pair, and those between them."""
    a, b = both[:, :2], both[:, 2:]
    return np.column_stack([_products(a), _products(b), a[:, :1] * b, a[:, 1:] * b])


def _paired_statistic(sums: np.ndarray, n: int) -> _Statistic:
    ratio_a, variance_a = _ratios(sums[:, :5], n)
    ratio_b, variance_b = _ratios(sums[:, 5:10], n)
    x_a_x_b, x_a_y_b, y_a_x_b, y_a_y_b = sums[:, 10:].T
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = x_a_x_b - ratio_b * x_a_y_b - ratio_a * y_a_x_b + ratio_a * ratio_b * y_a_y_b
        covariance = shared / (sums[:, 1] * sums[:, 6]) * n / max(n - 1, 1)
        variance = variance_a + variance_b - 2 * covariance
        # what rounding leaves of the same words twice is no spread
        variance = np.where(variance > 1e-12 * (variance_a + variance_b), variance, 0)
        return ratio_a - ratio_b, np.sqrt(variance)


def _statistic(a: np.ndarray, b: np.ndarray, n_a: int, n_b: int) -> _Statistic:
    """Give, for each row of sums, the difference of the ratios and its linearized standard error."""
    ratio_a, variance_a = _ratios(a, n_a)
    ratio_b, variance_b = _ratios(b, n_b)
    return ratio_a - ratio_b, np.sqrt(variance_a + variance_b)


def _ratios(sums: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    x, y, xx, xy, yy = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x / y
        squares = np.maximum(xx - 2 * value * xy + value**2 * yy, 0)
        return value, squares / y**2 * n / max(n - 1, 1)


def _chunks(draws: int, n: int) -> Iterator[int]:
    """Split draws of `n` clusters each so that no chunk holds more than `CELLS`."""
    size = max(1, CELLS // n)
    yield from (min(size, draws - first) for first in range(0, draws, size))


def _resample(sums: np.ndarray, draws: int, random: np.random.Generator) -> np.ndarray:
    """Give the sums of as many clusters as there are, drawn with replacement, once for each draw."""
    n = len(sums)
    parts = []
    for size in _chunks(draws, n):
        drawn = random.integers(n, size=(size, n), dtype=np.int32) + n * np.arange(size, dtype=np.int32)[:, None]
        times = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n)
        parts.append(times.astype(float) @ sums)
    return np.concatenate(parts)


def _permute(sums: np.ndarray, n_a: int, draws: int, random: np.random.Generator) -> np.ndarray:
    """Give the sums of `n_a` clusters chosen at random out of all, once for each draw."""
    parts = []
    for size in _chunks(draws, len(sums)):
        rank = random.random((size, len(sums)), dtype=np.float32)
        last = np.partition(rank, n_a - 1, axis=1)[:, n_a - 1 : n_a]
        parts.append((rank <= last).astype(float) @ sums)
    return np.concatenate(parts)


def _quantiles(values: np.ndarray, level: float) -> tuple[float, float]:
    """Give the two quantiles of the finite values (a draw without spread or denominator says nothing)."""
    values = values[np.isfinite(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _p(values: np.ndarray, observed: float) -> float:
    values = values[np.isfinite(values)]
    return float((1 + (np.abs(values) >= abs(observed) * (1 - 1e-12)).sum()) / (1 + len(values)))


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
