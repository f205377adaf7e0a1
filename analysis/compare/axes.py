"""Frame hits -> the balance of articles, outlets and speakers, how sure it is, its interval over hits or articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.intervals import Numbered, clusters_of, interval_of_hits, interval_of_ratios
from analysis.framing.axes import Facet, Interval, score_units
from analysis.study import Study
from analysis.tables import conform, empty


def score_article_axes(
    frame_hits: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Score each article on each axis of the study; no row depends on another article.

    Returns
    -------
    DataFrame
        Table `axis_scores`, ``unit_kind`` article, columns as in `analysis.framing.axes.score_units`. ``lower`` and
        ``upper`` are the 95 % interval within the article, over its hits (`interval_of_hits`; ``kind`` hits).
    """
    units = {article_id: [article_id] for article_id in articles["article_id"].tolist()}
    return score_units("article", units, frame_hits, sentences, study, _over_hits)


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
        Its `minimum_articles` is the number of clusters with a hit from which a balance gets an interval.
    copies : DataFrame, optional
        Table `copies`: near-duplicates of one cluster are drawn together.
    seed, draws : int
        Of the resampling; an outlet's interval depends on no other outlet.

    Returns
    -------
    DataFrame
        Table `axis_scores`, ``unit_kind`` outlet, columns as in `analysis.framing.axes.score_units`. ``lower`` and
        ``upper`` are the 95 % interval of the balance over clusters of near-duplicates (`interval_of_ratios`; ``kind``
        articles); for an outlet with a single article that within the article, over its hits (`interval_of_hits`;
        ``kind`` hits); NA for one with more articles than one and fewer than the minimum with a hit.
    """
    known = articles[articles["outlet_id"].notna()]
    units = {str(outlet): part["article_id"].tolist() for outlet, part in known.groupby("outlet_id", sort=False)}
    interval = _over_articles(units, copies, study.minimum_articles, seed, draws, is_single=True)
    return score_units("outlet", units, frame_hits, sentences, study, interval)


def count_heard(segments: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the sentences of each article and section in which a person is a source: ``holder_id`` and ``n``."""
    spoken = segments.loc[segments["holder_kind"] == "person", ["holder_id", "article_id", "sentence_index"]]
    places = sentences[["article_id", "sentence_index", "section"]]
    heard = spoken.drop_duplicates().merge(places, on=["article_id", "sentence_index"])
    counts = heard.sort_values("article_id", kind="stable").groupby(["holder_id", "article_id", "section"], sort=False)
    return counts.size().rename("n").reset_index()


def score_heard(
    frame_hits: pd.DataFrame,
    heard: pd.DataFrame,
    study: Study,
    *,
    copies: pd.DataFrame | None = None,
    seed: int = 0,
    draws: int = 2000,
) -> pd.DataFrame:
    """Score what each person of the study says, over all articles.

    Parameters
    ----------
    heard : DataFrame
        As from `count_heard`, of the whole corpus or of its parts one after the other.

    Returns
    -------
    DataFrame
        Table `axis_scores`, ``unit_kind`` person, columns as in `analysis.framing.axes.score_units`; only words of
        which the person is the source count. ``n_sentences`` are the sentences in which the person is a source,
        ``n_articles`` the articles. ``lower`` and ``upper`` are as in `score_outlet_axes` where articles are enough,
        else over the person's hits; ``kind`` says which.
    """
    parts = []
    for person_id in study.people:
        own = heard.loc[heard["holder_id"] == person_id, ["article_id", "section", "n"]]
        hits = frame_hits[(frame_hits["holder_kind"] == "person") & (frame_hits["holder_id"] == person_id)]
        units = {person_id: own["article_id"].unique().tolist()}
        if len(own):
            interval = _over_articles(units, copies, study.minimum_articles, seed, draws)
            parts.append(score_units("person", units, hits, own, study, interval))
    return conform(pd.concat(parts, ignore_index=True), "axis_scores") if parts else empty("axis_scores")


def _over_articles(
    units: Mapping[str, Sequence[str]],
    copies: pd.DataFrame | None,
    minimum: int,
    seed: int,
    draws: int,
    *,
    is_single: bool = False,
) -> Interval:
    """Make intervals over articles where enough have a hit, else over hits (`is_single`: only of one article)."""
    edges = np.cumsum([0, *(len(members) for members in units.values())]).tolist()
    names = clusters_of(list(chain.from_iterable(units.values())), copies)
    clusters = [Numbered.read(names[first:last]) for first, last in pairwise(edges)]

    def interval(facet: Facet, n_articles: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        own = (n_articles == 1)[facet.unit] | (not is_single)
        lower, upper, kind = _over_hits(Facet(*(column[own] for column in facet)), n_articles)
        firsts = np.concatenate([[0], np.cumsum(n_articles)])
        for at, unit in enumerate(units):
            signed = facet.signed[facet.unit == at]
            article = facet.article[facet.unit == at] - firsts[at]
            sums, totals = (np.bincount(article, values, n_articles[at]) for values in (signed, np.abs(signed)))
            rows = clusters[at].rows(sums, totals)
            key = [seed, crc32(unit.encode())]
            found = interval_of_ratios(rows, minimum=minimum, bounds=(-1, 1), draws=draws, seed=key)
            if not np.isnan(found.lower[0]):
                lower[at], upper[at], kind[at] = found.lower[0], found.upper[0], "articles"
        return lower, upper, kind

    return interval


def _over_hits(facet: Facet, n_articles: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make the interval of each unit over its hits."""
    lower, upper = np.full((2, len(n_articles)), np.nan)
    order = np.argsort(facet.unit, kind="stable")
    units, firsts = np.unique(facet.unit[order], return_index=True)
    for unit, rows in zip(units.tolist(), np.split(order, firsts[1:]) if len(units) else [], strict=True):
        lower[unit], upper[unit] = interval_of_hits(facet.signed[rows], facet.sentence[rows])
    kind = np.where(np.isnan(lower), None, "hits")  # type: ignore[call-overload]
    return lower, upper, kind
