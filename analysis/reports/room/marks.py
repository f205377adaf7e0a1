"""An article's evidence -> its paragraphs as stretches of text, each with the notes that say why it is marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.reports.room.names import Names
from analysis.reports.sentences.english import number, signed
from analysis.sentiment.ladder import RUNGS

Row = Mapping[str, Any]

#: What a hit rests on (`analysis.tables.STANDINGS`), for readers.
STANDING_WORDS = {
    "news": "its own words",
    "background": "background: says who is who, counts once an article",
    "context": "context: goes on with what its source said before",
    "learned": "learned: a reader learned from coded sentences sees the frame here, no indicator does",
}


class Note(NamedTuple):
    """Why a place is marked: what it is taken for, and each fact that this rests on."""

    title: str
    facts: tuple[tuple[str, str], ...]


class Mark(NamedTuple):
    """A marked span: a frame's hit, or a mention of one person or a group."""

    start: int
    end: int
    classes: str
    notes: tuple[Note, ...]


class Piece(NamedTuple):
    """Text between two cuts: one voice, the marks that cover it from the outside in, and a quote that starts here."""

    text: str
    voice: str
    marks: tuple[Mark, ...]
    quote: int | None


class Stretch(NamedTuple):
    """Pieces that one note explains: marks that overlap stand together; no note for plain text."""

    at: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


class Sentence(NamedTuple):
    """A sentence: its row of evidence, the text before it in its paragraph, and its stretches."""

    row: Row
    before: str
    stretches: tuple[Stretch, ...]


class Paragraph(NamedTuple):
    """A paragraph with its section and the quotes that start in it."""

    section: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[Row, ...]


def row_dicts(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Turn a table into plain rows; what is missing is None.

    Examples
    --------
    >>> row_dicts(pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "name": pd.Series(["a", None], dtype="str")}))
    [{'n': 1, 'name': 'a'}, {'n': None, 'name': None}]
    """
    return cut_rows(plain_columns(frame), slice(None))


def plain_columns(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Turn a table into lists by column, once for all of its articles; what is missing is None."""
    return {name: frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in frame.columns}


def cut_rows(columns: Mapping[str, list[Any]], at: slice) -> list[dict[str, Any]]:
    """Give the rows of a slice of such columns."""
    cut = (column[at] for column in columns.values())
    return [dict(zip(columns, values, strict=True)) for values in zip(*cut, strict=True)]


def mark_paragraphs(text: str, parts: Mapping[str, Sequence[Row]], names: Names) -> list[Paragraph]:
    """Turn one article into marked paragraphs.

    Parameters
    ----------
    text : str
        `articles.text`.
    parts : mapping of str to rows
        The article's rows of `evidence_tables`, and of the table ``segments``.
    names : Names

    Returns
    -------
    list of Paragraph
        Together they hold every character of every sentence once. A mark ends with its sentence at the latest.
    """
    marks = sorted(
        [*_hits(parts["frame_hits"], names), *_mentions(parts["mentions"], names)],
        key=lambda mark: (mark.start, -mark.end),
    )
    starts = [mark.start for mark in marks]
    cutter = _Cutter(text, parts["segments"], parts["quotes"])
    paragraphs = []
    for _, rows in groupby(parts["sentences"], key=lambda row: row["paragraph_index"]):
        sentences: list[Sentence] = []
        for row in rows:
            inside = marks[bisect_left(starts, row["start"]) : bisect_left(starts, row["end"])]
            before = text[sentences[-1].row["end"] : row["start"]] if sentences else ""
            sentences.append(Sentence(row, before, tuple(cutter.stretches(row["start"], row["end"], inside))))
        spoken = cutter.quotes_in(sentences[0].row["start"], sentences[-1].row["end"])
        paragraphs.append(Paragraph(sentences[0].row["section"], tuple(sentences), spoken))
    return paragraphs


