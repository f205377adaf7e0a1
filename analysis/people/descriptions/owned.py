"""Nouns with a possessor -> people: "her husband", "his manager", "the mother of his children".

The name beside the noun says who it is, or a relation of the study, or one that the article told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from analysis.people.descriptions.couples import find_couples
from analysis.people.descriptions.find import Description
from analysis.people.descriptions.focus import REACH, choose_holder, fits, gender_after
from analysis.people.descriptions.kinship import kin_of, relation_of
from analysis.people.descriptions.someone import apposed
from analysis.people.pronouns.scene import Name
from analysis.people.state import Mention, State
from analysis.study import Relation
from analysis.text.english.kin import CO_PARENTS, KIN, Kin
from analysis.text.english.pronouns import SINGULAR

#: How sure a possessor is to be before an article is taken to tell whose kin somebody is.
PLAIN = 0.75
#: Kinds of those who work together.
_AT_WORK = ("bandmate", "colleague", "rival")


def read_kin(state: State, description: Description) -> None:
    """Decide on kin ("his estranged wife"): the name beside it, or through relations that are declared or were told."""
    kin, (start, end) = KIN[description.head], description[:2]
    owners, doubted = owners_of(state, description)
    roster = state.declared if _NEW.search(state.scene.text, start, end) else state.roster
    found = kin_of(roster, owners, kin) if owners else []
    if doubted:
        found = list(dict.fromkeys(p for owner in doubted for p in kin_of(state.roster, [owner], kin)))
    if len(owners) == 1 and kin.side == "members" and _OVER.search(state.scene.text, start, end):
        found = _former(state, description, owners) or found
    beside = state.beside(end)
    if beside not in found:
        name = learn_kin(state, description)
        if name and name.certainty != "study":
            return
        beside = name.entity if name else None
    if beside and not (kin.is_plural and beside in found):
        state.keep(Mention(start, end, "nominal", beside, None, 0.9, None, "kin"))
        return
    told = {state.told[key] for owner in owners if (key := (owner, description.head)) in state.told}
    if not kin.is_plural and len(told) == 1:
        found = [p for p in told if p in state.roster.genders]
    found = found or _by_role(state, description, owners)
    if len(owners) == 1 and not kin.is_plural and (kin.kinds[0] in _AT_WORK or description.head.startswith("ex")):
        found = found or _by_bond(state, kin, owners) or _by_focus(state, description, owners)
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


def learn_couples(state: State) -> None:
    """Remember who is told to be together, of those whose husband, wife or partner is not known otherwise."""
    names = [one for one in state.scene.names if one.certainty in ("study", "person")]
    known = {p for r in state.roster.relations.values() if r.kind in ("spouse", "partner") for p in r.members}
    free = state.roster.genders.keys() - known
    couples = [couple for couple in find_couples(state.scene.text, names) if free.issuperset(couple)]
    if couples:
        state.learn(*(Relation(kind="partner", members=couple) for couple in couples))


def learn_kin(state: State, description: Description) -> Name | None:
    """Give who is named beside kin ("her husband, Bo Lee"), and remember whose kin that is."""
    owners, doubted = owners_of(state, description)
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
        told = relation_of(owners, kin, name.entity)
        state.learn(*([told] if told else []))
    return name


def _by_role(state: State, description: Description, owners: Sequence[str]) -> list[str]:
    """Give the only other person who is declared as a husband, and so on, and is not known as somebody else's."""
    kin = KIN[description.head]
    holders = _called(state, description.head) if owners else []
    relations = state.roster.relations.values()
    taken = {p for r in relations if r.kind in kin.kinds for p in r.people} if kin.kinds != ("in-law",) else set()
    found = [
        p
        for p in holders
        if p not in owners and p not in taken and p in state.is_named and fits(state.roster.genders[p], kin.gender)
    ]
    return found if len(found) == 1 else []


#: Her new boyfriend is not whom the article tells of before.
_NEW = re.compile(r"\bnew\b")
#: What tells of a bond that is over: her former husband, his ex.
_OVER = re.compile(r"\b(?:former|ex)\b")


