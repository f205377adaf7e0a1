"""Save a chart at both column widths, with its table and passport beside it, byte for byte the same every time."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.charts.fit import said_beside
from analysis.charts.style import FULL, HALF, STYLE
from analysis.errors import ReportError
from analysis.measured import UNEVEN
from analysis.measures import MEASURES, errors_of
from analysis.reports.figure.alt import count_articles, count_of, describe_chart, name_counted
from analysis.reports.figure.marks import add_marks
from analysis.reports.figure.passport import Passport, hash_code
from analysis.reports.sentences.english import fill, printable
from analysis.reports.sentences.validity import NOT_VALIDATED, describe_uneven
from analysis.tables import csv_text, write_bytes

#: Where each format keeps title, description and passport; what tells one run from another is taken out.
_METADATA: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "png": ("Title", "Description", "Passport", {"Software": None}),
    "svg": ("Title", "Description", "Source", {"Date": None, "Creator": None}),
    "pdf": ("Title", "Subject", "Keywords", {"CreationDate": None, "Creator": None, "Producer": None}),
}
#: What stands between a figure's name and its ending -> width in inches: two columns of a journal, and one.
_WIDTHS = {"": FULL, "half.": HALF}
FORMATS = tuple(f"{part}{kind}" for part in _WIDTHS for kind in _METADATA)
#: What a page shows, the half width on a narrow screen; the others take most of the time, and are drawn where figures
#: are exported.
SHOWN = ("png", "svg", "half.svg")
#: Says, in a folder of figures, which formats are to be drawn there and where they were drawn before; without it all
#: are drawn.
_ASKED = ".asked"
_DPI = 300
#: Marks of an axes up to which each is a shape of its own in SVG and PDF: 10,000 of them are three megabytes.
MOST_SHAPES = 3_000
#: What hand coding can validate; where nobody coded, a caption says so.
_VALIDATED = frozenset({"balance", "contrast", "sentiment", "intensity", "coverage", "voice_share", "quoted_words"})
# SVG keeps letters as outlines: the picture is then the same on machines without the font. PDF embeds the font itself
# (type 42), so that its text can be searched, copied and edited.
_SAVING = STYLE | {"svg.hashsalt": "narrative", "svg.fonttype": "path", "pdf.fonttype": 42}


class SavedFigure:
    """A figure as a notebook shows it: the picture with its alternative text, and its caption."""

    def __init__(self, name: str, png: bytes, caption: str, alt: str) -> None:
        self.name, self.png, self.caption, self.alt = name, png, caption, alt

    def __repr__(self) -> str:
        return f"SavedFigure({self.caption!r})"

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png).decode()
        return (
            f'<figure id="{self.name}"><img src="data:image/png;base64,{data}" width="{round(96 * FULL)}" '
            f'alt="{html.escape(self.alt)}"><figcaption>{html.escape(self.caption)}</figcaption></figure>'
        )


def save_figure(
    draw: Callable[..., Axes | Figure],
    table: pd.DataFrame,
    name: str,
    folder: str | Path | None,
    passport: Passport,
    *,
    measure: str | tuple[str, ...],
    caption: str,
) -> SavedFigure:
    """Draw a chart at the widths of two columns (7.2 in) and of one (3.5 in) and save it flat in a folder.

    ``name.png`` (300 dpi), ``.svg`` and ``.pdf`` are as wide as two columns, ``name.half.png`` and so on as one;
    ``name.csv`` is the table, ``name.json`` the passport with caption and alternative text. An SVG says the numbers of
    each mark that is pointed at (`analysis.reports.figure.marks`). The pictures hold the
    passport too, as PNG text ``Passport``, SVG ``dc:source`` and PDF ``Keywords``. A folder may ask for some of the
    formats only, and name one that holds earlier figures: one with the same passport is taken from there (`ask_for`).

    Parameters
    ----------
    draw : callable
        Takes ``width`` in inches, such as ``partial(plot_balance, table, positive=..., negative=...)``.
    table : DataFrame
        The tidy table that is drawn; text that a spreadsheet might run is guarded.
    name : str
        Letters, digits, ``-`` and ``_`` only.
    folder : path or None
        None saves nothing: the figure is only shown.
    passport : Passport
        From `start_passport`; what is known of the figure alone is added to it.
    measure : str or tuple of str
        What is drawn, from `analysis.measures.MEASURES`: it says what n counts, and what its measured error is.
    caption : str
        One or two sentences: what is drawn, of how much, and how it was measured. What the picture leaves out is added
        (`analysis.charts.fit.said_beside`), the n of the table, and
        of how many of the articles that were read it is, as far as the table says (`count_articles`).

    Raises
    ------
    ReportError
        The name is not a plain file name, the measure is not known, or `draw` is a chart that is already drawn.
    """
    measures = (measure,) if isinstance(measure, str) else measure
    _check(draw, name, measures)
    content = csv_bytes(table)
    figure = draw(width=FULL)
    caption = " ".join(part for part in (caption, said_beside(figure)) if part)
    facts = _facts(table, name, passport, measures, caption) | {"table_sha256": hashlib.sha256(content).hexdigest()}
    texts = facts["caption"], facts["alt"], json.dumps(facts, sort_keys=True)
    if folder is None:
        shown = _pictures(figure, ("png",), texts)["png"]
        return SavedFigure(name, shown, facts["caption"], facts["alt"])
    formats, earlier = _read_asked(Path(folder))
    note = (json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
    files = _take(earlier, name, formats, note)
    for part, width in _WIDTHS.items() if not files else ():
        kinds = [kind for kind in _METADATA if f"{part}{kind}" in formats]
        if kinds:
            pictures = _pictures(figure if width == FULL else draw(width=width), kinds, texts)
            files |= {f"{part}{kind}": picture for kind, picture in pictures.items()}
    for kind, data in (files | {"csv": content, "json": note}).items():
        write_bytes(Path(folder) / f"{name}.{kind}", data)
    return SavedFigure(name, files["png"], facts["caption"], facts["alt"])


def ask_for(folder: Path, formats: Iterable[str], earlier: Path | None = None) -> None:
    """Say what figures are saved to a folder.

    Parameters
    ----------
    folder : Path
    formats : iterable of str
        Some of `FORMATS`, a PNG among them.
    earlier : Path, optional
        A folder of figures that were drawn before. One whose passport is what it would be now (table, code, versions
        and words) is not drawn again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    asked = {"formats": list(formats), "earlier": str(earlier or "")}
    (folder / _ASKED).write_text(json.dumps(asked), encoding="utf-8")


