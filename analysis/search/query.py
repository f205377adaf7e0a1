"""What is looked for: words, phrases, stems and wildcards, as they are typed.

===========  =====================================  ================================
written      finds                                  example
===========  =====================================  ================================
``love``     this form, capitals ignored            *love, Love, love’s*
``love*``    words that begin so                    *loved, lovely*
``*ship``    words that end so                      *ship, friendship*
``wom?n``    any one letter                         *woman, women*
``~hope``    every word of the same stem            *hope, hoped, hoping*
``a b``      words one after another                *a b*, also *a-b* and *a, b*
``a|b c``    one of several in a place              *a c, b c*
``a * b``    up to five words between               *a very old b*
===========  =====================================  ================================

A match never leaves its sentence; marks between its words do not count. Stems are those of the study's language
(`analysis.framing.syntax.stem`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.errors import StudyError
from analysis.framing.syntax import GAP_WORDS
from analysis.search.tokens import key_of
from analysis.text.stems import stem

#: Words of one query; more are a mistake, such as a whole article that was pasted.
MOST_PLACES = 30
_WORD = re.compile(r"[~\w*?]+(?:['’][~\w*?]+)*")


@dataclass(frozen=True)
class Place:
    """One place of a query: the words that may stand there; none is a gap."""

    words: tuple[str, ...] = ()
    language: str = "en"
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def takes(self, key: str) -> bool:
        """Tell whether a word, by its key, may stand here."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = any(_fits(word, key, self.language) for word in self.words)
        return known

    @property
    def literals(self) -> tuple[str, ...]:
        """The words of this place if it takes no others; empty else."""
        plain = not any(set(word) & set("~*?") for word in self.words)
        return self.words if plain else ()


def _fits(word: str, key: str, language: str) -> bool:
    if word.startswith("~"):
        return stem(key, language) == stem(word[1:], language)
    pattern = re.escape(word).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(pattern, key) is not None


@dataclass(frozen=True)
class Query:
    """Places one after another."""

    places: tuple[Place, ...]

    def match(self, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last word of each match among the words of a sentence, from left to right.

        Of matches that begin with one word the shortest is taken; no two share a word.
        """
        at, first = 0, self.places[0]
        while at < len(keys):
            end = self._end(keys, at) if first.takes(keys[at]) else None
            if end is not None:
                yield at, end
            at = at + 1 if end is None else end + 1

    def _end(self, keys: Sequence[str], at: int) -> int | None:
        """Give the nearest last word of a match that begins at a word."""
        ends, slack = {at}, 0
        for place in self.places[1:]:
            if not place.words:
                slack = GAP_WORDS
                continue
            beyond = {end + n for end in ends for n in range(1, 2 + slack) if end + n < len(keys)}
            ends, slack = {end for end in beyond if place.takes(keys[end])}, 0
        return min(ends, default=None)

    def may_stand_in(self, text: str) -> bool:
        """Tell, from a text whose letters and apostrophes are folded, whether a match is possible at all."""
        return all(any(word in text for word in place.literals) for place in self.places if place.literals)


def read_query(written: str, language: str = "en") -> Query:
    """Read a query as it was typed.

    Parameters
    ----------
    written : str
    language : str
        Of the study, for stems.

    Raises
    ------
    StudyError
        Says what a query is made of.

    Examples
    --------
    >>> query = read_query("~love * her|him")
    >>> list(query.match("she loved only him and he loves her".split()))
    [(1, 3), (6, 7)]
    """
    if not isinstance(written, str):
        raise StudyError(f"A query must be text; found {written!r}.")
    composed = unicodedata.normalize("NFC", written)  # as texts are: a keyboard may write é as two characters
    places = [place for part in composed.split() for place in _read_part(part, written, language)]
    if not 0 < len(places) <= MOST_PLACES:
        raise StudyError(f"A query must have 1 to {MOST_PLACES} words; found {len(places)} in {written[:60]!r}.")
    if not (places[0].words and places[-1].words):
        raise StudyError(f"A query must begin and end with a word; a * alone is a gap between words: {written!r}.")
    return Query(tuple(places))


def _read_part(part: str, written: str, language: str) -> Iterator[Place]:
    """Yield the places of what stands between two blanks."""
    choices = [[key_of(word) for word in _WORD.findall(choice)] for choice in part.split("|")]
    if len(choices) > 1 and any(len(words) != 1 or words == ["*"] for words in choices):
        raise StudyError(f"Each side of | must be one word; found {part!r} in {written!r}.")
    for words in [tuple(words[0] for words in choices)] if len(choices) > 1 else [(word,) for word in choices[0]]:
        if words == ("*",):
            yield Place()
            continue
        for word in words:
            if not re.sub(r"[~*?]", "", word) or "~" in word[1:] or ("~" in word and set("*?") & set(word)):
                raise StudyError(f"A word must have a letter, and ~ or a wildcard but not both; found {word!r}.")
        yield Place(words, language)
