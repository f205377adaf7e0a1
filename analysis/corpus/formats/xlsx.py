"""A workbook of Excel (.xlsx) -> records, one a row of each sheet that is a table of articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from analysis.corpus.fields.columns import is_header, name_columns
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.source import Source
from analysis.corpus.files.unpack import open_zip, refuse_entities
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record, whole_characters
from analysis.errors import ArticlesError
from analysis.study import ArticleSource

#: Rows above the header, which people fill with a title.
_TOP = 20


def _recognise(source: Source) -> str:
    return "xl/workbook.xml" if "xl/workbook.xml" in source.members else ""


def open_book(source: Source) -> Any:
    """Open a workbook that keeps the limits of archives and declares no entities; whoever opens it closes it.

    Raises
    ------
    Unreadable
        It is damaged, or too much.
    """
    from openpyxl import load_workbook

    with open_zip(source) as archive:
        for one in archive.infolist():
            if one.filename.endswith((".xml", ".rels")):
                with archive.open(one) as file:
                    refuse_entities(file.read(1 << 16))
    return load_workbook(source.path, read_only=True, data_only=True, keep_links=False)


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    book = open_book(source)
    try:
        passed: list[str] = []
        n_read = 0
        for number, sheet in enumerate(book.worksheets, 1):
            sheet.reset_dimensions()  # a sheet may say that it is smaller than it is
            rows = enumerate(sheet.iter_rows(values_only=True), 1)
            columns = _find_header(rows, options)
            if not columns:
                passed.append(str(sheet.title))
                continue
            shown = f"{source.shown}, sheet {sheet.title}"
            try:
                named = name_columns(shown, columns, options, notes, texts=("text",))
            except ArticlesError:
                if len(book.worksheets) == 1:
                    raise
                passed.append(str(sheet.title))
                continue
            for line, row in rows:
                if any(cell is not None for cell in row):
                    n_read += 1
                    yield _record(source, number, line, row, [named.get(name, "") for name in columns])
        if not n_read:
            raise Unreadable("must hold rows below a header; there are none")
        if passed:
            notes.append(Note(None, "sheets ignored", f"{source.shown}: {', '.join(passed)} (no table of articles)"))
    finally:
        book.close()


def _find_header(rows: Iterator[tuple[int, tuple[Any, ...]]], options: ArticleSource) -> list[str]:
    """Find the first of the upper rows that names columns which we know or study.yaml names."""
    stated = set(options.columns.values())
    for at, row in rows:
        names = [written(cell) or "" for cell in row]
        while names and not names[-1]:
            names.pop()
        if names and (is_header(names) or stated & set(names)):
            return names
        if at >= _TOP:
            break
    return []


def _record(source: Source, sheet: int, line: int, row: tuple[Any, ...], columns: list[str]) -> Record:
    kept = "\t".join(written(cell) or "" for cell in row).encode("utf-8", "backslashreplace")
    record = Record(source.shown, line, kept, locator=f"sheet={sheet}!row={line}")
    for ours, cell in zip(columns, row, strict=False):
        value = written(cell)
        if ours and (value or ours == "article_id"):
            record.fields[ours] = whole_characters(value or "", ours, record.repairs)
    return record


def written(cell: Any) -> str | None:
    """Give a cell as it is shown: whole numbers without a point, a day without its midnight.

    Examples
    --------
    >>> written(17283.0), written(datetime(2024, 3, 1)), written(" The Gazette")
    ('17283', '2024-03-01', ' The Gazette')
    """
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


FORMAT = Format(
    "xlsx",
    "a workbook of Excel",
    _recognise,
    _read,
    within=("zip_file", "office"),
    needs=("openpyxl",),
    endings=(".xlsx", ".xlsm"),
)
