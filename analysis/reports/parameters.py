"""Read which parameters a notebook declares, and hold the values of a run to them, wherever they come from.

A study file and the command line give text, papermill guesses (``-p period 2025`` is a number there), a cell holds what
somebody typed: all are read by the same rules, so that the same words mean the same run.
"""

from __future__ import annotations

import ast
import json
import math
import os
from collections.abc import Mapping
from numbers import Real
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import ReportError

_TYPES: dict[str, type] = {"bool": bool, "list": list, "dict": dict}


class Declared(NamedTuple):
    """One parameter of a notebook: the types it takes, and its default."""

    types: tuple[str, ...]
    default: Any

    @property
    def kind(self) -> str:
        """The types in words.

        >>> Declared(("str", "None"), None).kind
        'str or None'
        """
        return " or ".join(self.types)


def declared_parameters(notebook: Path) -> dict[str, Declared]:
    """Read the parameters that a notebook declares in its cell tagged ``parameters``.

    Each is one line ``name = value``. Its type is that of the value; a parameter that is None by default takes text.

    Raises
    ------
    ReportError
        The notebook cannot be read, has no such cell, or the cell holds more than literals.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReportError(f"Notebook {notebook} must be a readable notebook; {error}.") from error
    tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
    if len(tagged) != 1:
        raise ReportError(f"Notebook {notebook.name} must have one cell tagged `parameters`; found {len(tagged)}.")
    try:
        body = ast.parse("".join(tagged[0]["source"])).body
        return dict(_declared(statement) for statement in body)
    except (SyntaxError, ValueError) as error:
        raise ReportError(f"The `parameters` cell of {notebook.name} must hold only lines `name = value`.") from error


def _declared(statement: ast.stmt) -> tuple[str, Declared]:
    if not (isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)):
        raise ValueError("not a plain assignment")
    default = ast.literal_eval(statement.value)
    types = ("str", "None") if default is None else (type(default).__name__,)
    if types[0] not in ("str", "int", "float", *_TYPES):
        raise ValueError("not a value that a run can be given")
    return statement.targets[0].id, Declared(types, default)


def check_parameters(notebook: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """Hold the values of a run to what its notebook declares.

    Text is turned into a declared number, truth value, list or mapping, and a number into declared text. Empty text is
    None where None is allowed. A whole number counts something: it is at least 1, unless its default is less.

    Parameters
    ----------
    notebook : Path
    values : mapping
        By the names of its parameters.

    Returns
    -------
    dict
        The values with the declared types: JSON values only.

    Raises
    ------
    ReportError
        Names the notebook, the parameter and what is allowed.
    """
    declared = declared_parameters(notebook)
    checked = {}
    for name, value in values.items():
        if name not in declared:
            allowed = ", ".join(declared) or "none"
            raise ReportError(f"Parameter `{name}` must be one of {notebook.stem}'s: {allowed}.")
        checked[name] = _typed(value, declared[name], name, notebook)
    return checked


def _typed(value: Any, declared: Declared, name: str, notebook: Path) -> Any:
    try:
        return _read_text(value, declared) if "str" in declared.types else _read_other(value, declared)
    except (ValueError, OverflowError, RecursionError) as error:
        least = f", at least {_least(declared)}" if declared.types == ("int",) else ""
        raise ReportError(
            f"Parameter `{name}` of {notebook.stem} must be {declared.kind}{least}; found {value!r}."
        ) from error


def _read_text(value: Any, declared: Declared) -> str | None:
    """Read text that may have been taken for a number; one text, never a list."""
    if "None" in declared.types and (value is None or (isinstance(value, str) and value.strip() in ("", "None"))):
        return None
    if isinstance(value, str) and (value.strip() or not declared.default):
        return value
    if isinstance(value, os.PathLike):
        return str(os.fspath(value))
    if isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value):
        return str(value)
    raise ValueError(value)


def _read_other(value: Any, declared: Declared) -> Any:
    """Read a number, a truth value, a list or a mapping, which may have been written as text."""
    (kind,) = declared.types
    if isinstance(value, str):
        value = json.loads(value.lower() if kind == "bool" else value)
    if kind in _TYPES:
        if isinstance(value, _TYPES[kind]) and _is_json(value):
            return value
    elif isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value):
        number = float(value)
        if kind == "float":
            return number
        if number.is_integer() and number >= _least(declared):
            return value if isinstance(value, int) else int(number)
    raise ValueError(value)


def _least(declared: Declared) -> int:
    return min(int(declared.default), 1)


def _is_json(value: Any) -> bool:
    """Whether papermill can write the value into a cell as it is: no tuples, no nan, no odd keys."""
    if isinstance(value, list):
        return all(_is_json(item) for item in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_json(item) for key, item in value.items())
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, str | bool | int)
