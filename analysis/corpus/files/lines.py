"""A text file -> its physical lines, as bytes in UTF-8 wherever the file says that it is in Unicode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.corpus.files.decode import Unreadable, decode_text, refuse_binary, wide_encoding
from analysis.corpus.files.source import Source
from analysis.corpus.records import Note

#: A longer line ends the reading of its file: it could not be held in memory.
MAX_LINE = 256_000_000


def read_lines(source: Source, notes: list[Note]) -> Iterator[bytes]:
    """Yield the lines of a file with their ends; a mark of byte order is dropped.

    Raises
    ------
    Unreadable
        The file is no text, or a line is too long.
    """
    with source.open() as file:
        start = file.read(4096)
        refuse_binary(start if not start.startswith(b"\xff\xfe") else b"")
        if start.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(start):
            text, repair = decode_text(source.read())
            notes += [Note(None, "text repaired", f"{source.shown} {repair}")] if repair else []
            yield from text.encode().splitlines(keepends=True)
            return
        file.seek(3 if start.startswith(b"\xef\xbb\xbf") else 0)
        while line := file.readline(MAX_LINE):
            if len(line) == MAX_LINE:
                raise Unreadable(f"must have lines of at most {MAX_LINE:,} bytes; the size of one is larger")
            yield from line.splitlines(keepends=True)


def join_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join what a carriage return alone has parted, in a file whose lines end with a newline: it is content there."""
    pieces: list[bytes] = []
    for piece in lines:
        pieces.append(piece)
        if piece.endswith(b"\n"):
            yield b"".join(pieces)
            pieces = []
    if pieces:
        yield b"".join(pieces)
