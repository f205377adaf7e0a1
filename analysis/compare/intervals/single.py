"""Rows of one group of clusters -> the intervals of its ratios."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.compare.intervals.chance import sizes_at
from analysis.compare.intervals.resampling import (
    centred,
    jackknife_error,
    linearized,
    products,
    ratios,
    resample,
    without_each,
)
from analysis.compare.intervals.rows import is_alike, is_counted, n_telling
from analysis.compare.intervals.student import LEVEL, student_t

WHOLE_LINE = (-np.inf, np.inf)


class Interval(NamedTuple):
    """The ends of the intervals of some measures: arrays of shape (measures,), NaN where the rows show no spread."""

    lower: np.ndarray
    upper: np.ndarray


def interval_of_ratios(
    rows: np.ndarray,
    *,
    minimum: int = 2,
    bounds: tuple[float, float] = WHOLE_LINE,
    draws: int = 2000,
    seed: int | list[int] = 0,
) -> Interval:
    """Give the interval of the ratios of one group of independent clusters.

    Its ends lie as many jackknife errors from the ratio as the larger of two numbers says: the quantile of the
    studentized bootstrap's absolute values (Efron & Tibshirani, 1993, ch. 12.5), which knows the shape of the clusters
    but not what they happen to lack, and Student's t with the degrees of freedom that the kurtosis of the clusters
    leaves (O'Neill, 2014), which knows how few of them make the spread. Either alone falls short in simulation.

    Parameters
    ----------
    rows : array of float, shape (clusters, measures, 2)
        Clusters that have nothing to say about a measure may be drawn too: their zeros count as such.
    minimum : int
        Clusters with a denominator from which on there is an interval.
    bounds : tuple of float
        The least and the greatest value that a ratio can have; ends beyond are cut.
    draws, seed
        Number of draws, seed.

    Returns
    -------
    Interval
        NaN below the minimum, where something was counted in fewer than `LEAST_COUNTED` clusters, and where all say
        the same: no spread is seen, which does not mean that there is none.

    Examples
    --------
    >>> from analysis.compare.intervals import rows_of_clusters
    >>> rows = rows_of_clusters(np.array([1.0, -1.0] * 50), np.ones(100), [str(n) for n in range(100)])
    >>> lower, upper = interval_of_ratios(rows)
    >>> lower.round(1).tolist(), upper.round(1).tolist()
    ([-0.2], [0.2])
    """
    is_known = (n_telling(rows) >= max(minimum, 2)) & is_counted(rows) & ~is_alike(rows)
    if not is_known.any():
        return Interval(*np.full((2, rows.shape[1]), np.nan))
    random = np.random.default_rng(seed)
    value, error = ratios(rows), jackknife_error(without_each(rows))
    again, variance = linearized(resample(products(rows), draws, random), len(rows))
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.abs(again - value) / np.sqrt(variance)
    away[~np.isfinite(away)] = np.nan  # a draw without a denominator, or without spread, says nothing
    times = np.fmax(sizes_at(away, LEVEL), [student_t(LEVEL, df) for df in _degrees_of_freedom(rows)])
    times[~is_known] = np.nan
    return Interval(*np.clip([value - times * error, value + times * error], *bounds))


def _degrees_of_freedom(rows: np.ndarray) -> np.ndarray:
    """Estimate those of the error from the kurtosis of what clusters add (O'Neill, 2014); at most n - 1."""
    n = np.maximum(n_telling(rows), 2)
    squares = centred(rows)[..., 0] ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        kurtosis = n * (squares**2).sum(axis=0) / squares.sum(axis=0) ** 2
        df = 2 * n / (kurtosis - (n - 3) / (n - 1))
    bounded: np.ndarray = np.where(df > 0, np.minimum(df, n - 1), n - 1)
    return bounded
