"""What every kernel would do again, done once: the process that kernels are forked from imports this module.

Of each figure of the notebooks it reads from the source on which code it depends; the kernels find that done.
"""

from __future__ import annotations

from analysis.reports.figure.code import files_of_figure, name_figures
from analysis.reports.figure.passport import NOTEBOOKS, PACKAGE

__all__: list[str] = []

for _notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
    for _figure in name_figures(_notebook):
        files_of_figure(_notebook, _figure, PACKAGE)
