"""The sources of a study, one after the other -> records, with what study.yaml knows of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.corpus.door import Held, read_held
from analysis.corpus.files.find import Found, find_files, why_not
from analysis.corpus.files.kinds import Foreign
from analysis.corpus.files.source import open_source
from analysis.corpus.records import LargeFile, Note, Record
from analysis.errors import ArticlesError
from analysis.study import ArticleSource

__all__ = ["read_sources"]


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
    files = list(find_files(base, options.path))
    held = Held(options.path, options, notes, is_only=len(files) == 1)
    for found in files:
        yield from _read_file(found, held)
    try:
        held.close()
    except Foreign as error:
        raise ArticlesError(f"Articles {error}.") from None


def _read_file(found: Found, held: Held) -> Iterator[Record]:
    root = Path(str(found.path)[: -len(found.name)])
    fault = "" if found.is_named else why_not(found.path, root)
    if fault:
        held.n_read += 1
        yield Record(found.name, None, None, fault=fault, source_file=found.name)
        return
    try:
        source = open_source(found.path, found.name, found.name.rpartition(".")[0], is_named=found.is_named)
    except OSError as error:
        held.n_read += 1
        fault = f"must be readable; {error.strerror or type(error).__name__}"
        yield Record(found.name, None, LargeFile(found.path), fault=fault, source_file=found.name)
        return
    yield from read_held(source, held)
