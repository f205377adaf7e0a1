"""What a stored Reading is made from, and whether one that stands in a report's folder still holds.

Nothing that deciding this needs is slow to import.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.hashing import hash_file
from analysis.reports.figure.passport import PACKAGE, hash_files
from analysis.reports.run.articles import known_articles, reader_versions
from analysis.reports.run.records import STATE, Record, Step, find_reasons, read_record
from analysis.study import Study

if TYPE_CHECKING:
    from analysis.reading import Reading

#: The step of a report, and of a kept Reading, that is the Reading of all articles.
TABLES = "tables"
#: Libraries whose version may change what is made.
_LIBRARIES = "ftfy ipykernel matplotlib nbconvert nltk numpy pandas papermill py3langid pyarrow seaborn vaderSentiment"


def reading_inputs(study: Study, options: Mapping[str, Any]) -> dict[str, str]:
    """Name by hash what a Reading is made from beside its articles; options that are None are none."""
    of_study = ("study.yaml", *study.made)  # hashed as they were when the study was read
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES.split()]
    given = {name: value for name, value in options.items() if value is not None}
    return {
        "study file": study.sha256,
        **{name: hash_file(path) for name, path in study.files.items() if name not in of_study},
        "reading options": json.dumps(given, sort_keys=True, default=str),
        "code": hash_files([PACKAGE]),
        "libraries": ", ".join([f"Python {platform.python_version()}", *libraries, *reader_versions()]),
    }


def tables_step(inputs: Mapping[str, str], articles: str, out: Path) -> Step:
    """Give the step that stores the Reading of all articles.

    Parameters
    ----------
    inputs : mapping of str to str
        From `reading_inputs`.
    articles : str
        The hash of the articles (`analysis.reports.run.articles.ArticleList`).
    out : Path
        The folder.
    """
    return Step(TABLES, {**inputs, "articles": articles}, out)


def find_stored(study: Study, articles: Any, options: Mapping[str, Any], out: Path) -> tuple[Step, Record] | None:
    """Find the Reading that stands in a folder, if all that it was made from, and each of its files, is as it was.

    Parameters
    ----------
    study : Study
    articles, options
        As in `analysis.read`.
    out : Path
        The folder of a report, or of a kept Reading.
    """
    record = read_record(out, TABLES)
    if record is None:
        return None
    listed = known_articles(study, articles, options, out)
    if listed is None:
        return None
    step = tables_step(reading_inputs(study, options), listed.sha256, out)
    return None if find_reasons(record, step.inputs, out) else (step, record)


def open_step(record: Record, study: Study, out: Path) -> Reading:
    """Open the stored Reading of a record; what was set aside has its bytes, where they are stored beside it."""
    from analysis.corpus.quarantine import find_kept
    from analysis.reading import open_reading

    place = out / STATE / "made" / str(record.facts["folder"])
    reading = open_reading(place, study)
    return reading.replace(kept=find_kept(place, len(reading.quarantine)))
