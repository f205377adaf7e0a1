"""Intervals by resampling whole documents, because the cases inside one document are not independent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

__all__ = ["document_intervals", "f1"]

Scores = dict[str, float]


def f1(n_right: float, n_predicted: float, n_gold: float) -> float:
    """Give the harmonic mean of precision and recall; nan where nothing was there and nothing was found.

    Examples
    --------
    >>> f1(8, 10, 10)
    0.8
    """
    return 2 * n_right / (n_predicted + n_gold) if n_predicted + n_gold else float("nan")


def document_intervals(
    counts: np.ndarray, score: Callable[[np.ndarray], Scores], *, n_resamples: int = 2000, seed: int = 0
) -> dict[str, list[float]]:
    """Resample documents with replacement and give each measure's 95% percentile interval.

    Parameters
    ----------
    counts : array (documents, k)
        What each document adds to the k totals that the scores rest on.
    score : callable
        Totals (k,) -> the measures by name.

    Examples
    --------
    >>> right_and_all = np.array([[1, 1], [1, 1], [0, 1]])
    >>> document_intervals(right_and_all, lambda totals: {"accuracy": totals[0] / totals[1]})
    {'accuracy': [0.0, 1.0]}
    """
    n_documents = len(counts)
    random = np.random.default_rng(seed)
    times = random.multinomial(n_documents, np.full(n_documents, 1 / n_documents), size=n_resamples)
    resampled = [score(totals) for totals in times @ counts]
    return {
        measure: [round(float(np.nanquantile([s[measure] for s in resampled], q)), 4) for q in (0.025, 0.975)]
        for measure in resampled[0]
    }
