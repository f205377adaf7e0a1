"""A table in Parquet or Feather -> records, one a row."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.corpus.fields.columns import name_columns
from analysis.corpus.files import arrow_worker
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format, hold_count
from analysis.corpus.records import Note, Record, whole_characters
from analysis.study import ArticleSource

_MARKS = (b"PAR1", b"ARROW1", b"FEA1")


def _recognise(source: Source) -> str:
    return next((mark.decode() for mark in _MARKS if source.head.startswith(mark)), "")


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    command = [sys.executable, "-P", str(Path(arrow_worker.__file__)), str(source.path)]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield from _read_rows(source, options, notes, child)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _read_rows(
    source: Source, options: ArticleSource, notes: list[Note], child: subprocess.Popen[bytes]
) -> Iterator[Record]:
    lines = iter(child.stdout or ())
    head = _parse(next(lines, b""))
    if not isinstance(head, dict) or "columns" not in head:
        raise Unreadable(f"must be a table without damage; {_fault(head, child)}")
    named = name_columns(source.shown, head["columns"], options, notes, texts=("text",))
    columns = [named.get(name, "") for name in head["columns"]]
    n_read = 0
    fault = ""
    for line in lines:
        row = _parse(line)
        if not isinstance(row, list):
            fault = _fault(row, child)
            break
        n_read += 1
        yield _record(source, n_read, line, row, columns)
    fault = fault or ("" if child.wait() == 0 else _fault(None, child))
    if fault:
        yield Record(
            source.shown, None, source.kept, fault=f"must be a table without damage; {fault}; row {n_read + 1}"
        )
    if head["rows"] is not None:
        hold_count(source, head["rows"], n_read, notes, "rows")


def _parse(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _fault(said: Any, child: subprocess.Popen[bytes]) -> str:
    if isinstance(said, dict) and "fault" in said:
        return str(said["fault"])
    return f"what reads it ended with code {child.wait()}"


def _record(source: Source, number: int, line: bytes, row: list[Any], columns: list[str]) -> Record:
    record = Record(source.shown, number, line, locator=f"row={number}")
    for ours, cell in zip(columns, row, strict=False):
        if not ours:
            continue
        if isinstance(cell, dict):
            record.fault = f"must have a string as `{ours}`; found {cell.get('kind')}"
        elif cell or ours == "article_id":
            record.fields[ours] = whole_characters(cell or "", ours, record.repairs)
    return record


FORMAT = Format(
    "arrow", "a table in Parquet or Feather", _recognise, _read, endings=(".parquet", ".feather", ".arrow", ".pq")
)
