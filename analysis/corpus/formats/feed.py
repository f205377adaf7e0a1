"""A feed (RSS, Atom) -> records, one an item; what holds only the beginning of an article is flagged.

Each item is read by itself, so that a damaged one costs no other; what the feed declares (entities, other files) is
never looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from analysis.corpus.files.decode import Decoded, Unreadable, decode_text
from analysis.corpus.files.places import Places
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format, hold_count
from analysis.corpus.markup import without_markup
from analysis.corpus.records import Note, Part, Record
from analysis.study import ArticleSource

_ROOT = re.compile(
    r"(?:<\?xml[^<>]{0,300}>\s*)?(?:<[?!][^<>]{0,2000}>\s*)*<(?P<name>rss|feed|rdf:rdf)\b[^<>]{0,5000}>", re.I
)
_ITEM = re.compile(r"<(?P<tag>(?:[a-z][\w.-]*:)?(?:item|entry))(?:\s[^<>]{0,2000})?>", re.I)
_CLOSED = re.compile(r"</(?:[a-z][\w.-]*:)?(?:item|entry)\s*>", re.I)
#: A section of plain characters, in which tags are words of the article.
_PLAIN = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.S)
_NAMESPACE = re.compile(r"\bxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")
#: Names of HTML that XML does not know: they are written as numbers.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?P<name>[A-Za-z]\w{1,31};)")
_DECLARED = re.compile(rb"<\?xml[^<>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")


def _recognise(source: Source) -> str:
    found = _ROOT.match(source.text)
    return f"<{found['name']}>" if found else ""


def _read(source: Source, options: ArticleSource, notes: list[Note]) -> Iterator[Record]:
    data = source.read()
    decoded = _decode(data)
    if decoded.repair:
        notes.append(Note(None, "text repaired", f"{source.shown} {decoded.repair}"))
    text = decoded.text
    places = Places(data, text)
    root = _ROOT.match(text.lstrip("\ufeff \t\r\n"))
    names = " ".join(dict.fromkeys(_NAMESPACE.findall(root[0]))) if root else ""
    spans = list(_find_items(text))
    if not spans:
        raise Unreadable("must hold items; the feed has none")
    outlet = _find_outlet(text[: spans[0][0]], names)
    for start, end, is_whole in spans:
        yield _record(source, places, (start, end), names, outlet, is_whole)
    if root and not re.search(rf"</{re.escape(root['name'])}\s*>", text[spans[-1][1] :], re.I):
        fault = "must be a whole feed; its end is missing, and with it the items that may have followed"
        yield Record(source.shown, None, source.kept, fault=fault)
    n_closed = len(_CLOSED.findall(_mask(text, [found.span() for found in _PLAIN.finditer(text)])))
    if n_closed > len(spans):
        hold_count(source, n_closed, len(spans), notes, "items")


def _decode(data: bytes) -> Decoded:
    declared = _DECLARED.match(data.lstrip(b"\xef\xbb\xbf \r\n"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        name = declared[1].decode("ascii") if declared else ""
        if name.casefold() not in ("", "utf-8", "utf8", "utf-16"):
            try:
                return Decoded(data.decode(name), f"read as {name}, as the feed declares")
            except (LookupError, UnicodeDecodeError, ValueError):
                pass
    return decode_text(data)


def _find_items(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where items begin and end, and whether they end with their own tag."""
    plain = [found.span() for found in _PLAIN.finditer(text)]
    masked = _mask(text, plain)
    at = 0
    while found := _ITEM.search(masked, at):
        closing = re.compile(rf"</{re.escape(found['tag'])}\s*>", re.I).search(masked, found.end())
        following = _ITEM.search(masked, found.end())
        if closing and not (following and following.start() < closing.start()):
            yield found.start(), closing.end(), True
            at = closing.end()
        else:
            at = following.start() if following else len(text)
            yield found.start(), at, False


