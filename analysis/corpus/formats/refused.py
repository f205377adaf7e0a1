"""Formats that are known and not read: each with what to do instead. Nothing here is ever opened further."""

from __future__ import annotations

from functools import partial

from analysis.corpus.files.source import Source
from analysis.corpus.format import Format


def _begins(marks: tuple[bytes, ...], source: Source) -> str:
    return "its first bytes" if source.head.startswith(marks) else ""


def _is_r(source: Source) -> str:
    """Know what R writes, packed or not: a mark of its own, or that of its serialization."""
    marks = (b"RDX", b"RDA", b"X\n\x00\x00\x00", b"A\n2\n", b"A\n3\n")
    return "the marks of R" if (source.inflated or source.head).startswith(marks) else ""


def _is_office(source: Source) -> str:
    """Know the documents of office programs that are zips and that nothing else reads."""
    names = source.members
    signs = ("mimetype", "ppt/presentation.xml", "word/document.xml", "xl/workbook.xml", "xl/workbook.bin")
    return next((name for name in signs if name in names), "")


_PICKLE = tuple(b"\x80" + bytes([n]) for n in range(2, 6))

FORMATS = (
    Format(
        "office_old",
        "a document of old Office (.doc, .xls, .msg)",
        partial(_begins, (b"\xd0\xcf\x11\xe0",)),
        refusal="open it and save it as .docx, .xlsx or .csv",
    ),
    Format(
        "pickle",
        "a Python pickle, which runs code when it is opened",
        partial(_begins, _PICKLE),
        refusal="write the table as .csv or .parquet (frame.to_csv)",
    ),
    Format(
        "r_data",
        "data of R (.rds, .RData)",
        _is_r,
        within=("gzip_file", "text"),
        refusal="write it in R as a CSV (write.csv)",
    ),
    Format(
        "sqlite",
        "an SQLite database",
        partial(_begins, (b"SQLite format 3",)),
        refusal="write the table of articles as a CSV (.mode csv, .once articles.csv, SELECT …)",
    ),
    Format(
        "office",
        "a document of an office program",
        _is_office,
        within=("zip_file",),
        refusal="save it as .docx, .xlsx, .csv or .txt",
    ),
)
