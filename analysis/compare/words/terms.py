"""Articles and segments -> how often each article uses each term in each voice, and what kind of term it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.words.wording import is_content

#: Titles, light verbs and the like, beside the closed classes: frequent everywhere, and about nothing.
_LIGHT = frozenset(
    "anyway cause come comes coming dr enough etc gave give given gives giving hence keep keeps kept made make makes"
    " making mr mrs ms otherwise put puts putting same says take taken takes taking took whatsoever y'all".split()
)
_SHORT = re.compile(r"'(?:d|ll|m|re|t|ve)(?:'ve)?$")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


class Usage(NamedTuple):
    """One place an article, voice and term of it: their numbers and how often the term stands there.

    ``terms`` and ``voices`` name the numbers; articles have those of their table.
    """

    terms: list[str]
    voices: list[str]
    article: np.ndarray
    voice: np.ndarray
    term: np.ndarray
    n: np.ndarray


class Spoken(NamedTuple):
    """One place an article and voice: their numbers, as in `Usage`, and the words that it says in it."""

    article: np.ndarray
    voice: np.ndarray
    n: np.ndarray


def count_words(usage: Usage) -> Spoken:
    """Count the words of each article in each voice, of the usage of all terms."""
    n_voices = max(len(usage.voices), 1)
    code, place = np.unique(usage.article * n_voices + usage.voice, return_inverse=True)
    n = np.bincount(place, weights=usage.n, minlength=len(code)).astype(np.int64)
    return Spoken(code // n_voices, code % n_voices, n)


def read_terms(text: str) -> list[str]:
    """Read the words of a text in lower case, without a final 's.

    >>> read_terms("Harbour’s 12 ships don’t")
    ['harbour', 'ships', "don't"]
    """
    return [word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]


def count_terms(articles: pd.DataFrame, segments: pd.DataFrame) -> Usage:
    """Count the terms of each article in each voice; words outside segments count for none."""
    texts = articles["text"].tolist()
    place = {article_id: number for number, article_id in enumerate(articles["article_id"].tolist())}
    counts: dict[tuple[int, str], Counter[str]] = {}
    spans = segments[["article_id", "voice", "start", "end"]]
    for article_id, voice, start, end in spans.itertuples(index=False, name=None):
        if (number := place.get(article_id)) is not None:
            counts.setdefault((number, voice), Counter()).update(read_terms(texts[number][start:end]))
    terms = sorted({term for counter in counts.values() for term in counter})
    voices = list(dict.fromkeys(voice for _, voice in counts))
    number_of = {term: number for number, term in enumerate(terms)}
    sizes = [len(counter) for counter in counts.values()]
    article, voice = (
        np.repeat(np.array(values, np.int64), sizes)
        for values in ([number for number, _ in counts], [voices.index(name) for _, name in counts])
    )
    term, n = (
        np.fromiter(values, np.int64, sum(sizes))
        for values in (
            (number_of[term] for counter in counts.values() for term in counter),
            (times for counter in counts.values() for times in counter.values()),
        )
    )
    return Usage(terms, voices, article, voice, term, n)


def kinds_of_terms(terms: Iterable[str], names: Iterable[str]) -> list[str]:
    """Tell names of the study's people and function words from other words.

    A short form is what stands before its apostrophe (*would've*).

    Parameters
    ----------
    terms : iterable of str
    names : iterable of str
        Names as the study writes them; each word of a name is one, a function word in a name is none.

    Examples
    --------
    >>> kinds_of_terms(["harbour", "okafor", "of", "would've", "made"], ["Ben Okafor of Tide"])
    ['word', 'name', 'function', 'function', 'function']
    """
    named = {word for name in names for word in read_terms(name)}
    return ["function" if _is_light(term) else "name" if term in named else "word" for term in terms]


def _is_light(term: str) -> bool:
    return term in _LIGHT or not is_content(term) or not is_content(_SHORT.sub("", term))
