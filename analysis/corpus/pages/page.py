"""The bytes of a saved page -> a record: the text of its article, what the page says of it, and where it stands."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from analysis.corpus.files.decode import Decoded, Unreadable, decode_text
from analysis.corpus.files.limits import MAX_NESTING, MAX_WHOLE
from analysis.corpus.files.places import Places
from analysis.corpus.pages.metadata import read_metadata
from analysis.corpus.pages.seen import Seen
from analysis.corpus.records import Record

#: The declared encoding of a page, where its bytes are not plainly UTF-8.
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])[^<>]{0,2000}>")
_END = re.compile(r"</(?:html|body)\s*>", re.I)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr p li".split())
#: A page shorter than this may be no article but what a server says in place of one.
_FEW = 120
_ERROR = re.compile(
    r"(?:error\W{0,3})?(?P<status>40[0-9]|410|429|451|50[0-4])\b|(?:page |article |seite )?not found|forbidden\Z"
    r"|access denied|just a moment|attention required|are you a robot|page unavailable|seite nicht gefunden"
    r"|page introuvable|gone\Z",
    re.I,
)
_CONSENT = re.compile(r"\b(?:cookies?|consent|javascript|captcha|enable js|browser|adblock(?:er)?|datenschutz)\b", re.I)
#: Of what a reader of the page sees, so much at least is the article.
_SHARE = 0.2


def fill_page(record: Record, data: bytes) -> None:
    """Read a page into its record; what it is not is said in `record.fault`."""
    try:
        _fill(record, data)
    except Unreadable as error:
        record.fault = str(error)


def _fill(record: Record, data: bytes) -> None:
    if len(data) > MAX_WHOLE // 10:
        raise Unreadable(f"must be a page of at most {MAX_WHOLE // 10:,} bytes; its size is {len(data):,}")
    decoded = _decode(data)
    record.repairs += [decoded.repair] if decoded.repair else []
    page = decoded.text.lstrip("\ufeff")
    _refuse_depth(page)
    tree = _parse(page)
    told = read_metadata(tree, data[:4096])
    record.fields = told.fields | record.fields
    paragraphs = _extract(tree)
    if paragraphs and paragraphs[0] in _headings(tree):
        record.fields["headline"] = paragraphs[0]  # what readers see; machines are often told another one
    record.flags += told.flags
    seen = Seen(page, Places(data, decoded.text), len(decoded.text) - len(page))
    text = "\n\n".join(paragraphs)
    _refuse_notice(text, _title(tree))
    record.fields["text"] = text
    record.parts = seen.place(paragraphs)
    if not _END.search(page):
        record.flags.append(("text cut", "the page has no end (`</html>` or `</body>`)"))
    n_seen = len(seen.text.split())
    share = len(text.split()) / max(n_seen, 1)
    if share < _SHARE:
        record.flags.append(("little of the page", f"{share:.0%} of its {n_seen:,} words are taken for the article"))


def _decode(data: bytes) -> Decoded:
    """Decode by a mark or as UTF-8, else by the encoding that the page declares, else by what is certain."""
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii")
        try:
            codec = codecs.lookup(name)
            if codec.name not in ("utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be") and codec._is_text_encoding:
                name = "cp1252" if codec.name == "iso8859-1" else codec.name  # as browsers do
                return Decoded(data.decode(name), f"read as {name}, as the page declares")
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(data)


def _refuse_depth(page: str) -> None:
    """Raise for elements nested so deep that no page has them, by their tags alone."""
    depth = 0
    for tag in _TAG.finditer(page):
        if tag["name"].lower() in _VOID or tag[0].endswith("/>"):
            continue
        depth += -1 if tag["close"] else 1
        depth = max(depth, 0)
        if depth > MAX_NESTING:
            raise Unreadable(f"must have elements nested at most {MAX_NESTING:,} deep; the page has more")


def _parse(page: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        tree = None
    if tree is None:
        raise Unreadable("must have text; the page has none")
    return tree


def _extract(tree: Any) -> list[str]:
    """Give the paragraphs of the article; of a page without one that stands out all that it says in paragraphs."""
    from copy import deepcopy

    import trafilatura

    _quiet()
    text = trafilatura.extract(deepcopy(tree), include_comments=False, include_tables=True, favor_recall=False) or ""
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if not paragraphs:
        paragraphs = [" ".join(one.text_content().split()) for one in tree.iter("p")]
    if not any(paragraphs):
        body = tree.find("body")
        paragraphs = [" ".join(piece.split()) for piece in _texts(body)] if body is not None else []
    return [one for one in paragraphs if one]


def _texts(body: Any) -> Iterator[str]:
    for element in body.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "noscript", "nav", "footer"):
            yield element.text or ""
        yield element.tail or ""


@lru_cache(maxsize=1)
def _quiet() -> None:
    """Keep the library's remarks on broken pages off the screen."""
    import logging

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _headings(tree: Any) -> list[str]:
    return [" ".join(one.text_content().split()) for one in tree.iter("h1")]


def _title(tree: Any) -> str:
    heading = tree.find(".//h1")
    written = [tree.findtext(".//title"), heading.text_content() if heading is not None else ""]
    return " ".join(next((one for one in written if one and one.strip()), "").split())


def _refuse_notice(text: str, title: str) -> None:
    """Raise for what servers send in place of an article: an error, a question about cookies, nothing."""
    words = text.split()
    if not words:
        raise Unreadable("must have the text of an article; the page has none")
    if len(words) > _FEW:
        return
    if _ERROR.match(title) or (len(words) < 40 and _ERROR.match(text)):
        raise Unreadable(
            f"must be a page with an article; it is what a server says in its place ({(title or text)[:60]})"
        )
    lines = [line for line in text.splitlines() if line.strip()]
    if len(words) < 60 and all(_CONSENT.search(line) for line in lines):
        raise Unreadable(f"must have the text of an article; it asks about cookies or the browser ({lines[0][:60]})")
