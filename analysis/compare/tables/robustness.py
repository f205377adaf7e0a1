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
    count_signs,
    find_choices_that_matter,
    score_influence,
    score_specifications,
)
from analysis.reading import Reading

__all__ = ["Contrast", "contrast_of_outlets", "influence_of_indicators"]


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
