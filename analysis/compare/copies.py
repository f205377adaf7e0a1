"""Articles of a whole corpus -> table `copies`: which articles are near-duplicates, and how much of each is its own."""

from __future__ import annotations

from math import inf, isnan

import numpy as np
import pandas as pd

from analysis.compare.intervals import clusters_of
from analysis.compare.neighbours import connected
from analysis.compare.publication import Days, lags, read_dates
from analysis.compare.shingles import choose_pairs, count_same, list_shingles, match_shingles, share_own
from analysis.tables import TABLES, conform

COPIED = 0.5  # share of the shorter text's shingles that make it a copy
SHORTEST = 20  # shingles: shorter texts are copies of none


def find_copies(articles: pd.DataFrame, quotes: pd.DataFrame, *, story_days: int = 0) -> pd.DataFrame:
    """Group near-duplicate articles: wire stories, syndication, one text cut or with another introduction.

    Parameters
    ----------
    articles, quotes : DataFrame
        Tables of the whole corpus. What stands between quotation marks is no evidence of copying, as two reporters
        may quote one speech.
    story_days : int
        Articles that were surely published within the same so many days are drawn together; 0: none for that reason.

    Returns
    -------
    DataFrame
        Table `copies`, one row an article, in their order. Two articles belong together where half of the shingles
        of the shorter (20 at least) stand in the other; groups are closed under this relation. `cluster_id` is
        the article_id of the member that was published first (undated ones last, then in the order of the table);
        `drawn_id` is that of the articles that intervals and tests draw together: the cluster, or, with `story_days`,
        all clusters that such days join;
        `n_copies` counts the members; `similarity` in [0, 1] is the largest such share with another member, NA without
        one. `is_first`: surely the first of its cluster, NA where the dates do not decide. `own_share` in [0, 1] is
        the share of all words, quoted ones too, that stand in no shingle of another article; NA below five words.
    """
    texts, shingles = list_shingles(articles, quotes)
    matches, shared = match_shingles(shingles)
    pairs = choose_pairs(matches)
    copied = keep_copied(pairs.assign(n_same=count_same(shingles, pairs)), texts)
    own_share = share_own(texts["n_words"].to_numpy(), shared)
    return group_copies(articles, texts, copied, own_share, story_days=story_days)


def group_copies(
    articles: pd.DataFrame, texts: pd.DataFrame, pairs: pd.DataFrame, own_share: np.ndarray, *, story_days: int = 0
) -> pd.DataFrame:
    """Make table `copies` of what texts share.

    Parameters
    ----------
    articles : DataFrame
        ``article_id`` and dates of the whole corpus.
    texts : DataFrame
        As from `list_shingles`, in the order of `articles`.
    pairs : DataFrame
        As from `keep_copied`.
    own_share : array of float
        As from `share_own`.
    story_days : int
        As in `find_copies`.
    """
    ids, dates = articles["article_id"].tolist(), read_dates(articles)
    left, right, share = (pairs[name].to_numpy() for name in ("left", "right", "share"))
    cluster = connected(len(ids), left, right)
    similarity = np.full(len(ids), np.nan)
    for side in (left, right):
        np.fmax.at(similarity, side, share)
    is_dated = ~np.isnan([dates[one][0] for one in ids]) if ids else np.zeros(0, bool)
    named, n_copies = np.array(ids, object), np.ones(len(ids), np.int64)
    is_first = np.array([True if one else None for one in is_dated.tolist()], object)
    for members in _members(cluster):
        lag = lags({ids[member]: dates[ids[member]] for member in members})
        named[members] = ids[_original([dates[ids[member]] for member in members], members)]
        is_first[members] = [lag[ids[member]].is_first for member in members]
        n_copies[members] = len(members)
    columns = {
        "article_id": ids,
        "cluster_id": named,
        "drawn_id": _drawn(ids, cluster, dates, story_days),
        "similarity": similarity,
        "is_first": pd.array(is_first, "boolean"),
        "n_copies": n_copies,
        "n_words": texts["n_words"].to_numpy(),
        "own_share": own_share,
    }
    return conform(pd.DataFrame(columns)[list(TABLES["copies"].dtypes)], "copies")


def _drawn(ids: list[str], cluster: np.ndarray, dates: dict[str, Days], story_days: int) -> list[str]:
    """Name what each article is drawn with after the first article of it in the order of the table."""
    pairs = [np.column_stack([np.arange(len(ids)), cluster])]
    if story_days:
        days = np.array([dates[article_id] for article_id in ids]).reshape(-1, 2) // story_days
        known = np.flatnonzero(days[:, 0] == days[:, 1])  # not where a date is missing
        _, first, stretch = np.unique(days[known, 0], return_index=True, return_inverse=True)
        pairs.append(np.column_stack([known, known[first][stretch]]))
    drawn = connected(len(ids), *np.concatenate(pairs).astype(np.int32).T)
    return [ids[leader] for leader in drawn.tolist()]


