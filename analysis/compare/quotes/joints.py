"""Overlaps -> the words at which a telling that joins two utterances goes over to the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.compare.quotes.alignment import Run
from analysis.compare.quotes.overlaps import Overlap
from analysis.compare.quotes.tellings import Telling, Tellings

WHOLE = 5  # words: a telling of fewer is a fragment and proves no joint
MOST_ALIKE = 100  # articles that are counted for one wording
LOOSE = 2  # words by which the end of an overlap may miss the end of a telling


#: Articles, by anything that tells them apart.
Alike = frozenset[Hashable]


class _Held(NamedTuple):
    """What other tellings, all in the same words, hold of this one: `low:high`, up to their end, from their start."""

    articles: Alike
    low: int
    high: int
    is_ending: bool
    is_starting: bool


def find_joints(
    tellings: Tellings,
    overlaps: list[Overlap],
    alike: Sequence[Alike] | None = None,
    asked: Container[int] | None = None,
) -> dict[int, list[int]]:
    """Find, for each telling that joins utterances, the words at which the next one begins.

    A telling is cut where some articles hold only what stands before and some only what comes after, both as whole
    tellings of their own, if one article holds the two apart for each article that runs them together, or two hold
    each side for one that does. Trims leave no such place, or leave it in fewer articles.

    Parameters
    ----------
    tellings, overlaps
        Of the whole corpus, or of tellings that overlap with no others.
    alike : sequence of frozenset, optional
        For each telling, articles of the whole corpus that tell the same words, `MOST_ALIKE` at most, the first ones;
        None: these are all tellings.
    asked : container of int, optional
        Tellings that are looked at, if not all; what overlaps with these is given.
    """
    held: dict[int, list[_Held]] = defaultdict(list)
    alike = _articles_by_wording(tellings) if alike is None else alike
    for overlap in overlaps:
        for this, other, side in ((overlap.left, overlap.right, 0), (overlap.right, overlap.left, 1)):
            telling = tellings.rows[other]
            is_asked = asked is None or this in asked
            if is_asked and not telling.is_headline and sum(run.length for run in overlap.runs) >= WHOLE:
                held[this].append(_held(overlap.runs, side, telling, alike[other]))
    cuts = {
        number: _cuts(tellings, tellings.rows[number], others, alike[number])
        for number, others in held.items()
        if len(others) > 1
    }
    return {number: found for number, found in cuts.items() if found}


def _articles_by_wording(tellings: Tellings) -> list[Alike]:
    """Give, for each telling, the articles that tell the same words: only some of them are its neighbours."""
    found: dict[bytes, set[Hashable]] = defaultdict(set)
    wordings = [tellings.keys[telling.first : telling.last].tobytes() for telling in tellings.rows]
    for wording, telling in zip(wordings, tellings.rows, strict=True):
        if len(found[wording]) < MOST_ALIKE:
            found[wording].add(telling.article_id)
    frozen = {wording: frozenset(articles) for wording, articles in found.items()}
    return [frozen[wording] for wording in wordings]


def _held(runs: list[Run], side: int, other: Telling, articles: Alike) -> _Held:
    first, last = runs[0], runs[-1]
    low, high = first[side], last[side] + last.length
    start, end = first[1 - side], last[1 - side] + last.length
    return _Held(articles, low, high, end >= other.last - other.first - LOOSE, start <= LOOSE)


def _articles(held: Iterable[_Held]) -> Alike:
    none: Alike = frozenset()
    return none.union(*(other.articles for other in held))


def _cuts(tellings: Tellings, telling: Telling, others: list[_Held], own: Alike) -> list[int]:
    found: list[int] = []
    for cut in sorted({other.low for other in others if other.is_starting and other.low > LOOSE}):
        before = _articles(other for other in others if other.high <= cut and other.is_ending)
        after = _articles(other for other in others if other.low >= cut and other.is_starting)
        across = _articles(other for other in others if other.low < cut - LOOSE and other.high > cut + LOOSE)
        together = len(across | own)
        apart = len((before & after) - across)
        is_joint = apart >= together or len(before) + len(after) >= 3 * together
        if (
            before
            and after
            and is_joint
            and cut - (found[-1] if found else 0) > LOOSE
            and tellings.opens[telling.first + cut]
        ):
            found.append(cut)
    return found


def linked_parts(
    overlap: Overlap, cuts: Mapping[int, list[int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], int]]:
    """Give the parts (telling, first word) that an overlap links, with the words of each run, or what cuts leave."""
    left, right = cuts.get(overlap.left, []), cuts.get(overlap.right, [])
    for run in overlap.runs:
        edges = sorted(
            {0, run.length}
            | {cut - run.a for cut in left if 0 < cut - run.a < run.length}
            | {cut - run.b for cut in right if 0 < cut - run.b < run.length}
        )
        for start, end in pairwise(edges):
            if end - start > LOOSE or run.length == end - start:
                yield (
                    (overlap.left, _part_start(left, run.a + start)),
                    (overlap.right, _part_start(right, run.b + start)),
                    end - start,
                )


def _part_start(cuts: list[int], word: int) -> int:
    return max([0, *(cut for cut in cuts if cut <= word)])
