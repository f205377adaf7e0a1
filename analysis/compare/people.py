"""Sentiment at mentions -> the mean toward each person, its interval within one article, and how sure its sign is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.intervals import intervals_of_mentions
from analysis.sentiment.targets import by_others
from analysis.tables import conform


def score_people(sentiments: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Average the sentiment toward each person in each article, by voice and over all voices.

    What people say of themselves (holder and target the same person) is left out: a portrait is drawn by others.

    Parameters
    ----------
    sentiments, mentions, articles : DataFrame
        Tables of those names; no row of the result depends on another article.

    Returns
    -------
    DataFrame
        Table ``person_scores``: measure ``sentiment_<method>``, facet a voice or ``all``; ``value`` the mean over the
        ``n`` mentions that have a score, NA where ``n`` is 0, with its 95 % interval within the article (``lower``,
        ``upper``: `intervals_of_mentions`; NA of too few mentions); ``unsure`` counts the mentions that have none
        because the method is unsure of them. The total is the n-weighted mean of its voices.
        Measure ``mentions`` counts all mentions of the person in the article (facet ``all``). ``outlet_id`` and
        ``outlet`` are those of the article.
    """
    others = by_others(sentiments)
    keys = ["article_id", "target_id", "method", "facet"]
    both = pd.concat([others.assign(facet=others["voice"]), others.assign(facet="all")])
    scores = mean_of_mentions(both, mentions, keys).rename(columns={"target_id": "person_id"})
    scores["measure"] = "sentiment_" + scores.pop("method")
    counts = (
        mentions[mentions["person_id"].notna()]
        .groupby(["article_id", "person_id"], sort=False)
        .size()
        .rename("n")
        .reset_index()
        .assign(measure="mentions", facet="all", unsure=0, value=lambda frame: frame["n"].astype(float))
        .assign(lower=np.nan, upper=np.nan)
    )
    outlets = articles[["article_id", "outlet_id", "outlet"]]
    return conform(pd.concat([scores, counts]).merge(outlets, on="article_id", how="left"), "person_scores")


def mean_of_mentions(sentiments: pd.DataFrame, mentions: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Average rows of ``sentiments`` by some keys, each group of one article, with the interval within it.

    Returns
    -------
    DataFrame
        The keys, ``value``, ``n``, ``unsure``, ``lower``, ``upper``, as in `score_people`.
    """
    grouped = sentiments.groupby(list(keys), sort=False)
    means = grouped.agg(value=("value", "mean"), n=("n", "sum"), unsure=("unsure", "sum")).reset_index()
    places = mentions.set_index(["article_id", "mention_index"])["sentence_index"].to_dict()
    rows = zip(sentiments["article_id"].tolist(), sentiments["mention_index"].tolist(), strict=True)
    sentence = np.array([places.get(row, -1) for row in rows], int)
    has = sentiments["value"].notna().to_numpy()
    values = sentiments["value"].to_numpy(float)[has]
    lower, upper = intervals_of_mentions(values, grouped.ngroup().to_numpy()[has], sentence[has], len(means))
    return means.assign(lower=lower, upper=upper)


def add_intervals_within(table: pd.DataFrame, per_article: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Give the one article of an outlet the interval within it, where means over articles have none; judge each mean.

    Parameters
    ----------
    table : DataFrame
        The keys, ``value``, ``n``, ``n_articles`` of the outlet; ``lower`` and ``upper`` over articles.
    per_article : DataFrame
        The keys, ``lower`` and ``upper`` within an article, over mentions; a row an article.
    keys : sequence of str

    Returns
    -------
    DataFrame
        ``lower`` and ``upper`` filled where ``n_articles`` is 1; ``kind`` says over what they are (articles, mentions;
        NA: no interval), ``verdict`` how sure the mean is (`judge_tone`).
    """
    by = list(keys)
    known = per_article.drop_duplicates(by)[[*by, "lower", "upper"]]
    within = table[by].merge(known, on=by, how="left")[["lower", "upper"]].to_numpy()
    is_over = table["lower"].notna().to_numpy()
    is_within = ~is_over & (table["n_articles"] == 1).to_numpy() & ~np.isnan(within[:, 0])
    lower, upper = (np.where(is_within, within[:, at], table[end]) for at, end in enumerate(("lower", "upper")))
    kind = pd.Series("articles", table.index, "str").where(is_over).mask(is_within, "mentions")
    return table.assign(lower=lower, upper=upper, kind=kind, verdict=judge_tone(table["n"].to_numpy(), lower, upper))


def judge_tone(n: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """Say of each mean over n mentions whether it is *warm* or *cool*, as its interval leaves out 0, or *not decided*.

    Examples
    --------
    >>> judge_tone(np.array([9, 9, 1, 0]), np.array([0.1, -0.8, *[np.nan] * 2]), np.array([0.5, -0.2, *[np.nan] * 2]))
    array(['warm', 'cool', 'not decided', None], dtype=object)
    """
    found: np.ndarray = np.where(n > 0, "not decided", None)  # type: ignore[call-overload]
    found[(n > 0) & (lower > 0)] = "warm"
    found[(n > 0) & (upper < 0)] = "cool"
    return found
