"""A definite description of one person -> whom it means: a name beside it, an age that was told, or who is in focus."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.people.descriptions.find import Description
from analysis.people.pronouns.scene import Name
from analysis.people.state import Mention, State
from analysis.text.english.kin import GENDERED

#: Sentences back that a description looks for the person in focus.
REACH = 3
#: Sentences back that a role looks for its holder.
FOCUS_REACH = 6
#: Certainties of whoever is named.
NAMED = frozenset(("study", "person", "maybe"))

#: What closes an apposition; a verb after it would make the name or the role the subject of another clause.
_CLOSES = re.compile(r"\s?(?:[,.;:)?!”\"—–\n]|\Z)")
#: What parts a name from a role in apposition to it: "Ann Lee, 40, the mayor," or "Ann Lee (the mayor)".
_PARTS = re.compile(r"(?:, \d{1,3})?(?:, | \(| [–—] )\Z")
#: The longest name that is looked for before a role.
_LONG_NAME = 60


def name_beside(state: State, start: int, end: int) -> Name | None:
    """Find the name whose title or apposition a role is: "the mayor Ann Lee", "the mayor, Ann Lee, left" and back."""
    scene, text = state.scene, state.scene.text
    parted = text.startswith(", ", end)
    after = scene.within(end + 1 + parted, end + 2 + parted) if text[end : end + 1] in (" ", ",") else []
    if after and after[0].certainty in NAMED and (not parted or _CLOSES.match(text, after[0].end)):
        return after[0]
    link = _PARTS.search(text, max(0, start - 8), start) if _CLOSES.match(text, end) else None
    before = scene.within(max(0, link.start() - _LONG_NAME), link.start()) if link else []
    return next((one for one in before if link and one.end == link.start() and one.certainty in NAMED), None)


def choose_holder(state: State, start: int, end: int, holders: Sequence[str]) -> Mention:
    """Take the only holder of a role; of several who was last a subject, in the sentences before it; else the last named."""
    if len(holders) == 1:
        confidence = 0.85 if holders[0] in state.is_named else 0.7
        return Mention(start, end, "nominal", holders[0], None, confidence, None, "role")
    scene = state.scene
    quote = state.quote_at(start)
    first = scene.firsts[max(0, scene.sentence_at(start) - FOCUS_REACH)]
    places = [n for n in scene.within(first, start) if n.entity in holders and state.quote_at(n.start) == quote]
    subjects = [name.entity for name in places if scene.place(name).role == "subject"]
    if subjects:
        return Mention(start, end, "nominal", subjects[-1], None, 0.7, None, "role in focus")
    if places:
        return Mention(start, end, "nominal", places[-1].entity, None, 0.6, None, "role last named")
    return Mention(start, end, "nominal", None, None, None, "|".join(holders), "role, undecided")


_AGE = re.compile(r"(\d{1,3})-year-old")
_TOLD = re.compile(r",? \(?(\d{1,3})(?=[,).;]|\Z)")
_HERS = frozenset(
    "actress alumna beauty blonde bombshell brunette comedienne diva frontwoman funnywoman heiress songbird songstress"
    " starlet".split()
)
_HIS = frozenset("frontman funnyman showman alumnus".split())


def read_someone(state: State, description: Description) -> None:
    """Decide on "the star": the name beside it; whose age was told; else the last subject that fits, if of the study.

    Whoever does something in the same clause is somebody else. Where two fit and neither did anything, it stays open.
    """
    start, end, head = description.start, description.end, description.head
    name = name_beside(state, start, end)
    borne = state.bearers.setdefault(head, set())
    if name:
        borne.add(name.entity)
        if name.certainty == "study":
            state.keep(
                Mention(start, end, "nominal", name.entity, None, 0.95, None, "description of the name beside it")
            )
        return
    if len(borne) == 1:  # the former boxer Al Roe left. The former boxer …
        if (bearer := next(iter(borne))) in state.roster.genders:
            state.keep(Mention(start, end, "nominal", bearer, None, 0.8, None, "description borne before"))
        return
    gender, age = _gender(head), _AGE.match(head)
    holders = [p for p in state.roster.trades.get(head.rsplit(None, 1)[-1], ()) if p in state.is_named]
    if holders and (fitting := [p for p in holders if state.roster.genders[p] in (gender, None) or gender is None]):
        state.keep(choose_holder(state, start, end, fitting))
        return
    told = _whose_age(state, age[1], start) if age else None
    if told:
        if told.certainty == "study":
            state.keep(Mention(start, end, "nominal", told.entity, None, 0.9, None, "age"))
        return
    scene = state.scene
    sentence, quote = scene.sentence_at(start), state.quote_at(start)
    first = scene.firsts[max(0, sentence - REACH)]
    near = [one for one in scene.within(first, start) if _fits(one, gender) and state.quote_at(one.start) == quote]
    here = {one.entity for one in near if scene.sentence_at(one.start) == sentence}
    before = [one for one in near if scene.sentence_at(one.start) < sentence]
    subjects = [one for one in before if scene.place(one).role == "subject"]
    focus = subjects[-1] if subjects else None
    if focus is None and len({one.entity for one in before}) == 1:
        focus = before[-1]
    known = state.roster.genders
    if focus and focus.entity in known and focus.entity not in here:
        state.keep(Mention(start, end, "nominal", focus.entity, None, 0.7, None, "description of the one in focus"))
        return
    possible = sorted({one.entity for one in before if one.entity in known} - here)
    if focus is None and len(possible) > 1:
        state.keep(Mention(start, end, "nominal", None, None, None, "|".join(possible), "description, undecided"))
    elif gender:
        state.scene.add(Name(start, end, f"{head} at {start}", gender, "described"))


def _gender(head: str) -> str | None:
    """Pronoun that the noun tells of."""
    words = head.replace("-", " ").split()
    noun = head if len(words) < 2 or head in GENDERED else words[0] if "of" in words else words[-1]
    if noun in _HERS or noun.startswith(("mother", "mom", "mum", "mama")):
        return "she"
    if noun in _HIS or noun.startswith(("father", "dad")):
        return "he"
    return GENDERED.get(noun)


def _fits(one: Name, gender: str | None) -> bool:
    return one.certainty != "described" and (gender is None or one.gender in (gender, None))


def _whose_age(state: State, age: str, start: int) -> Name | None:
    """Find the person behind whose name this age stands."""
    before, after = state.scene.within(0, start), state.scene.within(start, len(state.scene.text))
    for one in (*reversed(before), *after):
        told = _TOLD.match(state.scene.text, one.end) if one.certainty in NAMED else None
        if told and told[1] == age:
            return one
    return None
