"""A study's grid and the values of a command line -> runs with names; all of it checked before anything starts."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.reports.parameters import Declared, check_parameters, declared_parameters
from analysis.reports.selection import SELECTING, Selection
from analysis.reports.sentences.english import slug
from analysis.study import GridRow, Study
from analysis.validity.folder import is_answered

#: Parameters that a report sets itself.
OWN = ("study", "stored", "out")
#: The notebook of which nothing is left to show where nobody coded.
CODED = "08_validity"


def expand_grid(
    study: Study, notebooks: Path, parameters: Mapping[str, Any], only: Sequence[str] | None = None
) -> dict[str, GridRow]:
    """Name every run and hold its parameters to its notebook and study.

    Parameters
    ----------
    study : Study
        Its grid; an empty one runs each notebook once. The notebook of hand coding runs where something was coded, be
        it in the grid or not; elsewhere only if the grid or ``only`` names it, or a parameter ``coding`` is given.
    notebooks : Path
        The folder of the notebooks.
    parameters : mapping
        Values for every notebook that declares them, over those of the grid. A list for a parameter that is no list
        gives one run for each of its values, here as in the grid.
    only : sequence of str, optional
        Names of notebooks to keep.

    Raises
    ------
    ReportError
        A notebook or parameter is not known, or a value is not of its type or not of the study.
    StudyError
        A method of sentiment is not known or not installed.
    """
    known = {path.stem: path for path in sorted(notebooks.glob("*.ipynb"))}
    if not known:
        raise ReportError(f"Folder {notebooks} must hold the notebooks of a report; it holds none.")
    grid = study.grid or tuple(GridRow(notebook=name) for name in known if name != CODED)
    if CODED in known and all(row.notebook != CODED for row in grid):
        asks = CODED in (only or ()) or "coding" in parameters
        grid += (GridRow(notebook=CODED),) if asks or is_answered(study) else ()
    for name in [*(row.notebook for row in grid), *(only or ())]:
        if name not in known:
            raise ReportError(f"A notebook must be one of {', '.join(known)}; found `{name}`.")
    declared = {row.notebook: declared_parameters(known[row.notebook]) for row in grid}
    if only is not None:
        _check_only(only, tuple(declared))
    asked = declared if only is None else {name: declared[name] for name in only}
    allowed = sorted({name for names in asked.values() for name in names} - set(OWN))
    for name in [*parameters, *(name for row in grid for name in row.parameters if name in OWN)]:
        if name not in allowed:
            raise ReportError(f"Parameter `{name}` must be one of {', '.join(allowed) or 'none'}.")
    runs: list[GridRow] = []
    for row in grid:
        given = {name: value for name, value in parameters.items() if name in declared[row.notebook]}
        for values in _each({**row.parameters, **given}, declared[row.notebook]):
            checked = check_parameters(known[row.notebook], values)
            checked = {name: value for name, value in checked.items() if value is not None}  # as if it were not given
            _check_study(checked, study)
            run = GridRow(notebook=row.notebook, parameters=checked)
            runs += [run] if run not in runs else []
    rows = _named(runs)
    return {name: row for name, row in rows.items() if only is None or row.notebook in only}


def _check_only(only: Sequence[str], in_grid: Sequence[str]) -> None:
    """Refuse what would leave nothing to run: a report of no runs is no success."""
    if not only:
        raise ReportError(f"`only` must name a notebook of the grid, {', '.join(in_grid)}; it names none.")
    for name in only:
        if name not in in_grid:
            raise ReportError(f"`only` must name a notebook of the grid, {', '.join(in_grid)}; found `{name}`.")


def _each(values: Mapping[str, Any], declared: Mapping[str, Declared]) -> Iterator[dict[str, Any]]:
    """Take the values of a row one by one where several are given for one parameter."""

    def several(name: str, value: Any) -> bool:
        return isinstance(value, list) and bool(value) and name in declared and "list" not in declared[name].types

    choices = [value if several(name, value) else [value] for name, value in values.items()]
    for chosen in product(*choices):
        yield dict(zip(values, chosen, strict=True))


def _check_study(values: Mapping[str, Any], study: Study) -> None:
    """Hold the parameters that every notebook means alike to the study."""
    declared: dict[str, Mapping[str, Any]] = {"person": study.people, "axis": study.axes, "frame": study.frames}
    for name, allowed in declared.items():
        value = values.get(name)
        if isinstance(value, str) and value not in allowed:
            raise ReportError(f"Parameter `{name}` must be one of {', '.join(allowed) or 'none'}; found {value!r}.")
    if "method" in values:
        from analysis.sentiment.ladder import check_rung  # slow to import, and seldom asked for

        check_rung(values["method"])
    if "lexicon" in values:
        from analysis.sentiment.valences import check_lexicon

        check_lexicon(values["lexicon"])
    if "window" in values:
        from analysis.compare.tables.series import check_period

        check_period(values["window"])
    selection_of(values)


def selection_of(values: Mapping[str, Any]) -> Selection:
    """Give the selection of articles that a run's parameters make."""
    return Selection.read(**{name: values[name] for name in SELECTING if name in values})


def _named(runs: Sequence[GridRow]) -> dict[str, GridRow]:
    rows: dict[str, GridRow] = {}
    for run in runs:
        alone = sum(other.notebook == run.notebook for other in runs) == 1
        rows[_name(run.notebook, {} if alone else run.parameters, rows)] = run
    return rows


def _name(notebook: str, values: Mapping[str, Any], taken: Iterable[str]) -> str:
    """Name a run by its notebook and, where the grid runs it more than once, by its values.

    Examples
    --------
    >>> _name("05_person", {"person": "ana", "most": 3}, [])
    '05_person-ana-3'
    """
    ending = slug(" ".join(map(str, values.values())))
    name = f"{notebook}-{ending}" if ending else notebook
    if name not in taken:
        return name
    return f"{name}-{sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:8]}"


def check_environment(notebooks: Iterable[Path]) -> None:
    """Refuse a notebook whose kernel or packages are not here, by looking alone: nothing is imported.

    Raises
    ------
    ReportError
        Names the notebook and what is missing.
    """
    for path in notebooks:
        book = json.loads(path.read_text(encoding="utf-8"))
        kernel = book.get("metadata", {}).get("kernelspec", {}).get("name", "python3")
        if kernel != "python3" or not find_spec("ipykernel"):
            raise ReportError(f"Notebook {path.name} must have a kernel that is here, python3; found `{kernel}`.")
        for package in _imported(book["cells"]):
            if not find_spec(package):
                raise ReportError(f"Notebook {path.name} imports `{package}`, which is not installed.")


def _imported(cells: Iterable[Mapping[str, Any]]) -> list[str]:
    """Name the packages that code cells import at their outermost level; a cell that is no plain Python is left out."""
    found: dict[str, None] = {}
    for cell in cells:
        try:
            body = ast.parse("".join(cell["source"])).body if cell["cell_type"] == "code" else []
        except SyntaxError:
            continue
        for node in body:
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0]: None for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found[node.module.split(".")[0]] = None
    return list(found)
