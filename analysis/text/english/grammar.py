"""Patterns over classes of words, written with the names of `classes`: ``<determiner>? <name>+ <cue>``.

A sentence's classes are a string of one letter a token (`vocabulary`), so a pattern of grammar is a regular
expression over it. The letters stand nowhere but here.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.patterns import later
from analysis.text.english.classes import CLOSED, OPEN, SIGNS, TERMS

_LETTERS = {name: letter for name, (letter, _) in CLOSED.items()} | OPEN | dict(zip(SIGNS, SIGNS, strict=True))
_NAME = re.compile(r"(?<!\(\?P)<([a-z]+)>|\\.|[\[\]]|\s+")
#: Term of each letter, by which weights are named; what is in no term has the name of its class.
_TERM_OF = {letter: name for name, letter in _LETTERS.items()} | {
    _LETTERS[name]: term
    for term in (
        "subject object determiner quantifier preposition subordinator auxiliary adverb time cue common mark".split()
    )
    for name in TERMS[term].split()
}


@cache
def letters(names: str) -> str:
    """Give the letters of classes and terms; punctuation stands for itself.

    Examples
    --------
    >>> set(letters("auxiliary ,")) == set(letters("be not") + ",")
    True
    """
    found = ""
    for name in names.split():
        found += letters(TERMS[name]) if name in TERMS else _LETTERS[name]
    return "".join(dict.fromkeys(found))


def term_of(letter: str) -> str:
    """Name the term of grammar that a letter belongs to."""
    return _TERM_OF.get(letter, letter)


def pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern whose classes and terms are written as ``<name>``, alone or in brackets; blanks are left out.

    Examples
    --------
    >>> from analysis.text.english.vocabulary import classes_of
    >>> source = pattern("<specifier>? <name>+ <adverb>? <cue>")
    >>> [bool(source.match(classes_of(words.split()))) for words in ("Jane Roe then said", "the Roe family said")]
    [True, False]
    """
    inside = False

    def write(found: re.Match[str]) -> str:
        nonlocal inside
        if found[1]:
            names = re.escape(letters(found[1]))
            return names if inside or len(letters(found[1])) == 1 else f"[{names}]"
        if found[0].isspace():
            return ""
        inside = found[0] == "[" if found[0] in "[]" else inside
        return found[0]

    return later(_NAME.sub(write, source))
