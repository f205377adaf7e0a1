"""A tidy table -> what its chart shows, in words for readers who cannot see it; and how much it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.charts.labels import label
from analysis.measures import MEASURES, Measure
from analysis.plurals import singular
from analysis.reports.sentences.english import capital, fill, first_of, listed, number, paragraphs, printable, signed

#: Names listed of what is compared; more are counted.
_MOST = 6
#: Sentences beside a row, which tell what stands around it and not what it is.
_AROUND = ("before", "after")


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
    head = capital(listed(MEASURES[name].axis_label for name in measures)) + (f" by {listed(groups)}" if groups else "")
    known = table[table[column].notna()]
    if known.empty:
        return printable(f"{head}: nothing was measured.")
    varying = [name for name in compared if known[name].nunique() > 1]
    counts = next((name for name in measure.counts if name in table.columns and name != column), None)
    low, high = (
        _extreme(known, column, value, varying, counts, measure) for value in known[column].agg(["min", "max"])
    )
    missing = len(table) - len(known)
    n = count_of(table, measure)
    parts = [
        fill("{head}: {n:value}, from {low} to {high}.", head=head, n=len(known), low=low, high=high),
        fill("Not measured: {n}.", n=missing) if missing else "",
        fill("n = {n} {what}.", n=n, what=name_counted(measure, n)) if len(measures) == 1 else "",
    ]
    return printable(paragraphs(*parts, between=" "))


def count_of(table: pd.DataFrame, measure: Measure) -> int:
    """Count what a table rests on.

    Where it has rows over all voices, its voices are not counted once more; nor is a difference where it stands with
    copies and without.

    Parameters
    ----------
    table : DataFrame
        The tidy table that is drawn.
    measure : Measure
        What it holds.
    """
    whole = table
    for column, every in (("voice", "all"), ("copies", "with")):
        if column in table.columns and (table[column] == every).any():
            whole = whole[whole[column] == every]
    counts = next((name for name in measure.counts if name in table.columns), None)
    if counts is None:
        return int(whole[measure.column].notna().sum()) if measure.column in whole.columns else len(whole)
    return int(whole[counts].sum())


def name_counted(measure: Measure, n: int | None) -> str:
    """Name what a measure counts, one or many of it."""
    return singular(measure.counted) if n == 1 else measure.counted


def count_articles(table: pd.DataFrame, measure: Measure, outlets: Mapping[str, int]) -> int | None:
    """Count the articles that a table rests on; None where it does not say.

    They are those of its rows with a value, those of its outlets (of which ``outlets`` says how many articles each
    has), or those of its windows of time.

    Parameters
    ----------
    table, measure
        As in `count_of`.
    outlets : mapping of str to int
        The articles of each outlet by its id.
    """
    if "article_id" in table.columns:
        known = table[table[measure.column].notna()] if measure.column in table.columns else table
        return int(known["article_id"].nunique())
    if "outlet_id" in table.columns and set(table["outlet_id"]) <= set(outlets):
        return sum(outlets[name] for name in set(table["outlet_id"]))
    if {"unit_a", "unit_b"} <= set(table.columns) and (units := {*table["unit_a"], *table["unit_b"]}) <= set(outlets):
        return sum(outlets[name] for name in units)
    if {"first", "last", "n_articles"} <= set(table.columns):
        return int(table["n_articles"].sum())
    return None


def _is_compared(table: pd.DataFrame, name: str) -> bool:
    told = name in ("unit", "section", *_AROUND) or (
        name == "outlet" and "article" in table.columns
    )  # an article is named with its outlet
    if told or name.endswith(("_id", "_kind", "_basis")):
        return False
    known = table[name].dropna()  # a column of nothing but missing values has no kind of its own
    return bool(len(known)) and pd.api.types.is_string_dtype(known)


def _names(column: pd.Series) -> str:
    names = [label(printable(name), 60, 1) for name in dict.fromkeys(column.dropna())]
    return first_of(names, _MOST)


def _extreme(
    known: pd.DataFrame, column: str, value: Any, compared: list[str], counts: str | None, measure: Measure
) -> str:
    """Write a value with the first row that has it, its n, and how many others have it too."""
    rows = known[known[column] == value]
    where = ", ".join(label(printable(str(name)), 60, 1) for name in rows[compared].iloc[0].dropna())
    more = fill("and {n} more", n=len(rows) - 1) if len(rows) > 1 else ""
    n = fill("n = {n}", n=int(rows[counts].iloc[0])) if counts else ""
    beside = paragraphs(where, n, more, between="; ")
    if isinstance(value, pd.Timestamp):
        written = fill("{day}", day=value)
    else:
        written = signed(value) if measure.low < 0 else number(value).rstrip("0").rstrip(".")
    return written + (f" ({beside})" if beside else "")
