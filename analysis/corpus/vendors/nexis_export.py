"""The lines of a whole export of Nexis -> records, each export held to the number of articles that it announces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.source import Source
from analysis.corpus.format import hold_count
from analysis.corpus.records import Note, Record
from analysis.corpus.vendors.lines import Line, locate, split_blocks
from analysis.corpus.vendors.nexis import END, SEPARATOR, is_modern, read_article
from analysis.corpus.vendors.nexis_head import find_label

__all__ = ["read_export"]

#: How a page about the search says how many articles follow.
_ANNOUNCED = re.compile(r"(?:Documents?|Dokumente?|Documenten|Documents) \((\d[\d.,]*)\)\Z", re.I)


@dataclass
class _Count:
    """What one export announces (its first number of all) and how many of its articles were read."""

    announced: int
    n_read: int = 0
    last: int = 0


@dataclass
class _State:
    counts: list[_Count] = field(default_factory=list)
    n_feet: int = 0
    n_articles: int = 0
    n_joined: int = 0


def read_export(source: Source, lines: Iterable[Line], unit: str, notes: list[Note]) -> Iterator[Record]:
    """Yield the articles of an export, or of several that were put into one file.

    An article begins behind “n of N DOCUMENTS” and ends before the next, or ends with “End of Document”. Numbers that
    begin again, or another N, begin another export. An article that is cut off is set aside.

    Raises
    ------
    Unreadable
        It holds no article.
    """
    state = _State()
    waiting: list[Line] = []
    number: tuple[int, int] | None = None
    modern = False
    for line in lines:
        found = SEPARATOR.match(line.text)
        if found or END.match(line.text):
            if number or modern or not found:
                yield from _article(source, waiting, unit, state, number)
            elif any(one.text for one in waiting):
                _announce(waiting, state)
            waiting = []
            modern = modern or not found
            number = (int(found["n"]), int(found["of"])) if found else None
        else:
            waiting.append(line)
    yield from _article(source, waiting, unit, state, number, is_last=True)
    if not state.n_articles:
        raise Unreadable("must hold articles; there are none")
    _hold(source, state, notes)


def _article(
    source: Source,
    lines: list[Line],
    unit: str,
    state: _State,
    number: tuple[int, int] | None,
    *,
    is_last: bool = False,
) -> Iterator[Record]:
    blocks = split_blocks(lines) if unit == "bytes" else [[line] for line in lines if line.text]
    is_tail = is_last and number is None
    if is_tail and not _holds_article(blocks):
        return
    if not blocks:
        if number:
            state.n_articles += 1
            _count(state, number)
            yield Record(source.shown, None, b"", fault="must have text; nothing follows its number in the export")
        return
    if not number and not state.counts:
        _announce(lines, state)
    is_first = number is None and state.n_articles == 0
    found = read_article(blocks, unit, modern=number is None, is_first=is_first)
    state.n_articles += 1
    state.n_joined += found.reached.n_joined
    _count(state, number)
    start, end = blocks[0][0].start, blocks[-1][-1].end
    record = Record(source.shown, None, _bytes(source, lines, unit, start, end), locator=locate(unit, start, end))
    record.fault = found.fault
    if is_tail:
        record.fault = "must be whole; no “End of Document” stands behind it"
    elif is_last and not found.has_foot and state.n_feet:
        record.fault = (
            "must be whole; the last article of the export is cut off (it has none of the labels of its foot)"
        )
    if not record.fault:
        state.n_feet += found.has_foot
        record.fields = found.fields | {"text": found.reached.text}
        record.parts = found.reached.parts
    yield record


def _holds_article(blocks: list[list[Line]]) -> bool:
    """Tell whether the rest behind the last end is a part of an article, or a page number and the like."""
    labels = {find_label(block[0].text)[0] for block in blocks}
    n_lines = sum(len(line.text.split()) > 1 for block in blocks for line in block)
    return is_modern(blocks) or n_lines > 1 or bool(labels & {"length", "load", "byline", "section"})


def _bytes(source: Source, lines: list[Line], unit: str, start: int, end: int) -> bytes:
    """Give the bytes of an article for quarantine; of a document of paragraphs their text."""
    if unit == "bytes" and not source.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        with source.open() as file:
            file.seek(start)
            return file.read(end - start)
    return "\n".join(line.text for line in lines).strip().encode("utf-8", "surrogatepass")


def _announce(lines: Iterable[Line], state: _State) -> None:
    for line in lines:
        if found := _ANNOUNCED.match(line.text):
            state.counts.append(_Count(int(re.sub(r"\D", "", found[1]))))
            return


def _count(state: _State, number: tuple[int, int] | None) -> None:
    """Count an article to the export that it belongs to."""
    if number is None:
        for count in state.counts[-1:]:
            count.n_read += 1
        return
    n, of = number
    current = state.counts[-1] if state.counts else None
    if current is None or current.announced != of or n <= current.last:
        current = _Count(of)
        state.counts.append(current)
    current.n_read += 1
    current.last = n


def _hold(source: Source, state: _State, notes: list[Note]) -> None:
    many = len(state.counts) > 1
    for number, count in enumerate(state.counts, 1):
        what = f"documents (export {number} of {len(state.counts)} in the file)" if many else "documents"
        hold_count(source, count.announced, count.n_read, notes, what)
    if state.n_joined:
        said = f"{source.shown}: {state.n_joined:,} line ends inside paragraphs"
        notes.append(Note(None, "lines joined", said))
