"""Mentions of people in articles -> the intervals of the mean sentiment toward each, within each article."""

from __future__ import annotations

import numpy as np

from analysis.compare.intervals.student import LEVEL, student_t

#: Mentions from which on a mean within an article has an interval.
LEAST_MENTIONS = 3
#: How far the sentences of an article lie apart, as a standard deviation, before any is read; in newspapers about .43
#: for nine people in ten from .27 to .56 (``python -m benchmarks.person_means DATA``).
SPREAD = 0.45
#: How many sentences that is worth: few enough for an article of another kind to be seen as what it is.
SENTENCES_BEFORE = 8


def intervals_of_mentions(
    values: np.ndarray, unit: np.ndarray, sentence: np.ndarray, n_units: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give the interval of the mean of each unit within the text of one article, over its mentions.

    It says which mean the article would have if its author went on like this; it says nothing of other articles, nor
    of the errors of the method. Mentions of one sentence nearly always have one value, sentences beside each other do
    not: a sentence counts once, with the weight of its mentions (Kish, 1965). Of few sentences the spread cannot be
    told, and three that agree by chance would look surest of all: theirs is weighed with the usual one (Student's t
    with a variance known in part: Gelman et al., 2013, ch. 3.3; Smyth, 2004).

    Parameters
    ----------
    values : array of float, shape (mentions,)
        Sentiment at each mention that has a score, in [-1, 1].
    unit, sentence : array of int, shape (mentions,)
        The number of the unit of each mention (a person in an article, say), and of its sentence.
    n_units : int

    Returns
    -------
    lower, upper : array of float, shape (units,)
        In [-1, 1]; NaN of fewer than `LEAST_MENTIONS` mentions.

    Examples
    --------
    >>> values, unit, sentence = np.array([0.5, 0.6, 0.7] * 11), np.repeat([0, 1], [3, 30]), np.arange(33)
    >>> lower, upper = intervals_of_mentions(values, unit, sentence, 2)
    >>> lower.round(2).tolist(), upper.round(2).tolist()
    ([0.08, 0.52], [1.0, 0.68])
    """
    lower, upper = np.full((2, n_units), np.nan)
    _, first, at, size = np.unique(
        np.stack([unit, sentence]), axis=1, return_index=True, return_inverse=True, return_counts=True
    )
    owner = unit[first]
    n = np.bincount(unit, minlength=n_units)
    known = np.flatnonzero(n >= LEAST_MENTIONS)
    mean = np.bincount(unit, values, n_units) / np.maximum(n, 1)
    away = np.bincount(at.ravel(), values, len(first)) / size - mean[owner]
    # As many sentences of equal weight as would tell the mean as surely.
    worth = n[known] ** 2 / np.bincount(owner, size**2, n_units)[known]
    seen = np.bincount(owner, size * away**2, n_units)[known] / n[known] * worth
    df = SENTENCES_BEFORE + worth - 1
    spread = (SENTENCES_BEFORE * SPREAD**2 + seen) / df
    distinct, which = np.unique(df.round(2), return_inverse=True)
    reach = np.array([student_t(LEVEL, one) for one in distinct])[which] * np.sqrt(spread / worth)
    lower[known], upper[known] = np.maximum(mean[known] - reach, -1), np.minimum(mean[known] + reach, 1)
    return lower, upper
