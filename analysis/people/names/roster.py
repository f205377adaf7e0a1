"""The people of a study, made ready for reading: names, short names, pronouns, roles and relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.people.names.familiar import familiar_names, pet_names
from analysis.people.names.parts import (
    Parts,
    abbreviated_forms,
    folded,
    is_initial,
    parse_name,
    plain,
    spell,
    spellings,
    whole_forms,
)
from analysis.study import Relation, Study
from analysis.text.english.kin import ALIKE, fields_of
from analysis.text.english.names import JOINERS, NOBLE, PARTICLES, given_names, is_title


@dataclass(frozen=True)
class Roster:
    """What the reader of an article knows of the study's people.

    ``full`` maps a folded name, alias or other whole form of them to its person, ``namesakes`` to everybody whose form
    it is; ``short`` maps a folded first or last name to everyone who has it; a short name counts only where a whole one
    has been read. ``familiar`` holds the short names that stand for a person's first one (Ben for Benjamin), ``pets``
    those of them that a list knows. ``surnames`` and ``middles`` (first letters of middle names) are told by person, as
    are ``styles``, the words of names and roles. ``forms`` holds all forms in words, and whether middle names may stand
    in each. ``roles`` maps
    a role in lower case to its holders; those of `telling` hold a name ("Kestrels singer"), so that they tell who is
    meant where an article does not name their only holder. ``makers`` maps a work to the people it is by.
    ``generations`` holds what tells a person from parents and children of the same name in the study (``jr``, ``iii``).
    """

    genders: Mapping[str, str | None]
    full: Mapping[str, str]
    namesakes: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    familiar: Mapping[str, frozenset[str]]
    pets: Mapping[str, frozenset[str]]
    surnames: Mapping[str, frozenset[str]]
    middles: Mapping[str, frozenset[str]]
    roles: Mapping[str, tuple[str, ...]]
    telling: frozenset[str]
    relations: Mapping[str, Relation]
    makers: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    generations: Mapping[str, frozenset[str]]
    styles: Mapping[str, frozenset[str]]
    forms: Mapping[tuple[str, ...], bool] = field(repr=False)

    @cached_property
    def trades(self) -> Mapping[str, tuple[str, ...]]:
        """Who may be called by a noun that press writers change for that of a role: the songstress is the singer."""
        own = [
            (noun, people)
            for role, people in self.roles.items()
            for noun in {role.replace(" ", "-"), role.rsplit(None, 1)[-1]}
        ]
        found: dict[str, tuple[str, ...]] = {}
        for group in ALIKE:
            holders = tuple(dict.fromkeys(p for noun, people in own if noun in group for p in people))
            if holders:
                for noun in group:
                    found[noun] = tuple(dict.fromkeys((*found.get(noun, ()), *holders)))
        for noun, people in own:
            found[noun] = tuple(dict.fromkeys((*found.get(noun, ()), *people)))
        return found

    @cached_property
    def fields(self) -> Mapping[str, frozenset[str]]:
        """Of what fields each person's roles are."""
        return {person: fields_of(words) for person, words in self.styles.items()}

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds all forms in plain text, the longest first."""
        return _pattern(self.forms)

    @cached_property
    def small(self) -> re.Pattern[str] | None:
        """What finds forms of several words in text without any capital; compiled where one is read."""
        return _pattern({form: is_open for form, is_open in self.forms.items() if len(form) > 1}, re.IGNORECASE)


def compile_roster(study: Study) -> Roster:
    """Make the people of a study ready for reading."""
    full = {folded(name): person_id for person_id, person in study.people.items() for name in person.names}
    whole: dict[str, list[tuple[str, ...]]] = {person_id: [] for person_id in study.people}
    brief: dict[str, list[tuple[str, ...]]] = {person_id: [] for person_id in study.people}
    parsed: dict[str, list[Parts]] = {}
    familiar: dict[str, set[str]] = {}
    forms: dict[tuple[str, ...], bool] = {}
    for person_id, person in study.people.items():
        parsed[person_id] = [parse_name(name) for name in person.names]
        for name, parts in zip(person.names, parsed[person_id], strict=True):
            if not parts.nicknames:
                forms |= dict.fromkeys((tuple(one.split()) for one in spellings(name)), False)
            for form in whole_forms(parts):
                for written in spellings(" ".join(form)):
                    whole[person_id].append(tuple(written.split()))
                    forms[tuple(written.split())] = True
            brief[person_id] += abbreviated_forms(parts)
        for form in _called_by_alias(parsed[person_id]):
            whole[person_id].append(form)
            forms.setdefault(form, True)
        for short in short_names(person.names):
            brief[person_id] += [tuple(written.split()) for written in spellings(short)]
        called = _called_instead(parsed[person_id], person.pronouns)
        whole[person_id] += called
        forms |= dict.fromkeys((form for form in called if form not in forms), True)
        known = {" ".join(form) for form in brief[person_id]} | set(person.names)
        alone = [(form[0],) for form in called if form[0] not in known]
        alone += [
            (name,) for one in parsed[person_id] if one.title and not one.given for name in pet_names(one.core[0])
        ]
        familiar[person_id] = {folded(name) for (name,) in alone}
        brief[person_id] += alone
        forms |= {form: False for form in brief[person_id] if form not in forms}
    namesakes = _holders({p: [folded(" ".join(form)) for form in whole[p]] for p in whole})
    for written, people in namesakes.items():
        if len(people) == 1:
            full.setdefault(written, people[0])
    return Roster(
        genders={person_id: person.pronouns for person_id, person in study.people.items()},
        full=full,
        namesakes=namesakes,
        short=_holders({p: [folded(" ".join(form)) for form in brief[p]] for p in brief}),
        familiar={p: frozenset(names) for p, names in familiar.items()},
        pets={p: frozenset(folded(n) for one in parsed[p] for n in pet_names(one.core[0])) for p in parsed},
        surnames={p: frozenset(_surnames(parsed[p])) for p in parsed},
        middles={p: frozenset(w[0].casefold() for one in parsed[p] for w in one.given[1:]) for p in parsed},
        roles=_holders({p: [role.lower() for role in person.roles] for p, person in study.people.items()}),
        telling=frozenset(r.lower() for person in study.people.values() for r in person.roles if r != r.lower()),
        relations=dict(study.relations),
        makers={work_id: work.by for work_id, work in study.works.items()},
        titles={work_id: work.titles for work_id, work in study.works.items()},
        generations={person_id: _generations(person.names) for person_id, person in study.people.items()},
        styles={
            person_id: frozenset(
                word.strip(".").lower() for told in (*person.names, *person.roles) for word in told.split()
            )
            for person_id, person in study.people.items()
        },
        forms=forms,
    )


def _called_instead(names: Sequence[Parts], pronouns: str | None) -> list[tuple[str, ...]]:
    """Give the forms of a name with a familiar name for the given one, beside a surname: Ben Trost.

    Whoever has a nickname or an alias with another given name is called by that.
    """
    known = [parts for parts in names if parts.given and len(parts.surname[-1].strip(".")) > 1]
    if len({parts.given[0] for parts in known}) != 1 or any(parts.nicknames for parts in names):
        return []
    called = familiar_names(known[0].given[0], pronouns)
    return [(name, *parts.surname) for parts in known for name in called]


def _called_by_alias(names: Sequence[Parts]) -> Iterator[tuple[str, ...]]:
    """Yield an alias of one word that is called before a surname of the person: Dex Roe, of Dexter Roe and Dex."""
    surnames = dict.fromkeys(parts.surname for parts in names if parts.given and len(parts.surname[-1].strip(".")) > 1)
    known = {parts.core for parts in names}
    for parts in names:
        if len(parts.core) == 1 and parts.core[0][0].isupper() and not is_title(parts.core[0]):
            for surname in surnames:
                form = (*parts.core, *surname)
                if parts.core != surname[-1:] and form not in known:
                    yield tuple(plain(word) for word in form)


def _surnames(names: Iterable[Parts]) -> Iterator[str]:
    """Surnames, folded, with and without their particles."""
    for parts in names:
        if parts.given and len(parts.surname[-1].strip(".")) > 1:
            yield folded(" ".join(parts.surname))
            yield folded(parts.surname[-1])


_GENERATION = re.compile(r",? (Jn?r|Sn?r|I{2,3}|IV|VI{1,3})\b")


def generation(text: str, end: int) -> str:
    """Give what, behind a name, tells someone from parents and children of that name; empty where nothing does.

    Examples
    --------
    >>> generation("Tom Pike, Jnr", 8), generation("King Tom III spoke", 8), generation("Tom Pike spoke", 8)
    ('jr', 'iii', '')
    """
    found = _GENERATION.match(text, end)
    return found[1].lower().replace("n", "") if found else ""


def _generations(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, (generation(name, end) for name in names for end in range(len(name)))))


def describe_names(study: Study) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each person's names in turn: person, name, and the short names that it adds to those before it.

    A short name counts once an article has given a whole one.
    """
    for person_id, person in study.people.items():
        known = set(person.names)
        for name in person.names:
            own = set(short_names([name])) | {parse_name(name).core[-1]}
            adds = [short for short in short_names(person.names) if short in own - known]
            known.update(adds)
            yield person_id, name, adds


