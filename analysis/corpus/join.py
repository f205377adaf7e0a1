"""A list of articles without texts, and texts that lie elsewhere -> records with both, by a column that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.corpus.records import Note, Record

#: Parts of an address that say by which way a reader came.
_WAY = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|ref|cmp|ns_\w+)=[^&]*")


def plain_address(url: str) -> str:
    """Give what two addresses of one page share.

    Examples
    --------
    >>> plain_address("https://www.gazette.example/1/?utm_source=x#top") == plain_address("http://gazette.example/1")
    True
    """
    bare = re.sub(r"(?i)^[a-z]+://(?:www\.|m\.|amp\.)?", "", url.strip()).partition("#")[0]
    path, _, query = bare.partition("?")
    host, slash, rest = path.rstrip("/").partition("/")
    query = _WAY.sub("", query).strip("&")
    return host.casefold() + slash + rest + (f"?{query}" if query else "")


def join_texts(listed: Iterable[Record], texts: Iterable[Record], by: str, notes: list[Note]) -> Iterator[Record]:
    """Yield the records of the list, each with the text of the record that has the same value of a column.

    The list's own fields win; where a text lies is where the article lies. What has no partner is set aside or noted.
    """
    held: dict[str, Record] = {}
    for record in texts:
        key = _key(record, by)
        if record.fault or not key:
            record.fault = record.fault or f"must have a `{by}` to be joined by; the field is empty"
            yield record
        else:
            held.setdefault(key, record)
    used: set[str] = set()
    for record in listed:
        key = _key(record, by)
        if not record.fault and key not in held:
            record.fault = f"must have a text; no text has its {by} {record.fields.get(by, '')[:200]!r}"
        elif not record.fault:
            used.add(key)
            _fill(record, held[key])
        yield record
    if rest := len(held) - len(used):
        notes.append(Note(None, "texts not joined", f"{rest:,} of {len(held):,} texts are of no article of the list"))


def _key(record: Record, by: str) -> str:
    value = record.fields.get(by, "")
    return plain_address(value) if by == "url" else value.strip()


def _fill(record: Record, text: Record) -> None:
    record.fields = text.fields | {name: value for name, value in record.fields.items() if value}
    record.fields["text"] = text.fields.get("text", "")
    record.repairs += text.repairs
    record.flags += text.flags
    record.kept, record.parts = text.kept, text.parts
    record.locator, record.reader = text.locator, text.reader
    record.source_file, record.source_sha256 = text.source_file, text.source_sha256
