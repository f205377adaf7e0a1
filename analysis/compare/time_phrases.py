"""Text -> the phrases that tell when, each with the rule that says what it means."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from analysis.compare import time_spans as spans
from analysis.compare.calendar import Span
from analysis.compare.time_spans import NUMBERS, Match

__all__ = ["Phrase", "find_phrases"]


class Phrase(NamedTuple):
    """A phrase at ``text[start:end]``; `resolve` gives its span, told on a day."""

    start: int
    end: int
    kind: str
    rule: str
    resolve: Callable[[date | None], Span]


_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19[3-9]|20[0-4])\d)(?![\d%]|[.,]\d)"
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -]|(?:the )?(?P<side>start|beginning|middle|end) of (?:the )?)"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
_WHICH = r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext)"
_COUNT = (
    r"(?P<count>\d{1,3}|[Aa] couple of|couple of|[Aa] few|[Ss]everal|[Ss]ome|[Mm]any|[Aa] dozen|[Aa]n?|"
    + "|".join(f"[{name[0].upper()}{name[0]}]{name[1:]}" for name in NUMBERS if name.isalpha() and len(name) > 2)
    + ")"
)
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_AFTER = r"\b(?:in|by|since|until|till|from|during|before|after|around|of|for|back in|throughout)"
_SENTENCE_END = re.compile(r"[.!?][”\"]?\s")
_AHEAD = re.compile(
    r"\b(?:will|would|won[’']t|shall|set to|due|slated|scheduled|expected|going to|plans? to|upcoming|to be released)\b"
    r"|[’']ll\b"
)


_Resolver = Callable[[Match, date | None, bool], Span]


def _rule(
    name: str, kind: str, resolver: _Resolver, *patterns: str
) -> list[tuple[str, str, _Resolver, re.Pattern[str]]]:
    return [(name, kind, resolver, re.compile(pattern)) for pattern in patterns]


_TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_AGE = r"(?:\d{1,2}|" + "|".join(name for name in NUMBERS if name.isalpha() and len(name) > 2) + ")"
_TENS = "twenties|thirties|forties|fifties|sixties|seventies|eighties|teens"

#: Name, kind, resolver and pattern. The group `core`, where a pattern has one, is the phrase; the rest is context. Of
#: phrases that overlap the longest is kept, then the first in this list.
_RULES = [
    *_rule("iso", "date", spans.of_iso, rf"(?<![\d-]){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
    *_rule(
        "day",
        "date",
        spans.of_day,
        rf"\b(?:{_WEEKDAY}, )?{_MONTH} {_DAY}(?![\d:]|[.,]\d)(?:,? {_YEAR})?",
        rf"\b(?:{_WEEKDAY},? )?{_DAY} (?:of )?{_MONTH}(?![a-z])(?:,? {_YEAR})?",
    ),
    *_rule(
        "month",
        "date",
        spans.of_month,
        rf"\b{_PART}?{_MONTH},? (?:of )?{_YEAR}",
        rf"\b{_PART}?{_MONTH}(?: of)? (?P<which_year>last|this|next) year\b",
        rf"\b{_WHICH} {_MONTH}(?![ -][A-Z])\b",
        rf"{_AFTER} (?P<core>{_PART}?{_MONTH})(?![\w-]|[ -][A-Z]| of that)",
        rf"\b(?P<core>{_PART}{_MONTH})(?![\w-]|[ -][A-Z]| of that)",
    ),
    *_rule(
        "year",
        "date",
        spans.of_year,
        rf"\b{_PART}{_YEAR}\b",
        rf"(?:{_AFTER}|\b(?:[Tt]he year|[Ii]ts?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)) (?P<core>{_YEAR}(?:[’']s)?)\b",
        rf"(?<![\w$£€.,-])(?P<core>{_YEAR}[’']s)\b",
        rf"\((?P<core>{_YEAR})\)",
        rf"\b(?:[Tt]he|[Aa]) (?P<core>(?!\d\d00){_YEAR}) (?=[a-z])",
    ),
    *_rule(
        "share",
        "date",
        spans.of_share,
        rf"\b(?:the )?(?P<nth>first|second|third|fourth) (?P<share>half|quarter) of {_YEAR}",
    ),
    *_rule(
        "season",
        "date",
        spans.of_season,
        rf"\b(?:the )?{_SEASON} (?:of )?{_YEAR}",
    ),
    *_rule("season told", "relative", spans.of_season, rf"\b{_WHICH} {_SEASON}\b(?![ -][A-Z])"),
    *_rule(
        "decade",
        "date",
        spans.of_decade,
        r"\b(?:the )?(?:(?P<part>early|mid|late)[ -])?(?P<decade>(?:19|20)\d0)s\b",
        r"\bthe (?:(?P<part>early|mid|late)[ -])?[’'](?P<decade>\d0)s\b",
    ),
    *_rule(
        "years",
        "duration",
        spans.of_years,
        r"\b(?:[Ff]rom|[Bb]etween) (?P<first>(?:19|20)\d\d) (?:to|until|and|through) (?P<last>(?:19|20)\d\d)\b",
        r"(?<![\d-])(?P<first>(?:19|20)\d\d)[-–](?P<last>(?:19|20)\d\d)(?![\d-])",
    ),
    *_rule(
        "weekday",
        "relative",
        spans.of_weekday,
        rf"\b{_WHICH} {_WEEKDAY}{_TIME_OF_DAY}\b",
        rf"\b[Oo]n (?:a \w+ |the )?(?P<core>{_WEEKDAY}{_TIME_OF_DAY})\b",
        rf"(?<!every )(?<!each )(?<!Every )(?<!Each )\b{_WEEKDAY}{_TIME_OF_DAY}\b(?!s| [A-Z])",
    ),
    *_rule("weekend", "relative", spans.of_weekend, r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he) weekend\b"),
    *_rule(
        "near day",
        "relative",
        spans.of_near_day,
        r"\b[Tt]he day (?:before yesterday|after tomorrow)\b",
        rf"\b(?:[Yy]esterday|[Tt]omorrow){_TIME_OF_DAY}\b",
        r"\b(?:[Tt]oday|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b",
    ),
    *_rule(
        "near unit",
        "relative",
        spans.of_near_unit,
        rf"\b(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Mm]id|[Ll]ate)[ -])?{_WHICH} (?P<unit>week|month|year)\b",
        r"\bof (?P<core>the (?P<unit>year|month))\b(?! \d)",
    ),
    *_rule(
        "ago",
        "relative",
        spans.of_ago,
        rf"\b{_COUNT} {_UNIT} ago\b",
        r"\b(?P<half>[Hh]alf) a (?P<unit>year) ago\b",
        rf"\b{_UNIT} ago\b",
    ),
    *_rule(
        "ahead", "relative", spans.of_ahead, rf"\b(?<!time )(?<!first )in {_COUNT} {_UNIT}(?:[’']s? time)?\b(?! of)"
    ),
    *_rule(
        "past",
        "duration",
        spans.of_past,
        rf"\b[Tt]he (?:past|last) (?:{_COUNT} )?{_UNIT}\b",
        r"\b(?P<recent>[Rr]ecent) (?P<unit>day|week|month|year|decade)s\b",
    ),
    *_rule(
        "anchor",
        "relative",
        spans.of_nothing,
        rf"\b{_COUNT} {_UNIT} (?:later|earlier|after|before|prior)\b",
        r"\b(?:[Tt]he (?:following|next|previous|same)|[Tt]hat(?: same)?) (?:day|week|month|year|summer|winter)\b",
    ),
    *_rule(
        "length",
        "duration",
        spans.of_nothing,
        rf"\b(?:[Ff]or )?(?:(?:about|almost|nearly|more than) )?(?!an? (?:day|week|month|year)){_COUNT} {_UNIT}\b"
        r"(?! (?:old|older|younger|ago)\b)",
        rf"\b[Ff]or an? {_UNIT}\b",
        r"\b(?:\d{1,3}|" + "|".join(name for name in NUMBERS if name.isalpha() and len(name) > 2) + ")"
        r"-(?:day|week|month|year|decade)\b(?!-old)",
    ),
    *_rule(
        "age",
        "age",
        spans.of_nothing,
        rf"\b(?:[Ss]ince|[Ww]hen) (?:I|you|he|she|they|we) (?:was|were|turned) (?:(?:like|about|just|only) )?{_AGE}\b",
        rf"\b[Aa]t (?:the )?age (?:of )?{_AGE}\b",
        rf"\b[Ii]n (?:my|your|his|her|their|our) (?:(?:early|mid|late)[ -])?(?:\d0s|{_TENS})\b",
        r"\b[Aa]s a (?:teenager|teen|child|kid|boy|girl)\b",
    ),
    *_rule(
        "holiday",
        "date",
        spans.of_holiday,
        r"\b(?P<holiday>New Year[’']s (?:Eve|Day)|Valentine[’']s Day|Fourth of July|Independence Day|Halloween"
        rf"|Christmas(?: Eve| Day)?)\b(?:,? {_YEAR})?(?! [A-Z])",
    ),
]
_LINE = re.compile(r"[^\n]+")
#: Letters some of which every phrase holds: most paragraphs have few of them, and most rules need not be tried there.
_SIGNS = {
    "decade": ("0s",),
    "year": ("19", "20"),
    "month": tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
    "weekday": tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    "weekend": ("weekend",),
    "near": ("oday", "onight", "omorrow", "esterday", "ast night", "his morning", "his afternoon", "his evening"),
    "season": ("pring", "ummer", "fall", "Fall", "utumn", "inter"),
    "holiday": ("New Year", "Valentine", "Fourth of", "Independence", "Halloween", "Christmas"),
    "unit": ("day", "week", "month", "year", "decade"),
    "age": ("ince ", "hen ", "t age", " age ", "ties", "teens", "s a "),
}
#: The rules by name -> which of these they cannot do without.
_NEEDED = {
    **{name: {"year"} for name in ("iso", "year", "share", "years")},
    **{name: {"month"} for name in ("day", "month")},
    **{name: {"season"} for name in ("season", "season told")},
    **{name: {"unit"} for name in ("near unit", "ago", "ahead", "past", "length")},
    **{name: {name} for name in ("decade", "weekday", "weekend", "holiday")},
    "near day": {"near"},
    "anchor": {"unit", "season"},
    "age": {"age", "decade"},
}
_SINCE = re.compile(r"\b[Ss]ince (?:the )?\Z")


def find_phrases(text: str) -> list[Phrase]:
    """Find the phrases that tell when something was, is or will be, in text order and without overlap.

    Known failures: dates in numbers (9/2/2025) are not read, as nobody says which comes first; phrases that count from
    another moment of the story ("a week later", "the same year") and lengths ("for seven years") are found and not
    resolved; a bare weekday with a capital word behind it ("Sunday Times") is taken for a name.

    Examples
    --------
    >>> phrase = find_phrases("They split in July last year.")[0]
    >>> phrase.resolve(date(2025, 9, 10))
    Span(earliest=datetime.date(2024, 7, 1), latest=datetime.date(2024, 7, 31), precision='month')
    """
    found = []
    for line in _LINE.finditer(text):  # no phrase runs over the end of a paragraph
        signs = {name for name, words in _SIGNS.items() if any(word in line[0] for word in words)}
        for order, (name, kind, resolver, pattern) in enumerate(_RULES if signs else ()):
            if signs.isdisjoint(_NEEDED[name]):
                continue
            for match in pattern.finditer(text, *line.span()):
                start, end = match.span("core" if "core" in pattern.groupindex else 0)
                found.append((start, end, order, name, kind, resolver, match))
    return [_phrase(text, *candidate[:2], *candidate[3:]) for candidate in _longest(found)]


def _longest(found: list[tuple]) -> Iterator[tuple]:
    """Keep, of candidates that overlap, the longest, then the one of the first rule; in text order."""
    starts: list[int] = []
    taken: list[tuple] = []
    for candidate in sorted(found, key=lambda candidate: (candidate[0] - candidate[1], candidate[2], candidate[0])):
        place = bisect(starts, candidate[0])
        if (place == 0 or taken[place - 1][1] <= candidate[0]) and (
            place == len(taken) or candidate[1] <= taken[place][0]
        ):
            starts.insert(place, candidate[0])
            taken.insert(place, candidate)
    yield from taken


def _looks_ahead(text: str, position: int) -> bool:
    """Tell whether what stands before in the sentence, at most 200 characters, speaks of the future."""
    before = _SENTENCE_END.split(text[max(0, position - 200) : position])[-1]
    return _AHEAD.search(before) is not None


def _phrase(text: str, start: int, end: int, name: str, kind: str, resolver: _Resolver, match: Match) -> Phrase:
    ahead = _looks_ahead(text, start)
    since = _SINCE.search(text, max(0, start - 10), start)
    if since and kind in ("date", "relative") and resolver is not spans.of_nothing:

        def up_to_now(told: date | None) -> Span:
            return resolver(match, told, False)._replace(latest=told)

        return Phrase(since.start(), end, "duration", f"since {name}", up_to_now)
    return Phrase(start, end, kind, name, lambda told: resolver(match, told, ahead))
