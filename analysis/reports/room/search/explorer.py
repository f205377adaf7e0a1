"""A Reading -> the page of the explorer: words of two outlets, voices or frames as points that lead to their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

import numpy as np
import pandas as pd

from analysis.charts.explorer import choose_labels, rates_drawn
from analysis.compare.contrasts import REST, pairs_of
from analysis.compare.roles import told_of
from analysis.compare.tables.grid import outlet_names
from analysis.reading import Reading
from analysis.search.explore import By, explore_each
from analysis.tables import VOICES

#: Points of one picture, those of them that are links from the first, and rows of its table, of function words and of
#: others each; pairs of outlets on the page. Points beyond the links are one path a kind with their terms: thousands of
#: links make a page that no check of its access comes to the end of. A script makes links of those of the picture that
#: one comes to.
POINTS, LINKS, ROWS, PAIRS = 500, 120, 40, 3
#: The picture: its side, its margin, and the largest point.
SIDE, MARGIN, LARGEST = 640.0, 44.0, 7.0
#: How far points of one place stand apart at most, and the turn from one to the next (the golden angle).
_APART, _TURN = 2.4, np.pi * (3 - 5**0.5)
#: Names of points, at most, and the room of a letter and a line.
_NAMED, _LETTER, _LINE = 60, 6.6, 13.0


@dataclass(frozen=True)
class Panel:
    """One comparison: what it is of, its points in the picture, its ticks, and the rows of its table."""

    name: str
    title: str
    label_a: str
    label_b: str
    points: list[dict[str, Any]]
    dots: dict[str, list[dict[str, Any]]]
    ticks: list[tuple[float, str]]
    rows: list[dict[str, Any]]
    n_terms: int


def read_panels(reading: Reading) -> list[Panel]:
    """Compare outlets in pairs, own with quoted words, and the frames of each axis.

    Pairs are the first three of `analysis.compare.contrasts.pairs_of` over outlets, those with most articles first.
    """
    names = outlet_names(reading.articles, reading.study, every=True)
    asked = list(_comparisons(reading, names))
    tables = explore_each(reading, [(*units, by) for _, by, units, _ in asked])
    return [
        _panel(f"x{at}", title, labels, table, [_facets(list(names), by, one) for one in units])
        for at, ((title, by, units, labels), table) in enumerate(zip(asked, tables, strict=True))
    ]


def _comparisons(reading: Reading, names: dict[str, str]) -> Iterator[tuple[str, By, tuple[str, str], tuple[str, str]]]:
    counts = told_of(reading.articles)["outlet_id"].value_counts()
    outlets = sorted(names, key=lambda one: -counts.get(one, 0))  # of equal ones those of the study first
    for a, b in pairs_of(outlets)[:PAIRS]:
        labels = names[a], "all other outlets" if b == REST else names[b]
        yield f"{labels[0]} and {labels[1]}", "outlet", (a, b), labels
    yield "The outlets’ own words and the words they quote", "voice", ("own", "quoted"), ("own words", "quoted words")
    for axis in reading.study.axes.values():
        frames = reading.study.frames
        labels = frames[axis.positive].label, frames[axis.negative].label
        yield f"Sentences of “{labels[0]}” and of “{labels[1]}”", "frame", (axis.positive, axis.negative), labels


def _facets(outlets: list[str], by: By, unit: str) -> dict[str, str]:
    """Say what of the search page shows the places of a unit; nothing where it has no such choice."""
    if by == "outlet" and unit != REST:
        return {"outlet": str(outlets.index(unit))}
    return {"voice": str(VOICES.index(unit))} if by == "voice" else {}


def _panel(name: str, title: str, labels: tuple[str, str], table: pd.DataFrame, facets: list[dict[str, str]]) -> Panel:
    shown = _first(table, POINTS).reset_index(drop=True)
    points: list[dict[str, Any]] = []
    dots: dict[str, list[dict[str, Any]]] = {}
    ticks: list[tuple[float, str]] = []
    if len(shown):
        x, y = rates_drawn(shown)
        low, high = min(x.min(), y.min()) * 0.8, max(x.max(), y.max()) * 1.25
        room = SIDE - 2 * MARGIN

        def place(rate: Any) -> Any:
            return MARGIN + room * np.log(rate / low) / np.log(high / low)

        across, up = _spread(place(x), SIDE - place(y))
        terms = shown["term"].tolist()
        inside = [
            at for at in range(min(_NAMED, LINKS, len(shown))) if across[at] + _LETTER * (len(terms[at]) + 1) < SIDE
        ]
        named = set(choose_labels(across.tolist(), up.tolist(), terms, letter=_LETTER, line=_LINE, order=inside))
        radius = 1.6 + (LARGEST - 1.6) * (1 - shown["dispersion"].fillna(1.0).clip(0, 1)) ** 2
        for at, row in enumerate(shown.to_dict("records")):
            places = round(float(across[at]), 1), round(float(up[at]), 1), round(float(radius[at]), 1)
            points.append(_term(row, facets) | dict(zip(("x", "y", "r"), places, strict=True), named=at in named))
        ticks = [
            (round(float(place(rate)), 1), f"{rate:g}")
            for rate in (0.1, 1.0, 10.0, 100.0, 1000.0)
            if low <= rate <= high
        ]
    is_linked = [n < LINKS for n in shown.groupby(shown["kind"] == "function").cumcount().tolist()]
    for point, linked in zip(points, is_linked, strict=True):
        if not linked:
            dots.setdefault(point["classes"], []).append(point)
    points = [point for point, linked in zip(points, is_linked, strict=True) if linked]
    rows = [_term(row, facets) for row in _first(table, ROWS).to_dict("records")]
    return Panel(name, title, *labels, points, dots, ticks, rows, len(table))


def _spread(across: np.ndarray, up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lay points of one place around the first: rare terms share a few rates, and the last one hid the others.

    Those of a place of very many stand closer, so that none leaves the picture.
    """
    at = pd.DataFrame({"x": across.round(1), "y": up.round(1)}).groupby(["x", "y"]).cumcount().to_numpy()
    far = min(_APART, (MARGIN - LARGEST) / max(at.max(), 1) ** 0.5) * np.sqrt(at)
    return across + far * np.cos(_TURN * at), up + far * np.sin(_TURN * at)


def _first(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep the first terms: function words apart, so that they take no room from those that are shown at first."""
    return table[table.groupby(table["kind"] == "function").cumcount() < most]


def _term(row: Mapping[Any, Any], facets: list[dict[str, str]]) -> dict[str, Any]:
    """Say of a term what the picture and the table show, and where its places are."""
    side = 0 if row["g2"] > 0 else 1
    search = f"search.html#{urlencode(facets[side] | {'q': ''})}"
    is_sure = bool(row["q"] <= 0.05)
    classes = f"{row['kind']}{' phrase' if row['is_phrase'] else ''} {'ab'[side]}{' sure' if is_sure else ''}"
    return {**row, "search": search, "href": search + quote_plus(row["term"]), "classes": classes}
