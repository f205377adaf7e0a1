"""What every tidy table shares: the outlets in the order of the study, a full grid, and means with their intervals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.intervals import clusters_of, interval_of_ratios, rows_of_clusters
from analysis.compare.roles import told_of
from analysis.errors import StudyError
from analysis.reading import Reading
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, VOICES

#: Voices with their total.
FACETS = ("all", *VOICES)
#: The id of nobody: what a study without people has, and no mention.
NOBODY = "nobody"


class Poles(NamedTuple):
    """An axis with the labels of its two frames."""

    axis_id: str
    label: str
    positive: str
    negative: str


def choose_axis(study: Study, axis: str | None = None) -> Poles:
    """Name an axis of the study and its frames; None is the first one.

    Where a study declares no axis, the id is empty: no score is found under it, and charts say that they hold nothing.

    Raises
    ------
    StudyError
        The study has no such axis.
    """
    if not study.axes and axis is None:
        return Poles("", "no axis", "no frame", "no other frame")
    if axis not in (None, *study.axes):
        raise StudyError(f"`axis` must be one of {', '.join(study.axes) or 'none (none is declared)'}; found `{axis}`.")
    axis_id = axis or next(iter(study.axes))
    chosen = study.axes[axis_id]
    return Poles(axis_id, chosen.label, study.frames[chosen.positive].label, study.frames[chosen.negative].label)


def choose_person(study: Study, person: str | None = None) -> str:
    """Give the id of a person of the study; None is the first one, and `NOBODY` where the study lists no people.

    Raises
    ------
    StudyError
        The study has no such person.
    """
    if not study.people and person in (None, NOBODY):
        return NOBODY
    if person not in (None, *study.people):
        allowed = ", ".join(study.people) or "none (none is declared)"
        raise StudyError(f"`person` must be one of {allowed}; found `{person}`.")
    return person or next(iter(study.people))


def name_person(study: Study, person_id: str) -> str:
    """Name a person of the study as charts and captions do."""
    return study.people[person_id].name if person_id in study.people else "nobody (the study lists no people)"


def choose_method(reading: Reading, method: str | None = None) -> str:
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


def outlets_of(articles: pd.DataFrame, study: Study, *, every: bool = False) -> pd.DataFrame:
    """Name the outlet of each article, in the order of the study file; outlets it does not list follow by name.

    Articles that only touch the story are left out, unless ``every`` article is asked for: no measure takes them.

    Returns
    -------
    DataFrame
        ``article_id``, ``outlet_id``, ``outlet`` (the name that charts show).
    """
    articles = articles if every else told_of(articles)
    named = articles.loc[articles["outlet_id"].notna(), ["article_id", "outlet_id", "outlet"]]
    ids = named["outlet_id"].tolist()
    names = dict(zip(reversed(ids), reversed(named["outlet"].tolist()), strict=True))  # of several names the first
    names |= {outlet_id: outlet.name or names.get(outlet_id) for outlet_id, outlet in study.outlets.items()}
    others = sorted(set(ids) - set(study.outlets), key=lambda one: (names[one], one))
    place = {outlet_id: row for row, outlet_id in enumerate([*study.outlets, *others])}
    named = named.assign(outlet=[names[one] for one in ids])
    return named.iloc[np.argsort([place[one] for one in ids], kind="stable")].reset_index(drop=True)


def outlet_names(articles: pd.DataFrame, study: Study, *, every: bool = False) -> dict[str, str]:
    """Name outlets by id, those of `outlets_of` and in its order."""
    named = outlets_of(articles, study, every=every).drop_duplicates("outlet_id")
    return dict(zip(named["outlet_id"].tolist(), named["outlet"].tolist(), strict=True))


def count_sentences(reading: Reading) -> pd.Series:
    """Count the sentences of each article, by its id: those outside credits, captions and appeals, as scores do.

    This is the one number of sentences that pages and pictures give of an article, an outlet or a corpus.
    """
    sentences = reading.sentences
    counted = sentences.loc[~sentences["section"].isin(SILENT_SECTIONS), "article_id"].value_counts()
    return counted.reindex(reading.articles["article_id"], fill_value=0)


def grid_of(reading: Reading, voices: Iterable[str]) -> pd.DataFrame:
    """One row an outlet and voice, with the outlet's number of articles; no agency's where there is no agency copy."""
    outlets = outlets_of(reading.articles, reading.study)
    counted = outlets.groupby(["outlet_id", "outlet"], sort=False).size().rename("n_articles").reset_index()
    return counted.merge(pd.DataFrame({"voice": heard_of(reading, voices)}), how="cross")


def heard_of(reading: Reading, voices: Iterable[str] = FACETS) -> list[str]:
    """Leave out the voice of agencies where no article is agency copy."""
    has_agency = bool(reading.articles["agency"].notna().any())
    return [voice for voice in voices if voice != "agency" or has_agency]


def counts_at(keys: pd.DataFrame, counts: pd.Series) -> list[int]:
    """Give the count of each row's key, in their order; 0 where there is none."""
    known = counts.to_dict()
    return [int(known.get(key, 0)) for key in keys.itertuples(index=False, name=None)]


def means_of(
    grid: pd.DataFrame, per_article: pd.DataFrame, keys: list[str], reading: Reading, name: str
) -> pd.DataFrame:
    """Mean of each cell of the grid from sums and counts by article, with an interval where articles are enough.

    Enough are the clusters of near-duplicates that have something to average: as for a contrast, one that says nothing
    is no evidence. ``per_article`` is indexed by the keys and ``article_id``. Values lie in [-1, 1].
    """
    clusters = clusters_of(per_article.index.get_level_values("article_id").tolist(), reading.copies)
    cells = dict(iter(per_article.assign(cluster=clusters).groupby(keys, sort=False)))
    minimum = reading.study.minimum_articles
    rows = []
    for key in grid[keys].itertuples(index=False):
        cell = cells.get(tuple(key))
        n = 0 if cell is None else int(cell["count"].sum())
        if cell is None or not n:
            rows.append((np.nan, np.nan, np.nan, 0))
            continue
        parts = cell["sum"].to_numpy(), cell["count"].to_numpy(), cell["cluster"].tolist()
        found = interval_of_ratios(rows_of_clusters(*parts), minimum=minimum, bounds=(-1, 1))
        rows.append((cell["sum"].sum() / n, found.lower[0], found.upper[0], n))
    scores = pd.DataFrame(rows, columns=[name, "lower", "upper", "n"], index=grid.index)
    return pd.concat([grid, scores.astype({"n": int})], axis=1)
