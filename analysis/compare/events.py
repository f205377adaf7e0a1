"""Samples and the study's events -> rows of table `contrasts`: does the level jump at an event, and at other days too?

After an event is also later: what rises all year is higher after any day. So an event's contrast is the jump at its day
beside a slope through both sides, within outlets (`analysis.compare.intervals.changes.measure_jump`), in a window
around it; and the same test at days on which nothing is known to have happened says how often it would call one of
those.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.contrasts import adjust_families
from analysis.compare.copies import keep_own
from analysis.compare.intervals import clusters_of
from analysis.compare.intervals.changes import Jump, make_panel, measure_jump
from analysis.compare.samples import sides_of_day
from analysis.study import Event
from analysis.tables import empty

__all__ = ["contrast_events", "try_other_days"]

PLACEBO = 20  # other days that are tried


def contrast_events(
    samples: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    events: Mapping[str, Event],
    *,
    window: int,
    minimum: int = 10,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Contrast the articles after each event with those before it, on every measure and facet.

    Parameters
    ----------
    samples : DataFrame
        As from `analysis.compare.samples.measure_samples`: the unit is the article's outlet.
    articles, copies : DataFrame
        Tables of those names.
    events : mapping of id to Event
    window : int
        Days on either side of the event.
    minimum : int
        Articles on either side, of outlets that write on both, from which on there is a test.
    draws, seed : int
        Of the signs of blocks of days.

    Returns
    -------
    DataFrame
        Table `contrasts`; units ``after:EVENT`` and ``before:EVENT``. `mean_a` and `mean_b` are the levels of all
        articles of the window on either side; `difference` is not theirs but the jump beside a slope within outlets,
        with its interval (the plain one, without, where `method` says so). `n` count articles, `n_effective` the
        clusters of near-duplicates on the side that has fewer. The family of `q` is all events on one measure. An event
        without articles on both sides has no row.
    """
    rows = []
    for event_id, event in events.items():
        sides = _sides(samples, articles, copies, pd.Timestamp(event.earliest), pd.Timestamp(event.latest), window)
        for kept in ("with", "without"):
            own = sides if kept == "with" else sides[keep_own(sides, copies)]
            for (measure, facet), part in own.groupby(["measure", "facet"], sort=False):
                key = [seed, crc32("\x1f".join((event_id, str(measure), str(facet), kept)).encode())]
                row = {"measure": measure, "facet": facet, "copies": kept, "seed": seed}
                row |= {"unit_a": f"after:{event_id}", "unit_b": f"before:{event_id}"}
                rows.append(row | _contrast(part, window, minimum, draws, key))
    rows = [row for row in rows if row["n_a"] and row["n_b"]]
    return adjust_families(pd.DataFrame(rows).assign(question="events")) if rows else empty("contrasts")


def _sides(
    samples: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    first: pd.Timestamp,
    last: pd.Timestamp,
    days: int,
) -> pd.DataFrame:
    """Give the samples of articles that surely fell into the window before or after; `day` counts from the first."""
    width = pd.Timedelta(days=days)
    near = articles[(articles["published_earliest"] >= first - width) & (articles["published_latest"] <= last + width)]
    middle = near["published_earliest"] + (near["published_latest"] - near["published_earliest"]) / 2
    day = dict(zip(near["article_id"], (middle.dt.normalize() - first).dt.days, strict=True))
    outlet = dict(zip(samples["article_id"], samples["unit_id"], strict=True))
    chosen = sides_of_day(samples[samples["article_id"].isin(day)], near, first, last)
    ids = chosen["article_id"]
    return chosen.assign(day=ids.map(day), outlet=ids.map(outlet), cluster=clusters_of(ids.tolist(), copies))


def _measure(rows: pd.DataFrame, minimum: int, draws: int, seed: list[int]) -> Jump:
    """Measure the jump of samples of one measure."""
    first = rows.loc[rows["unit_id"] == "after", "day"].min()
    if not (rows["unit_id"] == "before").any() or np.isnan(first):
        return Jump(*[float("nan")] * 4)
    day, outlet = rows["day"].to_numpy(np.int64), pd.factorize(rows["outlet"], sort=True)[0]
    panel = make_panel(day, outlet, rows["numerator"].to_numpy(float), rows["denominator"].to_numpy(float))
    return measure_jump(panel, panel.day >= first, minimum=minimum, draws=draws, seed=seed)


def _contrast(rows: pd.DataFrame, window: int, minimum: int, draws: int, seed: list[int]) -> dict[str, Any]:
    found: dict[str, float] = {}
    clusters = []
    for letter, side in (("a", "after"), ("b", "before")):
        part = rows[rows["unit_id"] == side]
        denominator = part["denominator"].sum()
        found |= {f"mean_{letter}": part["numerator"].sum() / denominator if denominator else np.nan}
        found |= {f"n_{letter}": len(part)}
        clusters.append(part["cluster"].nunique())
    jump = _measure(rows, minimum, draws, seed)
    method = f"jump beside a slope within outlets, {window} days on either side, signs of blocks of days"
    if np.isnan(jump.p):
        method = f"plain difference: not {minimum} articles on both sides of outlets that write on both, or all alike"
        jump = jump._replace(step=float(found["mean_a"]) - float(found["mean_b"]))
    error = np.sqrt(jump.p * (1 - jump.p) / (draws + 1))
    ends = {"difference": jump.step, "lower": jump.lower, "upper": jump.upper, "p": jump.p, "p_error": error}
    return found | ends | {"n_effective": min(clusters), "method": method}


def try_other_days(
    samples: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    events: Mapping[str, Event],
    *,
    window: int,
    minimum: int = 10,
    most: int = PLACEBO,
    draws: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Test days on which the study knows of no event as `contrast_events` tests events.

    Parameters
    ----------
    samples, articles, copies, events, window, minimum, draws, seed
        As in `contrast_events`.
    most : int
        Days that are tried, evenly spaced from the first published article to the last; those that lie a week or less
        from an event of the study are not.

    Returns
    -------
    DataFrame
        One row a measure and facet: ``measure``, ``facet``, ``n_days`` that could be tested, ``n_found`` with a p of at
        most .05.
    """
    known = articles["published_earliest"].dropna()
    columns = ["measure", "facet", "n_days", "n_found"]
    if known.empty or samples.empty:
        return pd.DataFrame(columns=columns)
    spaced = pd.date_range(known.min(), known.max(), periods=most + 2).normalize().unique()[1:-1]
    week = pd.Timedelta(days=7)
    days = [day for day in spaced if not any(_is_near(day, event, week) for event in events.values())]
    keys = samples[["measure", "facet"]].drop_duplicates().to_numpy(object).tolist()
    counts: dict[tuple[str, str], list[int]] = {(measure, facet): [0, 0] for measure, facet in keys}
    for day in days:
        sides = _sides(samples, articles, copies, day, day, window)
        for (measure, facet), part in sides.groupby(["measure", "facet"], sort=False):
            key = [seed, crc32("\x1f".join((f"{day:%Y-%m-%d}", str(measure), str(facet))).encode())]
            jump = _measure(part, minimum, draws, key)
            counts[str(measure), str(facet)][0] += not np.isnan(jump.p)
            counts[str(measure), str(facet)][1] += jump.p <= 0.05
    return pd.DataFrame([(*key, *found) for key, found in counts.items()], columns=columns)


def _is_near(day: pd.Timestamp, event: Event, width: pd.Timedelta) -> bool:
    return pd.Timestamp(event.earliest) - width <= day <= pd.Timestamp(event.latest) + width
