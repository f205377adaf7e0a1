"""Articles and sentences -> table `mentions`: every place where a person of the study is named, described or meant."""

from __future__ import annotations

from bisect import bisect_right

import pandas as pd

from analysis.people.descriptions import compile_finder
from analysis.people.reading import read_article
from analysis.people.roster import compile_roster
from analysis.people.state import CONFIDENT, Mention
from analysis.study import Study
from analysis.tables import TABLES, by_article, conform

__all__ = ["CONFIDENT", "find_mentions"]


def find_mentions(articles: pd.DataFrame, sentences: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find where people of the study are named, described or meant by a pronoun.

    Parameters
    ----------
    articles : DataFrame
        Table `articles`.
    sentences : DataFrame
        Table `sentences` of the same articles.
    study : Study
        Its people, relations and works.

    Returns
    -------
    DataFrame
        Table `mentions`, key `article_id`, `mention_index`, in text order.
    """
    roster = compile_roster(study)
    finder = compile_finder(roster)
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    starts, ends = sentences["start"].tolist(), sentences["end"].tolist()
    rows: list[tuple[object, ...]] = []
    for article_id, where in by_article(sentences):
        text = texts[article_id]
        spans = list(zip(starts[where], ends[where], strict=True))
        found = read_article(text, spans, roster, finder)
        rows += mention_rows(article_id, text, [start for start, _ in spans], found)
    return conform(pd.DataFrame(rows, columns=list(TABLES["mentions"].dtypes)), "mentions")


def mention_rows(article_id: str, text: str, firsts: list[int], found: list[Mention]) -> list[tuple[object, ...]]:
    """Put one article's mentions in text order, the outer of two nested ones first, and number them."""
    found.sort(key=lambda m: (m.start, -m.end, m.kind, m.group_index or 0))
    return [
        (article_id, index, max(0, bisect_right(firsts, m.start) - 1), m.start, m.end, text[m.start : m.end], *m[2:])
        for index, m in enumerate(found)
    ]
