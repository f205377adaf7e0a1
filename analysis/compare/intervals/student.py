"""Student's t: its two-sided quantile, without a library of statistics."""

from __future__ import annotations

import math
from statistics import NormalDist

#: Level of every interval of the house.
LEVEL = 0.95


def student_t(level: float, df: float) -> float:
    """Give the size that Student's t exceeds, on either side together, with the chance ``1 - level``.

    Parameters
    ----------
    level : float
        Between 0 and 1.
    df : float
        Degrees of freedom, 2 or more, not necessarily a whole number.

    Returns
    -------
    float
        By Hill (1970), Algorithm 396 of the ACM: right to three digits.

    Examples
    --------
    >>> [round(student_t(0.95, df), 3) for df in (2, 5, 30)]  # as tables print it
    [4.303, 2.571, 2.042]
    """
    p = 1 - level
    if df <= 2:
        return math.sqrt(2 / (p * (2 - p)) - 2)
    a = 1 / (df - 0.5)
    b = 48 / a**2
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * df
    y = (d * p) ** (2 / df)
    if y <= 0.05 + a:  # far out
        y = ((1 / (((df + 6) / (df * y) - 0.089 * d - 0.822) * (df + 2) * 3) + 0.5 / (df + 4)) * y - 1) * (df + 1)
        return math.sqrt(df * (y / (df + 2) + 1 / (d * p) ** (2 / df)))
    x = NormalDist().inv_cdf(p / 2)
    c += 0.3 * (df - 4.5) * (x + 0.6) if df < 5 else 0
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
    y = (((((0.4 * x**2 + 6.3) * x**2 + 36) * x**2 + 94.5) / c - x**2 - 3) / b + 1) * x
    return math.sqrt(df * math.expm1(a * y * y))
