"""A number -> the number with its noun; without any library, so that a command may count before it imports one."""

from __future__ import annotations

__all__ = ["plural"]


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
