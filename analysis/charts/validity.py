"""Draw what hand coding says: how far coders agree, how right the measures are, and the numbers once corrected."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.fit import keep_groups, keep_most, room_for, say_beside
from analysis.charts.labels import grouped_rows, legend, margin_notes, name_x, rows_on_y, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import BLUE, FULL, GREY, INK, ORANGE, Mark, dot_handle, new_axes, signed, styled
from analysis.measures import MEASURES

#: The machine's mark is hollow beside the corrected one.
_MACHINE, _CORRECTED = Mark(GREY, "o", filled=False), Mark(INK, "D")
_PRECISION, _RECALL = Mark(BLUE, "o"), Mark(ORANGE, "s", filled=False)
_SHIFT = 0.15


@styled
def plot_agreement(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw alpha of each question: all coders together, and each against the others.

    Parameters
    ----------
    table : DataFrame
        From `analysis.validity.tables.agreement_of_coders`: ``question``, ``level``, ``who``, ``alpha`` (NA: undefined,
        no mark), ``lower``, ``upper``, ``n_units``.
    """
    table, kept = keep_most(table, ["question", "level", "who"], room_for(0.22, 0.95), "row", by="n_units", of="units")
    names = [f"{q} ({level}): {who}" for q, level, who in table[["question", "level", "who"]].to_numpy(object).tolist()]
    ax = new_axes(ax, len(names), width=width)
    if not table["alpha"].notna().any():
        return say_no_data(ax, "nothing was coded by two coders")
    y = np.arange(len(names))
    ax.hlines(y, table["lower"], table["upper"], color=INK, linewidth=1.2)
    tell(ax.plot(table["alpha"], y, **_CORRECTED.dot(markersize=5)), table)
    rows_on_y(ax, names, width=40)
    for line in (0.667, 0.8):
        ax.axvline(line, color=GREY, linewidth=0.8, linestyle=":")
    margin_notes(ax, y, [f"{n:,}" for n in table["n_units"]], title="n units")
    ax.set_xlim(min(0.0, float(np.nanmin(table[["alpha", "lower"]].to_numpy(float))) - 0.02), 1.03)
    name_x(ax, MEASURES["agreement"].axis_label, note="bar: 95 % over articles; dotted: .667 and .800")
    say_beside(ax, [kept])
    return ax


@styled
def plot_errors(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw precision and recall of each answer, outlet by outlet.

    Parameters
    ----------
    table : DataFrame
        From `analysis.validity.tables.errors_by_outlet`: ``question``, ``answer``, ``outlet``, ``precision`` and
        ``recall`` with their ends (NA: the answer was never given), ``n_coded``.
    """
    table = table[table[["precision", "recall"]].notna().any(axis=1)]
    asked = [f"{q}: {a}" for q, a in table[["question", "answer"]].to_numpy(object).tolist()]
    named = table.assign(asked=pd.Series(asked, index=table.index, dtype=object))
    columns, units = ("asked", "outlet"), ("answer", "outlet")
    table, kept = keep_groups(named, columns, units, room_for(0.18, 1.1), by="n_coded", of="coded units", head=1.2)
    keys = [(asked, outlet) for asked, outlet in table[["asked", "outlet"]].to_numpy(object).tolist()]
    heads = len({head for head, _ in keys})
    ax = new_axes(ax, len(keys) + 1.2 * heads, width=width, row=0.24, around=1.1)
    if table.empty:
        return say_no_data(ax, "nothing was coded by hand")
    place = grouped_rows(ax, keys)
    y = np.array([place[key] for key in keys])
    for name, mark, shift in (("precision", _PRECISION, -_SHIFT), ("recall", _RECALL, _SHIFT)):
        ax.hlines(y + shift, table[f"{name}_lower"], table[f"{name}_upper"], color=mark.colour, linewidth=1.2)
        tell(ax.plot(table[name], y + shift, **mark.dot(markersize=4.5, clip_on=False, zorder=3)), table)
    margin_notes(ax, y, [f"{n:,}" for n in table["n_coded"]], title="n coded")
    ax.set_xlim(0, 1.02)
    name_x(
        ax, MEASURES["recall"].axis_label, note="bar: 95 %, sandwich over articles; none: all coded units say one thing"
    )
    legend(ax, [dot_handle(_PRECISION), dot_handle(_RECALL)], ["precision", "recall"])
    say_beside(ax, kept)
    return ax


@styled
def plot_corrected(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw what the machine says, hollow, and what it is once corrected, with its interval.

    Parameters
    ----------
    table : DataFrame
        From `analysis.validity.tables.corrected_by_outlet`, of quantities of one scale: ``quantity``, ``outlet``,
        ``machine``, ``corrected``, ``lower``, ``upper`` (NA: not corrected), ``n_coded``, ``n_units``.
    """
    columns, units = ("quantity", "outlet"), ("measure", "outlet")
    table, kept = keep_groups(table, columns, units, room_for(0.18, 1.1), by="n_coded", of="coded units", head=1.2)
    keys = [(q, o) for q, o in table[["quantity", "outlet"]].to_numpy(object).tolist()]
    heads = len({head for head, _ in keys})
    ax = new_axes(ax, len(keys) + 1.2 * heads, width=width, row=0.24, around=1.1)
    if not table["machine"].notna().any():
        return say_no_data(ax, "not validated on this corpus: nothing was coded by hand")
    place = grouped_rows(ax, keys)
    y = np.array([place[key] for key in keys])
    ax.hlines(y, table["lower"], table["upper"], color=INK, linewidth=1.2)
    tell(ax.plot(table["machine"], y, **_MACHINE.dot(markersize=5.5, clip_on=False, zorder=2)), table)
    tell(ax.plot(table["corrected"], y, **_CORRECTED.dot(markersize=4.5, clip_on=False, zorder=3)), table)
    notes = [f"{coded:,} of {n:,}" for coded, n in table[["n_coded", "n_units"]].to_numpy(int).tolist()]
    margin_notes(ax, y, notes, title="coded of n")
    ends = table[["machine", "lower", "upper"]].to_numpy(float)
    signed(ax, 1.08 * float(np.nanmax(np.abs(ends))) or 1.0)
    name_x(ax, "value in its own unit", note="bar: 95 %, sandwich over articles; no diamond: not corrected")
    legend(ax, [dot_handle(_MACHINE), dot_handle(_CORRECTED)], ["machine alone", "corrected by hand coding"])
    say_beside(ax, kept)
    return ax
