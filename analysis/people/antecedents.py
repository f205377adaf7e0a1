"""Pronoun -> shares of the people it may mean, from where they are named and what they do in the sentence.

Each person named nearby gets a sum of weighted features (`features`); a softmax over the people, with "none of
them" at 0, turns the sums into shares. The weights stand in ``weights.csv``, learned by ``benchmarks/fit_pronouns.py``.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

from analysis.people.grammar import Parse, parse, role

__all__ = ["PRONOUNS", "Link", "Name", "Scene", "features", "pronoun_role", "shares", "weights"]

#: Third-person singular forms and the pronoun that each belongs to.
PRONOUNS = dict.fromkeys("he him his himself".split(), "he") | dict.fromkeys("she her hers herself".split(), "she")

#: People looked back to, and names looked through to find them.
MAX_PEOPLE, MAX_NAMES = 4, 60

Span = tuple[int, int]
Features = list[tuple[str, float]]


class Name(NamedTuple):
    """A place where somebody is named. `certainty`: ``study``, ``person``, ``maybe`` (a name of whom or what), ``described``."""

    start: int
    end: int
    entity: str
    gender: str | None
    certainty: str


class Link(NamedTuple):
    """A pronoun that has been read: its place and the share of each person it may mean."""

    start: int
    sentence: int
    role: str
    gender: str
    shares: Mapping[str, float]


class _Place(NamedTuple):
    """A name in its sentence: index of the sentence, first and last token, role, features that no pronoun changes."""

    sentence: int
    first: int
    last: int
    role: str
    looks: tuple[str, ...]


class Scene:
    """A text, its sentences and the people named in it; a sentence is parsed when first asked about."""

    def __init__(
        self, text: str, sentences: Sequence[Span], names: Sequence[Name], quotes: Sequence[Span] = ()
    ) -> None:
        self.text, self.sentences, self.quotes = text, sentences, quotes
        self.firsts = [start for start, _ in sentences]
        self.quote_starts = [start for start, _ in quotes]
        self.names: list[Name] = []
        self.of: dict[str, list[Name]] = {}
        self.genders: dict[str, str | None] = {}
        self.parses: dict[int, Parse] = {}
        self.places: dict[int, _Place] = {}
        for name in sorted(names):
            self.add(name)

    def add(self, name: Name) -> None:
        """Take in one more name."""
        insort(self.names, name)
        insort(self.of.setdefault(name.entity, []), name)
        self.genders[name.entity] = self.genders.get(name.entity) or name.gender

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a position."""
        return max(0, bisect_right(self.firsts, position) - 1)

    def quote_at(self, position: int) -> int:
        """Index of the quotation that holds a position; -1 outside quotations."""
        index = bisect_right(self.quote_starts, position) - 1
        return index if index >= 0 and position < self.quotes[index][1] else -1

    def parse(self, sentence: int) -> Parse:
        """Tokens and tags of a sentence."""
        found = self.parses.get(sentence)
        if found is None:
            found = self.parses[sentence] = parse(self.text, *self.sentences[sentence])
        return found

    def place(self, name: Name) -> _Place:
        """Where a name stands in its sentence."""
        found = self.places.get(name.start)
        if found is None:
            sentence = self.sentence_at(name.start)
            starts, tags = self.parse(sentence)
            first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
            looks = _looks(self.text, starts, tags, first, last)
            found = self.places[name.start] = _Place(sentence, first, last, role(tags, first, last), looks)
        return found


_PREPOSITIONS = frozenset("by with of to for from like as between against in than".split())


def _looks(text: str, starts: list[int], tags: str, first: int, last: int) -> tuple[str, ...]:
    """Name what stands around a name: its preposition, brackets, a pair, commas."""
    looks = []
    index = first - 1
    while index >= 0 and tags[index] in "ndN0":
        index -= 1
    if index >= 0 and tags[index] in "pt":
        word = text[starts[index] : starts[index + 1]].strip().lower()
        if word in _PREPOSITIONS:
            looks.append("after " + word)
    if tags.rfind("(", 0, first) > tags.rfind(")", 0, first):
        looks.append("in brackets")
    before, after = tags[first - 1 : first], tags[last : last + 1]
    if first and before == "c" and tags[first - 2 : first - 1] in ("N", ")"):
        looks.append("second of a pair")
    if after == "c" and tags[last + 1 : last + 2] == "N":
        looks.append("first of a pair")
    if last - first > 1:
        looks.append("several words")
    if first == 0:
        looks.append("begins the sentence")
    if before == "," and after == ",":
        looks.append("between commas")
    return tuple(looks)


