"""The tables of a whole corpus -> tidy tables that set outlets side by side, in the order of the study file.

Each table has a row for every outlet (and voice, person, source), also where nothing was found: its value is then NA
and its ``n`` 0. Articles without an outlet are in none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.sentiment.valences import UNSCORED_SECTIONS
from analysis.study import Study
from analysis.tables import VOICES

__all__ = [
    "Poles",
    "TablesOfReading",
    "balance_by_outlet",
    "choose_axis",
    "evidence_by_outlet",
    "outlets_of",
    "people_by_outlet",
    "profile_of_outlets",
    "quoted_words",
    "sentiment_by_person",
    "tone_by_outlet",
    "tone_of_segments",
]

FACETS = ("all", *VOICES)


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


class Poles(NamedTuple):
    """An axis with the labels of its two frames."""

    axis_id: str
    label: str
    positive: str
    negative: str


def choose_axis(study: Study, axis: str | None = None) -> Poles:
    """Name an axis of the study and its frames; None is the first one.

    Raises
    ------
    StudyError
        The study has no such axis.
    """
    if not study.axes or axis not in (None, *study.axes):
        raise StudyError(f"`axis` must be one of {', '.join(study.axes) or 'none (none is declared)'}; found `{axis}`.")
    axis_id = axis or next(iter(study.axes))
    chosen = study.axes[axis_id]
    return Poles(axis_id, chosen.label, study.frames[chosen.positive].label, study.frames[chosen.negative].label)


def outlets_of(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Name the outlet of each article, in the order of the study file; outlets it does not list follow.

    Returns
    -------
    DataFrame
        ``article_id``, ``outlet_id``, ``outlet`` (the name that charts show).
    """
    named = articles.loc[articles["outlet_id"].notna(), ["article_id", "outlet_id", "outlet"]]
    order = [*study.outlets, *named["outlet_id"].unique()]
    names = {outlet_id: outlet.name for outlet_id, outlet in study.outlets.items()}
    first = named.drop_duplicates("outlet_id").set_index("outlet_id")["outlet"]
    named = named.assign(outlet=[names.get(one) or first[one] for one in named["outlet_id"]])
    place = {outlet_id: row for row, outlet_id in reversed(list(enumerate(order)))}
    return named.sort_values("outlet_id", key=lambda ids: ids.map(place), kind="stable").reset_index(drop=True)


