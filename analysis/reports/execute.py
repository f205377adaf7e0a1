"""Run one notebook in a process of its own: papermill, then a page without code.

Papermill alone would call a run good whose kernel died or left early, so a run is only good if every code cell has
run and none of them shows an error.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Outcome", "Run", "find_failure", "run_notebook", "title_of"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Run:
    """One notebook with the values of its parameters; ``name`` names its page, ``folder`` is its own."""

    name: str
    notebook: Path
    folder: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    time_limit: int = 600


@dataclass(frozen=True)
class Outcome:
    """How a run went: what failed in which cell (empty: nothing)."""

    name: str
    error: str = ""


def run_notebook(run: Run) -> Outcome:
    """Run a notebook in its folder; leave ``<name>.ipynb`` and ``<name>.html`` there.

    The folder becomes the current one of this process, so call this in a process of its own.
    """
    import nbformat

    run.folder.mkdir(parents=True, exist_ok=True)
    os.chdir(run.folder)
    os.environ["IPYTHONDIR"] = str(run.folder / ".ipython")  # no history shared with other kernels
    with Path("stderr.txt").open("wb") as file:
        os.dup2(file.fileno(), 2)  # what papermill and the kernel log is kept beside the run
    made = run.folder / f"{run.name}.ipynb"
    error = _execute(run, made)
    if not made.is_file():
        return Outcome(run.name, error or "nothing was written")
    notebook = nbformat.read(made, as_version=4)
    error = find_failure(notebook.cells, error)
    _forget_times(notebook)
    nbformat.write(notebook, made)
    if not error:
        from analysis.reports.pages import notebook_page

        (run.folder / f"{run.name}.html").write_text(notebook_page(notebook, title_of(run.notebook)), encoding="utf-8")
    return Outcome(run.name, error)


def _execute(run: Run, made: Path) -> str:
    """Let papermill run the notebook; say why it ended early, if it did for another reason than a cell's error."""
    import papermill

    from analysis.reports.warm import warm_kernel

    try:
        with warm_kernel() as kernel:
            papermill.execute_notebook(
                run.notebook,
                made,
                run.parameters,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                start_timeout=120,
                execution_timeout=run.time_limit,
                cwd=run.folder,
                **kernel,
            )
    except papermill.PapermillExecutionError:
        return ""  # the notebook itself says which cell failed, and how
    except Exception as stopped:  # a dead kernel, a time limit: whatever it is, the other runs go on
        return _plain(stopped)
    return ""


def find_failure(cells: list[Any], stopped: str = "") -> str:
    """Name the first code cell that failed or never ran (from 1, as cells stand in the notebook); empty if none.

    Parameters
    ----------
    cells : list
        Of the executed notebook.
    stopped : str
        Why the run ended early, if it did: then the last cell that was begun is the one.
    """
    begun = 0
    for number, cell in enumerate((cell for cell in cells if not _by_papermill(cell)), 1):
        if cell["cell_type"] != "code" or not "".join(cell["source"]).strip():
            continue
        for output in cell["outputs"]:
            if output["output_type"] == "error":
                return f"cell {number}: {output['ename']}: {_COLOURS.sub('', output['evalue'])}"
        if cell["metadata"].get("papermill", {}).get("start_time"):
            begun = number
        elif not stopped:
            return f"cell {number} did not run"
    return f"cell {begun}: {stopped}" if stopped else ""


def title_of(notebook: Path) -> str:
    """Give a notebook's first heading, or else its name."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("# "):
            return "".join(cell["source"]).splitlines()[0][2:].strip()
    return notebook.stem


def _by_papermill(cell: Any) -> bool:
    return bool({"papermill-error-cell-tag", "injected-parameters"} & set(cell["metadata"].get("tags", [])))


def _plain(error: Exception) -> str:
    return f"{type(error).__name__}: {_COLOURS.sub('', str(error)).strip()}"[:500]


def _forget_times(notebook: Any) -> None:
    """Take out clocks and this machine's paths, so that the same run leaves the same bytes."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
        if "injected-parameters" in cell["metadata"].get("tags", []):
            cell["id"] = "injected"
