"""Positions in tellings -> where stock phrases begin: phrases that many people use, and that prove nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LEAST_USERS = 4
LARGEST_SHARE = 0.5
PERIOD = 30  # days


def stock_phrases(columns: Sequence[np.ndarray], user: np.ndarray) -> np.ndarray:
    """Mark each position where a stock phrase begins.

    A phrase is stock where four or more users say it and none has half of its occurrences. A user is a speaker in a
    month: a slogan that one person repeats for a year is stock too; a sentence that fifty outlets print in a week is
    not, though some of them name another speaker. Occurrences without a known speaker do not count.

    Parameters
    ----------
    columns : sequence of array of int, each of shape (N,)
        The word at each position and the next ones, as many as a phrase has; -1 beyond the telling's end. All positions
        of a corpus at which the same two words begin.
    user : array of int, shape (N,)
        -1 where no speaker is known.

    Returns
    -------
    array of bool, shape (N,)
    """
    is_stock = np.zeros(len(user), bool)
    whole = np.flatnonzero(columns[-1] >= 0)
    phrase = columns[0][whole].astype(np.int64)
    for column in columns[1:]:  # number pairs of (phrase so far, next word), so that no number overflows
        following = column[whole].astype(np.int64)
        phrase = np.unique(phrase * (following.max(initial=0) + 1) + following, return_inverse=True)[1]
    known = np.flatnonzero(user[whole] >= 0)
    users, number = np.unique(user[whole][known], return_inverse=True)
    pairs, times = np.unique(phrase[known] * max(len(users), 1) + number, return_counts=True)
    said, n_phrases = pairs // max(len(users), 1), int(phrase.max(initial=0)) + 1
    n_users, total = np.bincount(said, minlength=n_phrases), np.bincount(said, times, n_phrases)
    most = np.zeros(n_phrases)
    np.maximum.at(most, said, times)
    is_stock[whole] = ((n_users >= LEAST_USERS) & (most < LARGEST_SHARE * total))[phrase]
    return is_stock
