"""Samples of any measure -> table `contrasts`: pairs of outlets, periods or voices, with interval, test and FDR.

One question is one family: which outlets differ on a measure; whether outlets' own words differ from quoted ones on it;
whether it changes with the events. The false discovery rate `q` is of a family, so that what is plain in one question
makes nothing look different in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.copies import keep_own
from analysis.compare.intervals import (
    MOST,
    clusters_of,
    contrast_paired_ratios,
    contrast_ratios,
    groups_of,
    n_telling,
    ratios,
)
from analysis.compare.intervals.resampling import adjust_p
from analysis.compare.samples import parts_of
from analysis.measures import MEASURES
from analysis.tables import conform, empty

#: The unit that stands for all others together.
REST = "(all others)"
#: The method of a test that has no interval: too few clusters hold what is counted, or none differs from its group.
NO_INTERVAL = "plain difference, permutation test, no interval"
MOST_PAIRS = 6  # units up to which every pair is contrasted; more are contrasted with all others together


def pairs_of(units: Sequence[str]) -> list[tuple[str, str]]:
    """Pair up units: each two of them, or, where there are more than six, each with all others.

    >>> pairs_of(["a", "b", "c"])
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    if len(units) <= MOST_PAIRS:
        return list(combinations(units, 2))
    return [(unit, REST) for unit in units]


class Question(NamedTuple):
    """What is asked, as `family` names it, of which samples, and which pairs of their units answer it.

    `samples` may be those of each part of the corpus, in the order of its articles; they are gone through more than
    once.
    """

    name: str
    samples: pd.DataFrame | Iterable[pd.DataFrame]
    pairs: Sequence[tuple[str, str]]


