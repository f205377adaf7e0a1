"""Draw the tone of outlets and the sentiment toward people, split by voice."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.fit import keep_groups, keep_most, room_for, say_beside
from analysis.charts.labels import (
    grouped_rows,
    label,
    legend,
    margin_columns,
    margin_notes,
    mark_legend,
    name_x,
    rows_on_y,
    say_no_data,
)
from analysis.charts.marks import tell
from analysis.charts.style import (
    FULL,
    VOICE_LABELS,
    VOICE_MARKS,
    dot_handle,
    dots_with_ranges,
    is_narrow,
    mark_corrected,
    new_axes,
    signed,
    styled,
)
from analysis.measures import MEASURES
from analysis.plurals import plural

_VOICES = ("own", "agency", "quoted", "paraphrased")
#: Names in a note under a chart; beyond them it counts.
_MOST_NAMES = 12
#: Stretches of a lane beyond which its marks would lie on each other: then their density is drawn.
MANY = 120
_BINS = np.linspace(-1, 1, 41)


@styled
def plot_tone(points: pd.DataFrame, means: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw the tone of every stretch of text that can be scored, one lane an outlet and voice, and the means.

    A lane of more than `MANY` stretches shows how many lie where, by the height of a band.

    Parameters
    ----------
    points : DataFrame
        One row a scored stretch: ``outlet``, ``voice``, ``compound`` in [-1, 1].
    means : DataFrame
        One row an outlet and voice: ``outlet``, ``voice``, ``tone`` (NA: nothing scored), ``lower``, ``upper``
        (NA: too few articles), ``n`` scored of ``n_units``.
    """
    means = means[means["voice"].isin(_VOICES)]
    voices = [voice for voice in _VOICES if means.loc[means["voice"] == voice, "n"].sum()]
    most = room_for(0.14 + 0.12 * len(voices), 0.95)
    means, kept = keep_most(means, "outlet", most, "outlet", by="n", of="scored stretches")
    outlets = list(dict.fromkeys(means["outlet"]))
    points = points[points["outlet"].isin(outlets)]
    ax = new_axes(ax, len(outlets), width=width, row=0.22 + 0.16 * len(voices))
    if not voices:
        return say_no_data(ax, "no outlet has a word of the lexicon")
    shifts = dict(zip(voices, np.linspace(-0.27, 0.27, len(voices)) if len(voices) > 1 else [0.0], strict=True))
    for voice, shift in shifts.items():
        mark = VOICE_MARKS[voice]
        rows = points[points["voice"] == voice]
        for outlet, part in rows.groupby("outlet", sort=False):
            values = part["compound"]
            lane = outlets.index(str(outlet)) + shift
            if len(values) > MANY:
                _band(ax, values.to_numpy(dtype=float), lane, mark.colour)
            else:
                look = mark.dot(markersize=3.6, markeredgewidth=0.7, alpha=0.55, clip_on=False)
                tell(ax.plot(values, np.full(len(values), lane), **look), part)
        rows = means[means["voice"] == voice]
        y = np.array([outlets.index(outlet) for outlet in rows["outlet"]], dtype=float) + shift
        ax.hlines(y, rows["lower"], rows["upper"], color=mark.colour, linewidth=1.2)
        tell(ax.vlines(rows["tone"], y - 0.13, y + 0.13, color="#111111", linewidth=2.2, zorder=4), rows)
    rows_on_y(ax, outlets)
    shown = means[means["voice"].isin(voices)]
    positions = [outlets.index(outlet) + shifts[voice] for outlet, voice in shown[["outlet", "voice"]].to_numpy()]
    notes = [f"{n:,} of {total:,}" for n, total in shown[["n", "n_units"]].to_numpy()]
    margin_notes(ax, positions, notes, title="n scored")
    signed(ax, 1.05)
    ax.set_xticks(np.linspace(-1, 1, 5))
    name_x(ax, MEASURES["valence"].axis_label)
    handles = [dot_handle(VOICE_MARKS[voice], markersize=4) for voice in voices]
    mean = dot_handle(VOICE_MARKS["all"], marker="|", markersize=9, markeredgewidth=2.2)
    legend(ax, [*handles, mean], [*(VOICE_LABELS[voice] for voice in voices), "mean"])
    is_dense = (points.groupby(["outlet", "voice"]).size() > MANY).any()
    dense = f"Of more than {MANY} stretches a band shows how many lie where, at their mean." if is_dense else ""
    say_beside(ax, [kept], dense)
    return ax


