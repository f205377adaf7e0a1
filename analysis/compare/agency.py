"""Tables of a whole corpus -> agency copy in a voice of its own: what an agency wrote is not an outlet's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.compare.axes import score_article_axes
from analysis.compare.people import score_people
from analysis.study import Study
from analysis.tables import conform

#: A near-duplicate of agency copy is agency copy itself if at most this share of its words is nowhere else.
MOST_OWN = 0.5


def spread_agency(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Name the agency of articles that are near-duplicates of its copy, whatever their own byline says.

    Parameters
    ----------
    articles, copies : DataFrame
        Tables of the whole corpus.

    Returns
    -------
    DataFrame
        `articles`; an article of a cluster in which another one is agency copy gets that one's agency (of several the
        first by id) if half of its words or more stand in another article: a staff article that holds a short piece of
        an agency stays the staff's.
    """
    return name_agencies(articles, find_spread(articles[["article_id", "agency"]], copies))


def find_spread(agencies: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Find the articles that get the agency of another one, as `spread_agency` gives it to them.

    Returns
    -------
    DataFrame
        ``article_id``, ``agency``, ``agency_evidence``.
    """
    if agencies["agency"].isna().all():
        return pd.DataFrame({name: [] for name in ("article_id", "agency", "agency_evidence")}, dtype="str")
    clusters = copies[["article_id", "cluster_id", "own_share"]]
    rows = agencies[["article_id", "agency"]].merge(clusters, on="article_id")
    known = rows[rows["agency"].notna()].drop_duplicates("cluster_id").set_index("cluster_id")
    rows = rows.assign(other=rows["cluster_id"].map(known["article_id"]), found=rows["cluster_id"].map(known["agency"]))
    spread = rows[rows["agency"].isna() & rows["found"].notna() & (rows["own_share"] <= MOST_OWN)]
    evidence = "near-duplicate of " + spread["other"].astype("str")
    found = {"article_id": spread["article_id"], "agency": spread["found"], "agency_evidence": evidence}
    return pd.DataFrame(found).astype("str").reset_index(drop=True)


def name_agencies(articles: pd.DataFrame, spread: pd.DataFrame) -> pd.DataFrame:
    """Fill in the agency of the articles that `find_spread` found."""
    if spread.empty:
        return articles
    found = spread.set_index("article_id")
    filled = {
        name: articles[name].fillna(articles["article_id"].map(found[name]).astype("str"))
        for name in ("agency", "agency_evidence")
    }
    return conform(articles.assign(**filled), "articles")


def give_agency_its_voice(tables: Mapping[str, pd.DataFrame], study: Study) -> dict[str, pd.DataFrame]:
    """Turn the outlet's own voice into the agency's in the articles that an agency wrote.

    Returns
    -------
    dict of str to DataFrame
        The tables that hold a voice, made anew for these articles: segments, sentiments, frame_hits, person_scores
        and the scores of articles in axis_scores; none where there is no agency copy. `holder_kind` is agency, and
        `holder_id` the agency's name. What they quote and paraphrase stays.
    """
    wire = tables["articles"].dropna(subset="agency").set_index("article_id")["agency"]
    if wire.empty:
        return {}
    changed = {name: _relabel(tables[name], wire) for name in ("segments", "sentiments", "frame_hits")}

    def renew(name: str, column: str, made: Any) -> pd.DataFrame:
        kept = tables[name][~tables[name][column].isin(wire.index)]
        return conform(pd.concat([kept, made], ignore_index=True), name)

    parts = {
        name: table[table["article_id"].isin(wire.index)].reset_index(drop=True)
        for name, table in {**tables, **changed}.items()
        if name in ("articles", "sentences", "mentions", "sentiments", "frame_hits")
    }
    axes = score_article_axes(parts["frame_hits"], parts["sentences"], parts["articles"], study)
    people = score_people(parts["sentiments"], parts["mentions"], parts["articles"])
    return changed | {
        "axis_scores": renew("axis_scores", "unit_id", axes),
        "person_scores": renew("person_scores", "article_id", people),
    }


def _relabel(table: pd.DataFrame, wire: pd.Series) -> pd.DataFrame:
    agency = table["article_id"].map(wire)
    is_its = agency.notna() & (table["voice"] == "own")
    return table.assign(
        voice=table["voice"].mask(is_its, "agency"),
        holder_kind=table["holder_kind"].mask(is_its, "agency"),
        holder_id=table["holder_id"].mask(is_its, agency),
    )
