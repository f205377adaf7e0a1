"""A Word document -> its paragraphs, those of tables in their place; no macro, link or picture is looked at."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator

from analysis.corpus.files.source import Source
from analysis.corpus.files.unpack import open_zip, refuse_entities
from analysis.corpus.vendors.lines import Line

_DOCUMENT = "word/document.xml"
#: The part of a document's XML by which its kind is told.
_PEEK = 2_000_000


def is_docx(source: Source) -> bool:
    """Tell a Word document by what the zip holds."""
    return _DOCUMENT in source.members


def peek_docx(source: Source) -> str:
    """Give the words at the beginning of a document, a line a paragraph, for the marks of a database."""
    try:
        with zipfile.ZipFile(source.path) as archive, archive.open(_DOCUMENT) as file:
            xml = file.read(_PEEK).decode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, KeyError, zlib.error):
        return ""
    return re.sub(r"<[^<>]{0,2000}>", "", re.sub(r"</w:p>", "\n", xml))


def read_paragraphs(source: Source) -> Iterator[Line]:
    """Yield the paragraphs of a document as lines, whose place is their number from 1; a line break parts them too.

    Raises
    ------
    Unreadable
        It is damaged, unpacks to too much, or declares entities.
    """
    import docx
    from docx.table import Table

    with open_zip(source) as archive, archive.open(_DOCUMENT) as file:
        refuse_entities(file.read(1 << 16))
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
