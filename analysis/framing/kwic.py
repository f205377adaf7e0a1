"""Hits -> keywords in context, the words left and right of each."""

from __future__ import annotations

import pandas as pd

from analysis.tables import map_articles


def find_kwic(hits: pd.DataFrame, articles: pd.DataFrame, *, width: int = 60) -> pd.DataFrame:
    """Put each hit between the words around it, as a concordance does.

    Parameters
    ----------
    hits : DataFrame
        Any table with ``article_id``, ``start`` and ``end``; its other columns stay.
    articles : DataFrame
        Table `articles`.
    width : int
        Characters on either side; words cut by it are left out whole.

    Returns
    -------
    DataFrame
        The columns of `hits` and ``left``, ``keyword``, ``right``; sorted by keyword (capitals ignored), then by the
        words to its right, so that like uses stand together. Line ends are blanks.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["He spoke of love and left."]})
    >>> hits = pd.DataFrame({"article_id": ["a"], "start": [12], "end": [16]})
    >>> find_kwic(hits, articles, width=9)[["left", "keyword", "right"]].values.tolist()
    [['spoke of', 'love', 'and']]
    """
    texts = map_articles(articles)
    spans = list(zip(hits["article_id"], hits["start"].tolist(), hits["end"].tolist(), strict=True))
    table = hits.assign(
        left=[_left(texts[at], start, width) for at, start, _ in spans],
        keyword=[_flat(texts[at][start:end]) for at, start, end in spans],
        right=[_right(texts[at], end, width) for at, _, end in spans],
    )
    lower = [[words.lower() for words in table[side]] for side in ("keyword", "right")]
    order = sorted(range(len(table)), key=lambda row: (lower[0][row], lower[1][row]))
    return table.iloc[order].reset_index(drop=True)


def _left(text: str, start: int, width: int) -> str:
    words = text[max(0, start - width) : start]
    is_cut = start > width and not text[start - width - 1].isspace() and not words[:1].isspace()
    return _flat(words.partition(" ")[2] if is_cut and " " in words.strip() else words)


def _right(text: str, end: int, width: int) -> str:
    words = text[end : end + width]
    is_cut = end + width < len(text) and not text[end + width].isspace() and not words[-1:].isspace()
    return _flat(words.rpartition(" ")[0] if is_cut and " " in words.strip() else words)


def _flat(words: str) -> str:
    return " ".join(words.split())
