"""Factiva in HTML (both layouts) -> records, one an article, whose text is the page's own, with its tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from analysis.corpus.files.decode import Unreadable
from analysis.corpus.files.places import Places, read_placed
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format, hold_count
from analysis.corpus.markup import without_markup
from analysis.corpus.records import Note, Part, Record
from analysis.corpus.vendors.factiva import CUT_OFF, Article, read_lines_of_article
from analysis.corpus.vendors.lines import Line
from analysis.study import ArticleSource

#: The beginning of an article: its language stands in the name; around it there may be another element of its kind.
_OPENS = re.compile(r"<div\b[^<>]{0,500}\bclass\s*=\s*[\"'][^\"'<>]*\b[a-z]{2}Article\b[^<>]{0,500}>", re.I)
_AROUND = re.compile(r"<div\b[^<>]{0,500}\bid\s*=\s*[\"']?article-[^<>]{0,500}>\s*\Z", re.I)
#: The end of one: its number.
_NUMBER = re.compile(
    r">\s*(?:<[^<>]{1,200}>\s*)*(?:Document|Dokument|Documento)(?:\s|&nbsp;|\xa0)+(?P<number>[A-Za-z0-9]{20,40})\b"
)
_PARAGRAPH = re.compile(
    r"<p\b[^<>]{0,500}\barticleParagraph\b[^<>]{0,500}>.*?(?:</p\s*>|(?=<p\b|</td\b|</div\b)|\Z)", re.I | re.S
)
_HEADLINE = re.compile(
    r"<(?P<tag>span|div|h\d)\b[^<>]{0,300}\bclass\s*=\s*[\"'][^\"'<>]*?[a-z]{2}Headline\b[^<>]{0,300}>(?P<words>.*?)</(?P=tag)\b",
    re.I | re.S,
)
_MARK = re.compile(r"<title>\s*Factiva\s*</title>|Factiva, Inc\.", re.I)


def _recognise(source: Source) -> str:
    if source.text[:1] != "<":
        return ""
    found = _OPENS.search(source.text)
    if found and "articleParagraph" in source.text:
        return "class “articleParagraph”"
    return "title “Factiva”" if _MARK.search(source.text) and re.search(r"<html\b", source.text[:2000], re.I) else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    repairs: list[str] = []
    _, places = read_placed(source, repairs)
    notes += [Note(None, "text repaired", f"{source.shown} {repair}") for repair in repairs]
    text = places.text
    spans = list(_find_articles(text))
    if not spans:
        raise Unreadable("must hold articles; there are none")
    for start, end, is_whole in spans:
        record = _record(source, places, start, end)
        if not is_whole:
            record.fault = CUT_OFF
        yield record
    if re.search(r"<html\b", text, re.I) and not re.search(r"</(?:html|body)\s*>", text, re.I):
        fault = "must be a whole page; its end is missing, and with it the articles that may have followed"
        yield Record(source.shown, None, source.kept, fault=fault)
    announced = max(len(mark.findall(text)) for mark in (_OPENS, _NUMBER, _HEADLINE))
    if announced:
        hold_count(source, announced, len(spans), notes, "articles")


def _find_articles(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where articles begin and end, and whether each has its number at the end."""
    starts = [_around(text, found.start()) for found in _OPENS.finditer(text)]
    ends = [found.end() for found in _NUMBER.finditer(text)]
    if not starts:
        yield from ((begin, end, True) for begin, end in zip([0, *ends], ends, strict=False))
        return
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        end = next((end for end in ends if start < end <= following), None)
        yield start, end or following, end is not None


def _around(text: str, start: int) -> int:
    found = _AROUND.search(text, max(0, start - 1000), start)
    return found.start() if found else start


def _record(source: Source, places: Places, start: int, end: int) -> Record:
    text = places.text
    piece = text[start:end]
    record = Record(source.shown, None, piece.encode("utf-8", "surrogatepass"), locator=places.locate(start, end))
    title = _HEADLINE.search(piece)
    paragraphs = [(start + found.start(), start + found.end()) for found in _PARAGRAPH.finditer(piece)]
    head_end = paragraphs[0][0] if paragraphs else end
    number = _NUMBER.search(piece)
    head = text[start:head_end] + (f"<p>Document {number['number']}</p>" if number else "")
    article = _read_head(head, _words(title["words"]) if title else "")
    record.fields = article.fields
    if paragraphs:
        record.fields["text"], record.parts = _join(places, paragraphs)
    else:
        record.fields["text"] = "\n\n".join(line.text for line in article.body)
    if not record.fields["text"].strip():
        record.fault = "must have its full text; the export holds none of it"
    if len(_HEADLINE.findall(piece)) > 1:
        record.fault = "must be one article; another begins inside it, and what parts them is damaged"
    return record


def _read_head(piece: str, headline: str) -> Article:
    lines = (" ".join(html.unescape(line).split()) for line in without_markup(piece).splitlines())
    return read_lines_of_article([Line(line, at, at + 1) for at, line in enumerate(lines) if line], headline)


def _words(piece: str) -> str:
    return " ".join(html.unescape(without_markup(piece)).split())


def _join(places: Places, paragraphs: list[tuple[int, int]]) -> tuple[str, list[Part]]:
    """Put the paragraphs of the page together as they stand there, tags and all: the text is cleaned later."""
    pieces: list[str] = []
    parts: list[Part] = []
    at = 0
    for start, end in paragraphs:
        piece = places.text[start:end]
        pieces.append(piece)
        parts.append(Part(at, at + len(piece), places.locate(start, end)))
        at += len(piece)
    return "".join(pieces), parts


FORMAT = Format(
    "factiva_html",
    "an export of Factiva (HTML)",
    _recognise,
    _read,
    within=("html_page", "text"),
    endings=(".html", ".htm"),
)
