"""What a learned rung found -> probabilities that mean what they say, and from them a value, or "unsure".

It gives three logits a mention: negative, neutral, positive. They are divided by a temperature (Guo et al. 2017,
"On Calibration of Modern Neural Networks", ICML) and shifted by how frequent the classes are, both found by
``python -m benchmarks.calibrate`` on political news and on tweets about people, which count the same. VADER's compound
is no model of three classes: three classes made of it cost macro-F1 in news, and left up to 39 % unsure.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

FILE = Path(__file__).with_name("calibration.json")
#: A mention is sure where one class has at least this probability.
LIKELY = 0.45
#: Values are rounded, so that a table is the same whatever was scored beside it.
DECIMALS = 3


class Calibration(NamedTuple):
    """Temperature, and what is added to the logits of negative, neutral and positive."""

    temperature: float
    shift: tuple[float, float, float]


@cache
def _read() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="ascii"))
    return rows


def read_calibration(name: str) -> Calibration:
    """Read the calibration of a learned rung."""
    row = _read()[name]
    negative, neutral, positive = row["shift"]
    return Calibration(row["temperature"], (negative, neutral, positive))


def calibrate(logits: np.ndarray, calibration: Calibration) -> np.ndarray:
    """Give the probabilities of the three classes; rows of nan stay so.

    Examples
    --------
    >>> calibrate(np.array([[0.0, 2.0, 0.0]]), Calibration(2.0, (0.0, -1.0, 0.0))).round(2).tolist()
    [[0.33, 0.33, 0.33]]
    """
    z = logits / calibration.temperature + np.array(calibration.shift)
    odds = np.exp(z - z.max(axis=1, keepdims=True))
    shares: np.ndarray = odds / odds.sum(axis=1, keepdims=True)
    return shares


def values_of(p: np.ndarray) -> np.ndarray:
    """Give the expected value, positive less negative, in [-1, 1]; nan where there is no evidence."""
    values: np.ndarray = np.round(p[:, 2] - p[:, 0], DECIMALS) + 0.0
    return values


def is_unsure(p: np.ndarray) -> np.ndarray:
    """Whether there is evidence, and no class is likely.

    Examples
    --------
    >>> is_unsure(np.array([[0.4, 0.4, 0.2], [0.1, 0.8, 0.1], [np.nan] * 3])).tolist()
    [True, False, False]
    """
    is_unsure: np.ndarray = np.round(p.max(axis=1), DECIMALS) < LIKELY
    return is_unsure


def find_classes(p: np.ndarray) -> np.ndarray:
    """Give the likeliest class, 0 negative, 1 neutral, 2 positive; neutral where there is no evidence."""
    return np.where(np.isnan(p).any(axis=1), 1, np.nan_to_num(p).argmax(axis=1))
