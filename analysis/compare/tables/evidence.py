"""The tables of a whole corpus -> what stands behind a number: spans with their sentences and places in the source.

``place`` says where the span begins in the delivered file (`Reading.with_places`); ``sentence_number`` counts the
article's sentences from 1, as pages and pictures do (`analysis.tables.sentence_number`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.tables.grid import choose_method, outlet_names, outlets_of
from analysis.compare.tables.outlets import tone_of_segments
from analysis.framing.axes import weighed_hits
from analysis.reading import Reading
from analysis.sentiment.ladder import VADER
from analysis.sentiment.targets import by_others
from analysis.tables import sentence_number, speakers_of, without_topics

__all__ = ["frame_evidence", "person_evidence", "quote_evidence", "tone_evidence"]


def frame_evidence(reading: Reading, axis: str) -> pd.DataFrame:
    """List every hit of an axis's two frames with its sentence.

    Returns
    -------
    DataFrame
        ``article_id``, ``start``, ``end``, ``outlet``, ``frame``, ``words``, ``sentence_number``, ``sentence``,
        ``scope``, ``standing``, ``counts`` (whether it enters the balance), ``voice``, ``holder``, ``about``,
        ``place``.
    """
    poles = reading.study.axis(axis)
    hits = reading.frame_hits
    counted = set(weighed_hits(hits, reading.study).index)
    hits = hits.assign(counts=[row in counted for row in hits.index])
    hits = hits[hits["frame_id"].isin([poles.positive, poles.negative])].rename(columns={"surface": "words"})
    labels = {frame_id: frame.label for frame_id, frame in reading.study.frames.items()}
    hits = hits.assign(frame=hits["frame_id"].map(labels), about=_names(hits["about_id"], reading))
    hits = hits.assign(holder=_holders(hits, reading))
    return _placed(reading, hits, ["frame", "words"], ["scope", "standing", "counts", "voice", "holder", "about"])


def tone_evidence(reading: Reading, *, most: int = 5) -> pd.DataFrame:
    """List the stretches with the lowest and the highest valence of each outlet, `most` of each.

    Returns
    -------
    DataFrame
        ``article_id``, ``start``, ``end``, ``outlet``, ``voice``, ``compound``, ``words``, ``sentence_number``,
        ``sentence``, ``place``.
    """
    points = tone_of_segments(reading).dropna(subset=["compound"])
    points = points.sort_values("compound", kind="stable")
    grouped = points.groupby("outlet_id", sort=False)
    ends = pd.concat([grouped.head(most), grouped.tail(most)])
    ends = ends[~ends.index.duplicated()].drop(columns=["outlet", "outlet_id"])
    return _placed(reading, reading.with_words(ends), ["voice", "compound", "words"], order="compound")


def person_evidence(reading: Reading, *, method: str | None = None, person: str | None = None) -> pd.DataFrame:
    """List every scored mention of a person with the words that were scored and whose they are.

    What people say of themselves is left out, as it is from the numbers. ``person`` keeps one id of the study.
    ``method`` None is the study's; what the rungs of VADER say stands beside it (NA: no word of the lexicon).

    Returns
    -------
    DataFrame
        ``article_id``, ``start``, ``end`` (of the words scored), ``outlet``, ``person``, ``mention``, ``voice``,
        ``holder``, ``value`` in [-1, 1], ``vader_clause``, ``vader_sentence`` (without the chosen method), ``words``,
        ``sentence_number``, ``sentence``, ``place``.
    """
    method = choose_method(reading, method)
    sentiments, key = reading.sentiments, ["article_id", "mention_index"]
    scored = by_others(sentiments[(sentiments["method"] == method) & (sentiments["n"] > 0)])
    if person is not None:
        scored = scored[scored["target_id"] == person]
    surfaces = reading.mentions[[*key, "surface"]].rename(columns={"surface": "mention"})
    scored = scored.merge(surfaces, on=key)
    beside = [name for name in VADER if name != method]
    values = sentiments.pivot(index=key, columns="method", values="value").reindex(columns=beside).add_prefix("vader_")
    scored = scored.merge(values, left_on=key, right_index=True, how="left")
    scored = scored.assign(person=_names(scored["target_id"], reading), holder=_holders(scored, reading))
    before = ["person", "mention", "voice", "holder", "value", *values.columns, "words"]
    return _placed(reading, reading.with_words(scored), before)


def quote_evidence(reading: Reading, *, person: str | None = None) -> pd.DataFrame:
    """List every quotation with its source and cue, not topics.

    ``person`` keeps those of one id of the study, with what that person says together with others.

    Returns
    -------
    DataFrame
        ``article_id``, ``start``, ``end`` (of the content), ``outlet``, ``kind``, ``said_by`` ("Ana Ruiz and Bo Lee"
        where they speak together; NA: not resolved), ``cue``, ``words``, ``sentence_number``, ``place``.
    """
    quotes = without_topics(reading.quotes)
    speakers = speakers_of(quotes).fillna("").tolist()
    is_kept = np.array([person is None or person in ids.split("|") for ids in speakers], bool)
    quotes = quotes[is_kept]
    quotes = quotes.rename(columns={"content_start": "start", "content_end": "end", "source": "as_written"})
    named = _names(speakers_of(quotes), reading)
    quotes = quotes.assign(said_by=named.fillna(quotes["as_written"]).mask(quotes["source_kind"] == "unresolved"))
    return _placed(reading, reading.with_words(quotes), ["kind", "said_by", "cue", "words"]).drop(columns="sentence")


def _placed(
    reading: Reading, frame: pd.DataFrame, before: list[str], after: Sequence[str] = (), *, order: str = "start"
) -> pd.DataFrame:
    """Add outlet, sentence (between the columns) and place in the source; sort by outlet, article and `order`."""
    outlets = outlets_of(reading.articles, reading.study)
    turn = {article_id: row for row, article_id in enumerate(outlets["article_id"])}
    frame = reading.with_sentences(frame).merge(outlets[["article_id", "outlet"]], on="article_id", how="left")
    frame = frame.assign(turn=frame["article_id"].map(turn)).sort_values(["turn", order], kind="stable")
    frame = reading.with_places(frame)
    frame["sentence_number"] = sentence_number(frame["sentence_index"])
    columns = ["article_id", "start", "end", "outlet", *before, "sentence_number", "sentence", *after, "place"]
    return frame[columns].reset_index(drop=True)


def _names(ids: pd.Series, reading: Reading) -> pd.Series:
    """Name people, one or several together; ids of relations stay as they are."""
    return ids.map(reading.study.name_people, na_action="ignore").astype("str")  # where all are missing too


def _holders(frame: pd.DataFrame, reading: Reading) -> list[str]:
    """Name the holder of each row: a person, an outlet, someone else, or nobody that could be found."""
    people = _names(frame["holder_id"], reading)
    outlets = outlet_names(reading.articles, reading.study)
    rest = {"other": "someone else", "unresolved": "not resolved"}
    return [rest.get(kind) or outlets.get(name, name) for kind, name in zip(frame["holder_kind"], people, strict=True)]
