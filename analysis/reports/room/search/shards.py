"""Values -> small scripts that a page loads when it needs them: from disk nothing can be fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.tables import write_bytes

#: Of one shard; a value that is larger by itself has one of its own.
MOST_BYTES = 300_000
#: What JSON allows and a line of a script might not.
_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029"}


class Shards:
    """Cuts lists of values into files ``NNN.js`` of a folder, each a call of ``shard`` with its name and values.

    ``write`` gives where each shard begins: the keys of the first values, and the numbers of the files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.written = folder, list[Path]()

    def write(self, values: Iterable[tuple[Any, Any]]) -> tuple[list[Any], list[str]]:
        """Write pairs of a key and a value, in their order."""
        firsts: list[Any] = []
        names: list[str] = []
        held: list[str] = []
        size = 0
        for key, value in values:
            text = _json(value)
            length = len(text.encode("utf-8", "replace")) + 1
            if held and size + length > MOST_BYTES - 100:
                names.append(self._put(held))
                held, size = [], 0
            if not held:
                firsts.append(key)
            held.append(text)
            size += length
        if held:
            names.append(self._put(held))
        return firsts, names

    def _put(self, held: list[str]) -> str:
        name = f"{len(self.written) + 1:03}"
        content = f'shard("{name}",[{",".join(held)}]);\n'
        self.written.append(write_bytes(self.folder / f"{name}.js", content.encode("utf-8", "replace")))
        return name


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, written in _ENDS.items():
        text = text.replace(sign, written)
    return text
