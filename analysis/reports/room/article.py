"""One article's rows -> all that its page shows, in plain values that a template only has to lay out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.framing.hits import SILENT_SECTIONS
from analysis.reading import Reading
from analysis.reports.room.evidence import evidence_tables
from analysis.reports.room.marks import Paragraph, Row, cut_rows, mark_paragraphs, plain_columns, row_dicts
from analysis.reports.room.names import Names, article_file
from analysis.reports.room.strip import Bar, strip_bars
from analysis.tables import VOICES, by_article

__all__ = ["Article", "Strip", "read_room", "title_of"]


class Strip(NamedTuple):
    """An article on one axis: its label, the labels of its two frames with their colours, and the bars."""

    label: str
    positive: tuple[str, str]
    negative: tuple[str, str]
    bars: list[Bar]


class Article(NamedTuple):
    """What a page shows of one article."""

    row: Row
    file: str
    paragraphs: list[Paragraph]
    strips: list[Strip]
    balances: list[Row]
    hits: Sequence[Row]
    people: Sequence[Row]
    quotes: Sequence[Row]
    headline: list[tuple[int, str]]
    source: list[tuple[int | None, str]]

    @property
    def title(self) -> str:
        """The headline, or what else tells it from others."""
        return title_of(self.row)

    @property
    def silent(self) -> frozenset[str]:
        """Sections that are not scored."""
        return SILENT_SECTIONS


def title_of(row: Row) -> str:
    """Give an article's headline, or its outlet and id.

    Examples
    --------
    >>> title_of({"headline": None, "outlet": "The Tide", "article_id": "007"})
    'The Tide, article 007'
    """
    return row["headline"] or f"{row['outlet'] or 'Unknown outlet'}, article {row['article_id']}"


def read_room(reading: Reading, names: Names, tables: Mapping[str, pd.DataFrame] | None = None) -> Iterator[Article]:
    """Gather the articles of a Reading one after another, in its order.

    Parameters
    ----------
    reading : Reading
    names : Names
    tables : mapping, optional
        Its `evidence_tables`, if they are there already.
    """
    tables = tables or evidence_tables(reading)
    scores = reading.axis_scores
    frames = {
        **tables,
        "segments": reading.segments,
        "axis_scores": scores[scores["unit_kind"] == "article"].rename(columns={"unit_id": "article_id"}),
    }
    rows_of = {name: dict(by_article(frame)) for name, frame in frames.items()}
    columns = {name: plain_columns(frame) for name, frame in frames.items()}
    for row in row_dicts(reading.articles):
        at = row["article_id"]
        parts = {name: cut_rows(columns[name], rows_of[name].get(at, slice(0, 0))) for name in frames}
        yield _article(row, parts, names)


def _article(row: Row, parts: dict[str, list[dict[str, Any]]], names: Names) -> Article:
    study = names.study
    strips = [
        Strip(
            axis.label,
            (names.frame(axis.positive), names.frame_class(axis.positive)),
            (names.frame(axis.negative), names.frame_class(axis.negative)),
            strip_bars(parts["sentences"], parts["frame_hits"], axis),
        )
        for axis in study.axes.values()
    ]
    return Article(
        row=row,
        file=article_file(row["article_id"]),
        paragraphs=mark_paragraphs(row["text"], parts, names),
        strips=strips,
        balances=[score for score in parts["axis_scores"] if score["section"] == "all" and _has_say(score)],
        hits=parts["frame_hits"],
        people=parts["mentions"],
        quotes=parts["quotes"],
        headline=[(one["sentence_index"], one["words"]) for one in parts["sentences"] if one["field"] == "headline"],
        source=_source(row["raw"], parts["sentences"]),
    )


def _has_say(score: Row) -> bool:
    return score["voice"] == "all" or (score["voice"] in VOICES and score["n"] > 0)


def _source(raw: str, sentences: Sequence[Row]) -> list[tuple[int | None, str]]:
    """Cut the untouched document where a sentence was made from it: (sentence index or None, characters)."""
    pieces: list[tuple[int | None, str]] = []
    at = 0
    for row in sentences:
        start, end = row["raw_start"], row["raw_end"]
        if row["field"] != "document" or start < at:
            continue
        if start > at:
            pieces.append((None, raw[at:start]))
        pieces.append((row["sentence_index"], raw[start:end]))
        at = end
    return [*pieces, (None, raw[at:])] if at < len(raw) else pieces
