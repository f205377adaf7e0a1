"""Indirect quotes and a ledger of quotations -> which utterance an indirect quote retells in the outlet's words."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import isnan
from typing import NamedTuple

import pandas as pd

from analysis.compare.publication import Days, read_dates
from analysis.compare.quotes.speakers import name_speakers
from analysis.compare.quotes.tellings import days_apart
from analysis.compare.words.wording import is_content, read_words
from analysis.tables import map_articles, only_said
from analysis.text.stems import stem as stem_of

NEAR = 7  # days, as for fragments of quotations
LEAST = 2  # content stems that must be shared
LEAST_SIMILAR = 0.6
COMMON = 200  # sentences of a speaker in these weeks that may share a stem before it finds no candidates
MOST_WEEKS = 9  # looked at where nobody knows better when an article was published


#: Columns of a sentence of an utterance that somebody known said (`analysis.compare.quotes.ledger.tell_utterances`).
SENTENCE = "utterance telling low n speaker earliest latest stems".split()
_INDIRECT = "speaker article_id quote_index attribution_index start end earliest latest stems".split()
_RETOLD = (
    "utterance article_id quote_index attribution_index start end n_words n_same similarity earliest latest"
).split()


def list_indirect(quotes: pd.DataFrame, articles: pd.DataFrame, names: pd.DataFrame | None = None) -> pd.DataFrame:
    """List the indirect quotes of known speakers, with the days of their articles and their content stems.

    Thoughts, topics, and what the article does not say was said (`scope`), retell nothing.

    Parameters
    ----------
    quotes, articles : DataFrame
        Tables of the same articles.
    names : DataFrame, optional
        As in `name_speakers`.
    """
    dates = read_dates(articles)
    texts = map_articles(articles)
    quotes = only_said(quotes.assign(speaker=name_speakers(quotes, names)))
    columns = "speaker article_id quote_index attribution_index content_start content_end".split()
    rows = []
    is_told = quotes["quoted_start"].isna() & (quotes["kind"] != "thought")
    for row in quotes.loc[is_told, columns].itertuples(index=False, name=None):
        speaker, article_id, _, _, start, end = row
        if speaker:
            stems = frozenset().union(*stems_of_sentences(texts[article_id][start:end]))
            rows.append((*row, *dates[article_id], " ".join(sorted(stems))))
    return pd.DataFrame(rows, columns=_INDIRECT)


def find_paraphrases(indirect: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find, for each indirect quote of a known speaker, the utterance that it most likely retells.

    They belong together where the speaker is the same, the dates are near, and the paraphrase shares two content stems
    or more with one sentence of the utterance, with a similarity (Dice's, over content stems) of .6 or more; of several
    sentences the most similar is taken, then the first. Stems, not meanings, are compared: "said she was exhausted" for
    “I am so tired” is not found.

    Parameters
    ----------
    indirect : DataFrame
        As from `list_indirect`.
    sentences : DataFrame
        As from `analysis.compare.quotes.ledger.tell_utterances`, in the order of the utterances; of speakers all or
        none.

    Returns
    -------
    DataFrame
        One row an indirect quote that retells an utterance: its number, the quote, the stems that it has and shares,
        the similarity, and the days of its article.
    """
    known = [
        _Sentence(utterance, earliest, latest, len(stems.split()))
        for utterance, earliest, latest, stems in sentences[["utterance", "earliest", "latest", "stems"]].itertuples(
            index=False, name=None
        )
    ]
    index: dict[_Key, list[int]] = defaultdict(list)
    columns = sentences[["speaker", "earliest", "stems"]].itertuples(index=False, name=None)
    for place, (speaker, earliest, stems) in enumerate(columns):
        for stem in stems.split():
            index[speaker, stem, _week(earliest)].append(place)
    rows = []
    for speaker, *quote, earliest, latest, stems in indirect.itertuples(index=False, name=None):
        own = stems.split()
        found = _best(speaker, own, (earliest, latest), known, index)
        if found:
            place, n_same, similar = found
            rows.append((known[place].utterance, *quote, len(own), n_same, similar, earliest, latest))
    return pd.DataFrame(rows, columns=_RETOLD)


#: Speaker, stem, week of publication.
_Key = tuple[str, str, int]


class _Sentence(NamedTuple):
    """A sentence of an utterance: when it was told, and how many content stems it has."""

    utterance: int
    earliest: float
    latest: float
    n_stems: int


def _week(day: float) -> int:
    return -1 if isnan(day) else int(day // NEAR)


def _best(
    speaker: str, own: list[str], days: Days, sentences: list[_Sentence], index: dict[_Key, list[int]]
) -> tuple[int, int, float] | None:
    """Give the place of the sentence most similar to an indirect quote, the stems they share, and how similar."""
    last = min(_week(days[1]) + 1, _week(days[0]) + MOST_WEEKS)
    weeks = {-1, *range(_week(days[0]) - 1, last + 1)}
    shared: Counter[int] = Counter()
    for stem in own:
        places = [place for week in weeks for place in index.get((speaker, stem, week), ())]
        if len(places) <= COMMON:
            shared.update(place for place in places if days_apart(days, sentences[place][1:3]) <= NEAR)
    similar = {place: 2 * n / (len(own) + sentences[place].n_stems) for place, n in shared.items() if n >= LEAST}
    place = min(similar, key=lambda place: (-similar[place], place), default=-1)
    if place < 0 or similar[place] < LEAST_SIMILAR:
        return None
    return place, shared[place], similar[place]


def stems_of_sentences(text: str) -> list[frozenset[str]]:
    """Give the content stems of each sentence."""
    sentences: list[set[str]] = []
    for word in read_words(text):
        if word.opens or not sentences:
            sentences.append(set())
        if is_content(word.key):
            sentences[-1].add(stem_of(word.key))
    return [frozenset(stems) for stems in sentences]
