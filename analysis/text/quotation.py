"""Clean text -> the stretches between double quotation marks."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Quoted", "quoted_spans"]


class Quoted(NamedTuple):
    """The words between two quotation marks, without the marks.

    `is_closed` is False where nothing closes the quotation; it then ends with its paragraph. `continues` is True
    where the piece goes on with the quotation of the piece before it (a paragraph that opens the mark again).
    """

    start: int
    end: int
    is_closed: bool
    continues: bool


_MARK = re.compile(r"[\"“”„«»]|''|``|\n\n")


def quoted_spans(text: str) -> list[Quoted]:
    """Find the text between double quotation marks."""
    spans: list[Quoted] = []
    start = -1
    for mark in _MARK.finditer(text):
        if mark[0] == "\n\n":
            if start >= 0:
                spans.append(Quoted(start, mark.start(), False, False))
            start = -1
        elif start < 0:
            if mark[0] not in "”»":
                start = mark.end()
        elif mark[0] not in "“„«``":
            spans.append(Quoted(start, mark.start(), True, False))
            start = -1
    if start >= 0:
        spans.append(Quoted(start, len(text.rstrip()), False, False))
    return spans
