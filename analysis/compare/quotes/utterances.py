"""Tellings -> utterances: which tellings are the same spoken words, and which run two utterances together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.compare.neighbours import connected, neighbour_pairs
from analysis.compare.quotes.alignment import Run, aligned_runs, solid_runs
from analysis.compare.quotes.stock import stock_phrases
from analysis.compare.quotes.tellings import Telling, Tellings, days_apart

__all__ = ["Part", "find_parts", "tells"]

#: How much two tellings must share, in order, to be one utterance: a content word counts 1, a function word `FUNCTION`.
#: By whether their speakers are the same, not known or different, and were published within `NEAR` days of each other.
NEEDED = {
    ("same", True): 2.0,
    ("same", False): 6.0,
    ("unknown", True): 3.5,
    ("unknown", False): 7.0,
    ("different", True): 5.0,
    ("different", False): 8.0,
}
FUNCTION = 0.3
NEAR = 7  # days: a statement goes round the outlets within a week
LEAST_CONTENT = 0.6  # share of the content words of the telling that has fewer
#: Share of the longer telling, stock phrases counted, that makes two one, by what is known of their speakers.
ALIKE = {"same": 0.75, "unknown": 0.9, "different": 0.9}
LEAST_ALIKE = 16  # words that this must be at least
LONG_RUN = 8  # words in a row that are enough where two tellings overlap by less than half
MUCH = 0.5  # share of the longer telling, of which less makes the shorter one a piece
NEAR_END = 4  # words by which an overlap may miss the ends of tellings: an outlet may have altered one
PHRASES = (3, 5)  # lengths of stock phrases: the longer one is looked for in runs that are as long
NEVER = 100  # words: more than are ever compared
WHOLE = 5  # words: a telling of fewer is a fragment and proves no joint
MOST_ALIKE = 100  # articles that are counted for one wording
LOOSE = 2  # words by which the end of an overlap may miss the end of a telling


class Part(NamedTuple):
    """Words `low:high` of telling number `telling` tell utterance number `utterance`."""

    telling: int
    low: int
    high: int
    utterance: int


class _Overlap(NamedTuple):
    """Two tellings and the runs of words that they share."""

    left: int
    right: int
    runs: list[Run]


def find_parts(tellings: Tellings) -> list[Part]:
    """Group tellings by the utterance that they tell; a telling that joins two utterances has a part in each.

    Two tellings are of one utterance where they share at least half of the words of the shorter one in runs of three
    words, or eight words in a row up to where one of them begins and one ends, and enough words for what is known of
    speakers and dates (`NEEDED`). Phrases that many people use count for nothing there, unless nearly the whole of two
    long tellings is the same (`ALIKE`). Fragments of fewer words need the same speaker, dates that are near, and to
    stand whole in the other telling: as a sentence, or with two content words, or as a fifth of it.

    Groups are closed under this relation, with one exception. Where what two share is less than half of the longer one,
    and no long run, the shorter one is a piece of it only if no other utterance holds it too. A piece that several hold
    is a phrase that its speaker uses again and again: it is an utterance of its own and joins nobody.

    Returns
    -------
    list of Part
        In the order of the tellings; the parts of a telling tile it.
    """
    overlaps = list(_overlaps(tellings))
    cuts = _joints(tellings, overlaps)
    parts = [
        (number, low, high)
        for number, telling in enumerate(tellings.rows)
        for low, high in _tiles(telling.last - telling.first, cuts.get(number, []))
    ]
    place = {(number, low): index for index, (number, low, _) in enumerate(parts)}
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    for overlap in overlaps:
        for left, right, length in _linked_parts(overlap, cuts):
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
    group = connected(len(sizes), [pair for pair, much in is_much.items() if much])
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


# ---- which tellings overlap ------------------------------------------------------------------------------------


def _overlaps(tellings: Tellings) -> Iterator[_Overlap]:
    words = [tellings.words(telling) for telling in tellings.rows]
    evidence = _Evidence(tellings)
    for left, right in _candidates(tellings, evidence.least):
        one, two = tellings.rows[left], tellings.rows[right]
        runs = _solid(aligned_runs(words[left], words[right]), len(words[left]), len(words[right]))
        if runs and evidence.is_same(one, two, runs):
            yield _Overlap(left, right, runs)


def _candidates(tellings: Tellings, least: np.ndarray) -> list[tuple[int, int]]:
    """Pair tellings that share three words in a row, and short ones of a speaker with what else that one said."""
    speakers = sorted({telling.speaker for telling in tellings.rows if telling.speaker})
    number = {speaker: index for index, speaker in enumerate(speakers)}
    speaker = np.array(
        [number.get(telling.speaker or "", -1 - row) for row, telling in enumerate(tellings.rows)], np.int64
    )
    day = np.nan_to_num([telling.earliest for telling in tellings.rows])
    found = neighbour_pairs(tellings.keys, tellings.first, least=least, after=day)
    likely = found.is_whole | (found.n_runs > 1) | (found.longest > 3)
    pairs = set(zip(found.left[likely].tolist(), found.right[likely].tolist(), strict=True))
    said = neighbour_pairs(tellings.keys, tellings.first, least=2, depth=4, before=speaker, after=day)
    size = np.diff(tellings.first)
    short = np.minimum(size[said.left], size[said.right]) <= LONG_RUN
    pairs |= set(zip(said.left[short].tolist(), said.right[short].tolist(), strict=True))
    return sorted(pairs)


def _solid(runs: list[Run], len_a: int, len_b: int) -> list[Run]:
    """Keep runs of three words, or of two in a short telling, or a run that is the whole of a telling."""
    shorter = min(len_a, len_b)
    return solid_runs(runs, least=min(shorter, 2 if shorter <= LONG_RUN else 3))


def tells(a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether two wordings share most words of the shorter one, in runs of three, or a long run.

    >>> tells([1, 2, 3, 4], [3, 4, 9]), tells([1, 2, 3, 4], [4, 8, 9])
    (True, False)
    """
    runs = _solid(aligned_runs(a, b), len(a), len(b))
    if 2 * sum(run.length for run in runs) >= min(len(a), len(b)):
        return True
    return any(run.length >= LONG_RUN for run in runs) and _overlap_at_ends(runs, len(a), len(b))