def forget_asked(folder: Path) -> None:
    """Take away what `ask_for` wrote, when all figures are saved."""
    (folder / _ASKED).unlink(missing_ok=True)


def _read_asked(folder: Path) -> tuple[tuple[str, ...], str]:
    place = folder / _ASKED
    if not place.is_file():
        return FORMATS, ""
    asked = json.loads(place.read_text(encoding="utf-8"))
    return tuple(asked["formats"]), str(asked["earlier"])


def _take(earlier: str, name: str, formats: Iterable[str], note: bytes) -> dict[str, bytes]:
    """Give the pictures of an earlier figure with the same passport, if there is one."""
    places = {kind: Path(earlier) / f"{name}.{kind}" for kind in (*formats, "json")} if earlier else {}
    if not places or not all(place.is_file() for place in places.values()):
        return {}
    found = {kind: place.read_bytes() for kind, place in places.items()}
    return found if found.pop("json") == note else {}


def _check(draw: object, name: str, measures: tuple[str, ...]) -> None:
    if not callable(draw):
        raise ReportError(
            f"`draw` must take a width, such as partial(plot_balance, table); found {type(draw).__name__}."
        )
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise ReportError(f"`name` of a figure must be letters, digits, - and _; found {name!r}.")
    for measure in measures:
        if measure not in MEASURES:
            raise ReportError(f"`measure` must be one of {', '.join(MEASURES)}; found {measure!r}.")


