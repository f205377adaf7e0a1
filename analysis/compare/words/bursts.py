"""Uses of a term by article -> how surprising it is that so many of them fall into one of two outlets.

A word comes in bursts: an article that uses it once is likely to use it again. So the unit of chance is an article's
burst and not a word: under the null each burst falls whole into the one outlet or the other.
"""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np

EXACT = 5000  # uses up to which the distribution is summed; beyond, the normal one stands for it


def burst_p(bursts: np.ndarray, n_a: int, share: float) -> float:
    """Test whether uses of a term fall into unit a as its share of the corpus says.

    Each article's uses fall into a together, with probability `share`, independently of other articles. With one use
    in each article this is the binomial test; with a single article it never finds anything.

    Parameters
    ----------
    bursts : array of int
        Uses of the term in each article that has it, in either unit.
    n_a : int
        Uses in unit a.
    share : float
        Share of unit a in the corpus, in (0, 1).

    Returns
    -------
    float
        Two-sided: twice the smaller tail, at most 1.

    Notes
    -----
    An article has one burst at most, which the test does not know: for words that most articles use it says less than
    it could.

    Examples
    --------
    >>> burst_p(np.array([1, 1, 1, 1, 1]), 5, 0.5), burst_p(np.array([40]), 40, 0.5)
    (0.0625, 1.0)
    """
    sizes, times = np.unique(bursts, return_counts=True)
    total = int((sizes * times).sum())
    if total > EXACT:
        return _normal(bursts, n_a, share)
    chance = np.ones(1)
    for size, number in zip(sizes.tolist(), times.tolist(), strict=True):
        wider = np.zeros(len(chance) + size * number)
        for fallen, weight in enumerate(_binomial(number, share)):
            wider[fallen * size : fallen * size + len(chance)] += weight * chance
        chance = wider
    return float(min(1.0, 2 * min(chance[: n_a + 1].sum(), chance[n_a:].sum())))


def _binomial(n: int, share: float) -> np.ndarray:
    """Give the probabilities of 0 to n successes, from logarithms so that none is lost."""
    k = np.arange(n + 1)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    log_ways = log_factorial[n] - log_factorial[k] - log_factorial[n - k]
    chances: np.ndarray = np.exp(log_ways + k * np.log(share) + (n - k) * np.log1p(-share))
    return chances


def _normal(bursts: np.ndarray, n_a: int, share: float) -> float:
    spread = sqrt(share * (1 - share) * float((bursts.astype(float) ** 2).sum()))
    return erfc(abs(n_a - share * float(bursts.sum())) / spread / sqrt(2))
