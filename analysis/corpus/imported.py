"""Sources of any format -> one file of JSON Lines, each article with its provenance: read once what is slow to read.

One article is held at a time. `restore` gives back to a record of such a file what it came from.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any, SupportsIndex

from analysis.corpus.accept import accept_records
from analysis.corpus.read import Loaded, list_parts, long_fields, set_aside
from analysis.corpus.records import COUNT_DIFFERS, Note, Record
from analysis.corpus.sources import read_sources
from analysis.errors import ArticlesError
from analysis.study import ArticleSource
from analysis.tables import empty, write_whole

#: The columns of `articles` that a line holds, in this order; what is missing is left out.
_COLUMNS = (
    "article_id outlet_id outlet outlet_basis outlet_evidence headline headline_basis headline_evidence "
    "url url_basis url_evidence published_earliest published_latest published_basis published_evidence agency "
    "source_file source_sha256 locator reader"
).split()


class Tally(list[Note]):
    """Notes as they come: the first of each kind are kept, and all are counted."""

    KEPT = 100

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def append(self, note: Note) -> None:
        """Count a note, and keep it if it is one of the first, or says that a count differs."""
        self.counts[note.kind] += 1
        if self.counts[note.kind] <= self.KEPT or note.kind == COUNT_DIFFERS:
            super().append(note)

    def extend(self, notes: Iterable[Note]) -> None:
        """Append each."""
        for note in notes:
            self.append(note)

    def __iadd__(self, notes: Iterable[Note]) -> Tally:  # type: ignore[override,misc]
        self.extend(notes)
        return self

    def insert(self, index: SupportsIndex, note: Note) -> None:
        """Append it: notes have no places."""
        self.append(note)


def import_articles(
    sources: Sequence[ArticleSource],
    base: Path,
    out: Path,
    *,
    date_format: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> Loaded:
    """Write the articles of sources to a file, one JSON object a line, in the order in which they are read.

    Parameters
    ----------
    sources : sequence of ArticleSource
    base : Path
        The folder that their paths are relative to.
    out : Path
        The file; it is written whole or not at all.
    date_format : str, optional
        As in `read_articles`.
    progress : callable, optional
        Called with 1 for each record.

    Returns
    -------
    Loaded
        What was set aside and noted; its `articles` is without rows, and ``n_records`` counts all.

    Raises
    ------
    ArticlesError
        A source cannot be read, or none holds an article.
    """
    notes = Tally()
    aside: list[Record] = []
    counted = Counter({"records": 0, "articles": 0})

    def write(file: IO[bytes]) -> None:
        for line in _lines(sources, base, date_format, notes, aside, counted):
            if line:
                file.write(line)
            if progress:
                progress(1)
        if not counted["articles"]:
            reasons = " ".join(f"{record.where}: the record {record.fault}." for record in aside[:3])
            raise ArticlesError(f"Articles must be there to be written; none was read. {reasons}".strip())

    with long_fields():
        write_whole(out, write)
    quarantine = set_aside(aside)
    return Loaded(empty("articles"), quarantine, notes, [record.kept for record in aside], counted["records"])


def _lines(
    sources: Sequence[ArticleSource],
    base: Path,
    date_format: str | None,
    notes: list[Note],
    aside: list[Record],
    counted: Counter[str],
) -> Iterator[bytes]:
    records = read_sources(sources, base, notes, date_format)
    for record, row in accept_records(records, notes):
        counted["records"] += 1
        if row is None:
            aside.append(record)
            yield b""
        else:
            counted["articles"] += 1
            yield json.dumps(_object(record, row), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _object(record: Record, row: dict[str, Any]) -> dict[str, Any]:
    """Give what a line holds of an article: what is known of it, where it came from, and its text."""
    known = {name: _plain(row.get(name)) for name in _COLUMNS}
    found = {name: value for name, value in known.items() if value is not None}
    if len(record.parts) > 1:
        found["raw_parts"] = list_parts(record, row["raw"])
    if record.flags:
        found["flags"] = record.flags
    return found | {"text": row["raw"]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
