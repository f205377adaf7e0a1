"""CSV -> records, one a row, with its text or the document that it names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.columns import DELIMITERS, note_ignored, refuse_columns
from analysis.corpus.decode import Unreadable, decode_text
from analysis.corpus.documents import fill_document
from analysis.corpus.lines import join_lines, read_lines
from analysis.corpus.records import COLUMNS, LargeFile, Note, Record
from analysis.corpus.rows import Row, split_rows

__all__ = ["read_csv"]

#: Lines that a note names.
SHOWN = 10


def read_csv(path: Path, notes: list[Note]) -> Iterator[Record]:
    """Read a CSV whose rows hold `text`, or else name as `file` a document in the folder of the CSV.

    The delimiter is the one by which the header names the columns. A file that is no text gives one record: itself,
    with its fault; so does one without rows.

    Raises
    ------
    ArticlesError
        The columns have other names.
    """
    is_empty = True
    try:
        lines = read_lines(path, notes)
        at, header = next(((n, line) for n, line in enumerate(lines, 1) if line.strip()), (0, b""))
        if header:
            delimiter, columns = _columns(path, decode_text(header).text)
            notes += note_ignored(columns)
            if header.endswith(b"\n"):
                lines = join_lines(lines)
            for row in split_rows(lines, delimiter, columns, first_line=at + 1):
                is_empty = False
                yield _record(path, row, columns, notes)
    except Unreadable as error:
        yield Record(path.name, None, LargeFile(path), fault=str(error))
        return
    if is_empty:
        yield Record(path.name, None, LargeFile(path), fault="must hold rows below a header; there are none")


def _columns(path: Path, header: str) -> tuple[str, list[str]]:
    """Part the header by the delimiter that names most of our columns, else parts most."""
    parted = {mark: [name.strip() for name in next(csv.reader([header], delimiter=mark), [])] for mark in DELIMITERS}
    delimiter = max(parted, key=lambda mark: (len(COLUMNS & set(parted[mark])), len(parted[mark])))
    refuse_columns(path.name, parted[delimiter])
    return delimiter, parted[delimiter]


def _record(path: Path, row: Row, columns: list[str], notes: list[Note]) -> Record:
    record = Record(path.name, row.line, row.data, fault=row.fault)
    if not row.fault and len(row.fields) != len(columns):
        record.fault = f"must have {len(columns)} fields as the header does; it has {len(row.fields)}"
    if record.fault:
        return record
    record.fields = {name: value for name, value in zip(columns, row.fields, strict=True) if name in COLUMNS and value}
    record.repairs += [row.repair] if row.repair else []
    if row.inner:
        like = f"look like rows, inside its quotation marks: lines {', '.join(map(str, row.inner[:SHOWN]))}"
        notes.append(Note(record.fields.get("article_id"), "rows inside a text", like))
    if "text" not in columns:
        name = record.fields.get("file")
        if name:
            fill_document(record, path.parent, name)
        else:
            record.fault = "must name a `file`; the field is empty"
    return record
