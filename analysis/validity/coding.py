"""The folder of a coding on disk: its plan, its units, and what coders said, in the tables of the house."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.errors import StudyError
from analysis.study import LABELS, PLAN, UNITS, Study
from analysis.tables import TABLES, conform, empty, write_bytes
from analysis.validity.plan import plan_bytes
from analysis.validity.variables import Variable, variables_of

#: Where its sheets are written.
SHEETS = "sheets"
#: The coder whose answer settles what others disagree on.
ADJUDICATED = "adjudicated"
_CODER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class Coding(NamedTuple):
    """A plan with its hash, its units and the labels that were read so far."""

    folder: Path
    plan: Mapping[str, Any]
    sha256: str
    units: pd.DataFrame
    labels: pd.DataFrame

    @property
    def coders(self) -> list[str]:
        """The coders of the plan, in its order."""
        return list(self.plan["coders"])


def check_coders(coders: list[str]) -> list[str]:
    """Refuse names of coders that cannot be a part of a file name, or stand for something else."""
    for name in coders:
        if not _CODER.fullmatch(name) or name == ADJUDICATED:
            raise StudyError(
                f"A coder must be letters, digits, - and _, and not `{ADJUDICATED}`; found `{name}`. Initials will do."
            )
    if len({name.casefold() for name in coders}) < len(coders):  # their sheets would be one file on many disks
        raise StudyError(f"Coders must differ by more than capitals, each named once; found {', '.join(coders)}.")
    return coders


def read_coding(folder: Path) -> Coding | None:
    """Read the coding of a folder; None where it holds no plan.

    Raises
    ------
    StudyError
        A file of it is not what it must be.
    """
    path = folder / PLAN
    if not path.is_file():
        return None
    content = path.read_bytes()
    try:
        plan = json.loads(content)
        named = {"coders", "variables", "texts"} <= set(plan)
    except (ValueError, TypeError) as error:
        raise StudyError(f"{path} must be a plan as `narrative code plan` writes it; {error}.") from error
    if not named:
        raise StudyError(f"{path} must be a plan as `narrative code plan` writes it; it lacks a part.")
    units, labels = _read_table(folder / UNITS, "coding_units"), empty("labels")
    if (folder / LABELS).is_file():
        labels = _read_table(folder / LABELS, "labels")
    return Coding(folder, plan, hashlib.sha256(content).hexdigest(), units, labels)


def _read_table(path: Path, name: str) -> pd.DataFrame:
    dtypes = TABLES[name].dtypes
    try:
        frame = pd.read_csv(path, dtype={key: dtype for key, dtype in dtypes.items() if dtype != "boolean"})
    except (OSError, ValueError) as error:
        raise StudyError(f"{path} must be the table `{name}` as `narrative code` writes it; {error}.") from error
    for column, dtype in dtypes.items():
        if column not in frame.columns:
            raise StudyError(f"{path} must have the columns {', '.join(dtypes)}; `{column}` is missing.")
        if dtype == "str":
            frame[column] = frame[column].fillna("").astype("str")
    return conform(frame, name)


def write_plan(folder: Path, plan: Mapping[str, Any], units: pd.DataFrame) -> list[Path]:
    """Write a plan and its units; where coders have answered one already, or may have its sheets, another is refused.

    Raises
    ------
    StudyError
        The folder holds labels, or sheets of another plan.
    """
    if (folder / LABELS).exists():
        raise StudyError(
            f"{folder} must hold no answers when another plan is drawn; it holds {LABELS}. Name another by --coding."
        )
    path, content = folder / PLAN, plan_bytes(plan)
    if (folder / SHEETS).is_dir() and path.is_file() and path.read_bytes() != content:
        raise StudyError(
            f"{folder} must hold no sheets of another plan; coders may have those in {SHEETS}/, and nothing that they "
            "answer would be read. Remove that folder, or name another by --coding."
        )
    return [
        write_bytes(path, content),
        write_bytes(folder / UNITS, units.to_csv(index=False, lineterminator="\n").encode("utf-8")),
    ]


def write_labels(folder: Path, labels: pd.DataFrame) -> Path:
    """Write the labels of a coding, in long form."""
    content = conform(labels, "labels").to_csv(index=False, lineterminator="\n")
    return write_bytes(folder / LABELS, content.encode("utf-8"))


def variables_of_plan(coding: Coding, study: Study) -> list[Variable]:
    """Give the variables of a plan in its order; one that the study no longer has is left out."""
    known = variables_of(study)
    return [known[entry["variable"]] for entry in coding.plan["variables"] if entry["variable"] in known]


def said_of_units(labels: pd.DataFrame, variable: str) -> dict[str, dict[str, float]]:
    """Give, for each coded unit, how large a share of its coders gave each answer.

    What was adjudicated counts alone. Where coders differ and nobody settled it, each counts alike: an estimate made of
    shares is as right as one coder is on average.
    """
    rows = labels[labels["variable"] == variable]
    settled = set(rows.loc[rows["coder_id"] == ADJUDICATED, "unit_id"])
    is_last = (rows["coder_id"] == ADJUDICATED) | ~rows["unit_id"].isin(settled)
    found: dict[str, dict[str, float]] = {}
    for unit_id, part in rows[is_last.to_numpy()].groupby("unit_id", sort=False):
        found[str(unit_id)] = {str(k): float(v) for k, v in part["value"].value_counts(normalize=True).items()}
    return found


def keep_answers(folder: Path, files: Sequence[Path]) -> None:
    """Keep coders' files byte for byte in ``answers/``; one of a name that is taken by other bytes gets its hash."""
    for file in files:
        content = file.read_bytes()
        path = folder / "answers" / file.name
        if path.exists() and path.read_bytes() != content:
            path = path.with_stem(f"{file.stem}-{hashlib.sha256(content).hexdigest()[:8]}")
        if not path.exists():
            write_bytes(path, content)
