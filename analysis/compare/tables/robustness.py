"""How far the contrast of outlets on an axis hangs on choices of method and on single indicators."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.tables.grid import Poles, outlets_of
from analysis.framing.robustness import (
    ARTICLES,
    CHOICES,
    choices_of,
    contrast_specifications,
    same_sign_share,
    score_influence,
    score_specifications,
)
from analysis.reading import Reading

__all__ = ["Contrast", "contrast_of_outlets", "describe_influence", "describe_robustness", "influence_of_indicators"]


class Contrast(NamedTuple):
    """The two outlets that lie furthest apart, their contrast under every combination, and every pair's share.

    ``table`` is that of `contrast_specifications`; ``pairs`` has one row a pair: ``outlet_a``, ``outlet_b``,
    ``difference`` under the study's own choices, ``smallest`` and ``largest`` of ``n`` combinations, and
    ``same_sign_share``.
    """

    outlet_a: str
    outlet_b: str
    table: pd.DataFrame
    pairs: pd.DataFrame

    @property
    def label(self) -> str:
        """The contrast in words."""
        return f"{self.outlet_a} minus\n{self.outlet_b}"


def contrast_of_outlets(reading: Reading, poles: Poles) -> Contrast:
    """Set every pair of outlets side by side on an axis, under every combination of `CHOICES`.

    An outlet without evidence is in no pair; with fewer than two outlets left, the tables are empty. Where articles
    only touch the story, each combination stands without and with them (column ``articles``).
    """
    units = _units(reading)
    table = _specifications(reading, poles, units)
    if (reading.articles["role"] == "touched").any():
        both = _units(reading, ("told", "touched"))
        near = _specifications(reading, poles, {name: both[name] for name in units})
        parts = zip(ARTICLES, (table, near), strict=True)
        table = pd.concat([part.assign(articles=name) for name, part in parts], ignore_index=True)
    main = np.logical_and.reduce([table[name] == values[0] for name, values in choices_of(table).items()])
    balance = table[main].set_index("unit_id")["balance"].dropna()
    known = [name for name in units if name in balance.index]
    pairs, tables = [], {}
    for a, b in combinations(known, 2):
        a, b = (a, b) if balance[a] >= balance[b] else (b, a)
        tables[a, b] = contrast = contrast_specifications(table, a, b)
        values = contrast["difference"].dropna()
        row = (a, b, balance[a] - balance[b], values.min(), values.max(), len(values), same_sign_share(contrast))
        pairs.append(row)
    columns = ["outlet_a", "outlet_b", "difference", "smallest", "largest", "n", "same_sign_share"]
    summary = pd.DataFrame(pairs, columns=columns).sort_values("difference", ascending=False, ignore_index=True)
    if summary.empty:
        empty = pd.DataFrame(columns=[*CHOICES, "balance_a", "balance_b", "difference", "rank", "is_main"])
        return Contrast("", "", empty, summary)
    first, second = (str(summary.loc[0, side]) for side in ("outlet_a", "outlet_b"))
    return Contrast(first, second, tables[first, second], summary)


def influence_of_indicators(reading: Reading, poles: Poles) -> pd.DataFrame:
    """Leave out one indicator at a time in each outlet: table of `score_influence` with ``outlet`` in front."""
    table = score_influence(reading.frame_hits, reading.study, poles.axis_id, _units(reading))
    labels = {frame_id: frame.label for frame_id, frame in reading.study.frames.items()}
    return table.rename(columns={"unit_id": "outlet", "frame_id": "frame"}).assign(frame=table["frame_id"].map(labels))


def _specifications(reading: Reading, poles: Poles, units: dict[str, list[str]]) -> pd.DataFrame:
    parts = reading.articles, reading.sentences, reading.segments, reading.mentions
    return score_specifications(*parts, reading.study, poles.axis_id, units)


def _units(reading: Reading, roles: tuple[str, ...] = ("told",)) -> dict[str, list[str]]:
    kept = reading.articles[reading.articles["role"].isna() | reading.articles["role"].isin(roles)]
    outlets = outlets_of(kept, reading.study, every=True)
    return {str(name): part["article_id"].tolist() for name, part in outlets.groupby("outlet", sort=False)}


def describe_robustness(contrast: Contrast) -> str:
    """Say how many combinations of choices keep the sign of each pair's difference."""
    if contrast.pairs.empty:
        return "Fewer than two outlets have evidence, so there is nothing to set side by side."
    parts = []
    for row in contrast.pairs.to_dict("records"):
        own, smallest, largest = (_signed(row[name]) for name in ("difference", "smallest", "largest"))
        parts.append(
            f"{row['outlet_a']} minus {row['outlet_b']}: {own}, the same sign in {row['same_sign_share']:.0%} of "
            f"{row['n']:,} combinations of choices (from {smallest} to {largest})."
        )
    return " ".join(parts)


def describe_influence(table: pd.DataFrame) -> str:
    """Name the indicator that moves each outlet's balance most when it is left out."""
    parts = []
    for outlet, rows in table.groupby("outlet", sort=False):
        row = rows.iloc[0]
        left = "nothing would be left" if pd.isna(row["balance_without"]) else f"to {_signed(row['balance_without'])}"
        parts.append(
            f"{outlet}: without “{row['indicator']}” (n = {row['n']:,}) from {_signed(row['balance'])} {left}."
        )
    return ("Left out, one indicator moves the balance most. " + " ".join(parts)) if parts else "No indicator counts."


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
