"""Draw one contrast under every combination of choices: a specification curve over the choices that make it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.labels import name_x, rows_on_y, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import BLUE, FULL, INK, new_axes, styled

#: Height of the curve, in rows of choices.
CURVE = 9


@styled
def plot_specifications(
    table: pd.DataFrame,
    choices: Mapping[str, Sequence[str]],
    *,
    contrast: str,
    ax: Axes | None = None,
    width: float = FULL,
) -> Axes:
    """Draw the difference under each combination (above) and which choices make it (below).

    Parameters
    ----------
    table : DataFrame
        One row a result, by ``rank``: ``difference`` in [-2, 2] (NA: no evidence on one side), ``is_main`` and a column
        for each choice.
    choices : mapping of str to sequence of str
        Column -> its values, the study's own first; those that matter.
    contrast : str
        What the difference is, for the vertical axis.

    Notes
    -----
    The curve stands in axes of its own in the upper part of the returned ones, ``ax.child_axes[0]``. Where no choice
    matters there is one result: words, and no curve.
    """
    rows = [(name, value) for name, values in choices.items() for value in values]
    shown = table[table["difference"].notna()]
    ax = new_axes(ax, len(rows) + CURVE, width=width, row=0.2 if width == FULL else 0.28, around=0.6)
    if shown.empty:
        return say_no_data(ax, "no two outlets hold evidence")
    if not rows:
        return _say_one_result(ax, float(shown["difference"].iloc[0]), contrast)
    rows_on_y(ax, [f"{name}: {value}" for name, value in rows], width=40)
    ax.set_ylim(len(rows) - 0.5, -0.5 - CURVE)
    for y, (name, value) in enumerate(rows):
        made = shown[shown[name] == value]  # the mark above says which choices made it
        ax.plot(made["rank"], np.full(len(made), y), "|", color=INK, markersize=5, markeredgewidth=1)
    for y in np.cumsum([len(values) for values in choices.values()], dtype=int)[:-1]:
        ax.axhline(y - 0.5, color="#d5d5d8", linewidth=0.6)
    name_x(
        ax,
        "different results of combinations of choices, from the smallest difference to the largest",
        note=f"n = {len(shown)}",
    )
    part = CURVE / (len(rows) + CURVE)
    curve = ax.inset_axes((0, 1 - part * 0.94, 1, part * 0.94), sharex=ax)
    tell(curve.plot(shown["rank"], shown["difference"], "o", color=BLUE, markersize=2.6), shown)
    own = shown[shown["is_main"]]
    curve.plot(own["rank"], own["difference"], "D", color=INK, markersize=5, label="the study's own choices")
    curve.axhline(0, color="#777777", linewidth=0.9)
    curve.set_ylim(-2.1, 2.1)
    curve.set_ylabel(f"{contrast}\n(−2 to +2)")
    curve.tick_params(axis="x", labelbottom=False)
    curve.legend(loc="lower right" if shown["difference"].median() > 0 else "upper right")
    return ax


def _say_one_result(ax: Axes, difference: float, contrast: str) -> Axes:
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(False)
    said = f"no choice changes it: {difference:+.2f} under every combination (n = 1 result)".replace("-", "−")
    ax.text(0.5, 0.5, f"{contrast}:\n{said}", transform=ax.transAxes, ha="center", va="center", color=INK)
    return ax