def _overlap_at_ends(runs: Sequence[Run], len_a: int, len_b: int) -> bool:
    """Tell whether what two tellings share begins where one of them begins, and ends where one of them ends.

    So do two stretches of one speech that overlap. What stands in the middle of both, between other words, is a phrase.
    """
    first, last = runs[0], runs[-1]
    after = min(len_a - last.a - last.length, len_b - last.b - last.length)
    return min(first.a, first.b) <= NEAR_END and after <= NEAR_END


class _Evidence:
    """Decides whether the runs that two tellings share make them one utterance."""

    def __init__(self, tellings: Tellings) -> None:
        self.opens = tellings.opens
        self.is_content = tellings.is_content
        self.stock = {length: stock_phrases(tellings, length) for length in PHRASES}
        self.n_stock = {length: [0, *np.cumsum(stock).tolist()] for length, stock in self.stock.items()}
        self.n_content = [0, *np.cumsum(tellings.is_content).tolist()]

    @property
    def least(self) -> np.ndarray:
        """By position, how many words two tellings must share from there on to be compared at all."""
        short, long = (self.stock[length] for length in PHRASES)
        return np.where(long, NEVER, np.where(short, PHRASES[1], PHRASES[0])).astype(np.int8)

    def is_same(self, one: Telling, two: Telling, runs: list[Run]) -> bool:
        length = one.last - one.first, two.last - two.first
        n_same = sum(run.length for run in runs)
        counts = [self._count(one.first + run.a, run.length) for run in runs]
        n_content, n_function = (sum(count) for count in zip(*counts, strict=True))
        speakers, is_near = _speakers(one, two), days_apart(one, two) <= NEAR
        if n_same == min(length) and speakers == "same" and is_near:
            if n_content >= 2 or n_same == max(length) or (n_content and n_same >= max(length) / 5):
                return True
            return self._is_sentence(one, two, runs)
        if is_near and n_same >= max(LEAST_ALIKE, ALIKE[speakers] * max(length)):
            return True  # stock phrases are pieces: nearly the whole of two long tellings is none
        least = min(
            self.n_content[one.last] - self.n_content[one.first], self.n_content[two.last] - self.n_content[two.first]
        )
        enough = n_content + n_function >= min(length) / 2 and n_content >= LEAST_CONTENT * least
        is_long = any(sum(count) >= LONG_RUN for count in counts) and _overlap_at_ends(runs, *length)
        return n_content + FUNCTION * n_function >= NEEDED[speakers, is_near] and (enough or is_long)

    def _count(self, start: int, length: int) -> tuple[int, int]:
        """Count the content and function words of a run, those of stock phrases left out."""
        end = start + length
        width = PHRASES[length >= PHRASES[1]]
        n_stock = self.n_stock[width]
        if length < width or n_stock[end - width + 1] == n_stock[start]:
            n_content = self.n_content[end] - self.n_content[start]
            return n_content, length - n_content
        telling = ~self.stock[width][start : end - width + 1]
        counts = np.zeros(length, bool)
        for shift in range(width):
            counts[shift : length - width + 1 + shift] |= telling
        n_content = int(counts[self.is_content[start:end]].sum())
        return n_content, int(counts.sum()) - n_content

    def _is_sentence(self, one: Telling, two: Telling, runs: list[Run]) -> bool:
        """Tell whether a telling that stands whole in the other is a whole sentence there."""
        if len(runs) != 1:
            return False
        longer, start = (one, runs[0].a) if one.last - one.first > two.last - two.first else (two, runs[0].b)
        first, last = longer.first + start, longer.first + start + runs[0].length
        return bool(self.opens[first]) and (last == longer.last or bool(self.opens[last]))


