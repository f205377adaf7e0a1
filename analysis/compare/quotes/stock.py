"""Tellings -> which of their words are stock: phrases that many people use, and that prove nothing."""

from __future__ import annotations

import numpy as np

from analysis.compare.quotes.tellings import Tellings

__all__ = ["stock_phrases"]

LEAST_USERS = 4
LARGEST_SHARE = 0.5
PERIOD = 30  # days


def stock_phrases(tellings: Tellings, length: int) -> np.ndarray:
    """Mark each position where a stock phrase of `length` words begins.

    A phrase is stock where four or more users say it and none has half of its occurrences. A user is a speaker in a
    month: a slogan that one person repeats for a year is stock too; a sentence that fifty outlets print in a week is
    not, though some of them name another speaker. Occurrences without a known speaker do not count.

    Returns
    -------
    array of bool, shape (N,)
        For each word of all tellings, end to end.
    """
    phrase = _phrases(tellings, length)
    users = _users(tellings)
    user = np.repeat(users, np.diff(tellings.first))
    known = np.flatnonzero((phrase >= 0) & (user >= 0))
    pairs, times = np.unique(phrase[known] * (users.max(initial=0) + 1) + user[known], return_counts=True)
    said = pairs // (users.max(initial=0) + 1)
    n_phrases = int(phrase.max(initial=0)) + 1
    n_users, total = np.bincount(said, minlength=n_phrases), np.bincount(said, times, n_phrases)
    most = np.zeros(n_phrases)
    np.maximum.at(most, said, times)
    stock = (n_users >= LEAST_USERS) & (most < LARGEST_SHARE * total)
    return np.where(phrase >= 0, stock[phrase], False)


def _phrases(tellings: Tellings, length: int) -> np.ndarray:
    """Number the phrases of `length` words by where they begin; -1 where the telling ends before."""
    keys = tellings.keys.astype(np.int64)
    phrase, size = keys, len(tellings.vocabulary) + 1
    for shift in range(1, length):  # number pairs of (phrase so far, next word), so that no number overflows
        following = np.concatenate([keys[shift:], np.zeros(min(shift, len(keys)), np.int64)])
        phrase = np.unique(phrase * size + following, return_inverse=True)[1]
    left = np.repeat(tellings.first[1:], np.diff(tellings.first)) - np.arange(len(keys))
    return np.where(left >= length, phrase, -1)


def _users(tellings: Tellings) -> np.ndarray:
    """Number the users; -1 where no speaker is known."""
    numbers: dict[tuple[str, float], int] = {}
    return np.array(
        [
            numbers.setdefault((row.speaker, np.nan_to_num(row.earliest) // PERIOD), len(numbers))
            if row.speaker
            else -1
            for row in tellings.rows
        ],
        np.int64,
    )
