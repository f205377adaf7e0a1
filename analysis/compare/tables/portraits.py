"""The tables of a whole corpus -> the portrait of one person: who speaks of them in each outlet, how, and as what."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.compare.people import add_intervals_within, mean_of_mentions
from analysis.compare.tables.corrected import with_corrected
from analysis.compare.tables.grid import (
    FACETS,
    choose_method,
    choose_person,
    counts_at,
    heard_of,
    means_of,
    outlets_of,
)
from analysis.reading import Reading
from analysis.sentiment.targets import by_others
from analysis.tables import rows_at

__all__ = ["names_of_person", "portrait_of_person"]

_HOLDER = ["outlet_id", "holder_kind", "holder_id"]
#: The kinds of mentions that name or describe; pronouns say nothing of how a person is seen.
_NAMING = ("proper", "nominal")


def portrait_of_person(reading: Reading, person: str, *, method: str | None = None) -> pd.DataFrame:
    """Average the sentiment toward one person by outlet, holder and voice, over mentions that have a score.

    Holders are the outlet in its own words, then every source that it gives words to about this person. What the
    person says of themselves is left out. Parts add up: the n-weighted mean over holders and voices of an outlet is its
    value in `analysis.compare.tables.people.sentiment_by_person`.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``holder_kind`` {outlet, agency, person, several, other, unresolved}, ``holder_id``
        (NA for the others), ``holder`` (as charts name it), ``n_mentions`` of the person by that holder, ``n_articles``
        of the outlet, ``voice`` {all, own, agency, quoted, paraphrased}, ``value`` in [-1, 1] (NA: nothing scored),
        ``lower``, ``upper``, ``kind``, ``verdict`` as in `sentiment_by_person`, ``n`` mentions with a score,
        ``n_unsure`` that the method is unsure of (in no mean). An outlet that never mentions the person keeps its own
        words, with n 0. ``method`` (None: the study's) is the same in every row. An outlet's own words have what they
        are by hand coding (`with_corrected`).

    Raises
    ------
    StudyError
        The study has no such person, or the reading no such method.
    """
    method = choose_method(reading, method)
    person = choose_person(reading.study, person)
    about = _about(reading, person, method)
    grid = _holders(reading, about).merge(pd.DataFrame({"voice": heard_of(reading)}), how="cross")
    keys = [*_HOLDER, "voice"]
    about = pd.concat([about.assign(voice="all"), about])
    parts = mean_of_mentions(about, reading.mentions, [*keys, "article_id"])
    sums = parts.assign(sum=(parts["value"] * parts["n"]).fillna(0.0), count=parts["n"])
    per_article = sums.set_index([*keys, "article_id"])[["sum", "count"]]
    table = add_intervals_within(means_of(grid, per_article, keys, reading, "value"), parts, keys)
    n_unsure = counts_at(table[keys], parts.groupby(keys)["unsure"].sum())
    table = table.assign(holder_id=table["holder_id"].mask(table["holder_id"] == ""), n_unsure=n_unsure, method=method)
    own = (table["holder_kind"] == "outlet") & (table["voice"] == "own") & (method == reading.study.sentiment.method)
    return with_corrected(table, reading, [("sentiment", f"{person}:own") if one else None for one in own])


def names_of_person(reading: Reading, person: str) -> pd.DataFrame:
    """Count the names and descriptions by which each outlet and its sources name one person, the most used first.

    Returns
    -------
    DataFrame
        ``outlet``, ``voice`` {own, agency, quoted, paraphrased; NA: outside every segment}, ``kind`` {proper, nominal},
        ``words`` (as first written; counted without regard to capitals), ``n``.

    Raises
    ------
    StudyError
        The study has no such person.
    """
    mentions = reading.mentions
    named = mentions[(mentions["person_id"] == choose_person(reading.study, person)) & mentions["kind"].isin(_NAMING)]
    rows = rows_at(reading.segments, named["article_id"], named["start"])
    voices = reading.segments["voice"].reset_index(drop=True).reindex(rows).to_numpy()
    outlets = outlets_of(reading.articles, reading.study)
    named = named.assign(voice=voices, key=named["surface"].str.casefold()).merge(outlets, on="article_id")
    keys = ["outlet", "voice", "kind", "key"]
    counted = named.groupby(keys, sort=False, dropna=False).agg(words=("surface", "first"), n=("surface", "size"))
    counted = counted.reset_index()
    orders = {"outlet": tuple(outlets["outlet"].unique()), "voice": FACETS, "kind": _NAMING}
    places = [counted[name].map({value: row for row, value in enumerate(order)}) for name, order in orders.items()]
    counted = counted.iloc[np.lexsort([-counted["n"], *reversed(places)])]
    return counted[["outlet", "voice", "kind", "words", "n"]].reset_index(drop=True)


def _about(reading: Reading, person: str, method: str) -> pd.DataFrame:
    """What others say of a person, with the outlet that prints it; holders without an id have an empty one."""
    sentiments = reading.sentiments
    about = by_others(sentiments[(sentiments["method"] == method) & (sentiments["target_id"] == person)])
    about = about.merge(outlets_of(reading.articles, reading.study), on="article_id")
    own = about["holder_kind"] == "outlet"
    other = about["holder_id"].fillna("").mask(about["holder_kind"] == "agency", "")
    return about.assign(holder_id=about["outlet_id"].where(own, other))


def _holders(reading: Reading, about: pd.DataFrame) -> pd.DataFrame:
    """One row an outlet and holder: the outlet itself, people in the study’s order, several, others, unresolved."""
    outlets = outlets_of(reading.articles, reading.study)
    rows = outlets.groupby(["outlet_id", "outlet"], sort=False).size().rename("n_articles").reset_index()
    counted = about.groupby(_HOLDER).size().to_dict()
    holders = [("agency", "", "in agency copy")]
    holders += [("person", person_id, person.name) for person_id, person in reading.study.people.items()]
    together = about.loc[about["holder_kind"] == "several", "holder_id"].sort_values().unique()
    holders += [("several", ids, reading.study.name_people(ids)) for ids in together]
    holders += [("other", "", "someone else"), ("unresolved", "", "not resolved")]
    listed = []
    for outlet_id in rows["outlet_id"]:
        own = ("outlet", outlet_id, "in its own words")
        sources = [holder for holder in holders if (outlet_id, *holder[:2]) in counted]
        listed += [(outlet_id, *holder, counted.get((outlet_id, *holder[:2]), 0)) for holder in (own, *sources)]
    return rows.merge(pd.DataFrame(listed, columns=[*_HOLDER, "holder", "n_mentions"]), on="outlet_id")
