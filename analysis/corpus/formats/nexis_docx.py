"""Nexis in Word (Nexis Uni, and the older layout) -> records, one an article."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.files.docx import is_docx, peek_docx, read_paragraphs
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.corpus.vendors.nexis import find_sign
from analysis.corpus.vendors.nexis_export import read_export
from analysis.study import ArticleSource


def _recognise(source: Source) -> str:
    return find_sign(peek_docx(source)) if is_docx(source) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return read_export(source, read_paragraphs(source), "paragraphs", notes)


FORMAT = Format(
    "nexis_docx",
    "an export of Nexis (Word)",
    _recognise,
    _read,
    within=("docx", "office", "zip_file"),
    needs=("docx",),
    endings=(".docx",),
)
