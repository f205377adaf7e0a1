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
    import papermill

    run.folder.mkdir(parents=True, exist_ok=True)
    os.chdir(run.folder)
    os.environ["IPYTHONDIR"] = str(run.folder / ".ipython")  # no history shared with other kernels
    with Path("stderr.txt").open("wb") as file:
        os.dup2(file.fileno(), 2)  # what papermill and the kernel log is kept beside the run
    made = run.folder / f"{run.name}.ipynb"
    error = ""
    try:
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
        )
    except papermill.PapermillExecutionError:
        pass  # the failed cell is found in the notebook below, in its order on the page
    except Exception as stopped:  # a dead kernel, a time limit: whatever it is, the other runs go on
        error = _plain(stopped)
    if not made.is_file():
        return Outcome(run.name, error or "nothing was written")
    notebook = nbformat.read(made, as_version=4)
    failed = find_failure(notebook.cells)
    error = f"{failed}: {error}" if failed and error else failed or error
    _forget_times(notebook)
    nbformat.write(notebook, made)
    if not error:
        from analysis.reports.pages import notebook_page

        (run.folder / f"{run.name}.html").write_text(notebook_page(notebook, title_of(run.notebook)), encoding="utf-8")
    return Outcome(run.name, error)


def find_failure(cells: list[Any]) -> str:
    """Name the first code cell (counted from 1, as they stand in the notebook) that failed or never ran."""
    written = [cell for cell in cells if not _by_papermill(cell)]
    for number, cell in enumerate(written, 1):
        if cell["cell_type"] != "code":
            continue
        for output in cell["outputs"]:
            if output["output_type"] == "error":
                return f"cell {number}: {output['ename']}: {_COLOURS.sub('', output['evalue'])}"
        if cell["execution_count"] is None and "".join(cell["source"]).strip():
            return f"cell {number} did not run to its end"
    return ""


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
