"""The sources of a study, one after the other -> records, with what study.yaml knows of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.corpus.door import Held, read_held
from analysis.corpus.fields.file_names import read_file_name
from analysis.corpus.fields.written_dates import check_rule, find_order
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.find import Found, find_files, why_not
from analysis.corpus.files.kinds import Foreign
from analysis.corpus.files.source import open_source
from analysis.corpus.join import join_texts
from analysis.corpus.records import COLUMNS, Dates, LargeFile, Note, Record
from analysis.errors import ArticlesError
from analysis.study import ArticleSource


def read_sources(
    sources: Sequence[ArticleSource], base: Path, notes: list[Note], date_format: str | None = None
) -> Iterator[Record]:
    """Yield the records of every file of every source, in their order.

    Raises
    ------
    ArticlesError
        A source is not there, holds no file that is read, or cannot be read as a whole.
    """
    for options in sources:
        if date_format is not None:
            options = options.model_copy(
                update={"published": options.published.model_copy(update={"format": date_format})}
            )
        check_rule(options.published)
        yield from _read_source(options, base, notes)


def _read_source(options: ArticleSource, base: Path, notes: list[Note]) -> Iterator[Record]:
    dates = Dates(options.published, lambda: find_order(_dates(options, base)))
    records = _read_files(options, base, notes)
    if options.join:
        texts = ArticleSource(path=options.join.path)
        joined = (_told(record, texts) for record in _read_files(texts, base, notes))
        records = join_texts(records, joined, options.join.by, notes)
    for record in records:
        record.dates = dates
        yield _told(record, options)


def _dates(options: ArticleSource, base: Path) -> Iterator[str]:
    """Yield the dates of a source as written: it is read once more."""
    names = ("published", "published_earliest", "published_latest")
    for record in _read_files(options, base, []):
        yield from (_told(record, options).fields.get(name, "") for name in names)


def _told(record: Record, options: ArticleSource) -> Record:
    """Fill in what study.yaml tells of each article of a source, where the article itself does not."""
    told = {"outlet": options.outlet} if options.outlet else {}
    if options.file_name and not record.fault:
        name = record.locator.removeprefix("member=").partition("!")[0] if record.locator.startswith("member=") else ""
        try:
            named = read_file_name(options.file_name, (name or record.source_file or "").rpartition(".")[0])
        except Unreadable as error:
            record.fault = str(error)
            return record
        told = {key: value for key, value in named.items() if key in COLUMNS} | told
    for key, value in told.items():
        if not record.fields.get(key):
            record.fields[key] = value
    return record


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
