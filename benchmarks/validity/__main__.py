"""Measure one step against labelled data: ``python -m benchmarks.validity NAME PATH`` prints one JSON object.

NAME is a module of this package with ``run(path) -> dict``, PATH the labelled file or folder.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

SHARED = {"__init__", "__main__", "bootstrap"}


def main(arguments: list[str]) -> None:
    """Run the measurement and print its result."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem not in SHARED)
    if len(arguments) != 2 or arguments[0] not in names:
        sys.exit(f"Usage: python -m benchmarks.validity NAME PATH; NAME must be one of {', '.join(names)}.")
    name, path = arguments[0], Path(arguments[1])
    if not path.exists():
        sys.exit(f"PATH must be labelled data on this machine; {path} is absent.")
    print(json.dumps(importlib.import_module(f"benchmarks.validity.{name}").run(path)))


if __name__ == "__main__":
    main(sys.argv[1:])
