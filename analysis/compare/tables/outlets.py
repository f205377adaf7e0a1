"""The tables of a whole corpus -> tidy tables that set outlets side by side, in the order of the study file.

Each table has a row for every outlet (and voice, person, source), also where nothing was found: its value is then NA
and its ``n`` 0. Articles without an outlet are in none of them.
"""

from __future__ import annotations

import pandas as pd

from analysis.compare.tables.corrected import CORRECTED, with_corrected
from analysis.compare.tables.grid import FACETS, grid_of, means_of, outlets_of
from analysis.compare.tables.people import sentiment_by_person
from analysis.reading import Reading
from analysis.sentiment.valences import UNSCORED_SECTIONS

__all__ = [
    "balance_by_outlet",
    "compare_tones",
    "evidence_by_outlet",
    "profile_of_outlets",
    "tone_by_outlet",
    "tone_of_segments",
]


def tone_of_segments(reading: Reading) -> pd.DataFrame:
    """Give the valence of every segment (a stretch of one voice in one sentence) with its outlet and voice.

    Returns
    -------
    DataFrame
        ``article_id``, ``outlet_id``, ``outlet``, ``sentence_index``, ``start``, ``end``, ``voice``, ``compound`` in
        [-1, 1] (NA: no word of the lexicon). Credits, captions and appeals are left out.
    """
    sections = reading.sentences[["article_id", "sentence_index", "section"]]
    valences = reading.valences[reading.valences["unit"] == "segment"].rename(columns={"unit_index": "segment_index"})
    table = (
        outlets_of(reading.articles, reading.study)
        .merge(reading.segments, on="article_id")
        .merge(sections, on=["article_id", "sentence_index"])
        .merge(valences[["article_id", "segment_index", "compound"]], on=["article_id", "segment_index"], how="left")
    )
    table = table[~table["section"].isin(UNSCORED_SECTIONS)].reset_index(drop=True)
    return table[["article_id", "outlet_id", "outlet", "sentence_index", "start", "end", "voice", "compound"]]


def tone_by_outlet(reading: Reading) -> pd.DataFrame:
    """Average the valence of segments by outlet and voice.

    The mean over all voices is the n-weighted mean of the voices; it differs a little from the mean over sentences,
    since a sentence of two voices counts twice.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``voice`` {all, own, agency, quoted, paraphrased}, ``tone`` in [-1, 1], ``lower``,
        ``upper`` (95 %, clusters resampled; NA where fewer articles than the study's ``minimum_articles`` have a
        score), ``n`` segments with a score of ``n_units``, ``n_articles``.
    """
    points = _by_facet(tone_of_segments(reading))
    per_article = points.groupby(["outlet_id", "voice", "article_id"], sort=False)["compound"].agg(["sum", "count"])
    units = points.groupby(["outlet_id", "voice"], sort=False).size().rename("n_units")
    table = means_of(grid_of(reading, FACETS), per_article, ["outlet_id", "voice"], reading, "tone")
    table = table.merge(units.reset_index(), on=["outlet_id", "voice"], how="left")
    return table.assign(n_units=table["n_units"].fillna(0).astype(int))


def compare_tones(reading: Reading) -> pd.DataFrame:
    """Set the tone of each article by VADER and by the small encoder side by side: means over its sentences.

    Returns
    -------
    DataFrame
        ``article_id``, ``outlet``, ``n_sentences`` outside credits, captions and appeals; ``vader``, the mean compound
        over ``n_vader`` sentences with a word of the lexicon; ``encoder`` and ``n_encoder``, where the study's method
        is ``small``. The two are of different scales: compare articles, not levels.
    """
    sentences = reading.valences[reading.valences["unit"] == "sentence"]
    means = sentences.groupby("article_id", as_index=False).agg(
        n_sentences=("unit_index", "size"),
        vader=("compound", "mean"),
        n_vader=("compound", "count"),
        encoder=("encoder", "mean"),
        n_encoder=("encoder", "count"),
    )
    means = means if means["n_encoder"].any() else means.drop(columns=["encoder", "n_encoder"])
    return outlets_of(reading.articles, reading.study)[["article_id", "outlet"]].merge(means, on="article_id")


