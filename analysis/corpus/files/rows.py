"""CSV bytes -> rows, so that a damaged row never takes its neighbours with it.

The marks that structure a CSV are ASCII, so rows are split as Latin-1 (one character a byte) and each is then
decoded by itself: its bytes stay exact and a row in another encoding harms no other.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.corpus.fields.written_dates import looks_like_date
from analysis.corpus.files.decode import MAX_BYTES, Unreadable, decode_part

#: The longest article and as much again for the other cells.
MAX_ROW = 2 * MAX_BYTES


_INNER_RETURN = re.compile(r"\r(?=[^\r\n])")
#: What programs write in place of a doubled quotation mark that do not know RFC 4180 (databases, old scripts).
_ESCAPED = re.compile(rb'\\(["\\])')
_RETURN = "\ue00d"  # of the private use area: no file means anything by it

#: Columns that hold sentences: where one stands last, line breaks that are not quoted leave a whole row before them.
_PROSE = ("text", "headline")
_DATES = ("published", "published_earliest", "published_latest")


class Row(NamedTuple):
    """A row: the line it begins on (from 1), its bytes, its fields or the fault, and how its bytes were repaired.

    `inner` are lines inside its quotation marks that would be rows of the table if they stood alone.
    """

    line: int
    data: bytes
    fields: list[str]
    fault: str = ""
    repair: str = ""
    inner: tuple[int, ...] = ()


def split_rows(
    lines: Iterable[bytes], delimiter: str, columns: Sequence[str], *, first_line: int = 1, escaped: bool = False
) -> Iterator[Row]:
    """Split physical lines into rows.

    A row that the rules of quoting (RFC 4180) close is never cut, whatever its text holds. A row that breaks them
    ends before the next line with which a whole row begins: what lies between are pieces of it. Lines of prose are
    pieces of the row before them too, if it ended without quotation marks or has not its number of fields. With
    ``escaped`` a backslash before a quotation mark or a backslash doubles it; the bytes of a row stay as they are.
    """
    reader = _Reader(iter(lines), delimiter, columns, first_line, escaped)
    held: Row | None = None  # waits for the line after it, which may be a piece of it
    blank = bytearray()
    while row := reader.next_row():
        if held and reader.is_piece(row, held):
            fault = "must stand in quotation marks where it holds line breaks; the lines after it are no rows"
            pieces = bytes(blank) + row.data + reader.take_pieces()
            held = held._replace(data=held.data + pieces, fields=[], fault=fault)
        elif not row.fields and not row.fault:
            blank += row.data
            continue
        else:
            if held:
                yield _decoded(held, delimiter, escaped)
            held = row._replace(data=row.data + reader.take_pieces()) if row.fault else row
        blank.clear()
    if held:
        yield _decoded(held, delimiter, escaped)


def is_escaped(sample: bytes) -> bool:
    """Tell a table that writes quotation marks inside its fields with a backslash, and never doubles them.

    Examples
    --------
    >>> is_escaped(b'1,"He said \\\\"yes\\\\", and left."')
    True
    >>> is_escaped(b'1,"He said ""yes"", and left."'), is_escaped(b'1,"C:\\\\","x"')
    (False, False)
    """
    return bool(re.search(rb'\\"(?![,;\t|\r\n])', sample)) and not re.search(rb'(?<![,;\t|\r\n"\\])""(?!["])', sample)


def _plain(line: bytes, escaped: bool) -> bytes:
    """Write a line as RFC 4180 does."""
    if not escaped or b"\\" not in line:
        return line
    return _ESCAPED.sub(lambda found: b'""' if found[1] == b'"' else found[1], line)


class _Reader:
    """Parses a row at a time, and puts back the lines that a broken row had taken too many."""

    def __init__(
        self, lines: Iterator[bytes], delimiter: str, columns: Sequence[str], line: int, escaped: bool = False
    ) -> None:
        self.escaped = escaped
        self.lines, self.delimiter, self.columns, self.line = lines, delimiter, columns, line
        self.mark = delimiter.encode()
        self.waiting: deque[bytes] = deque()
        field = rb'(?:"[^"]*+(?:""[^"]*+)*+"|[^"\n' + re.escape(self.mark) + rb"]*+)"
        self.strict = re.compile(field + rb"(?:" + re.escape(self.mark) + field + rb")*+[\r\n]*")  # RFC 4180, one row

    def take_pieces(self) -> bytes:
        """Take the lines after a broken row with which no row begins."""
        pieces = bytearray()
        while (line := self._next_line()) is not None:
            self.waiting.appendleft(line)
            if (self.mark in line or b'"' in line) and self._begins_row(line):
                break
            pieces += self.waiting.popleft()
            self.line += 1
        return bytes(pieces)

    def _begins_row(self, line: bytes) -> bool:
        """Tell whether a row begins with the line that waits: by itself, or with the lines after it.

        The look ahead ends at the next line with a mark left open, so that all of them together read a source once.
        """
        if _is_row(self._alone(line), self.columns):
            return True
        if b'"' not in line:
            return False
        taken, fields, fault = self._parse()
        self.waiting.extendleft(reversed(taken))
        is_strict = not fault and self.strict.fullmatch(_plain(b"".join(taken), self.escaped)) is not None
        return is_strict and len(fields) == len(self.columns) and _is_row(fields, self.columns)

    def _alone(self, line: bytes) -> list[str]:
        """Part a line at its delimiters, if its quotation marks enclose whole fields and it needs no other line."""
        line = _plain(line, self.escaped)
        if len(line) > MAX_ROW or not self.strict.fullmatch(line):
            return []
        return _parse_row([_hide(line.decode("latin-1"))], self.delimiter)

    def _next_line(self) -> bytes | None:
        return self.waiting.popleft() if self.waiting else next(self.lines, None)

    def next_row(self) -> Row | None:
        """Give the next row, not decoded yet, a blank line without fields; None at the end."""
        taken, fields, fault = self._parse()
        if not taken:
            return None
        if fault:
            self.waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
        line, self.line = self.line, self.line + len(taken)
        return Row(line, b"".join(taken), fields, fault, inner=self._inner(taken, line))

    def _parse(self) -> tuple[list[bytes], list[str], str]:
        """Parse a row strictly: the lines it took, its fields, and the fault if it breaks the rules."""
        taken: list[bytes] = []
        try:
            return taken, _parse_row(self._feed(taken), self.delimiter, strict=True), ""
        except (csv.Error, Unreadable) as error:
            unclosed = "unexpected end" in str(error)
            fault = f"must keep the rules of quotation marks; {'one is never closed' if unclosed else error}"
            return taken, [], fault

    def _feed(self, taken: list[bytes]) -> Iterator[str]:
        """Hand lines to the parser, and note which it took."""
        size = 0
        while (line := self._next_line()) is not None:
            taken.append(line)
            size += len(line)
            if size > MAX_ROW:
                raise Unreadable(f"the size of the row is over {MAX_ROW:,} bytes")
            yield _hide(_plain(line, self.escaped).decode("latin-1"))

    def is_piece(self, row: Row, before: Row) -> bool:
        """Tell a line of prose that an unquoted line break has parted from the row before it."""
        ends = before.data.rstrip(b"\r\n")
        is_whole = len(before.fields) == len(self.columns)
        if before.fault or not row.fields or (is_whole and (ends.endswith(b'"') or self.columns[-1] not in _PROSE)):
            return False
        if row.data.startswith(b'"') or (
            len(row.fields) == len(self.columns) and self.strict.fullmatch(_plain(row.data, self.escaped))
        ):
            return False
        first, *others = row.fields
        is_prose = len(first.split()) > 1 if not others else all(field.startswith(" ") for field in others)
        is_escaped = ends.endswith(b"\\")  # as programs write it that know no quotation marks
        return is_escaped or (is_prose and not any(field.startswith(" ") for field in before.fields[:1]))

    def _inner(self, taken: Sequence[bytes], first: int) -> tuple[int, ...]:
        return tuple(
            first + at
            for at, line in enumerate(taken)
            if at and line.count(self.mark) >= len(self.columns) - 1 and self._is_dated(line)
        )

    def _is_dated(self, line: bytes) -> bool:
        fields = self._alone(line.rstrip(b'"\r\n'))
        return len(fields) == len(self.columns) and any(map(looks_like_date, _dates(fields, self.columns)))


def _is_row(fields: Sequence[str], columns: Sequence[str]) -> bool:
    """Tell what looks like a row by two of these: every field; a date in its place; an id of one word, and no prose."""
    article_id = dict(zip(columns, fields, strict=False)).get("article_id", "").split()
    is_whole = len(fields) == len(columns)
    is_dated = any(map(looks_like_date, _dates(fields, columns)))
    is_prose = any(field.startswith(" ") for field in fields)
    is_named = len(article_id) == 1
    return (is_whole and is_dated and (is_named or not is_prose)) or (
        is_named and not is_prose and (is_whole or is_dated)
    )


def _dates(fields: Sequence[str], columns: Sequence[str]) -> list[str]:
    return [value for name, value in zip(columns, fields, strict=False) if name in _DATES and value]


def _decoded(row: Row, delimiter: str, escaped: bool) -> Row:
    if row.fault or row.data.isascii():
        return row
    try:
        text, repair = decode_part(_plain(row.data, escaped))
    except Unreadable as error:
        return row._replace(fields=[], fault=str(error))
    return row._replace(fields=_parse_row(io.StringIO(_hide(text), newline=""), delimiter), repair=repair)


def _parse_row(lines: Iterable[str], delimiter: str, *, strict: bool = False) -> list[str]:
    fields = next(csv.reader(lines, delimiter=delimiter, strict=strict), [])
    return [field.replace(_RETURN, "\r") for field in fields]


def _hide(text: str) -> str:
    """Put a sign for each carriage return inside a line, which Python's csv writes without marks and will not read."""
    return _INNER_RETURN.sub(_RETURN, text)
