"""A surname in text -> whether it is part of the name of a firm: Price, Oduya & Locke; Ford & Sons."""

from __future__ import annotations

import re

from analysis.people.names.parts import folded
from analysis.people.names.roster import Roster
from analysis.text.english.function_words import NOT_NAMES
from analysis.text.english.names import given_names

_CAP = r"[A-Z][\w'’-]+"
_PARTNERS = re.compile(
    rf"(?:, {_CAP})*,? (?:&|and) "
    r"(?:Sons?|Daughters?|Co|Company|Partners|Associates|Brothers|Bros|Sisters)\b"
)
_LISTED = re.compile(rf"{_CAP}(?:, {_CAP})*,? & {_CAP}")
_NOT_TWO = re.compile(rf" {_CAP}|['’]s\b")
#: Ford’s of Ely; Ford/Hale.
_HOUSE = re.compile(rf"['’]s of {_CAP}|/(?P<other>{_CAP})")
#: Characters before a name in which a list of names that holds it begins.
_REACH = 60


def names_firm(text: str, match: re.Match[str], roster: Roster) -> bool:
    """Tell a surname that what follows makes a firm's, or that is joined by *&* to one nobody of the study bears.

    Parameters
    ----------
    text : str
    match : re.Match
        Of the roster's pattern: one word.
    roster : Roster
        Says who else is in the study.
    """
    start, end = match.span()
    if folded(match[0]) in roster.full:
        return False
    house = _HOUSE.match(text, end)
    if _PARTNERS.match(text, end) or (house and folded(house["other"] or "") not in roster.short):
        return True
    if text.startswith(f" & {match[0]}", end) or text.endswith(f"{match[0]} & ", 0, start):
        return True
    if "&" not in text[max(0, start - _REACH) : end + _REACH]:
        return False
    for listed in _LISTED.finditer(text, max(0, text.rfind("\n", 0, start), start - _REACH)):
        if listed.start() > start:
            break
        if listed.end() < end or _NOT_TWO.match(text, listed.end()):
            continue
        words = [word.strip(",") for word in listed[0].split() if word != "&"]
        is_given = not NOT_NAMES.isdisjoint(words) or not given_names().keys().isdisjoint(words)
        before = text[max(0, listed.start() - 30) : listed.start()].rsplit(None, 1)
        is_told = bool(before) and not before[-1][:1].isupper()  # by Price, Oduya & Locke; not: Ann Price & Locke
        return is_told and not is_given and any(folded(word) not in roster.short for word in words)
    return False
