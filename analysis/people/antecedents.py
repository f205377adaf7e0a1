"""Pronoun -> shares of the people it may mean, from where they are named and what they do in the sentence.

Each person named nearby gets a sum of weighted features (`features`); a softmax over the people, with "none of
them" at 0, turns the sums into shares. The weights stand in ``weights.csv``, learned by ``benchmarks/fit_pronouns.py``
from the GAP corpus (Webster et al. 2018, Mind the GAP); the shares are used as confidences.

A feature tells one of these things, for the person's last place before the pronoun (or first after it): who is named
(``certainty``, ``gender unknown``, ``log times named``, ``named most``, ``named first in the text``); how the name
stands (``after by``, ``in brackets``, ``second of a pair`` …); how far it is (``nearest``, ``rank``, ``names between``,
``log distance``); what it does there and what the pronoun does (``same subject -> P``: a subject in the same sentence,
a possessive pronoun; S subject form, O object, P possessive, R reflexive); which of the sentence's subjects and
people it is (``last subject``, ``same left 0``); and for names after the pronoun, whether the pronoun stands in a
phrase before the main clause (``fronted``). A pronoun that has been read is a place of its person too.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

from analysis.people.grammar import Parse, role

__all__ = ["CONFIDENT", "PRONOUNS", "Name", "Scene", "features", "read_pronoun", "resolve", "shares", "weights"]

#: Third-person singular forms and the pronoun that each belongs to.
PRONOUNS = dict.fromkeys("he him his himself".split(), "he") | dict.fromkeys("she her hers herself".split(), "she")

#: From this share on a pronoun is decided; below it nobody is.
CONFIDENT = 0.5
#: People looked back to, and names looked through to find them.
MAX_PEOPLE, MAX_NAMES = 4, 60
#: Being named more often than this makes nobody likelier: the weights are learned on short texts.
MAX_TIMES = 5

Span = tuple[int, int]


class Features(NamedTuple):
    """What speaks for or against one person: features that are there, and those that have an amount."""

    flags: list[str]
    amounts: list[tuple[str, float]]


class Name(NamedTuple):
    """A place where somebody is named.

    `certainty` is ``study``, ``person``, ``maybe`` (the name of a person or of something), ``described`` or
    ``pronoun`` (one that has been read). `gender` is he, she, they or None.
    """

    start: int
    end: int
    entity: str
    gender: str | None
    certainty: str


class _Place(NamedTuple):
    """A name in its sentence: index of the sentence, first and last token, role, features that no pronoun changes."""

    sentence: int
    first: int
    last: int
    role: str
    looks: tuple[str, ...]


class Scene:
    """A text, its sentences and the people named in it; a sentence is parsed when first asked about."""

    def __init__(self, text: str, sentences: Sequence[Span], names: Sequence[Name]) -> None:
        self.text, self.sentences = text, sentences
        self.firsts = [start for start, _ in sentences]
        self.names: list[Name] = []
        self.starts: list[int] = []
        self.first_of: dict[str, Name] = {}
        self.genders: dict[str, str | None] = {}
        self.n_named: dict[str, int] = {}
        self.parses: dict[int, Parse] = {}
        self.places: dict[int, _Place] = {}
        for name in sorted(names):
            self.add(name)

    def add(self, name: Name) -> None:
        """Take in one more name."""
        entity, at = name.entity, bisect_right(self.starts, name.start)
        self.names.insert(at, name)
        self.starts.insert(at, name.start)
        self.first_of.setdefault(entity, name)
        self.genders[entity] = self.genders.get(entity) or name.gender
        self.n_named[entity] = self.n_named.get(entity, 0) + (name.certainty != "pronoun")

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a position."""
        return max(0, bisect_right(self.firsts, position) - 1)

    def within(self, start: int, stop: int) -> list[Name]:
        """Names that begin in a stretch, in text order."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, stop)]

    def parse(self, sentence: int) -> Parse:
        """Tokens and tags of a sentence."""
        found = self.parses.get(sentence)
        if found is None:
            found = self.parses[sentence] = Parse(self.text, *self.sentences[sentence])
        return found

    def place(self, name: Name) -> _Place:
        """Where a name stands in its sentence."""
        found = self.places.get(name.start)
        if found is None:
            sentence = self.sentence_at(name.start)
            parse = self.parse(sentence)
            first, last = parse.token(name.start), parse.token(name.end)
            if name.certainty == "pronoun":
                letter = pronoun_role(self, sentence, name.start, name.end)
                doing = {"S": "subject", "P": "possessor"}.get(letter, "object")
                looks: tuple[str, ...] = ("is a pronoun", f"is a pronoun {letter}")
            else:
                doing, looks = role(parse.tags, first, last), _looks(self.text, parse, first, last)
            found = self.places[name.start] = _Place(sentence, first, last, doing, looks)
        return found


_PREPOSITIONS = frozenset("by with of to for from like as between against in than".split())
_DEATHS = re.compile(r"['’]s?\s(?:\w+\s)?(?:death|killing|murder|assassination|funeral|passing|suicide|execution)\b")


def _looks(text: str, parse: Parse, first: int, last: int) -> tuple[str, ...]:
    """Name what stands around a name: its preposition, brackets, a pair, commas."""
    looks, tags, index = [], parse.tags, first - 1
    while index >= 0 and tags[index] in "ndN0":
        index -= 1
    if index >= 0 and tags[index] in "pt":
        word = text[parse.start(index) : parse.start(index + 1)].strip().lower()
        if word in _PREPOSITIONS:
            looks.append("after " + word)
    if tags.rfind("(", 0, first) > tags.rfind(")", 0, first):
        looks.append("in brackets")
    before, after = tags[first - 1 : first] if first else "", tags[last : last + 1]
    if before == "c" and tags[first - 2 : first - 1] in ("N", ")"):
        looks.append("second of a pair")
    if after == "c" and tags[last + 1 : last + 2] == "N":
        looks.append("first of a pair")
    elif after == "'" and _DEATHS.match(text, parse.start(last)):
        looks.append("whose death")
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
    if form != "her":
        return _ROLES.get(form, "S")
    parse = scene.parse(sentence)
    tags, after = parse.tags, parse.token(end)
    following = tags[after : after + 1]
    if following == "r":
        return "O" if tags[after + 1 : after + 2] in ("", ".", ",") else "P"
    return "P" if following and following in "nsiN0vV'\"" else "O"


_ROLES = {"him": "O", "himself": "R", "herself": "R", "his": "P", "hers": "P"}
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
    people: list[str]
    afters: list[str]
    subjects: list[str]
    lefts: tuple[list[str], list[str]]
    at: int
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
        People who cannot be meant.

    Returns
    -------
    list of (entity, features)
        Named as in ``weights.csv``.
    """
    sentence = scene.sentence_at(start)
    index = bisect_left(scene.starts, start)
    people = _before(scene, index, start, gender, excluded)
    after = _after(scene, index, end, scene.sentences[sentence][1], people, gender, excluded)
    if not people and not after:
        return []
    view = _view(scene, start, end, sentence, index, [*people, *after], list(after))
    described = [(entity, _describe(view, entity, name, is_after=False)) for entity, name in people.items()]
    return described + [(entity, _describe(view, entity, name, is_after=True)) for entity, name in after.items()]


