"""The tables of a whole corpus -> who is written about, as what and how, by outlet."""

from __future__ import annotations

import pandas as pd

from analysis.compare.people import add_intervals_within
from analysis.compare.tables.corrected import with_corrected
from analysis.compare.tables.grid import (
    FACETS,
    choose_method,
    count_sentences,
    counts_at,
    grid_of,
    means_of,
    outlets_of,
)
from analysis.reading import Reading
from analysis.sentiment.ladder import VADER
from analysis.tables import SILENT_SECTIONS

__all__ = ["compare_methods", "descriptions_of_people", "kinds_of_mentions", "people_by_outlet", "sentiment_by_person"]

#: How a person can stand in a text, in the order of charts.
KINDS = ("proper", "nominal", "pronoun", "first_person")


def people_by_outlet(reading: Reading) -> pd.DataFrame:
    """Count the mentions of each person by outlet.

    Returns
    -------
    DataFrame
        ``person_id``, ``person``, ``outlet_id``, ``outlet``, ``n`` mentions of every kind in the ``n_sentences`` of the
        outlet (`count_sentences`), ``per_100`` mentions per 100 sentences (NA: no sentence). People who are never
        mentioned there are left out.
    """
    outlets = outlets_of(reading.articles, reading.study)
    sections = reading.sentences[["article_id", "sentence_index", "section"]]
    mentions = reading.mentions.merge(sections, on=["article_id", "sentence_index"])
    mentions = mentions[~mentions["section"].isin(SILENT_SECTIONS)].merge(outlets, on="article_id")
    found = mentions.groupby(["person_id", "outlet_id"]).size().rename("n")
    known = set(found.index.get_level_values("person_id"))
    people = [(person_id, person.name) for person_id, person in reading.study.people.items() if person_id in known]
    table = pd.DataFrame(people, columns=["person_id", "person"]).merge(
        outlets[["outlet_id", "outlet"]].drop_duplicates(), how="cross"
    )
    table = table.merge(found.reset_index(), on=["person_id", "outlet_id"], how="left")
    table["n"] = table["n"].fillna(0).astype(int)
    table["n_sentences"] = table["outlet_id"].map(_sentences_of(reading)).fillna(0).astype(int)
    return table.assign(per_100=100 * table["n"] / table["n_sentences"].where(table["n_sentences"] > 0))


def kinds_of_mentions(reading: Reading) -> pd.DataFrame:
    """Count the mentions of each person by outlet and kind, and those that nobody could be found for.

    Returns
    -------
    DataFrame
        ``person_id``, ``person`` (both NA-free; the last person is "not resolved", with an empty id), ``outlet_id``,
        ``outlet``, ``kind`` {proper, nominal, pronoun, first_person}, ``n``.
    """
    outlets = outlets_of(reading.articles, reading.study)
    mentions = reading.mentions[["article_id", "person_id", "kind"]].merge(outlets, on="article_id")
    mentions["person_id"] = mentions["person_id"].fillna("")
    found = mentions.groupby(["person_id", "outlet_id", "kind"]).size().rename("n")
    known = set(found.index.get_level_values("person_id"))
    names = reading.study.person_names | {"": "not resolved"}
    people = [(person_id, name) for person_id, name in names.items() if person_id in known]
    table = pd.DataFrame(people, columns=["person_id", "person"]).merge(
        outlets[["outlet_id", "outlet"]].drop_duplicates(), how="cross"
    )
    table = table.merge(pd.DataFrame({"kind": KINDS}), how="cross")
    table = table.merge(found.reset_index(), on=["person_id", "outlet_id", "kind"], how="left")
    return table.assign(n=table["n"].fillna(0).astype(int))


def descriptions_of_people(reading: Reading) -> pd.DataFrame:
    """Count the words by which each outlet describes each person ("his wife", "the rapper"), the most used first.

    Returns
    -------
    DataFrame
        ``person``, ``outlet``, ``words`` (as first written), ``n``; people and outlets in the order of the study.
    """
    outlets = outlets_of(reading.articles, reading.study)
    names = reading.study.person_names
    nominal = reading.mentions[(reading.mentions["kind"] == "nominal") & reading.mentions["person_id"].notna()]
    nominal = nominal.merge(outlets, on="article_id")
    nominal = nominal.assign(person=nominal["person_id"].map(names), key=nominal["surface"].str.casefold())
    keys = ["person", "outlet", "key"]
    counted = nominal.groupby(keys, sort=False).agg(words=("surface", "first"), n=("surface", "size")).reset_index()
    place = {name: row for row, name in enumerate([*names.values(), *outlets["outlet"].unique()])}
    order = counted.assign(who=counted["person"].map(place), where=counted["outlet"].map(place), less=-counted["n"])
    order = order.sort_values(["who", "where", "less"], kind="stable")
    return order[["person", "outlet", "words", "n"]].reset_index(drop=True)