def pronoun_role(scene: Scene, sentence: int, start: int, end: int) -> str:
    """Tell subject (S), object (O), possessive (P) and reflexive (R) forms apart; "her" by the word after it."""
    form = scene.text[start:end].lower()
    if form in ("he", "she"):
        return "S"
    if form == "him":
        return "O"
    if form in ("himself", "herself"):
        return "R"
    if form != "her":
        return "P"
    starts, tags = scene.parse(sentence)
    after = bisect_left(starts, end)
    following = tags[after : after + 1]
    if following == "r":
        return "O" if tags[after + 1 : after + 2] in ("", ".", ",") else "P"
    return "P" if following and following in "nsiN0vV'\"" else "O"


_BOUNDARY = re.compile(r"[bhw;\"]|c(?=[Pm]|N+r?[avVs])|,c")
_FRONTED = re.compile(r",[dn0]{0,3}$")


class _View(NamedTuple):
    """What all people that one pronoun may mean are compared by."""

    scene: Scene
    start: int
    end: int
    sentence: int
    role: str
    token: int
    tags: str
    quote: int
    people: list[str]
    subjects: list[str]
    lefts: dict[int, list[str]]
    last: Link | None
    between: frozenset[str]
    afters: list[str]
    top: int


def features(
    scene: Scene,
    start: int,
    end: int,
    gender: str | None,
    links: Sequence[Link] = (),
    excluded: frozenset[str] = frozenset(),
) -> tuple[list[tuple[str, Features]], Link]:
    """Describe each person that a pronoun may mean.

    Returns
    -------
    people : list of (entity, features)
        Features are (name, value) pairs; names as in ``weights.csv``.
    link : Link
        The pronoun itself, its shares still empty.
    """
    sentence = scene.sentence_at(start)
    link = Link(start, sentence, pronoun_role(scene, sentence, start, end), gender or "", {})
    last = next((one for one in reversed(links) if gender is None or one.gender == gender), None)
    people = _people(scene, link, end, gender, last, excluded)
    if not people:
        return [], link
    view = _view(scene, link, end, people, last)
    return [
        (entity, _describe(view, entity, nearest, is_after)) for entity, (nearest, is_after) in people.items()
    ], link


def _people(
    scene: Scene, link: Link, end: int, gender: str | None, last: Link | None, excluded: frozenset[str]
) -> dict[str, tuple[Name, bool]]:
    """Collect people before the pronoun, nearest first, then those named only after it in its sentence."""
    found: dict[str, tuple[Name, bool]] = {}
    at = bisect_left(scene.names, (link.start,))
    for index in range(at - 1, max(-1, at - 1 - MAX_NAMES), -1):
        name = scene.names[index]
        entity = name.entity
        if entity not in found and _fits(scene, entity, gender) and entity not in excluded and name.end <= link.start:
            found[entity] = (name, False)
            if len(found) == MAX_PEOPLE:
                break
    if last:
        for entity, share in last.shares.items():
            if share > 0.2 and entity not in found and entity not in excluded:
                earlier = scene.of[entity][bisect_left(scene.of[entity], (link.start,)) - 1]
                if earlier.start < link.start:
                    found[entity] = (earlier, False)
    stop = scene.sentences[link.sentence][1]
    for index in range(at, len(scene.names)):
        name = scene.names[index]
        if name.start >= stop:
            break
        if (
            name.entity not in found
            and _fits(scene, name.entity, gender)
            and name.entity not in excluded
            and name.start >= end
        ):
            found[name.entity] = (name, True)
    return found


def _fits(scene: Scene, entity: str, gender: str | None) -> bool:
    return gender is None or scene.genders[entity] in (gender, None)


def _view(scene: Scene, link: Link, end: int, people: dict[str, tuple[Name, bool]], last: Link | None) -> _View:
    starts, tags = scene.parse(link.sentence)
    at = bisect_left(scene.names, (link.start,))
    first = bisect_left(scene.names, (scene.firsts[max(0, link.sentence - 1)],))
    near = [(scene.place(name), name.entity) for name in scene.names[first:at] if name.entity in people]
    here = [(place, entity) for place, entity in near if place.sentence == link.sentence]
    between = (
        frozenset(
            name.entity for name in scene.names[bisect_left(scene.names, (last.start,)) : at] if name.entity in people
        )
        if last
        else frozenset()
    )
    return _View(
        scene, link.start, end, link.sentence, link.role, bisect_left(starts, link.start), tags,
        scene.quote_at(link.start) if scene.quotes else -1, list(people),
        list(dict.fromkeys(entity for place, entity in here if place.role == "subject")),
        {
            0: list(dict.fromkeys(entity for _, entity in here)),
            1: list(dict.fromkeys(entity for place, entity in near if place.sentence == link.sentence - 1)),
        },
        last, between, [entity for entity, (_, is_after) in people.items() if is_after], max(len(scene.of[entity]) for entity in people),
    )  # fmt: skip


