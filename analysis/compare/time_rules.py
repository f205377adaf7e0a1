"""The patterns of single phrases of time, each with the function that reads what it matched.

Patterns are written for running text: the first word of a phrase may have a capital, names of months and days must.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.compare import time_spans as spans
from analysis.compare.time_holidays import HOLIDAYS
from analysis.compare.time_readers import Reader
from analysis.compare.time_spans import DECADES, ORDINALS, Match

__all__ = ["COUNT", "RULES", "UNIT", "WEEKDAY", "Rule"]


class Rule(NamedTuple):
    """A kind of phrase: the letters of which a paragraph must hold one, and how to read what the pattern matches.

    The group `core`, where a pattern has one, is the phrase; the rest is context.
    """

    name: str
    kind: str
    signs: tuple[str, ...]
    read: Callable[[Match], Reader]
    pattern: re.Pattern[str]


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
#: Months that are nobody's name and no other word.
_ONLY_MONTH = r"(?P<month>January|February|July|September|October|November|December)"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
WEEKDAY = rf"(?P<weekday>{_DAYS})"
_DATED = rf"(?:(?:{_DAYS}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)[ ,]{{1,2}})?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DAY_2 = r"(?P<day_2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_COUNTED = (  # what a number counts that would else be a year
    r"(?! (?:more |new |other |different |additional )?(?:years?|days?|weeks?|months?|hours?|minutes?|seconds?|miles?|km|kilomet(?:er|re)s?|met(?:er|re)s?"
    r"|feet|foot|yards?|acres?|tons?|tonnes?|pounds?|dollars?|euros?|percent|per cent|people|persons|men|women"
    r"|children|students|pupils|workers|employees|jobs|homes|houses|tickets|votes|copies|members|troops"
    r"|soldiers|cases|deaths|points|words|times|units|seats|pages|delegates|guests|fans|runners|patients|vehicles|cars"
    r"|instal(?:l)?ments|rounds|calories|watts|volts|rpm|pixels)\b(?![’']))"
)
_YEAR = rf"(?P<year>1\d{{3}}|20\d\d)(?![\d%]|[.,]\d|-\d|-[a-z]){_COUNTED}"
_NEW_YEAR = rf"(?P<year>19[3-9]\d|20\d\d)(?![\d%]|[.,]\d|-[a-z]){_COUNTED}"
_OLD_YEAR = (
    r"(?P<year>1[5-8]\d\d|19[0-2]\d)(?![\d%]|[.,]\d|-[a-z])(?! [a-z]*[a-rt-z]s\b(?<! his)(?<!was)(?<!its))" + _COUNTED
)
_OF_YEAR = rf"(?:,? (?:in |of )?{_YEAR})?"
_PART = (
    r"(?:(?P<part>[Ee]arly(?: to mid)?|[Mm]id(?: to late)?|[Ll]ate)(?:[ -]| in )"
    r"|(?:[Tt]he )?(?P<side>[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of (?:the )?)"
)
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
_WHICH = r"(?P<which>(?:[Tt]his |[Tt]he )?(?:past|coming|upcoming)|[Ll]ast|[Tt]his|[Nn]ext)"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    "(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
    rf"(?:-(?:{_ONES}))?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our(?:teen)?|[Ff]ive|[Ss]ix(?:teen)?|[Ss]even(?:teen)?|[Ee]ight(?:een)?"
    "|[Nn]ine(?:teen)?|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen|[Ff]ifteen"
)
COUNT = rf"(?P<count>\d{{1,3}}|[Aa] few|(?:[Aa] )?couple(?: of)?|(?:[Aa] )?dozen|[Aa]n?|[Ff]ew|[Ss]everal|[Ss]ome|[Mm]any|{_NUMBER})"
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|centur)(?:s|y|ies)?"
_NEAR_UNIT = r"(?P<unit>week|month|quarter|year)"
_STORY_UNIT = "(?P<unit>day|week|weekend|month|year|summer|winter|spring|autumn|fall|night|morning|evening|afternoon)"
_AFTER = r"\b(?i:in|by|since|until|till|from|during|before|after|around|of|for|throughout|through|come)"
_TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_AGE = rf"(?:\d{{1,2}}|{_NUMBER})"
_TENS = "twenties|thirties|forties|fifties|sixties|seventies|eighties|teens"
_NTH = r"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)"
_NOT_OF = r"(?! of (?:his|her|their|its|my|our|the)\b)"
_NO_NAME = r"(?![\w-]|[ -][A-Z])"
_FUNCTION = r"(?:in|on|of|to|for|by|and|or|at|with|is|was|are|were|as|the|a|an|that|from|he|she|it|they|we)\b"
_PAPER = (
    r"(?! (?:Night|Times|Morning|Mail|Post|Club|Football|Review|Express|Mirror|Star|Herald|Telegraph|Sun|Show|Live)\b)"
)
_FEAST = "|".join(
    re.escape(name).replace(r"\ ", " ").replace("'", "[’']") for name in sorted(HOLIDAYS, key=len, reverse=True)
)
_FEAST = rf"(?P<holiday>{re.sub(r'(?<![a-z’])([a-z])(?=[a-z])', lambda m: m[0].upper(), _FEAST)})"
_FEAST = _FEAST.replace(" Of ", " of ").replace(" De ", " de ").replace("Mlk", "MLK")
_NO_THING = (  # what a holiday only names
    r"(?!,? (?:the |a |an )?(?:film|movie|album|song|single|book|novel|special|tree|card|carol|cookie|costume|decoration"
    r"|gift|present|party|parade|music|market|light|candy|shopping|sale|spirit|turkey|egg|list|jumper|sweater|story)s?\b)"
    r"(?! [A-Z])"
)

_YEARS = ("1", "20")
_MONTH_SIGNS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_DAY_SIGNS = tuple(_DAYS.split("|"))
_SEASON_SIGNS = ("pring", "ummer", "fall", "Fall", "utumn", "inter")
_UNITS = ("day", "week", "fortnight", "month", "year", "decade", "centur", "quarter")
_NEAR_SIGNS = (
    "oday",
    "onight",
    "omorrow",
    "esterday",
    "ast night",
    "ast evening",
    "his morning",
    "his afternoon",
    "his evening",
)


def _rule(name: str, kind: str, signs: tuple[str, ...], read: Callable[[Match], Reader], *patterns: str) -> list[Rule]:
    return [Rule(name, kind, signs, read, re.compile(pattern)) for pattern in patterns]


RULES = [
    *_rule(
        "iso",
        "date",
        ("1", "20"),
        spans.of_iso,
        r"(?<![\d/-])(?P<year>1\d{3}|20\d\d)(?P<mark>[-/])(?P<m>\d\d)(?P=mark)(?P<d>\d\d)(?![\d/-])",
    ),
    *_rule(
        "day in figures",
        "date",
        ("/",),
        spans.of_figures,
        r"(?<![\d/.-])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/]|[.-]\d)",
    ),
    *_rule(
        "days",
        "date",
        _MONTH_SIGNS,
        spans.of_days,
        rf"\b{_DATED}{_MONTH} {_DAY}(?: ?[-–—] ?| (?:to|through|until|till) ){_DAY_2}(?![\d:/%]|[.,]\d| ?[ap]\.?m)"
        rf"(?!(?: ?[-–—] ?| to )\d|[-–—]){_OF_YEAR}",
        rf"\b{_MONTH} {_DAY} and {_DAY_2}(?:,? {_YEAR}|(?=[,.;)”\"]|\Z| in | at ))",
        rf"(?<![\d/.,-]){_DAY}(?: ?[-–—] ?| (?:to|through|until|till|and) ){_DAY_2} (?:of )?{_MONTH}(?![a-z]){_OF_YEAR}",
    ),
    *_rule(
        "day",
        "date",
        _MONTH_SIGNS,
        spans.of_day,
        rf"\b{_DATED}{_MONTH}(?: |(?<=\.))(?:the )?{_DAY}(?![\d:%]|[.,]\d)(?! ?[ap]\.?m\b){_OF_YEAR}",
        rf"(?<![\d.,$£€])\b{_DATED}{_DAY} (?:of )?{_MONTH}(?![a-z]){_OF_YEAR}",
    ),
    *_rule(
        "day",
        "date",
        (" of ",),
        spans.of_day,
        rf"\b(?P<day>{'|'.join(ORDINALS[1:])}) of {_MONTH}(?![a-z]){_OF_YEAR}",
    ),
    *_rule("ago", "relative", ("days ago",), spans.of_weekdays_ago, rf"\b{COUNT} {WEEKDAY}s ago\b"),
    *_rule(
        "day named",
        "date",
        _MONTH_SIGNS,
        spans.of_nothing,
        r"\bSept(?:\.|ember) 11(?:th)?,? (?=(?:[a-z]+ )?(?:attack|hijack|terror|victim|famil|commission|lawsuit|law))",
    ),
    *_rule(
        "month",
        "date",
        _MONTH_SIGNS,
        spans.of_month,
        rf"\b{_PART}?{_MONTH},? (?:of |in )?{_YEAR}",
        rf"\b{_PART}?{_WHICH} {_MONTH}{_NO_NAME}",
        rf"{_AFTER} (?P<core>{_PART}?{_MONTH}){_NO_NAME}",
        rf"{_AFTER} (?P<core>{_PART}?{_ONLY_MONTH})(?![\w-])(?= [A-Z])",
        rf"\b(?P<core>{_PART}{_MONTH}){_NO_NAME}",
        rf"\b(?:the|a|an|his|her|its|their|our|my|The|A|An) (?P<core>{_MONTH})(?= (?!{_FUNCTION})[a-z])",
        rf"\b(?P<core>{_ONLY_MONTH})(?=[’']s [a-z])",
        rf"\b(?P<core>{_MONTH})(?=,? (?:of )?(?:last|this|next|that|the (?:same|following|previous|next|year)) )",
        rf"\b(?P<core>{_MONTH})(?= (?:\w+|a couple of) years? ago\b)",
    ),
    *_rule(
        "month told",
        "relative",
        _MONTH_SIGNS,
        spans.of_anchored_month,
        rf"\b[Tt](?:he (?P<side>following|next|previous|preceding|same)|hat) (?P<month>{_MONTHS}){_NO_NAME}",
    ),
    *_rule(
        "months",
        "date",
        _MONTH_SIGNS,
        spans.of_months,
        rf"\b(?P<month>{_MONTHS})(?: ?[-–—/] ?| (?:and|to|through|until) )(?P<month_2>{_MONTHS})(?: of)?,? {_YEAR}",
    ),
    *_rule(
        "year",
        "date",
        _YEARS,
        spans.of_year,
        rf"\b{_PART}{_YEAR}\b",
        rf"(?:{_AFTER}|\b(?i:the year|its?|his|her|their|my|our|circa)) (?P<core>{_NEW_YEAR}(?:[’']s)?)\b(?!-\d)",
        rf"\b(?i:in|since|until|till|circa|during|before|after|the year|early|late) (?P<core>{_OLD_YEAR})\b(?!-\d)",
        rf"\b[Tt]he [a-z]+ of (?P<core>{_OLD_YEAR})\b",
        rf"(?<![\w$£€.,-])(?P<core>{_NEW_YEAR}[’']s)\b",
        rf"\((?P<core>{_YEAR})\)",
        rf"\b(?:[Tt]he|[Aa]) (?P<core>(?!\d\d00){_NEW_YEAR}) (?=[A-Za-z])(?![a-z]*(?:ers|ors|ants)\b)",
    ),
    *_rule(
        "share",
        "date",
        ("half", "quarter", "Q"),
        spans.of_share,
        rf"\b(?:[Tt]he )?{_NTH}[ -](?P<share>half|quarter) of {_YEAR}",
        rf"\b(?:[Tt]he )?{_NTH}[ -](?P<share>quarter)\b(?! of\b)(?:,? {_YEAR})?",
        rf"\bQ(?P<nth>[1-4])(?:,? (?:of )?{_YEAR})?\b",
    ),
    *_rule(
        "season",
        "date",
        _SEASON_SIGNS,
        spans.of_season,
        rf"\b{_PART}?(?:the )?{_SEASON}(?: of)? (?P<year>1\d{{3}}|20\d\d)(?:[-–](?P<next>\d\d))?(?![\d-])",
        rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -]{_SEASON}\b(?! [A-Z])",
    ),
    *_rule(
        "season told",
        "relative",
        _SEASON_SIGNS,
        spans.of_season,
        rf"\b{_PART}?(?![A-Z]\w+ [A-Z]){_WHICH} {_SEASON}\b(?![ -][A-Z])",
        rf"\b(?i:in|during|over|by|since|until|before|after|for|through|of) (?P<core>the {_SEASON})\b"
        rf"(?=[,.;:!?)”\"’]|\Z| (?:{_FUNCTION}|last|this|next|of (?:last|this|next|that|the same)))(?! of the (?!same|foll|prev|year))"
        r"(?! of [A-Zahmn])(?! from)",
        rf"\b(?P<core>[Tt]he {_SEASON})(?= of (?:last|this|next|that|the same|the following|the previous) year)",
    ),
    *_rule(
        "decade",
        "date",
        ("0s", "ies", "een"),
        spans.of_decade,
        r"\b(?:[Tt]he )?(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?P<decade>(?:1[5-9]|20)\d0)s\b",
        r"\b[Tt]he (?:(?P<part>early|mid|late)[ -])?[’'‘](?P<decade>\d0)s\b",
        rf"\b[Tt]he (?:(?P<part>early|mid|late)[ -])?(?P<decade>{'|'.join(f'[{n[0].upper()}{n[0]}]{n[1:]}' for n in DECADES)})\b",
    ),
    *_rule(
        "century",
        "date",
        ("centur",),
        spans.of_century,
        r"\b(?:[Tt]he )?(?:(?P<part>early|mid|late)[ -])?(?P<century>1\d|2[01]|[5-9])th[ -]century\b",
    ),
    *_rule(
        "years",
        "duration",
        _YEARS,
        spans.of_years,
        r"\b(?:[Ff]rom|[Bb]etween) (?P<first>1\d{3}|20\d\d) (?:to|until|till|and|through) (?P<last>1\d{3}|20\d\d)\b",
        r"(?<![\d$£€/-])(?P<first>1\d{3}|20\d\d)[-–](?P<last>1\d{3}|20\d\d)(?![\d-]|[.,]\d)",
        r"(?<![\d$£€/-])(?P<first>(?:1[89]|20)\d\d)[-–/](?P<last>\d\d?)(?![\d/-]|[.,]\d)",
    ),
    *_rule(
        "weekday",
        "relative",
        _DAY_SIGNS,
        spans.of_weekday,
        rf"\b{_WHICH} {WEEKDAY}{_TIME_OF_DAY}\b",
        rf"\b[Oo]n (?:a \w+ |the )?(?P<core>{WEEKDAY}{_PAPER}{_TIME_OF_DAY})\b",
        rf"(?<!every )(?<!each )(?<!Every )(?<!Each )(?<!Black )(?<!Good )(?<!Ash )(?<!Super )(?<!Bloody )(?<!Cyber )"
        rf"(?<!Fat )(?<!Ruby )(?<!Freaky )(?<!Holy )(?<!Palm )(?<!Easter )(?<!Taco )(?<!Giving )(?<!Sunday Bloody )"
        rf"\b{WEEKDAY}{_TIME_OF_DAY}\b(?!s\b| [A-Z])",
        rf"\b{WEEKDAY}{_TIME_OF_DAY}\b(?= (?:of )?(?:last|this|next) week\b)",
    ),
    *_rule(
        "weekday told",
        "relative",
        _DAY_SIGNS,
        spans.of_anchored_weekday,
        rf"\b[Tt](?:he (?P<side>following|next|previous|preceding|same)|hat(?: same)?) {WEEKDAY}{_TIME_OF_DAY}\b(?!s)",
        rf"\b[Tt]he {WEEKDAY}{_TIME_OF_DAY} (?P<side>before|after)\b",
    ),
    *_rule(
        "weekend",
        "relative",
        ("weekend",),
        spans.of_weekend,
        rf"\b{_WHICH} weekend\b(?! of\b)",
        r"\b[Tt]he weekend\b(?! (?:of|edition|box|warrior|before|after))(?<![Tt]hat weekend)",
    ),
    *_rule(
        "near day",
        "relative",
        _NEAR_SIGNS,
        spans.of_near_day,
        r"\b[Tt]he day (?:before yesterday|after tomorrow)\b",
        rf"\b(?:[Yy]esterday|[Tt]omorrow){_TIME_OF_DAY}\b",
        r"\b(?:[Tt]oday|[Tt]onight|[Ll]ast (?:night|evening)|[Tt]his (?:morning|afternoon|evening))\b",
    ),
    *_rule(
        "near unit",
        "relative",
        _UNITS,
        spans.of_near_unit,
        rf"\b(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?P<which>[Ll]ast|[Tt]his|[Nn]ext) {_NEAR_UNIT}\b",
        r"\b[Tt]he (?P<unit>week|month|year|weekend) (?P<which>before last|after next)\b",
    ),
    *_rule(
        "of the year",
        "relative",
        ("the year", "the month", "the week", "the decade"),
        spans.of_the_unit,
        r"\bof (?P<core>the (?P<unit>year|month|week|decade))\b(?! (?:\d|before|after|[A-Z]))",
    ),
    *_rule(
        "ago",
        "relative",
        ("ago",),
        spans.of_ago,
        rf"\b(?:(?P<bound>[Mm]ore than|[Oo]ver|[Ll]ess than|[Uu]nder|[Aa]t least|[Ww]ell over) )?{COUNT} {UNIT} ago\b",
        rf"\b{COUNT} (?:or|to) (?P<count_2>\w+) {UNIT} ago\b",
        r"\b[Aa] (?P<unit>week|month|year|decade) or (?P<count_2>two|so) ago\b",
        r"\b(?P<half>[Hh]alf) a (?P<unit>year) ago\b",
        rf"\b(?<!illion )(?<!ousand )(?<!half )(?<!half a ){UNIT} ago\b",
        rf"\b(?P<unclear>{COUNT} and a half|[Aa](?:lmost)? {UNIT} and a half|[Hh]alf[ -](?:a[ -])?)(?: ?(?:years?|months?|weeks?|decade|century))? ago\b".replace(
            "(?P<count>", "(?:"
        ).replace("(?P<unit>", "(?:"),
    ),
    *_rule(
        "ahead",
        "relative",
        _UNITS,
        spans.of_ahead,
        rf"\b[Ii]n {COUNT} {UNIT}(?:[’'] time|[’']s time|(?P<more> or (?:so|two|three)))?\b(?! of\b)",
    ),
    *_rule(
        "from now",
        "relative",
        (" from now", " from today", " hence"),
        spans.of_from_now,
        rf"\b{COUNT} {UNIT} (?:from (?P<base>now|today|tomorrow)|hence)\b",
    ),
    *_rule(
        "past",
        "duration",
        ("past", "last", "ecent"),
        spans.of_past,
        rf"\b(?:[Tt]h(?:e|is|ese) )(?:past|last) (?:{COUNT} )?{UNIT}\b{_NOT_OF}",
        r"\b(?P<recent>[Rr]ecent) (?P<unit>day|week|month|year|decade)s\b",
    ),
    *_rule(
        "to come",
        "duration",
        ("next", "oming", "ithin"),
        spans.of_to_come,
        rf"\b[Tt]he (?:next|coming) {COUNT} {UNIT}\b{_NOT_OF}",
        r"\b(?:[Tt]he )?(?P<vague>[Cc]oming) (?P<unit>day|week|month|year|decade)s\b",
        r"\b(?:[Tt]h(?:e|is) )coming (?P<unit>day|week|month|year|decade)\b",
        rf"\b(?i:over|in|during|within|for) (?P<core>the next (?P<unit>day|week|month|year|decade))\b",
        rf"\b[Ww]ithin (?:the next )?{COUNT} {UNIT}\b(?! of\b)",
    ),
    *_rule(
        "anchor",
        "relative",
        (
            "later",
            "earlier",
            "after",
            "before",
            "prior",
            "following",
            "next",
            "previous",
            "preceding",
            "same",
            "hat ",
            "other",
        ),
        spans.of_anchor,
        rf"\b{COUNT} {UNIT} (?P<side>later|earlier|afterwards?|after|before|prior)\b(?! last| next)",
        rf"\b[Tt]h(?:e|at) (?P<side>following|next|previous|preceding|same) {_STORY_UNIT}\b"
        r"(?! (?:last|an?|one|two|three|the|in) )",
        rf"\b[Tt]hat {_STORY_UNIT}\b",
        r"\b[Tt]he (?P<unit>day|week|weekend|month|year|night) (?P<side>before|after|earlier)\b(?=[.,;)”]|\Z)",
        r"\b(?P<side>the other) (?P<unit>day)\b",
    ),
    *_rule(
        "of the story",
        "relative",
        ("following", "next", "previous", "preceding", "same", "before", "after"),
        spans.of_nothing,
        rf"\b[Tt]h(?:e|at) (?:following|next|previous|preceding|same) {_STORY_UNIT}\b",
        r"\b[Tt]he (?:day|week|weekend|month|year|night) (?:before|after)\b",
    ),
    *_rule(
        "length",
        "duration",
        _UNITS,
        spans.of_nothing,
        rf"\b(?:[Ff]or )?(?:(?:about|almost|nearly|more than) )?(?!an? (?:day|week|month|year)){COUNT} {UNIT}\b"
        r"(?! (?:old|older|younger|ago)\b)",
        rf"\b[Ff]or an? {UNIT}\b",
        rf"\b(?:\d{{1,3}}|{_NUMBER})-(?:day|week|month|year|decade)\b(?!-old)",
    ),
    *_rule(
        "age",
        "age",
        ("ince ", "hen ", "t age", " age ", "ties", "0s", "teens", "s a "),
        spans.of_nothing,
        rf"\b[Ss]ince (?:I|you|he|she|they|we) (?:was|were|turned) (?:(?:like|about|just|only) )?{_AGE}\b",
        rf"\b[Ww]hen (?:I|you|he|she|they|we) (?:was|were|turned) (?:(?:like|about|just|only) )?{_AGE}\b",
        rf"\b[Aa]t (?:the )?age (?:of )?{_AGE}\b",
        rf"\b[Ii]n (?:my|your|his|her|their|our) (?:(?:early|mid|late)[ -])?(?:\d0s|{_TENS})\b",
        r"\b[Aa]s a (?:teenager|teen|child|kid|boy|girl)\b",
    ),
    *_rule(
        "holiday",
        "date",
        (
            "Day",
            "Eve",
            "Halloween",
            "Christmas",
            "Easter",
            "Thanksgiving",
            "Friday",
            "Sunday",
            "Monday",
            "Wednesday",
            "Thursday",
            "Tuesday",
            "Mardi",
            "Juneteenth",
            "Fourth of",
            "Night",
            "Mayo",
        ),
        spans.of_holiday,
        rf"\b{_FEAST}(?P<weekend> weekend)?(?: night| morning| evening)?,? (?:of |in )?{_YEAR}",
        rf"\b{_WHICH} {_FEAST}(?P<weekend> weekend)?{_TIME_OF_DAY}\b{_NO_THING}",
        rf"\b(?i:on|at|by|before|after|around|since|until|over|during|for|of|from|until|celebrated?|spent|spend) (?:the )?"
        rf"(?P<core>{_FEAST}(?P<weekend> weekend)?{_TIME_OF_DAY})\b{_NO_THING}",
        rf"\b(?P<core>(?=(?:[\w.’']+ ){{1,4}}(?:Day|Eve)\b){_FEAST}{_TIME_OF_DAY}(?<=Day|Eve))\b{_NO_THING}",
    ),
]
