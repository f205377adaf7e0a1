"""Articles and segments -> how often each article uses each phrase, as `count_terms` counts words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

import numpy as np
import pandas as pd

from analysis.compare.words.terms import Usage, read_terms
from analysis.compare.words.wording import is_content

__all__ = ["LONGEST", "count_phrases", "read_runs"]

#: What ends a phrase: any mark but a hyphen or an apostrophe, a number, a line end.
_BREAK = re.compile(r"[^\w'’ -]|[\d_]")
#: Words of a phrase, at most.
LONGEST = 4
#: Uses in the whole corpus below which a phrase is not kept: most of all phrases stand once.
_LEAST = 5


def read_runs(text: str) -> Iterator[list[str]]:
    """Read the words of content that follow one another, two or more: a phrase is a stretch of these.

    >>> list(read_runs("The old harbour, new jobs of the new harbour-master, here"))
    [['old', 'harbour'], ['new', 'jobs'], ['new', 'harbour', 'master']]
    """
    for part in _BREAK.split(text):
        for is_one, words in groupby(read_terms(part), is_content):
            run = list(words)
            if is_one and len(run) > 1:
                yield run


def count_phrases(articles: pd.DataFrame, segments: pd.DataFrame) -> Usage:
    """Count the phrases of two to four words of each article, in one voice ``all``.

    Those with fewer than five uses in all are left out, and those that are said in a longer phrase alone, which then
    stands for them.
    """
    texts = articles["text"].tolist()
    place = {article_id: number for number, article_id in enumerate(articles["article_id"].tolist())}
    codes: dict[str, int] = {}
    runs: dict[int, list[list[int]]] = {}
    for article_id, start, end in segments[["article_id", "start", "end"]].itertuples(index=False, name=None):
        if (number := place.get(article_id)) is not None:
            found = (
                [codes.setdefault(word, len(codes)) for word in run] for run in read_runs(texts[number][start:end])
            )
            runs.setdefault(number, []).extend(found)
    pairs = Counter(pair for told in runs.values() for run in told for pair in pairwise(run))
    often = {pair for pair, n in pairs.items() if n >= _LEAST}  # no phrase is used more often than a pair in it
    counts = {
        number: Counter(phrase for run in told for phrase in _phrases(run, often)) for number, told in runs.items()
    }
    total: Counter[tuple[int, ...]] = Counter()
    for counter in counts.values():
        total.update(counter)
    inside = {part for phrase, n in total.items() for part in (phrase[1:], phrase[:-1]) if total[part] == n}
    words = list(codes)
    kept = {one: " ".join(words[code] for code in one) for one, n in total.items() if n >= _LEAST and one not in inside}
    terms = sorted(kept.values())
    number_of = {term: at for at, term in enumerate(terms)}
    rows = [
        (number, number_of[kept[phrase]], n)
        for number, counter in counts.items()
        for phrase, n in counter.items()
        if phrase in kept
    ]
    article, term, n = np.array(rows, np.int64).reshape(-1, 3).T
    return Usage(terms, ["all"], article, np.zeros(len(article), np.int64), term, n)


def _phrases(run: list[int], often: set[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """Give the phrases of a run in which every pair is used often."""
    first = 0
    for end in range(1, len(run)):
        if (run[end - 1], run[end]) not in often:
            first = end
        for start in range(max(first, end - LONGEST + 1), end):
            yield tuple(run[start : end + 1])
