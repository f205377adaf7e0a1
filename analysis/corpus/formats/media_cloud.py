"""Media Cloud's list of stories (CSV or JSON Lines) -> records whose texts lie elsewhere, joined by their address."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus.fields.objects import parse_object
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.formats import delimited, json_lines
from analysis.corpus.records import Note, Record
from analysis.errors import ArticlesError
from analysis.study import ArticleSource

#: The list's names for our columns. `indexed_date` is the day of the crawler, and none of publication.
_COLUMNS = {"article_id": "id", "headline": "title", "outlet": "media_name", "published": "publish_date", "url": "url"}
_MARKS = frozenset({"media_name", "indexed_date", "publish_date"})
#: Names of the older list.
_OLDER = _COLUMNS | {"article_id": "stories_id"}
_OLDER_MARKS = frozenset({"stories_id", "media_name", "publish_date"})


def _is_list(names: set[str]) -> bool:
    return (names >= _MARKS or names >= _OLDER_MARKS) and not names & {"text", "story_text", "content", "body"}


def _recognise_table(source: Source) -> str:
    is_list = "media_name" in source.text and _is_list(set(delimited.read_names(source)))
    return "its header" if is_list else ""


def _recognise_lines(source: Source) -> str:
    return "its keys" if _is_list(_keys(source)) else ""


def _keys(source: Source) -> set[str]:
    """Give the keys of the object in the first line; none where another thing stands there."""
    first = source.text.partition("\n")[0].strip()
    try:
        return set(parse_object(first)) if first.startswith("{") and "media_name" in first else set()
    except Unreadable:
        return set()


def _read_table(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return _read(source, options, notes, delimited.FORMAT, set(delimited.read_names(source)))


def _read_lines(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    return _read(source, options, notes, json_lines.FORMAT, _keys(source))


def _read(source: Source, options: ArticleSource, notes: list[Note], kind: Format, names: set[str]) -> Iterator[Record]:
    columns = _OLDER if "stories_id" in names else _COLUMNS
    columns = {ours: theirs for ours, theirs in columns.items() if theirs in names} | options.columns
    if options.join is None:
        anything = options.model_copy(update={"columns": columns, "join": _NOWHERE})
        records = [record for record in kind.read(source, anything, []) if not record.fault]
        outlets = {record.fields.get("outlet") for record in records} - {None}
        raise ArticlesError(
            f"{source.shown} must hold texts; this is a Media Cloud list of stories: it holds no article text; "
            f"{len(records):,} stories, {len(outlets):,} outlets; join texts by `url` (a folder of pages or a CSV with "
            "url and text), in study.yaml: `join: {path: pages/, by: url}`."
        )
    yield from kind.read(source, options.model_copy(update={"columns": columns}), notes)


_NOWHERE = ArticleSource.model_validate({"path": "x", "join": {"path": "x"}}).join

FORMATS = (
    Format(
        "media_cloud",
        "a Media Cloud list of stories",
        _recognise_table,
        _read_table,
        within=("delimited", "text"),
        endings=(".csv", ".tsv"),
    ),
    Format(
        "media_cloud_lines",
        "a Media Cloud list of stories (JSON Lines)",
        _recognise_lines,
        _read_lines,
        within=("json_lines", "json_file", "delimited", "text"),
        endings=(".jsonl", ".ndjson", ".json"),
    ),
)
