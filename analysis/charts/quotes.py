"""Draw who is quoted, and how much, in each outlet."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.charts.style import (
    FULL,
    GREY,
    SERIES,
    Mark,
    legend,
    margin_notes,
    new_axes,
    rows_on_y,
    say_no_data,
    styled,
)

__all__ = ["plot_quoted_words"]

_REST = {"other": Mark(GREY, "o", "\\\\\\\\"), "unresolved": Mark("#f1f1f3", "o")}


@styled
def plot_quoted_words(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw the words in quotation marks by source, one bar an outlet.

    Parameters
    ----------
    table : DataFrame
        One row an outlet and source: ``outlet``, ``source``, ``source_kind`` {person, other, unresolved},
        ``n_words`` quoted, ``n_quotes``, ``per_100`` quoted words per 100 words of the outlet, ``n_words_outlet``.
    """
    outlets = list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(outlets), width=width, row=0.38, around=1.0)
    if not table["n_words"].sum():
        return say_no_data(ax)
    marks = _marks(table)
    ends = np.zeros(len(outlets))
    for (source, kind), mark in marks.items():
        rows = table[(table["source"] == source) & (table["source_kind"] == kind)].set_index("outlet")
        length = rows["per_100"].reindex(outlets).fillna(0).to_numpy(dtype=float)
        ax.barh(np.arange(len(outlets)), length, left=ends, height=0.62, **_look(mark))
        ends += length
    rows_on_y(ax, outlets)
    sums = table.groupby("outlet")[["n_words", "n_quotes"]].sum()
    sums["all"] = table.groupby("outlet")["n_words_outlet"].max()
    notes = [
        f"{words} of {total} words\n{quotes} quotations"
        for words, quotes, total in sums.loc[outlets].to_numpy(dtype=int).tolist()
    ]
    margin_notes(ax, range(len(outlets)), notes, title="n")
    ax.set_xlim(0, max(1.05 * ends.max(), 1))
    ax.set_xlabel("words in quotation marks per 100 words of the outlet")
    legend(ax, [Patch(**_look(mark)) for mark in marks.values()], [source for source, _ in marks])
    return ax


def _marks(table: pd.DataFrame) -> dict[tuple[str, str], Mark]:
    """Give people the series' marks in turn, and everyone else a grey of their own."""
    keys = list(dict.fromkeys(zip(table["source"], table["source_kind"], strict=True)))
    people = [key for key in keys if key[1] not in _REST]
    turns = {key: SERIES[turn % len(SERIES)] for turn, key in enumerate(people)}
    return {key: turns.get(key) or _REST[key[1]] for key in keys}


def _look(mark: Mark) -> dict[str, Any]:
    return {"facecolor": mark.colour, "hatch": mark.hatch, "edgecolor": "white" if mark.hatch else "#777777"}
