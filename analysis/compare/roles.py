"""Tables of a whole corpus -> those of the articles that tell the story, which is what measures take."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.reading import Reading
from analysis.tables import TABLES, conform

#: Tables of single articles that say nothing about the story: the log of the loader, and who copied whom.
_KEPT = ("quarantine", "notes", "copies")
_ITEM = ["item_kind", "item_id", "outlet_id"]


def told_of(articles: pd.DataFrame) -> pd.DataFrame:
    """Keep the articles that tell the story; all of them where nobody asked yet."""
    return articles[articles["role"].isna() | (articles["role"] == "told")] if "role" in articles else articles


def told_tables(tables: Mapping[str, pd.DataFrame], roles: tuple[str, ...] = ("told",)) -> dict[str, pd.DataFrame]:
    """Keep the rows of the articles of some roles; tables are given as they are where that is all of them."""
    articles = tables["articles"]
    kept = articles[articles["role"].isna() | articles["role"].isin(roles)]
    if len(kept) == len(articles):
        return dict(tables)
    ids = set(kept["article_id"])

    def keep(name: str, table: pd.DataFrame) -> pd.DataFrame:
        if name not in TABLES or name in _KEPT:
            return table
        if name == "axis_scores":
            is_kept = (table["unit_kind"] != "article") | table["unit_id"].isin(ids)
        elif "article_id" in table.columns:
            is_kept = table["article_id"].isin(ids)
        else:
            return table
        return table[is_kept].reset_index(drop=True)

    return {name: keep(name, table) for name, table in tables.items()}


def select_told(reading: Reading) -> Reading:
    """Give a Reading without the articles that only touch the story; what sees the whole corpus is without them anyway.

    The same Reading where all are told.
    """
    if len(told_of(reading.articles)) == len(reading.articles):
        return reading
    return reading.replace(**told_tables(reading.tables))


def count_touched(told: pd.DataFrame, wide: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count the articles that only touch the story and yet tell of an item, by item and outlet.

    Parameters
    ----------
    told, wide : DataFrame
        Table `shared_quotes` of the articles that tell the story, and of those that tell or touch it: its key.
    tables : mapping of str to DataFrame
        articles, mentions and narrated_times of the latter.

    Returns
    -------
    DataFrame
        ``item_kind``, ``item_id``, ``outlet_id``, ``found``.
    """
    articles = tables["articles"]
    outlets = articles[articles["role"] == "touched"].set_index("article_id")["outlet_id"].dropna()
    told_quotes = told[["utterance_id", "article_id", "quote_index"]]
    same = wide.rename(columns={"utterance_id": "wide"})
    named = told_quotes.merge(same[["wide", "article_id", "quote_index"]], on=["article_id", "quote_index"])
    named = named[["wide", "utterance_id"]].drop_duplicates()
    said = same.loc[same["article_id"].isin(outlets.index), ["wide", "article_id"]].merge(named, on="wide")
    sources = (
        ("utterance", said["utterance_id"], said["article_id"]),
        ("person", tables["mentions"]["person_id"], tables["mentions"]["article_id"]),
        ("event", tables["narrated_times"]["event_id"], tables["narrated_times"]["article_id"]),
    )
    rows = pd.concat(
        pd.DataFrame({"item_kind": kind, "item_id": items.to_numpy(object), "article_id": ids.to_numpy(object)})
        for kind, items, ids in sources
    ).drop_duplicates()
    rows = rows.assign(outlet_id=rows["article_id"].map(outlets)).dropna()
    return rows.groupby(_ITEM).size().rename("found").reset_index()


def add_touched(coverage: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Set `n_touched`; where an outlet tells of an item in such an article alone, `covered` is NA.

    It is no omission, and no telling.

    Parameters
    ----------
    coverage : DataFrame
        Table of that name of the articles that tell the story, or some of its rows.
    counts : DataFrame
        As from `count_touched`.
    """
    if coverage.empty or counts.empty:
        return coverage
    merged = coverage.merge(counts, on=_ITEM, how="left")
    n = merged.pop("found").fillna(0).astype(int)
    covered = merged["covered"].mask((n > 0) & ~merged["covered"].fillna(True).astype(bool), pd.NA)
    return conform(merged.assign(n_touched=n, covered=covered), "coverage")


def count_roles(articles: pd.DataFrame) -> pd.DataFrame:
    """Count the articles of each outlet that tell the story, touch it, or do neither, and those of an agency.

    Returns
    -------
    DataFrame
        Key `outlet_id` (missing for articles without one); `outlet`, `articles`, `told`, `touched`, `other`,
        `other_language` among the last, `agency`.
    """
    columns = {
        "articles": articles["article_id"].notna(),
        **{role: articles["role"] == role for role in ("told", "touched", "other")},
        "other_language": articles["role_evidence"].fillna("").str.startswith("language:"),
        "agency": articles["agency"].notna(),
    }
    counted = articles[["outlet_id", "outlet"]].assign(**{name: flags.astype(int) for name, flags in columns.items()})
    grouped = counted.groupby("outlet_id", dropna=False, sort=False)
    return grouped.agg({"outlet": "first", **dict.fromkeys(columns, "sum")}).reset_index()
