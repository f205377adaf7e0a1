"""People -> a study without a study file: enough to say who is named, who speaks and how each is spoken of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import ValidationError

from analysis.corpus.outlets import slug
from analysis.errors import StudyError
from analysis.study import About, Person, Study

__all__ = ["People", "sketch_study"]

#: How people are given without a study file: names, or names with what is known of each.
People: TypeAlias = Sequence[str] | Mapping[str, str | Mapping[str, Any] | None]

#: Where a study without a file would be: no folder of anybody's, so that nothing beside it is read by chance.
_NOWHERE = Path("no study file", "study.yaml")


def sketch_study(people: People = ()) -> Study:
    """Make a study of people alone: no frames, works or events, and outlets as the articles name them.

    Parameters
    ----------
    people : sequence of str, or mapping
        Names; or names with the person's pronoun (``{"Ana Ruiz": "she"}``) or with what `study.yaml` says of a person
        (``{"Ana Ruiz": {"pronouns": "she", "aliases": ["the Mayor"], "roles": ["mayor"]}}``). Without a pronoun he,
        she and they are left open where more than one person may be meant. A last name alone is the person's where the
        full name stands in the article too; elsewhere it must be an alias.

    Returns
    -------
    Study
        Its ids of people are their names in small letters with hyphens (``ana-ruiz``).

    Raises
    ------
    StudyError
        A name is empty, stands twice, or what is said of it is not known to a study.

    Examples
    --------
    >>> {one: person.pronouns for one, person in sketch_study({"Ana Ruiz": "she", "Ben Okafor": None}).people.items()}
    {'ana-ruiz': 'she', 'ben-okafor': None}
    """
    if isinstance(people, str):
        raise StudyError(f"`people` must be a list of names, such as [{people!r}]; found a text.")
    if not isinstance(people, Iterable):
        raise StudyError(f"`people` must be a list of names, such as ['Ana Ruiz']; found {people!r}.")
    told = list(people.items() if isinstance(people, Mapping) else ((name, None) for name in people))
    wrong = [name for name, _ in told if not isinstance(name, str) or not name.strip()]
    if wrong:
        raise StudyError(f"`people` must be names; found {wrong[0]!r}.")
    told = [(" ".join(name.split()), more) for name, more in told]  # a blank at the end of a cell is no other name
    if len(dict(told)) < len(told):
        raise StudyError(f"`people` must name each person once; found {', '.join(name for name, _ in told)}.")
    found: dict[str, Person] = {}
    owners: dict[str, str] = {}
    for name, more in told:
        person = _person(name, more)
        for known in person.names:
            if owners.setdefault(known.casefold(), name) != name:
                raise StudyError(f"`people` must not share a name; `{known}` is {owners[known.casefold()]} and {name}.")
        made = slug(name) or "person"
        found[made if made not in found else f"{made}-{len(found) + 1}"] = person
    about = About(id="sketch", title=", ".join(person.name for person in found.values()) or "Articles")
    study = Study(path=_NOWHERE, study=about, people=found)
    content = json.dumps({one: person.model_dump() for one, person in found.items()}, ensure_ascii=False)
    study.__dict__["sha256"] = hashlib.sha256(content.encode()).hexdigest()  # there is no file to take it of
    return study


def _person(name: str, more: Any) -> Person:
    fields: Any = {"pronouns": more} if more is None or isinstance(more, str) else more
    try:
        return Person.model_validate(dict(name=name, **fields))  # a second `name` is refused
    except (ValidationError, TypeError, ValueError) as error:
        allowed = ", ".join(field for field in Person.model_fields if field != "name")
        raise StudyError(
            f"`people` must say of {name} a pronoun (he, she, they) or what a study says ({allowed}); found {more!r}."
        ) from error