def _former(state: State, description: Description, owners: Sequence[str]) -> list[str]:
    """Give the only one who is declared as an ex-husband, and so on, or else has a child with the owner."""
    kin, head = KIN[description.head], description.head.removeprefix("ex-")
    declared = [p for p in _called(state, f"ex-{head}") if p not in owners and p in state.is_named]
    for found in (declared, kin_of(state.roster, owners, Kin(("parent",), "co-parents", kin.gender))):
        if len(found) == 1:
            return found
    return []


def _called(state: State, head: str) -> list[str]:
    """List whom the study declares as such kin, by this or another noun for it: Dad is the father."""
    kin = KIN.get(head)
    nouns = (
        noun
        for noun, other in KIN.items()
        if kin
        and (other.kinds[0], other.side, other.is_plural) == (kin.kinds[0], kin.side, kin.is_plural)
        and fits(other.gender, kin.gender)
        and noun.startswith("ex") == head.startswith("ex")
    )
    return list(dict.fromkeys(p for noun in nouns for p in state.roster.roles.get(noun, ())))


def _by_bond(state: State, kin: Kin, owners: Sequence[str]) -> list[str]:
    """Give who was told to be something of the owner: Ann’s guitarist, Bo, spoke of his ex-bandmate."""
    pairs = [(owner, entity) for (owner, _), entity in state.told.items()]
    linked = {b for a, b in (*pairs, *((b, a) for a, b in pairs)) if a == owners[0]}
    found = [p for p in linked if p in state.roster.genders and fits(state.roster.genders[p], kin.gender)]
    return found if len(found) == 1 else []


def _by_focus(state: State, description: Description, owners: Sequence[str]) -> list[str]:
    """Give the only other person lately who may be an ex, a co-star: she starred opposite Bo. Her co-star said …"""
    kin, scene = KIN[description.head], state.scene
    gender = kin.gender or gender_after(scene.text, description.end)
    first = scene.firsts[max(0, scene.sentence_at(description.start) - REACH)]
    lately = {
        one.entity
        for one in scene.within(first, description.start)
        if fits(one.gender or scene.genders[one.entity], gender)
    }
    found = lately.difference(owners)
    return [*found] if len(found) == 1 and found <= state.roster.genders.keys() else []


def read_owned(state: State, description: Description) -> None:
    """Decide on "her manager": the name beside it; who was called so before; the only one of that role."""
    start, end, head = description.start, description.end, description.head
    name = apposed(state, start, end)
    owners, _ = owners_of(state, description)
    if name:
        state.bearers.setdefault(head, set()).add(name.entity)
        state.told |= {(owner, head): name.entity for owner in owners}
        if name.certainty == "study" and name.entity not in owners:
            state.keep(Mention(start, end, "nominal", name.entity, None, 0.9, None, "role of the name beside it"))
        return
    if head in _OWN_CHILD and owners and len(child := kin_of(state.roster, owners, KIN[_OWN_CHILD[head]])) == 1:
        state.keep(Mention(start, end, "nominal", child[0], None, 0.8, None, "kin"))
        return
    told = {state.told[key] for owner in owners if (key := (owner, head)) in state.told}
    of_others = {entity for (owner, noun), entity in state.told.items() if noun == head and owner not in owners}
    bearing = state.bearers.get(head, set()).union(state.roster.roles.get(head, ()))
    holders = [*told] or [p for p in bearing if p not in owners and p not in of_others]
    if owners and len(holders) == 1 and (found := choose_holder(state, start, end, holders)):
        state.keep(found)


#: Nouns by which parents call their children.
_OWN_CHILD = {"boy": "son", "girl": "daughter"}


def pass_by(state: State, description: Description) -> None:
    """Remember what is told where a description stands that is not read again."""
    if description.kind == "kin":
        learn_kin(state, description)


def read_co_parent(state: State, description: Description) -> None:
    """Decide on "the mother of his children": who has children with him, or else who is with him."""
    owners, _ = owners_of(state, description)
    found = next((people for kin in CO_PARENTS[description.head] if (people := kin_of(state.roster, owners, kin))), [])
    if owners and len(found) == 1:
        state.keep(Mention(*description[:2], "nominal", found[0], None, 0.85, None, "kin"))


def owners_of(state: State, description: Description) -> tuple[tuple[str, ...], list[str]]:
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
