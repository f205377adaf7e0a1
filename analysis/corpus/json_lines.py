"""JSON Lines -> records, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.corpus.columns import note_ignored, refuse_renamed
from analysis.corpus.decode import MAX_CHARACTERS, Unreadable, decode_part
from analysis.corpus.lines import join_lines, read_lines
from analysis.corpus.records import COLUMNS, LargeFile, Note, Record, whole_characters

__all__ = ["MAX_LINE", "read_json_lines"]

#: The longest article in the longest writing, twelve bytes a character (``\\ud83d\\ude00``), and some.
MAX_LINE = 13 * MAX_CHARACTERS


def read_json_lines(path: Path, notes: list[Note]) -> Iterator[Record]:
    """Read one JSON object a line: strings stay as written, numbers too where they serve as ids.

    Raises
    ------
    ArticlesError
        The keys have other names, in every line.
    """
    keys: dict[str, None] = {}
    is_empty = True
    try:
        for number, line in enumerate(join_lines(read_lines(path, notes)), 1):
            if line.strip():
                is_empty = False
                yield _record(path, number, line, keys)
    except Unreadable as error:
        yield Record(path.name, None, LargeFile(path), fault=str(error))
        return
    if is_empty:
        yield Record(path.name, None, LargeFile(path), fault="must hold JSON objects; there are none")
    refuse_renamed(path.name, list(keys))
    notes += note_ignored(keys)


class _Object(dict[str, Any]):
    """A JSON object that remembers a key of `COLUMNS` that was written twice."""

    twice = ""


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    result = _Object()
    for key, value in pairs:
        if key in result and key in COLUMNS:
            result.twice = key
        result[key] = value
    return result


class _Number(str):
    """A number as it was written."""

    __slots__ = ()


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_int=_Number, parse_float=_Number, parse_constant=_Number)


def _record(path: Path, number: int, line: bytes, keys: dict[str, None]) -> Record:
    record = Record(path.name, number, line)
    try:
        if len(line) > MAX_LINE:
            raise Unreadable(f"must have at most {MAX_LINE:,} bytes; its size is {len(line):,}")
        text, repair = decode_part(line)
        value = _decoder.decode(text.strip())
        if not isinstance(value, _Object):
            raise Unreadable("must be a JSON object; it is another value")
        if value.twice:
            raise Unreadable(f"must name `{value.twice}` once; the key stands twice")
        keys |= {whole_characters(key, key, []): None for key in value}
        record.repairs += [repair] if repair else []
        record.fields = _fields(value, record.repairs)
    except json.JSONDecodeError as error:
        record.fault = f"must be one JSON object; {error.msg} at character {error.pos}"
    except RecursionError:
        record.fault = "must be one JSON object; it is nested too deep"
    except Unreadable as error:
        record.fault = str(error)
    return record


def _fields(value: dict[str, Any], repairs: list[str]) -> dict[str, str]:
    """Keep strings, and numbers as they were written; refuse what a column cannot hold."""
    fields = {}
    for key, item in value.items():
        if key not in COLUMNS or item is None or item == "":
            continue
        if not isinstance(item, str) or (isinstance(item, _Number) and key == "text"):
            raise Unreadable(f"must have a string as `{key}`; found a {_kind(item)}")
        fields[key] = whole_characters(str(item), key, repairs)
    if not isinstance(value.get("text"), str):
        raise Unreadable(f"must have a string as `text`; {'found null' if 'text' in value else 'there is none'}")
    return fields


def _kind(item: Any) -> str:
    if isinstance(item, bool):
        return "truth value"
    return {"_Number": "number", "_Object": "object"}.get(type(item).__name__, "list")
