"""Blanks and line ends -> paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.text.edits import Draft, Edit
from analysis.text.glue import Seam, find_seams

PARAGRAPH_BREAK = "\n\n"
MAX_WRAPPED_LINE = 100  # characters; lines of hard-wrapped text are shorter

# Begins with one set of characters because only then does `re` skip what lies between fast.
_BLANKS = re.compile(r"[\n ](?:(?<=\n)|(?<=\A )|(?=[\n ]|\Z))[\n ]*+")


def part_paragraphs(draft: Draft) -> None:
    """Part paragraphs by one blank line each; leave no two blanks together and none at the ends of a line.

    A single line end parts paragraphs too, unless the text is hard-wrapped: three lines or more, none over 100
    characters, most of them long and broken off inside a sentence. Then the seams of glued blocks are opened
    (`find_seams`) and counted.
    """
    _tidy_blanks(draft)
    draft.apply((_fill(draft.text, seam) for seam in find_seams(draft.text)), "glued paragraphs")


def _tidy_blanks(draft: Draft) -> None:
    if _is_tidy(draft.text):
        return
    line_end = " " if _is_hard_wrapped(draft.text) else PARAGRAPH_BREAK
    blanks: list[Edit] = []
    for found in _BLANKS.finditer(draft.text):
        if found.start() == 0 or found.end() == len(draft.text):
            tidy = ""
        else:
            n_lines = found[0].count("\n")
            tidy = PARAGRAPH_BREAK if n_lines > 1 else line_end if n_lines else " "
        if tidy != found[0]:
            blanks.append(Edit(*found.span(), tidy))
    draft.apply(blanks, "blanks")


def _is_tidy(text: str) -> bool:
    """Tell fast whether every line end is one of a pair and no blank stands beside another or at a line's end."""
    untidy = any(pattern in text for pattern in ("  ", " \n", "\n ", "\n\n\n"))
    return not untidy and text.count("\n") == 2 * text.count("\n\n") and text == text.strip("\n ")


def _is_hard_wrapped(text: str) -> bool:
    broken = [line.rstrip() for line, following in pairwise(text.split("\n")) if line.strip() and following.strip()]
    if len(broken) < 3 or max(map(len, broken)) > MAX_WRAPPED_LINE:
        return False
    n_inside = sum(len(line) > MAX_WRAPPED_LINE * 0.45 and line[-1] not in ".!?:…\"”'’)" for line in broken)
    return n_inside > 0.7 * len(broken)


def _fill(text: str, seam: Seam) -> Edit:
    start = seam.position
    while text[start - 1] == " ":
        start -= 1
    return Edit(start, seam.position, seam.filler)
