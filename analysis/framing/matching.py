"""Text + codebook -> where each indicator stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from analysis.framing.syntax import GAP, GAP_WORDS, WORD, Slot, parse_indicator, stem
from analysis.study import Frame

__all__ = ["Entry", "Match", "Matcher"]


@dataclass(frozen=True)
class Entry:
    """One indicator of one frame, with all that the codebook says of it."""

    frame_id: str
    indicator: str
    function: str
    weight: float
    where: tuple[str, ...]
    about: str | None


class Match(NamedTuple):
    """Where an indicator stands, half-open, and which it is."""

    start: int
    end: int
    entry: Entry


class Matcher:
    """A codebook made ready to find its indicators in text."""

    def __init__(self, frames: Mapping[str, Frame]) -> None:
        self._by_stem: dict[str, list[tuple[Entry, tuple[Slot, ...]]]] = defaultdict(list)
        self._loose: list[tuple[Entry, tuple[Slot, ...]]] = []
        self._patterns: list[tuple[Entry, re.Pattern[str]]] = []
        self.entries = [entry for frame_id, frame in frames.items() for entry in _entries(frame_id, frame)]
        for entry in self.entries:
            parsed = parse_indicator(entry.indicator)
            if isinstance(parsed, re.Pattern):
                self._patterns.append((entry, parsed))
            elif parsed[0].starts:
                self._loose.append((entry, parsed))
            else:
                for key in parsed[0].stems | {stem(form) for form in parsed[0].forms}:
                    self._by_stem[key].append((entry, parsed))

    def find(self, text: str, start: int, end: int) -> Iterator[Match]:
        """Find the indicators that stand in one sentence."""
        words = [(found.start(), found.end(), found[0]) for found in WORD.finditer(text, start, end)]
        for first, (begin, _, word) in enumerate(words):
            for entry, slots in [*self._by_stem.get(stem(word), ()), *self._loose]:
                last = _last_word(words, first, slots)
                if last is not None:
                    yield Match(begin, words[last][1], entry)
        for entry, pattern in self._patterns:
            for found in pattern.finditer(text, start, end):
                if found.end() > found.start():
                    yield Match(found.start(), found.end(), entry)


def _entries(frame_id: str, frame: Frame) -> Iterator[Entry]:
    for function, part in frame.functions.items():
        for item in part.indicators:
            yield Entry(frame_id, item.match, function, item.weight, item.where, item.about or frame.about)


def _last_word(words: list[tuple[int, int, str]], first: int, slots: tuple[Slot, ...]) -> int | None:
    """Give the index of the word that completes the slots when they begin at ``first``, the nearest one."""
    at, slack = {first - 1}, 0
    for slot in slots:
        if slot == GAP:
            slack = GAP_WORDS
            continue
        reach = {i + 1 + k for i in at for k in range(slack + 1)}
        at = {i for i in reach if i < len(words) and slot.takes(words[i][2])}
        slack = 0
        if not at:
            return None
    return min(at)
