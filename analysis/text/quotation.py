"""Clean text -> the stretches between double quotation marks.

Marks are read from left to right, paragraph by paragraph: straight, curly, low and doubled single ones and guillemets,
in any mixture. What a mark does follows from its shape, from the blanks around it and from whether one is open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.text.english.function_words import FUNCTION_WORDS

Span = tuple[int, int]

# Begins with one set of characters because only then does `re` skip what lies between fast.
_DOUBLE = re.compile(r"[\"“”„‟«»‹›'`‘’\n](?:(?<=[\"“”„‟«»‹›])|(?<=\n)\n|(?<=')'++|(?<=`)`|(?<=‘)‘|(?<=’)’)")
_SINGLE = re.compile(
    r"['‘’\n](?:(?<=['‘])(?<![^\s(\[—–]['‘])(?=[\w…\[])(?!(?:em|cause|til|tis|twas|bout|round|n|\d\ds)\b)"
    r"|(?<=[\w,.?!…)\]%”\"]['’])(?=[\s.,;:!?)\]—–…-]|\Z)|(?<=\n)\n)",
    re.IGNORECASE,
)
#: What stands behind a plural that owns something, and how words are cut short: the dogs’ yard; goin’, an’.
_NEXT_WORD, _DROPPED = re.compile(r" (?P<word>[\w-]+)"), re.compile(r"(?:\b(?:an|o|th|ol|lil)|in)\Z", re.IGNORECASE)
#: What an apostrophe may stand before: the Bulls of '98, 'cos they lost.
_CUT_IN_FRONT = re.compile(r"(?:\d\d|cos|neath)\b", re.IGNORECASE)
# In headings single marks quote whatever stands around them: ‘I Tried,’ Says Roe; Roe ‘not surprised’ by ruling.
_IN_HEADING = re.compile(
    r"(?<![^\s(\[—–:])(?P<open>['‘])(?=[\w…\[$£€#])(?!(?:em|cause|til|tis|twas|bout|round|n|\d\ds)\b)"
    r"(?:[^'‘’]|(?<=\w)['’](?=\w))++(?P<close>['’])(?!\w)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 200
_MOST_NESTED = 12  # marks
_OPENING = ("“", "„", "‟", "«", "‹", "``", "‘‘", "‘")
_CLOSING = ("”", "»", "›", "’’", "’")
_BEFORE_OPENING = " \n\t([{—–-/:‘'“\"*«‹„"
_AFTER_CLOSING = " \n\t.,;:!?…)]}—–-'’\"”*/»›"
#: Signs beside a quotation that is a line of its own, and at most how many.
_SIGNS, _BESIDE = "'‘’–—-. ", 6
_FEET_AND_INCHES = re.compile(r"\d['’′] ?\d{1,2}\Z")


class Quoted(NamedTuple):
    """The words between two quotation marks, without the marks.

    `is_closed` is False where nothing closes the quotation; it then ends with its paragraph, or before the next
    opening mark. `continues` is True where the piece goes on with the quotation of the piece before it: a paragraph
    that opens the mark again, or whose closing mark belongs to the paragraph before.
    """

    start: int
    end: int
    is_closed: bool = True
    continues: bool = False


@lru_cache(maxsize=2_000)
def quoted_spans(text: str) -> Sequence[Quoted]:
    """Find the text between double quotation marks.

    Parameters
    ----------
    text : str
        Clean text; paragraphs are parted by blank lines.

    Returns
    -------
    sequence of Quoted
        Contents without their marks, in text order, never overlapping, never empty, each within one paragraph. They
        are kept for the next step that asks for the same text.

    Notes
    -----
    Apostrophes and feet and inches (6'2") are not marks. A single mark behind a letter closes, unless it may be an
    apostrophe (the dogs’ yard, goin’ home) and another closes before the next one opens, or the opening one may be one,
    too ('98 the Bulls' star). In headings without double marks (paragraphs of one line without a full stop) single ones
    quote whatever stands around them; a heading that is nothing but such words names nobody who says them. Where an
    article has marks of both kinds, the kind that holds more speech is the outer one (see `_are_outer`): British
    outlets set ‘He told me “no” twice,’ others the other way round. Inner quotations are part of the outer ones; in the
    same marks too, where two closing ones say so. A quotation that nothing closes before the next one opens ends with
    the last sentence before that.

    Examples
    --------
    >>> [(start, end, is_closed) for start, end, is_closed, _ in quoted_spans("“Yes,” she said. “No")]
    [(1, 5, True), (18, 20, False)]
    """
    marks = [found.span() for found in _DOUBLE.finditer(text)]
    has_double = any(text[start] != "\n" for start, _ in marks)
    has_single = "'" in text or "‘" in text
    double = _read(text, marks) if has_double or not has_single else []
    if not has_single:
        return double
    single = _read_single(text)
    if not has_double:
        return single
    if _are_outer(text, single, double):
        return sorted([*single, *_outside(double, single)])
    parts = [quoted for quoted in _outside(single, double) if not quoted.continues and not _is_alone(text, quoted)]
    return sorted([*double, *parts])


def _read_single(text: str) -> list[Quoted]:
    marks = _without_apostrophes(text, [found.span() for found in _SINGLE.finditer(text)])
    found = [one for one in _read(text, marks, has_headings=False) if one.is_closed and not _is_cut_short(text, one)]
    return [one for one in found if text[one.end - 1] in ",.?!…" or not _is_alone(text, one)]


def _is_alone(text: str, quoted: Quoted) -> bool:
    """Tell a line that is nothing but words in marks, as a heading may be: nobody is named who says them."""
    before = text[max(0, quoted.start - _BESIDE) : quoted.start].rstrip(_SIGNS)
    after = text[quoted.end : quoted.end + _BESIDE].lstrip(_SIGNS)
    begins = before.endswith("\n") or (not before and quoted.start < _BESIDE)
    return begins and (after.startswith("\n") or (not after and quoted.end + _BESIDE > len(text)))


def _without_apostrophes(text: str, marks: list[Span]) -> list[Span]:
    """Leave out marks that may be apostrophes where another closing mark follows before the next one opens."""
    kept: list[Span] = []
    closes_later = False
    for start, end in reversed(marks):
        is_closing = text[start] != "\n" and text[end : end + 1] in _AFTER_CLOSING
        if is_closing and closes_later and _may_be_apostrophe(text, start):
            continue
        closes_later = is_closing
        kept.append((start, end))
    return kept[::-1]


def _may_be_apostrophe(text: str, mark: int) -> bool:
    """Tell whether a mark may belong to the word before it: the dogs’ yard, goin’; not ‘the dogs’ and the yard."""
    last = text[mark - 1]
    if last in "sS":
        following = _NEXT_WORD.match(text, mark + 1)
        return following is not None and following["word"].lower() not in FUNCTION_WORDS
    return last in "nNoOhHlL" and _DROPPED.search(text, max(0, mark - 4), mark) is not None


def _is_cut_short(text: str, quoted: Quoted) -> bool:
    """Tell words between two marks that may both be apostrophes: In '98 the Bulls' star retired."""
    return bool(_CUT_IN_FRONT.match(text, quoted.start)) and _may_be_apostrophe(text, quoted.end)


def _are_outer(text: str, single: list[Quoted], double: list[Quoted]) -> bool:
    """Tell whether an article sets speech in single marks: more of it stands in those than in double ones.

    Speech ends with its own punctuation (‘I tried,’ she said); what stands within the other kind of marks counts for
    neither. One article in both kinds is set by whichever has more, and by double marks where both have as much.
    """
    if not single:
        return False
    speaks = [
        sum(text[quoted.end - 1] in ",.?!…" for quoted in _outside(*kinds))
        for kinds in ((single, double), (double, single))
    ]
    return speaks[0] > speaks[1]


def _outside(inner: Sequence[Quoted], outer: Sequence[Quoted]) -> list[Quoted]:
    """Give the quotations of the first kind that stand in none of the second."""
    starts = [quoted.start for quoted in outer]
    return [
        quoted
        for quoted in inner
        if (at := bisect_right(starts, quoted.start)) == 0 or outer[at - 1].end <= quoted.start
        if at == len(outer) or starts[at] >= quoted.end
    ]


def _read(text: str, marks: list[Span], *, has_headings: bool = True) -> list[Quoted]:
    """Read the marks, paragraph by paragraph; the breaks between paragraphs stand among them.

    With `has_headings` headings have single marks of their own.
    """

    def find_heading(begin: int, end: int) -> list[Span]:
        return _heading_marks(text, begin, end) if has_headings else []

    reader = _Reader(text)
    begin, first = 0, 0
    for index, (start, end) in enumerate(marks):
        if text[start] == "\n":
            here = find_heading(begin, start) or marks[first:index]
            if here or reader.waiting:
                reader.read_paragraph(begin, start, here)
            begin, first = end, index + 1
    reader.read_paragraph(begin, len(text), find_heading(begin, len(text)) or marks[first:])
    return reader.pieces


def _heading_marks(text: str, begin: int, end: int) -> list[Span]:
    """Find the single marks of a heading that has no double ones, each opening one with its closing one."""
    if not 0 < end - begin <= _LONGEST_HEADING:
        return []
    heading = text[begin:end].rstrip()
    last = heading.rstrip("'’") if heading[:1] in ("'", "‘") else heading  # ‘We stay,’ said Roe, ‘and work.’ is none
    if "\n" in heading or last.endswith((".", ":")) or _DOUBLE.search(heading):
        return []
    found = [match for match in _IN_HEADING.finditer(text, begin, end) if match[0] != heading.strip()]
    return [match.span(mark) for match in found for mark in ("open", "close")]


class _Reader:
    """Reads one paragraph after another and remembers what the last one left open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[Quoted] = []
        self.waiting: list[int] = []  # pieces of a quotation whose closing mark has not come yet

    def read_paragraph(self, begin: int, end: int, marks: list[Span]) -> None:
        """Read the marks of ``text[begin:end]``."""
        if not marks:
            self.waiting = []
            return
        continues, opened = self._begins_inside(begin, marks[0])
        if not continues:
            self.waiting = []
        inner: set[int] = set()
        for index, mark in enumerate(marks):
            if index in inner:
                continue
            nested = self._nested(marks, index) if opened is not None else 0
            if nested:
                inner |= set(range(index, index + nested))
                continue
            mark = self._trim(mark, opened is not None)
            role = self._role(mark, opened is not None, len(marks) - index)
            if role == "open":
                if opened is not None:
                    self._add(opened, self._last_sentence_end(opened, mark[0]), False, continues)
                    self.waiting, continues = [], False
                opened = mark[1]
            elif role == "close" and opened is not None:
                self._close(opened, mark[0], continues)
                opened, continues = None, False
        if opened is not None:
            known = len(self.pieces)
            self._add(opened, end, False, continues)
            self.waiting += range(known, len(self.pieces))  # none where a mark ends the paragraph

    def _nested(self, marks: list[Span], index: int) -> int:
        """Count the marks of quotations that open and close inside an open one in its own kind of marks, or give 0.

        The closing mark of the outer one has to follow: "They told me "no" or "never" each time," she said.
        """
        last = index
        while last + 2 < len(marks) and last < index + _MOST_NESTED:
            if [self._looks(mark) for mark in marks[last : last + 2]] != [(True, False), (False, True)]:
                return 0
            last += 2
            if self._looks(marks[last]) == (False, True):
                return last - index
        return 0

    def _begins_inside(self, begin: int, first: Span) -> tuple[bool, int | None]:
        """Tell whether the paragraph goes on with an open quotation, and from where if it does not open it again."""
        if not self.waiting:
            return False, None
        if not self.text[begin : first[0]].strip():
            return True, None
        looks_open, looks_closed = self._looks(first)
        mark = self.text[slice(*first)]
        if looks_closed and not looks_open and mark not in _OPENING:
            return True, begin
        return False, None

    def _close(self, start: int, end: int, continues: bool) -> None:
        self._add(start, end, True, continues)
        for index in self.waiting:
            self.pieces[index] = self.pieces[index]._replace(is_closed=True)
        self.waiting = []

    def _add(self, start: int, end: int, is_closed: bool, continues: bool) -> None:
        content = self.text[start:end]
        if content.strip():
            start += len(content) - len(content.lstrip())
            self.pieces.append(Quoted(start, start + len(content.strip()), is_closed, continues))

    def _last_sentence_end(self, start: int, end: int) -> int:
        """Give where the last whole sentence of ``text[start:end]`` ends, or `end` where there is none."""
        return max((self.text.rfind(stop, start, end) + 1 for stop in (". ", "? ", "! ", "… ")), default=0) or end

    def _trim(self, mark: Span, is_open: bool) -> Span:
        """Take two of three apostrophes: the outer ones."""
        start, end = mark
        if end - start != 3:
            return mark
        return (start + 1, end) if is_open else (start, end - 1)

    def _looks(self, mark: Span) -> tuple[bool, bool]:
        """Tell by the neighbours whether the mark may open and whether it may close."""
        start, end = mark
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        looks_open = before in _BEFORE_OPENING and bool(after) and not after.isspace()
        looks_closed = bool(before) and not before.isspace() and after in _AFTER_CLOSING
        return looks_open, looks_closed

    def _role(self, mark: Span, is_open: bool, n_left: int) -> str | None:
        shape = self.text[slice(*mark)]
        looks_open, looks_closed = self._looks(mark)
        if shape in _OPENING:
            return "close" if is_open and looks_closed and not looks_open else "open"
        if len(shape) > 2 or _FEET_AND_INCHES.search(self.text, max(0, mark[0] - 6), mark[0]):
            return None
        if not is_open:
            return "open" if looks_open or not (looks_closed or shape in _CLOSING) else None
        if shape not in _CLOSING and looks_open and not looks_closed and n_left % 2 == 0:
            return "open"
        return "close"
