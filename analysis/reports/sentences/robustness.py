"""How far a contrast of outlets hangs on choices of method and on single indicators, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.compare.tables.robustness import Contrast
from analysis.reports.sentences.english import fill


def describe_robustness(contrast: Contrast, *, most: int = 6) -> str:
    """Say how many of the choices matter, and how many different results keep the sign of each pair's difference.

    Parameters
    ----------
    contrast : Contrast
    most : int
        Pairs that are named, those furthest apart; of more it is counted how many keep their sign.
    """
    pairs = contrast.pairs
    if pairs.empty:
        return "Fewer than two outlets have evidence, so there is nothing to set side by side."
    named = [_describe_pair(row) for row in pairs.head(most).to_dict("records")]
    others = pairs.iloc[most:]
    if len(others):
        kept = int((others["n_same"] == others["n"]).sum())
        told = "Of {n:more pair}, {kept} {kept:keeps its|keep their} sign in every different result."
        named.append(fill(told, n=len(others), kept=kept))
    return " ".join(named)


def _describe_pair(row: Mapping[Any, Any]) -> str:
    pair = "{outlet_a} minus {outlet_b}: {difference}"
    if not row["n_choices"]:
        return fill(pair + "; none of the {n_every} choices matters for these texts.", row)
    mattered = "; {n_choices} of {n_every} choices {n_choices:matters|matter}, and "
    unknown = "; {n_unknown} more leave one of them without evidence." if row["n_unknown"] else "."
    if pd.isna(row["n_same"]):
        own = " by the study's own choices, which show no difference"
        results = "{n:different result} {n:runs|run} from {smallest} to {largest}"
        return fill(pair + own + mattered + results + unknown, row)
    have = "has" if 1 in (row["n"], row["n_same"]) else "have"
    equal = ", {n_none} without a difference" if row["n_none"] else ""
    results = "{n_same} of {n:different result} {have} the same sign" + equal + " (from {smallest} to {largest})"
    return fill(pair + mattered + results + unknown, row, have=have)


def describe_influence(table: pd.DataFrame) -> str:
    """Name the indicator that moves each outlet's balance most when it is left out."""
    told = "{outlet}: without “{indicator}” (n = {n}) from {balance} "
    parts = [
        fill(told + ("nothing would be left." if pd.isna(row["balance_without"]) else "to {balance_without}."), row)
        for row in table.drop_duplicates("outlet").to_dict("records")
    ]
    return ("Left out, one indicator moves the balance most. " + " ".join(parts)) if parts else "No indicator counts."
