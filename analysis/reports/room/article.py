"""One article's rows -> all that its page shows, in plain values that a template only has to lay out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.reading import Reading
from analysis.reports.room.course import Course, find_course
from analysis.reports.room.evidence import evidence_tables
from analysis.reports.room.marks import Paragraph, Row, cut_rows, mark_paragraphs, plain_columns, row_dicts
from analysis.reports.room.names import Names, article_file, title_of
from analysis.tables import SILENT_SECTIONS, VOICES, by_article


class Article(NamedTuple):
    """What a page shows of one article."""

    row: Row
    file: str
    paragraphs: list[Paragraph]
    course: Course
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
    def methods(self) -> list[str]:
        """The methods of the sentiment toward people, the study's own first."""
        columns = self.people[0] if self.people else {}
        return [name.removeprefix("sentiment_") for name in columns if name.startswith("sentiment_")]

    def chips(self, names: Names) -> list[tuple[str, str, str]]:
        """Give id, class and name of the people this article mentions, in the order of the study file."""
        mentioned = {row["person_id"] for row in self.people}
        return [chip for chip in names.person_chips() if chip[0] in mentioned]

    @property
    def silent(self) -> frozenset[str]:
        """Sections that are not scored."""
        return SILENT_SECTIONS


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
    return Article(
        row=row,
        file=article_file(row["article_id"]),
        paragraphs=mark_paragraphs(row["text"], parts, names),
        course=find_course(parts, names),
        balances=_balances(parts["axis_scores"], list(names.study.axes)),
        hits=parts["frame_hits"],
        people=parts["mentions"],
        quotes=parts["quotes"],
        headline=[(one["sentence_index"], one["words"]) for one in parts["sentences"] if one["field"] == "headline"],
        source=_source(row["raw"], parts["sentences"]),
    )


def _balances(scores: Sequence[Row], axes: list[str]) -> list[Row]:
    """Choose the scores of the whole article: axis by axis as in the study, all voices first."""
    whole = [score for score in scores if score["section"] == "all" and _has_say(score)]
    return sorted(whole, key=lambda score: (axes.index(score["axis_id"]), ("all", *VOICES).index(score["voice"])))


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
