"""Files that came back from coders -> labels, or a reason by file and row for what is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.study import Study
from analysis.tables import conform
from analysis.validity.coding import ADJUDICATED, Coding
from analysis.validity.returned import Row, bare, read_rows, unguarded
from analysis.validity.variables import Variable, variables_of

#: Units in which two files of one coder differ, or that stand on another sheet: from so many on a file is another's.
MANY = 5
_FOREIGN = "a unit must be on the sheet of"
_WHOLE = "no row is read of a file that holds units of another coder's sheet; say whose it is in a column `coder`"
_NO = frozenset({"0", "no", "false", "unsure", "n"})


class Answers(NamedTuple):
    """Table `labels` of some files, what was refused (a line each), and how many units were left empty."""

    labels: pd.DataFrame
    refused: list[str]
    n_empty: int


def read_answers(paths: Sequence[Path], coding: Coding, study: Study) -> Answers:
    """Read sheets that came back, in part or changed by the programs that they went through.

    Parameters
    ----------
    paths : sequence of Path
        What they may be made of says `analysis.validity.returned.read_rows`. Needed are `unit_id` and `value`; the
        coder is that of the column `coder` or, where that is empty, of the rest of the file or of its name.
    coding : Coding
    study : Study

    Returns
    -------
    Answers
        Refused with file and number, the first row being 1, is a row of an unknown unit, answer or coder, of another
        codebook, of a unit that is another coder's, or that is no row. A unit to which a coder gives two answers is
        left out, and both places are named.

    Raises
    ------
    StudyError
        A file is no table with these columns.
    """
    found: list[tuple[Row, dict[str, object]]] = []
    refused: list[str] = []
    n_empty = 0
    known = variables_of(study)
    units = {str(row["unit_id"]): row for row in coding.units.to_dict("records")}
    for path in dict.fromkeys(paths):
        rows, reasons = read_rows(path)
        coder = _coder_of(path, rows, coding)
        own: list[tuple[Row, dict[str, object]]] = []
        for row in rows:
            label = _read_row(row, coder, coding, units, known)
            if isinstance(label, str):
                reasons.append((row.number, label))
            elif label:
                own.append((row, label))
            else:
                n_empty += 1
        if sum(reason.startswith(_FOREIGN) for _, reason in reasons) >= MANY:
            reasons += [(row.number, _WHOLE) for row, _ in own]
            own = []
        found += own
        refused += _by_reason(path, reasons)
    kept, twice = _once(found)
    names = ["unit_id", "coder_id", "variable", "value", "sure", "note", "coded_at"]
    return Answers(conform(pd.DataFrame(kept, columns=names), "labels"), refused + twice, n_empty)


def _by_reason(path: Path, reasons: Iterable[tuple[int, str]]) -> list[str]:
    """Make a line of each reason, with the rows that it is the reason of."""
    rows: dict[str, list[int]] = {}
    for number, reason in sorted(reasons):
        rows.setdefault(reason, []).append(number)
    return [f"{path} {'row' if len(at) == 1 else 'rows'} {_ranges(at)}: {reason}" for reason, at in rows.items()]


def _ranges(numbers: list[int]) -> str:
    """Write whole numbers with those that follow each other as a range.

    >>> _ranges([2, 3, 4, 7, 9, 10])
    '2-4, 7, 9-10'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else f"{a}" for a, b in parts)


def _once(found: Sequence[tuple[Row, dict[str, object]]]) -> tuple[list[dict[str, object]], list[str]]:
    """Keep one answer of a coder to a unit, the last of those that say the same; refuse two that differ."""
    answers: dict[tuple[object, object], list[tuple[Row, dict[str, object]]]] = {}
    for row, label in found:
        answers.setdefault((label["unit_id"], label["coder_id"]), []).append((row, label))
    kept, refused = [], []
    parted: Counter[tuple[str, frozenset[str]]] = Counter()
    for (unit, coder), given in answers.items():
        said = {str(label["value"]): f"{label['value']} in {row.file} row {row.number}" for row, label in given}
        if len(said) == 1:
            kept.append(given[-1][1])
            continue
        refused.append(f"unit `{unit}`: {coder} must answer once; found {', '.join(said.values())}")
        parted[str(coder), frozenset(str(row.file) for row, _ in given)] += 1
    hints = [
        f"{' and '.join(sorted(files))} say that they are {coder}'s, and differ in {n} units: is one another coder's?"
        for (coder, files), n in parted.items()
        if len(files) > 1 and n >= MANY
    ]
    return kept, hints + refused


def _read_row(
    row: Row, coder: str, coding: Coding, units: Mapping[str, Mapping[Any, Any]], known: Mapping[str, Variable]
) -> dict[str, object] | str | None:
    """Give a label, the reason why it is none, or None for an empty one."""
    cells = row.cells
    if not cells["value"].strip():
        return None
    unit_id = bare(cells["unit_id"]).casefold()
    unit = units.get(unit_id)
    if unit is None:
        return f"`unit_id` must be one of the plan; found `{bare(cells['unit_id'])}`"
    variable = known.get(str(unit["variable"]))
    if variable is None:
        return f"`{unit['variable']}` is no question of the study any more"
    written = bare(cells.get("coder", ""))
    coder = _named(written, coding) if written else coder
    if not coder:
        found = written or row.file.name
        return f"`coder` must be one of {', '.join(coding.coders)}; found `{found}`"
    if coder != ADJUDICATED and coder not in str(unit["coders"]).split():
        return f"{_FOREIGN} {coder}; found one of {unit['coders']}"
    book, wanted = bare(cells.get("codebook", "")), _codebooks(coding).get(variable.name, "")
    if book and book.casefold() != wanted:
        return f"`codebook` must be `{wanted}`; found `{book}`: it was coded by another one"
    value = variable.read(cells["value"])
    if value is None:
        return f"`value` must be one of {', '.join(variable.answers)}; found {cells['value'].strip()[:80]!r}"
    return {
        "unit_id": unit_id,
        "coder_id": coder,
        "variable": variable.name,
        "value": value,
        "sure": bare(cells.get("sure", "")).casefold() not in _NO,
        "note": unguarded(cells.get("note", "").strip()),
        "coded_at": bare(cells.get("coded_at", "")),
    }


def _codebooks(coding: Coding) -> dict[str, str]:
    return {entry["variable"]: entry["codebook"] for entry in coding.plan["variables"]}


def _named(written: str, coding: Coding) -> str:
    """Give the coder that a cell means, however it is capitalised; "" for nobody of the plan."""
    names = (*coding.coders, ADJUDICATED)
    return next((name for name in names if name.casefold() == written.casefold()), "")


def _coder_of(path: Path, rows: Sequence[Row], coding: Coding) -> str:
    """Tell whose a file is where a row does not say it: the one coder of its other rows, or of its name.

    A name stands there as a word; where one holds another (`ana-k`, `k`), the longer one is meant. A file that names
    two is nobody's.
    """
    said = {_named(bare(row.cells.get("coder", "")), coding) for row in rows if bare(row.cells.get("coder", ""))}
    if len(said) == 1:
        return said.pop()
    left, found = path.stem.casefold(), set()
    for name in sorted((*coding.coders, ADJUDICATED), key=len, reverse=True):
        shorter = re.sub(rf"(?<![^\W_]){re.escape(name.casefold())}(?![^\W_])", "\0", left)
        found |= {name} if shorter != left else set()
        left = shorter
    return found.pop() if len(found) == 1 else ""


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
