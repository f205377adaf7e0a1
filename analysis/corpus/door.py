"""The one door: a delivered file -> its records, by the format that its contents show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from analysis.corpus.files.decode import Unreadable, refuse_binary
from analysis.corpus.files.kinds import Foreign
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format
from analysis.corpus.formats import list_formats
from analysis.corpus.records import Note, Record
from analysis.errors import ArticlesError
from analysis.plurals import plural
from analysis.study import ArticleSource

#: Files that an error or a note names.
SHOWN = 10
#: What is wrong with a file of no bytes, whatever its ending promises.
EMPTY = "must have text; no text was found"


def find_formats(source: Source) -> dict[str, str]:
    """Find the formats that may be that of a file: the name of each with its sign, special cases in place of general.

    Examples
    --------
    >>> from analysis.corpus.files.source import open_source
    >>> from analysis.study import SHIPPED
    >>> find_formats(open_source(SHIPPED / "articles.csv"))
    {'delimited': 'a header of 16 columns'}
    """
    formats = list_formats()
    signs = {name: sign for name, one in formats.items() if (sign := one.recognise(source))}
    general = {name for found in signs for name in _general(formats[found], formats)}
    return {name: sign for name, sign in signs.items() if name not in general}


def _general(one: Format, formats: dict[str, Format]) -> set[str]:
    """Give every format that one is a special case of, at any remove."""
    found: set[str] = set()
    waiting = list(one.within)
    while waiting:
        name = waiting.pop()
        if name not in found and name in formats:
            found.add(name)
            waiting += formats[name].within
    return found - {one.name}


def choose_format(source: Source, options: ArticleSource) -> tuple[Format, str]:
    """Give the format of a file and the sign by which it is known.

    Raises
    ------
    Foreign
        No format knows it, more than one does, it is one that is not read, or what reads it is not installed.
    ArticlesError
        study.yaml names a format that there is not.
    """
    formats = list_formats()
    if options.format is not None:
        if options.format not in formats:
            allowed = ", ".join(name for name, one in formats.items() if not one.refusal)
            raise ArticlesError(f"`format` must be one of {allowed}; found `{options.format}`.")
        chosen, sign = formats[options.format], "study.yaml"
    else:
        signs = find_formats(source)
        if not signs or set(signs) == {"text"}:  # any words are text; an ending may promise more
            signs = _by_ending(source) or signs
        if not signs:
            raise Foreign(_unknown(source))
        if len(signs) > 1:
            both = " and ".join(f"{formats[name].label} (`{name}`, by {sign})" for name, sign in signs.items())
            raise Foreign(f"must be of one format; it may be {both}: name one as `format` in study.yaml")
        chosen, sign = next((formats[name], sign) for name, sign in signs.items())
    if chosen.refusal:
        raise Foreign(f"must be of a format that is read; it is {chosen.label}: {chosen.refusal}")
    if chosen.missing:
        raise Foreign(
            f"must be read with {', '.join(chosen.missing)}, not installed; it is {chosen.label}: "
            "pip install 'narrative-analysis[import]'"
        )
    return chosen, sign


def _by_ending(source: Source) -> dict[str, str]:
    """Give the format that a file's ending promises, where its contents show none: its reader says what is wrong."""
    named = [one for one in list_formats().values() if source.ending and source.ending in one.endings]
    names = {one.name for one in named}
    named = [one for one in named if not names.intersection(one.within)]  # the general one of them
    chosen = [one for one in named if one.endings[0] == source.ending] or named
    return {one.name: "its ending" for one in chosen[:1]}


def _unknown(source: Source) -> str:
    """Say what a file is that no format knows, as far as its first bytes tell."""
    if not source.head:
        return EMPTY
    try:
        refuse_binary(source.head)
    except Unreadable as error:
        return str(error)
    return "must be of a format that is read; its contents show none"


def read_source(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    """Yield the records of a file, each with its provenance; a file that cannot be read is one record with its fault.

    Raises
    ------
    ArticlesError
        The columns of a table cannot be named, or study.yaml asks for what is not there.
    """
    try:
        chosen, sign = choose_format(source, options)
    except Foreign as error:
        yield _provide(Record(source.shown, None, source.kept, fault=str(error), is_foreign=True), source, "")
        return
    if not source.head:  # each library has words of its own for it
        yield _provide(Record(source.shown, None, b"", fault=EMPTY), source, chosen.name)
        return
    if chosen.endings and source.ending not in chosen.endings:
        notes.append(Note(None, "ending disagrees", f"{source.shown} is {chosen.label}, by {sign}"))
    records = chosen.read(source, options, notes)
    try:
        for record in records:
            yield _provide(record, source, chosen.name)
    except Unreadable as error:
        is_foreign = isinstance(error, Foreign)
        record = Record(source.shown, None, source.kept, fault=str(error), is_foreign=is_foreign)
        yield _provide(record, source, chosen.name)
    except ArticlesError:
        raise
    except OSError as error:
        fault = f"must be readable; {error.strerror or type(error).__name__}"
        yield _provide(Record(source.shown, None, source.kept, fault=fault), source, chosen.name)
    except Exception as error:  # what a library says of a damaged file; it says it in many ways
        fault = f"must be {chosen.label} without damage; it cannot be read further ({_said(error)})"
        yield _provide(Record(source.shown, None, source.kept, fault=fault), source, chosen.name)
    finally:
        with suppress(Exception):
            records.close()  # type: ignore[attr-defined]


@dataclass(slots=True)
class Held:
    """What a folder or an archive holds besides: what is read of it, and what is passed over."""

    name: str
    options: ArticleSource
    notes: list[Note]
    is_only: bool = False
    n_read: int = 0
    ignored: list[str] = field(default_factory=list)

    def close(self) -> None:
        """Note what was passed over.

        Raises
        ------
        Foreign
            Nothing was read.
        """
        if not self.n_read:
            raise Foreign(f"must be of a format that is read; {self.name} holds {_counted(self.ignored)}")
        if self.ignored:
            self.notes.append(Note(None, "files ignored", f"{self.name}: {_counted(self.ignored)}"))


def read_held(source: Source, held: Held) -> Iterator[Record]:
    """Yield the records of a file among others; what is of no format, by contents or ending, is passed over.

    A table whose columns cannot be named is set aside; where it is the only file it is refused.
    """
    if not source.is_named and source.ending not in _endings() and not find_formats(source):
        held.ignored.append(source.member or source.name)
        return
    held.n_read += 1
    try:
        yield from read_source(source, held.options, held.notes)
    except ArticlesError as error:
        if held.is_only:
            raise
        record = Record(source.shown, None, source.kept, fault=f"must be named: {error}".rstrip("."), is_foreign=True)
        yield _provide(record, source, "")


def _endings() -> set[str]:
    """Give the endings by which a file says that it is to be read."""
    return {ending for one in list_formats().values() for ending in one.endings if ending}


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
    return f"{plural(len(names), 'file')} of a kind that is not read: {listed} ({counts})" if names else "no file"


def _said(error: Exception) -> str:
    words = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _provide(record: Record, source: Source, reader: str) -> Record:
    """Fill in where a record comes from, unless a reader of what lies inside has."""
    record.reader = record.reader or reader
    if record.source_file is None:
        record.source_file, record.source_sha256 = source.name, source.sha256
    if source.member and not record.locator.startswith("member="):
        record.locator = f"member={source.member}" + (f"!{record.locator}" if record.locator else "")
        parts = (part._replace(locator=f"member={source.member}!{part.locator}") for part in record.parts)
        record.parts = list(parts)
    return record
