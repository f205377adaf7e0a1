"""A period as people write it -> its first and last day; days are compared as text."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["days_of"]

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def days_of(period: str) -> tuple[str, str]:
    """Give the first and last day of a year, month or day, or of two of them; an open side is empty.

    A month ends on its 31st here, as days are only compared.

    Raises
    ------
    ValueError
        It is none; the error is the part that is no day.

    Examples
    --------
    >>> days_of("2024-09/2025")
    ('2024-09-01', '2025-12-31')
    """
    first, slash, last = period.partition("/")
    last = last if slash else first
    for day in filter(None, (first, last)):
        try:
            date.fromisoformat(day + "-01-01"[len(day) - 4 :] if _DAY.fullmatch(day) else "")
        except ValueError:
            raise ValueError(day) from None
    return first and first + "-01-01"[len(first) - 4 :], last and last + "-12-31"[len(last) - 4 :]
