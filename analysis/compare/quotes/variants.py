"""An utterance's tellings -> the fullest one as reference, and what each telling did with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from analysis.compare.quotes.alignment import aligned_gaps, aligned_telling

COMPARED = 12  # wordings of one utterance that are compared with each other to find the reference
JOINED = 0.5  # share of a joined telling's words below which no other telling is full enough to be the reference


class Wording(NamedTuple):
    """Some words as numbers, and which of them are an editor's notes."""

    words: tuple[int, ...]
    is_note: tuple[bool, ...]


class Difference(NamedTuple):
    """How a telling differs from the reference, in words.

    `n_dropped` stand in the reference alone; `n_altered` in the telling alone, replaced or put in between words that
    are the same, editor's notes aside; `n_added` before or after what the reference holds.
    """

    n_same: int
    n_dropped: int
    n_altered: int
    n_added: int

    @property
    def variant(self) -> str:
        """Name the difference: altered before trimmed before joined (it runs on) before verbatim (no difference)."""
        if self.n_altered:
            return "altered"
        return "trimmed" if self.n_dropped else "joined" if self.n_added else "verbatim"


def compare_wordings(reference: Wording, telling: Wording) -> Difference:
    """Count what a telling keeps, drops and alters of the reference.

    Examples
    --------
    >>> plain = lambda *words: Wording(words, (False,) * len(words))
    >>> compare_wordings(plain(1, 2, 3, 4, 5), plain(2, 3, 9, 5))
    Difference(n_same=3, n_dropped=2, n_altered=1, n_added=0)
    """
    if reference.words == telling.words:
        return Difference(len(telling.words), 0, 0, 0)
    runs = aligned_telling(reference.words, telling.words)
    n_same = sum(run.length for run in runs)
    altered = added = 0
    for gap in aligned_gaps(runs, len(reference.words), len(telling.words)):
        put_in = telling.is_note[gap.b_start : gap.b_end].count(False)
        if gap.is_replaced:
            altered += put_in
        else:
            added += put_in
    return Difference(n_same, len(reference.words) - n_same, altered, added)


def choose_reference(wordings: Sequence[Wording], is_joined: Sequence[bool]) -> int:
    """Choose the telling to compare the others with: one that the others agree with most, at its fullest.

    A telling scores the words that the others share with it, less twice those that they would have altered. Tellings
    cut out of a longer one (`is_joined`) are taken only where no other has half of their words. Ties go to the telling
    with more spoken words, then to the more frequent wording, the one with more notes, the first. Of many wordings the
    longest and the most frequent are compared.

    Returns
    -------
    int
        Position of the reference.
    """
    if len(wordings) == 1:
        return 0
    times = Counter(wording.words for wording in wordings)
    places: dict[tuple[int, ...], int] = {}
    for is_cut in (False, True):
        for place, wording in enumerate(wordings):
            if is_joined[place] == is_cut:
                places.setdefault(wording.words, place)
    longest = nsmallest(COMPARED // 2, places.values(), lambda place: (-len(wordings[place].words), place))
    frequent = nsmallest(COMPARED // 2, places.values(), lambda place: (-times[wordings[place].words], place))
    compared = sorted({*longest, *frequent})

    joined = max((len(wordings[place].words) for place in compared if is_joined[place]), default=0)
    is_full = {place: not is_joined[place] and len(wordings[place].words) >= JOINED * joined for place in compared}

    def score(place: int) -> tuple[bool, int, int, int, int, int]:
        words, is_note = wordings[place]
        total = -len(words)  # a telling does not agree with itself
        for other in compared:
            difference = compare_wordings(wordings[place], wordings[other])
            total += times[wordings[other].words] * (difference.n_same - 2 * difference.n_altered)
        return is_full[place], total, is_note.count(False), times[words], len(words), -place

    return max(compared, key=score)
