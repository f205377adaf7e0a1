"""Documents of any format -> the table of articles, and what had to be set aside."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.corpus.quarantine import write_quarantine
    from analysis.corpus.read import Loaded, read_articles
    from analysis.corpus.records import Note

__all__ = ["Loaded", "Note", "read_articles", "write_quarantine"]

#: Where each public name lives; imported on first use, so that listing files needs no tables.
_HOMES = {
    "Loaded": "analysis.corpus.read",
    "Note": "analysis.corpus.records",
    "read_articles": "analysis.corpus.read",
    "write_quarantine": "analysis.corpus.quarantine",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis.corpus' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
