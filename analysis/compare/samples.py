"""Tables of a whole corpus -> what each article adds to each measure: a numerator and a denominator."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.compare.grid import by_others
from analysis.framing.axes import counted_hits
from analysis.framing.hits import SILENT_SECTIONS
from analysis.sentiment.valences import UNSCORED_SECTIONS
from analysis.study import Study
from analysis.tables import VOICES

__all__ = ["SAMPLE", "measure_samples", "sides_of_day", "voices_as_units"]

#: Columns of a sample. The value of a measure over any articles is its sum of numerators over its sum of denominators.
SAMPLE = ["measure", "facet", "unit_id", "article_id", "numerator", "denominator"]

Tables = Mapping[str, pd.DataFrame]


def measure_samples(tables: Tables, study: Study) -> pd.DataFrame:
    """Take every measure apart into what each article adds to it; the unit is the article's outlet.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles, sentences, segments, valences, sentiments and frame_hits of the whole corpus.

    Returns
    -------
    DataFrame
        Columns `SAMPLE`; articles that have nothing to say about a measure have no row. Facets: a voice or "all" for
        tone, ``axis:voice`` for balance, intensity and coverage, ``person:voice`` for sentiment, whose measure is
        ``sentiment_<method>`` with the study's method, as in ``person_scores``: methods are never added together.
    """
    parts = [
        _tone(tables),
        _sentiment(tables, study.sentiment.method),
        *(_axis(tables, study, axis_id) for axis_id in study.axes),
    ]
    samples = pd.concat(parts, ignore_index=True)
    outlets = tables["articles"].set_index("article_id")["outlet_id"]
    samples["unit_id"] = samples["article_id"].map(outlets)
    return samples[samples["denominator"] != 0][SAMPLE].dropna(subset="unit_id").reset_index(drop=True)


def _tone(tables: Tables) -> pd.DataFrame:
    """Sum the valence of segments that hold a lexicon word, by article and voice."""
    sections = tables["sentences"][["article_id", "sentence_index", "section"]]
    scored = tables["valences"][tables["valences"]["unit"] == "segment"].rename(columns={"unit_index": "segment_index"})
    table = (
        tables["segments"]
        .merge(scored[["article_id", "segment_index", "compound"]], on=["article_id", "segment_index"])
        .merge(sections, on=["article_id", "sentence_index"])
    )
    table = table[~table["section"].isin(UNSCORED_SECTIONS) & table["compound"].notna()]
    return _by_voice(table.assign(numerator=table["compound"], denominator=1.0), "tone", "{}")


def _sentiment(tables: Tables, method: str) -> pd.DataFrame:
    """Sum the sentiment toward each person, by article and voice; what people say of themselves is left out."""
    table = by_others(tables["sentiments"])
    table = table[(table["method"] == method) & (table["n"] > 0)]
    table = table.assign(numerator=table["value"], denominator=1.0)
    parts = [_by_voice(part, f"sentiment_{method}", f"{person}:{{}}") for person, part in table.groupby("target_id")]
    return pd.concat([pd.DataFrame(columns=SAMPLE), *parts])


def _axis(tables: Tables, study: Study, axis_id: str) -> pd.DataFrame:
    """Take apart balance, intensity and coverage on one axis; definitions as in `analysis.framing.axes`."""
    axis = study.axes[axis_id]
    hits = counted_hits(tables["frame_hits"], study)
    sign = hits["frame_id"].map({axis.positive: 1.0, axis.negative: -1.0}).astype(float)
    hits = hits.assign(numerator=sign * hits["weight"], denominator=hits["weight"])[sign.notna().to_numpy()]
    read = tables["sentences"][~tables["sentences"]["section"].isin(SILENT_SECTIONS)]
    sentences = read.groupby("article_id", sort=False).size().rename("denominator").astype(float).reset_index()
    parts = [_by_voice(hits, "balance", f"{axis_id}:{{}}")]
    for voice in ("all", *VOICES):
        spoken = hits if voice == "all" else hits[hits["voice"] == voice]
        counts = {
            "intensity": 100 * spoken.groupby("article_id").size(),
            "coverage": spoken.groupby("article_id")["sentence_index"].nunique(),
        }
        for measure, numerator in counts.items():
            found = sentences["article_id"].map(numerator.astype(float)).fillna(0.0)
            parts.append(sentences.assign(measure=measure, facet=f"{axis_id}:{voice}", numerator=found))
    return pd.concat(parts)


def _by_voice(table: pd.DataFrame, measure: str, facet: str) -> pd.DataFrame:
    """Sum numerator and denominator by article, for each voice and for all together."""
    table = table[["article_id", "voice", "numerator", "denominator"]]
    every = pd.concat([table.assign(voice="all"), table])
    sums = every.groupby(["voice", "article_id"], sort=False)[["numerator", "denominator"]].sum().reset_index()
    return sums.assign(measure=measure, facet=[facet.format(voice) for voice in sums["voice"]]).drop(columns="voice")


def sides_of_day(samples: pd.DataFrame, articles: pd.DataFrame, first: object, last: object) -> pd.DataFrame:
    """Give each article the unit "before" or "after" an event; articles that may fall on it are left out.

    Parameters
    ----------
    samples : DataFrame
        Columns `SAMPLE`.
    articles : DataFrame
        Table `articles`.
    first, last : date-like
        The event's first and last possible day. An article published on these days is neither before nor after.
    """
    is_before = (articles["published_latest"] < pd.Timestamp(str(first))).to_numpy()
    is_after = (articles["published_earliest"] > pd.Timestamp(str(last))).to_numpy()
    side = dict.fromkeys(articles.loc[is_before, "article_id"], "before")
    side |= dict.fromkeys(articles.loc[is_after, "article_id"], "after")
    return samples.assign(unit_id=samples["article_id"].map(side)).dropna(subset="unit_id").reset_index(drop=True)


def voices_as_units(samples: pd.DataFrame) -> pd.DataFrame:
    """Make the voice the unit and take it out of the facet, so that voices can be contrasted within articles."""
    parts = [facet.rpartition(":") for facet in samples["facet"].tolist()]
    voices = samples.assign(unit_id=[voice for _, _, voice in parts], facet=[rest or "all" for rest, _, _ in parts])
    return voices[voices["unit_id"] != "all"].reset_index(drop=True)
