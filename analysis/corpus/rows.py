"""CSV bytes -> rows, so that a damaged row never takes its neighbours with it.

The marks that structure a CSV are ASCII, so rows are split as Latin-1 (one character a byte) and each is then
decoded by itself: its bytes stay exact and a row in another encoding harms no other.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.corpus.dates import read_day
from analysis.corpus.decode import MAX_BYTES, Unreadable, decode_part

__all__ = ["MAX_ROW", "Row", "split_rows"]

#: The longest article and as much again for the other cells.
MAX_ROW = 2 * MAX_BYTES


_DATES = ("published", "published_earliest", "published_latest")


class Row(NamedTuple):
    """A row: the line it begins on (from 1), its bytes, its fields or the fault, and how its bytes were repaired."""

    line: int
    data: bytes
    fields: list[str]
    fault: str = ""
    repair: str = ""


def split_rows(lines: Iterable[bytes], delimiter: str, columns: Sequence[str], *, first_line: int = 1) -> Iterator[Row]:
    """Split physical lines into rows.

    A row that breaks the rules of quoting (RFC 4180) ends before the next line that looks like a row of these columns:
    what lies between are pieces of it. A line inside quotation marks with a date where the dates stand is a row of its
    own: the mark before it was never closed.
    """
    reader = _Reader(iter(lines), delimiter, columns, first_line)
    while row := reader.next_row():
        if row.fault:
            yield row._replace(data=row.data + reader.take_pieces())
        elif row.fields:
            yield _decoded(row, delimiter)


class _Reader:
    """Parses a row at a time, and puts back the lines that a broken row had taken too many."""

    def __init__(self, lines: Iterator[bytes], delimiter: str, columns: Sequence[str], line: int) -> None:
        self.lines, self.delimiter, self.columns, self.line = lines, delimiter, columns, line
        self.mark = delimiter.encode()
        self.waiting: deque[bytes] = deque()

    def _loose(self, data: bytes) -> list[str]:
        """Part a line at its delimiters, whatever its quotation marks."""
        return next(csv.reader([data[:100_000].decode("latin-1")], delimiter=self.delimiter), [])

    def take_pieces(self) -> bytes:
        """Take the lines after a broken row that do not look like rows."""
        pieces = bytearray()
        while (line := self._next_line()) is not None:
            if self.mark in line and _is_row(self._loose(line), self.columns):
                self.waiting.appendleft(line)
                break
            pieces += line
            self.line += 1
        return bytes(pieces)

    def _next_line(self) -> bytes | None:
        return self.waiting.popleft() if self.waiting else next(self.lines, None)

    def next_row(self) -> Row | None:
        """Give the next row, not decoded yet, a blank line without fields; None at the end."""
        taken: list[bytes] = []
        fields: list[str] = []
        fault = ""
        try:
            fields = next(csv.reader(self._feed(taken), delimiter=self.delimiter, strict=True), [])
        except (csv.Error, Unreadable) as error:
            unclosed = "unexpected end" in str(error)
            fault = f"must keep the rules of quotation marks; {'one is never closed' if unclosed else error}"
            self.waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
        if not taken:
            return None
        line, self.line = self.line, self.line + len(taken)
        return Row(line, b"".join(taken), fields, fault)

    def _feed(self, taken: list[bytes]) -> Iterator[str]:
        """Hand lines to the parser, as long as they may belong to one row, and note which it took."""
        size = 0
        while (line := self._next_line()) is not None:
            taken.append(line)
            size += len(line)
            if size > MAX_ROW:
                raise Unreadable(f"the size of the row is over {MAX_ROW:,} bytes")
            if len(taken) > 1 and self.mark in line and _is_dated_row(self._loose(line), self.columns):
                raise Unreadable("one is never closed")
            yield line.decode("latin-1")


def _is_dated_row(fields: list[str], columns: Sequence[str]) -> bool:
    """Tell what is surely a row: every field, and a date where the dates stand."""
    return len(fields) == len(columns) and any(map(_is_date, _dates(fields, columns)))


def _is_row(fields: list[str], columns: Sequence[str]) -> bool:
    """Tell what looks like a row: a date in its place; or every field, and an id and commas without blanks."""
    if any(map(_is_date, _dates(fields, columns))):
        return True
    article_id = dict(zip(columns, fields, strict=False)).get("article_id", "").split()
    is_prose = any(field.startswith(" ") for field in fields)
    return len(fields) == len(columns) and len(article_id) == 1 and not is_prose


def _dates(fields: list[str], columns: Sequence[str]) -> list[str]:
    return [value for name, value in zip(columns, fields, strict=False) if name in _DATES and value]


def _is_date(written: str) -> bool:
    try:
        return bool(read_day(written))
    except ValueError:
        return False


def _decoded(row: Row, delimiter: str) -> Row:
    if row.data.isascii():
        return row
    try:
        text, repair = decode_part(row.data)
    except Unreadable as error:
        return row._replace(fields=[], fault=str(error))
    return row._replace(fields=next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []), repair=repair)
