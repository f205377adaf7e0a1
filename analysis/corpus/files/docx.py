"""A Word document -> its paragraphs, those of tables in their place; no macro, link or picture is looked at."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.limits import FREE, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED
from analysis.corpus.files.source import Source
from analysis.corpus.vendors.lines import Line

__all__ = ["is_docx", "peek_docx", "read_paragraphs"]

_DOCUMENT = "word/document.xml"
#: The part of a document's XML by which its kind is told.
_PEEK = 2_000_000


def is_docx(source: Source) -> bool:
    """Tell a Word document by what the zip holds."""
    return _DOCUMENT in source.members


def peek_docx(source: Source) -> str:
    """Give the words at the beginning of a document, a line a paragraph, for the marks of a database."""
    import re

    try:
        with zipfile.ZipFile(source.path) as archive, archive.open(_DOCUMENT) as file:
            xml = file.read(_PEEK).decode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, KeyError, zipfile.zlib.error):
        return ""
    return re.sub(r"<[^<>]{0,2000}>", "", re.sub(r"</w:p>", "\n", xml))


def read_paragraphs(source: Source) -> Iterator[Line]:
    """Yield the paragraphs of a document as lines, whose place is their number from 1; a line break parts them too.

    Raises
    ------
    Unreadable
        It unpacks to too much.
    """
    import docx
    from docx.table import Table

    _refuse_bomb(source)
    number = 0
    waiting = [docx.Document(str(source.path)).iter_inner_content()]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, Table):
            waiting.append(
                iter([part for row in item.rows for cell in row.cells for part in cell.iter_inner_content()])
            )
        else:
            number += 1
            for line in item.text.split("\n") or [""]:
                yield Line(line.strip(" \t\xa0\ufeff"), number, number + 1)


def _refuse_bomb(source: Source) -> None:
    with zipfile.ZipFile(source.path) as archive:
        infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, source.size)
    if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED or (unpacked > FREE and unpacked > MAX_RATIO * packed):
        raise Unreadable(
            f"must unpack to at most {MAX_UNPACKED:,} bytes and {MAX_RATIO} times its size; it unpacks to {unpacked:,}"
        )
