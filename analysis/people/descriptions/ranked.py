"""A definite description of one person -> shares of the people whom it may mean, from what is told of each and where.

Everybody named in the article before it gets a sum of weighted features; a softmax over them, with "none of them" at 0,
turns the sums into shares. The weights stand in ``weights.csv``, learned by ``benchmarks/fit_descriptions.py`` from
articles labelled by hand.

A feature tells one of these things: who it is (``study`` or ``other``, ``named first``); what
speaks for the noun (``declared``: a role of the study; ``told``: the article calls them so, which leaves nobody else;
``alike``: press writers change one of these nouns for it, or they are such kin to somebody; ``only`` where it speaks
for nobody else) and for the rest of the phrase (``field``); their pronoun, and whether the next one is it
(``pronoun after``); how far the last place is, in sentences and
people; whether they are the last subject (``taken up`` by a new paragraph or beside a quotation); whether they are
named or meant by a pronoun in the same sentence; and what kind of description it is, which tells whether it is anybody
of the study (``study: epithet``).
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Callable, Set
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from analysis.people.descriptions.focus import LONGEST, fits, gender_told, in_another_clause
from analysis.people.pronouns.antecedents import Weights
from analysis.people.pronouns.features import Features
from analysis.people.pronouns.scene import NAMED, Name
from analysis.people.state import State

#: From this share on a description is decided.
CONFIDENT = 0.5
#: Names looked back through, and people compared.
MAX_NAMES, MAX_PEOPLE = 120, 10
#: Sentences back that somebody who is not of the study is looked for.
REACH = 6
_FAR = tuple((limit, f"far {limit}") for limit in (0, 1, 2, 4, 8))


class Told(NamedTuple):
    """What speaks for the noun of a description: who holds it, by what kind of evidence, and traits of the phrase."""

    declared: Set[str]
    told: Set[str]
    alike: Set[str]
    fields: Set[str]
    traits: tuple[str, ...]


@cache
def weights() -> Weights:
    """Weight of each feature, as learned; see ``weights.csv``."""
    with (files("analysis.people.descriptions") / "weights.csv").open(encoding="utf-8") as file:
        return Weights({row["feature"]: float(row["weight"]) for row in csv.DictReader(file)})


def features(
    state: State, start: int, end: int, gender: str | None, told: Told, is_out: Callable[[str], bool]
) -> list[tuple[str, Features]]:
    """Describe each person whom a description may mean.

    Parameters
    ----------
    gender : str, optional
        Pronoun that the noun or its sentence tells of.
    told : Told
        What speaks for the noun.
    is_out : callable
        Tells who cannot be meant.
    """
    scene, known = state.scene, state.roster.genders
    quote, sentence = state.quote_at(start), scene.sentence_at(start)
    begin, stop = scene.sentences[sentence]
    apart = {one.entity for one in in_another_clause(state, start)}
    near = scene.within(max(begin, start - LONGEST), min(stop, end + LONGEST))
    here = [one for one in near if state.quote_at(one.start) == quote]
    before = {one.entity for one in here if one.certainty != "pronoun" and one.start < start}
    behind = {one.entity for one in here if one.certainty != "pronoun" and one.start >= end} - before
    last = _last_places(state, start, gender, told, lambda one: one in behind or is_out(one), sentence)
    meant = {one.entity for one in here}
    subject = _last_subject(state, begin, quote)
    takes_up = scene.text[start - 1 : start] in ("", "\n") or state.quote_beside(start, end) is not None
    after = gender_told(state, end)
    holding = told.declared | told.told
    found = []
    for rank, (entity, place) in enumerate(last.items()):
        is_known = entity in known
        flags = ["study", *(f"study: {trait}" for trait in told.traits)] if is_known else ["other"]
        level = next((name for name, people in zip(Told._fields, told[:3], strict=False) if entity in people), "none")
        rivals = {"none": frozenset[str](), "alike": told.alike}.get(level, holding)
        is_only = level != "none" and not any(one in rivals for one in last if one != entity)
        flags.append(level + " only" if is_only else level)
        own = scene.genders.get(entity, known.get(entity))
        if gender:
            flags.append("gender agrees" if own == gender else "gender unknown")
        if own and after:
            flags.append(f"pronoun after {'agrees' if after == own else 'differs'}")
        if scene.first_of.get(entity) is scene.names[0]:
            flags.append("named first")
        if told.fields and (fields := state.roster.fields.get(entity)):
            flags.append("other field" if told.fields.isdisjoint(fields) else "field")
        distance = sentence - scene.sentence_at(place.start) if place else _FAR[-1][0] + 1
        flags += [f"rank {min(rank, 3)}", next((name for limit, name in _FAR if distance <= limit), "far more")]
        if entity in before:
            flags.append("named here apart" if entity in apart else "named here")
        elif entity in meant:
            flags.append("meant here")
        if entity == subject:
            flags.append("last subject, taken up" if takes_up else "last subject")
        found.append((entity, Features(tuple(flags), ())))
    return found


def _last_places(
    state: State, start: int, gender: str | None, told: Told, is_out: Callable[[str], bool], sentence: int
) -> dict[str, Name | None]:
    """Give the last place of everybody who may be meant, the nearest first; then holders who are named only later."""
    scene, known = state.scene, state.roster.genders
    speaker = state.speaker_at(start)
    quote = state.quote_at(start)
    last: dict[str, Name | None] = {}
    lately = scene.firsts[max(0, sentence - REACH)]
    borne = frozenset() if told.declared else told.told  # Director Ann Lee met Roe. The director …

    def may_be(entity: str) -> bool:
        return (
            not is_out(entity)
            and (not borne or entity in borne)
            and fits(scene.genders.get(entity, known.get(entity)), gender)
            and not (speaker and entity in speaker.people)
        )

    for name in reversed(_names_before(state, 0, start)):
        entity = name.entity
        if entity in last or len(last) == MAX_PEOPLE or name.certainty == "described" or name.end > start:
            continue
        if entity not in known and (name.start < lately or scene.first_of[entity].certainty not in NAMED):
            continue
        if quote < 0 and name.certainty == "pronoun" and state.quote_at(name.start) >= 0:
            continue
        if may_be(entity):
            last[entity] = name
    earlier = state.last_named(0, start)
    for entity in sorted(earlier, key=lambda one: -earlier[one]):
        if len(last) < MAX_PEOPLE and entity not in last and may_be(entity):
            last[entity] = Name(earlier[entity], earlier[entity], entity, None, "study")
    later = told.declared | told.told | (state.is_named if quote >= 0 else frozenset())
    for entity in sorted(later):
        if len(last) < MAX_PEOPLE and entity not in last and may_be(entity):
            last[entity] = None
    return last


def _last_subject(state: State, begin: int, quote: int) -> str | None:
    """Who was last a subject in the sentences before, on the same side of quotation marks."""
    scene = state.scene
    first = scene.firsts[max(0, scene.sentence_at(begin) - REACH)]
    for one in reversed(_names_before(state, first, begin)):
        if one.certainty != "described" and state.quote_at(one.start) == quote and scene.place(one).role == "subject":
            return one.entity
    return None


def _names_before(state: State, first: int, stop: int) -> list[Name]:
    """Names of a stretch, in text order: the last ones, where there are many."""
    starts = state.scene.starts
    index = bisect_left(starts, stop)
    return state.scene.names[max(bisect_left(starts, first), index - MAX_NAMES) : index]
