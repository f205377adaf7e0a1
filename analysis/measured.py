"""`ERRORS`: how well each step of the work did on labelled data; the one place that passports and methods read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ERRORS", "MeasuredError"]


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


def _read_rungs() -> Iterator[tuple[str, tuple[MeasuredError, ...]]]:
    """Read what was measured of each method of sentiment toward a person, as ``benchmarks.validity`` keeps it."""
    with Path(__file__).with_name("sentiment").joinpath("measured.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for method in dict.fromkeys(row["method"] for row in rows):
        own = [row for row in rows if row["method"] == method]
        yield (
            f"sentiment/{method}",
            tuple(MeasuredError("macro-F1", row["data"], float(row["macro_f1"])) for row in own)
            + tuple(
                MeasuredError("r over persons", row["data"], float(row["person_r"])) for row in own if row["person_r"]
            ),
        )


ERRORS |= dict(_read_rungs())
