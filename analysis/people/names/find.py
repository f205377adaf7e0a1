"""Text -> places where people of the study are named, and whom a name of several means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from analysis.people.names.called import names_told
from analysis.people.names.familiar import SHORTEST
from analysis.people.names.families import introduced, is_kin_before, is_new, is_of_several, rivals_of
from analysis.people.names.parts import folded, plain
from analysis.people.names.roster import Roster, generation
from analysis.people.names.trust import trust_name
from analysis.study import Relation
from analysis.text.english.function_words import NOT_NAMES
from analysis.text.english.grammar import letters
from analysis.text.english.kin import KIN, PEOPLE
from analysis.text.english.names import HONORIFICS, OFFICES, ROYAL, given_names, not_people
from analysis.text.english.pronouns import SINGULAR
from analysis.text.english.vocabulary import classes_of

Span = tuple[int, int]


class Named(NamedTuple):
    """A person of the study named in the text."""

    start: int
    end: int
    person_id: str
    confidence: float
    rule: str


def find_names(text: str, sentences: Sequence[Span], roster: Roster, masked: Sequence[Span] = ()) -> list[Named]:
    """Find names of the study's people, in text order.

    Parameters
    ----------
    text : str
        Cleaned text.
    sentences : sequence of (start, end)
        Its sentences, in order.
    roster : Roster
        Whom to look for.
    masked : sequence of (start, end)
        Titles of works, in order: no name inside them counts.

    Notes
    -----
    A short name counts anywhere in an article that gives the whole name; before it, unless somebody else of that
    surname comes first or anybody else has that first name. Where somebody else of the name stands nearer, in the same
    paragraph or beside a person who was named but once, it is theirs. A first name counts beside somebody of the same
    surname, beside a noun of kinship that the study declares or that goes with a shared surname (`families`), and alone
    where the article names others of the study and nobody else has it (confidence .8), as a title and a surname do.
    Where several people own a short name, Mr or Mrs decides, else the one first named in full (confidence .6).
    Known failure: a name of one word that only headings say is missed unless words around it speak of a person.
    """
    if roster.pattern is None:
        return []
    article = _Article(text, sentences, roster, masked)
    return [name for one in article.found for name in article.decide(one)]


class _Article:
    """One article under reading: what in it looks like a name, and who was named so far."""

    def __init__(self, text: str, sentences: Sequence[Span], roster: Roster, masked: Sequence[Span]) -> None:
        self.text, self.roster, self.searched = text, roster, plain(text)
        matches = _matches(self.searched, _choose(self.searched, roster), masked)
        called = _called_here(self.searched, matches, roster)
        if called:
            matches = _with_called(self.searched, matches, called, masked)
        self.called = {folded(name): people for name, people in called.items()}
        firsts = [start for start, _ in sentences]
        found = [
            _Found(
                match.start(),
                match.end(),
                key if (key := folded(match[0])) in self.called else _key(match[0], roster),
                trust_name(text, match, sentences, firsts, roster),
                generation(text, match.end()),
            )
            for match in matches
        ]
        self.found = found = [one for one in found if one.key]
        self.certain = {p for one in found if one.trust == "certain" for p in _whole(one, roster)}
        self.known = {
            one.start: p for one in found if (p := _introduced(text, self.searched, one, roster, self.certain))
        }
        self.certain |= set(self.known.values())
        others = [(one.start, one.end, one.key) for one in found if one.trust == "ordinary"]
        self.rivals = rivals_of(self.searched, others, roster)
        self.kin = {one.key for one in found if one.start not in self.known and is_kin_before(self.searched, one.start)}
        self.alone = _named_in_part(self.searched, found, self.certain, self.kin | self.rivals.keys(), roster)
        self.certain |= self.alone
        self.written = {one.key for one in found if one.trust != "ordinary"}
        self.first_full: dict[str, int] = {}
        self.places: dict[str, list[int]] = {}

    def decide(self, one: _Found) -> list[Named]:
        """Decide whom a match names; matches are asked for in text order."""
        named = self._decide(one)
        for name in named:
            self.places.setdefault(name.person_id, []).append(name.start)
            if name.rule in _WHOLE:
                self.first_full.setdefault(name.person_id, name.start)
        return named

    def _decide(self, one: _Found) -> list[Named]:
        if one.start in self.known:
            return [Named(one.start, one.end, self.known[one.start], 0.9, "shared surname")]
        if is_of_several(self.searched, one.start, one.end):
            return []
        whole, owners = _whole(one, self.roster), self._owners(one)
        is_doubtful = one.trust == "plausible" and self.certain.isdisjoint(whole or owners)
        if one.trust == "ordinary" or is_doubtful:
            return []
        title, genders = _title_before(self.text, one.start) if owners or whole else "", self.roster.genders
        gender = HONORIFICS.get(title)
        fitting = [p for p in whole if gender is None or genders[p] in (gender, None)]
        if len(fitting) == 1:
            return [Named(one.start, one.end, fitting[0], 1.0, "name")]
        if fitting:
            return self._short(one, [p for p in fitting if p in self.first_full])
        seen = [
            p
            for p in owners
            if (p in self.first_full or (p in self.certain and self._may_precede(one, p)))
            and (gender is None or genders[p] in (gender, None))
            and not (gender and title in ROYAL and ROYAL.isdisjoint(self.roster.styles[p]))
            and not (one.key in self.rivals and (self._is_titled(title) or self._is_rival_nearer(one, p)))
        ]
        decided = self._short(one, [p for p in seen if p not in self.alone] or seen)
        return [
            n._replace(confidence=0.8, rule="short name alone") if n.person_id in self.alone else n for n in decided
        ]

    def _owners(self, one: _Found) -> list[str]:
        """List whom a short name may mean: a familiar one stands with the surname somewhere, or is nobody else's."""
        others, roster = _namesakes(one, self.roster), self.roster
        is_free = one.key not in self.kin and one.key not in self.rivals
        return [
            p
            for p in (*roster.short.get(one.key, ()), *self.called.get(one.key, ()))
            if p not in others
            and (
                one.key not in roster.familiar[p]
                or any(f"{one.key} {surname}" in self.written for surname in roster.surnames[p])
                or (is_free and p in self.certain and one.key in roster.pets[p])
            )
        ]

    def _may_precede(self, one: _Found, person: str) -> bool:
        """Tell whether a short name may stand before the whole one: in a heading, or as the name of nobody else."""
        if one.trust == "plausible" or one.key not in self.rivals:
            return True
        return one.key in self.roster.surnames[person] and self.rivals[one.key][0] >= one.end

    def _is_titled(self, title: str) -> bool:
        """Tell an office (*President Moor*), which the article may give somebody else of a surname, too."""
        return title in HONORIFICS and HONORIFICS[title] is None

    def _is_rival_nearer(self, one: _Found, person: str) -> bool:
        """Tell whether somebody else of a name was named last, in the paragraph or beside one place of the person."""
        known, places = self.rivals[one.key], self.places.get(person, [])
        index = bisect_left(known, one.start) - 1
        if index < 0 or (places and places[-1] > known[index]):
            return False
        return len(places) < 2 or self.text.find("\n", known[index], one.start) < 0

    def _short(self, one: _Found, people: Sequence[str]) -> list[Named]:
        """Decide whom a first or last name alone means: of several, whom the pronoun of its clause allows."""
        behind = _PRONOUN_BEHIND.match(self.text, one.end) if len(people) > 1 else None
        if behind and not (behind["after"] and classes_of([behind["after"]]) not in _NOUN):
            pronoun = SINGULAR[behind[1]]
            fitting = [p for p in people if self.roster.genders[p] == pronoun]
            if len(fitting) == 1:
                return [Named(one.start, one.end, fitting[0], 0.8, "short name, by its pronoun")]
        if len(people) > 1 and (older := _ELDER.search(self.text, max(0, one.start - 14), one.start)):
            elders = [p for p in people if any(set(people) & set(r.children) for r in _parenthoods(p, self.roster))]
            if 0 < len(elders) < len(people):
                people = elders if older["elder"] else [p for p in people if p not in elders]
        if len(people) < 2:
            return [Named(one.start, one.end, person, 0.95, "short name") for person in people]
        first = min(people, key=lambda person: self.first_full.get(person, len(self.text)))
        return [Named(one.start, one.end, first, 0.6, "short name of several")]


