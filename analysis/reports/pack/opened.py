"""A pack on disk, a zip or a folder -> its manifest and its files; nothing outside of it is touched."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.reports.pack.build import FORMAT, PACK_MANIFEST, stays_inside

#: Of all files of a pack together, unpacked.
MOST_BYTES = 8 << 30
_NEEDED = {"study": dict, "articles": dict, "files": dict, "withheld": dict, "left_out": dict}


def open_pack(path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Read a pack.

    Parameters
    ----------
    path : Path
        The zip, or a folder that it was unpacked to.

    Returns
    -------
    manifest : dict
    files : dict of str to bytes
        Of those that the manifest names, the ones that are there.

    Raises
    ------
    ReportError
        It is no pack, or a path in it leaves it.
    """
    held = _unzip(path) if path.is_file() else _read_folder(path)
    try:
        manifest = json.loads(held[PACK_MANIFEST])
    except (KeyError, ValueError, RecursionError) as error:
        raise ReportError(f"{path} must be a pack: a zip or a folder with a {PACK_MANIFEST}, which is JSON.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ReportError(f"{path} must be a pack of format {FORMAT}, as its {PACK_MANIFEST} says.")
    for key, kind in _NEEDED.items():
        if not isinstance(manifest.get(key), kind):
            raise ReportError(f"The {PACK_MANIFEST} of {path} must have `{key}`; it is missing or no {kind.__name__}.")
    _check_names(manifest["files"], path)
    if not path.is_file():
        held |= {name: data for name in manifest["files"] if (data := _read_inside(path, name)) is not None}
    return manifest, {name: held[name] for name in manifest["files"] if name in held}


def _unzip(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as pack:
            entries = [entry for entry in pack.infolist() if not entry.is_dir()]
            names = [entry.orig_filename for entry in entries]
            _check_names(names, path)
            if len(set(names)) < len(names) or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise ReportError(f"{path} must hold each file once, and at most {MOST_BYTES:,} bytes.")
            return {entry.filename: pack.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ReportError(f"{path} must be a pack, a zip that is whole; {error}.") from error


def _read_folder(path: Path) -> dict[str, bytes]:
    if not path.is_dir():
        raise ReportError(f"There must be a pack at {path}; nothing is there.")
    note = _read_inside(path, PACK_MANIFEST)
    return {} if note is None else {PACK_MANIFEST: note}


def _read_inside(folder: Path, name: str) -> bytes | None:
    """Read a file of a folder; a link that leads out of it is refused."""
    place = folder / name
    if not place.resolve().is_relative_to(folder.resolve()):
        raise ReportError(f"Every path of a pack must stay in it; `{name}` leads out of {folder}.")
    return place.read_bytes() if place.is_file() else None


def _check_names(names: Iterable[str], path: Path) -> None:
    for name in names:
        if not stays_inside(name):
            raise ReportError(f"Every path of a pack must stay in it; found {name!r} in {path}.")
