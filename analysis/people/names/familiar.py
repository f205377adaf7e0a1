"""A given name -> the names that stand for it: Ben for Benjamin, Bill for William, Sam for Samir; and back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from analysis.text.english.names import given_names

#: A short name has at least so many letters, and so many fewer than the name (Ann is no short name of Anna).
SHORTEST, FEWER = 3, 2


@lru_cache(maxsize=4096)
def familiar_names(given: str, pronouns: str | None = None) -> tuple[str, ...]:
    """Give what a person of a given name may be called instead: known short names, names that it begins with.

    Parameters
    ----------
    given : str
        First given name as written.
    pronouns : {"she", "he", "they"}, optional
        Of the person: a name that goes with another pronoun is not theirs.

    Examples
    --------
    >>> familiar_names("Samir", "he"), familiar_names("Ben"), familiar_names("Dana", "she")
    (('Sam',), ('Benedict', 'Benjamin'), ())
    """
    common = given_names()
    begun = (given[:n] for n in range(SHORTEST, len(given) - FEWER + 1) if given[:n] in common)
    mine = _fitting(pronouns, common.get(given, ""))
    found = dict.fromkeys([*_known().get(given, ()), *begun])
    return tuple(name for name in found if mine is None or _fitting(None, common.get(name, "")) in (mine, None))


def pet_names(given: str) -> tuple[str, ...]:
    """Give the known short names of a given name, and the names that it is short for.

    Examples
    --------
    >>> pet_names("Agnes"), pet_names("Samir")
    (('Aggie',), ())
    """
    return _known().get(given, ())


def _fitting(*pronouns: str | None) -> str | None:
    """Give the first pronoun that tells of a man or a woman."""
    return next((one for one in pronouns if one in ("she", "he")), None)


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Short names by name, and names by short name; compiled for this project."""
    found: dict[str, list[str]] = {}
    for name, short in _pairs():
        found.setdefault(name, []).append(short)
        found.setdefault(short, []).append(name)
    return {name: tuple(others) for name, others in found.items()}


def _pairs() -> Iterator[tuple[str, str]]:
    with (files("analysis.text.english") / "given_short.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield from ((row["name"], short) for short in row["short"].split("|"))
