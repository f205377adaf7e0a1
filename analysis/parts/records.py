"""What was done is known by records: a hash of all that went into a piece of work, and of each file it became."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.hashing import hash_file
from analysis.tables import write_bytes, write_whole

__all__ = [
    "PACKAGES",
    "Task",
    "file_name",
    "hash_all",
    "hash_code",
    "hash_table",
    "keys_of",
    "read_done",
    "run_task",
    "write_file",
]

#: The packages whose version may change a number.
PACKAGES = ("ftfy", "nltk", "numpy", "pandas", "py3langid", "pyarrow", "vaderSentiment")
#: Rows that are read together of a file of which others read some.
GROUP = 65_536
_PACKAGE = Path(__file__).resolve().parent.parent
#: Rooms that change no table.
_LATER = frozenset({"charts", "reports", "cli", "shipped", "__main__.py"})
_CODE = frozenset({".py", ".csv", ".json", ".npz", ".yaml"})

Step = Callable[..., Mapping[str, pd.DataFrame]]


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
    return f"{table}.parquet" if table.startswith("whole/") else f"{table}/part-{part:05}.parquet"


def hash_all(*parts: object) -> str:
    """Hash anything that JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def hash_table(table: pd.DataFrame) -> str:
    """Hash the rows of a table."""
    return hashlib.sha256(pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes()).hexdigest()


def hash_code() -> str:
    """Hash what a table depends on beside articles and study: the code, its word lists, the versions of libraries."""
    files = sorted(file for file in _PACKAGE.rglob("*") if file.suffix in _CODE)
    code = [file for file in files if file.relative_to(_PACKAGE).parts[0] not in _LATER]
    versions = [platform.python_version(), *(version(name) for name in PACKAGES)]
    return hash_all(versions, [(file.relative_to(_PACKAGE).as_posix(), hash_file(file)) for file in code])


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


def write_tables(folder: Path, part: int, tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, Any]]:
    """Write the tables of a part, and give rows and hash of each file."""
    files = {}
    for name, table in tables.items():
        path = write_file(table, folder / file_name(name, part))
        files[file_name(name, part)] = {"rows": len(table), "sha256": hash_file(path)}
    return files


def write_file(table: pd.DataFrame, path: Path) -> Path:
    """Write a table as Parquet, whole or not at all; in small groups of rows where some of them are read alone."""
    rows = GROUP if "work" in path.parts else None
    return write_whole(path, lambda file: table.to_parquet(file, index=False, compression="zstd", row_group_size=rows))


def keys_of(records: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Give the files of records with their hashes: what later work depends on."""
    return sorted((name, found["sha256"]) for record in records for name, found in record["files"].items())
