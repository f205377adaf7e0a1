"""Run one notebook in a process of its own: papermill, then a page without code.

Papermill alone would call a run good whose kernel died or left early, so a run is only good if every code cell has
run and none of them shows an error.
"""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Characters of one cell's text that a notebook keeps.
MOST_OUTPUT = 5_000_000

#: Bytes of all rows of a table that stand as plain CSV beside a page.
MOST_ROWS = 2_000_000

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Run:
    """One notebook with the values of its parameters; ``name`` names its page, ``folder`` is its own.

    ``selected`` says of which articles it is (empty: of all).
    """

    name: str
    notebook: Path
    folder: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Seconds that it may take, and bytes of address space that each of its processes may use.
    time_limit: int = 600
    memory_limit: int = 4 << 30
    selected: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a run went: what failed in which cell (empty: nothing), and whether no cell had begun, so that it may be
    run again."""

    name: str
    error: str = ""
    never_began: bool = False


def run_notebook(run: Run) -> Outcome:
    """Run a notebook in its folder; leave ``<name>.ipynb`` and ``<name>.html`` there.

    The folder is the current one of this process meanwhile, so call this in a process of its own.
    """
    import nbformat

    run.folder.mkdir(parents=True, exist_ok=True)
    os.environ["IPYTHONDIR"] = str(run.folder / ".ipython")  # no history shared with other kernels
    made = run.folder / f"{run.name}.ipynb"
    limit_memory(run.memory_limit)
    with _inside(run.folder):
        stopped = _execute(run, made)
    if not made.is_file():
        return Outcome(run.name, stopped or "nothing was written", never_began=True)
    notebook = nbformat.read(made, as_version=4)
    error = find_failure(notebook.cells, stopped)
    if error and ("MemoryError" in error or _ran_out_of_memory(run.folder)):
        error += f" (out of memory; its limit is {run.memory_limit / 2**20:,.0f} MB)"
    _forget_times(notebook)
    cut_outputs(notebook, run.folder)
    keep_rows(notebook, run.folder)
    nbformat.write(notebook, made)
    if not error:
        from analysis.reports.pages import notebook_page, without_pictures

        page = notebook_page(notebook, title_of(run.notebook), selected=run.selected)
        page = without_pictures(page, {path.stem for path in (run.folder / "figures").glob("*.json")})
        (run.folder / f"{run.name}.html").write_text(page, encoding="utf-8")
    return Outcome(run.name, error, never_began=bool(stopped) and error == stopped)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Make a folder the current one and keep there what papermill and the kernel log; then let go of both.

    Windows neither moves a folder in which a process stands, nor takes away a file that one holds open.
    """
    before, errors = Path.cwd(), os.dup(2)
    os.chdir(folder)
    try:
        with Path("stderr.txt").open("wb") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(errors, 2)
        os.close(errors)
        os.chdir(before)


def limit_memory(limit: int) -> None:
    """Bound the address space of this process and of those that it will fork."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _ran_out_of_memory(folder: Path) -> bool:
    """Tell whether the last that a dead kernel wrote speaks of memory, as C and C++ libraries do when they give up."""
    said = (folder / "stderr.txt").read_bytes()[-2000:]
    return any(words in said for words in (b"bad_alloc", b"MemoryError", b"Cannot allocate memory", b"out of memory"))


def _execute(run: Run, made: Path) -> str:
    """Let papermill run the notebook; say why it ended early, if it did for another reason than a cell's error."""
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from analysis.reports.run.warm import NO_HISTORY, warm_kernel

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
                extra_arguments=[NO_HISTORY],  # to a kernel that is not forked
                **kernel,
            )
    except papermill.PapermillExecutionError:
        return ""  # the notebook itself says which cell failed, and how
    except DeadKernelError:
        return "kernel died"
    except CellTimeoutError:
        return "timeout"
    except OSError as error:
        return f"{error.strerror or error}: {error.filename or made} ({_size(made):,} bytes)"
    except Exception as error:  # whatever it is, the other runs go on
        return _plain(error)
    return ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def find_failure(cells: list[Any], stopped: str = "") -> str:
    """Name the first code cell that failed or never ran (from 1, as cells stand in the notebook); empty if none.

    Parameters
    ----------
    cells : list
        Of the executed notebook.
    stopped : str
        Why the run ended early, if it did: then the last cell that was begun is the one.

    Examples
    --------
    >>> begun = {"cell_type": "code", "source": "1", "outputs": [], "metadata": {"papermill": {"start_time": "now"}}}
    >>> find_failure([begun], "kernel died")
    'kernel died, cell 1'
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
    return f"{stopped}, cell {begun}" if stopped and begun else stopped


def find_stop(run: Run, stopped: str) -> str:
    """Say in which cell a run was when its process ended, from what it had written by then."""
    try:
        cells = json.loads((run.folder / f"{run.name}.ipynb").read_bytes())["cells"]
    except (OSError, ValueError, KeyError):
        return stopped
    return find_failure(cells, stopped)


def cut_outputs(notebook: Any, folder: Path, most: int = MOST_OUTPUT) -> None:
    """Cut text of cells that is longer than ``most`` characters, with a note; the whole is left in a file."""
    for number, cell in enumerate((cell for cell in notebook.cells if not _by_papermill(cell)), 1):
        for output in cell.get("outputs", ()):
            held, key = (output, "text") if "text" in output else (output.get("data", {}), "text/plain")
            text = "".join(held.get(key, ""))
            if len(text) > most:
                file = folder / f"output-of-cell-{number}.txt"
                with file.open("a", encoding="utf-8") as whole:
                    whole.write(text)
                held[key] = f"{text[:most]}\n[cut after {most:,} of {len(text):,} characters; all of it: {file.name}]\n"


def keep_rows(notebook: Any, folder: Path) -> None:
    """Put all rows of tables that are shown in part into files, ``rows-1.csv`` and so on; each table names its file.

    Large ones are packed: ``rows-1.csv.zip``.
    """
    at = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            rows = "".join(output.get("data", {}).pop("text/csv", ""))
            if rows and "text/html" in output["data"]:
                at += 1
                file = _write_rows(folder / f"rows-{at}.csv", rows.encode("utf-8", "replace"))
                markup = "".join(output["data"]["text/html"])
                output["data"]["text/html"] = markup.replace(
                    '<div class="table', f'<div data-rows="{file}" class="table', 1
                )


def _write_rows(path: Path, rows: bytes) -> str:
    """Write the rows of a table, packed where they are many; give the name of the file."""
    if len(rows) <= MOST_ROWS:
        path.write_bytes(rows)
        return path.name
    packed = path.with_name(f"{path.name}.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo(path.name), rows, zipfile.ZIP_DEFLATED)  # without a clock
    return packed.name


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
