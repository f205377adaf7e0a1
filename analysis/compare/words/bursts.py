"""Uses of a term by article -> how surprising it is that so many of them fall into one of two outlets.

A word comes in bursts: an article that uses it once is likely to use it again. So the unit of chance is an article's
burst and not a word: under the null each burst falls whole into the one outlet or the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import erfc, sqrt

import numpy as np

EXACT = 5000  # uses up to which the distribution is summed; beyond, the normal one stands for it
SHORT = 64  # uses in the side with fewer up to which terms are tested together
TOGETHER = 512  # terms taken at a time: what stays in the memory nearest to the processor
FAR = 1e-4  # upper tails below this are summed by themselves: what is left of 1 has lost digits


def burst_ps(
    term: np.ndarray, bursts: np.ndarray, is_a: np.ndarray, n_terms: int, shares: Sequence[float]
) -> np.ndarray:
    """Give the `burst_p` of very many terms, the largest by any of several shares.

    Parameters
    ----------
    term, bursts, is_a : array, shape (n,)
        Of each article and term of it: the number of the term, in ascending order, its uses, and whether the article is
        of unit a.
    n_terms : int
    shares : sequence of float
        Shares of unit a in the corpus, in (0, 1).

    Returns
    -------
    array of float, shape (n_terms,)
        1 for a term without uses.

    Notes
    -----
    Most terms have few uses in one of the two units. Of these only the beginning of the distribution is summed, many
    terms at once; the other tail is what is left of 1, or, where that is next to nothing, summed by itself.

    Examples
    --------
    >>> burst_ps(np.array([0, 0, 0, 0, 0, 1]), np.array([1, 1, 1, 1, 1, 40]), np.ones(6, bool), 2, [0.5]).tolist()
    [0.0625, 1.0]
    """
    n_a, n_b = (np.bincount(term, bursts * side, n_terms).astype(np.int64) for side in (is_a, ~is_a))
    fewer, p = np.minimum(n_a, n_b), np.zeros(n_terms)
    code = term * (SHORT + 2) + np.minimum(bursts, SHORT + 1)
    times = np.bincount(code, minlength=n_terms * (SHORT + 2)).reshape(n_terms, SHORT + 2)
    is_long = (fewer > SHORT) | (n_a + n_b > EXACT)
    length = 1 << np.ceil(np.log2(fewer.clip(1))).astype(np.int64)  # by this term alone, so that no other moves a digit
    for share in shares:
        found, is_left = np.zeros(n_terms), is_long.copy()
        for most, chosen in _blocks(length, np.flatnonzero(~is_long)):
            asked = fewer[chosen]
            chance = _begin(times[chosen], most, np.where(n_a[chosen] <= n_b[chosen], share, 1 - share))
            rows = np.arange(len(chosen))
            lower = np.cumsum(chance, axis=1)[rows, asked]
            upper = 1 - (lower - chance[rows, asked])
            found[chosen] = np.minimum(1, 2 * np.minimum(lower, upper))
            is_left[chosen[(upper < FAR) & (upper < lower)]] = True
        for one in np.flatnonzero(is_left).tolist():
            first, last = np.searchsorted(term, [one, one + 1])
            found[one] = burst_p(bursts[first:last], int(n_a[one]), share)
        p = np.maximum(p, found)
    return p


def _blocks(length: np.ndarray, terms: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Give terms of the same length together, not too many at a time."""
    for most in np.unique(length[terms]).tolist():
        own = terms[length[terms] == most]
        yield from ((most, own[at : at + TOGETHER]) for at in range(0, len(own), TOGETHER))


def _begin(times: np.ndarray, most: int, share: np.ndarray) -> np.ndarray:
    """Give the chances of 0 to `most` uses in a side with this share, by how many bursts there are of each size."""
    logs = np.log(np.arange(1, times.max(initial=0) + most + 2))
    log_factorial = np.concatenate([[0.0], np.cumsum(logs)])
    inside, outside = np.log(share), np.log1p(-share)
    chance = np.zeros((len(times), most + 1))
    chance[:, 0] = np.exp(times[:, most + 1 :].sum(axis=1) * outside)  # larger ones fall elsewhere
    for size in range(1, most + 1):
        number = times[:, size]
        wider = np.zeros_like(chance)
        for fallen in range(min(most // size, int(number.max())) + 1):
            rest = np.maximum(number - fallen, 0)
            log_ways = log_factorial[number] - log_factorial[fallen] - log_factorial[rest]
            weight = np.where(number >= fallen, np.exp(log_ways + fallen * inside + rest * outside), 0.0)
            wider[:, fallen * size :] += weight[:, None] * chance[:, : most + 1 - fallen * size]
        chance = wider
    return chance


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
