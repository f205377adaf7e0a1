"""How news outlets tell one story: quotes, sentiment and frames, each number followed back to a sentence.

>>> import analysis
>>> study = analysis.read_study()  # the shipped one; another: its folder
>>> study.path.name
'study.yaml'

``analysis.read(study)`` gives the tables of its articles (`analysis.Reading`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis import charts, tables
    from analysis.measures import MEASURES
    from analysis.parts import Corpus, open_corpus, read_corpus
    from analysis.pipeline import read
    from analysis.reading import Reading, open_reading
    from analysis.reports.show import show_table
    from analysis.sketch import sketch_study
    from analysis.study import Study, read_study

__all__ = [
    "MEASURES",
    "Corpus",
    "Reading",
    "Study",
    "charts",
    "open_corpus",
    "open_reading",
    "read",
    "read_corpus",
    "read_study",
    "show_table",
    "sketch_study",
    "tables",
]

#: Where each public name lives (the empty ones: a module of that name); imported on first use, so that
#: ``import analysis`` stays light.
_HOMES = {
    "MEASURES": "analysis.measures",
    "Corpus": "analysis.parts",
    "Reading": "analysis.reading",
    "Study": "analysis.study",
    "charts": "",
    "open_corpus": "analysis.parts",
    "open_reading": "analysis.reading",
    "read": "analysis.pipeline",
    "read_corpus": "analysis.parts",
    "read_study": "analysis.study",
    "show_table": "analysis.reports.show",
    "sketch_study": "analysis.sketch",
    "tables": "",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("narrative-analysis")
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}; it offers {', '.join(__all__)}")
    home = _HOMES[name]
    return getattr(import_module(home), name) if home else import_module(f"analysis.{name}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
