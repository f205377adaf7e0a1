"""A source of articles -> the table of articles; bad records are set aside and their neighbours are unharmed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.accept import accept_records
from analysis.corpus.fields.written_dates import check_rule, find_order
from analysis.corpus.files.frames import read_frame
from analysis.corpus.flags import find_flags
from analysis.corpus.outlets import join_ids, join_outlets
from analysis.corpus.records import Dates, Kept, Note, Record
from analysis.corpus.sources import read_sources
from analysis.errors import ArticlesError
from analysis.study import ArticleSource, DateRule, Study
from analysis.tables import TABLES, conform, from_rows


@dataclass(slots=True)
class Loaded:
    """What a source held.

    `articles`, `quarantine` and `raw_parts` are tables of `analysis.tables`; `kept` the bytes of each row of
    `quarantine`; `n_records` counts what the source holds: ``len(articles) + len(quarantine)``.
    """

    articles: pd.DataFrame
    quarantine: pd.DataFrame
    notes: list[Note] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    n_records: int = 0
    raw_parts: pd.DataFrame = field(default_factory=lambda: from_rows([], "raw_parts"))


def read_articles(source: Path | str | pd.DataFrame | None, study: Study, *, date_format: str | None = None) -> Loaded:
    """Read articles from files of any format that `analysis.corpus.formats` holds, or a frame.

    Parameters
    ----------
    source : path, DataFrame or None
        None stands for the study's own `articles`. A CSV holds `text`, or names in `file` a document in its folder.
    study : Study
        Gives ids of outlets and the place of its articles.
    date_format : str, optional
        A `strptime` format that is tried before the forms of dates that are known.

    Returns
    -------
    Loaded
        `articles` has one row a record that was accepted, sorted by its id; `text` and `language` are not
        filled yet. `quarantine` has one row a record that was not, with the reason.

    Raises
    ------
    ArticlesError
        There is no such source, it is of a kind that is not read, its columns cannot be told, or the format of dates
        names no day.
    """
    rows: list[dict[str, Any]] = []
    parts: list[tuple[str, int, int, str | None]] = []
    aside: list[Record] = []
    notes: list[Note] = []
    n_records = 0
    with long_fields():
        for record, row in accept_records(find_records(source, study, notes, date_format), notes):
            n_records += 1
            if row is None:
                aside.append(record)
            else:
                rows.append(row)
                parts += ((row["article_id"], *part) for part in list_parts(record, row["raw"]))
    if not rows:
        refuse_foreign(aside)
    outlets = name_outlets([row["outlet"] for row in rows], (row["outlet_id"] for row in rows), study, notes)
    articles = make_articles(rows, outlets)
    notes += find_flags(articles)
    aside_table = set_aside(aside)
    return Loaded(
        articles, aside_table, notes, [record.kept for record in aside], n_records, from_rows(parts, "raw_parts")
    )


def list_parts(record: Record, raw: str) -> list[tuple[int, int, str | None]]:
    """Give the stretches of a text and where each stands; as one, if its reader knows no more."""
    parts: list[tuple[int, int, str | None]] = []
    parts += ((*part,) for part in record.parts if 0 <= part.start < part.end <= len(raw))
    return parts or [(0, len(raw), record.locator or None)]


def refuse_foreign(aside: list[Record]) -> None:
    """Refuse a source without an article where that is for the kind of its files."""
    if any(record.is_foreign for record in aside):
        raise ArticlesError(f"Articles must be read from text or tables. {_reasons(aside)}")


def _reasons(aside: list[Record]) -> str:
    """Say of the first records why they are not read."""
    reasons = [f"{record.where}: the record {record.fault}." for record in aside]
    return " ".join(reasons[:3]) + (f" And {len(reasons) - 3:,} more." if len(reasons) > 3 else "")


@contextmanager
def long_fields() -> Iterator[None]:
    """Let a CSV field be longer than 131,072 characters while a source is read."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def find_records(source: Any, study: Study, notes: list[Note], date_format: str | None = None) -> Iterator[Record]:
    """Yield the records of a frame, of a path, or (None) of the study's own sources.

    Raises
    ------
    ArticlesError
        It is none of these.
    """
    if isinstance(source, pd.DataFrame):
        rule = DateRule(format=date_format)
        check_rule(rule)
        return _read_frame(source, ArticleSource(path="frame", published=rule), notes)
    if source is not None and (not isinstance(source, str | Path) or source == ""):
        found = "an empty text" if source == "" else type(source).__name__
        raise ArticlesError(f"Articles must be a DataFrame or the path of a file or folder; found {found}.")
    if source is None:
        return read_sources(study.articles, study.folder, notes, date_format)
    return read_sources((ArticleSource(path=str(source)),), Path(), notes, date_format)


def _read_frame(frame: pd.DataFrame, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    written = (record.fields.get("published", "") for record in read_frame(frame, options, []))
    dates = Dates(options.published, lambda: find_order(written))
    for record in read_frame(frame, options, notes):
        record.dates = dates
        yield record


class Outlets(NamedTuple):
    """The outlets of a source: the id and the name of each name that it writes, and of each id that it states."""

    made: dict[str, str]
    names: dict[str, str]
    stated: dict[str, str]


def name_outlets(written: Sequence[str | None], stated: Iterable[str], study: Study, notes: list[Note]) -> Outlets:
    """Join the spellings of outlets; every name of the source is needed, as often as it stands there."""
    made, names, joined = join_outlets(written, study)
    notes += [Note(None, "outlets joined", spelled) for spelled in joined]
    ids = join_ids(stated, study)
    notes += [Note(None, "outlets joined", f"{one}: the id {own!r}") for own, one in ids.items() if own != one]
    owners, shown = (
        {own: one for own, one in zip(written, column, strict=True) if own and one} for column in (made, names)
    )
    return Outlets(owners, shown, ids)


def make_articles(rows: Sequence[dict[str, Any]], outlets: Outlets | None = None) -> pd.DataFrame:
    """Make the table of articles of rows that were accepted; without `outlets` these stand as they are written."""
    frame = pd.DataFrame(rows, columns=list(TABLES["articles"].dtypes), dtype=object)
    if outlets is not None:
        frame = join_named(frame, outlets)
    for column in ("published_earliest", "published_latest"):
        frame[column] = pd.to_datetime(frame[column])
    return conform(frame, "articles")


def join_named(articles: pd.DataFrame, outlets: Outlets) -> pd.DataFrame:
    """Give each article the one id and name of its outlet."""
    written = [(name or None, own or None) for name, own in _columns(articles, "outlet", "outlet_id")]
    ids = [outlets.stated[own] if own else outlets.made.get(name or "") for name, own in written]
    names = [outlets.names.get(name or "") for name, _ in written]
    return articles.assign(outlet=pd.array(names, dtype="str"), outlet_id=pd.array(ids, dtype="str"))


def _columns(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    columns = (frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names)
    return zip(*columns, strict=True)


def set_aside(aside: list[Record]) -> pd.DataFrame:
    """Make the table of the records that are no articles."""
    rows = [
        {
            "file": record.file,
            "row": record.row,
            "article_id": record.fields.get("article_id"),
            "reason": f"{record.where}: the record {record.fault}.",
            "sha256": record.sha256,
        }
        for record in aside
    ]
    return conform(pd.DataFrame(rows, columns=list(TABLES["quarantine"].dtypes), dtype=object), "quarantine")
