"""Units coded by hand, by cluster -> a ratio with its error, and statistics that are no ratio, by drawing clusters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from analysis.compare.intervals.single import WHOLE_LINE
from analysis.compare.intervals.student import LEVEL, student_t


class Estimate(NamedTuple):
    """A value with its standard error, the ends of its interval and the degrees of freedom of both."""

    value: float
    error: float
    lower: float
    upper: float
    df: float


def interval_by_sandwich(
    a: np.ndarray, b: np.ndarray | None = None, *, df: float, bounds: tuple[float, float] = WHOLE_LINE
) -> Estimate:
    """Give a ratio of sums over clusters, or the difference of two, with the sandwich interval of a coded sample.

    ``V = G / (G - 1) * sum (N_g - theta D_g)^2 / (sum D_g)^2`` over the ``G`` clusters with a denominator; what was
    drawn to be coded, and what the articles happen to be, are both in the spread of ``N_g``. Clusters that stand in
    both sums of a difference are counted with their covariance. With two hundred coded units an outlet it agrees with
    the studentized bootstrap of `interval_of_ratios`; with fewer the ends are by Student's t.

    Parameters
    ----------
    a, b : array of float, shape (clusters, 2)
        Numerator and denominator of each cluster; rows of one place in both are of one cluster.
    df : float
        Degrees of freedom: how many units of the smallest stratum were coded, less one, added over the outlets.
    bounds
        As in `interval_of_ratios`.

    Returns
    -------
    Estimate
        Error and ends are NaN where a side has fewer than two clusters, or no spread is seen.

    Examples
    --------
    >>> rows = np.array([[1.0, 4.0], [3.0, 4.0], [2.0, 4.0]])
    >>> found = interval_by_sandwich(rows, df=60)
    >>> [round(value, 3) for value in found[:4]]
    [0.5, 0.144, 0.211, 0.789]
    """
    sides = [_influence(rows) for rows in ((a,) if b is None else (a, b))]
    value = sides[0][0] - (sides[1][0] if len(sides) > 1 else 0.0)
    moves = sides[0][1] - (sides[1][1] if len(sides) > 1 else 0.0)
    error = float(np.sqrt((moves**2).sum()))
    if not error > 1e-12 or math.isnan(value):
        return Estimate(value, math.nan, math.nan, math.nan, df)
    reach = student_t(LEVEL, df) * error
    lower, upper = np.clip([value - reach, value + reach], *bounds)
    return Estimate(value, error, float(lower), float(upper), df)


def _influence(rows: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the ratio and by how much each cluster moves it; NaN where fewer than two clusters have a denominator."""
    numerator, denominator = rows.sum(axis=0)
    n = int(((rows[:, 1] != 0) | (rows[:, 0] != 0)).sum())
    if not denominator or n < 2:
        return (numerator / denominator if denominator else math.nan), np.full(len(rows), np.nan)
    value = numerator / denominator
    return float(value), np.sqrt(n / (n - 1)) * (rows[:, 0] - value * rows[:, 1]) / denominator


def interval_by_draws(
    statistic: Callable[[np.ndarray], np.ndarray], n: int, *, draws: int = 2000, seed: int = 0
) -> tuple[float, float, int]:
    """Give the percentile interval of a statistic that is no ratio, over clusters drawn with replacement.

    Parameters
    ----------
    statistic : callable
        Takes how often each cluster was drawn, shape (draws, n); gives a value for each draw, NaN where undefined.
    n : int
        Clusters.

    Returns
    -------
    lower, upper : float
        NaN where there are fewer than two clusters, or fewer than nine in ten draws are defined.
    n_undefined : int
        Draws for which the statistic is undefined.
    """
    if n < 2:
        return math.nan, math.nan, 0
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws).astype(float)
    values = statistic(times)
    known = values[~np.isnan(values)]
    n_undefined = draws - len(known)
    if len(known) < 0.9 * draws:
        return math.nan, math.nan, n_undefined
    lower, upper = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(lower), float(upper), n_undefined


def equal_in_all(values: Sequence[float], errors: Sequence[float]) -> float:
    """Give the p of independent estimates if all had one value: Wald's chi-square; NaN of fewer than two.

    >>> round(equal_in_all([0.1, 0.3], [0.1, 0.1]), 3), round(equal_in_all([1.0, 2.0, 3.0], [0.5, 0.5, 0.5]), 4)
    (0.157, 0.0183)
    """
    value, error = np.array(values, float), np.array(errors, float)
    known = ~np.isnan(value) & (error > 0)
    if known.sum() < 2:
        return math.nan
    weight = 1 / error[known] ** 2
    centre = (weight * value[known]).sum() / weight.sum()
    return _beyond_chi_square(float((weight * (value[known] - centre) ** 2).sum()), int(known.sum()) - 1)


def _beyond_chi_square(x: float, df: int) -> float:
    """Give the chance that chi-square with whole degrees of freedom exceeds x (Abramowitz & Stegun, 26.4.4 and 5)."""
    half, term = x / 2, 1.0
    if df % 2 == 0:
        total = term
        for k in range(1, df // 2):
            term *= half / k
            total += term
        return math.exp(-half) * total
    total, term = math.erfc(math.sqrt(half)), math.sqrt(2 * x / math.pi) * math.exp(-half)
    for k in range(1, (df - 1) // 2 + 1):
        total += term
        term *= x / (2 * k + 1)
    return total
