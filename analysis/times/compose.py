"""Phrases of time that stand together -> the phrase that they make: a range, a part, a distance, a time of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from analysis.times import calendar as days
from analysis.times.calendar import OPEN, Span
from analysis.times.counts import read_number, read_unit
from analysis.times.fronts import FRONTS
from analysis.times.readers import Anchored, Fixed, Reader, Tense, Told, Weekend, Weekly, Yearly, mapped
from analysis.times.words import COUNT, UNIT

DEEP = 3  # how many words may stand in front of each other: "two days before | the end of | the first week of | May"


class Candidate(NamedTuple):
    """A phrase at ``text[start:end]`` before it is chosen; `order` is that of its rule."""

    start: int
    end: int
    order: int
    rule: str
    kind: str
    reader: Reader


_OF = re.compile(r",? (?:of |in )?|[’']s ")
_RANGE = re.compile(r",? (?:to|through|until|till) (?:the )?| ?[-–—] ?")
_AND = re.compile(r" and ")
_BETWEEN = re.compile(r"\b[Bb]etween \Z")
_IN_YEARS = ("near unit", "anchor", "ago", "year", "of the year", "of a year")


def compose(text: str, start: int, end: int, found: list[Candidate]) -> list[Candidate]:
    """Add, to the phrases found in ``text[start:end]``, those that they make with the words around them."""
    if not any(candidate.kind in ("date", "relative") for candidate in found):
        return found
    written = text[start:end]
    found = [*found, *_joined(text, found)]
    fronts = [
        (match.start(), match.end(), name, change(match))
        for name, signs, pattern, change in FRONTS
        if any(sign in written for sign in signs)
        for match in pattern.finditer(text, start, end)
    ]
    fresh = found
    for _ in range(DEEP if fronts else 0):
        at: dict[int, Candidate] = {}
        for candidate in fresh:
            best = at.get(candidate.start)
            if best is None or candidate.end > best.end:
                at[candidate.start] = candidate
        fresh = [
            base._replace(start=first, rule=name, reader=mapped(base.reader, change))
            for first, last, name, change in fronts
            for place in ((last, last - 4) if text.startswith("the ", last - 4) else (last,))
            if (base := at.get(place)) and base.kind in ("date", "relative")
        ]
        found = [*found, *fresh, *_joined(text, fresh, found)]
    return [*found, *_ranges(text, found)]


def _joined(text: str, found: list[Candidate], others: Iterable[Candidate] = ()) -> Iterator[Candidate]:
    """Join a time that comes back with the year, or a weekday with the week, that stands behind it."""
    at: dict[int, list[Candidate]] = {}
    for candidate in [*found, *others]:
        at.setdefault(candidate.start, []).append(candidate)
    for one in found:
        between = _OF.match(text, one.end)
        if between is None:
            continue
        for two in at.get(between.end(), ()):
            reader = _join(one, two, text[two.start : two.end].lower())
            if reader and ("," not in between[0] or two.rule == "year"):
                yield one._replace(end=two.end, reader=reader)
    for one in found:
        if one.rule == "ago" and text.startswith(" ", one.end):
            for two in at.get(one.end + 1, ()):
                if two.rule in ("near day", "near unit", "month") and isinstance(two.reader, Told | Yearly):
                    yield one._replace(end=two.end, rule="ago this", reader=_ago_this(one, two, text))
            if text.startswith(" in ", one.end):
                for two in at.get(one.end + 4, ()):
                    if isinstance(two.reader, Yearly) and (reader := _join(two, one, text[one.start : one.end])):
                        yield one._replace(end=two.end, rule="of a year", reader=reader)


def _join(one: Candidate, two: Candidate, written: str) -> Reader | None:
    year, when = two.reader, one.reader
    if isinstance(when, Weekly) and two.rule == "near unit" and written.endswith("week"):
        number = when.number
        return mapped(year, lambda span: days.nth_weekday(span, number, 1))
    if not isinstance(when, Yearly) or two.rule not in _IN_YEARS or isinstance(year, Yearly):
        return None
    if two.rule != "year" and "year" not in written:
        return None

    def change(span: Span) -> Span:
        return when.in_year(span.earliest.year) if span.earliest and span.precision == "year" else OPEN

    return mapped(year, change)


def _ago_this(one: Candidate, two: Candidate, text: str) -> Reader:
    """A year ago today, two years ago this month, a year ago this May."""
    match = re.match(rf"{COUNT} {UNIT}", text[one.start : one.end])
    n = read_number(match["count"]) if match else None
    if match is None or n is None:
        return Fixed(OPEN)
    unit, reader = read_unit(match["unit"]), two.reader

    def count(told: date, tense: Tense) -> Span:
        if isinstance(reader, Yearly):
            return reader.in_year(told.year - n) if unit == "year" else OPEN
        return reader.read(days.length(told, -n, unit), tense)

    return Told(count)


def _ranges(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Join two times to the range between them; the first shares the year of the second."""
    at: dict[int, Candidate] = {}
    for candidate in found:
        best = at.get(candidate.start)
        if candidate.kind in ("date", "relative") and (best is None or candidate.end > best.end):
            at[candidate.start] = candidate
    for one in found:
        if one.kind not in ("date", "relative"):
            continue
        between = _RANGE.match(text, one.end)
        is_and = between is None
        between = between or _AND.match(text, one.end)
        two = at.get(between.end()) if between else None
        if two is None:
            continue
        if is_and and not (
            _BETWEEN.search(text, max(0, one.start - 12), one.start)
            or (isinstance(one.reader, Yearly) and isinstance(two.reader, Fixed) and one.rule == two.rule)
        ):
            continue
        reader = _range(one.reader, two.reader)
        if reader:
            yield one._replace(end=two.end, rule="range", reader=reader)


