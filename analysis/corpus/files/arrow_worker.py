"""Writes the rows of a Parquet or Feather file as JSON, a line a row, to standard output.

It runs in a process of its own: a damaged file can end the process of the library that reads it. It imports nothing of
this package, so that it starts fast.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

#: Rows that are held at once, and the bytes that the process may hold.
BATCH = 256
MOST_MEMORY = 4_000_000_000


def main(path: str) -> None:
    """Write the names of the columns and the announced number of rows, then the rows."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    out = sys.stdout
    try:
        columns, n_rows, batches = open_table(path)
        out.write(json.dumps({"columns": columns, "rows": n_rows}) + "\n")
        for batch in batches:
            cells = [batch.column(n).to_pylist() for n in range(batch.num_columns)]
            for row in zip(*cells, strict=True):
                out.write(json.dumps([write_cell(cell) for cell in row]) + "\n")
    except Exception as error:  # what the library says of a damaged file
        out.write(json.dumps({"fault": " ".join(f"{type(error).__name__}: {error}".split())[:200]}) + "\n")


def open_table(path: str) -> tuple[list[str], int | None, Iterator[Any]]:
    """Open a file by its first bytes: its columns, its number of rows if it says it, and its rows in batches."""
    with open(path, "rb") as file:  # noqa: PTH123
        magic = file.read(6)
    if magic.startswith(b"PAR1"):
        import pyarrow.parquet

        table = pyarrow.parquet.ParquetFile(path)
        return list(table.schema_arrow.names), table.metadata.num_rows, table.iter_batches(batch_size=BATCH)
    if magic.startswith(b"ARROW1"):
        import pyarrow.ipc

        reader = pyarrow.ipc.open_file(path)
        batches = (reader.get_batch(n) for n in range(reader.num_record_batches))
        parts = (batch.slice(at, BATCH) for batch in batches for at in range(0, batch.num_rows, BATCH))
        return list(reader.schema.names), None, parts
    import pyarrow.feather

    table = pyarrow.feather.read_table(path)
    return list(table.column_names), table.num_rows, iter(table.to_batches(max_chunksize=BATCH))


def write_cell(cell: Any) -> Any:
    """Give a cell as it is shown: a string or None; what is neither text, number nor date as an object."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, bytes):
        with suppress(UnicodeDecodeError):
            return cell.decode("utf-8")
        return {"kind": "bytes that are no UTF-8"}
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() and cell.tzinfo is None else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return None if cell != cell else str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    return str(cell) if isinstance(cell, int) else {"kind": type(cell).__name__}


if __name__ == "__main__":
    main(sys.argv[1])
