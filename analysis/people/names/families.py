"""Couples and families: a first name beside a shared surname, or beside a noun of kinship that the study declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.people.names.parts import folded
from analysis.people.names.roster import Roster
from analysis.text.english.function_words import NOT_NAMES
from analysis.text.english.kin import KIN
from analysis.text.english.names import PARTICLES, is_title

_NAME = r"[A-Z][\w'-]+"
_SURNAME = rf"((?:(?:{'|'.join(PARTICLES)})\s)*{_NAME})"
_AGE = r"(?:,? \(?\d{1,3}\)?,?)?"
_WORDS = r"(?:(?:[a-z][\w'-]*|Mrs?\.?|Dr\.?) ){0,3}?"
#: Nora and Emil Sandoval; Nora, 41, and producer Emil Sandoval; Ann, Bo and Cy Roe.
_AHEAD = re.compile(rf"{_AGE}(?:, {_NAME}{_AGE})*,? (?:and|&) {_WORDS}{_NAME}(?: [A-Z]\.?)* {_SURNAME}")
#: Emil Sandoval, 48, and Nora; Emil Sandoval and his wife Nora.
_BEHIND = re.compile(rf"{_NAME} {_SURNAME}{_AGE}(?:, {_NAME}{_AGE})*,? (?:and|&) {_WORDS}\Z")
#: the Sandovals – Nora and Emil –
_PLURAL = re.compile(rf"\b[Tt]he {_NAME}s\b")
_KIN = re.compile(rf"\b({'|'.join(sorted(map(re.escape, KIN), key=lambda noun: (-len(noun), noun)))})(?:,| of)? \Z")
_WIDEST = 80


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
    if len(related) == 1:
        return related[0]
    families = {p: f"the {surname}s" for p in owners for surname in roster.surnames[p]}
    plurals = {folded(match[0]) for match in _PLURAL.finditer(text)} if families else set()
    fitting = [p for p, written in families.items() if written in plurals]
    return fitting[0] if len(fitting) == 1 else None


def _are_related(one: str, other: str, kinds: Sequence[str], roster: Roster) -> bool:
    members = (r.members or (*r.parents, *r.children) for r in roster.relations.values() if r.kind in kinds)
    return one != other and any(one in people and other in people for people in members)


_BEFORE = re.compile(rf"({_NAME})(?: [A-Z]\.?)? \Z")


def rivals_of(text: str, places: Iterable[tuple[int, str]], roster: Roster) -> dict[str, int]:
    """Tell where each surname of the study first stands behind the first name of somebody else ("George Moor").

    Parameters
    ----------
    places : iterable of (start, key)
        Short names that are nobody's of the study, in text order.
    """
    surnames = frozenset().union(*roster.surnames.values()) if roster.surnames else frozenset()
    rivals: dict[str, int] = {}
    for start, key in places:
        before = _BEFORE.search(text, max(0, start - 30), start) if key in surnames else None
        if before and not is_title(before[1]) and before[1] not in NOT_NAMES:
            rivals.setdefault(key, start)
    return rivals
