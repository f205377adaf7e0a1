"""How every chart looks: type, sizes, colours, marks and intervals; what is written at axes: `analysis.charts.labels`.

Colours are the six of Petroff (2021, "Accessible color sequences for data visualization"), which stay apart for
colour-blind readers; every colour comes with a marker or a hatch, so that a grey print says the same.
Text comes from strangers: math text is off, so that `$` and `_` in a name stay what they are.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, cast

import matplotlib as mpl
import matplotlib.figure
import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from analysis.charts.marks import tell

#: Widths of one and of two journal columns, in inches.
HALF, FULL = 3.5, 7.2
#: Inches of the tallest figure: a page of a journal, less its caption.
TALLEST = 9.0

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
    if has_corrected(rows):
        ax.hlines(y, rows["corrected_lower"], rows["corrected_upper"], color=colour, linewidth=0.8)
        tell(
            ax.plot(rows["corrected"], y, **Mark(colour, "P").dot(markersize=3.8, markeredgewidth=0.4, zorder=4)), rows
        )


def has_corrected(table: pd.DataFrame) -> bool:
    """Tell whether hand coding corrects any row of a table."""
    return "corrected" in table and bool(table["corrected"].notna().any())
