"""Rows of two groups of clusters -> the differences of their ratios, with interval and p by permutation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from analysis.compare.intervals.chance import p_of, sizes_at
from analysis.compare.intervals.resampling import (
    Statistic,
    centred,
    jackknife_error,
    pair_products,
    paired_statistic,
    permute,
    products,
    ratios,
    statistic,
    weighted,
    without_each,
)
from analysis.compare.intervals.rows import is_alike, is_counted, n_telling

#: Draws in all of a test whose p is below `DRAW_ON` after the first ones.
MOST_DRAWS = 20_000
DRAW_ON = 0.05


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
    that p has no high floor. The time that it takes grows with the rows: very many clusters are summed into groups
    first (`analysis.compare.intervals.group_clusters`).

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
    is_spread = is_counted(a) & is_counted(b) & ~(is_alike(a) & is_alike(b))
    error = np.hypot(*(np.where(is_alike(rows), 0, jackknife_error(without_each(rows))) for rows in (a, b)))

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
    is_enough = is_counted(a) & is_counted(b)
    moves = without_each(a) - without_each(b)
    error = jackknife_error(moves)
    is_spread = is_enough & (np.abs(moves).max(axis=0, initial=0) > 1e-12)  # rounding of the same words twice

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
            reach = np.array([sizes_at(one[:, None], self.level)[0] if len(one) else np.nan for one in away]) * error
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
            p = np.array([p_of(values, one) for values, one in zip(drawn, observed, strict=True)])
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
