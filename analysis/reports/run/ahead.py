"""What every kernel would do again, done once: the process that kernels are forked from imports this module.

It hashes the package, and of each figure of the notebooks the code on which it depends; the kernels find that done.
What is there by then is no garbage in any of them: the search for cycles passes it over, and forks share its memory.
"""

from __future__ import annotations

import gc

from analysis.reports.figure.code import name_figures
from analysis.reports.figure.passport import NOTEBOOKS, PACKAGE, hash_code, hash_files

__all__: list[str] = []

gc.disable()  # trees of code are many objects and no cycles
hash_files([PACKAGE])
for _notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
    for _figure in name_figures(_notebook):
        hash_code(_notebook.stem, _figure)
gc.freeze()
gc.enable()
