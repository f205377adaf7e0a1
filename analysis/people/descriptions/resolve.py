"""Descriptions -> the people meant: kin of somebody, roles, groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from analysis.people.descriptions.find import Description
from analysis.people.descriptions.focus import FOCUS_REACH, REACH, choose_holder, fits, gender_after
from analysis.people.descriptions.kinship import groups_of, kin_of, relation_of
from analysis.people.descriptions.someone import apposed, name_beside, read_someone
from analysis.people.pronouns.scene import NAMED, Name
from analysis.people.state import Mention, State
from analysis.text.english.kin import CO_PARENTS, GENDERED, GROUPS, KIN, PAIRS_OF
from analysis.text.english.pronouns import SINGULAR

#: Nouns of any two people.
PAIRS = frozenset(("two", "pair", "duo", "co-stars"))
#: How sure a possessor is to be before an article is taken to tell whose kin somebody is.
PLAIN = 0.75
#: Kinds of those who work together.
_AT_WORK = ("bandmate", "colleague", "rival")
#: Groups of one pronoun.
_GENDERED = {"sisters": "she", "brothers": "he"}


def read_description(state: State, description: Description) -> None:
    """Decide whom a description means, and remember it; one that means nobody of the study leaves no row."""
    _READERS[description.kind](state, description)


def _kin(state: State, description: Description) -> None:
    """Decide on kin ("his estranged wife"): the name beside it, or through relations that are declared or were told."""
    kin, (start, end) = KIN[description.head], description[:2]
    owners, doubted = _owners(state, description)
    found = kin_of(state.roster, owners, kin) if owners else []
    if doubted:
        found = list(dict.fromkeys(p for owner in doubted for p in kin_of(state.roster, [owner], kin)))
    beside = state.beside(end)
    if beside not in found:
        name = learn_kin(state, description)
        if name and name.certainty != "study":
            return
        beside = name.entity if name else None
    if beside:
        state.keep(Mention(start, end, "nominal", beside, None, 0.9, None, "kin"))
        return
    told = {state.told[key] for owner in owners if (key := (owner, description.head)) in state.told}
    if not kin.is_plural and len(told) == 1:
        found = [p for p in told if p in state.roster.genders]
    for guess in (_by_role, _by_bond, _by_focus):
        found = found or guess(state, description, owners)
    if not found or (state.is_strange_beside(end) and not kin.is_plural):
        if kin.gender and not kin.is_plural and not state.is_strange_beside(end):
            state.scene.add(Name(start, end, f"{description.head} at {start}", kin.gender, "described"))
    elif doubted or (len(found) > 1 and not kin.is_plural):
        state.keep(Mention(start, end, "nominal", None, None, None, "|".join(found), "kin, undecided"))
    elif kin.is_plural:
        state.keep_group(start, end, "nominal", found, 0.9, "kin")
    else:
        state.keep(Mention(start, end, "nominal", found[0], None, 0.9, None, "kin"))


def learn_ahead(state: State, description: Description) -> None:
    """Remember kin that an article names anywhere, where it is plain whose they are: Ann and her son Cy."""
    text, at = state.scene.text, description.owner
    if description.kind != "kin" or KIN[description.head].is_plural:
        return
    owner = state.name_at.get(at)
    gender = SINGULAR.get(text[at : at + 3].lower())
    if owner is None and gender:
        begin = state.scene.firsts[state.scene.sentence_at(at)]
        here = {one.entity for one in state.scene.within(begin, at) if fits(one.gender, gender)}
        owner = here.pop() if len(here) == 1 else None
    if owner and owner in state.roster.genders:
        _learn(state, description, (owner,))


def learn_kin(state: State, description: Description) -> Name | None:
    """Give who is named beside kin ("her husband, Bo Lee"), and remember whose kin that is."""
    owners, doubted = _owners(state, description)
    mention = state.meant.get(description.owner)
    is_plain = mention is None or mention.confidence is None or mention.confidence >= PLAIN
    return _learn(state, description, owners if is_plain else (), owners if not is_plain else doubted)


def _learn(state: State, description: Description, owners: Sequence[str], doubted: Sequence[str] = ()) -> Name | None:
    kin = KIN[description.head]
    name = None if kin.is_plural else apposed(state, *description[:2])
    if name is None or not fits(name.gender, kin.gender) or name.entity in (*owners, *doubted):
        return None
    state.told |= {(owner, description.head): name.entity for owner in owners}
    is_over = description.head.startswith("ex")  # her ex-husband is not her husband
    if (
        owners
        and not is_over
        and name.entity in state.roster.genders
        and name.entity not in kin_of(state.roster, owners, kin)
    ):
        state.learn(relation_of(owners, kin, name.entity))
    return name


def _by_role(state: State, description: Description, owners: Sequence[str]) -> list[str]:
    """Give the only other person who is declared as a husband, and so on, and is not known as somebody else's."""
    kin = KIN[description.head]
    holders = state.roster.roles.get(description.head, ()) if owners else ()
    relations = state.roster.relations.values()
    taken = {p for r in relations if r.kind in kin.kinds for p in r.people} if kin.kinds != ("in-law",) else set()
    found = [
        p
        for p in holders
        if p not in owners and p not in taken and p in state.is_named and fits(state.roster.genders[p], kin.gender)
    ]
    return found if len(found) == 1 else []


