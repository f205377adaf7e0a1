"""Samples of any measure -> table `contrasts`: pairs of outlets, periods or voices, with interval, test and FDR."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.resampling import adjust_p, contrast_paired_ratios, contrast_ratios, ratios
from analysis.tables import conform, empty

__all__ = ["REST", "adjust_family", "contrast_units", "pairs_of"]

#: The unit that stands for all others together.
REST = "(all others)"
MOST_PAIRS = 6  # units up to which every pair is contrasted; more are contrasted with all others together


def pairs_of(units: Sequence[str]) -> list[tuple[str, str]]:
    """Pair up units: each two of them, or, where there are more than six, each with all others.

    >>> pairs_of(["a", "b", "c"])
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    if len(units) <= MOST_PAIRS:
        return list(combinations(units, 2))
    return [(unit, REST) for unit in units]


def contrast_units(
    samples: pd.DataFrame,
    pairs: Iterable[tuple[str, str]],
    copies: pd.DataFrame,
    *,
    minimum: int = 10,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Contrast pairs of units on every measure and facet, with and without near-duplicate articles.

    Parameters
    ----------
    samples : DataFrame
        What each article adds to each measure (`analysis.compare.samples.SAMPLE`); one row an article, measure, facet
        and unit.
    pairs : iterable of (unit_a, unit_b)
        `REST` stands for all units but the other one.
    copies : DataFrame
        Table `copies`: near-duplicates are drawn together, and ``copies="without"`` keeps the article that its cluster
        is named after.
    minimum : int
        Fewer clusters than this in either unit: the difference is given, interval and p are NA.
    draws, seed : int
        Draws of the bootstrap and of the permutation test. Each pair has a seed of its own made from `seed` and its
        names, so that no contrast depends on which others are asked for.

    Returns
    -------
    DataFrame
        Table `contrasts`. `difference` = `mean_a` - `mean_b` in the measure's unit, NA where one has no value; `lower`,
        `upper` its 95% interval; `p` two-sided; `q` the false discovery rate over this whole table's rows with the same
        `copies`. `n_a`, `n_b` count articles, `n_effective` the clusters of the unit that has fewer. Units that share
        most of their articles (voices) are compared within them (`method` paired).
    """
    cluster = dict(zip(copies["article_id"].tolist(), copies["cluster_id"].tolist(), strict=True))
    samples = samples.assign(cluster_id=[cluster.get(article, article) for article in samples["article_id"]])
    originals = samples[samples["cluster_id"] == samples["article_id"]]
    pairs, parts = list(pairs), []
    for kept, with_or_without in ((samples, "with"), (originals, "without")):
        cube = _Cube(kept)
        found = [_contrast(cube, pair, with_or_without, minimum, draws, seed) for pair in pairs]
        if found and len(cube.measures):
            parts.append(pd.concat(found).sort_index(kind="stable"))
    if not parts:
        return empty("contrasts")
    return adjust_family(pd.concat(parts, ignore_index=True))


def adjust_family(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Set `q`, the false discovery rate over all rows with the same `copies`."""
    q = contrasts.groupby("copies")["p"].transform(lambda p: adjust_p(p.to_numpy(float)))
    return conform(contrasts.assign(q=q), "contrasts")


class _Cube:
    """What each cluster of each unit adds to each measure and facet: `sums` has shape (rows, measures, 2)."""

    def __init__(self, samples: pd.DataFrame) -> None:
        keys = ["measure", "facet"]
        self.measures = samples[keys].drop_duplicates().reset_index(drop=True)
        measure = samples[keys].merge(self.measures.reset_index(), on=keys, how="left")["index"].to_numpy(np.int64)
        rows = samples[["unit_id", "cluster_id"]].drop_duplicates().reset_index(drop=True)
        row = samples[["unit_id", "cluster_id"]].merge(rows.reset_index(), how="left")["index"].to_numpy(np.int64)
        self.unit, self.cluster = (rows[name].to_numpy(object) for name in rows)
        self.sums = np.zeros((len(rows), len(self.measures), 2))
        np.add.at(self.sums, (row, measure), samples[["numerator", "denominator"]].to_numpy(float))
        self.n_articles = np.zeros((len(rows), len(self.measures)), np.int64)
        np.add.at(self.n_articles, (row, measure), 1)

    def unit_sums(self, unit: str, without: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """Give a unit's clusters, what each adds, and how many articles the unit has for each measure."""
        chosen = np.flatnonzero(self.unit != without if unit == REST else self.unit == unit)
        clusters, place = np.unique(self.cluster[chosen].astype(str), return_inverse=True)
        sums = np.zeros((len(clusters), *self.sums.shape[1:]))
        np.add.at(sums, place, self.sums[chosen])
        return clusters.tolist(), sums, self.n_articles[chosen].sum(axis=0)


def _contrast(
    cube: _Cube, pair: tuple[str, str], with_or_without: str, minimum: int, draws: int, seed: int
) -> pd.DataFrame:
    clusters_a, a, n_a = cube.unit_sums(pair[0], "")
    clusters_b, b, n_b = cube.unit_sums(pair[1], pair[0])
    n_effective = np.minimum(*((sums[..., 1] != 0).sum(axis=0) for sums in (a, b)))
    is_enough = n_effective >= minimum
    mean_a, mean_b = ratios(a), ratios(b)
    lower, upper, p = np.full((3, len(n_a)), np.nan)
    method = "none"
    if is_enough.any():
        key = [seed, crc32("\x1f".join((*pair, with_or_without)).encode())]
        shared = set(clusters_a) & set(clusters_b)
        if 2 * len(shared) > min(len(clusters_a), len(clusters_b)):
            method = "paired studentized bootstrap, exchange test"
            a, b = _aligned(clusters_a, a, clusters_b, b)
            found = contrast_paired_ratios(a[:, is_enough], b[:, is_enough], draws=draws, seed=key)
        else:
            method = "studentized bootstrap, permutation test"
            found = contrast_ratios(a[:, is_enough], b[:, is_enough], draws=draws, seed=key)
        lower[is_enough], upper[is_enough], p[is_enough] = found.lower, found.upper, found.p
    return cube.measures.assign(
        unit_a=pair[0],
        unit_b=pair[1],
        copies=with_or_without,
        mean_a=mean_a,
        mean_b=mean_b,
        difference=mean_a - mean_b,
        lower=lower,
        upper=upper,
        p=p,
        n_a=n_a,
        n_b=n_b,
        n_effective=n_effective,
        method=np.where(is_enough, method, f"difference only: fewer than {minimum} articles"),
        seed=seed,
    )


def _aligned(
    clusters_a: list[str], a: np.ndarray, clusters_b: list[str], b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give both units a row for every cluster of either."""
    every = {cluster: row for row, cluster in enumerate(dict.fromkeys(clusters_a + clusters_b))}
    aligned = []
    for clusters, sums in ((clusters_a, a), (clusters_b, b)):
        rows = np.zeros((len(every), *sums.shape[1:]))
        rows[[every[cluster] for cluster in clusters]] = sums
        aligned.append(rows)
    return aligned[0], aligned[1]
