"""The table of articles -> facts to know about them, which change nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import pandas as pd

from analysis.corpus.records import Note

__all__ = ["find_flags"]

#: Invisible letters that can hide instructions; after a black flag they spell the flag of a region and are right.
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
_TAG_BYTES = b"\xf3\xa0"  # how each of them begins in UTF-8: a test thirteen times faster than the pattern
#: Cyrillic and Greek letters that look like Latin ones (Unicode TR 39, the whole-letter pairs).
_LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo")


def find_flags(articles: pd.DataFrame) -> list[Note]:
    """Find texts that stand under several ids, hidden characters and outlets whose names look alike."""
    notes, first = [], dict[bytes, str]()
    for article_id, raw in zip(articles["article_id"].tolist(), articles["raw"].tolist(), strict=True):
        digest = hashlib.blake2b(" ".join(raw.split()).encode(), digest_size=16).digest()
        other = first.setdefault(digest, article_id)
        if other != article_id:
            notes.append(Note(article_id, "same text", f"the text is that of article {other!r}"))
        if _TAG_BYTES in raw.encode() and (hidden := sum(len(found[0]) for found in _TAGS.finditer(raw))):
            notes.append(Note(article_id, "hidden characters", f"{hidden} invisible tag characters"))
    return notes + _similar_outlets(articles["outlet"].dropna().unique().tolist())


def _similar_outlets(names: list[str]) -> list[Note]:
    groups: dict[str, list[str]] = {}
    for name in names:
        looks = unicodedata.normalize("NFKC", name.translate(_LOOKALIKES)).casefold()
        groups.setdefault(" ".join(looks.split()), []).append(name)
    return [Note(None, "outlets look alike", ", ".join(_spelled(group))) for group in groups.values() if len(group) > 1]


def _spelled(names: list[str]) -> list[str]:
    """Tell names apart that look alike: those with letters outside ASCII are followed by their escapes.

    Examples
    --------
    >>> _spelled(["BBC", "ВВС"])
    ['BBC', 'ВВС (\\\u0412\\\u0412\\\u0421)']
    """
    return [
        name if name.isascii() else f"{name} ({name.encode('ascii', 'backslashreplace').decode()})" for name in names
    ]
