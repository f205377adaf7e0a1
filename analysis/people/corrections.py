"""``corrections.csv`` of a study: what a reader of the tables decided otherwise, applied to table `mentions`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.errors import StudyError
from analysis.study import CORRECTIONS, Study
from analysis.tables import TABLES, conform

#: Columns of the file; one more, `surface`, may repeat the words of the span, which are then compared.
COLUMNS = ("article_id", "start", "end", "column", "value", "coder", "reason")
#: Columns of table `mentions` that can be corrected.
CORRECTABLE = ("person_id",)


class _Entry(NamedTuple):
    """One row of the file."""

    where: str
    article_id: str
    start: int
    end: int
    people: tuple[str, ...]
    coder: str
    surface: str


def read_corrections(study: Study) -> pd.DataFrame:
    """Read the corrections of a study.

    Returns
    -------
    DataFrame
        `COLUMNS`, `surface` ("" where the file does not give it), `file` and `row` (the header is row 1); without
        rows where the study has no ``corrections.csv``. `value` is a person of the study, several joined by ``|``, or
        "" for nobody of the study.

    Raises
    ------
    StudyError
        Names file and row, and what is allowed there.
    """
    path = study.folder / CORRECTIONS
    columns = [*COLUMNS, "surface", "file", "row"]
    if not path.is_file():
        return pd.DataFrame({column: [] for column in columns})
    rows = [_checked(row, path, number, study) for number, row in enumerate(_rows(path), start=2)]
    return pd.DataFrame(rows, columns=columns)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise StudyError(f"{path} must have the columns {', '.join(COLUMNS)}; missing: {', '.join(missing)}.")
            return list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{path} must be a CSV file in UTF-8; {error}.") from error


def _checked(row: dict[str, str], path: Path, number: int, study: Study) -> tuple[object, ...]:
    where = f"{path} row {number}"
    if None in row or None in row.values():
        raise StudyError(f"{where} must have one value for each column; found more or fewer.")
    try:
        start, end = int(row["start"]), int(row["end"])
    except ValueError:
        raise StudyError(
            f"{where}: `start` and `end` must be whole numbers; found {row['start']!r} and {row['end']!r}."
        ) from None
    if row["column"] not in CORRECTABLE:
        raise StudyError(f"{where}: `column` must be one of {', '.join(CORRECTABLE)}; found {row['column']!r}.")
    for person in filter(None, row["value"].split("|")):
        if person not in study.people:
            raise StudyError(
                f"{where}: `value` must name people of the study ({', '.join(study.people)}); found {person!r}."
            )
    if not row["coder"].strip():
        raise StudyError(f"{where}: `coder` must say who decided; the field is empty.")
    fields = (row["article_id"], start, end, row["column"], row["value"], row["coder"], row["reason"])
    return (*fields, row.get("surface", ""), str(path), number)


def apply_corrections(
    mentions: pd.DataFrame, corrections: pd.DataFrame, article_ids: Iterable[str] | None = None
) -> tuple[pd.DataFrame, int]:
    """Overrule mentions as the corrections say.

    Parameters
    ----------
    mentions : DataFrame
        Table `mentions` of some articles.
    corrections : DataFrame
        As of `read_corrections`; entries of other articles wait for their batch.
    article_ids : iterable of str, optional
        The articles of this batch; by default those with a mention.

    Returns
    -------
    mentions : DataFrame
        Table `mentions`. A corrected mention has confidence 1, no candidates, and the rule "corrected by" its coder;
        several people are a group, one row each.
    n_applied : int
        Number of entries applied.

    Raises
    ------
    StudyError
        An entry fits no mention: its span or its `surface` is not (or no longer) that of one, or it stands twice.
    """
    known = set(mentions["article_id"]) if article_ids is None else set(article_ids)
    entries = [entry for entry in _entries(corrections) if entry.article_id in known]
    if not entries:
        return mentions, 0
    rows = list(mentions.itertuples(index=False, name=None))
    columns = list(TABLES["mentions"].dtypes)
    at = {(row[0], row[3], row[4]): index for index, row in reversed(list(enumerate(rows)))}
    replaced: dict[tuple[str, int, int], list[tuple[object, ...]]] = {}
    for entry in entries:
        key = (entry.article_id, entry.start, entry.end)
        if key not in at:
            raise StudyError(
                f"{entry.where} must fit a mention of article `{entry.article_id}`; "
                f"none stands at {entry.start} to {entry.end}."
            )
        first = rows[at[key]]
        if entry.surface and entry.surface != first[5]:
            raise StudyError(
                f"{entry.where} must fit its span; `surface` is {entry.surface!r}, the text says {first[5]!r}."
            )
        if key in replaced:
            raise StudyError(f"{entry.where} must be the only correction of its span; another one stands before it.")
        replaced[key] = _corrected(first, entry)
    result = _put_in(rows, replaced)
    return conform(pd.DataFrame(result, columns=columns), "mentions"), len(entries)


def _entries(corrections: pd.DataFrame) -> list[_Entry]:
    fields = ("file", "row", "article_id", "start", "end", "value", "coder", "surface")
    return [
        _Entry(
            f"{file} row {row}", article_id, int(start), int(end), tuple(filter(None, value.split("|"))), coder, surface
        )
        for file, row, article_id, start, end, value, coder, surface in zip(
            *(corrections[field].tolist() for field in fields), strict=True
        )
    ]


def _corrected(row: tuple[object, ...], entry: _Entry) -> list[tuple[object, ...]]:
    """Rows in place of the mention's: one for each person, or one for nobody of the study."""
    is_group = len(entry.people) > 1
    rule = f"corrected by {entry.coder}"
    return [
        (*row[:7], person, index if is_group else None, 1.0, None, rule)
        for index, person in enumerate(entry.people or (None,))
    ]


def _put_in(
    rows: list[tuple[object, ...]], replaced: dict[tuple[str, int, int], list[tuple[object, ...]]]
) -> list[tuple[object, ...]]:
    """Put corrected rows where the first of the old ones stood, and number each article's mentions anew."""
    result: list[tuple[object, ...]] = []
    done = set()
    for row in rows:
        key = (row[0], row[3], row[4])
        if key not in replaced:
            result.append(row)
        elif key not in done:
            done.add(key)
            result += replaced[key]
    numbers: dict[object, int] = {}
    for index, row in enumerate(result):
        number = numbers[row[0]] = numbers.get(row[0], -1) + 1
        result[index] = (row[0], number, *row[2:])
    return result
