"""Coded mentions -> how well a study's method of sentiment does on this very corpus."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from analysis.compare.intervals import interval_by_draws
from analysis.reading import Reading
from analysis.validity.coding import Coding
from analysis.validity.errors import classes_of, count_cells, macro_f1, share_of
from analysis.validity.folder import coding_folder
from analysis.validity.sample import coded_population
from analysis.validity.variables import variable_of

#: Below so many coded mentions with a score, or clusters of articles, the error of a corpus is not its own.
LEAST, LEAST_CLUSTERS = 50, 10
_UNKNOWN = (float("nan"),) * 3


class OwnError(NamedTuple):
    """Coded mentions with a score, clusters of their articles, and two errors, each with its 95 % interval.

    ``macro_f1`` is the mean F1 of negative, neutral and positive, beyond a third of the scale to either side;
    ``mean_error`` the mean distance of the value from the mean of the codes, on the scale from -1 to +1. NaN: unknown.
    """

    n: int
    n_clusters: int
    macro_f1: tuple[float, float, float]
    mean_error: tuple[float, float, float]

    @property
    def is_enough(self) -> bool:
        """Whether it stands for the corpus."""
        return self.n >= LEAST and self.n_clusters >= LEAST_CLUSTERS and not np.isnan(self.macro_f1).any()


def measure_own_error(reading: Reading) -> OwnError | None:
    """Measure the study's method of sentiment on what its own coders coded; None where no mention is coded.

    Each unit counts by one over the probability that it was drawn and coded. Copies are coded once and count as often
    as they stand in the corpus. Mentions without a score are in no mean, and not in this error.

    Returns
    -------
    OwnError or None
        Macro-F1 is NaN where coders never gave one of the three classes.
    """
    study = reading.study
    if not (reading.labels["variable"] == "sentiment").any():
        return None
    variable = variable_of(study, "sentiment")
    coding = Coding(coding_folder(study), {}, "", reading.coding_units, reading.labels)
    units = coded_population(reading, study, coding, variable)
    units = units[(units["pi"].notna() & units["is_scored"]).to_numpy()]
    names, at = np.unique(units["cluster_id"].to_numpy(str), return_inverse=True)
    weights = 1 / units["pi"].to_numpy(float)
    said = np.array([[share_of(one, name, variable) for name in classes_of(variable)] for one in units["coded"]])
    given = np.array([[name == one for name in classes_of(variable)] for one in units["machine"]], float)
    mean = np.array([sum(int(key) / 2 * share for key, share in one.items()) for one in units["coded"]])
    cells = count_cells(said.reshape(-1, 3), given.reshape(-1, 3), weights, at, len(names))
    off = np.bincount(at, weights * np.abs(units["value"].to_numpy(float) - mean), len(names))
    weight = np.bincount(at, weights, len(names))

    def mean_error(times: np.ndarray) -> np.ndarray:
        return np.asarray(times @ off / (times @ weight))

    found = []
    for statistic, is_known in (
        (partial(macro_f1, cells=cells), (cells.sum((0, 2)) > 0).all()),
        (mean_error, len(names) > 0),
    ):
        ends = interval_by_draws(statistic, len(names))[:2] if is_known else ()
        found.append((float(statistic(np.ones((1, len(names))))[0]), *ends) if is_known else _UNKNOWN)
    return OwnError(int(units["group"].nunique()), len(names), *found)
