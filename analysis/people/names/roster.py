"""The people of a study, made ready for reading: names, short names, pronouns, roles and relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.study import Relation, Study
from analysis.text.english.function_words import NOT_NAMES
from analysis.text.english.names import HONORIFICS, NAME_SUFFIXES, PARTICLES, given_names, is_title

__all__ = ["Roster", "compile_roster", "describe_names", "folded", "generation", "short_names"]


@dataclass(frozen=True)
class Roster:
    """What the reader of an article knows of the study's people.

    ``full`` maps a folded name or alias to its person, ``short`` a folded first or last name to everyone who has
    it; a short name counts only once a full one has been read. ``pattern`` finds both, longest first. ``roles`` maps
    a role in lower case to its holders; those of `telling` hold a name ("Kestrels singer"), so that they tell who is
    meant where an article does not name their only holder. ``makers`` maps a work to the people it is by.
    ``generations`` holds what tells a person from parents and children of the same name in the study (``jr``, ``iii``).
    """

    genders: Mapping[str, str | None]
    full: Mapping[str, str]
    short: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    telling: frozenset[str]
    relations: Mapping[str, Relation]
    makers: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    generations: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str] | None = field(repr=False)


def compile_roster(study: Study) -> Roster:
    """Make the people of a study ready for reading."""
    full = {folded(name): person_id for person_id, person in study.people.items() for name in person.names}
    shorts = {person_id: short_names(person.names) for person_id, person in study.people.items()}
    spelled = {name for person_id, person in study.people.items() for name in (*person.names, *shorts[person_id])}
    for person_id, person in study.people.items():
        for core in (" ".join(_core(name)) for name in person.names):  # "Sir Ann Lee" is also "Ann Lee"
            if " " in core:
                full.setdefault(folded(core), person_id)
                spelled.add(core)
    return Roster(
        genders={person_id: person.pronouns for person_id, person in study.people.items()},
        full=full,
        short=_holders({person_id: map(folded, names) for person_id, names in shorts.items()}),
        roles=_holders({p: [role.lower() for role in person.roles] for p, person in study.people.items()}),
        telling=frozenset(r.lower() for person in study.people.values() for r in person.roles if r != r.lower()),
        relations=dict(study.relations),
        makers={work_id: work.by for work_id, work in study.works.items()},
        titles={work_id: work.titles for work_id, work in study.works.items()},
        generations={person_id: _generations(person.names) for person_id, person in study.people.items()},
        pattern=_pattern(spelled),
    )


def folded(name: str) -> str:
    """Give a name the form in which names are compared.

    Examples
    --------
    >>> folded("O’Neil  Jones"), folded("Mr. Jones")
    ("o'neil jones", 'mr jones')
    """
    words = name.replace("’", "'").casefold().split()
    return " ".join([word[:-1] if word.endswith(".") and word[:-1] in HONORIFICS else word for word in words])


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
            own = {_core(name)[0], _core(name)[-1]}
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


def short_names(names: Sequence[str]) -> list[str]:
    """First and last words of a person's names of several words.

    Titles before a name, what stands behind it (*Jr.*, *of Ellery*), articles, particles and lone letters are nobody's
    name, and the last word of a name that goes on in a longer one is no surname.

    Examples
    --------
    >>> short_names(["Ann B", "Jo Mae", "Jo Mae Doe", "Mr. Doe Jr.", "Dame Jo of Ellery"])
    ['Ann', 'Jo', 'Doe']
    """
    cores = [core for name in names if " " in name.strip() and (len(core := _core(name)) > 1 or not is_title(core[0]))]
    ends = []
    for words in cores:
        goes_on = any(other[: len(words)] == words and len(other) > len(words) for other in cores)
        ends += words[:1] if goes_on else [words[0], words[-1]]
    return [end for end in dict.fromkeys(ends) if len(end.strip(".")) > 1 and end[0].isupper() and not _is_small(end)]


def _is_small(word: str) -> bool:
    """Tell a particle (*Van*, *De*) from a given name that looks like one (*Ben*)."""
    return word.lower() in PARTICLES and word not in given_names()


def _core(name: str) -> list[str]:
    """Take from a name the titles and articles before it and what stands behind it; its last word stays."""
    words = [word.strip(",") for word in name.split()]
    while len(words) > 1 and (_is_title_before(words[0]) or words[0].capitalize() in NOT_NAMES):
        words = words[1:]
    behind = (n for n, word in enumerate(words) if n and (word.strip(".") in NAME_SUFFIXES or word in ("of", "the")))
    return words[: next(behind, len(words))]


def _is_title_before(word: str) -> bool:
    """Tell a title from a given name that looks like one (*Don*, *Earl*)."""
    return is_title(word) and word not in given_names()


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    """Match any name: first letters as written, the others in either case, words parted by any one blank."""
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(_spelled(name) for name in longest_first) + r")(?!\w)")


def _spelled(name: str) -> str:
    words = name.split()
    words = [*map(_spelled_word, words[:-1]), _spelled_word(words[-1], is_last=True)]
    middle_initial = r"\s(?:[A-Z]\.\s)?" if len(words) == 2 else r"\s"
    return re.sub(r"['’]", "['’]", middle_initial.join(words))


def _spelled_word(word: str, *, is_last: bool = False) -> str:
    """Match a word; a title has a stop or none, but what stands behind a title at the end closes the sentence."""
    is_titled = word.strip(".").casefold() in HONORIFICS
    stop = r"\.?" if is_titled and not is_last else ""
    rest = word[1:].rstrip(".") if is_titled else word[1:]
    if word.lower() == "the":
        return "[Tt]he"
    return re.escape(word[0]) + (f"(?i:{re.escape(rest)})" if rest else "") + stop
