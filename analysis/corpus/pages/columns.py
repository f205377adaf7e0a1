"""Pieces of text on a printed page -> its lines in the order in which they are read: column after column."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

#: The width of a character, as a part of its height: less than of most fonts, so that a gutter is not filled.
_WIDTH = 0.42
_MOST_WIDTH = 0.75
#: Lines that a column has at least.
_FEWEST = 4
#: Lines that may stand over columns.
_MOST_ABOVE = 15
_MOST_COLUMNS = 8


class PrintedLine(NamedTuple):
    """A line: its text, its left and lower edge, its estimated right edge, the height of its letters, all in points."""

    text: str
    x: float
    y: float
    right: float
    size: float
    page: int


def find_lines(pieces: Sequence[tuple[str, float, float, float]], page: int) -> list[PrintedLine]:
    """Put pieces (text with its blanks, x, y, height), in the order of the file, together to lines.

    Examples
    --------
    >>> [line.text for line in find_lines([("The ", 0, 9, 10), ("bay", 20, 9, 10), ("ends.", 0, -3, 10)], 1)]
    ['The bay', 'ends.']
    """
    lines: list[PrintedLine] = []
    farthest = 0.0  # where the last piece ends at most
    for text, x, y, size in pieces:
        size = size or 10.0
        right = x + _WIDTH * size * len(text.strip())
        last = lines[-1] if lines else None
        if last and abs(last.y - y) < 0.3 * size and last.x <= x < farthest + 2 * size:
            lines[-1] = last._replace(text=last.text + text, right=max(last.right, right), size=max(last.size, size))
        else:
            lines.append(PrintedLine(text, x, y, right, size, page))
        farthest = x + _MOST_WIDTH * size * len(text)
    bare = (line._replace(text=" ".join(line.text.split())) for line in lines)
    return [line for line in bare if line.text]


def order_lines(lines: Sequence[PrintedLine], levels: int = _MOST_COLUMNS) -> list[PrintedLine]:
    """Put the lines of a page in the order of reading: what stands over the columns, then each column downwards.

    Examples
    --------
    >>> sides = {"a": 0, "b": 80}
    >>> lines = [PrintedLine(f"{side}{n}", x, 100 - n, x + 50, 9, 1) for n in range(5) for side, x in sides.items()]
    >>> [line.text for line in order_lines(lines)][3:7]
    ['a3', 'a4', 'b0', 'b1']
    """
    downwards = sorted(lines, key=lambda line: (-line.y, line.x))
    for above in range(min(_MOST_ABOVE, len(downwards)) if levels else 0):
        if sides := _part(downwards[above:]):
            columns = [line for side in sides for line in order_lines(side, levels - 1)]
            return downwards[:above] + columns
    return downwards


def _part(lines: list[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]] | None:
    """Part lines at a gutter that none crosses, if both sides are columns that stand beside each other."""
    if len(lines) < 2 * _FEWEST:
        return None
    by_left = sorted(lines, key=lambda line: line.x)
    right = float("-inf")
    for number, line in enumerate(by_left):
        gap = line.x - right
        if number >= _FEWEST and len(lines) - number >= _FEWEST and gap > 0.5 * median(one.size for one in lines):
            sides = by_left[:number], by_left[number:]
            low, high = (
                max(min(one.y for one in side) for side in sides),
                min(max(one.y for one in side) for side in sides),
            )
            if high > low:
                return sides
        right = max(right, line.right)
    return None
