"""Clean text -> paragraphs and the part of the article that each is."""

from __future__ import annotations

import re

__all__ = ["split_sections"]

_CREDIT = re.compile(r"\bSource: |Getty Images|\bPhoto(?:graph)? by |\(?(?:Image|Photo) (?:via|credit)|AP Photo")
_APPEAL = re.compile(r"(?i)\A(?:stay tuned|subscribe|sign up|follow us|read (?:more|the rest)|click here)")
_CLOSED = re.compile(r"[.!?…:,][\"”’')\]]*\Z")


def split_sections(text: str, headline_end: int) -> list[tuple[int, int, str]]:
    """Split a text into paragraphs with their section."""
    sections = []
    for found in re.finditer(r"\S(?:[^\n]*\S)?", text):
        start, end = found.span()
        paragraph = found[0]
        if start < headline_end:
            section = "headline"
        elif _CREDIT.search(paragraph) and end - start < 300:
            section = "credit"
        elif _APPEAL.match(paragraph):
            section = "appeal"
        elif (
            end - start < 120
            and (not _CLOSED.search(paragraph) or (end - start < 40 and paragraph.endswith("?")))
            and not paragraph.startswith(("“", '"'))
        ):
            section = "subhead"
        else:
            section = "body"
        sections.append((start, end, section))
    return sections
