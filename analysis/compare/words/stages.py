"""Rows of two groups of clusters -> permutation p-values of very many measures, drawn on only where they are small.

A test of each of thousands of words needs p-values far below one in two thousand, and almost all of the words need no
more than a few hundred draws to be known as nothing. So draws come in stages, and a measure that chance often equals
leaves after the first of them (Besag & Clifford, 1991, "Sequential Monte Carlo p-values").
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analysis.compare.intervals.resampling import permute, products, statistic

__all__ = ["staged_p"]

FIRST = 200  # draws of the first stage; each further one has ten times as many
SETTLED = 10  # draws as large as what was found: such a measure is drawn no further
CELLS = 1_000_000  # of rows and measures taken at a time
DRAWS = 2000  # drawn at a time


def staged_p(
    rows: Callable[[np.ndarray], np.ndarray],
    n_measures: int,
    n_a: int,
    *,
    most: int = 20_000,
    seed: int | list[int] = 0,
) -> np.ndarray:
    """Test two groups of clusters on many measures: two-sided p-values of the studentized permutation test.

    The statistic is that of `analysis.compare.intervals.contrast_ratios`. No stage sees the draws of another, and a
    measure leaves only where at least ten draws are as large as what was found, so that its p-value is one of a fixed
    number of draws or larger: chance gives ``p <= x`` no more often than ``x``, at every ``x``.

    Parameters
    ----------
    rows : function of an array of int, shape (k,), to an array of float, shape (clusters, k, 2)
        Gives numerators and denominators of the measures with these numbers, the clusters of the first group first.
    n_measures, n_a : int
        How many measures there are, and how many clusters the first group has.
    most : int
        Draws of the last stage: no p-value is below ``1 / (1 + most)``.
    seed : int or list of int
        A measure's p-value does not depend on which others are tested.

    Returns
    -------
    array of float, shape (n_measures,)
        NaN where a group has no denominator.
    """
    p = np.full(n_measures, np.nan)
    left, draws = np.arange(n_measures), min(FIRST, most)
    while len(left):
        n_rows = len(rows(left[:1]))
        size = max(1, CELLS // max(n_rows, 1))
        found = [_count(rows(left[at : at + size]), n_a, draws, seed) for at in range(0, len(left), size)]
        as_large, known = np.concatenate(found, axis=1)
        p[left] = np.where(known > 0, (1 + as_large) / (1 + known), np.nan)
        if draws >= most:
            break
        left, draws = left[(as_large < SETTLED) & (known > 0)], min(10 * draws, most)
    return p


def _count(rows: np.ndarray, n_a: int, draws: int, seed: int | list[int]) -> np.ndarray:
    """Count the draws that are as large as what was found, and those that say something: shape (2, measures)."""
    sums, size = products(rows), (n_a, len(rows) - n_a)
    every = sums.sum(axis=0)
    observed = _size(statistic(sums[:n_a].sum(axis=0)[None], sums[n_a:].sum(axis=0)[None], *size))[0]
    random = np.random.default_rng(seed)
    counts = np.zeros((2, rows.shape[1]), np.int64)
    for first in range(0, draws, DRAWS):
        part = permute(sums, n_a, min(DRAWS, draws - first), random)
        chance = _size(statistic(part, every - part, *size))
        counts += (chance >= observed * (1 - 1e-12)).sum(axis=0), (~np.isnan(chance)).sum(axis=0)
    return np.where(np.isnan(observed), 0, counts)


def _size(found: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Give differences over their errors: infinite where there is no spread, 0 where there is no difference either."""
    difference, error = np.abs(found[0]), found[1]
    difference = np.where(difference > 1e-12, difference, 0.0 * difference)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: np.ndarray = np.where(difference == 0, difference, difference / error)
        return ratio
