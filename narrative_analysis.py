"""The toolkit under the name of its distribution: ``import narrative_analysis as na``; the same as ``import analysis``.

Importing it says so where a folder or file named `analysis` of one's own stands before this toolkit, which
``import analysis`` would find instead. Notebooks begin with it.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

_OURS = Path(__file__).resolve().parent / "analysis" / "__init__.py"


def find_hiding(path: list[str] | None = None) -> Path | None:
    """Give the file that ``import analysis`` finds instead of this toolkit; None where it finds the toolkit.

    Parameters
    ----------
    path : list of str, optional
        Where modules are looked for; None: `sys.path`.
    """
    spec = PathFinder.find_spec("analysis", path)
    found = None if spec is None or spec.origin is None else Path(spec.origin).resolve()
    return None if found is None or found == _OURS or not _OURS.is_file() else found


def say_hiding(found: Path) -> str:
    """Say what hides the toolkit, and what to do."""
    top = found.parent if found.name == "__init__.py" else found
    return f"{top} hides this toolkit: `import analysis` finds it first. Rename it, or start Python in another folder."


if (_hiding := find_hiding()) is not None:
    sys.modules.pop("narrative_analysis", None)
    raise ImportError(say_hiding(_hiding))
if (_spec := PathFinder.find_spec("analysis")) and _spec.origin is None and _OURS.is_file():
    # A folder of that name without code: where the toolkit is installed to be edited, it would be found before it.
    sys.path.append(str(_OURS.parent.parent))


def __getattr__(name: str) -> Any:
    import analysis

    return getattr(analysis, name)


def __dir__() -> list[str]:
    import analysis

    return dir(analysis)
