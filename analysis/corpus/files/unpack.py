"""Archives -> their members, within limits: nothing is unpacked under a name of its own, and no bomb goes off."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.kinds import Foreign
from analysis.corpus.files.limits import FREE, MAX_DEPTH, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED
from analysis.corpus.files.source import Source

_PIECE = 1 << 20


def check_depth(source: Source) -> None:
    """Raise for an archive inside too many others."""
    if source.depth >= MAX_DEPTH:
        raise Foreign(f"must lie in at most {MAX_DEPTH} archives inside one another; it lies deeper")


@contextmanager
def open_zip(source: Source) -> Iterator[zipfile.ZipFile]:
    """Open a zip (docx, xlsx and odt are such too) whose members keep the limits by what the archive says of them.

    Raises
    ------
    Unreadable
        It is damaged, or too much; of the latter nothing is unpacked.
    """
    try:
        archive = zipfile.ZipFile(source.path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"must be a zip archive without damage; {error}") from None
    with archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise Foreign(f"must hold at most {MAX_MEMBERS:,} files; it holds {len(members):,}")
        size, packed = (sum(getattr(one, name) for one in members) for name in ("file_size", "compress_size"))
        _check_size(size, packed)
        for one in members:
            if one.filename.startswith(("/", "\\")) or ".." in one.filename.replace("\\", "/").split("/"):
                raise Foreign(f"must hold files of plain names; {one.filename[:80]!r} leads out of it")
        yield archive


def _check_size(size: int, packed: int) -> None:
    if size > MAX_UNPACKED:
        raise Foreign(f"must unpack to at most {MAX_UNPACKED:,} bytes; it does to {size:,}")
    if size > FREE and size > MAX_RATIO * max(packed, 1):
        raise Foreign(f"must unpack to at most {MAX_RATIO} times its size; it does to {size // max(packed, 1):,} times")


def unpack(file: BinaryIO, path: Path, packed: int) -> None:
    """Write what a packed stream holds to a path.

    Parameters
    ----------
    file : binary file
        Gives the unpacked bytes.
    path : Path
        A temporary file.
    packed : int
        The number of packed bytes.

    Raises
    ------
    Unreadable
        It holds too much, whatever the archive said of it.
    """
    size = 0
    with path.open("wb") as out:
        while piece := file.read(_PIECE):
            size += len(piece)
            _check_size(size, packed)
            out.write(piece)


def refuse_entities(data: bytes) -> None:
    """Raise for XML that declares what it is made of: no export needs it, and entities unfold without end.

    Examples
    --------
    >>> refuse_entities(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>')
    Traceback (most recent call last):
        ...
    analysis.corpus.files.decode.Unreadable: must be XML without entities of its own; it declares some
    """
    head = data[: 1 << 16].replace(b"\x00", b"")  # of UTF-16 too
    if b"<!ENTITY" in head or (b"<!DOCTYPE" in head and b"[" in head.partition(b"<!DOCTYPE")[2].partition(b">")[0]):
        raise Unreadable("must be XML without entities of its own; it declares some")
