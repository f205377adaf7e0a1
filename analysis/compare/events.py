"""Samples and the study's events -> rows of table `contrasts`: does the level jump at an event, and at other days too?

After an event is also later: what rises all year is higher after any day. So an event's contrast is the jump at its day
beside a slope through both sides, within outlets (`analysis.compare.intervals.changes.measure_jump`), in a window
around it; and the same test at days on which nothing is known to have happened says how often it would call one of
those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.contrasts import adjust_families
from analysis.compare.copies import keep_own
from analysis.compare.intervals import clusters_of
from analysis.compare.intervals.changes import Jump, make_panel, measure_jump
from analysis.compare.samples import parts_of, sides_of_day
from analysis.study import Event
from analysis.tables import empty

PLACEBO = 20  # other days that are tried


def contrast_events(
    samples: pd.DataFrame | Iterable[pd.DataFrame],
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
    samples : DataFrame, or an iterable of them
        As from `analysis.compare.samples.measure_samples`: the unit is the article's outlet. Those of the parts of a
        corpus come one after the other, as often as they are asked for.
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
        days = pd.Timestamp(event.earliest), pd.Timestamp(event.latest)
        sides = _Sides(parts_of(samples), articles, copies, *days, window)
        for kept in ("with", "without"):
            for (measure, facet), part in sides.sums(kept).groupby(["measure", "facet"], sort=True):
                key = [seed, crc32("\x1f".join((event_id, str(measure), str(facet), kept)).encode())]
                row = {"measure": measure, "facet": facet, "copies": kept, "seed": seed}
                row |= {"unit_a": f"after:{event_id}", "unit_b": f"before:{event_id}"}
                rows.append(row | _contrast(part, window, minimum, draws, key))
    rows = [row for row in rows if row["n_a"] and row["n_b"]]
    return adjust_families(pd.DataFrame(rows).assign(question="events")) if rows else empty("contrasts")


#: What is summed into one row.
_KEYS = ["measure", "facet", "unit_id", "day", "outlet"]


class _Sides:
    """The samples of articles that surely fell into the window before or after; `day` counts from the first.

    They are summed by measure, side, day and outlet, so that what is held does not grow with the articles.
    """

    def __init__(
        self,
        samples: Iterable[pd.DataFrame],
        articles: pd.DataFrame,
        copies: pd.DataFrame,
        first: pd.Timestamp,
        last: pd.Timestamp,
        days: int,
    ) -> None:
        width = pd.Timedelta(days=days)
        is_near = (articles["published_earliest"] >= first - width) & (articles["published_latest"] <= last + width)
        self.near, self.first, self.last, self.samples = articles[is_near], first, last, samples
        middle = self.near["published_earliest"] + (self.near["published_latest"] - self.near["published_earliest"]) / 2
        days_of = (middle.dt.normalize() - first).dt.days
        self.day = dict(zip(self.near["article_id"].tolist(), days_of.tolist(), strict=True))
        self.ids = pd.Index(self.near["article_id"])
        kinds = _KEYS, ["article_id", "unit_id"]
        found = [[part[kind].drop_duplicates() for kind in kinds] for part in self._parts()]
        keys, every = (pd.concat(one, ignore_index=True) for one in zip(*found, strict=True))
        self.keys: pd.DataFrame = keys.drop_duplicates().sort_values(_KEYS, ignore_index=True)
        clusters = np.array(clusters_of(every["article_id"].tolist(), copies), object)
        own = keep_own(every, copies)
        self.kept = {"with": set(every["article_id"]), "without": set(every.loc[own, "article_id"])}
        self.cluster = dict(zip(every["article_id"].tolist(), pd.factorize(clusters)[0].tolist(), strict=True))

    def _parts(self) -> Iterator[pd.DataFrame]:
        for part in self.samples:
            chosen = part[part["article_id"].isin(self.ids)]
            sides = sides_of_day(chosen.assign(outlet=chosen["unit_id"]), self.near, self.first, self.last)
            yield sides.assign(day=sides["article_id"].map(self.day).astype("int64"))

    def sums(self, kept: str) -> pd.DataFrame:
        """Give ``x``, ``n``, ``articles`` of each row, and in how many ``clusters`` its measure has articles there."""
        index = pd.MultiIndex.from_frame(self.keys)
        sums = np.zeros((len(index), 3))
        sides = self.keys.groupby(_KEYS[:3], sort=False).ngroup().to_numpy()
        seen: set[tuple[int, int]] = set()
        for part in self._parts():
            own = part[part["article_id"].isin(self.kept[kept])]
            row = index.get_indexer(pd.MultiIndex.from_frame(own[_KEYS]))
            values = own[["numerator", "denominator"]].to_numpy(float)
            np.add.at(sums, row, np.column_stack([values, np.ones(len(own))]))
            cluster = [self.cluster[one] for one in own["article_id"].tolist()]
            seen.update(zip(sides[row].tolist(), cluster, strict=True))
        counts = np.bincount(np.array([side for side, _ in seen], np.int64), minlength=int(sides.max(initial=-1)) + 1)
        found = self.keys.assign(x=sums[:, 0], n=sums[:, 1], articles=sums[:, 2], clusters=counts[sides])
        return found[found["articles"] > 0]


def _measure(rows: pd.DataFrame, minimum: int, draws: int, seed: list[int]) -> Jump:
    """Measure the jump of the sums of one measure."""
    first = rows.loc[rows["unit_id"] == "after", "day"].min()
    if not (rows["unit_id"] == "before").any() or np.isnan(first):
        return Jump(*[float("nan")] * 4)
    day, outlet = rows["day"].to_numpy(np.int64), pd.factorize(rows["outlet"], sort=True)[0]
    panel = make_panel(day, outlet, *(rows[name].to_numpy(float) for name in ("x", "n", "articles")))
    return measure_jump(panel, panel.day >= first, minimum=minimum, draws=draws, seed=seed)


def _contrast(rows: pd.DataFrame, window: int, minimum: int, draws: int, seed: list[int]) -> dict[str, Any]:
    found: dict[str, float] = {}
    clusters = []
    for letter, side in (("a", "after"), ("b", "before")):
        part = rows[rows["unit_id"] == side]
        denominator = part["n"].sum()
        found |= {f"mean_{letter}": part["x"].sum() / denominator if denominator else np.nan}
        found |= {f"n_{letter}": int(part["articles"].sum())}
        clusters.append(int(part["clusters"].max()) if len(part) else 0)
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
        if _fewest(articles, day, pd.Timedelta(days=window)) < minimum:
            continue  # no measure can be tested
        sides = _Sides([samples], articles, copies, day, day, window)
        for (measure, facet), part in sides.sums("with").groupby(["measure", "facet"], sort=True):
            key = [seed, crc32("\x1f".join((f"{day:%Y-%m-%d}", str(measure), str(facet))).encode())]
            jump = _measure(part, minimum, draws, key)
            counts[str(measure), str(facet)][0] += not np.isnan(jump.p)
            counts[str(measure), str(facet)][1] += jump.p <= 0.05
    return pd.DataFrame([(*key, *found) for key, found in counts.items()], columns=columns)


def _fewest(articles: pd.DataFrame, day: pd.Timestamp, width: pd.Timedelta) -> int:
    """Count the articles of the window on the side of a day that has fewer."""
    before = (articles["published_earliest"] >= day - width) & (articles["published_latest"] < day)
    after = (articles["published_earliest"] > day) & (articles["published_latest"] <= day + width)
    return min(int(before.sum()), int(after.sum()))


def _is_near(day: pd.Timestamp, event: Event, width: pd.Timedelta) -> bool:
    return pd.Timestamp(event.earliest) - width <= day <= pd.Timestamp(event.latest) + width