def tone_of_segments(reading: TablesOfReading) -> pd.DataFrame:
    """Give the valence of every segment (a stretch of one voice in one sentence) with its outlet and voice.

    Returns
    -------
    DataFrame
        ``article_id``, ``outlet_id``, ``outlet``, ``sentence_index``, ``start``, ``end``, ``voice``, ``compound`` in
        [-1, 1] (NA: no word of the lexicon). Credits and captions are left out.
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


def tone_by_outlet(reading: TablesOfReading) -> pd.DataFrame:
    """Average the valence of segments by outlet and voice.

    The mean over all voices is the n-weighted mean of the voices; it differs a little from the mean over sentences,
    since a sentence of two voices counts twice.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``voice`` {all, own, quoted, paraphrased}, ``tone`` in [-1, 1], ``lower``,
        ``upper`` (95 %, articles resampled; NA below the study's ``minimum_articles``), ``n`` segments with a score
        of ``n_units``, ``n_articles``.
    """
    points = _by_facet(tone_of_segments(reading))
    per_article = points.groupby(["outlet_id", "voice", "article_id"], sort=False)["compound"].agg(["sum", "count"])
    units = points.groupby(["outlet_id", "voice"], sort=False).size().rename("n_units")
    table = _means(_grid(reading, FACETS), per_article, ["outlet_id", "voice"], reading.study, "tone")
    table = table.merge(units.reset_index(), on=["outlet_id", "voice"], how="left")
    return table.assign(n_units=table["n_units"].fillna(0).astype(int))


def sentiment_by_person(reading: TablesOfReading, *, method: str = "clause") -> pd.DataFrame:
    """Average the sentiment toward each person by outlet and voice, over mentions that have a score.

    People who are never mentioned are left out; what people say of themselves is not counted (see
    `analysis.sentiment.targets.score_people`).

    Returns
    -------
    DataFrame
        ``person_id``, ``person``, ``outlet_id``, ``outlet``, ``voice`` {all, own, quoted, paraphrased}, ``value`` in
        [-1, 1], ``lower``, ``upper`` (95 %, articles resampled; NA below the study's ``minimum_articles``), ``n``
        mentions with a score, ``n_articles`` of the outlet.
    """
    scores = reading.person_scores
    methods = [name.removeprefix("sentiment_") for name in scores["measure"].unique() if name != "mentions"]
    if methods and method not in methods:
        raise StudyError(f"`method` must be one of {', '.join(sorted(methods))}; found `{method}`.")
    known = set(scores["person_id"])
    people = [(person_id, person.name) for person_id, person in reading.study.people.items() if person_id in known]
    grid = pd.DataFrame(people, columns=["person_id", "person"]).merge(_grid(reading, FACETS), how="cross")
    scores = scores[scores["measure"] == f"sentiment_{method}"].merge(
        outlets_of(reading.articles, reading.study), on="article_id"
    )
    parts = scores.assign(sum=(scores["value"] * scores["n"]).fillna(0.0), voice=scores["facet"])
    per_article = parts.rename(columns={"n": "count"}).set_index(["person_id", "outlet_id", "voice", "article_id"])
    return _means(grid, per_article[["sum", "count"]], ["person_id", "outlet_id", "voice"], reading.study, "value")


def people_by_outlet(reading: TablesOfReading) -> pd.DataFrame:
    """Count the mentions of each person by outlet.

    Returns
    -------
    DataFrame
        ``person_id``, ``person``, ``outlet_id``, ``outlet``, ``n`` mentions of every kind, ``n_sentences`` of the
        outlet, ``per_100`` mentions per 100 sentences (NA: no sentence). People who are never mentioned are left out.
    """
    outlets = outlets_of(reading.articles, reading.study)
    found = reading.mentions.merge(outlets, on="article_id").groupby(["person_id", "outlet_id"]).size().rename("n")
    known = set(found.index.get_level_values("person_id"))
    people = [(person_id, person.name) for person_id, person in reading.study.people.items() if person_id in known]
    table = pd.DataFrame(people, columns=["person_id", "person"]).merge(
        outlets[["outlet_id", "outlet"]].drop_duplicates(), how="cross"
    )
    table = table.merge(found.reset_index(), on=["person_id", "outlet_id"], how="left")
    table["n"] = table["n"].fillna(0).astype(int)
    table["n_sentences"] = table["outlet_id"].map(_sentences_of(reading)).fillna(0).astype(int)
    return table.assign(per_100=100 * table["n"] / table["n_sentences"].where(table["n_sentences"] > 0))


def quoted_words(reading: TablesOfReading, *, most: int = 5) -> pd.DataFrame:
    """Count the words in quotation marks by outlet and source.

    Beyond the `most` people with the most words, people are counted together as "others of the study". Words are
    stretches between blanks.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``source``, ``source_kind`` {person, other, unresolved}, ``n_words``, ``n_quotes``,
        ``n_words_outlet`` (all words of the outlet's articles), ``per_100`` of them.
    """
    outlets = outlets_of(reading.articles, reading.study)
    texts = dict(zip(reading.articles["article_id"], reading.articles["text"], strict=True))
    quotes = reading.quotes[reading.quotes["quoted_start"].notna()].merge(outlets, on="article_id")
    spans = zip(quotes["article_id"], quotes["quoted_start"], quotes["quoted_end"], strict=True)
    quotes["n_words"] = [len(texts[article_id][start:end].split()) for article_id, start, end in spans]
    quotes["source"] = _source_names(quotes, reading.study, most)
    counted = quotes.groupby(["outlet_id", "source", "source_kind"])["n_words"].agg(["sum", "size"]).reset_index()
    counted = counted.rename(columns={"sum": "n_words", "size": "n_quotes"})
    order = [person.name for person in reading.study.people.values()]
    sources = counted[["source", "source_kind"]].drop_duplicates()
    kinds = ["person", "other", "unresolved"]
    place = [(kinds.index(kind), [*order, name].index(name)) for name, kind in sources.to_numpy()]
    sources = sources.iloc[sorted(range(len(sources)), key=place.__getitem__)]
    table = outlets[["outlet_id", "outlet"]].drop_duplicates().merge(sources, how="cross")
    table = table.merge(counted, on=["outlet_id", "source", "source_kind"], how="left")
    table[["n_words", "n_quotes"]] = table[["n_words", "n_quotes"]].fillna(0).astype(int)
    words = outlets.assign(n=[len(texts[article_id].split()) for article_id in outlets["article_id"]])
    table["n_words_outlet"] = table["outlet_id"].map(words.groupby("outlet_id")["n"].sum()).astype(int)
    return table.assign(per_100=100 * table["n_words"] / table["n_words_outlet"].where(table["n_words_outlet"] > 0))


def balance_by_outlet(reading: TablesOfReading, axis: str) -> pd.DataFrame:
    """Give each outlet's balance on an axis by voice.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``voice``, ``balance`` in [-1, 1] (NA: no hit), ``lower``, ``upper`` (95 %, articles
        resampled; NA below the study's ``minimum_articles``), ``n`` asserted hits, ``n_positive``, ``n_negative``,
        ``n_with_hit`` of ``n_sentences`` sentences, ``n_articles``.
    """
    scores = reading.axis_scores
    chosen = (scores["unit_kind"] == "outlet") & (scores["axis_id"] == axis) & (scores["section"] == "all")
    scores = scores[chosen].rename(columns={"unit_id": "outlet_id"}).drop(columns="n_articles")
    table = _grid(reading, FACETS).merge(scores, on=["outlet_id", "voice"], how="left")
    few = table["n_articles"] < reading.study.minimum_articles
    table[["lower", "upper"]] = table[["lower", "upper"]].mask(few)
    table["n_with_hit"] = (table["coverage"] * table["n_sentences"]).round()
    counts = ["n", "n_positive", "n_negative", "n_with_hit", "n_sentences"]
    table[counts] = table[counts].fillna(0).astype(int)
    return table[["outlet_id", "outlet", "voice", "balance", "lower", "upper", *counts, "n_articles"]]


def evidence_by_outlet(reading: TablesOfReading, axis: str) -> pd.DataFrame:
    """Count each outlet's asserted hits for either pole of an axis by voice.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``pole`` {1, -1}, ``frame_id``, ``voice``, ``n`` hits, ``n_sentences`` of the
        outlet, ``per_100`` hits per 100 sentences (NA: no sentence).
    """
    poles = reading.study.axes[axis]
    table = balance_by_outlet(reading, axis)
    table = table[table["voice"] != "all"]
    sides = [
        table.assign(pole=pole, frame_id=frame_id, n=table[column])
        for pole, frame_id, column in ((1, poles.positive, "n_positive"), (-1, poles.negative, "n_negative"))
    ]
    both = pd.concat(sides, ignore_index=True)
    both["per_100"] = 100 * both["n"] / both["n_sentences"].where(both["n_sentences"] > 0)
    return both[["outlet_id", "outlet", "pole", "frame_id", "voice", "n", "n_sentences", "per_100"]]


def profile_of_outlets(reading: TablesOfReading, axis: str, *, method: str = "clause") -> pd.DataFrame:
    """Put every signed measure of each outlet into one long table.

    Returns
    -------
    DataFrame
        ``measure`` (as charts show it), ``outlet_id``, ``outlet``, ``value`` in [-1, 1] (NA: not measured), ``n`` and
        ``unit``, what n counts.
    """
    balance = balance_by_outlet(reading, axis).rename(columns={"balance": "value"})
    tone = tone_by_outlet(reading).rename(columns={"tone": "value"})
    people = sentiment_by_person(reading, method=method)
    parts = [
        balance[balance["voice"].isin(["all", "own", "quoted"])].assign(what="frame balance", unit="hits"),
        tone[tone["voice"].isin(["own", "quoted"])].assign(what="tone", unit="segments"),
        people[people["voice"] == "own"].assign(what="toward " + people["person"], unit="mentions"),
    ]
    voices = {"all": "all voices", "own": "own words", "quoted": "quoted", "paraphrased": "paraphrased"}
    table = pd.concat(parts, ignore_index=True)
    table["measure"] = table["what"] + ", " + table["voice"].map(voices)
    return table[["measure", "outlet_id", "outlet", "value", "n", "unit"]]


def _by_facet(points: pd.DataFrame) -> pd.DataFrame:
    """Let every row count for its voice and for all voices."""
    return pd.concat([points.assign(voice="all"), points], ignore_index=True)


def _grid(reading: TablesOfReading, voices: Iterable[str]) -> pd.DataFrame:
    """One row an outlet and voice, with the outlet's number of articles."""
    outlets = outlets_of(reading.articles, reading.study)
    counted = outlets.groupby(["outlet_id", "outlet"], sort=False).size().rename("n_articles").reset_index()
    return counted.merge(pd.DataFrame({"voice": list(voices)}), how="cross")


def _sentences_of(reading: TablesOfReading) -> pd.Series:
    outlets = outlets_of(reading.articles, reading.study)
    return reading.sentences[["article_id"]].merge(outlets, on="article_id").groupby("outlet_id").size()


def _source_names(quotes: pd.DataFrame, study: Study, most: int) -> list[str]:
    names = {person_id: person.name for person_id, person in study.people.items()}
    words = quotes.groupby("person_id")["n_words"].sum().sort_values(ascending=False, kind="stable")
    shown = set(words.index[:most]) if len(words) > most else set(words.index)
    rest = {"other": "someone else", "unresolved": "source not resolved"}
    return [
        rest.get(kind) or (names[person_id] if person_id in shown else "others of the study")
        for kind, person_id in zip(quotes["source_kind"], quotes["person_id"], strict=True)
    ]


def _means(grid: pd.DataFrame, per_article: pd.DataFrame, keys: list[str], study: Study, name: str) -> pd.DataFrame:
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


_NONE = np.zeros(0)


def _interval(sums: np.ndarray, counts: np.ndarray, *, draws: int = 2000, seed: int = 0) -> tuple[float, float]:
    """95 % percentile interval of a mean over resampled articles."""
    picks = np.random.default_rng(seed).integers(len(sums), size=(draws, len(sums)))
    totals = counts[picks].sum(axis=1)
    means = sums[picks].sum(axis=1)[totals > 0] / totals[totals > 0]
    lower, upper = np.percentile(means, [2.5, 97.5])
    return float(lower), float(upper)
