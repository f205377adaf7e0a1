"""What a study's articles are, by hash: which files they come from, and what each of them is.

A run depends on the articles that it reads. To know them without reading the corpus again, their list is kept with the
hashes of the files that it was made from; it holds as long as these do.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.files.find import list_files
from analysis.hashing import hash_file
from analysis.reports.figure.passport import PACKAGE, hash_files
from analysis.reports.run.records import STATE, hash_text, read_sealed, write_sealed
from analysis.reports.selection import Selection
from analysis.study import Study

#: Where a report's folder, or that of a kept Reading, has the list.
_LIST = Path(STATE) / "articles.json"
#: Packages of the extra `import`: a file that needs one that is not there is set aside.
_READERS = "lxml lxml_html_clean openpyxl pypdf python-docx trafilatura warcio"


class Listed(NamedTuple):
    """One article: its id, outlet, interval of publication (YYYY-MM-DD; "" not known) and the hash of all of it."""

    article_id: str
    outlet_id: str
    earliest: str
    latest: str
    sha256: str


@dataclass(frozen=True)
class ArticleList:
    """Every article of a source; ``rest`` is the hash of what belongs to none: notes, and what was set aside."""

    articles: tuple[Listed, ...]
    rest: str

    def choose(self, selection: Selection) -> ArticleList:
        """Give those that a selection takes.

        Raises
        ------
        ReportError
            An outlet has no article, or no article is taken.
        """
        selection.check_outlets(article.outlet_id for article in self.articles)
        taken = tuple(one for one in self.articles if selection.takes(one.outlet_id, one.earliest, one.latest))
        if self.articles and not taken:
            selection.refuse((one.outlet_id, one.earliest, one.latest) for one in self.articles)
        return ArticleList(taken, self.rest)

    @property
    def sha256(self) -> str:
        """The hash of the articles in their order, and of the rest."""
        return hash_text("\n".join([self.rest, *(f"{one.article_id}\0{one.sha256}" for one in self.articles)]))


def list_articles(study: Study, source: Any, options: Mapping[str, Any], out: Path, *, keep: bool) -> ArticleList:
    """List the articles of a study, or of the source read in their place.

    Parameters
    ----------
    study : Study
    source, options
        As in `analysis.read`.
    out : Path
        The report's folder, whose list is taken if it holds.
    keep : bool
        Whether to keep the list there.
    """
    if known := known_articles(study, source, options, out):
        return known
    found, files = read_list(study, source, options)
    if keep:
        write_list(study, source, options, out, (found, files))
    return found


def write_list(
    study: Study, source: Any, options: Mapping[str, Any], out: Path, found: tuple[ArticleList, set[str]]
) -> None:
    """Keep in a folder what `read_list` found, with the hashes of the files that it was made from.

    Parameters
    ----------
    study, source, options, out
        As in `list_articles`; the list of a frame is not kept.
    found : tuple
        From `read_list`.
    """
    listed, files = found
    if paths := _paths(study, source):
        made_from = _made_from(study, paths, options)
        kept = {"from": made_from, "files": _fingerprint(paths, files), "list": asdict(listed)}
        write_sealed(out / _LIST, {"study_file": str(study.path.resolve()), **kept})


def study_of_report(out: Path) -> Path | None:
    """Give the study file that the report of a folder was made of; None if there is no report, or no such file now.

    Parameters
    ----------
    out : Path
        The report's folder.
    """
    kept = read_sealed(out / _LIST) or {}
    path = Path(kept.get("study_file") or "")
    return path if path.is_file() else None


def known_articles(study: Study, source: Any, options: Mapping[str, Any], out: Path) -> ArticleList | None:
    """Take the list that is kept in a folder, if it holds; None where none does. Nothing is read but to be hashed.

    Parameters
    ----------
    study, source, options, out
        As in `list_articles`.
    """
    paths = _paths(study, source)
    return _known(out / _LIST, paths, _made_from(study, paths, options)) if paths else None


def _paths(study: Study, source: Any) -> list[Path]:
    """Give the paths that are read; none where the source is a frame."""
    if source is None:
        return study.articles_paths
    return [Path(source)] if isinstance(source, str | Path) else []


def _made_from(study: Study, paths: list[Path], options: Mapping[str, Any]) -> dict[str, str]:
    return {
        "source": "\n".join(str(path.resolve()) for path in paths),
        "study": study.sha256,
        "code": hash_files([PACKAGE / "corpus"]),
        "libraries": ", ".join(reader_versions()),
        "options": str(options.get("date_format") or ""),
    }


def reader_versions() -> list[str]:
    """Name each package that some formats need, with its version, or that it is not there."""
    return [f"{name} {_version(name)}" for name in _READERS.split()]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _known(place: Path, paths: list[Path], made_from: Mapping[str, str]) -> ArticleList | None:
    """Take the list that was kept, if everything that it was made from is as it was."""
    kept = read_sealed(place)
    if kept is None or kept["from"] != made_from or kept["files"] != _fingerprint(paths, kept["files"]):
        return None
    return ArticleList(tuple(Listed(*one) for one in kept["list"]["articles"]), kept["list"]["rest"])


def _fingerprint(paths: list[Path], files: Mapping[str, Any] | set[str]) -> dict[str, str]:
    """Hash what sources hold now, and the documents that their tables name, by path."""
    folders = {path.resolve().parent for path in paths if path.is_file()}
    now = {one.absolute() for path in paths for one in list_files(path)}
    named = {folder / name for folder in folders for name in files}
    return {str(path): _hash(path) for path in sorted(now | named)}


def _hash(file: Path) -> str:
    """Hash a regular file; pipes and folders are never opened."""
    try:
        return hash_file(file) if stat.S_ISREG(file.stat().st_mode) else "not a file"
    except (OSError, ValueError):
        return "not there"


def read_list(study: Study, source: Any, options: Mapping[str, Any]) -> tuple[ArticleList, set[str]]:
    """Load the source as reading does, and list what it holds, with the files that its tables name.

    Parameters
    ----------
    study : Study
    source, options
        As in `analysis.read`.
    """
    from analysis.corpus import read_articles

    loaded = read_articles(source, study, date_format=options.get("date_format"))
    notes: dict[str, list[str]] = {}
    for note in loaded.notes:
        notes.setdefault(note.article_id or "", []).append(f"{note.kind}: {note.message}")
    table = loaded.articles.drop(columns=["source_sha256", "locator"])  # where an article stands is not what it is
    days = {name: table[name].dt.strftime("%Y-%m-%d").fillna("") for name in ("published_earliest", "published_latest")}
    rows = zip(
        table["article_id"],
        table["outlet_id"].fillna(""),
        days["published_earliest"],
        days["published_latest"],
        table.astype(object).where(table.notna(), None).itertuples(index=False),
        strict=True,
    )
    articles = tuple(
        Listed(article_id, outlet_id, first, last, _digest([*map(str, row), *notes.get(article_id, [])]))
        for article_id, outlet_id, first, last, row in rows
    )
    aside = [*loaded.quarantine["reason"], *loaded.quarantine["sha256"].fillna("")]
    files = {*table["file"].dropna(), *loaded.quarantine["file"].dropna()}
    return ArticleList(articles, _digest([*aside, *notes.get("", [])])), files


def _digest(parts: list[str]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(hash_text(part).encode())
    return digest.hexdigest()