#: Rules by which somebody is named in full.
_WHOLE = ("name", "shared surname")


class _Found(NamedTuple):
    """A match, folded, and how far it is to be trusted: ``certain``, ``plausible`` or ``ordinary``."""

    start: int
    end: int
    key: str
    trust: str
    behind: str  #: what tells the person from parents and children of the name (*Jr.*)


def _choose(searched: str, roster: Roster) -> re.Pattern[str]:
    """Give the pattern of a text: one that has no capitals at all writes names small."""
    has_capitals = not searched.islower()
    return roster.pattern if has_capitals or roster.small is None else roster.small  # type: ignore[return-value]


def _matches(text: str, pattern: re.Pattern[str], masked: Sequence[Span]) -> list[re.Match[str]]:
    """Matches that begin a word and are no part of a title, a handle or an address."""
    matches, index = [], 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if (start and (text[start - 1].isalnum() or text[start - 1] in "_@#/")) or text.startswith("'t", end):
            continue  # Don't: text is plain, and has one kind of apostrophe
        while index < len(masked) and masked[index][1] <= start:
            index += 1
        if not (index < len(masked) and masked[index][0] < end):
            matches.append(match)
    return matches


_ASIDE = re.compile(r"""\s["'(\[][^"()\[\]]*["')\]](?=\s)""")


