"""Draw differences with their uncertainty: of measures between two groups, and of words between outlets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.fit import keep_groups, keep_most, room_for, say_beside
from analysis.charts.labels import grouped_rows, label, legend, margin_columns, name_x, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import (
    BLUE,
    FULL,
    INK,
    SERIES,
    VOICE_LABELS,
    VOICE_MARKS,
    Mark,
    dot_handle,
    is_narrow,
    new_axes,
    signed,
    styled,
)
from analysis.measures import MEASURES

_WITH, _WITHOUT = Mark(INK, "o"), Mark(BLUE, "s", filled=False)


@styled
def plot_contrasts(
    table: pd.DataFrame, *, labels: Mapping[tuple[str, str], str], ax: Axes | None = None, width: float = FULL
) -> Axes:
    """Draw one row a contrast and two marks: the difference with near-duplicate articles and without them.

    Where not all have room, those that rest on most articles are drawn, the same of every measure.

    Parameters
    ----------
    table : DataFrame
        One row a measure, contrast and kind of ``copies`` {with, without}: ``measure``, ``facet``, ``contrast``,
        ``difference``, ``lower`` and ``upper`` (NA: too few articles, no spread: a dot), ``q``, ``n_a``, ``n_b``,
        ``n_effective``.
    labels : mapping of (measure, facet) to str
        What each group of rows is called.
    """
    around, head = 1.1, 1.2
    names = [labels.get((m, f), f"{m}, {f}") for m, f in _columns(table, "measure facet")]
    named = table.assign(head=pd.Series(names, index=table.index, dtype=object), n=table["n_a"] + table["n_b"])
    table, kept = keep_groups(named, ("head", "contrast"), ("measure", "contrast"), room_for(0.24, around), by="n",
                              of="articles", head=head)  # fmt: skip
    keys = [(name, contrast) for name, contrast in _columns(table, "head contrast")]
    groups = list(dict.fromkeys(keys))
    n_heads = len({name for name, _ in groups})
    ax = new_axes(ax, len(groups) + head * n_heads, width=width, row=0.28, around=around)
    if table.empty:
        return say_no_data(ax, "no two groups of articles can be set against each other")
    place = grouped_rows(ax, groups)
    ax.set_yticks(
        list(place.values()), labels=[label(name, 24 if is_narrow(ax) else 34) for _, name in place], fontsize=6.5
    )
    y = np.array([place[key] for key in keys])
    for copies, mark, shift in (("with", _WITH, -0.13), ("without", _WITHOUT, 0.13)):
        chosen = (table["copies"] == copies).to_numpy()
        rows, at = table[chosen], y[chosen] + shift
        ax.hlines(at, rows["lower"], rows["upper"], color=mark.colour, linewidth=1.2)
        tell(ax.plot(rows["difference"], at, **mark.dot(markersize=4.5, markeredgewidth=1.1, zorder=3)), rows)
    shown = table[table["copies"] == "with"].drop_duplicates(["measure", "facet", "contrast"])
    beside = [place[key] for key, kind in zip(keys, table["copies"], strict=True) if kind == "with"]
    notes = [_note(*row) for row in _columns(shown, "n_a n_b n_effective q")]
    titles, first = ("articles", "n eff.", "q"), 2 if is_narrow(ax) else 0  # a narrow one has room for q alone
    margin_columns(ax, beside, [note[first:] for note in notes], titles[first:])
    signed(ax, 1.08 * float(np.nanmax(np.abs(table[["difference", "lower", "upper"]].to_numpy(dtype=float)))) or 1.0)
    ends = {(MEASURES[name].low, MEASURES[name].high) for name in table["measure"] if name in MEASURES}
    unit = "of values from −1 to +1" if ends == {(-1, 1)} else "in the unit of the measure"
    name_x(ax, f"difference ({unit}); articles of either side", note="bar: 95 % interval; none: too few or all alike")
    legend(ax, [dot_handle(_WITH), dot_handle(_WITHOUT)], ["all articles", "without near-duplicates"])
    say_beside(ax, kept)
    return ax


def _columns(table: pd.DataFrame, names: str) -> list[list[Any]]:
    return [list(row) for row in table[names.split()].itertuples(index=False, name=None)]


def _note(n_a: int, n_b: int, n_effective: int, q: float) -> tuple[str, str, str]:
    said = "–" if q != q else f"{q:.3f}".removeprefix("0") if q >= 0.001 else "< .001"
    return f"{n_a:,} / {n_b:,}", f"{n_effective:,}", said


@styled
def plot_keyness(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw the words that each outlet uses more than all others, with the size of the difference.

    Parameters
    ----------
    table : DataFrame
        One row an outlet, voice and term (`analysis.compare.tables.shared.keyness_of_outlets`): ``outlet``, ``voice``,
        ``term``, ``effect`` (binary logarithm of the ratio of relative frequencies), ``q`` over articles (NA: not
        tested), ``n``, ``articles``, ``largest_share``, ``n_others``, ``is_small``. A mark is filled where q is at most
        .05.
    """
    each, n_voices = _words_of_each(table), max(table["voice"].nunique(), 1)
    is_list = each == 1 and table["outlet"].nunique() > len(SERIES)  # a head an outlet would say no more than a row
    room = room_for(0.17, 1.2) / n_voices
    most = int(room - 1.2 if is_list else room / (each + 1.2))
    table, kept = keep_most(table, "outlet", most, "outlet", by="n", of="uses of these words")
    rows = _columns(table, "outlet voice term")
    if is_list:
        keys = [(VOICE_LABELS[voice], f"{outlet}: {term}") for outlet, voice, term in rows]
    else:
        keys = [(f"{outlet}, {'own words' if voice == 'own' else voice}", term) for outlet, voice, term in rows]
    n_heads = len({head for head, _ in keys})
    ax = new_axes(ax, len(keys) + 1.2 * n_heads, width=width, row=0.17, around=1.2)
    if table.empty:
        return say_no_data(ax, "no word of one outlet can be set against others")
    place = grouped_rows(ax, keys)
    if is_list:  # whole names: what is cut would be the word
        ax.set_yticks(list(place.values()), labels=[label(name, 34 if is_narrow(ax) else 46, 1) for _, name in place])
    ax.tick_params(axis="y", labelsize=6 if is_list else 7)
    y = np.array([place[key] for key in keys])
    is_sure = (table["q"] <= 0.05).to_numpy()
    for voice in dict.fromkeys(table["voice"]):
        for sure in (True, False):
            chosen = (table["voice"] == voice).to_numpy() & (is_sure == sure)
            look = VOICE_MARKS[voice]._replace(filled=sure).dot(markersize=5)
            tell(ax.plot(table["effect"].to_numpy()[chosen], y[chosen], **look), table[chosen])
    counts = _columns(table, "n articles largest_share n_others")
    notes = [(f"{n:,}", f"{articles:,}", f"{share:.0%}", f"{others:,}") for n, articles, share, others in counts]
    titles, columns = ("n", "articles", "in one", "n elsewhere"), slice(1 if is_narrow(ax) else None)
    margin_columns(ax, y, [note[columns] for note in notes], titles[columns])
    ax.set_xlim(0, 1.08 * table["effect"].max())
    small = (
        " At least one side has fewer than 10,000 words: read as a close reading." if table["is_small"].any() else ""
    )
    name_x(
        ax,
        MEASURES["log_ratio"].axis_label,
        note=f"filled: q ≤ .05 over the words of an outlet and voice, open: not told apart from chance.{small}",
    )
    voices = list(dict.fromkeys(table["voice"]))
    marks = [dot_handle(VOICE_MARKS[voice]._replace(filled=True)) for voice in voices]
    legend(ax, marks, [VOICE_LABELS[voice] for voice in voices])
    say_beside(ax, [kept])
    return ax


def _words_of_each(table: pd.DataFrame) -> int:
    return int(table.groupby(["outlet", "voice"], sort=False).size().max()) if len(table) else 1
