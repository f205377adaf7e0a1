"""CSV and its kin (tab, semicolon, bar) -> records, one a row, with its text or the document that it names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.corpus.fields.columns import DELIMITERS, is_header, name_columns
from analysis.corpus.files.decode import Unreadable, decode_text
from analysis.corpus.files.documents import fill_document
from analysis.corpus.files.lines import join_lines, read_lines
from analysis.corpus.files.rows import Row, is_escaped, split_rows
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import COLUMNS, Note, Record
from analysis.study import ArticleSource

#: Lines that a note names.
SHOWN = 10
_ENDINGS = (".csv", ".tsv", ".tab")
#: The part of a file in which its first line must end to be taken for a header.
_BEGINNING = 16_000
_LINE_END = re.compile(r"\r\n?|\n")


class Header(NamedTuple):
    """The line of the header (from 1), the delimiter and the names of the columns."""

    line: int
    delimiter: str
    columns: list[str]


def read_header(text: str, stated: frozenset[str] = frozenset()) -> Header:
    """Find the names of the columns in the first line, or below a line ``sep=;`` that spreadsheets write.

    Parameters
    ----------
    text : str
        The beginning of a table.
    stated : frozenset of str
        Names that study.yaml gives to columns.

    Examples
    --------
    >>> read_header("sep=;\\nid;title\\n")
    Header(line=2, delimiter=';', columns=['id', 'title'])
    """
    lines = _LINE_END.split(text)
    at = next((n for n, line in enumerate(lines) if line.strip()), 0)
    first = lines[at].strip("\ufeff\r ")
    if first[:4].lower() == "sep=" and len(first) == 5 and at + 1 < len(lines):
        return Header(at + 2, first[4], _part(lines[at + 1], first[4]))
    parted = {mark: _part(lines[at], mark) for mark in DELIMITERS}
    known = COLUMNS | stated
    delimiter = max(parted, key=lambda mark: (len(known & set(parted[mark])), len(parted[mark])))
    return Header(at + 1, delimiter, parted[delimiter])


def read_names(source: Source) -> list[str]:
    """Give the names of the columns in the first line of a file that may be a table.

    A format that is a table of one maker asks for them.
    """
    return read_header(source.text.partition("\n")[0] + "\n").columns


def _part(line: str, delimiter: str) -> list[str]:
    return [name.strip("\ufeff\r ") for name in next(csv.reader([line.strip("\r")], delimiter=delimiter), [])]


def _recognise(source: Source) -> str:
    """Take a header of short names, two of which we know; what is called a table needs no such header."""
    lines = _LINE_END.split(source.text[:_BEGINNING], 1)
    if not source.text or source.text[0] in "{[<" or len(lines) < 2:
        return ""
    header = read_header(source.text[:_BEGINNING])
    is_known = header.line > 1 or (lines[1].strip() and is_header(header.columns))
    return f"a header of {len(header.columns)} columns" if is_known else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    lines = read_lines(source, notes)
    top: list[bytes] = []
    header = Header(0, ",", [])
    for line in lines:
        top.append(line)
        if line.strip() and line.strip(b"\xef\xbb\xbf\r\n ").lower()[:4] != b"sep=":
            header = read_header(decode_text(b"".join(top)).text, frozenset(options.columns.values()))
            break
    if not header.line:
        raise Unreadable("must hold rows below a header; there are none")
    named = name_columns(source.shown, header.columns, options, notes)
    ours = [named.get(name, name if name not in COLUMNS else "") for name in header.columns]
    if top[-1].endswith(b"\n"):
        lines = join_lines(lines)
    is_empty = True
    escaped = is_escaped(source.head)
    if escaped:
        notes.append(Note(None, "escaped marks", f"{source.shown}: a backslash before a quotation mark is no text"))
    for row in split_rows(lines, header.delimiter, ours, first_line=len(top) + 1, escaped=escaped):
        is_empty = False
        yield _record(source, row, ours, notes)
    if is_empty:
        raise Unreadable("must hold rows below a header; there are none")


def _record(source: Source, row: Row, columns: list[str], notes: list[Note]) -> Record:
    record = Record(source.shown, row.line, row.data, fault=row.fault, locator=f"row={row.line}")
    if not row.fault and len(row.fields) != len(columns):
        record.fault = f"must have {len(columns)} fields as the header does; it has {len(row.fields)}"
    if record.fault:
        return record
    pairs = zip(columns, row.fields, strict=True)
    record.fields = {name: value for name, value in pairs if name in COLUMNS and (value or name == "article_id")}
    record.repairs += [row.repair] if row.repair else []
    if row.inner:
        like = f"look like rows, inside its quotation marks: lines {', '.join(map(str, row.inner[:SHOWN]))}"
        notes.append(Note(record.fields.get("article_id"), "rows inside a text", like))
    if "text" not in columns and "file" in columns:
        name = record.fields.get("file")
        if name and not source.member:
            fill_document(record, source.path.parent, name)
        else:
            record.fault = "must name a `file`; the field is empty"
    return record


FORMAT = Format("delimited", "a table", _recognise, _read, within=("text",), endings=(*_ENDINGS, ".txt", ".dat"))
