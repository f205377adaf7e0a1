"""Records that were set aside -> files, byte for byte, with a table of the reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corpus.outlets import slug
from analysis.corpus.records import Kept, Slice, read_slice
from analysis.tables import write_table, write_whole

if TYPE_CHECKING:
    from analysis.corpus.read import Loaded

__all__ = ["write_quarantine"]


def write_quarantine(loaded: Loaded, folder: Path) -> Path:
    """Write each record set aside as ``NNNN-<file>-<row>``, and ``quarantine.csv`` (and Parquet) with the reasons.

    Row N of the table (from 0) belongs to the file that begins with N. A record that must not be read (a link out of
    the folder, a pipe) has a reason and no file.
    """
    target = folder / "quarantine"
    target.mkdir(parents=True, exist_ok=True)
    write_table(loaded.quarantine, target, "quarantine")
    rows = zip(loaded.quarantine["file"].tolist(), loaded.quarantine["row"].tolist(), loaded.kept, strict=True)
    for number, (file, row, kept) in enumerate(rows):
        if kept is not None:
            name = f"{number:04d}-{slug(str(file)) or 'record'}" + ("" if row is None else f"-{row}")
            _write(target / name, kept)
    return target


def _write(path: Path, kept: Kept) -> None:
    def copy(file: Any) -> None:
        for piece in read_slice(kept) if isinstance(kept, Slice) else [kept]:
            file.write(piece)

    write_whole(path, copy)
