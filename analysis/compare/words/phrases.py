"""Articles and segments -> how often each article uses each phrase of two words, as `count_terms` counts words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.compare.words.terms import Usage, read_terms
from analysis.compare.words.wording import is_content

__all__ = ["count_phrases", "read_phrases"]

#: What ends a phrase: any mark but a hyphen or an apostrophe, a number, a line end.
_BREAK = re.compile(r"[^\w'’ -]|[\d_]")
#: Uses in the whole corpus below which a phrase is not kept: most of all phrases stand once.
_LEAST = 5


def read_phrases(text: str) -> Iterator[str]:
    """Read the phrases of two words of content that follow one another.

    >>> list(read_phrases("The old harbour, new jobs of the harbour-master"))
    ['old harbour', 'new jobs', 'harbour master']
    """
    for part in _BREAK.split(text):
        for one, other in pairwise(read_terms(part)):
            if is_content(one) and is_content(other):
                yield f"{one} {other}"


def count_phrases(articles: pd.DataFrame, segments: pd.DataFrame) -> Usage:
    """Count the phrases of each article, in one voice ``all``; those with fewer than five uses in all are left out."""
    texts = articles["text"].tolist()
    place = {article_id: number for number, article_id in enumerate(articles["article_id"].tolist())}
    counts: dict[int, Counter[str]] = {}
    for article_id, start, end in segments[["article_id", "start", "end"]].itertuples(index=False, name=None):
        if (number := place.get(article_id)) is not None:
            counts.setdefault(number, Counter()).update(read_phrases(texts[number][start:end]))
    total: Counter[str] = Counter()
    for counter in counts.values():
        total.update(counter)
    terms = sorted(term for term, n in total.items() if n >= _LEAST)
    number_of = {term: at for at, term in enumerate(terms)}
    rows = [
        (number, number_of[term], n)
        for number, counter in counts.items()
        for term, n in counter.items()
        if term in number_of
    ]
    article, term, n = np.array(rows, np.int64).reshape(-1, 3).T
    return Usage(terms, ["all"], article, np.zeros(len(article), np.int64), term, n)
