"""A matched phrase that the calendar names -> a reader: September 9, the winter of 2014-15, the following Monday.

English news usage. All rules are our own. Each function takes the match, its groups named after what they hold.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from analysis.times import calendar as days
from analysis.times.calendar import OPEN, Span
from analysis.times.holidays import holiday, long_weekend
from analysis.times.readers import Anchored, Fixed, Reader, Weekend, Weekly, Yearly, mapped
from analysis.times.words import Match

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third"
    " twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()


def _month_number(written: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(written.lower().rstrip(".")[:3]))


def group_of(match: Match, *groups: str) -> str:
    """Give the first of the groups that is there, in lower case."""
    found = match.groupdict()
    return next((found[group].lower() for group in groups if found.get(group)), "")


def _which(match: Match) -> str:
    """Give last, this or next, in whatever words."""
    word = group_of(match, "which").split(" ")[-1]
    return {"past": "last", "coming": "next", "upcoming": "next"}.get(word, word)


def _date(year: int, month: int, day: int) -> Span:
    try:
        return days.day(date(year, month, day))
    except ValueError:
        return OPEN


def _in(
    match: Match, in_year: Callable[[int], Span], sort: Literal["day", "month", "season", "feast"] = "month"
) -> Reader:
    """Give a time of the year that the phrase names, else one that comes back every year."""
    year = group_of(match, "year")
    return Fixed(in_year(int(year))) if year else Yearly(in_year, _which(match), sort)


def of_iso(match: Match) -> Reader:
    """2024-05-01."""
    return Fixed(_date(int(match["year"]), int(match["m"]), int(match["d"])))


def of_figures(match: Match) -> Reader:
    """9/25/2019, which only one order of month and day can mean; the others are open."""
    first, second = int(match["m"]), int(match["d"])
    month, day = (first, second) if second > 12 else (second, first)
    return Fixed(OPEN if first <= 12 and second <= 12 and first != second else _date(int(match["year"]), month, day))


def of_day(match: Match) -> Reader:
    """September 9, with or without a year."""
    number, written = _month_number(match["month"]), match["day"].lower()
    day = int(written) if written.isdigit() else ORDINALS.index(written)
    return _in(match, lambda year: _date(year, number, day), "day")


def of_days(match: Match) -> Reader:
    """June 4-9, 2021."""
    number, first, last = _month_number(match["month"]), int(match["day"]), int(match["day_2"])

    def in_year(year: int) -> Span:
        start, end = _date(year, number, first), _date(year, number, last)
        return days.hull(start, end, precision="day") if first < last and start != OPEN and end != OPEN else OPEN

    return _in(match, in_year, "day")


def of_month(match: Match) -> Reader:
    """July, July 2024, last July, early July."""
    number, word = _month_number(match["month"]), group_of(match, "part", "side")
    return _part(_in(match, lambda year: days.month(year, number)), word)


def of_months(match: Match) -> Reader:
    """March to May 2020."""
    first, last = _month_number(match["month"]), _month_number(match["month_2"])

    def in_year(year: int) -> Span:
        return days.hull(days.month(year - (first > last), first), days.month(year, last), precision="month")

    return _in(match, in_year)


def _part(reader: Reader, word: str) -> Reader:
    return mapped(reader, lambda span: days.part(span, word)) if word else reader


def of_year(match: Match) -> Reader:
    """2018, early 2018."""
    return _part(Fixed(days.year(int(match["year"]))), group_of(match, "part", "side"))


def of_share(match: Match) -> Reader:
    """A half or a quarter of a year."""
    written = match["nth"].lower()
    nth = int(written[0]) if written[0].isdigit() else ORDINALS.index(written)
    unit = group_of(match, "share") or "quarter"
    return _in(match, lambda year: days.nth(days.year(year), nth, unit))


def of_season(match: Match) -> Reader:
    """Summer 2014, last summer, the winter of 2014-15."""
    name = match["season"].lower()
    if group_of(match, "next") and (int(match["year"]) + 1) % 100 != int(match["next"]):
        return Fixed(OPEN)
    return _part(_in(match, lambda year: days.season(year, name), "season"), group_of(match, "part", "side"))


def of_decade(match: Match) -> Reader:
    """The 1990s, the late ’90s, the sixties; the 1800s and 1900s may be ten years or a hundred."""
    written = match["decade"].lower()
    number = 20 + 10 * DECADES.index(written) if written in DECADES else int(written)
    if number > 99 and number % 100 == 0 and number < 2000:
        return Fixed(Span(date(number, 1, 1), date(number + 99, 12, 31), "open"))
    first = number if number > 99 else 1900 + number if number >= 30 or written in DECADES else 2000 + number
    return _part(Fixed(days.decade(first)), group_of(match, "part"))


def of_century(match: Match) -> Reader:
    """The 19th century."""
    return Fixed(days.century(int(match["century"])))


def of_years(match: Match) -> Reader:
    """From 2012 to 2019, 2016-17."""
    first, last = int(match["first"]), int(match["last"])
    if last < 100:  # 2016-17, 2008-9
        last += first - first % (10 if last < 10 else 100)
    return Fixed(Span(date(first, 1, 1), date(last, 12, 31), "year") if first < last else OPEN)


def of_weekday(match: Match) -> Reader:
    """Tuesday, last Tuesday, next Tuesday morning."""
    return Weekly(WEEKDAYS.index(match["weekday"].lower()), _which(match))


def of_anchored_weekday(match: Match) -> Reader:
    """The following Monday, the Monday before, that Monday: counted from another day of the story."""
    number, side = WEEKDAYS.index(match["weekday"].lower()), group_of(match, "side")

    def count(span: Span) -> Span:
        if span.earliest is None or span.precision != "day" or side not in SIDES:
            return OPEN
        return days.day(days.weekday(span.earliest, number, future=SIDES[side] > 0, same=False))

    return Anchored(count)


def of_anchored_month(match: Match) -> Reader:
    """The following May, that May."""
    number, side = _month_number(match["month"]), group_of(match, "side")

    def count(span: Span) -> Span:
        if span.earliest is None or span.precision not in ("day", "week", "month") or side not in SIDES:
            return OPEN
        later = number > span.earliest.month
        return days.month(span.earliest.year + (not later if SIDES[side] > 0 else later - 1), number)

    return Anchored(count)


def of_weekend(match: Match) -> Reader:
    """The weekend, last weekend."""
    return Weekend(_which(match))


SIDES = {"later": 1, "afterwards": 1, "afterward": 1, "after": 1, "following": 1, "next": 1} | {
    "earlier": -1, "before": -1, "prior": -1, "previous": -1, "preceding": -1
}  # fmt: skip


def of_holiday(match: Match) -> Reader:
    """Christmas, Halloween 2019, Labor Day weekend."""
    reader = _in(match, lambda year: holiday(match["holiday"], year), "feast")
    return mapped(reader, long_weekend) if group_of(match, "weekend") else reader


def of_nothing(match: Match) -> Reader:
    """A length, an age: found, not resolved."""
    return Fixed(OPEN)
