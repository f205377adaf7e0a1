"""The line of a date in the head of an exported article -> its day as ISO writes it, and the words that say it."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.corpus.fields.written_dates import read_days

#: A date with a weekday and a time has so many words at most.
_LONGEST = 9
#: What follows a date in a head (an edition, a time, a place) has capitals or digits; prose has small words too.
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
    >>> find_date("March 12, 2024 Tuesday 9:33 AM GMT Late Edition")
    HeadDate(earliest='2024-03-12', latest='2024-03-12', words='March 12, 2024 Tuesday 9:33 AM GMT Late Edition')
    >>> find_date("Mittwoch 13. März 2024").earliest, find_date("mardi 12 mars 2024").earliest
    ('2024-03-13', '2024-03-12')
    >>> find_date("Harbour deal: jobs in 2025, 4,500 of them")
    >>> find_date("March 1, 2024 was a bad day for the bay")
    """
    words = line.split()
    if not any(len(word.strip(",;.")) == 4 and word.strip(",;.").isdigit() for word in words) and "-" not in line:
        return None
    for end in range(min(len(words), _LONGEST), 1 - ("-" in line), -1):
        begin = " ".join(words[:end])
        try:
            days = read_days(begin.rstrip(",;"))
        except ValueError:
            continue
        if days.earliest != days.latest and not (whole_months and not begin[:1].isdigit()):
            return None
        if len(words) - end > _MOST_WORDS or _SMALL.search(" ".join(words[end:])):
            return None
        return HeadDate(days.earliest.isoformat(), days.latest.isoformat(), " ".join(words))
    return None
