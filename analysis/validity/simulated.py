"""A generated study -> a coding by simulated coders, whose errors and the machine's are known.

Everything in a generated study is invented, and so is what is true of each unit here: the machine misses some of what
there is, more in each outlet than in the one before. It shows the way from a plan to corrected numbers; it measures
nothing but the arithmetic.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.tables.grid import outlet_names
from analysis.reading import Reading
from analysis.tables import conform, write_bytes
from analysis.validity.coding import ADJUDICATED, write_labels, write_plan
from analysis.validity.plan import make_plan
from analysis.validity.population import find_population, units_of
from analysis.validity.variables import Variable, variable_of

CODERS = ("sim-a", "sim-b")
#: How often a simulated coder answers at random.
ERROR = 0.03
#: Of what the machine finds, the share that is not so; of the rest of an outlet, the share that it missed: least, most.
FALSE, MISSED = 0.1, (0.02, 0.14)


def _chance(*parts: object) -> float:
    return crc32("|".join(map(str, parts)).encode()) / 2**32


def true_answers(population: pd.DataFrame, variable: Variable, outlets: Sequence[str]) -> list[str]:
    """Invent what is true of each unit; copies are alike.

    Parameters
    ----------
    population : DataFrame
        From `find_population`, of frames or sentiment.
    variable : Variable
    outlets : sequence of str
        In the order of the study: what the machine misses grows from the first to the last.
    """
    least, most = MISSED
    missed = {one: least + (most - least) * at / max(len(outlets) - 1, 1) for at, one in enumerate(outlets)}
    firsts = dict(zip(reversed(population["group"].tolist()), reversed(population["outlet_id"].tolist()), strict=True))
    found = []
    for group, machine, value in population[["group", "machine", "value"]].itertuples(index=False, name=None):
        luck = _chance(group, "truth")
        if variable.kind == "sentiment":
            near = 0.0 if np.isnan(value) else 1.6 * value
            found.append(str(int(np.clip(round(near + 1.6 * (luck - 0.4 - missed[firsts[group]])), -2, 2))))
        elif machine == "none":
            found.append(list(variable.answers)[1] if luck < missed[firsts[group]] else "none")
        else:
            found.append("none" if luck < FALSE else machine)
    return found


def write_simulated(
    reading: Reading, folder: Path, *, n: int = 200, measures: Sequence[str] = ("frame", "sentiment"), seed: int = 0
) -> list[Path]:
    """Plan, code, and settle what coders differ on; ``planted.json`` holds the truth beside the files of a coding.

    The truth holds the value of each quantity in each outlet, counted over all units.
    """
    plan, units, _ = make_plan(reading.tables, reading.study, measures, CODERS, n=n, seed=seed)
    units["made_by"] = "simulated coders"  # nobody read anything
    outlets = list(outlet_names(reading.articles, reading.study))
    rows: list[dict[str, Any]] = []
    planted: dict[str, dict[str, float]] = {}
    for name in dict.fromkeys(units["variable"]):
        variable = variable_of(reading.study, name)
        population = find_population(reading.tables, reading.study, variable)
        true = true_answers(population, variable, outlets)
        by_unit = dict(zip(population["unit_id"], true, strict=True))
        planted |= _count(population, variable, true)
        answers = list(variable.answers)
        for unit, coders in units.loc[units["variable"] == name, ["unit_id", "coders"]].itertuples(index=False):
            for coder in coders.split():
                errs = _chance(unit, coder) < ERROR
                value = answers[int(_chance(coder, unit, "which") * len(answers))] if errs else by_unit[unit]
                rows.append({"unit_id": unit, "coder_id": coder, "variable": name, "value": value, "sure": not errs})
            if len({row["value"] for row in rows[-len(coders.split()) :]}) > 1:
                true_one = {"unit_id": unit, "coder_id": ADJUDICATED, "variable": name, "value": by_unit[unit]}
                rows.append(true_one | {"sure": True})
    labels = conform(pd.DataFrame(rows).assign(note="", coded_at=""), "labels")
    files = write_plan(folder, plan, units)
    content = json.dumps({"coder_error": ERROR, "values": planted}, indent=1, sort_keys=True) + "\n"
    return [*files, write_labels(folder, labels), write_bytes(folder / "planted.json", content.encode())]


def _count(population: pd.DataFrame, variable: Variable, true: Sequence[str]) -> dict[str, dict[str, float]]:
    """Count what is true of each quantity in each outlet, over all its units."""
    found: dict[str, dict[str, float]] = {}
    frame = population.assign(true=list(true))
    for quantity in variable.quantities:
        for outlet, own in frame[units_of(frame, quantity)].groupby("outlet_id", sort=False):
            above = own["true"].map(quantity.adds).fillna(0.0).sum()
            below = own["true"].map(quantity.below).fillna(0.0).sum() if quantity.below else len(own)
            if below:
                found.setdefault(f"{quantity.measure} {quantity.facet}", {})[str(outlet)] = round(above / below, 6)
    return found
