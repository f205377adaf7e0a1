"""CSV and JSON Lines -> records, one a row or line; a frame -> records, one a row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.dates import read_day
from analysis.corpus.decode import Unreadable, decode_text
from analysis.corpus.documents import fill_document
from analysis.corpus.records import COLUMNS, Record, Slice
from analysis.corpus.rows import split_rows

__all__ = ["read_csv", "read_frame", "read_json_lines"]

#: A longer line ends the reading of its file: it could not be held in memory.
MAX_LINE = 256_000_000
DELIMITERS = (",", ";", "\t", "|")

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_csv(path: Path, ignored: list[str]) -> Iterator[Record]:
    """Read a CSV whose rows hold `text`, or name a `file` beside it; the names of other columns go to `ignored`."""
    try:
        lines = _lines(path)
        header = next(lines, b"")
        delimiter, columns = _columns(header)
        ignored += [name for name in columns if name not in COLUMNS]
        starts_row = partial(_starts_row, columns=columns)
        for row in split_rows(lines, delimiter, starts_row):
            yield _record(path, row.line + 1, row, columns)
    except Unreadable as error:
        yield Record(path.name, None, Slice(path), fault=str(error))


def _columns(header: bytes) -> tuple[str, list[str]]:
    """Find the delimiter by which the header names the columns that are needed."""
    text = decode_text(header).text
    for delimiter in DELIMITERS:
        columns = [name.strip() for name in next(csv.reader([text], delimiter=delimiter), [])]
        known = [name for name in columns if name in COLUMNS]
        if "article_id" in known and ("text" in known or "file" in known):
            if len(set(known)) < len(known):
                raise Unreadable(f"must name each column once; columns found: {', '.join(columns)}")
            return delimiter, columns
    found = ", ".join(next(csv.reader([text]), [])) or "none"
    raise Unreadable(f"must have the columns article_id and text (or file); columns found: {found[:400]}")


def _starts_row(fields: list[str], columns: list[str]) -> bool:
    """Tell a row by its number of fields and a date where the dates stand."""
    if len(fields) != len(columns):
        return False
    dated = [value for name, value in zip(columns, fields, strict=True) if name.startswith("published") and value]
    try:
        return bool(dated and read_day(dated[0]))
    except ValueError:
        return False


def _record(path: Path, line: int, row: Any, columns: list[str]) -> Record:
    record = Record(path.name, line, row.data, fault=row.fault)
    if row.fault:
        return record
    if len(row.fields) != len(columns):
        record.fault = f"must have {len(columns)} fields as the header does; it has {len(row.fields)}"
        return record
    record.fields = {name: value for name, value in zip(columns, row.fields, strict=True) if name in COLUMNS and value}
    record.repairs += [row.repair] if row.repair else []
    if "text" not in columns:
        name = record.fields.get("file", "")
        if name:
            record.kept = None
            fill_document(record, path.parent, name)
        else:
            record.fault = "must name a `file`; the field is empty"
    return record


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the physical lines of a file as UTF-8 (or as they are, if in no other encoding of Unicode)."""
    with path.open("rb") as file:
        start = file.read(4096)
        file.seek(0)
        if start.startswith(b"\xef\xbb\xbf"):
            file.seek(3)
        elif start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
            yield from decode_text(path.read_bytes()).text.encode("utf-8", "replace").splitlines(keepends=True)
            return
        else:
            decode_text(start.rsplit(b"\n", 1)[0] if b"\n" in start else b"")
        while line := file.readline(MAX_LINE):
            if len(line) == MAX_LINE:
                raise Unreadable(f"must have lines of at most {MAX_LINE:,} bytes (size)")
            yield from line.splitlines(keepends=True)


def read_json_lines(path: Path, ignored: list[str]) -> Iterator[Record]:
    """Read JSON Lines: one object a line; the names of keys that mean nothing go to `ignored`."""
    unknown: dict[str, None] = {}
    try:
        for number, line in enumerate(_json_lines(path), 1):
            if line.strip():
                yield _json_record(path, number, line, unknown)
    except Unreadable as error:
        yield Record(path.name, None, Slice(path), fault=str(error))
    ignored += unknown


