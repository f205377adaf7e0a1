"""Tables + a variable -> every unit that could be coded, with what the machine says of it.

Headlines are no units, and stand beside none: their words would tell the article. So everything here is of
the sentences of bodies. Copies of a text are one unit, whose answer counts for each of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.intervals import clusters_of
from analysis.compare.roles import told_tables
from analysis.framing.axes import counted_hits
from analysis.sentiment.targets import by_others
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, map_articles, rows_at
from analysis.validity.variables import THIRD, Quantity, Variable

#: Columns of a population. `machine` is the class that the machine gives, `value` the number (sentiment), `group` what
#: is drawn: copies of a unit share it; `cluster_id` is what intervals draw together.
COLUMNS = (
    "unit_id variable article_id start end target outlet_id machine value voice group cluster_id is_scored"
).split()

Tables = Mapping[str, pd.DataFrame]


def find_population(tables: Tables, study: Study, variable: Variable) -> pd.DataFrame:
    """List the units of a variable in all articles that are read for its measures.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables of a Reading.
    study : Study
    variable : Variable

    Returns
    -------
    DataFrame
        `COLUMNS`, in the order of the articles and their texts. Articles without an outlet are left out. ``unit_id``
        is a hash of the place and the words there: it says nothing to a coder, and is lost when the text changes.
    """
    if variable.kind == "membership":
        units = _articles(tables["articles"])
    else:
        told = told_tables(tables)
        makers = {"frame": _frame_units, "sentiment": _sentiment_units, "speech": _speech_units, "mention": _mentions}
        units = makers[variable.kind](told, study, variable)
    outlets = map_articles(tables["articles"], "outlet_id")
    units = units.assign(outlet_id=units["article_id"].map(outlets).astype(object), variable=variable.name)
    units = units[units["outlet_id"].notna()].sort_values(["article_id", "start", "end", "target"], kind="stable")
    return _named(units.reset_index(drop=True), tables)[COLUMNS]


def _named(units: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Name each unit by its place and words, and what is drawn by its words and the cluster of near-duplicates."""
    texts = map_articles(tables["articles"])
    ids = units["article_id"].tolist()
    spans = zip(ids, units["start"].tolist(), units["end"].tolist(), strict=True)
    words = [" ".join(texts[one][start:end].split()) for one, start, end in spans]
    copies = tables["copies"]
    original = clusters_of(ids, copies, by="cluster_id")
    parts = (ids, units["variable"], units["start"], units["target"], words)
    same = pd.DataFrame({"article_id": ids, "target": units["target"], "words": words})
    turn = same.groupby(["article_id", "target", "words"], sort=False).cumcount()
    group = zip(original, units["variable"], units["target"], words, turn, strict=True)
    return units.assign(
        unit_id=["u" + _hash(row) for row in zip(*parts, strict=True)],
        group=["g" + _hash(row) for row in group],
        cluster_id=clusters_of(ids, copies),
    )


def _hash(parts: tuple[Any, ...]) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def units_of(population: pd.DataFrame, quantity: Quantity) -> np.ndarray:
    """Tell which units of a population a quantity is of."""
    kept = np.ones(len(population), bool)
    if quantity.is_scored:
        kept &= population["is_scored"].to_numpy(bool)
    if quantity.target is not None:
        kept &= (population["target"] == quantity.target).to_numpy()
    if quantity.voice is not None:
        kept &= (population["voice"] == quantity.voice).to_numpy()
    return kept


def read_sentences(tables: Tables) -> pd.DataFrame:
    """Keep the sentences of bodies that measures read; one that repeats the headline is no part of them."""
    sentences = tables["sentences"]
    read = sentences[~sentences["section"].isin([*SILENT_SECTIONS, "headline"]).to_numpy()]
    articles = tables["articles"]
    texts = map_articles(articles)
    heads = {one: _bare(head) for one, head in zip(articles["article_id"], articles["headline"], strict=True)}
    spans = zip(read["article_id"].tolist(), read["start"].tolist(), read["end"].tolist(), strict=True)
    is_head = np.array([bool(heads[one]) and _bare(texts[one][a:b]) == heads[one] for one, a, b in spans], bool)
    return read[~is_head].reset_index(drop=True)


