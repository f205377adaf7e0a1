"""Coded units + what the machine says of all -> estimates that are right although the machine is not.

Every unit adds what the machine says of it; a coded one adds besides what the machine got wrong, as many times as it
stands for: ``N_i = sum over all of yhat + sum over coded of (y - yhat) / pi`` for article i, ``D_i`` the units read. An
outlet's value is ``sum N_i / sum D_i``, as every measure of this house is. This is the difference estimator (Särndal,
Swensson & Wretman 1992), design-based supervised learning (Egami et al. 2023), and prediction-powered inference with
lambda 1 in each stratum (Angelopoulos et al. 2023).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.contrasts import REST, pairs_of
from analysis.compare.intervals import Estimate, interval_by_sandwich
from analysis.tables import TABLES, conform
from analysis.validity.errors import degrees_of_freedom
from analysis.validity.plan import LEAST
from analysis.validity.population import units_of
from analysis.validity.sample import sum_clusters
from analysis.validity.variables import Quantity, Variable

DIFFERENCE = "difference estimator, sandwich over articles"
CALIBRATED = "calibrated difference estimator, sandwich over articles"
TOO_FEW = f"not corrected: fewer than {LEAST} coded units"
TOO_RARE = "no ratio: the frames are so rare that their sum may be 0"


class Added(NamedTuple):
    """What each unit adds to a quantity: by the machine, as predicted from it, and corrected; and the denominator."""

    machine: np.ndarray
    predicted: np.ndarray
    corrected: np.ndarray
    below_machine: np.ndarray
    below: np.ndarray


def correct(population: pd.DataFrame, variable: Variable, outlets: Sequence[str]) -> pd.DataFrame:
    """Estimate every quantity of a variable for each outlet, and the contrasts of outlets.

    Parameters
    ----------
    population : DataFrame
        From `analysis.validity.sample.coded_population`.
    variable : Variable
    outlets : sequence of str
        In the order of the study.

    Returns
    -------
    DataFrame
        Table `corrected`. ``unit_b`` is NA for the value of an outlet, else ``machine`` and ``corrected`` are
        differences. ``error`` is its standard error, ``coding_error`` the part of it that coding more would make
        smaller (`error_expected`). ``corrected`` is NA with a ``reason`` for outlets of fewer than `LEAST` coded units.
    """
    rows: list[dict[str, Any]] = []
    for quantity in variable.quantities:
        part, added = add_up(population, quantity)
        if part.empty:
            continue
        for a, b in [*((one, None) for one in outlets), *pairs_of(list(outlets))]:
            sides = [_members(part, one, other) for one, other in ((a, b), (b, a)) if one is not None]
            if not all(side.any() for side in sides):
                continue
            rows.append(estimate(part, added, quantity, sides) | {"unit_a": a, "unit_b": b})
    return conform(pd.DataFrame(rows, columns=list(TABLES["corrected"].dtypes)), "corrected")


def _members(part: pd.DataFrame, unit: str, other: str | None) -> np.ndarray:
    outlet = part["outlet_id"]
    return np.asarray((outlet != other) if unit == REST else (outlet == unit))


def add_up(population: pd.DataFrame, quantity: Quantity) -> tuple[pd.DataFrame, Added]:
    """Give the units that a quantity is of, and what each adds to it."""
    kept = units_of(population, quantity)
    part = population[kept].reset_index(drop=True)
    if quantity.is_scored:
        value = population["value"].to_numpy(float)
        machine, predicted = value[kept], _calibrated(population, quantity, value)[kept]
    else:
        machine = predicted = part["machine"].map(quantity.adds).fillna(0.0).to_numpy(float)
    above = _corrected(part, quantity.adds, predicted)
    if quantity.below is None:
        return part, Added(machine, predicted, above, np.ones(len(part)), np.ones(len(part)))
    under = part["machine"].map(quantity.below).fillna(0.0).to_numpy(float)
    return part, Added(machine, predicted, above, under, _corrected(part, quantity.below, under))


def _coded(part: pd.DataFrame, adds: Any) -> np.ndarray:
    """Give what coders say of each unit, as a number; NaN where nobody was asked."""
    return np.array(
        [
            np.nan if shares is None else sum(share * adds.get(answer, 0.0) for answer, share in shares.items())
            for shares in part["coded"]
        ],
        float,
    )


def _corrected(part: pd.DataFrame, adds: Any, machine: np.ndarray) -> np.ndarray:
    wrong = (_coded(part, adds) - machine) / part["pi"].to_numpy(float)
    corrected: np.ndarray = machine + np.nan_to_num(wrong)
    return corrected


def _calibrated(population: pd.DataFrame, quantity: Quantity, value: np.ndarray) -> np.ndarray:
    """Put the machine's values on the coders' scale, by a weighted line through the coded units of all outlets.

    What is left over stays with its outlet, so that no outlet's error is taken for another's.
    """
    y = _coded(population, quantity.adds)
    known = ~np.isnan(y) & ~np.isnan(value) & population["pi"].notna().to_numpy()
    if known.sum() < 3 or np.ptp(value[known]) < 1e-9:
        return value
    weight = np.sqrt(1 / population["pi"].to_numpy(float)[known])
    line = np.column_stack([np.ones(known.sum()), value[known]])
    (start, slope), *_ = np.linalg.lstsq(line * weight[:, None], y[known] * weight, rcond=None)
    return np.asarray(start + slope * value)


def estimate(part: pd.DataFrame, added: Added, quantity: Quantity, sides: list[np.ndarray]) -> dict[str, Any]:
    """Estimate a quantity of one side, or of the first less the second; columns of table `corrected` but the units.

    Parameters
    ----------
    part, added
        From `add_up`.
    quantity : Quantity
    sides : list of array of bool, shape (units,)
        One or two.
    """
    names = pd.Index(part["cluster_id"].unique())
    coded = [part[side & part["pi"].notna().to_numpy()] for side in sides]
    counts = [int(one["group"].nunique()) for one in coded]
    df = sum(degrees_of_freedom(one) for one in coded) if min(counts) else 2.0

    def rows(above: np.ndarray, below: np.ndarray) -> list[np.ndarray]:
        return [sum_clusters(part["cluster_id"][side], above[side], below[side], names) for side in sides]

    machine = _plain(rows(added.machine, added.below_machine))
    row = {
        "measure": quantity.measure,
        "facet": quantity.facet,
        "machine": machine,
        "corrected": np.nan,
        "lower": np.nan,
        "upper": np.nan,
        "error": np.nan,
        "coding_error": np.nan,
        "df": df,
        "n_coded": sum(counts),
        "n_units": int(sum(side.sum() for side in sides)),
        "estimator": CALIBRATED if quantity.is_scored else DIFFERENCE,
        "reason": "",
    }
    if min(counts) < LEAST:
        return row | {"reason": TOO_FEW}
    corrected = rows(added.corrected, added.below)
    if quantity.below is not None and not all(_is_there(one, df) for one in corrected):
        return row | {"reason": TOO_RARE}
    low, high = quantity.bounds
    bounds = (low, high) if len(sides) == 1 else (low - high, high - low)
    found: Estimate = interval_by_sandwich(*corrected, df=df, bounds=bounds)
    ends = {"corrected": found.value, "lower": found.lower, "upper": found.upper, "error": found.error}
    by_coding = math.sqrt(sum(_coding_variance(part[side], Added(*(one[side] for one in added))) for side in sides))
    return row | ends | {"coding_error": min(by_coding, found.error) if found.error == found.error else by_coding}


def _coding_variance(part: pd.DataFrame, added: Added) -> float:
    """Give the variance of a ratio that comes from coding a sample, not all: ``sum N^2 s^2 / n`` over its strata.

    What a coded unit moves is its error, ``y - yhat``, less the ratio times that of the denominator. Copies of a unit
    are one draw. A stratum of one coded unit shows no spread and goes with the others of its outlet that are so.
    """
    total = added.below.sum()
    if not total:
        return 0.0
    theta = added.corrected.sum() / total
    moved = added.corrected - added.predicted - theta * (added.below - added.below_machine)
    frame = part[["group", "stratum", "outlet_id"]].assign(moved=moved * part["pi"], pi=part["pi"], n=1)
    coded = frame[frame["pi"].notna().to_numpy()]
    sums = coded.groupby(["outlet_id", "stratum", "group"], sort=False).agg(moved=("moved", "sum"), pi=("pi", "first"))
    sizes = sums.groupby(level=["outlet_id", "stratum"], sort=False)["moved"].transform("size")
    stratum = sums.index.get_level_values("stratum").where(sizes.to_numpy() > 1, "others")
    own = [sums.index.get_level_values("outlet_id"), stratum]
    strata = sums.groupby(own, sort=False).agg(s2=("moved", "var"), n=("moved", "size"), pi=("pi", "mean"))
    return float((strata["s2"].fillna(0.0) * strata["n"] / strata["pi"] ** 2).sum()) / float(total) ** 2


def error_expected(error: float, coding_error: float, n: int, n_then: int) -> float:
    """Give the standard error to expect of a corrected value once more units are coded.

    ``sqrt(M1 n / n' + M23)``: M1 is the variance that comes from coding, which more coding makes smaller; what is left
    comes from the articles, which are what they are.

    Parameters
    ----------
    error, coding_error : float
        Columns of table `corrected`.
    n, n_then : int
        Units coded now, and then.

    Examples
    --------
    >>> round(error_expected(0.05, 0.04, 100, 400), 4), error_expected(0.05, 0.05, 100, 400)
    (0.0361, 0.025)
    """
    rest = max(error**2 - coding_error**2, 0.0)
    return math.sqrt(coding_error**2 * n / n_then + rest)


def _plain(sides: list[np.ndarray]) -> float:
    values = [float(one[:, 0].sum() / one[:, 1].sum()) if one[:, 1].sum() else np.nan for one in sides]
    return values[0] - (values[1] if len(values) > 1 else 0.0)


def _is_there(rows: np.ndarray, df: float) -> bool:
    """Tell whether the interval of a denominator, per cluster, leaves out 0."""
    each = np.column_stack([rows[:, 1], np.ones(len(rows))])
    found = interval_by_sandwich(each, df=df)
    return bool(found.lower > 0 or (np.isnan(found.lower) and found.value > 0))
