"""A source of articles -> the table of articles; bad records are set aside and their neighbours are unharmed."""

from __future__ import annotations

import csv
import html
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.csv_file import read_csv
from analysis.corpus.dates import DATE_PREFIX, read_published
from analysis.corpus.decode import MAX_CHARACTERS, Unreadable
from analysis.corpus.documents import read_document, read_folder
from analysis.corpus.flags import find_flags
from analysis.corpus.frames import read_frame
from analysis.corpus.json_lines import read_json_lines
from analysis.corpus.outlets import outlet_ids
from analysis.corpus.records import Kept, Note, Record
from analysis.errors import ArticlesError
from analysis.study import Study
from analysis.tables import TABLES, conform

__all__ = ["Loaded", "read_articles"]


@dataclass(slots=True)
class Loaded:
    """What a source held.

    `articles` and `quarantine` are tables of `analysis.tables`; `kept` the bytes of each row of `quarantine`;
    `n_records` counts what the source holds: ``len(articles) + len(quarantine)``.
    """

    articles: pd.DataFrame
    quarantine: pd.DataFrame
    notes: list[Note] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    n_records: int = 0


def read_articles(source: Path | str | pd.DataFrame | None, study: Study, *, date_format: str | None = None) -> Loaded:
    """Read articles from a CSV, JSON Lines, a ``.txt`` file or a folder of them, or a frame.

    Parameters
    ----------
    source : path, DataFrame or None
        None stands for the study's own `articles`. A CSV holds `text`, or names in `file` a document in its folder.
    study : Study
        Gives ids of outlets and the place of its articles.
    date_format : str, optional
        A `strptime` format for dates not written YYYY-MM-DD.

    Returns
    -------
    Loaded
        `articles` has one row a record that was accepted, sorted by its id; `text` and `language` are not
        filled yet. `quarantine` has one row a record that was not, with the reason.

    Raises
    ------
    ArticlesError
        There is no such source, or it is of a kind that is not read.
    """
    rows: list[dict[str, Any]] = []
    taken: dict[str, str] = {}  # id -> where it stands
    aside: list[Record] = []
    notes: list[Note] = []
    n_records = 0
    with _long_fields():
        for record in _records(source, study, notes):
            n_records += 1
            try:
                article_id = _article_id(record, taken)
                rows.append(_article(record, date_format, notes))
                taken[article_id] = record.where
            except Unreadable as error:
                record.fault = str(error)
                aside.append(record)
    articles = _table(rows, study)
    notes += find_flags(articles)
    return Loaded(articles, _quarantine(aside), notes, [record.kept for record in aside], n_records)


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let a CSV field be longer than 131,072 characters while a source is read."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)


_READERS = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".txt": read_document,
}


def _records(source: Path | str | pd.DataFrame | None, study: Study, notes: list[Note]) -> Iterator[Record]:
    if isinstance(source, pd.DataFrame):
        return read_frame(source, notes)
    path = study.folder / study.articles if source is None else Path(source)
    if path.is_dir():
        return read_folder(path, notes)
    if not path.is_file():
        raise ArticlesError(f"Articles must be a file or folder that is there; {path} is not.")
    if path.suffix.lower() not in _READERS:
        raise ArticlesError(f"Articles must be a folder or end in {', '.join(_READERS)}; {path.name} does not.")
    return _READERS[path.suffix.lower()](path, notes)


def _article_id(record: Record, taken: dict[str, str]) -> str:
    """Give the record's id, or raise for what is wrong with the record."""
    if record.fault:
        raise Unreadable(record.fault)
    article_id = record.fields.get("article_id", "")
    if not article_id.strip():
        raise Unreadable("must have an `article_id`; the field is empty")
    if article_id in taken:
        raise Unreadable(f"must have an id of its own; {article_id!r} is taken by {taken[article_id]}")
    text = record.fields.get("text", "")
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"must be an article of at most {MAX_CHARACTERS:,} characters; its size is {len(text):,}")
    if not _has_words(text):
        raise Unreadable("must have text; no text was found" if not text.strip() else "must have words; no text found")
    return article_id


_WORD = re.compile(r"[^\W_]")
_ENTITY = re.compile(r"&#?\w{1,32};")


def _has_words(text: str) -> bool:
    """Tell whether a letter or digit stands in a text, entities taken for the characters that they name."""
    body = DATE_PREFIX.sub("", text, count=1)
    if _WORD.search(_ENTITY.sub(" ", body)):
        return True
    return any(_WORD.search(html.unescape(entity)) for entity in _ENTITY.findall(body))


def _article(record: Record, date_format: str | None, notes: list[Note]) -> dict[str, Any]:
    fields = record.fields
    article_id, raw = fields["article_id"], fields["text"]
    published = read_published(fields, raw, date_format)
    notes += [Note(article_id, "text repaired", repair) for repair in record.repairs]
    if published.flag:
        kind = "date missing" if published.basis == "missing" else "date flagged"
        notes.append(Note(article_id, kind, published.flag))
    row: dict[str, Any] = {column: fields.get(column) for column in TABLES["articles"].dtypes}
    for what in ("outlet", "headline", "url"):
        row |= _given(what, fields)
    if row["outlet"]:
        row["outlet"] = unicodedata.normalize("NFC", row["outlet"])
    return row | {
        "file": fields.get("file") or record.file,
        "raw": raw,
        "text": None,
        "sha256": record.sha256,
        **{f"published_{name}": value for name, value in published._asdict().items() if name != "flag"},
    }


def _given(what: str, fields: dict[str, str]) -> dict[str, str | None]:
    """Give a value, its basis and its evidence; a blank value is missing, whatever basis is written beside it."""
    value = fields.get(what, "")
    if not value.strip():
        return {what: None, f"{what}_basis": "missing"}
    basis = fields.get(f"{what}_basis", "stated")
    return {what: value, f"{what}_basis": basis if basis in ("stated", "inferred") else "inferred"}


def _table(rows: list[dict[str, Any]], study: Study) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(TABLES["articles"].dtypes), dtype=object)
    made = outlet_ids([name if isinstance(name, str) else None for name in frame["outlet"]], study)
    given = frame["outlet_id"].tolist()
    frame["outlet_id"] = [own or other for own, other in zip(given, made, strict=True)]
    for column in ("published_earliest", "published_latest"):
        frame[column] = pd.to_datetime(frame[column])
    return conform(frame, "articles")


def _quarantine(aside: list[Record]) -> pd.DataFrame:
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
