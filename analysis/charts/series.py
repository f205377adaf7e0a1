"""Draw a measure over publication time, and the past that articles tell of against the day on which they tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.fit import say_beside
from analysis.charts.labels import dates_on_x, label, legend, name_x, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import (
    BLUE,
    FULL,
    GREY,
    PURPLE,
    RED,
    Mark,
    dot_handle,
    dots_by_verdict,
    is_narrow,
    new_axes,
    signed,
    styled,
)
from analysis.compare.tables.series import Change
from analysis.compare.verdicts import say_sizes
from analysis.plurals import plural

_DAY = pd.Timedelta(days=1)
_POINT, _LEVEL = Mark(GREY, "o", filled=False), Mark(BLUE, "s")
_THICK: dict[str, Any] = {"color": BLUE, "linewidth": 2.4}
_THIN: dict[str, Any] = {"color": BLUE, "linewidth": 1.2, "linestyle": (0, (2, 1))}
MOST_EVENTS = 20  # that the caption names
MANY = 30  # articles beyond which points are small
_EVENT: dict[str, Any] = {"color": PURPLE, "linewidth": 1.0, "linestyle": (0, (4, 2))}


@styled
def plot_series(
    points: pd.DataFrame,
    windows: pd.DataFrame,
    *,
    unit: str,
    period: str,
    events: Mapping[str, tuple[pd.Timestamp, pd.Timestamp]] | None = None,
    change: Change | None = None,
    ax: Axes | None = None,
    width: float = FULL,
) -> Axes:
    """Draw every article as a point, and the level of each window that has articles; a gap stays a gap.

    Parameters
    ----------
    points : DataFrame
        One row an article: ``published_earliest``, ``published_latest`` (an interval is drawn as one), ``value``,
        ``verdict`` on it, which makes a point large or small (NA: it has none).
    windows : DataFrame
        One row a window: ``first``, ``last`` (days), ``value``, ``lower``, ``upper`` (NA: too few articles),
        ``n_articles``.
    unit : str
        Label of the vertical axis with its unit.
    period : str
        What a window is: day, week or month.
    events : mapping of label to (first day, last day), optional
        Drawn as lines where they lie among the articles.
    change : Change, optional
        The likeliest change of level; drawn, with the days that hold it, only where it is a step (`kind`).
    """
    ax = new_axes(ax, 7, width=width, row=0.36, around=1.0)
    dated = points[points["published_earliest"].notna()]
    if dated.empty:
        return say_no_data(ax, "no article of an outlet has a date and a value")
    first, after = dated["published_earliest"], dated["published_latest"] + _DAY
    wide = (after - first > _DAY).to_numpy()
    ax.hlines(dated["value"][wide], first[wide], after[wide], color=GREY, linewidth=1.0, linestyle=(0, (1.2, 0.8)))
    is_many = len(dated) > MANY
    look = _POINT.dot(markeredgewidth=0.6, alpha=0.7) if is_many else _POINT.dot()
    place, scale = (first + (after - first) / 2).to_numpy(), 0.6 if is_many else 1.0
    dots_by_verdict(ax, dated, place, dated["value"].to_numpy(float), look, size=5 * scale, scale=scale)
    ends = windows["last"] + _DAY
    middle = windows["first"] + (ends - windows["first"]) / 2
    ax.vlines(middle, windows["lower"], windows["upper"], color=_LEVEL.colour, linewidth=1.4, zorder=3)
    is_thin = windows["lower"].isna().to_numpy()
    for chosen, line in ((~is_thin, _THICK), (is_thin, _THIN)):
        level = ax.hlines(windows["value"][chosen], windows["first"][chosen], ends[chosen], zorder=3, **line)
        tell(level, windows[chosen])
    low, high = first.min(), after.max()
    room = max((high - low) * 0.04, 2 * _DAY)
    ax.set_xlim(low - room, high + room)
    signed(ax, 1.15, axis="y")
    ax.set_yticks(np.linspace(-1, 1, 5))
    ax.grid(axis="y")
    ax.set_ylabel(unit)
    dates_on_x(ax)
    seen = _events(ax, events or {}, low, high)
    is_changed = change is not None and change.kind == "step"
    if change is not None and is_changed:
        ax.axvline(mdates.date2num(change.day), color=RED, linewidth=1.6)
        if pd.notna(change.first):
            ax.axvspan(mdates.date2num(change.first), mdates.date2num(change.last + _DAY), color=RED, alpha=0.12, lw=0)
    looks = {
        "an article": (True, {**_POINT.dot(markersize=4)}),
        f"level of a {period}, 95 %": (not is_thin.all(), {**_THICK, "marker": "|"}),
        "too few for an interval": (is_thin.any(), _THIN),
        "event of the study": (bool(seen), _EVENT),
        "change of level, 95 %": (is_changed, {"color": RED, "linewidth": 1.6}),
    }
    shown = {name: Line2D([], [], **look) for name, (is_shown, look) in looks.items() if is_shown}
    legend(ax, list(shown.values()), list(shown))
    left_out, open_ones = len(points) - len(dated), len(dated) - int(windows["n_articles"].sum())
    aside = (
        [f"{plural(open_ones, 'article')} may fall into two {period}s: in the level of neither."] if open_ones else []
    )
    aside += (
        [f"{plural(left_out, 'article')} without a date {'is' if left_out == 1 else 'are'} not drawn."]
        if left_out
        else []
    )
    name_x(ax, f"date of publication; n = {plural(len(dated), 'article')}")
    say_beside(ax, [], say_sizes(dated["verdict"]) if "verdict" in dated else "", *aside, _key(seen))
    return ax


def _events(
    ax: Axes, events: Mapping[str, tuple[pd.Timestamp, pd.Timestamp]], low: pd.Timestamp, high: pd.Timestamp
) -> list[tuple[str, pd.Timestamp]]:
    """Draw the events that lie between two days, by day, each with its number at the head of its line."""
    seen = sorted(((name, days[0]) for name, days in events.items() if days[1] >= low and days[0] <= high),
                  key=lambda event: event[1])  # fmt: skip
    least, last, turn = (high - low) / (40 if is_narrow(ax) else 80), None, 0
    for number, (_, first) in enumerate(seen, 1):
        ax.axvline(mdates.date2num(first), **_EVENT)
        turn = turn + 1 if last is not None and first - last < least else 0  # numbers stand above each other
        last = first
        ax.annotate(str(number), (mdates.date2num(first), 1.0), xycoords=ax.get_xaxis_transform(),
                    xytext=(0, 1 + 7 * turn), textcoords="offset points", fontsize=6.5, color=PURPLE, ha="center",
                    va="bottom")  # fmt: skip
    return seen


def _key(seen: list[tuple[str, pd.Timestamp]]) -> str:
    """Say in the caption which event each number is."""
    said = [f"{number} {name} ({day:%Y-%m-%d})" for number, (name, day) in enumerate(seen[:MOST_EVENTS], 1)]
    more = f"; and {len(seen) - MOST_EVENTS:,} later ones" if len(seen) > MOST_EVENTS else ""
    return f"Events: {'; '.join(said)}{more}." if said else ""


@styled
def plot_narrated(
    table: pd.DataFrame,
    *,
    events: Mapping[str, tuple[pd.Timestamp, pd.Timestamp]] | None = None,
    ax: Axes | None = None,
    width: float = FULL,
) -> Axes:
    """Draw the times that articles tell of against the day on which they were published.

    Parameters
    ----------
    table : DataFrame
        One row a resolved time (`analysis.compare.tables.timeline.narrated_over_time`): ``published_earliest``,
        ``published_latest``, ``earliest``, ``latest`` (what is told; an interval), `precision` ("open": a line without
        a mark, unless it is an event's), ``event`` (NA: none of the study's).
    events : mapping of label to (first day, last day), optional
        The study's events, drawn across.

    Notes
    -----
    On the rising line the telling and the told are the same day; below it articles recall, above it they announce.
    """
    ax = new_axes(ax, 9, width=width, row=0.36, around=1.0)
    if table.empty:
        return say_no_data(ax, "no time that is told could be resolved")
    x = table["published_earliest"] + (table["published_latest"] - table["published_earliest"]) / 2
    y = table["earliest"] + (table["latest"] - table["earliest"]) / 2
    linked = table["event"].notna().to_numpy()
    for chosen, mark in ((~linked, _POINT), (linked, _LEVEL)):
        line: dict[str, Any] = {"colors": mark.colour, "linewidth": 1.4, "alpha": 0.8}
        ax.vlines(x[chosen], table["earliest"][chosen], table["latest"][chosen] + _DAY, **line)
        across: dict[str, Any] = {"colors": mark.colour, "linewidth": 0.8, "linestyles": [(0, (1.2, 0.8))]}
        ax.hlines(y[chosen], table["published_earliest"][chosen], table["published_latest"][chosen] + _DAY, **across)
        dotted = chosen & (linked | (table["precision"] != "open").to_numpy())
        tell(ax.plot(x[dotted], y[dotted], **mark.dot(markersize=3.5, markeredgewidth=0.8)), table[dotted])
    low, high = table["published_earliest"].min(), table["published_latest"].max()
    room = max((high - low) * 0.05, 5 * _DAY)
    ax.set_xlim(low - room, high + room)
    bottom, top = table["earliest"].min(), max(table["latest"].max(), high)
    edge = max((top - bottom) * 0.05, 5 * _DAY)
    ax.set_ylim(bottom - edge, top + edge)
    ax.plot([low - room, high + room], [low - room, high + room], color="#777777", linewidth=0.9, zorder=1)
    shown = [(name, first) for name, (first, last) in (events or {}).items() if last >= bottom and first <= top]
    for _, first in shown:
        ax.axhline(mdates.date2num(first), zorder=0, **_EVENT)
    _write_events(ax, shown, (top - bottom + 2 * edge) / 36)
    ax.grid(axis="y")
    ax.yaxis.set_major_locator(mdates.AutoDateLocator(minticks=4, maxticks=10))
    ax.yaxis.set_major_formatter(mdates.ConciseDateFormatter(ax.yaxis.get_major_locator()))
    ax.set_ylabel("time that is told")
    dates_on_x(ax)
    n = table["article_id"].nunique()
    name_x(ax, "date of publication", note=f"n = {plural(len(table), 'time')} in {plural(n, 'article')}")
    handles = [dot_handle(_POINT), dot_handle(_LEVEL), Line2D([], [], color="#777777", linewidth=0.9)]
    legend(ax, handles, ["a time that is told", "of an event of the study", "told on the very day"])
    return ax


def _write_events(ax: Axes, events: list[tuple[str, pd.Timestamp]], line: pd.Timedelta) -> None:
    """Write the labels of events to the right of the axes, each on as many lines as it needs, none on another.

    A label that would stand on the one below it is pushed up; a thin line leads to its event.
    """
    place, free = ax.get_yaxis_transform(), None
    for name, day in sorted(events, key=lambda event: event[1]):
        said = label(f"{day:%Y}: {name}", 20 if is_narrow(ax) else 34, 3)
        half = line * (said.count("\n") + 1.25) / 2
        at = day if free is None else max(day, free + half)
        free = at + half
        ends = [mdates.date2num(day), mdates.date2num(at)]
        ax.plot([1.0, 1.02], ends, transform=place, color=PURPLE, linewidth=0.5, clip_on=False)
        ax.text(1.025, ends[1], said, transform=place, fontsize=6, color=PURPLE, va="center", linespacing=1.1)
