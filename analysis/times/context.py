"""Phrases of a paragraph -> the same with their tense, and with the time before them from which they count."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from analysis.times import calendar as days
from analysis.times.calendar import OPEN, Span
from analysis.times.compose import Candidate, nearest_before
from analysis.times.readers import Anchored, Fixed, Reader, Tense, Told, Weekend, Weekly, Yearly, within_calendar
from analysis.times.tense import NEAR, Sentence, read_sentence, split_told


class Phrase(NamedTuple):
    """A phrase at ``text[start:end]``, what it means, and what the words around it say of past and future."""

    start: int
    end: int
    kind: str
    rule: str
    reader: Reader
    tense: Tense

    def resolve(self, told: date | None) -> Span:
        """Give the days that the phrase means, told on a day; open where the calendar does not reach."""
        try:
            return self.reader.read(told, self.tense)
        except (ValueError, OverflowError):
            return OPEN

    def readings(self, told: date | None) -> list[Span]:
        """Give what the phrase means as its tense says, as it would of the past, and as it would of the future."""
        tenses: tuple[Tense, ...] = (self.tense, "since", "future")
        return [self._replace(tense=tense).resolve(told) for tense in tenses]


class _Before(NamedTuple):
    """What stands before a phrase: the last time told in its sentence, and the last with a year in its paragraph."""

    last: Phrase | None
    dated: Phrase | None


_SINCE = re.compile(r"\b[Ss]ince (?:the )?\Z")
_BACK = re.compile(r"(?:\A|[,.;:“\"(] ?|\bway )[Bb]ack (?:in|on) \Z")
_COME = re.compile(r"\b[Cc]ome \Z")
_SPORT = re.compile(
    r"\b(?:touchdown|yards?|quarterback|field goal|halftime|half-time|rebounds?|scored|kickoff|overtime)\b"
)
#: What makes "in six years" a length of time that lies behind.
_SINCE_THEN = re.compile(
    r"\b(?:first|second|third|fourth|only|most|least|worst|best|[a-z]{3,}est|never|not|no|once|twice|times|n[’']t)\b"
)
#: What "of the year" belongs to where it is a time and no prize.
_AMONG = re.compile(
    r"\b(?:much|most|all|rest|remainder|part|half|end|start|beginning|one|some|days?|weeks?|months?) of \Z|"
    r"\b(?:the|this|most|least|[a-z]{2,}est)\b(?:(?! of )[^,.;])*\b[a-z]+ of \Z"
)
_ANCHORED = ("anchor", "weekday told", "month told")
_NO_ANCHOR = ("near day", "of the year", "to come", "past")
_OF_ANOTHER = re.compile(r" of (?:his|her|their|its|my|our|your|that|the|an?) ")
_LISTED = re.compile(r",?(?P<and> (?:and|or|then|and then))?(?: again)?(?: (?:in|on|by))? ")
_LIST = re.compile(r" (?:and|or) ")
_ALONG = re.compile(r"\b(?:and|then|before|but)\b")
_APART = re.compile(r"\b(?:who|which|whose|that|said|says|told)\b|[.;:“”()]")
_RELATIVE = re.compile(r"(?:\b(?:who|which|whose|where)\b|\()[^,;)]*\Z")


def in_context(text: str, start: int, end: int, chosen: list[Candidate]) -> Iterator[Phrase]:
    """Give each phrase of a paragraph its tense, and the time before it from which it counts."""
    begins = [*split_told(text, start, end), end]
    sentence: Sentence | None = None
    last = dated = None
    for one in _share_years(text, chosen):
        if sentence is None or one.start >= sentence.end:
            at = bisect(begins, one.start) - 1
            sentence, last = read_sentence(text, begins[at], begins[at + 1]), None
        phrase = _phrase(text, one, sentence, _Before(last, dated))
        if phrase is None:
            continue
        yield phrase
        if phrase.kind in ("date", "relative"):
            last = phrase
            if isinstance(phrase.reader, Fixed) and phrase.reader.span.earliest:
                dated = phrase


def _share_years(text: str, chosen: list[Candidate]) -> list[Candidate]:
    """Give what stands in a list the year of what ends it: in March, April and May 2019; in May and in June 2022."""
    shared = chosen[-1:]
    for one in reversed(chosen[:-1]):
        two = shared[-1]
        link = _LISTED.fullmatch(text, one.end, two.start)
        if link and _is_alike(one, two) and (link["and"] or _LIST.search(text, two.start, two.end)):
            one = one._replace(reader=nearest_before(one.reader, two.reader) or one.reader)
        shared.append(one)
    return shared[::-1]


def _is_alike(one: Candidate, two: Candidate) -> bool:
    """Tell whether two phrases may stand in one list: of a rule, or a day and a month that both are named."""
    reader = two.reader
    return one.rule == two.rule or (isinstance(reader, Fixed) and reader.span.precision in ("day", "month"))


def _phrase(text: str, one: Candidate, sentence: Sentence, before: _Before) -> Phrase | None:
    start, end, _, rule, kind, reader = one
    lead = text[max(sentence.start, start - 12) : start]
    if (
        rule == "share"
        and isinstance(reader, Yearly)
        and _SPORT.search(text, max(sentence.start, start - NEAR), min(sentence.end, end + NEAR))
    ):
        return None  # a quarter of a game
    if rule == "of the year" and not _AMONG.search(text, max(sentence.start, start - 60), start):
        return None  # artist of the year
    if isinstance(reader, Yearly) and _OF_ANOTHER.match(text, end):
        reader = Fixed(OPEN)
    tense: Tense = ""
    is_day = isinstance(reader, Yearly) and reader.sort == "day"
    if not isinstance(reader, Fixed):
        tense = sentence.tense(start, end, weekly=isinstance(reader, Weekly | Weekend), near=is_day)
    if _BACK.search(lead):
        tense = "since"
    elif _COME.search(lead):
        tense = "future"
    if rule == "ahead" and (tense != "future" or _SINCE_THEN.search(text, max(sentence.start, start - 60), start)):
        reader = Fixed(OPEN)
    reader = _anchored(text, one._replace(reader=reader), sentence, before)
    since = _SINCE.search(lead)
    if since and kind in ("date", "relative") and not isinstance(reader, Anchored) and reader != Fixed(OPEN):
        start = max(sentence.start, one.start - 12) + since.start()
        return Phrase(start, end, "duration", f"since {rule}", _up_to_now(reader), "since")
    return Phrase(start, end, kind, rule, reader, tense)


def _up_to_now(reader: Reader) -> Reader:
    def find(told: date, tense: Tense) -> Span:
        span = reader.read(told, "since")
        return OPEN if span.earliest and span.earliest > told else span._replace(latest=told)

    return Told(find)


def _anchored(text: str, one: Candidate, sentence: Sentence, before: _Before) -> Reader:
    """Count from the time before it in the sentence what counts from another, and share its year."""
    reader = one.reader
    if isinstance(reader, Anchored):
        anchor = before.last or (before.dated if reader.far else None)
        if anchor is None or anchor.rule in _NO_ANCHOR:
            return reader
        if anchor.rule in _ANCHORED and not isinstance(anchor.reader, Fixed):
            return reader  # no chains: each link makes it less sure
        if anchor.resolve(date(2000, 1, 1)).precision == "open":
            return reader
        base, count, shown = anchor.reader, reader.find, anchor.tense
        if isinstance(base, Fixed):
            return Fixed(within_calendar(count, base.span))
        return Told(lambda told, tense: count(base.read(told, shown)))
    dated = before.dated
    if dated is None or dated.start < sentence.start or one.start - dated.end > NEAR:
        return reader
    span = dated.reader.read(None, "")
    if one.rule == "of the year" and span.earliest:
        return Fixed(days.year(span.earliest.year) if text[one.start : one.end].endswith("year") else OPEN)
    if (
        not isinstance(reader, Yearly)
        or reader.which
        or span.precision not in ("day", "week", "month", "season", "year")
    ):
        return reader
    between = text[dated.end : one.start]
    if _RELATIVE.search(text, max(sentence.start, dated.start - NEAR), dated.start) and re.search(r"[,)]", between):
        return reader
    shared = Fixed(_next_of(reader, span))
    if _ALONG.search(between) and not _APART.search(between):
        return shared
    return _either(reader, shared)


def _next_of(reader: Yearly, span: Span) -> Span:
    """Give the time of each year that comes in a year, or next after a day or month."""
    if span.earliest is None:
        return OPEN
    found = reader.in_year(span.earliest.year)
    if span.precision == "year" or (found.latest and found.latest >= span.earliest):
        return found
    return reader.in_year(span.earliest.year + 1)


def _either(reader: Reader, shared: Fixed) -> Reader:
    """Leave open which of two is meant, unless they are one, or one of them is among what the other may be."""

    def count(told: date, tense: Tense) -> Span:
        found = reader.read(told, tense)
        if found == shared.span or shared.span == OPEN or tense == "future":
            return found
        if found.precision == "open" and shared.span in (reader.read(told, "since"), reader.read(told, "future")):
            return shared.span
        return days.hull(found, shared.span)

    return Told(count)
