"""How findings write numbers and lists, and how runs and figures are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["capital", "first_of", "listed", "printable", "signed", "slug", "were"]


def signed(value: float) -> str:
    """Write a number between −1 and +1 with its sign.

    >>> signed(-0.25)
    '−0.25'
    """
    return f"{value:+.2f}".replace("-", "−")


def capital(text: str) -> str:
    """Begin with a capital letter and leave the others as they are."""
    return text[:1].upper() + text[1:]


def were(n: int) -> str:
    """Say "was" of one thing, "were" of many."""
    return "was" if n == 1 else "were"


def listed(parts: Iterable[object]) -> str:
    """Join with commas and "and".

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *first, last = map(str, parts) if parts else [""]
    return f"{', '.join(first)} and {last}" if first else last


def first_of(parts: Sequence[object], most: int) -> str:
    """List the first parts and count the others, so that nothing is left out in silence.

    >>> first_of(["a", "b", "c", "d"], 2)
    'a, b and 2 more'
    """
    more = [f"{len(parts) - most:,} more"] if len(parts) > most else []
    return listed([*parts[:most], *more])


def printable(text: str) -> str:
    """Show what cannot be printed as the sign of a lost character: file formats and terminals take it for an order.

    >>> printable("a\\x1b[31mb")
    'a�[31mb'
    """
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def slug(text: object) -> str:
    """Make a part of a file name: ASCII letters, digits and ``-``; empty if nothing of the text is left.

    >>> slug("Ana Ruiz, 3")
    'ana-ruiz-3'
    """
    return "-".join(re.findall("[a-z0-9]+", str(text).lower()))[:40]
