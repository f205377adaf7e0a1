"""A period as people write it -> its first and last day; days are compared as text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_WRITTEN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def days_of(period: str | None) -> tuple[str, str]:
    """Give the first and last day of a year, month or day, or of two of them; an open side is empty.

    Raises
    ------
    ValueError
        It is none; the error says what is allowed.

    Examples
    --------
    >>> days_of("2024-09/2025-02")
    ('2024-09-01', '2025-02-28')
    """
    try:
        sides = [_days(side) for side in (period or "").split("/", 1)]
        first, last = sides[0][0], sides[-1][1]
        if last and first > last:
            raise ValueError
    except (ValueError, AttributeError):
        raise ValueError("must be a year, month or day, or two with / between, the earlier first") from None
    return first, last


def _days(written: str) -> tuple[str, str]:
    if not written:
        return "", ""
    if not _WRITTEN.fullmatch(written):
        raise ValueError
    first = date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    last = first if len(written) > 4 else first.replace(month=12)
    if len(written) < 10:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return str(first), str(last)
