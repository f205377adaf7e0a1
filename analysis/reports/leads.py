"""What a row of a table is of, written into its leading cell, so that a page of a report can link it.

The mark is inert, so a notebook has no link; `analysis.reports.room.places.Places` follows it to what the reading room
holds.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pandas as pd

#: A marked cell of a page; names are percent-encoded.
MARKED = re.compile(
    r'<td(?P<kind>(?: class="\w+")?) data-at="(?P<what>\w+) (?P<name>[\w.~%-]+)(?: (?P<at>\d+))?">(?P<text>[^<]*)</td>'
)


def mark_rows(table: pd.DataFrame) -> list[str]:
    """Say of each row what it is of, as an attribute of its leading cell; empty where it is of no place.

    The most exact that the columns know: the sentence, else the character of the article's text, else the utterance,
    the article, the outlet.

    Examples
    --------
    >>> mark_rows(pd.DataFrame({"article_id": ["007", None], "sentence_number": [3, 1]}))
    [' data-at="sentence 007 3"', '']
    """
    columns = table.columns
    names = [name for name in ("utterance_id", "outlet") if name in columns][:1]
    if "article_id" in columns:
        places = [name for name in ("sentence_number", "start") if name in columns][:1]
        names = ["article_id"] if places or not names or names == ["outlet"] else names
    else:
        places = []
    if not names:
        return [""] * len(table)
    kind = _KINDS[(names + places)[-1]]
    values = [table[name].tolist() for name in names + places]
    return [_mark(kind, *row) for row in zip(*values, strict=True)]


_KINDS = {
    "sentence_number": "sentence",
    "start": "character",
    "utterance_id": "utterance",
    "article_id": "article",
    "outlet": "outlet",
}


def _mark(kind: str, name: Any, at: Any = None) -> str:
    if not isinstance(name, str) or not name:
        return ""
    known = quote(name, safe="", errors="surrogatepass")
    if kind not in ("sentence", "character"):
        return f' data-at="{kind} {known}"'
    return f' data-at="article {known}"' if pd.isna(at) or at < 0 else f' data-at="{kind} {known} {int(at)}"'