def _band(ax: Axes, values: np.ndarray, lane: float, colour: str) -> None:
    """Draw how many values lie where as a band around a lane, as high as its fullest place is full."""
    counts, _ = np.histogram(values[~np.isnan(values)], _BINS)
    height = 0.12 * np.repeat(counts / max(counts.max(), 1), 2)
    ax.fill_between(np.repeat(_BINS, 2)[1:-1], lane - height, lane + height, color=colour, alpha=0.45, linewidth=0)


@styled
def plot_person_sentiment(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw the sentiment toward each person by outlet, one mark a voice; the caption names people without a score.

    An interval over articles is a line, one within an article, over its mentions, is dotted; a mark is as large as its
    mean is sure (`analysis.charts.style.SIZES`).

    Parameters
    ----------
    table : DataFrame
        One row a person, outlet and voice: ``person``, ``outlet``, ``voice``, ``value`` in [-1, 1] (NA: nothing
        scored), ``lower``, ``upper`` (NA: no interval) over what ``kind`` says, ``verdict`` (NA: nothing scored), ``n``
        scored mentions, ``n_unsure`` that are in no mean; ``corrected`` with its ends, where hand
        coding gives them, is a small cross.
    """
    scored = table.groupby("person", sort=False)["n"].sum()
    left_out = [str(person) for person in scored.index[scored == 0]]
    if left_out and len(left_out) < len(scored):
        listed = ", ".join(label(name, 30, 1) for name in left_out[:_MOST_NAMES])
        more = f" and {len(left_out) - _MOST_NAMES:,} more" if len(left_out) > _MOST_NAMES else ""
        note = f"Nothing could be scored of {listed}{more}."
    else:
        note = ""
    return _marks_by_voice(table[table["person"].map(scored) > 0], ("person", "outlet"), ax, width, note)


@styled
def plot_portrait(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw the sentiment toward one person by holder: each outlet in its own words, and the sources it gives words to.

    Parameters
    ----------
    table : DataFrame
        One row an outlet, holder and voice: ``outlet``, ``holder``, ``voice``, ``value`` in [-1, 1] (NA: nothing
        scored), ``lower``, ``upper``, ``kind``, ``verdict`` as in `plot_person_sentiment`, ``n`` scored mentions,
        ``n_unsure`` that are in no mean.
    """
    return _marks_by_voice(table, ("outlet", "holder"), ax, width)


def _marks_by_voice(
    table: pd.DataFrame, columns: tuple[str, str], ax: Axes | None, width: float, note: str = ""
) -> Axes:
    """Draw one row a pair of names, grouped by the first, with one mark a voice and what each rests on."""
    head, row = columns
    unsure = int(table.loc[table["voice"] != "all", "n_unsure"].sum())
    notes = [f"The method is unsure of {plural(unsure, 'mention')} more, in no mean."] if unsure else []
    table, kept = keep_groups(table, columns, columns, room_for(0.19, 0.95), by="n", of="scored mentions")
    groups = list(dict.fromkeys(zip(table[head], table[row], strict=True)))
    ax = new_axes(ax, len(groups) + 0.9 * len(dict(groups)), width=width, row=0.23)
    say_beside(ax, kept, *notes, note)
    if not table["n"].sum():
        return say_no_data(ax, "no mention by an outlet could be scored")
    place = grouped_rows(ax, groups)
    voices = [voice for voice in _VOICES if table.loc[table["voice"] == voice, "n"].sum()]
    shifts = np.linspace(-0.16, 0.16, len(voices)) if len(voices) > 1 else [0.0]
    scored = table[table["voice"].isin(voices) & (table["n"] > 0)].groupby([head, row]).size()
    crowded = scored.index[scored > 1]  # a mark that is alone on its row stands in its middle
    for voice, shift in zip(voices, shifts, strict=True):
        rows = table[table["voice"] == voice]
        here = list(zip(rows[head], rows[row], strict=True))
        y = np.array([place[group] + shift * (group in crowded) for group in here])
        dots_with_ranges(ax, rows, "value", y, VOICE_MARKS[voice])
        mark_corrected(ax, rows, y + 0.11, VOICE_MARKS[voice].colour)
    counts = table.set_index([head, row, "voice"])["n"].to_dict()
    cells = [[f"{counts.get((*group, voice), 0):,}" for voice in voices] for group in groups]
    titles = [voice[:5] + "." if is_narrow(ax) and len(voice) > 6 else voice for voice in voices]
    margin_columns(ax, [place[group] for group in groups], cells, [f"n {titles[0]}", *titles[1:]])
    signed(ax, 1.05)
    ax.set_xticks(np.linspace(-1, 1, 5))
    name_x(ax, MEASURES["sentiment"].axis_label)
    mark_legend(ax, [VOICE_LABELS[voice] for voice in voices], [VOICE_MARKS[voice] for voice in voices], table)
    return ax
