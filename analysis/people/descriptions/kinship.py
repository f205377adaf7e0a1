"""Nouns of kinship and company -> people, through relations: "her husband", "the couple".

Relations are those of the study, and those that an article tells of ("her husband, Bo Lee").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analysis.people.names.roster import Roster
from analysis.study import Relation
from analysis.text.english.kin import Kin


def kin_of(roster: Roster, owners: Sequence[str], kin: Kin) -> list[str]:
    """List whom a noun of kinship can mean for its possessors, by the first kind of relation that knows anyone.

    Children of one parent are siblings, where nothing else is declared. In-laws are the spouse's kin, a child's
    spouse, or a sibling's.
    """
    if kin.kinds == ("in-law",):
        return _in_laws(roster, owners, kin)
    if kin.is_plural and kin.kinds[0] == "spouse":  # their husbands: one each
        one = kin._replace(is_plural=False)
        return list(dict.fromkeys(person for owner in owners for person in kin_of(roster, [owner], one)))
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
    if kin.kinds == ("spouse",):  # a wife, where a study has them as a couple of no marriage
        partners = kin_of(roster, owners, Kin(("partner",), kin.side, kin.gender))
        return [
            p for p in partners if not any(r.kind == "spouse" and p in r.members for r in roster.relations.values())
        ]
    if kin.kinds == ("sibling",):
        return _through(roster, owners, "children", "parents", kin)
    if kin.side == "co-parents":
        return _through(roster, owners, "parents", "children", kin)
    return []


def _through(roster: Roster, owners: Sequence[str], side: str, other: str, kin: Kin) -> list[str]:
    """List who stands on the side of a relation that the owners are on, to anybody that they have on the other side."""
    relations = roster.relations.values()
    between = {p for r in relations if set(owners) <= set(getattr(r, side)) for p in getattr(r, other)}
    found = (p for r in relations if not between.isdisjoint(getattr(r, other)) for p in getattr(r, side))
    return list(dict.fromkeys(p for p in found if p not in owners and _fits(kin, roster.genders[p])))


def relation_of(owners: Sequence[str], kin: Kin, person: str) -> Relation | None:
    """Give the relation of people to whoever is called their kin; None for kin by marriage.

    Examples
    --------
    >>> relation_of(["ana"], Kin(("parent",), "children", "he"), "bo").children
    ('bo',)
    """
    if kin.kinds == ("in-law",):
        return None
    sides = {"parents": ((person,), owners), "children": (owners, (person,))}
    if kin.side in sides:
        parents, children = map(tuple, sides[kin.side])
        return Relation(kind="parent", parents=parents, children=children)
    return Relation(kind=kin.kinds[0], members=(*owners, person))  # type: ignore[arg-type]


def bearers_of(roster: Roster, kin: Kin) -> frozenset[str]:
    """Give everybody who is such kin to anybody, in-laws aside: the father, where the possessor is left out."""
    return frozenset(
        person
        for relation in roster.relations.values()
        if relation.kind in kin.kinds
        for person in getattr(relation, kin.side.removeprefix("co-"))
        if _fits(kin, roster.genders[person])
    )


#: What leads to in-laws, in one step after the other: of whom first, and then of those.
_SPOUSE, _CHILD = Kin(("spouse",), "members", None), Kin(("parent",), "children", None)
_PARENT, _SIBLING = Kin(("parent",), "parents", None), Kin(("sibling",), "members", None)
_BY_MARRIAGE = {
    "spouses": ((_SPOUSE, _SIBLING), (_SIBLING, _SPOUSE)),
    "parents": ((_SPOUSE, _PARENT),),
    "children": ((_CHILD, _SPOUSE),),
}


def _in_laws(roster: Roster, owners: Sequence[str], kin: Kin) -> list[str]:
    """List the kin by marriage of one owner."""
    found = [
        person
        for first, then in _BY_MARRIAGE[kin.side]
        for between in (kin_of(roster, owners, first) if len(owners) == 1 else [])
        for person in kin_of(roster, [between], then)
        if person not in owners and _fits(kin, roster.genders[person])
    ]
    return list(dict.fromkeys(found))


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
