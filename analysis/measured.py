"""`ERRORS`: how well each step of the work did on labelled data; the one place that passports and methods read."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["ERRORS", "MeasuredError", "MeasuredRung", "read_measured"]


@dataclass(frozen=True)
class MeasuredError:
    """How well a step did on labelled data: a statistic with its 95 % interval (None: not computed).

    Each stands in ``benchmarks/README.md`` with the command that measures it.
    """

    statistic: str
    data: str
    value: float
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        """Write it as a paper does.

        >>> print(ERRORS["sources"][0])
        source of a found direct quote .921 (.899–.942) on PolNeAR dev
        """
        interval = "" if self.low is None or self.high is None else f" ({_bare(self.low)}–{_bare(self.high)})"
        return f"{self.statistic} {_bare(self.value)}{interval} on {self.data}"


def _bare(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


#: Step -> what was measured of it. The steps of sentiment toward a person are ``sentiment/<method>``, from a file.
ERRORS: dict[str, tuple[MeasuredError, ...]] = {
    "sentences": (
        MeasuredError("boundary F1", "GUM dev", 0.975, 0.959, 0.988),
        MeasuredError("boundary F1", "EWT dev", 0.871, 0.838, 0.902),
    ),
    "pronouns": (
        MeasuredError("cross-validated F1", "GAP development and validation", 0.724),
        MeasuredError("accuracy", "GUM dev, persons with a name", 0.901, 0.818, 0.976),
    ),
    "quotes": (
        MeasuredError("direct spans, exact F1", "PolNeAR dev", 0.961, 0.939, 0.979),
        MeasuredError("all attributions, F1", "PolNeAR dev", 0.698, 0.664, 0.726),
    ),
    "sources": (MeasuredError("source of a found direct quote", "PolNeAR dev", 0.921, 0.899, 0.942),),
    "scope": (MeasuredError("share right", "241 invented examples of denial, hearsay and question", 0.975),),
    "tone": (MeasuredError("r with human ratings", "means of NYT editorials", 0.683, 0.597, 0.755),),
    "valence": (MeasuredError("r with human ratings", "sentences of NYT editorials", 0.509),),
}


class MeasuredRung(NamedTuple):
    """A method of sentiment on one data set: macro-F1 on n targets, and how well the means of persons agree.

    ``person_r`` correlates the mean value of each of ``people`` with ten mentions or more with the mean of their
    labels; None where there are too few of them. Intervals stand in ``benchmarks/README.md``.
    """

    data: str
    n: int
    macro_f1: float
    people: int
    person_r: float | None


@cache
def read_measured() -> dict[str, tuple[MeasuredRung, ...]]:
    """Read what ``python -m benchmarks.validity sentiment`` measured of each method, one entry a data set."""
    found: dict[str, tuple[MeasuredRung, ...]] = {}
    with (files("analysis.sentiment") / "measured.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            person_r = float(row["person_r"]) if row["person_r"] else None
            rung = MeasuredRung(row["data"], int(row["n"]), float(row["macro_f1"]), int(row["people"]), person_r)
            found[row["method"]] = (*found.get(row["method"], ()), rung)
    return found


for _method, _rows in read_measured().items():
    ERRORS[f"sentiment/{_method}"] = (
        *(MeasuredError("macro-F1", row.data, row.macro_f1) for row in _rows),
        *(MeasuredError("r over persons", row.data, row.person_r) for row in _rows if row.person_r is not None),
    )
