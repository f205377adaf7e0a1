"""What each cluster of articles adds to a measure -> every interval and every test of this house.

Articles of one cluster are near-duplicates: they are drawn together or not at all, since the second copy of a wire
story says nothing that the first did not. No function here takes articles: `rows_of_clusters` sums them into rows
first, of shape (clusters, measures, 2), and everything takes such rows.

How often these intervals hold the truth is simulated by ``python -m benchmarks.statistics``, on which they were chosen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.beta import beta_quantile
from analysis.compare.resampling import (
    Statistic,
    centred,
    group_rows,
    jackknife_error,
    linearized,
    pair_products,
    paired_statistic,
    permute,
    products,
    ratios,
    resample,
    statistic,
    weighted,
    without_each,
)
from analysis.compare.student import student_t

__all__ = [
    "LEAST_COUNTED",
    "LEAST_HITS",
    "Contrasts",
    "Estimate",
    "Interval",
    "clusters_of",
    "contrast_paired_ratios",
    "contrast_ratios",
    "equal_in_all",
    "interval_by_draws",
    "interval_by_sandwich",
    "interval_of_hits",
    "interval_of_ratios",
    "n_telling",
    "ratios",
    "rows_of_clusters",
]

#: Clusters in which something was counted (a numerator other than 0) from which on an interval is given.
LEAST_COUNTED = 5
#: Hits from which on the balance within an article has an interval: four of one side come by chance once in eight.
LEAST_HITS = 5
#: Pairs of hits by which the likeness of hits of one sentence, seen in so few of them, is drawn to none.
PAIRS_BEFORE = 10
#: Draws in all of a test whose p is below `DRAW_ON` after the first ones.
MOST_DRAWS = 20_000
DRAW_ON = 0.05
WHOLE_LINE = (-np.inf, np.inf)


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
    drawn = copies[
        "drawn_id" if "drawn_id" in copies.columns else "cluster_id"
    ]  # with story days, if the study says so
    known = dict(zip(copies["article_id"].tolist(), drawn.tolist(), strict=True))
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


def n_telling(rows: np.ndarray) -> np.ndarray:
    """Count the clusters that have something to say about each measure: those with a denominator."""
    counts: np.ndarray = (rows[..., 1] != 0).sum(axis=0)
    return counts


def interval_of_ratios(
    rows: np.ndarray,
    *,
    minimum: int = 2,
    bounds: tuple[float, float] = WHOLE_LINE,
    draws: int = 2000,
    level: float = 0.95,
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
    draws, level, seed
        Number of draws, level of the interval, seed.

    Returns
    -------
    Interval
        NaN below the minimum, where something was counted in fewer than `LEAST_COUNTED` clusters, and where all say
        the same: no spread is seen, which does not mean that there is none.

    Examples
    --------
    >>> rows = rows_of_clusters(np.array([1.0, -1.0] * 50), np.ones(100), [str(n) for n in range(100)])
    >>> lower, upper = interval_of_ratios(rows)
    >>> lower.round(1).tolist(), upper.round(1).tolist()
    ([-0.2], [0.2])
    """
    is_known = (n_telling(rows) >= max(minimum, 2)) & _is_counted(rows) & ~_is_alike(rows)
    if not is_known.any():
        return Interval(*np.full((2, rows.shape[1]), np.nan))
    random = np.random.default_rng(seed)
    rows = group_rows(rows, random)
    value, error = ratios(rows), jackknife_error(without_each(rows))
    again, variance = linearized(resample(products(rows), draws, random), len(rows))
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.abs(again - value) / np.sqrt(variance)
    away[~np.isfinite(away)] = np.nan  # a draw without a denominator, or without spread, says nothing
    times = np.fmax(_sizes(away, level), [student_t(level, df) for df in _degrees_of_freedom(rows)])
    times[~is_known] = np.nan
    return Interval(*np.clip([value - times * error, value + times * error], *bounds))


def interval_of_hits(signed: np.ndarray, sentence: np.ndarray, *, level: float = 0.95) -> tuple[float, float]:
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
    level : float

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
    x, tail = round(share * n, 2), (1 - level) / 2
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