def _bare(text: object) -> str:
    return "".join(filter(str.isalnum, text.casefold())) if isinstance(text, str) else ""


def body_start(sentences: pd.DataFrame) -> dict[str, int]:
    """Give, for each article, where the first sentence of its body begins."""
    return {str(key): int(value) for key, value in sentences.groupby("article_id", sort=False)["start"].min().items()}


def _units(frame: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    units = frame[["article_id", "start", "end"]].reset_index(drop=True)
    every: dict[str, Any] = {"target": "", "value": np.nan, "voice": "", "is_scored": True} | columns
    return units.assign(**every)


def _places(table: pd.DataFrame, column: str = "sentence_index") -> list[tuple[str, int]]:
    return list(zip(table["article_id"].tolist(), table[column].tolist(), strict=True))


def _frame_units(tables: Tables, study: Study, variable: Variable) -> pd.DataFrame:
    axis = study.axes[variable.name.partition(":")[2]]
    hits = counted_hits(tables["frame_hits"], study)
    found = {name: set(_places(hits[hits["frame_id"] == name])) for name in (axis.positive, axis.negative)}
    sentences = read_sentences(tables)

    def machine(place: tuple[str, int]) -> str:
        named = [name for name, places in found.items() if place in places]
        return "both" if len(named) == 2 else named[0] if named else "none"

    return _units(sentences, machine=[machine(place) for place in _places(sentences)])


def _in_bodies(table: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Keep what stands in a sentence of a body."""
    return table[rows_at(read_sentences(tables), table["article_id"], table["start"]) >= 0].reset_index(drop=True)


def _sentiment_units(tables: Tables, study: Study, variable: Variable) -> pd.DataFrame:
    scores = by_others(tables["sentiments"])
    scores = scores[(scores["method"] == study.sentiment.method).to_numpy()]
    places = tables["mentions"][["article_id", "mention_index", "start", "end"]]
    scores = scores.drop(columns=["start", "end"]).merge(places, on=["article_id", "mention_index"])
    scores = _in_bodies(scores, tables)
    scores = scores.drop_duplicates(["article_id", "start", "target_id"], ignore_index=True)
    value = scores["value"].to_numpy(float)
    sides = np.select([value <= -THIRD, value >= THIRD], ["negative", "positive"], "neutral")
    machine = np.where(np.isnan(value), "no score", sides)
    return _units(
        scores,
        machine=machine,
        value=value,
        target=scores["target_id"].to_numpy(object),
        voice=scores["voice"].to_numpy(object),
        is_scored=~np.isnan(value),
    )


def _speech_units(tables: Tables, study: Study, variable: Variable) -> pd.DataFrame:
    segments = tables["segments"]
    spoken = segments[segments["voice"].isin(["quoted", "paraphrased"]).to_numpy()]
    holder = [
        str(name) if kind == "person" and name in study.people else "several" if kind == "several" else "other"
        for kind, name in zip(spoken["holder_kind"].tolist(), spoken["holder_id"].tolist(), strict=True)
    ]
    sized = spoken[["article_id", "sentence_index"]].assign(holder=holder, size=spoken["end"] - spoken["start"])
    sums = sized.groupby(["article_id", "sentence_index", "holder"], sort=False)["size"].sum().reset_index()
    longest = sums.sort_values("size", ascending=False, kind="stable").drop_duplicates(["article_id", "sentence_index"])
    whose = dict(zip(_places(longest), longest["holder"], strict=True))
    sentences = read_sentences(tables)
    return _units(sentences, machine=[whose.get(place, "none") for place in _places(sentences)])


def _mentions(tables: Tables, study: Study, variable: Variable) -> pd.DataFrame:
    mentions = _in_bodies(tables["mentions"], tables)
    keys = ["article_id", "start", "end"]
    people = mentions.groupby(keys, sort=False)["person_id"].agg(lambda ids: list(ids.dropna().unique())).reset_index()
    machine = ["several" if len(ids) > 1 else ids[0] if ids else "unresolved" for ids in people["person_id"]]
    return _units(people, machine=machine)


def _articles(articles: pd.DataFrame) -> pd.DataFrame:
    frame = articles[["article_id"]].assign(start=0, end=articles["text"].str.len())
    return _units(frame, machine=articles["role"].fillna("told").to_numpy(object))
