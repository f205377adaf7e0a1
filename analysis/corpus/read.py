"""A source of articles -> the table of articles; bad records are set aside and their neighbours are unharmed."""

from __future__ import annotations

import csv
import html
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.agencies import name_agency
from analysis.corpus.csv_file import read_csv
from analysis.corpus.dates import DATE_PREFIX, check_format, read_published
from analysis.corpus.decode import MAX_CHARACTERS, Unreadable
from analysis.corpus.documents import read_document, read_folder
from analysis.corpus.flags import find_flags
from analysis.corpus.frames import read_frame
from analysis.corpus.json_lines import read_json_lines
from analysis.corpus.markup import without_markup
from analysis.corpus.outlets import fold, join_ids, join_outlets
from analysis.corpus.records import Kept, Note, Record, show_turns
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
        There is no such source, it is of a kind that is not read, its columns have other names, or the format of dates
        names no day.
    """
    if date_format is not None:
        check_format(date_format)
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
                fields = _mend_names(record, article_id, notes)
                rows.append(_article(record, fields, date_format, notes))
                taken[article_id] = record.where
            except Unreadable as error:
                record.fault = str(error)
                aside.append(record)
    if not rows and any(record.is_foreign for record in aside):
        raise ArticlesError(f"Articles must be read from text or tables. {_reasons(aside)}")
    articles = _table(rows, study, notes)
    notes += find_flags(articles)
    return Loaded(articles, _quarantine(aside), notes, [record.kept for record in aside], n_records)


def _reasons(aside: list[Record]) -> str:
    """Say of the first records why they are not read."""
    reasons = [f"{record.where}: the record {record.fault}." for record in aside]
    return " ".join(reasons[:3]) + (f" And {len(reasons) - 3:,} more." if len(reasons) > 3 else "")


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
    if not isinstance(source, str | Path | None) or source == "":
        found = "an empty text" if source == "" else type(source).__name__
        raise ArticlesError(f"Articles must be a DataFrame or the path of a file or folder; found {found}.")
    path = study.folder / study.articles if source is None else Path(source)
    if path.is_dir():
        return read_folder(path, notes)
    if not path.is_file():
        raise ArticlesError(f"Articles must be a file or folder that is there; {path} is not.")
    if path.suffix.lower() not in _READERS:
        raise ArticlesError(f"Articles must be a folder or end in {', '.join(_READERS)}; {path.name} does not.")
    return _READERS[path.suffix.lower()](path, notes)


#: What programs write for a value that is missing, where a name or date should stand ("NA" and "null" are names).
_MISSING = frozenset(("nan", "NaN", "<NA>", "NaT", "None"))
#: The same where an article should stand.
_NO_TEXT = frozenset(("nan", "<na>", "nat", "none", "null", "na", "n/a", "#n/a", "#value!", "undefined"))


def _article_id(record: Record, taken: dict[str, str]) -> str:
    """Give the record's id, or raise for what is wrong with the record."""
    if record.fault:
        raise Unreadable(record.fault)
    article_id = show_turns(record.fields.get("article_id", ""))
    if not article_id.strip():
        raise Unreadable("must have an `article_id`; the field is empty")
    if article_id in taken:
        raise Unreadable(f"must have an id of its own; {article_id!r} is taken by {taken[article_id]}")
    text = record.fields.get("text", "")
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"must be an article of at most {MAX_CHARACTERS:,} characters; its size is {len(text):,}")
    if not _has_words(text):
        raise Unreadable("must have text; no text was found" if not text.strip() else "must have words; no text found")
    if text.strip().casefold() in _NO_TEXT:
        raise Unreadable(f"must have text; {text.strip()!r} is the word for a missing value, and no text")
    return article_id


def _mend_names(record: Record, article_id: str, notes: list[Note]) -> dict[str, str]:
    """Give the fields without words for missing values, and with marks that turn writing shown in names and ids."""
    fields = dict(record.fields, article_id=article_id)
    lost = [name for name, value in fields.items() if name not in ("article_id", "text") and value.strip() in _MISSING]
    for name in lost:
        notes.append(Note(article_id, "value missing", f"{name} is {fields.pop(name).strip()!r}"))
    turned = [name for name in ("outlet", "outlet_id") if show_turns(fields.get(name, "")) != fields.get(name, "")]
    fields |= {name: show_turns(fields[name]) for name in turned}
    turned += ["article_id"] if article_id != record.fields["article_id"] else []
    notes += [Note(article_id, "marks made visible", f"{name} turns its writing") for name in turned]
    return fields


_WORD = re.compile(r"[^\W_]")
_ENTITY = re.compile(r"&#?\w{1,32};")


def _has_words(text: str) -> bool:
    """Tell whether a letter or digit stands in a text outside its tags, entities taken for what they name."""
    body = DATE_PREFIX.sub("", without_markup(text), count=1)
    if _WORD.search(_ENTITY.sub(" ", body)):
        return True
    return any(_WORD.search(html.unescape(entity)) for entity in _ENTITY.findall(body))


def _article(record: Record, fields: dict[str, str], date_format: str | None, notes: list[Note]) -> dict[str, Any]:
    article_id, raw = fields["article_id"], fields["text"]
    published = read_published(fields, raw, date_format)
    notes += [Note(article_id, "text repaired", repair) for repair in record.repairs]
    if published.flag:
        kind = "date missing" if published.basis == "missing" else "date flagged"
        notes.append(Note(article_id, kind, published.flag))
    row: dict[str, Any] = {column: fields.get(column) for column in TABLES["articles"].dtypes}
    for what in ("outlet", "headline", "url"):
        row |= _given(what, fields)
    return row | {
        "file": fields.get("file") or record.file,
        "agency": fields.get("agency") or name_agency(fields.get("byline", "")),
        "raw": raw,
        "text": None,
        "sha256": record.sha256,
        **{f"published_{name}": value for name, value in published._asdict().items() if name != "flag"},
    }


def _given(what: str, fields: dict[str, str]) -> dict[str, str | None]:
    """Give a value, its basis and its evidence; a blank value is missing, whatever basis is written beside it."""
    value = fields.get(what, "")
    if not fold(value):
        return {what: None, f"{what}_basis": "missing"}
    basis = fields.get(f"{what}_basis", "stated")
    return {what: value, f"{what}_basis": basis if basis in ("stated", "inferred") else "inferred"}


def _table(rows: list[dict[str, Any]], study: Study, notes: list[Note]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(TABLES["articles"].dtypes), dtype=object)
    made, frame["outlet"], joined = join_outlets([row["outlet"] for row in rows], study)
    notes += [Note(None, "outlets joined", names) for names in joined]
    given = frame["outlet_id"].tolist()
    ids = join_ids(given, study)
    notes += [Note(None, "outlets joined", f"{one}: the id {own!r}") for own, one in ids.items() if own != one]
    frame["outlet_id"] = [ids[own] if own else other for own, other in zip(given, made, strict=True)]
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
