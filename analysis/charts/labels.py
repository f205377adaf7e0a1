"""What is written at axes: names of rows, notes beside them, legends, names of scales, and why there is nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.transforms import blended_transform_factory

from analysis.charts.style import INK, Figure, Mark, dot_handle, has_corrected, inches, is_narrow

#: Characters of a row's name in a narrow figure.
NARROW = 18


def label(text: object, width: int = 26, lines: int = 2) -> str:
    """Fit a name into a few short lines; what cannot be printed is left out.

    Parameters
    ----------
    text : object
    width : int
        Characters of a line.
    lines : int
        At most; what is cut ends in an ellipsis.

    Examples
    --------
    >>> label("The Very Long Name of a Daily Paper of Record and Sundry Matters", 20)
    'The Very Long Name\\nof a Daily Paper of…'
    """
    clean = "".join(character if character.isprintable() else " " for character in str(text))
    parts = textwrap.wrap(clean, width, break_long_words=True) or ["(no name)"]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: width - 1].rstrip() + "…"]
    return "\n".join(parts)


def rows_on_y(ax: Axes, names: Sequence[object], notes: Sequence[str] = (), *, width: int = 26) -> None:
    """Write one name a row, the first on top, with a note such as its n on a line of its own.

    Parameters
    ----------
    ax : Axes
    names : sequence
        From top to bottom.
    notes : sequence of str
        One a name, or none.
    width : int
        Characters of a line; fewer in a narrow figure.
    """
    lines = [label(name, min(width, NARROW) if is_narrow(ax) else width) for name in names]
    if notes:
        lines = [f"{name}\n({note})" for name, note in zip(lines, notes, strict=True)]
    ax.set_yticks(np.arange(len(names)), labels=lines)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0, labelsize=7 if is_narrow(ax) else 8)


def grouped_rows(ax: Axes, groups: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Write the second name of each pair on a row, and the first once above its rows; give each pair's position."""
    heads = list(dict.fromkeys(head for head, _ in groups))
    together = sorted(dict.fromkeys(groups), key=lambda group: heads.index(group[0]))
    place = {group: row + 0.9 * heads.index(group[0]) for row, group in enumerate(together)}
    width, size = (NARROW, 7) if is_narrow(ax) else (26, 8)
    ax.set_yticks(list(place.values()), labels=[label(name, width, 1) for _, name in place])
    ax.set_ylim(max(place.values()) + 0.6, -1.25)
    ax.tick_params(axis="y", length=0, labelsize=size)
    beside = ax.get_yaxis_transform()
    for head in heads:
        top = min(y for (name, _), y in place.items() if name == head)
        ax.text(-0.01, top - 0.85, _head(head, width + 4), transform=beside, ha="right", va="center", size=size,
                fontweight="bold")  # fmt: skip
        if top:
            ax.axhline(top - 1.2, color="#d5d5d8", linewidth=0.6)
    return place


def _head(head: str, width: int) -> str:
    """Cut what is too long before its last comma, so that what tells two heads of one name apart is kept."""
    name, comma, kind = head.rpartition(", ")
    room = width - len(comma + kind)
    return label(head, width, 1) if not comma or room < 8 else label(name, room, 1) + comma + kind


def margin_notes(ax: Axes, positions: Iterable[float], notes: Sequence[str], *, title: str = "") -> None:
    """Write what each row rests on to the right of the axes, under a title such as ``n``.

    Parameters
    ----------
    ax : Axes
    positions : iterable of float
        On the vertical axis.
    notes : sequence of str
        One a position.
    title : str
    """
    place = ax.get_yaxis_transform()
    for position, note in zip(positions, notes, strict=True):
        ax.text(1.02, position, note, transform=place, ha="left", va="center", fontsize=7, color="#444444")
    if title:
        ax.annotate(
            textwrap.fill(title, 16) if is_narrow(ax) else title,  # a long one would push the axes together
            (1.02, 1),
            xytext=(0, 4),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=7,
            color="#444444",
            va="bottom",
            fontweight="bold",
        )


