"""Tellings of a part <-> a table of which any rows are taken: what is compared stands in many parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

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
    texts: pa.StringArray
    text_starts: pa.Int32Array

    def text_of(self, row: int, start: int, end: int) -> str:
        """Give a stretch of the text of a telling's article, of the quoted words and what is between them."""
        first = self.text_starts[row].as_py()
        text: str = self.texts[row].as_py()
        return text[start - first : end - first]


class _Rows(Sequence[Telling]):
    """The rows of packed tellings, each made when it is asked for: millions of them are too many objects."""

    def __init__(self, table: pa.Table, first: np.ndarray) -> None:
        names = (table[name].combine_chunks().dictionary_encode() for name in ("article_id", "speaker"))
        self.names = [(one.indices.fill_null(-1).to_numpy(), [*one.dictionary.to_pylist(), None]) for one in names]
        numbers = "attribution_index is_headline earliest latest".split()
        self.numbers = [table[name].to_numpy() for name in numbers]
        piece, start = (table[name].combine_chunks() for name in ("piece", "piece_start"))
        self.edges = np.concatenate([[0], np.cumsum(piece.value_lengths().to_numpy())])
        self.piece, self.start = piece.flatten().to_numpy(), start.flatten().to_numpy()
        self.first = first

    def __len__(self) -> int:
        return len(self.first) - 1

    def __getitem__(self, at: Any) -> Any:
        first, last = self.first[at : at + 2].tolist()
        article_id, speaker = (names[codes[at]] for codes, names in self.names)
        index, is_headline, earliest, latest = (numbers[at].item() for numbers in self.numbers)
        own = slice(*self.edges[at : at + 2].tolist())
        pieces = tuple(zip(self.piece[own].tolist(), (self.start[own] + first).tolist(), strict=True))
        return Telling(article_id, index, is_headline, speaker, earliest, latest, pieces, first, last)

    def __iter__(self) -> Iterator[Telling]:
        return map(self.__getitem__, range(len(self)))


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
    first = np.concatenate([[0], np.cumsum(lists["words"].value_lengths().to_numpy())]).astype(np.int64)
    by_word = {name: lists[name].flatten().to_numpy() for name in _BY_WORD}
    flags = by_word["flags"]
    taken = Taken(
        rows=_Rows(table, first),
        keys=by_word["words"],
        starts=by_word["starts"],
        ends=by_word["ends"],
        opens=(flags & _OPENS) > 0,
        is_note=(flags & _NOTE) > 0,
        is_content=(flags & _CONTENT) > 0,
        first=first,
        vocabulary=[],
    )
    taken.stock = Stock((flags & _SHORT) > 0, (flags & _LONG) > 0)
    taken.supported = table["supported"].to_pylist()
    taken.texts, taken.text_starts = (table[name].combine_chunks() for name in ("text", "text_start"))
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
