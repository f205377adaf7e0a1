"""A record -> a row of the table of articles; or what is wrong with it. One at a time, so that any size does."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from analysis.corpus.agencies import name_agency
from analysis.corpus.fields.dates import DATE_PREFIX, read_published
from analysis.corpus.fields.ids import count_made, make_id
from analysis.corpus.files.decode import MAX_CHARACTERS, Unreadable
from analysis.corpus.markup import without_markup
from analysis.corpus.outlets import fold
from analysis.corpus.records import Dates, Note, Record, show_turns
from analysis.tables import TABLES

Row = dict[str, Any]


def accept_records(records: Iterable[Record], notes: list[Note]) -> Iterator[tuple[Record, Row | None]]:
    """Yield each record with its row of `articles`; with None, and its fault said, where it cannot be one.

    Rows hold what the record says: outlets are not joined, and `text` and `language` are not filled.
    """
    taken: dict[str, str] = {}  # id -> where it stands
    made: Counter[str] = Counter()
    for record in records:
        try:
            article_id = _article_id(record, taken, made)
            row = _article(record, _mend_names(record, article_id, notes), notes)
            taken[article_id] = record.where
            yield record, row
        except Unreadable as error:
            record.fault = str(error)
            yield record, None
    notes += count_made(made)


#: What programs write for a value that is missing, where a name or date should stand ("NA" and "null" are names).
_MISSING = frozenset(("nan", "NaN", "<NA>", "NaT", "None"))
#: The same where an article should stand.
_NO_TEXT = frozenset(("nan", "<na>", "nat", "none", "null", "na", "n/a", "#n/a", "#value!", "undefined"))


def _article_id(record: Record, taken: dict[str, str], made: Counter[str]) -> str:
    """Give the record's id, or raise for what is wrong with the record."""
    if record.fault:
        raise Unreadable(record.fault)
    text = record.fields.get("text", "")
    _refuse_text(text)
    if "article_id" not in record.fields:
        record.fields["article_id"], what = make_id(record.fields)
        made[what] += 1
    article_id = show_turns(record.fields["article_id"])
    if not article_id.strip():
        raise Unreadable("must have an `article_id`; the field is empty")
    if article_id in taken:
        raise Unreadable(f"must have an id of its own; {article_id!r} is taken by {taken[article_id]}")
    return article_id


def _refuse_text(text: str) -> None:
    """Raise for what is no text of an article."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"must be an article of at most {MAX_CHARACTERS:,} characters; its size is {len(text):,}")
    if not _has_words(text):
        raise Unreadable("must have text; no text was found" if not text.strip() else "must have words; no text found")
    if text.strip().casefold() in _NO_TEXT:
        raise Unreadable(f"must have text; {text.strip()!r} is the word for a missing value, and no text")


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


#: The marks of a list of names that Python wrote into a cell: ['Reuters'].
_LISTED = "[]'\" "
_WORD = re.compile(r"[^\W_]")
_ENTITY = re.compile(r"&#?\w{1,32};")


def _has_words(text: str) -> bool:
    """Tell whether a letter or digit stands in a text outside its tags, entities taken for what they name."""
    body = DATE_PREFIX.sub("", without_markup(text), count=1)
    if _WORD.search(_ENTITY.sub(" ", body)):
        return True
    return any(_WORD.search(html.unescape(entity)) for entity in _ENTITY.findall(body))


def _article(record: Record, fields: dict[str, str], notes: list[Note]) -> Row:
    article_id, raw = fields["article_id"], fields["text"]
    dates = record.dates or Dates()
    published = read_published(fields, raw, dates.rule, dates.order)
    notes += [Note(article_id, "text repaired", repair) for repair in record.repairs]
    notes += [Note(article_id, *flag) for flag in record.flags]
    if published.flag:
        kind = "date missing" if published.basis == "missing" else "date flagged"
        notes.append(Note(article_id, kind, published.flag))
    row: Row = {column: fields.get(column) for column in TABLES["articles"].dtypes}
    for what in ("outlet", "headline", "url"):
        row |= _given(what, fields)
    return row | {
        "file": fields.get("file") or record.file,
        "agency": fields.get("agency") or name_agency(fields.get("byline", "").strip(_LISTED)),
        "source_file": record.source_file,
        "source_sha256": record.source_sha256,
        "locator": record.locator or None,
        "reader": record.reader or None,
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
