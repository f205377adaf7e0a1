"""Text -> stretches whose words are never evidence because capitals make them part of a name."""

from __future__ import annotations

import re

from analysis.people.names.trust import is_heading
from analysis.text.english.function_words import SMALL_IN_TITLES
from analysis.text.english.names import PERSONAL_VERBS, given_names, not_people

#: Words that stay small in a name, and so tell nothing about it.
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_NEXT = re.compile(r" ([^\W\d_][\w'’]*)")
_LAST = re.compile(r"([^\W\d_][\w'’]*) \Z")
_BEGINS_NAME = re.compile(r" (?:& [A-Z]|[A-Z][\w'’]* [A-Z])")
_STOPS = re.compile(r"\.[\"”’')\s]*\Z")
_PLACES = ("organisation", "place", "part of a place")


def is_declared(surface: str, names: frozenset[str]) -> bool:
    """Tell whether all that has a capital in some words is declared to be a name; ``names`` are in lower case.

    Examples
    --------
    >>> is_declared("Wall Street’s", frozenset({"wall", "street"})), is_declared("Poll", frozenset({"brexit"}))
    (True, False)
    """
    words = [re.sub(r"['’]s\Z", "", word.lower()) for word in _weighty(surface) if word[0].isupper()]
    return bool(words) and names.issuperset(words)


def _weighty(surface: str) -> list[str]:
    return [word for word in _WORD.findall(surface) if word.lower() not in SMALL_IN_TITLES]


def is_part_of_name(text: str, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether capitals make words part of a name: *Courtney Love*, *Love & Hip Hop*, *the Drama Club*.

    Inside a sentence written in lower case, words with a capital are a name unless they begin it or a quotation.
    What begins a sentence is a name where ``&`` or two more capitals follow, or a word that ends names of places and
    organisations; a given name (*Hope, Rose*) is one before one more capital or a verb of speech. In headings capitals
    tell nothing: only names listed word by word are (*United States*). Shouting (*I LOVE her*) holds none.

    Examples
    --------
    >>> line = "She met Courtney Love at the bar."
    >>> is_part_of_name(line, (0, len(line)), 17, 21)
    True
    """
    words = _weighty(text[start:end])
    if not words or not all(word[0].isupper() for word in words) or text[start:end].isupper():
        return False
    following, before = _NEXT.match(text, end, sentence[1]), _LAST.search(text, sentence[0], start)
    ends_name = following is not None and _names_a_place(following[1])
    if _is_heading(text, sentence):
        return _names_a_place(words[-1]) and (ends_name or (before is not None and _names_a_place(before[1])))
    if _begins(text, sentence[0], start):
        if words[0] in given_names() and following is not None:
            return following[1][0].isupper() or following[1] in PERSONAL_VERBS
        return ends_name or bool(_BEGINS_NAME.match(text, end, sentence[1]))
    return True


def _names_a_place(word: str) -> bool:
    """Tell whether a word, as it is written, is one of the names of a place or an organisation."""
    return not_people().get(word) in _PLACES


def _is_heading(text: str, sentence: tuple[int, int]) -> bool:
    """Tell a heading from a sentence full of names, which ends in a full stop or holds a word that is none."""
    if _STOPS.search(text, max(0, sentence[1] - 5), sentence[1]):
        return False
    is_short = sentence[1] - sentence[0] < 60 and len(words := _weighty(text[slice(*sentence)])) < 3
    return is_heading(text, *sentence) or (is_short and all(word[0].isupper() for word in words))


def _begins(text: str, first: int, start: int) -> bool:
    """Tell whether a place begins its sentence, a quotation, or what follows a colon."""
    before = text[max(first, start - 5) : start].rstrip(" ")
    return not before.strip("\"'“‘([ ") or before[-1] in '"“‘:([—?!.'
