"""A gzip file -> the records of the file that it holds."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from analysis.corpus.door import read_source
from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.source import Source
from analysis.corpus.files.unpack import check_depth, unpack
from analysis.corpus.format import Format
from analysis.corpus.records import Note, Record
from analysis.study import ArticleSource


def _recognise(source: Source) -> str:
    return "its first bytes" if source.head.startswith(b"\x1f\x8b") else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    check_depth(source)
    name = Path(source.member or source.name).name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "unpacked"
        fault = ""
        try:
            with gzip.open(source.path) as file:
                unpack(cast("BinaryIO", file), path, source.size)
        except (EOFError, OSError, zlib.error) as error:
            fault = f"must be a gzip file without damage; {error}: what it holds up to there is read"
        inner = source.inside(name.removesuffix(".gz") if name.endswith(".gz") else f"{name} unpacked", path)
        if fault and not (path.is_file() and inner.size):
            raise Unreadable(fault.partition(":")[0])
        options = options.model_copy(update={"format": None}) if options.format == FORMAT.name else options
        yield from read_source(inner, options, notes)
        if fault:
            yield Record(source.shown, None, source.kept, fault=fault)


FORMAT = Format("gzip_file", "a gzip file", _recognise, _read, endings=(".gz", ".gzip"))
