"""What every chart shares: type, colours, marks, room for labels, and how an empty table looks.

Colours are the six of Petroff (2021, "Accessible color sequences for data visualization"), which stay apart for
colour-blind readers; every colour comes with a marker or a hatch, so that a grey print says the same.
Text comes from strangers: math text is off, so that `$` and `_` in a name stay what they are.
"""

from __future__ import annotations

import functools
import io
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, cast

import matplotlib as mpl
import matplotlib.figure
import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import blended_transform_factory

from analysis.charts.marks import tell

#: Widths of one and of two journal columns, in inches.
HALF, FULL = 3.5, 7.2
#: Inches of the tallest figure: a page of a journal, less its caption.
TALLEST = 9.0
NARROW = 18  # characters of a row's name in a narrow figure

BLUE, ORANGE, RED, PURPLE, GREY, VIOLET = "#5790fc", "#f89c20", "#e42536", "#964a8b", "#9c9ca1", "#7a21dd"
INK = "#222222"
Draw = TypeVar("Draw", bound=Callable[..., Axes])
POSITIVE, NEGATIVE = BLUE, ORANGE

STYLE: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.labelsize": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.edgecolor": "#666666",
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.unicode_minus": True,
    "grid.color": "#e3e3e6",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 7.5,
    "lines.markersize": 6,
    "hatch.linewidth": 0.7,
    "text.parse_math": False,
    "text.usetex": False,
}


