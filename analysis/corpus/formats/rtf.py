"""An RTF document that is no export of a database -> one article."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.files.rtf import peek_rtf, read_rtf
from analysis.corpus.files.source import Source
from analysis.corpus.files.whole import read_whole
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource


def _recognise(source: Source) -> str:
    return "{\\rtf" if peek_rtf(source) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    yield read_whole(source, read_rtf(source), options)


FORMAT = Format("rtf", "an RTF document", _recognise, _read, within=("text",), endings=(".rtf",))
