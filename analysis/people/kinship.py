"""Nouns of kinship and company -> people, through the study's relations: "her husband", "the couple"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.people.roster import Roster

__all__ = ["BONDS", "CO_PARENTS", "GROUPS", "KIN", "MAKERS", "RELATIONAL", "Kin", "groups_of", "kin_of"]


class Kin(NamedTuple):
    """What a noun of kinship asks for: kinds of relation in order of preference, side, pronoun, number."""

    kinds: tuple[str, ...]
    side: str  # members, parents, children, co-parents
    gender: str | None
    is_plural: bool = False


def _nouns(kinds: str, side: str, gender: str | None, words: str, is_plural: bool = False) -> dict[str, Kin]:
    return {word.replace("_", " "): Kin(tuple(kinds.split()), side, gender, is_plural) for word in words.split()}


#: Nouns that stand after a possessor.
KIN: dict[str, Kin] = {
    **_nouns("spouse", "members", "she", "wife ex-wife wifey bride"),
    **_nouns("spouse", "members", "he", "husband ex-husband hubby groom"),
    **_nouns("spouse partner", "members", None, "spouse ex ex-spouse better_half"),
    **_nouns("partner spouse", "members", "she", "girlfriend ex-girlfriend fiancée"),
    **_nouns("partner spouse", "members", "he", "boyfriend ex-boyfriend fiancé beau"),
    **_nouns("partner spouse", "members", None, "partner ex-partner lover significant_other fiance fiancee"),
    **_nouns("sibling", "members", "he", "brother"),
    **_nouns("sibling", "members", "she", "sister"),
    **_nouns("sibling", "members", None, "sibling"),
    **_nouns("sibling", "members", None, "siblings", True),
    **_nouns("sibling", "members", "he", "brothers", True),
    **_nouns("sibling", "members", "she", "sisters", True),
    **_nouns("parent", "parents", "she", "mother mom mum mama mommy"),
    **_nouns("parent", "parents", "he", "father dad papa daddy"),
    **_nouns("parent", "parents", None, "parents", True),
    **_nouns("parent", "children", "he", "son baby_boy"),
    **_nouns("parent", "children", "she", "daughter baby_girl"),
    **_nouns("parent", "children", None, "child kid baby newborn toddler"),
    **_nouns("parent", "children", "he", "sons boys", True),
    **_nouns("parent", "children", "she", "daughters girls", True),
    **_nouns("parent", "children", None, "children kids babies little_ones offspring", True),
    **_nouns("bandmate", "members", None, "bandmate groupmate band_mate group_mate bandmember"),
    **_nouns("bandmate", "members", None, "bandmates groupmates band_mates group_mates", True),
    **_nouns("friend", "members", None, "friend bestie pal best_friend buddy"),
    **_nouns("friend", "members", None, "friends besties pals buddies", True),
    **_nouns("colleague", "members", None, "colleague co-worker coworker collaborator"),
    **_nouns("colleague", "members", None, "colleagues co-workers coworkers collaborators", True),
    **_nouns("rival", "members", None, "rival nemesis"),
}

#: Nouns before "of his children": whoever has children with somebody, or else lives with them.
CO_PARENTS: dict[str, tuple[Kin, ...]] = {
    noun: (Kin(("parent",), "co-parents", gender), Kin(("spouse", "partner"), "members", gender))
    for noun, gender in {"mother": "she", "mom": "she", "mum": "she", "father": "he", "dad": "he"}.items()
}

#: Nouns that name a group by themselves, after "the", "both" or "two", and the kinds of relation that they may mean.
GROUPS: dict[str, tuple[str, ...]] = {
    "couple": ("spouse", "partner"),
    "spouses": ("spouse",),
    "exes": ("spouse", "partner"),
    "newlyweds": ("spouse",),
    "lovebirds": ("spouse", "partner"),
    "lovers": ("partner", "spouse"),
    "husband and wife": ("spouse",),
    "two": ("spouse", "partner", "bandmate", "sibling", "friend", "colleague", "rival"),
    "pair": ("spouse", "partner", "bandmate", "sibling", "friend", "colleague", "rival"),
    "duo": ("spouse", "partner", "bandmate", "sibling", "friend", "colleague", "rival"),
    "trio": ("bandmate", "sibling", "friend"),
    "bandmates": ("bandmate",),
    "siblings": ("sibling",),
    "rivals": ("rival",),
    "besties": ("friend",),
}

#: Nouns that, behind the title of a work, mean whoever made it (the “Up” hitmaker).
MAKERS = frozenset(
    "actor actress alum artist author composer creator crooner filmmaker frontman frontwoman hit-maker hitmaker icon "
    "maker musician novelist performer playwright poet rapper singer singer-songwriter songstress songwriter star "
    "superstar vocalist writer".split()
)

#: Nouns of a bond between two people, and the kinds of relation that they may mean, the likelier first.
BONDS: dict[str, tuple[str, ...]] = {
    "new relationship": ("partner", "spouse"),
    "relationship": ("spouse", "partner"),
    "romance": ("partner", "spouse"),
    "marriage": ("spouse",),
    "divorce": ("spouse",),
    "separation": ("spouse",),
    "split": ("spouse", "partner"),
    "breakup": ("partner", "spouse"),
    "engagement": ("partner", "spouse"),
}

#: Nouns that, after "their", speak of what two people have together.
RELATIONAL = frozenset(
    "relationship marriage divorce split breakup separation romance bond wedding engagement union "
    "reunion reconciliation love family "
    "families home history children kids babies sons daughters son daughter child baby parents "
    "anniversary honeymoon vows "
    "friendship partnership custody co-parenting differences ups past future together apart prenup "
    "feud rift affair".split()
)


def kin_of(roster: Roster, owners: Sequence[str], kin: Kin) -> list[str]:
    """List whom a noun of kinship can mean for its possessors, by the first kind of relation that knows anyone.

    Children of the same parents are siblings, where nothing else is declared.
    """
    for kind in kin.kinds:
        found = [
            person
            for relation in roster.relations.values()
            if relation.kind == kind and set(owners) <= set(_owners(relation, kin.side))
            for person in getattr(relation, kin.side.removeprefix("co-"))
            if person not in owners and _fits(kin, roster.genders[person])
        ]
        if found:
            return list(dict.fromkeys(found))
    if kin.kinds == ("sibling",):
        families = [r.children for r in roster.relations.values() if set(owners) <= set(r.children)]
        return [p for family in families for p in family if p not in owners and _fits(kin, roster.genders[p])]
    return []


def _fits(kin: Kin, gender: str | None) -> bool:
    return kin.gender is None or gender in (kin.gender, None)


def _owners(relation: object, side: str) -> Iterable[str]:
    """Who can have the people of a side: parents have children, members and co-parents have each other."""
    sides = {"parents": "children", "children": "parents", "co-parents": "parents"}
    people: Iterable[str] = getattr(relation, sides.get(side, side))
    return people


def groups_of(roster: Roster, kinds: Sequence[str], named: Mapping[str, int]) -> list[tuple[str, ...]]:
    """List the groups that a noun can mean, the one in focus first.

    Parameters
    ----------
    kinds : sequence of str
        Kinds of relation.
    named : mapping of person to position
        Where each person was last named. A group counts when all of it was named, or when it is the only one with
        anyone named; in focus is the group whose last-named member was named latest.
    """
    groups = [relation.members for relation in roster.relations.values() if relation.kind in kinds]
    whole = [group for group in groups if all(person in named for person in group)]
    if whole:
        return sorted(whole, key=lambda group: -min(named[person] for person in group))
    part = [group for group in groups if any(person in named for person in group)]
    return part if len(part) == 1 else []
