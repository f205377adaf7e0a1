"""Many sequences of words -> the pairs that share a run of words, at a cost that grows with the words, not the pairs.

Every position of every sequence is sorted by the words that follow it (a suffix array cut at a few words), and only
neighbours in that order are paired. A phrase that a thousand sequences share gives a thousand times `REACH` pairs,
not half a million, and no phrase has to be thrown away for being frequent.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

#: How many neighbours on a side are looked at.
REACH = 3


class Pairs(NamedTuple):
    """Pairs of sequences: arrays of one length. `longest` is their longest run found, `n_runs` at how many places."""

    left: np.ndarray
    right: np.ndarray
    longest: np.ndarray
    n_runs: np.ndarray
    is_whole: np.ndarray  #: one of the two stands whole in the other


class Positions(NamedTuple):
    """Positions in sequences of words, all of a corpus or those where some words begin: arrays of one length.

    `columns` hold the word at each position and the next ones, -1 beyond the sequence's end; `owner` is the number of
    the sequence, `size` the words of it, and `is_start` where it begins.
    """

    columns: list[np.ndarray]
    owner: np.ndarray
    size: np.ndarray
    is_start: np.ndarray


def pair_positions(
    positions: Positions,
    *,
    least: int | np.ndarray,
    after: np.ndarray,
    before: np.ndarray | None = None,
) -> Pairs:
    """Pair sequences that share `least` or more words in a row, or of which one stands whole in the other.

    Positions where the same two words begin must be given together, in the order of their sequences, and where one word
    is a sequence all positions of that word; what is found of a pair under several words adds up.

    Parameters
    ----------
    positions : Positions
    least : int or array of int
        Shortest run that counts, everywhere or by the position where it begins.
    after : array
        Positions that agree in their words are neighbours in this order (their day).
    before : array, optional
        Only positions with the same number are paired (their speaker).

    Returns
    -------
    Pairs
        ``left < right``, each pair once, in ascending order.
    """
    order = _sorted_positions(positions.columns, before, after)
    needed = np.broadcast_to(np.asarray(least, np.int8), len(order))[order]
    columns = [column[order] for column in positions.columns]
    owner, size, is_start = (one[order] for one in positions[1:])
    before = None if before is None else before[order]
    found = []
    for distance in range(1, REACH + 1):
        a, b = owner[:-distance], owner[distance:]
        run = a != b
        if before is not None:
            run = run & (before[:-distance] == before[distance:])
        length = np.zeros(len(a), np.int8)
        for column in columns:
            run = run & (column[:-distance] == column[distance:]) & (column[:-distance] >= 0)
            length += run
        fills = (length > 0) & (
            (is_start[:-distance] & (length == size[:-distance])) | (is_start[distance:] & (length == size[distance:]))
        )
        keep = np.flatnonzero((length >= needed[:-distance]) | fills)
        found.append((a[keep], b[keep], length[keep], fills[keep]))
    left, right, longest, is_whole = (np.concatenate(part) for part in zip(*found, strict=True))
    return _collect(left, right, longest, is_whole)


def following_words(words: np.ndarray, first: np.ndarray, depth: int) -> list[np.ndarray]:
    """For each position the word there and the next ones; -1 beyond the sequence's end."""
    left = np.repeat(first[1:], np.diff(first)) - np.arange(len(words))  # words from here to the end of the sequence
    columns = []
    for shift in range(depth):
        column = np.full(len(words), -1, np.int32)
        column[: max(len(words) - shift, 0)] = words[shift:]
        column[left <= shift] = -1
        columns.append(column)
    return columns


def _sorted_positions(columns: list[np.ndarray], before: np.ndarray | None, after: np.ndarray) -> np.ndarray:
    packed = [
        (one.astype(np.int64) + 1) << 32 | (two.astype(np.int64) + 1)
        for one, two in zip(columns[::2], columns[1::2], strict=True)
    ]
    keys = packed if before is None else [before, *packed]
    return np.lexsort([after, *reversed(keys)])


def _collect(a: np.ndarray, b: np.ndarray, length: np.ndarray, whole: np.ndarray) -> Pairs:
    code = np.minimum(a, b).astype(np.int64) << 32 | np.maximum(a, b)
    pairs, where, counts = np.unique(code, return_inverse=True, return_counts=True)
    longest = np.zeros(len(pairs), np.int8)
    np.maximum.at(longest, where, length)
    is_whole = np.zeros(len(pairs), bool)
    np.logical_or.at(is_whole, where, whole)
    return Pairs(pairs >> 32, pairs & 0xFFFFFFFF, longest, counts, is_whole)


def connected(n: int, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Number the connected groups of ``range(n)`` by pairs of them; a group has the number of its smallest member.

    Groups are joined to the smallest of their neighbours, all at once, until none has a smaller one (Shiloach and
    Vishkin, 1982): two numbers a member and a pair are held.

    >>> connected(4, np.array([2, 3]), np.array([3, 0])).tolist()
    [0, 1, 0, 0]
    """
    parent = np.arange(n, dtype=np.int32)
    while len(left):
        np.minimum.at(parent, np.maximum(left, right), np.minimum(left, right))
        while not np.array_equal(parent, above := parent[parent]):
            parent = above
        left, right = parent[left], parent[right]
        left, right = left[left != right], right[left != right]
    return parent