def _key(surface: str, roster: Roster) -> str:
    """Fold a name as it stands in text; what the study does not know between first and last name is dropped.

    A middle initial other than the declared one makes it the name of somebody else: "" is returned.
    """
    key = folded(_ASIDE.sub("", surface))
    if " " not in key or key in roster.full or key in roster.namesakes or key in roster.short:
        return key
    words = key.split(" ")
    for kept in range(2, len(words)):
        shorter = " ".join([words[0], *words[kept:]])
        for person in roster.namesakes.get(shorter) or filter(None, [roster.full.get(shorter)]):
            middles = roster.middles[person]
            is_other = len(words[1]) == 1 and middles and words[1] not in middles
            if not is_other:
                return shorter
    return "" if len(words) > 2 else key


def _whole(one: _Found, roster: Roster) -> list[str]:
    """List whose whole name a match is: what stands behind it decides, then the name that is declared as written."""
    people = [*dict.fromkeys([*filter(None, [roster.full.get(one.key)]), *roster.namesakes.get(one.key, ())])]
    others = _namesakes(one, roster)
    kept = [p for p in people if p not in others]
    exact = [p for p in kept if one.behind and one.behind in roster.generations[p]]
    if exact:
        return exact
    return kept[:1] if one.key in roster.full else kept


def _introduced(text: str, searched: str, one: _Found, roster: Roster, certain: set[str]) -> str | None:
    """Give whom a first name means that stands beside a namesake or a noun of kinship."""
    owners = [p for p in roster.short.get(one.key, ()) if one.key not in roster.surnames[p]]
    if not owners or one.trust == "ordinary" or one.key in roster.full:
        return None
    return introduced(searched, one.start, one.end, owners, roster, certain)


def _called_here(searched: str, matches: Sequence[re.Match[str]], roster: Roster) -> dict[str, tuple[str, ...]]:
    """Give what the text itself says that people are called: in a whole name, between marks, or beside it."""
    called: dict[str, tuple[str, ...]] = {}
    givens: dict[str, set[str]] = {}
    for match in matches:
        key = _key(match[0], roster)
        people = tuple(filter(None, [roster.full.get(key)])) or roster.namesakes.get(key, ())
        if len(people) != 1:
            continue
        aside = _ASIDE.search(match[0])
        names = [aside[0].strip(" \"'()[]")] if aside else []
        for name in (*names, *names_told(searched, *match.span())):
            known = folded(name) in roster.full or folded(name) in roster.namesakes or folded(name) in roster.short
            if len(name) > 2 and name[0].isupper() and not known:
                called[name] = people if called.get(name, people) == people else ()
        first = match[0].split()[0]
        if " " in match[0] and len(first) > SHORTEST and roster.full.get(key):
            givens.setdefault(first, set()).add(people[0])
    for name, bearers in _cut_short(searched, givens, roster):
        called[name] = tuple(bearers) if len(bearers) == 1 and name not in called else ()
    return {name: people for name, people in called.items() if people}


#: A beginning of a name as a text writes it. With an article it is a thing, behind *at* or *in* a place: the Maxi bar.
_CUT = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bat )(?<!\bin )(?<=[a-z,&] )"
    rf"[^\n]{{{SHORTEST}}}[a-z]*(?!\w)(?!\.? ?\d| [A-Z])"
)


