"""Draw the health of each outlet's articles: one cell a check, with its value and whether it raises a doubt."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from analysis.charts.fit import COLUMNS, keep_most, say_beside
from analysis.charts.labels import legend, name_x, rows_on_y, say_no_data
from analysis.charts.ledger import outlets_on_top
from analysis.charts.marks import tell
from analysis.charts.style import FULL, is_narrow, new_axes, styled

_LOOKS = {"sound": "#ffffff", "doubt": "#f2b8a0", "open": "#ececef"}
_HATCHES = {"open": "////"}
_NAMES = {"sound": "sound", "doubt": "in doubt", "open": "nothing to judge by"}
SMALL = 10  # outlets beyond which a cell has no room for its value


@styled
def plot_health(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw a cell for each check and outlet.

    Parameters
    ----------
    table : DataFrame
        One row an outlet and check (`analysis.compare.tables.health.health_of_outlets`): ``outlet``, ``label``,
        ``shown``, ``verdict`` {sound, doubt, open}. Beyond ten outlets, in a narrow figure beyond four, cells are
        coloured only.
    """
    table, kept = keep_most(table, "outlet", COLUMNS, "outlet", by="n", of="articles")
    labels, outlets = list(dict.fromkeys(table["label"])), list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(labels), width=width, row=0.26, around=2.0)
    if table.empty:
        return say_no_data(ax, "no outlet is known")
    has_room = len(outlets) <= (4 if is_narrow(ax) else SMALL)
    for outlet, label, shown, verdict in table[["outlet", "label", "shown", "verdict"]].to_numpy(object).tolist():
        x, y = outlets.index(outlet), labels.index(label)
        look: dict[str, Any] = {"facecolor": _LOOKS[verdict], "hatch": _HATCHES.get(verdict)}
        cell = Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, edgecolor="#9c9ca1", linewidth=0.6, **look)
        tell(ax.add_patch(cell), [{"outlet": outlet, "check": label, "value": shown, "verdict": _NAMES[verdict]}])
        if has_room:
            weight = "bold" if verdict == "doubt" else "normal"
            ax.text(x, y, shown, ha="center", va="center", fontsize=6.5, color="#222222", fontweight=weight)
    if not (has_room or (table["verdict"] == "doubt").any()):  # else it would look like a picture that failed
        what = (
            "no check puts\nany of these outlets\nin doubt"
            if is_narrow(ax)
            else "no check puts any of these outlets in doubt"
        )
        box = {"facecolor": "white", "edgecolor": "none", "pad": 6}
        ax.text(0.5, 0.5, what, transform=ax.transAxes, ha="center", va="center", color="#555555", bbox=box)
    rows_on_y(ax, labels, width=40)
    outlets_on_top(ax, outlets)
    ax.grid(False)
    name_x(ax, "value of each check" if has_room else "values: see the table")
    drawn = [verdict for verdict in _LOOKS if (table["verdict"] == verdict).any()]
    patches = [Patch(facecolor=_LOOKS[verdict], hatch=_HATCHES.get(verdict), edgecolor="#9c9ca1") for verdict in drawn]
    legend(ax, patches, [_NAMES[verdict] for verdict in drawn], below=True)
    say_beside(ax, [kept])
    return ax
