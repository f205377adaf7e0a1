"""A definite description of one person -> whom it means: a name beside it, an age that was told, or who is in focus."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.people.descriptions.find import FROM, IN_MARKS, RANK, Description, is_known
from analysis.people.descriptions.focus import fits, gender_after, in_opening
from analysis.people.descriptions.kinship import bearers_of, groups_of
from analysis.people.descriptions.ranked import CONFIDENT, Told, features, weights
from analysis.people.pronouns.antecedents import shares
from analysis.people.pronouns.binding import find_subject_over
from analysis.people.pronouns.features import Features
from analysis.people.pronouns.scene import NAMED, Name
from analysis.people.state import LONG_NAME, POSSIBLE, TOLD, Mention, State
from analysis.text.english.grammar import letters
from analysis.text.english.kin import (
    ALIKE,
    BYSTANDERS,
    EPITHETS,
    GENDERED,
    KIN,
    QUALIFIED,
    TRADES,
    fields_of,
    is_person,
)
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


def name_beside(state: State, start: int, end: int) -> Name | None:
    """Find the name whose title or apposition a role is: "the mayor Ann Lee", "the mayor, Ann Lee, left" and back."""
    scene, text = state.scene, state.scene.text
    parted = text.startswith(", ", end)
    after = scene.within(end + 1 + parted, end + 2 + parted) if text[end : end + 1] in (" ", ",") else []
    if after and after[0].certainty in NAMED and (not parted or _CLOSES.match(text, after[0].end)):
        return after[0]
    link = _PARTS.search(text, max(0, start - 8), start) if _CLOSES_ROLE.match(text, end) else None
    before = scene.within(max(0, link.start() - LONG_NAME), link.start()) if link else []
    return next((one for one in before if link and one.end == link.start() and one.certainty in NAMED), None)


def apposed(state: State, start: int, end: int) -> Name | None:
    """Find the name that says who a possessed noun is: "her wife Ann Lee", "her ex, the singer Al Lee," and back."""
    scene, text = state.scene, state.scene.text
    after = next((one for one in scene.within(end + 1, end + LONG_NAME) if one.certainty in NAMED), None)
    between = _BETWEEN.fullmatch(text, end, after.start) if after else None
    if after and between and (not between["noun"] or is_person(between["noun"])):
        return after if between[0][0] != "," or _CLOSES.match(text, after.end) else None
    return None if _LISTED.match(text, end) else name_beside(state, start, end)


#: What may stand between a possessed noun and the name of whom it means: her ex, the American singer Al Lee.
_BETWEEN = re.compile(r",? (?:(?:the|an?) )?(?:(?:[\w’-]+ ){0,3}(?P<noun>[a-z][\w’-]*) )?")
_LISTED = re.compile(r",? (?:and|&) ")

_AGE = re.compile(r"(\d{1,3})-year-old")
_POSSESSED = re.compile(r"['’]s? ")
_PARENT_OF = re.compile(r"[ -]of[ -]\w+\Z")
_HERS = frozenset(
    "actress alumna beauty blonde bombshell brunette comedienne diva frontwoman funnywoman heiress songbird songstress"
    " starlet".split()
)
_HIS = frozenset("frontman funnyman showman alumnus".split())


def read_someone(state: State, description: Description) -> None:
    """Decide on "the star", "the rapper": the name beside it; whose age was told; else whoever most speaks for."""
    start, end, head = description.start, description.end, description.head
    text, noun = state.scene.text, head.rsplit(None, 1)[-1]
    name = name_beside(state, start, end)
    if name:
        state.bearers.setdefault(head, set()).add(name.entity)
        if name.certainty == "study":
            _keep(state, description, name.entity, 0.95, "description of the name beside it")
        return
    gender = _gender(head) or gender_after(text, end)
    if read_aged(state, description):
        return
    if text.startswith(" of ", end) or _POSSESSED.search(IN_MARKS.sub("", text[start:end])):
        if gender:
            state.scene.add(Name(start, end, f"{head} at {start}", gender, "described"))
        return
    told = _told(state, description, noun)
    if not (told.declared or told.told or told.alike):
        if head in _WEDDED and (one := _wedded(state, start, _WEDDED[head])):
            state.keep(Mention(start, end, "nominal", one, None, 0.7, None, "one of the couple"))
            return
        is_new = noun not in EPITHETS and noun not in GENDERED and state.brought_in.get(noun, start) < start
        if is_new or noun in BYSTANDERS or head in KIN or not _may_be_person(state, description, noun):
            return
    if (one := in_opening(state, start)) and fits(state.roster.genders[one], gender):
        _keep(state, description, one, 0.7, "description of the one in focus")
        return
    over = find_subject_over(state.scene, start)
    is_aged, is_parent = _age(text, start, end) is not None, _PARENT_OF.search(head) is not None

    def is_out(entity: str) -> bool:
        """Tell whose age is another, and who is a child: their daughter, Wren, was born in May. The mother of one …"""
        return (
            entity in over
            or (is_aged and entity in state.with_age)
            or (is_parent and state.children.get(entity, start) < start)
        )

    found = features(state, start, end, gender, told, is_out)
    likely = shares(found, weights())
    best = max(likely, key=likely.__getitem__, default="")
    known = {one: share for one, share in likely.items() if one in state.roster.genders}
    rule = next((_RULES[level] for level in dict(found)[best].flags if level in _RULES), "") if best else ""
    is_sure = likely.get(best, 0) >= CONFIDENT and not (rule == _RULES["none"] and _is_after_another(found))
    if best in known and is_sure:
        rule = "kin" if noun in KIN and best in bearers_of(state.roster, KIN[noun]) else rule
        _keep(state, description, best, round(likely[best], 3), rule)
    elif not is_sure and sum(known.values()) >= CONFIDENT:
        possible = "|".join(sorted(one for one, share in known.items() if share >= POSSIBLE))
        state.keep(Mention(start, end, "nominal", None, None, None, possible, "description, undecided"))
    elif gender:
        state.scene.add(Name(start, end, f"{head} at {start}", gender, "described"))


def _is_after_another(found: Sequence[tuple[str, Features]]) -> bool:
    """Tell that the nearest is somebody else who may be meant as well: Ann won. Mary Poole smiled. The star left."""
    flags = found[0][1].flags
    return {"other", "last subject"}.issubset(flags) and "gender unknown" not in flags


def _keep(state: State, description: Description, person: str, confidence: float, rule: str) -> None:
    """Keep whom a description means, and the age that it tells of them."""
    start, end = description[:2]
    state.keep(Mention(start, end, "nominal", person, None, confidence, None, rule))
    if age := _age(state.scene.text, start, end):
        state.tell_age(Name(start, end, person, None, "study"), age)


def read_aged(state: State, description: Description) -> bool:
    """Decide on "the 34-year-old singer" by an age that was told, if one was."""
    start, end = description[:2]
    age = _age(state.scene.text, start, end)
    told = state.aged.get(age, []) if age else []
    before = bisect_left(told, (start,))
    aged = told[before - 1] if before else next(iter(told), None)
    if aged and aged.certainty == "study":
        state.keep(Mention(start, end, "nominal", aged.entity, None, 0.9, None, "age"))
    return aged is not None


def _age(text: str, start: int, end: int) -> str | None:
    """Give the age that stands in a description or behind it."""
    found = _AGE.search(text, start, end) or TOLD.match(text, end)
    return found[1] if found else None


#: What a row says of the evidence that there is for whoever is meant.
_RULES = {
    "declared only": "role",
    "told only": "role that was told",
    "alike only": "noun like the role",
    "declared": "role in focus",
    "told": "role that was told, in focus",
    "alike": "noun like the role, in focus",
    "none": "description of the one in focus",
}


def _told(state: State, description: Description, noun: str) -> Told:
    """Give whom the study and the article call so, or by a noun like it, and what kind of description it is."""
    roster, start = state.roster, description.start
    named = state.is_named
    nouns = {description.head, noun}
    declared = {p for one in nouns for p in roster.roles.get(one, ()) if p in named}
    told = {p for one in nouns for p in state.bearers.get(one, ())} - declared
    alike = {p for p in roster.trades.get(noun, ()) if p in named}
    alike |= {p for one in _like(noun) for p in state.bearers.get(one, ())}
    if noun in KIN:
        alike |= named & bearers_of(roster, KIN[noun])
    words = re.findall(r"[\w-]+", state.scene.text[start : description.end].lower())
    return Told(
        declared,
        told,
        alike - declared - told,
        fields_of(words),
        tuple(_traits(state, description, noun)),
    )


@cache
def _like(noun: str) -> frozenset[str]:
    """Nouns that press writers change for one."""
    return frozenset[str]().union(*(group for group in ALIKE if noun in group)) - {noun}


def _traits(state: State, description: Description, noun: str) -> Iterator[str]:
    """Name the kind of a description and how it is written."""
    text, (start, end) = state.scene.text, description[:2]
    yield _kind(description.head, noun)
    rest = text[start:end].split()[1:-1]
    if rest:
        yield "with a name" if any(word[0].isupper() for word in rest) else "modified"
    if text[start:end].split()[-1][0].isupper() and noun.capitalize() not in FROM:
        yield "capital"
    if state.quote_at(start) >= 0:
        yield "quoted"
    if text[start : start + 4].lower() in ("this", "that"):
        yield "pointed at"


def _kind(head: str, noun: str) -> str:
    if head.endswith("old"):
        return "age"
    if _PARENT_OF.search(head):
        return "parent of"
    if RANK.fullmatch(head):
        return "rank"
    if " " in head:
        return "former"
    if noun in GENDERED:
        return "kin" if noun in KIN else "by gender"
    kinds = ((EPITHETS, "epithet"), (QUALIFIED, "qualified"), (BYSTANDERS, "bystander"), (TRADES, "trade"))
    found = next((name for nouns, name in kinds if noun in nouns), None)
    return found or (
        "office" if noun in OFFICES else "person" if is_person(noun) else "origin" if is_known(noun) else "unknown"
    )


#: Who weds, and the pronoun.
_WEDDED = {"bride": "she", "bride-to-be": "she", "groom": "he", "bridegroom": "he", "groom-to-be": "he"}


def _wedded(state: State, start: int, gender: str) -> str | None:
    """Give the one of the couple last named whom a pronoun fits."""
    groups = groups_of(state.roster, ("spouse", "partner"), state.last_named(0, start))
    found = [p for p in groups[0] if state.roster.genders[p] == gender] if groups else []
    return found[0] if len(found) == 1 else None


def _may_be_person(state: State, description: Description, noun: str) -> bool:
    """Tell a person from a noun that no list holds, which has to say something: the dental hygienist felt …"""
    start, end, head = description.start, description.end, description.head
    if is_known(noun) or noun in state.roster.trades or _PARENT_OF.search(head):
        return True
    says = classes_of(_NEXT_WORD.findall(state.scene.text, end, end + 20)[:1]) in _SAYS
    return says and state.scene.text.count(" ", start, end) > 1 and state.scene.role(start, end) == "subject"


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
