"""A hit among its mentions -> whom it concerns: a person, a relation such as the couple, or unknown.

Rules, first that applies:

1. Whom the words of the hit itself name or describe (*got my back*, *his ex-wife*, *the former couple*).
2. The target: whoever is named first after the hit in its clause, if not the one who acts.
3. The one who acts: whoever is named last before the hit in its clause; in quoted or paraphrased speech without
   such a mention, the source.

A person of the study whom the relation does not hold draws the hit away: love for a third person is not the couple's,
grief over a friend is not strain between the two. So do a noun for outsiders who act or are acted on (*fans love
her*, *his bond with the label*), a source outside the study who says what it does itself (*“We love Ben,” the label
said*), what the public is thanked or asked for (*respect our privacy*), and a word that
turns the hit back on the one who acts (*proud of himself*).
Where nobody is resolved, or a source outside the study names one member or nobody (*“She called off the divorce,” a
friend said*), the hit concerns the relation if the last six sentences that name anyone name its members and nobody
else: what an article on a couple goes on about is the couple.
Where only one member is left, the hit concerns both if the other member is the last other person named in the five
sentences before, or is named in the two after; where nobody is named in the sentence, if both members and nobody else
were named in the last sentence that names anyone. Otherwise it concerns the one person, or is unknown (NA).

Known failures: people outside the study whom no mention marks and no noun on the list describes (*an affair with a
dancer* is told as the couple's, rightly; *a feud with a dancer* too, wrongly); the target of a relative clause; a
target named only in the next sentence; an actor named after the hit (*“I adore her,” says a friend* where the source
is not resolved); passive voice without *by*.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise
from typing import NamedTuple

from analysis.framing.outsiders import ACTED_ON, ACTS, ADDRESSING, DESCRIBED, OBJECT, OF_READERS
from analysis.patterns import later
from analysis.study import Study
from analysis.tables import people_of

Span = tuple[int, int]
People = frozenset[str]

#: What turns a hit back on the one who acts: *proud of himself*.
_SELF = later(
    r"(?:\W+(?:of|for|in|to|with|at|on))?\W+(?:(?:my|him|her|your|it)self|(?:my|his|her) own)\b", re.IGNORECASE
)
_FIRST_PERSON = later(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_TOLD = later(r"\b(?:told|tells|to|addressing) \Z", re.IGNORECASE)
#: How far, in sentences, one looks for the other member.
BEFORE, AFTER = 5, 2
#: Characters over which what the public is thanked for may follow it.
_REACH = 120
NOBODY: People = frozenset()


class Spoken(NamedTuple):
    """One mention: its span, the people meant (none if unresolved), kind, and the sentence it is in."""

    start: int
    end: int
    people: People
    kind: str
    sentence: int


class Place(NamedTuple):
    """Where a hit stands: its span, its clause, its sentence, and who speaks (kind and id, as in table `segments`)."""

    start: int
    end: int
    clause: Span
    sentence: int
    voice: str | None
    holder_kind: str | None
    holder_id: str | None


class Concern:
    """The mentions of one article, in text order, ready to tell whom a hit concerns."""

    def __init__(self, text: str, mentions: Sequence[Spoken], study: Study) -> None:
        self._text, self._mentions = text, mentions
        self._starts = [mention.start for mention in mentions]
        self._relations = {name: frozenset(relation.people) for name, relation in study.relations.items()}
        self._children = {child for relation in study.relations.values() for child in relation.children}
        self._by_sentence: dict[int, set[str]] = {}
        for mention in mentions:
            self._by_sentence.setdefault(mention.sentence, set()).update(mention.people)
        self._naming = sorted(at for at, people in self._by_sentence.items() if people)

    def resolve(self, place: Place, about: str | None) -> str | None:
        """Name whom a hit concerns.

        Parameters
        ----------
        place : Place
        about : str or None
            The person or relation that the codebook asks for; None or ``anyone`` where it asks for none.

        Returns
        -------
        str or None
            ``about``, or the id of another person or relation; None if unknown.
        """
        asked = about if about and about != "anyone" else None
        members = self._relations.get(asked, frozenset({asked})) if asked else NOBODY
        if self._is_of_readers(place):
            return None
        own = self._own(place)
        if members and members <= own:
            return asked
        actor = self._actor(place)
        target = self._target(place, actor or NOBODY)
        if _SELF.match(self._text, place.end, place.clause[1]) or self._is_of_outsiders(place):
            found = self._name(own | (actor or target or NOBODY))
            return None if found == asked and self._object(place) else found
        if not own and (actor is None or target is None):
            named = (actor or NOBODY) | (target or NOBODY)
            return asked if not named - members and self._is_topic(place.sentence, members) else None
        return self._decide(place, asked, members, own | (actor or NOBODY), target or NOBODY)

    def _decide(self, place: Place, asked: str | None, members: People, acting: People, target: People) -> str | None:
        people = acting | target
        if members and members <= acting:
            return asked
        if not members or people - members:
            return self._name(people)
        if place.voice not in (None, "own", "agency"):
            speaking = people_of(place.holder_kind, place.holder_id)
            if not speaking:
                is_said = not people or not self._speaks(place)
                is_theirs = members <= people or (is_said and self._is_topic(place.sentence, members))
                return asked if is_theirs else self._name(people)
            people |= members & speaking
        if members <= people or self._is_near(place.sentence, members, people):
            return asked
        return self._name(people)

    def _speaks(self, place: Place) -> bool:
        """Tell whether a source speaks of itself before the hit: *“We love Ben,” the label said*."""
        return bool(_FIRST_PERSON.search(self._text, place.clause[0], place.start))

    def _is_of_readers(self, place: Place) -> bool:
        """Tell whether the public is thanked or asked for what the hit says, and nobody of the study is."""
        first, last = place.clause[0], min(place.clause[1], place.end + _REACH)
        start = place.start
        if not OF_READERS.match(self._text, place.end, last):
            around = max(first, start - _REACH), last
            found = [match for match in ADDRESSING.finditer(self._text, *around) if match.start() <= place.start]
            if not found:
                return False
            start = found[-1].start()
        acting = self._actor(place._replace(start=start)) or NOBODY
        named = [item for item in self._between(start, last) if item.people - acting and item.kind == "proper"]
        return not named and not self._is_addressed(place, acting)

    def _between(self, first: int, last: int) -> Sequence[Spoken]:
        return self._mentions[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def _is_addressed(self, place: Place, acting: People) -> bool:
        """Tell whether somebody of the study is told it: *“Thank you for your love,” she told Ben*."""
        coming = self._between(place.end, place.clause[1] + _REACH)
        return any(
            item.sentence == place.sentence
            and bool(item.people - acting)
            and _TOLD.search(self._text, max(place.end, item.start - 12), item.start)
            for item in coming
        )

    def _own(self, place: Place) -> People:
        """Whom the words of the hit itself name, or the description that holds them."""
        at = bisect_left(self._starts, place.end)
        return NOBODY.union(*(item.people for item in self._mentions[max(0, at - 8) : at] if item.end > place.start))

    def _actor(self, place: Place) -> People | None:
        """Whoever is named last before the hit, with all that *and* joins; else the source; None if not resolved."""
        named = list(self._before(place, place.clause[0]))
        if not named and place.voice in (None, "own", "agency"):
            named = list(self._before(place, 0))
        if not named:
            return people_of(place.holder_kind, place.holder_id)
        return self._joined(named) or None

    def _target(self, place: Place, actor: People) -> People | None:
        """Whoever is named first after the hit in its clause and does not act; nobody, or None if not resolved."""
        last = place.clause[1]
        at = bisect_left(self._starts, place.end)
        coming = [item for item in self._mentions[at : at + 12] if item.start < last]
        named = list(dropwhile(lambda item: _is_plural(self._text, item) or NOBODY < item.people <= actor, coming))
        return self._joined(named) or None if named else NOBODY

    def _joined(self, named: Sequence[Spoken]) -> People:
        """Give whom the first mention means and those that *and* joins to it or it holds (*his* in *his wife*)."""
        people = named[0].people
        for one, other in pairwise(named):
            first, second = sorted((one, other))
            if first.end < second.start and self._text[first.end : second.start].strip() not in ("and", "&", ","):
                break
            people |= other.people
        return people

    def _before(self, place: Place, first: int) -> Iterator[Spoken]:
        """Yield the mentions before a hit in its sentence, from a place on, the nearest first."""
        at = bisect_left(self._starts, place.start)
        for item in self._mentions[max(0, at - 12) : at][::-1]:
            if item.start < first or item.sentence != place.sentence:
                return
            if item.end <= place.start and not _is_plural(self._text, item):
                yield item

    def _is_of_outsiders(self, place: Place) -> bool:
        """Tell whether a noun for people outside the study acts right before the hit, or is acted on after it."""
        acts = ACTS.search(self._text, max(place.clause[0], place.start - 80), place.start)
        acted_on = (
            ACTED_ON.match(self._text, place.end, place.clause[1])
            or self._object(place)
            or DESCRIBED.match(self._text, place.end, place.clause[1])
        )
        ends = [found.end(group) - 1 for found, group in ((acts, "who"), (acted_on, 0)) if found]
        return any(not self._is_resolved(end) for end in ends)

    def _object(self, place: Place) -> re.Match[str] | None:
        return OBJECT.match(self._text, place.end, place.clause[1])

    def _is_resolved(self, position: int) -> bool:
        at = bisect_right(self._starts, position)
        return any(item.people and position < item.end for item in self._mentions[max(0, at - 4) : at])

    def _is_near(self, sentence: int, members: People, people: People) -> bool:
        """Tell whether the members who are missing are named nearby, with no outsider named in between."""
        missing = members - people - self._by_sentence.get(sentence, set())
        for index in range(sentence - 1, sentence - 1 - BEFORE, -1):
            named = self._by_sentence.get(index, set()) - self._children
            if not missing or named - members:
                break
            missing -= named
        return not missing or any(
            missing <= self._by_sentence.get(sentence + after, set()) for after in range(1, AFTER + 1) if people
        )

    def _is_topic(self, sentence: int, members: People) -> bool:
        """Tell whether all members and nobody else were named in the sentences before that name anybody."""
        missing = set(members)
        last = bisect_right(self._naming, sentence)
        for index in self._naming[max(0, last - BEFORE - 1) : last][::-1]:
            named = self._by_sentence[index] - self._children
            if named - members or not missing:
                break
            missing -= named
        return bool(members) and not missing

    def _name(self, people: People) -> str | None:
        """Name people by the smallest relation that holds them all; a single person by itself; None where none does."""
        if len(people) < 2:
            return next(iter(people), None)
        holding = [name for name, members in self._relations.items() if people <= members]
        return min(holding, key=lambda name: len(self._relations[name]), default=None)


def _is_plural(text: str, item: Spoken) -> bool:
    """Tell an unresolved *they* or *their*, which names nobody, from a person who is not known."""
    return not item.people and (item.kind == "first_person" or text[item.start : item.end].lower().startswith("the"))
