"""`read(study, articles) -> Reading`: the steps in their order. Nothing else knows the order.

`read_batch` sees one batch of articles and depends on nothing outside it (the study aside), so that the same code
runs on three articles, on a partition of a million, and on a cluster's worker.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pandas as pd

from analysis.compare.axes import score_outlet_axes, score_person_axes
from analysis.compare.whole import compare_all
from analysis.corpus import read_articles
from analysis.corpus.language import find_languages
from analysis.framing.axes import score_axes
from analysis.framing.hits import find_hits
from analysis.people.cast import Casts
from analysis.people.corrections import apply_corrections, read_corrections
from analysis.people.mentions import find_mentions
from analysis.people.quoted import resolve_quoted
from analysis.reading import Reading
from analysis.sentiment.ladder import with_method
from analysis.sentiment.targets import score_people, score_sentiments
from analysis.sentiment.valences import choose_lexicon, score_valences, scoring_texts
from analysis.speech.quotes import find_quotes
from analysis.speech.segments import split_segments
from analysis.study import Study, read_study
from analysis.tables import TABLES, conform
from analysis.text.clean import clean_articles
from analysis.text.quotation import quoted_spans
from analysis.text.sentences import find_sentences

__all__ = ["BATCH", "read", "read_batch", "read_people", "rescore", "select_articles", "without_collection"]

#: Articles read at a time: enough for columnar work to pay, little enough for any memory.
BATCH = 1_000

Tables = dict[str, pd.DataFrame]


def read(
    study: Study | str | Path | None = None,
    articles: pd.DataFrame | str | Path | None = None,
    *,
    lexicon: str = "study",
    method: str | None = None,
    date_format: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> Reading:
    """Read a study's articles into every table.

    Parameters
    ----------
    study : Study, path or None
        A study, its folder or its file; None is the shipped study.
    articles : DataFrame, path or None
        Articles to read in place of the study's own: a frame or a CSV or JSONL file with the columns article_id,
        outlet, published and text, an index of text files, or a folder of them.
    lexicon : {"study", "plain"}
        VADER's lexicon with the study's additions, or without.
    method : {"sentence", "clause", "linear", "neural"}, optional
        How sentiment toward people is measured, in place of the study's own choice; VADER always stands beside it.
    date_format : str, optional
        The `strptime` format of dates that are not written YYYY-MM-DD, such as ``%d/%m/%Y``.
    progress : callable, optional
        Called with the number of articles after each batch.

    Returns
    -------
    Reading

    Raises
    ------
    StudyError
        The study or the articles cannot be read as a whole, or the method is not installed. Single bad records stand
        in ``reading.quarantine``.

    Examples
    --------
    >>> read().articles["article_id"].tolist()
    ['000', '001', '002']
    """
    study = with_method(study if isinstance(study, Study) else read_study(study), method)
    loaded = read_articles(articles, study, date_format=date_format)
    corrections = read_corrections(study)
    parts = []
    for first in range(0, max(len(loaded.articles), 1), BATCH):
        batch = loaded.articles.iloc[first : first + BATCH]
        parts.append(read_batch(batch, study, corrections, lexicon=lexicon))
        if progress:
            progress(len(batch))
    tables = {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}
    tables |= _see_whole(tables, study)
    rows = [*loaded.notes, *_corrected(tables["articles"], corrections)]
    notes = conform(pd.DataFrame(rows, columns=list(TABLES["notes"].dtypes)), "notes")
    return Reading(study=study, quarantine=loaded.quarantine, notes=notes, kept=loaded.kept, **tables)


def select_articles(reading: Reading, article_ids: Collection[str]) -> Reading:
    """Give the Reading of some of the articles: what sees the whole corpus is made anew, and sees these alone.

    Parameters
    ----------
    reading : Reading
    article_ids : collection of str
        Ids that are not in the Reading are no error.

    Returns
    -------
    Reading
        As `read` makes it of these articles; notes on the source, and what was set aside, stay.
    """
    parts: Tables = {}
    for name, table in reading.tables.items():
        if "article_id" in table.columns and name not in ("quarantine", "shared_quotes", "quote_contexts", "copies"):
            kept = table["article_id"].isin(article_ids) | (table["article_id"].isna() & (name == "notes"))
            parts[name] = table[kept].reset_index(drop=True)
    scores = reading.axis_scores
    kept = (scores["unit_kind"] == "article") & scores["unit_id"].isin(article_ids)
    parts["axis_scores"] = scores[kept].reset_index(drop=True)
    return replace(reading, **cast(dict[str, Any], parts | _see_whole(parts, reading.study)))


def _see_whole(tables: Tables, study: Study) -> Tables:
    """Make the tables that need every article, from those of all batches."""
    outlets = score_outlet_axes(tables["frame_hits"], tables["sentences"], tables["articles"], study)
    people = score_person_axes(tables["frame_hits"], tables["segments"], tables["sentences"], study)
    scores = pd.concat([tables["axis_scores"], outlets, people], ignore_index=True)
    return {"axis_scores": conform(scores, "axis_scores"), **compare_all(tables, study)}


def _corrected(articles: pd.DataFrame, corrections: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Note how many of a coder's corrections were applied to each article."""
    applied = corrections[corrections["article_id"].isin(articles["article_id"])]
    return [
        (str(article_id), "corrections applied", f"{len(rows)} by {', '.join(sorted(set(rows['coder'])))}")
        for article_id, rows in applied.groupby("article_id", sort=False)
    ]


