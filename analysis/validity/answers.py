"""Files that came back from coders -> labels, or a reason by file and row for what is none."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.files.decode import Unreadable, decode_text
from analysis.errors import StudyError
from analysis.study import Study
from analysis.tables import FORMULA_STARTS, conform
from analysis.validity.coding import ADJUDICATED, Coding
from analysis.validity.variables import Variable, variables_of

__all__ = ["Answers", "list_disagreements", "merge_labels", "read_answers"]

#: Marks that a word processor puts in the place of straight ones.
_CURLY = "“”„‟«»"
_NO = frozenset({"0", "no", "false", "unsure", "n"})


class Answers(NamedTuple):
    """Table `labels` of some files, what was refused (a line each), and how many units were left empty."""

    labels: pd.DataFrame
    refused: list[str]
    n_empty: int


def read_answers(paths: Sequence[Path], coding: Coding, study: Study) -> Answers:
    """Read sheets that came back.

    Read are sheets in part, with rows and columns in any order and further columns, parted by commas, semicolons or
    tabs, in UTF-8, UTF-16 or Windows-1252, with other quotation marks. Needed are `unit_id` and `value`;
    the coder is that of the column `coder`, or else of the file's name.

    Parameters
    ----------
    paths : sequence of Path
    coding : Coding
    study : Study

    Returns
    -------
    Answers
        A row of an unknown unit, answer or coder, of another codebook, of a unit that is another coder's, or with
        another number of cells than columns is refused with its file and number; the header is row 1.

    Raises
    ------
    StudyError
        A file is no table with these columns.
    """
    rows: list[dict[str, object]] = []
    refused: list[str] = []
    n_empty = 0
    known = variables_of(study)
    units = {str(row["unit_id"]): row for row in coding.units.to_dict("records")}
    for path in paths:
        for number, row in _read_rows(path, refused):
            found = _read_row(row, path, coding, units, known)
            if isinstance(found, str):
                refused.append(f"{path} row {number}: {found}")
            elif found:
                rows.append(found)
            else:
                n_empty += 1
    twice = Counter((row["unit_id"], row["coder_id"]) for row in rows)
    kept = {(row["unit_id"], row["coder_id"]): row for row in rows}
    for unit, coder in [key for key, n in twice.items() if n > 1]:
        values = sorted({str(row["value"]) for row in rows if (row["unit_id"], row["coder_id"]) == (unit, coder)})
        if len(values) > 1:
            refused.append(f"unit `{unit}`: {coder} must answer once; found {', '.join(values)}")
            del kept[unit, coder]
    names = ["unit_id", "coder_id", "variable", "value", "sure", "note", "coded_at"]
    frame = pd.DataFrame(list(kept.values()), columns=names)
    return Answers(conform(frame, "labels"), refused, n_empty)


def _read_rows(path: Path, refused: list[str]) -> Iterable[tuple[int, dict[str, str]]]:
    """Give the rows of a file by the names of its columns."""
    try:
        text = decode_text(path.read_bytes()).text.removeprefix("\ufeff")
    except Unreadable as error:
        raise StudyError(f"{path} must be a table of answers; {error}.") from error
    head = text.partition("\n")[0]
    if any(mark in head for mark in _CURLY):  # marks around cells were changed: they part cells again
        text = re.sub(rf"(^|[,;\t\n])[{_CURLY}]", r'\1"', text)
        text = re.sub(rf"[{_CURLY}](?=[,;\t\r\n]|$)", '"', text)
        head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    names = [_bare(name).casefold().replace(" ", "_") for name in lines[0]] if lines else []
    for name in ("unit_id", "value"):
        if name not in names:
            raise StudyError(f"{path} must have the columns unit_id and value; found {', '.join(names) or 'none'}.")
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            refused.append(f"{path} row {number}: a row must have {len(names)} cells; found {len(cells)}")
            continue
        yield number, dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))


def _bare(cell: str) -> str:
    """Take from a cell the marks that a program put around it."""
    return cell.strip().strip("'’‘\"“”„`").strip()


def _read_row(
    row: Mapping[str, str],
    path: Path,
    coding: Coding,
    units: Mapping[str, Mapping[Any, Any]],
    known: Mapping[str, Variable],
) -> dict[str, object] | str | None:
    """Give a label, the reason why it is none, or None for an empty one."""
    if not row["value"].strip():
        return None
    unit_id = _bare(row["unit_id"])
    unit = units.get(unit_id)
    if unit is None:
        return f"`unit_id` must be one of the plan; found `{unit_id}`"
    variable = known.get(str(unit["variable"]))
    if variable is None:
        return f"`{unit['variable']}` is no question of the study any more"
    coder = _bare(row.get("coder", "")) or _coder_of(path, coding)
    if coder != ADJUDICATED and coder not in coding.coders:
        return f"`coder` must be one of {', '.join(coding.coders)}; found `{coder or path.name}`"
    if coder != ADJUDICATED and coder not in str(unit["coders"]).split():
        return f"unit `{unit_id}` is not on the sheet of {coder}"
    book, wanted = _bare(row.get("codebook", "")), _codebooks(coding).get(variable.name, "")
    if book and book != wanted:
        return f"`codebook` must be `{wanted}`; found `{book}`: it was coded by another one"
    value = variable.read(row["value"])
    if value is None:
        return f"`value` must be one of {', '.join(variable.answers)}; found {row['value'].strip()!r}"
    note = row.get("note", "").strip()
    return {
        "unit_id": unit_id,
        "coder_id": coder,
        "variable": variable.name,
        "value": value,
        "sure": _bare(row.get("sure", "")).casefold() not in _NO,
        "note": note[1:] if note.startswith("'") and note[1:].startswith(FORMULA_STARTS) else note,
        "coded_at": _bare(row.get("coded_at", "")),
    }


def _codebooks(coding: Coding) -> dict[str, str]:
    return {entry["variable"]: entry["codebook"] for entry in coding.plan["variables"]}


def _coder_of(path: Path, coding: Coding) -> str:
    """Tell whose a file is by its name: the longest name of a coder that stands in it as a word."""
    names = [
        name for name in (*coding.coders, ADJUDICATED) if re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", path.stem)
    ]
    return max(names, key=len, default="")


def merge_labels(before: pd.DataFrame, added: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Put newly read labels over those that were read before; give how many of those changed.

    The files stay as they came: what a coder said first can always be read again.
    """
    keys = ["unit_id", "coder_id", "variable"]
    both = before.merge(added, on=keys, suffixes=("", "_new"))
    n_changed = int((both["value"] != both["value_new"]).sum())
    every = pd.concat([before, added]).drop_duplicates(keys, keep="last")
    return conform(every, "labels"), n_changed


def list_disagreements(coding: Coding, variables: Iterable[Variable]) -> pd.DataFrame:
    """List the units on which coders differ and that nobody has settled yet.

    Returns
    -------
    DataFrame
        ``unit_id``, ``variable``, and a column of each coder's answers; the coders that were unsure are in ``unsure``.
    """
    labels = coding.labels
    settled = set(labels.loc[labels["coder_id"] == ADJUDICATED, "unit_id"])
    rows = []
    for variable in variables:
        own = labels[(labels["variable"] == variable.name) & ~labels["unit_id"].isin(settled)]
        for unit_id, part in own.groupby("unit_id", sort=True):
            if part["value"].nunique() > 1:
                said = dict(zip(part["coder_id"], part["value"], strict=True))
                unsure = part.loc[~part["sure"].fillna(True).astype(bool), "coder_id"].tolist()
                rows.append({"unit_id": unit_id, "variable": variable.name, "unsure": " ".join(unsure), **said})
    columns = ["unit_id", "variable", "unsure", *coding.coders]
    return pd.DataFrame(rows, columns=columns)
