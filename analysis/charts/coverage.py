"""Draw which outlets cover which events, people and utterances, and which could have and did not."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Patch, Rectangle

from analysis.charts.fit import COLUMNS, keep_most, room_for, say_beside
from analysis.charts.labels import grouped_rows, legend, name_x, say_no_data
from analysis.charts.ledger import outlets_on_top
from analysis.charts.marks import tell
from analysis.charts.style import FULL, is_narrow, new_axes, styled

_ONE = {"event": "event", "person": "person", "utterance": "utterance"}
_KINDS = {"event": "Events", "person": "People", "utterance": "Utterances"}
_OMITTED, _UNSEEN = "white", "#ececef"
#: From an item that one of many articles tells of to one that all tell of.
_SHADES = LinearSegmentedColormap.from_list("share", ["#dfe9fe", "#5790fc", "#123f9e"])
SMALL = 10  # outlets beyond which a cell has no room for its denominator


@styled
def plot_coverage(table: pd.DataFrame, *, ax: Axes | None = None, width: float = FULL) -> Axes:
    """Draw a cell for each item and outlet: covered, not covered though it could have been, or not observed.

    The more of the outlet's articles tell of an item, the darker its cell.

    Parameters
    ----------
    table : DataFrame
        One row an item and outlet (`analysis.compare.tables.shared.coverage_by_outlet`): ``item_kind`` {event, person,
        utterance}, ``item_id``, ``item``, ``outlet``, ``covered`` (NA: the outlet has no article in the item's window,
        or fewer than two others tell of it: silence is no omission), ``n_articles`` of ``n_observed`` articles. Beyond
        ten outlets cells say the articles that cover only; in a narrow figure beyond three, and beyond ten nothing.
    """
    counted = {"by": "n_articles", "of": "articles that tell of them"}
    table, narrow = keep_most(table, "outlet", COLUMNS, "outlet", **counted)
    table, kept = _keep_items(table)
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
        shown = {"item": names[kind, item_id], "outlet": outlet, "n_articles": n, "n_observed": observed}
        x, y = outlets.index(outlet), rows[kind, item_id]
        unseen = pd.isna(covered)
        shade = _SHADES(n / max(observed, n, 1)) if not unseen and covered else _OMITTED
        look: dict[str, Any] = {"facecolor": _UNSEEN, "hatch": "////"} if unseen else {"facecolor": shade}
        cell = Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, edgecolor="#9c9ca1", linewidth=0.6, **look)
        tell(ax.add_patch(cell), [shown | ({"utterance_id": item_id} if kind == "utterance" else {})])
        if is_told and not unseen:
            text = f"{n:,} of {observed:,}" if few else f"{n:,}"
            is_dark = bool(covered) and n > 0.4 * observed
            ax.text(x, y, text, ha="center", va="center", fontsize=6.5, color="white" if is_dark else "#222222",
                    fontweight="bold" if covered else "normal")  # fmt: skip
    outlets_on_top(ax, outlets)
    ax.grid(False)
    of = ", of the outlet's articles in its time" if few else ""
    name_x(ax, f"n = articles that tell of it{of}" if is_told else "numbers: see the table")
    looks = {
        "covered, by all": Patch(facecolor=_SHADES(1.0)),
        "by few": Patch(facecolor=_SHADES(0.1), edgecolor="#9c9ca1"),
        "not covered": Patch(facecolor=_OMITTED, edgecolor="#9c9ca1"),
        "silence that is no omission": Patch(facecolor=_UNSEEN, hatch="////", edgecolor="#9c9ca1"),
    }
    legend(ax, list(looks.values()), list(looks), below=True)
    say_beside(ax, [narrow, *kept])
    return ax


def _keep_items(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Keep as many items of each kind as have room, those that most articles tell of."""
    room = room_for(0.21, 2.7) - 0.9 * table["item_kind"].nunique()
    if table.drop_duplicates(["item_kind", "item_id"]).shape[0] <= room:
        return table, []
    most = int(room / max(table["item_kind"].nunique(), 1))
    parts = [
        keep_most(table[table["item_kind"] == kind], "item_id", most, name, by="n_articles", of="articles")
        for kind, name in _ONE.items()
    ]
    return pd.concat([part for part, _ in parts]), [said for _, said in parts]
