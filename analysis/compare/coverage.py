"""Ledger, mentions and narrated times -> table `coverage`: which outlet told what, and which could have and did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.headlines import find_headline_events, list_headlines, list_references, match_headlines
from analysis.compare.intervals import clusters_of
from analysis.study import Study
from analysis.tables import conform, empty

TELLERS = 2  # other outlets that must tell of an item before an outlet that does not leaves it out
BLOCK = 400_000  # items times outlets that are worked on at a time
MOST_OUTLETS = 30  # up to which an utterance has a row for every outlet; beyond, only where there is something to say


def find_coverage(
    shared_quotes: pd.DataFrame,
    mentions: pd.DataFrame,
    narrated_times: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    *,
    sentences: pd.DataFrame | None = None,
    copies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say of each utterance, person and event which outlets cover it, and which of the others leave it out.

    Parameters
    ----------
    shared_quotes, mentions, narrated_times, articles : DataFrame
        Tables of the whole corpus.
    study : Study
        Gives the order of outlets and people, the days of events, and how long something is news (`news_days`).
    sentences : DataFrame, optional
        Table of that name; with it headlines are read for what they tell in their own words.
    copies : DataFrame, optional
        Table of that name; with it near-duplicates count once: an outlet's own are one article of it, published when
        the first was, and a text that two outlets print is one telling.

    Returns
    -------
    DataFrame
        Table `coverage`, one row an item and outlet; outlets are those of the articles. Where there are more than
        `MOST_OUTLETS`, an utterance has no row of an outlet for which `covered` would be NA. Items are the utterances
        that two outlets or more tell, and the people and events of the study. `n_articles` of the outlet's `n_observed`
        articles, those that surely lie in the item's window or tell of it, tell of it; `n_others` other outlets do, in
        articles that surely lie in the window. `covered` is True where one of the outlet's articles tells of the item,
        whenever. It is False, an omission, where the outlet was observed in the window, none of its articles tells of
        the item, and two other outlets or more do in the window. Everywhere else it is NA: what others do not tell
        then, or nobody could see, is no omission.

        The window of an utterance runs from its first possible telling to `news_days` after the last possible day of
        the first one; an event's from its first day to `news_days` after its last; a person's is the whole corpus.
        Undated articles are observed only where they tell of the item; the window is NA where no telling is dated.
    """
    dated = Dated.read(articles, copies)
    known = [pair_items("person", mentions["person_id"], mentions["article_id"])]
    known += [pair_items("event", narrated_times["event_id"], narrated_times["article_id"])]
    spoken = [pair_items("utterance", shared_quotes["utterance_id"], shared_quotes["article_id"])]
    if sentences is not None:
        news = list_references(shared_quotes, articles), shared_quotes, list_headlines(articles, sentences), articles
        spoken += [_frame("utterance", match_headlines(*news, study.news_days))]
        known += [_frame("event", find_headline_events(articles, sentences, study, study.news_days))]
    every, told = (pd.concat(pairs, ignore_index=True) for pairs in (known, spoken))
    frames = list(cover(every, [told], dated, study))
    return conform(pd.concat(frames, ignore_index=True), "coverage") if frames else empty("coverage")


def pair_items(kind: str, items: pd.Series, articles: pd.Series) -> pd.DataFrame:
    """Say which article tells of which item of a kind: what `cover` takes."""
    columns = {"item_id": items.astype("str").array, "article_id": articles.astype("str").array}
    return pd.DataFrame(columns).assign(item_kind=kind)


