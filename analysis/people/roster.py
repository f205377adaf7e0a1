"""The people of a study, made ready for reading: names, short names, pronouns, roles and relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from analysis.study import Person, Relation, Study

__all__ = ["Roster", "compile_roster", "folded"]


@dataclass(frozen=True)
class Roster:
    """What the reader of an article knows of the study's people.

    ``full`` maps a folded name or alias to its person, ``short`` a folded first or last name to everyone who has
    it; a short name counts only once a full one has been read. ``pattern`` finds both, longest first. ``roles`` maps
    a role in lower case to its holders, ``makers`` a work to the people it is by.
    """

    genders: Mapping[str, str | None]
    full: Mapping[str, str]
    short: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, Relation]
    makers: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str] | None = field(repr=False)


def compile_roster(study: Study) -> Roster:
    """Make the people of a study ready for reading."""
    full = {folded(name): person_id for person_id, person in study.people.items() for name in person.names}
    shorts = {person_id: _short_names(person) for person_id, person in study.people.items()}
    spelled = {name for person_id, person in study.people.items() for name in (*person.names, *shorts[person_id])}
    return Roster(
        genders={person_id: person.pronouns for person_id, person in study.people.items()},
        full=full,
        short=_holders({person_id: map(folded, names) for person_id, names in shorts.items()}),
        roles=_holders({p: [role.lower() for role in person.roles] for p, person in study.people.items()}),
        relations=dict(study.relations),
        makers={work_id: work.by for work_id, work in study.works.items()},
        titles={work_id: work.titles for work_id, work in study.works.items()},
        pattern=_pattern(spelled),
    )


def folded(name: str) -> str:
    """Give a name the form in which names are compared.

    Examples
    --------
    >>> folded("O’Neil  Jones")
    "o'neil jones"
    """
    return " ".join(name.replace("’", "'").casefold().split())


def _holders(words: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Turn people's words into each word's people."""
    found: dict[str, list[str]] = {}
    for person_id, mine in words.items():
        for word in dict.fromkeys(mine):
            found.setdefault(word, []).append(person_id)
    return {word: tuple(people) for word, people in found.items()}


def _short_names(person: Person) -> list[str]:
    """First and last words of names of several words.

    A lone letter is nobody's name, and the last word of a name that goes on in a longer one is no surname.

    Examples
    --------
    >>> _short_names(Person(name="Ann B", aliases=["Jo Mae", "Jo Mae Doe"]))
    ['Ann', 'Jo', 'Doe']
    """
    names = [name.split() for name in person.names if " " in name]
    ends = []
    for words in names:
        goes_on = any(other[: len(words)] == words and len(other) > len(words) for other in names)
        ends += words[:1] if goes_on else [words[0], words[-1]]
    return [end for end in dict.fromkeys(ends) if len(end.strip(".")) > 1 and end[0].isupper()]


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    """Match any name: first letters as written, the others in either case, words parted by any one blank."""
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(_spelled(name) for name in longest_first) + r")(?!\w)")


def _spelled(name: str) -> str:
    words = [re.escape(word[0]) + (f"(?i:{re.escape(word[1:])})" if word[1:] else "") for word in name.split()]
    middle_initial = r"\s(?:[A-Z]\.\s)?" if len(words) == 2 else r"\s"
    return re.sub(r"['’]", "['’]", middle_initial.join(words))
