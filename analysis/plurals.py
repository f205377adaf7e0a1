"""A number -> the number with its noun; without any library, so that a command may count before it imports one."""

from __future__ import annotations

import re


def plural(number: int, one: str, many: str | None = None) -> str:
    """Count a thing in words.

    Parameters
    ----------
    number : int
    one, many : str
        The word for one thing and for many (None: with an s).

    Examples
    --------
    >>> plural(1, "hit"), plural(2, "hit"), plural(0, "person", "people")
    ('1 hit', '2 hits', '0 people')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def singular(many: str) -> str:
    """Say one of what a noun with its words names many of: the first word that ends in s loses it.

    Examples
    --------
    >>> singular("different results"), singular("pieces of tellings with a date"), singular("times told")
    ('different result', 'piece of tellings with a date', 'time told')
    """
    return re.sub(r"s\b", "", many, count=1)
