"""One module a format, each with its `FORMAT`: adding a format is adding a file.

A format is found by contents, never by the ending of a name. See `analysis.corpus.format` for what one is made of.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from analysis.corpus.format import Format

__all__ = ["list_formats"]


@cache
def list_formats() -> dict[str, Format]:
    """Give every format by its name, in the order of names.

    Examples
    --------
    >>> [name for name in ("json_lines", "text") if name in list_formats()]
    ['json_lines', 'text']
    """
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    formats = (import_module(f"{__name__}.{module}").FORMAT for module in modules)
    return {one.name: one for one in sorted(formats, key=lambda one: one.name)}
