"""Named days: the holidays that news in English tells by, and the day of each in a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from analysis.times.calendar import OPEN, Span, day, month, nth_weekday, weekday


def easter(year: int) -> date:
    """Give the Sunday of Easter in the Gregorian calendar (the church's reckoning by golden number and epact).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - skipped) % 30
    epact += epact == 24 or (epact == 25 and golden > 11)
    moon = 44 - epact
    moon += 30 * (moon < 21)
    moon += 7 - (5 * year // 4 - skipped - 10 + moon) % 7
    return date(year, 3, 1) + timedelta(days=moon - 1)


def _fixed(month_: int, day_: int) -> Callable[[int], date | None]:
    return lambda year: date(year, month_, day_)


def _nth(month_: int, weekday_: int, nth: int, plus: int = 0) -> Callable[[int], date | None]:
    def find(year: int) -> date | None:
        found = nth_weekday(month(year, month_), weekday_, nth).earliest
        return found and found + timedelta(days=plus)

    return find


def _from_easter(days: int) -> Callable[[int], date | None]:
    return lambda year: easter(year) + timedelta(days=days)


#: Name, with straight apostrophes -> the day of a year (None: no such day in that year).
HOLIDAYS: dict[str, Callable[[int], date | None]] = {
    "New Year's Eve": _fixed(12, 31),
    "New Year's Day": _fixed(1, 1),
    "Martin Luther King Jr. Day": _nth(1, 0, 3),
    "Martin Luther King Day": _nth(1, 0, 3),
    "MLK Day": _nth(1, 0, 3),
    "Inauguration Day": lambda year: date(year, 1, 20) if year % 4 == 1 else None,
    "Groundhog Day": _fixed(2, 2),
    "Valentine's Day": _fixed(2, 14),
    "Presidents' Day": _nth(2, 0, 3),
    "Presidents Day": _nth(2, 0, 3),
    "St. Patrick's Day": _fixed(3, 17),
    "April Fools' Day": _fixed(4, 1),
    "April Fool's Day": _fixed(4, 1),
    "Earth Day": _fixed(4, 22),
    "Fat Tuesday": _from_easter(-47),
    "Mardi Gras": _from_easter(-47),
    "Ash Wednesday": _from_easter(-46),
    "Palm Sunday": _from_easter(-7),
    "Maundy Thursday": _from_easter(-3),
    "Good Friday": _from_easter(-2),
    "Easter": _from_easter(0),
    "Easter Sunday": _from_easter(0),
    "Easter Monday": _from_easter(1),
    "Cinco de Mayo": _fixed(5, 5),
    "Mother's Day": _nth(5, 6, 2),
    "Memorial Day": _nth(5, 0, -1),
    "Father's Day": _nth(6, 6, 3),
    "Juneteenth": _fixed(6, 19),
    "Canada Day": _fixed(7, 1),
    "Fourth of July": _fixed(7, 4),
    "Independence Day": _fixed(7, 4),
    "Bastille Day": _fixed(7, 14),
    "Labor Day": _nth(9, 0, 1),
    "Labour Day": _nth(9, 0, 1),
    "Columbus Day": _nth(10, 0, 2),
    "Indigenous Peoples' Day": _nth(10, 0, 2),
    "Halloween": _fixed(10, 31),
    "Election Day": lambda year: None if year % 2 else _nth(11, 0, 1, plus=1)(year),
    "Guy Fawkes Night": _fixed(11, 5),
    "Bonfire Night": _fixed(11, 5),
    "Veterans Day": _fixed(11, 11),
    "Armistice Day": _fixed(11, 11),
    "Thanksgiving": _nth(11, 3, 4),
    "Thanksgiving Day": _nth(11, 3, 4),
    "Black Friday": _nth(11, 3, 4, plus=1),
    "Cyber Monday": _nth(11, 3, 4, plus=4),
    "Christmas Eve": _fixed(12, 24),
    "Christmas": _fixed(12, 25),
    "Christmas Day": _fixed(12, 25),
    "Boxing Day": _fixed(12, 26),
}


def holiday(name: str, year: int) -> Span:
    """Give the day of a holiday in a year; open where that year has none."""
    found = HOLIDAYS[name.replace("’", "'")](year)
    return day(found) if found else OPEN


def long_weekend(span: Span) -> Span:
    """Give the weekend that a holiday makes: to the Monday, from the Thursday or Friday, else the nearest two days."""
    if span.earliest is None or span.latest is None:
        return OPEN
    saturday = weekday(span.earliest, 5, future=span.earliest.weekday() not in (0, 1, 6), same=True)
    ends = [span.earliest, span.latest, saturday, saturday + timedelta(days=1)]
    return Span(min(ends), max(ends), "day")
