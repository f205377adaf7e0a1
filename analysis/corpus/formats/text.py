"""A text file -> one article, whose id is the name of the file without its ending."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.fields.file_names import id_by_name
from analysis.corpus.fields.header_block import read_header_block
from analysis.corpus.files.decode import MAX_BYTES, Unreadable, decode_text, refuse_binary, wide_encoding
from analysis.corpus.files.kinds import Foreign, refuse_foreign
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource

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
    record = Record(source.shown, None, source.kept, id_by_name(options.file_name, source.stem))
    try:
        data = source.read(MAX_BYTES)
        record.kept = data
        text, repair = decode_text(data)
        record.repairs += [repair] if repair else []
        refuse_foreign(text)
        _fill(record, text, data)
    except Foreign as error:
        record.fault, record.is_foreign = str(error), True
    except Unreadable as error:
        record.fault = str(error)
    yield record


def _fill(record: Record, text: str, data: bytes) -> None:
    """Put the text into its record, without a block of labels before it."""
    record.locator = f"bytes=0-{len(data)}"
    block = read_header_block(text)
    if block and text[block.end :].strip():
        record.fields |= block.fields
        record.locator = f"bytes={_count_bytes(text[: block.end], text, data)}-{len(data)}"
        told = ", ".join(block.fields) + (f" (not used: {', '.join(block.labels)})" if block.labels else "")
        record.flags.append(("header block taken", told))
        text = text[block.end :]
    record.fields["text"] = text


def _count_bytes(before: str, text: str, data: bytes) -> int:
    """Count the bytes of the beginning of a text in its file; 0 where the encoding does not tell."""
    mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    if len(text.encode("utf-8", "surrogatepass")) + mark == len(data):
        return len(before.encode("utf-8", "surrogatepass")) + mark
    return len(before) if len(text) == len(data) else 0


FORMAT = Format("text", "text", _recognise, _read, endings=_ENDINGS)
