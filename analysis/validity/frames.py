"""Coded sentences -> what a codebook is worth: precision by indicator, how often each frame is there for once found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.framing.axes import counted_hits, judge, with_words
from analysis.reading import Reading
from analysis.study import Study
from analysis.tables import conform
from analysis.validity.coding import Coding
from analysis.validity.folder import coding_folder
from analysis.validity.sample import coded_population
from analysis.validity.variables import variables_of

#: The ``kind`` of an interval that coded sentences corrected.
CORRECTED = "corrected hits"
#: Standard errors that an interval of 95 % reaches to either side.
_REACH = 1.96
Tables = Mapping[str, pd.DataFrame]


class Ratio(NamedTuple):
    """How many sentences hold the positive frame for each that was found, over the same of the negative; log and error.

    That quotient of truly there and found is recall turned round and multiplied by precision.
    """

    log: float
    error: float


def coded_sentences(
    tables: Tables, study: Study, populations: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """Give each sentence of which coders said what frame it asserts.

    Parameters
    ----------
    tables, study
        A Reading's; where populations are known, its tables `coding_units` and `labels` are enough.
    populations : mapping of str to DataFrame, optional
        As of `analysis.validity.sample.coded_population`.

    Returns
    -------
    DataFrame
        ``axis_id``, ``article_id``, ``start``, ``end``, ``cluster_id``, ``pi`` (probability of being coded), and for
        both frames of the axis the share of coders who see it (``is_positive``, ``is_negative``) and whether the
        codebook finds it (``found_positive``, ``found_negative``).
    """
    names = "axis_id article_id start end cluster_id pi is_positive is_negative found_positive found_negative".split()
    parts = []
    coding = Coding(coding_folder(study), {}, "", tables["coding_units"], tables["labels"])
    for variable in variables_of(study).values():
        if variable.kind != "frame" or not (tables["labels"]["variable"] == variable.name).any():
            continue
        population = coded_population(tables, study, coding, variable, populations)
        own = population[population["pi"].notna().to_numpy()]
        axis_id = variable.name.partition(":")[2]
        axis = study.axes[axis_id]
        columns: dict[str, Any] = {"axis_id": axis_id}
        for side, frame_id in (("positive", axis.positive), ("negative", axis.negative)):
            columns[f"is_{side}"] = [one.get(frame_id, 0.0) + one.get("both", 0.0) for one in own["coded"]]
            columns[f"found_{side}"] = own["machine"].isin([frame_id, "both"]).to_numpy()
        parts.append(own.assign(**columns)[names])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)


def precision_of_indicators(reading: Reading) -> pd.DataFrame:
    """Give how often coders see the frame in a sentence in which an indicator counts, weighted by how it was drawn.

    Returns
    -------
    DataFrame
        ``frame_id``, ``indicator``, ``precision`` in [0, 1] and ``n_coded`` sentences; a row for each indicator that
        counts in a coded sentence.
    """
    coded = coded_sentences(reading, reading.study)
    hits = with_words(counted_hits(reading.frame_hits, reading.study))
    sides = {
        (axis_id, frame_id): f"is_{side}"
        for axis_id, axis in reading.study.axes.items()
        for side, frame_id in (("positive", axis.positive), ("negative", axis.negative))
    }
    found: dict[tuple[str, str], dict[tuple[str, int], tuple[float, float]]] = {}
    by_article = dict(iter(hits.groupby("article_id")))
    for row in coded.to_dict("records"):
        own = by_article.get(row["article_id"], hits.iloc[:0])
        inside = own[(own["start"] >= row["start"]) & (own["start"] < row["end"])]
        for frame_id, indicator in zip(inside["frame_id"], inside["indicator"], strict=True):
            if (row["axis_id"], frame_id) in sides:
                place = row["article_id"], row["start"]
                truth = row[sides[row["axis_id"], frame_id]]
                found.setdefault((frame_id, indicator), {})[place] = truth, 1 / row["pi"]
    rows = []
    for key, places in found.items():
        truth, weight = np.array(list(places.values())).T
        rows.append((*key, float(np.average(truth, weights=weight)), len(places)))
    return pd.DataFrame(rows, columns=["frame_id", "indicator", "precision", "n_coded"])


def measure_ratios(coded: pd.DataFrame) -> dict[str, Ratio]:
    """Measure, for each axis, by how much more the codebook misses of one frame than of the other.

    The error is linear in what each coded sentence adds, summed by clusters of articles. An axis of which something was
    never found or never there, or that was coded in one cluster alone, has none.

    Examples
    --------
    >>> coded = pd.DataFrame({"axis_id": "x", "cluster_id": list("aabb"), "pi": 1.0, "is_positive": [1, 1, 0, 1],
    ...     "found_positive": [True, False, False, False], "is_negative": [0, 0, 1, 1],
    ...     "found_negative": [False, False, True, True]})
    >>> round(measure_ratios(coded)["x"].log, 3)  # three are there for one found, against one for one
    1.099
    """
    ratios = {}
    for axis_id, part in coded.groupby("axis_id"):
        weight = 1 / part["pi"].to_numpy(float)
        log, moves = 0.0, np.zeros(len(part))
        names = ("is_positive", 1), ("found_positive", -1), ("is_negative", -1), ("found_negative", 1)
        amounts = [(weight * part[name].to_numpy(float), sign) for name, sign in names]
        clusters, at = np.unique(part["cluster_id"].to_numpy(str), return_inverse=True)
        if len(clusters) < 2 or any(amount.sum() <= 0 for amount, _ in amounts):
            continue
        for amount, sign in amounts:
            log += sign * float(np.log(amount.sum()))
            moves += sign * amount / amount.sum()
        summed = np.bincount(at, moves)
        error = float(np.sqrt((summed**2).sum() * len(clusters) / (len(clusters) - 1)))
        ratios[str(axis_id)] = Ratio(log, error)
    return ratios


def correct_axes(axis_scores: pd.DataFrame, ratios: Mapping[str, Ratio]) -> pd.DataFrame:
    """Correct the intervals within articles by what coders say the codebook misses of either frame.

    On the scale of log odds an interval is shifted by the log of the ratio, and its reach and that of the ratio are
    added as independent errors are. The balance stays that of the hits: the interval says where the balance of a reader
    is, were the codebook as right in this article as in those that were coded. The verdict is that of the new interval.

    Parameters
    ----------
    axis_scores : DataFrame
        Table of that name.
    ratios : mapping of str to Ratio
        By axis, from `measure_ratios`; intervals of other axes, and those over articles, stay.

    Returns
    -------
    DataFrame
        Table `axis_scores`; corrected intervals are of the ``kind`` "corrected hits".
    """
    rows = ((axis_scores["kind"] == "hits") & axis_scores["axis_id"].isin(list(ratios))).to_numpy(bool, na_value=False)
    if not rows.any():
        return axis_scores
    table = axis_scores.copy()
    own = axis_scores[rows]
    log, error = (own["axis_id"].map({key: one[at] for key, one in ratios.items()}).to_numpy(float) for at in (0, 1))
    balance = own["balance"].to_numpy(float)
    middle = _log_odds(np.clip(balance, own["lower"], own["upper"]).to_numpy(float))
    ends = []
    for name, side in (("lower", -1.0), ("upper", 1.0)):
        end = _log_odds(own[name].to_numpy(float))
        with np.errstate(invalid="ignore"):
            reach = np.hypot(end - middle, _REACH * error)
            moved = np.where(np.isfinite(middle), middle + side * reach, end + side * _REACH * error)
        ends.append(np.tanh((np.where(np.isinf(end), end, moved) + log) / 2))
    table.loc[rows, "lower"], table.loc[rows, "upper"] = ends
    table.loc[rows, "verdict"] = judge(balance, own["balance_without"].to_numpy(float), *ends)
    table.loc[rows, "kind"] = CORRECTED
    return conform(table, "axis_scores")


def _log_odds(balance: np.ndarray) -> np.ndarray:
    """Give the log of (1 + balance) / (1 - balance)."""
    with np.errstate(divide="ignore"):
        odds: np.ndarray = 2 * np.arctanh(balance)
        return odds
