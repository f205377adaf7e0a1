"""What each article adds to a measure, and when it was published -> a series over days, weeks or months, and its break.

The windows are those of the calendar. An article that may fall into two of them is in none; a window without an article
has no row, so that a gap stays a gap.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.intervals import clusters_of, interval_of_ratios, rows_of_clusters
from analysis.compare.intervals.changes import Step, find_step, make_panel
from analysis.compare.samples import measure_samples
from analysis.compare.tables.grid import outlets_of
from analysis.errors import StudyError
from analysis.measures import MEASURES
from analysis.reading import Reading

__all__ = ["PERIODS", "Change", "check_period", "choose_period", "find_change", "series_of_measure"]

#: Windows by name, as pandas names them.
PERIODS = {"day": "D", "week": "W", "month": "M"}
WINDOWS = 40  # as many windows as a chart can show
LEVEL = 0.05  # of the tests of a change


def check_period(period: str) -> None:
    """Refuse windows of a length that is not known.

    Raises
    ------
    StudyError
        Names those that are.
    """
    if period not in PERIODS:
        raise StudyError(f"`window` must be one of {', '.join(PERIODS)}; found `{period}`.")


def choose_period(articles: pd.DataFrame, period: str | None = None) -> str:
    """Choose the finest windows of which at most forty span the corpus."""
    if period is not None:
        check_period(period)
        return period
    days = articles["published_latest"].max() - articles["published_earliest"].min()
    n_days = 0 if pd.isna(days) else days.days + 1
    return next((name for name, length in (("day", 1), ("week", 7)) if n_days <= length * WINDOWS), "month")


def series_of_measure(
    reading: Reading, measure: str, facet: str, *, period: str, draws: int = 2000, seed: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Follow a measure over publication time.

    Parameters
    ----------
    measure, facet : str
        As in the table `contrasts`: tone with a voice, balance with ``axis:voice``.
    period : {"day", "week", "month"}

    Returns
    -------
    points : DataFrame
        One row an article that has the measure: ``article_id``, ``outlet``, the publication interval and its basis,
        ``value``, ``numerator``, ``n`` (its denominator), ``window`` (its first day; NA: it may fall into several),
        ``verdict`` (how sure a balance is; NA of other measures).
    windows : DataFrame
        One row a window with an article: ``first``, ``last`` (days), ``value``, ``lower`` and ``upper`` (95 %, clusters
        resampled; NA below the study's minimum of articles), ``n``, ``n_articles``.
    """
    names = ("articles", "sentences", "segments", "valences", "sentiments", "frame_hits")
    samples = measure_samples({name: getattr(reading, name) for name in names}, reading.study)
    chosen = samples[(samples["measure"] == measure) & (samples["facet"] == facet)]
    days = ["published_earliest", "published_latest", "published_basis"]
    points = chosen.merge(reading.articles[["article_id", *days]], on="article_id")
    points = points.merge(outlets_of(reading.articles, reading.study)[["article_id", "outlet"]], on="article_id")
    points = points.assign(value=points["numerator"] / points["denominator"], n=points["denominator"])
    spans = [points[f"published_{end}"].dt.to_period(PERIODS[period]) for end in ("earliest", "latest")]
    points["window"] = spans[0].dt.start_time.where((spans[0] == spans[1]) & spans[0].notna())
    points["verdict"] = points["article_id"].map(_verdicts(reading, measure, facet)).astype("str")
    points = points[["article_id", "outlet", *days, "value", "numerator", "n", "window", "verdict"]]
    points = points.sort_values(["published_earliest", "article_id"], kind="stable", ignore_index=True)
    minimum = reading.study.minimum_articles
    known_measure = MEASURES.get("sentiment" if measure.startswith("sentiment_") else measure)
    bounds = (known_measure.low, known_measure.high) if known_measure else (-np.inf, np.inf)
    known = points.assign(cluster=clusters_of(points["article_id"].tolist(), reading.copies))
    rows = []
    for first, part in known.dropna(subset="window").groupby("window"):
        last = pd.Period(str(first), PERIODS[period]).end_time.normalize()
        numerator, n = part["numerator"].to_numpy(), part["n"].to_numpy()
        sums = rows_of_clusters(numerator, n, part["cluster"].tolist())
        found = interval_of_ratios(sums, minimum=minimum, bounds=bounds, draws=draws, seed=seed)
        rows.append((first, last, numerator.sum() / n.sum(), found.lower[0], found.upper[0], n.sum(), len(part)))
    return points, pd.DataFrame(rows, columns="first last value lower upper n n_articles".split())


