"""A Reading's tables + the coding of its study -> the tables of validity; without a coding they are empty."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.compare.axes import score_article_axes
from analysis.compare.roles import told_tables
from analysis.compare.tables.grid import outlet_names
from analysis.compare.whole import score_all_axes
from analysis.errors import StudyError
from analysis.reading import Reading
from analysis.study import Study
from analysis.tables import TABLES, conform, empty
from analysis.validity.alpha import Level, measure_agreement
from analysis.validity.changes import changed_since, find_changes
from analysis.validity.coding import ADJUDICATED, Coding, read_coding, variables_of_plan
from analysis.validity.corrected import correct
from analysis.validity.errors import find_errors
from analysis.validity.frames import CORRECTED, coded_sentences, correct_axes, measure_ratios
from analysis.validity.sample import coded_population
from analysis.validity.variables import Variable, variables_of

NAMES = ("coding_units", "labels", "agreement", "errors", "corrected")


def code_all(
    tables: Mapping[str, pd.DataFrame],
    study: Study,
    folder: Path,
    *,
    populations: Mapping[str, pd.DataFrame] | None = None,
) -> dict[str, pd.DataFrame]:
    """Make the tables of a coding.

    Parameters
    ----------
    tables, study
        A Reading's, before these tables; where populations are known, ``outlet_id`` and ``outlet`` of its articles are
        enough.
    folder : Path
        Of the coding (`analysis.validity.folder.coding_folder`); it need not be there.
    populations : mapping of str to DataFrame, optional
        As of `analysis.validity.sample.coded_population`, of every variable that was coded (`coded_variables`).

    Returns
    -------
    dict of str to DataFrame
        Tables `NAMES`.
    """
    coding = read_coding(folder)
    if coding is None:
        return {name: empty(name) for name in NAMES}
    variables = variables_of_plan(coding, study) if len(coding.labels) else []
    coded = {one.name: coded_population(tables, study, coding, one, populations) for one in variables}
    outlets = list(outlet_names(tables["articles"], study, every=True))
    wrong = [find_errors(coded[one.name], one) for one in variables]
    right = [
        changed_since(correct(coded[one.name], one, outlets), find_changes(coded[one.name], coding, one))
        for one in variables
        if coding.plan.get("corrects", True)
    ]
    return {
        "coding_units": coding.units,
        "labels": coding.labels,
        "agreement": find_agreement(coding, variables),
        "errors": _joined(wrong, "errors"),
        "corrected": _joined(right, "corrected"),
    }


def coded_variables(coding: Coding, study: Study) -> list[Variable]:
    """Give the variables of a plan and others that have answers, as where a plan was edited; none without answers."""
    said, planned = set(coding.labels["variable"]), {entry["variable"] for entry in coding.plan["variables"]}
    return [one for name, one in variables_of(study).items() if said and name in said | planned]


def with_coding(reading: Reading, folder: Path | str | None) -> Reading:
    """Give a Reading with the tables of a coding that lies elsewhere; None: with those that it has.

    Scores that another coding corrected are made anew before this one corrects them.

    Raises
    ------
    StudyError
        The folder holds no coding.
    """
    if folder is None:
        return reading
    if read_coding(Path(folder)) is None:
        raise StudyError(f"`coding` must be a folder with a plan.json of `narrative code plan`; {folder} holds none.")
    coded = code_all(reading.tables, reading.study, Path(folder))
    ratios = measure_ratios(coded_sentences({**reading.tables, **coded}, reading.study))
    return reading.replace(**coded, axis_scores=correct_axes(_before_coding(reading), ratios))


def _before_coding(reading: Reading) -> pd.DataFrame:
    """Give the scores on axes as they were before a coding corrected them."""
    scores = reading.axis_scores
    if not (scores["kind"] == CORRECTED).any():
        return scores
    own = (reading.frame_hits, reading.sentences, reading.articles)
    parts = [
        score_article_axes(*own, reading.study),
        score_all_axes(told_tables(reading.tables), reading.copies, reading.study),
    ]
    return conform(pd.concat(parts, ignore_index=True), "axis_scores")


def _joined(parts: list[pd.DataFrame], name: str) -> pd.DataFrame:
    parts = [part for part in parts if len(part)]
    return conform(pd.concat(parts, ignore_index=True), name) if parts else empty(name)


def find_agreement(coding: Coding, variables: list[Variable], *, draws: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Measure how far the coders of a plan agree on each variable.

    Returns
    -------
    DataFrame
        Table `agreement`: a row of all coders together (``coder_a`` and ``coder_b`` are "all"), and one of each coder
        against the others; on an interval variable on that level and on the nominal one. ``alpha`` is NA, undefined,
        where all codes are one value; ``n_units`` counts what two coders or more have coded. Adjudicated answers are
        nobody's own and left out.
    """
    article = dict(zip(coding.units["unit_id"], coding.units["cluster_id"], strict=True))
    rows = []
    for variable in variables:
        own = coding.labels[(coding.labels["variable"] == variable.name) & (coding.labels["coder_id"] != ADJUDICATED)]
        codes: dict[str, dict[str, float | str]] = {}
        for unit, coder, value in own[["unit_id", "coder_id", "value"]].itertuples(index=False, name=None):
            if unit in article:
                codes.setdefault(unit, {})[coder] = value
        coders = [name for name in coding.coders if name in set(own["coder_id"])]
        levels: tuple[Level, ...] = ("interval", "nominal") if variable.level == "interval" else ("nominal",)
        for level in levels:
            for coder in [None, *(coders if len(coders) > 1 else [])]:
                found = measure_agreement(codes, article, level, coder=coder, draws=draws, seed=seed)
                who = ("all", "all") if coder is None else (coder, "others")
                rows.append((variable.name, level, *who, *found))
    names = ["variable", "level", "coder_a", "coder_b", "alpha", "lower", "upper", "share", "n_units", "n_undefined"]
    return conform(pd.DataFrame(rows, columns=names)[list(TABLES["agreement"].dtypes)], "agreement")
