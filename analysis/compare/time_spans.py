"""A matched phrase of time -> a reader of the days that it means.

English news usage. All rules are our own. Each function takes the match, its groups named after what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from analysis.compare import calendar as days
from analysis.compare.calendar import OPEN, Span
from analysis.compare.time_holidays import holiday, long_weekend
from analysis.compare.time_readers import Anchored, Fixed, Reader, Tense, Told, Weekend, Weekly, Yearly, mapped

__all__ = [
    "DECADES",
    "NUMBERS",
    "ORDINALS",
    "Match",
    "of_ago",
    "of_ahead",
    "of_anchor",
    "of_anchored_month",
    "of_anchored_weekday",
    "of_century",
    "of_day",
    "of_days",
    "of_decade",
    "of_figures",
    "of_from_now",
    "of_holiday",
    "of_iso",
    "of_month",
    "of_months",
    "of_near_day",
    "of_near_unit",
    "of_nothing",
    "of_past",
    "of_season",
    "of_share",
    "of_the_unit",
    "of_to_come",
    "of_weekday",
    "of_weekdays_ago",
    "of_weekend",
    "of_year",
    "of_years",
    "read_number",
    "read_unit",
]

Match = re.Match[str]

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_ONES = "zero one two three four five six seven eight nine".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = (
    {name: number for number, name in enumerate(_ONES)}
    | {
        name: number
        for number, name in enumerate(
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
        )
    }
    | {name: 10 * number for number, name in enumerate(_TENS, 2)}
    | {f"{tens}-{one}": 10 * i + j for i, tens in enumerate(_TENS, 2) for j, one in enumerate(_ONES) if j}
    | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a couple": 2, "couple": 2, "a dozen": 12, "dozen": 12}
)
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third"
    " twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
VAGUE = ("a few", "several", "some", "many", "few", "so")


def read_number(written: str) -> int | None:
    """Read a count; None where it is vague."""
    written = written.lower()
    if written.isdigit():
        return int(written)
    return None if written in VAGUE else NUMBERS.get(written)


def read_unit(written: str) -> str:
    """Give the name of a unit, of which a pattern may hold the stem only."""
    return "century" if written == "centur" else written


def _month_number(written: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(written.lower().rstrip(".")[:3]))


def _word(match: Match, *groups: str) -> str:
    """Give the first of the groups that is there, in lower case."""
    found = match.groupdict()
    return next((found[group].lower() for group in groups if found.get(group)), "")


def _which(match: Match) -> str:
    """Give last, this or next, in whatever words."""
    word = _word(match, "which").split(" ")[-1]
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
    year = _word(match, "year")
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
    number, word = _month_number(match["month"]), _word(match, "part", "side")
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
    return _part(Fixed(days.year(int(match["year"]))), _word(match, "part", "side"))


def of_share(match: Match) -> Reader:
    """A half or a quarter of a year."""
    written = match["nth"].lower()
    nth = int(written[0]) if written[0].isdigit() else ORDINALS.index(written)
    unit = _word(match, "share") or "quarter"
    return _in(match, lambda year: days.nth(days.year(year), nth, unit))


def of_season(match: Match) -> Reader:
    """Summer 2014, last summer, the winter of 2014-15."""
    name = match["season"].lower()
    if _word(match, "next") and (int(match["year"]) + 1) % 100 != int(match["next"]):
        return Fixed(OPEN)
    return _part(_in(match, lambda year: days.season(year, name), "season"), _word(match, "part", "side"))


def of_decade(match: Match) -> Reader:
    """The 1990s, the late ’90s, the sixties; the 1800s and 1900s may be ten years or a hundred."""
    written = match["decade"].lower()
    number = 20 + 10 * DECADES.index(written) if written in DECADES else int(written)
    if number > 99 and number % 100 == 0 and number < 2000:
        return Fixed(Span(date(number, 1, 1), date(number + 99, 12, 31), "open"))
    first = number if number > 99 else 1900 + number if number >= 30 or written in DECADES else 2000 + number
    return _part(Fixed(days.decade(first)), _word(match, "part"))


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
    number, side = WEEKDAYS.index(match["weekday"].lower()), _word(match, "side")

    def count(span: Span) -> Span:
        if span.earliest is None or span.precision != "day" or side not in _SIDES:
            return OPEN
        return days.day(days.weekday(span.earliest, number, future=_SIDES[side] > 0, same=False))

    return Anchored(count)


def of_anchored_month(match: Match) -> Reader:
    """The following May, that May."""
    number, side = _month_number(match["month"]), _word(match, "side")

    def count(span: Span) -> Span:
        if span.earliest is None or span.precision not in ("day", "week", "month") or side not in _SIDES:
            return OPEN
        later = number > span.earliest.month
        return days.month(span.earliest.year + (not later if _SIDES[side] > 0 else later - 1), number)

    return Anchored(count)


def of_weekend(match: Match) -> Reader:
    """The weekend, last weekend."""
    return Weekend(_which(match))


_NEAR_DAYS = {"day before yesterday": -2, "yesterday": -1, "last": -1, "tomorrow": 1, "day after tomorrow": 2}


def of_near_day(match: Match) -> Reader:
    """Today, yesterday, last night."""
    written = match[0].lower().removeprefix("the ")
    n = next((n for name, n in _NEAR_DAYS.items() if written.startswith(name)), 0)
    return Told(lambda told, tense: days.day(told + timedelta(days=n)))


def _unit_of(told: date, unit: str, n: int) -> Span:
    """Give the week, weekend, month, quarter or year of a day, or the `n`-th after it."""
    if unit == "week":
        return days.week(told + timedelta(days=7 * n))
    if unit == "weekend":
        return days.weekend(
            days.weekday(told, 5, future=n > 0, same=False) + timedelta(days=7 * (n - (n > 0) + (n < 0)))
        )
    if unit == "month":
        return days.month(*days.months_back(told, -n))
    if unit == "decade":
        return days.decade(told.year - told.year % 10 + 10 * n)
    if unit == "quarter":
        first = told.replace(month=told.month - (told.month - 1) % 3, day=1)
        return days.months(days.length(first, n, "quarter"), 3, "season")
    return days.year(told.year + n)


def of_near_unit(match: Match) -> Reader:
    """This, last or next week, month, quarter or year, or a part of it; the week before last."""
    n = {"last": -1, "next": 1, "before last": -2, "after next": 2}.get(_word(match, "which"), 0)
    unit, word = match["unit"], _word(match, "part")

    def count(told: date, tense: Tense) -> Span:
        span = _unit_of(told, unit, n)
        if word in ("earlier", "later") and n == 0:
            return span._replace(latest=told) if word == "earlier" else span._replace(earliest=told)
        return days.part(span, word) if word in ("early", "mid", "late") else span

    return Told(count)


def of_the_unit(match: Match) -> Reader:
    """The best record of the year: the year of the date before it in the sentence, else that of the telling."""
    return Told(lambda told, tense: _unit_of(told, match["unit"], 0))


def of_ago(match: Match) -> Reader:
    """Three weeks ago, several years ago, more than ten years ago, two or three years ago."""
    found = match.groupdict()
    if found.get("unclear"):
        return Fixed(OPEN)
    unit = read_unit(match["unit"])
    n = 6 if found.get("half") else read_number(found["count"]) if found.get("count") else None
    if found.get("count_2"):
        return _ago_either(n or 1, read_number(found["count_2"]), unit)
    if found.get("half"):
        return Told(lambda told, tense: days.shift(days.day(told), -6, "month"))
    bound = _word(match, "bound")

    def count(told: date, tense: Tense) -> Span:
        if n is None:
            near, far = days.shift(days.day(told), -2, unit), days.shift(days.day(told), -9, unit)
            return Span(far.earliest if found.get("count") else None, near.latest, "open")
        span = days.shift(days.day(told), -n, unit)
        if bound in ("less than", "under"):
            return Span(span.earliest, told, "open")
        return Span(None, span.latest, "open") if bound else span

    return Told(count)


def _ago_either(n: int, other: int | None, unit: str) -> Reader:
    def count(told: date, tense: Tense) -> Span:
        if other is None:
            return OPEN
        far, near = (days.shift(days.day(told), -abs(i), unit) for i in (other, n))
        return days.hull(far, near, precision=near.precision)

    return Told(count)


def of_weekdays_ago(match: Match) -> Reader:
    """Two Tuesdays ago."""
    n, number = read_number(match["count"]), WEEKDAYS.index(match["weekday"].lower())
    return Told(
        lambda told, tense: (
            days.day(days.weekday(told, number, future=False, same=False) - timedelta(days=7 * (n - 1))) if n else OPEN
        )
    )


def of_ahead(match: Match) -> Reader:
    """In two weeks: ahead in a sentence about the future, else it may be a length of time, too."""
    n, unit = None if match["more"] else read_number(match["count"]), read_unit(match["unit"])
    is_ahead = match[0].endswith("time")

    def count(told: date, tense: Tense) -> Span:
        return days.shift(days.day(told), n, unit) if n is not None and (is_ahead or tense == "future") else OPEN

    return Told(count)


def of_from_now(match: Match) -> Reader:
    """Two weeks from now, a week from tomorrow."""
    n, unit, base = read_number(match["count"]), read_unit(match["unit"]), _word(match, "base")

    def count(told: date, tense: Tense) -> Span:
        if n is None:
            return Span(told, None, "open")
        if base in ("today", "tomorrow") and unit in ("day", "week"):
            return days.day(days.length(told, n, unit) + timedelta(days=base == "tomorrow"))
        return days.shift(days.day(told), n, unit)

    return Told(count)


def of_past(match: Match) -> Reader:
    """The time up to the telling: the past five years."""
    written, unit = _word(match, "count"), read_unit(match["unit"])
    n = read_number(written) if written else None if _word(match, "recent") else 1
    return Told(
        lambda told, tense: (
            Span(None, told, "open") if n is None else Span(days.length(told, -n, unit), told, _grain(unit))
        )
    )


def of_to_come(match: Match) -> Reader:
    """The time from the telling: the next two weeks. "Within two weeks" of the past counts from elsewhere."""
    written, unit = _word(match, "count"), read_unit(match["unit"])
    n = read_number(written) if written else None if _word(match, "vague") else 1
    within, is_next = match[0].lower().startswith("within"), " next " in f" {match[0].lower()} "

    def count(told: date, tense: Tense) -> Span:
        if (within and tense != "future") or (is_next and tense not in ("future", "")):
            return OPEN
        return Span(told, None, "open") if n is None else Span(told, days.length(told, n, unit), _grain(unit))

    return Told(count)


def _grain(unit: str) -> str:
    return {"fortnight": "week", "century": "decade"}.get(unit, unit)


_SIDES = {"later": 1, "afterwards": 1, "afterward": 1, "after": 1, "following": 1, "next": 1} | {
    "earlier": -1, "before": -1, "prior": -1, "previous": -1, "preceding": -1
}  # fmt: skip


def of_anchor(match: Match) -> Reader:
    """Two years later, the same year, that day: counted from another time of the story."""
    side, unit = _word(match, "side"), read_unit(match["unit"])
    written = _word(match, "count")
    n = read_number(written) if written else 1
    if side == "the other" or n is None or (written and side in ("after", "before", "prior")):
        return Anchored(lambda span: OPEN)  # "two days after she left"
    steps = _SIDES.get(side, 0) * n

    def count(span: Span) -> Span:
        if span.earliest is None or unit not in ("day", "week", "month", "year", "decade", "century"):
            return OPEN
        if days.PRECISIONS.index(span.precision) > days.PRECISIONS.index(_grain(unit)):
            return OPEN
        if steps == 0 or (not written and unit == "week"):
            return days.day(span.earliest) if unit == "day" else _unit_of(span.earliest, unit, steps)
        return days.shift(span, steps, unit)

    return Anchored(count, far=steps == 0 and unit == "year")


def of_holiday(match: Match) -> Reader:
    """Christmas, Halloween 2019, Labor Day weekend."""
    reader = _in(match, lambda year: holiday(match["holiday"], year), "feast")
    return mapped(reader, long_weekend) if _word(match, "weekend") else reader


def of_nothing(match: Match) -> Reader:
    """A length, an age: found, not resolved."""
    return Fixed(OPEN)
