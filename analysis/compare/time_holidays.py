"""Named days: the holidays that news in English tells by, and the day of each in a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from analysis.compare.calendar import OPEN, Span, day, month, nth_weekday, weekday

__all__ = ["HOLIDAYS", "easter", "holiday", "long_weekend"]


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


#: Name, in lower case with straight apostrophes -> the day of a year (None: no such day in that year).
HOLIDAYS: dict[str, Callable[[int], date | None]] = {
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "martin luther king jr. day": _nth(1, 0, 3),
    "martin luther king day": _nth(1, 0, 3),
    "mlk day": _nth(1, 0, 3),
    "inauguration day": lambda year: date(year, 1, 20) if year % 4 == 1 else None,
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "st. patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "fat tuesday": _from_easter(-47),
    "mardi gras": _from_easter(-47),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "cinco de mayo": _fixed(5, 5),
    "mother's day": _nth(5, 6, 2),
    "memorial day": _nth(5, 0, -1),
    "father's day": _nth(6, 6, 3),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4),
    "independence day": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _nth(9, 0, 1),
    "labour day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2),
    "indigenous peoples' day": _nth(10, 0, 2),
    "halloween": _fixed(10, 31),
    "election day": lambda year: None if year % 2 else _nth(11, 0, 1, plus=1)(year),
    "guy fawkes night": _fixed(11, 5),
    "bonfire night": _fixed(11, 5),
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, plus=1),
    "cyber monday": _nth(11, 3, 4, plus=4),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}


def holiday(name: str, year: int) -> Span:
    """Give the day of a holiday in a year; open where that year has none."""
    found = HOLIDAYS[name.lower().replace("’", "'")](year)
    return day(found) if found else OPEN


def long_weekend(span: Span) -> Span:
    """Give the weekend that a holiday makes: to the Monday, from the Thursday or Friday, else the nearest two days."""
    if span.earliest is None or span.latest is None:
        return OPEN
    saturday = weekday(span.earliest, 5, future=span.earliest.weekday() not in (0, 1, 6), same=True)
    ends = [span.earliest, span.latest, saturday, saturday + timedelta(days=1)]
    return Span(min(ends), max(ends), "day")
