"""Frame hits -> the course of two frames through each article, and the sentences that hold both."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.framing.axes import counted_hits
from analysis.framing.hits import SILENT_SECTIONS
from analysis.study import Study

__all__ = ["find_mixed_sentences", "score_course"]

_KEY = ["article_id", "sentence_index"]


def score_course(frame_hits: pd.DataFrame, sentences: pd.DataFrame, study: Study, axis_id: str) -> pd.DataFrame:
    """Follow the two frames of an axis from sentence to sentence.

    Returns
    -------
    DataFrame
        One row a sentence that may hold evidence, key ``article_id``, ``sentence_index``: ``section``, ``position``
        (0 the first sentence of the article, 1 the last; 0 if there is one), ``n_positive`` and ``n_negative`` counted
        hits, ``weight_positive``, ``weight_negative``, ``balance`` of the sentence and ``balance_so_far`` of all
        sentences up to it, in [-1, 1], NA without hits.
    """
    axis = study.axis(axis_id)
    hits = counted_hits(frame_hits, study)
    table = sentences.loc[~sentences["section"].isin(SILENT_SECTIONS), [*_KEY, "section"]].reset_index(drop=True)
    place = table.groupby("article_id").cumcount()
    last = table.groupby("article_id")["sentence_index"].transform("size") - 1
    table["position"] = np.where(last > 0, place / last.clip(lower=1), 0.0)
    for pole, frame_id in (("positive", axis.positive), ("negative", axis.negative)):
        found = hits[hits["frame_id"] == frame_id].groupby(_KEY)["weight"].agg(["size", "sum"])
        found = found.reindex(pd.MultiIndex.from_frame(table[_KEY]), fill_value=0)
        table[f"n_{pole}"] = found["size"].to_numpy(dtype=np.int64)
        table[f"weight_{pole}"] = found["sum"].to_numpy(dtype=float)
    so_far = table.groupby("article_id")[["weight_positive", "weight_negative"]].cumsum()
    table["balance"] = _balance(table["weight_positive"], table["weight_negative"])
    table["balance_so_far"] = _balance(so_far["weight_positive"], so_far["weight_negative"])
    return table


def find_mixed_sentences(
    frame_hits: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, study: Study, axis_id: str
) -> pd.DataFrame:
    """List the sentences in which both frames of an axis count.

    Returns
    -------
    DataFrame
        ``article_id``, ``sentence_index``, ``start``, ``end``, ``positive`` and ``negative`` (the words that count,
        joined by " · "), ``sentence``; in text order.
    """
    axis = study.axis(axis_id)
    hits = counted_hits(frame_hits, study)
    words = {
        pole: hits[hits["frame_id"] == frame_id].groupby(_KEY)["surface"].agg(" · ".join).rename(pole)
        for pole, frame_id in (("positive", axis.positive), ("negative", axis.negative))
    }
    both = pd.concat(words.values(), axis=1, join="inner").reset_index()
    table = sentences[[*_KEY, "start", "end"]].merge(both, on=_KEY)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    spans = zip(table["article_id"], table["start"].tolist(), table["end"].tolist(), strict=True)
    return table.assign(sentence=[texts[at][start:end] for at, start, end in spans])


def _balance(positive: pd.Series, negative: pd.Series) -> pd.Series:
    total = positive + negative
    return (positive - negative) / total.where(total > 0)
