"""Tables of a whole corpus -> samples of who is mentioned, how much is quoted, and whose words articles are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.samples import SAMPLE, Tables, places_of, rows_of
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, VOICES

_FIRST_LETTER = re.compile(r"(?<!\S)[^\w\s]*(?=\S)")


def first_letters(text: str) -> np.ndarray:
    """Give where the first letter or digit of each stretch between blanks stands; its last mark, if it has none.

    >>> first_letters("“Go” – now").tolist()
    [1, 5, 7]
    """
    return np.array([found.end() for found in _FIRST_LETTER.finditer(text)], np.int64)


def measure_shares(tables: Tables, study: Study, *, every: bool = False) -> pd.DataFrame:
    """Take mention rates and shares of words apart into what each article adds to them.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles, sentences, segments, mentions and quotes of the whole corpus, or of a part of it.
    every : bool
        Keep people whom no article mentions and voices in which none says a word: another part may (`drop_absent`).

    Returns
    -------
    DataFrame
        Columns `analysis.compare.samples.SAMPLE`; the unit is the article's outlet. ``mention_rate`` of each person
        (mentions per 100 sentences), ``quoted_words`` (words in quotation marks per 100 words; facet "all") and
        ``voice_share`` of each voice (share of words). An article that does not mention somebody adds 0 to the rate.
    """
    articles = tables["articles"].dropna(subset="outlet_id")
    number, texts = pd.Index(articles["article_id"]), articles["text"].tolist()
    parts = [
        *_mentions(tables, study, number),
        _quoted(tables["quotes"], number, texts),
        *_voices(tables["segments"], number, texts),
    ]
    kept = [np.flatnonzero(part.denominator > 0) for part in parts]
    rows, sizes = np.concatenate(kept), [len(one) for one in kept]
    names = {name: np.repeat([getattr(part, name) for part in parts], sizes).tolist() for name in ("measure", "facet")}
    names |= {"unit_id": articles["outlet_id"].to_numpy(object)[rows].tolist(), "article_id": number.take(rows)}
    values = {
        name: np.concatenate([getattr(part, name)[one] for part, one in zip(parts, kept, strict=True)])
        for name in SAMPLE[-2:]
    }
    found = pd.DataFrame(names | values).astype(dict.fromkeys(names, "str"))
    return found if every else drop_absent(found)


def drop_absent(shares: pd.DataFrame) -> pd.DataFrame:
    """Drop the people whom no article of the corpus mentions, and the voices in which none says a word."""
    return keep_shares(shares, present_shares(shares))


def present_shares(shares: pd.DataFrame) -> pd.DataFrame:
    """Give ``measure`` and ``facet`` of what some article adds to; quoted words are there where nobody quotes."""
    is_there = (shares["numerator"] != 0) | (shares["measure"] == "quoted_words")
    return shares.loc[is_there, ["measure", "facet"]].drop_duplicates()


def keep_shares(shares: pd.DataFrame, are_there: pd.DataFrame) -> pd.DataFrame:
    """Keep the shares that `present_shares` names."""
    return shares.merge(are_there, on=["measure", "facet"])


class _Shares(NamedTuple):
    """What each article adds to one measure and facet."""

    measure: str
    facet: str
    numerator: np.ndarray
    denominator: np.ndarray


def _mentions(tables: Tables, study: Study, number: pd.Index) -> list[_Shares]:
    sentences, mentions = tables["sentences"], tables["mentions"]
    read = sentences[~sentences["section"].isin(SILENT_SECTIONS)]
    n_sentences = _count(rows_of(read, number), len(number))
    held, meant = (places_of(table, "sentence_index", number) for table in (read, mentions))
    rows = np.where(np.isin(meant, held), rows_of(mentions, number), -1)
    person = mentions["person_id"].to_numpy(object)
    return [
        _Shares("mention_rate", one, 100.0 * _count(rows[person == one], len(number)), n_sentences)
        for one in study.people
    ]


def _count(rows: np.ndarray, n: int, weights: np.ndarray | None = None) -> np.ndarray:
    """Count the rows of each of n articles, or add up their weights; rows of other articles are -1."""
    is_own = rows >= 0
    return np.bincount(rows[is_own], None if weights is None else weights[is_own], n).astype(float)


def _quoted(quotes: pd.DataFrame, number: pd.Index, texts: list[str]) -> _Shares:
    n_words = np.array([len(text.split()) for text in texts], float)
    marked = quotes[quotes["quoted_start"].notna()]
    rows = rows_of(marked, number)
    spans = zip(rows.tolist(), marked["quoted_start"].tolist(), marked["quoted_end"].tolist(), strict=True)
    words = [len(texts[row][start:end].split()) if row >= 0 else 0 for row, start, end in spans]
    return _Shares("quoted_words", "all", 100.0 * _count(rows, len(texts), np.array(words, float)), n_words)


def _voices(segments: pd.DataFrame, number: pd.Index, texts: list[str]) -> list[_Shares]:
    firsts = [first_letters(text) for text in texts]
    rows = rows_of(segments, number)
    spans = zip(rows.tolist(), segments["start"].tolist(), segments["end"].tolist(), strict=True)
    words = [int(np.diff(np.searchsorted(firsts[row], ends))[0]) if row >= 0 else 0 for row, *ends in spans]
    n, voice = np.array(words, float), segments["voice"].to_numpy(object)
    total = _count(rows, len(texts), n)
    return [
        _Shares("voice_share", one, _count(np.where(voice == one, rows, -1), len(texts), n), total) for one in VOICES
    ]


def equal_weights(samples: pd.DataFrame) -> pd.DataFrame:
    """Let each article count alike, whatever its length: its own value over one.

    Pooled, a long article says more than a short one; where long articles tell otherwise than short ones, the two ways
    differ, and neither is the right one for every question.

    >>> samples = pd.DataFrame({"numerator": [1.0, 9.0], "denominator": [2.0, 9.0]})
    >>> equal_weights(samples)[["numerator", "denominator"]].to_numpy().tolist()
    [[0.5, 1.0], [1.0, 1.0]]
    """
    return samples.assign(numerator=samples["numerator"] / samples["denominator"], denominator=1.0)
