"""One utterance of the ledger -> its tellings word by word, on one grid of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.quotes.alignment import aligned_gaps, aligned_runs, aligned_telling
from analysis.compare.words.wording import Word, read_words, with_marks
from analysis.errors import TableError
from analysis.tables import map_articles

_COLUMNS = {
    "utterance_id": "str",
    "article_id": "str",
    "attribution_index": "int64",
    "column": "int64",
    "operation": "str",
    "quote_index": "Int64",
    "word": "str",
    "start": "Int64",
    "end": "Int64",
    "is_note": "bool",
}


def align_utterance(shared_quotes: pd.DataFrame, articles: pd.DataFrame, utterance_id: str) -> pd.DataFrame:
    """Set the tellings of an utterance under each other, word by word.

    Parameters
    ----------
    shared_quotes, articles : DataFrame
        Tables of one corpus.
    utterance_id : str

    Returns
    -------
    DataFrame
        Key `article_id`, `attribution_index`, `column`; the reference first, then the longer tellings. `column` counts
        places on the grid, the same for the same word. `operation` is same, changed (another word in the place of the
        reference's), added (in a place where the reference has none) or dropped; `word` is written as in the article,
        with its brackets and the end of its sentence, or, where it is dropped, as in the reference: there
        `quote_index`, `start` and `end` are NA. `is_note` marks words in brackets or parentheses. Paraphrases have no
        words of their own to align and are left out.

    Raises
    ------
    TableError
        The ledger has no such utterance.
    """
    rows = shared_quotes[(shared_quotes["utterance_id"] == utterance_id) & (shared_quotes["variant"] != "paraphrased")]
    if rows.empty:
        known = ", ".join(shared_quotes["utterance_id"].drop_duplicates().head(20))
        raise TableError(f"`utterance_id` must be one of {known}; found `{utterance_id}`.")
    texts = map_articles(articles)
    pieces = rows[list(_PIECE)].to_dict("records")
    found = [(utterance_id, *cell) for cell in align_tellings(pieces, texts)]
    return pd.DataFrame(found, columns=list(_COLUMNS)).astype(_COLUMNS)


#: What aligning needs of each row of `shared_quotes`.
_PIECE = ("article_id", "attribution_index", "kind", "quote_index", "start", "end", "is_reference")


class Aligned(NamedTuple):
    """A word of a telling on the grid: a row of `align_utterance`, without its utterance."""

    article_id: str
    attribution_index: int
    column: int
    operation: str
    quote_index: int | None
    word: str
    start: int | None
    end: int | None
    is_note: bool


def align_tellings(pieces: Iterable[Mapping[Any, Any]], texts: Mapping[str, str]) -> list[Aligned]:
    """Align the tellings of one utterance as `align_utterance` does, from plain rows of `shared_quotes`.

    Parameters
    ----------
    pieces : iterable of mapping
        Rows of one utterance, paraphrases left out.
    texts : mapping of str to str
        The text of each article.
    """
    tellings = sorted(_tellings(pieces, texts), key=lambda telling: (not telling.is_reference, -len(telling.words)))
    placed: list[list[_Cell]] = []
    for telling in tellings:
        placed.append(_elsewhere(telling, tellings, placed) or list(_place(tellings[0], telling)))
    column = _columns(placed)
    return [
        Aligned(telling.article_id, telling.attribution_index, column[cell.place], *cell[1:])
        for telling, cells in zip(tellings, placed, strict=True)
        for cell in sorted(cells, key=lambda cell: cell.place)
    ]


class _Telling(NamedTuple):
    article_id: str
    attribution_index: int
    is_reference: bool
    quote_index: list[int]  #: of each word
    words: list[Word]
    written: list[str]

    @property
    def keys(self) -> list[str]:
        return [word.key for word in self.words]


#: Where a word stands: at a word of the reference, number 0, or behind it, 1, 2, ...; before the first word: (-1, ...).
_Place = tuple[int, int]


class _Cell(NamedTuple):
    place: _Place
    operation: str
    quote_index: int | None
    word: str
    start: int | None
    end: int | None
    is_note: bool


def _tellings(pieces: Iterable[Mapping[Any, Any]], texts: Mapping[str, str]) -> Iterator[_Telling]:
    groups: dict[tuple[str, int, str], list[Mapping[Any, Any]]] = {}
    for piece in pieces:
        groups.setdefault((piece["article_id"], piece["attribution_index"], piece["kind"]), []).append(piece)
    for (article_id, attribution_index, _), own in groups.items():
        text = texts[article_id]
        low, high = min(piece["start"] for piece in own), max(piece["end"] for piece in own)
        indices: list[int] = []
        words: list[Word] = []
        for piece in own:
            found = read_words(text, piece["start"], piece["end"])
            words += found
            indices += [piece["quote_index"]] * len(found)
        written = [text[slice(*with_marks(text, word, low, high))] for word in words]
        is_reference = any(piece["is_reference"] for piece in own)
        yield _Telling(article_id, attribution_index, is_reference, indices, words, written)


def _elsewhere(telling: _Telling, tellings: list[_Telling], placed: list[list[_Cell]]) -> list[_Cell]:
    """Place a fragment that the reference does not hold where the first telling that holds it whole has its words."""
    for other, cells in zip(tellings, placed, strict=False):
        runs = aligned_runs(*_numbered(other.keys, telling.keys))
        if len(runs) == 1 and runs[0].length == len(telling.words):
            if other.is_reference:
                return []
            by_word = {cell.start: cell for cell in cells}
            held = [by_word[word.start] for word in other.words[runs[0].a : runs[0].a + runs[0].length]]
            return [_cell(telling, number, cell.place, cell.operation) for number, cell in enumerate(held)]
    return []


def _numbered(*sequences: list[str]) -> list[list[int]]:
    numbers = {key: number for number, key in enumerate(dict.fromkeys(key for keys in sequences for key in keys))}
    return [[numbers[key] for key in keys] for keys in sequences]


def _place(reference: _Telling, telling: _Telling) -> Iterator[_Cell]:
    """Give each word of a telling, and each that it drops, its place on the reference."""
    one, two = reference.keys, telling.keys
    runs = aligned_telling(*_numbered(one, two))
    for run in runs:
        for step in range(run.length):
            yield _cell(telling, run.b + step, (run.a + step, 0), "same")
    for gap in aligned_gaps(runs, len(one), len(two)):
        n_changed = min(gap.a_end - gap.a_start, gap.b_end - gap.b_start) if gap.is_replaced else 0
        for number, b in enumerate(range(gap.b_start, gap.b_end)):
            if number < n_changed:
                yield _cell(telling, b, (gap.a_start + number, 0), "changed")
            else:
                yield _cell(telling, b, (gap.a_start + n_changed - 1, number - n_changed + 1), "added")
        for a in range(gap.a_start + n_changed, gap.a_end):
            yield _Cell((a, 0), "dropped", None, reference.written[a], None, None, reference.words[a].is_note)


def _cell(telling: _Telling, number: int, place: _Place, operation: str) -> _Cell:
    word = telling.words[number]
    return _Cell(
        place, operation, telling.quote_index[number], telling.written[number], word.start, word.end, word.is_note
    )


def _columns(placed: list[list[_Cell]]) -> dict[_Place, int]:
    """Number the places that any telling uses, from left to right."""
    places = sorted({cell.place for cells in placed for cell in cells})
    return {place: number for number, place in enumerate(places)}