def _by_bond(state: State, description: Description, owners: Sequence[str]) -> list[str]:
    """Give who was told to be something of the owner: Ann’s guitarist, Bo, spoke of his ex-bandmate."""
    kin = KIN[description.head]
    if len(owners) != 1 or kin.is_plural or not (kin.kinds[0] in _AT_WORK or description.head.startswith("ex")):
        return []
    pairs = [(owner, entity) for (owner, _), entity in state.told.items()]
    linked = {b for a, b in (*pairs, *((b, a) for a, b in pairs)) if a == owners[0]}
    found = [p for p in linked if p in state.roster.genders and fits(state.roster.genders[p], kin.gender)]
    return found if len(found) == 1 else []


def _by_focus(state: State, description: Description, owners: Sequence[str]) -> list[str]:
    """Give the only other person lately who may be an ex, a co-star: she starred opposite Bo. Her co-star said …"""
    kin, scene = KIN[description.head], state.scene
    if len(owners) != 1 or kin.is_plural or not (kin.kinds[0] in _AT_WORK or description.head.startswith("ex")):
        return []
    gender = kin.gender or gender_after(scene.text, description.end)
    first = scene.firsts[max(0, scene.sentence_at(description.start) - REACH)]
    lately = {
        one.entity
        for one in scene.within(first, description.start)
        if fits(one.gender or scene.genders[one.entity], gender)
    }
    found = lately.difference(owners)
    return [*found] if len(found) == 1 and found <= state.roster.genders.keys() else []


def _owned(state: State, description: Description) -> None:
    """Decide on "her manager": the name beside it; who was called so before; the only one of that role."""
    start, end, head = description.start, description.end, description.head
    name = apposed(state, start, end)
    owners, _ = _owners(state, description)
    if name:
        state.bearers.setdefault(head, set()).add(name.entity)
        state.told |= {(owner, head): name.entity for owner in owners}
        if name.certainty == "study" and name.entity not in owners:
            state.keep(Mention(start, end, "nominal", name.entity, None, 0.9, None, "role of the name beside it"))
        return
    told = {state.told[key] for owner in owners if (key := (owner, head)) in state.told}
    of_others = {entity for (owner, noun), entity in state.told.items() if noun == head and owner not in owners}
    bearing = state.bearers.get(head, set()).union(state.roster.roles.get(head, ()))
    holders = [*told] or [p for p in bearing if p not in owners and p not in of_others]
    if owners and len(holders) == 1 and (found := choose_holder(state, start, end, holders)):
        state.keep(found)


def pass_by(state: State, description: Description) -> None:
    """Remember what is told where a description stands that is not read again."""
    if description.kind == "kin":
        learn_kin(state, description)


def _co_parent(state: State, description: Description) -> None:
    """Decide on "the mother of his children": who has children with him, or else who is with him."""
    owners, _ = _owners(state, description)
    found = next((people for kin in CO_PARENTS[description.head] if (people := kin_of(state.roster, owners, kin))), [])
    if owners and len(found) == 1:
        state.keep(Mention(*description[:2], "nominal", found[0], None, 0.85, None, "kin"))


