"""The sources of a study, one after the other -> records, with what study.yaml knows of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.corpus.door import find_formats, read_source
from analysis.corpus.files.find import Found, find_files, why_not
from analysis.corpus.files.source import Source, open_source
from analysis.corpus.formats import list_formats
from analysis.corpus.records import LargeFile, Note, Record
from analysis.errors import ArticlesError
from analysis.study import ArticleSource

__all__ = ["read_sources"]

#: Files that an error or a note names.
SHOWN = 10


def read_sources(sources: Sequence[ArticleSource], base: Path, notes: list[Note]) -> Iterator[Record]:
    """Yield the records of every file of every source, in their order.

    Raises
    ------
    ArticlesError
        A source is not there, holds no file that is read, or cannot be read as a whole.
    """
    for options in sources:
        yield from _read_files(options, base, notes)


def _read_files(options: ArticleSource, base: Path, notes: list[Note]) -> Iterator[Record]:
    ignored: list[str] = []
    n_read = 0
    files = list(find_files(base, options.path))
    for found in files:
        root = Path(str(found.path)[: -len(found.name)]) if not found.is_named else found.path.parent
        fault = "" if found.is_named else why_not(found.path, root)
        if fault and not found.path.is_dir():
            n_read += 1
            yield Record(found.name, None, None, fault=fault, source_file=found.name)
            continue
        try:
            source = open_source(found.path, found.name, found.name.rpartition(".")[0], is_named=found.is_named)
        except OSError as error:
            n_read += 1
            yield _unopened(found, error)
            continue
        if not found.is_named and source.ending not in _endings() and not find_formats(source):
            ignored.append(found.name)
            continue
        n_read += 1
        yield from _read_file(source, options, notes, alone=len(files) == 1)
    if not n_read:
        raise ArticlesError(f"Articles must be of a format that is read; {options.path} holds {_counted(ignored)}.")
    if ignored:
        notes.append(Note(None, "files ignored", _counted(ignored)))


def _endings() -> set[str]:
    """Give the endings by which a file says that it is to be read."""
    return {ending for one in list_formats().values() for ending in one.endings if ending}


def _read_file(source: Source, options: ArticleSource, notes: list[Note], *, alone: bool) -> Iterator[Record]:
    """Yield the records of a file; a table whose columns cannot be named refuses all only where it is all."""
    try:
        yield from read_source(source, options, notes)
    except ArticlesError as error:
        if alone:
            raise
        yield Record(source.shown, None, source.kept, fault=str(error), is_foreign=True, source_file=source.name)


def _unopened(found: Found, error: OSError) -> Record:
    fault = f"must be readable; {error.strerror or type(error).__name__}"
    return Record(found.name, None, LargeFile(found.path), fault=fault, source_file=found.name)


def _counted(names: list[str]) -> str:
    """Name files of kinds that are not read, and count them by their endings.

    Examples
    --------
    >>> _counted(["1.png", "2.png", "notes.md"])
    '3 files of a kind that is not read: 1.png, 2.png, notes.md (2 .png, 1 .md)'
    """
    kinds = Counter(Path(name).suffix.lower() or "without ending" for name in names)
    counts = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    listed = ", ".join(names[:SHOWN]) + (" ..." if len(names) > SHOWN else "")
    plural = "s" * (len(names) > 1)
    return f"{len(names)} file{plural} of a kind that is not read: {listed} ({counts})" if names else "no file"
