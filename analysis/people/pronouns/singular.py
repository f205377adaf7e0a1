"""He and she -> the person meant."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from analysis.people.descriptions.find import Description
from analysis.people.descriptions.kinship import kin_of
from analysis.people.descriptions.someone import apposed
from analysis.people.pronouns.antecedents import CONFIDENT, shares, weights
from analysis.people.pronouns.features import features
from analysis.people.pronouns.scene import Name
from analysis.people.state import Mention, State
from analysis.text.english.kin import BONDS, KIN, Kin
from analysis.text.english.pronouns import SINGULAR

#: Odds of those who have such kin as the pronoun possesses ("his wife"), over those who are not known to.
KIN_ODDS = 3.0
#: Odds of the person whom the words before a quotation say that it is about.
TOPIC_ODDS = 20.0
#: Of two who are joined by *and*, one with less than this many times the other's share is not decided on.
NEARLY = 3.0
#: Characters before a quotation that are searched for what it is about.
TOPIC_REACH = 600
_ABOUT_WORDS = ("about", "regarding", "concerning")
_ABOUT = re.compile(rf"\b(?:{'|'.join(_ABOUT_WORDS)})\s(?:[^\s,;.:]+\s){{0,7}}?\Z")

_ABOUT_BOND = re.compile(rf"\babout (?P<whose>his|her) (?:[\w-]+ ){{0,2}}?(?P<bond>{'|'.join(BONDS)})\b")


def read_single(state: State, start: int, end: int, kin: Description | None) -> None:
    """Decide whom a form of *he* or *she* means, and remember it.

    Parameters
    ----------
    state : State
        The article so far.
    start, end : int
        Where the pronoun stands.
    kin : Description, optional
        The description that it begins ("his wife").
    """
    gender = SINGULAR[state.scene.text[start:end].lower()]
    owner = _owner_by_apposition(state, kin, gender) if kin and kin.kind == "kin" else None
    if owner:
        state.keep(Mention(start, end, "pronoun", owner, None, 0.95, None, "kin of the name beside it"))
        return
    found = shares(features(state.scene, start, end, gender, _excluded(state, start, end, kin)), weights())
    if kin and kin.kind == "kin":
        found = _raise(
            found,
            {p for p in found if p in state.roster.genders and kin_of(state.roster, [p], KIN[kin.head])},
            KIN_ODDS,
        )
    if (quotation := state.quote_at(start)) >= 0:
        found = _raise(found, _topic(state, state.quotes[quotation][0], found), TOPIC_ODDS)
    decided = state.decide(start, end, "pronoun", found, "antecedent")
    if decided.person_id and (joined := _joined_to(state, start, decided.person_id, found)):
        both = "|".join(sorted({decided.person_id, joined} & state.roster.genders.keys()))
        decided = Mention(start, end, "pronoun", None, None, decided.confidence, both, "antecedent, undecided")
        state.keep(decided)
        return
    state.keep(decided)
    if decided.person_id is None and (decided.confidence or 0.0) >= CONFIDENT:
        stranger = max(found, key=found.__getitem__)
        state.scene.add(Name(start, end, stranger, None, "pronoun"))


def _joined_to(state: State, start: int, person: str, found: Mapping[str, float]) -> str | None:
    """Give another whom the pronoun may mean as well, as *and* joins the two: nothing decides between Bo and Cy."""
    scene = state.scene
    sentence = scene.sentence_at(start)
    near = [one for one in scene.within(scene.firsts[max(0, sentence - 1)], start) if one.entity in found][-2:]
    if len(near) < 2 or sentence == scene.sentence_at(near[1].start):
        return None
    one, two = near
    if "pronoun" in (one.certainty, two.certainty) or not _AND.fullmatch(scene.text, one.end, two.start):
        return None
    other = {one.entity: two.entity, two.entity: one.entity}.get(person)
    return other if other and NEARLY * found[other] > found[person] else None


_AND = re.compile(r" (?:and|&) ")


def _excluded(state: State, start: int, end: int, owned: Description | None) -> frozenset[str]:
    """Who cannot be meant: inside a quotation its source, in a cue beside one ("…,” he said) whoever is named in it.

    Outside quotations whoever says "I" there; and whoever is named beside what is possessed ("Bo Lee, his manager,").
    """
    name = apposed(state, owned.start, owned.end) if owned else None
    if name:
        return _excluded(state, start, end, None) | {name.entity}
    speaker = state.speaker_at(start)
    if speaker:
        return frozenset(speaker.people)
    author = (state.author,) if state.author and state.quote_at(start) < 0 else ()
    quotation = state.quote_beside(start, end)
    if quotation is None:
        return frozenset(author)
    return frozenset((*author, *(n.entity for n in state.scene.within(*quotation) if n.certainty != "pronoun")))


def _owner_by_apposition(state: State, kin: Description, gender: str) -> str | None:
    """In "his wife Ann" the pronoun is whose wife Ann is."""
    named = state.beside(kin.end)
    owners = [
        person
        for person, own in state.roster.genders.items()
        if named
        and own in (gender, None)
        and person in state.is_named
        and named in kin_of(state.roster, [person], KIN[kin.head])
    ]
    return owners[0] if len(owners) == 1 else None


def _raise(found: dict[str, float], people: set[str], odds: float) -> dict[str, float]:
    """Multiply the odds of some people; the share of "none of them" is kept in proportion."""
    scaled = {person: share * (odds if person in people else 1.0) for person, share in found.items()}
    total = sum(scaled.values()) + max(0.0, 1 - sum(found.values()))
    return {person: share / total for person, share in scaled.items()} if total else {}


def _topic(state: State, quotation: int, found: Container[str]) -> set[str]:
    """Whom the sentence around or before a quotation says that it is about.

    That is the first fitting person after *about*, or who is on the other side of "about her marriage".
    """
    scene = state.scene
    sentence = scene.sentence_at(quotation)
    for one in range(sentence, max(-1, sentence - 2), -1):
        start, end = scene.sentences[one]
        end = min(end, quotation)
        start = max(start, end - TOPIC_REACH)
        if not any(word in scene.text[start:end] for word in _ABOUT_WORDS):
            continue
        for name in scene.within(start, end):
            if name.entity in found and _ABOUT.search(scene.text, start, name.start):
                return {name.entity}
        about = _ABOUT_BOND.search(scene.text, start, end)
        owner = state.meant.get(about.start("whose")) if about else None
        if about and owner and owner.person_id:
            kinds = BONDS[about["bond"]]
            return set(kin_of(state.roster, [owner.person_id], Kin(kinds, "members", None)))
    return set()
