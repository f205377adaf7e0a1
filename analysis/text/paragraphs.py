"""Blanks and line ends -> paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.text.edits import Draft, Edit
from analysis.text.glue import Seam, find_seams

PARAGRAPH_BREAK = "\n\n"
MAX_WRAPPED_LINE = 100  # characters; lines of hard-wrapped text are shorter
FILLED = 0.8  # share of the lines of a narrow column into which the next word would not have gone
SHORTEST_LINE = 16  # characters of a line of which we say that it goes on in the next
RAGGED = 0.15  # of its width: by so much the lines of a column in print differ, letters being of different widths

_CUT_WORD = re.compile(r"(?P<left>[^\W\d_]+)-[ ]*\n[ ]*(?P<right>(?=[^\W\d_])[^\W\d_A-Z][^\W\d_]*)")
_STOPS = ".!?:;…\"”’')*"
# Begins with one set of characters because only then does `re` skip what lies between fast.
_BLANKS = re.compile(r"[\n ](?:(?<=\n)|(?<=\A )|(?=[\n ]|\Z))[\n ]*+")


def part_paragraphs(draft: Draft) -> None:
    """Part paragraphs by one blank line each; leave no two blanks together and none at the ends of a line.

    A single line end parts paragraphs too, unless the text is hard-wrapped: three lines or more, none over 100
    characters, most of them long and broken off inside a sentence; or in a column, however narrow, whose lines are
    filled: the next word would not have gone into them. Of fewer lines all must be filled, and one be broken off before
    a small letter; elsewhere too a line without a stop is joined to one that begins with such a letter, unless it is
    very short. A word that a line end of such a text cuts at a hyphen is joined, with its hyphen where the text writes
    it so elsewhere. Then the seams of glued blocks are opened (`find_seams`). Each is counted.
    """
    is_wrapped = not _is_tidy(draft.text) and _is_hard_wrapped(draft.text)
    if is_wrapped:
        draft.apply(_hyphens(draft.text), "hyphens at line ends")
    _tidy_blanks(draft, " " if is_wrapped else PARAGRAPH_BREAK)
    draft.apply((_fill(draft.text, seam) for seam in find_seams(draft.text)), "glued paragraphs")


def _tidy_blanks(draft: Draft, line_end: str) -> None:
    if _is_tidy(draft.text):
        return
    blanks: list[Edit] = []
    for found in _BLANKS.finditer(draft.text):
        if found.start() == 0 or found.end() == len(draft.text):
            tidy = ""
        else:
            n_lines = found[0].count("\n")
            tidy = PARAGRAPH_BREAK if n_lines > 1 else line_end if n_lines else " "
            if n_lines == 1 and _goes_on(draft.text, *found.span()):
                tidy = " "
        if tidy != found[0]:
            blanks.append(Edit(*found.span(), tidy))
    draft.apply(blanks, "blanks")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell a line end inside a sentence: a long line without a stop, then a small letter."""
    is_long = start - text.rfind("\n", 0, start) > SHORTEST_LINE
    return is_long and text[end].islower() and text[start - 1] not in _STOPS


def _is_tidy(text: str) -> bool:
    """Tell fast whether every line end is one of a pair and no blank stands beside another or at a line's end."""
    untidy = any(pattern in text for pattern in ("  ", " \n", "\n ", "\n\n\n"))
    return not untidy and text.count("\n") == 2 * text.count("\n\n") and text == text.strip("\n ")


def _is_hard_wrapped(text: str) -> bool:
    pairs = [
        (line.rstrip(), following.strip())
        for line, following in pairwise(text.split("\n"))
        if line.strip() and following.strip()
    ]
    longest = max((len(line) for line, _ in pairs), default=0)
    if not pairs or longest > MAX_WRAPPED_LINE:
        return False
    if len(pairs) < 3:
        is_filled = all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > longest for line, after in pairs)
        return is_filled and any(
            len(line) > SHORTEST_LINE and line[-1] not in _STOPS and after[0].islower() for line, after in pairs
        )
    n_inside = sum(len(line) > MAX_WRAPPED_LINE * 0.45 and line[-1] not in ".!?:…\"”'’)" for line, _ in pairs)
    return n_inside > 0.7 * len(pairs) or _is_column(pairs)


def _is_column(pairs: list[tuple[str, str]]) -> bool:
    """Tell a column, however narrow, by its lines: filled, and gone on with in the middle of a sentence.

    Verses and lists are not filled, and their lines begin with capitals.
    """
    inside = [(line, after) for line, after in pairs if line[-1] not in '.!?:…"”']
    n_small = sum(after[0].islower() for _, after in inside)
    if len(inside) < 3 or len(inside) < 0.5 * len(pairs) or n_small < 0.6 * len(inside):
        return False
    width = sorted(len(line) for line, _ in inside)[min(int(0.9 * len(inside)), len(inside) - 1)] * (1 - RAGGED)
    n_filled = sum(
        len(line) + 1 + len(after.split(maxsplit=1)[0]) > width or (line[-1] == "-" and after[0].islower())
        for line, after in inside
    )
    return n_filled >= FILLED * len(inside)


def _hyphens(text: str) -> Iterator[Edit]:
    """Join the words that a line end cuts at a hyphen; one that the text has with its hyphen elsewhere keeps it."""
    for found in _CUT_WORD.finditer(text):
        is_kept = f"{found['left']}-{found['right']}" in text
        yield Edit(found.end("left") + is_kept, found.start("right"), "")


def _fill(text: str, seam: Seam) -> Edit:
    start = seam.position
    while text[start - 1] == " ":
        start -= 1
    return Edit(start, seam.position, seam.filler)
