"""The tables of a whole corpus -> tidy tables along time: of publication, and of the sentences in an article."""

from __future__ import annotations

import pandas as pd

from analysis.compare.tables.grid import count_sentences, outlets_of
from analysis.framing.axes import counted_hits
from analysis.reading import Reading
from analysis.sentiment.valences import UNSCORED_SECTIONS
from analysis.tables import sentence_number

__all__ = ["course_of_articles", "narrated_over_time", "publication_windows", "scores_over_time"]

_WINDOW = ["published_earliest", "published_latest", "published_basis"]


def publication_windows(reading: Reading) -> pd.DataFrame:
    """Say when each article was published, and how long it is; articles without an outlet come last.

    Returns
    -------
    DataFrame
        ``article_id``, ``article`` (id and outlet), ``outlet``, ``published_earliest``, ``published_latest`` (days,
        both inclusive; NA: no date), ``published_basis`` {stated, inferred, missing}, ``n_words`` of the whole text,
        ``n_sentences`` (`analysis.compare.tables.grid.count_sentences`).
    """
    named = _named(reading)
    table = named.merge(reading.articles[["article_id", *_WINDOW, "text"]], on="article_id")
    table["n_words"] = [len(text.split()) for text in table["text"]]
    table["n_sentences"] = table["article_id"].map(count_sentences(reading)).astype(int)
    return table[["article_id", "article", "outlet", *_WINDOW, "n_words", "n_sentences"]]


def scores_over_time(reading: Reading, axis: str) -> pd.DataFrame:
    """Give balance and tone of each article with its date of publication.

    Returns
    -------
    DataFrame
        ``article_id``, ``article``, ``outlet``, the publication interval and its basis, ``balance`` in [-1, 1] over
        ``n_hits`` asserted hits, ``balance_verdict`` (how sure that is; NA without a hit), ``tone`` (mean VADER
        compound of sentences, in [-1, 1]) over ``n_scored`` sentences with a word of the lexicon. NA: nothing was
        found.
    """
    scores = reading.axis_scores
    chosen = (scores["unit_kind"] == "article") & (scores["axis_id"] == axis) & (scores["section"] == "all")
    balance = scores[chosen & (scores["voice"] == "all")].set_index("unit_id")
    tone = reading.valences[reading.valences["unit"] == "sentence"].groupby("article_id")["compound"]
    table = publication_windows(reading)[["article_id", "article", "outlet", *_WINDOW]]
    ids = table["article_id"]
    return table.assign(
        balance=ids.map(balance["balance"]).astype(float),
        balance_verdict=ids.map(balance["verdict"]).astype("str"),
        n_hits=ids.map(balance["n"]).fillna(0).astype(int),
        tone=ids.map(tone.mean()).astype(float),
        n_scored=ids.map(tone.count()).fillna(0).astype(int),
    )


def course_of_articles(reading: Reading, axis: str, *, most: int | None = None) -> pd.DataFrame:
    """Follow tone and evidence of both frames through articles, sentence by sentence.

    Parameters
    ----------
    axis : str
        An axis of the study.
    most : int, optional
        As many articles as a picture has room for; None: all. Of each outlet the one with the most evidence of the
        axis is taken, then of each the next, so that no outlet stands for all; they stand in the order of outlets and
        dates.

    Returns
    -------
    DataFrame
        Key ``article_id``, ``sentence_number`` (`analysis.tables.sentence_number`): ``article``, ``section``,
        ``start``, ``end``, ``compound`` in [-1, 1] (NA: no word of the lexicon), ``quoted_share`` of the sentence's
        characters in [0, 1], ``n_positive`` and ``n_negative`` asserted hits of the axis's frames, ``place`` in the
        delivered file (`Reading.with_places`). Silent sections are left out, their numbers with them.
    """
    key = ["article_id", "sentence_index"]
    sentences = reading.sentences[~reading.sentences["section"].isin(UNSCORED_SECTIONS)]
    columns = [*key, "section", "start", "end"]
    named = _named(reading)
    hits = counted_hits(reading.frame_hits, reading.study)
    poles = reading.study.axis(axis)
    evidence = hits.loc[hits["frame_id"].isin([poles.positive, poles.negative]), "article_id"].value_counts()
    ranked = named.assign(n=named["article_id"].map(evidence).fillna(0)).sort_values(
        "n", ascending=False, kind="stable"
    )
    turns = ranked.groupby("outlet_id", dropna=False).cumcount().sort_values(kind="stable")
    chosen = named.loc[sorted(turns.index[:most])]
    table = chosen[["article_id", "article"]].merge(sentences[columns], on="article_id")
    valences = reading.valences[reading.valences["unit"] == "sentence"].rename(columns={"unit_index": key[1]})
    table = table.merge(valences[[*key, "compound"]], on=key, how="left")
    segments = reading.segments.assign(length=reading.segments["end"] - reading.segments["start"])
    quoted = segments[segments["voice"] == "quoted"].groupby(key)["length"].sum().rename("quoted")
    table = table.merge(quoted.reset_index(), on=key, how="left")
    table["quoted_share"] = (table.pop("quoted").fillna(0) / (table["end"] - table["start"])).clip(upper=1)
    for column, frame_id in (("n_positive", poles.positive), ("n_negative", poles.negative)):
        counts = hits[hits["frame_id"] == frame_id].groupby(key).size().rename(column)
        table = table.merge(counts.reset_index(), on=key, how="left")
        table[column] = table[column].fillna(0).astype(int)
    table["sentence_index"] = sentence_number(table["sentence_index"])
    return reading.with_places(table.rename(columns={"sentence_index": "sentence_number"}))


def narrated_over_time(reading: Reading) -> pd.DataFrame:
    """Set the times that articles tell of beside the days on which they were published.

    Returns
    -------
    DataFrame
        One row a time that could be resolved, of a dated article: ``article_id``, ``article``, ``outlet``,
        ``published_earliest``, ``published_latest``, ``start``, ``end``, ``surface``, `kind`, ``earliest``, ``latest``,
        `precision`, ``event_id``, ``event`` (its label; NA: none of the study's), ``place`` in the delivered file.
    """
    told = reading.narrated_times.dropna(subset=["earliest", "latest"])
    table = publication_windows(reading)[["article_id", "article", "outlet", *_WINDOW[:2]]].dropna(subset=_WINDOW[:2])
    table = table.merge(told, on="article_id")
    labels = {event_id: event.label for event_id, event in reading.study.events.items()}
    table = reading.with_places(table)
    table["event"] = table["event_id"].map(labels).astype("str").mask(table["event_id"].isna())
    columns = "start end surface kind earliest latest precision event_id event place"
    return table[["article_id", "article", "outlet", *_WINDOW[:2], *columns.split()]]


def _named(reading: Reading) -> pd.DataFrame:
    """Every article with its outlet and a name for charts, by outlet and date."""
    outlets = outlets_of(reading.articles, reading.study)
    without = reading.articles.loc[reading.articles["outlet_id"].isna(), "article_id"]
    named = outlets.set_index("article_id").reindex([*outlets["article_id"], *without]).reset_index(names="article_id")
    dates = reading.articles.set_index("article_id")["published_earliest"]
    named["date"] = dates.reindex(named["article_id"]).to_numpy()  # of no articles too
    named["place"] = pd.factorize(named["outlet_id"], use_na_sentinel=False)[0]
    named = named.sort_values(["place", "date"], kind="stable", ignore_index=True)
    names = named["outlet"].astype("str").fillna("outlet missing")
    return named.assign(article=named["article_id"] + " " + names)[["article_id", "article", "outlet_id", "outlet"]]
