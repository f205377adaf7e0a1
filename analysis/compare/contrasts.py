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

from analysis.compare.copies import keep_own_of
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
from analysis.compare.samples import number_rows, parts_of
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
        contrast_question(asked, copies, kept, minimum=minimum, draws=draws, seed=seed)
        for asked in questions
        for kept in ("with", "without")
    ]
    return adjust_families(parts)


def contrast_question(
    asked: Question,
    copies: pd.DataFrame,
    with_or_without: str,
    *,
    minimum: int = 10,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Contrast the pairs of one question, all or some, as `contrast_families` does, for `adjust_families`."""
    if not asked.pairs or not any(len(part) for part in parts_of(asked.samples)):
        return NONE_ASKED
    cube = Sums(parts_of(asked.samples), copies, with_or_without)
    return _contrast_all(cube, list(asked.pairs), minimum, draws, seed).assign(question=asked.name)


#: No contrasts, before `adjust_families`.
NONE_ASKED = empty("contrasts").drop(columns=["family", "q", "n_tests"]).assign(question=pd.Series([], dtype="str"))


def adjust_families(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Name the family of each row, its question and measure; set `q`, its false discovery rate, and `n_tests`."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return empty("contrasts")
    contrasts = pd.concat(parts, ignore_index=True)
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
        ids: list[pd.Index] = []
        articles, units = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        named: dict[tuple[str, ...], int] = {}
        keys: dict[tuple[str, ...], int] = {}
        n_articles = 0
        for part in parts:
            number_rows(part, ["measure", "facet"], keys)
            pairs, _, own = _pairs_of(part, named)
            articles.append((pairs // MOST_UNITS + n_articles).astype(np.int32))
            units.append((pairs % MOST_UNITS).astype(np.int32))
            ids.append(own)
            n_articles += len(own)
        article, unit = np.concatenate(articles), np.concatenate(units)
        order = sorted(named)
        self._units = {name: number for number, (name,) in enumerate(order)}
        self._unit_of = np.argsort([named[name] for name in order])[unit].astype(np.int32) if len(unit) else unit
        every = [one for own in ids for one in own.tolist()]
        kept = self._read_pairs(every, article, copies)
        row = self._number_rows(kept)
        asked = sorted(keys)
        place = np.argsort([keys[key] for key in asked])
        self.measures = {
            name: np.array([key[at] for key in asked], object) for at, name in enumerate(("measure", "facet"))
        }
        self.sums = np.zeros((len(self.unit), len(asked), 2))
        self.n_articles = np.zeros((len(self._units), len(asked)), np.int64)
        first = 0
        for part in parts:
            pairs, at, _ = _pairs_of(part, named)
            measure = place[number_rows(part, ["measure", "facet"], keys)]
            at, first = at + first, first + len(pairs)
            chosen = kept[at]
            at, measure = at[chosen], measure[chosen]
            np.add.at(self.sums, (row[at], measure), part[["numerator", "denominator"]].to_numpy(float)[chosen])
            np.add.at(self.n_articles, (self._unit_of[at], measure), 1)
        is_there = self.n_articles.any(axis=0)
        self.measures = {name: values[is_there] for name, values in self.measures.items()}
        self.sums, self.n_articles = self.sums[:, is_there], self.n_articles[:, is_there]

    def _read_pairs(self, ids: list[str], article: np.ndarray, copies: pd.DataFrame) -> np.ndarray:
        """Number the clusters of all pairs of an article and a unit; tell which pairs are kept.

        Clusters go by their names, as units do: no order of the samples moves a last digit of what several add up to.
        """
        kept = np.ones(len(article), bool)
        if self.copies == "without":
            units = np.array(list(self._units), object)
            kept = keep_own_of(ids, article, units, self._unit_of, copies)
        cluster, names = pd.factorize(np.array(clusters_of(ids, copies), object), sort=True)
        self._cluster_of, self._group_of = cluster.astype(np.int32)[article], groups_of(names.tolist())
        known = np.unique(self._unit_of[kept].astype(np.int64) * len(names) + self._cluster_of[kept])
        self._present = {
            unit: (known[known // max(len(names), 1) == number] % max(len(names), 1)).astype(np.int32)
            for unit, number in self._units.items()
        }
        return kept

    def _number_rows(self, kept: np.ndarray) -> np.ndarray:
        """Number the rows; give that of each pair."""
        group = self._group_of
        is_many = np.array([len(self._present[unit]) > MOST for unit in self._units], bool)[self._unit_of]
        label = np.where(is_many, -1 - group[self._cluster_of], self._cluster_of) + MOST
        wide = len(group) + MOST
        rows = np.zeros(len(label), np.int32)
        known, place = np.unique((self._unit_of.astype(np.int64) * wide + label)[kept], return_inverse=True)
        rows[kept] = place
        self.unit, label = known // wide, known % wide - MOST
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


#: More units than there can be: what numbers of pairs of an article and a unit are made with.
MOST_UNITS = 1 << 20


def _pairs_of(part: pd.DataFrame, units: dict[tuple[str, ...], int]) -> tuple[np.ndarray, np.ndarray, pd.Index]:
    """Give the pairs of an article and a unit in the order of the samples, the place of each row among them, the ids.

    A pair is the number of the article, as among the ids, times `MOST_UNITS`, and the unit's number.
    """
    article, ids = pd.factorize(part["article_id"])
    place, pairs = pd.factorize(article * MOST_UNITS + number_rows(part, ["unit_id"], units))
    return pairs, place, ids


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
