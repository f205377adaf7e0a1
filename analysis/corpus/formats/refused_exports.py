"""Exports and documents that are known by their words and not read: each with what to do instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.corpus.files.kinds import find_kind
from analysis.corpus.files.source import Source
from analysis.corpus.format import Format

_ROOT = re.compile(r"(?:<\?xml[^<>]{0,300}>\s*)?(?:<[?!][^<>]{0,5000}>\s*)*<(?:[\w.-]+:)?(?P<name>[\w.-]+)")
_PROQUEST = re.compile(r"\bProQuest\b.{0,200}(?:document ID|Document URL)|<title>[^<]{0,200}ProQuest", re.I | re.S)


def _kind(name: str, hint: str) -> Callable[[Source], str]:
    """Ask for the kind of a text only where a word that it always holds stands."""
    sign = re.compile(hint)

    def recognise(source: Source) -> str:
        is_text = source.text[:1] not in ("<", "{", "[")
        return name if is_text and sign.search(source.text) and find_kind(source.text).startswith(name) else ""

    return recognise


def _root(*names: str) -> Callable[[Source], str]:
    def recognise(source: Source) -> str:
        found = _ROOT.match(source.text)
        return f"<{found['name']}>" if found and found["name"] in names else ""

    return recognise


def _is_proquest_page(source: Source) -> str:
    is_page = source.text[:1] == "<" and re.search(r"<html\b", source.text[:4000], re.I)
    found = _PROQUEST.search(source.text) if is_page else None
    return f"“{' '.join(found[0].split())[-40:]}”" if found else ""


def _refuse(name: str, label: str, recognise: Callable[[Source], str], refusal: str, *within: str) -> Format:
    return Format(name, label, recognise, within=("text", *within), refusal=refusal)


FORMATS = (
    _refuse(
        "mailbox",
        "a mailbox",
        _kind("a mailbox", r"\AFrom "),
        "save each article as text, or as a page of HTML",
        "delimited",
    ),
    _refuse(
        "email",
        "an e-mail",
        _kind("an e-mail", r"(?i)\A[!-9;-~]+:"),
        "save each article as text, or as a page of HTML",
        "delimited",
    ),
    _refuse(
        "factiva_xml",
        "XML of Factiva",
        _root("ppsArticleResponse", "PerformContentSearchResponse", "GetArticleResponse", "distDoc", "DistDoc"),
        "export it from Factiva as HTML or RTF, in article format",
    ),
    _refuse(
        "proquest_html",
        "an export of ProQuest (HTML)",
        _is_proquest_page,
        "export it from ProQuest as text only (TXT)",
        "html_page",
    ),
    _refuse(
        "newsbank",
        "an export of NewsBank",
        _kind("an export of NewsBank", "NewsBank|Record Number:|OpenURL Link"),
        "make a table of it (CSV) with the columns outlet, published, headline, text",
    ),
    _refuse("tei", "a TEI document", _root("TEI", "TEI.2", "teiCorpus"), "save the text of each article as .txt"),
    _refuse(
        "news_xml",
        "news in XML (NITF, NewsML)",
        _root("nitf", "NewsML", "newsItem", "newsMessage", "NewsItem", "packageItem"),
        "make a table of it (CSV) with the columns outlet, published, headline, text",
    ),
)
