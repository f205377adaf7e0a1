"""A saved page of a news site -> the article on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.corpus.fields.file_names import id_by_name
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.pages.page import fill_page
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource

_BEGINS = re.compile(
    r"(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,20000}-->\s*)*<(?P<name>!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml")


def _recognise(source: Source) -> str:
    """Take what begins as a page does; under its ending also a page without a beginning."""
    found = _BEGINS.match(source.text)
    if found:
        return f"<{found['name']}>"
    return "its ending" if source.ending in _ENDINGS[:3] and re.match(r"<[a-z!]", source.text, re.I) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    data = source.read()
    record = Record(source.shown, None, source.kept, locator=f"bytes=0-{len(data)}")
    fill_page(record, data)
    record.fields |= id_by_name(options.file_name, source.stem)
    yield record


FORMAT = Format(
    "html_page",
    "a page of HTML",
    _recognise,
    _read,
    within=("text", "delimited"),
    needs=("trafilatura", "lxml_html_clean"),
    endings=(".html", ".htm", ".xhtml"),
)
