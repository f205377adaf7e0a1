"""CSV -> records, one a row, with its text or the document that it names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.decode import Unreadable, decode_text
from analysis.corpus.documents import fill_document
from analysis.corpus.lines import read_lines
from analysis.corpus.records import COLUMNS, LargeFile, Note, Record
from analysis.corpus.rows import Row, split_rows

__all__ = ["DELIMITERS", "read_csv"]

DELIMITERS = (",", ";", "\t", "|")
#: Lines that a note names.
SHOWN = 10


def read_csv(path: Path, notes: list[Note]) -> Iterator[Record]:
    """Read a CSV whose rows hold `text`, or else name as `file` a document in the folder of the CSV.

    The delimiter is the one by which the header names the columns. A file without `article_id`, without `text` and
    `file`, or with one of them twice gives one record: itself, with its fault.
    """
    try:
        lines = read_lines(path, notes)
        delimiter, columns = _columns(next(lines, b""))
        ignored = [name for name in columns if name not in COLUMNS]
        notes += [Note(None, "columns ignored", ", ".join(ignored))] if ignored else []
        for row in split_rows(lines, delimiter, columns, first_line=2):
            record = _record(path, row, columns)
            if row.inner and not record.fault:
                like = f"look like rows, inside its quotation marks: lines {', '.join(map(str, row.inner[:SHOWN]))}"
                notes.append(Note(record.fields.get("article_id"), "rows inside a text", like))
            yield record
    except Unreadable as error:
        yield Record(path.name, None, LargeFile(path), fault=str(error))


def _columns(header: bytes) -> tuple[str, list[str]]:
    text = decode_text(header).text
    for delimiter in DELIMITERS:
        columns = [name.strip() for name in next(csv.reader([text], delimiter=delimiter), [])]
        known = [name for name in columns if name in COLUMNS]
        if "article_id" in known and ("text" in known or "file" in known):
            if len(set(known)) < len(known):
                raise Unreadable(f"must name each column once; columns found: {', '.join(columns)[:400]}")
            return delimiter, columns
    found = ", ".join(next(csv.reader([text]), [])) or "none"
    raise Unreadable(f"must have the columns article_id and text (or file); columns found: {found[:400]}")


def _record(path: Path, row: Row, columns: list[str]) -> Record:
    record = Record(path.name, row.line, row.data, fault=row.fault)
    if not row.fault and len(row.fields) != len(columns):
        record.fault = f"must have {len(columns)} fields as the header does; it has {len(row.fields)}"
    if record.fault:
        return record
    record.fields = {name: value for name, value in zip(columns, row.fields, strict=True) if name in COLUMNS and value}
    record.repairs += [row.repair] if row.repair else []
    if "text" not in columns:
        name = record.fields.get("file")
        if name:
            fill_document(record, path.parent, name)
        else:
            record.fault = "must name a `file`; the field is empty"
    return record
