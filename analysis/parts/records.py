"""What was done is known by records: a hash of all that went into a piece of work, and of each file it became."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from threadpoolctl import threadpool_limits

from analysis.hashing import hash_file
from analysis.tables import write_bytes, write_whole

#: The packages whose version may change a number.
PACKAGES = ("ftfy", "nltk", "numpy", "pandas", "py3langid", "pyarrow", "vaderSentiment")
#: Rows that are read together of a file of which others read some.
GROUP = 65_536
_PACKAGE = Path(__file__).resolve().parent.parent
#: Rooms that change no table.
_LATER = frozenset({"charts", "reports", "cli", "shipped", "__main__.py"})
_CODE = frozenset({".py", ".csv", ".json", ".npz", ".yaml"})


class Groups(NamedTuple):
    """The rows of a table as frames one after the other, each written as a group that can be read alone."""

    frames: Iterable[pd.DataFrame | pa.Table]


#: What a step makes of a table: a frame, an Arrow table (which has no types that can be checked) or `Groups`.
Made: TypeAlias = Any
Step = Callable[..., Mapping[str, Made]]
#: Tables of which single rows are read from any place: not packed, so that the system fetches these rows alone.
OPEN = "work/open/"


class Task(NamedTuple):
    """A piece of work on one part: `key` is the hash of all that it depends on.

    Its files are ``TABLE/part-NNNNN.parquet`` in `folder`, its record ``STAGE/NNNNN.json``.
    """

    folder: str
    stage: str
    part: int
    key: str

    @property
    def record(self) -> Path:
        """The file that says that it is done."""
        return Path(self.folder) / self.stage / f"{self.part:05}.json"


def file_name(table: str, part: int) -> str:
    """Name the file of a part of a table; one of ``whole/`` has no parts."""
    if table.startswith("whole/"):
        return f"{table}.parquet"
    return f"{table}/part-{part:05}.{'arrow' if table.startswith(OPEN) else 'parquet'}"


def hash_all(*parts: object) -> str:
    """Hash anything that JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def hash_table(table: pd.DataFrame) -> str:
    """Hash the rows of a table."""
    return hashlib.sha256(pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes()).hexdigest()


def list_versions() -> dict[str, str]:
    """Name the version of Python and of each library that tables depend on."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def hash_code() -> str:
    """Hash what a table depends on beside articles and study: the code, its word lists, the versions of libraries."""
    files = sorted(file for file in _PACKAGE.rglob("*") if file.suffix in _CODE)
    code = [file for file in files if file.relative_to(_PACKAGE).parts[0] not in _LATER]
    return hash_all(
        list(list_versions().values()), [(file.relative_to(_PACKAGE).as_posix(), hash_file(file)) for file in code]
    )


def read_done(task: Task) -> dict[str, Any] | None:
    """Give the record of a task that is done: its key is the same, and each of its files is there as it was written."""
    try:
        record: dict[str, Any] = json.loads(task.record.read_bytes())
        is_same = record["key"] == task.key and all(
            hash_file(Path(task.folder) / name) == found["sha256"] for name, found in record["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return None
    return record if is_same else None


def run_task(task: Task, step: Step, *arguments: Any) -> dict[str, Any]:
    """Do a task unless it is done: write the tables that its step gives, then its record.

    This is what runs in a worker. What comes back is the record, not the tables.
    """
    done = read_done(task)
    if done is None:
        _forget(task)
        with threadpool_limits(1):  # one core: threads of linear algebra wait for each other, and round otherwise
            files = write_tables(Path(task.folder), task.part, step(*arguments))
        done = {"part": task.part, "key": task.key, "files": files}
        write_bytes(task.record, (json.dumps(done, indent=1, sort_keys=True) + "\n").encode())
    return done


def _forget(task: Task) -> None:
    """Take away what an earlier run made of a task, so that a step which fails leaves no table of other articles."""
    try:
        names = list(json.loads(task.record.read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return
    task.record.unlink()
    for name in names:
        (Path(task.folder) / name).unlink(missing_ok=True)


def write_tables(folder: Path, part: int, tables: Mapping[str, Made]) -> dict[str, dict[str, Any]]:
    """Write the tables of a part, and give rows and hash of each file."""
    files = {}
    for name, table in tables.items():
        path = write_file(table, folder / file_name(name, part))
        files[file_name(name, part)] = {"rows": count_rows(path), "sha256": hash_file(path)}
    return files


def count_rows(path: Path) -> int:
    """Count the rows of a file that `write_file` wrote."""
    if path.suffix == ".arrow":
        with pa.memory_map(str(path)) as file:
            return int(pa.ipc.open_file(file).get_batch(0).num_rows)
    return int(pq.read_metadata(path).num_rows)


def write_file(table: Made, path: Path) -> Path:
    """Write a table, whole or not at all: as Parquet, or as it lies in memory where single rows of it are read."""
    if path.suffix == ".arrow":
        return write_whole(path, lambda file: _write_open(table, file))
    if isinstance(table, Groups):
        return write_whole(path, lambda file: _write_groups(table.frames, file))
    rows = GROUP if "work" in path.parts else None
    return write_whole(
        path, lambda file: pq.write_table(_as_rows(table), file, compression="zstd", row_group_size=rows)
    )


def _as_rows(table: pd.DataFrame | pa.Table) -> pa.Table:
    return pa.Table.from_pandas(table, preserve_index=False, nthreads=1) if isinstance(table, pd.DataFrame) else table


def _write_open(table: pd.DataFrame | pa.Table, file: IO[bytes]) -> None:
    rows = _as_rows(table)
    batches = rows.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], schema=rows.schema)]
    with pa.ipc.new_file(file, rows.schema) as writer:
        writer.write_batch(batches[0])


def _write_groups(frames: Iterable[pd.DataFrame | pa.Table], file: IO[bytes]) -> None:
    """Write each frame as a group of its own, empty ones as none."""
    writer: pq.ParquetWriter | None = None
    for frame in frames:
        if writer is not None and not len(frame):
            continue
        rows = _as_rows(frame)
        if writer is None:
            writer = pq.ParquetWriter(file, rows.schema, compression="zstd")
        writer.write_table(rows, row_group_size=max(len(frame), 1))
    if writer is not None:
        writer.close()


def keys_of(records: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Give the files of records with their hashes: what later work depends on."""
    return sorted((name, found["sha256"]) for record in records for name, found in record["files"].items())