def _is_counted(rows: np.ndarray) -> np.ndarray:
    is_enough: np.ndarray = (rows[..., 0] != 0).sum(axis=0) >= LEAST_COUNTED
    return is_enough


def _is_alike(rows: np.ndarray) -> np.ndarray:
    """Tell of each measure whether no two clusters that have something to say about it say another thing."""
    said = np.where(rows[..., 1] != 0, rows[..., 0] / np.where(rows[..., 1] != 0, rows[..., 1], 1), np.nan)
    if not len(said):
        return np.ones(said.shape[1], bool)
    least, most = np.fmin.reduce(said), np.fmax.reduce(said)
    is_same: np.ndarray = ~(most - least > 1e-12 * np.maximum(np.abs(least), np.abs(most)))
    return is_same


def _degrees_of_freedom(rows: np.ndarray) -> np.ndarray:
    """Estimate those of the error from the kurtosis of what clusters add (O'Neill, 2014); at most n - 1."""
    n = np.maximum(n_telling(rows), 2)
    squares = centred(rows)[..., 0] ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        kurtosis = n * (squares**2).sum(axis=0) / squares.sum(axis=0) ** 2
        df = 2 * n / (kurtosis - (n - 3) / (n - 1))
    bounded: np.ndarray = np.where(df > 0, np.minimum(df, n - 1), n - 1)
    return bounded


def _sizes(values: np.ndarray, level: float) -> np.ndarray:
    """Give, of each column's known values, the one that exactly those of the largest exceed whose p is low enough.

    A value is larger than it if and only if its p, ``(1 + as large) / (1 + known)``, is at most ``1 - level``; so an
    interval made with it leaves out 0 if and only if the test does.
    """
    found = np.full(values.shape[1], np.nan)
    for column, drawn in enumerate(values.T):
        known = np.sort(drawn[~np.isnan(drawn)])
        n_beyond = int((1 - level) * (len(known) + 1) + 1e-9) - 1
        if n_beyond >= 0:
            found[column] = known[len(known) - n_beyond - 1]
    return found


class Contrasts(NamedTuple):
    """Group `a` minus group `b`: arrays of shape (measures,), NaN where the rows do not decide.

    `p_error` is the Monte Carlo standard error of `p`; `is_plain` tells where the plain difference was tested.
    """

    difference: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    p: np.ndarray
    p_error: np.ndarray
    is_plain: np.ndarray


def contrast_ratios(
    a: np.ndarray,
    b: np.ndarray,
    *,
    minimum: int = 2,
    draws: int = 2000,
    most: int = MOST_DRAWS,
    level: float = 0.95,
    seed: int | list[int] = 0,
) -> Contrasts:
    """Compare the ratios of two groups of independent clusters.

    The statistic is the difference over its jackknife error. What it would be by chance is drawn by dealing the
    clusters out to the groups anew, after each group's numerators were centred so that no difference is left (Janssen,
    1997; Chung & Romano, 2013: valid where the groups differ in spread). The interval reaches as many errors to either
    side as the drawn sizes say, so that it leaves out 0 if and only if the two-sided p, ``(1 + as large) / (1 +
    draws)``, is at most ``1 - level``. Draws are shared by all measures; where p is below `DRAW_ON` more are made, so
    that p has no high floor. More than `analysis.compare.resampling.MOST` clusters of a group are summed into so many
    at random first.

    Where no interval can be given (something was counted in fewer than `LEAST_COUNTED` clusters of a group, or no
    cluster of either differs from its group) the plain difference is tested, by dealing out the clusters as they are.

    Parameters
    ----------
    a, b : array of float, shape (clusters of the group, measures, 2)
        Numerator and denominator; zeros where a cluster has nothing to say about a measure.
    minimum : int
        Clusters of either group with a denominator from which on there is a test.
    draws, most : int
        Draws of every test, and of those with a low p.
    level, seed
        Level of the interval; seed.

    Returns
    -------
    Contrasts
        All but `difference` are NaN below the minimum, and where all clusters of both groups say one thing.

    Examples
    --------
    >>> rows = np.column_stack([np.arange(12.0), np.full(12, 10.0)])[:, None]
    >>> found = contrast_ratios(rows + [9.0, 0.0], rows)
    >>> found.difference.round(3), found.lower > 0, found.p < 0.05
    (array([0.9]), array([ True]), array([ True]))
    """
    random = np.random.default_rng(seed)
    is_tested = np.minimum(n_telling(a), n_telling(b)) >= max(minimum, 2)
    is_spread = _is_counted(a) & _is_counted(b) & ~(_is_alike(a) & _is_alike(b))
    a, b = group_rows(a, random), group_rows(b, random)
    error = np.hypot(*(np.where(_is_alike(rows), 0, jackknife_error(without_each(rows))) for rows in (a, b)))

    def dealt(rows_a: np.ndarray, rows_b: np.ndarray) -> _Draw:
        def draw(columns: np.ndarray, times: int, random: np.random.Generator) -> Statistic:
            every = products(np.concatenate([rows_a, rows_b])[:, columns])
            part = permute(every, len(a), times, random)
            return statistic(part, every.sum(axis=0) - part, len(rows_a), len(rows_b))

        return draw

    draw = _Chance(dealt(centred(a), centred(b)), dealt(a, b), draws, most, level, random)
    return draw.contrast(ratios(a) - ratios(b), error, is_tested, is_spread)


