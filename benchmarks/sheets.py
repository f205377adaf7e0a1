"""Contact sheets of every figure at five sizes of corpus: ``python -m benchmarks.sheets OUT [--corpus 3x60]``.

Each corpus is generated (`narrative demo`), read, and drawn by every notebook of its study's grid; the figures are set
side by side on pages of OUT, each under its name and inches, those taller than a page of a journal marked. Prints one
JSON object a corpus: seconds, figures, inches of the tallest. ``--narrow`` draws the figures of one column, ``--study
FOLDER`` those of a study of your own.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

from matplotlib.figure import Figure
from PIL import Image, ImageDraw

import analysis.reports.notebook as notebook
from analysis.charts.style import FULL, HALF
from analysis.corpus.demo import write_demo
from analysis.pipeline import read
from analysis.reports.figure.again import run_cells
from analysis.reports.figure.passport import NOTEBOOKS
from analysis.reports.run.grid import expand_grid
from analysis.study import read_study

__all__ = ["CORPORA", "TALLEST", "Drawn", "draw_all", "write_sheets"]

#: Outlets and articles of each corpus.
CORPORA = {"1x3": (1, 3), "3x6": (3, 6), "3x60": (3, 60), "20x400": (20, 400), "20x10000": (20, 10_000)}
#: Those that are drawn unless others are named: the last takes minutes.
USUAL = ("1x3", "3x6", "3x60", "20x400")
#: Inches of the tallest figure that a page of a journal has room for.
TALLEST = 9.0
_PAGE = (1312, 1312)
_GAP, _HEAD = 14, 16


class Drawn(NamedTuple):
    """One figure: its name, its inches, and its picture."""

    name: str
    width: float
    height: float
    picture: Image.Image


def draw_all(study: Path, *, width: float = FULL, only: tuple[str, ...] = ()) -> list[Drawn]:
    """Draw every figure of a study's grid at one width, in the order of its notebooks."""
    chosen = read_study(study)
    found: list[Drawn] = []

    def keep(draw: Callable[..., Any], table: Any, name: str, *_: Any, **__: Any) -> None:
        made = draw(width=width)
        figure = made if isinstance(made, Figure) else made.get_figure(root=True)
        buffer = BytesIO()
        figure.savefig(buffer, format="png", dpi=90)
        wide, high = (float(side) for side in figure.get_size_inches())
        found.append(Drawn(name, wide, high, Image.open(buffer).convert("RGB")))

    with TemporaryDirectory() as stored, patch.object(notebook, "save_figure", keep):
        read(chosen).write(stored)
        for row in expand_grid(chosen, NOTEBOOKS, {}, only or None).values():
            paths = {"study": str(chosen.path), "stored": stored, "out": None}
            run_cells(NOTEBOOKS / f"{row.notebook}.ipynb", {**row.parameters, **paths})
    return found


def write_sheets(figures: list[Drawn], out: Path, name: str) -> list[Path]:
    """Set figures side by side on as few pages as they need; give the files."""
    pages: list[Image.Image] = []
    x = y = low = 0
    for one in figures:
        picture = one.picture
        if picture.height > _PAGE[1] - _HEAD:  # it still says which one it is
            picture = picture.resize((max(picture.width * (_PAGE[1] - _HEAD) // picture.height, 1), _PAGE[1] - _HEAD))
        if x and x + picture.width > _PAGE[0]:
            x, y = 0, low + _GAP
        if not pages or y + _HEAD + picture.height > _PAGE[1]:
            pages.append(Image.new("RGB", _PAGE, "#b8b8bd"))
            x = y = low = 0
        pen = ImageDraw.Draw(pages[-1])
        is_tall = one.height > TALLEST
        said = f"{one.name}  {one.width:g} x {one.height:.1f} in{'  TOO TALL' if is_tall else ''}"
        pen.text((x, y + 2), said, fill="#c00000" if is_tall else "black")
        pages[-1].paste(picture, (x, y + _HEAD))
        x, low = x + picture.width + _GAP, max(low, y + _HEAD + picture.height)
    out.mkdir(parents=True, exist_ok=True)
    files = [out / f"{name}-{number}.png" for number in range(1, len(pages) + 1)]
    for file, page in zip(files, pages, strict=True):
        page.save(file)
    return files


def main(arguments: list[str] | None = None) -> None:
    """Write the sheets of each corpus that is named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sheets")
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", action="append", choices=CORPORA, help="may be given again")
    parser.add_argument("--study", type=Path, help="a study of your own instead")
    parser.add_argument("--only", action="append", default=[], metavar="NOTEBOOK")
    parser.add_argument("--narrow", action="store_true", help="as wide as one column")
    asked = parser.parse_args(arguments)
    width = HALF if asked.narrow else FULL
    for name in [asked.study.name] if asked.study else asked.corpus or USUAL:
        with TemporaryDirectory() as folder:
            study = asked.study or Path(folder)
            if not asked.study:
                outlets, articles = CORPORA[name]
                write_demo(study, outlets=outlets, articles=articles)
            begun = time.perf_counter()
            figures = draw_all(study, width=width, only=tuple(asked.only))
            seconds = round(time.perf_counter() - begun, 1)
        files = write_sheets(figures, asked.out, name + ("-half" if asked.narrow else ""))
        tall = {one.name: round(one.height, 1) for one in figures if one.height > TALLEST}
        said = {"corpus": name, "seconds": seconds, "figures": len(figures), "too_tall": tall, "pages": len(files)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
