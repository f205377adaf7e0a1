"""Save a chart as PNG, SVG and PDF with its table and passport beside it, byte for byte the same every time."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.style import STYLE
from analysis.errors import ReportError
from analysis.reports.passport import Passport
from analysis.tables import guard_formulas, write_whole

__all__ = ["FORMATS", "SavedFigure", "save_figure"]

#: What tells one run from another, taken out of each format.
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
FORMATS = tuple(_METADATA)
_DPI = 300
_SAVING = STYLE | {"svg.hashsalt": "narrative", "svg.fonttype": "path", "pdf.fonttype": 42}


class SavedFigure:
    """A figure as a notebook shows it: the picture with its alternative text, and its caption."""

    def __init__(self, png: bytes, width: float, caption: str, alt: str) -> None:
        self.png, self.width, self.caption, self.alt = png, width, caption, alt

    def __repr__(self) -> str:
        return f"SavedFigure({self.caption!r})"

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png).decode()
        return (
            f'<figure><img src="data:image/png;base64,{data}" width="{round(96 * self.width)}" '
            f'alt="{html.escape(self.alt)}"><figcaption>{html.escape(self.caption)}</figcaption></figure>'
        )


def save_figure(
    drawn: Axes | Figure,
    table: pd.DataFrame,
    name: str,
    folder: str | Path | None,
    passport: Passport,
    *,
    caption: str,
    alt: str = "",
) -> SavedFigure:
    """Save a drawn chart flat in a folder: ``name.png`` (300 dpi), ``.svg``, ``.pdf``, ``.csv`` and ``.json``.

    Parameters
    ----------
    drawn : Axes or Figure
        What a `plot_*` function returned.
    table : DataFrame
        The tidy table that was drawn; text that a spreadsheet might run is guarded.
    name : str
        Letters, digits, ``-`` and ``_`` only.
    folder : path or None
        None saves nothing: the figure is only shown.
    passport : Passport
        From `start_passport`; the figure's caption, rows and n are added to it.
    caption : str
        One or two sentences: what is drawn, and how it was measured.
    alt : str
        Text for readers who cannot see the picture; the caption if empty.

    Raises
    ------
    ReportError
        The name is not a plain file name.
    """
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise ReportError(f"`name` of a figure must be letters, digits, - and _; found {name!r}.")
    figure = drawn if isinstance(drawn, Figure) else drawn.get_figure(root=True)
    assert isinstance(figure, Figure)
    pictures = _pictures(figure, FORMATS if folder is not None else ("png",))
    if folder is not None:
        facts = passport.as_dict() | {"figure": name, "caption": caption, "n": _counts(table)}
        note = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
        files = pictures | {"csv": _csv(table), "json": note.encode()}
        for kind, data in files.items():
            write_whole(Path(folder) / f"{name}.{kind}", _writer(data))
    return SavedFigure(pictures["png"], figure.get_size_inches()[0], caption, alt or caption)


def _pictures(figure: Figure, kinds: Iterable[str]) -> dict[str, bytes]:
    """Draw a figure in each format; its layout is found once, so that all formats agree."""
    pictures = {}
    layout = figure.get_layout_engine()
    with mpl.rc_context(_SAVING):
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        for kind in kinds:
            buffer = BytesIO()
            figure.savefig(buffer, format=kind, dpi=_DPI, metadata=_METADATA[kind])
            pictures[kind] = buffer.getvalue()
    figure.set_layout_engine(layout)
    return pictures


def _csv(table: pd.DataFrame) -> bytes:
    """Write numbers with nine digits: sums in another order differ only beyond them."""
    return guard_formulas(table).to_csv(index=False, lineterminator="\n", float_format="%.9g").encode()


def _counts(table: pd.DataFrame) -> dict[str, int]:
    """Rows of the table and the sum of its column ``n``, where voices would count twice over the rows of all voices."""
    whole = table[table["voice"] == "all"] if "voice" in table.columns and (table["voice"] == "all").any() else table
    return {"rows": len(table)} | ({"n": int(whole["n"].sum())} if "n" in whole.columns else {})


def _writer(data: bytes) -> Callable[[IO[bytes]], Any]:
    return lambda file: file.write(data)
