"""Frame hits of a whole corpus -> the balance of outlets and speakers, with an interval where articles are enough."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.intervals import clusters_of, interval_of_ratios, rows_of_clusters
from analysis.framing.axes import Facet, leave_one_out, score_units
from analysis.study import Study
from analysis.tables import conform, empty

__all__ = ["score_outlet_axes", "score_person_axes"]


def score_outlet_axes(
    frame_hits: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    *,
    copies: pd.DataFrame | None = None,
    seed: int = 0,
    draws: int = 2000,
) -> pd.DataFrame:
    """Score each outlet on each axis of the study.

    Parameters
    ----------
    frame_hits, sentences, articles : DataFrame
        Tables of those names. Articles without an outlet are left out.
    study : Study
        Its `minimum_articles` is the number from which an outlet gets an interval.
    copies : DataFrame, optional
        Table `copies`: near-duplicates of one cluster are drawn together.
    seed, draws : int
        Of the resampling; an outlet's interval depends on no other outlet.

    Returns
    -------
    DataFrame
        Table `axis_scores`, ``unit_kind`` outlet, columns as in `analysis.framing.axes.score_axes`. ``lower`` and
        ``upper`` are the 95 % interval of the balance over clusters of near-duplicates (`interval_of_ratios`), those
        without a hit too; for an outlet with a single article the leave-one-sentence-out range; NA for one with more
        articles than one and fewer than the minimum.
    """
    known = articles[articles["outlet_id"].notna()]
    units = {str(outlet): part["article_id"].tolist() for outlet, part in known.groupby("outlet_id", sort=False)}
    clusters = [clusters_of(members, copies) for members in units.values()]

    def interval(facet: Facet, n_articles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        lower, upper = (np.where(n_articles == 1, end, np.nan) for end in leave_one_out(facet, n_articles))
        firsts = np.concatenate([[0], np.cumsum(n_articles)])
        for at, outlet in enumerate(units):
            if n_articles[at] >= study.minimum_articles:
                own = facet.signed[facet.unit == at]
                article = facet.article[facet.unit == at] - firsts[at]
                sums, totals = (np.bincount(article, values, n_articles[at]) for values in (own, np.abs(own)))
                rows = rows_of_clusters(sums, totals, clusters[at])
                found = interval_of_ratios(rows, draws=draws, seed=[seed, crc32(outlet.encode())])
                lower[at], upper[at] = found.lower[0], found.upper[0]
        return lower, upper

    return score_units("outlet", units, frame_hits, sentences, study, interval)


def score_person_axes(
    frame_hits: pd.DataFrame, segments: pd.DataFrame, sentences: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Score what each person of the study says, over all articles.

    Returns
    -------
    DataFrame
        Table `axis_scores`, ``unit_kind`` person, columns as in `analysis.framing.axes.score_axes`; only words of
        which the person is the source count. ``n_sentences`` are the sentences in which the person is a source,
        ``n_articles`` the articles. ``lower`` and ``upper`` are the leave-one-sentence-out range.
    """
    spoken = segments[segments["holder_kind"] == "person"]
    parts = []
    for person_id in study.people:
        own = spoken.loc[spoken["holder_id"] == person_id, ["article_id", "sentence_index"]].drop_duplicates()
        heard = sentences.merge(own, on=["article_id", "sentence_index"])
        hits = frame_hits[(frame_hits["holder_kind"] == "person") & (frame_hits["holder_id"] == person_id)]
        units = {person_id: heard["article_id"].unique().tolist()}
        if len(heard):
            parts.append(score_units("person", units, hits, heard, study, leave_one_out))
    return conform(pd.concat(parts, ignore_index=True), "axis_scores") if parts else empty("axis_scores")