def _mask(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (text[at:start], " " * (end - start))
        at = end
    return "".join(pieces) + text[at:]


def _parse(piece: str, names: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    numbers = _ENTITY.sub(lambda found: "".join(f"&#{ord(one)};" for one in html.unescape(found[0])), piece)
    return etree.fromstring(f"<feed {names}>{numbers}</feed>".encode("utf-8", "replace"), parser)


def _children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the children of one of the names, whatever their namespace, in the order of the names."""
    for name in names:
        for child in element:
            if isinstance(child.tag, str) and child.tag.rpartition("}")[2].casefold() == name:
                yield child


def _written(element: Any) -> str:
    """Give the contents of an element: characters as they are, elements of XHTML as their tags."""
    from lxml import etree

    if len(element):
        inner = "".join(etree.tostring(one, encoding="unicode") for one in element)
        return re.sub(r"(</?)\w+:", r"\1", (element.text or "") + inner)
    return element.text or ""


def _line(written: str) -> str:
    return " ".join(html.unescape(without_markup(written)).split())


def _first(element: Any, *names: str) -> str:
    return next((line for child in _children(element, *names) if (line := _line(_written(child)))), "")


def _find_outlet(head: str, names: str) -> str:
    """Find the name of the feed, which is that of its outlet where an item names no other."""
    found = re.search(r"<title\b[^<>]{0,200}>(?P<words>.*?)</title\s*>", head, re.S | re.I)
    tree = _parse(found[0], names) if found else None
    return _first(tree, "title") if tree is not None else ""


def _record(source: Source, places: Places, span: tuple[int, int], names: str, outlet: str, is_whole: bool) -> Record:
    piece = places.text[span[0] : span[1]]
    record = Record(source.shown, None, piece.encode("utf-8", "surrogatepass"), locator=places.locate(*span))
    tree = _parse(piece, names)
    item = tree[0] if tree is not None and len(tree) else None
    if item is None or not is_whole:
        record.fault = "must be a whole item; its end is missing or its XML is damaged"
        return record
    if max(len(_ITEM.findall(piece)), len(_CLOSED.findall(piece))) > 1:
        record.fault = "must be one item; another begins inside it, and what parts them is damaged"
        return record
    own = (
        _first(next(_children(item, "source"), item), "title")
        if next(_children(item, "source"), None) is not None
        else ""
    )
    own = own or _first(item, "source")
    fields = {
        "article_id": _first(item, "guid", "id"),
        "headline": _first(item, "title"),
        "url": _find_link(item),
        "published": _first(item, "pubdate", "published", "date", "issued"),
        "outlet": own or outlet,
        "byline": _first(item, "creator", "author"),
    }
    full = max((_written(one) for one in _children(item, "encoded", "content")), key=len, default="")
    summary = max((_written(one) for one in _children(item, "description", "summary")), key=len, default="")
    text = full if len(_line(full)) >= len(_line(summary)) and _line(full) else summary
    if not _line(text):
        record.fault = "must have text; the item has a headline at most"
    elif text is summary:
        record.flags.append(("summary only", f"the feed holds {len(_line(text).split())} words of the article"))
    record.fields = {name: value for name, value in fields.items() if value} | {"text": text}
    record.parts = [Part(0, len(text), record.locator)]
    return record


def _find_link(item: Any) -> str:
    for link in _children(item, "origlink", "link"):
        address = (link.get("href") or link.text or "").strip()
        if address and link.get("rel", "alternate") == "alternate":
            return str(address)
    guid = next(_children(item, "guid"), None)
    words = (guid.text or "").strip() if guid is not None and guid.get("isPermaLink", "true") == "true" else ""
    return words if words.startswith(("http://", "https://")) else ""


FORMAT = Format(
    "feed",
    "a feed (RSS or Atom)",
    _recognise,
    _read,
    within=("text", "delimited"),
    needs=("lxml",),
    endings=(".rss", ".atom", ".rdf", ".xml"),
)