def _facts(
    table: pd.DataFrame, name: str, passport: Passport, measures: tuple[str, ...], caption: str
) -> dict[str, Any]:
    """Add to the passport what is known of this figure alone; a table of several measures has no n of its own."""
    measure = MEASURES[measures[0]]
    n = count_of(table, measure) if len(measures) == 1 else None
    n_articles = count_articles(table, measure, passport.outlets)
    is_part = n_articles is not None and n_articles < passport.n_articles
    articles = "{part} of the {n_articles:article} read" if is_part else "{n_articles:article}"
    if n is None:
        counted = articles + "."
    elif n_articles is None:
        counted = "n = {n} {counted}; {n_articles:article} {n_articles:was|were} read."
    else:
        counted = f"n = {{n}} {{counted}} in {articles}."
    counted = fill(counted, n=n, counted=name_counted(measure, n), part=n_articles, n_articles=passport.n_articles)
    if passport.validated == NOT_VALIDATED and not _VALIDATED.isdisjoint(measures):
        counted += f" {NOT_VALIDATED}"
    if len(passport.outlets) > 1 and any(UNEVEN in MEASURES[one].steps for one in measures):
        counted += f" {describe_uneven()}"
    if passport.selection:
        counted += f" Selected are articles {passport.selection}."
    return passport.as_dict() | {
        **hash_code(passport.notebook, name),
        "figure": name,
        "caption": printable(f"{caption} {counted}"),
        "alt": describe_chart(table, measures),
        "n": {"rows": len(table)} | ({} if n is None else {"n": n}),
        "measures": {one: f"{MEASURES[one].axis_label}; {MEASURES[one].source}" for one in measures},
        "measured_error": errors_of(measures, str(passport.parameters.get("method", ""))),
        "command": passport.command.replace("FIGURE", name),
    }


def _pictures(drawn: Axes | Figure, kinds: Iterable[str], texts: tuple[str, str, str]) -> dict[str, bytes]:
    """Draw a figure in each format; its layout is found once, so that all formats agree."""
    figure = drawn if isinstance(drawn, Figure) else drawn.get_figure(root=True)
    assert isinstance(figure, Figure)
    pictures = {}
    with mpl.style.context(["default", _SAVING]):
        engine = figure.get_layout_engine()
        if engine is not None:
            engine.execute(figure)  # what `draw_without_rendering` does before it draws for nothing
        figure.set_layout_engine(None)  # "none" would draw each format once more for a layout that is found
        _flatten(figure)
        for kind in kinds:
            buffer = BytesIO()
            *keys, clocks = _METADATA[kind]
            metadata = dict(zip(keys, texts, strict=True)) | clocks
            figure.savefig(buffer, format=kind, dpi=_DPI, metadata=metadata)
            pictures[kind] = buffer.getvalue()
            if kind == "svg":
                pictures[kind] = add_marks(pictures[kind], figure)
    return pictures


def _flatten(figure: Figure) -> None:
    """Let the marks of an axes stand as one picture in vector files where they are too many to be shapes each."""
    for ax in figure.axes:
        marks: list[Any] = [*ax.collections, *ax.lines, *ax.patches]
        if sum(map(_count_shapes, marks)) > MOST_SHAPES:
            for mark in marks:
                mark.set_rasterized(True)


def _count_shapes(mark: Any) -> int:
    if isinstance(mark, Collection):
        return max(len(np.asarray(mark.get_offsets())), len(mark.get_paths()))
    return len(np.asarray(mark.get_xdata())) if isinstance(mark, Line2D) else 1


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Write numbers with nine digits: sums in another order differ only beyond them."""
    return csv_text(table, float_format="%.9g").encode()
