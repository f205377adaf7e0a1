"""A text and the people named in it: where each stands in its sentence, and what it does there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from analysis.people.pronouns.parse import Parse, role
from analysis.text.english.grammar import letters
from analysis.text.english.pronouns import ROLES

#: Tokens of a sentence that are looked through for one name or pronoun: a bound for text without sentences.
MAX_TOKENS = 300
#: Certainties of whoever is named.
NAMED = frozenset(("study", "person", "maybe"))

Span = tuple[int, int]


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


class Place(NamedTuple):
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
        self.names = sorted(names)
        self.starts = [name.start for name in self.names]
        self.first_of: dict[str, Name] = {}
        self.genders: dict[str, str | None] = {}
        self.n_named: dict[str, int] = {}
        self.parses: dict[int, Parse] = {}
        self.places: dict[tuple[int, int, bool], Place] = {}
        for name in self.names:
            self._count(name)

    def copy(self) -> Scene:
        """Copy the scene; parses and places, which nothing changes, are shared."""
        other = copy(self)
        other.names, other.starts = self.names.copy(), self.starts.copy()
        other.first_of, other.genders = self.first_of.copy(), self.genders.copy()
        other.n_named = self.n_named.copy()
        return other

    def _count(self, name: Name) -> None:
        entity = name.entity
        self.first_of.setdefault(entity, name)
        self.genders[entity] = self.genders.get(entity) or name.gender
        self.n_named[entity] = self.n_named.get(entity, 0) + (name.certainty != "pronoun")

    def add(self, name: Name) -> None:
        """Take in one more name."""
        at = bisect_right(self.starts, name.start)
        self.names.insert(at, name)
        self.starts.insert(at, name.start)
        self._count(name)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a position."""
        return (bisect_right(self.firsts, position) or 1) - 1

    def within(self, start: int, stop: int) -> list[Name]:
        """Names that begin in a stretch, in text order."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, stop)]

    def parse(self, sentence: int) -> Parse:
        """Tokens and tags of a sentence."""
        found = self.parses.get(sentence)
        if found is None:
            found = self.parses[sentence] = Parse(self.text, *self.sentences[sentence])
        return found

    def role(self, start: int, end: int) -> str:
        """What a noun phrase does in its sentence."""
        parse = self.parse(self.sentence_at(start))
        return role(parse.tags, parse.token(start), parse.token(end))

    def place(self, name: Name) -> Place:
        """Where a name stands in its sentence."""
        key = name.start, name.end, name.certainty == "pronoun"
        found = self.places.get(key)
        if found is None:
            sentence = self.sentence_at(name.start)
            parse = self.parse(sentence)
            first, last = parse.token(name.start), parse.token(name.end)
            if name.certainty == "pronoun":
                letter = pronoun_role(self, sentence, name.start, name.end)
                doing = {"S": "subject", "P": "possessor"}.get(letter, "object")
                looks: tuple[str, ...] = ("is a pronoun", f"is a pronoun {letter}")
            else:
                doing, looks = role(parse.tags, first, last), _looks(self.text, parse, name.end, first, last)
            found = self.places[key] = Place(sentence, first, last, doing, looks)
        return found


def is_inside(position: int, spans: Sequence[Span]) -> bool:
    """Tell whether one of the spans, which are in text order, holds a position."""
    index = bisect_left(spans, (position + 1,)) - 1
    return index >= 0 and position < spans[index][1]


_PREPOSITIONS = frozenset("by with of to for from like as between against in than".split())
_INSIDE, _GOVERNING = letters("noun article proper number"), letters("of to")
_AND, _PROPER, _ADVERBIAL = (tuple(letters(name)) for name in ("and", "proper", "adverbial"))
_ENDS = ("", *letters("stop ,"))
_OWNED = letters('noun plural ing proper number verb possessive apostrophe "')
_DEATHS = re.compile(r"['’]s?\s(?:\w+\s)?(?:death|killing|murder|assassination|funeral|passing|suicide|execution)\b")


def _looks(text: str, parse: Parse, end: int, first: int, last: int) -> tuple[str, ...]:
    """Name what stands around a name: its preposition, brackets, a pair, commas."""
    looks, tags, index = [], parse.tags, first - 1
    while index >= 0 and tags[index] in _INSIDE:
        index -= 1
    if index >= 0 and tags[index] in _GOVERNING:
        word = text[parse.start(index) : parse.start(index + 1)].strip().lower()
        if word in _PREPOSITIONS:
            looks.append("after " + word)
    begins = max(0, first - MAX_TOKENS)
    if tags.rfind("(", begins, first) > tags.rfind(")", begins, first):
        looks.append("in brackets")
    before, after = tags[first - 1 : first] if first else "", tags[last : last + 1]
    if before in _AND and tags[first - 2 : first - 1] in (*_PROPER, ")"):
        looks.append("second of a pair")
    if after in _AND and tags[last + 1 : last + 2] in _PROPER:
        looks.append("first of a pair")
    elif _DEATHS.match(text, end):
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
        return ROLES.get(form, "S")
    parse = scene.parse(sentence)
    tags, after = parse.tags, parse.token(end)
    following = tags[after : after + 1]
    if following in _ADVERBIAL:
        return "O" if tags[after + 1 : after + 2] in _ENDS else "P"
    return "P" if following and following in _OWNED else "O"
