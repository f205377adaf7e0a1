"""What a batch makes, each in a process of its own: a stored Reading, the run of a notebook.

Each is made in a folder of its own and moved to its place whole; its record is written last.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.hashing import hash_file
from analysis.reports.figure.passport import PACKAGE, hash_files
from analysis.reports.run.execute import Outcome, Run, run_notebook
from analysis.reports.run.records import STATE, Record, Step, find_damage, read_record, write_record
from analysis.study import Study

if TYPE_CHECKING:
    from analysis.reading import Reading

#: Bytes of a table as CSV up to which the report of a large corpus has it beside the Parquet file.
MOST_CSV = 2_000_000


def store_reading(step: Step, study: Study, articles: Any, options: Mapping[str, Any]) -> Record:
    """Read a study and store its tables, and what was set aside; a Reading that a command kept is taken, if it holds.

    Parameters
    ----------
    step : Step
    study : Study
    articles, options
        As in `analysis.read`.

    Raises
    ------
    ReportError
        The articles were changed meanwhile.
    """
    from analysis.corpus import write_quarantine
    from analysis.pipeline import read
    from analysis.reports.run.articles import list_articles
    from analysis.reports.run.kept import open_kept

    _clear(step)
    reading = open_kept(study, articles, options) or read(study, articles, **options)
    _write_reading(step, reading)
    write_quarantine(reading, step.part)
    if list_articles(study, articles, options, step.out, keep=False).sha256 != step.inputs["articles"]:
        raise ReportError("they were changed while they were read; run the report again.")
    return _finish(step, {"n_quarantined": len(reading.quarantine)})


def select_reading(step: Step, study: Study, whole: Path) -> Record:
    """Store the Reading of some of the articles of a stored one: those that the step's facts name."""
    from analysis.pipeline import select_articles
    from analysis.reading import open_reading

    _clear(step)
    _write_reading(step, select_articles(open_reading(whole, study), set(step.facts["selected"])))
    return _finish(step, {})


def _write_reading(step: Step, reading: Reading) -> None:
    """Write the tables, and with which study file they were read."""
    from analysis.reading import write_manifest
    from analysis.reports.room.shelf import is_large

    written = reading.write(step.part)
    if is_large(len(reading.articles)):
        for path in written:
            if path.suffix == ".csv" and path.stat().st_size > MOST_CSV:
                path.unlink()
    write_manifest(reading, step.part)


def run_step(step: Step, run: Run, moved: Mapping[str, str]) -> Outcome:
    """Run a copy of a notebook and keep what it made; ``moved`` says which paths its parameters name after that.

    Parameters
    ----------
    step : Step
    run : Run
    moved : mapping of str to path
        Paths that parameters name while the notebook runs, and after that.
    """
    _clear(step)
    copy = step.part / ".asked.ipynb"
    shutil.copyfile(run.notebook, copy)
    if hash_file(copy) != step.inputs["notebook"]:
        return Outcome(step.name, f"{run.notebook.name} was changed while the report was made; run it again")
    from analysis.reports.figure.save import FORMATS, SHOWN, ask_for, forget_asked

    formats = SHOWN if step.inputs["pictures"] == "shown" else FORMATS
    ask_for(run.folder / "figures", formats, _earlier(step))
    outcome = run_notebook(replace(run, notebook=copy))
    if outcome.error:
        return outcome
    copy.unlink()
    moved = {str(copy): str(run.notebook), **moved}
    shutil.rmtree(run.folder / ".ipython", ignore_errors=True)
    (run.folder / "stderr.txt").unlink()
    forget_asked(run.folder / "figures")
    book = run.folder / f"{run.name}.ipynb"
    text = book.read_text(encoding="utf-8")
    for before, after in moved.items():
        text = text.replace(before, after)
    book.write_text(text, encoding="utf-8")
    figures = sorted(path.stem for path in (run.folder / "figures").glob("*.json"))
    _finish(step, {"figures": figures})
    return outcome


def _earlier(step: Step) -> Path | None:
    """Give the folder of the figures that the run drew before; None if it drew none, or they were changed since."""
    record = read_record(step.out, step.name)
    if record is None or find_damage(record, step.out):
        return None
    return step.out / STATE / "made" / str(record.facts["folder"]) / "figures"


def write_site(step: Step, study: Study, *what: Any) -> None:
    """Write what a reader opens; see `analysis.reports.run.site`."""
    from analysis.reports.run.site import Site, write_all

    write_all(step, study, Site(*what))


def _clear(step: Step) -> None:
    """Begin with an empty folder, whatever an earlier attempt left."""
    shutil.rmtree(step.part, ignore_errors=True)
    step.part.mkdir(parents=True)


def _finish(step: Step, facts: Mapping[str, Any]) -> Record:
    """Move what was made to its place, then record it.

    Raises
    ------
    ReportError
        The code was changed meanwhile: nobody could tell with which it was made.
    """
    if hash_files([PACKAGE]) != step.inputs["code"]:
        raise ReportError("the code of `analysis` was changed while the report was made; run it again.")
    shutil.rmtree(step.place, ignore_errors=True)
    step.place.parent.mkdir(parents=True, exist_ok=True)
    step.part.rename(step.place)
    files = [path for path in step.place.rglob("*") if path.is_file()]
    return write_record(step.out, step.name, step.inputs, files, {**step.facts, **facts, "folder": step.place.name})
