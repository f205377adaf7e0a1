"""Articles of two groups -> the differences of their ratios, with intervals and p-values, by resampling clusters.

Every measure of this house is a ratio of sums over articles: a mean is a sum over a count, a balance the difference of
two sums over their sum. So each article (or cluster of near-duplicates) is one row (numerator, denominator) for each
measure, a group's value is the sum of its numerators over the sum of its denominators, and a draw is a row of weights:
all draws of all measures together are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

__all__ = ["Contrasts", "adjust_p", "contrast_paired_ratios", "contrast_ratios", "ratios"]

MOST = 2000  # clusters of a group that are drawn one by one
CELLS = 20_000_000  # weights drawn at a time: 160 MB


class Contrasts(NamedTuple):
    """Group `a` minus group `b`: arrays of shape (measures,), NaN where the rows do not decide."""

    difference: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    p: np.ndarray


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


def contrast_ratios(
    a: np.ndarray, b: np.ndarray, *, draws: int = 2000, level: float = 0.95, seed: int | list[int] = 0
) -> Contrasts:
    """Compare the ratios of two groups of independent clusters.

    The interval is the studentized bootstrap (Efron & Tibshirani, 1993, ch. 12.5): clusters are drawn anew within each
    group, and the quantiles are those of the difference over its linearized standard error, which holds its level with
    fewer clusters than percentiles do. The p-value is of a permutation test of the same statistic (Chung & Romano,
    2013: valid where the groups differ in spread), two-sided, ``(1 + as large) / (1 + draws)``. All measures share the
    draws. More than `MOST` clusters of a group are summed into `MOST` at random first.

    Parameters
    ----------
    a, b : array of float, shape (clusters of the group, measures, 2)
        Numerator and denominator; zeros where a cluster has nothing to say about a measure.
    draws, level, seed
        Number of draws of each kind, level of the interval, seed of both.

    Returns
    -------
    Contrasts
        `lower`, `upper` and `p` are NaN where a group has one cluster, or where no cluster differs from another: no
        spread is seen, which does not mean that there is none.

    Examples
    --------
    >>> rows = np.column_stack([np.arange(12.0), np.full(12, 10.0)])[:, None]
    >>> found = contrast_ratios(rows + [9.0, 0.0], rows)
    >>> found.difference.round(3), found.lower > 0, found.p < 0.05
    (array([0.9]), array([ True]), array([ True]))
    """
    random = np.random.default_rng(seed)
    a, b = _grouped(a, random), _grouped(b, random)
    sums, size = (_products(a), _products(b)), (len(a), len(b))

    def drawn() -> _Statistic:
        return _statistic(_resample(sums[0], draws, random), _resample(sums[1], draws, random), *size)

    def mixed() -> _Statistic:
        every = np.concatenate(sums)
        part = _permute(every, len(a), draws, random)
        return _statistic(part, every.sum(axis=0) - part, *size)

    observed = _statistic(sums[0].sum(axis=0)[None], sums[1].sum(axis=0)[None], *size)
    return _contrast(observed, drawn, mixed, np.minimum(_n_telling(a), _n_telling(b)) > 1, level)


def contrast_paired_ratios(
    a: np.ndarray, b: np.ndarray, *, draws: int = 2000, level: float = 0.95, seed: int | list[int] = 0
) -> Contrasts:
    """Compare two ratios that the same clusters make: what articles say in their own words and what they quote.

    As `contrast_ratios`, but rows of one place are drawn together, and the test exchanges `a` and `b` within clusters.

    Parameters
    ----------
    a, b : array of float, shape (clusters, measures, 2)

    Examples
    --------
    >>> rows = np.column_stack([np.arange(12.0), np.full(12, 10.0)])[:, None]
    >>> found = contrast_paired_ratios(rows + np.arange(12)[:, None, None] * [0.5, 0.0], rows)
    >>> found.difference.round(3), found.lower > 0
    (array([0.275]), array([ True]))
    """
    random = np.random.default_rng(seed)
    both = _grouped(np.concatenate([a, b], axis=2), random)
    n = len(both)
    sums, swapped = _pair_products(both), _pair_products(both[:, :, [2, 3, 0, 1]])

    def mixed() -> _Statistic:
        exchange = (random.random((draws, n)) < 0.5).astype(float)
        return _paired_statistic(_weighted(exchange, swapped - sums) + sums.sum(axis=0), n)

    observed = _paired_statistic(sums.sum(axis=0)[None], n)
    is_enough = np.minimum(_n_telling(a), _n_telling(b)) > 1
    return _contrast(observed, lambda: _paired_statistic(_resample(sums, draws, random), n), mixed, is_enough, level)


#: Differences of the ratios and their linearized standard errors, shape (draws, measures).
_Statistic = tuple[np.ndarray, np.ndarray]


def _n_telling(rows: np.ndarray) -> np.ndarray:
    """Count the clusters that have something to say about each measure."""
    return (rows[..., 1] != 0).sum(axis=0)


def _contrast(
    observed: _Statistic,
    drawn: Callable[[], _Statistic],
    mixed: Callable[[], _Statistic],
    is_enough: np.ndarray,
    level: float,
) -> Contrasts:
    difference, spread = observed[0][0], observed[1][0]
    is_known = is_enough & (spread > 0)
    if not is_known.any():
        return Contrasts(difference, *np.full((3, len(difference)), np.nan))
    again, error = drawn()
    chance, chance_error = mixed()
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = _quantiles((again - difference) / error, level)
        p = _p(chance / chance_error, difference / spread)
    lower, upper = difference - high * spread, difference - low * spread
    return Contrasts(difference, *(np.where(is_known, value, np.nan) for value in (lower, upper, p)))


def _grouped(rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Sum very many clusters into `MOST` groups at random, which are as independent and much faster to draw."""
    if len(rows) <= MOST:
        return rows
    order = random.permutation(len(rows))
    return np.add.reduceat(rows[order], np.arange(MOST) * len(rows) // MOST, axis=0)


def _products(rows: np.ndarray) -> np.ndarray:
    """Numerator, denominator and their products, shape (clusters, measures, 5): what ratios and errors are sums of."""
    x, y = rows[..., 0], rows[..., 1]
    return np.stack([x, y, x * x, x * y, y * y], axis=-1)


def _pair_products(both: np.ndarray) -> np.ndarray:
    """Products of the two groups of a pair, and those between them, shape (clusters, measures, 14)."""
    a, b = both[..., :2], both[..., 2:]
    return np.concatenate([_products(a), _products(b), a[..., :1] * b, a[..., 1:] * b], axis=-1)


def _statistic(a: np.ndarray, b: np.ndarray, n_a: int, n_b: int) -> _Statistic:
    """Give, for each row of sums, the differences of the ratios and their linearized standard errors."""
    ratio_a, variance_a = _ratios(a, n_a)
    ratio_b, variance_b = _ratios(b, n_b)
    return ratio_a - ratio_b, np.sqrt(variance_a + variance_b)


def _paired_statistic(sums: np.ndarray, n: int) -> _Statistic:
    ratio_a, variance_a = _ratios(sums[..., :5], n)
    ratio_b, variance_b = _ratios(sums[..., 5:10], n)
    x_a_x_b, x_a_y_b, y_a_x_b, y_a_y_b = np.moveaxis(sums[..., 10:], -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = x_a_x_b - ratio_b * x_a_y_b - ratio_a * y_a_x_b + ratio_a * ratio_b * y_a_y_b
        covariance = shared / (sums[..., 1] * sums[..., 6]) * n / max(n - 1, 1)
        variance = variance_a + variance_b - 2 * covariance
        # what rounding leaves of the same words twice is no spread
        variance = np.where(variance > 1e-12 * (variance_a + variance_b), variance, 0)
        return ratio_a - ratio_b, np.sqrt(variance)


def _ratios(sums: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    x, y, xx, xy, yy = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x / y
        squares = np.maximum(xx - 2 * value * xy + value**2 * yy, 0)
        return value, squares / y**2 * n / max(n - 1, 1)


def _chunks(draws: int, n: int) -> Iterator[int]:
    """Split draws of `n` clusters each so that no chunk holds more than `CELLS`."""
    size = max(1, CELLS // n)
    yield from (min(size, draws - first) for first in range(0, draws, size))


def _weighted(weights: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Sum the clusters by each row of weights: shape (draws, measures, k)."""
    return (weights @ sums.reshape(len(sums), -1)).reshape(len(weights), *sums.shape[1:])


def _resample(sums: np.ndarray, draws: int, random: np.random.Generator) -> np.ndarray:
    """Give the sums of as many clusters as there are, drawn with replacement, once for each draw."""
    n = len(sums)
    parts = []
    for size in _chunks(draws, n):
        drawn = random.integers(n, size=(size, n), dtype=np.int32) + n * np.arange(size, dtype=np.int32)[:, None]
        times = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n)
        parts.append(_weighted(times.astype(float), sums))
    return np.concatenate(parts)


def _permute(sums: np.ndarray, n_a: int, draws: int, random: np.random.Generator) -> np.ndarray:
    """Give the sums of `n_a` clusters chosen at random out of all, once for each draw."""
    parts = []
    for size in _chunks(draws, len(sums)):
        rank = random.random((size, len(sums)), dtype=np.float32)
        last = np.partition(rank, n_a - 1, axis=1)[:, n_a - 1 : n_a]
        parts.append(_weighted((rank <= last).astype(float), sums))
    return np.concatenate(parts)


def _quantiles(values: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Give two quantiles of each column over its finite values (a draw without spread or denominator says nothing)."""
    sides = [(1 - level) / 2, (1 + level) / 2]
    found = np.full((2, values.shape[1]), np.nan)
    for column, drawn in enumerate(values.T):
        known = drawn[np.isfinite(drawn)]
        if len(known):
            found[:, column] = np.quantile(known, sides)
    return found[0], found[1]


def _p(values: np.ndarray, observed: np.ndarray) -> np.ndarray:
    is_known = np.isfinite(values)
    is_large = is_known & (np.abs(values) >= np.abs(observed) * (1 - 1e-12))
    return (1 + is_large.sum(axis=0)) / (1 + is_known.sum(axis=0))


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