def _between(first: Span, last: Span) -> Span:
    if None in (*first[:2], *last[:2]) or first.earliest > last.latest:  # type: ignore[operator]
        return OPEN
    coarse = max(first.precision, last.precision, key=days.PRECISIONS.index)
    return days.hull(first, last, precision=coarse)


def _until(one: Yearly, last: Span) -> Span:
    """Give the time of each year that lies nearest before another."""
    if last.latest is None:
        return OPEN
    first = one.in_year(last.latest.year)
    return first if first.earliest and first.earliest <= last.latest else one.in_year(last.latest.year - 1)


def nearest_before(one: Reader, two: Reader) -> Reader | None:
    """Read a time that comes back, in a list with one of a known year or week, as the last before that; else None."""
    if isinstance(one, Yearly) and not one.which and isinstance(two, Fixed | Told):
        return mapped(two, lambda span: _until(one, span))
    if isinstance(one, Weekly) and not one.which and isinstance(two, Told):
        number = one.number
        return mapped(two, lambda span: _weekday_before(number, span))
    return None


def _weekday_before(number: int, span: Span) -> Span:
    if span.earliest is None or span.precision != "day":
        return OPEN
    return days.day(days.weekday(span.earliest, number, future=False, same=False))


def _range(one: Reader, two: Reader) -> Reader | None:
    if isinstance(one, Yearly):
        return mapped(two, lambda span: _between(_until(one, span), span))
    if isinstance(one, Weekly) and isinstance(two, Weekly | Told):
        number = one.number
        reader = mapped(two, lambda span: _between(_weekday_before(number, span), span))
        if isinstance(two, Told):
            return reader
        return Told(lambda told, tense: reader.read(told, tense) if tense else OPEN)  # open Monday to Friday: each week
    if isinstance(one, Fixed) and isinstance(two, Fixed):
        return Fixed(_between(one.span, two.span))
    if isinstance(one, Anchored | Weekend) or isinstance(two, Anchored | Weekend):
        return None
    return Told(lambda told, tense: _between(one.read(told, tense), two.read(told, tense)))
