"""A tidy table -> what its chart shows, in words for readers who cannot see it; and how much it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.measures import MEASURES, Measure
from analysis.reports.words import capital, listed, printable

__all__ = ["count_of", "describe_chart"]

#: Names listed of what is compared; more are counted.
_MOST = 6


def describe_chart(table: pd.DataFrame, measures: Sequence[str]) -> str:
    """Say what a chart compares, its lowest and highest value and where, what is not measured, and n.

    Parameters
    ----------
    table : DataFrame
        The tidy table that is drawn: text columns say what is compared.
    measures : sequence of str
        Names in `analysis.measures.MEASURES`; of several, the table's column ``value`` holds the values.

    Examples
    --------
    >>> describe_chart(pd.DataFrame({"outlet": ["A", "B"], "n": [3, 1]}), ["mentions"])
    'Mentions (count) by outlet (A and B): 2 values, from 1 (B) to 3 (A). n = 4 mentions of people.'
    """
    measure = MEASURES[measures[0]]
    column = measure.column if measure.column in table.columns else "value"
    compared = [name for name in table.columns if _is_compared(table, name)]
    groups = [f"{name.replace('_', ' ')} ({_names(table[name])})" for name in compared]
    labels = listed(MEASURES[name].axis_label for name in measures)
    head = capital(labels) + (f" by {listed(groups)}" if groups else "")
    known = table[table[column].notna()]
    if known.empty:
        return printable(f"{head}: nothing was measured.")
    varying = [name for name in compared if known[name].nunique() > 1]
    counts = next((name for name in measure.counts if name in table.columns and name != column), None)
    low, high = (_extreme(known, column, value, varying, counts, measure) for value in _ends(known[column]))
    missing = len(table) - len(known)
    parts = [
        f"{head}: {len(known):,} {'value' if len(known) == 1 else 'values'}, from {low} to {high}.",
        f"Not measured: {missing:,}." if missing else "",
        f"n = {count_of(table, measure):,} {measure.counted}." if len(measures) == 1 else "",
    ]
    return printable(" ".join(part for part in parts if part))


def count_of(table: pd.DataFrame, measure: Measure) -> int:
    """Count what a table rests on; where it has rows over all voices, its voices are not counted once more."""
    whole = table[table["voice"] == "all"] if "voice" in table.columns and (table["voice"] == "all").any() else table
    counts = next((name for name in measure.counts if name in table.columns), None)
    if counts is None:
        return int(whole[measure.column].notna().sum()) if measure.column in whole.columns else len(whole)
    return int(whole[counts].sum())


def _is_compared(table: pd.DataFrame, name: str) -> bool:
    told = name in ("unit", "section") or (
        name == "outlet" and "article" in table.columns
    )  # an article is named with its outlet
    plain = pd.api.types.is_string_dtype(table[name].dtype) and not name.endswith(("_id", "_kind", "_basis"))
    return plain and not told and bool(table[name].notna().any())


def _names(column: pd.Series) -> str:
    names = list(dict.fromkeys(column.dropna()))
    return listed(names if len(names) <= _MOST else [*names[:_MOST], f"{len(names) - _MOST:,} more"])


def _ends(values: pd.Series) -> tuple[Any, Any]:
    return values.min(), values.max()


def _extreme(
    known: pd.DataFrame, column: str, value: Any, compared: list[str], counts: str | None, measure: Measure
) -> str:
    """Write a value with the first row that has it, its n, and how many others have it too."""
    rows = known[known[column] == value]
    where = ", ".join(str(rows[name].iloc[0]) for name in compared)
    more = f"and {len(rows) - 1:,} more" if len(rows) > 1 else ""
    n = f"n = {int(rows[counts].iloc[0]):,}" if counts else ""
    beside = "; ".join(part for part in (where, n, more) if part)
    if isinstance(value, pd.Timestamp):
        number = value.strftime("%Y-%m-%d")
        return f"{number} ({beside})" if beside else number
    number = f"{value:+.2f}" if measure.low < 0 else f"{value:,.2f}".rstrip("0").rstrip(".")
    return number.replace("-", "−") + (f" ({beside})" if beside else "")
