"""Records that were set aside -> files, byte for byte, with a table of the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pandas as pd

from analysis.corpus.outlets import slug
from analysis.corpus.records import Kept, LargeFile, read_kept
from analysis.tables import write_table


class SetAside(Protocol):
    """What a `Loaded` and a `Reading` have in common."""

    @property
    def quarantine(self) -> pd.DataFrame:
        """The table of what was set aside."""

    @property
    def kept(self) -> Sequence[Kept]:
        """The bytes of each of its rows."""


def write_quarantine(loaded: SetAside, folder: Path) -> Path:
    """Write each record set aside as ``NNNN-<file>-<row>``, and ``quarantine.csv`` (and Parquet) with the reasons.

    The row of the table at position N (from 0) belongs to the file that begins with N. A record that must not be read
    (a link out of the folder, a pipe) has a reason and no file.
    """
    target = folder / "quarantine"
    target.mkdir(parents=True, exist_ok=True)
    for left in target.glob("[0-9]*-*"):  # of an earlier run
        left.unlink()
    write_table(loaded.quarantine, target, "quarantine")
    rows = zip(loaded.quarantine["file"].tolist(), loaded.quarantine["row"].tolist(), loaded.kept, strict=True)
    for number, (file, row, kept) in enumerate(rows):
        if kept is not None:
            parts = [f"{number:04d}", slug(file) if isinstance(file, str) else "record", None if pd.isna(row) else row]
            _write(target / "-".join(str(part) for part in parts if part is not None), kept)
    return target


def find_kept(folder: Path, n: int) -> list[Kept]:
    """Find the records that `write_quarantine` wrote to a folder, in the order of the table's ``n`` rows.

    None stands for a record without a file.
    """
    files = {int(path.name.partition("-")[0]): path for path in (folder / "quarantine").glob("[0-9]*-*")}
    return [LargeFile(files[number]) if number in files else None for number in range(n)]


def _write(path: Path, kept: bytes | LargeFile) -> None:
    """Write a record whole or not at all, without waiting for the disk: there may be many, and the source has them."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.writelines(read_kept(kept))
    part.replace(path)
