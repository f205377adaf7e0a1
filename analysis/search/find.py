"""A query and a Reading -> a concordance: each place with what is known of it and the words around it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.compare.tables.grid import outlet_names
from analysis.framing.kwic import find_kwic
from analysis.reading import Reading
from analysis.search.query import Query, read_query
from analysis.search.selection import Filters, name_speakers, people_of_sentences, select_segments
from analysis.search.tokens import read_tokens
from analysis.tables import map_articles, rows_at, rows_by_article, sentence_number

#: The columns of a concordance; its key is the first two.
COLUMNS = ("article_id start end outlet published voice speaker section people sentence_number left hit right").split()
#: Characters on either side.
WIDTH = 60


def find(reading: Reading, query: str, *, width: int = WIDTH, **filters: str | None) -> pd.DataFrame:
    """Find words, phrases, stems and wildcards in all articles: those that tell the story, touch it, or neither.

    Parameters
    ----------
    reading : Reading
    query : str
        See `analysis.search.query`.
    width : int
        Characters of context on either side.
    **filters : str, optional
        ``outlet``, ``voice``, ``speaker``, ``person``, ``section``, ``period``, as in `Filters`.

    Returns
    -------
    DataFrame
        One row a place, sorted by its key ``article_id``, ``start``. ``start`` and ``end`` are offsets in the article's
        text, ``outlet`` is a name, ``published`` the first day that it may have been published, ``voice`` that of the
        first word, ``speaker`` whose words they are (NA: the outlet's or an agency's), ``people`` whom the sentence
        names or means (with ``; `` between), ``sentence_number`` counts from 1 as pages do, ``left``, ``hit`` and
        ``right`` are the words.

    Raises
    ------
    StudyError
        The query or a filter says nothing; what is allowed is named.
    """
    wanted = Filters(**filters)
    segments = select_segments(reading, wanted)
    places = find_places(reading, read_query(query, reading.study.study.language), segments)
    at = segments.iloc[places.pop("segment").to_numpy()]
    articles = reading.articles.set_index("article_id")
    outlets = outlet_names(reading.articles, reading.study, every=True)
    people, names = people_of_sentences(reading), [person.name for person in reading.study.people.values()]
    held = [people.get(one, []) for one in zip(at["article_id"], at["sentence_index"], strict=True)]
    named = ["; ".join(names[person] for person in one) or None for one in held]
    published = articles["published_earliest"].reindex(places["article_id"])
    known = articles["outlet_id"].reindex(places["article_id"]).map(outlets)
    lines = find_kwic(places, reading.articles, width=width).rename(columns={"keyword": "hit"})
    lines = lines.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    lines = lines.assign(
        outlet=pd.array(known.tolist(), dtype="str"),
        published=published.to_numpy(),
        voice=pd.array(at["voice"].tolist(), dtype="str"),
        speaker=pd.array(name_speakers(at, reading), dtype="str"),
        section=pd.array(at["section"].tolist(), dtype="str"),
        people=pd.array(named, dtype="str"),
        sentence_number=sentence_number(at["sentence_index"].to_numpy()),
    )
    return lines[COLUMNS]


def find_places(reading: Reading, query: Query, segments: pd.DataFrame) -> pd.DataFrame:
    """Find the places of a query that begin in one of the chosen stretches.

    Returns
    -------
    DataFrame
        ``article_id``, ``start``, ``end`` and ``segment``, the row of `segments`; sorted by article and start.
    """
    texts = map_articles(reading.articles)
    chosen = set(segments["article_id"])
    rows = [
        (article_id, start, end)
        for article_id, spans in rows_by_article(reading.sentences, "start end").items()
        if article_id in chosen
        for start, end in _places(texts[article_id], spans, query)
    ]
    places = pd.DataFrame(rows, columns=["article_id", "start", "end"]).astype({"start": "int64", "end": "int64"})
    places["article_id"] = places["article_id"].astype("str")
    row = rows_at(segments, places["article_id"], places["start"]) if len(places) else np.zeros(0, np.int64)
    return places.assign(segment=row)[row >= 0].reset_index(drop=True)


def _places(text: str, spans: list[tuple[int, int]], query: Query) -> Iterator[tuple[int, int]]:
    if not query.may_stand_in(text.lower().replace("’", "'")):
        return
    for start, end in spans:
        tokens = read_tokens(text, start, end)
        for first, last in query.match([token.key for token in tokens]):
            yield tokens[first].start, tokens[last].end
