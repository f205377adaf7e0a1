"""The lines of printed pages -> headline and paragraphs, without running heads, with words joined over line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from analysis.corpus.pages.columns import PrintedLine
from analysis.corpus.records import Part

#: The edge of a page, as a part of its height, where running heads and feet stand.
_EDGE = 0.06
#: Lines at an edge that may be repeated from page to page.
_AT_EDGE = 2
_ENDS = re.compile(r"[.!?…:;][\"”’')\]]*\Z|[\"”]\Z")
_BROKEN = re.compile(r"(?P<word>[^\W\d_]+)[-\u00ad\u2010]\Z")
#: Letters of a headline are so much higher than those of the text.
_HIGHER = 1.25
_MOST_TITLE = 300


class Printed(NamedTuple):
    """What stands on the pages: headline, text, the places of its paragraphs, and how many words were joined."""

    headline: str
    text: str
    parts: list[Part]
    n_hyphens: int


def drop_heads(
    pages: Sequence[Sequence[PrintedLine]], heights: Sequence[float]
) -> tuple[list[list[PrintedLine]], list[str]]:
    """Take running heads and feet out: small lines at the edge of a page, and lines that pages repeat there.

    Returns
    -------
    pages, dropped
        The other lines of each page, and the words of what was taken out.
    """
    sizes = [line.size for page in pages for line in page for _ in line.text.split()]
    body = median(sizes) if sizes else 0.0
    repeated = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    kept: list[list[PrintedLine]] = []
    dropped: list[str] = []
    for page, height in zip(pages, heights, strict=True):
        edges = _edges(page)
        heads = {
            line
            for line in page
            if (line in edges and len(pages) > 1 and repeated[_shape(line)] > max(1, len(pages) // 2))
            or (not height * _EDGE < line.y < height * (1 - _EDGE) and line.size < body)
        }
        kept.append([line for line in page if line not in heads])
        dropped += [line.text for line in page if line in heads]
    return kept, dropped


def _edges(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    downwards = sorted(page, key=lambda line: -line.y)
    return downwards[:_AT_EDGE] + downwards[-_AT_EDGE:] if len(page) > 2 * _AT_EDGE else []


def _shape(line: PrintedLine) -> str:
    return re.sub(r"\d+", "0", line.text)


def join_printed(lines: Sequence[PrintedLine]) -> Printed:
    """Make headline and paragraphs of lines in their order of reading.

    A paragraph ends where more space follows than between its lines, where the next line is indented, and where a
    column ends with the end of a sentence. A word that was broken at the end of a line is joined; its hyphen stays
    if the text has the word with it elsewhere, or if a capital follows.
    """
    size = median([line.size for line in lines for _ in line.text.split()] or [0.0])
    titles, rest = _part_title(lines, size)
    groups = _group(rest)
    whole = " ".join(line.text for line in rest)
    pieces: list[str] = []
    parts: list[Part] = []
    at = n_hyphens = 0
    for group in groups:
        text = group[0].text
        for line in group[1:]:
            broken = _BROKEN.search(text)
            if broken and line.text[:1].islower():
                text = text[:-1] + ("-" if _keeps_hyphen(broken["word"], line.text, whole) else "") + line.text
                n_hyphens += 1
            else:
                text += line.text if text.endswith("-") and broken else " " + line.text
        pieces.append(text)
        parts.append(Part(at, at + len(text), _locate(group)))
        at += len(text) + 2
    return Printed(" ".join(line.text for line in titles), "\n\n".join(pieces), parts, n_hyphens)


def _part_title(lines: Sequence[PrintedLine], size: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Take the lines with the highest letters of the first page for the headline, where they stand together."""
    first = [line for line in lines if line.page == lines[0].page] if lines else []
    highest = max((line.size for line in first), default=0.0)
    if highest < _HIGHER * size:
        return [], list(lines)
    start = next(n for n, line in enumerate(lines) if line.size == highest)
    end = start
    while end < len(first) and lines[end].size >= 0.9 * highest:
        end += 1
    titles = list(lines[start:end])
    if sum(len(line.text) for line in titles) > _MOST_TITLE or len(titles) == len(lines):
        return [], list(lines)
    return titles, [*lines[:start], *lines[end:]]


def _group(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    steps = [
        before.y - line.y for before, line in pairwise(lines) if before.page == line.page and before.y - line.y > 0
    ]
    step = median([one for one in steps if one < 3 * lines[0].size] or [0.0]) if lines else 0.0
    groups: list[list[PrintedLine]] = [[line] for line in lines[:1]]
    for before, line in pairwise(lines):
        gap = before.y - line.y
        if gap <= 0 or before.page != line.page:  # another column or page
            is_new = bool(_ENDS.search(before.text))
        else:
            is_indented = line.x - before.x > 0.8 * line.size and bool(_ENDS.search(before.text))
            is_new = gap > 1.3 * step or is_indented or abs(line.size - before.size) > 0.15 * before.size
        if is_new:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _keeps_hyphen(word: str, following: str, whole: str) -> bool:
    rest = re.match(r"[^\W\d_]+", following)
    return bool(rest) and f"{word}-{rest[0]}" in whole if rest else False


def _locate(group: Sequence[PrintedLine]) -> str:
    """Write pages, and the box on the first of them in points from its lower left corner."""
    pages = sorted({line.page for line in group})
    first = [line for line in group if line.page == pages[0]]
    lower = min(one.x for one in first), min(one.y for one in first)
    upper = max(one.right for one in first), max(one.y + one.size for one in first)
    where = f"page={pages[0]}" if len(pages) == 1 else f"page={pages[0]}-{pages[-1]}"
    return f"{where}!box={','.join(f'{edge:.0f}' for edge in (*lower, *upper))}"
