"""Draw who is quoted, and how much, in each outlet."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.charts.fit import keep_most, room_for, say_beside
from analysis.charts.labels import legend, margin_notes, name_x, rows_on_y, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import FULL, GREY, SERIES, VOICE_LABELS, VOICE_MARKS, Mark, new_axes, styled
from analysis.measures import MEASURES
from analysis.plurals import plural

_REST = {
    "several": Mark("#5e5e63", "o", "...."),
    "other": Mark(GREY, "o", "\\\\\\\\"),
    "unresolved": Mark("#f1f1f3", "o"),
}


@styled
def plot_quoted_words(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw the words in quotation marks by source, one bar an outlet.

    Parameters
    ----------
    table : DataFrame
        One row an outlet and source: ``outlet``, ``source``, ``source_kind`` {person, several, other, unresolved},
        ``n_words`` quoted, ``n_quotes``, ``per_100`` quoted words per 100 words of the outlet, ``n_words_outlet``.
    """
    table, kept = keep_most(table, "outlet", room_for(0.3, 1.0), "outlet", by="n_words", of="words")
    outlets = list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(outlets), width=width, row=0.38, around=1.0)
    if not table["n_words"].sum():
        return say_no_data(ax, "no outlet has words in quotation marks")
    marks = _marks(table)
    ends = np.zeros(len(outlets))
    for (source, kind), mark in marks.items():
        rows = table[(table["source"] == source) & (table["source_kind"] == kind)].set_index("outlet")
        rows = rows.reindex(pd.Index(outlets, name="outlet"))
        length = rows["per_100"].fillna(0).to_numpy(dtype=float)
        tell(ax.barh(np.arange(len(outlets)), length, left=ends, height=0.62, **_look(mark)), rows.reset_index())
        ends += length
    rows_on_y(ax, outlets)
    sums = table.groupby("outlet")[["n_words", "n_quotes"]].sum()
    sums["all"] = table.groupby("outlet")["n_words_outlet"].max()
    notes = [
        f"{words:,} of {plural(total, 'word')}\n{plural(quotes, 'quotation')}"
        for words, quotes, total in sums.loc[outlets].to_numpy(dtype=int).tolist()
    ]
    margin_notes(ax, range(len(outlets)), notes, title="n")
    ax.set_xlim(0, max(1.05 * ends.max(), 1))
    name_x(ax, MEASURES["quoted_words"].axis_label)
    legend(ax, [Patch(**_look(mark)) for mark in marks.values()], [source for source, _ in marks])
    say_beside(ax, [kept])
    return ax


def _marks(table: pd.DataFrame) -> dict[tuple[str, str], Mark]:
    """Give people the series' marks in turn, and everyone else a grey of their own."""
    keys = list(dict.fromkeys(zip(table["source"], table["source_kind"], strict=True)))
    people = [key for key in keys if key[1] not in _REST]
    turns = {key: SERIES[turn % len(SERIES)] for turn, key in enumerate(people)}
    return {key: turns.get(key) or _REST[key[1]] for key in keys}


def _look(mark: Mark) -> dict[str, Any]:
    pale = mark == _REST["unresolved"]
    return {"facecolor": mark.colour, "hatch": mark.hatch, "edgecolor": "#777777" if pale else "white"}


@styled
def plot_voices(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw how many of an outlet's words are its own, quoted and paraphrased.

    Parameters
    ----------
    table : DataFrame
        One row an outlet and voice: ``outlet``, ``voice``, ``n_words``, ``share`` in [0, 1] (NA: no words),
        ``n_articles``.
    """
    table, kept = keep_most(table, "outlet", room_for(0.3, 0.95), "outlet", by="n_words", of="words")
    outlets = list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(outlets), width=width, row=0.42)
    if not table["n_words"].sum():
        return say_no_data(ax, "no words of an outlet were read")
    ends = np.zeros(len(outlets))
    looks = {voice: _look(VOICE_MARKS[voice]) for voice in dict.fromkeys(table["voice"])}
    for voice, look in looks.items():
        rows = table[table["voice"] == voice].set_index("outlet").reindex(pd.Index(outlets, name="outlet"))
        share = rows["share"].fillna(0).to_numpy()
        tell(ax.barh(np.arange(len(outlets)), 100 * share, left=ends, height=0.62, **look), rows.reset_index())
        ends += 100 * share
    counts = table.groupby("outlet")[["n_words"]].sum()["n_words"]
    articles = table.groupby("outlet")["n_articles"].max()
    rows_on_y(ax, outlets, [plural(articles[name], "article") for name in outlets])
    margin_notes(ax, range(len(outlets)), [plural(counts[name], "word") for name in outlets], title="n")
    ax.set_xlim(0, 100)
    name_x(ax, "share of words (%)")
    legend(ax, [Patch(**look) for look in looks.values()], [VOICE_LABELS[voice] for voice in looks])
    say_beside(ax, [kept])
    return ax


@styled
def plot_cues(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw how often each outlet attributes with each cue; beyond six outlets their sum.

    Parameters
    ----------
    table : DataFrame
        One row a cue and outlet: ``cue``, ``outlet``, ``n`` attributions.
    """
    table, kept = keep_most(table, "cue", room_for(0.2, 0.95), "cue", by="n", of="attributions")
    cues, outlets = list(dict.fromkeys(table["cue"])), list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(cues), width=width, row=0.24)
    if not table["n"].sum():
        return say_no_data(ax, "no outlet attributes words to a source")
    few = len(outlets) <= len(SERIES)
    marks = dict(zip(outlets if few else ["all outlets"], SERIES, strict=False))
    ends = np.zeros(len(cues))
    for name, mark in marks.items():
        rows = table[table["outlet"] == name] if few else table
        length = rows.groupby("cue")["n"].sum().reindex(cues).fillna(0).to_numpy(dtype=float)
        drawn = ax.barh(np.arange(len(cues)), length, left=ends, height=0.7, **_look(mark))
        tell(drawn, pd.DataFrame({"cue": cues, "outlet": name, "n": length.astype(int)}))
        ends += length
    rows_on_y(ax, cues, width=30)
    margin_notes(ax, range(len(cues)), [f"{count:,.0f}" for count in ends], title="n")
    ax.set_xlim(0, 1.03 * ends.max())
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter("{x:,.0f}")
    name_x(ax, MEASURES["attributions"].axis_label)
    legend(ax, [Patch(**_look(mark)) for mark in marks.values()], list(marks))
    say_beside(ax, [kept], "" if few else f"The {len(outlets):,} outlets are added up; the data table holds each.")
    return ax
