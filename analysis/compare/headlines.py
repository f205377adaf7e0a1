"""Headlines -> which utterances and events they tell of without quotation marks or a date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from math import ceil

import numpy as np
import pandas as pd

from analysis.compare.quotes.paraphrases import stems_of_sentences
from analysis.study import Event, Study
from analysis.tables import map_articles

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
    texts = map_articles(articles)
    columns = spans[["article_id", "start", "end"]].itertuples(index=False, name=None)
    return [texts[article_id][start:end] for article_id, start, end in columns]


def list_headlines(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the headlines with their content stems: ``article_id``, its dates, and ``stems`` between blanks."""
    table = headlines_of(articles, sentences).merge(articles[["article_id", *_PUBLISHED]], on="article_id")
    stems = [" ".join(sorted(frozenset().union(*stems_of_sentences(one)))) for one in table.pop("headline").tolist()]
    return table.assign(stems=pd.Series(stems, table.index, "str"))


def list_references(shared_quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """List the sentences of the references: ``utterance_id`` and ``stems`` between blanks."""
    references = shared_quotes[shared_quotes["is_reference"].astype(bool)]
    rows = [
        (utterance_id, " ".join(sorted(stems)))
        for utterance_id, words in zip(references["utterance_id"].tolist(), _words(references, articles), strict=True)
        for stems in stems_of_sentences(words)
    ]
    return pd.DataFrame(rows, columns=["utterance_id", "stems"], dtype="str")


def match_headlines(
    references: pd.DataFrame, shared_quotes: pd.DataFrame, headlines: pd.DataFrame, articles: pd.DataFrame, days: int
) -> Iterator[tuple[str, str]]:
    """Give the pairs (utterance_id, article_id) of utterances that a headline retells, in the days when they are news.

    The headline shares three content stems or more with one sentence of the reference, with a similarity (Dice's) of .5
    or more. Who speaks is not read: this says what an outlet did not leave out, and nothing about how it told it.

    Parameters
    ----------
    references : DataFrame
        As from `list_references`, of all utterances or some.
    shared_quotes : DataFrame
        Table of that name, every row of these utterances: ``utterance_id`` and ``article_id``.
    headlines : DataFrame
        As from `list_headlines`.
    articles : DataFrame
        Those that tell the utterances, with their dates.
    days : int
        How long something is news.

    Notes
    -----
    Two sets that share ``t`` members share one of any ``m - t + 1`` members of the one that has ``m``: only sentences
    with one of a headline's rarest stems are looked at (Chaudhuri et al., 2006).
    """
    dated = articles[["article_id", *_PUBLISHED]]
    news = shared_quotes[["utterance_id", "article_id"]].merge(dated, on="article_id").groupby("utterance_id")
    utterances = references["utterance_id"].tolist()
    since, until = (news[end].min().reindex(utterances).to_numpy("datetime64[us]") for end in _PUBLISHED)
    until = until + np.timedelta64(days, "D")
    told = [frozenset(stems.split()) for stems in references["stems"].tolist()]
    places: dict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(told):
        for stem in stems if len(stems) >= LEAST else ():
            places[stem].append(number)
    index = {stem: np.array(numbers) for stem, numbers in places.items()}
    ends = (headlines[end].to_numpy("datetime64[us]") for end in _PUBLISHED)
    columns = zip(headlines["article_id"].tolist(), headlines["stems"].tolist(), *ends, strict=True)
    for article_id, words, earliest, latest in columns:
        own = words.split()
        known = sorted((stem for stem in own if stem in index), key=lambda stem: len(index[stem]))
        least = max(LEAST, ceil(LEAST_SIMILAR * (len(own) + LEAST) / 2))
        if len(known) < least:
            continue
        near = np.unique(np.concatenate([index[stem] for stem in known[: len(known) - least + 1]]))
        near = near[(since[near] <= earliest) & (latest <= until[near])]
        for number in near.tolist():
            n = len(told[number].intersection(own))
            if n >= LEAST and 2 * n >= LEAST_SIMILAR * (len(own) + len(told[number])):
                yield utterances[number], article_id


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
