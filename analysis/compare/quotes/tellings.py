"""Quotes and articles -> tellings: each attribution's quoted words as one sequence, with speaker and dates."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.publication import Days, read_dates
from analysis.compare.quotes.speakers import name_speakers
from analysis.compare.words.wording import is_content, read_words, with_marks
from analysis.tables import map_articles


class Telling(NamedTuple):
    """The quoted words of one attribution in one article; its words are numbers `first:last` of `Tellings`.

    `pieces` are its rows of the table quotes, as (quote_index, number of its first word). `speaker` is a key of
    `analysis.compare.quotes.speakers.name_speakers`; None where nobody knows. Days count from 1970; NaN where undated.
    """

    article_id: str
    attribution_index: int
    is_headline: bool
    speaker: str | None
    earliest: float
    latest: float
    pieces: tuple[tuple[int, int], ...]
    first: int
    last: int

    @property
    def days(self) -> Days:
        """The first and the last possible day of publication."""
        return self.earliest, self.latest


@dataclass
class Tellings:
    """All tellings and their words end to end (arrays of one length; see `analysis.compare.words.wording.Word`).

    `starts` and `ends` hold the marks that touch a word, as `analysis.compare.words.wording.with_marks` gives them.
    """

    rows: Sequence[Telling]
    keys: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    opens: np.ndarray
    is_note: np.ndarray
    is_content: np.ndarray
    first: np.ndarray
    vocabulary: list[str]

    def words(self, telling: Telling) -> list[int]:
        """Give the words of a telling as numbers of `vocabulary`."""
        keys: list[int] = self.keys[telling.first : telling.last].tolist()
        return keys


@dataclass
class _Words:
    """Growing arrays of words; `Tellings` once all are read."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    keys: array[int] = field(default_factory=lambda: array("i"))
    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    opens: array[int] = field(default_factory=lambda: array("b"))
    is_note: array[int] = field(default_factory=lambda: array("b"))

    def add(self, text: str, start: int, end: int) -> None:
        number = self.vocabulary.setdefault
        for word in read_words(text, start, end):
            self.keys.append(number(word.key, len(self.vocabulary)))
            low, high = with_marks(text, word, start, end)
            self.starts.append(low)
            self.ends.append(high)
            self.opens.append(word.opens)
            self.is_note.append(word.is_note)

    def tellings(self, rows: list[Telling]) -> Tellings:
        vocabulary = list(self.vocabulary)
        keys = np.array(self.keys, np.int32)
        content = np.array([is_content(key) for key in vocabulary], bool)
        return Tellings(
            rows=rows,
            keys=keys,
            starts=np.array(self.starts, np.int64),
            ends=np.array(self.ends, np.int64),
            opens=np.array(self.opens, bool),
            is_note=np.array(self.is_note, bool),
            is_content=content[keys] if len(keys) else np.zeros(0, bool),
            first=np.array([*(row.first for row in rows), len(keys)], np.int64),
            vocabulary=vocabulary,
        )


def read_tellings(quotes: pd.DataFrame, articles: pd.DataFrame, names: pd.DataFrame | None = None) -> Tellings:
    """Read the words between quotation marks, one sequence an attribution.

    Pieces of one attribution (“A,” she said. “B.”) are run together, as another outlet may print them; an editor's note
    between two of them (“A. (Laughs.) B.”) is read with the first. Indirect quotes have no such words. Pieces without a
    word are left out, and so is what the article does not say was said (`scope`).

    Parameters
    ----------
    quotes, articles : DataFrame
        Tables of the same articles.
    names : DataFrame, optional
        As in `name_speakers`.
    """
    dates = read_dates(articles)
    texts = map_articles(articles)
    words, rows = _Words(), []
    for (article_id, index, is_headline), pieces in _attributions(quotes, names):
        text, first, kept = texts[article_id], len(words.keys), []
        for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
            before = len(words.keys)
            is_noted = after is not None and _NOTE.fullmatch(text, piece.end, after.start)
            words.add(text, piece.start, after.start if after and is_noted else piece.end)
            if len(words.keys) > before:
                kept.append((piece.quote_index, before))
        if kept:
            speaker = next((piece.speaker for piece in pieces if piece.speaker), None)
            rows.append(
                Telling(
                    article_id, index, is_headline, speaker, *dates[article_id], tuple(kept), first, len(words.keys)
                )
            )
    return words.tellings(rows)


class _Piece(NamedTuple):
    quote_index: int
    start: int
    end: int
    speaker: str | None


def _attributions(
    quotes: pd.DataFrame, names: pd.DataFrame | None
) -> Iterator[tuple[tuple[str, int, bool], list[_Piece]]]:
    """Join the quoted rows of each attribution, in the order of their first piece."""
    columns = "article_id quote_index attribution_index kind quoted_start quoted_end speaker"
    quotes = quotes.assign(speaker=name_speakers(quotes, names))
    is_said = quotes["quoted_start"].notna() & (quotes["scope"] == "asserted")
    quoted = quotes.loc[is_said, columns.split()]
    found: dict[tuple[str, int, bool], list[_Piece]] = {}
    for article_id, index, attribution, kind, start, end, speaker in quoted.itertuples(index=False, name=None):
        key = article_id, attribution, kind == "headline"
        found.setdefault(key, []).append(_Piece(index, int(start), int(end), speaker))
    yield from found.items()


_NOTE = re.compile(r"\s*(?:\([^()]{1,80}\)|\[[^\[\]]{1,80}\])\s*")


def days_apart(one: Days, two: Days) -> float:
    """Give the least number of days between two intervals of publication; 0 where one is not known.

    Publication times are intervals: [1, 5] and [4, 9] may be the same day.
    """
    apart = max(two[0] - one[1], one[0] - two[1])
    return max(apart, 0.0) if apart == apart else 0.0
