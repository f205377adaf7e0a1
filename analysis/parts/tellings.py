"""Tellings of a part <-> a table of which any rows are taken: what is compared stands in many parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.compare.quotes.overlaps import Stock
from analysis.compare.quotes.tellings import Telling, Tellings
from analysis.parts.merged import take_of_parts

_BY_WORD = ("words", "starts", "ends", "flags")
#: Marks of a word, one bit each.
_OPENS, _NOTE, _CONTENT, _SHORT, _LONG = (np.uint8(1 << bit) for bit in range(5))


class Taken(Tellings):
    """Tellings out of a table, with what else it says of them."""

    stock: Stock
    supported: list[bool | None]
    texts: list[str]
    text_starts: list[int]

    def text_of(self, row: int, start: int, end: int) -> str:
        """Give a stretch of the text of a telling's article, of the quoted words and what is between them."""
        first = self.text_starts[row]
        return self.texts[row][start - first : end - first]


def pack(tellings: Tellings, texts: Mapping[str, str], supported: Sequence[bool | None]) -> pa.Table:
    """Write tellings as one row each; words are numbers of the part's own vocabulary."""
    rows = tellings.rows
    bounds = [
        (int(tellings.starts[row.first : row.last].min()), int(tellings.ends[row.first : row.last].max()))
        for row in rows
    ]
    flags = tellings.opens * _OPENS + tellings.is_note * _NOTE + tellings.is_content * _CONTENT
    pieces = [0, *np.cumsum([len(row.pieces) for row in rows]).tolist()]
    indices = [index for row in rows for index, _ in row.pieces]
    starts = [first - row.first for row in rows for _, first in row.pieces]
    by_word = (tellings.keys, tellings.starts, tellings.ends)
    return pa.table(
        {
            "article_id": pa.array([row.article_id for row in rows], pa.string()),
            "attribution_index": pa.array([row.attribution_index for row in rows], pa.int32()),
            "is_headline": pa.array([row.is_headline for row in rows], pa.bool_()),
            "speaker": pa.array([row.speaker for row in rows], pa.string()),
            "earliest": pa.array([row.earliest for row in rows], pa.float64()),
            "latest": pa.array([row.latest for row in rows], pa.float64()),
            "supported": pa.array(supported, pa.bool_()),
            "text_start": pa.array([start for start, _ in bounds], pa.int32()),
            "text": pa.array(
                [texts[row.article_id][start:end] for row, (start, end) in zip(rows, bounds, strict=True)], pa.string()
            ),
            "piece": _lists(pieces, np.array(indices, np.int32)),
            "piece_start": _lists(pieces, np.array(starts, np.int32)),
            **{
                name: _lists(tellings.first, one.astype(np.int32)) for name, one in zip(_BY_WORD, by_word, strict=False)
            },
            "flags": _lists(tellings.first, flags.astype(np.uint8)),
        }
    )


def _lists(edges: Sequence[int] | np.ndarray, values: np.ndarray) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(edges, pa.int32()), pa.array(values))


def renumber(table: pa.Table, numbers: np.ndarray, stock: Stock | None = None) -> pa.Table:
    """Give the words of packed tellings the numbers of the corpus, and mark where stock phrases begin."""
    words, flags = (table[name].combine_chunks() for name in ("words", "flags"))
    changed = {"words": numbers[words.values.to_numpy()].astype(np.int32)}
    if stock is not None:
        changed["flags"] = flags.values.to_numpy() | (stock.short * _SHORT) | (stock.long * _LONG)
    for name, values in changed.items():
        table = table.set_column(table.schema.get_field_index(name), name, _lists(words.offsets.to_numpy(), values))
    return table


def unpack(table: pa.Table) -> Taken:
    """Read packed tellings, end to end."""
    lists = {name: table[name].combine_chunks() for name in (*_BY_WORD, "piece", "piece_start")}
    sizes, n_pieces = (lists[name].value_lengths().to_numpy() for name in ("words", "piece"))
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    by_word = {name: lists[name].flatten().to_numpy() for name in _BY_WORD}
    piece_of = np.repeat(first[:-1], n_pieces)
    pieces = list(
        zip(
            lists["piece"].flatten().to_pylist(),
            (lists["piece_start"].flatten().to_numpy() + piece_of).tolist(),
            strict=True,
        )
    )
    edges = np.concatenate([[0], np.cumsum(n_pieces)]).tolist()
    scalars = "article_id attribution_index is_headline speaker earliest latest".split()
    columns = zip(*(table[name].to_pylist() for name in scalars), strict=True)
    begins = first.tolist()
    rows = [
        Telling._make((*own, tuple(pieces[edges[at] : edges[at + 1]]), begins[at], begins[at + 1]))
        for at, own in enumerate(columns)
    ]
    flags = by_word["flags"]
    taken = Taken(
        rows=rows,
        keys=by_word["words"].astype(np.int32),
        starts=by_word["starts"].astype(np.int64),
        ends=by_word["ends"].astype(np.int64),
        opens=(flags & _OPENS) > 0,
        is_note=(flags & _NOTE) > 0,
        is_content=(flags & _CONTENT) > 0,
        first=first,
        vocabulary=[],
    )
    taken.stock = Stock((flags & _SHORT) > 0, (flags & _LONG) > 0)
    taken.supported = table["supported"].to_pylist()
    taken.texts, taken.text_starts = table["text"].to_pylist(), table["text_start"].to_pylist()
    return taken


def gather(folder: str, name: str, parts: Sequence[int], firsts: Sequence[int], rows: np.ndarray) -> Taken:
    """Take tellings, by their numbers over all parts, ascending."""
    columns = [
        "article_id", "attribution_index", "is_headline", "speaker", "earliest", "latest", "supported", "text_start",
        "text", "piece", "piece_start", *_BY_WORD,
    ]  # fmt: skip
    return unpack(take_of_parts(folder, name, parts, firsts, rows, columns))


def wordings(words: pa.ListArray) -> np.ndarray:
    """Hash the words of each telling."""
    edges, values = words.offsets.to_numpy(), words.values.to_numpy()
    hashed = pd.util.hash_array(np.array([values[a:b].tobytes() for a, b in pairwise(edges)], object))
    return np.asarray(hashed, np.uint64)
