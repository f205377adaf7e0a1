"""What trafilatura writes (JSON, a line each, or its table) -> records by its own names of fields.

Its `source` is the address and not the outlet, and its `filedate` the day of the download.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.corpus.files.lines import join_lines, read_lines
from analysis.corpus.files.rows import split_rows
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.formats import delimited, json_file, json_lines
from analysis.corpus.records import COLUMNS, Note, Record
from analysis.study import ArticleSource

_JSON = {"url": "source", "outlet": "source-hostname", "headline": "title", "published": "date", "text": "text"}
_TABLE = {"url": "url", "outlet": "hostname", "headline": "title", "published": "date", "text": "text"}
#: Keys that its objects have together and no other's.
_KEYS = ("fingerprint", "source-hostname", "text")
_COLUMNS = ("url", "fingerprint", "hostname", "title", "text")


def _has_key(source: Source, name: str) -> bool:
    """Tell a key of JSON from the same words in a text, where a mark of quotation stands behind a backslash."""
    return bool(re.search(rf'(?<!\\)"{name}"\s*:', source.text))


def _recognise_json(source: Source, kind: Format) -> str:
    is_one = all(_has_key(source, name) for name in _KEYS) and kind.recognise(source)
    return "“fingerprint” and “source-hostname”" if is_one else ""


def _recognise_file(source: Source) -> str:
    return "" if json_lines.FORMAT.recognise(source) else _recognise_json(source, json_file.FORMAT)


def _recognise_lines(source: Source) -> str:
    return _recognise_json(source, json_lines.FORMAT)


#: The columns of its table, which has no header when it comes from the command line.
_BARE = "url id fingerprint hostname headline image published text comments license pagetype".split()
_FIRST = re.compile(r"(?:https?://\S+|null|)\t[^\t\n]*\t[0-9a-f]{8,32}\t[^\t\n]*\t")


def _recognise_bare(source: Source) -> str:
    return "“fingerprint” as its third column" if _FIRST.match(source.text) else ""


def _read_bare(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    columns = ["outlet" if name == "hostname" else name for name in _BARE]
    for row in split_rows(join_lines(read_lines(source, notes)), "\t", columns, first_line=1):
        record = Record(source.shown, row.line, row.data, fault=row.fault, locator=f"row={row.line}")
        if not row.fault and len(row.fields) != len(columns):
            record.fault = f"must have {len(columns)} fields; it has {len(row.fields)}"
        elif not row.fault:
            pairs = zip(columns, row.fields, strict=True)
            record.fields = {name: value for name, value in pairs if name in COLUMNS and value not in ("", "null")}
        record.repairs += [row.repair] if row.repair else []
        yield record


def _recognise_table(source: Source) -> str:
    is_one = "fingerprint" in source.text and set(_COLUMNS) <= set(delimited.read_names(source))
    return "“fingerprint” in its header" if is_one else ""


def _read_file(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return _read(source, options, notes, json_file.FORMAT, _keys(source))


def _read_lines(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return _read(source, options, notes, json_lines.FORMAT, _keys(source))


def _read_table(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    names = delimited.read_names(source)
    columns = {ours: theirs for ours, theirs in _TABLE.items() if theirs in names}
    return _read(source, options, notes, delimited.FORMAT, columns)


def _keys(source: Source) -> dict[str, str]:
    return {ours: theirs for ours, theirs in _JSON.items() if _has_key(source, theirs)}


def _read(
    source: Source, options: ArticleSource, notes: list[Note], kind: Format, columns: dict[str, str]
) -> Iterator[Record]:
    for record in kind.read(source, options.model_copy(update={"columns": columns | options.columns}), notes):
        if not record.fields.get("article_id"):
            record.fields.pop("article_id", None)  # it leaves its ids empty
        yield record


_WITHIN = ("json_lines", "json_file", "delimited", "text")
FORMATS = (
    Format("trafilatura_json", "JSON of trafilatura", _recognise_file, _read_file, within=_WITHIN, endings=(".json",)),
    Format(
        "trafilatura_lines",
        "JSON Lines of trafilatura",
        _recognise_lines,
        _read_lines,
        within=_WITHIN,
        endings=(".jsonl", ".ndjson", ".json"),
    ),
    Format(
        "trafilatura_table",
        "a table of trafilatura",
        _recognise_table,
        _read_table,
        within=("delimited", "text"),
        endings=(".csv", ".tsv", ".txt"),
    ),
    Format(
        "trafilatura_rows",
        "a table of trafilatura without a header",
        _recognise_bare,
        _read_bare,
        within=("delimited", "text"),
        endings=(".csv", ".tsv", ".txt"),
    ),
)
