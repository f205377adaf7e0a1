"""A population -> the units that are coded: drawn by stratum with known probabilities, and dealt out to coders."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.study import Study
from analysis.tables import TABLES, conform, empty, map_articles
from analysis.validity.alpha import units_needed
from analysis.validity.population import find_population
from analysis.validity.variables import Variable, hash_codebook, variable_of

#: Coded units of an outlet from which on its numbers are corrected.
LEAST = 20
#: Units of the training round.
TRAINING = 20
#: Units that each stratum gets where it has them: fewer show no spread.
FLOOR = 5
#: Rarer values than this would ask for more shared units than anybody codes.
RAREST = 0.1
ALPHA = 0.8


def allocate(sizes: Mapping[str, int], n: int, positive: frozenset[str]) -> dict[str, int]:
    """Share the units of an outlet among the classes of the machine.

    A third goes to what the machine found and two thirds to the rest: what it misses there is rare, and each such unit
    stands for many. Within either part a class gets by its size, and at least `FLOOR` where it has them; what one part
    cannot take the other gets. Without positive classes all are one part.

    Examples
    --------
    >>> allocate({"love": 40, "strain": 20, "none": 940}, 60, frozenset({"love", "strain"}))
    {'love': 13, 'strain': 7, 'none': 40}
    >>> allocate({"love": 3, "none": 30}, 60, frozenset({"love"}))
    {'love': 3, 'none': 30}
    """
    parts = [[name for name in sizes if (name in positive) is side] for side in (True, False)]
    room = [sum(sizes[name] for name in part) for part in parts]
    first = min(n // 3 if parts[0] else 0, room[0])
    second = min(n - first, room[1])
    first = min(n - second, room[0])
    found = _by_size({name: sizes[name] for name in parts[0]}, first)
    found |= _by_size({name: sizes[name] for name in parts[1]}, second)
    return {name: found[name] for name in sizes}


def _by_size(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """Give each class its floor, and what is left by size, largest remainders first."""
    found = dict.fromkeys(sizes, 0)
    for name in sorted(sizes, key=lambda one: sizes[one]):
        found[name] = min(sizes[name], FLOOR, n - sum(found.values()))
    total = sum(sizes.values())
    wish = {name: n * size / total if total else 0.0 for name, size in sizes.items()}
    while sum(found.values()) < n:
        open_ = [name for name in sizes if found[name] < sizes[name]]
        if not open_:
            break
        found[max(open_, key=lambda one: wish[one] - found[one])] += 1
    return found


def draw_units(
    population: pd.DataFrame, variable: Variable, n: int, *, seed: int = 0
) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Draw units at random within each stratum, outlet by class of the machine.

    Copies of a unit are one draw, in the stratum of the first; its probability is that of each copy.

    Parameters
    ----------
    population : DataFrame
        From `find_population`.
    variable : Variable
    n : int
        Units over all outlets, which get as many each.
    seed : int
        Strata are drawn independently of each other.

    Returns
    -------
    units : DataFrame
        The first unit of each group drawn, with ``stratum`` and ``pi``, exact: drawn by all in the stratum.
    strata : list of dict
        ``outlet_id``, ``machine``, ``N`` and ``n`` of each.
    """
    firsts = population.drop_duplicates("group")
    outlets = list(dict.fromkeys(firsts["outlet_id"]))
    parts, strata = [], []
    left = n
    order = sorted(outlets, key=lambda one: int((firsts["outlet_id"] == one).sum()))  # the small give what they cannot
    for turn, outlet in enumerate(order):
        own = firsts[firsts["outlet_id"] == outlet]
        sizes = {str(key): int(value) for key, value in own["machine"].value_counts().sort_index().items()}
        counts = allocate(sizes, left // (len(order) - turn), variable.positive)
        left -= sum(counts.values())
        for name, size in sizes.items():
            random = np.random.default_rng([seed, crc32(f"{variable.name}|{outlet}|{name}".encode())])
            rows = np.sort(random.choice(size, counts[name], replace=False))
            drawn = own[own["machine"] == name].iloc[rows]
            parts.append(drawn.assign(stratum=f"{outlet} / {name}", pi=counts[name] / size))
            strata.append({"outlet_id": str(outlet), "machine": name, "N": size, "n": counts[name]})
    units = pd.concat(parts, ignore_index=True) if parts else firsts.assign(stratum="", pi=1.0)
    return units.sort_values("unit_id", ignore_index=True), strata


def make_plan(
    tables: Mapping[str, pd.DataFrame],
    study: Study,
    measures: Sequence[str],
    coders: Sequence[str],
    *,
    n: int = 200,
    seed: int = 0,
) -> tuple[dict[str, Any], pd.DataFrame, pd.DataFrame]:
    """Plan what is coded, by whom.

    Parameters
    ----------
    tables, study
        A Reading's.
    measures : sequence of str
        Names of variables (`analysis.validity.variables.variables_of`).
    coders : sequence of str
        One or more.
    n : int
        Units of each variable. What all coders share is sized for an alpha of .80 (`units_needed`); the others are
        dealt out, so that a coder has fewer.
    seed : int

    Returns
    -------
    plan : dict
        What ``plan.json`` holds.
    units : DataFrame
        Table `coding_units`.
    training : DataFrame
        Units of the training round, none of them drawn or the copy of one: ``unit_id``, ``variable``, ``article_id``,
        ``start``, ``end``, ``target``.

    Raises
    ------
    StudyError
        A measure is not known, there is no coder, or nothing to code.
    """
    if not coders or len(set(coders)) < len(coders):
        raise StudyError(f"`coders` must name one coder or more, each once; found {', '.join(coders) or 'none'}.")
    parts: list[pd.DataFrame] = []
    trained: list[pd.DataFrame] = []
    entries: list[dict[str, Any]] = []
    chosen = [variable_of(study, name) for name in dict.fromkeys(measures)]
    for variable in chosen:
        population = find_population(tables, study, variable)
        if population.empty:
            raise StudyError(f"`{variable.name}` must have units to code; the articles of an outlet hold none.")
        units, strata = draw_units(population, variable, n, seed=seed)
        random = np.random.default_rng([seed, crc32(variable.name.encode()), 1])
        shares = units["machine"].value_counts() / max(len(units), 1)
        p = min(max(float(shares.min()), RAREST), 0.5)
        shared = min(len(units), math.ceil(units_needed(p, alpha=ALPHA))) if len(coders) > 1 else 0
        parts.append(_deal(units, coders, shared, random))
        rest = population[~population["group"].isin(units["group"])].drop_duplicates("group")
        wanted = TRAINING - sum(len(part) for part in trained)  # what one variable lacks the others give
        trained.append(_train(rest, -(-wanted // (len(chosen) - len(trained))), random))
        entries.append(
            {"variable": variable.name, "codebook": hash_codebook(variable), "n": len(units), "shared": shared}
            | {"alpha": ALPHA, "rarest": round(p, 3), "population": len(population), "strata": strata}
        )
    names = ("articles", "sentences", "segments", "mentions", "sentiments", "frame_hits")
    plan = {
        "version": 1,
        "study": study.id,
        "seed": seed,
        "coders": list(coders),
        "corrects": True,
        "texts": _hash_texts(tables["articles"]),
        "tables": {name: _hash_table(tables[name]) for name in names},
        "variables": entries,
    }
    units = pd.concat(parts, ignore_index=True) if parts else empty("coding_units")
    columns = ["unit_id", "variable", "article_id", "start", "end", "target"]
    return plan, conform(units[list(TABLES["coding_units"].dtypes)], "coding_units"), pd.concat(trained)[columns]


def _deal(units: pd.DataFrame, coders: Sequence[str], shared: int, random: np.random.Generator) -> pd.DataFrame:
    """Give the shared units to every coder, and the others to one each."""
    place = np.empty(len(units), int)
    place[random.permutation(len(units))] = np.arange(len(units))
    who = [" ".join(coders) if at < shared else coders[at % len(coders)] for at in place]
    kind = units["variable"].str.partition(":")[0]
    return units.assign(coders=who, kind=kind, made_by="coders")


def _train(rest: pd.DataFrame, n: int, random: np.random.Generator) -> pd.DataFrame:
    """Take units for the training round, of each class of the machine alike, so that a coder meets every answer."""
    mixed = rest.iloc[random.permutation(len(rest))]
    turn = mixed.groupby("machine", sort=False).cumcount()
    return mixed.iloc[np.argsort(turn.to_numpy(), kind="stable")].head(n).sample(frac=1, random_state=0)


def _hash_texts(articles: pd.DataFrame) -> str:
    """Hash the ids and texts of articles: the units of a plan are places in them."""
    digest = hashlib.sha256()
    for article_id, text in sorted(map_articles(articles).items()):
        digest.update(f"{article_id}\0{text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _hash_table(table: pd.DataFrame) -> str:
    return hashlib.sha256(table.to_csv(index=False).encode("utf-8", "surrogatepass")).hexdigest()


def plan_bytes(plan: Mapping[str, Any]) -> bytes:
    """Write a plan as ``plan.json`` holds it."""
    return (json.dumps(plan, indent=1, ensure_ascii=False) + "\n").encode()
