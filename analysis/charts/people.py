"""Draw who stands in which outlet's articles, and as what."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.charts.fit import COLUMNS, keep_groups, keep_most, room_for, say_beside
from analysis.charts.labels import grouped_rows, label, legend, margin_notes, name_x, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import FULL, SERIES, inches, new_axes, styled
from analysis.measures import MEASURES

_KINDS = {"proper": "name", "nominal": "description", "pronoun": "he, she, they", "first_person": "I, we"}


@styled
def plot_people(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw a heat map of people by outlet: the colour of a cell is the number that stands in it.

    Parameters
    ----------
    table : DataFrame
        One row a person and outlet: ``person``, ``outlet``, ``n`` mentions, ``per_100`` mentions per 100 sentences
        (NA: the outlet has no sentence), ``n_sentences`` of the outlet.
    """
    table, narrow = keep_most(table, "outlet", COLUMNS, "outlet", by="n", of="mentions")
    table, kept = keep_most(table, "person", room_for(0.24, 2.0), "person", by="n", of="mentions")
    people, outlets = list(dict.fromkeys(table["person"])), list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(people), width=width, row=0.34, around=0.9 if len(outlets) <= width / 2 else 2.0)
    if not table["n"].sum():
        return say_no_data(ax, "no outlet mentions anybody of the study")
    import seaborn as sns  # slow to import, and only this chart needs it

    rate = table.pivot(index="person", columns="outlet", values="per_100").loc[people, outlets]
    count = table.groupby("person")["n"].sum()
    has_room = inches(ax) > 0.3 * len(outlets)  # for a number in each cell
    sentences = table.groupby("outlet")["n_sentences"].max()
    sns.heatmap(
        rate,
        ax=ax,
        cmap="cividis_r",
        vmin=0,
        annot=has_room,
        fmt=".0f",
        annot_kws={"fontsize": 7},
        linewidths=0.8,
        linecolor="white",
        xticklabels=False,
        yticklabels=False,
        cbar=not has_room,  # else the numbers say it
        cbar_kws={"label": "mentions per\n100 sentences", "pad": 0.02},
    )
    cells = pd.MultiIndex.from_product([people, outlets], names=["person", "outlet"])
    tell(ax.collections[0], table.set_index(["person", "outlet"]).reindex(cells).reset_index())
    many = len(outlets) > inches(ax) / 2
    lines = 1 if len(outlets) > 2 * inches(ax) else 2
    names = [f"{label(name, 24, lines)}\n(n = {sentences[name]:,}{'' if many else ' sentences'})" for name in outlets]
    if not has_room:
        names = [label(name, 24, 1) for name in outlets]  # no room for a second line either
    turned: dict[str, Any] = {"rotation": 55 if lines == 2 else 90, "ha": "right", "rotation_mode": "anchor"}
    ax.set_xticks(np.arange(len(outlets)) + 0.5, labels=names, **(turned if many else {}))
    ax.set_yticks(np.arange(len(people)) + 0.5, labels=[label(name) for name in people], rotation=0)
    ax.tick_params(length=0)
    ax.grid(False)
    unit = MEASURES["mention_rate"].axis_label
    name_x(ax, f"{unit}; n = sentences of the outlet" if many else unit)
    ax.set_ylabel("")
    if has_room:
        margin_notes(ax, np.arange(len(people)) + 0.5, [f"{count[name]:,}" for name in people], title="n")
    say_beside(ax, [narrow, kept])
    return ax


@styled
def plot_mentions(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw as what each person stands in each outlet's articles: one bar, parted by kind of mention.

    Parameters
    ----------
    table : DataFrame
        One row a person, outlet and kind: ``person``, ``outlet``, ``kind`` {proper, nominal, pronoun, first_person},
        ``n`` mentions.
    """
    table, kept, note = _fit(table)
    groups = list(dict.fromkeys(zip(table["person"], table["outlet"], strict=True)))
    ax = new_axes(ax, len(groups) + 0.9 * len(dict(groups)), width=width, row=0.22)
    if not table["n"].sum():
        return say_no_data(ax, "no outlet mentions anybody")
    place = grouped_rows(ax, groups)
    ends = dict.fromkeys(groups, 0)
    for kind, mark in zip(_KINDS, SERIES, strict=False):
        rows = table[table["kind"] == kind]
        keys = list(zip(rows["person"], rows["outlet"], strict=True))
        lengths = rows["n"].tolist()
        look: dict[str, Any] = {"facecolor": mark.colour, "hatch": mark.hatch, "edgecolor": "white"}
        places, left = [place[key] for key in keys], [ends[key] for key in keys]
        tell(ax.barh(places, lengths, left=left, height=0.72, **look), rows)
        ends |= {key: ends[key] + length for key, length in zip(keys, lengths, strict=True)}
    margin_notes(ax, [place[group] for group in groups], [f"{ends[group]:,}" for group in groups], title="n")
    ax.set_xlim(0, 1.03 * max(ends.values()))
    ax.xaxis.set_major_formatter("{x:,.0f}")
    name_x(ax, MEASURES["mentions"].axis_label)
    patches = [Patch(facecolor=mark.colour, hatch=mark.hatch, edgecolor="white") for mark in SERIES[: len(_KINDS)]]
    legend(ax, patches, list(_KINDS.values()))
    say_beside(ax, kept, note)
    return ax


def _fit(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str], str]:
    """Keep a row for each person and outlet; where they have no room, a row for each person."""
    room, outlets = room_for(0.17, 0.95), table["outlet"].nunique()
    if table["person"].nunique() * (outlets + 0.9) <= room:
        return table, [], ""
    if table["person"].nunique() <= 2:  # a row a person would say too little
        columns, units = ("person", "outlet"), ("person", "outlet")
        return *keep_groups(table, columns, units, room, by="n", of="mentions"), ""
    together = table.groupby(["person", "kind"], sort=False, as_index=False)["n"].sum().assign(outlet="all outlets")
    table, kept = keep_most(together, "person", int(room / 1.9), "person", by="n", of="mentions")
    return table, [kept], f"The {outlets:,} outlets are added up; the data table holds each."