def _owners(state: State, description: Description) -> tuple[tuple[str, ...], list[str]]:
    """Give the possessors that are decided, and those between whom it is open."""
    at = description.owner
    groups = takewhile(lambda one: one.start >= at, reversed(state.groups))
    group = next((one.people for one in groups if one.start == at), None)
    if group:
        return group, []
    if at in state.name_at:
        return (state.name_at[at],), []
    mention = state.meant.get(at)
    if mention is None:
        return (), []
    return (
        ((mention.person_id,), [])
        if mention.person_id
        else ((), (mention.candidates or "").split("|") if mention.candidates else [])
    )


def _group(state: State, description: Description) -> None:
    """Decide on a group by its noun ("the couple"): of the relations that it can name, the one last in focus."""
    if description.head in PAIRS and (pair := _last_pair(state, description.start)):
        state.keep_group(*description[:2], "nominal", pair, 0.8, "group before it")
        return
    if description.head in PAIRS_OF:
        _pair_of(state, description, PAIRS_OF[description.head])
        return
    own = [r.members or r.children for r in state.roster.relations.values() if description.head in r.nouns]
    kinds = GROUPS.get(description.head, ())
    groups = own or (
        groups_of(state.roster, kinds, state.last_named(0, description.start))
        or groups_of(state.roster, kinds, dict.fromkeys(state.is_named, 0))
    )
    if gender := _GENDERED.get(description.head):
        groups = [group for group in groups if all(fits(state.roster.genders[person], gender) for person in group)]
    if groups:
        state.keep_group(*description[:2], "nominal", groups[0], 0.9 if len(groups) == 1 else 0.7, "group")
    elif description.head in PAIRS or "spouse" in kinds:
        pair = _last_pair(state, description.start, FOCUS_REACH)
        if pair:
            state.keep_group(*description[:2], "nominal", pair, 0.7, "group before it")
        else:
            _pair_of(state, description, gender)


def _two(state: State, description: Description) -> None:
    """Decide on "the two stars" and "both of them"."""
    if pair := _last_pair(state, description.start):
        state.keep_group(*description[:2], "nominal", pair, 0.8, "group before it")
    else:
        _pair_of(state, description, GENDERED.get(description.head[:-1]))


def _pair_of(state: State, description: Description, gender: str | None) -> None:
    """Decide on "the two women": the last two whom the noun fits, where a relation joins them or no third one is named.

    Whoever is named there and is not of the study may be one of the two, and leaves it open.
    """
    start, end = description[:2]
    genders = state.roster.genders
    named = state.last_named(0, start)
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


def _last_pair(state: State, start: int, reach: int = 1) -> tuple[str, ...]:
    """The last two people named together, in this sentence or those before it."""
    first = state.scene.firsts[max(0, state.scene.sentence_at(start) - reach)]
    groups = takewhile(lambda one: one.start >= first, reversed(state.groups))
    return next((one.people for one in groups if len(one.people) == 2), ())


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
    """Decide on "the Pikes": those of the surname who are named, or else the only ones of the study."""
    people = [p for p, names in state.roster.surnames.items() if description.head in names]
    named = [p for p in people if p in state.is_named]
    members = named if len(named) > 1 else people
    if len(members) == 2 or len(named) > 1:
        state.keep_group(*description[:2], "nominal", members, 0.8, "family")


_SPEAKS_FOR = (
    "lawyer|attorney|counsel|solicitor|barrister|advocate|publicist|agent|representative|rep|spokes(?:man|woman|person)"
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


_SHE = frozenset("woman girl lady".split())


def _pointed_at(state: State, description: Description) -> None:
    """Decide on "that man" inside a quotation: the only one of the article whom it fits, its speaker aside."""
    speaker = state.speaker_at(description.start)
    gender = "she" if description.head in _SHE else "he"
    if speaker is None:
        return
    people = [p for p in state.roster.genders if p in state.is_named and p != speaker.person_id]
    people = [p for p in people if state.roster.genders[p] == gender]
    if len(people) == 1:
        state.keep(Mention(*description[:2], "nominal", people[0], None, 0.6, None, "the other one of a quotation"))


_READERS = {
    "client": _client,
    "pointed at": _pointed_at,
    "kin": _kin,
    "owned": _owned,
    "co-parent": _co_parent,
    "group": _group,
    "two": _two,
    "roles": _roles,
    "role": _role,
    "family": _family,
    "someone": read_someone,
}
