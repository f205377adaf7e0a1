"""Draw who carried which utterance, and what each outlet puts around the same words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.fit import COLUMNS, keep_groups, keep_most, room_for, say_beside
from analysis.charts.labels import grouped_rows, label, legend, margin_notes, name_x, rows_on_y, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import (
    BLUE,
    FULL,
    GREY,
    HALO,
    INK,
    ORANGE,
    PURPLE,
    RED,
    VIOLET,
    Mark,
    dot_handle,
    inches,
    is_narrow,
    new_axes,
    styled,
)
from analysis.measures import MEASURES
from analysis.plurals import plural

#: How each variant of a telling looks.
VARIANT_MARKS = {
    "verbatim": Mark(BLUE, "o"),
    "trimmed": Mark("#c8780a", "v", filled=False),
    "joined": Mark(PURPLE, "P"),
    "altered": Mark(RED, "D"),
    "paraphrased": Mark("#5e5e63", "s", filled=False),
    "reattributed": Mark(VIOLET, "X"),
}
#: How each colour of a cue looks (`analysis.compare.quotes.contexts.COLOURS`).
COLOUR_MARKS = {
    "plain": Mark(GREY, "o"),
    "firm": Mark(INK, "s"),
    "doubted": Mark(ORANGE, "v", filled=False),
    "conceded": Mark(PURPLE, "<", filled=False),
    "warm": Mark(BLUE, "^"),
    "hostile": Mark(RED, "X"),
    "felt": Mark(VIOLET, "D", filled=False),
    "other": Mark("#5e5e63", "P", filled=False),
}
_NO_CUE = Mark("#5e5e63", "|")
FEW = 7  # outlets whose lags can be written beside their marks


def outlets_on_top(ax: Axes, outlets: list[str]) -> None:
    """Name a column for each outlet above the axes, upright where there are many."""
    many = len(outlets) > (1 if is_narrow(ax) else inches(ax))
    names = [label(name, 24 if many else 12, 1 if many else 3) for name in outlets]
    ax.set_xlim(-0.5, max(len(outlets), 1) - 0.5)
    ax.set_xticks(np.arange(len(outlets)), labels=names, rotation=90 if many else 0, fontsize=7)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)


@styled
def plot_ledger(
    table: pd.DataFrame, *, outlets: Sequence[str] = (), ax: Axes | None = None, width: float = FULL
) -> Axes:
    """Draw one row an utterance and one column an outlet; the mark says what the outlet did with the words.

    Parameters
    ----------
    table : DataFrame
        One row a piece of a telling (`analysis.compare.tables.shared.ledger_by_outlet`): ``utterance_id``,
        ``utterance``, ``outlet``, ``article_id``, ``variant``, ``is_reference``, ``lag_earliest``, ``lag_latest`` in
        days. Lags are written with up to seven outlets. Where an outlet tells an utterance in several ways the marks
        stand together.
    outlets : sequence of str
        Columns in their order, also those that tell none of these; others follow as the table names them.
    """
    table, narrow = keep_most(table.assign(one=1), "outlet", COLUMNS, "outlet", by="one", of="tellings")
    outlets = [name for name in outlets if name in set(table["outlet"])] if narrow else outlets
    table, kept = keep_most(table, "utterance_id", room_for(0.36, 2.2), "utterance")
    tellings = table.drop_duplicates(["utterance_id", "outlet", "variant"]) if len(table) else table
    spoken = tellings.drop_duplicates("utterance_id")
    outlets = list(dict.fromkeys([*outlets, *table["outlet"]]))
    ax = new_axes(ax, len(spoken), width=width, row=0.42, around=1.25 if len(outlets) <= FEW else 2.2)
    if table.empty:
        return say_no_data(ax, "no words are told by two articles of known outlets")
    rows = {utterance_id: row for row, utterance_id in enumerate(spoken["utterance_id"])}
    rows_on_y(ax, [f"“{words}”" for words in spoken["utterance"]], width=38)
    ax.tick_params(axis="y", labelsize=7)
    outlets_on_top(ax, outlets)
    turns = tellings.groupby(["utterance_id", "outlet"], sort=False).cumcount()
    sizes = tellings.groupby(["utterance_id", "outlet"], sort=False)["variant"].transform("size")
    apart = 0.36 if len(outlets) > FEW else 0.3 if is_narrow(ax) and len(outlets) > 1 else 0.22  # of a column
    x = np.array([outlets.index(name) for name in tellings["outlet"]]) + apart * (turns - (sizes - 1) / 2).to_numpy()
    y = np.array([rows[utterance_id] for utterance_id in tellings["utterance_id"]])
    for variant, mark in VARIANT_MARKS.items():
        chosen = (tellings["variant"] == variant).to_numpy()
        tell(ax.plot(x[chosen], y[chosen] - 0.1, **mark.dot(markersize=_size(ax, outlets))), tellings[chosen])
    if len(outlets) <= (3 if is_narrow(ax) else FEW):
        first = (turns == 0).to_numpy()
        for column, row, note in zip(x[first], y[first], _lags(tellings[first]), strict=True):
            ax.text(round(column), row + 0.3, note, ha="center", va="center", fontsize=6, color="#444444")
    counts = table.groupby("utterance_id")["article_id"].nunique()
    is_short = is_narrow(ax)
    notes = [f"{counts[name]:,}" if is_short else plural(counts[name], "article") for name in rows]
    margin_notes(ax, rows.values(), notes, title="n (articles)" if is_short else "n")
    ax.grid(axis="both")
    found = [variant for variant in VARIANT_MARKS if (tellings["variant"] == variant).any()]
    legend(ax, [dot_handle(VARIANT_MARKS[variant]) for variant in found], found, below=True)
    say_beside(ax, [narrow, kept])
    return ax


def _size(ax: Axes, outlets: Sequence[str]) -> float:
    """Give the size of a mark that leaves room for its neighbours."""
    return 6 if len(outlets) <= (3 if is_narrow(ax) else FEW) else 3 if is_narrow(ax) else 4.5


def _lags(tellings: pd.DataFrame) -> list[str]:
    """Write the days after the first telling: one number, a range, or that the dates do not say."""
    notes = []
    for low, high in tellings[["lag_earliest", "lag_latest"]].to_numpy().tolist():
        if low != low or high != high:
            notes.append("no date")
        else:
            notes.append(f"+{low:.0f} d" if low == high else f"+{low:.0f} to {high:.0f} d")
    return notes


@styled
def plot_contexts(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw where in its article each outlet puts the same words, and with which cue.

    Parameters
    ----------
    table : DataFrame
        One row a telling (`analysis.compare.tables.shared.contexts_of_shared_words`): ``utterance_id``, ``utterance``,
        ``outlet``, ``position`` in [0, 1], ``cue``, ``cue_colour``, ``adverbs`` (NA: none), ``frames`` (NA: none).
        Of several tellings of an outlet the first is drawn; n counts them. A narrow figure names no cues: their marks
        say of which colour they are.
    """
    columns, units = ("utterance_id", "outlet"), ("utterance", "outlet")
    table, kept = keep_groups(table, columns, units, room_for(0.17, 1.0), head=1.3)
    shown = table.drop_duplicates(list(columns)) if len(table) else table
    keys = [(str(u), str(o)) for u, o in shown[["utterance_id", "outlet"]].to_numpy().tolist()]
    n_heads = shown["utterance_id"].nunique() if len(shown) else 0
    ax = new_axes(ax, len(keys) + 1.3 * n_heads, width=width, row=0.2, around=1.0)
    if shown.empty:
        return say_no_data(ax, "no words are told by two articles of known outlets")
    heads = shown.drop_duplicates("utterance_id")
    names = {one: f"“{words}”" for one, words in heads[["utterance_id", "utterance"]].to_numpy().tolist()}
    groups = [(names[utterance_id], outlet) for utterance_id, outlet in keys]
    place = grouped_rows(ax, groups)
    y = np.array([place[group] for group in groups])
    x = shown["position"].to_numpy(dtype=float)
    colours = shown["cue_colour"].fillna("").to_numpy()
    for colour, mark in {**COLOUR_MARKS, "": _NO_CUE}.items():
        chosen = colours == colour
        tell(ax.plot(x[chosen], y[chosen], **mark.dot(markersize=5.5, clip_on=False)), shown[chosen])
    said = [] if is_narrow(ax) else _texts(shown[["adverbs", "cue"]])
    cues = [label(" ".join(filter(None, row)), 26, 1) if any(row) else "" for row in said]
    for at, row, cue in zip(x, y, cues, strict=not is_narrow(ax)):
        side = at > 0.65
        ax.annotate(
            cue, (at, row), xytext=(-6 if side else 6, 0), textcoords="offset points", fontsize=6.5, va="center",
            ha="right" if side else "left", **HALO,
        )  # fmt: skip
    counts = table.groupby(["utterance_id", "outlet"]).size()
    room = 16 if is_narrow(ax) else 34
    frames = [label(row[0], room, 1) if row[0] else "no frame" for row in _texts(shown[["frames"]])]
    notes = [f"{counts[key]} · {frame}" for key, frame in zip(keys, frames, strict=True)]
    margin_notes(ax, y, notes, title="n · frames around it")
    ax.set_xlim(0, 1)
    name_x(ax, MEASURES["position"].axis_label)
    found = [colour for colour in COLOUR_MARKS if (colours == colour).any()]
    handles, labels = [dot_handle(COLOUR_MARKS[colour]) for colour in found], [f"{colour} cue" for colour in found]
    if (colours == "").any():
        handles, labels = [*handles, dot_handle(_NO_CUE)], [*labels, "no cue"]
    legend(ax, handles, labels)
    say_beside(ax, kept)
    return ax


def _texts(rows: pd.DataFrame) -> list[list[str]]:
    return [[one if isinstance(one, str) else "" for one in row] for row in rows.to_numpy(object).tolist()]
