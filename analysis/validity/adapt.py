"""Coded mentions -> the last layer of a learned method of sentiment, adapted to a corpus where that gains.

A method that learned elsewhere expects another mix of classes than a corpus has. Its temperature and what is added to
its logits are fitted again by what coders say, held to the shipped values by a ridge. What that gains is measured on
articles that the fit has not seen; without a proven gain nothing changes. A number corrected by the same codes stays
right: it is a regression estimate, of four coefficients.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.compare.intervals import interval_by_draws
from analysis.errors import StudyError
from analysis.plurals import plural
from analysis.reading import Reading
from analysis.sentiment.calibration import Calibration, calibrate, read_calibration
from analysis.sentiment.ladder import RUNGS
from analysis.sentiment.targets import find_pieces
from analysis.sentiment.valences import choose_lexicon, scoring_texts
from analysis.study import Adapted, Gain, Study
from analysis.tables import write_bytes
from analysis.validity.coding import Coding
from analysis.validity.errors import classes_of, count_cells, macro_f1, share_of
from analysis.validity.sample import coded_population
from analysis.validity.variables import variable_of

#: Where a coding holds what it adapted.
FILE = "adapted.json"
#: Below so many coded mentions, or clusters of articles, nothing is fitted.
LEAST, LEAST_CLUSTERS = 50, 20
#: Parts of the articles, each judged by a fit to the others.
FOLDS = 10
#: The ridge, as if each coefficient were known beforehand with a standard error of a half.
RIDGE = 4.0
#: The scale of the logits, one over temperature, never falls below this share of the shipped one.
LEAST_SCALE = 0.1
#: Where a mention stands, and the stretch that was read for it.
_SPANS = (("start", "end"), ("first", "last"))


class Mentions(NamedTuple):
    """Coded mentions: logits and shares of coders (n, 3), weights of mean 1, and clusters and ids of articles."""

    logits: np.ndarray
    shares: np.ndarray
    weights: np.ndarray
    clusters: np.ndarray
    articles: np.ndarray

    def take(self, rows: np.ndarray) -> Mentions:
        """Keep some of them."""
        return Mentions(*(column[rows] for column in self))


def coded_mentions(reading: Reading, coding: Coding) -> Mentions:
    """Give what the study's method finds at each coded mention before calibration, and what coders say; copies once.

    Raises
    ------
    StudyError
        The method learned from nothing, or no mention is coded.
    """
    study, method = reading.study, reading.study.sentiment.method
    if not RUNGS[method].domain:
        learned = ", ".join(name for name, rung in RUNGS.items() if rung.domain)
        raise StudyError(f"`method` must be one that is calibrated ({learned}) to be adapted; found `{method}`.")
    if not (coding.labels["variable"] == "sentiment").any():
        raise StudyError(f"{coding.folder} must hold coded mentions (measure `sentiment`); it holds none.")
    variable = variable_of(study, "sentiment")
    units = coded_population(reading.tables, study, coding, variable)
    units = units[units["pi"].notna().to_numpy()].drop_duplicates("group")
    places = reading.mentions[["article_id", "mention_index", "start", "end"]]
    read = reading.sentiments[(reading.sentiments["method"] == method).to_numpy()]
    read = read.rename(columns={"start": "first", "end": "last", "target_id": "target"})
    read = read.merge(places, on=["article_id", "mention_index"])[["article_id", "target", "start", "first", "last"]]
    keys = ["article_id", "start", "target"]
    units = units.merge(read.drop_duplicates(keys), on=keys, validate="one_to_one")
    articles = reading.articles[reading.articles["article_id"].isin(units["article_id"]).to_numpy()]
    texts = scoring_texts(articles, reading.mentions, study, reading.segments)
    mentions, spans = ([*zip(units[a].tolist(), units[b].tolist(), strict=True)] for a, b in _SPANS)
    pieces = find_pieces(texts, units["article_id"].tolist(), mentions, spans)
    logits = RUNGS[method].find_logits(*pieces, choose_lexicon(study))
    shares = np.array([[share_of(said, name, variable) for name in classes_of(variable)] for said in units["coded"]])
    known = ~np.isnan(logits).any(axis=1)
    weights = 1 / units["pi"].to_numpy(float)
    ids = (units[name].to_numpy(str) for name in ("cluster_id", "article_id"))
    found = Mentions(logits, shares.reshape(-1, 3), weights, *ids).take(known)
    return found._replace(weights=found.weights / found.weights.mean()) if known.any() else found


def fit(mentions: Mentions, shipped: Calibration) -> Calibration:
    """Fit temperature and shift to coded mentions, held to the shipped ones by a ridge.

    Newton's method with halved steps: the loss is convex in the scale of the logits and in what is added.
    """
    base = mentions.logits / shipped.temperature
    base = base - base.mean(axis=1, keepdims=True)
    inputs = np.concatenate([base[:, :, None], np.broadcast_to(np.eye(3), (len(base), 3, 3))], axis=2)
    start = np.array([1.0, *shipped.shift])

    def weigh(x: np.ndarray) -> np.ndarray:
        return calibrate(base, Calibration(1 / x[0], (x[1], x[2], x[3])))

    def loss(x: np.ndarray) -> float:
        costs = -(mentions.shares * np.log(weigh(x) + 1e-30)).sum(axis=1)
        return float(mentions.weights @ costs + RIDGE / 2 * ((x - start) ** 2).sum())

    x = start
    for _ in range(50):
        p = weigh(x)
        slope = np.einsum("n,nk,nkj->j", mentions.weights, p - mentions.shares, inputs) + RIDGE * (x - start)
        spread = p[:, :, None] * np.eye(3) - p[:, :, None] * p[:, None, :]
        bend = np.einsum("n,nkj,nkl,nlm->jm", mentions.weights, inputs, spread, inputs, optimize=True)
        step = np.linalg.solve(bend + RIDGE * np.eye(4), slope)
        tried = [x - step / 2**halved for halved in range(20)]
        tried = [np.array([max(one[0], LEAST_SCALE), *one[1:]]) for one in tried]
        better = next((one for one in tried if loss(one) < loss(x) - 1e-10), None)
        if better is None:
            break
        x = better
    negative, neutral, positive = (round(float(value), 4) for value in x[1:])
    return Calibration(round(float(shipped.temperature / x[0]), 4), (negative, neutral, positive))


def cross_fit(mentions: Mentions, shipped: Calibration) -> np.ndarray:
    """Give the probabilities of each mention by a fit to other articles, and to none of their near-duplicates."""
    names, at = np.unique(mentions.clusters, return_inverse=True)
    part = at % min(FOLDS, len(names))
    p = np.empty_like(mentions.logits)
    for one in np.unique(part):
        p[part == one] = calibrate(mentions.logits[part == one], fit(mentions.take(part != one), shipped))
    return p


def adapt(mentions: Mentions, method: str, labels_sha256: str, *, draws: int = 2000) -> tuple[Adapted, bool]:
    """Adapt a method's calibration to coded mentions, and tell whether it is kept.

    Parameters
    ----------
    mentions : Mentions
    method : str
        A learned rung of the ladder.
    labels_sha256 : str
        Hash of the labels.
    draws : int
        Of the intervals: clusters of articles are drawn again.

    Returns
    -------
    tuple of Adapted and bool
        Gains are those on articles that a fit has not seen. It is kept where the interval of the log loss lies above 0,
        and that of macro-F1 not below.

    Raises
    ------
    StudyError
        Too little is coded.
    """
    names, at = np.unique(mentions.clusters, return_inverse=True)
    if len(mentions.logits) < LEAST or len(names) < LEAST_CLUSTERS:
        raise StudyError(
            f"A coding must hold {LEAST} coded mentions in {LEAST_CLUSTERS} articles, near-duplicates counted as one, "
            f"to adapt a method; it holds {len(mentions.logits)} in {len(names)}."
        )
    shipped = read_calibration(method)
    before, after = calibrate(mentions.logits, shipped), cross_fit(mentions, shipped)
    (cost, cells), (new_cost, new_cells) = (_add_up(p, mentions, at, len(names)) for p in (before, after))
    weight = np.bincount(at, mentions.weights)

    def gain(statistic: Callable[[np.ndarray], np.ndarray]) -> Gain:
        lower, upper, _ = interval_by_draws(statistic, len(names), draws=draws)
        found = float(statistic(np.ones((1, len(names))))[0])
        return Gain(gain=round(found, 4), lower=round(lower, 4), upper=round(upper, 4))

    log_loss = gain(lambda times: (times @ (cost - new_cost)) / (times @ weight))
    f1 = gain(lambda times: macro_f1(times, new_cells) - macro_f1(times, cells))
    found = fit(mentions, shipped)
    priors = np.average(mentions.shares, axis=0, weights=mentions.weights).round(4).tolist()
    adapted = Adapted(
        version=1,
        method=method,
        temperature=found.temperature,
        shift=found.shift,
        priors=(priors[0], priors[1], priors[2]),
        n_mentions=len(mentions.logits),
        n_articles=len(np.unique(mentions.articles)),
        log_loss=log_loss,
        macro_f1=f1,
        labels_sha256=labels_sha256,
    )
    return adapted, log_loss.lower > 0 and f1.upper >= 0


def _add_up(p: np.ndarray, mentions: Mentions, at: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Add up by clusters the log loss, (n,), and how often what is said meets what is given, (n, 3, 3)."""
    cost = -(mentions.weights[:, None] * mentions.shares * np.log(p + 1e-30)).sum(axis=1)
    cells = count_cells(mentions.shares, np.eye(3)[p.argmax(axis=1)], mentions.weights, at, n)
    return np.bincount(at, cost, n), cells


