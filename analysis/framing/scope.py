"""A match in its sentence -> asserted, denied, reported or question."""

from __future__ import annotations

import re

__all__ = ["find_scope"]

_DENIAL = re.compile(
    r"(?i)\b(?:no|not|never|without|neither|nor|hardly|n['’]t|\w+n['’]t|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)"
    r"|laugh(?:s|ed|ing)? off|instead of|rather than|dismiss(?:es|ed|ing)?|avoid(?:s|ed|ing)?|shut(?:s|ting)? down)\b"
)
_REPORT = re.compile(
    r"(?i)\b(?:reportedly|allegedly|alleged|rumou?rs?|rumou?red|reports of|accus(?:es|ed|ing)|claims? that|supposedly|purported(?:ly)?)\b"
)
_BREAK = re.compile(r"[;:—]|, (?:but|however|and)\b")
WINDOW = 60


def find_scope(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> str:
    """Tell in what scope the words at ``[start, end)`` stand: first version, cues in a window before them."""
    before = text[max(sentence_start, start - WINDOW) : start]
    breaks = [found.end() for found in _BREAK.finditer(before)]
    before = before[breaks[-1] :] if breaks else before
    if _DENIAL.search(before):
        return "denied"
    if _REPORT.search(before) or re.match(r"(?i)alleged|reported|rumou?red", text[start:end]):
        return "reported"
    return "question" if text[start:sentence_end].rstrip("\"”’' )").endswith("?") else "asserted"
