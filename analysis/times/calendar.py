"""Days, weeks, months, seasons, years and decades as intervals of days, both ends included."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

#: From fine to coarse; "open": what was told does not say more than these bounds.
PRECISIONS = ("day", "week", "month", "season", "year", "decade", "open")


class Span(NamedTuple):
    """An interval of days with the precision in which it was told; an end that is not known is None."""

    earliest: date | None
    latest: date | None
    precision: str


OPEN = Span(None, None, "open")


def hull(*spans: Span, precision: str = "open") -> Span:
    """Give the time from the first to the last of the spans; an open one leaves its side open.

    >>> hull(day(date(2015, 11, 3)), day(date(2016, 11, 3)))
    Span(earliest=datetime.date(2015, 11, 3), latest=datetime.date(2016, 11, 3), precision='open')
    """
    firsts, lasts = [span.earliest for span in spans], [span.latest for span in spans]
    return Span(
        None if None in firsts else min(first for first in firsts if first),
        None if None in lasts else max(last for last in lasts if last),
        precision,
    )


def day(value: date) -> Span:
    """Give one day."""
    return Span(value, value, "day")


def week(value: date) -> Span:
    """Give the week, Monday to Sunday, that holds a day."""
    monday = value - timedelta(days=value.weekday())
    return Span(monday, monday + timedelta(days=6), "week")


def month(year_: int, month_: int) -> Span:
    """Give a month.

    >>> month(2024, 2).latest
    datetime.date(2024, 2, 29)
    """
    return Span(date(year_, month_, 1), date(year_, month_, monthrange(year_, month_)[1]), "month")


def year(value: int) -> Span:
    """Give a year."""
    return Span(date(value, 1, 1), date(value, 12, 31), "year")


def decade(first: int) -> Span:
    """Give ten years."""
    return Span(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def season(year_: int, name: str) -> Span:
    """Give a season of the northern half of the world, in whole months; winter begins in December of its year."""
    first = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[name]
    start = date(year_, first, 1)
    return Span(start, month(*months_back(start, -2)).latest, "season")


def months_back(value: date, n: int) -> tuple[int, int]:
    """Give year and month `n` months before a day.

    >>> months_back(date(2025, 1, 10), 2)
    (2024, 11)
    """
    number = value.year * 12 + value.month - 1 - n
    return number // 12, number % 12 + 1


def weekday(anchor: date, number: int, *, future: bool, same: bool) -> date:
    """Give the nearest day with this number (Monday is 0) before or after a day; `same` allows the day itself."""
    ahead = (number - anchor.weekday()) % 7
    if ahead == 0:
        return anchor if same else anchor + timedelta(days=7 if future else -7)
    return anchor + timedelta(days=ahead if future else ahead - 7)


def nth_weekday(span: Span, number: int, nth_: int) -> Span:
    """Give the first, second … or last (-1) day of a span with this number (Monday is 0).

    >>> nth_weekday(month(2024, 10), 0, 1).earliest
    datetime.date(2024, 10, 7)
    """
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return OPEN
    if nth_ < 0:
        return day(weekday(last, number, future=False, same=True))
    found = weekday(first, number, future=True, same=True) + timedelta(days=7 * (nth_ - 1))
    return day(found) if found <= last else OPEN


def weekend(saturday: date) -> Span:
    """Give a Saturday with its Sunday."""
    return Span(saturday, saturday + timedelta(days=1), "day")


def months(first: date, n: int, precision: str) -> Span:
    """Give `n` whole months from the first day of one."""
    return Span(first, month(*months_back(first, 1 - n)).latest, precision)


def length(anchor: date, n: int, unit: str) -> date:
    """Give the same day of the calendar `n` units after (negative: before), or the last of a shorter month."""
    if unit in ("day", "week", "fortnight"):
        return anchor + timedelta(days=n * {"day": 1, "week": 7, "fortnight": 14}[unit])
    year_, month_ = months_back(
        anchor, -n * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    )
    return date(year_, month_, min(anchor.day, monthrange(year_, month_)[1]))


def shift(span: Span, n: int, unit: str) -> Span:
    """Give the time `n` units after a span (negative: before), as exactly as unit and span say.

    >>> shift(day(date(2025, 9, 10)), -2, "year")
    Span(earliest=datetime.date(2023, 1, 1), latest=datetime.date(2023, 12, 31), precision='year')
    """
    if span.earliest is None or span.latest is None or span.precision not in PRECISIONS[:-1]:
        return OPEN
    if PRECISIONS.index(span.precision) > PRECISIONS.index({"fortnight": "week", "century": "decade"}.get(unit, unit)):
        return OPEN  # "two days after 2019" says no day
    base = span.earliest
    if unit == "day":
        return Span(length(base, n, unit), length(span.latest, n, unit), span.precision)
    if unit in ("week", "fortnight"):
        middle = length(base, n, unit)
        return Span(middle - timedelta(days=3), middle + timedelta(days=3), "week")
    if unit == "month":
        return month(*months_back(base, -n))
    if unit == "year":
        return year(base.year + n)
    if unit == "decade":
        return Span(date(base.year + 10 * n - 2, 1, 1), date(base.year + 10 * n + 2, 12, 31), "decade")
    return Span(date(base.year + 100 * n - 10, 1, 1), date(base.year + 100 * n + 10, 12, 31), "open")


def century(number: int) -> Span:
    """Give a hundred years; the first began with the year 1."""
    return Span(date(100 * number - 99, 1, 1), date(100 * number, 12, 31), "open")


def nth(span: Span, n: int, unit: str, count: int = 1) -> Span:
    """Give `count` days, weeks, weekends, months, quarters or halves of a span, from its `n`-th or to its last (-1).

    >>> nth(month(2021, 3), 2, "week")
    Span(earliest=datetime.date(2021, 3, 8), latest=datetime.date(2021, 3, 14), precision='week')
    """
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return OPEN
    if unit == "weekend":
        saturday = nth_weekday(span, 5, n).earliest
        return weekend(saturday) if saturday else OPEN
    if unit == "half":
        if span.precision == "month":
            middle = first.replace(day=15)
            return Span(first, middle, "week") if n == 1 else Span(middle + timedelta(days=1), last, "week")
        if span.precision != "year":
            return OPEN
    step, unit = {"half": (6, "month"), "quarter": (3, "month")}.get(unit, (1, unit))
    if n > 0:
        start = length(first, (n - 1) * step, unit)
        end = length(first, (n - 1 + count) * step, unit) - timedelta(days=1)
    else:
        end = last
        start = length(last + timedelta(days=1), -count * step, unit)
    if start < first or end > last:
        return OPEN
    return Span(start, end, "season" if step > 1 else unit)


#: Parts of a span by the word for them: which thirds of a year, month or decade.
_PARTS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2}
_FINER = {"year": "season", "season": "month", "month": "week", "decade": "decade"}


def part(span: Span, word: str) -> Span:
    """Give a third of a year (four months), season, month (ten days) or decade (four years; three in the middle).

    >>> part(year(2022), "mid")
    Span(earliest=datetime.date(2022, 5, 1), latest=datetime.date(2022, 8, 31), precision='season')
    """
    if " to " in word:
        return hull(*(part(span, end) for end in word.split(" to ")), precision=span.precision)
    third = _PARTS[word]
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return span
    if span.precision == "year":
        first, last = date(first.year, 1 + 4 * third, 1), month(first.year, 4 + 4 * third).latest
    elif span.precision == "month":
        first, last = first.replace(day=1 + 10 * third), last if third == 2 else last.replace(day=10 + 10 * third)
    elif span.precision == "season":
        first, last = (bound := month(*months_back(first, -third))).earliest, bound.latest
    elif span.precision == "decade":
        low, high = ((0, 3), (4, 6), (6, 9))[third]
        first, last = date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    return Span(first, last, _FINER.get(span.precision, span.precision))
