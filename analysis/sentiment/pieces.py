"""A stretch of text with a target in it -> the pieces that the encoder reads, and which of them are the target.

Names tell nothing: a name of the target is one piece, whoever bears it, and so is each other name and title that
`analysis.sentiment.valences.scoring_texts` masked. "She" and "the cheating rapper" are read as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from analysis.sentiment.lexicon import BLANK
from analysis.sentiment.wordpiece import cut_text

#: Pieces that are read at most, those nearest to the target.
MOST_PIECES = 96
#: Pieces of the vocabulary that stand for a name of the target, and for any other masked name.
TARGET, OTHER = "[unused1]", "[unused2]"
_MASKED = re.compile(rf"{BLANK}+(?:\s+{BLANK}+)*")
_WORD = re.compile(r"[^\W\d_]+")
#: Words written with a capital at the start of a sentence that name nobody.
_PRONOUNS = frozenset(
    "he she it they we i you him her them us me his hers its their theirs our ours my mine your yours himself herself "
    "themselves myself this that these those who whom whose one both all some many most the a an".split()
)


class Pieces(NamedTuple):
    """Numbers of the pieces, from [CLS] to [SEP], and the half-open range of those of the target."""

    numbers: list[int]
    start: int
    end: int


def cut_stretch(text: str, target: tuple[int, int], vocabulary: Mapping[str, int]) -> Pieces:
    """Cut a stretch in pieces; a target that is no word at all is the whole stretch."""
    first, last = target
    before, own, after = (
        _cut(text[:first], OTHER, vocabulary),
        [vocabulary[TARGET]] if is_name(text[first:last]) else _cut(text[first:last], TARGET, vocabulary),
        _cut(text[last:], OTHER, vocabulary),
    )
    room = MOST_PIECES - 2
    own = own[:room]
    left = min(len(before), max((room - len(own)) // 2, room - len(own) - len(after)))
    before = before[len(before) - left :]
    after = after[: room - len(own) - left]
    numbers = [vocabulary["[CLS]"], *before, *own, *after, vocabulary["[SEP]"]]
    start = 1 + len(before) if own else 0
    return Pieces(numbers, start, start + len(own) if own else len(numbers))


def _cut(text: str, mask: str, vocabulary: Mapping[str, int]) -> list[int]:
    pieces: list[int] = []
    done = 0
    for found in _MASKED.finditer(text):
        pieces += [*cut_text(text[done : found.start()], vocabulary), vocabulary[mask]]
        done = found.end()
    return pieces + cut_text(text[done:], vocabulary)


def is_name(mention: str) -> bool:
    """Whether a mention is a name: each of its words is a pronoun, an article or has a capital, and one has.

    Examples
    --------
    >>> [is_name(mention) for mention in ("Ms. Ray", "the Rays'", "She", "the rapper", "cardi b")]
    [True, True, False, False, False]
    """
    words = [word for word in _WORD.findall(mention.replace(BLANK, " ")) if word.lower() not in _PRONOUNS]
    words = [word for word in words if len(word) > 1 or word.isupper()]
    return bool(words) and all(word[0].isupper() for word in words)
