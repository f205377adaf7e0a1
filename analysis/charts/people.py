"""Draw who stands in which outlet's articles, and as what."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.charts.style import (
    FULL,
    SERIES,
    grouped_rows,
    inches,
    label,
    legend,
    margin_notes,
    new_axes,
    say_no_data,
    styled,
)
from analysis.measures import MEASURES

__all__ = ["plot_mentions", "plot_people"]

_KINDS = {"proper": "name", "nominal": "description", "pronoun": "he, she, they", "first_person": "I, we"}


@styled
def plot_people(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw a heat map of people by outlet.

    Parameters
    ----------
    table : DataFrame
        One row a person and outlet: ``person``, ``outlet``, ``n`` mentions, ``per_100`` mentions per 100 sentences
        (NA: the outlet has no sentence), ``n_sentences`` of the outlet.
    """
    people, outlets = list(dict.fromkeys(table["person"])), list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(people), width=width, row=0.34, around=0.9 if len(outlets) <= width / 2 else 2.0)
    if not table["n"].sum():
        return say_no_data(ax, "no outlet mentions anybody of the study")
    import seaborn as sns  # slow to import, and only this chart needs it

    rate = table.pivot(index="person", columns="outlet", values="per_100").loc[people, outlets]
    count = table.pivot(index="person", columns="outlet", values="n").loc[people, outlets]
    sentences = table.groupby("outlet")["n_sentences"].max()
    sns.heatmap(
        rate,
        ax=ax,
        cmap="cividis_r",
        vmin=0,
        annot=count if inches(ax) > 0.3 * len(outlets) else None,  # else a cell has no room for it
        fmt="d",
        annot_kws={"fontsize": 7},
        linewidths=0.8,
        linecolor="white",
        xticklabels=False,
        yticklabels=False,
        cbar_kws={"label": "mentions per\n100 sentences", "pad": 0.02},
    )
    many = len(outlets) > inches(ax) / 2
    lines = 1 if len(outlets) > 2 * inches(ax) else 2
    names = [f"{label(name, 24, lines)}\n(n = {sentences[name]}{'' if many else ' sentences'})" for name in outlets]
    if inches(ax) <= 0.3 * len(outlets):
        names = [label(name, 24, 1) for name in outlets]  # no room for a second line either
    turned: dict[str, Any] = {"rotation": 55 if lines == 2 else 90, "ha": "right", "rotation_mode": "anchor"}
    ax.set_xticks(np.arange(len(outlets)) + 0.5, labels=names, **(turned if many else {}))
    ax.set_yticks(np.arange(len(people)) + 0.5, labels=[label(name) for name in people], rotation=0)
    ax.tick_params(length=0)
    ax.grid(False)
    ax.set_xlabel("n = sentences of the outlet" if many else "")
    ax.set_ylabel("")
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
        ax.barh([place[key] for key in keys], lengths, left=[ends[key] for key in keys], height=0.72, **look)
        ends |= {key: ends[key] + length for key, length in zip(keys, lengths, strict=True)}
    margin_notes(ax, [place[group] for group in groups], [str(ends[group]) for group in groups], title="n")
    ax.set_xlim(0, 1.03 * max(ends.values()))
    ax.set_xlabel(MEASURES["mentions"].axis_label)
    patches = [Patch(facecolor=mark.colour, hatch=mark.hatch, edgecolor="white") for mark in SERIES[: len(_KINDS)]]
    legend(ax, patches, list(_KINDS.values()))
    return ax
