"""Draw the balance of two frames by outlet, and the evidence that it rests on."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.charts.fit import keep_most, room_for, say_beside
from analysis.charts.labels import legend, margin_notes, mark_legend, poles, rows_on_y, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import (
    FULL,
    NEGATIVE,
    POSITIVE,
    VOICE_LABELS,
    VOICE_MARKS,
    dots_with_ranges,
    mark_corrected,
    new_axes,
    signed,
    styled,
)
from analysis.plurals import plural


@styled
def plot_balance(
    table: pd.DataFrame, *, positive: str, negative: str, ax: Axes | None = None, width: float = FULL
) -> Axes:
    """Draw the balance between two frames, one row an outlet, one mark a voice.

    An interval over articles is a line, one within an article, over its hits, is dotted, and dashed where the measured
    error of the codebook corrects it. A mark is as large as its balance is sure (`analysis.charts.style.SIZES`): one
    that rests on a single hit does not look as firm as one on many.

    Parameters
    ----------
    table : DataFrame
        One row an outlet and voice: ``outlet``, ``voice``, ``balance`` in [-1, 1] (NA: no evidence), ``lower`` and
        ``upper`` (NA: no interval) over what ``kind`` says, ``verdict`` (NA: no hit), ``n`` hits, ``n_with_hit`` of
        ``n_sentences`` sentences (of all voices on the row ``all``) and ``n_articles``; ``corrected`` with its ends,
        where hand coding gives them, is a small cross.
    positive, negative : str
        Names of the frames at +1 and -1.
    """
    table, kept = keep_most(table, "outlet", room_for(0.32, 0.95), "outlet", by="n", of="hits")
    outlets = list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(outlets), width=width, row=0.45)
    if not table["n"].sum():
        return say_no_data(ax, "no outlet holds a hit that counts")
    voices = [voice for voice in VOICE_MARKS if table.loc[table["voice"] == voice, "n"].sum()]
    shifts = np.linspace(-0.24, 0.24, len(voices)) if len(voices) > 1 else [0.0]
    for voice, shift in zip(voices, shifts, strict=True):
        rows = table[table["voice"] == voice]
        y = np.array([outlets.index(outlet) for outlet in rows["outlet"]]) + shift
        dots_with_ranges(ax, rows, "balance", y, VOICE_MARKS[voice])
        mark_corrected(ax, rows, y - 0.14, VOICE_MARKS[voice].colour)
    whole = table[table["voice"] == "all"].set_index("outlet").loc[outlets]
    rows_on_y(ax, outlets, [plural(n, "article") for n in whole["n_articles"]])
    counts = whole[["n", "n_with_hit", "n_sentences"]].to_numpy().tolist()
    notes = [f"{plural(n, 'hit')} in {hit:,}\nof {plural(total, 'sentence')}" for n, hit, total in counts]
    margin_notes(ax, range(len(outlets)), notes, title="n")
    signed(ax, 1.08)
    ax.set_xticks(np.linspace(-1, 1, 5))
    poles(ax, negative, "balance of asserted evidence", positive)
    mark_legend(ax, [VOICE_LABELS[voice] for voice in voices], [VOICE_MARKS[voice] for voice in voices], table)
    say_beside(ax, [kept])
    return ax


@styled
def plot_evidence(
    table: pd.DataFrame, *, positive: str, negative: str, ax: Axes | None = None, width: float = FULL
) -> Axes:
    """Draw how much evidence of either frame each outlet holds, and in whose voice.

    Parameters
    ----------
    table : DataFrame
        One row an outlet, pole and voice: ``outlet``, ``pole`` (+1 or -1), ``voice``, ``n`` hits,
        ``per_100`` hits per 100 sentences, ``n_sentences`` of the outlet.
    positive, negative : str
        Names of the frames of pole +1 (drawn to the right) and -1 (to the left).
    """
    table, kept = keep_most(table, "outlet", room_for(0.3, 1.05), "outlet", by="n", of="hits")
    outlets = list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(outlets), width=width, row=0.4, around=1.05)
    if not table["n"].sum():
        return say_no_data(ax, "no outlet holds a hit that counts")
    voices = [voice for voice in VOICE_MARKS if table.loc[table["voice"] == voice, "n"].sum()]
    y = np.arange(len(outlets))
    ends = {1: np.zeros(len(outlets)), -1: np.zeros(len(outlets))}
    for pole, colour in ((-1, NEGATIVE), (1, POSITIVE)):
        for voice in voices:
            rows = table[(table["pole"] == pole) & (table["voice"] == voice)].set_index("outlet")
            rows = rows.reindex(pd.Index(outlets, name="outlet"))
            length = rows["per_100"].fillna(0).to_numpy()
            bars = ax.barh(y, pole * length, left=pole * ends[pole], height=0.62, color=colour, edgecolor="white")
            tell(bars, rows.reset_index())
            for bar in bars:
                bar.set(hatch=VOICE_MARKS[voice].hatch, alpha=1.0 if voice == "own" else 0.65)
            ends[pole] += length
    sentences = table.groupby("outlet")["n_sentences"].max()
    rows_on_y(ax, outlets, [plural(sentences[name], "sentence") for name in outlets])
    counts = table.groupby(["outlet", "pole"])["n"].sum()
    notes = [f"{counts[name, -1]:,} ← → {counts[name, 1]:,}" for name in outlets]
    margin_notes(ax, y, notes, title="n hits")
    signed(ax, 1.12 * max(ends[1].max(), ends[-1].max()))
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    poles(ax, negative, "hits per 100 sentences", positive)
    patches = [Patch(facecolor=colour, label=name) for colour, name in ((NEGATIVE, negative), (POSITIVE, positive))]
    several = voices if voices != ["own"] else []  # no hatch to explain
    patches += [
        Patch(facecolor="#d8d8dc", hatch=VOICE_MARKS[voice].hatch, edgecolor="white" if voice == "own" else "#555555")
        for voice in several
    ]
    legend(ax, patches, [negative, positive, *(VOICE_LABELS[voice] for voice in several)])
    say_beside(ax, [kept])
    return ax
