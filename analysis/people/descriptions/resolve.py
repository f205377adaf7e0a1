"""Descriptions -> the people meant: kin of somebody, roles, groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from analysis.people.descriptions.find import Description
from analysis.people.descriptions.focus import FOCUS_REACH, choose_holder, fits, gender_after
from analysis.people.descriptions.kinship import groups_of
from analysis.people.descriptions.owned import read_co_parent, read_kin, read_owned
from analysis.people.descriptions.someone import apposed, name_beside, read_aged, read_someone
from analysis.people.names.parts import folded
from analysis.people.pronouns.binding import find_own_subject
from analysis.people.pronouns.plural import are_people_before, is_together
from analysis.people.pronouns.scene import NAMED
from analysis.people.state import Mention, State
from analysis.text.english.kin import GENDERED, GROUPS, PAIRS_OF

#: Nouns of any two people.
PAIRS = frozenset("two pair duo co-stars co-hosts rivals besties".split())
#: Nouns that tell how many they are.
SIZES = {"trio": 3} | dict.fromkeys((*PAIRS, *(noun for noun, kinds in GROUPS.items() if "spouse" in kinds)), 2)
#: Groups of one pronoun.
_GENDERED = {"sisters": "she", "brothers": "he"}


def read_description(state: State, description: Description) -> None:
    """Decide whom a description means, and remember it; one that means nobody of the study leaves no row."""
    _READERS[description.kind](state, description)


def _group(state: State, description: Description) -> None:
    """Decide on a group by its noun ("the couple"): of the relations that it can name, the one last in focus.

    A noun of any two people means the two named together before it, or else a couple, where it does what couples do.
    """
    start, end, head = description.start, description.end, description.head
    if head in PAIRS_OF:
        _gendered(state, description, PAIRS_OF[head])
        return
    if head in PAIRS and (pair := _last_pair(state, start)):
        state.keep_group(start, end, "nominal", pair, 0.8, "group before it")
        return
    are_couple = SIZES.get(head) == 2 and is_together(state.scene.text, end)
    own = [r.members or r.children for r in state.roster.relations.values() if head in r.nouns]
    kinds = GROUPS.get(head, ())
    couples = groups_of(state.roster, ("spouse", "partner"), state.last_named(0, start)) if are_couple else []
    groups = own or couples or groups_of(state.roster, kinds, state.last_named(0, start))
    groups = groups or groups_of(state.roster, kinds, dict.fromkeys(state.is_named, 0))
    if size := SIZES.get(head):
        groups = [group for group in groups if len(group) == size]
    if gender := _GENDERED.get(head):
        groups = [group for group in groups if all(fits(state.roster.genders[person], gender) for person in group)]
    if groups:
        state.keep_group(start, end, "nominal", groups[0], 0.9 if len(groups) == 1 else 0.7, "group")
    elif SIZES.get(head) == 2:
        pair = _last_pair(state, start, FOCUS_REACH)
        if pair:
            state.keep_group(start, end, "nominal", pair, 0.7, "group before it")
        else:
            _pair_of(state, description, gender)


def _ranks(state: State, description: Description) -> None:
    """Decide on "the Duke and Duchess of Ashby": the only couple of whom one is named or called so."""
    text, (start, end) = state.scene.text, description[:2]
    words = text[start:end].split()
    signs = words[-1:] if "of" in words else words[1::2]
    titled = set[str]().union(*(state.words_beside.get(sign, ()) for sign in signs))
    titled |= {person for person, names in state.roster.surnames.items() if "of" in words and folded(signs[0]) in names}
    couples = [r.members for r in state.roster.relations.values() if r.kind in ("spouse", "partner")]
    found = {couple for couple in couples if titled.intersection(couple)}
    if len(found) == 1:
        state.keep_group(start, end, "nominal", found.pop(), 0.8, "titles of a couple")


def _two(state: State, description: Description) -> None:
    """Decide on "the two stars" and "both of them"."""
    start, end = description[:2]
    actors = find_own_subject(state.scene, end - len("them"), end)
    if pair := _last_pair(state, start):
        state.keep_group(start, end, "nominal", pair, 0.8, "group before it")
    else:
        _pair_of(state, description, GENDERED.get(description.head[:-1]), actors)


#: What counts a plural noun.
_COUNTED = re.compile(r"\b(?:two|both)\b", re.IGNORECASE)


def _gendered(state: State, description: Description, gender: str) -> None:
    """Decide on "the two women", and on "the women" where no others come before and none is named in the sentence."""
    text, (start, end) = state.scene.text, description[:2]
    if not _COUNTED.search(text, start, end):
        first = state.first_at(description.head)
        sentence = state.scene.sentence_at(start)
        is_named_there = state.last_named(state.scene.firsts[sentence], start)
        earlier = takewhile(lambda one: one.start <= first, state.groups)
        are_others = first < start and not any(one.start <= first < one.open for one in earlier)
        if are_others or is_named_there or are_people_before(state, sentence):
            return
    if pair := _last_pair(state, start, 1, gender):
        state.keep_group(start, end, "nominal", pair, 0.7, "group before it")
    else:
        _pair_of(state, description, gender)


def _pair_of(state: State, description: Description, gender: str | None, actors: frozenset[str] = frozenset()) -> None:
    """Decide on "the two women": the last two whom the noun fits, where a relation joins them or no third one is named.

    Whoever is named there and is not of the study may be one of the two, and leaves it open.
    """
    start, end = description[:2]
    genders = state.roster.genders
    named = state.last_named(0, start)
    words = {folded(word) for word in state.scene.text[start:end].split()}
    of_name = {person for person in named if not words.isdisjoint(state.roster.surnames[person])}
    named = {person: at for person, at in named.items() if person not in actors and person in (of_name or named)}
    latest = sorted((p for p in named if gender in (genders[p], None)), key=lambda p: -named[p])
    pair = tuple(latest[:2])
    is_joined = any(set(pair) <= set(r.members) for r in state.roster.relations.values())
    begin = state.scene.firsts[max(0, state.scene.sentence_at(start) - FOCUS_REACH)]
    strange = any(
        one.entity not in genders
        and one.certainty in NAMED
        and fits(one.gender, gender)
        and (gender is None or one.gender)
        for one in state.scene.within(begin, start)
    )
    if len(pair) == 2 and not strange and (is_joined or len(latest) == 2):
        state.keep_group(start, end, "nominal", sorted(pair), 0.7, "two in focus")


def _last_pair(state: State, start: int, reach: int = 1, gender: str | None = None) -> tuple[str, ...]:
    """The last two people named together, in this sentence or those before it."""
    first = state.scene.firsts[max(0, state.scene.sentence_at(start) - reach)]
    groups = takewhile(lambda one: one.start >= first, reversed(state.groups))
    pairs = (one.people for one in groups if len(one.people) == 2)
    return next((two for two in pairs if all(fits(state.roster.genders[p], gender) for p in two)), ())


def _roles(state: State, description: Description) -> None:
    """Decide on "both rappers": the two who have the role and were named last."""
    role = description.head[:-1]
    holders = state.roster.roles[role]
    holders = holders if len(holders) > 1 else state.roster.trades.get(role, holders)
    named = state.last_named(0, description.start)
    latest = sorted((p for p in holders if p in named), key=lambda p: -named[p])[:2]
    if len(latest) == 2:
        state.keep_group(*description[:2], "nominal", [p for p in holders if p in latest], 0.7, "roles in focus")


def _role(state: State, description: Description) -> None:
    """Decide on "the rapper": by the name beside it, a work in it, or the only one who can be meant; else by focus."""
    start, end = description[:2]
    name = name_beside(state, start, end)
    if name:
        state.bearers.setdefault(description.head, set()).add(name.entity)
        if name.certainty == "study":
            state.keep(Mention(start, end, "nominal", name.entity, None, 0.95, None, "role of the name beside it"))
        return
    if read_aged(state, description):
        return
    made, known = description.makers, state.roster.roles.get(description.head, description.makers)
    known = tuple(person for person in known if not _is_elsewhere(state, description, person))
    is_telling = description.head in state.roster.telling and len(known) == 1
    holders = [p for p in known if is_telling or p in state.is_named]
    holders = [p for p in holders if p in made] or ([*made] if len(made) == 1 else holders)
    other = _last_bearer(state, description, known)
    if other and not made:
        if other in state.roster.genders:
            state.keep(Mention(start, end, "nominal", other, None, 0.7, None, "role borne before"))
        return
    gender = gender_after(state.scene.text, end)
    holders = [p for p in holders if gender is None or state.roster.genders[p] in (gender, None)] or holders
    if holders and (found := choose_holder(state, start, end, holders)):
        state.keep(found)


def _is_elsewhere(state: State, description: Description, person: str) -> bool:
    """Tell "the Oxford mayor" from a person who is the mayor of another place ("Leeds mayor") in the study."""
    roster, head = state.roster, description.head
    own = [role for role in roster.telling if role.endswith(f" {head}") and person in roster.roles[role]]
    words = state.scene.text[description.start : description.end].split()[1:]
    names = [word.lower() for word in words[: -len(head.split())] if word[0].isupper()]
    names += [_PARTIES[name] for name in names if name in _PARTIES]
    return bool(own and names) and not any(name in role for role in own for name in names)


#: Parties by another of their names.
_PARTIES = {"gop": "republican", "republican": "gop", "tory": "conservative", "conservative": "tory"}


def _last_bearer(state: State, description: Description, holders: Sequence[str]) -> str | None:
    """Give who else bore the role in this article, where named last ("Mayor Ann Lee left. The mayor …")."""
    scene, bearing = state.scene, state.bearers.get(description.head, set())
    others = bearing.difference(holders)
    if not others:
        return None
    first = scene.firsts[max(0, scene.sentence_at(description.start) - FOCUS_REACH)]
    named = [one for one in scene.within(first, description.start) if one.certainty in NAMED]
    latest = next((one for one in reversed(named) if one.entity in others or one.entity in holders), None)
    if latest and latest.entity not in bearing:  # a sentence that gives another the role means that one after it
        sentence = scene.sentence_at(latest.start)
        latest = next((o for o in named if o.entity in others and scene.sentence_at(o.start) == sentence), None)
    return latest.entity if latest and latest.entity in others else None


def _family(state: State, description: Description) -> None:
    """Decide on "the Pikes": those of the surname who are named, or else, where one is, the only two of the study.

    "Mr and Mrs Pike" are married to each other.
    """
    people = [p for p, names in state.roster.surnames.items() if description.head in names]
    if state.scene.text.startswith("Mr", description.start):
        couples = (r.members for r in state.roster.relations.values() if r.kind in ("spouse", "partner"))
        people = next((list(couple) for couple in couples if set(couple) <= set(people)), [])
    named = [p for p in people if p in state.is_named]
    members = named if len(named) > 1 else people
    if named and (len(members) == 2 or len(named) > 1):
        state.keep_group(*description[:2], "nominal", members, 0.8, "family")


_SPEAKS_FOR = (
    "lawyer|attorney|counsel|solicitor|barrister|advocate|publicist|agent|manager|representative|rep"
    "|spokes(?:man|woman|person)"
)
_FOR_WHOM = re.compile(rf"\b(?:{_SPEAKS_FOR})s? (?:for|of) (?:the )?\Z")
_WHOSE = re.compile(rf"(?:['’]s?)? (?:[\w-]+ ){{0,2}}?(?:{_SPEAKS_FOR})s?\b")
#: Characters back that a client is looked for.
_CLIENT_REACH = 1_500


def _client(state: State, description: Description) -> None:
    """Decide on "her client": the name beside it, or for whom a lawyer or spokesperson was last said to speak."""
    if name := apposed(state, *description[:2]):
        if name.certainty == "study":
            state.keep(Mention(*description[:2], "nominal", name.entity, None, 0.9, None, "client"))
        return
    text, start = state.scene.text, description.start
    for one in reversed(state.scene.within(max(0, start - _CLIENT_REACH), start)):
        if one.entity in state.roster.genders and (
            _FOR_WHOM.search(text, max(0, one.start - 30), one.start) or _WHOSE.match(text, one.end)
        ):
            state.keep(Mention(*description[:2], "nominal", one.entity, None, 0.7, None, "client"))
            return


_READERS = {
    "client": _client,
    "kin": read_kin,
    "owned": read_owned,
    "co-parent": read_co_parent,
    "group": _group,
    "ranks": _ranks,
    "two": _two,
    "roles": _roles,
    "role": _role,
    "family": _family,
    "someone": read_someone,
}
