"""An article's sentences and hits -> one bar a sentence: up for one frame of an axis, down for the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.framing.hits import SILENT_SECTIONS
from analysis.reports.room.names import number
from analysis.study import Axis

__all__ = ["Bar", "strip_bars"]

#: A sentence's weight for one frame at which its bar is full; more is shown as full, and told in words.
FULL_WEIGHT = 4.0
#: Height of a full bar.
HEIGHT = 30

Row = Mapping[str, Any]


class Bar(NamedTuple):
    """One sentence: the height of what counts for either frame; whether anything else is marked; what it tells."""

    sentence_index: int
    up: float
    down: float
    is_set_aside: bool
    is_silent: bool
    title: str


def strip_bars(sentences: Sequence[Row], hits: Sequence[Row], axis: Axis) -> list[Bar]:
    """Turn an article into the bars of one axis.

    Parameters
    ----------
    sentences, hits : sequence of rows
        The article's rows of `evidence_tables`.
    axis : Axis
        Counted hits of ``positive`` add their weight to ``up``, those of ``negative`` to ``down``.

    Returns
    -------
    list of Bar
        In the order of the sentences; heights in units of the picture, at most `HEIGHT`.
    """
    sums: dict[tuple[int, str], float] = {}
    aside: set[int] = set()
    for hit in hits:
        if hit["frame_id"] not in (axis.positive, axis.negative):
            continue
        key = (hit["sentence_index"], hit["frame_id"])
        if hit["counts"]:
            sums[key] = sums.get(key, 0.0) + hit["weight"]
        else:
            aside.add(hit["sentence_index"])
    bars = []
    for row in sentences:
        index = row["sentence_index"]
        up, down = sums.get((index, axis.positive), 0.0), sums.get((index, axis.negative), 0.0)
        words = [f"+{number(up, 1)}"] * (up > 0) + [f"−{number(down, 1)}"] * (down > 0)
        words += ["a mark that does not count"] * (index in aside)
        title = f"Sentence {index}: {', '.join(words) or 'no mark'}. {_start_of(row['words'])}"
        silent = row["section"] in SILENT_SECTIONS
        bars.append(Bar(index, _height(up), _height(down), index in aside, silent, title))
    return bars


def _height(weight: float) -> float:
    return round(HEIGHT * min(weight, FULL_WEIGHT) / FULL_WEIGHT, 2)


def _start_of(words: str) -> str:
    return words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …"
