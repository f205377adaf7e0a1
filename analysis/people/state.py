"""What is known while one article is read from left to right: who was named where, and what was decided so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from analysis.people.cast import Cast
from analysis.people.descriptions.find import MODIFIER
from analysis.people.pronouns.antecedents import CONFIDENT
from analysis.people.pronouns.scene import NAMED, Name
from analysis.study import Relation

#: A person of the study with less than this share is no candidate.
POSSIBLE = 0.1

Span = tuple[int, int]

#: The age of whoever stands before it: Ana Roe, 34, or Ana Roe (34).
TOLD = re.compile(r",? \(?(\d{1,3})(?=[,).;]|\Z)")
#: The longest name that is looked for before an age or a role.
LONG_NAME = 60
_OF = re.compile(r" of [A-Z][\w-]+")
_CHILD = re.compile(r"\b(?:daughter|son|child|baby|boy|girl)s?,? \Z")
#: What joins somebody to the one before, whose age may stand between: Ana Roe, 34, and Bo Lee.
_LINK = re.compile(r"(?:, \d{1,3})?(?:,? and|,? &|,) \Z")
_LONGEST_LINK = 11
_LINK_ENDS = ("d ", "& ", ", ")
#: A person or a thing that the text brings in: a masked gunman, her plumber.
_NEW = re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir) ((?:{MODIFIER}){{0,3}}[\w-]+)")
_CUE = re.compile(r"(?:\s[\w’'-]+){1,4}[,:]?\s?[\"“«'`„‘]{1,2}")


class Mention(NamedTuple):
    """A row of table `mentions` without its article and its place in the order."""

    start: int
    end: int
    kind: str
    person_id: str | None = None
    group_index: int | None = None
    confidence: float | None = None
    candidates: str | None = None
    rule: str = ""


class Speaker(NamedTuple):
    """Whose words stand in a quotation: people of the study, somebody else (``other``) or nobody known."""

    start: int
    end: int
    people: tuple[str, ...]
    kind: str


class Group(NamedTuple):
    """Several people meant at once; what is possessed ("their hearts") stands after `open`."""

    start: int
    open: int
    people: tuple[str, ...]


class State:
    """One article under reading."""

    def __init__(self, cast: Cast, speakers: Sequence[Speaker]) -> None:
        names, self.roster, self.scene = cast.names, cast.roster, cast.scene.copy()
        self.declared = cast.roster  # without what the article tells
        self.author, self.described = cast.author, cast.described
        self.quotes, self.quote_starts = cast.quotes, [start for start, _ in cast.quotes]
        self.speakers = speakers
        self.speaker_starts = [speaker.start for speaker in speakers]
        self.name_at = {name.start: name.person_id for name in names}
        self.strangers = frozenset(stranger.start for stranger in cast.strangers)
        self.is_named = {name.person_id for name in names}
        self.mentions = [
            Mention(n.start, n.end, "proper", n.person_id, None, n.confidence, None, n.rule) for n in names
        ]
        self.bearers = {role: set(people) for role, people in cast.titled.items()}
        self.told: dict[tuple[str, str], str] = {}  # whose kin somebody is, by owner and noun
        self.groups: list[Group] = []
        self.word_places: dict[str, int] = {}
        self.meant: dict[int, Mention] = {}
        self.joined: dict[int, Group] = {}
        self.last: dict[str, list[int]] = {}
        for name in names:
            self.last.setdefault(name.person_id, []).append(name.start)

    def learn(self, *told: Relation) -> None:
        """Take in relations that the article tells of, beside those of the study."""
        relations = self.roster.relations
        further = {f"told {len(relations) + n}": relation for n, relation in enumerate(told)}
        self.roster = replace(self.roster, relations={**relations, **further})

    @cached_property
    def aged(self) -> dict[str, list[Name]]:
        """Whose age stands behind their name or in a description, by age, in text order."""
        found: dict[str, list[Name]] = {}
        for name in self.scene.names:
            if age := self._age_behind(name):
                found.setdefault(age, []).append(name)
        return found

    @cached_property
    def words_beside(self) -> dict[str, set[str]]:
        """The words of names of the study, with titles before them and what they are of, and whose they are."""
        found: dict[str, set[str]] = {}
        for one in self.scene.names:
            if one.certainty == "study" and not self.scene.text.endswith(" and ", 0, one.start):
                place = _OF.match(self.scene.text, one.end)
                words = self.scene.text[max(0, one.start - 9) : place.end() if place else one.end].split()
                for word in words:
                    found.setdefault(word, set()).add(one.entity)
        return found

    @cached_property
    def with_age(self) -> set[str]:
        """Everybody whose age stands behind their name."""
        return {name.entity for names in self.aged.values() for name in names}

    @cached_property
    def children(self) -> dict[str, int]:
        """Who is not of the study and is called somebody's child, and where first."""
        found: dict[str, int] = {}
        for one in self.scene.names:
            is_known = one.entity in self.roster.genders
            if not is_known and _CHILD.search(self.scene.text, max(0, one.start - 12), one.start):
                found.setdefault(one.entity, one.start)
        return found

    def _age_behind(self, name: Name) -> str | None:
        is_named = name.certainty in NAMED and name.end - name.start <= LONG_NAME
        told = TOLD.match(self.scene.text, name.end) if is_named else None
        return told[1] if told else None

    def _add(self, name: Name) -> None:
        """Take in one more place where somebody is meant, and the age behind it."""
        self.scene.add(name)
        if age := self._age_behind(name):
            self.tell_age(name, age)

    def tell_age(self, name: Name, age: str) -> None:
        """Remember whose age stands behind a name, or in a description."""
        insort(self.aged.setdefault(age, []), name, key=lambda one: one.start)
        self.with_age.add(name.entity)

    @cached_property
    def brought_in(self) -> dict[str, int]:
        """Where the text first brings in somebody or something by a noun: he was shot by *a gunman*."""
        found: dict[str, int] = {}
        for phrase in _NEW.finditer(self.scene.text):
            for word in phrase[1].lower().split():
                found.setdefault(word.rstrip(","), phrase.start())
        return found

    def first_at(self, word: str) -> int:
        """Where a word first stands in the text."""
        if word not in self.word_places:
            found = re.search(rf"\b{word}\b", self.scene.text, re.IGNORECASE)
            self.word_places[word] = found.start() if found else len(self.scene.text)
        return self.word_places[word]

    def quote_at(self, position: int) -> int:
        """Index of the quotation that holds a position; -1 outside quotations."""
        index = bisect_right(self.quote_starts, position) - 1
        return index if index >= 0 and position < self.quotes[index][1] else -1

    def quote_beside(self, start: int, end: int) -> Span | None:
        """The quotation that a pronoun is in the cue of: right before it, or after a few words and a comma or colon."""
        index = bisect_right(self.quote_starts, start) - 1
        if index >= 0 and 0 <= start - self.quotes[index][1] <= 3:
            return self.quotes[index]
        if index + 1 < len(self.quotes) and _CUE.fullmatch(self.scene.text, end, self.quotes[index + 1][0]):
            return self.quotes[index + 1]
        return None

    def speaker_at(self, position: int) -> Speaker | None:
        """Whose quotation holds a position."""
        index = bisect_right(self.speaker_starts, position) - 1
        return self.speakers[index] if index >= 0 and position < self.speakers[index].end else None

    def keep(self, *mentions: Mention) -> None:
        """Add a mention, or the rows of a group."""
        self.mentions += mentions
        first = mentions[0]
        self.meant[first.start] = first
        people = [m.person_id for m in mentions if m.person_id]
        if len(people) > 1:
            self.groups.append(Group(first.start, first.end if first.kind == "nominal" else first.start, tuple(people)))
        for person in people:
            insort(self.last.setdefault(person, []), first.start)
        if len(people) == 1:
            self.join(first.start, first.end, people[0])
            if first.kind == "nominal" and self._is_apposed(first.start, people[0]):
                return  # "Ana, the singer, left": it is the name that does something
            certainty = "study" if first.kind == "nominal" else "pronoun"
            self._add(Name(first.start, first.end, people[0], self.roster.genders[people[0]], certainty))

    def _is_apposed(self, start: int, person: str) -> bool:
        index = bisect_left(self.scene.starts, start) - 1
        before = self.scene.names[index] if index >= 0 else None
        return before is not None and before.entity == person and self.scene.text[before.end : start] == ", "

    def join(self, start: int, end: int, person: str) -> None:
        """Remember a person as one of several joined by *and*: "he and Ann", "Bo, Cy and Di" are groups."""
        text = self.scene.text
        link = (
            _LINK.search(text, max(0, start - _LONGEST_LINK), start)
            if text[max(0, start - 2) : start] in _LINK_ENDS
            else None
        )
        before = self.joined.get(link.start()) if link else None
        people = (*before.people, person) if before and person not in before.people else (person,)
        group = Group(before.start if len(people) > 1 and before else start, end, people)
        self.joined[end] = group
        if link and len(people) > 1 and link[0] != ", ":
            self.groups.append(group)

    def keep_group(self, start: int, end: int, kind: str, people: Sequence[str], confidence: float, rule: str) -> None:
        """Add one row for each member."""
        self.keep(*(Mention(start, end, kind, p, i, confidence, None, rule) for i, p in enumerate(people)))

    def decide(self, start: int, end: int, kind: str, shares: Mapping[str, float], rule: str) -> Mention:
        """Decide on the person with the largest share, or on nobody below `CONFIDENT`."""
        if not shares:
            return Mention(start, end, kind, rule="nobody to mean")
        best = max(shares, key=shares.__getitem__)
        share, is_known = round(shares[best], 3), best in self.roster.genders
        if share >= CONFIDENT:
            return Mention(
                start, end, kind, best if is_known else None, None, share, None, rule if is_known else "somebody else"
            )
        possible = sorted(person for person, s in shares.items() if s >= POSSIBLE and person in self.roster.genders)
        if not possible:
            return Mention(start, end, kind, rule="somebody else")
        return Mention(start, end, kind, None, None, share, "|".join(possible) or None, rule + ", undecided")

    def beside(self, end: int) -> str | None:
        """Person of the study named right after a description, with or without a comma."""
        return self.name_at.get(self._next(end))

    def is_strange_beside(self, end: int) -> bool:
        """Whether somebody else is named right after a description."""
        return self._next(end) in self.strangers

    def _next(self, end: int) -> int:
        return end + (2 if self.scene.text[end : end + 1] == "," else 1)

    def last_named(self, first: int, stop: int) -> dict[str, int]:
        """Where each person was last named, described or meant within a stretch."""
        found = {}
        for person, places in self.last.items():
            index = bisect_left(places, stop) - 1
            if index >= 0 and places[index] >= first:
                found[person] = places[index]
        return found