def hash_labels(coding: Coding) -> str:
    """Hash the labels of sentiment of a coding."""
    own = coding.labels[(coding.labels["variable"] == "sentiment").to_numpy()]
    return hashlib.sha256(own.to_csv(index=False, lineterminator="\n").encode()).hexdigest()


def note_labels(study: Study, coding: Coding) -> str:
    """Say that a study is measured by what other labels adapted than a coding holds now; empty where it is not."""
    adapted = study.sentiment.adapted
    if adapted is None or adapted.labels_sha256 == hash_labels(coding):
        return ""
    return (
        f"`sentiment.adapted` was fitted to other codes of sentiment than {coding.folder} holds now; "
        "`narrative code adapt` fits it again"
    )


def write_adapted(folder: Path, adapted: Adapted) -> Path:
    """Write what was adapted beside the codes."""
    return write_bytes(folder / FILE, (json.dumps(adapted.model_dump(mode="json"), indent=1) + "\n").encode())


def describe_adapted(adapted: Adapted) -> str:
    """Say by what a calibration was adapted, and what that gained."""
    gains = [
        f"{name} better by {_number(one.gain)} ({_number(one.lower)} to {_number(one.upper)})"
        for name, one in (("log loss", adapted.log_loss), ("macro-F1", adapted.macro_f1))
    ]
    return (
        f"calibration adapted by {plural(adapted.n_mentions, 'coded mention')} in "
        f"{plural(adapted.n_articles, 'article')} of this corpus: on articles that the fit had not seen "
        f"{' and '.join(gains)}"
    )


def _number(value: float) -> str:
    return f"{value:.3f}".replace("0.", ".", 1).replace("-", "−")
