"""Clean text -> sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analysis.tables import conform
from analysis.text.sections import split_sections

__all__ = ["find_sentences", "split_sentences"]

_END = re.compile(r"(?:[.!?…]+[\"”’'»)\]]*)(?=[ \n])|\n\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Jr|Sr|Prof|vs|etc|[eE]\.g|i\.e|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.\Z"
)


def split_sentences(text: str, titles: Sequence[str] = ()) -> list[tuple[int, int]]:
    """Split a text into sentences."""
    title_ends = {
        m.end()
        for title in titles
        if title.endswith(("?", "!"))
        for m in re.finditer(re.escape(title), text, re.IGNORECASE)
    }
    spans, start = [], 0
    for found in _END.finditer(text):
        after = text[found.end() : found.end() + 2].lstrip()
        if found[0] != "\n\n" and (
            not after
            or after[0].islower()
            or after[0] in ",;:—–-"
            or (found[0] == "." and _ABBREVIATION.search(text, max(0, found.start() - 6), found.end()))
            or found.end() in title_ends
        ):
            continue
        _add(spans, text, start, found.end())
        start = found.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(piece.strip())))


def find_sentences(articles: pd.DataFrame, titles: Sequence[str] = ()) -> pd.DataFrame:
    """Find the sentences of each article."""
    rows = []
    for article_id, text, headline in zip(
        articles["article_id"].tolist(), articles["text"].tolist(), articles["headline"].tolist(), strict=True
    ):
        headline_end = len(headline) if isinstance(headline, str) else 0
        index = 0
        for paragraph, (start, end, section) in enumerate(split_sections(text, headline_end)):
            for first, last in split_sentences(text[start:end], titles):
                rows.append((article_id, index, paragraph, section, start + first, start + last))
                index += 1
    columns = ["article_id", "sentence_index", "paragraph_index", "section", "start", "end"]
    return conform(pd.DataFrame(rows, columns=columns), "sentences")
