"""The beta distribution: its quantile, without a library of statistics."""

from __future__ import annotations

import math
from functools import lru_cache


@lru_cache(maxsize=65536)
def beta_quantile(share: float, a: float, b: float) -> float:
    """Give the value below which a beta distribution holds a share.

    Parameters
    ----------
    share : float
        Between 0 and 1.
    a, b : float
        Larger than 0.

    Returns
    -------
    float
        Right to six digits, by halving. Counts of hits are few and come again, so answers are kept.

    Examples
    --------
    >>> round(beta_quantile(0.025, 5.5, 0.5), 3), round(beta_quantile(0.5, 2, 2), 3)
    (0.621, 0.5)
    """
    low, high = 0.0, 1.0
    for _ in range(22):
        middle = (low + high) / 2
        if _below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _below(x: float, a: float, b: float) -> float:
    """Give the share of a beta distribution below x: its regularized incomplete function."""
    if x > (a + 1) / (a + b + 2):  # the fraction converges on the other side
        return 1 - _below(1 - x, b, a)
    size = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(size) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function (Lentz 1976)."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 200):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / (1 + term * d), 1 + term / c
            value *= d * c
        if abs(d * c - 1) < 1e-9:
            break
    return value