def contrast_families(
    questions: Iterable[Question], copies: pd.DataFrame, *, minimum: int = 10, draws: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """Contrast pairs of units on every measure and facet, with and without near-duplicate articles.

    Parameters
    ----------
    questions : iterable of Question
        Those of one name are of one family. `samples` are what each article adds to each measure
        (`analysis.compare.samples.SAMPLE`), one row an article, measure, facet and unit; in `pairs`, `REST` stands for
        all units but the other one.
    copies : DataFrame
        Table `copies`: near-duplicates are drawn together, and ``copies="without"`` keeps what
        `analysis.compare.copies.keep_own` does: no text that several units print, and once what one unit repeats.
    minimum : int
        Fewer clusters than this in either unit: the difference is given, interval and p are NA.
    draws, seed : int
        Draws of the tests (`analysis.compare.intervals.contrast_ratios`). Each pair has a seed of its own made from
        `seed` and its names, so that no contrast depends on which others are asked for.

    Returns
    -------
    DataFrame
        Table `contrasts`. `difference` = `mean_a` - `mean_b` in the measure's unit, NA where one has no value; `lower`,
        `upper` its 95% interval; `p` two-sided, `p_error` its Monte Carlo standard error; `q` the false discovery rate
        over the `n_tests` rows with a `p` of the same `family` and `copies`. `n_a`, `n_b` count articles, `n_effective`
        the clusters of the unit that has fewer, or their groups where it has more than 2,000. Units that share most of
        their articles (voices) are compared within them (`method` paired). Where `method` is `NO_INTERVAL`, the plain
        difference was tested.
    """
    parts = [
        _contrast_all(Sums(parts_of(asked.samples), copies, kept), list(asked.pairs), minimum, draws, seed).assign(
            question=asked.name
        )
        for asked in questions
        if asked.pairs and any(len(part) for part in parts_of(asked.samples))
        for kept in ("with", "without")
    ]
    return adjust_families(pd.concat(parts, ignore_index=True)) if parts else empty("contrasts")


def adjust_families(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Name the family of each row, its question and measure; set `q`, its false discovery rate, and `n_tests`."""
    family = (contrasts["question"] + ": " + contrasts["measure"]).to_numpy(object)
    contrasts = contrasts.drop(columns="question").assign(family=family)
    p = contrasts["p"].to_numpy(float)
    q, n_tests = np.full(len(p), np.nan), np.zeros(len(p), np.int64)
    for rows in contrasts.groupby(["family", "copies"]).indices.values():
        q[rows], n_tests[rows] = adjust_p(p[rows]), (~np.isnan(p[rows])).sum()
    return conform(contrasts.assign(q=q, n_tests=n_tests), "contrasts")


class Sums:
    """What each cluster of each unit adds to each measure and facet: `sums` has shape (rows, measures, 2).

    A row is a cluster of a unit, or, where a unit has more than `MOST`, a group of them by their hash: its `cluster` is
    -1. So what is held does not grow with the articles, and parts of a corpus add up.
    """

    def __init__(self, parts: Iterable[pd.DataFrame], copies: pd.DataFrame, with_or_without: str) -> None:
        self.copies = with_or_without
        pairs, keys = [], []
        for part in parts:
            pairs.append(part[["article_id", "unit_id"]].drop_duplicates())
            keys.append(part[["measure", "facet"]].drop_duplicates())
        every, asked = pd.concat(pairs, ignore_index=True), pd.concat(keys).drop_duplicates()
        kept = keep_own(every, copies) if with_or_without == "without" else np.ones(len(every), bool)
        row = self._number_rows(self._read_pairs(every, kept, copies), kept)
        order = np.lexsort([asked["facet"].to_numpy(object), asked["measure"].to_numpy(object)])
        self.measures = {name: asked[name].to_numpy(object)[order] for name in ("measure", "facet")}
        number = pd.MultiIndex.from_arrays(list(self.measures.values()))
        self.sums = np.zeros((len(self.unit), len(number), 2))
        self.n_articles = np.zeros((len(self._units), len(number)), np.int64)
        first = 0
        for part, own in zip(parts, pairs, strict=True):
            place = pd.MultiIndex.from_frame(own).get_indexer(pd.MultiIndex.from_frame(part[list(own.columns)])) + first
            measure = number.get_indexer(pd.MultiIndex.from_frame(part[["measure", "facet"]]))
            chosen, first = kept[place], first + len(own)
            place, measure = place[chosen], measure[chosen]
            np.add.at(self.sums, (row[place], measure), part[["numerator", "denominator"]].to_numpy(float)[chosen])
            np.add.at(self.n_articles, (self._unit_of[place], measure), 1)
        is_there = self.n_articles.any(axis=0)
        self.measures = {name: values[is_there] for name, values in self.measures.items()}
        self.sums, self.n_articles = self.sums[:, is_there], self.n_articles[:, is_there]

    def _read_pairs(self, every: pd.DataFrame, kept: np.ndarray, copies: pd.DataFrame) -> list[str]:
        """Number units and clusters of all pairs of an article and a unit; give the names of the clusters.

        Units go by their names, as clusters do: no order of the samples moves a last digit of what several add up to.
        """
        clusters = np.array(clusters_of(every["article_id"].tolist(), copies), object)
        self._cluster_of, names = pd.factorize(clusters, sort=True)
        self._unit_of, units = pd.factorize(every["unit_id"].to_numpy(object), sort=True)
        self._units = {unit: number for number, unit in enumerate(units.tolist())}
        known = np.unique(np.column_stack([self._unit_of[kept], self._cluster_of[kept]]), axis=0)
        self._present = {unit: known[known[:, 0] == number, 1] for unit, number in self._units.items()}
        return list(names)

    def _number_rows(self, names: list[str], kept: np.ndarray) -> np.ndarray:
        """Number the rows; give that of each pair."""
        group = groups_of(names)
        is_many = np.array([len(self._present[unit]) > MOST for unit in self._units], bool)[self._unit_of]
        label = np.where(is_many, -1 - group[self._cluster_of], self._cluster_of)
        rows = np.zeros(len(label), np.int64)
        known, rows[kept] = np.unique(np.column_stack([self._unit_of, label])[kept], axis=0, return_inverse=True)
        self.unit, label = known.reshape(-1, 2).T
        self.cluster = np.where(label < 0, -1, label)
        self.group = np.where(label < 0, -1 - label, group[np.maximum(label, 0)] if len(group) else label)
        return rows

    def sides(self, pair: tuple[str, str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, bool]:
        """Give what the clusters (or groups) of both units add, articles by measure, and whether rows are paired."""
        units = self._members(pair[0], ""), self._members(pair[1], pair[0])
        clusters = [self._clusters(one) for one in units]
        n_shared = len(np.intersect1d(clusters[0], clusters[1], assume_unique=True))
        is_paired = 2 * n_shared > min(map(len, clusters))
        n = [len(one) for one in clusters]
        if is_paired:
            n = [len(np.union1d(clusters[0], clusters[1]))] * 2
        sides = [self._add_up(one, size > MOST) for one, size in zip(units, n, strict=True)]
        n_a, n_b = (self.n_articles[[self._units[unit] for unit in one]].sum(axis=0) for one in units)
        a, b = (sums for _, sums in sides)
        if is_paired:
            a, b = _align(sides[0][0], a, sides[1][0], b)
        return a, b, n_a, n_b, is_paired

    def _members(self, unit: str, without: str) -> list[str]:
        return [one for one in self._units if (one != without if unit == REST else one == unit)]

    def _clusters(self, units: list[str]) -> np.ndarray:
        none = np.zeros(0, np.int64)
        return np.unique(np.concatenate([none, *(self._present[unit] for unit in units)]))

    def _add_up(self, units: list[str], is_many: bool) -> tuple[np.ndarray, np.ndarray]:
        chosen = np.flatnonzero(np.isin(self.unit, [self._units[unit] for unit in units]))
        labels, place = np.unique((self.group if is_many else self.cluster)[chosen], return_inverse=True)
        sums = np.zeros((len(labels), *self.sums.shape[1:]))
        np.add.at(sums, place, self.sums[chosen])
        return labels, sums


def _contrast_all(cube: Sums, pairs: list[tuple[str, str]], minimum: int, draws: int, seed: int) -> pd.DataFrame:
    """Contrast every pair on every measure; the rows of a measure stand together."""
    found = [_contrast(cube, pair, minimum, draws, seed) for pair in pairs]
    n_measures = len(cube.measures["measure"])
    columns = {name: np.repeat(values, len(pairs)) for name, values in cube.measures.items()}
    columns |= {f"unit_{side}": np.tile([pair[at] for pair in pairs], n_measures) for at, side in enumerate("ab")}
    columns |= {name: np.column_stack([one[name] for one in found]).ravel() for name in (found[0] if found else ())}
    return pd.DataFrame(columns | {"copies": cube.copies, "seed": seed})


def _contrast(cube: Sums, pair: tuple[str, str], minimum: int, draws: int, seed: int) -> dict[str, np.ndarray]:
    a, b, n_a, n_b, is_paired = cube.sides(pair)
    n_effective = np.minimum(n_telling(a), n_telling(b))
    mean_a, mean_b = ratios(a), ratios(b)
    key = [seed, crc32("\x1f".join((*pair, cube.copies)).encode())]
    contrast = contrast_paired_ratios if is_paired else contrast_ratios
    found = contrast(a, b, minimum=minimum, draws=draws, seed=key)
    widest = np.array([_range_of(measure) for measure in cube.measures["measure"].tolist()])
    studentized = "exchange test of pairs, jackknife error" if is_paired else "permutation test, jackknife error"
    method = np.where(found.is_plain, NO_INTERVAL, studentized).astype(object)
    method[np.isnan(found.p)] = "difference only: nothing differs"
    method[n_effective < minimum] = f"difference only: fewer than {minimum} articles"
    return {
        "mean_a": mean_a,
        "mean_b": mean_b,
        "difference": mean_a - mean_b,
        "lower": np.maximum(found.lower, -widest),
        "upper": np.minimum(found.upper, widest),
        "p": found.p,
        "p_error": found.p_error,
        "n_a": n_a,
        "n_b": n_b,
        "n_effective": n_effective,
        "method": method,
    }


def _range_of(measure: str) -> float:
    """Give the greatest difference that two values of a measure can have."""
    known = MEASURES.get("sentiment" if measure.startswith("sentiment_") else measure)
    return known.high - known.low if known else np.inf


def _align(labels_a: np.ndarray, a: np.ndarray, labels_b: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give both a row for every label of either, in their order."""
    every = np.union1d(labels_a, labels_b)
    aligned = []
    for labels, sums in ((labels_a, a), (labels_b, b)):
        rows = np.zeros((len(every), *sums.shape[1:]))
        rows[np.searchsorted(every, labels)] = sums
        aligned.append(rows)
    return aligned[0], aligned[1]
