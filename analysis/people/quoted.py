"""Mentions inside quotations, once it is known who speaks: I and my are the source, he and she are not."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from analysis.tables import by_article, conform

__all__ = ["resolve_quoted"]


def resolve_quoted(
    mentions: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Give first-person mentions inside quotations their source.

    Parameters
    ----------
    mentions, quotes, articles, sentences : DataFrame
        Tables of the same articles.
    study : Study
        Its people and relations.

    Returns
    -------
    DataFrame
        Table `mentions`, key as before.
    """
    sources: dict[str, list[tuple[int, int, object]]] = {}
    for article_id, where in by_article(quotes):
        part = quotes.iloc[where]
        known = part["quoted_start"].notna()
        starts, ends = part.loc[known, "quoted_start"].astype(int), part.loc[known, "quoted_end"].astype(int)
        sources[article_id] = list(zip(starts, ends, part.loc[known, "person_id"], strict=True))
    people = mentions["person_id"].tolist()
    confidence, rules = mentions["confidence"].tolist(), mentions["rule"].tolist()
    columns = (mentions[name].tolist() for name in ("article_id", "start", "kind"))
    for row, (article_id, start, kind) in enumerate(zip(*columns, strict=True)):
        if kind != "first_person":
            continue
        for first, last, person in sources.get(article_id, ()):
            if first <= start < last and isinstance(person, str):
                people[row], confidence[row], rules[row] = person, 0.9, "source of the quotation"
    return conform(mentions.assign(person_id=people, confidence=confidence, rule=rules), "mentions")
