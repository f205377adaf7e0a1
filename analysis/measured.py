"""How well each step of the work did on labelled data; what captions, passports and methods state.

All of it stands in ``measured.csv``, a row a measurement by the product's own path (``python -m benchmarks.validity``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

#: The step whose error is how well speech is read of each outlet of labelled news.
UNEVEN = "speech/outlets"


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

        >>> print(read_errors()["sources"][0])
        source of a found direct quote .944 (.923–.962) on PolNeAR dev
        """
        interval = "" if self.low is None or self.high is None else f" ({_bare(self.low)}–{_bare(self.high)})"
        return f"{self.statistic} {_bare(self.value)}{interval} on {self.data}"


def _bare(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


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
def _read() -> tuple[dict[str, str], ...]:
    with (files("analysis") / "measured.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def _number(written: str) -> float | None:
    return float(written) if written else None


@cache
def read_errors() -> dict[str, tuple[MeasuredError, ...]]:
    """Read what was measured of each step, as ``measured.csv`` has it; each method of sentiment is a step."""
    found: dict[str, tuple[MeasuredError, ...]] = {}
    for row in _read():
        interval = _number(row["low"]), _number(row["high"])
        error = MeasuredError(row["statistic"], row["data"], float(row["value"]), *interval)
        found[row["step"]] = (*found.get(row["step"], ()), error)
    return found


@cache
def read_measured() -> dict[str, tuple[MeasuredRung, ...]]:
    """Read what ``python -m benchmarks.validity sentiment`` measured of each method, one entry a data set."""
    found: dict[str, tuple[MeasuredRung, ...]] = {}
    rows = [row for row in _read() if row["step"].startswith("sentiment/")]
    persons = {(row["step"], row["data"]): row for row in rows if row["statistic"] == "r over persons"}
    for row in rows:
        if row["statistic"] == "macro-F1":
            person = persons.get((row["step"], row["data"]))
            people, person_r = (int(person["n"]), float(person["value"])) if person else (0, None)
            rung = MeasuredRung(row["data"], int(row["n"]), float(row["value"]), people, person_r)
            method = row["step"].removeprefix("sentiment/")
            found[method] = (*found.get(method, ()), rung)
    return found
