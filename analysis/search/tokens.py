"""Text -> the words that are searched: those of the house's indicators, in one form of letters."""

from __future__ import annotations

from typing import NamedTuple

from analysis.framing.syntax import WORD


class Token(NamedTuple):
    """A word at ``text[start:end]``; ``key`` is what is compared."""

    key: str
    start: int
    end: int


def key_of(word: str) -> str:
    """Fold capitals, curly apostrophes and a final 's: the key that `analysis.compare.words.terms` counts by.

    >>> key_of("Harbour’s"), key_of("DON’T")
    ('harbour', "don't")
    """
    return word.lower().replace("’", "'").removesuffix("'s")


def read_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Read the words of a stretch of text; their positions are those of the whole text.

    A word is a run of letters, digits and underscores that goes on over an apostrophe; a hyphen ends it.

    >>> [token.key for token in read_tokens("The ex-wife’s 2nd house")]
    ['the', 'ex', 'wife', '2nd', 'house']
    """
    found = WORD.finditer(text, start, len(text) if end is None else end)
    return [Token(key_of(word[0]), word.start(), word.end()) for word in found]
