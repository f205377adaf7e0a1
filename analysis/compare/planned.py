"""The contrasts that a study named before looking -> one small family: how large, how sure, and large enough to matter?

Groups of outlets are set against each other as outlets are. A difference that is not told apart from chance is not an
absent one: that is shown only by an interval that lies within the smallest effect that the study said would matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.contrasts import Sums
from analysis.compare.copies import keep_own
from analysis.compare.intervals import contrast_paired_ratios, contrast_ratios, n_telling, ratios
from analysis.compare.intervals.resampling import adjust_p
from analysis.compare.samples import measure_samples
from analysis.compare.shares import equal_weights, measure_shares
from analysis.study import Plan, Study

__all__ = ["FAMILY", "contrast_planned", "plan_of"]

FAMILY = "planned contrasts"
#: Columns of the plan, known before anything is read.
PLAN = ["measure", "facet", "a", "b", "weight", "smallest"]
_NUMBERS = "difference lower upper p q effect within_lower within_upper".split()


def plan_of(study: Study) -> pd.DataFrame:
    """Give the planned contrasts as a table that can be deposited before looking: one row a contrast, no result.

    Returns
    -------
    DataFrame
        ``measure``, ``facet``, ``a`` and ``b`` (names of outlets, or groups with the names of their outlets),
        ``weight`` {article, words}, ``smallest`` effect that matters (NA: none named).
    """
    rows = [
        (one.measure, one.facet, _name(study, one.a), _name(study, one.b), one.weight, one.smallest)
        for one in study.plan
    ]
    return pd.DataFrame(rows, columns=PLAN).astype({"smallest": "float64"})


def _name(study: Study, unit: str) -> str:
    if unit in study.outlets:
        return study.outlets[unit].name
    return f"{unit} ({', '.join(_name(study, one) for one in study.members(unit))})"


def contrast_planned(
    tables: Mapping[str, pd.DataFrame], study: Study, *, draws: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """Make the contrasts that the study planned.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Of the whole corpus, `copies` among them.

    Returns
    -------
    DataFrame
        One row a planned contrast and kind of `copies` {with, without}: the columns of `plan_of`, ``contrast`` (both
        names), ``difference`` (a − b) with ``lower``, ``upper`` (95 %), ``p``, ``q`` (false discovery rate over the
        planned contrasts alone), ``effect`` (the difference of the mean articles in pooled standard deviations of
        articles: Hedges' g), ``n_a``, ``n_b`` articles, ``n_effective`` clusters of the smaller side, ``within_lower``,
        ``within_upper`` (90 %: two one-sided tests at .05, Schuirmann, 1987) and ``verdict``: "different",
        "equivalent" (the 90 % interval lies within the smallest effect), "both" (told apart from chance, and smaller
        than what matters), "open", "all alike" (no article differs from another) or "not tested" (fewer than the
        study's ``minimum_articles``). Sides that share most clusters are compared within them, as in `contrasts`.
    """
    if not study.plan:
        return pd.DataFrame(columns=[*PLAN, "contrast", "copies", "difference", "q", "verdict"])
    samples = pd.concat([measure_samples(tables, study), measure_shares(tables, study)], ignore_index=True)
    rows = [
        _contrast(one, samples, tables["copies"], study, kept, draws, seed)
        for one in study.plan
        for kept in ("with", "without")
    ]
    plan = plan_of(study)
    table = pd.concat([plan.loc[plan.index.repeat(2)].reset_index(drop=True), pd.DataFrame(rows)], axis=1)
    for kept in ("with", "without"):
        chosen = table["copies"] == kept
        table.loc[chosen, "q"] = adjust_p(table.loc[chosen, "p"].to_numpy(float))
    verdicts = [_verdict(row, study.minimum_articles) for row in table.to_dict("records")]
    return table.assign(contrast=table["a"] + " − " + table["b"], verdict=verdicts)


def _contrast(
    one: Plan, samples: pd.DataFrame, copies: pd.DataFrame, study: Study, kept: str, draws: int, seed: int
) -> dict[str, object]:
    measure = f"sentiment_{study.sentiment.method}" if one.measure == "sentiment" else one.measure
    own = samples[(samples["measure"] == measure) & (samples["facet"] == one.facet)]
    units = {outlet: name for name in (one.a, one.b) for outlet in study.members(name)}
    own = own[own["unit_id"].isin(units)]
    own = equal_weights(own) if one.weight == "article" else own
    if kept == "without":  # texts that several outlets print are no outlet's own, of one group or of two
        own = own[keep_own(own, copies)]
    sides = [own[own["unit_id"].map(units) == name] for name in (one.a, one.b)]
    if own.empty:
        return {"copies": kept, **dict.fromkeys(_NUMBERS, np.nan), "n_a": 0, "n_b": 0, "n_effective": 0}
    sums = Sums([own.assign(unit_id=own["unit_id"].map(units))], copies, "with")
    a, b, _, _, is_paired = sums.sides((one.a, one.b))
    contrast = contrast_paired_ratios if is_paired else contrast_ratios
    key = [seed, crc32("\x1f".join((measure, one.facet, one.a, one.b, one.weight, kept)).encode())]
    minimum = study.minimum_articles
    found = contrast(a, b, minimum=minimum, draws=draws, seed=key)
    within = contrast(a, b, minimum=minimum, draws=draws, level=0.9, seed=key)
    return {
        "copies": kept,
        "difference": float((ratios(a) - ratios(b))[0]),
        "lower": float(found.lower[0]),
        "upper": float(found.upper[0]),
        "p": float(found.p[0]),
        "q": np.nan,
        "effect": _standardised(*sides),
        "n_a": len(sides[0]),
        "n_b": len(sides[1]),
        "n_effective": int(min(n_telling(a)[0], n_telling(b)[0])),
        "within_lower": float(within.lower[0]),
        "within_upper": float(within.upper[0]),
    }


def _standardised(a: pd.DataFrame, b: pd.DataFrame) -> float:
    """Give the difference of mean articles in pooled standard deviations, corrected for few articles (Hedges, 1981)."""
    n = len(a) + len(b) - 2
    if min(len(a), len(b)) < 2:
        return float("nan")
    one, two = (side["numerator"] / side["denominator"] for side in (a, b))
    spread = sqrt(((len(a) - 1) * one.var() + (len(b) - 1) * two.var()) / n)
    return float((one.mean() - two.mean()) / spread * (1 - 3 / (4 * n - 1))) if spread > 0 else float("nan")


def _verdict(row: Mapping[Any, Any], minimum: int) -> str:
    lower, upper, smallest, q = (row[name] for name in ("within_lower", "within_upper", "smallest", "q"))
    if np.isnan(q):
        return "all alike" if row["n_effective"] >= minimum else "not tested"
    is_small = not np.isnan(lower) and -smallest < lower and upper < smallest
    is_different = q <= 0.05
    return {(True, True): "both", (True, False): "different", (False, True): "equivalent", (False, False): "open"}[
        is_different, is_small
    ]
