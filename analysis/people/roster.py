"""The people of a study, made ready for reading: names, short names, genders, roles and relations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.study import Person, Relation, Study

__all__ = ["Roster", "compile_roster"]


@dataclass(frozen=True)
class Roster:
    """What the reader of an article knows of the study's people.

    ``full`` maps a folded name or alias to its person, ``short`` a folded first or last name to everyone who has
    it; a short name counts only once a full one has been read. ``pattern`` finds both, longest first.
    """

    genders: dict[str, str | None]
    full: dict[str, str]
    short: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]
    relations: dict[str, Relation]
    works: dict[str, tuple[str, ...]]
    titles: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str] | None = field(repr=False)


def compile_roster(study: Study) -> Roster:
    """Make the people of a study ready for reading."""
    full = {_folded(name): person_id for person_id, person in study.people.items() for name in person.names}
    short: dict[str, list[str]] = {}
    for person_id, person in study.people.items():
        for name in _short_names(person):
            if _folded(name) not in full and person_id not in short.setdefault(_folded(name), []):
                short[_folded(name)].append(person_id)
    spoken = {name for person in study.people.values() for name in (*person.names, *_short_names(person))}
    roles: dict[str, list[str]] = {}
    for person_id, person in study.people.items():
        for role in person.roles:
            roles.setdefault(role.lower(), []).append(person_id)
    return Roster(
        genders={person_id: person.pronouns for person_id, person in study.people.items()},
        full=full,
        short={name: tuple(ids) for name, ids in short.items()},
        roles={role: tuple(ids) for role, ids in roles.items()},
        relations=dict(study.relations),
        works={work_id: work.by for work_id, work in study.works.items()},
        titles={work_id: work.titles for work_id, work in study.works.items()},
        pattern=_pattern(spoken),
    )


def _short_names(person: Person) -> list[str]:
    """First and last words of names of several words; a lone letter is nobody's name.

    Examples
    --------
    >>> _short_names(Person(name="Jane Q. Public", aliases=["Ann B", "Mrs Doe"]))
    ['Jane', 'Public', 'Ann', 'Mrs', 'Doe']
    """
    words = [name.split() for name in person.names]
    ends = [end for parts in words if len(parts) > 1 for end in (parts[0], parts[-1])]
    return [end for end in dict.fromkeys(ends) if len(end.strip(".")) > 1 and end[0].isupper()]


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    """Match any name: its first letters as written, the others in either case, words parted by any blank."""
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(_spelled(name) for name in longest_first) + r")(?!\w)")


def _spelled(name: str) -> str:
    words = [re.escape(word[0]) + (f"(?i:{re.escape(word[1:])})" if word[1:] else "") for word in name.split()]
    joined = r"\s(?:[A-Z]\.\s)?".join(words) if len(words) == 2 else r"\s".join(words)
    return re.sub(r"['’]", "['’]", joined)
