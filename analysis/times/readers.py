"""What a phrase of time means: how it is read on the day of the telling, in a sentence about the past or the future."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol

from analysis.times import calendar as days
from analysis.times.calendar import OPEN, Span

#: What the words around a phrase say. "since": of the past for certain; "either": signs of both, or a plan of the past;
#: "": no sign.
Tense = Literal["past", "future", "either", "since", ""]
SOON = timedelta(days=92)  # how far ahead a day without a year may lie where nothing says so
HALF = timedelta(days=184)  # a day told of as ahead, but farther than that, may as well lie behind
YEAR = timedelta(days=300)  # the same of a month
FRIDAY = 4
MONTH = timedelta(days=31)
SLACK = timedelta(days=3)  # between the date line of an article and the day of its publication


class Reader(Protocol):
    """Anything that gives the days that a phrase means, told on a day (None: nobody knows when)."""

    def read(self, told: date | None, tense: Tense) -> Span: ...  # noqa: D102


class Fixed(NamedTuple):
    """A time that the calendar names in full: May 2019."""

    span: Span

    def read(self, told: date | None, tense: Tense) -> Span:
        """Give the time, whenever it is told."""
        return self.span


class Told(NamedTuple):
    """A time that counts from the telling: last week. The function is given the day and the tense."""

    find: Callable[[date, Tense], Span]

    def read(self, told: date | None, tense: Tense) -> Span:
        """Count from the telling."""
        return self.find(told, tense) if told else OPEN


class Anchored(NamedTuple):
    """A time that counts from another one of the story: the following year. `far`: of the sentence before, too."""

    find: Callable[[Span], Span]
    far: bool = False

    def read(self, told: date | None, tense: Tense) -> Span:
        """Leave it open: nothing says from what it counts."""
        return OPEN


class Yearly(NamedTuple):
    """A time that comes back every year. `sort`: of what sort the name is, as news uses them differently."""

    in_year: Callable[[int], Span]
    which: str = ""
    sort: Literal["day", "month", "season", "feast"] = "month"

    def read(self, told: date | None, tense: Tense) -> Span:
        """Choose the year by last, this and next, else by the tense; where both years are possible, leave both open.

        Without a sign a month is the one that lies behind if it is the nearer one, and of this year or just over.
        """
        if told is None:
            return OPEN
        spans = [self.in_year(year) for year in range(max(told.year - 4, 1), min(told.year + 5, 9999))]
        ends = [(span.earliest, span.latest, span) for span in spans if span.earliest and span.latest]
        before = [span for first, _, span in ends if first <= told]
        after = [span for _, last, span in ends if last >= told]
        if self.which == "last":
            before = [span for _, last, span in ends if last < told]
            return before[-1] if before else OPEN
        if self.which == "next":
            after = [span for first, _, span in ends if first > told]
            return after[0] if after else OPEN
        if not before or not after:
            return OPEN
        return self._choose(before[-1], after[0], told, tense)

    def _choose(self, past: Span, future: Span, told: date, tense: Tense) -> Span:
        if past == future or tense == "since" or past.latest is None or future.earliest is None:
            return past
        behind, ahead = told - past.latest, future.earliest - told
        if self.which == "this":
            return (
                past
                if past.latest.year == told.year and (future.earliest.year > told.year or behind <= ahead)
                else future
            )
        if tense == "future":
            far = HALF if self.sort == "day" else YEAR
            return future if ahead < far else days.hull(past, future)
        if self.sort == "day":  # style books leave out the year of a day of this year
            if tense == "past":
                return past if ahead > SOON else days.hull(past, future) if ahead > SLACK else future
            return future if ahead < min(behind, SOON) else past
        if tense == "past":
            return past if self.sort != "feast" or ahead > SOON else days.hull(past, future)
        of_this_year = past.latest.year == told.year or behind <= MONTH
        return past if of_this_year and behind <= ahead and self.sort != "season" else days.hull(past, future)


class Weekly(NamedTuple):
    """A day of the week."""

    number: int
    which: str = ""

    def read(self, told: date | None, tense: Tense) -> Span:
        """Look ahead where the words do, else back; today's name is today."""
        if told is None:
            return OPEN
        if tense == "either" and not self.which:
            return _both(self.read(told, "past"), self.read(told, "future"))
        future = _looks_ahead(self.which, tense)
        return days.day(days.weekday(told, self.number, future=future, same=self.which in ("", "this")))


class Weekend(NamedTuple):
    """A Saturday and a Sunday."""

    which: str = ""

    def read(self, told: date | None, tense: Tense) -> Span:
        """Look ahead where the words do, else back."""
        if told is None:
            return OPEN
        if tense == "either" and not self.which:
            return _both(self.read(told, "past"), self.read(told, "future"))
        if self.which == "this" and told.weekday() > FRIDAY:
            return days.weekend(days.weekday(told, 5, future=False, same=True))
        if self.which == "this" and tense == "past" and told.weekday() >= FRIDAY - 1:
            return _both(self._replace(which="last").read(told, tense), self.read(told, "future"))
        future = _looks_ahead(self.which, tense)
        return days.weekend(days.weekday(told, 5, future=future, same=self.which == "this"))


def _both(past: Span, future: Span) -> Span:
    return past if past == future else days.hull(past, future)


def _looks_ahead(which: str, tense: Tense) -> bool:
    return which == "next" or (which == "this" and tense != "past") or (which == "" and tense == "future")


def within_calendar(change: Callable[[Span], Span], span: Span) -> Span:
    """Change a span; open where the calendar does not reach ("99 centuries before 1900")."""
    try:
        return change(span)
    except (ValueError, OverflowError):
        return OPEN


def mapped(reader: Reader, change: Callable[[Span], Span]) -> Reader:
    """Give a reader of what `change` makes of the time: its end, its first Monday, the week after it."""
    if isinstance(reader, Fixed):
        return Fixed(within_calendar(change, reader.span))
    if isinstance(reader, Yearly):
        return reader._replace(in_year=lambda year: change(reader.in_year(year)))
    if isinstance(reader, Anchored):
        return reader._replace(find=lambda span: change(reader.find(span)))
    return Told(lambda told, tense: change(reader.read(told, tense)))