def _cut_short(searched: str, givens: Mapping[str, Set[str]], roster: Roster) -> Iterator[tuple[str, set[str]]]:
    """Yield beginnings of first names that the text writes as names, in no sentence's first place alone: Jord, Rox."""
    found: dict[str, set[str]] = {}
    for given, people in givens.items():
        beginning = given[:SHORTEST]
        at = searched.find(f" {beginning}")  # a literal: most texts have none but the name itself
        while at >= 0:
            match, at = _CUT.match(searched, at + 1), searched.find(f" {beginning}", at + 1)
            name = match[0] if match else given
            is_cut = given.startswith(name) and name != given
            if is_cut and not (name in given_names() or name in not_people() or name in NOT_NAMES):
                found.setdefault(name, set()).update(people)
    words = (*roster.short, *roster.full, *roster.namesakes)
    for name, people in found.items():
        if name.casefold() not in words and not re.search(rf"\b{re.escape(name.lower())}\b", searched):
            yield name, people


def _with_called(
    searched: str, matches: Sequence[re.Match[str]], called: Iterable[str], masked: Sequence[Span]
) -> list[re.Match[str]]:
    """Add what people are called here to the names of the study; the longer of two that overlap stays."""
    names = sorted(called, key=lambda name: (-len(name), name))
    extra = _matches(searched, re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names)), masked)
    longest = sorted([*matches, *extra], key=lambda match: (match.start(), -match.end()))
    kept: list[re.Match[str]] = []
    for match in longest:
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
        elif len(match[0]) > len(kept[-1][0]):
            kept[-1] = match
    return kept


def _named_in_part(
    searched: str, found: Sequence[_Found], certain: Set[str], taken: Set[str], roster: Roster
) -> set[str]:
    """Give whom an article that names others of the study calls by a first name alone, or by title and surname.

    Nobody else of the study has that name, nor of the article, of whose names and family ``taken`` tells.
    """
    told: set[str] = set()
    strange: set[str] = set()
    for one in found if certain else ():
        owners = [p for p in roster.short.get(one.key, ()) if p not in certain and one.key not in roster.familiar[p]]
        if one.trust != "certain" or not owners or one.key in taken or one.key in roster.full:
            continue
        title = _title_before(searched, one.start)
        is_surname = one.key in roster.surnames[owners[0]]
        trade = title.rstrip(",")
        is_borne = any(trade in roster.styles[p] or p in roster.trades.get(trade, ()) for p in owners)
        if is_new(searched, one.start, one.end) or (trade in _OF_SOMEBODY and not is_borne):
            strange.update(owners)
        elif title in HONORIFICS:
            gender = HONORIFICS[title]
            owners = [p for p in owners if one.key in roster.surnames[p] and gender in (None, roster.genders[p])]
        elif len(roster.short[one.key]) > 1 or (is_surname and title not in OFFICES) or title in _OF_PLACES:
            continue
        if len(owners) == 1 and searched[one.start : one.end] not in not_people():
            told.update(owners)
    return told - strange


#: Titles and trades of whoever does not bear them in the study.
_OF_SOMEBODY = (
    ROYAL | {title for title, gender in HONORIFICS.items() if gender is None} | OFFICES | (PEOPLE - KIN.keys())
)
#: Words behind which a thing or a place may stand as well as a person.
_OF_PLACES = frozenset("by on in at from to for of".split())


def _namesakes(one: _Found, roster: Roster) -> frozenset[str]:
    """Give the people of the study whose parent or child of the same name is meant ("Tom Pike Jr.").

    A numeral that the study does not write (*Queen Ann II*) may be the person's own.
    """
    behind = one.behind
    if not behind:
        return frozenset()
    known = roster.generations
    return frozenset(p for p in known if behind not in known[p] and (known[p] or behind in ("jr", "sr")))


def _title_before(text: str, start: int) -> str:
    """Give the word before a name as titles are listed."""
    words = text[max(0, start - 20) : start].split()
    return words[-1].rstrip(".").lower() if words else ""


#: The elder Sandoval, the younger one: parents and their children of one surname.
_ELDER = re.compile(r"\b(?:(?P<elder>elder|older|senior)|younger|junior) \Z")


def _parenthoods(person: str, roster: Roster) -> list[Relation]:
    return [one for one in roster.relations.values() if person in one.parents]


#: Sandoval said she was tired; Sandoval and his wife: nobody else stands between. Sandoval thanked her: somebody else.
_PRONOUN_BEHIND = re.compile(
    r"(?!['’])[^.!?;:“”\"\nA-Z]{0,40}?\b(he|she|his|himself|herself|her(?= (?P<after>[a-z]+)))\b"
)
_NOUN = letters("common")
