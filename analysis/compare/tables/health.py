"""The table `health` -> the checks of each outlet as charts show them, and what they put in doubt."""

from __future__ import annotations

import pandas as pd

from analysis.compare.health import CHECKS, Concern
from analysis.compare.tables.grid import outlets_of
from analysis.reading import Reading

__all__ = ["doubts_of", "health_of_outlets", "say_value"]


def health_of_outlets(reading: Reading) -> pd.DataFrame:
    """Give the checks of each outlet, in the order of the study file and of `CHECKS`.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``check``, ``label``, ``value`` (NA: nothing to judge by), ``threshold``, ``shown``
        (value as text), ``verdict`` {sound, doubt, open}, ``n``.
    """
    outlets = outlets_of(reading.articles, reading.study, every=True).drop_duplicates("outlet_id")
    table = outlets[["outlet_id", "outlet"]].merge(reading.health, on="outlet_id")
    place = {name: at for at, name in enumerate(CHECKS)}
    order = {outlet_id: at for at, outlet_id in enumerate(outlets["outlet_id"])}
    at = table["outlet_id"].map(order) * len(place) + table["check"].map(place)
    table = table.iloc[at.argsort(kind="stable")].reset_index(drop=True)
    table = table.assign(
        label=table["check"].map({name: check.label for name, check in CHECKS.items()}),
        shown=[say_value(name, value) for name, value in zip(table["check"], table["value"], strict=True)],
    )
    return table[["outlet_id", "outlet", "check", "label", "value", "threshold", "shown", "verdict", "n"]]


def say_value(check: str, value: float) -> str:
    """Write the value of a check.

    >>> say_value("agency", 0.255), say_value("words", 412.0), say_value("months", float("nan"))
    ('26 %', '412', '–')
    """
    if pd.isna(value):
        return "–"
    return f"{100 * value:.0f} %" if CHECKS[check].unit == "share" else f"{value:,.0f}"


def doubts_of(reading: Reading, concern: Concern) -> dict[str, list[str]]:
    """Give the outlets of which a check puts a kind of comparison in doubt, with the labels of those checks."""
    table = health_of_outlets(reading)
    bearing = [name for name, check in CHECKS.items() if concern in check.concerns]
    rows = table[(table["verdict"] == "doubt") & table["check"].isin(bearing)]
    return {str(outlet): part["label"].tolist() for outlet, part in rows.groupby("outlet", sort=False)}
