"""Rows of all parts that belong together by a hash -> a slice of them at a time, however many parts there are.

A part's file is ordered by its column ``slice``, so that each piece of work reads its own slices out of every file and
no more: what one holds is as much as a part is, whatever the size of the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pandas as pd

from analysis.parts.records import file_name

__all__ = ["Bounds", "cut", "load_slices", "read_part"]

#: The first slice of a piece of work, and the one behind its last.
Bounds = tuple[int, int]


def cut(n_slices: int, pieces: int) -> list[Bounds]:
    """Share slices out to so many pieces of work, or to as many as there are slices.

    >>> cut(8, 3)
    [(0, 2), (2, 5), (5, 8)]
    """
    pieces = max(min(pieces, n_slices), 1)
    edges = [n_slices * piece // pieces for piece in range(pieces + 1)]
    return list(pairwise(edges))


def read_part(folder: str | Path, name: str, part: int, columns: str | None = None) -> pd.DataFrame:
    """Read a part of a table, all columns or some."""
    names = columns.split() if columns else None
    return pd.read_parquet(Path(folder) / file_name(name, part), columns=names)


def load_slices(
    folder: str | Path, name: str, parts: Sequence[int], bounds: Bounds, columns: str | None = None, by: str = "slice"
) -> Iterator[pd.DataFrame]:
    """Read the rows of some slices, from each part in turn."""
    filters = [(by, ">=", bounds[0]), (by, "<", bounds[1])]
    names = columns.split() if columns else None
    for part in parts:
        yield pd.read_parquet(Path(folder) / file_name(name, part), columns=names, filters=filters)
