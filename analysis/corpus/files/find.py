"""A path, folder or pattern of study.yaml -> the files that are read, in the order of their names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from analysis.errors import ArticlesError

_PATTERN = frozenset("*?[")


class Found(NamedTuple):
    """A file: its path, its name below the folder of the search, and whether study.yaml means it by name or pattern."""

    path: Path
    name: str
    is_named: bool


def holds_pattern(path: str) -> bool:
    """Tell a pattern from a path."""
    return bool(_PATTERN & set(path))


def find_files(base: Path, path: str) -> Iterator[Found]:
    """Yield the files of a path: itself, all that a folder holds, or what matches a pattern; hidden ones never.

    Raises
    ------
    ArticlesError
        There is nothing of that name, or nothing matches.
    """
    whole = base / path
    if holds_pattern(path) and not os.path.lexists(whole):
        root, pattern = _root(whole)
        paths = sorted(
            found
            for found in root.glob(pattern)
            if not any(part.startswith(".") for part in found.relative_to(root).parts)
        )
        files = [found for found in paths if not found.is_dir()]
        if not files:
            raise ArticlesError(f"Articles must match {path}; no file in {root} does.")
        yield from (Found(found, found.relative_to(root).as_posix(), True) for found in files)
    elif whole.is_dir():
        yield from _walk(whole, whole)
    elif whole.exists():
        yield Found(whole, whole.name, True)
    else:
        raise ArticlesError(f"Articles must be a file or folder that is there; {whole} is not.")


def find_top(path: Path) -> Path:
    """Give the file or folder of a path; of a pattern the folder in which the search begins."""
    return _root(path)[0] if holds_pattern(str(path)) and not os.path.lexists(path) else path


def would_find(path: Path, file: Path) -> bool:
    """Tell whether a file of that name would be read by a path, a folder or a pattern.

    Examples
    --------
    >>> [would_find(Path(path), Path("a/b.txt")) for path in ("a/*.txt", "a/**/*.csv", "a/b.txt", "c/*.txt")]
    [True, False, True, False]
    """
    whole, file = path.absolute(), file.absolute()
    if not holds_pattern(str(path)):
        return file == whole or (whole.is_dir() and file.is_relative_to(whole))
    top, pattern = _root(whole)
    inside = file.is_relative_to(top) and (
        "**" in pattern or len(file.relative_to(top).parts) == len(Path(pattern).parts)
    )
    return inside and fnmatch(file.name, Path(pattern).name)


def list_files(path: Path) -> list[Path]:
    """Give the files that a path, folder or pattern stands for now; none where there is nothing."""
    try:
        return [found.path for found in find_files(Path(), str(path))]
    except (ArticlesError, OSError):
        return []


def _root(whole: Path) -> tuple[Path, str]:
    """Part a pattern at its first part that is one."""
    parts = whole.parts
    at = next(n for n, part in enumerate(parts) if holds_pattern(part))
    return Path(*parts[:at]), str(Path(*parts[at:]))


def _walk(folder: Path, root: Path) -> Iterator[Found]:
    """Yield what a folder holds, and the folders in it; links to folders are not followed."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry, root)
        else:
            yield Found(entry, entry.relative_to(root).as_posix(), False)


def why_not(path: Path, root: Path) -> str:
    """Say why a file of a folder must not be opened: a link that leads out of it, a loop, a pipe; "" if it may.

    The name of a folder that a link stands for is no file either.
    """
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        return f"must be there; {getattr(error, 'strerror', None) or 'the name leads nowhere'}"
    if not target.is_relative_to(root.resolve()):
        return f"must lie in the folder {root.name}; it leads out of it"
    if not stat.S_ISREG(target.stat().st_mode):
        return "must be a regular file; it is a folder, pipe or device"
    return ""
