"""A matched phrase of time -> the days that it means, told on a day.

English news usage: a bare weekday or month lies before the telling, or after it where the sentence looks ahead; a day
without a year is the nearest one. All rules are our own. Each resolver takes the match (its groups named after what
they hold), the day of the telling (None if nobody knows) and whether the sentence looks ahead.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.compare import calendar as days
from analysis.compare.calendar import Span

__all__ = [
    "NUMBERS",
    "OPEN",
    "Match",
    "of_ago",
    "of_ahead",
    "of_day",
    "of_decade",
    "of_holiday",
    "of_iso",
    "of_month",
    "of_near_day",
    "of_near_unit",
    "of_nothing",
    "of_past",
    "of_season",
    "of_share",
    "of_weekday",
    "of_weekend",
    "of_year",
    "of_years",
]

Match = re.Match[str]
OPEN = Span(None, None, "open")

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "thirty": 30, "forty": 40, "fifty": 50}
VAGUE = ("a few", "several", "some", "many", "few")


def _number(written: str) -> int | None:
    """Read a count; None where it is vague."""
    written = written.lower()
    if written.isdigit():
        return int(written)
    return None if written in VAGUE else NUMBERS[written]


def _month_number(match: Match) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match["month"].lower().rstrip(".")[:3]))


def _word(match: Match, *groups: str) -> str:
    """Give the first of the groups that is there, in lower case."""
    found = match.groupdict()
    return next((found[group].lower() for group in groups if found.get(group)), "")


def _date(year: int, month: int, day: int) -> Span:
    try:
        return days.day(date(year, month, day))
    except ValueError:
        return OPEN


def of_iso(match: Match, told: date | None, ahead: bool) -> Span:
    """2024-05-01."""
    return _date(int(match["year"]), int(match["m"]), int(match["d"]))


def of_day(match: Match, told: date | None, ahead: bool) -> Span:
    """September 9, with or without a year."""
    number, day = _month_number(match), int(match["day"])
    if match["year"]:
        return _date(int(match["year"]), number, day)
    found = days.nearest_year(told, number, day, ahead=ahead) if told else None
    return days.day(found) if found else OPEN


def of_month(match: Match, told: date | None, ahead: bool) -> Span:
    """July, July 2024, July last year, last July, early July."""
    number, which = _month_number(match), _word(match, "which", "which_year")
    if match.groupdict().get("year"):
        span = days.month(int(match["year"]), number)
    elif told is None:
        return OPEN
    elif match.groupdict().get("which_year"):
        span = days.month(told.year + {"last": -1, "this": 0, "next": 1}[which], number)
    elif which == "this":
        span = days.month(told.year, number)
    else:
        is_later = which == "next" or (ahead and not which)
        past = number < told.month or (number == told.month and which != "last")
        span = days.month(told.year + ((number <= told.month) if is_later else -(not past)), number)
    word = _word(match, "part", "side")
    return days.part(span, word) if word else span


def of_year(match: Match, told: date | None, ahead: bool) -> Span:
    """2018, early 2018."""
    word = _word(match, "part", "side")
    span = days.year(int(match["year"]))
    return days.part(span, word) if word else span


def of_share(match: Match, told: date | None, ahead: bool) -> Span:
    """A half or a quarter of a year."""
    months = 6 if match["share"] == "half" else 3
    nth = "first second third fourth".split().index(match["nth"].lower())
    if nth * months >= 12:
        return OPEN
    first = date(int(match["year"]), 1 + nth * months, 1)
    return Span(first, days.month(*days.months_back(first, 1 - months)).latest, "season")


def of_season(match: Match, told: date | None, ahead: bool) -> Span:
    """Summer 2014, last summer."""
    name, which = match["season"].lower(), _word(match, "which")
    if match.groupdict().get("year"):
        return days.season(int(match["year"]), name)
    if told is None:
        return OPEN
    spans = [days.season(told.year + shift, name) for shift in (-2, -1, 0, 1)]
    if which == "last":
        return [span for span in spans if span.latest and span.latest < told][-1]
    if which == "next":
        return next(span for span in spans if span.earliest and span.earliest > told)
    return days.season(told.year, name)


def of_decade(match: Match, told: date | None, ahead: bool) -> Span:
    """The 1990s, the late ’90s."""
    written = int(match["decade"])
    first = written if written > 99 else 1900 + written if written >= 30 else 2000 + written
    word = _word(match, "part")
    return days.part(days.decade(first), word) if word else days.decade(first)


def of_years(match: Match, told: date | None, ahead: bool) -> Span:
    """From 2012 to 2019."""
    first, last = int(match["first"]), int(match["last"])
    return Span(date(first, 1, 1), date(last, 12, 31), "year") if first <= last else OPEN


def of_weekday(match: Match, told: date | None, ahead: bool) -> Span:
    """Tuesday, last Tuesday, next Tuesday morning."""
    if told is None:
        return OPEN
    which, number = _word(match, "which"), WEEKDAYS.index(match["weekday"].lower())
    is_later = which in ("this", "next") or (ahead and which != "last")
    return days.day(days.weekday(told, number, future=is_later, same=which in ("", "this")))


def of_weekend(match: Match, told: date | None, ahead: bool) -> Span:
    """The weekend, last weekend."""
    if told is None:
        return OPEN
    which = _word(match, "which")
    is_later = which in ("this", "next") or (ahead and which != "last")
    saturday = days.weekday(told, 5, future=is_later, same=which == "this")
    return Span(saturday, saturday + timedelta(days=1), "day")


_NEAR_DAYS = {"day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "day after tomorrow": 2}


def of_near_day(match: Match, told: date | None, ahead: bool) -> Span:
    """Today, yesterday, last night."""
    if told is None:
        return OPEN
    written = match[0].lower().removeprefix("the ")
    shift = next((n for name, n in _NEAR_DAYS.items() if written.startswith(name)), 0)
    return days.day(told + timedelta(days=shift))


def of_near_unit(match: Match, told: date | None, ahead: bool) -> Span:
    """This, last or next week, month or year, or a part of it."""
    if told is None:
        return OPEN
    shift = {"last": -1, "next": 1}.get(_word(match, "which"), 0)
    unit, word = match["unit"], _word(match, "part")
    if unit == "week":
        span = days.week(told + timedelta(days=7 * shift))
    elif unit == "month":
        span = days.month(*days.months_back(told, -shift))
    else:
        span = days.year(told.year + shift)
    if word == "earlier" and shift == 0:
        return span._replace(latest=told)
    if word == "later" and shift == 0:
        return span._replace(earliest=told)
    return days.part(span, word) if word in ("early", "mid", "late") else span


def _back(told: date, n: int, unit: str) -> Span:
    """Give the time `n` units before a day, as exactly as the unit says (negative: after it)."""
    if unit == "day":
        return days.day(told - timedelta(days=n))
    if unit == "week":
        middle = told - timedelta(days=7 * n)
        return Span(middle - timedelta(days=3), middle + timedelta(days=3), "week")
    if unit == "month":
        return days.month(*days.months_back(told, n))
    if unit == "year":
        return days.year(told.year - n)
    return Span(date(told.year - 10 * n - 2, 1, 1), date(told.year - 10 * n + 2, 12, 31), "decade")


def of_ago(match: Match, told: date | None, ahead: bool) -> Span:
    """Three weeks ago, several years ago."""
    if told is None:
        return OPEN
    found, unit = match.groupdict(), match["unit"]
    if found.get("half"):
        return _back(told, 6, "month")
    n = _number(found["count"]) if found.get("count") else None
    if n is not None:
        return _back(told, n, unit)
    near, far = _back(told, 2, unit), _back(told, 9, unit)
    return Span(far.earliest if found.get("count") else None, near.latest, "open")


def of_ahead(match: Match, told: date | None, ahead: bool) -> Span:
    """In two weeks."""
    n = _number(match["count"])
    return _back(told, -n, match["unit"]) if told and n is not None else OPEN


def of_past(match: Match, told: date | None, ahead: bool) -> Span:
    """The time up to the telling: the past five years."""
    if told is None:
        return OPEN
    written, unit = match.groupdict().get("count"), match["unit"]
    n = _number(written) if written else (None if match.groupdict().get("recent") else 1)
    return Span(None, told, "open") if n is None else Span(_before(told, n, unit), told, unit)


def _before(told: date, n: int, unit: str) -> date | None:
    """Give the same day of the calendar `n` units before, or the last of a shorter month."""
    if unit in ("day", "week"):
        return told - timedelta(days=n * (7 if unit == "week" else 1))
    year, month = days.months_back(told, n * {"month": 1, "year": 12, "decade": 120}[unit])
    last = days.month(year, month).latest
    return last and min(last, date(year, month, min(told.day, last.day)))


_HOLIDAYS = {
    "new year’s eve": (12, 31),
    "new year’s day": (1, 1),
    "valentine’s day": (2, 14),
    "fourth of july": (7, 4),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
}


def of_holiday(match: Match, told: date | None, ahead: bool) -> Span:
    """Christmas, Halloween 2019."""
    month, day = _HOLIDAYS[match["holiday"].lower().replace("'", "’")]
    if match["year"]:
        return _date(int(match["year"]), month, day)
    if told is None:
        return OPEN
    this = date(told.year, month, day)
    return days.day(this if (this <= told) != ahead else this.replace(year=told.year + (1 if ahead else -1)))


def of_nothing(match: Match, told: date | None, ahead: bool) -> Span:
    """A length, an age, or a time that counts from another one of the story: found, not resolved."""
    return OPEN