def contrast_paired_ratios(
    a: np.ndarray,
    b: np.ndarray,
    *,
    minimum: int = 2,
    draws: int = 2000,
    most: int = MOST_DRAWS,
    level: float = 0.95,
    seed: int | list[int] = 0,
) -> Contrasts:
    """Compare two ratios that the same clusters make: what articles say in their own words and what they quote.

    As `contrast_ratios`, but chance exchanges `a` and `b` within clusters, each with even odds.

    Parameters
    ----------
    a, b : array of float, shape (clusters, measures, 2)
        Rows of one place are of one cluster.
    minimum, draws, most, level, seed
        As in `contrast_ratios`.

    Examples
    --------
    >>> rows = np.column_stack([np.arange(12.0), np.full(12, 10.0)])[:, None]
    >>> found = contrast_paired_ratios(rows + np.arange(12)[:, None, None] * [0.5, 0.0], rows)
    >>> found.difference.round(3), found.lower > 0
    (array([0.275]), array([ True]))
    """
    random = np.random.default_rng(seed)
    is_tested = np.minimum(n_telling(a), n_telling(b)) >= max(minimum, 2)
    is_counted = _is_counted(a) & _is_counted(b)
    both = group_rows(np.concatenate([a, b], axis=2), random)
    a, b = both[..., :2], both[..., 2:]
    moves = without_each(a) - without_each(b)
    error = jackknife_error(moves)
    is_spread = is_counted & (np.abs(moves).max(axis=0, initial=0) > 1e-12)  # rounding of the same words twice

    def exchanged(rows_a: np.ndarray, rows_b: np.ndarray) -> _Draw:
        def draw(columns: np.ndarray, times: int, random: np.random.Generator) -> Statistic:
            pairs = np.concatenate([rows_a, rows_b], axis=2)[:, columns]
            sums, swapped = pair_products(pairs), pair_products(pairs[:, :, [2, 3, 0, 1]])
            exchange = (random.random((times, len(pairs))) < 0.5).astype(float)
            return paired_statistic(weighted(exchange, swapped - sums) + sums.sum(axis=0), len(pairs))

        return draw

    draw = _Chance(exchanged(centred(a), centred(b)), exchanged(a, b), draws, most, level, random)
    return draw.contrast(ratios(a) - ratios(b), error, is_tested, is_spread)


#: From measures (a mask), a number of draws and chance to the differences and their errors.
_Draw = Callable[[np.ndarray, int, np.random.Generator], Statistic]


