"""The words of the field and of this house, each with its meaning: ``docs/glossary.md`` and a page of every report.

They stand in ``glossary.csv``, in the order of the work; ``**`` marks a term that is told beside another.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """A term, what it means, and the part of the work it belongs to."""

    part: str
    term: str
    meaning: str


@cache
def read_glossary() -> tuple[Entry, ...]:
    """Read every entry, in order.

    >>> next(entry.meaning for entry in read_glossary() if entry.term == "verbatim")
    'a telling that adds and drops no word'
    """
    with (files("analysis") / "glossary.csv").open(encoding="utf-8") as file:
        return tuple(Entry(row["part"], row["term"], row["meaning"]) for row in csv.DictReader(file))
