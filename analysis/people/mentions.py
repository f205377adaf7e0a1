"""Articles and sentences -> table `mentions`: every place where a person of the study is named, described or meant."""

from __future__ import annotations

from bisect import bisect_right

import pandas as pd

from analysis.people.article import read_article
from analysis.people.cast import Cast, Casts
from analysis.people.state import Mention
from analysis.study import Study
from analysis.tables import from_rows


def find_mentions(
    articles: pd.DataFrame, sentences: pd.DataFrame, study: Study, casts: Casts | None = None
) -> pd.DataFrame:
    """Find where people of the study are named, described or meant by a pronoun.

    Parameters
    ----------
    articles : DataFrame
        Table `articles`.
    sentences : DataFrame
        Table `sentences` of the same articles.
    study : Study
        Its people, relations and works.
    casts : Casts, optional
        Of the same tables; given to `resolve_quoted` too, it spares that one finding everybody again.

    Returns
    -------
    DataFrame
        Table `mentions`, key `article_id`, `mention_index`, in text order.
    """
    casts = Casts(articles, sentences, study) if casts is None else casts
    rows: list[tuple[object, ...]] = []
    for article_id in casts.sentences:
        rows += mention_rows(article_id, casts[article_id], read_article(casts[article_id]))
    return from_rows(rows, "mentions")


def mention_rows(article_id: str, cast: Cast, found: list[Mention]) -> list[tuple[object, ...]]:
    """Put one article's mentions in text order, the outer of two nested ones first, and number them."""
    text, firsts = cast.text, [start for start, _ in cast.sentences]
    found.sort(key=lambda m: (m.start, -m.end, m.kind, m.group_index or 0))
    return [
        (article_id, index, (bisect_right(firsts, m.start) or 1) - 1, m.start, m.end, text[m.start : m.end], *m[2:])
        for index, m in enumerate(found)
    ]
