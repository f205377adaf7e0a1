"""The words that phrases of time are made of, as parts of patterns, and what a rule is.

Patterns are written for running text: the first word of a phrase may have a capital, names of months and days must.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from analysis.text.english import calendar
from analysis.times.holidays import HOLIDAYS
from analysis.times.readers import Reader

Match = re.Match[str]


class Rule(NamedTuple):
    """A kind of phrase: the letters of which a paragraph must hold one, and how to read what the pattern matches.

    The group `core`, where a pattern has one, is the phrase; the rest is context.
    """

    name: str
    kind: str
    signs: tuple[str, ...]
    read: Callable[[Match], Reader]
    pattern: str


MONTHS = "|".join(calendar.MONTHS)
MONTH = rf"(?P<month>{MONTHS}|(?:{'|'.join(calendar.MONTHS_CUT)})\b\.?)"
#: Months that are nobody's name and no other word.
ONLY_MONTH = rf"(?P<month>{'|'.join(month for month in calendar.MONTHS if month not in calendar.AMBIGUOUS)})"
DAYS = "|".join(calendar.DAYS)
WEEKDAY = rf"(?P<weekday>{DAYS})"
DATED = rf"(?:(?:{DAYS}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)[ ,]{{1,2}})?"
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
DAY_2 = r"(?P<day_2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_COUNTED = (
    "years? days? weeks? months? hours? minutes? seconds? miles? km kilomet(?:er|re)s? met(?:er|re)s? feet foot yards?"
    " acres? tons? tonnes? pounds? dollars? euros? percent per people persons men women children students pupils"
    " workers employees jobs homes houses tickets votes copies members troops soldiers cases deaths points words times"
    " units seats pages delegates guests fans runners patients vehicles cars instal(?:l)?ments rounds calories watts"
    " volts rpm pixels"
)
#: What a number counts that would else be a year.
_COUNTED = rf"(?! (?:more |new |other |different |additional )?(?:{'|'.join(_COUNTED.split())})\b(?![’']))"
YEAR = rf"(?P<year>1\d{{3}}|20\d\d)(?![\d%]|[.,]\d|-\d|-[a-z]){_COUNTED}"
NEW_YEAR = rf"(?P<year>19[3-9]\d|20\d\d)(?![\d%]|[.,]\d|-[a-z]){_COUNTED}"
OLD_YEAR = (
    r"(?P<year>1[5-8]\d\d|19[0-2]\d)(?![\d%]|[.,]\d|-[a-z])(?! [a-z]*[a-rt-z]s\b(?<! his)(?<!was)(?<!its))" + _COUNTED
)
OF_YEAR = rf"(?:,? (?:in |of )?{YEAR})?"
PART = (
    r"(?:(?P<part>[Ee]arly(?: to mid)?|[Mm]id(?: to late)?|[Ll]ate)(?:[ -]| in )"
    r"|(?:[Tt]he )?(?P<side>[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of (?:the )?)"
)
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
WHICH = r"(?P<which>(?:[Tt]his |[Tt]he )?(?:past|coming|upcoming)|[Ll]ast|[Tt]his|[Nn]ext)"
ONES = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (
    "(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
    rf"(?:-(?:{ONES}))?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our(?:teen)?|[Ff]ive|[Ss]ix(?:teen)?|[Ss]even(?:teen)?"
    "|[Ee]ight(?:een)?|[Nn]ine(?:teen)?|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen|[Ff]ifteen"
)
COUNT = (
    r"(?P<count>\d{1,3}|[Aa] few|(?:[Aa] )?couple(?: of)?|(?:[Aa] )?dozen|[Aa]n?|[Ff]ew|[Ss]everal|[Ss]ome|[Mm]any"
    rf"|{NUMBER})"
)
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|centur)(?:s|y|ies)?"
NEAR_UNIT = r"(?P<unit>week|month|quarter|year)"
STORY_UNIT = "(?P<unit>day|week|weekend|month|year|summer|winter|spring|autumn|fall|night|morning|evening|afternoon)"
AFTER = r"\b(?i:in|by|since|until|till|from|during|before|after|around|of|for|throughout|through|come)"
TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
AGE = rf"(?:\d{{1,2}}|{NUMBER})"
TENS = "twenties|thirties|forties|fifties|sixties|seventies|eighties|teens"
NTH = r"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)"
NOT_OF = r"(?! of (?:his|her|their|its|my|our|the)\b)"
NO_NAME = r"(?![\w-]|[ -][A-Z])"
FUNCTION = r"(?:in|on|of|to|for|by|and|or|at|with|is|was|are|were|as|the|a|an|that|from|he|she|it|they|we)\b"
PAPER = (
    r"(?! (?:Night|Times|Morning|Mail|Post|Club|Football|Review|Express|Mirror|Star|Herald|Telegraph|Sun|Show|Live)\b)"
)
FEAST = "|".join(re.escape(name).replace("'", "[’']") for name in sorted(HOLIDAYS, key=len, reverse=True))
FEAST = rf"(?P<holiday>{FEAST})"
NO_THING = (  # what a holiday only names
    r"(?!,? (?:the |a |an )?(?:film|movie|album|song|single|book|novel|special|tree|card|carol|cookie|costume"
    r"|decoration|gift|present|party|parade|music|market|light|candy|shopping|sale|spirit|turkey|egg|list|jumper|sweater|story)s?\b)"
    r"(?! [A-Z])"
)

#: Letters, some of which a paragraph with such words holds.
YEARS = ("1", "20")
MONTH_SIGNS = tuple(month[:3] for month in calendar.MONTHS)
DAY_SIGNS = tuple(DAYS.split("|"))
SEASON_SIGNS = ("pring", "ummer", "fall", "Fall", "utumn", "inter")
UNITS = ("day", "week", "fortnight", "month", "year", "decade", "centur", "quarter")


def rules_of(
    name: str, kind: str, signs: tuple[str, ...], read: Callable[[Match], Reader], *patterns: str
) -> list[Rule]:
    """Make one rule of each pattern."""
    return [Rule(name, kind, signs, read, pattern) for pattern in patterns]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text first holds a sign of it: most texts hold few, and all take long."""
    return re.compile(pattern)
