"""Objects of JSON -> fields of records: nested keys joined by dots, numbers as they were written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.corpus.fields.columns import guess_columns, name_columns
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.records import COLUMNS, Note, Record, whole_characters
from analysis.study import ArticleSource

#: Levels of objects inside an object whose keys are looked at (``response.fields.body``).
_LEVELS = 3
#: What an answer calls the number of all results of a search.
_TOTALS = ("totalResults", "total_results", "totalCount", "total", "hits", "numFound")


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


def find_items(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the articles of an object, each with its JSON pointer.

    The object is an article if it has text; a table if its values are columns of one length, or rows by their index;
    else its largest list of objects holds the articles, at any of three levels.

    Examples
    --------
    >>> list(find_items({"title": {"0": "A", "1": "B"}, "text": {"0": "Yes.", "1": "No."}}))
    [('/text/0', {'title': 'A', 'text': 'Yes.'}), ('/text/1', {'title': 'B', 'text': 'No.'})]
    >>> list(find_items({"status": "ok", "articles": [{"text": "Yes."}]}))
    [('/articles/0', {'text': 'Yes.'})]
    """
    flat = dict(_flat(value))
    texts = [
        name
        for name, ours in {**_meanings(flat), **{key: key for key in flat if key == "text"}}.items()
        if ours == "text"
    ]
    if any(isinstance(flat[name], str) for name in texts):
        yield "", value
    elif {"columns", "data"} <= set(value) and all(isinstance(row, list) for row in value["data"] or [0]):
        for n, row in enumerate(value["data"]):
            yield f"/data/{n}", dict(zip(map(str, value["columns"]), row, strict=False))
    elif columns := _columns(value):
        found = [name for name, ours in _meanings(columns).items() if ours == "text"]
        shown = next((name for name in ("text", *found) if name in columns), next(iter(columns)))
        for index in _indices(columns):
            row = {name: column[index] for name, column in columns.items()}
            yield f"/{_escape(shown)}/{_escape(str(index))}", row
    elif rows := _rows(value):
        yield from ((f"/{_escape(key)}", row) for key, row in rows.items())
    else:
        pointer, items = _largest(value, "", _LEVELS)
        if items:
            yield from ((f"{pointer}/{n}", item) for n, item in enumerate(items))
        elif value:
            yield "", value


def find_total(value: dict[str, Any], levels: int = _LEVELS) -> int | None:
    """Find how many results an answer of an interface announces; None where it announces none.

    Examples
    --------
    >>> find_total({"response": {"total": 3, "results": []}})
    3
    """
    if not any(isinstance(one, list) for one in value.values()):
        inner = [one for one in value.values() if isinstance(one, dict)] if levels > 1 else []
        return next((total for one in inner if (total := find_total(one, levels - 1)) is not None), None)
    for holder in (value, value.get("meta")):
        for key in _TOTALS:
            if isinstance(holder, dict) and str(holder.get(key, "")).isdecimal():
                return int(holder[key])
    return None


def _meanings(flat: dict[str, Any]) -> dict[str, str]:
    return {name: ours for ours, names in guess_columns(list(flat), {}).items() for name in names}


def _columns(value: dict[str, Any]) -> dict[str, Any]:
    """Give an object as columns, if all its values are lists of one length, or objects with the same keys."""
    lists = all(isinstance(one, list) and not any(isinstance(item, dict) for item in one) for one in value.values())
    objects = all(
        isinstance(one, dict) and not any(isinstance(item, dict) for item in one.values()) for one in value.values()
    )
    if len(value) < 2 or not (lists or objects) or len({len(one) for one in value.values()}) != 1:
        return {}
    known = set(_meanings(value).values()) | (set(value) & COLUMNS)
    same = lists or len({tuple(one) for one in value.values()}) == 1
    return dict(value) if same and known else {}


def _indices(columns: dict[str, Any]) -> list[Any]:
    column = next(iter(columns.values()))
    return list(range(len(column))) if isinstance(column, list) else list(column)


def _rows(value: dict[str, Any]) -> dict[str, Any]:
    """Give an object as rows by their index, if all its values are objects that have a text."""
    is_rows = bool(value) and all(isinstance(one, dict) for one in value.values())
    texts = (set(_meanings(dict(_flat(one))).values()) | (set(one) & COLUMNS) for one in value.values() if is_rows)
    return dict(value) if is_rows and any("text" in names for names in texts) else {}


def _largest(value: dict[str, Any], pointer: str, levels: int) -> tuple[str, list[Any]]:
    """Find the longest list of objects in an object, at the highest level that has one."""
    lists = [
        (f"{pointer}/{_escape(key)}", one)
        for key, one in value.items()
        if isinstance(one, list) and one and isinstance(one[0], dict)
    ]
    if lists:
        return max(lists, key=lambda found: len(found[1]))
    inner = [
        _largest(one, f"{pointer}/{_escape(key)}", levels - 1)
        for key, one in value.items()
        if isinstance(one, dict) and levels > 1
    ]
    return max(inner, key=lambda found: len(found[1]), default=("", []))


def _escape(key: str) -> str:
    """Write a key as a part of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


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
            if ours == "byline":
                item = _names(item)
            if not isinstance(item, str) or (isinstance(item, Number) and ours == "text"):
                raise Unreadable(f"must have a string as `{key}`; found a {_kind(item)}")
            record.fields[ours] = whole_characters(str(item), key, record.repairs)
        if "article_id" in self.named.values() and "article_id" not in found:
            record.fields["article_id"] = ""
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


def _names(item: Any) -> str:
    """Write who wrote an article in one line, from any arrangement of names; "" where there is none.

    Examples
    --------
    >>> _names(["Lea Roe", {"name": "Reuters"}]), _names({"original": "By AFP", "person": []}), _names(True)
    ('Lea Roe, Reuters', 'By AFP', '')
    """
    if isinstance(item, dict):
        return next((item[key] for key in ("original", "name", "title") if isinstance(item.get(key), str)), "")
    if isinstance(item, list):
        return ", ".join(filter(None, map(_names, item)))
    return str(item) if isinstance(item, str) else ""


def _kind(item: Any) -> str:
    if isinstance(item, bool):
        return "truth value"
    return {"Number": "number", "Object": "object"}.get(type(item).__name__, "list")