def _frame(kind: str, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    found = list(pairs)
    return pair_items(kind, *(pd.Series([pair[at] for pair in found], dtype="str") for at in (0, 1)))


def cover(known: pd.DataFrame, spoken: Iterable[pd.DataFrame], dated: Dated, study: Study) -> Iterator[pd.DataFrame]:
    """Make table `coverage`, some items at a time, in the order of their kinds and ids.

    Parameters
    ----------
    known : DataFrame
        Which article tells of which event or person, once or more often: ``item_kind``, ``item_id``, ``article_id``.
    spoken : iterable of DataFrame
        ``item_id`` and ``article_id`` of utterances, each frame with all of its utterances' articles, none of which
        has an id before those of the frame before it.
    dated : Dated
        The articles.
    study : Study
    """
    if not dated.outlets:
        return
    most = max(BLOCK // len(dated.outlets), 1)
    of_study = [
        _read_told(known[(known["item_kind"] == kind).to_numpy()], dated, kind, sorted(asked))
        for kind, asked in (("event", study.events), ("person", study.people))
    ]
    waiting = _join(of_study)
    for pairs in spoken:
        waiting = _join([waiting, _read_told(pairs, dated, "utterance")])
        while len(waiting.keys) > most:
            first, waiting = _part(waiting, most)
            yield conform(_cover_some(first, dated, study), "coverage")
    while waiting.keys:
        first, waiting = _part(waiting, most)
        yield conform(_cover_some(first, dated, study), "coverage")


def _cover_some(told: _Told, dated: Dated, study: Study) -> pd.DataFrame:
    outlets = dated.outlet[told.article]
    n_articles = _count(told.item, outlets, told, dated)
    first, last = _windows(told, dated, study)
    is_inside = (dated.earliest[told.article] >= first[told.item]) & (dated.latest[told.article] <= last[told.item])
    is_then = is_inside | (np.array([kind for kind, _ in told.keys]) == "person")[told.item]
    n_outside = _count(told.item[~is_inside], outlets[~is_inside], told, dated)
    n_others = _others(told, dated, is_then)
    n_surely = np.column_stack([_observed(first, last, dated, outlet) for outlet in range(len(dated.outlets))])
    n_observed = n_surely + n_outside
    is_open = (n_articles == 0) & ((n_observed == 0) | (n_others < TELLERS))
    is_spoken = np.array([kind == "utterance" for kind, _ in told.keys], bool)
    item, outlet = np.nonzero(~(is_open & is_spoken[:, None]) | (len(dated.outlets) <= MOST_OUTLETS))
    covered = pd.array((n_articles > 0)[item, outlet], "boolean")
    covered[is_open[item, outlet]] = pd.NA
    kinds, ids = (np.array([key[at] for key in told.keys], object) for at in (0, 1))
    return pd.DataFrame(
        {
            "item_kind": kinds[item],
            "item_id": ids[item],
            "outlet_id": np.array(dated.outlets, object)[outlet],
            "covered": covered,
            "n_articles": n_articles[item, outlet],
            "n_observed": n_observed[item, outlet],
            "n_others": n_others[item, outlet],
            "window_earliest": first[item],
            "window_latest": last[item],
            "n_touched": 0,  # counted apart: `analysis.compare.roles.count_touched`
        }
    )


class Dated(NamedTuple):
    """The articles that have an outlet, near-duplicates of one outlet as one.

    The row of each article_id, and for each row its outlet's place, the number of its cluster and its days.
    """

    ids: pd.Index
    row: np.ndarray
    outlets: list[str]
    outlet: np.ndarray
    cluster: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray

    @staticmethod
    def read(articles: pd.DataFrame, copies: pd.DataFrame | None) -> Dated:
        """Number outlets, and the clusters of near-duplicates; of `articles` no text is needed."""
        known = articles[articles["outlet_id"].notna()].sort_values(["published_earliest", "article_id"], kind="stable")
        outlets = sorted(set(known["outlet_id"].tolist()))
        place = {outlet: number for number, outlet in enumerate(outlets)}
        ids = known["article_id"].tolist()
        cluster = pd.factorize(np.array(clusters_of(ids, copies, by="cluster_id"), object))[0]
        outlet = np.array([place[outlet] for outlet in known["outlet_id"].tolist()], np.int64)
        rows, first = np.unique(cluster * len(outlets) + outlet, return_index=True)
        number = np.searchsorted(rows, cluster * len(outlets) + outlet)
        days = (known[f"published_{end}"].to_numpy("datetime64[us]")[first] for end in ("earliest", "latest"))
        return Dated(pd.Index(ids, dtype=object), number, outlets, outlet[first], cluster[first], *days)


class _Told(NamedTuple):
    """Items (kind, id), and once each pair of an item and an article that tells of it, ordered by item."""

    keys: list[tuple[str, str]]
    item: np.ndarray
    article: np.ndarray


def _read_told(pairs: pd.DataFrame, dated: Dated, kind: str, asked: list[str] | None = None) -> _Told:
    """Keep what has rows, in the order of ids: what is asked for, or, of utterances, those of two outlets or more."""
    ids, place = np.unique(pairs["article_id"].to_numpy(object), return_inverse=True)
    row = np.append(dated.row, -1)[dated.ids.get_indexer(pd.Index(ids, dtype=object))][place]
    item, named = pd.factorize(pairs["item_id"], sort=True)
    names = named.tolist()
    if asked is not None:
        item, names = pd.Index(asked, dtype=object).get_indexer(pd.Index(pairs["item_id"], dtype=object)), asked
    known = (row >= 0) & (item >= 0)
    item, row = np.divmod(np.unique(item[known] * len(dated.outlet) + row[known]), len(dated.outlet))
    if asked is not None:
        return _Told([(kind, name) for name in names], item, row)
    outlets = np.unique(item * len(dated.outlets) + dated.outlet[row]) // len(dated.outlets)
    is_kept = np.bincount(outlets, minlength=len(names)) >= TELLERS
    kept, number = is_kept[item], np.cumsum(is_kept) - 1
    return _Told([(kind, names[at]) for at in np.flatnonzero(is_kept).tolist()], number[item[kept]], row[kept])


def _join(tolds: list[_Told]) -> _Told:
    """Put items one after the other."""
    before = np.cumsum([0, *(len(told.keys) for told in tolds[:-1])]).tolist()
    return _Told(
        [key for told in tolds for key in told.keys],
        np.concatenate([told.item + n for told, n in zip(tolds, before, strict=True)]),
        np.concatenate([told.article for told in tolds]),
    )


def _part(told: _Told, n: int) -> tuple[_Told, _Told]:
    """Part the first items from the others."""
    edge = int(np.searchsorted(told.item, n))
    return (
        _Told(told.keys[:n], told.item[:edge], told.article[:edge]),
        _Told(told.keys[n:], told.item[edge:] - n, told.article[edge:]),
    )


def _windows(told: _Told, dated: Dated, study: Study) -> tuple[np.ndarray, np.ndarray]:
    """Give the first and the last day on which each item is news; NaT where nothing is dated."""
    first, first_surely = np.full((2, len(told.keys)), "NaT", "datetime64[us]")
    np.fmin.at(first, told.item, dated.earliest[told.article])
    np.fmin.at(first_surely, told.item, dated.latest[told.article])
    news = np.timedelta64(study.news_days, "D")
    last = first_surely + news
    begin, end = np.fmin.reduce(dated.earliest), np.fmax.reduce(dated.latest)
    for item, (kind, item_id) in enumerate(told.keys):
        if kind == "person":
            first[item], last[item] = begin, end
        elif kind == "event" and item_id in study.events:
            event = study.events[item_id]
            first[item], last[item] = np.datetime64(event.earliest), np.datetime64(event.latest) + news
    return first, last


def _others(told: _Told, dated: Dated, is_then: np.ndarray) -> np.ndarray:
    """Count, for each item and outlet, the other outlets that tell of it then, those that print one text as one."""
    articles = told.article[is_then]
    rows = np.unique(np.column_stack([told.item[is_then], dated.cluster[articles], dated.outlet[articles]]), axis=0)
    item, _, outlet = rows.T
    texts, place, n_outlets = np.unique(rows[:, :2], axis=0, return_inverse=True, return_counts=True)
    is_own = n_outlets[place.ravel()] == 1  # a text that no other outlet prints
    tells = np.minimum(_count(item, outlet, told, dated), 1)
    n_own = _count(item[is_own], outlet[is_own], told, dated)
    n_texts = np.bincount(texts[:, 0], minlength=len(told.keys))
    fewest: np.ndarray = np.minimum(tells.sum(axis=1)[:, None] - tells, n_texts[:, None] - n_own)
    return fewest


def _count(item: np.ndarray, outlet: np.ndarray, told: _Told, dated: Dated) -> np.ndarray:
    """Count rows, shape (items, outlets)."""
    counts = np.zeros((len(told.keys), len(dated.outlets)), np.int64)
    np.add.at(counts, (item, outlet), 1)
    return counts


def _observed(first: np.ndarray, last: np.ndarray, dated: Dated, outlet: int) -> np.ndarray:
    """Count an outlet's articles that surely fall in each window."""
    own = (dated.outlet == outlet) & ~np.isnat(dated.earliest) & ~np.isnat(dated.latest)
    starts, ends = dated.earliest[own], dated.latest[own]
    too_early = np.searchsorted(np.sort(starts), first, side="left")
    too_late = len(ends) - np.searchsorted(np.sort(ends), last, side="right")
    n = len(starts) - too_early - too_late
    for start, end in zip(starts[ends > starts], ends[ends > starts], strict=True):
        n += (start < first) & (end > last)  # both too early and too late: taken off twice
    return np.where(np.isnat(first) | np.isnat(last), 0, n)
