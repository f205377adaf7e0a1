"""Templates, numbers and lists -> words. Every number of a sentence is written here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from numbers import Integral
from string import Formatter
from typing import TYPE_CHECKING, Any

from analysis.plurals import plural

if TYPE_CHECKING:
    import pandas as pd


class _Words(Formatter):
    """Fill a template; what may stand behind a field's colon is told in `fill`."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if key in kwargs:
            return kwargs[str(key)]
        return args[0][key] if isinstance(args[0], Mapping) else getattr(args[0], str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if not format_spec:
            return _written(value)
        if format_spec in (",", "()"):
            parts = each(value, "{n} {name}")
            return ", ".join(parts) if format_spec == "," else f" ({listed(parts)})" if parts else ""
        if format_spec == "%":
            return f"{100 * value:.0f} %"
        if not format_spec[0].isalpha():
            return format(value, format_spec)
        count = sum(value.values()) if isinstance(value, Mapping) else value
        one, bar, many = format_spec.partition("|")
        return (one if count == 1 else many) if bar else plural(count, one)


def fill(template: str, facts: object = None, **more: object) -> str:
    """Fill a template with facts.

    Parameters
    ----------
    template : str
        Fields are ``{name}``. A count has its thousands apart, another number its sign, a day is a date, counts by name
        are listed. ``{name:word}`` counts words, ``{name:is|are}`` takes the word that goes with the number,
        ``{name:%}`` is a share, ``{name:,}`` lists counts with commas alone, ``{name:()}`` in brackets if there are
        any.
    facts : mapping or object, optional
        Holds the fields by key or as attributes, such as a row of a table or `Facts`.
    **more
        Further fields, taken first.

    Examples
    --------
    >>> fill("{n:article} {n:was|were} read, {tone} ({kinds}).", n=1200, tone=-0.25, kinds={"proper": 3, "nominal": 1})
    '1,200 articles were read, −0.25 (3 proper and 1 nominal).'
    """
    return _Words().vformat(template, (facts,), more)


def each(counts: Mapping[Any, Any] | pd.Series, template: str = "“{name}” {n}") -> list[str]:
    """Fill a template with each name and its count.

    Parameters
    ----------
    counts : mapping or Series of str to int
    template : str
        With the fields ``name`` and ``n``.
    """
    return [fill(template, name=str(name), n=int(n)) for name, n in counts.items()]


def _written(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, Mapping):
        return listed(each(value, "{n} {name}"))
    if isinstance(value, float):
        return signed(value)
    return f"{value:,}" if isinstance(value, Integral) else str(value)


def is_missing(value: Any) -> bool:
    """Tell whether a value is none: None, NaN, NaT or NA."""
    return value is None or repr(value) == "<NA>" or value != value


def signed(value: Any, missing: str = "not measured") -> str:
    """Write a score with its sign; a missing one in words.

    Parameters
    ----------
    value : float
        In [−1, 1] or about; NaN and None are missing.
    missing : str

    Examples
    --------
    >>> signed(-0.5), signed(0.25), signed(-0.001), signed(None)
    ('−0.50', '+0.25', '+0.00', 'not measured')
    """
    # what rounds to nothing has no minus: -0.0 + 0.0 is 0.0
    return missing if is_missing(value) else f"{round(value, 2) + 0.0:+.2f}".replace("-", "−")


def number(value: Any, digits: int = 2) -> str:
    """Write a number without a sign for more; a missing one is a dash.

    Parameters
    ----------
    value : float
        NaN and None are missing.
    digits : int
        Behind the point.

    Examples
    --------
    >>> number(0.456), number(None)
    ('0.46', '–')
    """
    return "–" if is_missing(value) else f"{value:,.{digits}f}".replace("-", "−")


def cell(value: Any) -> str:
    """Write the cell of a table: a dash where it is missing, two decimals, a day, yes or no.

    >>> cell(True), cell(-0.5), cell(1200), cell(date(2024, 3, 1)), cell(["a", "b"]), cell(None)
    ('yes', '−0.50', '1200', '2024-03-01', 'a, b', '–')
    """
    value = value.tolist() if hasattr(value, "tolist") else value  # arrays
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if is_missing(value) or isinstance(value, float):
        return number(value)
    return _written(value) if isinstance(value, date) else str(value)


def is_number(column: pd.Series) -> bool:
    """Tell whether a column holds numbers, which stand to the right."""
    return column.dtype.kind in "iuf"


def capital(text: str) -> str:
    """Begin with a capital letter and leave the others as they are."""
    return text[:1].upper() + text[1:]


def paragraphs(*parts: str, between: str = "\n\n") -> str:
    """Join the parts that say something."""
    return between.join(part for part in parts if part)


def listed(parts: Iterable[object]) -> str:
    """Join with commas and "and".

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *first, last = map(str, parts) if parts else [""]
    return f"{', '.join(first)} and {last}" if first else last


def first_of(parts: Sequence[object], most: int) -> str:
    """List the first parts and count the others, so that nothing is left out in silence.

    Parameters
    ----------
    parts : sequence
    most : int
        How many are named.

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
