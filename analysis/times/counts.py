"""A matched phrase that counts -> a reader: three weeks ago, the next two weeks, two years later."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.times import calendar as days
from analysis.times.calendar import OPEN, Span
from analysis.times.readers import Anchored, Fixed, Reader, Tense, Told
from analysis.times.spans import SIDES, WEEKDAYS, group_of
from analysis.times.words import Match

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
    n = {"last": -1, "next": 1, "before last": -2, "after next": 2}.get(group_of(match, "which"), 0)
    unit, word = match["unit"], group_of(match, "part")

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
    bound = group_of(match, "bound")

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
    n, unit, base = read_number(match["count"]), read_unit(match["unit"]), group_of(match, "base")

    def count(told: date, tense: Tense) -> Span:
        if n is None:
            return Span(told, None, "open")
        if base in ("today", "tomorrow") and unit in ("day", "week"):
            return days.day(days.length(told, n, unit) + timedelta(days=base == "tomorrow"))
        return days.shift(days.day(told), n, unit)

    return Told(count)


def of_past(match: Match) -> Reader:
    """The time up to the telling: the past five years."""
    written, unit = group_of(match, "count"), read_unit(match["unit"])
    n = read_number(written) if written else None if group_of(match, "recent") else 1
    return Told(
        lambda told, tense: (
            Span(None, told, "open") if n is None else Span(days.length(told, -n, unit), told, _grain(unit))
        )
    )


def of_to_come(match: Match) -> Reader:
    """The time from the telling: the next two weeks. "Within two weeks" of the past counts from elsewhere."""
    written, unit = group_of(match, "count"), read_unit(match["unit"])
    n = read_number(written) if written else None if group_of(match, "vague") else 1
    within, is_next = match[0].lower().startswith("within"), " next " in f" {match[0].lower()} "

    def count(told: date, tense: Tense) -> Span:
        if (within and tense != "future") or (is_next and tense not in ("future", "")):
            return OPEN
        return Span(told, None, "open") if n is None else Span(told, days.length(told, n, unit), _grain(unit))

    return Told(count)


def _grain(unit: str) -> str:
    return {"fortnight": "week", "century": "decade"}.get(unit, unit)


def of_anchor(match: Match) -> Reader:
    """Two years later, the same year, that day: counted from another time of the story."""
    side, unit = group_of(match, "side"), read_unit(match["unit"])
    written = group_of(match, "count")
    n = read_number(written) if written else 1
    if side == "the other" or n is None or (written and side in ("after", "before", "prior")):
        return Anchored(lambda span: OPEN)  # "two days after she left"
    steps = SIDES.get(side, 0) * n

    def count(span: Span) -> Span:
        if span.earliest is None or unit not in ("day", "week", "month", "year", "decade", "century"):
            return OPEN
        if days.PRECISIONS.index(span.precision) > days.PRECISIONS.index(_grain(unit)):
            return OPEN
        if steps == 0 or (not written and unit == "week"):
            return days.day(span.earliest) if unit == "day" else _unit_of(span.earliest, unit, steps)
        return days.shift(span, steps, unit)

    return Anchored(count, far=steps == 0 and unit == "year")
