"""What speaks for and against each person that a pronoun may mean.

A feature tells one of these things, for the person's last place before the pronoun (or first after it): who is named
(``certainty``, ``gender unknown``, ``log times named``, ``named most``, ``named first in the text``); how the name
stands (``after by``, ``in brackets``, ``second of a pair`` …); how far it is (``nearest``, ``rank``, ``names between``,
``log distance``); what it does there and what the pronoun does (``same subject -> P``: a subject in the same sentence,
a possessive pronoun; S subject form, O object, P possessive, R reflexive); which of the sentence's subjects and
people it is (``last subject``, ``same left 0``); and for names after the pronoun, whether the pronoun stands in a
phrase before the main clause (``fronted``). A pronoun that has been read is a place of its person too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Set
from functools import cache
from math import log
from typing import NamedTuple

from analysis.people.pronouns.binding import find_own_subject
from analysis.people.pronouns.scene import MAX_TOKENS, Name, Scene, pronoun_role
from analysis.text.english.grammar import letters, pattern

#: People looked back to, and names looked through, on either side, to find them.
MAX_PEOPLE, MAX_NAMES = 6, 60
#: Being named more often than this makes nobody likelier: the weights are learned on short texts.
MAX_TIMES = 5


class Features(NamedTuple):
    """What speaks for or against one person: features that are there, and those that have an amount."""

    flags: tuple[str, ...]
    amounts: tuple[tuple[str, float], ...]


_BOUNDARY = pattern(r"""
    [<clause><that><who><dash>;:"]|,<and>
    |<and>(?=[<singular><i><me><my>]|<proper>+<adverbial>?[<finite><plural>])
""")
_FRONTED = pattern(r",[<article><noun><number>]{0,3}$")
_FRONTING = tuple(letters("of clause ing"))


class _View(NamedTuple):
    """What all people that one pronoun may mean are compared by."""

    scene: Scene
    start: int
    end: int
    sentence: int
    role: str
    token: int
    tags: str
    afters: list[str]
    subjects: list[str]
    lefts: tuple[list[str], list[str]]
    previous: int
    earlier: int
    most: int


def features(
    scene: Scene, start: int, end: int, gender: str | None, excluded: frozenset[str] = frozenset()
) -> list[tuple[str, Features]]:
    """Describe each person that a pronoun, or a definite description in place of one, may mean.

    Parameters
    ----------
    gender : str, optional
        Of the pronoun; None for a description that anyone may fit.
    excluded : frozenset of str
        People who cannot be meant, beside the subject of an object pronoun's own verb.

    Returns
    -------
    list of (entity, features)
        Named as in ``weights.csv``.
    """
    sentence = scene.sentence_at(start)
    index = bisect_left(scene.starts, start)
    excluded |= find_own_subject(scene, start, end)
    fits = (*(("he", "she", "they") if gender is None else (gender,)), None)
    people = _before(scene, index, start, fits, excluded)
    after = _after(scene, index, end, scene.sentences[sentence][1], fits, excluded.union(people))
    if not people and not after:
        return []
    view = _view(scene, start, end, sentence, index, {*people, *after}, list(after))
    found = [
        (entity, _describe_before(view, entity, name, n_between, rank))
        for rank, (entity, (name, n_between)) in enumerate(people.items())
    ]
    return found + [(entity, _describe_after(view, entity, name)) for entity, name in after.items()]


def _before(
    scene: Scene, index: int, start: int, fits: Container[str | None], excluded: Set[str]
) -> dict[str, tuple[Name, int]]:
    """Collect the last place of each person before the pronoun, nearest first, with the number of places in between."""
    found: dict[str, tuple[Name, int]] = {}
    n_places = n_nearer = at = 0
    for name in reversed(scene.names[max(0, index - MAX_NAMES) : index]):
        entity = name.entity
        if name.start != at:
            at, n_nearer = name.start, n_places
        if entity in found:
            n_places += 1
        elif name.end <= start and scene.genders[entity] in fits and entity not in excluded:
            found[entity] = name, n_nearer
            if len(found) == MAX_PEOPLE:
                break
            n_places += 1
    return found


def _after(
    scene: Scene, index: int, end: int, stop: int, fits: Container[str | None], excluded: Set[str]
) -> dict[str, Name]:
    """Collect people who are named only after the pronoun, in its sentence."""
    found: dict[str, Name] = {}
    for name in scene.names[index : min(bisect_left(scene.starts, stop, index), index + MAX_NAMES)]:
        if name.start >= end and scene.genders[name.entity] in fits and name.entity not in excluded:
            found.setdefault(name.entity, name)
    return found


def _view(scene: Scene, start: int, end: int, sentence: int, index: int, people: Set[str], afters: list[str]) -> _View:
    parse = scene.parse(sentence)
    previous = scene.firsts[max(0, sentence - 1)]
    begins = scene.firsts[sentence]
    first = max(bisect_left(scene.starts, previous), index - MAX_NAMES)
    here: dict[str, None] = {}
    there: dict[str, None] = {}
    subjects: dict[str, None] = {}
    for name in scene.names[first:index]:
        entity = name.entity
        if entity not in people:
            continue
        if name.start < begins:
            there[entity] = None
            continue
        here[entity] = None
        if entity not in subjects and scene.place(name).role == "subject":
            subjects[entity] = None
    return _View(
        scene,
        start,
        end,
        sentence,
        pronoun_role(scene, sentence, start, end),
        parse.token(start),
        parse.tags,
        afters,
        list(subjects),
        (list(here), list(there)),
        previous,
        scene.firsts[max(0, sentence - 3)],
        max(map(scene.n_named.__getitem__, people)),
    )


def _describe(view: _View, entity: str) -> tuple[tuple[str, ...], tuple[str, float]]:
    scene = view.scene
    first, n_named = scene.first_of[entity], scene.n_named[entity]
    is_unknown = scene.genders[entity] is None
    flags = _is_person(first.certainty, is_unknown, n_named == view.most, first is scene.names[0])
    return flags, _LOGS[n_named if n_named < MAX_TIMES else MAX_TIMES]


@cache
def _is_person(certainty: str, is_unknown: bool, is_most: bool, is_first: bool) -> tuple[str, ...]:
    """Features of a person, wherever the pronoun stands."""
    told = ((is_unknown, "gender unknown"), (is_most, "named most"), (is_first, "named first in the text"))
    return "person", "certainty " + certainty, *(name for is_so, name in told if is_so)


_LOGS = [("log times named", value) for value in (0.0, *(log(times) for times in range(1, MAX_TIMES + 1)))]


def _describe_before(view: _View, entity: str, name: Name, n_between: int, rank: int) -> Features:
    mine, scene, start = view.role, view.scene, name.start
    flags, times = _describe(view, entity)
    amounts = (
        times,
        ("names between", n_between if n_between < 4 else 4),
        ("log distance", log(1 + view.start - name.end) - 4),
    )
    place = scene.place(name)
    if start < view.previous:
        far = _NEAREST_EARLIER if start >= view.earlier else _NEAREST_FAR
        return Features(flags + _RANKS[rank] + far + place.looks, amounts)
    is_here = place.sentence == view.sentence
    left = _place_in(view.lefts[not is_here], entity)
    flags += _RANKS[rank] + place.looks
    flags += _stands("same" if is_here else "previous", place.role, left if left < 2 else 2, mine)
    if is_here:
        between = view.tags[max(place.last, view.token - MAX_TOKENS) : view.token]
        clause = "other clause" if _BOUNDARY.search(between) else "clause"
        flags += _stands_here(clause, place.role, mine, "," in between or "(" in between)
    elif view.token <= 1:
        flags += (f"pronoun begins, previous {place.role} -> {mine}",)
    if entity in view.subjects:
        subjects = view.subjects
        flags += _is_subject(subjects[-1] == entity, subjects[0] == entity, len(subjects) == 1, mine)
    return Features(flags, amounts)


@cache
def _is_subject(is_last: bool, is_first: bool, is_only: bool, mine: str) -> tuple[str, ...]:
    """Features of a subject of the pronoun's sentence."""
    told = ((is_last, "last"), (is_first, "first"), (is_only, "only"))
    return tuple(f"{which} subject -> {mine}" for is_so, which in told if is_so)


_RANKS = tuple((f"rank {rank}",) for rank in range(MAX_PEOPLE))
_NEAREST_EARLIER, _NEAREST_FAR = ("nearest earlier",), ("nearest far",)


@cache
def _stands(where: str, role: str, left: int, mine: str) -> tuple[str, ...]:
    """Features of a place in the pronoun's sentence or the one before it."""
    return f"nearest {where}", f"{where} {role} -> {mine}", f"{where} left {left} -> {mine}"


@cache
def _stands_here(clause: str, role: str, mine: str, is_parted: bool) -> tuple[str, ...]:
    """Features of a place in the pronoun's sentence by what stands between the two."""
    return f"same {clause} {role} -> {mine}", *(("comma between",) if is_parted else ())


def _place_in(people: list[str], entity: str) -> int:
    return people.index(entity) if entity in people else len(people)


def _describe_after(view: _View, entity: str, name: Name) -> Features:
    place = view.scene.place(name)
    flags, times = _describe(view, entity)
    between = view.tags[view.token + 1 : place.first][:MAX_TOKENS]
    found = [*flags, *place.looks, "only after", f"after {place.role} -> {view.role}"]
    if "," in between:
        found.append("after comma")
    if view.afters[0] != entity:
        found.append("after another person")
    if view.tags[:1] in _FRONTING and _FRONTED.search(between):
        found += ("fronted -> " + view.role, "fronted " + place.role)
        if between.count(",") == 1:
            found.append("fronted, one comma")
        if not view.lefts[0]:
            found.append("fronted, nobody before")
    return Features(tuple(found), (times, ("log distance after", log(1 + name.start - view.end) - 4)))
