"""Run every notebook over the study's grid: only what is not done, each run by itself, everything whole or absent."""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.lock import hold_folder
from analysis.reports.figure.passport import NOTEBOOKS
from analysis.reports.parameters import declared_parameters
from analysis.reports.run.engine import Task, run_tasks
from analysis.reports.run.execute import Outcome, Run, find_stop
from analysis.reports.run.grid import OWN, check_environment, expand_grid
from analysis.reports.run.plan import Plan, make_plan, one_selection
from analysis.reports.run.processes import Died, Processes, TimedOut
from analysis.reports.run.records import STATE, Step, read_record
from analysis.reports.run.steps import run_step, select_reading, store_reading, write_site
from analysis.study import Study

__all__ = ["DELIVERED", "OWN", "Limits", "ReportResult", "Stopped", "explain_report", "run_report"]

#: The folders that a report writes in its own.
DELIVERED = ("files", "figures", "notebooks", "pages", "room", "tables")
#: Times that a run is begun where its process is killed or its kernel does not start.
_ATTEMPTS = 3


@dataclass(frozen=True)
class Limits:
    """What each run may use: seconds, and bytes of address space, of which the libraries alone take one or two GB."""

    seconds: int = 600
    memory: int = 6 << 30


@dataclass(frozen=True)
class ReportResult:
    """What a report made: its index, its pages, its figures, what failed (name -> error and cell), what ran now."""

    index: Path
    pages: tuple[Path, ...]
    figures: tuple[str, ...]
    failures: Mapping[str, str] = field(default_factory=dict)
    n_quarantined: int = 0
    ran: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 if all went well, 3 if a notebook failed or a record was set aside."""
        return 3 if self.failures or self.n_quarantined else 0


class Stopped(KeyboardInterrupt):
    """A report was ended by a signal; what was done by then stays done."""

    def __init__(self, number: int, done: int, total: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}: {done} of {total} runs are done")
        self.exit_code = 128 + number


def explain_report(
    study: Study,
    out: Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    only: Sequence[str] | None = None,
    articles: Any = None,
    figures: Path | None = None,
    **reading_options: Any,
) -> dict[str, list[str]]:
    """Say which steps `run_report` would take, and why; takes none and writes nothing.

    Parameters
    ----------
    study, out, parameters, only, articles, figures
        As in `run_report`.
    """
    asked, source = (parameters or {}, only), (articles, reading_options)
    plan = make_plan(study, Path(out).resolve(), NOTEBOOKS, asked, source, keep=False, exported=figures is not None)
    return plan.reasons()


def run_report(
    study: Study,
    out: Path,
    *,
    figures: Path | None = None,
    parameters: Mapping[str, Any] | None = None,
    only: Sequence[str] | None = None,
    articles: Any = None,
    jobs: int = 2,
    limits: Limits | None = None,
    begun: Callable[[int], object] | None = None,
    progress: Callable[[str], object] | None = None,
    **reading_options: Any,
) -> ReportResult:
    """Read a study once and run its notebooks on that Reading, each in a process of its own, as far as not done before.

    Parameters
    ----------
    study : Study
        Its grid says which notebooks run with which parameters; an empty grid runs each notebook once.
    out : Path
        Folder that receives ``index.html``, ``room/``, ``pages/``, ``notebooks/``, ``figures/``, ``tables/``, in
        ``files/`` what else a notebook wrote to its folder, and in ``.batch/`` the records of what is done.
    figures : Path, optional
        A second folder for the figures, such as the one that is committed: they are drawn in every format and at both
        widths then, not only as pages show them (`analysis.reports.figure.save.SHOWN`).
    parameters : mapping, optional
        Values for every notebook that declares them, over those of the grid; a list runs each of its values.
    only : sequence of str, optional
        Names of notebooks to run; the others are left as they are.
    articles : optional
        As in `analysis.read`; ``reading_options`` too.
    jobs : int
        Notebooks that run at a time.
    limits : Limits, optional
        Of each run.
    begun : callable, optional
        Called with the number of runs that are to be made, before the first.
    progress : callable, optional
        Called with the name of each run that was done now, or failed.

    Raises
    ------
    ReportError
        A notebook or parameter is not known or of the wrong type, or another report writes to the folder. Nothing has
        started then.
    StudyError
        The study or its articles cannot be read.
    Stopped
        A signal came. What is done stays done; the same call does the rest.
    """
    out, figures = Path(out).resolve(), figures and Path(figures).resolve()
    asked, source = (parameters or {}, only), (articles, reading_options)
    one_selection(expand_grid(study, NOTEBOOKS, *asked), NOTEBOOKS)  # refused before anything is written
    with _named_if_full(out), hold_folder(out / STATE):
        plan = make_plan(study, out, NOTEBOOKS, asked, source, keep=True, exported=figures is not None)
        to_do = plan.reasons()
        if not to_do and not plan.reasons_of(plan.site({}, figures)):
            return _result(plan, {}, ())
        check_environment(plan.notebook(plan.rows[name]) for name in to_do if name in plan.rows)
        _sweep_parts(out)
        if begun:
            begun(sum(name in plan.runs for name in to_do))
        return _make(plan, figures, jobs, limits or Limits(), progress)


def _make(
    plan: Plan, figures: Path | None, jobs: int, limits: Limits, progress: Callable[[str], object] | None
) -> ReportResult:
    """Make every step that is not done, then what a reader opens."""
    processes = Processes()
    ran: list[str] = []

    def done(name: str) -> None:
        ran.append(name)
        if progress:
            progress(name)

    with _stopped_by_signals(processes, plan):
        failures = run_tasks(_tasks(plan, processes, limits, done), jobs)
        for name in set(failures) - set(plan.rows):
            raise ReportError(f"The articles could not be read: {failures[name]}") from failures[name]
        errors = {name: str(failures[name]) for name in plan.rows if name in failures}
        site = plan.site(errors, figures)
        if plan.reasons_of(site):
            shown = plan.shown(), errors, plan.notebooks, figures, plan.is_whole
            _call(processes, write_site, site, plan.study, *shown, plan.reading.name, plan.selection.key)
    shutil.rmtree(plan.out / STATE / "part", ignore_errors=True)
    return _result(plan, errors, tuple(ran))


def _call(processes: Processes, work: Callable[..., object], *what: Any, **options: Any) -> None:
    """Work in a process, and begin again where it is killed."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            processes.call(work, *what, **options)
            return
        except Died as error:
            if processes.stopped or attempt == _ATTEMPTS:
                raise ReportError(
                    f"{str(error)[:1].upper()}{str(error)[1:]}, {attempt} times (out of memory?)."
                ) from error