def keep_own(samples: pd.DataFrame, copies: pd.DataFrame) -> np.ndarray:
    """Tell which rows are left without near-duplicates: what units do not share with each other, once.

    A text that several units print is no unit's own: left with the one that was first, it would set that one apart from
    the others by what is equal in all of them. Its whole cluster is left out, on every side. Of copies within a unit
    the article that the cluster is named after is kept, or, where that is not among the samples, the first by id.

    Parameters
    ----------
    samples : DataFrame
        ``article_id`` and ``unit_id``. An article may be in several units (voices): articles that have a unit in
        common are of one.
    copies : DataFrame
        Table of that name.

    Returns
    -------
    array of bool, shape (rows,)

    Examples
    --------
    >>> samples = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "unit_id": ["tide", "gull", "gull", "gull"]})
    >>> copies = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "cluster_id": ["a", "a", "c", "c"]})
    >>> keep_own(samples, copies).tolist()
    [False, False, True, False]
    """
    rows = samples[["article_id", "unit_id"]].reset_index(drop=True)
    rows = rows.assign(cluster=clusters_of(rows["article_id"].tolist(), copies, by="cluster_id"))
    kept = np.ones(len(rows), bool)
    members = rows.groupby("cluster", sort=False)["article_id"].nunique()
    several = rows[rows["cluster"].map(members).gt(1).to_numpy()]
    if several.empty:
        return kept
    in_unit = several.groupby(["cluster", "unit_id"], sort=False)["article_id"].nunique()
    most = in_unit.groupby("cluster", sort=False).max()  # of its articles that have one unit in common
    is_one = most.index[(most == members[most.index]).to_numpy()]
    first = several.sort_values("article_id").drop_duplicates("cluster").set_index("cluster")["article_id"]
    named = pd.Index(several.loc[several["article_id"] == several["cluster"], "cluster"].unique())
    first[named] = named
    is_first = (several["article_id"] == several["cluster"].map(first)).to_numpy()
    kept[several.index] = is_first & several["cluster"].isin(is_one).to_numpy()
    return kept


def keep_own_of(
    ids: list[str], article: np.ndarray, units: np.ndarray, unit: np.ndarray, copies: pd.DataFrame
) -> np.ndarray:
    """Tell what `keep_own` does of samples whose article and unit are places among ids and units.

    Texts are made only of those that have a near-duplicate.
    """
    cluster = pd.factorize(np.array(clusters_of(ids, copies, by="cluster_id"), object))[0]
    rows = np.flatnonzero((np.bincount(cluster) > 1)[cluster][article]) if len(ids) else np.zeros(0, int)
    names = {"article_id": np.array([ids[one] for one in article[rows]], object), "unit_id": units[unit[rows]]}
    kept = np.ones(len(article), bool)
    kept[rows] = keep_own(pd.DataFrame(names).astype("str"), copies)
    return kept


def _members(cluster: np.ndarray) -> list[list[int]]:
    """Give the members of each cluster that has several."""
    several = np.flatnonzero(np.bincount(cluster)[cluster] > 1)
    order = several[np.argsort(cluster[several], kind="stable")]
    cuts = np.flatnonzero(np.diff(cluster[order])) + 1
    return [part.tolist() for part in np.split(order, cuts)] if len(order) else []


def _original(dates: list[Days], members: list[int]) -> int:
    """Choose the member that was published first: by first possible day, then by last, then by place."""
    known = [tuple(inf if isnan(day) else day for day in days) for days in dates]
    return min(zip(known, members, strict=True))[1]


def keep_copied(pairs: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Keep the pairs of which one is a copy of the other, and say by which ``share`` of the shorter one.

    Parameters
    ----------
    pairs : DataFrame
        As from `choose_pairs`, with ``n_same`` from `count_same`, summed over all shingles.
    texts : DataFrame
        As from `list_shingles`, of the whole corpus.
    """
    left, right = (pairs[side].to_numpy() for side in ("left", "right"))
    n_told = texts["n_told"].to_numpy()
    shorter = np.minimum(n_told[left], n_told[right])
    share = pairs["n_same"].to_numpy() / np.maximum(shorter, 1)
    is_copy = (shorter >= SHORTEST) & (share >= COPIED)
    kept: pd.DataFrame = pairs.loc[is_copy, ["left", "right"]].assign(share=share[is_copy])
    return kept.reset_index(drop=True)