def _describe(view: _View, entity: str, name: Name, is_after: bool) -> Features:
    scene, mine = view.scene, view.role
    named = scene.of[entity]
    place = scene.place(name)
    found: Features = [("person", 1.0), (f"certainty {named[0].certainty}", 1.0), ("log times named", log(len(named)))]
    found += [(look, 1.0) for look in place.looks]
    if scene.genders[entity] is None:
        found.append(("gender unknown", 1.0))
    if len(named) == view.top:
        found.append(("named most", 1.0))
    if named[0] is scene.names[0]:
        found.append(("named first in the text", 1.0))
    if scene.quotes and scene.quote_at(name.start) != view.quote:
        found.append(("into a quotation" if view.quote >= 0 else "out of a quotation", 1.0))
    if is_after:
        _describe_after(view, entity, name, place, found)
    else:
        _describe_before(view, entity, name, place, found)
    if view.last and (share := view.last.shares.get(entity, 0.0)) > 0.01:
        gap = view.sentence - view.last.sentence
        where = "same" if gap == 0 else "previous" if gap == 1 else "earlier"
        found.append((f"pronoun before, {where}", share))
        found.append((f"pronoun before, {where}, {view.last.role} -> {mine}", share))
        if not view.between:
            found.append((f"pronoun before, {where}, nobody between", share))
        elif len(view.between) > 1 or entity not in view.between:
            found.append((f"pronoun before, {where}, another between", share))
    return found


def _describe_before(view: _View, entity: str, name: Name, place: _Place, found: Features) -> None:
    mine, tags = view.role, view.tags
    gap = view.sentence - place.sentence
    where = "same" if gap == 0 else "previous" if gap == 1 else "earlier" if gap <= 3 else "far"
    names = view.scene.names
    n_between = bisect_left(names, (view.start,)) - bisect_right(names, name)
    found.append(("names between", min(n_between, 4)))
    found.append((f"rank {min(view.people.index(entity), 3)}", 1.0))
    found.append(("log distance", log(1 + view.start - name.end) - 4))
    found.append((f"nearest {where}", 1.0))
    if gap <= 1:
        found.append((f"{where} {place.role} -> {mine}", 1.0))
        found.append((f"{where} left {min(view.lefts[gap].index(entity), 2)} -> {mine}", 1.0))
        if gap == 1 and view.token <= 1:
            found.append((f"pronoun begins, previous {place.role} -> {mine}", 1.0))
    if gap == 0:
        between = tags[place.last : view.token]
        clause = "other clause" if _BOUNDARY.search(between) else "clause"
        found.append((f"same {clause} {place.role} -> {mine}", 1.0))
        if "," in between or "(" in between:
            found.append(("comma between", 1.0))
    if entity in view.subjects:
        if view.subjects[-1] == entity:
            found.append((f"last subject -> {mine}", 1.0))
        if view.subjects[0] == entity:
            found.append((f"first subject -> {mine}", 1.0))
        if len(view.subjects) == 1:
            found.append((f"only subject -> {mine}", 1.0))


def _describe_after(view: _View, entity: str, name: Name, place: _Place, found: Features) -> None:
    mine = view.role
    between = view.tags[view.token + 1 : place.first]
    found.append(("only after", 1.0))
    found.append(("log distance after", log(1 + name.start - view.end) - 4))
    found.append((f"after {place.role} -> {mine}", 1.0))
    if "," in between:
        found.append(("after comma", 1.0))
    if view.afters[0] != entity:
        found.append(("after another person", 1.0))
    if view.tags[:1] in ("p", "b", "i") and _FRONTED.search(between):
        found.append((f"fronted -> {mine}", 1.0))
        found.append((f"fronted {place.role}", 1.0))
        if between.count(",") == 1:
            found.append(("fronted, one comma", 1.0))
        if not view.lefts[0]:
            found.append(("fronted, nobody before", 1.0))


@cache
def weights() -> dict[str, float]:
    """Weight of each feature, as learned; see ``weights.csv``."""
    with (files("analysis.people") / "weights.csv").open(encoding="utf-8") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def shares(people: list[tuple[str, Features]], weight: Mapping[str, float]) -> dict[str, float]:
    """Turn features into each person's share; what is missing to 1 is the share of "none of them"."""
    raw = [sum([weight.get(key, 0.0) * value for key, value in described]) for _, described in people]
    top = max([0.0, *raw])
    powers = [exp(value - top) for value in raw]
    total = sum(powers) + exp(-top)
    return {entity: power / total for (entity, _), power in zip(people, powers, strict=True)}
