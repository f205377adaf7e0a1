"""Keep a chart on a page of a journal: how many rows have room, which ones are drawn, and what is said of the others.

A picture is never taller than `TALLEST`. What has no room stands in the figure's table; the axes carry a sentence that
says so (`say_beside`), which `save_figure` puts into the caption (`said_beside`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.style import TALLEST
from analysis.plurals import plural

#: Columns whose names, upright, have room beside each other.
COLUMNS = 40
#: Rows that each group keeps before groups are left out.
_ROWS = 6


def room_for(row: float, around: float) -> int:
    """Give how many rows of a height have room in a figure, in inches; at least one.

    Examples
    --------
    >>> room_for(row=0.4, around=1.0)
    20
    """
    return max(int((TALLEST - around) / row + 1e-9), 1)


def keep_most(
    table: pd.DataFrame, columns: str | Sequence[str], most: int, unit: str, *, by: str = "", of: str = ""
) -> tuple[pd.DataFrame, str]:
    """Keep the rows of the things that have the most, as many as have room; say which.

    Parameters
    ----------
    table : DataFrame
    columns : str or sequence of str
        What tells one thing from another.
    most : int
        Things that have room.
    unit : str
        What one thing is called.
    by : str
        Column that is summed over the rows of a thing; empty: the first ones are kept.
    of : str
        What it counts, in words.

    Returns
    -------
    table : DataFrame
        In its order, without the rows of the others.
    kept : str
        Which things it holds, in words; empty where it holds all.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["a", "b", "c"], "n": [1, 3, 2]})
    >>> kept, said = keep_most(table, "outlet", 2, "outlet", by="n", of="hits")
    >>> kept["outlet"].tolist(), said
    (['b', 'c'], 'the 2 of 3 outlets with the most hits')
    """
    names = [columns] if isinstance(columns, str) else list(columns)
    groups = table.groupby(names, sort=False, dropna=False)
    if groups.ngroups <= most:
        return table, ""
    sizes = groups[by].sum() if by else groups.size()
    kept = (sizes.sort_values(ascending=False, kind="stable") if by else sizes).index[:most]
    is_kept = table.set_index(names).index.isin(kept)
    counted = plural(len(sizes), unit, "people" if unit == "person" else None)
    return table[is_kept], f"the {most:,} of {counted} with the most {of}" if by else f"the first {most:,} of {counted}"


def keep_groups(
    table: pd.DataFrame,
    columns: tuple[str, str],
    units: tuple[str, str],
    room: float,
    *,
    by: str = "",
    of: str = "",
    head: float = 0.9,
) -> tuple[pd.DataFrame, list[str]]:
    """Keep groups of rows with the most, and in each the rows with the most over all, as many as have room.

    Parameters
    ----------
    table : DataFrame
    columns, units : tuple of str
        What tells groups, and rows in a group, apart; and what one of each is called.
    room : float
        Rows that have room; the head of a group takes as much as `head` of them.
    by, of : str
        As in `keep_most`.

    Returns
    -------
    table : DataFrame
    kept : list of str
        Which groups and rows it holds, in words; empty where it holds all.
    """

    def needed() -> float:
        pairs = table.groupby(list(columns), sort=False, dropna=False).ngroups
        return pairs + head * table[columns[0]].nunique(dropna=False)

    if needed() <= room:
        return table, []
    rows = min(table.groupby(columns[0], sort=False, dropna=False)[columns[1]].nunique().max(), _ROWS)
    table, groups = keep_most(table, columns[0], max(int(room / (rows + head)), 1), units[0], by=by, of=of)
    if needed() <= room:
        return table, [groups] if groups else []
    most = max(int(room / table[columns[0]].nunique(dropna=False) - head), 1)
    table, inner = keep_most(table, columns[1], most, units[1], by=by, of=of)
    return table, [kept for kept in (groups, inner) if kept]


def say_beside(ax: Axes, kept: Sequence[str], *notes: str) -> None:
    """Let the axes carry what belongs beside the picture: which part of the table it shows, and other sentences."""
    shown = [one for one in kept if one]
    part = f"Drawn are {' and '.join(shown)}; the data table holds all." if shown else ""
    ax.set_label(" ".join(note for note in (part, *notes) if note))


def said_beside(drawn: Axes | Figure) -> str:
    """Give the sentences that a picture carries; empty where it carries none."""
    figure = drawn if isinstance(drawn, Figure) else cast(Figure, drawn.get_figure(root=True))
    labels = [str(ax.get_label()) for ax in figure.axes]
    return " ".join(label for label in labels if label and not label.startswith("<"))
