"""A Word document that is no export of a database -> one article."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.files.docx import is_docx, read_paragraphs
from analysis.corpus.files.source import Source
from analysis.corpus.files.whole import read_whole
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource


def _recognise(source: Source) -> str:
    return "word/document.xml" if is_docx(source) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    yield read_whole(source, read_paragraphs(source), options)


FORMAT = Format(
    "docx", "a Word document", _recognise, _read, within=("zip_file", "office"), needs=("docx",), endings=(".docx",)
)
