"""Samples of any measure -> table `contrasts`: pairs of outlets, periods or voices, with interval, test and FDR."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.intervals import clusters_of, contrast_paired_ratios, contrast_ratios, ratios
from analysis.compare.resampling import adjust_p
from analysis.tables import conform, empty

__all__ = ["REST", "contrast_families", "contrast_units", "pairs_of"]

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
    pairs: Sequence[tuple[str, str]],
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
    pairs : sequence of (unit_a, unit_b)
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
    return contrast_families([(samples, pairs)], copies, minimum=minimum, draws=draws, seed=seed)


def contrast_families(
    families: Iterable[tuple[pd.DataFrame, Sequence[tuple[str, str]]]],
    copies: pd.DataFrame,
    *,
    minimum: int = 10,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Contrast the pairs of several samples as `contrast_units` does; `q` is one rate over all of them."""
    parts = [
        _contrast_all(_Cube(samples, copies, kept), list(pairs), minimum, draws, seed)
        for samples, pairs in families
        if pairs and len(samples)
        for kept in ("with", "without")
    ]
    return _adjusted(pd.concat(parts, ignore_index=True)) if parts else empty("contrasts")


def _adjusted(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Set `q`, the false discovery rate over all rows with the same `copies`."""
    p, copies = contrasts["p"].to_numpy(float), contrasts["copies"].to_numpy(object)
    q = np.full(len(p), np.nan)
    for kept in ("with", "without"):
        q[copies == kept] = adjust_p(p[copies == kept])
    return conform(contrasts.assign(q=q), "contrasts")


class _Cube:
    """What each cluster of each unit adds to each measure and facet: `sums` has shape (rows, measures, 2)."""

    def __init__(self, samples: pd.DataFrame, copies: pd.DataFrame, with_or_without: str) -> None:
        self.copies = with_or_without
        articles = samples["article_id"].tolist()
        clusters = np.array(clusters_of(articles, copies), object)
        kept = np.flatnonzero(clusters == articles) if with_or_without == "without" else np.arange(len(clusters))
        names = [samples[name].to_numpy(object)[kept] for name in ("measure", "facet", "unit_id")]
        measure, first = _numbered(names[0], names[1])
        self.measures = {"measure": names[0][first], "facet": names[1][first]}
        cluster = pd.factorize(clusters[kept], sort=True)[0]
        row, first = _numbered(names[2], cluster)
        self.unit, self.cluster = names[2][first], cluster[first]
        shape = len(first), len(self.measures["measure"])
        self.sums = np.zeros((*shape, 2))
        np.add.at(self.sums, (row, measure), samples[["numerator", "denominator"]].to_numpy(float)[kept])
        self.n_articles = np.zeros(shape, np.int64)
        np.add.at(self.n_articles, (row, measure), 1)

    def unit_sums(self, unit: str, without: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give a unit's clusters, what each adds, and how many articles the unit has for each measure."""
        chosen = np.flatnonzero(self.unit != without if unit == REST else self.unit == unit)
        clusters, place = np.unique(self.cluster[chosen], return_inverse=True)
        sums = np.zeros((len(clusters), *self.sums.shape[1:]))
        np.add.at(sums, place, self.sums[chosen])
        return clusters, sums, self.n_articles[chosen].sum(axis=0)


def _numbered(*columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the combinations of values in the order in which they appear, and say where each appears first."""
    code = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        numbers, known = pd.factorize(column)
        code = code * len(known) + numbers
    number, known = pd.factorize(code)
    first = np.full(len(known), len(code))
    np.minimum.at(first, number, np.arange(len(code)))
    return number, first


def _contrast_all(cube: _Cube, pairs: list[tuple[str, str]], minimum: int, draws: int, seed: int) -> pd.DataFrame:
    """Contrast every pair on every measure; the rows of a measure stand together."""
    found = [_contrast(cube, pair, minimum, draws, seed) for pair in pairs]
    n_measures = len(cube.measures["measure"])
    columns = {name: np.repeat(values, len(pairs)) for name, values in cube.measures.items()}
    columns |= {f"unit_{side}": np.tile([pair[at] for pair in pairs], n_measures) for at, side in enumerate("ab")}
    columns |= {name: np.column_stack([one[name] for one in found]).ravel() for name in (found[0] if found else ())}
    return pd.DataFrame(columns | {"copies": cube.copies, "seed": seed})


def _contrast(cube: _Cube, pair: tuple[str, str], minimum: int, draws: int, seed: int) -> dict[str, np.ndarray]:
    clusters_a, a, n_a = cube.unit_sums(pair[0], "")
    clusters_b, b, n_b = cube.unit_sums(pair[1], pair[0])
    n_effective = np.minimum(*((sums[..., 1] != 0).sum(axis=0) for sums in (a, b)))
    is_enough = n_effective >= minimum
    mean_a, mean_b = ratios(a), ratios(b)
    lower, upper, p = np.full((3, len(n_a)), np.nan)
    method = "none"
    if is_enough.any():
        key = [seed, crc32("\x1f".join((*pair, cube.copies)).encode())]
        n_shared = len(np.intersect1d(clusters_a, clusters_b, assume_unique=True))
        if 2 * n_shared > min(len(clusters_a), len(clusters_b)):
            method = "paired studentized bootstrap, exchange test"
            a, b = _aligned(clusters_a, a, clusters_b, b)
            found = contrast_paired_ratios(a[:, is_enough], b[:, is_enough], draws=draws, seed=key)
        else:
            method = "studentized bootstrap, permutation test"
            found = contrast_ratios(a[:, is_enough], b[:, is_enough], draws=draws, seed=key)
        lower[is_enough], upper[is_enough], p[is_enough] = found.lower, found.upper, found.p
    return {
        "mean_a": mean_a,
        "mean_b": mean_b,
        "difference": mean_a - mean_b,
        "lower": lower,
        "upper": upper,
        "p": p,
        "n_a": n_a,
        "n_b": n_b,
        "n_effective": n_effective,
        "method": np.where(is_enough, method, f"difference only: fewer than {minimum} articles"),
    }


def _aligned(
    clusters_a: np.ndarray, a: np.ndarray, clusters_b: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give both units a row for every cluster of either."""
    every = np.union1d(clusters_a, clusters_b)
    aligned = []
    for clusters, sums in ((clusters_a, a), (clusters_b, b)):
        rows = np.zeros((len(every), *sums.shape[1:]))
        rows[np.searchsorted(every, clusters)] = sums
        aligned.append(rows)
    return aligned[0], aligned[1]
