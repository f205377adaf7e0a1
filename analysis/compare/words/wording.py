"""Text -> its words, in a form in which two outlets' spellings of the same spoken word are equal."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.text.english.function_words import FILLERS, FUNCTION_WORDS


class Word(NamedTuple):
    """A word at ``text[start:end]``.

    `key` is what is compared. `opens` is True where the word begins a sentence (or the text). `is_note` marks an
    editor's addition: words in brackets (“[because]”) or parentheses (“(Laughs.)”).
    """

    key: str
    start: int
    end: int
    opens: bool
    is_note: bool


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that two unrelated quotations share by chance.
_SHARED_BY_CHANCE = FUNCTION_WORDS | FILLERS

#: Swear words that outlets print whole or masked; whole ones are masked here, so that both spellings are one key.
_SWEARS = _words(
    "shit shits shitty bullshit fuck fucks fucked fucker fuckers fuckin fucking motherfucker motherfuckers"
    " motherfucking bitch bitches ass asses asshole assholes goddamn pussy dick cunt nigga niggas nigger"
)
_MASK = re.compile(r"[*@$#–-]")

# A run of letters and digits that goes on over an apostrophe (don't), a masked stretch (sh*t, f***), a point or comma
# between digits (2.5) or a short word with a dash for a mask (s–t, s--t, never a single hyphen: "ex-wife").
_WORD = re.compile(
    r"(?<![^\W_])[^\W\d_]{1,2}(?:–|--)[^\W\d_]{1,4}(?![^\W_])"
    r"|[^\W_]+(?:(?:[’'](?=[^\W_])|[*@$#]+|(?<=\d)[.,](?=\d))[^\W_]*)*"
)
_BREAK = re.compile(r"[.!?…][^\w\s]*\s|\n")


def read_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Read the words of a stretch of text; their positions are those of the whole text.

    Keys fold case, curly apostrophes and the spellings of a masked swear word, of which only the first letter counts.
    A hyphenated word is several words ("head-to-head"), as outlets do not agree about hyphens.

    Examples
    --------
    >>> [word.key for word in read_words("“That sh*t hard, she’s gonna do her BIG one.”")]
    ['that', 's*', 'hard', "she's", 'gonna', 'do', 'her', 'big', 'one']
    >>> [word.key for word in read_words("I like him. (Laughs.)") if word.is_note]
    ['laughs']
    """
    end = len(text) if end is None else end
    words: list[Word] = []
    opens, depth, before = True, 0, start
    for found in _WORD.finditer(text, start, end):
        between = text[before : found.start()]
        if between != " ":
            opens = opens or _BREAK.search(between) is not None
            depth = _depth(between, depth)
        words.append(Word(_key(found[0]), found.start(), found.end(), opens, depth > 0))
        opens, before = False, found.end()
    return words


def with_marks(text: str, word: Word, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Give where a word stands with the brackets and the ends of sentences that touch it, within ``start`` to ``end``.

    Quotation marks, commas and dashes are left out: they belong to what goes on.

    Examples
    --------
    >>> text = "I love him, today. (Laughs.) So,"
    >>> [text[slice(*with_marks(text, word))] for word in read_words(text)]
    ['I', 'love', 'him', 'today.', '(Laughs.)', 'So']
    """
    low, high = word.start, word.end
    end = len(text) if end is None else end
    while low > start and text[low - 1] in "[(":
        low -= 1
    while high < end and text[high] in ".!?…)]":
        high += 1
    return low, high


def _depth(between: str, depth: int) -> int:
    for character in between:
        if character in "[(":
            depth = 1
        elif character in "])":
            depth = 0
    return depth


def _key(written: str) -> str:
    key = written.casefold().replace("’", "'")
    if key in _SWEARS or (len(key) > 1 and _MASK.search(key)):
        return f"{key[0]}*"
    return key


def is_content(key: str) -> bool:
    """Tell whether a word carries content: neither a function word nor a single letter.

    >>> is_content("album"), is_content("the")
    (True, False)
    """
    return len(key) > 1 and key not in _SHARED_BY_CHANCE
