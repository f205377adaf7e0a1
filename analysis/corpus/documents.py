"""Documents that are files of their own: read safely, only where the study's own folder holds them."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.decode import MAX_BYTES, Unreadable, decode_text
from analysis.corpus.kinds import Foreign, refuse_foreign
from analysis.corpus.records import LargeFile, Note, Record
from analysis.errors import ArticlesError

__all__ = ["fill_document", "read_document", "read_folder"]

#: Files that an error names.
SHOWN = 10


def read_folder(folder: Path, notes: list[Note]) -> Iterator[Record]:
    """Read every ``.txt`` of a folder, in the order of names; the id is the name without its ending.

    Folders inside are not read, nor are files of other kinds; a note lists them.

    Raises
    ------
    ArticlesError
        No file is read.
    """
    shown = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    documents = [path for path in shown if path.suffix.lower() == ".txt"]
    ignored = [path for path in shown if path.suffix.lower() != ".txt"]
    if not documents:
        raise ArticlesError(f"Articles must be .txt files; {folder} holds {_counted(ignored)}.")
    notes += [Note(None, "files ignored", ", ".join(path.name for path in ignored))] if ignored else []
    for path in documents:
        yield from read_document(path, notes)


def _counted(paths: list[Path]) -> str:
    """Name files of kinds that are not read, and count them by their endings.

    Examples
    --------
    >>> _counted([Path("1.html"), Path("2.html"), Path("notes.md")])
    '3 files of a kind that is not read: 1.html, 2.html, notes.md (2 .html, 1 .md)'
    """
    kinds = Counter("folder" if path.is_dir() else path.suffix.lower() or "without ending" for path in paths)
    counts = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    names = ", ".join(path.name for path in paths[:SHOWN]) + (" ..." if len(paths) > SHOWN else "")
    plural = "s" * (len(paths) > 1)
    return f"{len(paths)} file{plural} of a kind that is not read: {names} ({counts})" if paths else "no file"


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
        refuse_foreign(record.fields["text"])
    except Foreign as error:
        record.fault, record.is_foreign = str(error), True
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