def _before(scene: Scene, index: int, start: int, gender: str | None, excluded: frozenset[str]) -> dict[str, Name]:
    """Collect the last place of each person before the pronoun, nearest first."""
    found: dict[str, Name] = {}
    for name in reversed(scene.names[max(0, index - MAX_NAMES) : index]):
        entity = name.entity
        if entity not in found and name.end <= start and _may_mean(scene, entity, gender, excluded):
            found[entity] = name
            if len(found) == MAX_PEOPLE:
                break
    return found


def _after(
    scene: Scene,
    index: int,
    end: int,
    stop: int,
    before: Mapping[str, Name],
    gender: str | None,
    excluded: frozenset[str],
) -> dict[str, Name]:
    """Collect people who are named only after the pronoun, in its sentence."""
    found: dict[str, Name] = {}
    while index < len(scene.names) and scene.names[index].start < stop:
        name = scene.names[index]
        if name.start >= end and name.entity not in before and _may_mean(scene, name.entity, gender, excluded):
            found.setdefault(name.entity, name)
        index += 1
    return found


def _may_mean(scene: Scene, entity: str, gender: str | None, excluded: frozenset[str]) -> bool:
    return entity not in excluded and (gender is None or scene.genders[entity] in (gender, None))


def _view(scene: Scene, start: int, end: int, sentence: int, index: int, people: list[str], afters: list[str]) -> _View:
    parse = scene.parse(sentence)
    first = bisect_left(scene.starts, scene.firsts[max(0, sentence - 1)])
    near = [(scene.place(name), name.entity) for name in scene.names[first:index] if name.entity in people]
    here = [(place, entity) for place, entity in near if place.sentence == sentence]
    return _View(
        scene,
        start,
        end,
        sentence,
        pronoun_role(scene, sentence, start, end),
        parse.token(start),
        parse.tags,
        people,
        afters,
        list(dict.fromkeys(entity for place, entity in here if place.role == "subject")),
        (
            list(dict.fromkeys(entity for _, entity in here)),
            list(dict.fromkeys(entity for place, entity in near if place.sentence == sentence - 1)),
        ),
        index,
        scene.firsts[max(0, sentence - 1)],
        scene.firsts[max(0, sentence - 3)],
        max(scene.n_named[entity] for entity in people),
    )


def _describe(view: _View, entity: str, name: Name, *, is_after: bool) -> Features:
    scene = view.scene
    first, n_named = scene.first_of[entity], scene.n_named[entity]
    flags = ["person", "certainty " + first.certainty]
    amounts = [("log times named", _LOGS[min(n_named, MAX_TIMES)])]
    if scene.genders[entity] is None:
        flags.append("gender unknown")
    if n_named == view.most:
        flags.append("named most")
    if first is scene.names[0]:
        flags.append("named first in the text")
    if is_after:
        _describe_after(view, entity, name, flags, amounts)
    else:
        _describe_before(view, entity, name, flags, amounts)
    return Features(flags, amounts)


