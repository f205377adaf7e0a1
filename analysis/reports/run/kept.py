"""One Reading for all commands: kept by the first that reads, opened by the others while nothing has changed.

What is kept stands in ``reports/.readings`` of the folder in which a command runs, a folder for each study, source and
way of reading, made like the stored Reading of a report: whole or absent, held by hashes to study, articles, code,
libraries and to its own files. Where a report of the study holds the same Reading, that one is opened.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.lock import hold_folder
from analysis.reports.run.articles import known_articles, read_list, write_list
from analysis.reports.run.records import STATE, hash_text, write_record
from analysis.reports.run.stored import TABLES, find_stored, open_step, reading_inputs, tables_step
from analysis.study import Study

if TYPE_CHECKING:
    from analysis.reading import Reading

__all__ = ["READINGS", "clear_kept", "find_kept_readings", "keep_reading", "kept_folder", "open_kept"]

#: Names another folder for what is kept; empty: nothing is kept, and nothing kept is opened.
READINGS = "NARRATIVE_READINGS"
#: How `_entry` names a folder.
_ENTRY = re.compile(".+-[0-9a-f]{12}")


def kept_folder() -> Path | None:
    """Name the folder of what is kept; None where nothing is."""
    named = os.environ.get(READINGS)
    return Path("reports") / ".readings" if named is None else Path(named) if named else None


def open_kept(study: Study, articles: Any, options: Mapping[str, Any], *reports: Path) -> Reading | None:
    """Open the Reading that a report or a command stored, if reading now would give the same; None if none does.

    Parameters
    ----------
    study : Study
        With the method that ``options`` name.
    articles, options
        As in `analysis.read`.
    *reports : Path
        Folders of reports that may hold it.
    """
    home = kept_folder()
    for folder in [*reports, _entry(home, study, articles, options)] if home else ():
        found = find_stored(study, articles, options, folder)
        if found is not None:
            return open_step(found[1], study, folder)
    return None


def keep_reading(read: Callable[[], Reading], study: Study, articles: Any, options: Mapping[str, Any]) -> Reading:
    """Read, and keep what was read for the next command.

    Nothing is kept where the articles are a frame, where study, articles or code were changed meanwhile, where another
    command keeps the same, or where the disk does not let it. What was kept of an earlier state is taken away.

    Parameters
    ----------
    read : callable
        Reads.
    study, articles, options
        As in `open_kept`.
    """
    home = kept_folder()
    entry = home and _entry(home, study, articles, options)
    if not entry or not isinstance(articles, str | Path | None):
        return read()
    inputs, found = reading_inputs(study, options), read_list(study, articles, options)
    reading: Reading | None = None
    with suppress(OSError, ReportError), hold_folder(entry / STATE):
        since = find_stored(study, articles, options, entry)
        if since is not None:  # another command was first, and a third may be reading what it kept
            return open_step(since[1], study, entry)
        (entry / ".gitignore").write_text("*\n", encoding="utf-8")  # a repository has no need of the texts
        shutil.rmtree(entry / STATE / "made", ignore_errors=True)
        write_list(study, articles, options, entry, found)
        reading = read()
        step = tables_step(inputs, found[0].sha256, entry)
        _store(reading, step.place)
        is_same = (
            reading_inputs(study, options) == inputs and known_articles(study, articles, options, entry) == found[0]
        )
        if is_same:
            files = [path for path in step.place.rglob("*") if path.is_file()]
            write_record(entry, TABLES, step.inputs, files, {"folder": step.place.name})
    return read() if reading is None else reading


def _store(reading: Reading, place: Path) -> None:
    """Write the tables as Parquet, and what was set aside byte for byte."""
    from analysis.corpus import write_quarantine
    from analysis.reading import write_manifest

    place.mkdir(parents=True)
    reading.write(place, csv=False)
    write_manifest(reading, place)
    write_quarantine(reading, place)


def _entry(home: Path, study: Study, articles: Any, options: Mapping[str, Any]) -> Path:
    """Name the folder of one question: the same study file, source and way of reading."""
    source = "" if articles is None else str(Path(articles).resolve()) if isinstance(articles, str | Path) else "frame"
    given = [f"{name}={value}" for name, value in sorted(options.items()) if value is not None]
    return home.resolve() / f"{study.id}-{hash_text(chr(0).join([str(study.path), source, *given]))[:12]}"


def find_kept_readings() -> Iterator[tuple[Path, int]]:
    """Yield the folder of each Reading that is kept, and its bytes on the disk."""
    home = kept_folder()
    for entry in sorted(home.iterdir()) if home and home.is_dir() else ():
        if _ENTRY.fullmatch(entry.name) and (entry / STATE).is_dir():  # a report beside it has such a folder too
            yield entry, sum(path.stat().st_size for path in entry.rglob("*") if path.is_file())


def clear_kept() -> int:
    """Take away every Reading that is kept; give how many there were. Nothing else in the folder is touched."""
    entries = [entry for entry, _ in find_kept_readings()]
    for entry in entries:
        shutil.rmtree(entry)
    return len(entries)
