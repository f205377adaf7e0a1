"""Samples of any measure -> table `contrasts`: pairs of outlets, periods or voices, with interval, test and FDR."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

import pandas as pd

from analysis.compare.resampling import adjust_p, contrast_paired_ratios, contrast_ratios, ratio
from analysis.tables import TABLES, conform

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
        What each article adds to each measure (`analysis.compare.samples.SAMPLE`).
    pairs : iterable of (unit_a, unit_b)
        `REST` stands for all units but the other one.
    copies : DataFrame
        Table `copies`: near-duplicates are drawn together, and ``copies="without"`` keeps the article that its cluster
        is named after.
    minimum : int
        Fewer clusters than this in either unit: the difference is given, interval and p are NA.
    draws, seed : int
        Draws of the bootstrap and of the permutation test; each contrast has a seed of its own made from `seed` and
        its key, so that no contrast depends on which others are asked for.

    Returns
    -------
    DataFrame
        Table `contrasts`. `difference` = `mean_a` - `mean_b` in the measure's unit, NA where one has no value; `lower`,
        `upper` its 95% interval; `p` two-sided; `q` the false discovery rate over this whole table's rows with the same
        `copies`. `n_a`, `n_b` count articles, `n_effective` the clusters of the unit that has fewer. Units that share
        articles (voices) are compared within them (`method` paired).
    """
    cluster = dict(zip(copies["article_id"].tolist(), copies["cluster_id"].tolist(), strict=True))
    samples = samples.assign(cluster_id=[cluster.get(article, article) for article in samples["article_id"]])
    originals = samples[samples["cluster_id"] == samples["article_id"]]
    rows = []
    pairs = list(pairs)
    for kept, with_or_without in ((samples, "with"), (originals, "without")):
        for (measure, facet), part in kept.groupby(["measure", "facet"], sort=False):
            units = {str(unit): _Unit(found) for unit, found in part.groupby("unit_id", sort=False)}
            for pair in pairs:
                key = (str(measure), str(facet), *pair, with_or_without)
                rows.append((*key, *_contrast(part, units, pair, key, minimum, draws, seed)))
    frame = pd.DataFrame(rows, columns=[column for column in TABLES["contrasts"].dtypes if column != "q"])
    return adjust_family(frame)


def adjust_family(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Set `q`, the false discovery rate over all rows with the same `copies`."""
    q = contrasts.groupby("copies")["p"].transform(lambda p: adjust_p(p.to_numpy(float)))
    return conform(contrasts.assign(q=q), "contrasts")


class _Unit:
    """The sample of one unit: its articles and what each cluster adds."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.n = rows["article_id"].nunique()
        self.sums = rows.groupby("cluster_id", sort=True)[["numerator", "denominator"]].sum()


class _Found(NamedTuple):
    mean_a: float
    mean_b: float
    difference: float
    lower: float
    upper: float
    p: float
    n_a: int
    n_b: int
    n_effective: int
    method: str
    seed: int


def _contrast(
    part: pd.DataFrame,
    units: dict[str, _Unit],
    pair: tuple[str, str],
    key: tuple[str, ...],
    minimum: int,
    draws: int,
    seed: int,
) -> _Found:
    empty = _Unit(part.iloc[:0])
    a = units.get(pair[0], empty)
    b = _Unit(part[part["unit_id"] != pair[0]]) if pair[1] == REST else units.get(pair[1], empty)
    n_effective = min(len(a.sums), len(b.sums))
    means = ratio(a.sums.to_numpy(float)), ratio(b.sums.to_numpy(float))
    shared = a.sums.index.intersection(b.sums.index)
    is_paired = 2 * len(shared) > n_effective
    lower = upper = p = float("nan")
    if n_effective < minimum:
        method = f"difference only: fewer than {minimum} articles"
    elif is_paired:
        method = "paired studentized bootstrap, exchange test"
        every = a.sums.index.union(b.sums.index)
        both = [unit.sums.reindex(every, fill_value=0.0).to_numpy(float) for unit in (a, b)]
        _, lower, upper, p = contrast_paired_ratios(*both, draws=draws, seed=_seed(seed, key))
    else:
        method = "studentized bootstrap, permutation test"
        both = [unit.sums.to_numpy(float) for unit in (a, b)]
        _, lower, upper, p = contrast_ratios(*both, draws=draws, seed=_seed(seed, key))
    return _Found(*means, means[0] - means[1], lower, upper, p, a.n, b.n, n_effective, method, seed)


def _seed(seed: int, key: tuple[str, ...]) -> list[int]:
    return [seed, crc32("\x1f".join(key).encode())]
