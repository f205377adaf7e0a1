"""Nexis in RTF (Nexis Uni, and the older layout) -> records, one an article."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.files.rtf import peek_rtf, read_rtf
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.corpus.vendors.nexis import find_sign
from analysis.corpus.vendors.nexis_export import read_export
from analysis.study import ArticleSource


def _recognise(source: Source) -> str:
    return find_sign(peek_rtf(source))


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return read_export(source, read_rtf(source), "paragraphs", notes)


FORMAT = Format("nexis_rtf", "an export of Nexis (RTF)", _recognise, _read, within=("rtf", "text"), endings=(".rtf",))
