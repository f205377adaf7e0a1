"""Places of a query -> how evenly they are spread over articles, of each outlet and of all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.tables.grid import outlet_names
from analysis.reading import Reading
from analysis.search.find import find_places
from analysis.search.query import read_query
from analysis.search.selection import Filters, select_segments
from analysis.search.tokens import read_tokens
from analysis.tables import map_articles, rows_by_article

#: The unit of all outlets together.
ALL = "all"


def deviation_of_proportions(uses: Sequence[float], words: Sequence[float]) -> float:
    """Give Gries' deviation of proportions over parts of a corpus: 0 as even as the parts are long, 1 in one place.

    It is divided by its largest possible value, one less the share of the smallest part (Gries 2008; the divisor is
    that of Lijffijt & Gries 2012). NA without a use, and of a single part.

    Parameters
    ----------
    uses, words : sequence of numbers, of one length
        Of each part.

    Examples
    --------
    The parts of 9, 10, 10, 10 and 11 words of Gries (2008), a word used 1, 2, 3, 4 and 5 times in them: DP is .18.

    >>> parts = [9, 10, 10, 10, 11]
    >>> round(deviation_of_proportions([1, 2, 3, 4, 5], parts) * (1 - 9 / 50), 2)
    0.18
    >>> deviation_of_proportions([0, 0, 3, 0], [10, 10, 10, 10])
    1.0
    """
    used, long = np.asarray(uses, float), np.asarray(words, float)
    used, long = used[long > 0], long[long > 0]
    if len(long) < 2 or not used.sum():
        return float("nan")
    share = long / long.sum()
    return float(np.abs(used / used.sum() - share).sum() / 2 / (1 - share.min()))


def count_words(reading: Reading, segments: pd.DataFrame) -> pd.Series:
    """Count the words of the chosen stretches by article; articles without any are not in it."""
    texts = map_articles(reading.articles)
    counts = {
        article_id: sum(len(read_tokens(texts[article_id], start, end)) for start, end in spans)
        for article_id, spans in rows_by_article(segments, "start end").items()
    }
    return pd.Series(counts, dtype="int64")


def disperse(reading: Reading, query: str, **filters: str | None) -> pd.DataFrame:
    """Count the places of a query by outlet, and say how evenly they are spread over articles.

    Parameters
    ----------
    reading : Reading
    query : str
        See `analysis.search.query`.
    **filters : str, optional
        As in `analysis.search.find.find`; words are counted in what they leave.

    Returns
    -------
    DataFrame
        One row an outlet, in the order of the study, and one of `ALL`: ``outlet``, ``n`` places, ``per_10000`` words,
        ``n_words``, ``n_articles`` with a place, ``articles`` with words, ``dispersion`` in [0, 1]
        (`deviation_of_proportions` over articles; NA: no place, or one article).
    """
    segments = select_segments(reading, Filters(**filters))
    places = find_places(reading, read_query(query, reading.study.study.language), segments)
    words = count_words(reading, segments)
    uses = places["article_id"].value_counts().reindex(words.index, fill_value=0)
    outlet_of = map_articles(reading.articles, "outlet_id")
    outlet = pd.Series([outlet_of[one] for one in words.index], index=words.index, dtype="str")
    names = outlet_names(reading.articles, reading.study, every=True)
    units = [(name, (outlet == one).fillna(False).to_numpy(bool)) for one, name in names.items()]
    units = [(name, chosen) for name, chosen in units if chosen.any()]
    rows = [_row(name, uses[chosen], words[chosen]) for name, chosen in units]
    rows.append(_row(ALL, uses, words))
    columns = "outlet n per_10000 n_words n_articles articles dispersion".split()
    return pd.DataFrame(rows, columns=columns)


def _row(name: str, uses: pd.Series, words: pd.Series) -> tuple[str, int, float, int, int, int, float]:
    n, n_words = int(uses.sum()), int(words.sum())
    rate = n / n_words * 10_000 if n_words else float("nan")
    even = deviation_of_proportions(uses.tolist(), words.tolist())
    return name, n, rate, n_words, int((uses > 0).sum()), int((words > 0).sum()), even
