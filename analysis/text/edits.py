"""A text under repair and its map back to the raw document.

A run ``(start, end, raw_start, raw_end)`` says where ``text[start:end]`` came from. Where both stretches are
equally long they agree character by character; else every character of the run comes from ``raw_start``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Run = tuple[int, int, int, int]


class Edit(NamedTuple):
    """Put `text` in the place of ``[start, end)``."""

    start: int
    end: int
    text: str


class Draft:
    """A text, the runs that lead back to the raw document, and the count of each kind of repair.

    Examples
    --------
    >>> draft = Draft("R&amp;B")
    >>> draft.apply([Edit(1, 6, "&")], "entities")
    >>> draft.text, draft.runs, draft.repairs
    ('R&B', [(0, 1, 0, 1), (1, 2, 1, 6), (2, 3, 6, 7)], {'entities': 1})
    """

    __slots__ = ("repairs", "runs", "text")

    def __init__(self, text: str, runs: list[Run] | None = None) -> None:
        self.text = text
        self.runs = runs if runs is not None else [(0, len(text), 0, len(text))] if text else []
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
        position = length = 0
        for edit in [*edits, Edit(len(self.text), len(self.text), "")]:
            for start, end, raw_start, raw_end in self._cut(starts, position, edit.start):
                _append(runs, length, length + end - start, raw_start, raw_end)
                length += end - start
            pieces += (self.text[position : edit.start], edit.text)
            _append(runs, length, length + len(edit.text), *self._raw_span(starts, edit.start, edit.end))
            length += len(edit.text)
            position = edit.end
        self.text, self.runs = "".join(pieces), runs

    def _cut(self, starts: list[int], start: int, end: int) -> Iterator[Run]:
        """Cut the runs to ``[start, end)``."""
        index = bisect_right(starts, start) - 1
        while start < end:
            run = self.runs[index]
            stop = min(end, run[1])
            yield start, stop, _raw_character(run, start)[0], _raw_character(run, stop - 1)[1]
            start, index = stop, index + 1

    def _raw_span(self, starts: list[int], start: int, end: int) -> tuple[int, int]:
        """Give the raw stretch behind ``[start, end)``; for an empty one the raw offset of the next character."""
        if start == len(self.text):
            raw_end = self.runs[-1][3] if self.runs else 0
            return raw_end, raw_end
        raw_start = _raw_character(self.runs[bisect_right(starts, start) - 1], start)[0]
        if start == end:
            return raw_start, raw_start
        return raw_start, _raw_character(self.runs[bisect_right(starts, end - 1) - 1], end - 1)[1]


def raw_position(runs: list[Run], position: int) -> int:
    """Give the raw offset of one character of the text.

    Examples
    --------
    >>> raw_position([(0, 2, 0, 2), (2, 3, 2, 8), (3, 5, 8, 10)], 4)
    9
    """
    return _raw_character(runs[bisect_right(runs, position, key=lambda run: run[0]) - 1], position)[0]


def _raw_character(run: Run, position: int) -> tuple[int, int]:
    """Give the raw stretch behind one character of a run."""
    start, end, raw_start, raw_end = run
    if end - start == raw_end - raw_start:
        return raw_start + position - start, raw_start + position - start + 1
    return raw_start, raw_end


def _append(runs: list[Run], start: int, end: int, raw_start: int, raw_end: int) -> None:
    """Add a run, grown onto the last one where both map character by character without a gap."""
    if start == end:
        return
    if runs and end - start == raw_end - raw_start == raw_end - runs[-1][3]:
        last_start, last_end, last_raw, last_raw_end = runs[-1]
        if last_end - last_start == last_raw_end - last_raw:
            runs[-1] = (last_start, end, last_raw, raw_end)
            return
    runs.append((start, end, raw_start, raw_end))
