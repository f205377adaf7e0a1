"""Labelled texts through the product's own path, so that what is measured is what an article gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus import read_articles
from analysis.people.cast import Cast, Casts
from analysis.people.descriptions.find import compile_finder
from analysis.people.names.roster import compile_roster
from analysis.pipeline import read_people
from analysis.study import About, Person, Study
from analysis.tables import by_article, map_articles
from analysis.text.edits import Run, raw_position

__all__ = ["ReadText", "read_tables", "read_texts", "runs_by_article"]

_NAMES = ("sentences", "mentions", "quotes", "segments")


class ReadText(NamedTuple):
    """What the product made of one text: its rows of each table, and the way back to the raw text."""

    text: str
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    segments: pd.DataFrame
    runs: list[Run]

    def raw(self, start: float, end: float) -> tuple[int, int]:
        """Give the span of the raw text that a span of the cleaned text came from."""
        return raw_position(self.runs, int(start)), raw_position(self.runs, int(end) - 1) + 1


def read_texts(texts: Sequence[str], people: Sequence[Mapping[str, Person]] = ()) -> list[ReadText]:
    """Read raw texts as articles, from the loader to segments; each may have a study of its own people."""
    return _parts(read_tables(texts, people), [_id(number) for number in range(len(texts))])


def read_tables(texts: Sequence[str], people: Sequence[Mapping[str, Person]] = ()) -> dict[str, pd.DataFrame]:
    """Read raw texts into the tables of one batch; the n-th text is the article of the n-th id."""
    ids = [_id(number) for number in range(len(texts))]
    rows = {"article_id": ids, "outlet": "Daily", "published": "2020-01-01", "text": list(texts)}
    study = _study({})
    articles = read_articles(pd.DataFrame(rows), study).articles
    mine = dict(zip(ids, people, strict=True)) if people else {}
    return read_people(articles, study, find_casts=partial(_Casts, people=mine))


def _id(number: int) -> str:
    return f"{number:05}"


class _Casts(Casts):
    """Casts of articles that each have people of their own."""

    def __init__(self, *tables: Any, people: Mapping[str, Mapping[str, Person]]) -> None:
        super().__init__(*tables)
        self.people = people

    def __missing__(self, article_id: str) -> Cast:
        roster = compile_roster(_study(self.people.get(article_id, {})))
        text, sentences = self.texts[article_id], self.sentences[article_id]
        found = self[article_id] = Cast(text, sentences, roster, compile_finder(roster))
        return found


def _study(people: Mapping[str, Person]) -> Study:
    return Study(path=Path("labelled"), study=About(id="labelled", title="Labelled"), people=dict(people))


def _parts(tables: Mapping[str, pd.DataFrame], ids: Sequence[str]) -> list[ReadText]:
    known = map_articles(tables["articles"])
    parts = {name: {one: tables[name].iloc[where] for one, where in by_article(tables[name])} for name in _NAMES}
    runs = runs_by_article(tables["raw_offsets"])
    return [
        ReadText(
            text=known.get(one, ""),
            runs=runs.get(one, []),
            **{name: parts[name].get(one, tables[name].iloc[:0]) for name in _NAMES},
        )
        for one in ids
    ]


def runs_by_article(raw_offsets: pd.DataFrame) -> dict[str, list[Run]]:
    """Give the way back to the raw text, by article."""
    runs: dict[str, list[Run]] = {}
    columns = ["article_id", "start", "end", "raw_start", "raw_end"]
    for one, *run in raw_offsets[columns].itertuples(index=False, name=None):
        runs.setdefault(one, []).append((run[0], run[1], run[2], run[3]))
    return runs