def sentiment_by_person(reading: Reading, *, method: str | None = None) -> pd.DataFrame:
    """Average the sentiment toward each person by outlet and voice, over mentions that have a score.

    People who are never mentioned are left out; what people say of themselves is not counted (see
    `analysis.compare.people.score_people`).

    Returns
    -------
    DataFrame
        ``person_id``, ``person``, ``outlet_id``, ``outlet``, ``voice`` {all, own, agency, quoted, paraphrased},
        ``value`` in [-1, 1], ``lower``, ``upper`` (95 %; NA: none) over what ``kind`` says: articles, clusters
        resampled, where as many as the study's ``minimum_articles`` have a score, or mentions, within the one article
        of an outlet (`analysis.compare.people.add_intervals_within`, as is ``verdict``); ``n`` mentions with a score,
        ``n_unsure`` that the method is unsure of (in no mean), ``n_articles`` of the outlet, ``method`` (None: the
        study's), the same in every row; and what it is by hand coding (`with_corrected`).

    Raises
    ------
    StudyError
        The reading holds no such method.
    """
    method = choose_method(reading, method)
    scores = reading.person_scores
    known = set(scores["person_id"])
    people = [(person_id, person.name) for person_id, person in reading.study.people.items() if person_id in known]
    grid = pd.DataFrame(people, columns=["person_id", "person"]).merge(grid_of(reading, FACETS), how="cross")
    chosen = scores[scores["measure"] == f"sentiment_{method}"].drop(columns=["outlet_id", "outlet"])
    scores = chosen.merge(outlets_of(reading.articles, reading.study), on="article_id")
    parts = scores.assign(sum=(scores["value"] * scores["n"]).fillna(0.0), voice=scores["facet"])
    per_article = parts.rename(columns={"n": "count"}).set_index(["person_id", "outlet_id", "voice", "article_id"])
    keys = ["person_id", "outlet_id", "voice"]
    table = means_of(grid, per_article[["sum", "count"]], keys, reading, "value")
    table = add_intervals_within(table, parts, keys)
    unsure = parts.groupby(["person_id", "outlet_id", "voice"])["unsure"].sum()
    own = method == reading.study.sentiment.method  # it is the study's own that was held against the codes
    people_and_voices = zip(table["person_id"].tolist(), table["voice"].tolist(), strict=True)
    coded = [("sentiment", f"{person}:{voice}") if own else None for person, voice in people_and_voices]
    return with_corrected(table.assign(n_unsure=counts_at(table[keys], unsure), method=method), reading, coded)


def compare_methods(reading: Reading) -> pd.DataFrame:
    """Set every method of sentiment toward people beside the others, over all voices.

    Returns
    -------
    DataFrame
        ``person``, ``outlet``, then the mean of each method under its name (NA: nothing scored) and ``n_<method>``
        mentions with a score. Rows where no method scored a mention are left out.
    """
    measured = reading.sentiments["method"].unique().tolist()
    methods = sorted(measured, key=lambda method: (method in VADER, method))  # the study's own before VADER beside it
    table = pd.DataFrame(columns=["person", "outlet"])
    for turn, method in enumerate(methods):
        people = sentiment_by_person(reading, method=method)
        people = people.loc[people["voice"] == "all", ["person", "outlet", "value", "n"]]
        people = people.rename(columns={"value": method, "n": f"n_{method}"})
        table = table.merge(people, on=["person", "outlet"]) if turn else people
    counts = table[[f"n_{method}" for method in methods]].sum(axis=1)
    return table[counts > 0].reset_index(drop=True)


def _sentences_of(reading: Reading) -> pd.Series:
    outlets = outlets_of(reading.articles, reading.study)
    return outlets["article_id"].map(count_sentences(reading)).groupby(outlets["outlet_id"]).sum()
