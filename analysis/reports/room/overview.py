"""A Reading -> outlets side by side: the balance of each axis, and who is named how often and in which light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from analysis.compare.roles import select_told
from analysis.compare.tables.grid import choose_method, count_sentences, outlets_of
from analysis.reading import Reading
from analysis.reports.room.marks import Row, row_dicts
from analysis.reports.room.names import Names
from analysis.sentiment.domain import describe_domain
from analysis.sentiment.ladder import describe_error
from analysis.tables import VOICES

__all__ = ["AxisTable", "Outlet", "Outlets", "PersonRow", "side_by_side"]


class Outlet(NamedTuple):
    """A row or column: id, name, and how many articles and sentences it has."""

    outlet_id: str
    name: str
    n_articles: int
    n_sentences: int


class AxisTable(NamedTuple):
    """One axis: its label, the frames at its ends with their classes, and for each outlet the score of each voice."""

    label: str
    negative: tuple[str, str]
    positive: tuple[str, str]
    rows: list[tuple[Outlet, dict[str, Row]]]


class PersonRow(NamedTuple):
    """One person: class, name, and for each outlet (mentions, sentiment, mentions with a sentiment)."""

    css: str
    name: str
    cells: list[tuple[int, float | None, int]]


class Outlets(NamedTuple):
    """The outlets, a table an axis, the people, and how sentiment toward them was measured and errs."""

    columns: list[Outlet]
    axes: list[AxisTable]
    people: list[PersonRow]
    error: str


def side_by_side(reading: Reading, names: Names) -> Outlets:
    """Set the outlets of a Reading next to each other, in the order of the study file, then of the articles.

    Sentiment, by the study's method, is the mean over all mentions of the person in the outlet's articles that have
    one (n-weighted over articles), in every voice; None where none was measured. Articles without an outlet are in no
    column.
    """
    reading = select_told(reading)
    order = outlets_of(reading.articles, names.study)["outlet_id"].drop_duplicates().tolist()
    outlet_of = dict(zip(reading.articles["article_id"], reading.articles["outlet_id"], strict=True))
    n_articles = reading.articles["outlet_id"].value_counts()
    counted = count_sentences(reading)
    n_sentences = counted.groupby(counted.index.map(outlet_of)).sum()
    columns = [
        Outlet(one, names.outlets.get(one, one), int(n_articles[one]), int(n_sentences.get(one, 0))) for one in order
    ]
    people = _people(reading, names, order, outlet_of)
    method = choose_method(reading)
    told = (describe_error(method), describe_domain(reading.articles, reading.sentences, method))
    return Outlets(columns, _axes(reading, names, columns), people, " ".join(filter(None, told)))


def _axes(reading: Reading, names: Names, outlets: Sequence[Outlet]) -> list[AxisTable]:
    scores = reading.axis_scores
    whole = scores[(scores["unit_kind"] == "outlet") & (scores["section"] == "all")]
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in row_dicts(whole):
        found.setdefault((row["axis_id"], row["unit_id"]), {})[row["voice"]] = row
    return [
        AxisTable(
            axis.label,
            (names.frame(axis.negative), names.frame_class(axis.negative)),
            (names.frame(axis.positive), names.frame_class(axis.positive)),
            [(outlet, _in_order(found.get((axis_id, outlet.outlet_id), {}))) for outlet in outlets],
        )
        for axis_id, axis in names.study.axes.items()
    ]


def _in_order(by_voice: dict[str, Row]) -> dict[str, Row]:
    return {voice: by_voice[voice] for voice in ("all", *VOICES) if voice in by_voice}


def _people(reading: Reading, names: Names, order: Sequence[str], outlet_of: dict[Any, Any]) -> list[PersonRow]:
    method = choose_method(reading)
    scores = reading.person_scores[reading.person_scores["facet"] == "all"]
    scores = scores.assign(outlet_id=scores["article_id"].map(outlet_of), total=scores["value"] * scores["n"])
    sums = scores.groupby(["measure", "person_id", "outlet_id"])[["value", "total", "n"]].sum()
    cells = {key: (value, total, int(n)) for key, value, total, n in sums.itertuples()}

    def cell(person_id: str, outlet_id: str) -> tuple[int, float | None, int]:
        mentions, _, _ = cells.get(("mentions", person_id, outlet_id), (0, 0.0, 0))
        _, total, n = cells.get((f"sentiment_{method}", person_id, outlet_id), (0.0, 0.0, 0))
        return int(mentions), total / n if n else None, n

    rows = [
        PersonRow("".join(names.person_classes(person_id)), name, [cell(person_id, outlet_id) for outlet_id in order])
        for person_id, name in names.people.items()
    ]
    return [row for row in rows if any(mentions for mentions, _, _ in row.cells)]