def _holders(words: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Turn people's words into each word's people."""
    found: dict[str, list[str]] = {}
    for person_id, mine in words.items():
        for word in dict.fromkeys(mine):
            found.setdefault(word, []).append(person_id)
    return {word: tuple(people) for word, people in found.items()}


#: What a peer is called by, behind the name: John Roe, 1st Baron Ellery.
_PEERAGE = re.compile(rf", (?:\d\w\w )?(?i:{'|'.join(sorted(NOBLE))}) ([A-Z][\w'’-]+)")


def short_names(names: Sequence[str]) -> list[str]:
    """First and last words of a person's names of several words, nicknames, and surnames with their particles.

    Titles before a name, what stands behind it (*Jr.*, *of Ellery*), articles, particles and lone letters are nobody's
    name, and the last word of a name that goes on in a longer one is no surname.

    Examples
    --------
    >>> short_names(["Ann B", "Jo Mae", "Jo Mae Doe", "Mr. Doe Jr.", "Dame Jo of Ellery", "Ann “Nan” de Roe"])
    ['Ann', 'Jo', 'Doe', 'Roe', 'de Roe', 'Nan']
    """
    parsed = [parse_name(name) for name in names if " " in name.strip()]
    parsed = [parts for parts in parsed if len(parts.core) > 1 or not is_title(parts.core[0])]
    ends: list[str] = []
    for parts in parsed:
        core = parts.core
        goes_on = any(other.core[: len(core)] == core and len(other.core) > len(core) for other in parsed)
        first = _first(parts)
        ends += [first] if goes_on else [first, core[-1]]
        if len(parts.surname) > 1 and parts.given and not goes_on:
            ends.append(" ".join(parts.surname))
            ends += parts.surname[:1] if JOINERS.intersection(parts.surname) else ()
        second = parts.given[-1] if len(parts.given) > 1 else ""
        if second and not is_initial(second) and (len(parts.given) > 2 or second not in given_names()):
            ends.append(" ".join(core[-2:]))  # two surnames
        ends += parts.nicknames
        if len(core) == 1 and core[0] not in given_names() and parts.title and parts.title[-1].lower() in NOBLE:
            ends.append(parts.title[-1])  # Countess, of Countess Roe: what stands before a surname is her name
    ends += [found[1] for name in names for found in _PEERAGE.finditer(name)]
    return [end for end in dict.fromkeys(ends) if len(end.strip(".")) > 1 and not _is_small(end)]


def _first(parts: Parts) -> str:
    """The first name; initials in a row stand together (J.D.), and after one the next name is used (J. Edgar)."""
    given = parts.given
    if not given:
        return parts.core[0]
    letters = next((n for n, word in enumerate(given) if not is_initial(word)), len(given))
    if letters == 1 and len(given) > 1:
        return given[1]
    return " ".join(given[:letters]) if letters > 1 else given[0]


def _is_small(name: str) -> bool:
    """Tell a particle (*Van*, *De*) or a small word from a name."""
    if " " in name:
        return False
    if re.match(r"[dl]['’][A-Z]", name):
        return False
    return not name[0].isupper() or (name.lower() in PARTICLES and name not in given_names())


def _pattern(forms: Mapping[tuple[str, ...], bool], flags: int = 0) -> re.Pattern[str] | None:
    """Match any form over plain text, the longest first."""
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda words: (-len(" ".join(words)), words))
    spelled = dict.fromkeys(spell(words, is_open=forms[words]) for words in longest_first)
    return re.compile("(?:" + "|".join(spelled) + r")(?!\w)", flags)
