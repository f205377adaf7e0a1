"""News agencies: their names, and what names one in a byline, a dateline or a line of rights."""

from __future__ import annotations

import re

#: How an agency is called in `articles.agency` -> how it is written; short forms in their own letters only.
_AGENCIES = {
    "AP": r"(?:The )?Associated Press|THE ASSOCIATED PRESS|ASSOCIATED PRESS|AP(?! style)",
    "Reuters": r"(?:Thomson )?Reuters|REUTERS",
    "AFP": r"Agence[ -]France[ -]Presse|AFP",
    "UPI": r"United Press International|UPI",
    "PA": r"PA Media|PA news agency|(?:The )?Press Association|PA",
    "dpa": r"Deutsche Presse-Agentur|dpa|DPA",
    "AAP": r"(?:The )?Australian Associated Press|AAP",
    "CP": r"(?:The )?Canadian Press|THE CANADIAN PRESS",
    "EFE": r"(?:Agencia )?EFE",
    "ANSA": r"ANSA",
    "Xinhua": r"Xinhua(?: News Agency)?",
    "TASS": r"(?:ITAR-)?TASS",
    "Interfax": r"Interfax",
    "Kyodo": r"Kyodo(?: News)?",
    "Jiji": r"Jiji Press",
    "Yonhap": r"Yonhap(?: News Agency)?",
    "PTI": r"(?:The )?Press Trust of India|PTI",
    "ANI": r"Asian News International|ANI",
    "IANS": r"Indo-Asian News Service|IANS",
    "Anadolu": r"Anadolu(?: Agency)?",
    "ANP": r"ANP",
    "Belga": r"Belga",
    "APA": r"Austria Presse Agentur|APA",
    "SDA": r"Keystone-SDA",
    "Lusa": r"Lusa",
    "Ritzau": r"Ritzau",
    "Bloomberg": r"Bloomberg(?: News)?",
    "CNN Wire": r"(?:The-)?CNN[ -]Wire|CNN Newsource",
    "TNS": r"Tribune News Service|Tribune Content Agency",
    "Cover Media": r"Cover Media",
    "Bang Showbiz": r"B(?:ang|ANG) Showbiz",
    "agencies": r"(?:News )?[Aa]genc(?:ies|y)(?: reports?)?|AGENCIES|[Ww]ire (?:services?|reports?)|News [Ss]ervices?",
}
#: Any of them, as the text of a pattern; which one it is says `name_agency`.
AGENCY = "|".join(_AGENCIES.values())
_EACH = {name: re.compile(rf"(?:{pattern})") for name, pattern in _AGENCIES.items()}
_WHOLE = re.compile(rf"(?:[Bb][Yy] |[Ff]rom )?(?:the )?(?P<agency>{AGENCY})(?: [Ss]taff| [Rr]eporters?| [Nn]ews)?\.?\Z")
_LAST = re.compile(rf"[,|/•·–—(-] ?(?:[Tt]he )?(?P<agency>{AGENCY})\)?\.?\Z")
_PLACE = r"[A-Z][\w.’'-]*(?:[ ,/]{1,2}(?:[A-Z][\w.’'-]*|\d{1,2}|de|of|la|le|el|al)){0,8}"
_DATELINE = re.compile(rf"\W{{0,2}}(?:{_PLACE},? )?\((?P<agency>{AGENCY})\) ?(?:[-–—:.]|\Z|(?=[A-Z“\"]))")
_OPENED = re.compile(rf"{_PLACE},? (?P<agency>AP|AFP|Reuters|dpa) ?[–—-]{{1,2}} ?(?=[A-Z“\"])")


def name_agency(line: str) -> str | None:
    """Name the agency that a byline is, or ends in; None for any other.

    A line with staff and agency ("Staff and agencies") names none: the outlet wrote it too.

    Examples
    --------
    >>> lines = ["By The Associated Press", "Jane Roe, Reuters", "AFP", "Jane Roe", "Staff and agencies"]
    >>> [name_agency(line) for line in lines]
    ['AP', 'Reuters', 'AFP', None, None]
    """
    bare = line.strip()
    found = _WHOLE.match(bare) or (_LAST.search(bare) if len(bare) <= 160 else None)
    return _named(found["agency"]) if found else None


def find_dateline(paragraph: str) -> str | None:
    """Name the agency of a dateline.

    Examples
    --------
    >>> [find_dateline(line) for line in ("OSLO, March 3 (Reuters) - A ship", "(AP) — A ship", "The AP (a wire) said")]
    ['Reuters', 'AP', None]
    """
    found = _DATELINE.match(paragraph) or _OPENED.match(paragraph)
    return _named(found["agency"]) if found else None


def _named(written: str) -> str:
    return next(name for name, pattern in _EACH.items() if pattern.fullmatch(written))
