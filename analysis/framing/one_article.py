"""What a hit has to know of its article: sentences that may hold evidence, voices, people, titles and names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.framing.concern import Spoken
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, map_articles, rows_by_article
from analysis.text.titles import find_marked_titles, find_titles

Span = tuple[int, int]


class Segment(NamedTuple):
    """A stretch of one voice."""

    start: int
    end: int
    voice: str | None
    holder_kind: str | None
    holder_id: str | None


class Article(NamedTuple):
    """What a hit has to know of its article: sentences that may hold evidence, voices, people, titles and names."""

    text: str
    sentences: list[tuple[int, int, int, str]]
    segments: list[Segment]
    mentions: list[Spoken]
    titles: list[Span]
    names: list[Span]


def read_articles(
    articles: pd.DataFrame, sentences: pd.DataFrame, segments: pd.DataFrame, mentions: pd.DataFrame, study: Study
) -> Iterator[tuple[str, Article]]:
    """Cut the tables of a batch into the articles' own lists."""
    titles = {work_id: work.titles for work_id, work in study.works.items()}
    sentence_rows = rows_by_article(sentences, "start end sentence_index section")
    segment_rows = rows_by_article(segments, "start end voice holder_kind holder_id")
    mention_rows = rows_by_article(mentions, "start end person_id kind sentence_index")
    for article_id, text in map_articles(articles).items():
        spoken, names = _gather(mention_rows.get(article_id, []))
        yield (
            article_id,
            Article(
                text,
                [row for row in sentence_rows.get(article_id, []) if row[3] not in SILENT_SECTIONS],
                [Segment(*row) for row in segment_rows.get(article_id, [])],
                spoken,
                sorted({(span.start, span.end) for span in find_titles(text, titles)} | {*find_marked_titles(text)}),
                names,
            ),
        )


def _gather(rows: Sequence[tuple[Any, ...]]) -> tuple[list[Spoken], list[Span]]:
    """Join the rows of group mentions; tell names apart."""
    people: dict[tuple[int, int, str, int], set[str]] = {}
    for start, end, person_id, kind, sentence in rows:
        people.setdefault((start, end, kind, sentence), set()).update([person_id] if person_id else [])
    spoken = [Spoken(start, end, frozenset(ids), kind, at) for (start, end, kind, at), ids in people.items()]
    return sorted(spoken, key=lambda item: item[:2]), [item[:2] for item in spoken if item.kind == "proper"]


def segment_at(segments: Sequence[Segment], starts: Sequence[int], position: int) -> Segment:
    """Give the stretch that holds a position; one of nobody where none does."""
    at = bisect_right(starts, position) - 1
    if at >= 0 and position < segments[at].end:
        return segments[at]
    return Segment(position, position, None, None, None)
