"""Couples and families: a first name beside a shared surname, or beside a noun of kinship."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analysis.people.names.parts import folded
from analysis.people.names.roster import Roster
from analysis.text.english.function_words import NOT_NAMES
from analysis.text.english.kin import KIN, Kin
from analysis.text.english.names import PARTICLES, given_names, is_title, not_people

#: What a surname behind *the* is of, with all others of that name.
FAMILY = "family|clan|household"
#: The same of all or of some.
_SEVERAL = rf"{FAMILY}|siblings|brothers|sisters|twins|couple|girls|boys"
_NAME = r"[A-Z][\w'-]+"
_SURNAME = rf"((?:(?:{'|'.join(PARTICLES)})\s)*{_NAME})"
_AGE = r"(?:,? \(?\d{1,3}\)?,?)?"
_WORDS = r"(?:(?:[a-z][\w'-]*,?|Mrs?\.?|Dr\.?) ){0,3}?"
#: Nora and Emil Sandoval; Nora, 41, and producer Emil Sandoval; Ann, Bo and Cy Roe.
_AHEAD = re.compile(rf"{_AGE}(?:, {_NAME}{_AGE})*,? (?:and|&) {_WORDS}{_NAME}(?: [A-Z]\.?)* {_SURNAME}")
#: Emil Sandoval, 48, and Nora; Emil Sandoval and his wife, Nora.
_BEHIND = re.compile(rf"{_NAME} {_SURNAME}{_AGE}(?:, {_NAME}{_AGE})*,? (?:and|&) {_WORDS}\Z")
#: the Sandovals – Nora and Emil –; the Sandoval family.
_PLURAL = re.compile(rf"\b[Tt]he (?:({_NAME})s|({_NAME}) (?:{_SEVERAL}))\b")
_COUPLE = re.compile(r"\bMr\.? (?:and|&) Mrs\.? \Z")
_CLAN = re.compile(rf" (?:{_SEVERAL})\b")
_NOUNS = "|".join(sorted(map(re.escape, KIN), key=lambda noun: (-len(noun), noun)))
_KIN = re.compile(rf"\b({_NOUNS})(?:[,:]| of)? \Z")
#: her sons Al and Ray; two daughters: Ann, 4, and Di
_KIN_LISTED = re.compile(rf"\b({_NOUNS})(?:[,:]| of)? (?:{_NAME}{_AGE}(?:,? (?:and|&)|,) )+\Z")
#: a fan named Ray; she plays Ray; the character Ray
_NAMED_ANEW = re.compile(
    r"\b(?:[Aa]n? (?:[\w'-]+ ){1,4}(?:named|called)|(?:play|portray)(?:s|ed|ing)?|role of|character) \Z"
)
#: Ray, a fan from Leeds; Ray, 4.
_ANEW_BEHIND = re.compile(r", (?:\d{1,3}, )?an? [a-z]|,? \(?\d\b")
_WIDEST = 80
_FAMILY = frozenset("spouse partner sibling parent in-law".split())


def introduced(
    text: str, start: int, end: int, owners: Sequence[str], roster: Roster, certain: Iterable[str]
) -> str | None:
    """Give the person whom a first name means by the words around it; None where nothing says so, or several fit.

    Parameters
    ----------
    text : str
        In the form of `parts.plain`.
    owners : sequence of str
        Everybody in the study of that first name.
    certain : iterable of str
        Who is named in full anywhere in the article.
    """
    ahead, behind = _AHEAD.match(text, end), _BEHIND.search(text, max(0, start - _WIDEST), start)
    for found in (ahead, behind):
        if found:
            fitting = [p for p in owners if folded(found[1]) in roster.surnames[p]]
            if len(fitting) == 1:
                return fitting[0]
    noun = _KIN.search(text, max(0, start - 20), start)
    kinds = KIN[noun[1]].kinds if noun else ()
    related = [p for p in owners if any(_are_related(p, other, kinds, roster) for other in certain)]
    if noun and not related:
        related = _of_family(KIN[noun[1]], owners, roster, certain)
    if len(related) == 1:
        return related[0]
    fitting = [p for p in owners if not _families(text).isdisjoint(roster.surnames[p])]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=8)
def _families(text: str) -> frozenset[str]:
    """Find what may be the surname of several (the Sandovals, the Sandoval family); a text is searched once."""
    return frozenset(folded(match[1] or match[2]) for match in _PLURAL.finditer(text))


def is_kin_before(text: str, start: int) -> bool:
    """Tell whether a noun of the family stands right before a name ("her son Ray").

    Examples
    --------
    >>> is_kin_before("her son, Ray", 9), is_kin_before("her co-star Ray", 12)
    (True, False)
    """
    noun = _KIN.search(text, max(0, start - 20), start)
    listed = None if noun else _KIN_LISTED.search(text, max(0, start - _WIDEST), start)
    if listed and KIN[listed[1]].is_plural:
        noun = listed
    return noun is not None and not _FAMILY.isdisjoint(KIN[noun[1]].kinds)


def is_new(text: str, start: int, end: int) -> bool:
    """Tell whether a name is given to somebody whom the reader does not know: a fan, a character, a child.

    Examples
    --------
    >>> is_new("a fan named Ray", 12, 15), is_new("Ray, a fan, left", 0, 3), is_new("Ray left", 0, 3)
    (True, True, False)
    """
    return bool(_NAMED_ANEW.search(text, max(0, start - _WIDEST), start) or _ANEW_BEHIND.match(text, end))


def is_of_several(text: str, start: int, end: int) -> bool:
    """Tell a surname of several, who are a description together, from the name of one.

    Examples
    --------
    >>> is_of_several("Mr and Mrs Roe", 11, 14), is_of_several("the Roe family", 4, 7)
    (True, True)
    """
    is_clan = text.endswith(("the ", "The "), 0, start) and _CLAN.match(text, end)
    return bool(is_clan or _COUPLE.search(text, max(0, start - 14), start))


def _are_related(one: str, other: str, kinds: Sequence[str], roster: Roster) -> bool:
    members = (r.members or (*r.parents, *r.children) for r in roster.relations.values() if r.kind in kinds)
    return one != other and any(one in people and other in people for people in members)


def _of_family(kin: Kin, owners: Sequence[str], roster: Roster, certain: Iterable[str]) -> list[str]:
    """List who may be a relative that the study does not declare: by the surname of somebody named, or by a role."""
    if _FAMILY.isdisjoint(kin.kinds):
        return []
    names = frozenset().union(*(roster.surnames[p] for p in certain if p not in owners))
    bearing = {p for role, people in roster.roles.items() if KIN.get(role) == kin for p in people}
    fitting = [p for p in owners if kin.gender is None or roster.genders[p] in (kin.gender, None)]
    return [p for p in fitting if p in bearing or not names.isdisjoint(roster.surnames[p])]


_BEFORE = re.compile(rf"({_NAME})(?: [A-Z]\.?)? \Z")
_NEXT = re.compile(rf"(?: [A-Z]\.)* {_SURNAME}")


def rivals_of(text: str, places: Iterable[tuple[int, int, str]], roster: Roster) -> dict[str, list[int]]:
    """Tell where each short name of the study is part of the name of somebody else ("George Moor", "Ann Poole").

    Whom a noun of kinship leads to ("her aunt Rose Moor") is named in passing, and no rival.

    Parameters
    ----------
    places : iterable of (start, end, key)
        Short names that are nobody's of the study, in text order.
    """
    surnames = frozenset().union(*roster.surnames.values()) if roster.surnames else frozenset()
    rivals: dict[str, list[int]] = {}
    for start, end, key in places:
        before = _BEFORE.search(text, max(0, start - 30), start) if text[end : end + 1] != "-" else None
        if before and is_kin_before(text, before.start()):
            continue
        may_be_first = key not in surnames or text[start:end] in given_names()
        behind = _NEXT.match(text, end) if not before and may_be_first else None
        is_last = before is not None and not is_title(before[1]) and _may_be_given(before[1], text)
        is_first = behind is not None and behind[1] not in NOT_NAMES and not_people().get(behind[1]) is None
        if is_last or is_first:
            rivals.setdefault(key, []).append(start)
    return rivals


def _may_be_given(word: str, text: str) -> bool:
    """Tell a first name that no list holds from a word (*Stop Moor*, *Team Moor*): the text does not write it small."""
    if word in given_names() or word in ("Will", "May"):
        return True
    if word in NOT_NAMES or not_people().get(word) in ("organisation", "thing") or word.endswith("ing"):
        return False
    return not _words(word.lower()) <= _words(text)


@lru_cache(maxsize=64)  # a text is searched once
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))
