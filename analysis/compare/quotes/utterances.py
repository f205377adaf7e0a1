"""Tellings -> utterances: which tellings are the same spoken words, and which run two utterances together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.compare.neighbours import connected
from analysis.compare.quotes.joints import Alike, find_joints, linked_parts
from analysis.compare.quotes.overlaps import LONG_RUN, Overlap, find_overlaps
from analysis.compare.quotes.tellings import Tellings

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
    parts = [
        (number, low, high)
        for number, telling in enumerate(tellings.rows)
        for low, high in _tiles(telling.last - telling.first, cuts.get(number, []))
    ]
    place = {(number, low): index for index, (number, low, _) in enumerate(parts)}
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    for overlap in overlaps:
        for left, right, length in linked_parts(overlap, cuts):
            shared[place[left], place[right]].append(length)
    utterance = _connected([high - low for _, low, high in parts], shared).tolist()
    merged: list[Part] = []
    for (number, low, high), group in zip(parts, utterance, strict=True):
        n_before = sum(cut <= low for cut in cuts.get(number, []))
        while any(part[0] == number and part[3] == group for part in merged[len(merged) - n_before :]):
            low = merged.pop().low  # a cut between two parts that turn out to be one utterance
            n_before -= 1
        merged.append(Part(number, low, high, group))
    return merged


def _tiles(length: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from zip([0, *cuts], [*cuts, length], strict=True)


def _connected(sizes: list[int], shared: dict[tuple[int, int], list[int]]) -> np.ndarray:
    """Group parts of tellings of these sizes by the runs that pairs of them share.

    Pairs that share most of the longer one or a long run are grouped first. Then, from the fullest group down, each is
    added to the one group that holds it, if there is only one.
    """
    is_much = {
        pair: sum(runs) >= MUCH * max(sizes[pair[0]], sizes[pair[1]]) or max(runs) >= LONG_RUN
        for pair, runs in shared.items()
    }
    pairs = np.array([pair for pair, much in is_much.items() if much], np.int32).reshape(-1, 2)
    group = connected(len(sizes), *pairs.T)
    fullest = np.zeros(len(sizes), np.int64)
    np.maximum.at(fullest, group, sizes)
    holders: dict[int, set[int]] = defaultdict(set)
    for pair, much in is_much.items():
        shorter, longer = sorted(group[list(pair)].tolist(), key=lambda one: int(fullest[one]))
        if not much and fullest[shorter] < fullest[longer]:
            holders[shorter].add(longer)
    into = np.arange(len(sizes))
    for piece in sorted(holders, key=lambda one: -int(fullest[one])):
        within = set(into[list(holders[piece])].tolist())
        if len(within) == 1:
            into[piece] = within.pop()
    merged: np.ndarray = into[group]
    return merged
