"""The text of a document -> its kind, where it is no article but a page, a table, a mailbox or a database's export.

What is known by name here is refused until it has a reader: it must never be read as one article of codes and labels.
"""

from __future__ import annotations

import csv
import re

from analysis.corpus.fields.columns import DELIMITERS, is_header
from analysis.corpus.files.decode import Unreadable

#: The part of a document in which its first line must end to be taken for a header.
_BEGINNING = 4_000


class Foreign(Unreadable):
    """A document of a kind that is known, and that no reader takes."""


_BEGINS = {
    "RTF": re.compile(r"\{\\rtf"),
    "HTML": re.compile(
        r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
    ),
    "XML": re.compile(r"<(?:\?xml|!doctype|rss|feed|rdf:rdf|nitf|newsml|newsitem|tei)\b", re.I),
    "JSON": re.compile(r"(?:\[\s*)?\{\s*\"[^\"\n]{1,100}\"\s*:\s*[\"\[{\dtfn-]"),
    "a mailbox": re.compile(r"From \S+ .{0,60}\d{4}\r?\n>?[A-Za-z-]+: "),
    "an e-mail": re.compile(
        r"(?=(?:[!-9;-~]+:.*\n(?:[ \t].*\n)*+){2})(?:.*\n){0,30}?(?:Message-ID|MIME-Version|Received|Return-Path): ",
        re.I,
    ),
}


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*+(?:{pattern})[ \t\r]*$", re.M)


#: Lines that a database writes round its articles. What parts two articles (the first) counts as often as it stands,
#: a label once: a word such as LENGTH may open a line of an article, two labels of one database do not.
_VENDORS = {
    "Nexis": (
        _line(
            r"(?:Document |Dokument )?\d+ (?:of|von|de|van|di) \d+ (?i:documents?|dokumente?|documenten|documenti)"
            r"|Do[ck]ument \d+ (?:of|von|de|van|di) \d+|End of Document"
        ),
        _line(r"(?:BYLINE|SECTION|DATELINE|HIGHLIGHT|GRAPHIC):.*"),
        _line(r"(?i:length):[ \t]*\d+ *(?i:words|wörter|mots|woorden|palabras)"),
        _line(r"(?i:load-date):.*\d{4}.*"),
        _line(r"(?i:publication-type|journal-code|document-type):.*"),
        _line(r"Download Request:.*|Time Of Request:.*"),
    ),
    "Factiva": (
        _line(r"Document [A-Z][A-Z0-9]{3,12}(?:19|20)\d{6}[a-z0-9]{5,12}"),
        _line(r"Search Summary"),
        _line(r"(?:©|\(c\)) \d{4} Factiva, Inc.*"),
    ),
    "ProQuest": (
        _line(r"ProQuest document ID:.*"),
        _line(r"_{20,}"),
        _line(r"Full text:.*"),
        _line(r"Publication (?:title|info|date|year|subject):.*"),
        _line(r"Document (?:URL|type|feature):.*"),
        _line(r"Source type:.*|Database:.*"),
    ),
    "NewsBank": (
        _line(r"Record Number:.*"),
        _line(r"OpenURL Link.*"),
        _line(r"Copyright,? \(c\).{0,80}NewsBank.*|.*provided by NewsBank.*"),
    ),
}
#: Factiva's fields, as two letters before their contents: single ones are words of headlines in capitals.
_CODES = _line(r"(HD|BY|WC|PD|SN|SC|LA|CY|LP|TD|AN)(?:[ \t]+\S.*)?")
_FEWEST_CODES = 4


def find_kind(text: str) -> str:
    """Name the kind of a document that is no article; "" for what may be one.

    Examples
    --------
    >>> find_kind("<!DOCTYPE html><p>Ana Ruiz said yes.</p>")
    'HTML'
    >>> find_kind("   1 of 2 DOCUMENTS\\n\\nThe Gazette\\n\\nLENGTH: 60 words\\n\\nAna Ruiz said yes.")
    'an export of Nexis (2 of its marks, the first is “1 of 2 DOCUMENTS”)'
    >>> find_kind("Ana Ruiz said yes.")
    ''
    """
    text = text.lstrip("\ufeff \t\r\n")
    for kind, pattern in _BEGINS.items():
        if pattern.match(text):
            return kind
    return "a table" if _is_table(text) else _find_vendor(text)


def _is_table(text: str) -> bool:
    first, end, rest = text[:_BEGINNING].partition("\n")
    if not end or not rest.strip():
        return False
    first = first.strip().partition("\r")[0]  # a carriage return alone ends no line for the reader of tables
    return any(is_header(next(csv.reader([first], delimiter=mark), [])) for mark in DELIMITERS if mark in first)


def _find_vendor(text: str) -> str:
    for vendor, (separator, *labels) in _VENDORS.items():
        marks = [found[0] for found in separator.finditer(text)]
        marks += [found[0] for label in labels if (found := label.search(text))]
        codes = {found[1]: found[0] for found in _CODES.finditer(text)} if vendor == "Factiva" else {}
        marks += codes.values() if len(codes) >= _FEWEST_CODES else []
        if len(marks) >= 2:
            return (
                f"an export of {vendor} ({len(marks)} of its marks, the first is “{' '.join(marks[0].split())[:60]}”)"
            )
    return ""


def refuse_export(text: str) -> None:
    """Raise `Foreign` for the text of a document that holds the articles of a database, and not one article."""
    kind = _find_vendor(text)
    if kind:
        raise Foreign(f"must be one article; it is {kind}: export it from the database as text, Word or HTML")


def refuse_foreign(text: str) -> None:
    """Raise `Foreign` for a document that is no article, with what to do."""
    kind = find_kind(text)
    if kind:
        advice = "read it under its own ending" if kind in ("a table", "JSON") else "save each article as plain text"
        raise Foreign(f"must be one article in plain text; it is {kind}, which is not read ({advice})")
