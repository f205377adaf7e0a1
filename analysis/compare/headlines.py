"""Headlines -> which utterances and events they tell of without quotation marks or a date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.compare.quotes.paraphrases import stems_of_sentences
from analysis.study import Event, Study

__all__ = ["find_headline_events", "find_headline_utterances", "headlines_of"]

LEAST = 3  # content stems that a headline shares with one sentence of an utterance
LEAST_SIMILAR = 0.5  # Dice's, over content stems

_HEADLINE = ["article_id", "headline"]
_PUBLISHED = ["published_earliest", "published_latest"]


def headlines_of(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Give the words of the headline of each article that has one: ``article_id``, ``headline``."""
    spans = sentences.loc[sentences["section"] == "headline", ["article_id", "start", "end"]]
    table = spans[spans["article_id"].isin(articles["article_id"])]
    return table.assign(headline=pd.Series(_words(table, articles), table.index, object))[_HEADLINE]


def _words(spans: pd.DataFrame, articles: pd.DataFrame) -> list[str]:
    """Give the words of each span; a merge with the texts would hold a text once for each of its spans."""
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    columns = spans[["article_id", "start", "end"]].itertuples(index=False, name=None)
    return [texts[article_id][start:end] for article_id, start, end in columns]


def find_headline_utterances(
    shared_quotes: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, days: int
) -> Iterator[tuple[str, str]]:
    """Give the pairs (utterance_id, article_id) of utterances that a headline retells, in the days when they are news.

    The headline shares three content stems or more with one sentence of the reference, with a similarity (Dice's) of .5
    or more. Who speaks is not read: this says what an outlet did not leave out, and nothing about how it told it.
    """
    references = shared_quotes[shared_quotes["is_reference"].astype(bool)]
    dated = articles[["article_id", *_PUBLISHED]]
    news = shared_quotes[["utterance_id", "article_id"]].merge(dated, on="article_id")
    first, first_surely = (news.groupby("utterance_id")[end].min().to_dict() for end in _PUBLISHED)
    told: list[tuple[str, frozenset[str]]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for utterance_id, words in zip(references["utterance_id"].tolist(), _words(references, articles), strict=True):
        for stems in stems_of_sentences(words):
            for stem in stems:
                index[stem].append(len(told))
            told.append((utterance_id, stems))
    table = headlines_of(articles, sentences).merge(dated, on="article_id")
    for article_id, headline, earliest, latest in table.itertuples(index=False, name=None):
        own = frozenset().union(*stems_of_sentences(headline))
        shared: dict[int, int] = defaultdict(int)
        for stem in own:
            for number in index.get(stem, ()):
                shared[number] += 1
        for number, n in shared.items():
            utterance_id, stems = told[number]
            is_near = first[utterance_id] <= earliest and latest <= first_surely[utterance_id] + pd.Timedelta(days=days)
            if is_near and n >= LEAST and 2 * n >= LEAST_SIMILAR * (len(own) + len(stems)):
                yield utterance_id, article_id


def find_headline_events(
    articles: pd.DataFrame, sentences: pd.DataFrame, study: Study, days: int
) -> Iterator[tuple[str, str]]:
    """Give the pairs (event_id, article_id) of events whose words a headline holds in the days when they are news."""
    dated = articles[["article_id", *_PUBLISHED]]
    table = headlines_of(articles, sentences).merge(dated, on="article_id")
    for event_id, event in study.events.items():
        if event.words and len(table):
            first, last = np.datetime64(event.earliest), np.datetime64(event.latest) + np.timedelta64(days, "D")
            is_near = (table["published_earliest"] >= first) & (table["published_latest"] <= last)
            pattern = _words_of(event)
            for article_id, headline in table.loc[is_near, _HEADLINE].itertuples(index=False, name=None):
                if pattern.search(headline):
                    yield event_id, article_id


def _words_of(event: Event) -> re.Pattern[str]:
    parts = [r"\s+".join(map(re.escape, words.split())) for words in event.words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})s?(?!\w)", re.IGNORECASE)
