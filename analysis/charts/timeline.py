"""Draw what was published when: dates are intervals, and a stated one looks unlike an inferred one."""

from __future__ import annotations

from typing import Any

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.charts.fit import keep_most, room_for, say_beside
from analysis.charts.labels import dates_on_x, legend, margin_notes, name_x, rows_on_y, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import (
    FULL,
    HALO,
    INK,
    SERIES,
    Mark,
    dot_handle,
    dots_by_verdict,
    is_narrow,
    new_axes,
    signed,
    styled,
)
from analysis.compare.verdicts import say_sizes
from analysis.plurals import plural

_DAY = np.timedelta64(1, "D")
_SHADES = LinearSegmentedColormap.from_list("number", ["#dfe9fe", "#5790fc", "#0d2f7a"])
_DASHES = (0, (1.2, 0.8))
#: Articles that have a row each; of more, those of an outlet share one.
MOST = room_for(0.3, 1.0)
MANY = 60  # articles beyond which marks over time would lie on each other: then the picture says how many lie where


@styled
def plot_collected(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw when each article was published, one row an article, or, of more than have room, one row an outlet.

    Rows of more than `MANY` articles on average show how many lie where, by the height of a band.

    Parameters
    ----------
    table : DataFrame
        One row an article: ``article`` (name of the row), ``outlet``, ``published_earliest``, ``published_latest``,
        ``published_basis`` {stated, inferred, missing}, ``n_words``, ``n_sentences``.
    """
    many = len(table) > MOST
    table = table.assign(row=table["outlet"].astype("str").fillna("outlet missing") if many else table["article"])
    table, kept = keep_most(table.assign(one=1), "row", MOST, "outlet", by="one", of="articles")
    row = table["row"]
    y, names = pd.factorize(row.to_numpy(object))
    ax = new_axes(ax, len(names), width=width, row=0.3, around=1.0)
    if table.empty:
        return say_no_data(ax, "no article was read")
    dated = table["published_earliest"].notna().to_numpy()
    rows_on_y(ax, names.tolist(), width=30)
    counts = table.groupby(y)[["n_words", "n_sentences"]].agg("sum").assign(n=np.bincount(y))
    between = "\n" if is_narrow(ax) else ", "
    sizes = [
        f"{plural(n, 'article') if many else plural(sentences, 'sentence')}{between}{plural(words, 'word')}"
        for words, sentences, n in counts.to_numpy().tolist()
    ]
    margin_notes(ax, range(len(names)), sizes, title="n")
    for row in np.setdiff1d(y[~dated], y[dated]):
        ax.text(0.5, row, "no date", transform=ax.get_yaxis_transform(), ha="center", va="center", color="#777777")
    is_dense = int(dated.sum()) > MANY * len(names)
    notes = ["A row is an outlet with all its articles."] if many else []
    if is_dense:
        _bands(ax, table[dated], y[dated], names)
        notes.append(
            "Instead of marks a band shows how many of them were published when, at the middle of their dates."
        )
    else:
        _intervals(ax, table[dated], y[dated], Mark(INK, "o"))
        legend(ax, *_basis_legend(table))
    if dated.any():
        _date_axis(ax, table[dated])
        if not many and not is_narrow(ax):
            _write_beside(ax, table[dated], y[dated], _days(table[dated]))
    say_beside(ax, [kept], *notes)
    return ax


@styled
def plot_over_time(
    table: pd.DataFrame,
    value: str,
    *,
    n: str,
    unit: str,
    sure: str = "verdict",
    ax: Axes | None = None,
    width: float = FULL,
) -> Axes:
    """Draw a signed measure of each article over its date of publication; of more than `MANY`, how many lie where.

    Parameters
    ----------
    table : DataFrame
        One row an article: ``outlet``, ``published_earliest``, ``published_latest``, ``published_basis``, the
        columns named by `value` and `n`.
    value, n : str
        The column to draw, in [-1, 1] (NA: not measured), and the column that counts what it rests on.
    unit : str
        Label of the vertical axis, with its unit and what n counts.
    sure : str
        The column that says how sure the value is, where there is one: a mark is as large as that.
    """
    table = table.assign(outlet=table["outlet"].astype("str").fillna("outlet missing"))
    shown = table[table["published_earliest"].notna() & table[value].notna()]
    outlets = list(dict.fromkeys(table["outlet"]))
    few, is_dense = len(outlets) <= len(SERIES), len(shown) > MANY
    ax = new_axes(ax, 6, width=width, row=0.36, around=0.9)
    if shown.empty:
        return say_no_data(ax, "no article has a date and a value")
    marks = {name: SERIES[turn % len(SERIES)] if few else Mark(INK, "o") for turn, name in enumerate(outlets)}
    if is_dense:
        _density(ax, shown, shown[value].to_numpy(dtype=float))
    for outlet in () if is_dense else outlets:
        rows = shown[shown["outlet"] == outlet]
        _intervals(ax, rows, rows[value].to_numpy(dtype=float), marks[outlet], by=sure)
    signed(ax, 1.15, axis="y")
    ax.set_yticks(np.linspace(-1, 1, 5))
    ax.grid(axis="y")
    ax.set_ylabel(unit)
    _date_axis(ax, shown)
    if len(shown) <= 12:
        _write_beside(ax, shown, shown[value].to_numpy(), [f"n = {count}" for count in shown[n]])
    handles, names = ([], []) if is_dense else _basis_legend(shown)
    if few and not is_dense:
        handles = [*(dot_handle(mark) for mark in marks.values()), *handles]
        names = [*marks, *names]
    left_out = len(table) - len(shown)
    name_x(ax, f"date of publication; n = {plural(len(shown), 'article')}")
    legend(ax, handles, names)
    aside = f"{plural(left_out, 'article')} without a date or a value {'is' if left_out == 1 else 'are'} not drawn."
    dense = "The darker a field, the more articles lie in it; the data table holds each." if is_dense else ""
    sizes = say_sizes(shown[sure]) if sure in shown and not is_dense else ""
    say_beside(ax, [], sizes, aside if left_out else "", dense)
    return ax


def _binned(ax: Axes, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give the middle of each article's dates, as a number, and the edges of the fields that they are counted in."""
    x = mdates.date2num(_middle(rows))
    return x, np.linspace(x.min() - 1, x.max() + 1, 32 if is_narrow(ax) else 61)


def _density(ax: Axes, rows: pd.DataFrame, y: np.ndarray) -> None:
    """Shade fields of time and value by the number of articles in them."""
    x, days = _binned(ax, rows)
    edges = days, np.linspace(-1.05, 1.05, 22)
    counts, *_ = np.histogram2d(x, y, edges)
    shown = ax.pcolormesh(*edges, np.where(counts > 0, counts, np.nan).T, cmap=_SHADES, vmin=0, zorder=2)
    ax.figure.colorbar(shown, ax=ax, label="articles", pad=0.02, ticks=MaxNLocator(integer=True, nbins=4))


def _bands(ax: Axes, rows: pd.DataFrame, y: np.ndarray, names: pd.Index | np.ndarray) -> None:
    """Draw how many articles lie where as a band around each row, all to one scale."""
    x, edges = _binned(ax, rows)
    counts = np.array([np.histogram(x[y == row], edges)[0] for row in range(len(names))])
    row, place = np.nonzero(counts)
    n = counts[row, place]
    height = 0.8 * n / counts.max()
    drawn = ax.bar(edges[place], height, edges[place + 1] - edges[place], row - height / 2, align="edge", color=INK)
    first = mdates.num2date(edges[place])
    tell(drawn, pd.DataFrame({"outlet": names[row], "from": [f"{day:%Y-%m-%d}" for day in first], "n": n}))


def _intervals(ax: Axes, rows: pd.DataFrame, y: np.ndarray, mark: Mark, *, by: str = "verdict") -> None:
    """Draw each article from its earliest to its latest day: solid if stated, dashed with an open mark if inferred."""
    earliest, latest, middle = rows["published_earliest"].to_numpy(), _after(rows), _middle(rows)
    stated = (rows["published_basis"] == "stated").to_numpy()
    for chosen, style in ((stated, "-"), (~stated, _DASHES)):
        if chosen.any():
            line: dict[str, Any] = {"colors": mark.colour, "linewidth": 2.0, "linestyles": [style]}
            ax.hlines(y[chosen], earliest[chosen], latest[chosen], **line)
            look = mark._replace(filled=style == "-")
            dot = look.dot(markeredgewidth=1.0, zorder=3)
            dots_by_verdict(ax, rows[chosen], middle[chosen], y[chosen], dot, by=by, size=4.5)
            ends: dict[str, Any] = {
                "marker": "|",
                "linestyle": "none",
                "color": mark.colour,
                "markersize": 9,
                "markeredgewidth": 0.9,
            }
            ax.plot(np.concatenate([earliest[chosen], latest[chosen]]), np.tile(y[chosen], 2), **ends)


def _days(rows: pd.DataFrame) -> list[str]:
    """Say each interval in words: one day, or the first and the last."""
    first, last = (rows[f"published_{end}"].dt.strftime("%Y-%m-%d").tolist() for end in ("earliest", "latest"))
    return [one if one == two else f"{one} to {two}" for one, two in zip(first, last, strict=True)]


def _write_beside(ax: Axes, rows: pd.DataFrame, y: np.ndarray, notes: list[str]) -> None:
    """Write a note to the right of each interval, or to the left where the axes end."""
    low, high = ax.get_xlim()
    begins, ends = mdates.date2num(rows["published_earliest"].to_numpy()), mdates.date2num(_after(rows))
    for begin, end, row, note in zip(begins, ends, y, notes, strict=True):
        right = (end - low) / (high - low) < 0.78
        place, shift, side = (end, 6, "left") if right else (begin, -6, "right")
        ax.annotate(
            note,
            (place, row),
            xytext=(shift, 0),
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=6.5,
            **HALO,
        )


def _middle(rows: pd.DataFrame) -> np.ndarray:
    earliest = rows["published_earliest"].to_numpy()
    middle: np.ndarray = earliest + (_after(rows) - earliest) / 2
    return middle


def _after(rows: pd.DataFrame) -> np.ndarray:
    """Give the end of the last day on which each article may have been published."""
    return rows["published_latest"].fillna(rows["published_earliest"]).to_numpy() + _DAY


def _date_axis(ax: Axes, rows: pd.DataFrame) -> None:
    first, last = rows["published_earliest"].min(), rows["published_latest"].max()
    room = max((last - first) * 0.06, pd.Timedelta(days=3))
    ax.set_xlim(first - room, last + room)
    dates_on_x(ax)
    name_x(ax, "date of publication")


def _basis_legend(rows: pd.DataFrame) -> tuple[list[Line2D], list[str]]:
    looks = {
        "stated": ("date stated", Line2D([], [], color=INK, linewidth=2, marker="o", markersize=4)),
        "inferred": (
            "date inferred: an interval",
            Line2D(
                [], [], color=INK, linewidth=2, linestyle=_DASHES, marker="o", markersize=4, markerfacecolor="white"
            ),
        ),
    }
    found = [look for basis, look in looks.items() if (rows["published_basis"] == basis).any()]
    return [handle for _, handle in found], [name for name, _ in found]
