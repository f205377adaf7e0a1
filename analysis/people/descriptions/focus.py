"""Who is in focus where a description stands, and which of several holders of a role is meant."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from analysis.people.pronouns.scene import Name
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


def in_focus(state: State, start: int, end: int, gender: str | None, without: Container[str]) -> Mention | None:
    """Give whom a description of anybody means: the last subject that fits, else the only one of the study that does.

    None where a stranger is in focus or nobody fits.
    """
    scene, known = state.scene, state.roster.genders
    sentence, quote = scene.sentence_at(start), state.quote_at(start)
    apart = _in_another_clause(state, start)
    here = _named_beside(state, start).difference(one.entity for one in apart)
    opening = _OPENING.match(scene.text, scene.firsts[sentence], start)
    if opening:  # When asked about her, the star smiled
        own = state.meant.get(opening.start("whose"))
        if own and own.person_id and own.person_id not in here:
            return Mention(start, end, "nominal", own.person_id, None, 0.7, None, "description of the one in focus")
        gender = gender or SINGULAR[opening["whose"].lower()]
    first = _begin_of_reach(state, sentence, quote)
    before = [
        one
        for one in (*scene.within(first, scene.firsts[sentence]), *apart)
        if one.certainty != "described"
        and fits(one.gender, gender)
        and state.quote_at(one.start) == quote
        and one.entity not in without
    ]
    subjects = [one for one in before if scene.place(one).role == "subject"]
    focus = subjects[-1] if subjects else None
    if focus is None and len({one.entity for one in before}) == 1:
        focus = before[-1]
    is_strange = focus is not None and focus.entity not in known
    if focus and is_strange and (focus.gender or gender is None or scene.n_named[focus.entity] > 1):
        return None
    if focus and not is_strange and focus.entity not in here:
        return Mention(start, end, "nominal", focus.entity, None, 0.7, None, "description of the one in focus")
    earlier = state.last_named(0, start)
    speaker = state.speaker_at(start)
    possible = [
        person
        for person in sorted(earlier)
        if fits(known[person], gender)
        and person not in here
        and person not in without
        and not (speaker and speaker.person_id == person)
    ]
    if len(possible) == 1:
        return Mention(start, end, "nominal", possible[0], None, 0.6, None, "description of the only one it fits")
    if possible and not is_strange:
        return Mention(start, end, "nominal", None, None, None, "|".join(possible), "description, undecided")
    return None


#: A clause before the main one, and in it who it is about.
_OPENING = re.compile(
    r"(?i:when|asked|after|before|while|although|though|if|once|since|despite|with)\b[^.!?;:“”\"]{0,80}?"
    r"\b(?P<whose>(?:he|him|his|she|her)\b)[^.!?;:“”\",]{0,60}, \Z"
)


def _in_another_clause(state: State, start: int) -> list[Name]:
    """Give who is named before a place in its sentence, and a clause that begins in between: Ann fell when she …"""
    scene = state.scene
    begin = scene.firsts[scene.sentence_at(start)]
    clauses = [found.start() for found in _BEGINS.finditer(scene.text, begin, start)]
    return scene.within(begin, clauses[-1]) if clauses else []


_BEGINS = re.compile(r"\b(?:when|while|after|before|since|because|although|though|until|where|which)\b")


def _begin_of_reach(state: State, sentence: int, quote: int) -> int:
    """Give the place of the third sentence before one; outside quotations those that begin inside one do not count."""
    left = REACH
    while sentence and left:
        sentence -= 1
        left -= quote >= 0 or state.quote_at(state.scene.firsts[sentence]) < 0
    return state.scene.firsts[sentence]


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
