"""Text -> stretches whose words are never evidence: titles of works and names."""

from __future__ import annotations

import re

__all__ = ["is_part_of_name"]

#: Words that stay small in a heading, and so tell nothing about it.
_SMALL = frozenset("a an and as at but by for from in into of on or over the to up with".split())
_LONGEST_HEADING = 300
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def is_part_of_name(text: str, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether capitals make words part of a name: *Courtney Love*, *Love & Hip Hop*, *the Drama Club*.

    Inside a sentence written in lower case, words with a capital are a name unless they begin it or a quotation.
    What begins a sentence is a name where ``&`` or two more capitals follow. Headings and shouting (*I LOVE her*) hold
    no names that capitals could tell.

    Examples
    --------
    >>> line = "She met Courtney Love at the bar."
    >>> is_part_of_name(line, (0, len(line)), 17, 21)
    True
    """
    words = _WORD.findall(text, start, end)
    weighty = [word for word in words if word.lower() not in _SMALL]
    if not weighty or not all(word[0].isupper() for word in weighty) or text[start:end].isupper():
        return False
    if is_heading(text, sentence):
        return False
    if _begins(text, sentence[0], start):
        return bool(re.compile(r" (?:& [A-Z]|[A-Z][\w'’]* [A-Z])").match(text, end, sentence[1]))
    return True


def is_heading(text: str, sentence: tuple[int, int]) -> bool:
    """Tell whether more than six of ten weighty words of a sentence have a capital; a long one is no heading."""
    if sentence[1] - sentence[0] > _LONGEST_HEADING:
        return False
    words = [word for word in _WORD.findall(text, *sentence) if word.lower() not in _SMALL]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _begins(text: str, first: int, start: int) -> bool:
    """Tell whether a place begins its sentence, a quotation, or what follows a colon."""
    before = text[max(first, start - 5) : start].rstrip(" ")
    return not before.strip("\"'“‘([ ") or before[-1] in '"“‘:([—?!.'