def _tasks(plan: Plan, processes: Processes, limits: Limits, done: Callable[[str], object]) -> list[Task]:
    """Put every stored Reading and every run that is not done as a task of the engine."""

    def task(step: Step, after: tuple[str, ...], make: Callable[[], object]) -> Task:
        def unless_done() -> None:
            if plan.reasons_of(step):
                make()

        return Task(step.name, after, unless_done)

    whole = plan.tables
    tasks = [
        task(
            whole,
            (),
            partial(_call, processes, store_reading, whole, plan.study, plan.source, plan.options, is_first=True),
        )
    ]
    for step in list(plan.readings.values())[1:]:
        tasks.append(task(step, ("tables",), partial(_call, processes, select_reading, step, plan.study, whole.place)))
    for step in plan.runs.values():
        tasks.append(task(step, (plan.reading.name,), partial(_run, plan, step, processes, limits, done)))
    return tasks


def _run(plan: Plan, step: Step, processes: Processes, limits: Limits, done: Callable[[str], object]) -> None:
    """Run a notebook in a process; begin again where it was killed, or its kernel did not start (a port was taken)."""
    row, figures = plan.rows[step.name], step.part / "figures"
    notebook = plan.notebook(row)
    own = dict(zip(OWN, map(str, (plan.study.path, plan.reading.place, figures)), strict=True))
    declared = declared_parameters(notebook)
    values = {name: value for name, value in own.items() if name in declared} | row.parameters
    run = Run(step.name, notebook, step.part, values, limits.seconds, limits.memory, plan.selected)
    moved = {str(figures): str(plan.out / "figures"), str(plan.reading.place): str(plan.out / "tables")}
    outcome = Outcome(step.name)
    for _ in range(_ATTEMPTS):
        try:
            outcome = processes.call(run_step, step, run, moved, seconds=limits.seconds + 5)
        except TimedOut as error:
            outcome = Outcome(step.name, find_stop(run, str(error)))
        except Died as error:
            outcome = Outcome(step.name, find_stop(run, str(error)), never_began=not processes.stopped)
        if not outcome.never_began:
            break
    if not processes.stopped:
        done(step.name)
    if outcome.error:
        raise ReportError(outcome.error)


def _result(plan: Plan, failures: Mapping[str, str], ran: tuple[str, ...]) -> ReportResult:
    site = read_record(plan.out, "site")
    if site is None:
        raise ReportError(f"The report in {plan.out} is not there any more.")
    pages = tuple(plan.out / "pages" / f"{name}.html" for name in plan.rows if name not in failures)
    figures, n_quarantined = tuple(site.facts["figures"]), site.facts["n_quarantined"]
    return ReportResult(plan.out / "index.html", pages, figures, failures, n_quarantined, ran)


@contextmanager
def _named_if_full(out: Path) -> Iterator[None]:
    """Say of which folder an error of the disk speaks, where it names no file, as a full one often does not."""
    try:
        yield
    except OSError as error:
        if error.filename:
            raise
        free = shutil.disk_usage(out).free if out.is_dir() else 0
        raise ReportError(f"{error.strerror or error}: {out} ({free:,} bytes free there).") from error


def _sweep_parts(out: Path) -> None:
    """Take away what a report that was killed had begun."""
    shutil.rmtree(out / STATE / "part", ignore_errors=True)
    for part in out.rglob(".*.part"):
        with suppress(OSError):
            part.unlink()


@contextmanager
def _stopped_by_signals(processes: Processes, plan: Plan) -> Iterator[None]:
    """End the processes on SIGINT, SIGTERM or SIGHUP, so that what waits for them fails at once; then say so.

    The handler raises nothing: an exception could come up anywhere, in the middle of an import as well.
    """
    came: list[int] = []

    def stop(number: int, frame: Any) -> None:
        came.append(number)
        processes.stop()

    kinds = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    in_main = threading.current_thread() is threading.main_thread()
    before = {kind: signal.signal(kind, stop) for kind in kinds} if in_main else {}
    try:
        yield
    except Exception:
        if not came:
            raise
    finally:
        processes.stop()
        for kind, handler in before.items():
            signal.signal(kind, handler)
    if came:
        raise Stopped(came[0], sum(not plan.reasons_of(step) for step in plan.runs.values()), len(plan.runs))
