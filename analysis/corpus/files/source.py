"""A delivered file, or a member of an archive: where its bytes lie, what it is called, and how it begins."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from analysis.corpus.files.decode import Unreadable, decode_text
from analysis.corpus.files.limits import HEAD, MAX_MEMBERS, MAX_WHOLE
from analysis.corpus.records import LargeFile


@dataclass(frozen=True)
class Source:
    """One file to read.

    `path` is where its bytes lie: the file itself or, for a member of an archive, an unpacked copy that is gone when
    its reader ends. `name` is how notes and the column `source_file` call the delivered file, `sha256` its hash;
    `member` names what lies inside it (``news/1.json``; of an archive in an archive ``inner.zip/1.json``), `depth`
    counts the archives around it, `origin` is where the delivered file lies. `stem` is the name of which an id may be
    made. `is_named` is False for what a folder or an archive happens to hold.
    """

    path: Path
    name: str
    sha256: str
    member: str = ""
    depth: int = 0
    stem: str = ""
    is_named: bool = True
    origin: Path | None = None

    @property
    def shown(self) -> str:
        """The name in an error."""
        return f"{self.name} ({self.member})" if self.member else self.name

    @property
    def ending(self) -> str:
        """The ending of the name in lower case, with its dot."""
        return Path(self.member or self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """Open the bytes."""
        return self.path.open("rb")

    @property
    def size(self) -> int:
        """The number of bytes."""
        return self.path.stat().st_size

    def read(self, limit: int = MAX_WHOLE) -> bytes:
        """Give all bytes.

        Raises
        ------
        Unreadable
            There are more than the limit.
        """
        if self.size > limit:
            raise Unreadable(f"must be a file of at most {limit:,} bytes; its size is {self.size:,}")
        return self.path.read_bytes()

    @property
    def kept(self) -> bytes | LargeFile:
        """The file as quarantine keeps it: a member by its bytes, since its copy will be gone."""
        if self.member and self.size <= MAX_WHOLE:
            return self.path.read_bytes()
        return LargeFile(self.origin or self.path)

    @cached_property
    def head(self) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(HEAD)

    @cached_property
    def text(self) -> str:
        """The first bytes as text, without a mark of byte order and blanks before; "" for what is no text."""
        data = self.head
        if len(data) == HEAD and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data[: data.rfind(b"\n") + 1] or data
        try:
            text = decode_text(data).text
        except Unreadable:
            text = "" if b"\x00" in data else data.decode("utf-8", "replace")
        return text.lstrip("\ufeff \t\r\n")

    @cached_property
    def inflated(self) -> bytes:
        """The first bytes of what a gzip file holds; b"" for other files."""
        if not self.head.startswith(b"\x1f\x8b"):
            return b""
        try:
            return zlib.decompressobj(wbits=31).decompress(self.head, HEAD)
        except zlib.error:
            return b""

    @cached_property
    def members(self) -> frozenset[str]:
        """The names inside, if it is a zip (docx, xlsx, odt and epub are); else none."""
        if not self.head.startswith(b"PK\x03\x04"):
            return frozenset()
        try:
            with zipfile.ZipFile(self.path) as archive:
                return frozenset(archive.namelist()[: MAX_MEMBERS + 1])
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return frozenset()

    def inside(self, member: str, path: Path) -> Source:
        """Give a member of this archive, whose unpacked copy lies at a path."""
        name = f"{self.member}/{member}" if self.member else member
        stem = member.rpartition(".")[0] or member
        origin = self.origin or self.path
        return replace(self, path=path, member=name, depth=self.depth + 1, stem=stem, is_named=False, origin=origin)


def open_source(path: Path, name: str | None = None, stem: str | None = None, *, is_named: bool = True) -> Source:
    """Take a file of the disk as a source, and hash it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    stem = path.stem if stem is None else stem
    return Source(path, name or path.name, digest.hexdigest(), stem=stem, is_named=is_named)
