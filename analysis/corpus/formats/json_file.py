"""A JSON document (a list of objects, one article, an answer of an interface, a table by columns) -> records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from analysis.corpus.fields.objects import DECODER, Namer, find_items, find_total
from analysis.corpus.files.decode import Unreadable, decode_text
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format, hold_count
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource

#: Objects that show which keys are what.
_SAMPLE = 100
_BLANK = re.compile(r"[ \t\r\n]*")
#: A list of objects inside a document that is cut, and the key before it.
_INNER = re.compile(r'"(?P<key>[^"\\]{1,100})"\s*:\s*\[\s*(?=\{)')


class Item(NamedTuple):
    """A value with its JSON pointer, and the words it was written in; or what is wrong with the rest of them."""

    pointer: str
    value: Any
    written: str
    fault: str = ""


def _recognise(source: Source) -> str:
    text = source.text
    if text.startswith("{"):
        return "an object" if text[1:].lstrip()[:1] in ('"', "}") else ""
    return "a list" if text.startswith("[") and text[1:].lstrip()[:1] in ("{", "[", "]", '"') else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    text, repair = decode_text(source.read())
    if repair:
        notes.append(Note(None, "text repaired", f"{source.shown} {repair}"))
    start = _skip(text, len(text) - len(text.lstrip("\ufeff")))
    items = _scan(text, start + 1, "") if text[start : start + 1] == "[" else _inside(source, text[start:], notes)
    first = list(islice(items, _SAMPLE))
    if not first:
        raise Unreadable("must hold articles; there are none")
    namer = Namer(source.shown, [one.value for one in first if isinstance(one.value, dict)], options, notes)
    for item in chain(first, items):
        kept = item.written.encode("utf-8", "surrogatepass")
        record = Record(source.shown, None, kept, fault=item.fault, locator=f"json={item.pointer or '/'}")
        if isinstance(item.value, dict):
            namer.fill(record, item.value)
        elif not item.fault:
            record.fault = "must be a JSON object; it is another value"
        yield record


def _skip(text: str, at: int) -> int:
    return _BLANK.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty text too


def _scan(text: str, at: int, pointer: str) -> Iterator[Item]:
    """Yield the values of a list one by one: those before a damaged place are read, and the rest is one."""
    number = 0
    at = _skip(text, at)
    while text[at : at + 1] != "]":
        try:
            value, end = DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            what = "it is nested too deep" if isinstance(error, RecursionError) else f"{error.msg} at {error.pos}"
            yield Item(
                f"{pointer}/{number}", None, text[at:], f"must be JSON; {what}; this and what follows is not read"
            )
            return
        yield Item(f"{pointer}/{number}", value, text[at:end])
        number += 1
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            fault = f"must be JSON; no `,` or `]` at {at}; what follows is not read"
            yield Item(f"{pointer}/{number}", None, text[at:], fault)
            return
    if rest := text[at + 1 :].strip():
        yield Item(f"{pointer}/{number}", None, rest, "must be one JSON document; more follows behind it")


def _inside(source: Source, text: str, notes: list[Note]) -> Iterator[Item]:
    """Yield the articles of an object; of one that is cut those of its first list."""
    try:
        value, end = DECODER.raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        inner = _INNER.search(text)
        if not inner:
            said = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep"
            raise Unreadable(f"must be JSON; {said}") from None
        yield from _scan(text, inner.end(), f"/{inner['key']}")
        return
    n_read = 0
    for pointer, one in find_items(value):
        n_read += 1
        yield Item(pointer, one, json.dumps(one, ensure_ascii=False))
    if (total := find_total(value)) is not None:
        hold_count(source, total, n_read, notes, "results")
    if rest := text[end:].strip():
        yield Item("/", None, rest, "must be one JSON document; more follows behind it")


FORMAT = Format("json_file", "JSON", _recognise, _read, within=("text",), endings=(".json",))
