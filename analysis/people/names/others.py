"""What stands right beside a name in text -> whether it is part of another name: Lind-Moss, Anne-Marie Lind, O’Lind."""

from __future__ import annotations

import re

from analysis.people.names.parts import folded
from analysis.people.names.roster import Roster
from analysis.text.english.function_words import SMALL_IN_TITLES
from analysis.text.english.names import NOBLE, PARTICLES, not_people

_JOINED_BEFORE = re.compile(r"\b(?!(?:Anti|Pro|Pre|Post|Ex|Non|Co|Then)-)([A-Z][\w'’]+)-\Z")
_JOINED_BEHIND = re.compile(r"-([A-Z][a-z]\w*)")
_IRISH = re.compile(r"\b[OD]['’]\Z")
_PARTICLE = re.compile(rf"[A-Z][\w'’-]+\.? (?:(?:{'|'.join(PARTICLES)}) )+\Z")
_SAINT = re.compile(r"\b(?:St\.?|Saint|Santa|San|Sankt) \Z")
_OF_PLACE = re.compile(
    rf"\b(?:{'|'.join(sorted(word.capitalize() for word in NOBLE))}|Bishop|Archbishop|Marquess|Viscount"
    r"|University|Port|Isle|[Cc]ity|[Tt]own|[Vv]illage|[Cc]ounty|[Bb]orough|[Ss]uburb) of \Z"
)
_IN_PLACE = re.compile(r"\b(?:in|near|at|to|from|of|outside) \Z")
_PLACE_BEHIND = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
_OWN_BEHIND = re.compile(r"['’]s ([A-Z]\w+)\b(?! [A-Z])")
_ALSO = re.compile(r", also (?:called |named )?\Z")
_MARKED = re.compile(r"[“\"‘](?P<title>[^“”\"‘\n]{4,60}?)[,.]?[”\"’](?!\w)")
_OF_WORK = re.compile(r"(?:The|An?|My|Our|His|Her|Their|Being|Saving|Finding|Chasing) |.* of |[\w ]+['’]s ")
_REACH = 64


def is_of_another(text: str, match: re.Match[str], roster: Roster) -> bool:
    """Tell a name that is part of somebody else's, or of a place, by what stands right beside it.

    Parameters
    ----------
    text : str
    match : re.Match
        Of the roster's pattern.
    roster : Roster
        Says whose names may be joined to it by a hyphen.
    """
    start, end = match.span()
    before = text[max(0, start - 40) : start]
    for joined in (_JOINED_BEFORE.search(before), _JOINED_BEHIND.match(text, end)):
        if joined and folded(joined[1]) not in roster.short and folded(joined[1]) not in roster.full:
            return True
    if _IRISH.search(before) or _is_in_marked_title(text, match):
        return True
    return " " not in match[0] and folded(match[0]) not in roster.full and _is_beside(text, before, end)


def _is_beside(text: str, before: str, end: int) -> bool:
    """Tell a short name that a particle, a saint, a place or a thing of its owner makes another name."""
    if _PARTICLE.search(before) or _SAINT.search(before) or _OF_PLACE.search(before):
        return True
    behind = _PLACE_BEHIND.match(text, end)
    if behind and not_people().get(behind[1]) == "place" and _IN_PLACE.search(before):
        return True
    owned = _OWN_BEHIND.match(text, end)
    if owned:
        return not_people().get(owned[1]) == "part of a place"
    return text[end : end + 1] in (",", ".", ")") and _ALSO.search(before) is not None  # his father, also Roe,


def _is_in_marked_title(text: str, match: re.Match[str]) -> bool:
    """Tell a name inside the title of a work between marks (*“The Ballad of Ann Roe”*)."""
    begins = max(0, match.start() - _REACH, text.rfind("\n", 0, match.start()) + 1)
    for marked in _MARKED.finditer(text, begins, match.end() + _REACH):
        if marked.start() < match.start() and match.end() < marked.end():
            words = marked["title"].split()
            is_title = all(word[0].isupper() or word in SMALL_IN_TITLES for word in words)
            return is_title and len(words) > len(match[0].split()) and _OF_WORK.match(marked["title"]) is not None
    return False
