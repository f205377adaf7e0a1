"""What each article adds to a measure, and when it was published -> a series over days, weeks or months, and its break.

The windows are those of the calendar. An article that may fall into two of them is in none; a window without an article
has no row, so that a gap stays a gap.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.intervals import clusters_of, interval_of_ratios, rows_of_clusters
from analysis.compare.samples import measure_samples
from analysis.compare.tables.grid import outlets_of
from analysis.errors import StudyError
from analysis.reading import Reading

__all__ = ["PERIODS", "Change", "check_period", "choose_period", "find_change", "series_of_measure"]

#: Windows by name, as pandas names them.
PERIODS = {"day": "D", "week": "W", "month": "M"}
WINDOWS = 40  # as many windows as a chart can show
LEAST = 10  # articles on each side of a change, and twice as many in all


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
        ``value``, ``numerator``, ``n`` (its denominator), ``window`` (its first day; NA: it may fall into several).
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
    points = points[["article_id", "outlet", *days, "value", "numerator", "n", "window"]]
    points = points.sort_values(["published_earliest", "article_id"], kind="stable", ignore_index=True)
    minimum = reading.study.minimum_articles
    known = points.assign(cluster=clusters_of(points["article_id"].tolist(), reading.copies))
    rows = []
    for first, part in known.dropna(subset="window").groupby("window"):
        last = pd.Period(str(first), PERIODS[period]).end_time.normalize()
        numerator, n = part["numerator"].to_numpy(), part["n"].to_numpy()
        lower = upper = np.nan
        if len(part) >= minimum:
            found = interval_of_ratios(rows_of_clusters(numerator, n, part["cluster"].tolist()), draws=draws, seed=seed)
            lower, upper = found.lower[0], found.upper[0]
        rows.append((first, last, numerator.sum() / n.sum(), lower, upper, n.sum(), len(part)))
    return points, pd.DataFrame(rows, columns="first last value lower upper n n_articles".split())


class Change(NamedTuple):
    """The likeliest moment of a change: the first day after it, the values on both sides, and its p-value."""

    day: pd.Timestamp
    before: float
    after: float
    n_before: int
    n_after: int
    p: float


def find_change(points: pd.DataFrame, copies: pd.DataFrame, *, draws: int = 2000, seed: int = 0) -> Change | None:
    """Look for one change of level over publication time, against a null without any.

    The statistic is the largest standardised difference between the articles before and after a day, over all days that
    leave at least ten articles on either side. The null is that of articles in random order (near-duplicates are
    counted once), so that the search over days is paid for.

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
        None with fewer than twice ten dated articles, or where no day parts them. A `p` above .05 is no change.
    """
    originals = copies.loc[copies["cluster_id"] == copies["article_id"], "article_id"]
    known = points[points["published_earliest"].notna() & points["article_id"].isin(originals)]
    if len(known) < 2 * LEAST:
        return None
    middle = known["published_earliest"] + (known["published_latest"] - known["published_earliest"]) / 2
    known = known.assign(day=middle.dt.normalize()).sort_values("day", kind="stable")
    day = known["day"].to_numpy()
    numerator, n = known["numerator"].to_numpy(float), known["n"].to_numpy(float)
    rest = numerator - n * numerator.sum() / n.sum()  # what each article adds above the level of all
    cuts = np.flatnonzero(day[1:] != day[:-1]) + 1
    cuts = cuts[(cuts >= LEAST) & (cuts <= len(day) - LEAST)]
    if not len(cuts) or not rest.any():
        return None
    observed = _standardised(rest, cuts)
    random = np.random.default_rng(seed)
    chance = np.array([_standardised(random.permutation(rest), cuts).max() for _ in range(draws)])
    cut = int(cuts[observed.argmax()])
    p = (1 + (chance >= observed.max() * (1 - 1e-12)).sum()) / (1 + draws)
    before, after = (float(numerator[side].sum() / n[side].sum()) for side in (slice(cut), slice(cut, None)))
    return Change(pd.Timestamp(day[cut]), before, after, cut, len(day) - cut, float(p))


def _standardised(rest: np.ndarray, cuts: np.ndarray) -> np.ndarray:
    """Give the size of the sum before each cut over the spread that it has by chance, but for a factor."""
    sums = np.cumsum(rest)[cuts - 1]
    spread: np.ndarray = np.abs(sums) / np.sqrt(cuts * (len(rest) - cuts) / len(rest))
    return spread
