"""A file that came back from a coder -> its rows by the names of their columns, whatever a program made of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from zipfile import is_zipfile

from analysis.corpus.files.decode import Unreadable, decode_text, refuse_binary
from analysis.corpus.files.source import Source
from analysis.corpus.read import long_fields
from analysis.errors import StudyError
from analysis.tables import FORMULA_STARTS

NEEDED = ("unit_id", "value")
#: Columns that are read, and so may stand in a file once.
_READ = (*NEEDED, "coder", "codebook", "sure", "note", "coded_at")
#: Marks that a word processor puts in the place of straight ones.
_CURLY = "“”„‟«»"
#: Records above the header, which people fill with a title or leave empty.
_TOP = 20
#: A line that begins like a unit, inside a cell: a quotation mark before it was never closed.
_SWALLOWED = re.compile(r"\n\W?u[0-9a-f]{12}\b")


class Row(NamedTuple):
    """A row with the file in which it stands, its number there (that of the first is 1), and its cells by column."""

    file: Path
    number: int
    cells: dict[str, str]


def bare(cell: str) -> str:
    """Take from a cell the blanks and marks that a program put around it."""
    return cell.strip().strip("'’‘\"“”„`").strip()


def unguarded(cell: str) -> str:
    """Take from a cell the mark by which a sheet keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def read_rows(path: Path) -> tuple[list[Row], list[tuple[int, str]]]:
    """Read the rows of a sheet that came back.

    Read are commas, semicolons, tabs and bars between cells, UTF-8, UTF-16 and Windows-1252 (of which a letter may be
    damaged: what is read of a row is held to the plan), other quotation marks, lines above the header, a header that
    is there again where files were put together, and a workbook of Excel, whose first sheet with such a header counts.

    Returns
    -------
    rows : list of Row
        Those that are not empty.
    refused : list of (int, str)
        Number and reason of a row with more cells than the header, or with a quotation mark that nothing closes.

    Raises
    ------
    StudyError
        The file is no table with a column `unit_id` and a column `value`.
    """
    lines = _of_workbook(path) if is_zipfile(path) else _of_text(path)
    at = next((at for at, cells in enumerate(lines[:_TOP]) if _has_columns(cells)), None)
    if at is None:
        first = next((cells for cells in lines[:_TOP] if any(map(str.strip, cells))), [])
        found = ", ".join(map(_name, first))[:200]
        raise StudyError(f"{path} must have the columns unit_id and value; found {found or 'none'}.")
    names = [_name(cell) for cell in lines[at]]
    for name in _READ:
        if names.count(name) > 1:
            raise StudyError(f"{path} must have one column `{name}`; found {names.count(name)}.")
    rows, refused = [], []
    for number, cells in enumerate(lines[at + 1 :], at + 2):
        if not any(cell.strip() for cell in cells) or _has_columns(cells):
            continue
        if any(_SWALLOWED.search(cell) for cell in cells):
            refused.append((number, "a quotation mark of it must be closed; the units below stand in its cell"))
        elif any(cell.strip() for cell in cells[len(names) :]):
            refused.append((number, f"a row must have {len(names)} cells; found {len(cells)}"))
        else:
            padded = [*cells, *[""] * (len(names) - len(cells))]
            rows.append(Row(path, number, dict(zip(names, padded, strict=False))))
    return rows, refused


def _name(cell: str) -> str:
    return "_".join(bare(cell).casefold().split())


def _has_columns(cells: list[str]) -> bool:
    return {*NEEDED} <= {_name(cell) for cell in cells}


def _of_text(path: Path) -> list[list[str]]:
    """Split a text into cells by the sign that makes columns of its header; the comma where none does."""
    text = _decoded(path).removeprefix("\ufeff")
    if any(
        mark in text.partition("\n")[0] for mark in _CURLY
    ):  # marks around cells were changed: they part cells again
        text = re.sub(rf"(^|[,;\t|\n])[{_CURLY}]", r'\1"', text)
        text = re.sub(rf"[{_CURLY}](?=[,;\t|\r\n]|$)", '"', text)
    made = [list(_split(text, sign)) for sign in ",;\t|"]
    return next((lines for lines in made if any(map(_has_columns, lines[:_TOP]))), made[0])


def _split(text: str, sign: str) -> Iterator[list[str]]:
    with long_fields():
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return decode_text(data).text
    except Unreadable as error:
        try:
            refuse_binary(data)
            text = data.decode("cp1252", "replace")
        except Unreadable:
            text = "\0"
        if "\0" in text:
            raise StudyError(f"{path} must be a table of answers; {error}. Save it as CSV.") from error
        return text


def _of_workbook(path: Path) -> list[list[str]]:
    from analysis.corpus.formats.xlsx import open_book, written

    if not find_spec("openpyxl"):
        raise StudyError(f"{path} must be CSV where `openpyxl` is not installed; it is a workbook. Save it as CSV.")
    try:
        book = open_book(Source(path, path.name, ""))
        sheets = [
            [[written(cell) or "" for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book
        ]
        book.close()
    except (Unreadable, KeyError, ValueError) as error:
        raise StudyError(f"{path} must be a workbook of Excel or CSV; {error}.") from error
    return next((lines for lines in sheets if any(map(_has_columns, lines[:_TOP]))), sheets[0] if sheets else [])
