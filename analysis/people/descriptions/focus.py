"""Who is in focus where a description stands, and which of several holders of a role is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.people.pronouns.scene import NAMED, Name
from analysis.people.state import Mention, State
from analysis.text.english.pronouns import SINGULAR

#: Sentences back that a description looks for the person in focus.
REACH = 3
#: Sentences back that a role looks for its holder.
FOCUS_REACH = 6


def fits(own: str | None, gender: str | None) -> bool:
    """Tell whether somebody of a pronoun may be meant by a noun of one."""
    return gender is None or own in (gender, None)


def choose_holder(state: State, start: int, end: int, holders: Sequence[str]) -> Mention | None:
    """Take the only holder of a role; of several the one last a subject in the sentences before it, or last named.

    Of several none is meant who is named in the same sentence. None where that is somebody who is not in the study.
    """
    if len(holders) == 1:
        return _holder(state, start, end, holders[0], 0.85 if holders[0] in state.is_named else 0.7, "role")
    scene = state.scene
    quote = state.quote_at(start)
    holders = [p for p in holders if p not in _named_beside(state, start)] or holders
    if len(holders) == 1:
        return _holder(state, start, end, holders[0], 0.7, "role of the other one")
    first = scene.firsts[max(0, scene.sentence_at(start) - FOCUS_REACH)]
    places = [n for n in scene.within(first, start) if n.entity in holders and state.quote_at(n.start) == quote]
    subjects = [name.entity for name in places if scene.place(name).role == "subject"]
    if subjects:
        return _holder(state, start, end, subjects[-1], 0.7, "role in focus")
    if places:
        return _holder(state, start, end, places[-1].entity, 0.6, "role last named")
    possible = [p for p in holders if p in state.roster.genders]
    return Mention(start, end, "nominal", None, None, None, "|".join(possible) or None, "role, undecided")


def _holder(state: State, start: int, end: int, entity: str, confidence: float, rule: str) -> Mention | None:
    if entity not in state.roster.genders:
        return None
    return Mention(start, end, "nominal", entity, None, confidence, None, rule)


def in_opening(state: State, start: int) -> str | None:
    """Give whom a pronoun means in a clause that opens the sentence of a place: asked about her, the star smiled."""
    scene = state.scene
    opening = _OPENING.match(scene.text, scene.firsts[scene.sentence_at(start)], start)
    own = state.meant.get(opening.start("whose")) if opening else None
    return own.person_id if own else None


#: Characters of a sentence, on either side of a description, that are searched for who else is in it.
LONGEST = 2000
#: A clause before the main one, and in it who it is about.
_OPENING = re.compile(
    r"(?i:when|asked|after|before|while|although|though|if|once|since|despite|with)\b[^.!?;:“”\"]{0,80}?"
    r"\b(?P<whose>(?:he|him|his|she|her)\b)[^.!?;:“”\",]{0,60}, \Z"
)


def in_another_clause(state: State, start: int) -> list[Name]:
    """Give who is named before a place in its sentence, and a clause that begins in between: Ann fell when she …"""
    scene = state.scene
    begin = max(scene.firsts[scene.sentence_at(start)], start - LONGEST)
    clauses = [found.start() for found in _BEGINS.finditer(scene.text, begin, start)]
    return scene.within(begin, clauses[-1]) if clauses else []


_BEGINS = re.compile(r"\b(?:when|while|after|before|since|because|although|though|until|where|which)\b")


def _named_beside(state: State, start: int) -> set[str]:
    """Who is named in the sentence of a place, on the same side of quotation marks, and not by a pronoun only."""
    scene, quote = state.scene, state.quote_at(start)
    begin, end = scene.sentences[scene.sentence_at(start)]
    names = scene.within(begin, end)
    return {one.entity for one in names if one.certainty != "pronoun" and state.quote_at(one.start) == quote}


_POSSESSIVE = re.compile(r"[^.!?;:“”\"\n,]{0,80}?\b(his|her)\b")
#: Whoever says something mostly says it of themselves: the star admitted she was tired.
_SAYS = re.compile(
    r" (?:said|says|admitted|admits|revealed|felt|feels|thought|thinks|insisted|added|claimed|confessed)"
    r" (?:that )?(he|she)\b"
)
_CLAUSE = re.compile(r"\b(?:that|who|when|while|because|if|as)\b|[A-Z]")


def gender_after(text: str, end: int) -> str | None:
    """Pronoun of a possessive in the same clause after a description ("The rapper shot to fame with her debut")."""
    found = _SAYS.match(text, end) or _POSSESSIVE.match(text, end)
    return SINGULAR[found[1]] if found and not _CLAUSE.search(found[0]) else None


_SINGULAR = re.compile(rf"\b(?i:{'|'.join(SINGULAR)})\b")


def gender_told(state: State, end: int) -> str | None:
    """Pronoun after a description, in its sentence or as the subject of the next, where nobody is named in between."""
    scene, quote = state.scene, state.quote_at(end - 1)
    sentence = scene.sentence_at(end - 1)
    stop = min(scene.sentences[sentence][1], end + LONGEST)
    forms = (one for one in _SINGULAR.finditer(scene.text, end, stop) if state.quote_at(one.start()) == quote)
    found = next(forms, None)
    named = scene.within(end, found.start() if found else stop)
    if any(one.certainty in NAMED and state.quote_at(one.start) == quote for one in named):
        return None
    if found is None and quote < 0 and sentence + 1 < len(scene.sentences):
        after = scene.firsts[sentence + 1]
        found = None if "\n" in scene.text[end:after] else _SINGULAR.match(scene.text, after)
    return SINGULAR[found[0].lower()] if found else None
