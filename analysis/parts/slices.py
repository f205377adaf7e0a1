"""Rows of all parts that belong together by a hash -> a slice of them at a time, however many parts there are.

A part's file is ordered by its column ``slice``, so that each piece of work reads its own slices out of every file and
no more: what one holds is as much as a part is, whatever the size of the corpus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.parts.records import Groups, file_name
from analysis.tables import read_file

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


def cut_frame(frame: pd.DataFrame, bounds: Iterable[Bounds], by: str = "slice") -> Groups:
    """Part a frame that is ordered by a column of slices into what pieces of work read of it, each a group."""
    slices = frame[by].to_numpy()
    edges = [np.searchsorted(slices, pair).tolist() for pair in bounds]
    return Groups([frame.iloc[first:last] for first, last in edges])


def read_part(folder: str | Path, name: str, part: int, columns: str | None = None) -> pd.DataFrame:
    """Read a part of a table, all columns or some."""
    return read_file(Path(folder) / file_name(name, part), columns.split() if columns else None)


def load_slices(
    folder: str | Path, name: str, parts: Sequence[int], bounds: Bounds, columns: str | None = None, by: str = "slice"
) -> Iterator[pd.DataFrame]:
    """Read the rows of some slices, from each part in turn; groups without any are not opened."""
    names = columns.split() if columns else None
    for part in parts:
        with pq.ParquetFile(Path(folder) / file_name(name, part)) as file:
            groups = _find_groups(file.metadata, file.schema_arrow.get_field_index(by), bounds)
            wanted = None if names is None else sorted({*names, by})
            rows = file.read_row_groups(groups, wanted, use_threads=False).to_pandas(use_threads=False)
        frame = rows[((rows[by] >= bounds[0]) & (rows[by] < bounds[1])).to_numpy()]
        yield (frame if names is None else frame[names]).reset_index(drop=True)


def _find_groups(metadata: Any, column: int, bounds: Bounds) -> range:
    """Find the groups that may hold rows of some slices; groups ascend by their slices, and there are many."""

    def ends_before(group: int) -> bool:
        return bool(metadata.row_group(group).column(column).statistics.max < bounds[0])

    def begins_before(group: int) -> bool:
        return bool(metadata.row_group(group).column(column).statistics.min < bounds[1])

    groups = range(metadata.num_row_groups)
    low = int(bool(groups) and metadata.row_group(0).num_rows == 0)  # the only one that may be empty
    first = bisect_left(groups, True, low, key=lambda group: not ends_before(group))
    return range(first, bisect_left(groups, True, first, key=lambda group: not begins_before(group)))


@contextmanager
def open_rows(folder: str | Path, name: str, part: int) -> Iterator[pa.RecordBatch]:
    """Open a table of which single rows are taken (`analysis.parts.records.OPEN`); no others are read."""
    with pa.memory_map(str(Path(folder) / file_name(name, part))) as file:
        yield pa.ipc.open_file(file).get_batch(0)


def take_rows(folder: str | Path, name: str, part: int, rows: np.ndarray, columns: Sequence[str]) -> pa.Table:
    """Take some rows of such a table, in the order that is asked for."""
    with open_rows(folder, name, part) as batch:
        return pa.Table.from_batches([batch.select(list(columns))]).take(pa.array(rows, pa.int64()))
