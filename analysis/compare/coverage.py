"""Ledger, mentions and narrated times -> table `coverage`: which outlet told what, and which could have and did not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.study import Study
from analysis.tables import conform, empty

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
    dated = _read_articles(articles, study)
    if not dated.outlets:
        return empty("coverage")
    told = _read_told(
        (
            ("utterance", shared_quotes["utterance_id"], shared_quotes["article_id"]),
            ("person", mentions["person_id"], mentions["article_id"]),
            ("event", narrated_times["event_id"], narrated_times["article_id"]),
        ),
        dated,
        study,
    )
    chosen = _choose_items(told, study, least_articles)
    first, last = (edge[chosen] for edge in _windows(told, dated, study))
    n_articles = _count(told.item, dated.outlet[told.article], told, dated)[chosen]
    is_undated = np.isnat(dated.earliest[told.article])
    n_undated = _count(told.item[is_undated], dated.outlet[told.article[is_undated]], told, dated)[chosen]
    n_surely = [_observed(first, last, dated, outlet) for outlet in range(len(dated.outlets))]
    n_observed = np.maximum(np.column_stack(n_surely) + n_undated, n_articles)
    covered = pd.array((n_articles > 0).ravel(), "boolean")
    covered[n_observed.ravel() == 0] = pd.NA
    keys = [told.keys[item] for item in chosen.tolist()]
    n_outlets = len(dated.outlets)
    frame = pd.DataFrame(
        {
            "item_kind": np.repeat(np.array([kind for kind, _ in keys], object), n_outlets),
            "item_id": np.repeat(np.array([item_id for _, item_id in keys], object), n_outlets),
            "outlet_id": dated.outlets * len(keys),
            "covered": covered,
            "n_articles": n_articles.ravel(),
            "n_observed": n_observed.ravel(),
            "window_earliest": np.repeat(first, n_outlets),
            "window_latest": np.repeat(last, n_outlets),
        }
    )
    return conform(frame, "coverage")


class _Dated(NamedTuple):
    """The articles that have an outlet: their rows by id, and for each its outlet's place and its days."""

    row: dict[str, int]
    outlets: list[str]
    outlet: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray


def _read_articles(articles: pd.DataFrame, study: Study) -> _Dated:
    known = articles[articles["outlet_id"].notna()]
    outlets = sorted(set(known["outlet_id"].tolist()))
    place = {outlet: number for number, outlet in enumerate(outlets)}
    return _Dated(
        {article_id: row for row, article_id in enumerate(known["article_id"].tolist())},
        outlets,
        np.array([place[outlet] for outlet in known["outlet_id"].tolist()], np.int64),
        *(known[f"published_{end}"].to_numpy("datetime64[us]") for end in ("earliest", "latest")),
    )


class _Told(NamedTuple):
    """Each item (kind, id), and once each pair of an item and an article that tells of it."""

    keys: list[tuple[str, str]]
    item: np.ndarray
    article: np.ndarray


def _read_told(sources: Iterable[tuple[str, pd.Series, pd.Series]], dated: _Dated, study: Study) -> _Told:
    keys: dict[tuple[str, str], int] = {}
    pairs: dict[tuple[int, int], None] = {}
    for kind, item_ids, article_ids in sources:
        for item_id, article_id in zip(item_ids.tolist(), article_ids.tolist(), strict=True):
            if isinstance(item_id, str) and article_id in dated.row:
                pairs[keys.setdefault((kind, item_id), len(keys)), dated.row[article_id]] = None
    for key in [*(("person", one) for one in study.people), *(("event", one) for one in study.events)]:
        keys.setdefault(key, len(keys))
    found = np.array(list(pairs), np.int64).reshape(-1, 2)
    return _Told(list(keys), found[:, 0], found[:, 1])


def _choose_items(told: _Told, study: Study, least_articles: int) -> np.ndarray:
    """Give the items that have rows: utterances of enough articles, then the study's people and events."""
    n = np.bincount(told.item, minlength=len(told.keys))
    number = {key: item for item, key in enumerate(told.keys)}
    spoken = [item for (kind, _), item in number.items() if kind == "utterance" and n[item] >= least_articles]
    people = [number["person", person_id] for person_id in study.people]
    return np.array([*spoken, *people, *(number["event", event_id] for event_id in study.events)], np.int64)


def _windows(told: _Told, dated: _Dated, study: Study) -> tuple[np.ndarray, np.ndarray]:
    """Give the first and the last day on which an outlet could have told of each item; NaT where nothing is dated."""
    first, first_surely, last = np.full((3, len(told.keys)), "NaT", "datetime64[us]")
    np.fmin.at(first, told.item, dated.earliest[told.article])
    np.fmin.at(first_surely, told.item, dated.latest[told.article])
    np.fmax.at(last, told.item, dated.latest[told.article])
    last = np.fmax(last, first_surely + np.timedelta64(NEWS, "D"))
    begin, end = np.fmin.reduce(dated.earliest), np.fmax.reduce(dated.latest)
    for item, (kind, item_id) in enumerate(told.keys):
        if kind == "person":
            first[item], last[item] = begin, end
        elif kind == "event" and item_id in study.events:
            first[item], last[item] = np.fmin(np.datetime64(study.events[item_id].earliest), first[item]), end
    return first, last


def _count(item: np.ndarray, outlet: np.ndarray, told: _Told, dated: _Dated) -> np.ndarray:
    """Count articles, shape (items, outlets)."""
    counts = np.zeros((len(told.keys), len(dated.outlets)), np.int64)
    np.add.at(counts, (item, outlet), 1)
    return counts


def _observed(first: np.ndarray, last: np.ndarray, dated: _Dated, outlet: int) -> np.ndarray:
    """Count an outlet's articles that surely fall in each window (one that spans a whole window takes one off)."""
    own = (dated.outlet == outlet) & ~np.isnat(dated.earliest) & ~np.isnat(dated.latest)
    starts, ends = np.sort(dated.earliest[own]), np.sort(dated.latest[own])
    too_early = np.searchsorted(starts, first, side="left")
    too_late = len(ends) - np.searchsorted(ends, last, side="right")
    n = np.maximum(len(starts) - too_early - too_late, 0)
    return np.where(np.isnat(first) | np.isnat(last), 0, n)
