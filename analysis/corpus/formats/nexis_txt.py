"""Nexis in text (“1 of 204 DOCUMENTS”, or “End of Document” of Nexis Uni) -> records, one an article."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.corpus.vendors.lines import place_lines
from analysis.corpus.vendors.nexis import find_sign
from analysis.corpus.vendors.nexis_export import read_export
from analysis.study import ArticleSource


def _recognise(source: Source) -> str:
    return "" if source.text[:1] in ("{", "<") else find_sign(source.text)


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return read_export(source, place_lines(source, notes), "bytes", notes)


FORMAT = Format("nexis_txt", "an export of Nexis (text)", _recognise, _read, within=("text",), endings=(".txt",))
