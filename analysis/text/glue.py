"""Where a crawled page has lost the breaks between its blocks (“… of the year.Jane said”, “with JaneJohn at the gala”).

A seam is a capital letter that directly follows something no writer leaves it at. Whether it is one is judged by
closed word lists and by what the same text does elsewhere, because names (LeBron, McDonald, YouTube) look alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from analysis.text.credits import find_credits
from analysis.text.english import sentence_ends as words
from analysis.text.quotation import quoted_spans
from analysis.text.sentences import begins_dialogue_tag, split_sentences

BLANK, BREAK = " ", "\n\n"
MAX_HEADING = 300  # characters looked back for the heading or caption that ends without a full stop

_RIGHT = re.compile(r"[A-Z][\w'’-]{0,30}")
_BEFORE_STOP = re.compile(r"([\w'’./@:-]{0,40}?)[.!?…]+\Z")
_LETTERS = re.compile(r"[^\W\d_]{1,30}\Z")
_INSIDE_ADDRESS = re.compile(r"[/@_(]|\.\w")
_CELL = re.compile(r"[A-Z]{1,3}[0-9]")  # of a spreadsheet, or the part of a number: “Sheet!A1”, “'x'!B2”, “v2.B3”
_NAMES_FOLLOW = re.compile(r"[\w'’-]+(?: [A-Z][\w'’-]*){2}")
_SMALL_WORD_FOLLOWS = re.compile(r"[\w'’]+,? [a-z0-9]")
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d\Z")

_DOMAINS = frozenset("Com Org Net Co Uk Tv Io Gov Edu Us".split())
#: First parts of names written with a capital inside: never a word that a block ends on.
_NAME_PARTS = frozenset("Mc Mac De Di Da Du Des Del Della La Le Lo Los Las Van Von St Fitz Al El Ben Bin Abu O".split())
#: Small words that want a word after them: no block ends on one.
_LINKS = frozenset(
    "a about after against and as at before between but by during for from her his in into its like my near of on or"
    " our over than that the their through to toward towards under until upon via was were when who with your".split()
)


def _shape_table() -> bytes:
    """Map each ASCII character to its part in a seam: A capital, q double mark, blank (any opener), x the rest."""
    table = bytearray(b"x" * 256)
    for character in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        table[character] = ord("A")
    for character in b" \n\t([{'#@/$&+*_-<":
        table[character] = ord(" ")
    table[ord('"')] = ord("q")
    return bytes(table)


_SHAPES = _shape_table()


class Seam(NamedTuple):
    """A place where something was lost: a paragraph break or a blank."""

    position: int
    filler: str


def find_seams(text: str) -> list[Seam]:
    """Find the places where a paragraph break or a blank was lost.

    Parameters
    ----------
    text : str
        Text with repaired characters and paragraphs parted by blank lines.

    Returns
    -------
    list of Seam
        In text order, one a position; `filler` belongs before the character (and in place of blanks before it).

    Notes
    -----
    A paragraph break: before a capital directly after a full stop, a closing mark or a year; before a quotation glued
    to its colon; between two words glued without any mark, if the second begins a sentence or a run of names and the
    first is a word of its own (it stands alone elsewhere in the text, or is written small); around credits of
    pictures. What stands unfinished before a seam without a mark is a heading or a caption and becomes a paragraph.
    A blank: after an ellipsis, inside a quotation, between other glued words ("worried aboutJane", as lost at links).
    Known failure: a block that ends in a name found nowhere else stays glued.

    Examples
    --------
    >>> text = "Jane Roe won.The singer said:“I tried.”LeBron left."
    >>> [text[:13], *[text[seam.position :][:9] for seam in find_seams(text)]]
    ['Jane Roe won.', 'The singe', '“I tried.', 'LeBron le']
    """
    page = _Page(text)
    breaks: dict[int, str] = {}
    last_break = 0
    for position, filler, is_finished in sorted({*page.seams(), *page.edges_of_credits()}):
        breaks[position] = filler
        if filler == BREAK:
            if not is_finished:
                start = max(text.rfind("\n", 0, position) + 1, last_break, position - MAX_HEADING)
                sentences = split_sentences(text[start:position])
                if len(sentences) > 1:
                    breaks[start + sentences[-1][0]] = BREAK
            last_break = position
    return [Seam(*seam) for seam in sorted(breaks.items())]


class _Page:
    """One text and what it tells about its own words."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(re.findall(r"[^\W\d_]+", self.text))

    @cached_property
    def quotations(self) -> tuple[list[int], list[int]]:
        """Starts of all quotations, and their ends where a mark closes them, else their starts."""
        quotations = quoted_spans(self.text)
        return [quoted.start for quoted in quotations], [q.end if q.is_closed else q.start for q in quotations]

    def seams(self) -> Iterator[tuple[int, str, bool]]:
        """Yield position and filler of each seam, and whether the text before it ends as a sentence does."""
        shape = self.text.replace("“", '"').replace("”", '"').encode("ascii", "replace").translate(_SHAPES)
        for at in _find_all(shape, b"xA", 1):
            yield from self._seam_after(at, self.text[at - 1])
        for at in _find_all(shape, b"xqA", 2):
            yield from self._seam_at_mark(at, self.text[at - 1])
        for at in _find_all(shape, b"AAAx", 2):
            right = self._right(at)
            if right in words.OPENERS and right not in ("As", "Is") and self._opens(at):
                yield at, BREAK, False

    def _seam_after(self, at: int, character: str) -> Iterator[tuple[int, str, bool]]:
        if character in ".!?…":
            if self._follows_sentence(at):
                is_gap = character == "…" or self.text[max(0, at - 2)] in ".…" or self._is_quoted(at)
                yield at, BLANK if is_gap else BREAK, True
        elif character in "’)":
            yield from self._seam_at_mark(at, character)
        elif character.isdigit():
            if _YEAR.search(self.text, max(0, at - 5), at) and self._right(at) in words.OPENERS:
                yield at, BREAK, False
        elif character.isalpha():
            filler = self._filler_in_word(at)
            if filler:
                yield at, filler, False

    def edges_of_credits(self) -> Iterator[tuple[int, str, bool]]:
        """Yield the end of each credit that the text goes on behind."""
        for _, end in find_credits(self.text):
            rest = self.text[end : end + 3].lstrip(" .")
            if rest and not rest[0].islower() and rest[0] not in ",;:)\n":
                yield end + min(3, len(self.text) - end) - len(rest), BREAK, False

    def _right(self, at: int) -> str:
        found = _RIGHT.match(self.text, at)
        return found[0] if found else ""

    def _opens(self, at: int) -> bool:
        """Tell whether a sentence seems to begin: an opening word, then a small one."""
        return self._right(at) in words.OPENERS and bool(_SMALL_WORD_FOLLOWS.match(self.text, at))

    def _is_quoted(self, at: int) -> bool:
        starts, ends = self.quotations
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < ends[index]

    def _follows_sentence(self, at: int) -> bool:
        """Judge “… the year.Jane said”."""
        right = self._right(at)
        before = _BEFORE_STOP.search(self.text, max(0, at - 40), at)
        left = before[1].rsplit("-")[-1] if before else ""
        after = self.text[at + len(right) : at + len(right) + 2]
        if right in _DOMAINS or _INSIDE_ADDRESS.match(after) or re.search(r"[./@:]|\Awww", left):
            return False
        if _CELL.match(right) and (self.text[at - 1] == "!" or left[-1:].isdigit()):
            return False
        if left in words.BEFORE_NAMES or left in words.NEVER_LAST or (len(right) == 1 and right not in "AI"):
            return False
        if left[-1:].isupper() or left in words.SOMETIMES_LAST or left in words.BEFORE_NUMBERS:
            return len(right) > 1 and right in words.OPENERS
        return not (len(right) == 2 and right.isupper()) or left.islower()

    def _seam_at_mark(self, at: int, mark: str) -> Iterator[tuple[int, str, bool]]:
        """Judge “tried.”Since”, “said:"I just” and “(Laughs.)I was”."""
        before = self.text[max(0, at - 2) : at - 1] or " "
        starts = self.quotations[0] if mark == '"' else []
        index = bisect_right(starts, at) - 1
        if mark == "“" or (index >= 0 and starts[index] == at):
            if before in ":.!?…)”":
                yield at - 1, BREAK, True
        elif before in ".!?…":
            yield at, BLANK if mark == ")" or begins_dialogue_tag(self.text, at) else BREAK, True
        elif mark == ")" and before.isalnum() and self._right(at) in words.OPENERS:
            yield at, BREAK, True

    def _filler_in_word(self, at: int) -> str | None:
        """Judge “with JaneJohn at the gala”, “the year of tipsWhy she went” and “worried aboutJane”."""
        right, left = self._right(at), _LETTERS.search(self.text, max(0, at - 31), at)
        if left is None or self.text[max(0, left.start() - 1) : left.start()] in tuple("#@/._-&=0123456789"):
            return None
        first, second = left[0], re.split("['’-]", right)[0]
        if _INSIDE_ADDRESS.match(self.text, at + len(right)) or re.search("[a-z][A-Z]", right):
            return None
        if first in _NAME_PARTS or first in words.OPENERS or self.counts[first + second] > 1:
            return None
        if re.search(r"[a-z][A-Z]", first) and not self.counts[first]:
            return None
        if first[0].islower():
            is_word = len(first) > 3 or (len(first) > 1 and self.counts[first] > 0)
        else:
            is_word = self.counts[first] > 0 and f"{first} {second}" not in self.text
        if not is_word or not (first[0].islower() or self._begins(at, second)):
            return None
        return BREAK if first not in _LINKS and (self._opens(at) or _NAMES_FOLLOW.match(self.text, at)) else BLANK

    def _begins(self, at: int, word: str) -> bool:
        return self._opens(at) or self.counts[word] > 0 or bool(_NAMES_FOLLOW.match(self.text, at))


def _find_all(shape: bytes, pattern: bytes, offset: int) -> Iterator[int]:
    """Yield where the capital of each match stands."""
    at = shape.find(pattern)
    while at >= 0:
        yield at + offset
        at = shape.find(pattern, at + 1)
