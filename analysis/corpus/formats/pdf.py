"""A PDF of one article, printed from a page or a paper -> a record; pictures of pages are set aside."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from analysis.corpus.fields.file_names import id_by_name
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.kinds import refuse_export
from analysis.corpus.files.limits import MAX_PAGES, MAX_WHOLE
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.pages.columns import PrintedLine, find_lines, order_lines
from analysis.corpus.pages.printed import drop_heads, join_printed
from analysis.corpus.records import Note, Record, whole_characters
from analysis.study import ArticleSource

#: Words on a page below which its text layer says nothing of what is printed there.
_FEWEST_WORDS = 3
_MARK = b"%PDF-"
_OBJECT = re.compile(rb"^\d+ \d+ obj\b", re.M)
#: Bytes within which readers of PDF look for its mark.
_FURTHEST = 1024
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")


def _recognise(source: Source) -> str:
    """Take what begins with the mark; where a download put something before it, an object must follow.

    A text may name the mark, and quote it as a line; its first object it has not.
    """
    before, mark, after = source.head.partition(_MARK)
    is_first = not before.strip(b"\xef\xbb\xbf\0 \t\r\n\f")
    return "%PDF-" if mark and (is_first or (len(before) < _FURTHEST and _OBJECT.search(after))) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    record = Record(source.shown, None, source.kept, id_by_name(options.file_name, source.stem))
    try:
        _fill(record, source, notes)
    except Unreadable as error:
        record.fault = str(error)
    yield record


def _fill(record: Record, source: Source, notes: list[Note]) -> None:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if source.size > MAX_WHOLE:
        raise Unreadable(f"must be a file of at most {MAX_WHOLE:,} bytes; its size is {source.size:,}")
    with source.open() as file:
        reader = pypdf.PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("must be a PDF without a password; it asks for one")
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(f"must have at most {MAX_PAGES:,} pages; the PDF has {len(reader.pages):,}")
        pages = [_read_page(page, number) for number, page in enumerate(reader.pages, 1)]
        heights = [float(page.mediabox.top) for page in reader.pages]
    empty = [n for n, page in enumerate(pages, 1) if sum(len(line.text.split()) for line in page) < _FEWEST_WORDS]
    record.locator = f"page=1-{len(pages)}" if len(pages) > 1 else "page=1"
    if len(empty) == len(pages):
        raise Unreadable("must have text; the PDF has no text layer (a scan): let a program for OCR add one")
    if empty:
        record.flags.append(("text cut", f"pages without a text layer (scans): {', '.join(map(str, empty[:10]))}"))
    kept, dropped = drop_heads(pages, heights)
    printed = join_printed([line for page in kept for line in order_lines(page)])
    refuse_export(printed.text)
    address = next((found[0] for line in dropped if (found := _ADDRESS.search(line))), "")
    fields = {"headline": printed.headline, "url": address.rstrip(".,;"), "text": printed.text}
    record.fields |= {name: whole_characters(value, name, record.repairs) for name, value in fields.items() if value}
    record.parts = printed.parts
    if dropped:
        notes.append(Note(None, "running heads", f"{source.shown}: {len(dropped):,} lines at the edges of pages"))
    if printed.n_hyphens:
        notes.append(Note(None, "lines joined", f"{source.shown}: {printed.n_hyphens:,} words broken at line ends"))


def _read_page(page: Any, number: int) -> list[PrintedLine]:
    pieces: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * (tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1))
        for line in text.split("\n"):
            if line.strip():
                pieces.append((line, float(x), float(y), float(height)))

    page.extract_text(visitor_text=visit)
    return find_lines(pieces, number)


FORMAT = Format("pdf", "a PDF", _recognise, _read, needs=("pypdf",), endings=(".pdf",))
