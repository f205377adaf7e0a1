"""Run every notebook over the study's grid; write pages, figures, tables and an index, each file whole or absent."""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from analysis.corpus import write_quarantine
from analysis.errors import ReportError
from analysis.pipeline import read
from analysis.reading import Reading
from analysis.reports.execute import Outcome, Run, run_notebook, title_of
from analysis.reports.figures import FORMATS
from analysis.reports.methods import describe_methods
from analysis.reports.pages import index_page
from analysis.reports.parameters import check_parameters, declared_parameters
from analysis.reports.passport import NOTEBOOKS
from analysis.reports.room import write_room
from analysis.reports.warm import start_processes
from analysis.reports.words import slug
from analysis.study import GridRow, Study
from analysis.tables import write_whole

__all__ = ["ReportResult", "run_report"]

#: Parameters that a report sets itself.
OWN = ("study", "stored", "out")
#: The files of a figure.
PARTS = (*FORMATS, "csv", "json")


@dataclass(frozen=True)
class ReportResult:
    """What a report made: its index, its pages by name, its figures, and what failed (name -> cell and error)."""

    index: Path
    pages: tuple[Path, ...]
    figures: tuple[str, ...]
    failures: Mapping[str, str] = field(default_factory=dict)
    n_quarantined: int = 0

    @property
    def exit_code(self) -> int:
        """0 if all went well, 3 if a notebook failed or a record was set aside."""
        return 3 if self.failures or self.n_quarantined else 0


def run_report(
    study: Study,
    out: Path,
    *,
    figures: Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    only: Sequence[str] | None = None,
    articles: Any = None,
    jobs: int = 2,
    progress: Callable[[str], object] | None = None,
    **reading_options: Any,
) -> ReportResult:
    """Read a study once and run its notebooks on that Reading, each in a process of its own.

    Parameters
    ----------
    study : Study
        Its grid says which notebooks run with which parameters; an empty grid runs each notebook once.
    out : Path
        Folder that receives ``index.html``, ``room/``, ``pages/``, ``notebooks/``, ``figures/`` and ``tables/``.
    figures : Path, optional
        A second folder for the figures, such as the one that is committed.
    parameters : mapping, optional
        Values for every notebook that declares them, over those of the grid.
    only : sequence of str, optional
        Names of notebooks to run; the others are left as they are.
    articles : optional
        As in `analysis.read`; ``reading_options`` too.
    jobs : int
        Notebooks that run at a time.
    progress : callable, optional
        Called with the name of each notebook that is done.

    Raises
    ------
    ReportError
        A notebook or parameter is not known or of the wrong type. Nothing has started then.
    StudyError
        The study or its articles cannot be read.
    """
    rows = _rows(study, parameters or {}, only)
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    processes = start_processes()  # they import in the background while the study is read
    reading = read(study, articles, **reading_options)
    with tempfile.TemporaryDirectory(dir=out, prefix=".part-", ignore_cleanup_errors=True) as part:
        stored = Path(part) / "tables"
        reading.write(stored)
        own = {"study": str(study.path), "stored": str(stored)}
        runs = [_run(name, row, own, Path(part) / "runs" / name) for name, row in rows.items()]
        outcomes = _run_all(runs, jobs, processes, progress)
        failures = {run.name: outcomes[run.name].error for run in runs if outcomes[run.name].error}
        made = {run.name: run.folder for run in runs if run.name not in failures}
        drawn = _deliver(made, stored, out, figures)
    write_quarantine(reading, out / "tables")
    write_room(reading, out / "room", home="../index.html")
    if only is None and not failures:
        _sweep([out / "figures", *([figures] if figures else [])], drawn)
    index = _write_index(reading, _rows(study, parameters or {}, None), failures, out)
    pages = tuple(out / "pages" / f"{name}.html" for name in made)
    return ReportResult(index, pages, tuple(drawn), failures, len(reading.quarantine))


def _rows(study: Study, parameters: Mapping[str, Any], only: Sequence[str] | None) -> dict[str, GridRow]:
    """Name every run and hold its parameters to its notebook, before anything starts."""
    known = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    grid = study.grid or tuple(GridRow(notebook=name) for name in known)
    for name in [*(row.notebook for row in grid), *(only or ())]:
        if name not in known:
            raise ReportError(f"A notebook must be one of {', '.join(known) or 'none'}; found `{name}`.")
    declared = {row.notebook: declared_parameters(known[row.notebook]) for row in grid}
    allowed = sorted({name for names in declared.values() for name in names} - set(OWN))
    for name in [*parameters, *(name for row in grid for name in row.parameters if name in OWN)]:
        if name not in allowed:
            raise ReportError(f"Parameter `{name}` must be one of {', '.join(allowed) or 'none'}.")
    rows: dict[str, GridRow] = {}
    for row in grid:
        given = {name: value for name, value in parameters.items() if name in declared[row.notebook]}
        values = check_parameters(known[row.notebook], {**row.parameters, **given})
        alone = sum(other.notebook == row.notebook for other in grid) == 1
        rows[_name(row.notebook, {} if alone else values, rows)] = GridRow(notebook=row.notebook, parameters=values)
    return {name: row for name, row in rows.items() if only is None or row.notebook in only}


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


