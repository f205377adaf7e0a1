"""What a source holds, record by record: its fields as written, or why it cannot be read, and its bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from analysis.study import DateRule

#: The columns that mean something; others are ignored and listed.
COLUMNS = frozenset(
    "article_id file text outlet_id outlet headline url published published_earliest published_latest".split()
    + [f"{what}_{part}" for what in ("outlet", "headline", "url", "published") for part in ("basis", "evidence")]
    + ["agency", "byline"]
)


#: What a count that differs from the announced one is called among notes; it makes exit code 3.
COUNT_DIFFERS = "count differs"


class Note(NamedTuple):
    """A fact to know about an article that was accepted, or (without an id) about the source."""

    article_id: str | None
    kind: str
    message: str


class LargeFile(NamedTuple):
    """A file that is left where it is, because it is large."""

    path: Path


Kept = bytes | LargeFile | None


@dataclass(frozen=True)
class Dates:
    """How a source writes dates: what study.yaml says of it, and the order of numbers that all its dates leave."""

    rule: DateRule = field(default_factory=DateRule)
    find_order: Callable[[], str] | None = None

    @cached_property
    def _order(self) -> str:
        return self.find_order() if self.find_order else ""

    def order(self) -> str:
        """Give that order, "" where there is none; the source is read once more when it is first asked for."""
        return self._order


class Part(NamedTuple):
    """A stretch of a record's text (code points, half-open) and where it stands in the delivered file."""

    start: int
    end: int
    locator: str


@dataclass(slots=True)
class Record:
    """One record of a source.

    `fields` holds columns of `COLUMNS` that are not empty, as written; `fault`, if any, says why it is no article.
    `row` is the line on which the record begins (from 1, the header counted), or the position in a frame (from 0);
    None for a document of its own. `kept` holds its bytes, None where they must not be read. `is_foreign` marks a
    document of a kind that no reader takes.

    `locator` says where the record stands in the delivered file: ``bytes=120-4023`` (half-open), ``row=17`` (lines
    from 1, the header counted), ``sheet=1!row=5``, ``json=/articles/3`` (a JSON pointer), ``paragraphs=12-31``,
    ``page=3-4``, ``warc=1383``, ``message=2``; "" is the whole file. `parts` lead stretches of `fields["text"]` to
    places within it; without any the whole text has the record's locator. `flags` are kinds and messages of notes on
    this article ("text cut", "summary only"). What follows them is filled by the door that every record comes through:
    the name of its reader, the delivered file and its hash, and how its source writes dates.
    """

    file: str | None
    row: int | None
    kept: Kept
    fields: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    repairs: list[str] = field(default_factory=list)
    is_foreign: bool = False
    locator: str = ""
    parts: list[Part] = field(default_factory=list)
    flags: list[tuple[str, str]] = field(default_factory=list)
    reader: str = ""
    source_file: str | None = None
    source_sha256: str | None = None
    dates: Dates | None = None

    @property
    def where(self) -> str:
        """File and line as an error names them."""
        place = [self.file or "table", f"line {self.row}" if self.file else f"row {self.row}"]
        return " ".join(place if self.row is not None else place[:1])

    @property
    def sha256(self) -> str | None:
        """Hash of the record's bytes."""
        if self.kept is None:
            return None
        digest = hashlib.sha256()
        for piece in read_kept(self.kept):
            digest.update(piece)
        return digest.hexdigest()


def read_kept(kept: bytes | LargeFile) -> Iterator[bytes]:
    """Yield the bytes of a record, a large file in pieces."""
    if isinstance(kept, bytes):
        yield kept
        return
    with kept.path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


_SURROGATE = re.compile("[\ud800-\udfff]")


def whole_characters(text: str, column: str, repairs: list[str]) -> str:
    """Put U+FFFD for halves of characters (surrogates), which no file can hold, and note it in `repairs`."""
    whole, n = _SURROGATE.subn("\ufffd", text)
    if n:
        repairs.append(f"U+FFFD put for {n} half characters in `{column}`")
    return whole


#: Marks that turn the direction of what follows them: with them a name can be made to look like another.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def show_turns(name: str) -> str:
    """Show the marks in a name that turn the direction of writing, which are else unseen and reorder what is near.

    Examples
    --------
    >>> show_turns("The \\u202eediT")
    'The [U+202E]ediT'
    """
    return _TURNS.sub(lambda mark: f"[U+{ord(mark[0]):04X}]", name)
