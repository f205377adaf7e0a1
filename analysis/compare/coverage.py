"""Ledger, mentions and narrated times -> table `coverage`: which outlet told what, and which could have and did not."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.study import Study
from analysis.tables import TABLES, conform, empty

__all__ = ["find_coverage"]

NEWS = 7  # days after its first telling in which an utterance is news


def find_coverage(
    shared_quotes: pd.DataFrame,
    mentions: pd.DataFrame,
    narrated_times: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    *,
    least_articles: int = 1,
) -> pd.DataFrame:
    """Say of each utterance, person and event which outlets cover it, with a denominator.

    Parameters
    ----------
    shared_quotes, mentions, narrated_times, articles : DataFrame
        Tables of the whole corpus.
    study : Study
        Gives the order of outlets and people, and the days of events.
    least_articles : int
        Utterances that fewer articles tell are left out.

    Returns
    -------
    DataFrame
        Table `coverage`, one row an item and outlet; outlets are those of the articles. `n_articles` of the outlet's
        `n_observed` articles that surely lie in the item's window tell of it. `covered` is True where there is one,
        False where the outlet was observed and has none, and NA where it was not observed: silence is no omission then.

        The window of an utterance runs from its first possible telling to a week after the last possible day of the
        first one, or to its last telling if that is later; a person's is the whole corpus; an event's begins on its
        first day (or with the first article that tells of it, if earlier) and ends with the corpus. Undated articles
        are observed only where they tell of the item; the window is NA where no telling is dated.
    """
    told = pd.concat(
        [
            _told("utterance", shared_quotes, "utterance_id"),
            _told("person", mentions, "person_id"),
            _told("event", narrated_times, "event_id"),
        ],
        ignore_index=True,
    )
    dated = articles[["article_id", "outlet_id", "published_earliest", "published_latest"]]
    told = told.merge(dated.dropna(subset="outlet_id"), on="article_id")
    windows = _windows(told, dated, study, least_articles)
    outlets = [outlet for outlet in study.outlets if (dated["outlet_id"] == outlet).any()]
    outlets += [outlet for outlet in dated["outlet_id"].dropna().unique() if outlet not in outlets]
    counts = told.groupby(["item_kind", "item_id", "outlet_id"], sort=False)["article_id"].nunique()
    undated = (
        told[told["published_earliest"].isna()].groupby(["item_kind", "item_id", "outlet_id"])["article_id"].nunique()
    )
    parts = []
    for order, outlet in enumerate(outlets):
        keys = pd.MultiIndex.from_frame(windows[["item_kind", "item_id"]].assign(outlet_id=outlet))
        n_articles = counts.reindex(keys, fill_value=0).to_numpy()
        n_observed = (
            _observed(windows, dated[dated["outlet_id"] == outlet]) + undated.reindex(keys, fill_value=0).to_numpy()
        )
        n_observed = np.maximum(n_observed, n_articles)
        covered = pd.array(n_articles > 0, "boolean")
        covered[n_observed == 0] = pd.NA
        part = windows.assign(outlet_id=outlet, covered=covered, n_articles=n_articles, n_observed=n_observed)
        parts.append(part.assign(order=order, item=np.arange(len(windows))))
    if not parts:
        return empty("coverage")
    frame = pd.concat(parts)
    frame = frame.sort_values(["item", "order"], kind="stable")
    return conform(frame[list(TABLES["coverage"].dtypes)], "coverage")


def _told(kind: str, table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Give each item and article that tells of it, once."""
    pairs = table[[column, "article_id"]].dropna().drop_duplicates()
    return pairs.rename(columns={column: "item_id"}).assign(item_kind=kind)


def _windows(told: pd.DataFrame, articles: pd.DataFrame, study: Study, least_articles: int) -> pd.DataFrame:
    """Give each item and the time in which an outlet could have told of it."""
    items = told.groupby(["item_kind", "item_id"], sort=False).agg(
        n=("article_id", "size"),
        first=("published_earliest", "min"),
        first_surely=("published_latest", "min"),
        last=("published_latest", "max"),
    )
    spoken = (
        items.xs("utterance", drop_level=False) if "utterance" in items.index.get_level_values(0) else items.iloc[:0]
    )
    spoken = spoken[spoken["n"] >= least_articles]
    news = spoken["first_surely"] + pd.Timedelta(days=NEWS)
    parts = [
        pd.DataFrame(
            {
                "item_kind": "utterance",
                "item_id": spoken.index.get_level_values("item_id"),
                "window_earliest": spoken["first"].to_numpy(),
                "window_latest": np.fmax(news.to_numpy(), spoken["last"].to_numpy()),
            }
        )
    ]
    end = articles["published_latest"].max()
    parts.append(_table("person", study.people, [articles["published_earliest"].min()] * len(study.people), end))
    starts = [
        min(pd.Timestamp(event.earliest), _first(items, event_id), key=lambda day: (pd.isna(day), day))
        for event_id, event in study.events.items()
    ]
    parts.append(_table("event", study.events, starts, end))
    return pd.concat(parts, ignore_index=True)


def _first(items: pd.DataFrame, event_id: str) -> pd.Timestamp:
    return items["first"].get(("event", event_id), pd.NaT)


def _table(kind: str, ids: Iterable[str], starts: list[pd.Timestamp], end: pd.Timestamp) -> pd.DataFrame:
    frame = pd.DataFrame({"item_id": list(ids), "window_earliest": starts}).assign(item_kind=kind, window_latest=end)
    return frame.astype({"window_earliest": "datetime64[us]", "window_latest": "datetime64[us]", "item_id": "str"})


def _observed(windows: pd.DataFrame, articles: pd.DataFrame) -> np.ndarray:
    """Count the articles that were surely published in each window (one that spans a whole window takes one off)."""
    dated = articles.dropna(subset=["published_earliest", "published_latest"])
    starts, ends = (np.sort(dated[f"published_{end}"].to_numpy("datetime64[us]")) for end in ("earliest", "latest"))
    first, last = (windows[f"window_{end}"].to_numpy("datetime64[us]") for end in ("earliest", "latest"))
    too_early = np.searchsorted(starts, first, side="left")
    too_late = len(ends) - np.searchsorted(ends, last, side="right")
    n = np.maximum(len(dated) - too_early - too_late, 0)
    return np.where(np.isnat(first) | np.isnat(last), 0, n)
