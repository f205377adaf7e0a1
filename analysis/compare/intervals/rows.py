"""Articles -> one row a cluster of near-duplicates, and what rows must hold for an interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

#: Clusters of a unit up to which each is drawn by itself; more are summed into so many groups by a hash of their name.
MOST = 2000

#: Clusters in which something was counted (a numerator other than 0) from which on an interval is given.
LEAST_COUNTED = 5


def clusters_of(article_ids: Sequence[str], copies: pd.DataFrame | None, *, by: str = "drawn_id") -> list[str]:
    """Name the cluster of near-duplicates of each article: by table `copies`, else the article itself.

    By ``drawn_id`` those of one stretch of days are together too, if the study says so; by ``cluster_id`` they are not.

    >>> copies = pd.DataFrame({"article_id": ["a", "b"], "cluster_id": ["a", "a"]})
    >>> clusters_of(["b", "c"], copies)
    ['a', 'c']
    """
    if copies is None:
        return list(article_ids)
    drawn = copies[by if by in copies.columns else "cluster_id"]
    known = dict(zip(copies["article_id"].tolist(), drawn.tolist(), strict=True))
    return [known.get(article_id, article_id) for article_id in article_ids]


def groups_of(clusters: Sequence[str]) -> np.ndarray:
    """Name the group of each cluster, from 0 to `MOST` - 1, by its name alone: no other cluster moves it.

    >>> groups_of(["a", "b"]).tolist()
    [1907, 681]
    """
    return np.array([crc32(str(one).encode("utf-8", "surrogatepass")) % MOST for one in clusters], np.int64)


def group_clusters(rows: np.ndarray, clusters: Sequence[str]) -> np.ndarray:
    """Sum very many clusters into groups, which are as independent, much faster to draw, and no more for more articles.

    Parameters
    ----------
    rows : array of float, shape (clusters, measures, k)
    clusters : sequence of str
        The name of each row.

    Returns
    -------
    array of float
        The rows as they are up to `MOST`; else one for each group that has a cluster, in the order of `groups_of`.
    """
    return _sum_groups(rows, _places_of_groups(clusters))


def _places_of_groups(clusters: Sequence[str]) -> np.ndarray | None:
    """Number the groups that have a cluster, for each of very many clusters; None where these are not so many."""
    return np.unique(groups_of(clusters), return_inverse=True)[1] if len(clusters) > MOST else None


def _sum_groups(rows: np.ndarray, place: np.ndarray | None) -> np.ndarray:
    if place is None:
        return rows
    sums = np.zeros((int(place.max()) + 1, *rows.shape[1:]))
    np.add.at(sums, place, rows)
    return sums


class Numbered(NamedTuple):
    """The clusters of some articles as numbers: of each article, and the group of each cluster where they are many."""

    cluster: np.ndarray
    group: np.ndarray | None

    @staticmethod
    def read(clusters: Sequence[str]) -> Numbered:
        """Number clusters, as from `clusters_of`, in the order in which they appear."""
        cluster, known = pd.factorize(np.array(clusters, object))
        return Numbered(cluster.astype(np.int32), _places_of_groups(known.tolist()))

    def rows(self, numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
        """Give what `rows_of_clusters` gives."""
        sums = [np.bincount(self.cluster, weights=values) for values in (numerator, denominator)]
        return _sum_groups(np.stack(sums, axis=-1)[:, None], self.group)


def rows_of_clusters(numerator: np.ndarray, denominator: np.ndarray, clusters: Sequence[str]) -> np.ndarray:
    """Sum what articles add to a measure by their clusters.

    Parameters
    ----------
    numerator, denominator : array of float, shape (n,)
        A row may be an article or a part of it.
    clusters : sequence of str, length n
        As from `clusters_of`; to sum more than once by the same ones, `Numbered` reads them once.

    Returns
    -------
    array of float, shape (clusters, 1, 2)
        In the order in which clusters appear; of more than `MOST` clusters those of their groups (`group_clusters`).

    Examples
    --------
    >>> rows_of_clusters(np.array([1.0, 0.0, 2.0]), np.ones(3), ["a", "b", "a"])[:, 0].tolist()
    [[3.0, 2.0], [0.0, 1.0]]
    """
    return Numbered.read(clusters).rows(numerator, denominator)


def n_telling(rows: np.ndarray) -> np.ndarray:
    """Count the clusters that have something to say about each measure: those with a denominator."""
    counts: np.ndarray = (rows[..., 1] != 0).sum(axis=0)
    return counts


def is_counted(rows: np.ndarray) -> np.ndarray:
    """Tell of each measure whether something was counted in `LEAST_COUNTED` clusters or more."""
    is_enough: np.ndarray = (rows[..., 0] != 0).sum(axis=0) >= LEAST_COUNTED
    return is_enough


def is_alike(rows: np.ndarray) -> np.ndarray:
    """Tell of each measure whether no two clusters that have something to say about it say another thing."""
    said = np.where(rows[..., 1] != 0, rows[..., 0] / np.where(rows[..., 1] != 0, rows[..., 1], 1), np.nan)
    if not len(said):
        return np.ones(said.shape[1], bool)
    least, most = np.fmin.reduce(said), np.fmax.reduce(said)
    is_same: np.ndarray = ~(most - least > 1e-12 * np.maximum(np.abs(least), np.abs(most)))
    return is_same
