"""Population + labels -> one row a unit: what the machine says, what coders say, and how likely it was drawn."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.study import Study
from analysis.validity.coding import Coding, said_of_units
from analysis.validity.population import find_population
from analysis.validity.variables import Variable


def coded_population(
    tables: Mapping[str, pd.DataFrame],
    study: Study,
    coding: Coding,
    variable: Variable,
    populations: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Give the population of a variable with what was coded.

    Parameters
    ----------
    tables, study
        A Reading's.
    coding : Coding
    variable : Variable
    populations : mapping of str to DataFrame, optional
        As from `find_population`, by the name of the variable, where they are known: nothing is then taken of tables.

    Returns
    -------
    DataFrame
        Columns of `find_population`; ``side``, whether the machine found something; ``stratum`` of the plan and ``pi``,
        NA where a unit is not coded, and ``coded``, the shares of its answers (a mapping, or None). The answer to one
        copy is that of each.
    """
    population = find_population(tables, study, variable) if populations is None else populations[variable.name]
    units = coding.units[coding.units["variable"] == variable.name]
    said = said_of_units(coding.labels, variable.name)
    pi = probabilities(units, set(said))
    group_of = dict(zip(units["unit_id"], units["group"], strict=True))
    answers = {group_of[unit]: shares for unit, shares in said.items() if unit in group_of}
    chances = {group_of[unit]: chance for unit, chance in pi.items()}
    strata = {group_of[unit]: stratum for unit, stratum in zip(units["unit_id"], units["stratum"], strict=True)}
    groups = population["group"].tolist()
    return population.assign(
        side=population["machine"].isin(variable.positive),
        stratum=pd.Series([strata.get(group) for group in groups], index=population.index, dtype=object),
        pi=[chances.get(group, np.nan) for group in groups],
        coded=pd.Series([answers.get(group) for group in groups], index=population.index, dtype=object),
    )


def probabilities(units: pd.DataFrame, coded: set[str]) -> dict[str, float]:
    """Give the probability with which each coded unit was drawn *and* coded.

    Sheets stand in an order of their own, made by chance, so that the part of a sheet that came back is a sample of the
    stratum: as many as were coded, of all. A stratum of which nothing was coded is taken together with the largest one
    of its outlet.

    Parameters
    ----------
    units : DataFrame
        Table `coding_units` of one variable.
    coded : set of str
        Ids of the coded units.
    """
    frame = units.assign(is_coded=units["unit_id"].isin(coded))
    strata = frame.groupby("stratum", sort=False).agg(
        outlet=("outlet_id", "first"), n=("is_coded", "sum"), drawn=("unit_id", "size"), pi=("pi", "first")
    )
    sizes = (strata["drawn"] / strata["pi"]).to_numpy()
    n, outlets = strata["n"].to_numpy(), strata["outlet"].to_numpy()
    added = np.zeros(len(strata))
    for at in np.flatnonzero(n == 0):
        near = np.flatnonzero((outlets == outlets[at]) & (n > 0))
        if len(near):
            added[near[np.argmax(sizes[near])]] += sizes[at]
    chance = dict(zip(strata.index, n / np.maximum(sizes + added, 1e-12), strict=True))
    kept = frame[frame["is_coded"]]
    return {unit: float(chance[stratum]) for unit, stratum in zip(kept["unit_id"], kept["stratum"], strict=True)}


def sum_clusters(clusters: pd.Series, numerator: np.ndarray, denominator: np.ndarray, names: pd.Index) -> np.ndarray:
    """Sum what units add by their clusters, in the order of `names`: shape (clusters, 2)."""
    at = names.get_indexer(pd.Index(clusters))
    return np.column_stack([np.bincount(at, weights=one, minlength=len(names)) for one in (numerator, denominator)])
