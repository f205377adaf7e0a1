"""What a format of articles is: a name, the sign by which its files are known, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from analysis.corpus.files.source import Source
from analysis.corpus.records import COUNT_DIFFERS, Note, Record
from analysis.study import ArticleSource


def read_nothing(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    """Read no record, as of a format that is known and refused."""
    yield from ()


@dataclass(frozen=True)
class Format:
    """One format, held by a module of `analysis.corpus.formats` as its `FORMAT`.

    Parameters
    ----------
    name : str
        As `format:` in study.yaml and the column `reader` have it; the name of its module.
    label : str
        As a sentence has it: "an export of Nexis (text)".
    recognise : callable
        From a `Source` (its `head`, `text`, `members`; never its ending alone) the sign by which it is known, for a
        reader to check (“1 of 2 DOCUMENTS”), or "". Cheap: every format is asked of every file.
    read : callable
        From a `Source`, the options of study.yaml and the list of notes, the records in their order, one at a time.
        It raises `Unreadable` for a file that holds nothing to read (one record in quarantine with that reason), and
        `ArticlesError` for what the user must mend (names of columns). A record that is broken carries its `fault`
        and its bytes, and its neighbours are read. Fields are named as `analysis.corpus.records.COLUMNS`, as
        written; dates too (`analysis.corpus.fields.dates` reads them). Without `article_id` one is made.
    within : tuple of str
        Formats that this one is a special case of: they step back if it knows the file.
    needs : tuple of str
        Modules beyond the core, of the extra `import`.
    endings : tuple of str
        Usual endings; another one is noted.
    refusal : str
        What to do instead, for a format that is known and not read; `read` is then left out.
    """

    name: str
    label: str
    recognise: Callable[[Source], str]
    read: Callable[[Source, ArticleSource, list[Note]], Iterator[Record]] = read_nothing
    within: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    refusal: str = ""

    @property
    def missing(self) -> list[str]:
        """The modules that are needed and not installed."""
        return [module for module in self.needs if find_spec(module) is None]


def hold_count(source: Source, announced: int, n_read: int, notes: list[Note], what: str = "documents") -> None:
    """Hold the number of records read to the one that an export announces, and say it either way."""
    same = announced == n_read
    said = f"{source.shown} announces {announced:,} {what}, {n_read:,} {'were' if n_read != 1 else 'was'} read"
    notes.append(Note(None, "count as announced" if same else COUNT_DIFFERS, said))
