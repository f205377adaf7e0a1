"""Rows with spans -> the same rows with their words and their place in the untouched document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.framing.axes import weighed_hits
from analysis.reading import Reading
from analysis.tables import by_article, rows_at, without_topics

#: The spans that are followed back, by table.
_SPANS = {
    "sentences": ("start", "end"),
    "frame_hits": ("start", "end"),
    "mentions": ("start", "end"),
    "quotes": ("content_start", "content_end"),
}

Place = tuple[str, int, int]


def evidence_tables(reading: Reading) -> dict[str, pd.DataFrame]:
    """Gather what the pages show as evidence.

    Returns
    -------
    dict of str to DataFrame
        The tables `sentences`, `frame_hits`, `mentions` and `quotes` with the columns of `trace`. Sentences also have
        the valence ``compound`` and ``n_lexicon``; hits ``counts`` (whether they enter a balance);
        mentions ``voice`` and the sentiment toward the person by each method
        (``sentiment_clause`` …; NA where none was measured); quotes ``sentence_index``, without topics.
    """
    tables = {name: trace(reading, getattr(reading, name), *span) for name, span in _SPANS.items()}
    tables["sentences"] = _with_valences(tables["sentences"], reading)
    counted = weighed_hits(reading.frame_hits, reading.study).index
    tables["frame_hits"] = tables["frame_hits"].assign(counts=reading.frame_hits.index.isin(counted))
    mentions = tables["mentions"].assign(voice=_voices(reading.mentions, reading))
    tables["mentions"] = _with_sentiments(mentions, reading)
    quotes = without_topics(tables["quotes"])
    rows = rows_at(reading.sentences, quotes["article_id"], quotes["content_start"])
    index = pd.Series(rows).map(dict(enumerate(reading.sentences["sentence_index"].tolist()))).astype("Int64")
    tables["quotes"] = quotes.assign(sentence_index=index.to_numpy())
    return tables


def trace(reading: Reading, frame: pd.DataFrame, start: str = "start", end: str = "end") -> pd.DataFrame:
    """Add to each span its words and its place in the source.

    Parameters
    ----------
    reading : Reading
    frame : DataFrame
        Has ``article_id`` and the two columns of a span in the article's text; rows of an article stand together.
    start, end : str
        Names of those columns.

    Returns
    -------
    DataFrame
        With ``words``, ``field`` (headline or document), ``raw_start`` and ``raw_end``: the half-open stretch of code
        points of that field that the words were made from (an entity such as ``&amp;`` is one character of the text
        and five of the document); ``place``: where they begin in the delivered file (`Reading.with_places`).
    """
    offsets = {article_id: reading.raw_offsets.iloc[rows] for article_id, rows in by_article(reading.raw_offsets)}
    places: list[Place] = []
    for article_id, rows in by_article(frame):
        locate = _locator(offsets[article_id])
        part = frame.iloc[rows]
        places += [locate(a, b) for a, b in zip(part[start].tolist(), part[end].tolist(), strict=True)]
    columns = list(zip(*places, strict=True)) or [(), (), ()]
    traced = reading.with_places(reading.with_words(frame, start, end), start)
    return traced.assign(
        field=pd.Series(columns[0], index=frame.index, dtype="str"),
        raw_start=np.array(columns[1], dtype="int64"),
        raw_end=np.array(columns[2], dtype="int64"),
    )


def _locator(offsets: pd.DataFrame) -> Callable[[int, int], Place]:
    """Make a function from a span of one article's text to its field and raw span."""
    names = ["start", "end", "field", "raw_start", "raw_end"]
    runs = list(zip(*(offsets[name].tolist() for name in names), strict=True))
    starts = [run[0] for run in runs]

    def character(position: int) -> Place:
        start, end, field, raw_start, raw_end = runs[bisect_right(starts, position) - 1]
        if end - start != raw_end - raw_start:
            return field, raw_start, raw_end
        return field, raw_start + position - start, raw_start + position - start + 1

    def span(start: int, end: int) -> Place:
        field, raw_start, raw_end = character(start)
        return field, raw_start, max(raw_end, character(max(start, end - 1))[2])

    return span


def _with_valences(sentences: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    valences = reading.valences[reading.valences["unit"] == "sentence"]
    valences = valences.rename(columns={"unit_index": "sentence_index"})
    key = ["article_id", "sentence_index"]
    merged = sentences.merge(valences[[*key, "compound", "n_lexicon"]], on=key, how="left")
    return merged.astype({"n_lexicon": "Int64"})


def _with_sentiments(mentions: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    key = ["article_id", "mention_index"]
    values = reading.sentiments.pivot(index=key, columns="method", values="value")
    values = values[reading.sentiments["method"].drop_duplicates()].add_prefix("sentiment_")  # the study's own first
    return mentions.merge(values, left_on=key, right_index=True, how="left")


def _voices(mentions: pd.DataFrame, reading: Reading) -> pd.Series:
    rows = rows_at(reading.segments, mentions["article_id"], mentions["start"])
    voices = reading.segments["voice"].tolist()
    return pd.Series([voices[row] if row >= 0 else None for row in rows], index=mentions.index, dtype="str")
