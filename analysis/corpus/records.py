"""What a source holds, record by record: its fields as written, or why it cannot be read, and its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["COLUMNS", "Kept", "Record", "Slice"]

#: The columns that mean something; others are ignored and listed.
COLUMNS = frozenset(
    "article_id file text outlet_id outlet headline url published published_earliest published_latest".split()
    + [f"{what}_{part}" for what in ("outlet", "headline", "url", "published") for part in ("basis", "evidence")]
)


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes left where they are, because they are many: ``[start, end)`` of a file, None for its end."""

    path: Path
    start: int = 0
    end: int | None = None


Kept = bytes | Slice | None


@dataclass(slots=True)
class Record:
    """One record of a source.

    `fields` holds columns of `COLUMNS` that are not empty, as written; `fault`, if any, says why it is no article.
    `row` is the line on which the record begins (from 1, with the header), or the position in a frame (from 0);
    None for a document of its own. `kept` holds its bytes, None where they must not be read.
    """

    file: str | None
    row: int | None
    kept: Kept
    fields: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    repairs: list[str] = field(default_factory=list)

    @property
    def where(self) -> str:
        """File and line as an error names them."""
        place = [self.file or "table", f"line {self.row}" if self.file else f"row {self.row}"]
        return " ".join(place if self.row is not None else place[:1])

    @property
    def sha256(self) -> str | None:
        """Hash of the record's bytes."""
        if isinstance(self.kept, Slice):
            digest = hashlib.sha256()
            for chunk in read_slice(self.kept):
                digest.update(chunk)
            return digest.hexdigest()
        return None if self.kept is None else hashlib.sha256(self.kept).hexdigest()


def read_slice(part: Slice, size: int = 1 << 20):  # type: ignore[no-untyped-def]
    """Yield the bytes of a slice in pieces."""
    with part.path.open("rb") as file:
        file.seek(part.start)
        left = part.end - part.start if part.end is not None else None
        while chunk := file.read(size if left is None else min(size, left)):
            yield chunk
            if left is not None:
                left -= len(chunk)
