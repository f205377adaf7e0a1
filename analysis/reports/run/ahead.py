"""What every kernel would do again, done once: the process that kernels are forked from imports this module.

It hashes the package, and of each figure of the notebooks the code on which it depends; the kernels find that done.
"""

from __future__ import annotations

from analysis.reports.figure.code import name_figures
from analysis.reports.figure.passport import NOTEBOOKS, PACKAGE, hash_code, hash_files

__all__: list[str] = []

hash_files([PACKAGE])
for _notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
    for _figure in name_figures(_notebook):
        hash_code(_notebook.stem, _figure)
