"""Text -> the phrases that tell when, each with what it means."""

from __future__ import annotations

import re
from bisect import bisect

from analysis.times.compose import Candidate, compose
from analysis.times.context import Phrase, in_context
from analysis.times.counted import COUNTED
from analysis.times.named import NAMED
from analysis.times.words import compiled

_LINE = re.compile(r"[^\n]+")


def find_phrases(text: str) -> list[Phrase]:
    """Find the phrases that tell when something was, is or will be, in text order and without overlap.

    Where past and future are both possible and nothing decides, both are left open: earliest and latest span them, the
    precision is "open". Lengths ("for seven years") and ages are found and not resolved; so are phrases that count from
    another time of the story ("a week later"), unless that stands before them in the sentence.

    Known failures: dates in numbers (9/2/2025) that two orders can mean; a bare weekday with a capital word behind it
    ("Sunday Times") is taken for a name; a week from a day of the week is counted in sevens of days; holidays are those
    of the United States and Britain, seasons those of the northern half of the world.

    Examples
    --------
    >>> from datetime import date
    >>> phrase = find_phrases("They split in July last year.")[0]
    >>> phrase.resolve(date(2025, 9, 10))
    Span(earliest=datetime.date(2024, 7, 1), latest=datetime.date(2024, 7, 31), precision='month')
    >>> find_phrases("The winner in November")[0].resolve(date(2016, 9, 20))
    Span(earliest=datetime.date(2015, 11, 1), latest=datetime.date(2016, 11, 30), precision='open')
    """
    found: list[Phrase] = []
    for line in _LINE.finditer(text):  # no phrase runs over the end of a paragraph
        chosen = _longest(compose(text, *line.span(), _candidates(text, line)))
        if chosen:
            found += in_context(text, *line.span(), chosen)
    return found


def _candidates(text: str, line: re.Match[str]) -> list[Candidate]:
    written, found = line[0], []
    seen: dict[tuple[str, ...], bool] = {}
    for order, (name, kind, signs, read, pattern) in enumerate([*NAMED, *COUNTED]):
        if signs not in seen:
            seen[signs] = any(sign in written for sign in signs)
        if seen[signs]:
            finder = compiled(pattern)
            for match in finder.finditer(text, *line.span()):
                start, end = match.span("core" if "core" in finder.groupindex else 0)
                found.append(Candidate(start, end, order, name, kind, read(match)))
    return found


def _longest(found: list[Candidate]) -> list[Candidate]:
    """Keep, of candidates that overlap, the longest, then the one of the first rule; in text order."""
    starts: list[int] = []
    taken: list[Candidate] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.order, one.start)):
        place = bisect(starts, one.start)
        if (place == 0 or taken[place - 1].end <= one.start) and (place == len(taken) or one.end <= taken[place].start):
            starts.insert(place, one.start)
            taken.insert(place, one)
    return taken
