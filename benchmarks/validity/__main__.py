"""Measure one step against labelled data: ``python -m benchmarks.validity NAME PATH`` prints one JSON object.

NAME is a module of this package with ``run(path) -> dict``, PATH the labelled file or folder.
"""

from __future__ import annotations

import importlib
import json
import math
import sys
from pathlib import Path
from typing import Any

SHARED = {"__init__", "__main__", "bootstrap", "product"}


def main(arguments: list[str]) -> None:
    """Run the measurement and print its result."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem not in SHARED)
    if len(arguments) != 2 or arguments[0] not in names:
        sys.exit(f"Usage: python -m benchmarks.validity NAME PATH; NAME must be one of {', '.join(names)}.")
    name, path = arguments[0], Path(arguments[1])
    if not path.exists():
        sys.exit(f"PATH must be labelled data on this machine; {path} is absent.")
    print(json.dumps(_without_nan(importlib.import_module(f"benchmarks.validity.{name}").run(path)), allow_nan=False))


def _without_nan(value: Any) -> Any:
    """Write what is not known as null: JSON has no nan."""
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nan(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value


if __name__ == "__main__":
    main(sys.argv[1:])
