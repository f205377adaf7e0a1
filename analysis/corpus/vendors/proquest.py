"""The lines of one document as ProQuest exports it in text -> its fields and the lines of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.corpus.vendors.dates import find_date
from analysis.corpus.vendors.lines import HOLDS_TWO, NO_TEXT, Block, Line, flow

#: The line between two documents.
RULE = re.compile(r"_{20,}\Z")
COUNTED = re.compile(r"(?:Document|Dokument|Documento) (?P<n>\d+) (?:of|von|de) (?P<of>\d+)\Z", re.I)

#: Labels, without the blanks that exports put into them or leave out.
_LABELS = frozenset(
    re.sub(r"\s", "", name)
    for name in (
        "author|abstract|links|full text|subject|location|people|company / organization|title|publication title|pages"
        "|publication year|publication date|publication info|section|publisher|place of publication|volume|issue|year"
        "|country of publication|publication subject|issn|e-issn|source type|language of publication|document type"
        "|document feature|proquest document id|document url|copyright|last updated|database|identifier / keyword"
        "|classification|business indexing term|narrow subject|broad subject|supplement|first page|number of pages|doi"
        "|accession number|alternate title|source attribution|edition|url|isbn|column|dateline|city|state|country|text"
        "|subject term|contributor|credit|company|industry|product name|naics|duns|ticker|proquest document link|notes"
        "|correspondence author|publication frequency|available|full text word count|updates|local call number"
    ).split("|")
)
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z/ -]{1,34}?)\s*:(?:\s+|\Z)(?P<value>.*)\Z", re.S)
_FULL_TEXT = frozenset(("fulltext", "text"))
_NONE = re.compile(r"\W*(?:full ?text )?(?:is )?(?:not available|unavailable|none available)\W*\Z", re.I)
#: Captions and credits that stand inside a line of the text.
_INSIDE = re.compile(r"\s+(?=(?:CREDIT|CAPTION|PHOTO|Caption|Credit):\s)")
_INFO_DATE = re.compile(r"(?P<date>\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})(?=\W|\Z)")


class Document(NamedTuple):
    """The fields of a document as written, the blocks of its text, and what is wrong with it."""

    fields: dict[str, str]
    body: list[Block]
    fault: str = ""
    flags: tuple[tuple[str, str], ...] = ()


def find_label(line: str) -> tuple[str, str]:
    """Give the label before a line without its blanks, and what follows it; "" for a line without one.

    Examples
    --------
    >>> find_label("Publicationtitle: The Gazette"), find_label("He said: no")
    (('publicationtitle', 'The Gazette'), ('', ''))
    """
    found = _LABEL.match(line)
    label = re.sub(r"\s", "", found["label"]).casefold() if found else ""
    return (label, found["value"]) if found and label in _LABELS else ("", "")


def read_document(blocks: Sequence[Block]) -> Document:
    """Read one document from its blocks, without the rule before and behind it."""
    lines = [(line, at) for at, block in enumerate(blocks) for line in block if not COUNTED.match(line.text)]
    labels = [find_label(line.text) for line, _ in lines]
    values = _read_values(lines, labels)
    first = next((n for n, (label, _) in enumerate(labels) if label in _FULL_TEXT), None)
    fields = _read_fields(lines, labels, values)
    if first is None:
        return Document(fields, [], NO_TEXT)
    body = _read_body(lines, labels, first)
    if not body or _NONE.match(" ".join(flow(block) for block in body)):
        return Document(fields, [], NO_TEXT)
    half = len(body) // 2
    twice = len(body) % 2 == 0 and [flow(one) for one in body[:half]] == [flow(one) for one in body[half:]]
    flags = (("text twice", "the export holds the text two times in a row"),) if twice else ()
    fault = next((line.fault for block in body for line in block if line.fault), "")
    names = [label for label, _ in labels]
    if not fault and max(names.count("proquestdocumentid"), names.count("publicationtitle")) > 1:
        fault = HOLDS_TWO
    return Document(fields, body[:half] if twice else body, fault, flags)


_Lines = Sequence[tuple[Line, int]]


def _read_values(lines: _Lines, labels: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Read what the labels say, of two with one name the last: those behind the text are the fuller."""
    values: dict[str, str] = {}
    current, block = "", -1
    for (line, at), (label, value) in zip(lines, labels, strict=True):
        if label:
            current, block = label, at
            values[label] = value
        elif current and current not in _FULL_TEXT and at == block:
            values[current] += " " + line.text
    return {label: " ".join(value.split()) for label, value in values.items()}


def _read_fields(lines: _Lines, labels: Sequence[tuple[str, str]], values: dict[str, str]) -> dict[str, str]:
    title = next((line.text for (line, _), (label, _) in zip(lines, labels, strict=True) if not label), "")
    info = values.get("publicationinfo", "")
    outlet = values.get("publicationtitle") or info
    fields = {
        "article_id": values.get("proquestdocumentid", ""),
        "headline": values.get("title") or title,
        "outlet": re.split(r"\s*;|\s*\[|\.\s+\d", outlet)[0].strip(" ,.;"),
        "url": values.get("documenturl", ""),
        "byline": values.get("author", ""),
    }
    written = values.get("publicationdate", "")
    told = _INFO_DATE.search(info)
    for words in (written, told["date"] if told else ""):
        day = find_date(words, whole_months=True)
        if day:
            fields |= {"published_earliest": day.earliest, "published_latest": day.latest}
            fields["published_evidence"] = day.words
            break
    else:
        fields["published"] = written or values.get("publicationyear", "")
    return {name: value for name, value in fields.items() if value}


def _read_body(lines: _Lines, labels: Sequence[tuple[str, str]], first: int) -> list[Block]:
    """Give the text: from its label to the labels at the end, which are found from there, block by block."""
    end = len(lines)
    while end > first + 1:
        begin = end - 1
        while begin > first + 1 and lines[begin - 1][1] == lines[begin][1]:
            begin -= 1
        if not labels[begin][0] or labels[begin][0] in ("credit", "text", "dateline"):
            break
        end = begin
    if end > first + 1:  # labels may follow the last line of the text without a blank one
        while end > first + 1 and labels[end - 1][0] and labels[end - 1][0] not in ("credit", "dateline"):
            end -= 1
    line, at = lines[first]
    value = labels[first][1]
    start = line.start + len(line.text.encode()) - len(value.encode())
    body: list[tuple[Line, int]] = [(line._replace(text=value, start=start), at)] if value.strip() else []
    body += lines[first + 1 : end]
    blocks: list[Block] = []
    previous = -1
    for line, at in body:
        for piece in _split_inside(line):
            if at == previous and piece is line:
                blocks[-1].append(piece)
            else:
                blocks.append([piece])
        previous = at
    return blocks


def _split_inside(line: Line) -> list[Line]:
    """Part a line before captions and credits that stand inside it."""
    cuts = [0, *(found.end() for found in _INSIDE.finditer(line.text)), len(line.text)]
    if len(cuts) == 2:
        return [line]
    pieces = []
    for start, end in pairwise(cuts):
        begin = line.start + len(line.text[:start].encode())
        text = line.text[start:end].strip()
        pieces.append(line._replace(text=text, start=begin, end=begin + len(text.encode())))
    return pieces
