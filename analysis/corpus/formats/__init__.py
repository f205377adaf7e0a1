"""One module a format, each with its `FORMAT` (or `FORMATS`, those that are refused): to add a format is to add a file.

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
    loaded = (import_module(f"{__name__}.{module}") for module in modules)
    formats = (one for module in loaded for one in getattr(module, "FORMATS", None) or (module.FORMAT,))
    return {one.name: one for one in sorted(formats, key=lambda one: one.name)}
