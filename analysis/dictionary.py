"""The data dictionary: every column of every table, its type, unit and meaning.

Columns and types are those of `analysis.tables`; what they mean stands in ``columns.csv``, a row a column. The rows of
table ``*`` are of columns that mean the same in every table; a row without a column is of the table itself.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import pandas as pd

from analysis.errors import TableError
from analysis.tables import TABLES

#: Names of dtypes as a reader of tables knows them.
_TYPES = {
    "str": "text",
    "int64": "whole number",
    "Int64": "whole number or missing",
    "float64": "number",
    "bool": "yes or no",
    "boolean": "yes, no or missing",
    "datetime64[us]": "date",
}


@cache
def _meanings() -> dict[tuple[str, str], tuple[str, str]]:
    with (files("analysis") / "columns.csv").open(encoding="utf-8") as file:
        return {(row["table"], row["column"]): (row["unit"], row["meaning"]) for row in csv.DictReader(file)}


def describe_table(name: str) -> pd.DataFrame:
    """Say of each column of a table what it is.

    Parameters
    ----------
    name : str
        In `analysis.tables.TABLES`.

    Returns
    -------
    DataFrame
        One row a column, in order: ``column``, ``type``, ``unit`` (empty: it has none), ``meaning``, ``values`` (what
        it may take, empty: anything of its type), ``is_key``.

    Raises
    ------
    TableError
        There is no such table, or a column has no meaning.

    Examples
    --------
    >>> describe_table("repairs")[["column", "type", "unit"]].to_numpy().tolist()
    [['article_id', 'text', ''], ['repair', 'text', ''], ['n', 'whole number', 'repairs']]
    """
    if name not in TABLES:
        raise TableError(f"A table must be one of {', '.join(TABLES)}; found `{name}`.")
    table, known, rows = TABLES[name], _meanings(), []
    for column, dtype in table.dtypes.items():
        found = known.get((name, column)) or known.get(("*", column))
        if found is None:
            raise TableError(f"Column `{column}` of table `{name}` must have a meaning in columns.csv; it has none.")
        values = ", ".join(table.choices.get(column, ()))
        rows.append((column, _TYPES[dtype], *found, values, column in table.key))
    return pd.DataFrame(rows, columns=["column", "type", "unit", "meaning", "values", "is_key"])


def describe_tables() -> pd.DataFrame:
    """Say of each table what its rows are.

    Returns
    -------
    DataFrame
        One row a table, in the order of the work: ``table``, ``meaning``, ``key``, ``columns`` (how many).

    Examples
    --------
    >>> describe_tables().loc[0].astype(str).tolist()
    ['articles', 'one row an article that was accepted', 'article_id', '28']
    """
    known = _meanings()
    rows = [(name, known[name, ""][1], ", ".join(table.key), len(table.dtypes)) for name, table in TABLES.items()]
    return pd.DataFrame(rows, columns=["table", "meaning", "key", "columns"])
