"""An article that `narrative import` wrote -> the provenance that it had."""

from __future__ import annotations

from typing import Any

from analysis.corpus.records import Part, Record

_NEEDED = ("source_file", "source_sha256", "reader")


def restore(record: Record, value: dict[str, Any]) -> None:
    """Give a record the file, place, reader, parts and flags that its object names; else leave it as it is."""
    if not all(isinstance(value.get(name), str) for name in _NEEDED):
        return
    record.source_file, record.source_sha256, record.reader = (str(value[name]) for name in _NEEDED)
    record.locator = str(value.get("locator") or "")
    for part in _lists(value.get("raw_parts"), 3):
        if str(part[0]).isdecimal() and str(part[1]).isdecimal():
            record.parts.append(Part(int(part[0]), int(part[1]), str(part[2])))
    record.flags += [(str(kind), str(message)) for kind, message in _lists(value.get("flags"), 2)]


def _lists(value: Any, size: int) -> list[list[Any]]:
    return [one for one in value if isinstance(one, list) and len(one) == size] if isinstance(value, list) else []
