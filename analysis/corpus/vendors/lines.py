"""Lines of a delivered text, each with its place, and the text of an article made of them with a map back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.corpus.files.decode import Decoded, Unreadable, decode_part
from analysis.corpus.files.lines import join_lines, read_lines
from analysis.corpus.files.source import Source
from analysis.corpus.records import Note, Part


class Line(NamedTuple):
    """A line without blanks at its ends; `start` and `end` are its place (half-open), `indent` the blanks before it."""

    text: str
    start: int
    end: int
    indent: int = 0
    fault: str = ""


#: What an article of any export may be instead of one whole article.
HOLDS_TWO = "must be one article; another begins inside it, and the line that parts them is damaged"
NO_TEXT = "must have its full text; the export holds none of it"

#: Lines that stand together, without an empty one between them.
Block = list[Line]


class Reached(NamedTuple):
    """The text of an article and where its paragraphs stand in the delivered file."""

    text: str
    parts: list[Part]
    n_joined: int


#: A wider text has a paragraph a line.
_WIDEST, _NARROWEST = 100, 40
#: Lines that were broken are nearly as long as the longest, and most of them end inside a sentence.
_RAGGED = 20
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*\Z")
#: How much shorter than the widest lines a full one may be: exports break at blanks, and count tabs and accents anew.
_SLACK = 3
_HYPHEN = re.compile(r"\w-\Z")
#: Lines end as Unix or Windows end them; a form feed stands between pages.
_BYTES = b" \t\r\n\f\v"
_BLANKS = " \t\r\n\f\v\x00\ufeff\xa0"


def place_lines(source: Source, notes: list[Note]) -> Iterator[Line]:
    """Yield the lines of a text file with their first and last byte; a line that cannot be decoded has its fault.

    A file in UTF-16 or UTF-32 is read as a whole, and its lines have the places of the same text in UTF-8.
    """
    repairs: Counter[str] = Counter()
    at = 3 if source.head.startswith(b"\xef\xbb\xbf") else 0
    for raw in join_lines(read_lines(source, notes)):
        start, at = at, at + len(raw)
        try:
            text, fault = decode_part(raw), ""
            repairs[text.repair] += 1
        except Unreadable as error:
            text, fault = Decoded(raw.decode("utf-8", "replace")), str(error)
        n_before = len(raw) - len(raw.lstrip(_BYTES))
        yield Line(
            text.text.strip(_BLANKS),
            start + n_before,
            max(start + n_before, start + len(raw.rstrip(_BYTES))),
            len(raw[:n_before].expandtabs()),
            fault,
        )
    del repairs[""]
    notes += [Note(None, "text repaired", f"{source.shown}: {n:,} lines {what}") for what, n in repairs.items()]


def split_blocks(lines: Iterable[Line]) -> list[Block]:
    """Part lines at the empty ones."""
    blocks: list[Block] = []
    is_open = False
    for line in lines:
        if not line.text:
            is_open = False
        elif is_open:
            blocks[-1].append(line)
        else:
            blocks.append([line])
            is_open = True
    return blocks


def flow(block: Sequence[Line]) -> str:
    """Give the lines of a headline or label as one.

    Examples
    --------
    >>> flow([Line("Harbour deal:", 0, 13), Line("jobs", 14, 18)])
    'Harbour deal: jobs'
    """
    text = ""
    for line in block:
        text += line.text if not text or (_HYPHEN.search(text) and line.text[:1].islower()) else f" {line.text}"
    return " ".join(text.split())


def locate(unit: str, start: int, end: int) -> str:
    """Write a place as a locator: bytes are half-open and count from 0, the rest inclusive from 1.

    Examples
    --------
    >>> locate("bytes", 120, 4023), locate("paragraphs", 12, 32), locate("paragraphs", 12, 13)
    ('bytes=120-4023', 'paragraphs=12-31', 'paragraphs=12')
    """
    if unit == "bytes":
        return f"{unit}={start}-{end}"
    return f"{unit}={start}-{end - 1}" if end - 1 > start else f"{unit}={start}"


def join_blocks(blocks: Sequence[Block], unit: str) -> Reached:
    """Make a text of paragraphs; lines that were broken to fit a width are joined again.

    A line was broken if the first word of the next would not have fitted: it reaches the width that the longest tenth
    of such lines of the article reach. The other line ends stay, as those of verse and lists.

    Examples
    --------
    >>> lines = [Line("The council of the city backed the harbour", 0, 42), Line("by nine votes.", 43, 57)]
    >>> reached = join_blocks([lines], "bytes")
    >>> reached.text, reached.parts[0].locator, reached.n_joined
    ('The council of the city backed the harbour by nine votes.', 'bytes=0-57', 1)
    """
    width = _find_width(blocks)
    pieces: list[str] = []
    parts: list[Part] = []
    at = n_joined = 0
    for block in blocks:
        text = block[0].text
        fits = _is_ragged(block, width)
        for line, following in pairwise(block):
            is_broken = line.indent + len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > width - _SLACK
            if fits or not is_broken:
                text += "\n" + following.text
                continue
            n_joined += 1
            glue = "" if _HYPHEN.search(line.text) and following.text[:1].islower() else " "
            text += glue + following.text
        parts.append(Part(at, at + len(text), locate(unit, block[0].start, block[-1].end)))
        pieces.append(text)
        at += len(text) + 2
    return Reached("\n\n".join(pieces), parts, n_joined)


def _find_width(blocks: Sequence[Block]) -> int:
    """Find the width that lines were broken to fit; without end where each line is a paragraph."""
    before = [line for block in blocks for line in block[:-1]]
    lengths = sorted(length for line in before if (length := line.indent + len(line.text)) >= _NARROWEST)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    return width if 0 < width <= _WIDEST and not all(_ENDED.search(line.text) for line in before) else 1 << 30


def _is_ragged(block: Block, width: int) -> bool:
    """Tell lines that nothing broke: most of them are much shorter than the width."""
    n_full = sum(line.indent + len(line.text) > width - _RAGGED for line in block[:-1])
    return n_full < 0.6 * (len(block) - 1)
