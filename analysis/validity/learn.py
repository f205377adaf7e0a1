"""Coded sentences -> a learned reader of each frame, and what it adds to the codebook in articles it has not seen.

A ridge regression of whether coders see the frame, its penalty chosen by cross-validation, both over clusters of
near-duplicate articles and never over sentences: what stands in an article is alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.compare.intervals import interval_by_draws
from analysis.errors import StudyError
from analysis.framing.axes import is_learned
from analysis.framing.learned import LEAST, describe_sentences
from analysis.framing.learned_hits import say_sentences
from analysis.plurals import plural
from analysis.reading import Reading
from analysis.sentiment.small import hash_encoder
from analysis.study import Gain, LearnedReader, LearnedReaders, Score
from analysis.tables import write_bytes
from analysis.validity.frames import coded_sentences

#: What is written into the folder of a coding.
FILE = "learned.json"
#: Fewer sentences with a frame, or without it, and fewer articles teach nothing.
LEAST_OF_A_CLASS, LEAST_CLUSTERS = 30, 10
#: Penalties of the layer that are tried, and folds outside and inside.
PENALTIES = (100.0, 300.0, 1000.0, 3000.0)
FOLDS, INNER_FOLDS = 10, 5
#: Who is named weighs as much as so many states, each of which says little.
SCALE = 3.0


class Coded(NamedTuple):
    """Coded sentences: inputs (n, width), the share of coders who see the frame, weights, clusters and articles (n,).

    ``found`` tells whether the codebook finds this frame in them, ``silent`` whether it finds neither of the axis.
    """

    inputs: np.ndarray
    there: np.ndarray
    weights: np.ndarray
    clusters: np.ndarray
    articles: np.ndarray
    found: np.ndarray
    silent: np.ndarray

    def take(self, rows: np.ndarray) -> Coded:
        """Keep some of them."""
        return Coded(*(column[rows] for column in self))


def coded_frames(reading: Reading) -> dict[str, Coded]:
    """Give the coded sentences of each frame of an axis that was coded; the codebook stands without learned readers.

    Raises
    ------
    StudyError
        No sentence was coded.
    """
    study = reading.study
    hits = reading.frame_hits[~is_learned(reading.frame_hits)]
    coded = coded_sentences({**reading.tables, "frame_hits": hits}, study)
    if coded.empty:
        raise StudyError("A coding must hold coded sentences (measure `frame`) to learn a reader from; it holds none.")
    articles = reading.articles[reading.articles["article_id"].isin(coded["article_id"]).to_numpy()]
    own = set(articles["article_id"])
    sentences, segments, mentions = (
        table[table["article_id"].isin(own).to_numpy()]
        for table in (reading.sentences, reading.segments, reading.mentions)
    )
    found = {}
    for axis_id, rows in coded.groupby("axis_id"):
        axis = study.axes[str(axis_id)]
        hears = rows["found_positive"].to_numpy(bool) | rows["found_negative"].to_numpy(bool)
        for side, frame_id in (("positive", axis.positive), ("negative", axis.negative)):
            said = say_sentences(articles, sentences, segments, mentions, study, frame_id)
            places = list(zip(rows["article_id"], rows["start"], strict=True))
            known = np.array([place in said for place in places])
            found[frame_id] = Coded(
                describe_sentences([said[place] for place in places if place in said]),
                rows[f"is_{side}"].to_numpy(float)[known],
                1 / rows["pi"].to_numpy(float)[known],
                rows["cluster_id"].to_numpy(str)[known],
                rows["article_id"].to_numpy(str)[known],
                rows[f"found_{side}"].to_numpy(bool)[known],
                ~hears[known],
            )
    return found


class _Sums(NamedTuple):
    """What a fit needs of coded sentences, whatever its penalty."""

    square: np.ndarray
    slope: np.ndarray
    spread: np.ndarray
    middle: np.ndarray
    level: float


def _add_up(coded: Coded) -> _Sums:
    weights = coded.weights / coded.weights.mean()
    middle, level = np.average(coded.inputs, axis=0, weights=weights), np.average(coded.there, weights=weights)
    spread = np.sqrt(np.average((coded.inputs - middle) ** 2, axis=0, weights=weights)) + 1e-6
    spread[-3:] = 1 / SCALE
    away = (coded.inputs - middle) / spread
    heavy = away * weights[:, None]
    return _Sums(heavy.T @ away, heavy.T @ (coded.there - level), spread, middle, float(level))


def _solve(sums: _Sums, penalty: float) -> np.ndarray:
    slope = np.linalg.solve(sums.square + penalty * np.eye(len(sums.slope)), sums.slope) / sums.spread
    return np.append(slope, sums.level - sums.middle @ slope)


def fit(coded: Coded, penalty: float) -> np.ndarray:
    """Fit a ridge regression on inputs of equal spread; the last weight is the constant."""
    return _solve(_add_up(coded), penalty)


def predict(inputs: np.ndarray, layer: np.ndarray) -> np.ndarray:
    """Score sentences."""
    found: np.ndarray = inputs @ layer[:-1] + layer[-1]
    return found


def cross_validate(coded: Coded) -> np.ndarray:
    """Score each sentence by a layer that saw no article of its cluster, nor chose its penalty by one."""
    part = _folds(coded, FOLDS, 0)
    scores = np.empty(len(part))
    for one in np.unique(part):
        rest = coded.take(part != one)
        scores[part == one] = predict(coded.inputs[part == one], fit(rest, choose_penalty(rest)))
    return scores


def choose_penalty(coded: Coded) -> float:
    """Choose the penalty whose scores of articles not seen lie nearest to what coders say."""
    part, costs = _folds(coded, INNER_FOLDS, 1), np.zeros(len(PENALTIES))
    for one in np.unique(part):
        sums, held = _add_up(coded.take(part != one)), coded.take(part == one)
        for at, penalty in enumerate(PENALTIES):
            costs[at] += held.weights @ (predict(held.inputs, _solve(sums, penalty)) - held.there) ** 2
    return PENALTIES[int(costs.argmin())]


def _folds(coded: Coded, folds: int, seed: int) -> np.ndarray:
    """Number the fold of each sentence; a cluster of articles is in one."""
    names, at = np.unique(coded.clusters, return_inverse=True)
    part: np.ndarray = (np.random.default_rng(seed).permutation(len(names)) % min(folds, len(names)))[at]
    return part


def learn(coded: Coded, *, draws: int = 2000) -> tuple[LearnedReader, Gain]:
    """Learn the reader of a frame.

    Parameters
    ----------
    coded : Coded
    draws : int
        Of the intervals: clusters of articles are drawn again.

    Returns
    -------
    tuple of LearnedReader and Gain
        The reader, with the F1 of codebook and reader together in articles that it has not seen; and how much more that
        is than the codebook's alone. It is worth keeping where that interval lies above 0.

    Raises
    ------
    StudyError
        Too little is coded.
    """
    names, at = np.unique(coded.clusters, return_inverse=True)
    n_there = int((coded.there > 0.5).sum())
    if min(n_there, len(coded.there) - n_there) < LEAST_OF_A_CLASS or len(names) < LEAST_CLUSTERS:
        raise StudyError(
            f"A coding must hold {LEAST_OF_A_CLASS} sentences with a frame and as many without, in {LEAST_CLUSTERS} "
            f"articles, near-duplicates counted as one, to learn a reader; it holds {n_there} with and "
            f"{len(coded.there) - n_there} without, in {len(names)}."
        )
    with threadpool_limits(1):  # small matrices: threads would wait for each other, and round otherwise
        scores, layer = cross_validate(coded), fit(coded, choose_penalty(coded))
    both = coded.found | (coded.silent & (scores >= LEAST))
    counts, before = (_counts(given, coded, at, len(names)) for given in (both, coded.found))

    def interval(statistic: Callable[[np.ndarray], np.ndarray]) -> tuple[float, float, float]:
        lower, upper, _ = interval_by_draws(statistic, len(names), draws=draws)
        return float(statistic(np.ones((1, len(names))))[0]), lower, upper

    f1 = [round(value, 4) for value in interval(lambda times: _f1(times @ counts))]
    gain = [round(value, 4) for value in interval(lambda times: _f1(times @ counts) - _f1(times @ before))]
    told = hashlib.sha256(np.ascontiguousarray(coded.inputs.astype(np.float32)).tobytes() + coded.there.tobytes())
    reader = LearnedReader(
        weights=tuple(float(f"{weight:.5g}") for weight in layer[:-1]),
        constant=float(f"{layer[-1]:.5g}"),
        encoder_sha256=hash_encoder(),
        sentences_sha256=told.hexdigest(),
        n_sentences=len(coded.there),
        n_there=n_there,
        n_articles=len(np.unique(coded.articles)),
        f1=Score(value=f1[0], lower=f1[1], upper=f1[2]),
    )
    return reader, Gain(gain=gain[0], lower=gain[1], upper=gain[2])


def _counts(given: np.ndarray, coded: Coded, at: np.ndarray, n: int) -> np.ndarray:
    """Add up by clusters what is rightly found, found, and there, (n, 3)."""
    columns = given * coded.there, given.astype(float), coded.there
    return np.stack([np.bincount(at, column * coded.weights, n) for column in columns], axis=1)


def _f1(sums: np.ndarray) -> np.ndarray:
    right, found, there = sums.T
    f1: np.ndarray = 2 * right / np.maximum(found + there, 1e-12)
    return f1


def describe_learned(reader: LearnedReader, gain: Gain) -> str:
    """Say from what a reader learned, and what it adds."""
    return (
        f"learned from {plural(reader.n_sentences, 'coded sentence')} ({reader.n_there:,} with the frame) in "
        f"{plural(reader.n_articles, 'article')}: in articles not seen F1 of codebook and reader {reader.f1.value:.2f} "
        f"({reader.f1.lower:.2f} to {reader.f1.upper:.2f}), {gain.gain:+.2f} ({gain.lower:+.2f} to {gain.upper:+.2f}) "
        "on the codebook alone"
    )


def write_learned(path: Path, readers: dict[str, LearnedReader]) -> Path:
    """Write learned readers, a file for all frames."""
    content = LearnedReaders(version=1, frames=readers).model_dump(mode="json")
    return write_bytes(path, (json.dumps(content) + "\n").encode())
