"""Objects of JSON -> fields of records: nested keys joined by dots, numbers as they were written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.corpus.fields.columns import name_columns
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.records import COLUMNS, Note, Record, whole_characters
from analysis.study import ArticleSource

__all__ = ["Namer", "parse_object"]

#: Levels of objects inside an object whose keys are looked at (``response.fields.body``).
_LEVELS = 3


class Object(dict[str, Any]):
    """A JSON object that remembers a key that was written twice."""

    twice: tuple[str, ...] = ()


class Number(str):
    """A number as it was written."""

    __slots__ = ()


def _object(pairs: list[tuple[str, Any]]) -> Object:
    result = Object(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        result.twice = tuple(name for name in result if names.count(name) > 1)
    return result


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=Number)


def parse_object(text: str) -> Object:
    """Parse one JSON object.

    Raises
    ------
    Unreadable
        It is none.

    Examples
    --------
    >>> parse_object('{"id": 007.0}')
    Traceback (most recent call last):
        ...
    analysis.corpus.files.decode.Unreadable: must be one JSON object; Expecting ',' delimiter at character 8
    """
    try:
        value = DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"must be one JSON object; {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise Unreadable("must be one JSON object; it is nested too deep") from None
    if not isinstance(value, Object):
        raise Unreadable("must be a JSON object; it is another value")
    return value


class Namer:
    """Knows which keys of a source's objects are our columns, from the first of its objects."""

    def __init__(self, table: str, sample: Sequence[dict[str, Any]], options: ArticleSource, notes: list[Note]) -> None:
        keys = dict.fromkeys(whole_characters(key, key, []) for value in sample for key, _ in _flat(value) if key != "")
        self.named = name_columns(table, list(keys), options, notes, ("text",)) if keys else {}
        self.needs_text = options.join is None
        self.replaced = set(options.columns)

    def fill(self, record: Record, value: dict[str, Any]) -> None:
        """Put an object's strings, and numbers as they were written, into its record; or say why that cannot be."""
        try:
            self._fill(record, value)
        except Unreadable as error:
            record.fault = str(error)

    def _fill(self, record: Record, value: dict[str, Any]) -> None:
        twice = [name for name in getattr(value, "twice", ()) if self._ours(name)]
        if twice:
            raise Unreadable(f"must name `{twice[0]}` once; the key stands twice")
        found: dict[str, tuple[str, Any]] = {}
        for key, item in _flat(value):
            ours = self._ours(key)
            if ours:
                found[ours] = (key, item)
        for ours, (key, item) in found.items():
            if item is None or item == "":
                if ours == "article_id":
                    record.fields[ours] = ""
                continue
            if not isinstance(item, str) or (isinstance(item, Number) and ours == "text"):
                raise Unreadable(f"must have a string as `{key}`; found a {_kind(item)}")
            record.fields[ours] = whole_characters(str(item), key, record.repairs)
        key, text = found.get("text", ("text", ...))
        if self.needs_text and not isinstance(text, str):
            raise Unreadable(f"must have a string as `{key}`; {'there is none' if text is ... else 'found null'}")

    def _ours(self, key: str) -> str:
        return self.named.get(key) or (key if key in COLUMNS and key not in self.replaced else "")


def _flat(value: dict[str, Any], before: str = "", levels: int = _LEVELS) -> Iterator[tuple[str, Any]]:
    """Yield the values of an object with their keys; those of objects inside it with both keys."""
    for key, item in value.items():
        if isinstance(item, dict) and levels > 1 and before + key not in COLUMNS:
            yield from _flat(item, f"{before}{key}.", levels - 1)
        else:
            yield before + key, item


def _kind(item: Any) -> str:
    if isinstance(item, bool):
        return "truth value"
    return {"Number": "number", "Object": "object"}.get(type(item).__name__, "list")
