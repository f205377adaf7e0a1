"""The date in the head of an exported article -> a day as ISO writes it, and the words that say it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

__all__ = ["HeadDate", "find_date"]

#: Months as English, German, French, Dutch, Spanish and Italian write them, without dots; short ones in between.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier januari enero ene gennaio gen jänner janv",
            "february feb februar février févr february februari febrero febbraio feber",
            "march mar märz mrz mars maart mrt marzo",
            "april apr avril avr abril abr aprile",
            "may mai mei mayo maggio mag",
            "june jun juni juin junio giugno giu",
            "july jul juli juillet juil julio luglio lug",
            "august aug août augustus agosto ago",
            "september sep sept septembre septiembre settembre set",
            "october oct oktober okt octobre octubre ottobre ott",
            "november nov novembre noviembre",
            "december dec dezember dez décembre déc diciembre dic dicembre",
        ),
        1,
    )
    for name in names.split()
}
_DATE = re.compile(
    r"(?:[^\W\d_]{2,14}\.?,?\s+(?=\d|[^\W\d_]{3,12}\.?\s+\d))?"
    r"(?:(?P<m1>[^\W\d_]{3,12})\.?\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:17|18|19|20)\d\d)"
    r"|(?P<d2>\d{1,2})(?:er|\.)?\s+(?:de\s+)?(?P<m2>[^\W\d_]{3,12})\.?(?:\s+de)?,?\s+(?P<y2>(?:17|18|19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<n3>\d\d)-(?P<d3>\d\d))(?!\w)(?P<rest>.*)\Z",
    re.S,
)
_MONTH = re.compile(r"(?P<m>[^\W\d_]{3,12})\.?,?\s+(?P<y>(?:17|18|19|20)\d\d)(?!\w)(?P<rest>.*)\Z", re.S)
#: What stands behind a date in a head: a weekday, a time, an edition; all with capitals or digits. Prose has small words.
_SMALL = re.compile(
    r"(?<![\w'’])(?!(?:am|pm|uhr|edition|editie|ausgabe|édition|final|h|first|late|of|du|soir)\b)[a-z]\w*"
)
_MOST_WORDS = 14


class HeadDate(NamedTuple):
    """Both days as ISO writes them, the same for a day, and the words of the date."""

    earliest: str
    latest: str
    words: str


def find_date(line: str, *, whole_months: bool = False) -> HeadDate | None:
    """Read the date that a line of a head is: it begins the line, and no prose follows.

    Parameters
    ----------
    line : str
    whole_months : bool
        Take a month without a day too, as monthly papers have it.

    Examples
    --------
    >>> find_date("March 12, 2024 Tuesday 9:33 AM GMT")
    HeadDate(earliest='2024-03-12', latest='2024-03-12', words='March 12, 2024 Tuesday 9:33 AM GMT')
    >>> find_date("Mittwoch 13. März 2024").earliest, find_date("mardi 12 mars 2024").earliest
    ('2024-03-13', '2024-03-12')
    >>> find_date("Harbour deal: jobs in 2025, 4,500 of them")
    """
    words = " ".join(line.split())
    found = _DATE.match(words)
    if found and _is_tail(found["rest"]):
        if found["y3"]:
            return _day(int(found["y3"]), int(found["n3"]), int(found["d3"]), words)
        month = _MONTHS.get((found["m1"] or found["m2"]).casefold())
        return _day(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]), words) if month else None
    if whole_months and (found := _MONTH.match(words)) and _is_tail(found["rest"]):
        month = _MONTHS.get(found["m"].casefold())
        if month:
            last = date(int(found["y"]) + month // 12, month % 12 + 1, 1).toordinal() - 1
            return HeadDate(f"{found['y']}-{month:02d}-01", date.fromordinal(last).isoformat(), words)
    return None


def _is_tail(rest: str) -> bool:
    return len(rest.split()) <= _MOST_WORDS and not _SMALL.search(rest) and not rest.rstrip().endswith("?")


def _day(year: int, month: int | None, day: int, words: str) -> HeadDate | None:
    try:
        iso = date(year, month or 0, day).isoformat()
    except ValueError:
        return None
    return HeadDate(iso, iso, words)
