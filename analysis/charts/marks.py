"""What each mark of a chart stands for: artists carry the rows that they show, so that a picture can say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PathCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

#: Where an artist carries its rows.
_ROWS = "_rows_shown"
#: Pixels that a mark is wide and high at least, so that it can be pointed at, at 100 pixels an inch.
_LEAST = 6.0


class Told(NamedTuple):
    """A mark: where it stands, as fractions of the figure from its lower left, and the row that it shows."""

    left: float
    bottom: float
    right: float
    top: float
    row: Mapping[str, Any]


def tell(drawn: Any, rows: pd.DataFrame | Sequence[Mapping[str, Any]]) -> None:
    """Let what was drawn carry the rows that it shows, one a mark.

    Parameters
    ----------
    drawn : Artist, or what `Axes.plot`, `Axes.bar` and `Axes.barh` return
        Markers of a line or of a scatter, the lines of a collection, the cells of a mesh row by row, bars, a patch. A
        bar of no length is not seen, and no mark.
    rows : DataFrame or sequence of mapping
        In the order of the marks.
    """
    records = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else list(rows)
    if isinstance(drawn, BarContainer):
        for bar, record in zip(drawn, records, strict=True):
            if bar.get_width() and bar.get_height():
                setattr(bar, _ROWS, [record])
        return
    (artist,) = drawn if isinstance(drawn, list) else [drawn]
    setattr(artist, _ROWS, records)


def find_marks(figure: Figure) -> Iterator[Told]:
    """Yield the marks of a figure that is laid out, as far as they were told; one without a place is passed over."""
    width, height = figure.bbox.width, figure.bbox.height
    least = _LEAST * figure.dpi / 100
    panels = [panel for ax in figure.axes for panel in (ax, *ax.child_axes)]  # `findobj` would lay out every tick
    drawn = (artist for ax in panels for artist in (*ax.collections, *ax.patches, *ax.lines))
    for artist in (one for one in drawn if hasattr(one, _ROWS)):
        boxes = _boxes(artist)
        rows = getattr(artist, _ROWS)
        for (left, bottom, right, top), row in zip(boxes.tolist(), rows, strict=True):
            if not all(map(np.isfinite, (left, bottom, right, top))):
                continue
            across, up = max(least - abs(right - left), 0) / 2, max(least - abs(top - bottom), 0) / 2
            yield Told(
                (min(left, right) - across) / width,
                (min(bottom, top) - up) / height,
                (max(left, right) + across) / width,
                (max(bottom, top) + up) / height,
                row,
            )


def _boxes(artist: Artist) -> np.ndarray:
    """Give where each mark of an artist stands: left, bottom, right and top in pixels, shape (marks, 4)."""
    scale = artist.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
    if isinstance(artist, Line2D):
        return _around(artist.get_transform().transform(artist.get_xydata()), artist.get_markersize() / 2 * scale)
    if isinstance(artist, PathCollection):
        middle = artist.get_offset_transform().transform(artist.get_offsets())
        return _around(middle, np.sqrt(artist.get_sizes())[:, None] / 2 * scale)
    if isinstance(artist, LineCollection):
        lines = [artist.get_transform().transform(line) for line in artist.get_segments()]
        ends = [[*line.min(axis=0), *line.max(axis=0)] if len(line) else [np.nan] * 4 for line in lines]
        return np.array(ends).reshape(-1, 4)
    if isinstance(artist, QuadMesh):
        corners = np.asarray(artist.get_coordinates(), dtype=float)
        parts = (corners[:-1, :-1], corners[1:, 1:])
        return np.hstack([artist.get_transform().transform(part.reshape(-1, 2)) for part in parts])
    if isinstance(artist, Patch):
        return np.array([artist.get_window_extent().extents])
    raise TypeError(f"A mark must be of a line, a collection, a mesh or a patch; found {type(artist).__name__}.")


def _around(middle: np.ndarray, reach: Any) -> np.ndarray:
    return np.hstack([middle - reach, middle + reach])
