"""Draw which outlets cover which events, people and utterances, and which could have and did not."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from analysis.charts.ledger import outlets_on_top
from analysis.charts.style import FULL, grouped_rows, is_narrow, legend, name_x, new_axes, say_no_data, styled

__all__ = ["plot_coverage"]

_KINDS = {"event": "Events", "person": "People", "utterance": "Utterances"}
_COVERED, _OMITTED, _UNSEEN = "#5790fc", "white", "#ececef"
SMALL = 10  # outlets beyond which a cell has no room for its denominator


@styled
def plot_coverage(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw a cell for each item and outlet: covered, not covered though it could have been, or not observed.

    Parameters
    ----------
    table : DataFrame
        One row an item and outlet (`analysis.compare.tables.shared.coverage_by_outlet`): ``item_kind`` {event, person,
        utterance}, ``item_id``, ``item``, ``outlet``, ``covered`` (NA: the outlet has no article in the item's window,
        or fewer than two others tell of it: silence is no omission), ``n_articles`` of ``n_observed`` articles. Beyond
        ten outlets cells say the articles that cover only; in a narrow figure beyond three, and beyond ten nothing.
    """
    keys = list(dict.fromkeys(zip(table["item_kind"], table["item_id"], strict=True)))
    outlets = list(dict.fromkeys(table["outlet"]))
    ax = new_axes(ax, len(keys), width=width, row=0.26, around=2.0 if len(outlets) <= SMALL else 2.7)
    few = len(outlets) <= (3 if is_narrow(ax) else SMALL)
    is_told = len(outlets) <= SMALL or not is_narrow(ax)
    if table.empty:
        return say_no_data(ax, "no outlet tells an item")
    names = table.drop_duplicates(["item_kind", "item_id"]).set_index(["item_kind", "item_id"])["item"]
    groups = [(_KINDS[kind], f"{names[kind, item_id]}") for kind, item_id in keys]
    unique = [
        (head, name if groups.count((head, name)) == 1 else f"{name} {n}") for n, (head, name) in enumerate(groups)
    ]
    place = grouped_rows(ax, unique)
    rows = dict(zip(keys, (place[group] for group in unique), strict=True))
    cells = table[["item_kind", "item_id", "outlet", "covered", "n_articles", "n_observed"]]
    said = {(*row[:3],): row for row in cells.to_numpy(object).tolist()}
    every = [(*key, outlet) for key in keys for outlet in outlets]  # of very many outlets the table leaves some out
    for kind, item_id, outlet, covered, n, observed in (said.get(one, [*one, None, 0, 0]) for one in every):
        x, y = outlets.index(outlet), rows[kind, item_id]
        unseen = pd.isna(covered)
        look: dict[str, Any] = (
            {"facecolor": _UNSEEN, "hatch": "////"} if unseen else {"facecolor": _COVERED if covered else _OMITTED}
        )
        ax.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, edgecolor="#9c9ca1", linewidth=0.6, **look))
        if is_told and not unseen:
            text = f"{n} of {observed}" if few else str(n)
            ax.text(x, y, text, ha="center", va="center", fontsize=6.5, color="white" if covered else "#222222",
                    fontweight="bold" if covered else "normal")  # fmt: skip
    outlets_on_top(ax, outlets)
    ax.grid(False)
    of = ", of the outlet's articles in its time" if few else ""
    name_x(ax, f"n = articles that tell of it{of}" if is_told else "numbers: see the table")
    looks = {
        "covered": Patch(facecolor=_COVERED),
        "not covered": Patch(facecolor=_OMITTED, edgecolor="#9c9ca1"),
        "silence that is no omission": Patch(facecolor=_UNSEEN, hatch="////", edgecolor="#9c9ca1"),
    }
    legend(ax, list(looks.values()), list(looks), below=0.5)
    return ax
