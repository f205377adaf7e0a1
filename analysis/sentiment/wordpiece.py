"""Text -> pieces of words, as BERT's uncased vocabulary cuts it (Devlin et al. 2019, "BERT", NAACL; Wu et al. 2016).

The training command holds it equal to the reference (package ``tokenizers``) on all the texts that it reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

UNKNOWN = "[UNK]"
#: A longer word is one unknown piece.
MOST_LETTERS = 100
#: Written without blanks, each character a word of its own.
_CJK = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f\U0002b740-\U0002b81f"
    "\U0002b820-\U0002ceaf\U0002f800-\U0002fa1f"
)
_LONE = re.compile(f"[{_CJK}]")
_KEPT_CONTROLS = "\t\n\r"


def cut_text(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Give the numbers of the pieces of a text.

    Examples
    --------
    >>> cut_text("Un-doing!", {"un": 1, "-": 2, "do": 3, "##ing": 4, "[UNK]": 0})
    [1, 2, 3, 4, 0]
    """
    return [piece for word in split_words(text) for piece in cut_word(word, vocabulary)]


def split_words(text: str) -> list[str]:
    """Split a text in lower-case words without accents and single marks of punctuation.

    Examples
    --------
    >>> split_words("Beyoncé’s “Lemonade”")
    ['beyonce', '’', 's', '“', 'lemonade', '”']
    """
    if not text.isascii():
        text = _LONE.sub(r" \g<0> ", "".join(map(_clean, text)))
        text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    else:
        text = "".join(map(_clean, text))
    return "".join(f" {c} " if _is_mark(c) else c.lower() for c in text).split()


@lru_cache(maxsize=4096)
def _clean(c: str) -> str:
    if c.isspace() and (c in _KEPT_CONTROLS or unicodedata.category(c)[0] != "C"):
        return " "
    return "" if c in "\0\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co") else c


@lru_cache(maxsize=4096)
def _is_mark(c: str) -> bool:
    return (c.isascii() and c.isprintable() and not c.isalnum() and c != " ") or unicodedata.category(c)[0] == "P"


def cut_word(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Cut a word in the longest pieces that the vocabulary has, from its start; one unknown piece if that fails."""
    if len(word) > MOST_LETTERS:
        return [vocabulary[UNKNOWN]]
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = vocabulary.get(("##" if start else "") + word[start:end])
            if piece is not None:
                break
        else:
            return [vocabulary[UNKNOWN]]
        pieces.append(piece)
        start = end
    return pieces