def _run(name: str, row: GridRow, own: Mapping[str, str], folder: Path) -> Run:
    notebook = NOTEBOOKS / f"{row.notebook}.ipynb"
    paths = {**own, "out": str(folder / "figures")}
    declared = declared_parameters(notebook)
    return Run(name, notebook, folder, {**{key: paths[key] for key in paths if key in declared}, **row.parameters})


def _run_all(
    runs: Sequence[Run], jobs: int, processes: BaseContext, progress: Callable[[str], object] | None
) -> dict[str, Outcome]:
    """Run each notebook in a fresh process, `jobs` at a time; a process that dies fails only its own run."""
    outcomes: dict[str, Outcome] = {}
    left = list(runs)
    while left:
        with ProcessPoolExecutor(min(jobs, len(left)), mp_context=processes, max_tasks_per_child=1) as pool:
            futures = {pool.submit(run_notebook, run): run.name for run in left}
            for future in as_completed(futures):
                name, error = futures[future], future.exception()
                if isinstance(error, BrokenExecutor):
                    continue
                outcomes[name] = Outcome(name, error=f"{type(error).__name__}: {error}") if error else future.result()
                if progress:
                    progress(name)
        # A process that dies takes the pool with it. What was not done runs again, one at a time: then the first
        # that is missing is the one that died.
        left = [run for run in left if run.name not in outcomes]
        if left and jobs == 1:
            outcomes[left[0].name] = Outcome(left[0].name, error="its process ended before it was done")
            left = left[1:]
        jobs = 1
    return outcomes


def _deliver(made: Mapping[str, Path], stored: Path, out: Path, figures: Path | None) -> list[str]:
    """Move what was made to its place, file by file; give the names of the figures."""
    for source in sorted(stored.iterdir()):
        _put(source, out / "tables" / source.name)
    drawn: list[str] = []
    for name, folder in made.items():
        _put(folder / f"{name}.html", out / "pages" / f"{name}.html")
        _put(folder / f"{name}.ipynb", out / "notebooks" / f"{name}.ipynb", (str(stored.parent), str(out)))
        for passport in sorted((folder / "figures").glob("*.json")):
            figure = passport.stem if passport.stem not in drawn else f"{passport.stem}-{name}"
            drawn.append(figure)
            for target in [out / "figures", *([figures] if figures else [])]:
                for kind in PARTS:
                    _put(passport.with_suffix(f".{kind}"), target / f"{figure}.{kind}")
    return drawn


def _put(source: Path, target: Path, moved: tuple[str, str] = ("", "")) -> None:
    """Copy a file whole; a notebook's parameters name where its tables stand now, not where they stood."""
    content = source.read_bytes()
    if moved[0]:
        content = content.replace(moved[0].encode(), moved[1].encode())
    write_whole(target, lambda file: file.write(content))


def _sweep(folders: Iterable[Path], drawn: Sequence[str]) -> None:
    """Take away figures of an earlier report that this one no longer makes; other files are left alone."""
    for folder in folders:
        for passport in folder.glob("*.json"):
            if passport.stem not in drawn and all(passport.with_suffix(f".{kind}").is_file() for kind in PARTS):
                for kind in PARTS:
                    passport.with_suffix(f".{kind}").unlink()


def _page_of(facts: Mapping[str, Any], rows: Mapping[str, GridRow]) -> str:
    """Name the run that drew a figure: of the runs of its notebook, the one whose parameters its passport holds."""

    def agreement(name: str) -> int:
        return sum(facts["parameters"].get(key) == value for key, value in rows[name].parameters.items())

    return max((name for name, row in rows.items() if row.notebook == facts["notebook"]), key=agreement, default="")


def _write_index(reading: Reading, rows: Mapping[str, GridRow], failures: Mapping[str, str], out: Path) -> Path:
    """Write the front page of what stands in the folder."""
    pages = [
        {"name": name, "title": title_of(NOTEBOOKS / f"{row.notebook}.ipynb"), "error": failures.get(name, "")}
        for name, row in rows.items()
        if name in failures or (out / "pages" / f"{name}.html").is_file()
    ]
    passports = [json.loads(path.read_bytes()) | {"name": path.stem} for path in (out / "figures").glob("*.json")]
    figures = [
        {
            "name": facts["name"],
            "caption": facts["caption"],
            "page": _page_of(facts, {page["name"]: rows[page["name"]] for page in pages}),
            "data": base64.b64encode((out / "figures" / f"{facts['name']}.png").read_bytes()).decode(),
        }
        for facts in sorted(passports, key=lambda facts: (facts["notebook"], facts["name"]))
    ]
    tables = sorted(path.stem for path in (out / "tables").glob("*.parquet"))
    page = index_page(reading, pages, figures, tables=tables, methods=describe_methods(reading))
    return write_whole(out / "index.html", lambda file: file.write(page.encode()))