def _speakers(one: Telling, two: Telling) -> str:
    if one.speaker is None or two.speaker is None:
        return "unknown"
    return "same" if one.speaker == two.speaker else "different"


# ---- which tellings join two utterances -------------------------------------------------------------------------


class _Held(NamedTuple):
    """What other tellings, all in the same words, hold of this one: `low:high`, up to their end, from their start."""

    articles: frozenset[str]
    low: int
    high: int
    is_ending: bool
    is_starting: bool


def _joints(tellings: Tellings, overlaps: list[_Overlap]) -> dict[int, list[int]]:
    """Find, for each telling that joins utterances, the words at which the next one begins.

    A telling is cut where some articles hold only what stands before and some only what comes after, both as whole
    tellings of their own, if one article holds the two apart for each article that runs them together, or two hold
    each side for one that does. Trims leave no such place, or leave it in fewer articles.
    """
    held: dict[int, list[_Held]] = defaultdict(list)
    alike = _articles_by_wording(tellings)
    for overlap in overlaps:
        for this, other, side in ((overlap.left, overlap.right, 0), (overlap.right, overlap.left, 1)):
            telling = tellings.rows[other]
            if not telling.is_headline and sum(run.length for run in overlap.runs) >= WHOLE:
                held[this].append(_held(overlap.runs, side, telling, alike[other]))
    cuts = {
        number: _cuts(tellings, tellings.rows[number], others, alike[number])
        for number, others in held.items()
        if len(others) > 1
    }
    return {number: found for number, found in cuts.items() if found}


def _articles_by_wording(tellings: Tellings) -> list[frozenset[str]]:
    """Give, for each telling, the articles that tell the same words: only some of them are its neighbours."""
    found: dict[bytes, set[str]] = defaultdict(set)
    wordings = [tellings.keys[telling.first : telling.last].tobytes() for telling in tellings.rows]
    for wording, telling in zip(wordings, tellings.rows, strict=True):
        if len(found[wording]) < MOST_ALIKE:
            found[wording].add(telling.article_id)
    frozen = {wording: frozenset(articles) for wording, articles in found.items()}
    return [frozen[wording] for wording in wordings]


def _held(runs: list[Run], side: int, other: Telling, articles: frozenset[str]) -> _Held:
    first, last = runs[0], runs[-1]
    low, high = first[side], last[side] + last.length
    start, end = first[1 - side], last[1 - side] + last.length
    return _Held(articles, low, high, end >= other.last - other.first - LOOSE, start <= LOOSE)


def _articles(held: Iterable[_Held]) -> frozenset[str]:
    return frozenset().union(*(other.articles for other in held))


def _cuts(tellings: Tellings, telling: Telling, others: list[_Held], own: frozenset[str]) -> list[int]:
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


def _linked_parts(
    overlap: _Overlap, cuts: dict[int, list[int]]
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
