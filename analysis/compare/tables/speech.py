"""The tables of a whole corpus -> who gets to speak in each outlet, through which cues, in how many words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.compare.shares import first_letters
from analysis.compare.tables.grid import grid_of, outlets_of
from analysis.reading import Reading
from analysis.study import Study
from analysis.tables import SOURCE_KINDS, VOICES, map_articles, only_said, speakers_of

__all__ = ["cues_by_outlet", "quoted_words", "quotes_by_source", "voices_by_outlet"]


def quoted_words(reading: Reading, *, most: int | None = None) -> pd.DataFrame:
    """Count the words in quotation marks by outlet and source, of what was said (`scope` is asserted).

    Where a picture has room for `most` people, those with the most words are named and the others counted together as
    "others of the study"; None names all. Words are stretches between blanks.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``source`` ("several together" are people of the study who speak as one, and count
        for none of them alone), ``source_kind`` {person, several, other, unresolved}, ``n_words``, ``n_quotes``,
        ``n_words_outlet`` (all words of the outlet's articles), ``per_100`` of them.
    """
    outlets = outlets_of(reading.articles, reading.study)
    texts = map_articles(reading.articles)
    is_said = reading.quotes["quoted_start"].notna() & (reading.quotes["scope"] == "asserted")
    quotes = reading.quotes[is_said].merge(outlets, on="article_id")
    spans = zip(quotes["article_id"], quotes["quoted_start"], quotes["quoted_end"], strict=True)
    quotes["n_words"] = [len(texts[article_id][start:end].split()) for article_id, start, end in spans]
    quotes["source"] = _source_names(quotes, reading.study, most)
    counted = quotes.groupby(["outlet_id", "source", "source_kind"])["n_words"].agg(["sum", "size"]).reset_index()
    counted = counted.rename(columns={"sum": "n_words", "size": "n_quotes"})
    order = [person.name for person in reading.study.people.values()]
    sources = counted[["source", "source_kind"]].drop_duplicates()
    place = [(SOURCE_KINDS.index(kind), [*order, name].index(name)) for name, kind in sources.to_numpy()]
    sources = sources.iloc[sorted(range(len(sources)), key=place.__getitem__)]
    table = outlets[["outlet_id", "outlet"]].drop_duplicates().merge(sources, how="cross")
    table = table.merge(counted, on=["outlet_id", "source", "source_kind"], how="left")
    table[["n_words", "n_quotes"]] = table[["n_words", "n_quotes"]].fillna(0).astype(int)
    words = outlets.assign(n=[len(texts[article_id].split()) for article_id in outlets["article_id"]])
    table["n_words_outlet"] = table["outlet_id"].map(words.groupby("outlet_id")["n"].sum()).astype(int)
    return table.assign(per_100=100 * table["n_words"] / table["n_words_outlet"].where(table["n_words_outlet"] > 0))


def quotes_by_source(reading: Reading) -> pd.DataFrame:
    """Count the quotations of every source by outlet, sources outside of the study as the article names them.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``source`` (people of the study by name, "Ana Ruiz and Bo Lee" where they speak
        together, others in the article's words, which may be a pronoun: *he* of two articles is one row; "not named"
        where it has none, "not resolved"), ``source_kind`` {person, several, other, unresolved}, ``person_id``, ``n``
        attributions that are asserted, without what one only speaks of (rule *topic*), and of these ``direct``,
        ``mixed``, ``indirect``, ``summary``, ``thought``, ``headline``; ``n_words`` in quotation marks. Outlets in
        their order, then the most quoted first.
    """
    kinds = ["direct", "mixed", "indirect", "summary", "thought", "headline"]
    outlets = outlets_of(reading.articles, reading.study)
    quotes = only_said(reading.quotes).merge(outlets, on="article_id")
    quotes = reading.with_words(quotes, "quoted_start", "quoted_end")
    people, words = speakers_of(quotes), quotes["source"].fillna("not named")
    names = [
        reading.study.name_people(ids)
        if isinstance(ids, str)
        else " ".join(own.split())
        if kind == "other"
        else "not resolved"
        for kind, ids, own in zip(quotes["source_kind"], people, words, strict=True)
    ]
    quotes = quotes.assign(
        source=pd.Series(names, index=quotes.index, dtype="str"),
        person_id=quotes["person_id"].fillna(""),
        n_words=[len(words.split()) for words in quotes["words"].fillna("")],
    )
    keys = ["outlet_id", "source", "source_kind", "person_id"]
    once = quotes.drop_duplicates(["article_id", "attribution_index"])
    counted = once.groupby([*keys, "kind"]).size().unstack(fill_value=0).reindex(columns=kinds, fill_value=0)
    table = counted.assign(n=counted.sum(axis=1), n_words=quotes.groupby(keys)["n_words"].sum()).reset_index()
    shown = outlets[["outlet_id", "outlet"]].drop_duplicates()
    table["order"] = table["outlet_id"].map({one: at for at, one in enumerate(shown["outlet_id"])})
    table = table.merge(shown, on="outlet_id").sort_values(["order", "n", "source"], ascending=[True, False, True])
    return table[["outlet_id", "outlet", *keys[1:], "n", *kinds, "n_words"]].reset_index(drop=True)


def voices_by_outlet(reading: Reading) -> pd.DataFrame:
    """Count the words that each outlet says itself, quotes and paraphrases.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``voice``, ``n_words`` (stretches between blanks; one that two voices share counts
        for that of its first letter or digit, so that voices add up to the words of the articles), ``share`` of the
        outlet's words in [0, 1] (NA: no words), ``n_articles``.
    """
    texts = map_articles(reading.articles)
    segments = reading.segments.merge(outlets_of(reading.articles, reading.study), on="article_id")
    firsts = {article_id: first_letters(text) for article_id, text in texts.items()}
    spans = zip(segments["article_id"], segments["start"], segments["end"], strict=True)
    segments["n_words"] = [
        int(np.diff(np.searchsorted(firsts[article_id], [start, end]))[0]) for article_id, start, end in spans
    ]
    counted = segments.groupby(["outlet_id", "voice"])["n_words"].sum().reset_index()
    table = grid_of(reading, VOICES).merge(counted, on=["outlet_id", "voice"], how="left")
    table["n_words"] = table["n_words"].fillna(0).astype(int)
    total = table.groupby("outlet_id")["n_words"].transform("sum")
    table["share"] = table["n_words"] / total.where(total > 0)
    return table[["outlet_id", "outlet", "voice", "n_words", "share", "n_articles"]]


def cues_by_outlet(reading: Reading, *, most: int | None = None) -> pd.DataFrame:
    """Count the attributing words ("said", "denied") by outlet.

    Where a picture has room for `most` cues, the most frequent stand by themselves, then all others together; None
    keeps all. Cues are counted once an attribution that is asserted and tells more than what one speaks of (rule
    *topic*), as written in lower case; an attribution without a cue counts as "no cue".

    Returns
    -------
    DataFrame
        ``cue``, ``outlet_id``, ``outlet``, ``n``; cues by their total, "other cues" and "no cue" last.
    """
    outlets = outlets_of(reading.articles, reading.study)
    said = only_said(reading.quotes)
    first = said.drop_duplicates(["article_id", "attribution_index"])[["article_id", "cue"]]
    cues = first.merge(outlets, on="article_id").assign(cue=lambda rows: rows["cue"].str.lower())
    order = cues["cue"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index.tolist()
    names = {cue: cue if most is None or row < most else "other cues" for row, cue in enumerate(order)}
    cues["cue"] = cues["cue"].map(names).fillna("no cue")
    counted = cues.groupby(["cue", "outlet_id"]).size().rename("n").reset_index()
    shown = [name for name in dict.fromkeys([*names.values(), "other cues", "no cue"]) if name in set(cues["cue"])]
    table = pd.DataFrame({"cue": pd.Series(shown, dtype="str")}).merge(
        outlets[["outlet_id", "outlet"]].drop_duplicates(), how="cross"
    )
    table = table.merge(counted, on=["cue", "outlet_id"], how="left")
    return table.assign(n=table["n"].fillna(0).astype(int))


def _source_names(quotes: pd.DataFrame, study: Study, most: int | None) -> list[str]:
    names = study.person_names
    words = quotes.groupby("person_id")["n_words"].sum().sort_values(ascending=False, kind="stable")
    shown = set(words.index[:most])
    rest = {"several": "several together", "other": "someone else", "unresolved": "source not resolved"}
    return [
        rest.get(kind) or (names[person_id] if person_id in shown else "others of the study")
        for kind, person_id in zip(quotes["source_kind"], quotes["person_id"], strict=True)
    ]
