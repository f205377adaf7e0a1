"""Planned contrasts -> what they show, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.compare.planned import FAMILY
from analysis.reports.sentences.english import capital, fill

_VERDICTS = {
    "different": "told apart from chance",
    "equivalent": "equivalent: no difference as large as {smallest:g}, the smallest that matters",
    "both": "told apart from chance, and smaller than {smallest:g}, the smallest that matters",
    "open": "open: neither a difference nor its absence is shown",
    "all alike": "not tested: no article differs from another",
    "not tested": "not tested: too few articles",
}


def describe_planned(table: pd.DataFrame) -> str:
    """Say of each contrast that the study planned what it shows; ``table`` as from `contrast_planned`."""
    rows = table[table["copies"] == "with"]
    if rows.empty:
        return "The study plans no contrasts."
    tested = rows[rows["q"].notna()]
    without = table[table["copies"] == "without"]["difference"].tolist()
    head = (
        "{n:contrast} {n:was|were} planned, {m} could be tested; q is the false discovery rate over the {family} "
        "alone, told apart where q ≤ .05."
    )
    found = [fill(head, n=len(rows), m=len(tested), family=FAMILY)]
    found += [_describe(row, alone) for row, alone in zip(rows.to_dict("records"), without, strict=True)]
    return "\n\n".join(found)


def _describe(row: Mapping[Any, Any], alone: float) -> str:
    named = f"{capital(row['measure'].replace('_', ' '))} ({row['facet']}), {row['contrast']}"
    if pd.isna(row["difference"]):
        return f"{named}: no article of one side tells of it."
    without_interval = "" if pd.isna(row["q"]) else " (no interval; the plain difference was tested)"
    q = "" if pd.isna(row["q"]) else "; q = {q:.3f}" if row["q"] >= 0.001 else "; q < .001"
    return fill(
        "{named}, {weighed}: {difference}"
        + (without_interval if pd.isna(row["lower"]) else " ({lower} to {upper})")
        + q
        + ("" if pd.isna(row["effect"]) else "; standardised {effect}")
        + "; {alone} without near-duplicates; n = {n_a} − {n_b}: {said}.",
        row,
        named=named,
        weighed="each article alike" if row["weight"] == "article" else "pooled",
        alone=alone,
        said=_VERDICTS[str(row["verdict"])].format(smallest=row["smallest"]),
    )
