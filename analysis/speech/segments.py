"""Sentences and quotes -> table `segments`: the stretches of each sentence that have one voice and one holder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.tables import from_rows, map_articles, without_topics

#: Quotation marks of one or two characters, and the blanks inside them.
MARKS = "\"“”„‟«»‹›'`‘’ "


class Voiced(NamedTuple):
    """A stretch of an article that is not the outlet's own."""

    start: int
    end: int
    voice: str
    holder_kind: str
    holder_id: str | None


def split_segments(articles: pd.DataFrame, sentences: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Cut each sentence where its voice or its holder changes.

    The words between quotation marks are ``quoted``, what else an attribution reports is ``paraphrased``; all the
    rest, marks, cue and source included, is the outlet's ``own``. So is whom or what one only praises, denounces or
    speaks of (rule *topic*), which says nothing without its cue, and what an attribution that is not asserted says
    ("never said that …"); words between marks are then quoted, and nobody's. Where contents lie inside each other the
    quoted one counts before the paraphrased, and of two alike the shorter, which is the more precise about who holds
    it.

    Parameters
    ----------
    articles, sentences, quotes : DataFrame
        Tables of the same articles.

    Returns
    -------
    DataFrame
        Table `segments`, key `article_id`, `segment_index`. The segments of a sentence tile it: no gaps, no
        overlaps. `holder_id` is an outlet_id where `holder_kind` is outlet, a person_id where it is person, the
        joined ids where it is several, else NA.
    """
    texts = map_articles(articles)
    voiced = _voiced_by_article(quotes, texts)
    outlets = map_articles(articles, "outlet_id")
    rows: list[tuple[object, ...]] = []
    current, index, cuts = None, 0, []
    for article_id, sentence_index, start, end in sentences[
        ["article_id", "sentence_index", "start", "end"]
    ].itertuples(index=False, name=None):
        if article_id != current:
            current, index, at = article_id, 0, 0
            cuts = _flatten(voiced.get(article_id, []))
        while at < len(cuts) and cuts[at].end <= start:
            at += 1
        for piece in _tile(start, end, cuts, at, outlets.get(article_id)):
            rows.append((article_id, index, sentence_index, *piece))
            index += 1
    return from_rows(rows, "segments")


def _voiced_by_article(quotes: pd.DataFrame, texts: dict[str, str]) -> dict[str, list[Voiced]]:
    columns = "article_id content_start content_end quoted_start quoted_end source_kind person_id people scope".split()
    found: dict[str, list[Voiced]] = {}
    rows = without_topics(quotes)[columns].itertuples(index=False, name=None)
    for article_id, start, end, first, last, kind, person, people, scope in rows:
        holder = (kind, {"person": person, "several": people}.get(kind))
        stretches = found.setdefault(article_id, [])
        if scope != "asserted":
            if not pd.isna(first):
                stretches.append(Voiced(int(first), int(last), "quoted", "unresolved", None))
            continue
        if pd.isna(first):
            stretches.append(Voiced(start, end, "paraphrased", *holder))
            continue
        stretches.append(Voiced(int(first), int(last), "quoted", *holder))
        before, after = _without_marks(texts[article_id], start, int(first), int(last), end)
        for left, right in ((start, before), (after, end)):
            if left < right:
                stretches.append(Voiced(left, right, "paraphrased", *holder))
    return found


def _without_marks(text: str, start: int, first: int, last: int, end: int) -> tuple[int, int]:
    """Give the end of what stands before the marks of a quotation, and the start of what stands after them."""
    while first > start and text[first - 1] in MARKS:
        first -= 1
    while last < end and text[last] in MARKS:
        last += 1
    return first, last


def _flatten(stretches: list[Voiced]) -> list[Voiced]:
    """Cut overlapping stretches into disjoint ones in text order: quoted before paraphrased, shorter before longer."""
    stretches = sorted(dict.fromkeys(stretches), key=lambda s: (s.voice != "quoted", s.end - s.start, s.start))
    edges = sorted({edge for s in stretches for edge in (s.start, s.end)})
    place = {edge: number for number, edge in enumerate(edges)}
    following = list(range(len(edges)))  # the next elementary interval that nobody holds yet

    def free(number: int) -> int:
        while following[number] != number:
            following[number] = following[following[number]]
            number = following[number]
        return number

    result = []
    for stretch in stretches:
        number, last = free(place[stretch.start]), place[stretch.end]
        while number < last:
            result.append(stretch._replace(start=edges[number], end=edges[number + 1]))
            following[number] = number + 1
            number = free(number)
    return sorted(result)


def _tile(start: int, end: int, cuts: list[Voiced], at: int, outlet: str | None) -> Iterator[Voiced]:
    """Give the pieces of one sentence in order; what no cut holds is the outlet's own."""
    own = Voiced(start, end, "own", "outlet", outlet)
    while start < end:
        cut = cuts[at] if at < len(cuts) and cuts[at].start < end else None
        if cut is None:
            yield own._replace(start=start)
            return
        if cut.start > start:
            yield own._replace(start=start, end=cut.start)
        start, stop = max(start, cut.start), min(cut.end, end)
        yield cut._replace(start=start, end=stop)
        start, at = stop, at + 1
