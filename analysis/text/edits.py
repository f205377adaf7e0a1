"""A text under repair and its map back to the raw document.

A run ``(start, end, raw_start, raw_end)`` says where ``text[start:end]`` came from. Where both stretches are
equally long they agree character by character; else every character of the run comes from ``raw_start``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Draft", "Edit", "Run", "raw_position"]

Run = tuple[int, int, int, int]


class Edit(NamedTuple):
    """Put `text` in the place of ``[start, end)``."""

    start: int
    end: int
    text: str


class Draft:
    """A text, the runs that lead back to the raw document, and the count of each kind of repair."""

    __slots__ = ("repairs", "runs", "text")

    def __init__(self, raw: str) -> None:
        self.text = raw
        self.runs: list[Run] = [(0, len(raw), 0, len(raw))] if raw else []
        self.repairs: dict[str, int] = {}

    def apply(self, edits: Iterable[Edit], repair: str | None = None) -> None:
        """Make the edits, given in text order without overlap; count them under `repair`."""
        edits = list(edits)
        if not edits:
            return
        if repair:
            self.repairs[repair] = self.repairs.get(repair, 0) + len(edits)
        starts = [run[0] for run in self.runs]
        pieces: list[str] = []
        runs: list[Run] = []
        length = position = 0
        for edit in [*edits, Edit(len(self.text), len(self.text), "")]:
            for part in _slice(self.runs, starts, position, edit.start):
                _append(runs, length + part[0] - position, length + part[1] - position, part[2], part[3])
            pieces.append(self.text[position : edit.start])
            length += edit.start - position
            if edit.text:
                raw_start = _raw(self.runs, starts, edit.start)
                raw_end = _raw_end(self.runs, starts, edit.end) if edit.end > edit.start else raw_start
                _append(runs, length, length + len(edit.text), raw_start, raw_end)
                pieces.append(edit.text)
                length += len(edit.text)
            position = edit.end
        self.text, self.runs = "".join(pieces), runs


def raw_position(runs: list[Run], position: int) -> int:
    """Give the raw offset of one character of the text.

    Examples
    --------
    >>> raw_position([(0, 2, 0, 2), (2, 3, 2, 8), (3, 5, 8, 10)], 4)
    9
    """
    index = bisect_right(runs, position, key=lambda run: run[0]) - 1
    start, end, raw_start, raw_end = runs[index]
    return raw_start + position - start if end - start == raw_end - raw_start else raw_start


def _slice(runs: list[Run], starts: list[int], start: int, end: int) -> Iterator[Run]:
    """Cut the runs to ``[start, end)``."""
    index = bisect_right(starts, start) - 1
    while start < end:
        run_start, run_end, raw_start, raw_end = runs[index]
        stop = min(end, run_end)
        if run_end - run_start == raw_end - raw_start:
            yield start, stop, raw_start + start - run_start, raw_start + stop - run_start
        else:
            yield start, stop, raw_start, raw_end
        start, index = stop, index + 1


def _raw(runs: list[Run], starts: list[int], position: int) -> int:
    if position >= (runs[-1][1] if runs else 0):
        return runs[-1][3] if runs else 0
    index = bisect_right(starts, position) - 1
    start, end, raw_start, raw_end = runs[index]
    return raw_start + position - start if end - start == raw_end - raw_start else raw_start


def _raw_end(runs: list[Run], starts: list[int], position: int) -> int:
    """Give the raw end of the stretch that ends at `position`."""
    index = bisect_right(starts, position - 1) - 1
    start, end, raw_start, raw_end = runs[index]
    return raw_start + position - start if end - start == raw_end - raw_start else raw_end


def _append(runs: list[Run], start: int, end: int, raw_start: int, raw_end: int) -> None:
    """Add a run, grown onto the last one where both map character by character without a gap."""
    if start == end:
        return
    if runs and end - start == raw_end - raw_start:
        last_start, last_end, last_raw, last_raw_end = runs[-1]
        if last_raw_end == raw_start and last_end - last_start == last_raw_end - last_raw:
            runs[-1] = (last_start, end, last_raw, raw_end)
            return
    runs.append((start, end, raw_start, raw_end))
