"""Draw the course of tone and frames through articles, sentence by sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.charts.fit import keep_most, room_for, say_beside
from analysis.charts.labels import legend, name_x, rows_on_y, say_no_data
from analysis.charts.marks import tell
from analysis.charts.style import FULL, GREY, INK, POSITIVE, Mark, dot_handle, new_axes, styled

_REACH = 0.32  # how far from its lane's middle a compound of 1 goes
_STRIP = 0.41  # where the marks of the frames stand
_UP, _DOWN = Mark(POSITIVE, "^"), Mark("#c8780a", "v", filled=False)


@styled
def plot_course(
    table: pd.DataFrame, *, positive: str, negative: str, ax: Axes | None = None, width: float = FULL
) -> Axes:
    """Draw each article as a lane: a bar a sentence for its tone, a mark above or below for evidence of a frame.

    Parameters
    ----------
    table : DataFrame
        One row a sentence: ``article`` (name of the lane), ``sentence_number`` from 1, ``compound`` in [-1, 1]
        (NA: no word of the lexicon), ``quoted_share`` of its characters in [0, 1], ``n_positive`` and
        ``n_negative`` asserted hits of the two frames.
    positive, negative : str
        Names of the frames marked above (pole +1) and below (pole -1).
    """
    table, kept = keep_most(table, "article", room_for(0.85, 1.0), "article")
    articles = list(dict.fromkeys(table["article"]))
    ax = new_axes(ax, len(articles), width=width, row=0.85, around=1.0)
    if table.empty:
        return say_no_data(ax, "no sentence was read")
    lane = table["article"].map({article: row for row, article in enumerate(articles)}).to_numpy(dtype=float)
    x = table["sentence_number"].to_numpy()
    quoted = table["quoted_share"].to_numpy() >= 0.5
    tone = table["compound"].to_numpy(dtype=float)
    ends = table.groupby("article")["sentence_number"].max().reindex(articles).to_numpy()
    ax.hlines(range(len(articles)), 0.4, ends + 0.6, color="#888888", linewidth=0.7)
    for chosen, colour, hatch in ((~quoted, INK, ""), (quoted, GREY, "/////")):
        bars = chosen & ~np.isnan(tone)
        heights = -_REACH * tone[bars]
        look: dict[str, Any] = {"width": 0.7, "linewidth": 0.4, "color": colour, "hatch": hatch, "edgecolor": INK}
        tell(ax.bar(x[bars], heights, bottom=lane[bars], **look), table[bars])
    silent = np.isnan(tone)
    dots = ax.plot(x[silent], lane[silent], linestyle="none", marker=".", markersize=2.5, color="#888888")
    tell(dots, table[silent])
    for column, mark, side in (("n_positive", _UP, -1), ("n_negative", _DOWN, 1)):
        hit = table[column].to_numpy() > 0
        tell(ax.plot(x[hit], lane[hit] + side * _STRIP, **mark.dot(markersize=4.5, markeredgewidth=1.0)), table[hit])
    counts = table.groupby("article").size().reindex(articles)
    rows_on_y(ax, articles, [f"n = {n}" for n in counts])
    ax.hlines(
        np.arange(1, len(articles)) - 0.5, 0, 1, transform=ax.get_yaxis_transform(), color="#d5d5d8", linewidth=0.6
    )
    _lane_scale(ax, len(articles))
    ax.set_xlim(0, x.max() + 1)
    name_x(ax, "sentence of the article (n = sentences)")
    bars_of = [Patch(facecolor=INK), Patch(facecolor=GREY, hatch="/////", edgecolor=INK)]
    names = ["tone, outlet's words", "tone, mostly quoted", f"{positive}", f"{negative}"]
    legend(ax, [*bars_of, dot_handle(_UP, markersize=4.5), dot_handle(_DOWN, markersize=4.5)], names)
    say_beside(ax, [kept])
    return ax


def _lane_scale(ax: Axes, lanes: int) -> None:
    """Write the scale of the tone beside each lane."""
    side = ax.secondary_yaxis("right")
    places = [lane + shift for lane in range(lanes) for shift in (-_REACH, 0, _REACH)]
    side.set_yticks(places, labels=["+1", "0", "−1"] * lanes, fontsize=6)
    side.set_ylabel("VADER compound of the sentence", fontsize=7)
    side.spines["right"].set_visible(False)
    side.tick_params(length=2)
