"""Indirect quotes and a ledger of quotations -> which utterance an indirect quote retells in the outlet's words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import isnan
from typing import NamedTuple

import pandas as pd

from analysis.compare.publication import read_dates
from analysis.compare.quotes.speakers import name_speakers
from analysis.compare.quotes.tellings import Telling, days_apart
from analysis.compare.words.wording import is_content, read_words
from analysis.text.stems import stem as stem_of

__all__ = ["Paraphrase", "Source", "find_paraphrases", "stems_of_sentences"]

NEAR = 7  # days, as for fragments of quotations
LEAST = 2  # content stems that must be shared
LEAST_SIMILAR = 0.6
COMMON = 200  # sentences of a speaker in these weeks that may share a stem before it finds no candidates
MOST_WEEKS = 9  # looked at where nobody knows better when an article was published


class Source(NamedTuple):
    """An utterance that may have been retold: its place in the ledger, a telling for speaker and dates, its text."""

    number: int
    telling: Telling
    text: str


class Paraphrase(NamedTuple):
    """An indirect quote that retells utterance `number`; `similarity` is Dice's over content stems."""

    number: int
    article_id: str
    quote_index: int
    attribution_index: int
    start: int
    end: int
    n_words: int
    n_same: int
    similarity: float
    earliest: float
    latest: float


def find_paraphrases(quotes: pd.DataFrame, articles: pd.DataFrame, sources: list[Source]) -> list[Paraphrase]:
    """Find, for each indirect quote of a known speaker, the utterance that it most likely retells.

    They belong together where the speaker is the same, the dates are near, and the paraphrase shares two content stems
    or more with one sentence of the utterance, with a similarity (Dice's, over content stems) of .6 or more; of several
    sentences the most similar is taken, then the first. Stems, not meanings, are compared: "said she was exhausted" for
    “I am so tired” is not found.
    """
    sentences = [
        (source, stems) for source in sources if source.telling.speaker for stems in stems_of_sentences(source.text)
    ]
    index: dict[_Key, list[int]] = defaultdict(list)
    for place, (source, stems) in enumerate(sentences):
        telling = source.telling
        for stem in stems:
            index[telling.speaker or "", stem, _week(telling.earliest)].append(place)
    return [found for row in _indirect(quotes, articles) if (found := _best(row, sentences, index))]


#: Speaker, stem, week of publication.
_Key = tuple[str, str, int]
#: An utterance and the content stems of one of its sentences.
_Sentence = tuple[Source, frozenset[str]]


def _week(day: float) -> int:
    return -1 if isnan(day) else int(day // NEAR)


class _Indirect(NamedTuple):
    telling: Telling
    quote_index: int
    start: int
    end: int
    text: str


def _indirect(quotes: pd.DataFrame, articles: pd.DataFrame) -> Iterator[_Indirect]:
    dates = read_dates(articles)
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    columns = "article_id quote_index attribution_index content_start content_end speaker".split()
    quotes = quotes.assign(speaker=pd.Series(name_speakers(quotes), quotes.index, object))
    rows = quotes.loc[quotes["quoted_start"].isna(), columns]
    for article_id, index, attribution, start, end, speaker in rows.itertuples(index=False, name=None):
        if speaker:
            telling = Telling(article_id, attribution, False, speaker, *dates[article_id], (), 0, 0)
            yield _Indirect(telling, index, start, end, texts[article_id][start:end])


def _best(row: _Indirect, sentences: list[_Sentence], index: dict[_Key, list[int]]) -> Paraphrase | None:
    own, telling = frozenset().union(*stems_of_sentences(row.text)), row.telling
    last = min(_week(telling.latest) + 1, _week(telling.earliest) + MOST_WEEKS)
    weeks = {-1, *range(_week(telling.earliest) - 1, last + 1)}
    shared: Counter[int] = Counter()
    for stem in own:
        places = [place for week in weeks for place in index.get((telling.speaker or "", stem, week), ())]
        if len(places) <= COMMON:
            shared.update(place for place in places if days_apart(telling, sentences[place][0].telling) <= NEAR)
    similar = {place: 2 * n / (len(own) + len(sentences[place][1])) for place, n in shared.items() if n >= LEAST}
    place = min(similar, key=lambda place: (-similar[place], place), default=-1)
    if place < 0 or similar[place] < LEAST_SIMILAR:
        return None
    return Paraphrase(
        sentences[place][0].number,
        telling.article_id,
        row.quote_index,
        telling.attribution_index,
        row.start,
        row.end,
        len(own),
        shared[place],
        similar[place],
        telling.earliest,
        telling.latest,
    )


def stems_of_sentences(text: str) -> list[frozenset[str]]:
    """Give the content stems of each sentence."""
    sentences: list[set[str]] = []
    for word in read_words(text):
        if word.opens or not sentences:
            sentences.append(set())
        if is_content(word.key):
            sentences[-1].add(stem_of(word.key))
    return [frozenset(stems) for stems in sentences]
