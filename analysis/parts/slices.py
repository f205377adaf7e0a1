"""Rows of all parts that belong together by a hash -> a slice of them at a time, however many parts there are.

A part's file is ordered by its column ``slice``, so that each piece of work reads its own slices out of every file and
no more: what one holds is as much as a part is, whatever the size of the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.parts.records import Groups, file_name
from analysis.tables import TABLES

#: Rows of a group of a table that is put together out of many.
GROUP = 131_072
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
    names = columns.split() if columns else None
    return pd.read_parquet(Path(folder) / file_name(name, part), columns=names)


def load_slices(
    folder: str | Path, name: str, parts: Sequence[int], bounds: Bounds, columns: str | None = None, by: str = "slice"
) -> Iterator[pd.DataFrame]:
    """Read the rows of some slices, from each part in turn; groups without any are not opened."""
    names = columns.split() if columns else None
    for part in parts:
        with pq.ParquetFile(Path(folder) / file_name(name, part)) as file:
            groups = [one for one in range(file.num_row_groups) if _may_hold(file.metadata.row_group(one), by, bounds)]
            rows = file.read_row_groups(groups, None if names is None else sorted({*names, by})).to_pandas()
        frame = rows[((rows[by] >= bounds[0]) & (rows[by] < bounds[1])).to_numpy()]
        yield (frame if names is None else frame[names]).reset_index(drop=True)


def _may_hold(group: Any, by: str, bounds: Bounds) -> bool:
    column = next(one for one in map(group.column, range(group.num_columns)) if one.path_in_schema == by)
    return bool(group.num_rows and column.statistics.min < bounds[1] and column.statistics.max >= bounds[0])


@contextmanager
def open_rows(folder: str | Path, name: str, part: int) -> Iterator[pa.RecordBatch]:
    """Open a table of which single rows are taken (`analysis.parts.records.OPEN`); no others are read."""
    with pa.memory_map(str(Path(folder) / file_name(name, part))) as file:
        yield pa.ipc.open_file(file).get_batch(0)


def take_rows(folder: str | Path, name: str, part: int, rows: np.ndarray, columns: Sequence[str]) -> pa.Table:
    """Take some rows of such a table, in the order that is asked for."""
    with open_rows(folder, name, part) as batch:
        return pa.Table.from_batches([batch.select(list(columns))]).take(pa.array(rows, pa.int64()))


def split_rows(firsts: Sequence[int], rows: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Part ascending numbers over all parts: the place of each part that has any, with its own numbers."""
    edges = np.searchsorted(rows, firsts)
    return [
        (place, rows[low:high] - firsts[place])
        for place, (low, high) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
        if low < high
    ]


def take_of_parts(
    folder: str, name: str, parts: Sequence[int], firsts: Sequence[int], rows: np.ndarray, columns: Sequence[str]
) -> pa.Table:
    """Take rows by their ascending numbers over all parts, of which each begins at one of `firsts`."""
    found = [take_rows(folder, name, parts[place], own, columns) for place, own in split_rows(firsts, rows)]
    return pa.concat_tables(found or [take_rows(folder, name, parts[0], np.zeros(0, int), columns)])


def merge_rows(folder: str, name: str, parts: Sequence[int], table: str) -> Groups:
    """Put the rows of all parts of a table, each ordered by its key, in the order of its key; its key alone is held."""
    key = list(TABLES[table].key)
    held = [take_all(folder, name, part, key) for part in parts]
    sizes = [one.num_rows for one in held]
    firsts = np.concatenate([[0], np.cumsum(sizes)]).tolist()
    order = pc.sort_indices(pa.concat_tables(held), sort_keys=[(one, "ascending") for one in key]).to_numpy()
    held.clear()
    return Groups(_merged(folder, name, parts, firsts, order, list(TABLES[table].dtypes)))


def take_all(folder: str, name: str, part: int, columns: Sequence[str]) -> pa.Table:
    """Read some columns of a table of which single rows can be taken."""
    with open_rows(folder, name, part) as batch:
        return take_rows(folder, name, part, np.arange(batch.num_rows), columns)


def _merged(
    folder: str, name: str, parts: Sequence[int], firsts: Sequence[int], order: np.ndarray, columns: list[str]
) -> Iterator[pa.Table]:
    for begin in range(0, max(len(order), 1), GROUP):
        asked = order[begin : begin + GROUP].astype(np.int64)
        rows = np.sort(asked)
        found = take_of_parts(folder, name, parts, firsts, rows, columns)
        yield found.take(pa.array(np.searchsorted(rows, asked))).combine_chunks()
