"""What a batch has made and from what: one JSON record a step, written last and whole; a step is done while it holds.

Whether it holds is decided by hashes of content alone, never by the times of files. A report's folder holds its records
in ``.batch/done``, each under a seal, the hash of what it says: one that was cut, edited or written by somebody else is
none, and its step is made again.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.hashing import hash_file

#: The folder inside that of a report that belongs to the batch.
STATE = ".batch"


@dataclass(frozen=True)
class Record:
    """A step that is done: inputs by name, files by path from the report's folder, and facts for later steps."""

    name: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One thing to make: its name, what it is made from (by hash), the report's folder, facts that its record keeps."""

    name: str
    inputs: Mapping[str, str]
    out: Path
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def part(self) -> Path:
        """The folder in which it is made."""
        return self.out / STATE / "part" / self.name

    @property
    def place(self) -> Path:
        """The folder in which it stands when it is done; another one for other inputs."""
        key = hash_text("\0".join(f"{name}={value}" for name, value in self.inputs.items()))
        return self.out / STATE / "made" / f"{self.name}-{key[:12]}"


def hash_text(text: str) -> str:
    """Hash a text (SHA-256, hexadecimal)."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write_record(
    out: Path, name: str, inputs: Mapping[str, str], files: Iterable[Path], facts: Mapping[str, Any]
) -> Record:
    """Record that a step is done, after all its files are in their place.

    Parameters
    ----------
    out : Path
        The report's folder.
    name : str
        The step's.
    inputs : mapping of str to str
        What it was made from: hashes, or short values.
    files : iterable of Path
        What it made.
    facts : mapping
        JSON values that later steps need.
    """
    outputs = {
        Path(os.path.relpath(path, out)).as_posix(): {"bytes": path.stat().st_size, "sha256": hash_file(path)}
        for path in sorted(files)
    }
    record = Record(name, dict(inputs), outputs, dict(facts))
    write_sealed(_place(out, name), asdict(record))
    return record


def read_record(out: Path, name: str) -> Record | None:
    """Read a step's record; None if there is none that is whole and its own."""
    facts = read_sealed(_place(out, name))
    if facts is None or set(facts) != {"name", "inputs", "outputs", "facts"} or facts["name"] != name:
        return None
    return Record(**facts)


def is_of(record: Record, selection: str) -> bool:
    """Tell whether a run read the articles of a selection, known by its key."""
    return bool(record.facts.get("selection", "") == selection)


def write_sealed(path: Path, content: Mapping[str, Any]) -> None:
    """Write a JSON object with the hash of its content."""
    from analysis.tables import write_bytes  # imports pandas, which deciding that nothing is to do must not

    if path.is_dir():  # nothing of ours; it would be in the way for ever
        shutil.rmtree(path)
    sealed = {**content, "seal": _seal(content)}
    write_bytes(path, (json.dumps(sealed, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode())


def read_sealed(path: Path) -> dict[str, Any] | None:
    """Read what `write_sealed` wrote; None if that is not there, or not as it was written."""
    try:
        sealed = json.loads(path.read_bytes())
        seal = sealed.pop("seal")
        return sealed if seal == _seal(sealed) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _seal(content: Mapping[str, Any]) -> str:
    return hash_text(json.dumps(content, sort_keys=True))


def read_records(out: Path) -> dict[str, Record]:
    """Read every record of a report that is whole, by name."""
    found = (read_record(out, path.stem) for path in sorted((out / STATE / "done").glob("*.json")))
    return {record.name: record for record in found if record}


def _place(out: Path, name: str) -> Path:
    return out / STATE / "done" / f"{name}.json"


def find_damage(record: Record, out: Path) -> list[str]:
    """Name each file of a step that is no longer what the step made, and say what is wrong with it.

    Parameters
    ----------
    record : Record
    out : Path
        The folder of the report.
    """
    return [f"{name} {fault}" for name, made in record.outputs.items() if (fault := _fault(out / name, made))]


def _fault(path: Path, made: Mapping[str, Any]) -> str:
    try:
        size, mode = path.stat().st_size, path.stat().st_mode
        if not stat.S_ISREG(mode):
            return "is no file"
        if size < made["bytes"]:
            return f"is cut: {size:,} of {made['bytes']:,} bytes"
        return "" if hash_file(path) == made["sha256"] else "is edited"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def find_reasons(record: Record | None, inputs: Mapping[str, str], out: Path) -> list[str]:
    """Say why a step has to be done (again): nothing if its record holds.

    Parameters
    ----------
    record : Record or None
        What was recorded of the step; None: nothing.
    inputs : mapping of str to str
        What it is made from now.
    out : Path
        The folder of the report.

    Examples
    --------
    >>> find_reasons(Record("a", {"code": "1"}, {}), {"code": "2"}, Path())
    ['code changed']
    """
    if record is None:
        return ["not done yet"]
    names = dict.fromkeys([*inputs, *record.inputs])
    changed = [f"{name} changed" for name in names if inputs.get(name) != record.inputs.get(name)]
    return changed or find_damage(record, out)


def verify_folder(out: Path) -> tuple[int, list[str]]:
    """Hash everything that a report delivered again.

    Returns
    -------
    n_files : int
        Files that were made.
    damage : list of str
        Each file that is edited, cut or missing, and each record that is missing.

    Raises
    ------
    ReportError
        The folder does not hold a report.
    """
    if not (out / STATE).is_dir():
        raise ReportError(f"The folder of a report must hold {STATE}; {out} does not.")
    records = read_records(out)
    damage = [line for record in records.values() for line in find_damage(record, out)]
    names = records["site"].facts["steps"] if "site" in records else ["site"]
    damage += [f"{STATE}/done/{name}.json is missing" for name in names if name not in records]
    return sum(len(record.outputs) for record in records.values()), damage
