"""Make a figure again from its passport, and say what differs between then and now."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.errors import ReportError
from analysis.reading import Reading
from analysis.reports.figure.code import draws, name_figures, saving_call
from analysis.reports.figure.passport import NOTEBOOKS, open_passport
from analysis.reports.figure.save import FORMATS
from analysis.reports.parameters import check_parameters
from analysis.reports.sentences.english import fill
from analysis.study import Study
from analysis.tables import write_bytes

__all__ = ["TOLERANCE", "compare_figures", "hold_tables", "make_figure", "read_passport", "run_cells"]

#: How far a measured value may lie from the one of another machine: the small encoder's arithmetic rounds elsewhere.
TOLERANCE = 0.002

#: What a passport must say for its figure to be made again, and of what type.
_NEEDED = {
    "study": str,
    "study_sha256": str,
    "articles": str,
    "n_articles": int,
    "notebook": str,
    "notebook_sha256": str,
    "parameters": dict,
    "charts": str,
    "code": str,
    "versions": dict,
    "figure": str,
    "table_sha256": str,
}
#: Hashes of a passport and what each is the hash of.
_HASHES = {
    "study_sha256": "study file",
    "articles": "articles",
    "notebook_sha256": "notebook",
    "charts": "code that draws it",
    "code": "code that makes its table",
}
#: Parameters that a passport never sets.
_PATHS = ("study", "stored", "out")
#: Rows of a table that are shown as different.
_MOST = 5


def read_passport(path: Path, study: Study) -> dict[str, Any]:
    """Read a figure's passport, and hold it to what is needed to make the figure again.

    Parameters
    ----------
    path : Path
        A JSON file of at most 1 MB.
    study : Study
        That it must be of.

    Raises
    ------
    ReportError
        It is no passport, or one of another study, or its notebook or a parameter is not known here.
    """
    facts = open_passport(path, _NEEDED)
    if facts["study"] != study.id:
        raise ReportError(
            f"The study must be `{facts['study']}`, as {path} says; found `{study.id}` (name it with --study)."
        )
    known = [notebook.stem for notebook in sorted(NOTEBOOKS.glob("*.ipynb"))]
    if facts["notebook"] not in known:
        raise ReportError(f"The notebook of {path} must be one of {', '.join(known) or 'none'}.")
    for name in _PATHS:
        if name in facts["parameters"]:
            raise ReportError(f"{path} must not set `{name}`: no path is part of a passport.")
    checked = check_parameters(NOTEBOOKS / f"{facts['notebook']}.ipynb", facts["parameters"])
    return {**facts, "parameters": checked}


def make_figure(facts: Mapping[str, Any], reading: Reading, out: Path) -> dict[str, Any]:
    """Run the cells of a passport's notebook on a Reading; give the passport of the figure that it draws now.

    Parameters
    ----------
    facts : mapping
        From `read_passport`.
    reading : Reading
        Of the study that the passport names.
    out : Path
        Folder that receives the figure.

    Raises
    ------
    ReportError
        The notebook no longer draws the figure.
    """
    figure = facts["figure"]
    notebook = NOTEBOOKS / f"{facts['notebook']}.ipynb"
    with TemporaryDirectory() as folder:
        tables, drawn = reading.stored or Path(folder) / "tables", Path(folder) / "figures"
        if reading.stored is None:
            reading.write(tables, csv=False)
        own = {"study": str(reading.study.path), "stored": str(tables.resolve()), "out": str(drawn)}
        run_cells(notebook, {**facts["parameters"], **own}, [figure])
        made = {file.name: file.read_bytes() for file in drawn.glob("*")}
    kept = [f"{figure}.{kind}" for kind in (*FORMATS, "csv", "json")]
    if not set(kept) <= set(made):
        names = ", ".join(sorted(name_figures(notebook)))
        raise ReportError(f"Notebook {facts['notebook']} must draw `{figure}`; it draws {names or 'none'}.")
    for name in kept:
        write_bytes(out / name, made[name])
    now: dict[str, Any] = json.loads(made[f"{figure}.json"])
    return now


def run_cells(notebook: Path, values: Mapping[str, Any], figures: Collection[str] | None = None) -> None:
    """Run a notebook's cells here, without a kernel; the values follow its cell of parameters.

    Parameters
    ----------
    notebook : Path
    values : mapping
        Of its parameters.
    figures : collection of str
        Names of the figures that are drawn; what they do not need (others, tables, sentences) is passed over. None
        passes nothing over.
    """
    names: dict[str, Any] = {}
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    codes = [ast.parse("".join(cell["source"]) if cell["cell_type"] == "code" else "") for cell in cells]
    if figures is not None:
        _keep_needed(codes, figures)
    for number, (cell, code) in enumerate(zip(cells, codes, strict=True), 1):
        exec(compile(code, f"{notebook.name}, cell {number}", "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(values)


def _keep_needed(codes: Sequence[ast.Module], figures: Collection[str]) -> None:
    """Leave in cells the calls that save some figures, and before them what binds the names that they need."""
    needed: set[str] = set()
    for code in reversed(codes):
        kept = []
        for node in reversed(code.body):
            call = saving_call(node)
            is_saved = call is not None and any(draws(call, figure) for figure in figures)
            used = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
            bound = {one.id for one in used if isinstance(one.ctx, ast.Store)}
            bound |= {one.asname or one.name for one in ast.walk(node) if isinstance(one, ast.alias)}
            if is_saved or (bound & needed and not isinstance(node, ast.Expr)):
                needed |= {one.id for one in used if isinstance(one.ctx, ast.Load)}
                kept.append(node)
        code.body = kept[::-1]


def compare_figures(then: Mapping[str, Any], now: Mapping[str, Any], old: Path, new: Path) -> list[str]:
    """Say what differs between two passports of a figure, one line each; what their tables hold comes last.

    Parameters
    ----------
    then, now : mapping
        The passports.
    old, new : Path
        The tables; without the old one no row can be named.
    """
    lines = [f"the {what} changed" for key, what in _HASHES.items() if then[key] != now[key]]
    if then["n_articles"] != now["n_articles"]:
        lines.append(fill("articles: {m} then, {n} now", m=then["n_articles"], n=now["n_articles"]))
    names = sorted({*then["versions"], *now["versions"]})
    pairs = [(name, then["versions"].get(name, "none"), now["versions"].get(name, "none")) for name in names]
    lines += [f"{name}: {before} then, {after} now" for name, before, after in pairs if before != after]
    if hold_tables(old, new, then["table_sha256"]) is None:
        lines += _changed_rows(old, new, then["table_sha256"])
    return lines


def hold_tables(old: Path, new: Path, table_sha256: str) -> float | None:
    """Hold a table to an old one: counts, offsets and words to the byte, measured values to `TOLERANCE`.

    Measured values are those of a column with a decimal point in it that is no count (``n``, ``n_…``).

    Parameters
    ----------
    old, new : Path
        The tables.
    table_sha256 : str
        Hash of the old one; where the file is another, only an equal table can be held to it.

    Returns
    -------
    float or None
        The largest difference of a measured value, 0 if the tables are identical; None if they are different.
    """
    if hashlib.sha256(new.read_bytes()).hexdigest() == table_sha256:
        return 0.0
    if not _is_table(old, table_sha256):
        return None
    (head, *before), (head_now, *after) = _rows(old), _rows(new)
    if head != head_now or len(before) != len(after):
        return None
    largest = 0.0
    for name, then, now in zip(head, zip(*before, strict=True), zip(*after, strict=True), strict=True):
        if then == now:
            continue
        if name == "n" or name.startswith("n_") or not any("." in cell for cell in then + now):
            return None
        try:
            differences = [abs(float(a) - float(b)) for a, b in zip(then, now, strict=True) if a != b]
        except ValueError:  # an empty cell, or words
            return None
        largest = max(largest, *differences)
    return largest if largest <= TOLERANCE else None


def _is_table(path: Path, table_sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == table_sha256


def _changed_rows(old: Path, new: Path, table_sha256: str) -> list[str]:
    """Show the rows that only one of two tables holds."""
    if not _is_table(old, table_sha256):
        return [f"which rows differ is not known: the table of the passport is not beside it as {old.name}"]
    before, after = (Counter(_rows(path)) for path in (old, new))
    lines = []
    for mark, only, what in (("-", before - after, "then"), ("+", after - before, "now")):
        rows = list(only.elements())
        lines += [f"{mark} {', '.join(row)}" for row in rows[:_MOST]]
        if len(rows) > _MOST:
            lines.append(fill("{mark} and {n:more row} {what}", mark=mark, n=len(rows) - _MOST, what=what))
    return lines


def _rows(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]