def balance_by_outlet(reading: Reading, axis: str) -> pd.DataFrame:
    """Give each outlet's balance on an axis by voice.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``voice``, ``balance`` in [-1, 1] (NA: no hit), ``lower``, ``upper`` (95 %) over
        what ``kind`` says: articles, or hits within the one article of the outlet; ``verdict`` (how sure the balance
        is, NA without a hit), ``n`` asserted hits, ``n_positive``, ``n_negative``,
        ``n_with_hit`` of ``n_sentences`` sentences, ``n_articles``; and of all voices what it is by hand coding, over
        sentences (`with_corrected`).
    """
    scores = reading.axis_scores
    chosen = (scores["unit_kind"] == "outlet") & (scores["axis_id"] == axis) & (scores["section"] == "all")
    scores = scores[chosen].rename(columns={"unit_id": "outlet_id"}).drop(columns="n_articles")
    table = grid_of(reading, FACETS).merge(scores, on=["outlet_id", "voice"], how="left")
    table["n_with_hit"] = (table["coverage"] * table["n_sentences"]).round()
    counts = ["n", "n_positive", "n_negative", "n_with_hit", "n_sentences"]
    table[counts] = table[counts].fillna(0).astype(int)
    table = with_corrected(
        table, reading, [("frame_balance", axis) if voice == "all" else None for voice in table["voice"]]
    )
    ends = ["balance", "lower", "upper", "kind", "verdict"]
    return table[["outlet_id", "outlet", "voice", *ends, *counts, "n_articles", *CORRECTED]]


def evidence_by_outlet(reading: Reading, axis: str) -> pd.DataFrame:
    """Count each outlet's asserted hits for either pole of an axis by voice.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``pole`` {1, -1}, ``frame_id``, ``voice``, ``n`` hits, ``n_sentences`` of the
        outlet, ``per_100`` hits per 100 sentences (NA: no sentence).
    """
    poles = reading.study.axis(axis)
    table = balance_by_outlet(reading, axis)
    table = table[table["voice"] != "all"]
    sides = [
        table.assign(pole=pole, frame_id=frame_id, n=table[column])
        for pole, frame_id, column in ((1, poles.positive, "n_positive"), (-1, poles.negative, "n_negative"))
    ]
    both = pd.concat(sides, ignore_index=True)
    both["per_100"] = 100 * both["n"] / both["n_sentences"].where(both["n_sentences"] > 0)
    return both[["outlet_id", "outlet", "pole", "frame_id", "voice", "n", "n_sentences", "per_100"]]


def profile_of_outlets(reading: Reading, axis: str, *, method: str | None = None) -> pd.DataFrame:
    """Put every signed measure of each outlet into one long table.

    Returns
    -------
    DataFrame
        ``measure`` (as charts show it), ``outlet_id``, ``outlet``, ``value`` in [-1, 1] (NA: not measured), ``n``,
        ``unit``, what n counts, ``verdict`` (how sure a balance or a mean toward a person is), and ``method`` of
        sentiment toward people (None: the study's; NA elsewhere). By hand coding (`with_corrected`) are the balance of
        all voices, over sentences, and sentiment.
    """
    balance = balance_by_outlet(reading, axis).rename(columns={"balance": "value"})
    tone = tone_by_outlet(reading).rename(columns={"tone": "value"})
    people = sentiment_by_person(reading, method=method)
    parts = [
        balance[balance["voice"].isin(["all", "own", "agency", "quoted"])].assign(what="frame balance", unit="hits"),
        tone[tone["voice"].isin(["own", "agency", "quoted"])].assign(what="tone", unit="segments"),
        people[people["voice"] == "own"].assign(what="toward " + people["person"], unit="mentions"),
    ]
    voices = {
        "all": "all voices",
        "own": "own words",
        "agency": "agency copy",
        "quoted": "quoted",
        "paraphrased": "paraphrased",
    }
    table = pd.concat(parts, ignore_index=True)
    table["measure"] = table["what"] + ", " + table["voice"].map(voices)
    return table[["measure", "outlet_id", "outlet", "value", "n", "unit", "verdict", "method", *CORRECTED]]


def _by_facet(points: pd.DataFrame) -> pd.DataFrame:
    """Let every row count for its voice and for all voices."""
    return pd.concat([points.assign(voice="all"), points], ignore_index=True)
