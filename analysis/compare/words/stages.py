"""Rows of two groups of clusters -> permutation p-values of very many measures, drawn on only where they are small.

A test of each of thousands of words needs p-values far below one in two thousand, and almost all of the words need no
more than a few hundred draws to be known as nothing. So draws come in stages, and a measure that chance often equals
leaves after the first of them (Besag & Clifford, 1991, "Sequential Monte Carlo p-values").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from analysis.compare.intervals.resampling import deal, statistic

FIRST = 200  # draws of the first stage; each further one has ten times as many
SETTLED = 10  # draws as large as what was found: such a measure is drawn no further
CELLS = 4_000_000  # of clusters and measures taken at a time: all of these share their draws
DEALT = 1_000_000  # of draws and clusters
NEAR = 10_000  # of draws and measures: what stays in the memory nearest to the processor
#: Whole numbers below this add up to the last digit in single precision, which is twice as fast.
_SINGLE = 2**24


def staged_p(
    uses: Callable[[np.ndarray], np.ndarray],
    words: np.ndarray,
    n_measures: int,
    n_a: int,
    *,
    most: int = 20_000,
    stop: int | None = None,
    seed: int | list[int] = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Test two groups of clusters on many measures: two-sided p-values of the studentized permutation test.

    The statistic is that of `analysis.compare.intervals.contrast_ratios`. No stage sees the draws of another, and a
    measure leaves only where at least ten draws are as large as what was found, so that its p-value is one of a fixed
    number of draws or larger: chance gives ``p <= x`` no more often than ``x``, at every ``x``.

    Parameters
    ----------
    uses : function of an array of int, shape (k,), to an array of float, shape (clusters, k)
        Gives numerators of the measures with these numbers, the clusters of the first group first.
    words : array of float, shape (clusters,)
        The denominators, which all measures share.
    n_measures, n_a : int
        How many measures there are, and how many clusters the first group has.
    most : int
        Draws of the last stage: no p-value is below ``1 / (1 + most)``.
    stop : int, optional
        End after the stage of so many draws; None: after the last.
    seed : int or list of int
        A measure's p-value does not depend on which others are tested.

    Returns
    -------
    p : array of float, shape (n_measures,)
        NaN where a group has no denominator.
    left : array of int
        Numbers of the measures that a further stage would draw on; none where the last was reached.
    """
    p = np.full(n_measures, np.nan)
    left, draws = np.arange(n_measures), min(FIRST, most)
    size = max(1, CELLS // max(len(words), 1))
    while len(left):
        parts = [left[at : at + size] for at in range(0, len(left), size)]
        found = [_count(uses(part), words, n_a, draws, seed) for part in parts]
        as_large, known = np.concatenate(found, axis=1)
        p[left] = np.where(known > 0, (1 + as_large) / (1 + known), np.nan)
        left = left[(as_large < SETTLED) & (known > 0)] if draws < most else left[:0]
        if stop is not None and draws >= stop:
            break
        draws = min(10 * draws, most)
    return p, left


def _count(uses: np.ndarray, words: np.ndarray, n_a: int, draws: int, seed: int | list[int]) -> np.ndarray:
    """Count the draws that are as large as what was found, and those that say something: shape (2, measures)."""
    size, random = (n_a, len(words) - n_a), np.random.default_rng(seed)
    parts = _part(uses, words)
    every, found = (
        [next(one.chosen(weights[None].astype(np.float32))) for one in parts]
        for weights in (np.ones(len(words)), np.arange(len(words)) < n_a)
    )
    observed = [_size(statistic(a, of - a, *size))[0] for of, a in zip(every, found, strict=True)]
    counts = np.zeros((2, uses.shape[1]), np.int64)
    step = max(1, DEALT // len(words))
    for at in range(0, draws, step):
        weights = deal(len(words), n_a, min(step, draws - at), random)
        for one, of, least in zip(parts, every, observed, strict=True):
            for a in one.chosen(weights):
                chance = _size(statistic(a, of - a, *size))
                as_large, known = chance >= least * (1 - 1e-12), ~np.isnan(chance)
                counts[:, one.measures] += as_large.sum(axis=0), known.sum(axis=0)
    for one, least in zip(parts, observed, strict=True):
        counts[:, one.measures[np.isnan(least)]] = 0
    return counts


def _part(uses: np.ndarray, words: np.ndarray) -> list[_Sums]:
    """Part the measures by whether all their sums are exact in single precision."""
    middle = float(np.rint(words.mean()))
    columns = np.stack([uses, uses**2, uses * (words - middle)[:, None]])
    is_whole = (columns == np.rint(columns)).all(axis=(0, 1))
    is_single = is_whole & (np.abs(columns).sum(axis=1) < _SINGLE).all(axis=0)
    if (words == middle).all():
        columns = columns[:2]
    both = np.stack([words, words**2], axis=1)
    return [
        _Sums(chosen, np.concatenate(columns[:, :, chosen], axis=1).astype(kind), both, middle)
        for chosen, kind in ((np.flatnonzero(is_single), np.float32), (np.flatnonzero(~is_single), np.float64))
        if len(chosen)
    ]


class _Sums(NamedTuple):
    """Some measures, and what sums over chosen clusters are made of: uses, their squares, and products with words.

    Products are taken with words less `middle`, so that they are small; where all words are that, there are none.
    ``words`` holds the words and their squares.
    """

    measures: np.ndarray
    columns: np.ndarray
    words: np.ndarray
    middle: float

    def chosen(self, weights: np.ndarray) -> Iterator[np.ndarray]:
        """Give the sums of `products` over the clusters that each row of weights chooses: shape (rows, measures, 5)."""
        sums, told = weights.astype(self.columns.dtype) @ self.columns, weights.astype(float) @ self.words
        k = len(self.measures)
        step = max(1, NEAR // k)
        for at in range(0, len(weights), step):
            x, xx, *products = (
                sums[at : at + step, first : first + k].astype(float) for first in range(0, sums.shape[1], k)
            )
            xy = self.middle * x + products[0] if products else self.middle * x
            y, yy = told[at : at + step].T[..., None]
            yield np.moveaxis(np.array(np.broadcast_arrays(x, y, xx, xy, yy)), 0, -1)


def _size(found: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Give differences over their errors: infinite where there is no spread, 0 where there is no difference either."""
    difference, error = np.abs(found[0]), found[1]
    difference = np.where(difference > 1e-12, difference, 0.0 * difference)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: np.ndarray = np.where(difference == 0, difference, difference / error)
        return ratio
