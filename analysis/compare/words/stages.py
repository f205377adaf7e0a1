"""Rows of two groups of clusters -> permutation p-values of very many measures, drawn on only where they are small.

A test of each of thousands of words needs p-values far below one in two thousand, and almost all of the words need no
more than a few hundred draws to be known as nothing. So draws come in stages, and a measure that chance often equals
leaves after the first of them (Besag & Clifford, 1991, "Sequential Monte Carlo p-values").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from analysis.compare.intervals.resampling import deals, statistic

FIRST = 200  # draws of the first stage; each further one has ten times as many
SETTLED = 10  # draws as large as what was found: such a measure is drawn no further
ENOUGH = 20_000  # draws of the first stage after which is asked whether more would tell anything
CELLS = 1_000_000  # of clusters and measures taken at a time: all of these share their draws
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
    also: tuple[np.ndarray, np.ndarray] | None = None,
    needed: int | None = None,
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
    also : (array of float, shape (clusters,), array of bool, shape (n_measures,)), optional
        Other denominators, and which measures are tested with these, too, by the same draws: the p-value of such a
        measure is the larger of the two.
    needed : int, optional
        Draws by which a single measure that chance never equals is told apart from as many as there are: of `k` such
        measures each needs one in `k` of them. From `ENOUGH` draws on a measure leaves where the others that chance has
        never equalled are so many that this is reached, and all leave where they are so few that twice the draws of the
        last stage would not reach it. What chance did to a measure itself does not decide whether it is drawn on. None:
        all draws are made.

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
    of, is_also = (
        (words[:, None], np.zeros(n_measures, bool)) if also is None else (np.stack([words, also[0]], 1), also[1])
    )
    while len(left):
        parts = [left[at : at + size] for at in range(0, len(left), size)]
        found = [_count(uses(part), of, is_also[part], n_a, draws, seed) for part in parts]
        as_large, known = np.concatenate(found, axis=1)
        p[left] = np.where(known > 0, (1 + as_large) / (1 + known), np.nan)
        is_left = (as_large < SETTLED) & (known > 0) & (draws < most)
        if needed is not None and draws >= ENOUGH:
            is_never = (as_large == 0) & (known > 0)
            is_left &= (2 * is_left.sum() * most >= needed) & ((is_never.sum() - is_never) * draws < needed)
        left = left[is_left]
        if stop is not None and draws >= stop:
            break
        draws = min(10 * draws, most)
    return p, left


def _count(
    uses: np.ndarray, words: np.ndarray, is_also: np.ndarray, n_a: int, draws: int, seed: int | list[int]
) -> np.ndarray:
    """Count the draws that are as large as what was found, and those that say something: shape (2, measures).

    Of a measure that is tested with both columns of words this is what the test says that is less sure of it.
    """
    n = len(uses)
    parts = _part(uses, words)
    every, found = (
        [list(next(one.chosen(weights[None]))) for one in parts]
        for weights in (np.ones(n), (np.arange(n) < n_a).astype(float))
    )
    observed = [
        [_size(statistic(a, of - a, n_a, n - n_a))[0] for of, a in zip(*both, strict=True)]
        for both in zip(every, found, strict=True)
    ]
    counts = np.zeros((2, words.shape[1], uses.shape[1]), np.int64)
    for weights in deals(n, n_a, draws, np.random.default_rng(seed)):
        for one, of, least in zip(parts, every, observed, strict=True):
            for drawn in one.chosen(weights):
                for by, a in enumerate(drawn):
                    chance = _size(statistic(a, of[by] - a, n_a, n - n_a))
                    counts[0, by, one.measures] += (chance >= least[by] * (1 - 1e-12)).sum(axis=0)
                    counts[1, by, one.measures] += (~np.isnan(chance)).sum(axis=0)
    for one, least in zip(parts, observed, strict=True):
        for by, values in enumerate(least):
            counts[:, by, one.measures[np.isnan(values)]] = 0
    as_large, known = counts
    both = np.stack([as_large.max(axis=0), known.min(axis=0)])
    return np.where(is_also, both, counts[:, 0])


def _part(uses: np.ndarray, words: np.ndarray) -> list[_Sums]:
    """Part the measures by whether all their sums are exact in single precision."""
    middles = np.rint(words.mean(axis=0))
    rests = [rest for rest in (words - middles).T if rest.any()]
    is_single = np.ones(uses.shape[1], bool)
    for column in (uses, uses**2, *(uses * rest[:, None] for rest in rests)):
        is_single &= (column == np.rint(column)).all(axis=0) & (np.abs(column).sum(axis=0) < _SINGLE)
    return [
        _Sums.of(chosen, uses[:, chosen].astype(kind), [rest.astype(kind) for rest in rests], words, middles)
        for chosen, kind in ((np.flatnonzero(is_single), np.float32), (np.flatnonzero(~is_single), np.float64))
        if len(chosen)
    ]


class _Sums(NamedTuple):
    """Some measures, and what sums over chosen clusters are made of: uses, their squares, and products with words.

    Products are taken with words less their `middles`, so that they are small; where all words are that, there are
    none. ``words`` holds the words and their squares.
    """

    measures: np.ndarray
    columns: np.ndarray
    words: np.ndarray
    middles: list[float]
    is_flat: list[bool]

    @staticmethod
    def of(
        measures: np.ndarray, uses: np.ndarray, rests: list[np.ndarray], words: np.ndarray, middles: np.ndarray
    ) -> _Sums:
        """Put the columns side by side."""
        columns = np.concatenate([uses, uses**2, *(uses * rest[:, None] for rest in rests)], axis=1)
        is_flat = (words == middles).all(axis=0).tolist()
        return _Sums(measures, columns, np.concatenate([words, words**2], axis=1), middles.tolist(), is_flat)

    def chosen(self, weights: np.ndarray) -> Iterator[Iterator[np.ndarray]]:
        """Give the sums of `products` over the clusters that each row of weights chooses, by each column of words.

        Each has the shape (some of the rows, measures, 5).
        """
        sums, told = weights.astype(self.columns.dtype) @ self.columns, weights.astype(float) @ self.words
        step = max(1, NEAR // len(self.measures))
        for at in range(0, len(weights), step):
            yield self._by_words(sums[at : at + step], told[at : at + step])

    def _by_words(self, sums: np.ndarray, told: np.ndarray) -> Iterator[np.ndarray]:
        k = len(self.measures)
        x, xx, *products = (sums[:, first : first + k].astype(float) for first in range(0, sums.shape[1], k))
        rests = iter(products)
        for by, (middle, is_flat) in enumerate(zip(self.middles, self.is_flat, strict=True)):
            xy = middle * x if is_flat else middle * x + next(rests)
            y, yy = told[:, by, None], told[:, len(self.middles) + by, None]
            yield np.moveaxis(np.array(np.broadcast_arrays(x, y, xx, xy, yy)), 0, -1)


def _size(found: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Give differences over their errors: infinite where there is no spread, 0 where there is no difference either."""
    difference, error = np.abs(found[0]), found[1]
    difference = np.where(difference > 1e-12, difference, 0.0 * difference)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: np.ndarray = np.where(difference == 0, difference, difference / error)
        return ratio
