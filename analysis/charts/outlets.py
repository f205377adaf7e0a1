"""Draw outlets side by side on every signed measure."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.fit import keep_most, room_for, say_beside
from analysis.charts.labels import label, margin_notes, mark_legend, name_x, rows_on_y, say_no_data
from analysis.charts.style import (
    FULL,
    HALO,
    INK,
    SERIES,
    Mark,
    dots_by_verdict,
    is_narrow,
    mark_corrected,
    new_axes,
    signed,
    styled,
)
from analysis.compare.verdicts import say_sizes


@styled
def plot_profile(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw one row a measure and one mark an outlet, on a signed scale.

    Parameters
    ----------
    table : DataFrame
        One row a measure and outlet: ``measure``, ``outlet``, ``value`` in [-1, 1] (NA: not measured), ``n`` and
        ``unit``, what n counts; ``verdict``, which makes a mark large or small (NA: the measure has none). Beyond six
        outlets all marks look alike, and the lowest and the highest are named.
        ``corrected``, ``corrected_lower`` and ``corrected_upper``, where they are there and known, are a small cross.
    """
    outlets = list(dict.fromkeys(table["outlet"]))
    few = len(outlets) <= len(SERIES)
    row = (0.3 if width == FULL else 0.34) if few else 0.42
    table, kept = keep_most(table, "measure", room_for(row, 0.95), "measure", by="n", of="cases")
    measures = list(dict.fromkeys(table["measure"]))
    ax = new_axes(ax, len(measures), width=width, row=row)
    if not table["n"].sum():
        return say_no_data(ax, "no measure is known")
    marks = {outlet: SERIES[turn] if few else Mark(INK, "o", filled=False) for turn, outlet in enumerate(outlets)}
    shifts = np.linspace(-0.2, 0.2, len(outlets)) if len(outlets) > 1 and few else np.zeros(len(outlets))
    for (outlet, mark), shift in zip(marks.items(), shifts, strict=True):
        rows = table[table["outlet"] == outlet]
        y = np.array([measures.index(measure) for measure in rows["measure"]]) + shift
        size, values = 5.5 if few else 4.0, rows["value"].to_numpy(float)
        dots_by_verdict(ax, rows, values, y, mark.dot(clip_on=False, zorder=3), size=size, scale=size / 5.5)
        mark_corrected(ax, rows, y + (0.12 if few else 0.0), mark.colour)
    if not few:
        _name_ends(ax, table, measures)
    rows_on_y(ax, measures, width=34)
    is_listed = few and len(outlets) <= (3 if is_narrow(ax) else len(SERIES))
    notes = _notes(table, measures, outlets, is_listed, between="\n" if is_narrow(ax) else " ")
    margin_notes(ax, range(len(measures)), notes, title="n, in this order" if is_listed and len(outlets) > 1 else "n")
    signed(ax, 1.06)
    ax.set_xticks(np.linspace(-1, 1, 3 if is_narrow(ax) else 5))
    ax.hlines(np.arange(1, len(measures)) - 0.5, -1.06, 1.06, color="#e3e3e6", linewidth=0.6, zorder=0)
    name_x(ax, "value (−1 to +1)" if few else "value (−1 to +1); a circle is an outlet")
    if few:
        mark_legend(ax, outlets, marks.values(), table)
    say_beside(ax, [kept], say_sizes(table["verdict"]) if "verdict" in table else "")
    return ax


def _name_ends(ax: Axes, table: pd.DataFrame, measures: list[str]) -> None:
    """Name the outlet with the lowest and the one with the highest value of each measure, under their marks."""
    known = table.dropna(subset=["value"])
    values = known.groupby("measure", sort=False)["value"]
    for at, inwards in ((values.idxmin(), "right"), (values.idxmax(), "left")):
        for measure, outlet, value in known.loc[at, ["measure", "outlet", "value"]].to_numpy(object).tolist():
            side = "left" if value < -0.6 else "right" if value > 0.6 else inwards  # else it would leave the axes
            place = (value, measures.index(measure) + 0.33)
            ax.annotate(label(outlet, 22, 1), place, ha=side, va="center", fontsize=5.5, color="#444444", **HALO)


def _notes(table: pd.DataFrame, measures: list[str], outlets: list[str], is_listed: bool, *, between: str) -> list[str]:
    """Say each outlet's n where they can be listed, else their sum."""
    counts = table.pivot(index="measure", columns="outlet", values="n").loc[measures, outlets].to_numpy()
    units = table.drop_duplicates("measure").set_index("measure")["unit"]
    shown = [" · ".join(f"{n:,}" for n in row) if is_listed else f"{sum(row):,}" for row in counts.tolist()]
    return [f"{numbers}{between}{units[measure]}" for numbers, measure in zip(shown, measures, strict=True)]