def _json_lines(path: Path) -> Iterator[bytes]:
    whole = b""
    for piece in _lines(path):  # a carriage return alone ends no line of JSON
        whole += piece
        if piece.endswith(b"\n"):
            yield whole
            whole = b""
    if whole:
        yield whole


class _Object(dict[str, Any]):
    """A JSON object that remembers whether a key was written twice."""

    twice = ""


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    result = _Object()
    for key, value in pairs:
        if key in result:
            result.twice = key
        result[key] = value
    return result


class _Number(str):
    """A number as it was written."""


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_int=_Number, parse_float=_Number, parse_constant=_Number)


def _json_record(path: Path, number: int, line: bytes, unknown: dict[str, None]) -> Record:
    record = Record(path.name, number, line)
    try:
        text, repair = decode_text(line)
        value = _decoder.decode(text.strip())
        if not isinstance(value, _Object):
            raise Unreadable(f"must be a JSON object; it is a {type(value).__name__}")
        if value.twice in COLUMNS:
            raise Unreadable(f"must name `{value.twice}` once; the key stands twice")
        unknown.update(dict.fromkeys(str(key) for key in value if key not in COLUMNS))
        record.fields = _json_fields(value, record.repairs)
        record.repairs += [repair] if repair else []
    except json.JSONDecodeError as error:
        record.fault = f"must be one JSON object; {error.msg} at character {error.pos}"
    except RecursionError:
        record.fault = "must be one JSON object; it is nested too deep"
    except Unreadable as error:
        record.fault = str(error)
    return record


def _json_fields(value: dict[str, Any], repairs: list[str]) -> dict[str, str]:
    """Keep strings, and numbers of ids as written; refuse what a column cannot hold."""
    fields = {}
    for key, item in value.items():
        if key not in COLUMNS or item is None or item == "":
            continue
        if not isinstance(item, str) or (isinstance(item, _Number) and key == "text"):
            kind = "number" if isinstance(item, _Number) else type(item).__name__.strip("_").lower()
            raise Unreadable(f"must have a string as `{key}`; found a {kind}")
        whole, n = _SURROGATE.subn("\ufffd", item)
        if n:
            repairs.append(f"U+FFFD put for {n} half characters in `{key}`")
        fields[key] = str(whole)
    if "text" not in fields:
        raise Unreadable("must have a string as `text`; found " + ("null" if value.get("text", 0) is None else "none"))
    return fields


def read_frame(frame: pd.DataFrame, ignored: list[str]) -> Iterator[Record]:
    """Read the rows of a frame; whole numbers serve as ids, dates as dates."""
    columns = [str(name) for name in frame.columns]
    known = [name for name in columns if name in COLUMNS]
    ignored += [name for name in columns if name not in COLUMNS]
    if not {"article_id", "text"} <= set(known) or len(set(known)) < len(known):
        fault = f"must have the columns article_id and text, each once; columns found: {', '.join(columns) or 'none'}"
        yield Record(None, None, ", ".join(columns).encode(), fault=fault)
        return
    values = [frame[name].astype(object).tolist() for name in known]
    for position, row in enumerate(zip(*values, strict=True)):
        yield _frame_record(position, dict(zip(known, row, strict=True)))


def _frame_record(position: int, row: dict[str, Any]) -> Record:
    record = Record(None, position, repr(row).encode("utf-8", "backslashreplace"))
    for name, value in row.items():
        if isinstance(value, bytes) and name == "text":
            try:
                record.fields[name], repair = decode_text(value)
                record.repairs += [repair] if repair else []
            except Unreadable as error:
                record.fault = str(error)
        elif isinstance(value, str):
            whole, n = _SURROGATE.subn("\ufffd", value)
            record.repairs += [f"U+FFFD put for {n} half characters in `{name}`"] if n else []
            record.fields |= {name: whole} if whole else {}
        elif not pd.api.types.is_scalar(value) or (name == "text" and not pd.isna(value)):
            record.fault = f"must have a string as `{name}`; found a {type(value).__name__}"
        elif not pd.isna(value):
            record.fields[name] = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return record
