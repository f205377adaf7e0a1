"""Articles and segments of a whole corpus -> table `keyness`: the words that one outlet uses more than another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import erfc, log, log2, sqrt
from typing import Any

import numpy as np
import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

from analysis.compare.contrasts import REST
from analysis.compare.resampling import adjust_p
from analysis.compare.wording import is_content
from analysis.tables import TABLES, conform

__all__ = ["SMALL", "find_collocations", "find_keyness", "g2"]

SMALL = 10_000  # words: corpora of fewer are flagged
LEAST = 3  # occurrences of a term in both units together

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def g2(n_a: int, n_b: int, total_a: int, total_b: int) -> float:
    """Give the signed log-likelihood ratio of a term: positive where `a` uses it more.

    The variant is Dunning's (1993) as written by Rayson & Garside (2000), with the expected counts of the term alone
    (two cells, not the four of a full table); quanteda's "lr" uses four. Above 3.84, 6.63 and 10.83 a chi-square of one
    degree of freedom has p < .05, .01 and .001.

    Examples
    --------
    >>> round(g2(120, 60, 10_000, 10_000), 2), round(g2(60, 120, 10_000, 10_000), 2), g2(0, 0, 10, 10)
    (20.39, -20.39, 0.0)
    """
    if not n_a + n_b:
        return 0.0
    share = (n_a + n_b) / (total_a + total_b)
    parts = [n * log(n / (total * share)) for n, total in ((n_a, total_a), (n_b, total_b)) if n]
    value = max(2 * sum(parts), 0.0)
    return value if n_a * total_b >= n_b * total_a else -value


def find_keyness(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    pairs: Iterable[tuple[str, str]],
    *,
    voices: Iterable[str] = ("all", "own", "quoted"),
    most: int | None = 100,
) -> pd.DataFrame:
    """Compare how often two outlets use each word, in their own words and in those they quote.

    Parameters
    ----------
    articles, segments : DataFrame
        Tables of the whole corpus; an article's voices are those of its segments.
    pairs : iterable of (unit_a, unit_b)
        Outlets; `analysis.compare.contrasts.REST` stands for all others.
    voices : iterable of str
        Of `analysis.tables.VOICES`, or "all".
    most : int, optional
        Terms kept for each pair and voice: those with the largest absolute `g2`, then in the order of the alphabet;
        None: all.

    Returns
    -------
    DataFrame
        Table `keyness`. Terms are words in lower case without a final 's (no stems), with three occurrences or more
        in both units together. `g2` is signed (see `g2`); `effect` is the binary logarithm of the ratio of relative
        frequencies, with half an occurrence added to each count (Hardie's Log Ratio: 1 is twice as often); `p` of
        `g2`, `q` its false discovery rate over the pair and voice, before `most` is applied. `n` count the term,
        `total` all words.
        `is_small` flags pairs of which a side has fewer than 10,000 words. Words of one article are not independent: a
        large `g2` may be the doing of one article, which `n` alone does not show.
    """
    counts = _counts(articles, segments)
    rows = []
    for unit_a, unit_b in pairs:
        for voice in voices:
            a, b = _count(counts, voice, unit_a), _count(counts, voice, unit_b, without=unit_a)
            rows += _compare(unit_a, unit_b, voice, a, b, most)
    return conform(pd.DataFrame(rows, columns=list(TABLES["keyness"].dtypes)), "keyness")


_Counts = dict[tuple[str, str], Counter[str]]


def _counts(articles: pd.DataFrame, segments: pd.DataFrame) -> _Counts:
    """Count the words of each outlet and voice."""
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    outlets = dict(zip(articles["article_id"].tolist(), articles["outlet_id"].tolist(), strict=True))
    counts: _Counts = {}
    spans = segments[["article_id", "voice", "start", "end"]]
    for article_id, voice, start, end in spans.itertuples(index=False, name=None):
        outlet = outlets.get(article_id)
        if isinstance(outlet, str):
            counts.setdefault((outlet, voice), Counter()).update(_terms(texts[article_id][start:end]))
    return counts


def _terms(text: str) -> list[str]:
    return [word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]


def _count(counts: _Counts, voice: str, unit: str, without: str | None = None) -> Counter[str]:
    total: Counter[str] = Counter()
    for (outlet, spoken), counter in counts.items():
        is_unit = outlet == unit or (unit == REST and outlet != without)
        if is_unit and (voice == "all" or spoken == voice):
            total.update(counter)
    return total


def _compare(
    unit_a: str, unit_b: str, voice: str, a: Counter[str], b: Counter[str], most: int | None
) -> list[tuple[Any, ...]]:
    total_a, total_b = a.total(), b.total()
    terms = sorted(term for term in a.keys() | b.keys() if a[term] + b[term] >= LEAST)
    if not total_a or not total_b or not terms:
        return []
    values = [g2(a[term], b[term], total_a, total_b) for term in terms]
    p = np.array([erfc(sqrt(abs(value) / 2)) for value in values])  # chi-square with one degree of freedom
    q = adjust_p(p)
    order = sorted(range(len(terms)), key=lambda place: (-abs(values[place]), terms[place]))[:most]
    is_small = min(total_a, total_b) < SMALL
    rows = []
    for place in order:
        n_a, n_b = a[terms[place]], b[terms[place]]
        effect = log2((n_a + 0.5) / (total_a + 0.5)) - log2((n_b + 0.5) / (total_b + 0.5))
        rows.append(
            (
                unit_a,
                unit_b,
                voice,
                terms[place],
                values[place],
                effect,
                p[place],
                q[place],
                n_a,
                n_b,
                total_a,
                total_b,
                is_small,
            )
        )
    return rows


def find_collocations(texts: Iterable[str], *, least: int = 3, most: int = 50) -> pd.DataFrame:
    """Find pairs of content words that follow each other more often than their own frequencies explain.

    Parameters
    ----------
    texts : iterable of str
        Pairs do not run over the end of a text or of a sentence.
    least : int
        Occurrences that a pair must have.
    most : int
        Pairs kept, the strongest first.

    Returns
    -------
    DataFrame
        `first`, `second`, `n`, and `g2`, the log-likelihood ratio of the full two-by-two table
        (`nltk.metrics.BigramAssocMeasures.likelihood_ratio`; Dunning, 1993).

    Examples
    --------
    >>> find_collocations(["Old harbour. Old harbour, new harbour. Old harbour"]).loc[0, "first"]
    'old'
    """
    sentences = [_terms(sentence) for text in texts for sentence in re.split(r"[.!?\n]", text)]
    finder = BigramCollocationFinder.from_documents(sentences)
    finder.apply_freq_filter(least)
    finder.apply_word_filter(lambda word: not is_content(word))
    scored = sorted(finder.score_ngrams(BigramAssocMeasures.likelihood_ratio), key=lambda item: (-item[1], item[0]))
    rows = [(*pair, finder.ngram_fd[pair], value) for pair, value in scored[:most]]
    return pd.DataFrame(rows, columns=["first", "second", "n", "g2"])
