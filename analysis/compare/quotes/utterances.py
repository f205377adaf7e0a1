"""Tellings -> utterances: which tellings are the same spoken words, and which run two utterances together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.compare.neighbours import connected
from analysis.compare.quotes.alignment import Run
from analysis.compare.quotes.joints import Alike, find_joints, linked_parts
from analysis.compare.quotes.overlaps import LONG_RUN, Overlap, find_overlaps
from analysis.compare.quotes.tellings import Tellings
from analysis.compare.words.by_article import begins

MUCH = 0.5  # share of the longer telling, of which less makes the shorter one a piece


class Part(NamedTuple):
    """Words `low:high` of telling number `telling` tell utterance number `utterance`."""

    telling: int
    low: int
    high: int
    utterance: int


def find_parts(
    tellings: Tellings, overlaps: list[Overlap] | None = None, alike: Sequence[Alike] | None = None
) -> list[Part]:
    """Group tellings by the utterance that they tell; a telling that joins two utterances has a part in each.

    Two tellings are of one utterance where they share at least half of the words of the shorter one in runs of three
    words, or eight words in a row up to where one of them begins and one ends, and enough words for what is known of
    speakers and dates (`overlaps.NEEDED`). Phrases that many people use count for nothing there, unless nearly the
    whole of two long tellings is the same (`overlaps.ALIKE`). Fragments of fewer words need the same speaker, dates
    that are near, and to stand whole in the other telling: as a sentence, or with two content words, or as a fifth of
    it.

    Groups are closed under this relation, with one exception. Where what two share is less than half of the longer one,
    and no long run, the shorter one is a piece of it only if no other utterance holds it too. A piece that several hold
    is a phrase that its speaker uses again and again: it is an utterance of its own and joins nobody.

    Parameters
    ----------
    tellings : Tellings
        Of the whole corpus, or some that overlap with no others.
    overlaps : list of Overlap, optional
        Theirs, ordered by left and right; None: of the whole corpus, found here.
    alike : sequence of frozenset, optional
        As in `analysis.compare.quotes.joints.find_joints`.

    Returns
    -------
    list of Part
        In the order of the tellings; the parts of a telling tile it.
    """
    overlaps = find_overlaps(tellings) if overlaps is None else overlaps
    cuts = find_joints(tellings, overlaps, alike)
    runs = np.array([(one.left, one.right, *run) for one in overlaps for run in one.runs], np.int32).reshape(-1, 5)
    return list(map(Part._make, join_parts(np.diff(tellings.first), runs, cuts).tolist()))


def join_parts(sizes: np.ndarray, runs: np.ndarray, cuts: Mapping[int, list[int]]) -> np.ndarray:
    """Give the columns of `Part` by the sizes of tellings, what they share and where they are cut.

    Parameters
    ----------
    sizes : array
        Words of each telling.
    runs : array
        One row a run of words that two tellings share: the numbers of the two, and the columns of
        `analysis.compare.quotes.alignment.Run`.
    cuts : mapping
        As from `analysis.compare.quotes.joints.find_joints`.

    Returns
    -------
    array
        One row a part, in the order of the tellings.
    """
    n_parts = np.ones(len(sizes), np.int32)
    n_parts[list(cuts)] += np.array([len(found) for found in cuts.values()], np.int32)
    first = np.cumsum(n_parts, dtype=np.int32) - n_parts
    telling = np.repeat(np.arange(len(sizes), dtype=np.int32), n_parts)
    low = np.zeros(len(telling), np.int32)
    for number, found in cuts.items():
        low[first[number] + 1 : first[number] + 1 + len(found)] = found
    high = np.roll(low, -1)
    high[first + n_parts - 1] = sizes
    utterance = _connected(high - low, *_links(runs, cuts, first, n_parts > 1))
    parts = np.column_stack([telling, low, high, utterance])
    is_whole = n_parts[telling] == 1
    merged = np.array(_merged(parts[~is_whole].tolist(), cuts), np.int32).reshape(-1, 4)
    every = np.concatenate([parts[is_whole], merged])
    return every[np.argsort(every[:, 0], kind="stable")]


def _links(
    runs: np.ndarray, cuts: Mapping[int, list[int]], first: np.ndarray, is_cut: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the parts that each run links, with its words: those of tellings that are not cut as they are."""
    is_several = is_cut[runs[:, 0]] | is_cut[runs[:, 1]]
    plain = runs[~is_several]
    linked = [
        (*(int(first[number]) + bisect_right(cuts.get(number, []), low) for number, low in pair), length)
        for left, right, *run in runs[is_several].tolist()
        for *pair, length in linked_parts(Overlap(left, right, [Run(*run)]), cuts)
    ]
    others = np.array(linked, np.int32).reshape(-1, 3)
    left, right = (np.concatenate([first[plain[:, side]], others[:, side]]) for side in (0, 1))
    return left, right, np.concatenate([plain[:, 4], others[:, 2]])


def _merged(parts: list[list[int]], cuts: Mapping[int, list[int]]) -> list[Part]:
    """Take away cuts between parts of a telling that turn out to be of one utterance."""
    merged: list[Part] = []
    for number, low, high, group in parts:
        n_before = sum(cut <= low for cut in cuts[number])
        while any(part[0] == number and part[3] == group for part in merged[max(len(merged) - n_before, 0) :]):
            low = merged.pop().low
            n_before -= 1
        merged.append(Part(number, low, high, group))
    return merged


def _connected(sizes: np.ndarray, left: np.ndarray, right: np.ndarray, length: np.ndarray) -> np.ndarray:
    """Group parts of tellings of these sizes by the runs that pairs of them share.

    Pairs that share most of the longer one or a long run are grouped first. Then, from the fullest group down, each is
    added to the one group that holds it, if there is only one.
    """
    order = np.lexsort([right, left])
    left, right, length = (one[order] for one in (left, right, length))
    first = np.flatnonzero(begins(left, right))
    longest, total = (which.reduceat(length, first) if len(first) else length for which in (np.maximum, np.add))
    left, right = left[first], right[first]
    is_much = (total >= MUCH * np.maximum(sizes[left], sizes[right])) | (longest >= LONG_RUN)
    group = connected(len(sizes), left[is_much], right[is_much])
    fullest = np.zeros(len(sizes), np.int32)
    np.maximum.at(fullest, group, sizes)
    into = np.arange(len(sizes), dtype=np.int32)
    one, two = group[left[~is_much]], group[right[~is_much]]
    one, two = np.where(fullest[one] < fullest[two], one, two), np.where(fullest[one] < fullest[two], two, one)
    is_held = fullest[one] < fullest[two]
    piece, holder = one[is_held], two[is_held]
    order = np.lexsort([piece, -fullest[piece]])
    piece, holder = piece[order], holder[order]
    levels = [*np.flatnonzero(begins(fullest[piece])).tolist(), len(piece)]
    for low, high in pairwise(levels):  # pieces as full as each other hold none of each other
        own, held = piece[low:high], into[holder[low:high]]
        first = np.flatnonzero(begins(own))
        least, most = np.minimum.reduceat(held, first), np.maximum.reduceat(held, first)
        into[own[first][least == most]] = least[least == most]
    merged: np.ndarray = into[group]
    return merged
