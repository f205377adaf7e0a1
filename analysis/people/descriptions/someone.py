"""A definite description of one person -> whom it means: a name beside it, an age that was told, or who is in focus."""

from __future__ import annotations

import re

from analysis.people.descriptions.find import Description
from analysis.people.descriptions.focus import FOCUS_REACH, choose_holder, fits, gender_after, in_focus
from analysis.people.descriptions.kinship import groups_of
from analysis.people.pronouns.scene import NAMED, Name
from analysis.people.state import TOLD, Mention, State
from analysis.text.english.grammar import letters
from analysis.text.english.kin import BYSTANDERS, EPITHETS, GENDERED, PEOPLE, QUALIFIED, is_person
from analysis.text.english.names import OFFICES
from analysis.text.english.vocabulary import classes_of

#: What closes an apposition; a verb after it would make the name or the role the subject of another clause.
_CLOSES = re.compile(r"\s?(?:[,.;:)?!”\"—–\n]|\Z)")
#: The same behind a role, which may go on: Ann Lee, the mayor of Ellery, or Ann Lee, the mayor who left.
_CLOSES_ROLE = re.compile(
    rf"{_CLOSES.pattern}| (?:who|whose)\b| (?:of|from|in|at|behind|for|on|with) [^.!?;:,()“”\"]{{1,60}}[,.;:)!?]"
)
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
    link = _PARTS.search(text, max(0, start - 8), start) if _CLOSES_ROLE.match(text, end) else None
    before = scene.within(max(0, link.start() - _LONG_NAME), link.start()) if link else []
    return next((one for one in before if link and one.end == link.start() and one.certainty in NAMED), None)


def apposed(state: State, start: int, end: int) -> Name | None:
    """Find the name that says who a possessed noun is: "her wife Ann Lee", "her ex, the singer Al Lee," and back."""
    scene, text = state.scene, state.scene.text
    after = next((one for one in scene.within(end + 1, end + _LONG_NAME) if one.certainty in NAMED), None)
    between = _BETWEEN.fullmatch(text, end, after.start) if after else None
    if after and between and (not between["noun"] or is_person(between["noun"])):
        return after if between[0][0] != "," or _CLOSES.match(text, after.end) else None
    return None if _LISTED.match(text, end) else name_beside(state, start, end)


#: What may stand between a possessed noun and the name of whom it means: her ex, the American singer Al Lee.
_BETWEEN = re.compile(r",? (?:(?:the|an?) )?(?:(?:[\w’-]+ ){0,3}(?P<noun>[a-z][\w’-]*) )?")
_LISTED = re.compile(r",? (?:and|&) ")

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
    gender = _gender(head) or gender_after(state.scene.text, end)
    age = _AGE.match(head) or TOLD.match(state.scene.text, end)
    ages = _ages(state, start) if age else []
    told = next((one for one, known in ages if age and known == age[1]), None)
    if told:
        if told.certainty == "study":
            state.keep(Mention(start, end, "nominal", told.entity, None, 0.9, None, "age"))
        return
    others = frozenset(one.entity for one, _ in ages)
    noun = head.rsplit(None, 1)[-1]
    is_of = state.scene.text.startswith(" of ", end)
    holders = [
        p
        for p in _holders(state, start, head, "" if is_of and not state.scene.text[end - len(noun)].isupper() else noun)
        if p not in others and fits(state.scene.genders.get(p), gender)
    ]
    if holders:
        if found := choose_holder(state, start, end, holders):
            state.keep(found)
        return
    if head in _WEDDED and (one := _wedded(state, start, _WEDDED[head])):
        state.keep(Mention(start, end, "nominal", one, None, 0.7, None, "one of the couple"))
        return
    if is_of or not _is_whoever(state, description, noun):
        if gender:
            state.scene.add(Name(start, end, f"{head} at {start}", gender, "described"))
        return
    if _PARENT_OF.search(head):
        others |= _children(state, start)  # Their daughter, Wren, was born in May. The mother of one …
    found = in_focus(state, start, end, gender, others)
    if found:
        state.keep(found)
    elif gender:
        state.scene.add(Name(start, end, f"{head} at {start}", gender, "described"))


def _holders(state: State, start: int, head: str, noun: str) -> list[str]:
    """Give whom an article calls so or whose trade it is: people of the study, and others who were named lately."""
    scene, known = state.scene, state.roster.genders
    bearing = state.bearers.get(head, set()) | state.bearers.get(noun, set())
    first = scene.firsts[max(0, scene.sentence_at(start) - FOCUS_REACH)]
    lately = [one.entity for one in scene.within(first, start) if one.entity in bearing and one.entity not in known]
    own = [
        p
        for p in known
        if p in state.is_named
        and (p in bearing or p in state.roster.trades.get(noun, ()) or p in state.roster.roles.get(noun, ()))
    ]
    return [*own, *dict.fromkeys(lately)]


#: Who weds, and the pronoun.
_WEDDED = {"bride": "she", "bride-to-be": "she", "groom": "he", "bridegroom": "he", "groom-to-be": "he"}


def _wedded(state: State, start: int, gender: str) -> str | None:
    """Give the one of the couple last named whom a pronoun fits."""
    groups = groups_of(state.roster, ("spouse", "partner"), state.last_named(0, start))
    found = [p for p in groups[0] if state.roster.genders[p] == gender] if groups else []
    return found[0] if len(found) == 1 else None


def _is_whoever(state: State, description: Description, noun: str) -> bool:
    """Tell a description that stands for whomever an article is about from that of a trade (the judge).

    That is one by certain nouns, or one that says more than its noun: the dental hygienist felt …
    """
    start, end, head = description.start, description.end, description.head
    is_known = noun in EPITHETS or noun in QUALIFIED or noun in state.roster.trades
    if is_known or head.endswith("old") or " " in head or _PARENT_OF.search(head):
        return True
    if noun in BYSTANDERS or state.scene.text.count(" ", start, end) < 2 or state.scene.role(start, end) != "subject":
        return False
    return (
        noun in PEOPLE
        or noun in OFFICES
        or classes_of(_NEXT_WORD.findall(state.scene.text, end, end + 20)[:1]) in _SAYS
    )


_NEXT_WORD = re.compile(r"[\w’'-]+|[^\w\s]")
_SAYS = tuple(letters("said says"))


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