def margin_columns(ax: Axes, positions: Iterable[float], rows: Sequence[Sequence[str]], titles: Sequence[str]) -> None:
    """Write several notes a row to the right of the axes, one below the other in columns under their titles.

    Parameters
    ----------
    ax : Axes
    positions : iterable of float
        On the vertical axis.
    rows : sequence of sequence of str
        One a position, with one note a column.
    titles : sequence of str
        One a column.
    """
    beside = ax.get_yaxis_transform()
    look: dict[str, Any] = {"fontsize": 7, "color": "#444444", "ha": "right", "textcoords": "offset points"}
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    ends = np.cumsum([4.1 * width + 9 for width in widths])
    for position, row in zip(positions, rows, strict=True):
        for end, note in zip(ends, row, strict=True):
            ax.annotate(note, (1, position), xytext=(end, 0), xycoords=beside, va="center", **look)
    for end, title in zip(ends, titles, strict=True):
        ax.annotate(title, (1, 1), xytext=(end, 4), xycoords="axes fraction", va="bottom", fontweight="bold", **look)


def dates_on_x(ax: Axes) -> None:
    """Mark days on the horizontal axis, fewer in a narrow figure, with the year below the last."""
    locator = AutoDateLocator(minticks=3, maxticks=4 if is_narrow(ax) else 7)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.xaxis.labelpad = 10 if is_narrow(ax) else 4  # below the year


def legend(ax: Axes, handles: Sequence[Any], names: Sequence[str], *, below: bool = False) -> None:
    """Put a legend above the axes, on as few lines as its names allow; names that begin with `_` are kept.

    Parameters
    ----------
    ax : Axes
    handles : sequence of Artist
    names : sequence of str
        One a handle.
    below : bool
        Under the axes, and under the name that their horizontal axis has by now.
    """
    if handles:
        narrow = is_narrow(ax)  # then a legend may begin at the edge of the figure
        figure = cast(Figure, ax.get_figure(root=True))
        labels = [label(name, 30, 1) for name in names]
        named = 0.07 + 0.14 * len(ax.get_xlabel().splitlines())  # inches, where ticks stand on top or nowhere
        ax.legend(
            handles=list(handles),
            labels=labels,
            loc="upper left" if below else "lower left",
            bbox_to_anchor=(0.01 if narrow else 0, 0 if below else 1),
            bbox_transform=blended_transform_factory(figure.transFigure, ax.transAxes) if narrow else ax.transAxes,
            ncols=_columns(labels, 16 * inches(ax) - (0 if narrow else 19)),
            borderaxespad=named * 72 / 7.5 if below else 1.5,  # in sizes of type; above the title of notes
            handletextpad=0.5,
            columnspacing=1.3,
        )


def _columns(labels: Sequence[str], room: float) -> int:
    """Give the most columns that fit into so many characters, where a column is as wide as its longest label."""
    for columns in range(len(labels), 1, -1):
        widths = [len(name) + 6 for name in labels]
        if sum(part.max() for part in np.array_split(widths, columns)) <= room:  # matplotlib parts them so
            return columns
    return 1


def name_x(ax: Axes, text: str, *, note: str = "") -> None:
    """Name the horizontal axis, on more lines in a narrow figure, with each line of a note on lines of its own.

    Parameters
    ----------
    ax : Axes
    text : str
    note : str
        Lines that stand below the name.
    """
    ax.set_xlabel(_fill(text, note, inches(ax)))


def _fill(text: str, note: str, width: float) -> str:
    room = max(int(17 * width) - 24, 20)
    return "\n".join(textwrap.fill(part, room) for part in (text, *note.split("\n")) if part)


def poles(ax: Axes, negative: str, middle: str, positive: str) -> None:
    """Name the two directions of the horizontal axis, and its measure with its unit between them.

    Parameters
    ----------
    ax : Axes
    negative, positive : str
        Labels of the two ends.
    middle : str
        The measure with its unit.
    """
    ends = f"← {label(negative, 30, 1)}", f"{label(positive, 30, 1)} →"
    if is_narrow(ax):
        ax.set_xlabel(f"{ends[0]}    {ends[1]}\n{middle}")
    else:
        ax.set_xlabel(f"{ends[0]}      {middle}      {ends[1]}")


def mark_legend(ax: Axes, names: Sequence[str], marks: Iterable[Mark], table: pd.DataFrame) -> None:
    """Put a legend of marks above the axes, with that of corrected values where a table has one."""
    corrected = [dot_handle(Mark(INK, "P"), markersize=4)] if has_corrected(table) else []
    handles = [*(dot_handle(mark) for mark in marks), *corrected]
    legend(ax, handles, [*names, *["by hand coding"] * len(corrected)])


def say_no_data(ax: Axes, why: str) -> Axes:
    """Say in the middle of otherwise empty axes that there is nothing to draw, and why."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(False)
    what = textwrap.fill(f"no data (n = 0): {why}", 40 if is_narrow(ax) else 100)
    ax.text(0.5, 0.5, what, transform=ax.transAxes, ha="center", va="center", color="#555555")
    return ax
