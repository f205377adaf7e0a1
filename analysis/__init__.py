"""How news outlets tell one story: quotes, sentiment and frames, each number followed back to a sentence.

>>> import analysis
>>> analysis.read().articles["article_id"].tolist()
['000', '001', '002']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.parts import Corpus, open_corpus, read_corpus
    from analysis.pipeline import read
    from analysis.reading import Reading, open_reading
    from analysis.study import Study, read_study

__all__ = ["Corpus", "Reading", "Study", "open_corpus", "open_reading", "read", "read_corpus", "read_study"]

#: Where each public name lives; imported on first use, so that ``import analysis`` stays light.
_HOMES = {
    "Corpus": "analysis.parts",
    "Reading": "analysis.reading",
    "Study": "analysis.study",
    "open_corpus": "analysis.parts",
    "open_reading": "analysis.reading",
    "read": "analysis.pipeline",
    "read_corpus": "analysis.parts",
    "read_study": "analysis.study",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
