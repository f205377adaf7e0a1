"""Table `mentions` -> the mentions of each article, as sources are held to them."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.text.english.pronouns import OWNING

Span = tuple[int, int]
#: Mentions that may hold a head begin at most this far before it (characters).
WIDEST = 120


class Known(NamedTuple):
    """A mention of a person of the study, of somebody else (`is_other`), or not resolved."""

    start: int
    end: int
    person_id: str | None
    is_other: bool = False


def known_by_article(mentions: pd.DataFrame) -> dict[str, list[Known]]:
    """Give the mentions of each article, in text order."""
    known: dict[str, list[Known]] = {}
    columns = (mentions[name].tolist() for name in ("article_id", "start", "end", "person_id", "rule"))
    for article_id, start, end, person, rule in zip(*columns, strict=True):
        one = Known(start, end, person if isinstance(person, str) else None, rule == "somebody else")
        known.setdefault(article_id, []).append(one)
    for found in known.values():
        found.sort(key=lambda mention: mention[:2])
    return known


def is_owner(text: str, mention: Known) -> bool:
    """Tell whether what stands behind a mention is its own: Roe’s, her."""
    return text[mention.end : mention.end + 2] in ("’s", "'s") or text[mention.start : mention.end].lower() in OWNING
