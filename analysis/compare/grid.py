"""What every tidy table shares: the outlets in the order of the study, a full grid, and means with their intervals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.study import Study
from analysis.tables import VOICES

__all__ = [
    "FACETS",
    "Poles",
    "TablesOfReading",
    "by_others",
    "choose_axis",
    "choose_method",
    "choose_person",
    "grid_of",
    "means_of",
    "outlets_of",
]

#: Voices with their total.
FACETS = ("all", *VOICES)
_NONE = np.zeros(0)


class TablesOfReading(Protocol):
    """What these functions use of a Reading: the study and its tables."""

    @property
    def study(self) -> Study: ...  # noqa: D102
    @property
    def articles(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def sentences(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def segments(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def mentions(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def quotes(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def valences(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def frame_hits(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def axis_scores(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def person_scores(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def sentiments(self) -> pd.DataFrame: ...  # noqa: D102


class Poles(NamedTuple):
    """An axis with the labels of its two frames."""

    axis_id: str
    label: str
    positive: str
    negative: str


def choose_axis(study: Study, axis: str | None = None, *, required: bool = True) -> Poles:
    """Name an axis of the study and its frames; None is the first one.

    Where a study declares no axis and none is ``required``, its id is empty: no score is found under it.

    Raises
    ------
    StudyError
        The study has no such axis.
    """
    if not study.axes and axis is None:
        if not required:
            return Poles("", "no axis", "no frame", "no other frame")
        raise StudyError(f"{study.path.name} must declare two frames under `axes:` for this; it declares no axis.")
    if axis not in (None, *study.axes):
        raise StudyError(f"`axis` must be one of {', '.join(study.axes) or 'none (none is declared)'}; found `{axis}`.")
    axis_id = axis or next(iter(study.axes))
    chosen = study.axes[axis_id]
    return Poles(axis_id, chosen.label, study.frames[chosen.positive].label, study.frames[chosen.negative].label)


def choose_person(study: Study, person: str | None = None) -> str:
    """Give the id of a person of the study; None is the first one.

    Raises
    ------
    StudyError
        The study has no such person.
    """
    if not study.people and person is None:
        raise StudyError(f"{study.path.name} must declare a person under `people:` for this; it declares nobody.")
    if person not in (None, *study.people):
        allowed = ", ".join(study.people) or "none (none is declared)"
        raise StudyError(f"`person` must be one of {allowed}; found `{person}`.")
    return person or next(iter(study.people))


def choose_method(reading: TablesOfReading, method: str | None = None) -> str:
    """Name the way of measuring sentiment toward people; None is the study's. No two are ever added together.

    Raises
    ------
    StudyError
        The reading does not hold it; names the methods that it holds.
    """
    method = method or reading.study.sentiment.method
    known = sorted(reading.sentiments["method"].unique())
    if known and method not in known:
        raise StudyError(f"`method` must be one of {', '.join(known)}; found `{method}`.")
    return method


def by_others(sentiments: pd.DataFrame) -> pd.DataFrame:
    """Leave out what people say of themselves: a portrait is drawn by others."""
    return sentiments[~((sentiments["holder_kind"] == "person") & (sentiments["holder_id"] == sentiments["target_id"]))]


def outlets_of(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Name the outlet of each article, in the order of the study file; outlets it does not list follow by name.

    Returns
    -------
    DataFrame
        ``article_id``, ``outlet_id``, ``outlet`` (the name that charts show).
    """
    named = articles.loc[articles["outlet_id"].notna(), ["article_id", "outlet_id", "outlet"]]
    names = {outlet_id: outlet.name for outlet_id, outlet in study.outlets.items()}
    first = named.drop_duplicates("outlet_id").set_index("outlet_id")["outlet"]
    named = named.assign(outlet=[names.get(one) or first[one] for one in named["outlet_id"]])
    others = named[~named["outlet_id"].isin(list(study.outlets))].drop_duplicates("outlet_id")
    order = [*study.outlets, *others.sort_values(["outlet", "outlet_id"])["outlet_id"]]
    place = {outlet_id: row for row, outlet_id in enumerate(order)}
    return named.sort_values("outlet_id", key=lambda ids: ids.map(place), kind="stable").reset_index(drop=True)


def grid_of(reading: TablesOfReading, voices: Iterable[str]) -> pd.DataFrame:
    """One row an outlet and voice, with the outlet's number of articles."""
    outlets = outlets_of(reading.articles, reading.study)
    counted = outlets.groupby(["outlet_id", "outlet"], sort=False).size().rename("n_articles").reset_index()
    return counted.merge(pd.DataFrame({"voice": list(voices)}), how="cross")


def means_of(grid: pd.DataFrame, per_article: pd.DataFrame, keys: list[str], study: Study, name: str) -> pd.DataFrame:
    """Mean of each cell of the grid from sums and counts by article, with an interval where articles are enough."""
    cells = dict(iter(per_article.groupby(keys, sort=False)))
    rows = []
    for key, n_articles in zip(grid[keys].itertuples(index=False), grid["n_articles"], strict=True):
        cell = cells.get(tuple(key))
        sums, counts = (cell["sum"].to_numpy(), cell["count"].to_numpy()) if cell is not None else (_NONE, _NONE)
        n = int(counts.sum())
        enough = n_articles >= study.minimum_articles and n > 0
        rows.append((sums.sum() / n if n else np.nan, *(_interval(sums, counts) if enough else (np.nan, np.nan)), n))
    scores = pd.DataFrame(rows, columns=[name, "lower", "upper", "n"], index=grid.index)
    return pd.concat([grid, scores.astype({"n": int})], axis=1)


def _interval(sums: np.ndarray, counts: np.ndarray, *, draws: int = 2000, seed: int = 0) -> tuple[float, float]:
    """95 % percentile interval of a mean over resampled articles."""
    picks = np.random.default_rng(seed).integers(len(sums), size=(draws, len(sums)))
    totals = counts[picks].sum(axis=1)
    means = sums[picks].sum(axis=1)[totals > 0] / totals[totals > 0]
    lower, upper = np.percentile(means, [2.5, 97.5])
    return float(lower), float(upper)
