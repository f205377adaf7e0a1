"""Draw outlets side by side on every signed measure."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    CORRECTED,
    FULL,
    INK,
    SERIES,
    Mark,
    corrected_handles,
    dot_handle,
    is_narrow,
    legend,
    margin_notes,
    mark_corrected,
    name_x,
    new_axes,
    room_below,
    rows_on_y,
    say_no_data,
    signed,
    styled,
)
from analysis.sentiment.ladder import note_error

__all__ = ["plot_profile"]


@styled
def plot_profile(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw one row a measure and one mark an outlet, on a signed scale.

    Parameters
    ----------
    table : DataFrame
        One row a measure and outlet: ``measure``, ``outlet``, ``value`` in [-1, 1] (NA: not measured), ``n`` and
        ``unit``, what n counts, and ``method`` of sentiment toward a person (NA elsewhere), whose measured error is
        written below. Beyond six outlets all marks look alike. ``corrected``, ``corrected_lower`` and
        ``corrected_upper``, where they are there and known, are a small cross with its interval under the mark.
    """
    measures, outlets = list(dict.fromkeys(table["measure"])), list(dict.fromkeys(table["outlet"]))
    text = "value (−1 to +1)"
    note = "\n".join(f"toward a person: {note_error(method)}" for method in table["method"].dropna().unique())
    around = 0.95 + room_below(text, note, width)
    ax = new_axes(ax, len(measures), width=width, row=0.3 if width == FULL else 0.34, around=around)
    if not table["n"].sum():
        return say_no_data(ax, "no measure is known")
    few = len(outlets) <= len(SERIES)
    marks = {outlet: SERIES[turn] if few else Mark(INK, "o", filled=False) for turn, outlet in enumerate(outlets)}
    shifts = np.linspace(-0.2, 0.2, len(outlets)) if len(outlets) > 1 and few else np.zeros(len(outlets))
    for (outlet, mark), shift in zip(marks.items(), shifts, strict=True):
        rows = table[table["outlet"] == outlet]
        y = np.array([measures.index(measure) for measure in rows["measure"]]) + shift
        ax.plot(rows["value"], y, **mark.dot(clip_on=False, zorder=3, markersize=5.5 if few else 4))
        mark_corrected(ax, rows, y + (0.12 if few else 0.0), mark.colour)
    rows_on_y(ax, measures, width=34)
    is_listed = few and len(outlets) <= (3 if is_narrow(ax) else len(SERIES))
    notes = _notes(table, measures, outlets, is_listed, between="\n" if is_narrow(ax) else " ")
    margin_notes(ax, range(len(measures)), notes, title="n, in this order" if is_listed and len(outlets) > 1 else "n")
    signed(ax, 1.06)
    ax.set_xticks(np.linspace(-1, 1, 3 if is_narrow(ax) else 5))
    ax.hlines(np.arange(1, len(measures)) - 0.5, -1.06, 1.06, color="#e3e3e6", linewidth=0.6, zorder=0)
    name_x(ax, text, note=note)
    if few:
        handles = [dot_handle(mark) for mark in marks.values()]
        legend(ax, handles + corrected_handles(table), outlets + [CORRECTED] * len(corrected_handles(table)))
    return ax


def _notes(table: pd.DataFrame, measures: list[str], outlets: list[str], is_listed: bool, *, between: str) -> list[str]:
    """Say each outlet's n where they can be listed, else their sum."""
    counts = table.pivot(index="measure", columns="outlet", values="n").loc[measures, outlets].to_numpy()
    units = table.drop_duplicates("measure").set_index("measure")["unit"]
    shown = [" · ".join(map(str, row)) if is_listed else f"{sum(row):,}" for row in counts.tolist()]
    return [f"{numbers}{between}{units[measure]}" for numbers, measure in zip(shown, measures, strict=True)]
