"""A pandas frame -> records, one a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.corpus.fields.columns import name_columns
from analysis.corpus.files.decode import Unreadable, decode_text
from analysis.corpus.records import Note, Record, whole_characters
from analysis.study import ArticleSource


def read_frame(frame: pd.DataFrame, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    """Read the rows of a frame with `article_id` and `text`; whole numbers serve as ids, dates as dates.

    Raises
    ------
    ArticlesError
        The columns have other names.
    """
    columns = [str(name) for name in frame.columns]
    named = name_columns("The frame of articles", columns, options, notes, texts=("text",))
    known = [named.get(name, "") for name in columns]
    if frame.empty:
        yield Record(None, None, ",".join(columns).encode(), fault="must hold rows; there are none")
    values = [frame.iloc[:, at].astype(object).tolist() for at, name in enumerate(known) if name]
    known = [name for name in known if name]
    for position, row in enumerate(zip(*values, strict=True)):
        yield _record(position, dict(zip(known, row, strict=True)))


def _record(position: int, row: dict[str, Any]) -> Record:
    record = Record(None, position, repr(row).encode("utf-8", "backslashreplace"))
    record.reader = "frame"
    try:
        for name, value in row.items():
            written = _written(name, value, record.repairs)
            if written or name == "article_id":
                record.fields[name] = written or ""
    except Unreadable as error:
        record.fault = str(error)
    return record


def _written(name: str, value: Any, repairs: list[str]) -> str | None:
    """Give a cell as text: None where it is missing."""
    if isinstance(value, str):
        return whole_characters(value, name, repairs)
    if isinstance(value, bytes) and name == "text":
        text, repair = decode_text(value)
        repairs += [repair] if repair else []
        return text
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if name == "text" or not pd.api.types.is_scalar(value):
        raise Unreadable(f"must have a string as `{name}`; found a {type(value).__name__}")
    if name == "article_id" and isinstance(value, float) and value.is_integer():
        return str(int(value))  # ids become numbers with a point where one of a column is missing
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
