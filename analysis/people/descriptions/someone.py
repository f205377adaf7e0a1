"""A definite description of one person -> whom it means: a name beside it, an age that was told, or who is in focus."""

from __future__ import annotations

import re

from analysis.people.descriptions.find import Description
from analysis.people.descriptions.focus import NAMED, choose_holder, fits, gender_after, in_focus
from analysis.people.pronouns.scene import Name
from analysis.people.state import TOLD, Mention, State
from analysis.text.english.kin import GENDERED

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


_AGE = re.compile(r"(\d{1,3})-year-old")
_PARENT_OF = re.compile(r"[ -]of[ -]\w+\Z")
_CHILD = re.compile(r"\b(?:daughter|son|child|baby|boy|girl)s?,? \Z")
_HERS = frozenset(
    "actress alumna beauty blonde bombshell brunette comedienne diva frontwoman funnywoman heiress songbird songstress"
    " starlet".split()
)
_HIS = frozenset("frontman funnyman showman alumnus".split())


def read_someone(state: State, description: Description) -> None:
    """Decide on "the star": the name beside it; whose age was told; whose trade it is; else who is in focus.

    Whoever is named in the same sentence is somebody else. Where two fit and nothing decides, it stays open.
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
    gender = _gender(head) or gender_after(state.scene.text, end)
    age = _AGE.match(head) or TOLD.match(state.scene.text, end)
    ages = _ages(state, start) if age else []
    told = next((one for one, known in ages if age and known == age[1]), None)
    if told:
        if told.certainty == "study":
            state.keep(Mention(start, end, "nominal", told.entity, None, 0.9, None, "age"))
        return
    others = frozenset(one.entity for one, _ in ages)
    holders = [p for p in state.roster.trades.get(head.rsplit(None, 1)[-1], ()) if p in state.is_named]
    if fitting := [p for p in holders if fits(state.roster.genders[p], gender) and p not in others]:
        state.keep(choose_holder(state, start, end, fitting))
        return
    if _PARENT_OF.search(head):
        others |= _children(state, start)  # Their daughter, Wren, was born in May. The mother of one …
    found = in_focus(state, start, end, gender, others)
    if found:
        state.keep(found)
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


def _children(state: State, start: int) -> frozenset[str]:
    """Give who is not of the study and was called somebody's child before a place."""
    text, known = state.scene.text, state.roster.genders
    named = [one for one in state.scene.within(0, start) if one.entity not in known]
    return frozenset(one.entity for one in named if _CHILD.search(text, max(0, one.start - 12), one.start))


def _ages(state: State, start: int) -> list[tuple[Name, str]]:
    """List whose age stands behind their name, the nearest before a place first."""
    told = [
        (one, age)
        for at, age in state.ages
        for one in state.scene.within(max(0, at - _LONG_NAME), at)
        if one.end == at and one.certainty in NAMED
    ]
    n_before = sum(one.start < start for one, _ in told)
    return told[:n_before][::-1] + told[n_before:]
