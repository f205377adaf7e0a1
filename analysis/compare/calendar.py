"""Days, weeks, months, seasons, years and decades as intervals of days, both ends included."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["Span", "day", "decade", "month", "months_back", "nearest_year", "part", "season", "week", "weekday", "year"]


SOON = timedelta(days=92)


class Span(NamedTuple):
    """An interval of days with the precision in which it was told; an end that is not known is None."""

    earliest: date | None
    latest: date | None
    precision: str


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


def nearest_year(anchor: date, month_: int, day_: int, *, ahead: bool = False) -> date | None:
    """Give the day of this name that lies nearest to a day; None where no calendar has it.

    News tells more of the past: a day more than `SOON` after is meant only where the sentence looks `ahead`.

    >>> nearest_year(date(2025, 1, 5), 12, 31)
    datetime.date(2024, 12, 31)
    """
    found = []
    for year_ in (anchor.year - 1, anchor.year, anchor.year + 1):
        if day_ <= monthrange(year_, month_)[1]:
            found.append(date(year_, month_, day_))
    found = [value for value in found if ahead or value - anchor <= SOON]
    return min(found, key=lambda value: abs(value - anchor), default=None)


#: Parts of a span by the word for them: which thirds of a year, month or decade.
_PARTS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_FINER = {"year": "season", "month": "week", "decade": "decade"}


def part(span: Span, word: str) -> Span:
    """Give a third of a year (four months), of a month (ten days) or of a decade (four years; three in the middle).

    >>> part(year(2022), "mid")
    Span(earliest=datetime.date(2022, 5, 1), latest=datetime.date(2022, 8, 31), precision='season')
    """
    third = _PARTS[word]
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return span
    if span.precision == "year":
        first, last = date(first.year, 1 + 4 * third, 1), month(first.year, 4 + 4 * third).latest
    elif span.precision == "month":
        first, last = first.replace(day=1 + 10 * third), last if third == 2 else last.replace(day=10 + 10 * third)
    elif span.precision == "decade":
        low, high = ((0, 3), (4, 6), (6, 9))[third]
        first, last = date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    return Span(first, last, _FINER.get(span.precision, span.precision))