def read_batch(
    articles: pd.DataFrame, study: Study, corrections: pd.DataFrame | None = None, *, lexicon: str = "study"
) -> Tables:
    """Take one batch of articles through every step that needs no other article.

    ``corrections`` are a coder's, from `read_corrections`; those of other articles wait for their batch.
    """
    try:
        with without_collection():
            return _read_batch(articles, study, corrections, lexicon)
    finally:
        quoted_spans.cache_clear()  # kept between the steps of a batch, and no longer than it


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause the search for cycles: the steps make many small objects and no cycles, and the search costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_batch(articles: pd.DataFrame, study: Study, corrections: pd.DataFrame | None, lexicon: str) -> Tables:
    tables = read_people(articles, study, corrections)
    articles, sentences, mentions, segments = (
        tables[name] for name in ("articles", "sentences", "mentions", "segments")
    )
    frame_hits = find_hits(articles, sentences, segments, mentions, study)
    return {
        **tables,
        **_score(articles, sentences, segments, mentions, study, lexicon),
        "frame_hits": frame_hits,
        "axis_scores": score_axes(frame_hits, sentences, articles, study),
    }


def read_people(
    articles: pd.DataFrame,
    study: Study,
    corrections: pd.DataFrame | None = None,
    find_casts: Callable[[pd.DataFrame, pd.DataFrame, Study], Casts] = Casts,
) -> Tables:
    """Take a batch from raw text to who is meant where, who says what, and whose voice each stretch is in.

    These are the first steps of `read_batch`. Measurements take them alone, with texts that each have people of their
    own: `find_casts` then gives each article a cast of those.
    """
    articles, raw_offsets, repairs = clean_articles(articles)
    articles = conform(articles.assign(language=find_languages(articles["text"])), "articles")
    sentences = find_sentences(articles, study.titles)
    casts = find_casts(articles, sentences, study)
    mentions = find_mentions(articles, sentences, study, casts)
    quotes = find_quotes(articles, sentences, mentions, study)
    mentions = resolve_quoted(mentions, quotes, articles, sentences, study, casts)
    if corrections is not None:
        mentions, _ = apply_corrections(mentions, corrections, articles["article_id"])
    return {
        "articles": articles,
        "raw_offsets": raw_offsets,
        "repairs": repairs,
        "sentences": sentences,
        "mentions": mentions,
        "quotes": quotes,
        "segments": split_segments(articles, sentences, quotes),
    }


def _score(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    study: Study,
    lexicon: str,
) -> Tables:
    """Make every table of sentiment."""
    words, texts = choose_lexicon(study, lexicon), scoring_texts(articles, mentions, study)
    sentiments = score_sentiments(texts, sentences, segments, mentions, words, study.sentiment.method)
    return {
        "valences": score_valences(texts, sentences, segments, words),
        "sentiments": sentiments,
        "person_scores": score_people(sentiments, mentions, articles),
    }


def rescore(reading: Reading, *, method: str | None = None, lexicon: str = "study") -> Reading:
    """Score the sentiment of a Reading anew, by another method or lexicon, and compare the whole anew.

    Parameters
    ----------
    reading : Reading
    method, lexicon
        As in `read`.

    Raises
    ------
    StudyError
        The method is not known or not installed.
    """
    study = with_method(reading.study, method)
    parts = (reading.articles, reading.sentences, reading.segments, reading.mentions)
    tables: dict[str, Any] = _score(*parts, study, lexicon)
    tables |= compare_all({**reading.tables, **tables}, study)
    return replace(reading, study=study, **tables)
