"""Two sequences of words -> which words of the one stand in the other, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LARGEST = 400_000_000  # bits of the table (50 MB): 20,000 words against 20,000
FAR = 8  # words between a lone word that is the same and the next run, beyond which it is chance
SMALL = 3  # words at an end that count as replaced, not as dropped and added, where as many stand there


class Run(NamedTuple):
    """`length` words that are the same from `a` on in the one sequence and from `b` on in the other."""

    a: int
    b: int
    length: int


class Gap(NamedTuple):
    """What stands between two runs: words `a_start:a_end` of the one against words `b_start:b_end` of the other."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    is_inside: bool  #: between two runs; False before the first and after the last

    @property
    def is_replaced(self) -> bool:
        """Whether the words of `b` change `a`: put in between two runs, or at an end a few words for as many."""
        size = self.b_end - self.b_start
        return size > 0 and (self.is_inside or (size == self.a_end - self.a_start and size <= SMALL))


def aligned_runs(a: Sequence[int], b: Sequence[int]) -> list[Run]:
    """Align two sequences by a longest common subsequence.

    The table of the subsequence is kept as one big integer a row (Hyyrö, 2004, "Bit-parallel LCS-length computation
    revisited"), so that the cost is ``len(a) * len(b) / 64`` steps of the processor. Where that exceeds `LARGEST` bits,
    only what is the same at both ends is aligned.

    Returns
    -------
    list of Run
        In order, without overlap. Of several longest subsequences it is one with few runs, not always the fewest.

    Examples
    --------
    >>> aligned_runs([1, 2, 3, 4, 5], [9, 2, 3, 5])
    [Run(a=1, b=1, length=2), Run(a=4, b=3, length=1)]
    """
    front = 0
    limit = min(len(a), len(b))
    while front < limit and a[front] == b[front]:
        front += 1
    back = 0
    while back < limit - front and a[-1 - back] == b[-1 - back]:
        back += 1
    inside = _common(a[front : len(a) - back], b[front : len(b) - back])
    ends = len(a) - back, len(b) - back
    runs: list[Run] = []
    for run in [Run(0, 0, front), *(Run(i + front, j + front, 1) for i, j in inside), Run(*ends, back)]:
        if run.length:
            _append(runs, run, a, b)
    return runs


def _append(runs: list[Run], run: Run, a: Sequence[int], b: Sequence[int]) -> None:
    """Add a run; where it and the one before can be one run elsewhere, with the same words, make them one."""
    while runs:
        last = runs[-1]
        end_a, end_b = last.a + last.length, last.b + last.length
        moved = run.a - last.length, run.b - last.length
        if end_a == run.a and end_b == run.b:
            run = Run(last.a, last.b, last.length + run.length)
        elif _same(a, last.a, moved[0], last.length) and _same(b, last.b, moved[1], last.length):
            run = Run(*moved, last.length + run.length)
        elif _same(a, run.a, end_a, run.length) and _same(b, run.b, end_b, run.length):
            run = Run(last.a, last.b, last.length + run.length)
        else:
            break
        runs.pop()
    runs.append(run)


def _same(words: Sequence[int], one: int, two: int, length: int) -> bool:
    return words[one : one + length] == words[two : two + length]


def _common(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """Give the index pairs of a longest common subsequence; none where the table would be too large."""
    if not a or not b or len(a) * len(b) > LARGEST:
        return []
    places: dict[int, int] = {}
    for i, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << i
    full = (1 << len(a)) - 1
    row, rows = full, []
    for word in b:
        here = row & places.get(word, 0)
        row = (row + here | row - here) & full
        rows.append(row)
    pairs = []
    i, j = len(a), len(b)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
        else:
            j -= 1
            if not j or rows[j - 1] >> (i - 1) & 1:
                i -= 1
                pairs.append((i, j))
    return pairs[::-1]


def solid_runs(runs: Sequence[Run], least: int = 3, near: int = 2) -> list[Run]:
    """Keep the runs that no chance explains: `least` words or more, and shorter ones at most `near` words from these.

    Examples
    --------
    >>> solid_runs([Run(0, 0, 1), Run(9, 9, 4), Run(14, 15, 1)])
    [Run(a=9, b=9, length=4), Run(a=14, b=15, length=1)]
    """
    kept = [run.length >= least for run in runs]
    for order in (range(1, len(runs)), range(len(runs) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for number in order:
            if kept[number + step] and not kept[number]:
                first, second = sorted((runs[number], runs[number + step]))
                gap = max(second.a - first.a - first.length, second.b - first.b - first.length)
                kept[number] = gap <= near
    return [run for run, keep in zip(runs, kept, strict=True) if keep]


def aligned_telling(a: Sequence[int], b: Sequence[int]) -> list[Run]:
    """Align two tellings of one utterance: every word that is the same, but for lone ones far from all others.

    >>> aligned_telling([1, 2, 3, 4, 5], [1, 2, 9, 5])
    [Run(a=0, b=0, length=2), Run(a=4, b=3, length=1)]
    """
    return solid_runs(aligned_runs(a, b), least=min(2, len(a), len(b)), near=FAR)


def aligned_gaps(runs: Sequence[Run], len_a: int, len_b: int) -> list[Gap]:
    """Give what stands between, before and after the runs; empty gaps are left out.

    >>> aligned_gaps([Run(a=0, b=0, length=2), Run(a=3, b=2, length=1)], 4, 3)
    [Gap(a_start=2, a_end=3, b_start=2, b_end=2, is_inside=True)]
    """
    gaps = []
    a = b = 0
    for number, run in enumerate([*runs, Run(len_a, len_b, 0)]):
        if run.a > a or run.b > b:
            gaps.append(Gap(a, run.a, b, run.b, 0 < number < len(runs)))
        a, b = run.a + run.length, run.b + run.length
    return gaps
