"""Tables of a whole corpus -> what each article adds to each measure: a numerator and a denominator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.roles import told_tables
from analysis.framing.axes import signed_weights, weighed_hits
from analysis.sentiment.targets import by_others
from analysis.sentiment.valences import UNSCORED_SECTIONS
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, VOICES

#: Columns of a sample. The value of a measure over any articles is its sum of numerators over its sum of denominators.
SAMPLE = ["measure", "facet", "unit_id", "article_id", "numerator", "denominator"]

Tables = Mapping[str, pd.DataFrame]


def measure_samples(tables: Tables, study: Study, *, has_agency: bool | None = None) -> pd.DataFrame:
    """Take every measure apart into what each article adds to it; the unit is the article's outlet.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles, sentences, segments, valences, sentiments and frame_hits of the whole corpus, or of a part of it.
    has_agency : bool, optional
        Whether some article of the corpus is by an agency, so that all have a share of its voice; None: these articles
        are the corpus.

    Returns
    -------
    DataFrame
        Columns `SAMPLE`; articles that have nothing to say about a measure have no row. Facets: a voice or "all" for
        tone, ``axis:voice`` for balance, intensity and coverage, ``person:voice`` for sentiment, whose measure is
        ``sentiment_<method>`` with the study's method, as in ``person_scores``: methods are never added together.
    """
    articles = tables["articles"]
    if has_agency is None:
        has_agency = "agency" in articles and bool(articles["agency"].notna().any())
    number = pd.Index(articles["article_id"])
    added = [
        *_tone(tables, number),
        *_sentiment(tables, study.sentiment.method, number),
        *(part for axis_id in study.axes for part in _axis(tables, study, axis_id, number, has_agency)),
    ]
    if not added:
        return pd.DataFrame(columns=SAMPLE)
    sizes = [len(part.article) for part in added]
    article = np.concatenate([part.article for part in added])
    key = np.repeat(np.arange(len(added)), sizes) * len(number) + article
    place, keys = pd.factorize(key)
    # one value after the other: sums of a group by pandas differ in the last digit by what other groups there are
    sums = {
        name: np.bincount(place, np.concatenate([getattr(part, name) for part in added]), len(keys))
        for name in SAMPLE[-2:]
    }
    part, row = np.divmod(keys, max(len(number), 1))
    known = (sums["denominator"] != 0) & articles["outlet_id"].notna().to_numpy()[row]
    part, row = part[known], row[known]
    names = {name: np.array([getattr(part, name) for part in added], object)[part] for name in ("measure", "facet")}
    units = {name: articles[name].to_numpy(object)[row] for name in ("outlet_id", "article_id")}
    names |= {"unit_id": units["outlet_id"], "article_id": units["article_id"]}
    return pd.DataFrame(names | {name: sums[name][known] for name in SAMPLE[-2:]})


class _Added(NamedTuple):
    """What single rows of a table add to one measure and facet; `article` numbers the articles."""

    measure: str
    facet: str
    article: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray


def _tone(tables: Tables, number: pd.Index) -> Iterator[_Added]:
    """Give the valence of each segment that holds a lexicon word."""
    sentences, segments, valences = tables["sentences"], tables["segments"], tables["valences"]
    silent = sentences[sentences["section"].isin(UNSCORED_SECTIONS)]
    scored = valences[(valences["unit"] == "segment").to_numpy()]
    keys = [places_of(table, column, number) for table, column in ((scored, "unit_index"), (segments, "segment_index"))]
    place = pd.Index(keys[0]).get_indexer(keys[1])
    compound = np.append(scored["compound"].to_numpy(float), np.nan)[place]
    is_read = ~np.isin(places_of(segments, "sentence_index", number), places_of(silent, "sentence_index", number))
    kept = is_read & ~np.isnan(compound)
    article, voice = rows_of(segments, number)[kept], segments["voice"].to_numpy(object)[kept]
    yield from _by_voice("tone", "{}", article, voice, compound[kept], np.ones(kept.sum()))


def rows_of(table: pd.DataFrame, number: pd.Index) -> np.ndarray:
    """Give the number of the article of each row."""
    return number.get_indexer(pd.Index(table["article_id"]))


def places_of(table: pd.DataFrame, column: str, number: pd.Index) -> np.ndarray:
    """Make one number of an article and a place in it."""
    places: np.ndarray = rows_of(table, number) * 2**32 + table[column].to_numpy(np.int64)
    return places


def _sentiment(tables: Tables, method: str, number: pd.Index) -> Iterator[_Added]:
    """Give the sentiment toward each person at each mention; what people say of themselves is left out."""
    table = by_others(tables["sentiments"])
    table = table[((table["method"] == method) & (table["n"] > 0)).to_numpy()]
    article, person = rows_of(table, number), table["target_id"].to_numpy(object)
    voice, value = table["voice"].to_numpy(object), table["value"].to_numpy(float)
    for one in sorted(set(person.tolist())):
        is_one = person == one
        rows = article[is_one], voice[is_one], value[is_one], np.ones(is_one.sum())
        yield from _by_voice(f"sentiment_{method}", f"{one}:{{}}", *rows)


def _axis(tables: Tables, study: Study, axis_id: str, number: pd.Index, has_agency: bool) -> Iterator[_Added]:
    """Take apart balance, intensity and coverage on one axis; definitions as in `analysis.framing.axes`."""
    axis = study.axes[axis_id]
    hits = weighed_hits(tables["frame_hits"], study)
    hits = hits[hits["frame_id"].isin([axis.positive, axis.negative]).to_numpy()]
    signed, voice = signed_weights(hits, axis), hits["voice"].to_numpy(object)
    article, place = rows_of(hits, number), places_of(hits, "sentence_index", number)
    yield from _by_voice("balance", f"{axis_id}:{{}}", article, voice, signed, np.abs(signed))
    sentences = tables["sentences"]
    read = rows_of(sentences[~sentences["section"].isin(SILENT_SECTIONS).to_numpy()], number)
    for name in ("all", *(one for one in VOICES if one != "agency" or has_agency)):
        spoken = np.flatnonzero(voice == name) if name != "all" else np.arange(len(hits))
        first = spoken[np.unique(place[spoken], return_index=True)[1]]
        for measure, rows, points in (("intensity", spoken, 100.0), ("coverage", first, 1.0)):
            amounts = np.concatenate([np.zeros(len(read)), np.full(len(rows), points)])
            counts = np.concatenate([np.ones(len(read)), np.zeros(len(rows))])
            yield _Added(measure, f"{axis_id}:{name}", np.concatenate([read, article[rows]]), amounts, counts)


def _by_voice(
    measure: str, facet: str, article: np.ndarray, voice: np.ndarray, numerator: np.ndarray, denominator: np.ndarray
) -> Iterator[_Added]:
    """Give the rows of all voices together, and of each voice."""
    yield _Added(measure, facet.format("all"), article, numerator, denominator)
    for name in dict.fromkeys(voice.tolist()):
        rows = voice == name
        yield _Added(measure, facet.format(name), article[rows], numerator[rows], denominator[rows])


def export_samples(tables: Tables, study: Study, *, has_agency: bool | None = None) -> pd.DataFrame:
    """Give what each article adds to each measure, with all that a model in another program needs to know of it.

    Returns
    -------
    DataFrame
        ``article_id``, ``measure``, ``facet``, ``numerator``, ``denominator`` (see `measure_samples`; only articles
        that tell the story), ``outlet_id``, ``cluster_id`` of near-duplicates, ``published_earliest``,
        ``published_latest``, and a column ``outlet_<group>`` for each key of `groups` that the study gives an outlet.
    """
    samples = measure_samples(told_tables(tables), study, has_agency=has_agency).rename(
        columns={"unit_id": "outlet_id"}
    )
    days = tables["articles"][["article_id", "published_earliest", "published_latest"]]
    clusters = tables["copies"][["article_id", "cluster_id"]]
    frame = samples.merge(clusters, on="article_id").merge(days, on="article_id")
    for group in dict.fromkeys(key for outlet in study.outlets.values() for key in outlet.groups):
        names = {outlet_id: outlet.groups.get(group) for outlet_id, outlet in study.outlets.items()}
        frame[f"outlet_{group}"] = frame["outlet_id"].map(names).astype("str")
    keys = ["article_id", "measure", "facet"]
    rest = [column for column in frame.columns if column not in (*keys, "numerator", "denominator")]
    return frame.sort_values(keys, ignore_index=True)[[*keys, "numerator", "denominator", *rest]]


def parts_of(samples: pd.DataFrame | Iterable[pd.DataFrame]) -> Iterable[pd.DataFrame]:
    """Give samples as those of parts, of which a table of all is the only one."""
    return [samples] if isinstance(samples, pd.DataFrame) else samples


def number_rows(frame: pd.DataFrame, columns: Sequence[str], known: dict[tuple[str, ...], int]) -> np.ndarray:
    """Number rows by what columns of text say, as in `known`, to which what is new is added.

    >>> known = {("a",): 0}
    >>> number_rows(pd.DataFrame({"unit_id": ["b", "a", "b"]}), ["unit_id"], known).tolist(), known
    ([1, 0, 1], {('a',): 0, ('b',): 1})
    """
    code = np.zeros(len(frame), np.int64)
    for column in columns:
        own, names = pd.factorize(frame[column])
        code = code * max(len(names), 1) + own
    _, first, place = np.unique(code, return_index=True, return_inverse=True)
    kinds = frame[list(columns)].iloc[first].itertuples(index=False, name=None)
    return np.array([known.setdefault(kind, len(known)) for kind in kinds], np.int64)[place]


def voices_as_units(samples: pd.DataFrame) -> pd.DataFrame:
    """Make the voice the unit and take it out of the facet, so that voices can be contrasted within articles."""
    place, facets = pd.factorize(samples["facet"])
    rest, _, voice = np.array([facet.rpartition(":") for facet in facets.tolist()], object).reshape(-1, 3).T
    facet = np.array([one or "all" for one in rest], object)
    voices = samples.assign(unit_id=pd.Series(voice[place], samples.index, "str"))
    voices = voices.assign(facet=pd.Series(facet[place], samples.index, "str"))
    return voices[voices["unit_id"] != "all"].reset_index(drop=True)
