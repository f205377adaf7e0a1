"""What each cluster of articles adds to a measure -> every interval of this house.

Articles of one cluster are near-duplicates: they are drawn together or not at all, since the second copy of a wire
story says nothing that the first did not. No function here takes articles: `rows_of_clusters` sums them into rows
first, of shape (clusters, measures, 2), and everything takes such rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.resampling import (
    Statistic,
    group_rows,
    pair_products,
    paired_statistic,
    permute,
    products,
    resample,
    statistic,
    weighted,
)

__all__ = [
    "Contrasts",
    "Interval",
    "clusters_of",
    "contrast_paired_ratios",
    "contrast_ratios",
    "interval_of_ratios",
    "ratios",
    "rows_of_clusters",
]


class Interval(NamedTuple):
    """The ends of the intervals of some measures: arrays of shape (measures,), NaN where the rows show no spread."""

    lower: np.ndarray
    upper: np.ndarray


def clusters_of(article_ids: Sequence[str], copies: pd.DataFrame | None) -> list[str]:
    """Name the cluster of near-duplicates of each article: by table `copies`, else the article itself.

    >>> copies = pd.DataFrame({"article_id": ["a", "b"], "cluster_id": ["a", "a"]})
    >>> clusters_of(["b", "c"], copies)
    ['a', 'c']
    """
    if copies is None:
        return list(article_ids)
    known = dict(zip(copies["article_id"].tolist(), copies["cluster_id"].tolist(), strict=True))
    return [known.get(article_id, article_id) for article_id in article_ids]


def rows_of_clusters(numerator: np.ndarray, denominator: np.ndarray, clusters: Sequence[str]) -> np.ndarray:
    """Sum what articles add to a measure by their clusters.

    Parameters
    ----------
    numerator, denominator : array of float, shape (n,)
        A row may be an article or a part of it.
    clusters : sequence of str, length n
        As from `clusters_of`.

    Returns
    -------
    array of float, shape (clusters, 1, 2)
        In the order in which clusters appear.

    Examples
    --------
    >>> rows_of_clusters(np.array([1.0, 0.0, 2.0]), np.ones(3), ["a", "b", "a"])[:, 0].tolist()
    [[3.0, 2.0], [0.0, 1.0]]
    """
    place = pd.factorize(np.array(clusters, object))[0]
    sums = [np.bincount(place, weights=values) for values in (numerator, denominator)]
    return np.stack(sums, axis=-1)[:, None]


def interval_of_ratios(
    rows: np.ndarray, *, draws: int = 2000, level: float = 0.95, seed: int | list[int] = 0
) -> Interval:
    """Give the interval of the ratios of one group of independent clusters.

    Its ends are percentiles of the ratios over clusters drawn with replacement (Efron & Tibshirani, 1993, ch. 13).
    Draws without a denominator are left out.

    Parameters
    ----------
    rows : array of float, shape (clusters, measures, 2)
        Clusters that have nothing to say about a measure may be drawn too: their zeros count as such.
    draws, level, seed
        Number of draws, level of the interval, seed.

    Returns
    -------
    Interval
        NaN where one cluster alone says something of a measure, or where all say the same: no spread is seen, which
        does not mean that there is none.

    Examples
    --------
    >>> rows = rows_of_clusters(np.array([1.0, -1.0] * 50), np.ones(100), [str(n) for n in range(100)])
    >>> lower, upper = interval_of_ratios(rows)
    >>> lower.round(1).tolist(), upper.round(1).tolist()
    ([-0.2], [0.2])
    """
    n_measures = rows.shape[1]
    if not len(rows):
        return Interval(*np.full((2, n_measures), np.nan))
    random = np.random.default_rng(seed)
    drawn = resample(group_rows(rows, random), draws, random)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = _quantiles(drawn[..., 0] / drawn[..., 1], level)
        is_known = ~_is_alike(rows)
    return Interval(*(np.where(is_known, end, np.nan) for end in (lower, upper)))


def _is_alike(rows: np.ndarray) -> np.ndarray:
    """Tell of each measure whether no two clusters that have something to say about it say another thing."""
    said = np.where(rows[..., 1] != 0, rows[..., 0] / rows[..., 1], np.nan)
    least, most = np.fmin.reduce(said), np.fmax.reduce(said)
    is_same: np.ndarray = ~(most - least > 1e-12 * np.maximum(np.abs(least), np.abs(most)))
    return is_same


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
    draws. More than `analysis.compare.resampling.MOST` clusters of a group are
    summed into so many at random first.

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
    a, b = group_rows(a, random), group_rows(b, random)
    sums, size = (products(a), products(b)), (len(a), len(b))

    def drawn() -> Statistic:
        return statistic(resample(sums[0], draws, random), resample(sums[1], draws, random), *size)

    def mixed() -> Statistic:
        every = np.concatenate(sums)
        part = permute(every, len(a), draws, random)
        return statistic(part, every.sum(axis=0) - part, *size)

    observed = statistic(sums[0].sum(axis=0)[None], sums[1].sum(axis=0)[None], *size)
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
    both = group_rows(np.concatenate([a, b], axis=2), random)
    n = len(both)
    sums, swapped = pair_products(both), pair_products(both[:, :, [2, 3, 0, 1]])

    def mixed() -> Statistic:
        exchange = (random.random((draws, n)) < 0.5).astype(float)
        return paired_statistic(weighted(exchange, swapped - sums) + sums.sum(axis=0), n)

    observed = paired_statistic(sums.sum(axis=0)[None], n)
    is_enough = np.minimum(_n_telling(a), _n_telling(b)) > 1
    return _contrast(observed, lambda: paired_statistic(resample(sums, draws, random), n), mixed, is_enough, level)


def _n_telling(rows: np.ndarray) -> np.ndarray:
    """Count the clusters that have something to say about each measure."""
    counts: np.ndarray = (rows[..., 1] != 0).sum(axis=0)
    return counts


def _contrast(
    observed: Statistic,
    drawn: Callable[[], Statistic],
    mixed: Callable[[], Statistic],
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
    share: np.ndarray = (1 + is_large.sum(axis=0)) / (1 + is_known.sum(axis=0))
    return share
