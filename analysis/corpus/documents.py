"""Documents that are files of their own: read safely, only where the study's own folder holds them."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.decode import MAX_BYTES, Unreadable, decode_text
from analysis.corpus.records import LargeFile, Note, Record

__all__ = ["fill_document", "read_document", "read_folder"]


def read_folder(folder: Path, notes: list[Note]) -> Iterator[Record]:
    """Read every ``.txt`` of a folder, in the order of names; the id is the name without its ending.

    Folders inside are not read, nor are files of other kinds; a note lists them.
    """
    ignored = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".txt":
            yield from read_document(path, notes)
        elif not path.name.startswith("."):
            ignored.append(path.name)
    notes += [Note(None, "files ignored", ", ".join(ignored))] if ignored else []


def read_document(path: Path, notes: list[Note]) -> Iterator[Record]:
    """Read a ``.txt`` as an article whose id is the name without its ending."""
    record = Record(path.name, None, None, {"article_id": path.stem})
    fill_document(record, path.parent, path.name)
    yield record


def fill_document(record: Record, folder: Path, name: str) -> None:
    """Put a document's text and bytes into its record, or say in `record.fault` why that cannot be.

    Bytes that must not be read leave `record.kept` as it was.
    """
    try:
        path = _inside(folder, name)
        size = path.stat().st_size
        if size > MAX_BYTES:
            record.kept = LargeFile(path)
            raise Unreadable(f"must be an article of at most {MAX_BYTES:,} bytes; its size is {size:,}")
        record.kept = path.read_bytes()
        record.fields["text"], repair = decode_text(record.kept)
        if repair:
            record.repairs.append(repair)
    except Unreadable as error:
        record.fault = str(error)
    except OSError as error:
        record.fault = f"must be readable; {error.strerror or type(error).__name__}"


def _inside(folder: Path, name: str) -> Path:
    """Follow a name to a regular file inside the folder; links that lead out, loops, pipes and folders are refused."""
    try:
        path = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        detail = getattr(error, "strerror", None) or "the name leads nowhere"
        raise Unreadable(f"must be there; {detail}") from error
    if not path.is_relative_to(folder.resolve()):
        raise Unreadable(f"must lie in the folder {folder.name}; it leads out of it")
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("must be a regular file; it is a folder, pipe or device")
    return path
