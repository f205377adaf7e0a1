"""Say from what a figure was made: study, articles, notebook, parameters, code and library versions, by hash."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.selection import SELECTING, Selection
from analysis.study import SHIPPED, find_shipped

if TYPE_CHECKING:
    import pandas as pd

    from analysis.reading import Reading
    from analysis.study import Study

__all__ = [
    "NOTEBOOKS",
    "PACKAGE",
    "Passport",
    "hash_articles",
    "hash_code",
    "hash_files",
    "library_versions",
    "open_passport",
    "start_passport",
]

#: The folder of the package `analysis`.
PACKAGE = Path(__file__).resolve().parents[2]
#: The notebooks that ship with the package.
NOTEBOOKS = find_shipped("notebooks")
#: Libraries whose version can change a number or a drawing.
_LIBRARIES = ("matplotlib", "nltk", "numpy", "pandas", "pillow", "seaborn", "vaderSentiment")
_MAX_BYTES = 1_000_000
_CODE = {".py", ".csv", ".json", ".npz", ".yaml", ".html", ".css", ".js"}


@dataclass(frozen=True)
class Passport:
    """What a figure was made from. Paths of a machine are never part of it.

    ``articles`` is the hash over the ids and hashes of all articles in their order; ``outlets`` counts those of each
    outlet by its id. ``charts`` is the hash of the code that draws and saves the figure, ``code`` that of what makes
    its table, from the documents on (`hash_code`); of a notebook that does not ship, both are of all of `analysis`.
    ``seed`` is where every draw of an interval begins.
    ``selection`` says which articles of the study these are, empty if all.
    ``validated`` says what people coded of this corpus, with the hash of their plan, or that nobody did.
    ``command`` makes FIGURE again; STUDY stands for the folder of a study that is not the shipped one.
    """

    study: str
    study_sha256: str
    articles: str
    n_articles: int
    notebook: str
    notebook_sha256: str
    parameters: Mapping[str, Any]
    charts: str
    code: str
    versions: Mapping[str, str]
    outlets: Mapping[str, int] = field(default_factory=dict)
    seed: int = 0
    command: str = "python -m analysis figure FIGURE.json"
    selection: str = ""
    validated: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the passport as plain JSON values; one of all articles has no selection."""
        return {name: value for name, value in asdict(self).items() if value or name != "selection"}


def start_passport(reading: Reading, notebook: str, **parameters: Any) -> Passport:
    """Begin the passport of the figures of one notebook.

    Parameters
    ----------
    reading : Reading
        What the figures show.
    notebook : str
        Name of the notebook, without its folder and ending.
    **parameters
        The notebook's parameters that shape a figure; paths do not.
    """
    from analysis.reports.sentences.validity import note_plan, note_validation  # loads pandas: on use

    path = NOTEBOOKS / f"{notebook}.ipynb"
    code = hash_files([PACKAGE])
    return Passport(
        study=reading.study.id,
        study_sha256=reading.study.sha256,
        articles=hash_articles(reading.articles),
        n_articles=len(reading.articles),
        notebook=notebook,
        notebook_sha256=_hash([path.read_bytes()]) if path.is_file() else "",
        parameters=parameters,
        charts=code,
        code=code,
        versions=library_versions(),
        outlets={str(name): int(n) for name, n in reading.articles["outlet_id"].value_counts(sort=False).items()},
        command=Passport.command + ("" if reading.study.folder == SHIPPED else " --study STUDY"),
        selection=_selected(reading.study, parameters),
        validated=note_validation(reading) + note_plan(reading),
    )


def open_passport(path: Path, needed: Mapping[str, type]) -> dict[str, Any]:
    """Read a figure's passport from its JSON file, of at most 1 MB.

    Parameters
    ----------
    path : Path
    needed : mapping of str to type
        What it must say, and of what type.

    Raises
    ------
    ReportError
        It is no passport, or says something else.
    """
    try:
        data = path.read_bytes()
        facts: Any = json.loads(data) if len(data) <= _MAX_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror or "it cannot be read" if isinstance(error, OSError) else "it is none"
        raise ReportError(f"{path} must be a figure's passport, a JSON file; {reason}.") from error
    for key, kind in needed.items():
        if not isinstance(facts, dict) or not isinstance(facts.get(key), kind):
            raise ReportError(f"{path} must be a figure's passport; `{key}` is missing or no {kind.__name__}.")
    return dict(facts)


def _selected(study: Study, parameters: Mapping[str, Any]) -> str:
    """Say which articles the parameters select."""
    selection = Selection.read(**{name: parameters.get(name) for name in SELECTING})
    return selection.key and selection.describe({name: outlet.name for name, outlet in study.outlets.items()})


def library_versions() -> dict[str, str]:
    """Give the versions of Python and of each library that can change a number or a drawing."""
    return {"python": platform.python_version()} | {name: version(name) for name in _LIBRARIES}


def hash_articles(articles: pd.DataFrame) -> str:
    """Hash the ids and hashes of articles in their order."""
    ids = zip(articles["article_id"], articles["sha256"], strict=True)
    return _hash(f"{article_id}\0{sha256}\n".encode() for article_id, sha256 in ids)


def hash_code(notebook: str, figure: str, package: Path = PACKAGE) -> dict[str, str]:
    """Hash the code that a figure of a notebook depends on, so that a change elsewhere leaves its passport as it is.

    Parameters
    ----------
    notebook, figure : str
        Their names.
    package : Path
        The folder of `analysis`.

    Returns
    -------
    dict of str to str
        ``charts`` of what draws and saves it, ``code`` of the rest; empty if no notebook that ships draws it.
    """
    from analysis.reports.figure.code import files_of_figure  # needs the tables' names, and with them pandas

    path = NOTEBOOKS / f"{notebook}.ipynb"
    files = files_of_figure(path, figure, package) if path.is_file() else []
    draws = [file for file in files if file.relative_to(package).parts[0] in ("charts", "reports")]
    rest = [file for file in files if file not in draws]
    return {"charts": hash_files(draws, package), "code": hash_files(rest, package)} if files else {}


def hash_files(places: Iterable[Path], package: Path = PACKAGE) -> str:
    """Hash the code in files and folders: names relative to the package, and bytes.

    The notebooks and the study that a wheel carries inside the package are no code of it.

    Parameters
    ----------
    places : iterable of Path
        In the package.
    package : Path
        The folder of `analysis`.
    """
    files = (file for place in places for file in (sorted(place.rglob("*")) if place.is_dir() else [place]))
    code = [file for file in files if file.suffix in _CODE and file.is_file()]
    code = [file for file in code if file.relative_to(package).parts[0] != "shipped"]
    return _join(_digest(file.relative_to(package).as_posix(), file, *_state(file.stat())) for file in code)


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_mtime_ns, found.st_size


@cache
def _digest(name: str, file: Path, *_: int) -> bytes:
    """Hash a file with its name, once as long as its time and size stay: weights have 17 MB, and figures are many."""
    return hashlib.sha256(f"{name}\0".encode() + file.read_bytes()).digest()


def _hash(parts: Iterable[bytes]) -> str:
    return _join(hashlib.sha256(part).digest() for part in parts)


def _join(digests: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for digest in digests:
        whole.update(digest)
    return whole.hexdigest()
