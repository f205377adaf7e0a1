"""Frame hits -> the sentences in which both frames of an axis count."""

from __future__ import annotations

import pandas as pd

from analysis.framing.axes import counted_hits
from analysis.study import Study
from analysis.tables import map_articles

_KEY = ["article_id", "sentence_index"]


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
    texts = map_articles(articles)
    spans = zip(table["article_id"], table["start"].tolist(), table["end"].tolist(), strict=True)
    return table.assign(sentence=[texts[at][start:end] for at, start, end in spans])
