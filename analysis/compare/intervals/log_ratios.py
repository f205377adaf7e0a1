"""Uses of terms by article of two sides -> an interval of the logarithm of the ratio of their rates, over articles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.compare.intervals.rows import LEAST_COUNTED
from analysis.compare.intervals.student import LEVEL, student_t


class Counts(NamedTuple):
    """Of one side: for each use of a term in a cluster of articles its cluster, its term and how often; all words.

    ``words`` holds those of each cluster.
    """

    row: np.ndarray
    term: np.ndarray
    n: np.ndarray
    words: np.ndarray


def interval_of_log_ratios(a: Counts, b: Counts, terms: np.ndarray) -> np.ndarray:
    """Give the interval of log2 of (rate in a) / (rate in b) for each term.

    Each rate is a ratio of sums over clusters; its variance is that of the linearised ratio (Kish 1965: clusters of
    unequal size), and so is that of its logarithm. The two add up; as many of their errors as Student's t asks for,
    with the degrees of freedom of Welch and Satterthwaite.

    Parameters
    ----------
    a, b : Counts
    terms : ndarray of int
        Numbers of the terms that are asked for.

    Returns
    -------
    ndarray, shape (terms, 2)
        Half the width of the interval on the scale of log2 and its degrees of freedom; NA where fewer than
        `LEAST_COUNTED` clusters of either side hold the term: then nothing is known of how its uses vary.
    """
    size = int(max(terms.max(initial=-1), a.term.max(initial=-1), b.term.max(initial=-1))) + 1
    parts = [_relative_variance(side, size) for side in (a, b)]
    (var_a, df_a), (var_b, df_b) = ((variance[terms], df) for variance, df in parts)
    found = np.full((len(terms), 2), np.nan)
    for at in np.flatnonzero(np.isfinite(var_a + var_b) & (var_a + var_b > 0)):
        error = var_a[at] + var_b[at]
        df = error**2 / (var_a[at] ** 2 / df_a + var_b[at] ** 2 / df_b)
        found[at] = student_t(LEVEL, max(df, 2.0)) * np.sqrt(error) / np.log(2), df
    return found


def _relative_variance(side: Counts, size: int) -> tuple[np.ndarray, int]:
    """Give the variance of each term's rate over its square, and its degrees of freedom."""
    k = len(side.words)
    if k < 2:
        return np.full(size, np.nan), 1
    code, place = np.unique(side.term * k + side.row, return_inverse=True)
    term, row = np.divmod(code, k)
    n = np.bincount(place, weights=side.n, minlength=len(code))
    words = side.words.astype(float)
    uses = np.bincount(term, weights=n, minlength=size)
    squares = np.bincount(term, weights=n**2, minlength=size)
    products = np.bincount(term, weights=n * words[row], minlength=size)
    holders = np.bincount(term, minlength=size)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = uses / words.sum()
        spread = squares - 2 * rate * products + rate**2 * (words**2).sum()
        variance = k / (k - 1) * spread / uses**2
    return np.where(holders >= LEAST_COUNTED, variance, np.nan), k - 1
