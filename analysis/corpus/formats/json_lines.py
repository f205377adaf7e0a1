"""JSON Lines -> records, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from analysis.corpus.fields.objects import Namer, parse_object
from analysis.corpus.fields.restored import restore
from analysis.corpus.files.decode import MAX_CHARACTERS, Unreadable, decode_part
from analysis.corpus.files.lines import join_lines, read_lines
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource

#: The longest article in the longest writing, twelve bytes a character (``\\ud83d\\ude00``), and some.
MAX_LINE = 13 * MAX_CHARACTERS
#: Lines whose keys say which key is what.
_SAMPLE = 100
_ENDINGS = (".jsonl", ".ndjson")


def _recognise(source: Source) -> str:
    """Take a first line that is a whole object, and a second one that begins like one."""
    first, _, rest = source.text.partition("\n")
    is_whole = first.rstrip().endswith("}") and rest.lstrip().startswith("{")
    return "an object a line" if first.startswith("{") and (is_whole or source.ending in _ENDINGS) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    """Read one JSON object a line: strings stay as written, numbers too where they serve as ids."""
    lines = enumerate(join_lines(read_lines(source, notes)), 1)
    filled = ((number, line) for number, line in lines if line.strip())
    first = [_parse(source, number, line) for number, line in islice(filled, _SAMPLE)]
    if not first:
        raise Unreadable("must hold JSON objects; there are none")
    namer = Namer(source.shown, [value for _, value in first if value is not None], options, notes)
    for record, value in chain(first, (_parse(source, number, line) for number, line in filled)):
        if value is not None:
            namer.fill(record, value)
            restore(record, value)
        yield record


def _parse(source: Source, number: int, line: bytes) -> tuple[Record, dict[str, Any] | None]:
    record = Record(source.shown, number, line, locator=f"row={number}")
    try:
        if len(line) > MAX_LINE:
            raise Unreadable(f"must have at most {MAX_LINE:,} bytes; its size is {len(line):,}")
        text, repair = decode_part(line)
        value = parse_object(text.strip())
        record.repairs += [repair] if repair else []
        return record, value
    except Unreadable as error:
        record.fault = str(error)
    return record, None


FORMAT = Format(
    "json_lines",
    "JSON Lines",
    _recognise,
    _read,
    within=("text", "json_file", "delimited"),
    endings=(*_ENDINGS, ".json"),
)
