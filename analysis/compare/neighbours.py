"""Many sequences of words -> the pairs that share a run of words, at a cost that grows with the words, not the pairs.

Every position of every sequence is sorted by the words that follow it (a suffix array cut at a few words), and only
neighbours in that order are paired. A phrase that a thousand sequences share gives a thousand times `reach` pairs,
not half a million, and no phrase has to be thrown away for being frequent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

__all__ = ["Pairs", "connected", "neighbour_pairs"]


class Pairs(NamedTuple):
    """Pairs of sequences: arrays of one length. `longest` is their longest run found, `n_runs` at how many places."""

    left: np.ndarray
    right: np.ndarray
    longest: np.ndarray
    n_runs: np.ndarray
    is_whole: np.ndarray  #: one of the two stands whole in the other


def neighbour_pairs(
    words: np.ndarray,
    first: np.ndarray,
    *,
    least: int | np.ndarray = 3,
    depth: int = 6,
    reach: int = 3,
    before: np.ndarray | None = None,
    after: np.ndarray | None = None,
) -> Pairs:
    """Pair sequences that share `least` or more words in a row, or of which one stands whole in the other.

    Parameters
    ----------
    words : array of int, shape (N,)
        The words of all sequences end to end, as numbers from 0 on.
    first : array of int, shape (S + 1,)
        Where each of the S sequences begins in `words`, and N.
    least : int or array of int, shape (N,)
        Shortest run that counts, everywhere or by the position where it begins.
    depth, reach : int
        Words compared at each position; how many neighbours on a side are looked at.
    before : array of int, shape (S,), optional
        Only sequences with the same number are paired (their speaker).
    after : array, shape (S,), optional
        Sequences that agree in their words are neighbours in this order (their day).

    Returns
    -------
    Pairs
        ``left < right``, each pair once, in ascending order.

    Examples
    --------
    >>> pairs = neighbour_pairs(np.array([1, 2, 3, 9, 1, 2, 3, 7, 8]), np.array([0, 4, 7, 9]))
    >>> pairs.left.tolist(), pairs.right.tolist(), pairs.longest.tolist()
    ([0], [1], [3])
    """
    owner = np.repeat(np.arange(len(first) - 1), np.diff(first))
    columns = _following(words, first, owner, depth)
    order = _sorted_positions(columns, owner, before, after)
    needed = np.full(len(order), least, np.int8) if isinstance(least, int) else least[order]
    columns = [column[order] for column in columns]
    owner, position = owner[order], order
    found = []
    for distance in range(1, reach + 1):
        a, b = owner[:-distance], owner[distance:]
        run = a != b
        if before is not None:
            run = run & (before[a] == before[b])
        length = np.zeros(len(a), np.int8)
        for column in columns:
            run = run & (column[:-distance] == column[distance:]) & (column[:-distance] >= 0)
            length += run
        whole = _is_whole(length, a, position[:-distance], first) | _is_whole(length, b, position[distance:], first)
        keep = np.flatnonzero((length >= needed[:-distance]) | whole)
        found.append((a[keep], b[keep], length[keep], whole[keep]))
    left, right, longest, is_whole = (np.concatenate(part) for part in zip(*found, strict=True))
    return _collect(left, right, longest, is_whole, n_sequences=len(first) - 1)


def _following(words: np.ndarray, first: np.ndarray, owner: np.ndarray, depth: int) -> list[np.ndarray]:
    """For each position the word there and the next ones; -1 beyond the sequence's end."""
    left = first[1:][owner] - np.arange(len(words))  # words from here to the end of the sequence
    columns = []
    for shift in range(depth):
        column = np.full(len(words), -1, np.int32)
        column[: max(len(words) - shift, 0)] = words[shift:]
        column[left <= shift] = -1
        columns.append(column)
    return columns


def _sorted_positions(
    columns: list[np.ndarray], owner: np.ndarray, before: np.ndarray | None, after: np.ndarray | None
) -> np.ndarray:
    packed = [
        (one.astype(np.int64) + 1) << 32 | (two.astype(np.int64) + 1)
        for one, two in zip(columns[::2], columns[1::2], strict=True)
    ]
    keys = packed if before is None else [before[owner], *packed]
    keys = keys if after is None else [*keys, after[owner]]
    return np.lexsort(keys[::-1])


def _is_whole(length: np.ndarray, owner: np.ndarray, position: np.ndarray, first: np.ndarray) -> np.ndarray:
    starts = first[owner]
    fills: np.ndarray = (length > 0) & (position == starts) & (length == first[owner + 1] - starts)
    return fills


def _collect(a: np.ndarray, b: np.ndarray, length: np.ndarray, whole: np.ndarray, n_sequences: int) -> Pairs:
    code = np.minimum(a, b).astype(np.int64) * max(n_sequences, 1) + np.maximum(a, b)
    pairs, where, counts = np.unique(code, return_inverse=True, return_counts=True)
    longest = np.zeros(len(pairs), np.int8)
    np.maximum.at(longest, where, length)
    is_whole = np.zeros(len(pairs), bool)
    np.logical_or.at(is_whole, where, whole)
    return Pairs(pairs // max(n_sequences, 1), pairs % max(n_sequences, 1), longest, counts, is_whole)


def connected(n: int, pairs: Iterable[tuple[int, int]]) -> np.ndarray:
    """Number the connected groups of ``range(n)``; a group has the number of its smallest member.

    >>> connected(4, [(2, 3), (3, 0)]).tolist()
    [0, 1, 0, 0]
    """
    parent = list(range(n))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for left, right in pairs:
        one, two = root(left), root(right)
        parent[max(one, two)] = min(one, two)
    return np.array([root(item) for item in range(n)], dtype=np.int64)
