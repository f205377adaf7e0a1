"""The works that methods sections cite: as a list of references, and as BibTeX.

They stand in ``references.csv``, a row a work; ``names`` has ``; `` between, other columns are fields of BibTeX.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

from analysis.reports.paper.latex import escape


class Work(NamedTuple):
    """A work: how the text calls it (``short``, then the year), how a list does, and its fields in BibTeX.

    ``names`` are those by which the text speaks of it without its authors, such as a data set's.
    """

    key: str
    short: str
    year: int
    reference: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    names: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its short form in a text: ``Pareti 2015``, ``Pareti (2015)`` or ``Pareti, 2015``."""
        return re.compile(rf"\b{re.escape(self.short)},? (\()?{self.year}\b(?(1)\))")


def _read() -> tuple[Work, ...]:
    with (files("analysis") / "reports" / "paper" / "references.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Work(
            row["key"],
            row["short"],
            int(row["year"]),
            row["reference"],
            row["kind"],
            tuple((name, row[name]) for name in _FIELDS if row[name]),
            tuple(row["names"].split("; ")) if row["names"] else (),
        )
        for row in rows
    )


#: Fields of BibTeX, in the order of an entry.
_FIELDS = ("author", "title", "journal", "booktitle", "school", "volume", "number", "pages", "year", "note")
#: In the order of the list of references.
WORKS: Sequence[Work] = _read()


def cited_in(text: str) -> list[Work]:
    """Give the works that a text cites, by authors and year or by the name of a data set."""
    return [
        work
        for work in WORKS
        if work.pattern.search(text) or any(re.search(rf"\b{re.escape(name)}\b", text) for name in work.names)
    ]


def cite_latex(escaped: str) -> str:
    r"""Put natbib's commands in the place of citations in a text that is escaped for LaTeX.

    >>> print(cite_latex(escape("VADER (Hutto & Gilbert 2014) as Pareti (2015) has it")))
    VADER (\citealp{hutto2014}) as \citet{pareti2015} has it
    """
    for work in WORKS:
        pattern = work.pattern.pattern.replace(re.escape(work.short), re.escape(escape(work.short)))
        parts, before = [], 0
        for found in re.finditer(pattern, escaped):
            parts += [escaped[before : found.start()], f"\\cite{'t' if found[1] else 'alp'}{{{work.key}}}"]
            before = found.end()
        escaped = "".join([*parts, escaped[before:]])
    return escaped


def write_bibtex(works: Sequence[Work]) -> str:
    """Write works as BibTeX, one entry each."""
    entries = []
    for work in works:
        fields = ",\n".join(f"  {name} = {{{value.replace('&', chr(92) + '&')}}}" for name, value in work.fields)
        entries.append(f"@{work.kind}{{{work.key},\n{fields}\n}}\n")
    return "\n".join(entries)
