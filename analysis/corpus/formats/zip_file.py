"""A zip archive -> the records of its members, in the order of their names."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from analysis.corpus.door import Held, read_held
from analysis.corpus.files.source import Source
from analysis.corpus.files.unpack import check_depth, open_zip, unpack
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource


def _recognise(source: Source) -> str:
    return f"{len(source.members):,} files inside" if source.members else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    check_depth(source)
    options = options.model_copy(update={"format": None}) if options.format == FORMAT.name else options
    with open_zip(source) as archive, tempfile.TemporaryDirectory() as folder:
        members = sorted((one for one in archive.infolist() if _is_shown(one)), key=lambda one: one.filename)
        held = Held(source.shown, options, notes, is_only=len(members) == 1)
        for number, one in enumerate(members):
            path = Path(folder) / str(number)
            try:
                if one.flag_bits & 1:
                    raise RuntimeError("it is locked by a password")
                with archive.open(one) as file:
                    unpack(cast("BinaryIO", file), path, max(one.compress_size, 1))
            except (RuntimeError, zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as error:
                fault = f"must be a member without damage; {error}"
                yield Record(
                    f"{source.shown} ({one.filename})", None, None, fault=fault, locator=f"member={one.filename}"
                )
                held.n_read += 1
            else:
                yield from read_held(source.inside(one.filename, path), held)
            path.unlink(missing_ok=True)
        held.close()


def _is_shown(one: zipfile.ZipInfo) -> bool:
    parts = one.filename.split("/")
    return not one.is_dir() and not any(part.startswith(".") or part == "__MACOSX" for part in parts)


FORMAT = Format("zip_file", "a zip archive", _recognise, _read, endings=(".zip",))
