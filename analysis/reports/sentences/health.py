"""The health of the corpus, in sentences: which outlets raise doubts, and which comparisons these bear on."""

from __future__ import annotations

import pandas as pd

from analysis.compare.health import CHECKS, Concern
from analysis.compare.tables.health import doubts_of, say_value
from analysis.reading import Reading
from analysis.reports.sentences.english import capital, fill, first_of, listed, paragraphs

_SIDES = {"below": "at least", "above": "at most"}
MOST = 6  # outlets that are named


def describe_health(table: pd.DataFrame) -> str:
    """Say which checks raise a doubt, of which outlets, and beyond which threshold."""
    if table.empty:
        return "No outlet is known, so there is nothing to check."
    doubted = table[table["verdict"] == "doubt"]
    n = table["outlet_id"].nunique()
    head = fill("{sound} of {n:outlet} {sound:passes|pass} every check.", sound=n - doubted["outlet_id"].nunique(), n=n)
    parts = [head]
    for name, rows in doubted.groupby("check", sort=False):
        check, threshold = CHECKS[str(name)], say_value(str(name), rows["threshold"].iloc[0])
        cases = [f"{outlet} {shown}" for outlet, shown in rows[["outlet", "shown"]].to_numpy(object).tolist()]
        parts.append(f"{capital(check.label)} ({_SIDES[check.doubt]} {threshold}): {first_of(cases, MOST)}.")
    return paragraphs(*parts)


def describe_doubts(reading: Reading, concern: Concern) -> str:
    """Say under a comparison which of its outlets the health of the corpus puts in doubt, and by which checks."""
    doubts = doubts_of(reading, concern)
    if not doubts:
        return "The health of the corpus puts no outlet of this comparison in doubt."
    cases = [f"{outlet} ({', '.join(labels)})" for outlet, labels in list(doubts.items())[:MOST]]
    more = " and others" if len(doubts) > MOST else ""
    return (
        f"The health of the corpus puts this comparison in doubt for {listed(cases)}{more}; the notebook on the corpus "
        "has the values."
    )