def _verdicts(reading: Reading, measure: str, facet: str) -> dict[str, str]:
    """Give how sure the balance of each article is; nothing of other measures."""
    axis_id, _, voice = facet.partition(":")
    scores = reading.axis_scores
    is_it = (scores["unit_kind"] == "article") & (scores["axis_id"] == axis_id) & (scores["voice"] == voice)
    scores = scores[is_it & (scores["section"] == "all") & (measure == "balance")]
    return dict(zip(scores["unit_id"], scores["verdict"], strict=True))


class Change(NamedTuple):
    """The likeliest moment of a change: the first day after it, levels of all articles on both sides, and its tests.

    ``kind`` is "none" (`p` above .05), "step" (and no slope explains it), "slope" (and no step explains it), "open"
    (the articles do not tell which) or "both" (one of them alone does not do). ``step`` is the change within outlets at
    that day; ``first`` and ``last`` are the days that hold it with 95 %, if it is one step. `p` is over all days,
    `p_step` of a step against a slope.
    """

    day: pd.Timestamp
    before: float
    after: float
    n_before: int
    n_after: int
    p: float
    kind: str = "step"
    step: float = float("nan")
    first: pd.Timestamp = pd.NaT  # type: ignore[assignment]
    last: pd.Timestamp = pd.NaT  # type: ignore[assignment]
    p_step: float = float("nan")


def find_change(points: pd.DataFrame, copies: pd.DataFrame, *, draws: int = 2000, seed: int = 0) -> Change | None:
    """Look for a change of level over publication time, within outlets, and hold a step against a slope.

    `analysis.compare.intervals.changes.find_step` over articles, near-duplicates counted once: the search over days is
    paid for; an outlet that comes in late changes nothing; articles of neighbouring days are drawn together.

    Parameters
    ----------
    points : DataFrame
        As from `series_of_measure`; articles without a date of one day or a window of days are ordered by the middle
        of their interval.
    copies : DataFrame
        Table of that name.

    Returns
    -------
    Change or None
        None where no day has ten articles on either side, of outlets that write on both, where fewer than eight days
        have articles, or where all are alike.
    """
    originals = copies.loc[copies["cluster_id"] == copies["article_id"], "article_id"]
    known = points[points["published_earliest"].notna() & points["article_id"].isin(originals)]
    if known.empty:
        return None
    middle = known["published_earliest"] + (known["published_latest"] - known["published_earliest"]) / 2
    day = middle.dt.normalize().to_numpy("datetime64[D]").astype(np.int64)
    numerator, n = known["numerator"].to_numpy(float), known["n"].to_numpy(float)
    outlet = pd.factorize(known["outlet"], sort=True)[0]
    found = find_step(make_panel(day, outlet, numerator, n), draws=draws, seed=seed)
    if found is None:
        return None
    sides = [day < found.day, day >= found.day]
    before, after = (float(numerator[side].sum() / n[side].sum()) for side in sides)
    when, first, last = (pd.Timestamp(one, unit="D") for one in (found.day, found.first, found.last))
    counts = int(sides[0].sum()), int(sides[1].sum())
    return Change(when, before, after, *counts, found.p, _kind(found), found.step, first, last, found.p_step)


def _kind(found: Step) -> str:
    if found.p > LEVEL:
        return "none"
    is_step, is_slope = found.p_step <= LEVEL, found.p_slope <= LEVEL
    return {(True, True): "both", (True, False): "step", (False, True): "slope", (False, False): "open"}[
        is_step, is_slope
    ]
