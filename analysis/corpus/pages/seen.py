"""What a reader of a page sees, and where each of its words stands in the file."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from analysis.corpus.files.places import Places
from analysis.corpus.markup import find_markup
from analysis.corpus.records import Part

_ENTITY = re.compile(r"&#?\w{1,32};")
_WORD = re.compile(r"\w+")


class Seen:
    """The words of a page in their order; `place` finds paragraphs of an extracted text among them.

    Examples
    --------
    >>> page = "<p>She <b>won</b>.</p>"
    >>> Seen(page, Places(page.encode(), page)).place(["She won."])
    [Part(start=0, end=8, locator='bytes=3-13')]
    """

    def __init__(self, page: str, places: Places, before: int = 0) -> None:
        self.places, self.before = places, before
        self.whole = f"bytes=0-{places.size}"
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        at = 0
        pieces: list[str] = []
        for start, end, shown in [*find_markup(page), (len(page), len(page), "")]:
            self._add(page, at, start)
            pieces += (page[at:start], shown)
            at = end
        self.text = "".join(pieces)

    def _add(self, page: str, start: int, end: int) -> None:
        at = start
        for found in [*_ENTITY.finditer(page, start, end), None]:
            stop = found.start() if found else end
            for word in _WORD.finditer(page, at, stop):
                self._word(word[0], word.start(), word.end())
            if found:
                for word in _WORD.finditer(html.unescape(found[0])):
                    self._word(word[0], found.start(), found.end())
                at = found.end()

    def _word(self, word: str, start: int, end: int) -> None:
        """Add a word; what is glued to the last one (a letter in bold) goes on with it."""
        if self.ends and self.ends[-1] == start:
            self.words[-1] += word
            self.ends[-1] = end
        else:
            self.words.append(word)
            self.starts.append(start)
            self.ends.append(end)

    def place(self, paragraphs: Sequence[str]) -> list[Part]:
        """Find paragraphs, which follow one another in a text with a blank line between, by their words.

        A paragraph that is not found as it stands has the whole page as its place.
        """
        where: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            where.setdefault(word, []).append(number)
        parts: list[Part] = []
        at = 0
        for paragraph in paragraphs:
            words = _WORD.findall(paragraph)
            found = self._find(words, where) if words else None
            span = (self.starts[found], self.ends[found + len(words) - 1]) if found is not None else None
            parts.append(Part(at, at + len(paragraph), self._locate(*span) if span else self.whole))
            at += len(paragraph) + 2
        return parts

    def _find(self, words: list[str], where: dict[str, list[int]]) -> int | None:
        """Find where all the words follow one another, trying at the rarest of them; of several the first."""
        rarest = min(range(len(words)), key=lambda n: len(where.get(words[n], ())))
        for place in where.get(words[rarest], ())[:50]:
            begin = place - rarest
            if begin >= 0 and self.words[begin : begin + len(words)] == words:
                return begin
        return None

    def _locate(self, start: int, end: int) -> str:
        return self.places.locate(start + self.before, end + self.before)
