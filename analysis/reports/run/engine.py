"""Steps -> pytask, which knows their order and what is done by the hashes of its nodes, and runs them in parallel.

Each step runs in a thread of pytask-parallel, which only waits for a process (`analysis.reports.run.processes`); what
pytask keeps lies in the folder of the report. A step whose record does not hold has no state, so that pytask, which
compares every input with what it saw last too, makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.reports.run.records import hash_text

__all__ = ["Task", "run_tasks"]


@dataclass(frozen=True)
class Task:
    """One step for the engine: hashes of its inputs, names of the steps before it, its state, and what makes it."""

    name: str
    inputs: Mapping[str, str]
    after: tuple[str, ...]
    state: Callable[[], str | None]
    make: Callable[[], None]


@dataclass
class _Node:
    """A node whose state is a hash; pytask's own nodes would look at the times of files."""

    name: str
    find: Callable[[], str | None]
    attributes: dict[Any, Any] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        return hash_text(self.name)

    def state(self) -> str | None:
        return self.find()

    def load(self, is_product: bool = False) -> None:
        return None

    def save(self, value: Any) -> None:
        return None


def run_tasks(tasks: Sequence[Task], folder: Path, jobs: int) -> dict[str, BaseException]:
    """Make what is not made, `jobs` at a time; a step that fails stops those after it only.

    Parameters
    ----------
    tasks : sequence of Task
    folder : Path
        Receives pytask's own files.
    jobs : int

    Returns
    -------
    dict of str to BaseException
        What failed, by name; steps that were not begun because one before them failed are not in it.

    Raises
    ------
    ReportError
        The engine could not keep its state.
    """
    import pytask
    from pytask_parallel import ParallelBackend

    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "pytask.toml"
    settings.write_text("[tool.pytask.ini_options]\n", encoding="utf-8")
    # A quiet console would still lay out what it does not show: an error in the engine, with every local value.
    pytask.console.quiet = True
    vars(pytask.console)["print"] = lambda *objects, **options: None
    order = {task.name: _Node(f"after {task.name}", lambda: "0") for task in tasks}
    session = pytask.build(
        tasks=[_task(task, order, pytask.TaskWithoutPath) for task in tasks],
        config=settings,
        paths=folder,
        database_url="sqlite://",
        capture="no",
        show_traceback=False,
        verbose=0,
        n_workers=jobs,
        parallel_backend=ParallelBackend.THREADS,
    )
    reports = {report.task.name: report for report in session.execution_reports}
    failed = {
        name: report.exc_info[1]
        for name, report in reports.items()
        if report.outcome == pytask.TaskOutcome.FAIL and report.exc_info and report.exc_info[1]
    }
    if session.exit_code not in (pytask.ExitCode.OK, pytask.ExitCode.FAILED) or (
        session.exit_code == pytask.ExitCode.FAILED and not failed
    ):
        raise ReportError(f"The batch could not be carried out: its state in {folder} cannot be read or written.")
    return failed


def _task(task: Task, order: Mapping[str, _Node], kind: Any) -> Any:
    """Make pytask's task: its inputs and what comes before it as nodes, its record as its product."""

    def make(**nodes: Any) -> None:
        task.make()

    inputs = {
        f"input_{at}": _Node(f"{task.name}: {name}", _given(value))
        for at, (name, value) in enumerate(task.inputs.items())
    }
    before = {f"after_{at}": order[name] for at, name in enumerate(task.after)}
    return kind(
        name=task.name,
        function=make,
        depends_on={**inputs, **before},
        produces={"record": _Node(f"{task.name}: record", task.state), "order": order[task.name]},
    )


def _given(value: str) -> Callable[[], str]:
    return lambda: value or "none"