class _Chance(NamedTuple):
    """How differences are drawn by chance alone, of centred clusters and of clusters as they are."""

    of_centred: _Draw
    of_plain: _Draw
    draws: int
    most: int
    level: float
    random: np.random.Generator

    def contrast(
        self, difference: np.ndarray, error: np.ndarray, is_tested: np.ndarray, is_spread: np.ndarray
    ) -> Contrasts:
        """Test the differences that may be tested, those with spread over their errors, the others plain."""
        found = np.full((4, len(difference)), np.nan)  # lower, upper, p and its error
        is_plain = is_tested & ~is_spread & (np.abs(difference) > 1e-12)  # no spread, no difference: nothing to test
        is_studentized = is_tested & is_spread
        seeds = self.random.spawn(4)  # so that no measure hangs on which others are tested
        if is_studentized.any():
            with np.errstate(divide="ignore", invalid="ignore"):
                size = np.abs(difference / error)
            away, p = self._draw_on(_studentized(self.of_centred), size, is_studentized, seeds[:2])
            reach = np.array([_sizes(one[:, None], self.level)[0] if len(one) else np.nan for one in away]) * error
            found[:2] = difference - reach, difference + reach
            found[2:] = p
        if is_plain.any():
            _, p = self._draw_on(_plain(self.of_plain), np.abs(difference), is_plain, seeds[2:])
            found[2:, is_plain] = p[:, is_plain]
        return Contrasts(difference, found[0], found[1], found[2], found[3], is_plain & ~np.isnan(found[2]))

    def _draw_on(
        self,
        draw: Callable[[np.ndarray, int, np.random.Generator], np.ndarray],
        observed: np.ndarray,
        chosen: np.ndarray,
        seeds: Sequence[np.random.Generator],
    ) -> tuple[list[np.ndarray], np.ndarray]:
        """Draw sizes by chance for the chosen measures, and more where p is low; give them, p and its error."""
        drawn: list[np.ndarray] = [np.empty(0)] * len(observed)
        for times, random in zip((self.draws, self.most - self.draws), seeds, strict=True):
            if times > 0 and chosen.any():
                for column, values in zip(np.flatnonzero(chosen), draw(chosen, times, random).T, strict=True):
                    drawn[column] = np.concatenate([drawn[column], values[~np.isnan(values)]])
            p = np.array([_p(values, one) for values, one in zip(drawn, observed, strict=True)])
            chosen = chosen & (p < DRAW_ON)
        n = np.array([max(len(values), 1) for values in drawn])
        return drawn, np.array([p, np.sqrt(p * (1 - p) / n)])


def _studentized(draw: _Draw) -> Callable[[np.ndarray, int, np.random.Generator], np.ndarray]:
    def sizes(columns: np.ndarray, times: int, random: np.random.Generator) -> np.ndarray:
        difference, error = draw(columns, times, random)
        with np.errstate(divide="ignore", invalid="ignore"):
            size = np.abs(difference) / error
        return np.where((error == 0) & (difference == 0), 0.0, size)  # without spread and difference: nothing is there

    return sizes


def _plain(draw: _Draw) -> Callable[[np.ndarray, int, np.random.Generator], np.ndarray]:
    return lambda columns, times, random: np.abs(draw(columns, times, random)[0])


def _p(values: np.ndarray, observed: float) -> float:
    """Give the two-sided p of a size among those that chance drew; NaN where there are none."""
    if not len(values) or np.isnan(observed):
        return float("nan")
    return float((1 + (values >= observed * (1 - 1e-12)).sum()) / (1 + len(values)))


class Estimate(NamedTuple):
    """A value with its standard error, the ends of its interval and the degrees of freedom of both."""

    value: float
    error: float
    lower: float
    upper: float
    df: float


def interval_by_sandwich(
    a: np.ndarray,
    b: np.ndarray | None = None,
    *,
    df: float,
    bounds: tuple[float, float] = WHOLE_LINE,
    level: float = 0.95,
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
    bounds, level
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
    reach = student_t(level, df) * error
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
    statistic: Callable[[np.ndarray], np.ndarray], n: int, *, draws: int = 2000, level: float = 0.95, seed: int = 0
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
    lower, upper = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
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
