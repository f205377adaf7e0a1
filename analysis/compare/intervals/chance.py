"""Sizes that chance drew -> the p of a size that was found, and the size whose p is just low enough."""

from __future__ import annotations

import numpy as np


def p_of(values: np.ndarray, observed: float) -> float:
    """Give the two-sided p of a size among those that chance drew; NaN where there are none."""
    if not len(values) or np.isnan(observed):
        return float("nan")
    return float((1 + (values >= observed * (1 - 1e-12)).sum()) / (1 + len(values)))


def sizes_at(values: np.ndarray, level: float) -> np.ndarray:
    """Give, of each column's known values, the one that exactly those of the largest exceed whose p is low enough.

    A value is larger than it if and only if its p, ``(1 + as large) / (1 + known)``, is at most ``1 - level``; so an
    interval made with it leaves out 0 if and only if the test does.
    """
    found = np.full(values.shape[1], np.nan)
    for column, drawn in enumerate(values.T):
        known = np.sort(drawn[~np.isnan(drawn)])
        n_beyond = int((1 - level) * (len(known) + 1) + 1e-9) - 1
        if n_beyond >= 0:
            found[column] = known[len(known) - n_beyond - 1]
    return found
