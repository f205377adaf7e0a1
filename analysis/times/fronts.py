"""Words in front of a phrase of time -> what they make of it: its end, its first Monday, two days before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from analysis.times import calendar as days
from analysis.times.calendar import OPEN, Span
from analysis.times.counts import read_number, read_unit
from analysis.times.spans import ORDINALS, WEEKDAYS
from analysis.times.words import COUNT, UNIT, WEEKDAY

Change = Callable[[Span], Span]
_NTH = {name: n for n, name in enumerate(ORDINALS[:6])} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": -1,
    "final": -1,
}


def _change_part(match: re.Match[str]) -> Change:
    word = (match["side"] or match["part"]).lower()

    def change(span: Span) -> Span:
        return span if span.precision == "day" else days.part(span, word)

    return change


def _change_nth(match: re.Match[str]) -> Change:
    nth, written, unit = _NTH[match["nth"].lower()], match["count"], match["of"].lower()
    count = read_number(written) if written else 1
    if unit in WEEKDAYS:
        return lambda span: OPEN if written else days.nth_weekday(span, WEEKDAYS.index(unit), nth)
    if count is None or (not written and match["many"]):
        return lambda span: span._replace(precision="open")  # the last weeks of the year
    return lambda span: days.nth(span, nth, unit, count or 1)


def _change_whole(match: re.Match[str]) -> Change:
    unit = match["whole"].lower()

    def change(span: Span) -> Span:
        if span.earliest is None or span.precision != "day":
            return span
        if unit == "weekend":
            number = span.earliest.weekday()
            return days.weekend(days.weekday(span.earliest, 5, future=number < 6, same=True)) if number > 2 else OPEN
        if unit == "week":
            return days.week(span.earliest)
        return days.day(span.earliest - timedelta(days=1)) if unit == "eve" else span

    return change


def _change_shift(match: re.Match[str]) -> Change:
    unit, side = match["unit"].lower(), match["side"].lower()
    n = read_number(match["count"]) if match["count"] else 1
    if n is None:
        return lambda span: OPEN
    steps = n * (-1 if side in ("before", "prior to", "ahead of") else 1)
    unit = read_unit(unit)
    if unit == "week" and not match["count"]:  # the week after the vote
        return lambda span: _week_beside(span, steps)
    if side == "from" and unit in ("day", "week"):  # the same day of the week
        return lambda span: (
            days.day(days.length(span.earliest, steps, unit)) if span.earliest and span.precision == "day" else OPEN
        )
    return lambda span: days.shift(span, steps, unit)


def _week_beside(span: Span, steps: int) -> Span:
    if span.earliest is None or span.precision != "day":
        return days.shift(span, steps, "week")
    near, far = (span.earliest + timedelta(days=n * steps) for n in (1, 7))
    return Span(min(near, far), max(near, far), "week")


def _change_weekday(match: re.Match[str]) -> Change:
    number, future = WEEKDAYS.index(match["weekday"].lower()), match["side"].lower() == "after"
    return lambda span: (
        days.day(days.weekday(span.earliest, number, future=future, same=False))
        if span.earliest and span.precision == "day"
        else OPEN
    )


def _change_within(match: re.Match[str]) -> Change:
    return lambda span: OPEN if span.precision == "day" else span._replace(precision="day")


#: Words in front of a phrase, and what they make of it. A group `core` leaves the article out.
FRONTS: list[tuple[str, tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], Change]]] = [
    (
        "part",
        (" of ", "arly ", "id ", "ate "),
        re.compile(
            r"\b(?:(?:[Tt]he )?(?:very )?(?P<side>[Ss]tart|[Bb]eginning|[Mm]iddle|[Cc]lose|[Ee]nd) of (?:the )?"
            r"|(?P<part>[Ee]arly|[Mm]id|[Ll]ate) (?:in|on) (?:the )?)"
        ),
        _change_part,
    ),
    (
        "nth",
        (" of ", " in "),
        re.compile(
            r"\b(?:[Tt]he (?=\w+ (?:half|quarter)))?"
            r"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|1st|2nd|3rd|4th|[Ll]ast|[Ff]inal)"
            rf" (?:{COUNT} )?(?P<of>day|weekend|week|month|year|half|quarter|{'|'.join(d.title() for d in WEEKDAYS)})"
            r"(?P<many>s)? (?:of|in) (?:the )?"
        ),
        _change_nth,
    ),
    (
        "whole",
        (" of ",),
        re.compile(r"\b(?:[Tt]he )?(?P<whole>[Ww]eekend|[Ww]eek|night|morning|afternoon|evening|[Ee]ve|day) of "),
        _change_whole,
    ),
    (
        "shift",
        (" before ", " after ", " from ", " prior to ", " ahead of ", " following "),
        re.compile(rf"\b(?:{COUNT} |[Tt]he ){UNIT} (?P<side>before|after|from|prior to|ahead of|following) "),
        _change_shift,
    ),
    (
        "weekday",
        (" before ", " after "),
        re.compile(rf"\b(?:[Tt]he |[Oo]n )?{WEEKDAY} (?P<side>before|after) "),
        _change_weekday,
    ),
    (
        "within",
        (" in ",),
        re.compile(rf"\b(?:[Aa]|[Oo]ne) {WEEKDAY}(?: night| morning| afternoon| evening)? in "),
        _change_within,
    ),
]
