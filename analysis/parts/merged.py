"""Single rows of many parts, by their numbers over all of them: tables of parts -> one, in the order of its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.parts.records import Groups
from analysis.parts.slices import open_rows, take_rows
from analysis.tables import TABLES

#: Rows of a group of a table that is put together out of many.
GROUP = 131_072


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
