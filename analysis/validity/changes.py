"""A plan + the articles as they are now -> what has changed since it was drawn, and what that does to its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.plurals import plural
from analysis.study import Study
from analysis.validity.coding import Coding
from analysis.validity.population import find_population
from analysis.validity.variables import Variable, hash_codebook, variables_of

#: Of an outlet's units the share that may have come after the plan; beyond it a sample of the others corrects nothing.
MOST_NEW = 0.05


class Changes(NamedTuple):
    """What has changed since a plan, in words ("": nothing), and the outlets of which too much could not be drawn."""

    reason: str
    outlets: frozenset[str]


def standing_units(tables: Mapping[str, pd.DataFrame], study: Study, units: pd.DataFrame) -> pd.DataFrame:
    """Keep the units whose words still stand where they were drawn; a unit is named by both."""
    known = variables_of(study)
    names = [name for name in units["variable"].unique() if name in known]
    there = {one for name in names for one in find_population(tables, study, known[name])["unit_id"]}
    return units[units["unit_id"].isin(there)].reset_index(drop=True)


def find_changes(population: pd.DataFrame, coding: Coding, variable: Variable) -> Changes:
    """Hold the units of a variable to those that its plan was drawn from.

    Articles that are not among those of the population are passed over: what is left of them is a part of the sample,
    and each unit stands for as many as before.

    Parameters
    ----------
    population : DataFrame
        From `analysis.validity.population.find_population`.
    coding : Coding
    variable : Variable
    """
    entry: Mapping[str, Any] = next(one for one in coding.plan["variables"] if one["variable"] == variable.name)
    units = coding.units[coding.units["variable"] == variable.name]
    here = units[units["article_id"].isin(set(population["article_id"]))]
    n_gone = int((~here["group"].isin(set(population["group"]))).sum())
    planned: dict[str, int] = {}
    for stratum in entry.get("strata", ()):
        planned[stratum["outlet_id"]] = planned.get(stratum["outlet_id"], 0) + stratum["N"]
    counts = population.drop_duplicates("group")["outlet_id"].value_counts()
    now = {str(outlet): int(n) for outlet, n in counts.items()}
    more = {outlet: n - planned.get(outlet, 0) for outlet, n in now.items()} if planned else {}
    n_new = sum(max(n, 0) for n in more.values())
    parts = []
    if entry["codebook"] != hash_codebook(variable):
        parts.append("coded by another codebook than the study file has now")
    if len(units) and here.empty:
        parts.append("no drawn unit is of these articles")
    if n_gone:
        parts.append(f"{plural(n_gone, 'drawn unit')} of other words now")
    if n_new:
        parts.append(f"{plural(n_new, 'unit')} came after the plan and could not be drawn")
    return Changes("; ".join(parts), frozenset(one for one, n in more.items() if n > MOST_NEW * now[one]))


def changed_since(corrected: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    """Say in a table `corrected` what has changed, and take the numbers out that the coded units do not stand for."""
    if not changes.reason:
        return corrected
    over = corrected["unit_a"].isin(changes.outlets) | corrected["unit_b"].isin(changes.outlets)
    found = corrected.copy()
    found.loc[over, ["corrected", "lower", "upper", "error", "coding_error"]] = np.nan
    found["reason"] = changes.reason
    found["reason"] = found["reason"].where(found["corrected"].notna(), f"not corrected: {changes.reason}")
    return found
