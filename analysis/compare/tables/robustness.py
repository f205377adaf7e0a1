"""How far the contrast of outlets on an axis hangs on choices of method and on single indicators."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.tables.grid import Poles, outlets_of
from analysis.framing.robustness import (
    ARTICLES,
    CHOICES,
    choices_of,
    contrast_specifications,
    count_signs,
    find_choices_that_matter,
    score_influence,
    score_specifications,
)
from analysis.plurals import plural
from analysis.reading import Reading

__all__ = ["Contrast", "contrast_of_outlets", "describe_influence", "describe_robustness", "influence_of_indicators"]


class Contrast(NamedTuple):
    """The two outlets that lie furthest apart, their contrast under every distinct combination, and every pair's signs.

    ``table`` is that of `contrast_specifications`; ``choices`` are those that matter for it, with their values;
    ``pairs`` has one row a pair: ``outlet_a``, ``outlet_b``, ``difference`` under the study's own choices, ``smallest``
    and ``largest`` of ``n`` distinct results in which both have evidence, ``n_same`` (NA: the study's own choices show
    no difference), ``n_none`` without a difference, ``n_unknown`` results without evidence on one side, and
    ``n_choices`` that matter.
    """

    outlet_a: str
    outlet_b: str
    table: pd.DataFrame
    choices: dict[str, tuple[str, ...]]
    pairs: pd.DataFrame

    @property
    def label(self) -> str:
        """The contrast in words."""
        return f"{self.outlet_a} minus\n{self.outlet_b}"


def contrast_of_outlets(reading: Reading, poles: Poles) -> Contrast:
    """Set every pair of outlets side by side on an axis: each result that combinations of `CHOICES` give.

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
        values, signs = contrast["difference"].dropna(), count_signs(contrast)
        row = (a, b, balance[a] - balance[b], values.min(), values.max(), len(values), signs.same if signs else None)
        none = int((values.round(12) == 0).sum())
        pairs.append(
            (
                *row,
                none,
                len(contrast) - len(values),
                len(find_choices_that_matter(table, [a, b])),
                len(choices_of(table)),
            )
        )
    columns = "outlet_a outlet_b difference smallest largest n n_same n_none n_unknown n_choices n_every".split()
    summary = pd.DataFrame(pairs, columns=columns).astype({"n_same": "Int64"})
    summary = summary.sort_values("difference", ascending=False, kind="stable", ignore_index=True)
    if summary.empty:
        columns = [*CHOICES, "balance_a", "balance_b", "difference", "is_main", "n_combinations", "rank"]
        return Contrast("", "", pd.DataFrame(columns=columns), {}, summary)
    first, second = (str(summary.loc[0, side]) for side in ("outlet_a", "outlet_b"))
    every = choices_of(table)
    choices = {name: every[name] for name in find_choices_that_matter(table, [first, second])}
    return Contrast(first, second, tables[first, second], choices, summary)


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


def describe_robustness(contrast: Contrast, *, most: int = 6) -> str:
    """Say how many of the choices matter, and how many different results keep the sign of each pair's difference.

    Parameters
    ----------
    contrast : Contrast
    most : int
        Pairs that are named, those furthest apart; of more it is counted how many keep their sign.
    """
    pairs = contrast.pairs
    if pairs.empty:
        return "Fewer than two outlets have evidence, so there is nothing to set side by side."
    named = [_describe_pair(row) for row in pairs.head(most).to_dict("records")]
    others = pairs.iloc[most:]
    if len(others):
        n_kept = int((others["n_same"] == others["n"]).sum())
        keep = "keeps its sign" if n_kept == 1 else "keep their sign"
        named.append(f"Of {plural(len(others), 'more pair')}, {n_kept:,} {keep} in every different result.")
    return " ".join(named)


def _describe_pair(row: Mapping[Any, Any]) -> str:
    own, smallest, largest = (_signed(row[name]) for name in ("difference", "smallest", "largest"))
    pair, n, n_choices = f"{row['outlet_a']} minus {row['outlet_b']}: {own}", row["n"], row["n_choices"]
    results = plural(n, "different result")
    mattered = f"{n_choices} of {row['n_every']} choices matter{'s' if n_choices == 1 else ''}"
    unknown = f"; {row['n_unknown']:,} more leave one of them without evidence" if row["n_unknown"] else ""
    if not n_choices:
        return f"{pair}; none of the {row['n_every']} choices matters for these texts."
    if pd.isna(row["n_same"]):
        return (
            f"{pair} by the study's own choices, which show no difference; {mattered}, and {results} "
            f"{'runs' if n == 1 else 'run'} from {smallest} to {largest}{unknown}."
        )
    have = "has" if 1 in (n, row["n_same"]) else "have"
    equal = f", {row['n_none']:,} without a difference" if row["n_none"] else ""
    return (
        f"{pair}; {mattered}, and {row['n_same']:,} of {results} {have} the same sign{equal} (from "
        f"{smallest} to {largest}){unknown}."
    )


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
