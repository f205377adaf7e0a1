"""A text file -> one article, whose id is the name of the file without its ending."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.files.decode import MAX_BYTES, Unreadable, decode_text, refuse_binary, wide_encoding
from analysis.corpus.files.kinds import Foreign, refuse_foreign
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource

__all__ = ["FORMAT"]

_ENDINGS = (".txt", ".text", ".asc", "")


def _recognise(source: Source) -> str:
    """Take what decodes as text; what comes by a folder or an archive must be called text too."""
    if not source.is_named and source.ending not in _ENDINGS:
        return ""
    try:
        refuse_binary(source.head)
    except Unreadable:
        return ""
    is_wide = source.head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(source.head)
    return "" if b"\x00" in source.head and not is_wide else "text"


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    record = Record(source.shown, None, source.kept, {"article_id": source.stem})
    try:
        data = source.read(MAX_BYTES)
        record.kept = data
        record.fields["text"], repair = decode_text(data)
        record.repairs += [repair] if repair else []
        record.locator = f"bytes=0-{len(data)}"
        refuse_foreign(record.fields["text"])
    except Foreign as error:
        record.fault, record.is_foreign = str(error), True
    except Unreadable as error:
        record.fault = str(error)
    yield record


FORMAT = Format("text", "text", _recognise, _read, endings=_ENDINGS)
