"""An article's evidence -> its course: one column a sentence with frames, tone, voice and people, above each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.reports.room.names import Names
from analysis.reports.sentences.english import number, signed
from analysis.study import Axis
from analysis.tables import SILENT_SECTIONS, sentence_number

#: A sentence's weight for one frame at which its bar is full; more is shown as full, and told in words.
FULL_WEIGHT = 4.0
#: Height of a full bar of an axis, and of a tone of 1, in units of the picture.
AXIS_HEIGHT, TONE_HEIGHT = 26, 16
#: People that have a lane of their own: those mentioned most.
MOST_PEOPLE = 5

Row = Mapping[str, Any]


class Bars(NamedTuple):
    """A sentence on one axis: heights of what counts for either frame, and whether anything does not count."""

    up: float
    down: float
    is_aside: bool


class Column(NamedTuple):
    """One sentence: what it tells, a bar an axis, the height of its tone (None: no word of the lexicon), its voice."""

    sentence_index: int
    title: str
    is_silent: bool
    axes: tuple[Bars, ...]
    tone: float | None
    voice: str
    people: tuple[bool, ...]


class Lane(NamedTuple):
    """A row of the picture: what it is called, and the class of what it shows."""

    label: str
    css: str
    other: str = ""
    other_css: str = ""


class Course(NamedTuple):
    """The lanes of the axes and of the people, and a column a sentence."""

    axes: tuple[Lane, ...]
    people: tuple[Lane, ...]
    columns: tuple[Column, ...]

    @property
    def step(self) -> int:
        """Width of a column: all of a short article is seen at once, a long one is scrolled."""
        return min(18, max(4, 960 // max(len(self.columns), 1)))

    @property
    def marked(self) -> frozenset[int]:
        """Sentences whose number stands below: the first and every fifth, or tenth where columns are narrow."""
        every = 5 if self.step > 8 else 10 if self.step > 5 else 20
        indices = [column.sentence_index for column in self.columns]
        return frozenset([*indices[:1], *(index for index in indices if sentence_number(index) % every == 0)])


def find_course(parts: Mapping[str, Sequence[Row]], names: Names) -> Course:
    """Turn an article into its course.

    Parameters
    ----------
    parts : mapping of str to rows
        The article's rows of `evidence_tables`, and of the table ``segments``.
    names : Names

    Returns
    -------
    Course
        Columns in the order of the sentences. Heights are in units of the picture, at most `AXIS_HEIGHT` and
        `TONE_HEIGHT`. The voice of a sentence is that of most of its characters.
    """
    axes = list(names.study.axes.values())
    people = _most_mentioned(parts["mentions"])
    bars = [_bars(parts["frame_hits"], axis) for axis in axes]
    voices = _voices(parts["segments"])
    mentioned: dict[int, set[str]] = {}
    for row in parts["mentions"]:
        mentioned.setdefault(row["sentence_index"], set()).add(row["person_id"])
    columns = []
    for row in parts["sentences"]:
        index = row["sentence_index"]
        who = mentioned.get(index, set())
        found = tuple(one.get(index, _NONE) for one in bars)
        voice = voices.get(index, "own")
        names_in = [names.name(person) for person in people if person in who]
        columns.append(
            Column(
                index,
                _title(row, [_axis_words(*pair) for pair in zip(found, axes, strict=True)], voice, names_in, names),
                row["section"] in SILENT_SECTIONS,
                tuple(Bars(_height(up), _height(down), aside) for up, down, aside in found),
                round(TONE_HEIGHT * row["compound"], 1) if row["n_lexicon"] else None,
                voice,
                tuple(person in who for person in people),
            )
        )
    lanes = tuple(
        Lane(names.frame(axis.positive), names.frame_class(axis.positive))._replace(
            other=names.frame(axis.negative), other_css=names.frame_class(axis.negative)
        )
        for axis in axes
    )
    return Course(lanes, tuple(Lane(names.name(one), names.person_classes(one)[0]) for one in people), tuple(columns))


_NONE = Bars(0.0, 0.0, False)


def _bars(hits: Sequence[Row], axis: Axis) -> dict[int, Bars]:
    """Sum the weights for either frame in each sentence that has a hit of the axis."""
    found: dict[int, Bars] = {}
    for hit in hits:
        if hit["frame_id"] in (axis.positive, axis.negative):
            up, down, aside = found.get(hit["sentence_index"], _NONE)
            if not hit["counts"]:
                aside = True
            elif hit["frame_id"] == axis.positive:
                up += hit["weight"]
            else:
                down += hit["weight"]
            found[hit["sentence_index"]] = Bars(up, down, aside)
    return found


def _voices(segments: Sequence[Row]) -> dict[int, str]:
    """Name the voice of most characters of each sentence."""
    lengths: dict[int, Counter[str]] = {}
    for row in segments:
        lengths.setdefault(row["sentence_index"], Counter())[row["voice"]] += row["end"] - row["start"]
    return {index: counts.most_common(1)[0][0] for index, counts in lengths.items()}


def _most_mentioned(mentions: Sequence[Row]) -> list[str]:
    counts = Counter(row["person_id"] for row in mentions if row["person_id"])
    return [person_id for person_id, _ in counts.most_common(MOST_PEOPLE)]


def _height(weight: float) -> float:
    return round(AXIS_HEIGHT * min(weight, FULL_WEIGHT) / FULL_WEIGHT, 2)


def _axis_words(bars: Bars, axis: Axis) -> list[tuple[str, str]]:
    return [(axis.positive, number(bars.up, 1))] * (bars.up > 0) + [(axis.negative, number(bars.down, 1))] * (
        bars.down > 0
    )


def _title(
    row: Row, weights: Sequence[Sequence[tuple[str, str]]], voice: str, people: Sequence[str], names: Names
) -> str:
    """Tell all that a column shows, for readers who point at it or hear it."""
    parts = [f"{names.frame(frame)} {weight}" for found in weights for frame, weight in found]
    parts.append(f"tone {signed(row['compound'])}" if row["n_lexicon"] else "tone not measured")
    parts += [f"mostly {voice}"] * (voice != "own") + [", ".join(people)] * bool(people)
    return f"Sentence {sentence_number(row['sentence_index'])}: {'; '.join(parts)}. {_start_of(row['words'])}"


def _start_of(words: str) -> str:
    return words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …"
