"""A Reading -> outlets side by side: the balance of each axis, and who is named how often and in which light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.compare.roles import select_told
from analysis.compare.tables.grid import choose_method, count_sentences, outlet_names
from analysis.compare.tables.people import sentiment_by_person
from analysis.reading import Reading
from analysis.reports.room.marks import Row, row_dicts
from analysis.reports.room.names import Names
from analysis.reports.sentences.sentiment import describe_sentiment_error
from analysis.tables import VOICES, map_articles


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
    """One person: class, name, and for each outlet its mentions and its row of `sentiment_by_person`."""

    css: str
    name: str
    cells: list[tuple[int, Row]]


class Outlets(NamedTuple):
    """The outlets, a table an axis, the people, and how sentiment toward them was measured and errs."""

    columns: list[Outlet]
    axes: list[AxisTable]
    people: list[PersonRow]
    error: str


def side_by_side(reading: Reading, names: Names) -> Outlets:
    """Set the outlets of a Reading next to each other, in the order of the study file, then of the articles.

    Sentiment, by the study's method, is over all voices. Articles without an outlet are in no column.
    """
    reading = select_told(reading)
    order = list(outlet_names(reading.articles, names.study))
    outlet_of = map_articles(reading.articles, "outlet_id")
    n_articles = reading.articles["outlet_id"].value_counts()
    counted = count_sentences(reading)
    n_sentences = counted.groupby(counted.index.map(outlet_of)).sum()
    columns = [
        Outlet(one, names.outlets.get(one, one), int(n_articles[one]), int(n_sentences.get(one, 0))) for one in order
    ]
    people = _people(reading, names, order)
    method = choose_method(reading)
    return Outlets(columns, _axes(reading, names, columns), people, describe_sentiment_error(reading, method))


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


def _people(reading: Reading, names: Names, order: Sequence[str]) -> list[PersonRow]:
    means = sentiment_by_person(reading)
    means_of = {(row["person_id"], row["outlet_id"]): row for row in row_dicts(means[means["voice"] == "all"])}
    counts = reading.person_scores[reading.person_scores["measure"] == "mentions"]
    mentions = counts.groupby(["person_id", "outlet_id"])["n"].sum().to_dict()
    return [
        PersonRow(
            "".join(names.person_classes(one)),
            name,
            [(int(mentions.get((one, outlet_id), 0)), means_of[one, outlet_id]) for outlet_id in order],
        )
        for one, name in names.people.items()
        if any((one, outlet_id) in mentions for outlet_id in order)
    ]
