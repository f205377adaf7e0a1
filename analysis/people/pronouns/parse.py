"""A sentence -> the classes of its tokens and where they are; and what a name in it does."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

from analysis.text.english.grammar import letters, pattern
from analysis.text.english.vocabulary import TOKEN, classes_of

_TOKEN = re.compile(rf"(?:[A-Z]\.)++(?=[A-Z]|\Z)|{TOKEN}")


class _Piece(NamedTuple):
    """What stands between two blanks: the tags of its tokens and where in it each begins."""

    tags: str
    offsets: tuple[int, ...]


class _Pieces(dict[str, _Piece]):
    """Pieces met before; emptied when it has grown large, so that memory stays bounded."""

    def __missing__(self, piece: str) -> _Piece:
        if len(self) > MAX_PIECES:
            self.clear()
        tokens = list(_TOKEN.finditer(piece))
        found = _Piece(classes_of([token[0] for token in tokens]), tuple([token.start() for token in tokens]))
        self[piece] = found
        return found


#: Pieces whose tags are kept.
MAX_PIECES = 50_000
_PIECES = _Pieces()


class Parse:
    """A sentence's classes (see `text.english.classes`), one letter a token, and where its tokens are.

    Examples
    --------
    >>> sentence = Parse("Ann’s brother met Bo.", 0, 21)
    >>> sentence.tags, sentence.token(18), sentence.start(3)
    ('PurC.', 3, 18)
    """

    __slots__ = ("_firsts", "_pieces", "_starts", "tags")

    def __init__(self, text: str, start: int, end: int) -> None:
        words = text[start:end].split(" ")
        self._pieces = list(map(_PIECES.__getitem__, words))
        tags = [piece.tags for piece in self._pieces]
        self.tags = "".join(tags)
        self._starts = list(map(add, accumulate(map(len, words), initial=0), count(start)))
        self._firsts = list(accumulate(map(len, tags), initial=0))

    def token(self, position: int) -> int:
        """Index of the first token that begins at a position or after it."""
        piece = bisect_right(self._starts, position) - 1
        if piece < 0 or piece == len(self._pieces):
            return len(self.tags) if piece > 0 else 0
        return self._firsts[piece] + bisect_left(self._pieces[piece].offsets, position - self._starts[piece])

    def start(self, token: int) -> int:
        """Where a token begins."""
        piece = bisect_right(self._firsts, token) - 1
        return self._starts[piece] + self._pieces[piece].offsets[token - self._firsts[piece]]


#: A verb, or a word in -s that may be one.
_DOES = "<adverbial>{0,2}[<finite><plural>]"
_SUBJECT = pattern(rf"(?:\([^)]{{0,20}}\)|,[^<dash><stop>,;:]{{1,20}},)?(?:{_DOES}|<adverbial>{{1,2}}$)")
#: What follows an apposition to a subject ("his mother, Ann, smiled").
_CLOSED = pattern(_DOES)
_JOINED = pattern(
    rf"(?:,?<proper>++)*+,?<and>(?:[<article><noun><number>]{{0,3}}<proper>+|<his>[<noun><proper>]+){_DOES}"
)
_POSSESSIVE, _APOSTROPHE = letters("possessive"), letters("apostrophe")
_GOVERNING, _GOVERNED = letters("of to"), letters("noun article proper number")
_BEFORE_OBJECT = letters("finite ing plural")


def role(tags: str, first: int, last: int) -> str:
    """Tell what a name does in its sentence.

    Returns
    -------
    str
        ``subject``, ``object``, ``oblique`` (after a preposition), ``possessor`` or ``other``.
    """
    following, before = tags[last : last + 1], tags[first - 1 : first]
    if tags[last - 1 : last] == _POSSESSIVE or following == _APOSTROPHE:
        return "possessor"
    if following == "," and before == "," and _CLOSED.match(tags, last + 1):
        return "subject"
    if (_SUBJECT.match(tags, last) or _JOINED.match(tags, last)) and not (before and before in _GOVERNING):
        return "subject"
    index = first - 1
    while index >= 0 and tags[index] in _GOVERNED:
        index -= 1
    if index >= 0 and tags[index] in _GOVERNING:
        return "oblique"
    return "object" if index >= 0 and tags[index] in _BEFORE_OBJECT else "other"
