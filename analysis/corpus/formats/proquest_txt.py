"""ProQuest in text (“Full text:” between lines of underscores) -> records, one a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format, hold_count
from analysis.corpus.records import Note, Record
from analysis.corpus.vendors.lines import Line, join_blocks, locate, place_lines, split_blocks
from analysis.corpus.vendors.proquest import COUNTED, RULE, find_label, read_document
from analysis.study import ArticleSource

_RULE = re.compile(r"^[ \t]*_{20,}[ \t\r]*$", re.M)
_COVER = re.compile(r"^[ \t]*_{20,}\s+Report Information from ProQuest", re.M)
#: Labels that no article has by chance: two of them show a document.
_SURE = frozenset(
    "fulltext publicationtitle publicationdate publicationinfo proquestdocumentid documenturl sourcetype database"
    " publicationyear documenttype publicationsubject".split()
)


def _recognise(source: Source) -> str:
    if not _RULE.search(source.text):
        return ""
    found = {find_label(line.strip())[0] for line in source.text.splitlines()} & _SURE
    if len(found) >= 2:
        return "“Full text:” between lines of underscores"
    return "“ProQuest” below a line of underscores" if _COVER.search(source.text) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    waiting: list[Line] = []
    n_read, announced, n_joined = 0, None, 0
    for line in place_lines(source, notes):
        if found := COUNTED.match(line.text):
            announced = int(found["of"])
        if not RULE.match(line.text):
            waiting.append(line)
        elif _is_document(waiting):
            n_read += 1
            record, joined = _record(source, waiting)
            n_joined += joined
            yield record
            waiting = []
        else:
            waiting = []
    if _is_document(waiting) or any(find_label(line.text)[0] for line in waiting):
        n_read += 1
        record, joined = _record(source, waiting)
        labels = {find_label(line.text)[0] for line in waiting}
        if not labels & {"database", "lastupdated", "proquestdocumentid", "documenturl"}:
            record.fault = record.fault or "must be whole; the last document of the export is cut off"
        yield record
    if not n_read:
        raise Unreadable("must hold articles; there are none")
    if announced is not None:
        hold_count(source, announced, n_read, notes)
    if n_joined:
        notes.append(Note(None, "lines joined", f"{source.shown}: {n_joined:,} line ends inside paragraphs"))


def _is_document(lines: list[Line]) -> bool:
    """Tell a document from the pages about the search before and behind it."""
    return len({find_label(line.text)[0] for line in lines} & _SURE) >= 2


def _record(source: Source, lines: list[Line]) -> tuple[Record, int]:
    blocks = split_blocks(lines)
    found = read_document(blocks)
    reached = join_blocks(found.body, "bytes")
    start, end = blocks[0][0].start, blocks[-1][-1].end
    kept = "\n".join(line.text for line in lines).strip().encode("utf-8", "surrogatepass")
    record = Record(source.shown, None, kept, fault=found.fault, locator=locate("bytes", start, end))
    record.fields = found.fields | ({"text": reached.text} if reached.text else {})
    record.parts = reached.parts
    record.flags += found.flags
    return record, reached.n_joined


FORMAT = Format(
    "proquest_txt", "an export of ProQuest (text)", _recognise, _read, within=("text", "nexis_txt"), endings=(".txt",)
)