_LOGS = [0.0, *(log(times) for times in range(1, MAX_TIMES + 1))]


def _describe_before(view: _View, entity: str, name: Name, flags: list[str], amounts: list[tuple[str, float]]) -> None:
    mine, scene = view.role, view.scene
    n_between = view.at - bisect_right(scene.starts, name.start)
    amounts.append(("names between", min(n_between, 4)))
    amounts.append(("log distance", log(1 + view.start - name.end) - 4))
    flags.append(f"rank {min(view.people.index(entity), 3)}")
    if name.start < view.previous:
        flags.append("nearest earlier" if name.start >= view.earlier else "nearest far")
        flags += scene.place(name).looks
        return
    place = scene.place(name)
    is_here = place.sentence == view.sentence
    where = "same" if is_here else "previous"
    left = view.lefts[0 if is_here else 1].index(entity)
    flags += place.looks
    flags += (f"nearest {where}", f"{where} {place.role} -> {mine}", f"{where} left {min(left, 2)} -> {mine}")
    if is_here:
        between = view.tags[place.last : view.token]
        clause = "other clause" if _BOUNDARY.search(between) else "clause"
        flags.append(f"same {clause} {place.role} -> {mine}")
        if "," in between or "(" in between:
            flags.append("comma between")
    elif view.token <= 1:
        flags.append(f"pronoun begins, previous {place.role} -> {mine}")
    if entity in view.subjects:
        if view.subjects[-1] == entity:
            flags.append("last subject -> " + mine)
        if view.subjects[0] == entity:
            flags.append("first subject -> " + mine)
        if len(view.subjects) == 1:
            flags.append("only subject -> " + mine)


def _describe_after(view: _View, entity: str, name: Name, flags: list[str], amounts: list[tuple[str, float]]) -> None:
    place = view.scene.place(name)
    between = view.tags[view.token + 1 : place.first]
    amounts.append(("log distance after", log(1 + name.start - view.end) - 4))
    flags += place.looks
    flags += ("only after", f"after {place.role} -> {view.role}")
    if "," in between:
        flags.append("after comma")
    if view.afters[0] != entity:
        flags.append("after another person")
    if view.tags[:1] in ("p", "b", "i") and _FRONTED.search(between):
        flags += ("fronted -> " + view.role, "fronted " + place.role)
        if between.count(",") == 1:
            flags.append("fronted, one comma")
        if not view.lefts[0]:
            flags.append("fronted, nobody before")


@cache
def weights() -> dict[str, float]:
    """Weight of each feature, as learned; see ``weights.csv``."""
    with (files("analysis.people") / "weights.csv").open(encoding="utf-8") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def shares(people: Sequence[tuple[str, Features]], weight: Mapping[str, float]) -> dict[str, float]:
    """Turn features into each person's share; what is missing to 1 is the share of "none of them"."""
    raw = [
        sum([weight.get(flag, 0.0) for flag in found.flags])
        + sum([weight.get(name, 0.0) * amount for name, amount in found.amounts])
        for _, found in people
    ]
    top = max([0.0, *raw])
    powers = [exp(value - top) for value in raw]
    total = sum(powers) + exp(-top)
    return {entity: power / total for (entity, _), power in zip(people, powers, strict=True)}


def read_pronoun(scene: Scene, start: int, end: int, found: Mapping[str, float]) -> str | None:
    """Give the person with a share of at least `CONFIDENT`, and remember the pronoun as a place of that person."""
    best = max(found, key=lambda entity: found[entity], default=None)
    if best is None or found[best] < CONFIDENT:
        return None
    scene.add(Name(start, end, best, None, "pronoun"))
    return best


def resolve(
    text: str,
    sentences: Sequence[Span],
    names: Sequence[Name],
    pronouns: Sequence[tuple[int, int, str]],
    weight: Mapping[str, float] | None = None,
) -> list[dict[str, float]]:
    """Read pronouns from left to right and give each one's shares.

    Parameters
    ----------
    text : str
        Cleaned text.
    sentences : sequence of (start, end)
        In text order.
    names : sequence of Name
        Everyone named in the text.
    pronouns : sequence of (start, end, gender)
        Forms of *he* and *she*, in text order.
    weight : mapping, optional
        Weights of the features, if not those of ``weights.csv``.

    Returns
    -------
    list of dict
        For each pronoun the share in [0, 1] of each person it may mean; what is missing to 1 is "none of them".

    Examples
    --------
    >>> text = "Ann met Bo. She smiled."
    >>> names = [Name(0, 3, "ann", "she", "study"), Name(8, 10, "bo", "he", "study")]
    >>> [found] = resolve(text, [(0, 11), (12, 23)], names, [(12, 15, "she")])
    >>> list(found), found["ann"] > 0.5
    (['ann'], True)
    """
    scene = Scene(text, sentences, names)
    decisions = []
    for start, end, gender in pronouns:
        found = shares(features(scene, start, end, gender), weights() if weight is None else weight)
        read_pronoun(scene, start, end, found)
        decisions.append(found)
    return decisions
