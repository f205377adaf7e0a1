"""Draw the words of two parts of a corpus by their rates, one point a word or phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.labels import legend, say_no_data
from analysis.charts.style import FULL, INK, NEGATIVE, POSITIVE, Mark, dot_handle, is_narrow, new_axes, styled

#: Points that are named on either side, the largest g2 first.
_NAMED = 14
_DIAGONAL = "#c4c4c8"


def rates_drawn(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give both rates as they are drawn on axes of logarithms: a term that a side lacks stands at half its least."""
    sides = []
    for name in "ab":
        rate = table[f"rate_{name}"].to_numpy(float)
        used = rate[rate > 0]
        sides.append(np.where(rate > 0, rate, used.min(initial=1.0) / 2))
    return sides[0], sides[1]


def choose_labels(
    x: Sequence[float], y: Sequence[float], words: Sequence[str], *, letter: float, line: float, order: Iterable[int]
) -> list[int]:
    """Choose which points are named, so that no name lies on another.

    Parameters
    ----------
    x, y : sequence of float
        Places, in one unit; a name stands to the right of its point, ``letter`` wide a letter and ``line`` high.
    words : sequence of str
    letter, line : float
    order : iterable of int
        Points, the most wanted first.

    Returns
    -------
    list of int

    Examples
    --------
    >>> choose_labels([0, 0.5, 9], [0, 0, 0], ["one", "two", "three"], letter=1, line=1, order=[0, 1, 2])
    [0, 2]
    """
    boxes: list[tuple[float, float, float, float]] = []
    chosen = []
    for at in order:
        box = x[at], y[at] - line / 2, x[at] + letter * (len(words[at]) + 1), y[at] + line / 2
        if all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in boxes):
            boxes.append(box)
            chosen.append(at)
    return chosen


@styled
def plot_explorer(
    table: pd.DataFrame, name_a: str, name_b: str, *, ax: Axes | None = None, width: float = FULL
) -> Axes:
    """Draw each word and phrase by its rate in two parts of a corpus, both on axes of logarithms.

    Parameters
    ----------
    table : DataFrame
        From `analysis.search.explore`: ``term``, ``rate_a``, ``rate_b`` in 10,000 words, ``dispersion`` (the larger the
        point, the more evenly the articles use it; NA: smallest), ``g2``, ``q``. A point is filled where q is at most
        .05; a term that one side lacks stands at the edge.
    name_a, name_b : str
        What the axes are called.
    """
    ax = new_axes(ax, 1, width=width, row=0.36 * width, around=0.9)
    if table.empty:
        return say_no_data(ax, "no word stands five times in both together")
    x, y = rates_drawn(table)
    dispersion = table["dispersion"].fillna(1.0).to_numpy(float)
    size = 6 + 44 * (1 - dispersion.clip(0, 1)) ** 2
    is_sure = (table["q"] <= 0.05).to_numpy(bool)
    side = np.where(table["g2"].to_numpy(float) > 0, POSITIVE, NEGATIVE)
    ends = [min(x.min(), y.min()) * 0.8, max(x.max(), y.max()) * 1.25]
    ax.plot(ends, ends, color=_DIAGONAL, linewidth=0.8, zorder=1)
    for sure in (False, True):
        chosen = is_sure == sure
        face = side[chosen] if sure else "none"
        ax.scatter(x[chosen], y[chosen], s=size[chosen], facecolors=face, edgecolors=side[chosen], linewidths=0.7)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(*ends)
    ax.set_ylim(*ends)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:g}")
    ax.grid(True, axis="both")
    ax.set_xlabel(f"{name_a}, in 10,000 words")
    ax.set_ylabel(f"{name_b}, in 10,000 words")
    _name(ax, table, x, y, width)
    marks = [dot_handle(Mark(INK, "o", filled=sure), markersize=4.5) for sure in (True, False)]
    legend(ax, marks, ["q ≤ .05 over articles", "not told apart, or not tested"])
    return ax


def _name(ax: Axes, table: pd.DataFrame, x: np.ndarray, y: np.ndarray, width: float) -> None:
    """Write the names of the terms that set the sides apart most, as far as they have room."""
    span = np.log(ax.get_xlim()[1] / ax.get_xlim()[0])
    places = [np.log(values / ax.get_xlim()[0]) / span for values in (x, y)]
    g2 = table["g2"].to_numpy(float)
    most = _NAMED // 2 if is_narrow(ax) else _NAMED
    order = [int(at) for at in np.argsort(-np.abs(g2), kind="stable")]
    sides = [[at for at in order if (g2[at] > 0) == positive][:most] for positive in (True, False)]
    wanted = sorted([at for side in sides for at in side], key=order.index)
    words = [str(term) for term in table["term"]]
    for at in choose_labels(
        places[0].tolist(), places[1].tolist(), words, letter=0.075 / width, line=0.17 / (0.72 * width), order=wanted
    ):
        ax.annotate(words[at], (x[at], y[at]), (4, 0), textcoords="offset points", va="center", fontsize=7)
