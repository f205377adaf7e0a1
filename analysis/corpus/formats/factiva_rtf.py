"""Factiva in RTF, or in text saved from it -> records, one an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.rtf import peek_rtf, read_rtf
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format, hold_count
from analysis.corpus.records import Note, Record
from analysis.corpus.vendors.dates import find_date
from analysis.corpus.vendors.factiva import (
    CUT_OFF,
    NUMBER,
    RESULTS,
    count_codes,
    cut_summary,
    is_count,
    read_lines_of_article,
)
from analysis.corpus.vendors.lines import Line, join_blocks, locate, place_lines
from analysis.study import ArticleSource

_FEWEST_CODES = 4
#: Every mark of Factiva holds one of these.
_HINT = re.compile(r"^[ \t]*(?:(?:AN[ \t]+)?Do[ck]ument|HD[ \t]|WC[ \t]|\d[\d,. ]* \w+[ \t\r]*$)", re.M)


def _find_sign(text: str) -> str:
    """Give the line by which an export of Factiva is known: a number of a document, or its two-letter names."""
    if not _HINT.search(text):
        return ""
    lines = [line.strip() for line in text.splitlines()]
    number = next((line for line in lines if NUMBER.match(line)), "")
    if number:
        return f"“{number}”"
    first = [line for line in lines if line][:40]
    counted = next(
        (line for at, line in enumerate(first) if is_count(line) and any(map(find_date, first[at + 1 : at + 3]))), ""
    )
    if counted:  # an export that is cut off before the first number
        return f"“{counted}”"
    is_coded = count_codes(first) >= _FEWEST_CODES and any(line.startswith(("HD ", "HD\t")) for line in first)
    return f"“{first[0][:60]}”" if is_coded else ""


def _recognise_rtf(source: Source) -> str:
    return _find_sign(peek_rtf(source))


def _recognise_text(source: Source) -> str:
    return "" if source.text[:1] in ("{", "<", "[") else _find_sign(source.text)


def _read_rtf(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return _read(source, read_rtf(source), "paragraphs", notes)


def _read_text(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return _read(source, place_lines(source, notes), "bytes", notes)


def _read(source: Source, lines: Iterable[Line], unit: str, notes: list[Note]) -> Iterator[Record]:
    waiting: list[Line] = []
    n_read, announced = 0, None
    for line in lines:
        if found := RESULTS.match(line.text):
            announced = int("".join(filter(str.isdigit, found["n"])))
        if line.text:
            waiting.append(line)
        if NUMBER.match(line.text):
            n_read += 1
            yield _record(source, waiting, unit)
            waiting = []
    waiting = cut_summary(waiting)
    if waiting:
        n_read += 1
        record = _record(source, waiting, unit)
        record.fault = CUT_OFF
        yield record
    if not n_read:
        raise Unreadable("must hold articles; there are none")
    if announced is not None:
        hold_count(source, announced, n_read, notes, "results")


def _record(source: Source, lines: list[Line], unit: str) -> Record:
    found = read_lines_of_article(lines)
    reached = join_blocks([[line] for line in found.body], unit)
    kept = "\n".join(line.text for line in lines).encode("utf-8", "surrogatepass")
    record = Record(source.shown, None, kept, locator=locate(unit, lines[0].start, lines[-1].end))
    record.fault = found.fault
    record.fields = found.fields | {"text": reached.text}
    record.parts = reached.parts
    return record


FORMATS = (
    Format(
        "factiva_rtf",
        "an export of Factiva (RTF)",
        _recognise_rtf,
        _read_rtf,
        within=("rtf", "text"),
        endings=(".rtf",),
    ),
    Format(
        "factiva_txt", "an export of Factiva (text)", _recognise_text, _read_text, within=("text",), endings=(".txt",)
    ),
)
