"""Coded units -> how right a measure is, by answer and outlet: weighted by how likely each unit was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.intervals import Estimate, equal_in_all, interval_by_sandwich
from analysis.tables import TABLES, conform
from analysis.validity.sample import sum_clusters
from analysis.validity.variables import SIDES, Variable


def find_errors(population: pd.DataFrame, variable: Variable) -> pd.DataFrame:
    """Give precision, recall and F1 of each answer in each outlet, and by how much the machine says it too often.

    Weights are one by the probability of a unit: without them recall would be that of a sample in which a third was
    found by the machine. Sentiment is taken in three classes, beyond a third of the scale to either side.

    Parameters
    ----------
    population : DataFrame
        From `analysis.validity.sample.coded_population`.
    variable : Variable

    Returns
    -------
    DataFrame
        Table `errors`. ``outlet_id`` is NA in the rows of all outlets together; ``bias`` is the share that the machine
        gives less the share that coders give, ``p_equal`` (rows of all outlets) the p of the bias being the same in
        every outlet. Intervals are the sandwich over clusters of articles; NA where all coded units say one thing.
    """
    coded = population[population["pi"].notna().to_numpy()].reset_index(drop=True)
    outlets: list[Any] = [None, *dict.fromkeys(coded["outlet_id"])]
    rows = []
    for name in classes_of(variable):
        machine = (coded["machine"] == name).to_numpy(float)
        truth = np.array([share_of(shares, name, variable) for shares in coded["coded"]], float)
        found: list[dict[str, Any]] = []
        for outlet in outlets:
            kept = np.ones(len(coded), bool) if outlet is None else (coded["outlet_id"] == outlet).to_numpy()
            found.append(_error(coded[kept], machine[kept], truth[kept]) | {"outlet_id": outlet, "class": name})
        estimates = [row.pop("estimate") for row in found]
        if found:
            found[0]["p_equal"] = equal_in_all(
                [one.value for one in estimates[1:]], [one.error for one in estimates[1:]]
            )
        rows += found
    frame = pd.DataFrame(rows, columns=[name for name in TABLES["errors"].dtypes if name != "measure"])
    return conform(frame.assign(measure=variable.name), "errors")


def classes_of(variable: Variable) -> list[str]:
    """Give the classes that a unit may be of: its answers, those of sentiment taken together by side."""
    return list(dict.fromkeys(SIDES.values() if variable.kind == "sentiment" else variable.answers))


def share_of(shares: Mapping[str, float], name: str, variable: Variable) -> float:
    """Give how large a share of its coders put a unit in a class."""
    if variable.kind != "sentiment":
        return shares.get(name, 0.0)
    return sum(share for answer, share in shares.items() if SIDES[answer] == name)


def _error(coded: pd.DataFrame, machine: np.ndarray, truth: np.ndarray) -> dict[str, Any]:
    weight = 1 / coded["pi"].to_numpy(float)
    hit, given, true = weight * machine * truth, weight * machine, weight * truth
    names = pd.Index(coded["cluster_id"].unique())
    df = degrees_of_freedom(coded)

    def estimate(numerator: np.ndarray, denominator: np.ndarray, low: float = 0.0) -> Estimate:
        rows = sum_clusters(coded["cluster_id"], numerator, denominator, names)
        return interval_by_sandwich(rows, df=df, bounds=(low, 1.0))

    precision, recall, f1 = estimate(hit, given), estimate(hit, true), estimate(2 * hit, given + true)
    bias = estimate(given - true, weight, -1.0)
    return {
        **_ends("precision", "precision_", precision),
        **_ends("recall", "recall_", recall),
        **_ends("f1", "", f1),
        **_ends("bias", "bias_", bias),
        "p_equal": np.nan,
        "n_coded": int(coded["group"].nunique()),
        "estimate": bias,
    }


def _ends(name: str, prefix: str, found: Estimate) -> dict[str, float]:
    return {name: found.value, f"{prefix}lower": found.lower, f"{prefix}upper": found.upper}


def degrees_of_freedom(coded: pd.DataFrame) -> float:
    """Add up, over outlets, the coded units of the smaller side less one; a side that is coded whole adds no doubt.

    The sides are what the machine found and the rest. Where all are coded, the spread of articles is left.
    """
    total = 0.0
    for _, own in coded.groupby("outlet_id", sort=False):
        firsts = own.drop_duplicates("group")
        open_ = firsts[(firsts["pi"] < 1 - 1e-12).to_numpy()]
        sizes = open_.groupby("side").size() if len(open_) else pd.Series([own["cluster_id"].nunique()])
        total += float(sizes.min()) - 1
    return max(total, 2.0)


def count_cells(said: np.ndarray, given: np.ndarray, weights: np.ndarray, at: np.ndarray, n: int) -> np.ndarray:
    """Add up by clusters how often each class that is said meets each that is given, (n, classes, classes).

    Parameters
    ----------
    said, given : array of float, shape (units, classes)
        The share of coders who say a class, and of the machine.
    weights, at : array, shape (units,)
        What a unit counts, and its cluster.
    n : int
        Number of clusters.
    """
    cells = np.zeros((n, said.shape[1], given.shape[1]))
    np.add.at(cells, at, (weights[:, None] * said)[:, :, None] * given[:, None, :])
    return cells


def macro_f1(times: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Give the mean F1 of all classes, (draws,), of clusters that count so many times each, (draws, n).

    >>> cells = np.array([[[2.0, 0.0], [1.0, 1.0]]])
    >>> macro_f1(np.ones((1, 1)), cells).round(3).tolist()
    [0.733]
    """
    drawn = np.tensordot(times, cells, axes=1)
    hits = np.diagonal(drawn, axis1=1, axis2=2)
    scores: np.ndarray = np.mean(2 * hits / np.maximum(drawn.sum(axis=1) + drawn.sum(axis=2), 1e-12), axis=1)
    return scores
