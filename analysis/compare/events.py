"""Samples and the study's events -> rows of table `contrasts`: does the level jump at an event, and at other days too?

After an event is also later: what rises all year is higher after any day. So an event's contrast is the jump at its day
beside a slope through both sides, within outlets (`analysis.compare.intervals.changes.measure_jump`), in a window
around it; and the same test at days on which nothing is known to have happened says how often it would call one of
those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.contrasts import MOST_UNITS, NONE_ASKED, adjust_families
from analysis.compare.copies import keep_own_of
from analysis.compare.intervals import clusters_of
from analysis.compare.intervals.changes import Jump, make_panel, measure_jump
from analysis.compare.samples import number_rows, parts_of
from analysis.study import Event

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
    options: dict[str, Any] = {"window": window, "minimum": minimum, "draws": draws, "seed": seed}
    return adjust_families([contrast_event(samples, articles, copies, *event, **options) for event in events.items()])


def contrast_event(
    samples: pd.DataFrame | Iterable[pd.DataFrame],
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    event_id: str,
    event: Event,
    *,
    window: int,
    minimum: int = 10,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Contrast the articles after one event with those before it as `contrast_events` does, for `adjust_families`."""
    rows = []
    days = pd.Timestamp(event.earliest), pd.Timestamp(event.latest)
    sides = _Sides(parts_of(samples), articles, copies, *days, window)
    for kept in ("with", "without"):
        for (measure, facet), part in sides.sums(kept).groupby(["measure", "facet"], sort=True):
            key = [seed, crc32("\x1f".join((event_id, str(measure), str(facet), kept)).encode())]
            row = {"measure": measure, "facet": facet, "copies": kept, "seed": seed}
            row |= {"unit_a": f"after:{event_id}", "unit_b": f"before:{event_id}"}
            rows.append(row | _contrast(part, window, minimum, draws, key))
    rows = [row for row in rows if row["n_a"] and row["n_b"]]
    return pd.DataFrame(rows).assign(question="events") if rows else NONE_ASKED


#: What is summed into one row.
_KEYS = ["measure", "facet", "unit_id", "day", "outlet"]
_SIDES = np.array(["after", "before"], object)
_MOST_DAYS = 1 << 20  # more than there can be between two articles


class _Near(NamedTuple):
    """Samples near an event: the place of the article, a number of what it is summed into, both values."""

    article: np.ndarray
    row: np.ndarray
    values: np.ndarray


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
        is_before, is_after = articles["published_latest"] < first, articles["published_earliest"] > last
        is_near = (articles["published_earliest"] >= first - width) & (articles["published_latest"] <= last + width)
        near = articles[is_near & (is_before | is_after)]
        middle = near["published_earliest"] + (near["published_latest"] - near["published_earliest"]) / 2
        self.day = (middle.dt.normalize() - first).dt.days.to_numpy(np.int64)
        self.side = is_before[near.index].to_numpy(np.int64)  # in the order of their names: after, before
        self.ids, self.samples = pd.Index(near["article_id"]), samples
        self.measures: dict[tuple[str, ...], int] = {}
        self.outlets: dict[tuple[str, ...], int] = {}
        every, codes = np.zeros(len(near), bool), [np.zeros(0, np.int64)]
        for part in self._parts():
            every[part.article] = True
            codes.append(np.unique(part.row))
        self.codes = np.unique(np.concatenate(codes))
        self.keys = self._name(self.codes)
        self.kept = {"with": every, "without": every.copy()}
        names = near["article_id"].tolist()
        self.cluster = pd.factorize(np.array(clusters_of(names, copies), object))[0]
        told = np.flatnonzero(every)
        own = keep_own_of([names[one] for one in told], np.arange(len(told)), _SIDES, self.side[told], copies)
        self.kept["without"][told] = own

    def _parts(self) -> Iterator[_Near]:
        """Read the samples of each part that are near the event."""
        for part in self.samples:
            article = self.ids.get_indexer(pd.Index(part["article_id"]))
            own, article = part[article >= 0], article[article >= 0]
            measure = number_rows(own, _KEYS[:2], self.measures)
            outlet = number_rows(own, ["unit_id"], self.outlets)
            side = measure * 2 + self.side[article]
            row = (side * _MOST_DAYS + self.day[article] + _MOST_DAYS // 2) * MOST_UNITS + outlet
            yield _Near(article, row, own[["numerator", "denominator"]].to_numpy(float))

    def _name(self, codes: np.ndarray) -> pd.DataFrame:
        """Give what rows are of: measure and facet, side, day and outlet."""
        rest, outlet = np.divmod(codes, MOST_UNITS)
        side, day = np.divmod(rest, _MOST_DAYS)
        measures, outlets = (
            np.array(list(one), object).reshape(-1, n) for one, n in ((self.measures, 2), (self.outlets, 1))
        )
        measure, facet = measures[side // 2].T
        columns = measure, facet, _SIDES[side % 2], day - _MOST_DAYS // 2, outlets[outlet, 0]
        return pd.DataFrame(dict(zip(_KEYS, columns, strict=True)))

    def sums(self, kept: str) -> pd.DataFrame:
        """Give ``x``, ``n``, ``articles`` of each row, and in how many ``clusters`` its measure has articles there."""
        sums = np.zeros((len(self.codes), 3))
        side = self.codes // MOST_UNITS // _MOST_DAYS
        seen = np.zeros((int(side.max(initial=-1)) + 1, int(self.cluster.max(initial=-1)) + 1), bool)
        for part in self._parts():
            is_kept = self.kept[kept][part.article]
            row = np.searchsorted(self.codes, part.row[is_kept])
            np.add.at(sums, row, np.column_stack([part.values[is_kept], np.ones(len(row))]))
            seen[side[row], self.cluster[part.article[is_kept]]] = True
        x, n, articles = sums.T
        found = self.keys.assign(x=x, n=n, articles=articles, clusters=seen.sum(axis=1)[side])
        return found[found["articles"] > 0].sort_values(_KEYS, ignore_index=True)


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
