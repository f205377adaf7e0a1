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
    clusters_of,
    contrast_paired_ratios,
    contrast_ratios,
    n_telling,
    ratios,
)
from analysis.compare.intervals.resampling import adjust_p
from analysis.measures import MEASURES
from analysis.tables import conform, empty

__all__ = [
    "NO_INTERVAL",
    "REST",
    "Question",
    "adjust_families",
    "contrast_families",
    "contrast_units",
    "pair_up",
    "pairs_of",
]

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
    """What is asked, as `family` names it, of which samples, and which pairs of their units answer it."""

    name: str
    samples: pd.DataFrame
    pairs: Sequence[tuple[str, str]]


def contrast_units(
    samples: pd.DataFrame,
    pairs: Sequence[tuple[str, str]],
    copies: pd.DataFrame,
    *,
    question: str = "units",
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
        Table `copies`: near-duplicates are drawn together, and ``copies="without"`` keeps what
        `analysis.compare.copies.keep_own` does: no text that several units print, and once what one unit repeats.
    question : str
        What the pairs have in common: ``family`` is it and the measure.
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
        the clusters of the unit that has fewer. Units that share most of their articles (voices) are compared within
        them (`method` paired). Where `method` is `NO_INTERVAL`, the plain difference was tested.
    """
    asked = Question(question, samples, pairs)
    return contrast_families([asked], copies, minimum=minimum, draws=draws, seed=seed)


def contrast_families(
    questions: Iterable[Question], copies: pd.DataFrame, *, minimum: int = 10, draws: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """Contrast the pairs of several questions as `contrast_units` does; those of one name are of one family."""
    parts = [
        _contrast_all(_Cube(asked.samples, copies, kept), list(asked.pairs), minimum, draws, seed).assign(
            question=asked.name
        )
        for asked in questions
        if asked.pairs and len(asked.samples)
        for kept in ("with", "without")
    ]
    return adjust_families(pd.concat(parts, ignore_index=True)) if parts else empty("contrasts")


def adjust_families(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Name the family of each row, its question and measure; set `q`, its false discovery rate, and `n_tests`."""
    family = (contrasts["question"] + ": " + contrasts["measure"]).to_numpy(object)
    contrasts = contrasts.drop(columns="question").assign(family=family, q=np.nan, n_tests=0)
    for rows in contrasts.groupby(["family", "copies"]).indices.values():
        p = contrasts["p"].to_numpy(float)[rows]
        contrasts.loc[rows, "q"] = adjust_p(p)
        contrasts.loc[rows, "n_tests"] = int((~np.isnan(p)).sum())
    return conform(contrasts, "contrasts")


class _Cube:
    """What each cluster of each unit adds to each measure and facet: `sums` has shape (rows, measures, 2)."""

    def __init__(self, samples: pd.DataFrame, copies: pd.DataFrame, with_or_without: str) -> None:
        self.copies = with_or_without
        articles = samples["article_id"].tolist()
        clusters = np.array(clusters_of(articles, copies), object)
        kept = np.flatnonzero(keep_own(samples, copies)) if with_or_without == "without" else np.arange(len(clusters))
        names = [samples[name].to_numpy(object)[kept] for name in ("measure", "facet", "unit_id")]
        measure, first = _numbered(names[0], names[1])
        order = np.lexsort([names[1][first], names[0][first]])  # no order of the samples moves a last digit
        measure, first = np.argsort(order)[measure], first[order]
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
    n_effective = np.minimum(n_telling(a), n_telling(b))
    mean_a, mean_b = ratios(a), ratios(b)
    a, b, is_paired = pair_up(clusters_a, a, clusters_b, b)
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


def pair_up(
    clusters_a: np.ndarray, a: np.ndarray, clusters_b: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Give two units that share most of their clusters a row for every cluster of either, others as they are.

    Parameters
    ----------
    clusters_a, clusters_b : array
        What each row of a unit is of; each once.
    a, b : array of float, shape (clusters of the unit, measures, 2)

    Returns
    -------
    a, b : array of float
        What `contrast_paired_ratios` takes if ``is_paired``, else what `contrast_ratios` takes.
    is_paired : bool
    """
    n_shared = len(np.intersect1d(clusters_a, clusters_b, assume_unique=True))
    if 2 * n_shared <= min(len(clusters_a), len(clusters_b)):
        return a, b, False
    every = np.union1d(clusters_a, clusters_b)
    aligned = []
    for clusters, sums in ((clusters_a, a), (clusters_b, b)):
        rows = np.zeros((len(every), *sums.shape[1:]))
        rows[np.searchsorted(every, clusters)] = sums
        aligned.append(rows)
    return aligned[0], aligned[1], True
