"""CSV bytes -> rows, so that a damaged row never takes its neighbours with it.

The marks that structure a CSV are ASCII, so rows are split as Latin-1 (one character a byte) and each is then
decoded by itself: its bytes stay exact and a row in another encoding harms no other.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from analysis.corpus.decode import MAX_BYTES, Unreadable, decode_part

__all__ = ["Row", "split_rows"]


class Row(NamedTuple):
    """A row: the line it begins on (from 1), its bytes, its fields or the fault, and how its bytes were repaired."""

    line: int
    data: bytes
    fields: list[str]
    fault: str = ""
    repair: str = ""


def split_rows(
    lines: Iterable[bytes],
    delimiter: str,
    starts_row: Callable[[list[str]], bool] = lambda fields: False,
    *,
    first_line: int = 1,
) -> Iterator[Row]:
    """Split physical lines into rows.

    Where a row breaks the rules of quoting (RFC 4180), only its first line is set aside and reading goes on with the
    next. `starts_row` tells of the fields of a line inside quotation marks whether it is surely a row of its own: then
    the mark before it was never closed.
    """
    source, waiting, number = iter(lines), deque[bytes](), first_line
    while True:
        taken: list[bytes] = []
        feed = _feed(source, waiting, taken, delimiter, starts_row)
        try:
            fields = next(csv.reader(feed, delimiter=delimiter, strict=True), None)
            fault = ""
        except (csv.Error, Unreadable) as error:
            fields, fault = [], f"must keep the rules of quotation marks in CSV; {_said(error)}"
            waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
        if fields is None and not fault and not taken:
            return
        data = b"".join(taken)
        if fields or fault:
            yield _decoded(number, data, fields or [], fault, delimiter)
        number += len(taken)


def _said(error: Exception) -> str:
    return "a quotation mark is never closed" if "unexpected end" in str(error) else str(error)


def _feed(
    source: Iterator[bytes],
    waiting: deque[bytes],
    taken: list[bytes],
    delimiter: str,
    starts_row: Callable[[list[str]], bool],
) -> Iterator[str]:
    """Hand lines to the parser, as long as they may belong to one row, and note which it took."""
    size = 0
    while True:
        line = waiting.popleft() if waiting else next(source, None)
        if line is None:
            return
        taken.append(line)
        size += len(line)
        text = line.decode("latin-1")
        if size > MAX_BYTES:
            raise Unreadable(f"it has no end within {MAX_BYTES:,} bytes")
        if len(taken) > 1 and delimiter in text and starts_row(next(csv.reader([text], delimiter=delimiter), [])):
            raise Unreadable("a quotation mark is never closed")
        yield text


def _decoded(number: int, data: bytes, fields: list[str], fault: str, delimiter: str) -> Row:
    if fault or data.isascii():
        return Row(number, data, fields, fault)
    try:
        text, repair = decode_part(data)
        return Row(number, data, next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []), "", repair)
    except Unreadable as error:
        return Row(number, data, [], str(error))