class _Cutter:
    """Cuts sentences wherever a mark begins or ends, the voice changes or a quote starts."""

    def __init__(self, text: str, segments: Sequence[Row], quotes: Sequence[Row]) -> None:
        self._text = text
        self._segments = sorted(segments, key=lambda row: row["start"])
        self._segment_starts = [row["start"] for row in self._segments]
        self._quotes = sorted(quotes, key=lambda row: row["content_start"])
        self._quote_starts = [row["content_start"] for row in self._quotes]

    def quotes_in(self, start: int, end: int) -> tuple[Row, ...]:
        """Give the quotes whose content starts in a span."""
        return tuple(self._quotes[bisect_left(self._quote_starts, start) : bisect_left(self._quote_starts, end)])

    def stretches(self, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Stretch]:
        """Part a sentence into plain stretches and those that marks cover."""
        at = start
        for group in _overlapping(marks):
            first, last = group[0].start, min(end, max(mark.end for mark in group))
            if first > at:
                yield Stretch(at, tuple(self._pieces(at, first, ())), ())
            notes = tuple(note for mark in group for note in mark.notes)
            yield Stretch(first, tuple(self._pieces(first, last, group)), notes)
            at = last
        if at < end:
            yield Stretch(at, tuple(self._pieces(at, end, ())), ())

    def _pieces(self, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
        segments = self._segment_starts[bisect_right(self._segment_starts, start) :]
        voices = segments[: bisect_left(segments, end)]
        quotes = {row["content_start"]: row["quote_index"] for row in self.quotes_in(start, end)}
        edges = {min(edge, end) for mark in marks for edge in (mark.start, mark.end)}
        for first, last in pairwise(sorted({start, end, *voices, *quotes, *edges})):
            covering = tuple(mark for mark in marks if mark.start <= first and mark.end >= last)
            yield Piece(self._text[first:last], self._voice(first), covering, quotes.get(first))

    def _voice(self, position: int) -> str:
        at = bisect_right(self._segment_starts, position) - 1
        return str(self._segments[at]["voice"]) if at >= 0 and position < self._segments[at]["end"] else "own"


def _overlapping(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Group marks, sorted by their start, that overlap one after another."""
    group: list[Mark] = []
    reach = 0
    for mark in marks:
        if group and mark.start >= reach:
            yield group
            group = []
        group.append(mark)
        reach = max(mark.end, reach) if len(group) > 1 else mark.end
    if group:
        yield group


def _hits(rows: Sequence[Row], names: Names) -> Iterator[Mark]:
    for row in rows:
        classes = ["hit", names.frame_class(row["frame_id"]), row["scope"], *names.person_classes(row["about_id"])]
        classes += [f"v-{row['voice']}"] * bool(row["voice"]) + ["aside"] * (not row["counts"])
        yield Mark(row["start"], row["end"], " ".join(classes), (_hit_note(row, names),))


def _hit_note(row: Row, names: Names) -> Note:
    facts = {
        "Frame": names.frame(row["frame_id"]),
        "Function": row["function"].replace("_", " ") if isinstance(row["function"], str) else "–",
        "Indicator": row["indicator"],
        "Scope": row["scope"],
        "Standing": STANDING_WORDS.get(row["standing"], "–"),
        "Voice": _voice_words(row, names),
        "About": names.name(row["about_id"]) or "not known whom",
        "Weight": number(row["weight"], 1) + ("" if row["counts"] else "; not counted in the balance"),
        "Characters": _characters(row),
        "Place": row["place"],
    }
    return Note(f"“{row['surface']}”", tuple(facts.items()))


def _voice_words(row: Row, names: Names) -> str:
    holder = names.name(row["holder_id"]) or str(row["holder_kind"] or "not known who")
    return f"{row['voice'] or 'not known'} ({holder})"


def _mentions(rows: Sequence[Row], names: Names) -> Iterator[Mark]:
    """Make one mark of all rows of a place: a group has a row for each member."""
    places: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        places.setdefault((row["start"], row["end"]), []).append(row)
    for (start, end), members in places.items():
        people = [name for row in members for name in names.person_classes(row["person_id"])]
        classes = ["person", *(people or ["nobody"]), f"v-{members[0]['voice']}"]
        yield Mark(start, end, " ".join(classes), tuple(_mention_note(row, names) for row in members))


def _mention_note(row: Row, names: Names) -> Note:
    who = names.name(row["person_id"]) or "nobody decided"
    candidates = ", ".join(map(names.name, (row["candidates"] or "").split("|"))) if row["candidates"] else ""
    scores = [
        (f"Sentiment by {RUNGS[column.removeprefix('sentiment_')].label}", signed(row[column]))
        for column in row
        if column.startswith("sentiment_")
    ]
    facts: Iterable[tuple[str, str]] = (
        ("Person", who),
        ("Kind", str(row["kind"]).replace("_", " ")),
        ("Rule", row["rule"] or "–"),
        ("Confidence", number(row["confidence"])),
        *((("Candidates", candidates),) if candidates else ()),
        ("Voice", row["voice"] or "not known"),
        *(scores if row["person_id"] else ()),
        ("Characters", _characters(row)),
        ("Place", row["place"]),
    )
    return Note(f"“{row['surface']}”", tuple(facts))


def _characters(row: Row) -> str:
    return f"{row['start']}–{row['end']}; {row['field']} {row['raw_start']}–{row['raw_end']}"