class Figure(mpl.figure.Figure):
    """A figure that a notebook shows as it is, without pyplot: ``plot_people(table).figure``."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        picture = io.BytesIO()
        self.savefig(picture, format="png", dpi=192)
        width, height = self.get_size_inches()
        return picture.getvalue(), {"width": round(96 * width), "height": round(96 * height)}


class Mark(NamedTuple):
    """How one series looks: colour, marker, hatch of its bars, and whether its marker is filled."""

    colour: str
    marker: str
    hatch: str = ""
    filled: bool = True

    def dot(self, **more: Any) -> dict[str, Any]:
        """Give keyword arguments for `Axes.plot` that draw this mark without a line."""
        return {
            "color": self.colour,
            "marker": self.marker,
            "linestyle": "none",
            "markerfacecolor": self.colour if self.filled else "white",
            "markeredgecolor": self.colour,
            "markeredgewidth": 1.3,
        } | more


#: How an interval over articles looks, and one within an article, over its hits or mentions.
_WITHIN = {"linewidth": 1.0, "linestyle": (0, (1, 1.6))}
_LINES: dict[str, dict[str, Any]] = {
    "articles": {"linewidth": 1.4},
    "hits": _WITHIN,
    "mentions": _WITHIN,
    "corrected hits": {"linewidth": 1.0, "linestyle": (0, (4, 1.6))},
}

#: How large a mark is by the ``verdict`` on what it shows, in points: one that rests on a hit or two is no firm one.
SIZES = {"decided": 7.0, "leaning": 5.0, "balanced or too few": 3.0, "warm": 6.0, "cool": 6.0, "not decided": 3.5}

#: Lets a word that stands among marks be read where a line runs behind it.
HALO: dict[str, Any] = {"path_effects": [withStroke(linewidth=1.6, foreground="white")]}

#: A voice looks the same on every chart.
VOICE_MARKS = {
    "all": Mark(INK, "D"),
    "own": Mark(BLUE, "o"),
    "agency": Mark("#4d4d4d", "v", "....", filled=False),
    "quoted": Mark("#c8780a", "^", "////", filled=False),
    "paraphrased": Mark(PURPLE, "s", "xxxx", filled=False),
}

VOICE_LABELS = {
    "all": "all voices",
    "own": "outlet's own words",
    "agency": "agency copy",
    "quoted": "quoted",
    "paraphrased": "paraphrased",
}

#: Series without a meaning of their own (people, outlets), in the order of the study file.
SERIES = (
    Mark(BLUE, "o"),
    Mark(ORANGE, "s", "////"),
    Mark(PURPLE, "^", "xxxx"),
    Mark(RED, "D", "----"),
    Mark(VIOLET, "v", "++++"),
    Mark("#5e5e63", "P", "||||"),
)


def styled(draw: Draw) -> Draw:
    """Draw under this style alone, whatever a matplotlibrc or a session set; settings outside are left as they were."""

    @functools.wraps(draw)
    def draw_styled(*args: Any, **options: Any) -> Any:
        with mpl.style.context(["default", STYLE]):
            drawn = draw(*args, **options)
        for ax in [drawn] if isinstance(drawn, Axes) else drawn.axes:
            for line in ax.lines:
                if not np.size(line.get_xdata()):
                    line.set_in_layout(False)  # an empty one stands at 0, 0
        return drawn

    return cast(Draw, draw_styled)


def new_axes(ax: Axes | None, rows: float, *, width: float = FULL, row: float = 0.3, around: float = 0.95) -> Axes:
    """Return `ax`, or the axes of a new figure that is high enough for its rows (inches a row, inches around).

    No figure is taller than `TALLEST`: a chart draws what has room (`analysis.charts.fit`).

    Parameters
    ----------
    ax : Axes or None
    rows : float
        How many stand above each other; at least 2 have room.
    width, row, around : float
        Inches of the figure, of a row, and of what stands around all rows.
    """
    if ax is not None:
        return ax
    figure = Figure(figsize=(width, min(around + row * max(rows, 2), TALLEST)), layout="constrained")
    return figure.add_subplot()


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


def signed(ax: Axes, limit: float = 1.0, *, axis: str = "x") -> None:
    """Make a signed scale symmetric around a line at 0.

    Parameters
    ----------
    ax : Axes
    limit : float
        The end on either side.
    axis : {"x", "y"}
    """
    if axis == "x":
        ax.set_xlim(-limit, limit)
        ax.axvline(0, color="#777777", linewidth=0.9, zorder=1)
    else:
        ax.set_ylim(-limit, limit)
        ax.axhline(0, color="#777777", linewidth=0.9, zorder=1)


def inches(ax: Axes) -> float:
    """Give the width of the figure that the axes stand in."""
    return float(cast(Figure, ax.get_figure(root=True)).get_size_inches()[0])


def is_narrow(ax: Axes) -> bool:
    """Tell whether the figure has no room for what a figure of two columns may say beside its marks."""
    return inches(ax) < 5


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


def dots_with_ranges(ax: Axes, rows: pd.DataFrame, value: str, y: np.ndarray, mark: Mark) -> None:
    """Draw a dot a row, as large as its ``verdict`` says, and its interval, dotted or dashed within an article."""
    for kind, line in _LINES.items():
        is_it = (rows["kind"] == kind).to_numpy()
        if is_it.any():
            ax.hlines(y[is_it], rows.loc[is_it, "lower"], rows.loc[is_it, "upper"], color=mark.colour, **line)
    known = rows["verdict"].notna().to_numpy()
    dots_by_verdict(ax, rows[known], rows.loc[known, value].to_numpy(), y[known], mark.dot(clip_on=False, zorder=3))


def dots_by_verdict(
    ax: Axes,
    rows: pd.DataFrame,
    x: np.ndarray,
    y: np.ndarray,
    look: Mapping[str, Any],
    *,
    by: str = "verdict",
    size: float = 5.0,
    scale: float = 1.0,
) -> None:
    """Draw a dot a row, as large as the column `by` says (`SIZES`, times `scale`), of `size` where it says nothing."""
    sizes = (rows[by].map(SIZES) * scale).fillna(size) if by in rows else pd.Series(size, rows.index)
    for one in sizes.unique():
        is_it = (sizes == one).to_numpy()
        tell(ax.plot(x[is_it], y[is_it], **{**look, "markersize": one}), rows[is_it])


def dot_handle(mark: Mark, **more: Any) -> Line2D:
    """Make a legend handle of a mark."""
    return Line2D([], [], **mark.dot(**more))


def mark_corrected(ax: Axes, rows: pd.DataFrame, y: np.ndarray, colour: str) -> None:
    """Draw what hand coding makes of each value, a small cross with its interval; nothing where none is known."""
    if _has_corrected(rows):
        ax.hlines(y, rows["corrected_lower"], rows["corrected_upper"], color=colour, linewidth=0.8)
        tell(
            ax.plot(rows["corrected"], y, **Mark(colour, "P").dot(markersize=3.8, markeredgewidth=0.4, zorder=4)), rows
        )


def mark_legend(ax: Axes, names: Sequence[str], marks: Iterable[Mark], table: pd.DataFrame) -> None:
    """Put a legend of marks above the axes, with that of corrected values where a table has one."""
    corrected = [dot_handle(Mark(INK, "P"), markersize=4)] if _has_corrected(table) else []
    handles = [*(dot_handle(mark) for mark in marks), *corrected]
    legend(ax, handles, [*names, *["by hand coding"] * len(corrected)])


def _has_corrected(table: pd.DataFrame) -> bool:
    return "corrected" in table and bool(table["corrected"].notna().any())


def say_no_data(ax: Axes, why: str) -> Axes:
    """Say in the middle of otherwise empty axes that there is nothing to draw, and why."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(False)
    what = textwrap.fill(f"no data (n = 0): {why}", 40 if is_narrow(ax) else 100)
    ax.text(0.5, 0.5, what, transform=ax.transAxes, ha="center", va="center", color="#555555")
    return ax
