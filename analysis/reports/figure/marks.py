"""The marks of a picture as a layer of its SVG: each says its numbers, and of which place of the articles it is.

The layer lies over the drawing and is not seen. Opened alone, an SVG shows the numbers of what is pointed at; a page
of a report takes the layer from the file (`read_marks`) and lets each mark lead to what it is of
(`analysis.reports.room.places.Places`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.labels import label
from analysis.charts.marks import Told, find_marks
from analysis.reports.leads import mark_rows
from analysis.reports.sentences.english import fill, is_missing, number, printable

#: Marks of which a picture says the numbers; one with more says how many it has.
MOST_MARKS = 1_000
#: Columns that name what a mark is of, and their names in the address of an article of the reading room.
_OF = {"outlet": "outlet", "person_id": "person", "voice": "voice", "frame_id": "frame", "contrast": "contrast"}
#: Columns that say how, or where, and not what.
_UNSAID = {"article_id", "start", "end", "before", "after", "place", "method", "family", "kind", "facet", "rank", "row"}
_PARTS, _LONG = 14, 60
_LAYER = re.compile(r'<g id="marks" data-n="(?P<n>\d+)">(?P<marks>.*?)</g><!-- marks -->', re.DOTALL)
_MARK = re.compile(
    r'<g(?: data-at="(?P<at>[^"]*)")?(?: data-of="(?P<of>[^"]*)")?><title>(?P<words>[^<]*)</title>'
    r"(?P<rect><rect [^>]*>)</g>"
)
_BOX = re.compile(r'viewBox="(?P<box>[\d. ]+)"')


class Mark(NamedTuple):
    """A mark of a picture: its place (as in `analysis.reports.leads`), what it is of, its words and its rectangle."""

    at: str
    of: Mapping[str, str]
    words: str
    rect: str


class Layer(NamedTuple):
    """The marks of a picture, its box, and how many there are, also where they are too many to be told."""

    box: str
    n: int
    marks: list[Mark]


def add_marks(svg: bytes, figure: Figure) -> bytes:
    """Lay the marks of a figure over its SVG.

    Parameters
    ----------
    svg : bytes
        As matplotlib wrote it.
    figure : Figure
        Laid out as it was drawn.
    """
    found = list(find_marks(figure))
    if not found:
        return svg
    width, height = 72 * figure.get_size_inches()
    marks = "".join(_write(found, width, height)) if len(found) <= MOST_MARKS else ""
    layer = f'<g id="marks" data-n="{len(found)}">{marks}</g><!-- marks -->\n'
    before, end, after = svg.decode().rpartition("</svg>")
    return f"{before}{layer}{end}{after}".encode()


def _write(found: list[Told], width: float, height: float) -> Iterator[str]:
    """Write each mark; those with the same columns at once."""
    for _, part in groupby(found, key=lambda told: tuple(told.row)):
        same = list(part)
        places = mark_rows(pd.DataFrame([told.row for told in same]))
        for told, place in zip(same, places, strict=True):
            of = {name: told.row[column] for column, name in _OF.items() if isinstance(told.row.get(column), str)}
            said = f' data-of="{html.escape(urlencode(of))}"' if of else ""
            x, y = round(told.left * width, 1), round((1 - told.top) * height, 1)
            wide, high = round((told.right - told.left) * width, 1), round((told.top - told.bottom) * height, 1)
            rect = f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill-opacity="0" pointer-events="all"/>'
            yield f"<g{place}{said}><title>{html.escape(say_row(told.row), quote=False)}</title>{rect}</g>"


def say_row(row: Mapping[str, Any]) -> str:
    """Say in one line what a row holds: first what it is of, then its numbers; what is missing is not said.

    Examples
    --------
    >>> say_row({"outlet_id": "tide", "outlet": "The Tide", "voice": "own", "balance": -0.5, "n": 3, "lower": None})
    'The Tide, own; balance −0.50, n 3'
    """
    words, numbers = [], []
    for name, value in row.items():
        if name in _UNSAID or name.endswith("_id") or isinstance(value, bool) or is_missing(value):
            continue
        if isinstance(value, str):
            words.append(label(value, _LONG, 1))
        elif isinstance(value, pd.Timestamp):
            numbers.append(fill("{name} {day}", name=_spelt(name), day=value))
        elif isinstance(value, int | float):
            is_count = float(value).is_integer() and (isinstance(value, int) or re.match(r"n(_|$)", name))
            numbers.append(f"{_spelt(name)} {number(value, 0 if is_count else 2)}")
    return printable("; ".join(part for part in (", ".join(words), ", ".join(numbers[:_PARTS])) if part))


def _spelt(name: str) -> str:
    return name.replace("_", " ")


def read_marks(svg: str) -> Layer | None:
    """Read the layer of marks of an SVG; None if it has none."""
    layer, box = _LAYER.search(svg), _BOX.search(svg)
    if layer is None or box is None:
        return None
    marks = [
        Mark(html.unescape(one["at"] or ""), dict(parse_qsl(html.unescape(one["of"] or ""))), one["words"], one["rect"])
        for one in _MARK.finditer(layer["marks"])
    ]
    return Layer(box["box"], int(layer["n"]), marks)
