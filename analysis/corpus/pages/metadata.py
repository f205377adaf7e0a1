"""What a page says of its article: date, outlet, headline and address, as it was written.

Libraries that look for dates also guess them from the words of a page and drop the zone. Here only what a page states
for machines is taken: JSON-LD of an article, Open Graph, microdata, the usual names of `meta`. Dates of change, of
indexing and of saving are none of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from analysis.corpus.fields.written_dates import read_days

#: Names of `meta` (as name, property or itemprop) that hold the date of publication, the surest first.
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date",
    "publicationdate", "article_date_original", "originalpublicationdate", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|WebPage)\Z")
#: What stands between a headline and the name of the site.
_JOINT = re.compile(r"\s+[|–—·•»-]\s+")
_SAVED = re.compile(rb"<!-- saved from url=\(\d+\)(\S+) -->|Page saved with SingleFile\s+url:\s*(\S+)")
#: JSON-LD of a page is small; more is not read.
_MOST_JSON = 2_000_000
_LEVELS = 6


class Told(NamedTuple):
    """Fields as records have them, and what disagrees."""

    fields: dict[str, str]
    flags: list[tuple[str, str]]


def read_metadata(tree: Any, head: bytes = b"") -> Told:
    """Read what a page states of its article.

    Parameters
    ----------
    tree : lxml element
        The root of the page.
    head : bytes
        The beginning of the file, for the note that a browser leaves when it saves a page.
    """
    metas = _read_metas(tree)
    linked = _choose_linked(list(_read_linked(tree)))
    fields = {
        "url": _find_url(tree, metas, linked, head),
        "headline": _first(_text(linked.get("headline")), metas.get("og:title"), metas.get("twitter:title")),
        "outlet": _first(metas.get("og:site_name"), _name(linked.get("publisher")), metas.get("application-name")),
    }
    fields["byline"] = _first(metas.get("author"), _name(linked.get("author")))
    title = _line(tree.findtext(".//title"))
    headings = [_line(one.text_content()) for one in tree.iter("h1")]
    fields["headline"] = fields["headline"] or (headings[0] if len(headings) == 1 else title)
    fields["headline"] = _without_site(fields["headline"], fields["outlet"], headings)
    if not fields["outlet"] and fields["url"]:
        host = (urlsplit(fields["url"]).hostname or "").removeprefix("www.")
        fields |= {"outlet": host, "outlet_basis": "inferred", "outlet_evidence": "the host of the address"}
    dates = list(_find_dates(tree, metas, linked))
    flags = []
    if dates:
        where, fields["published"] = dates[0]
        others = [f"{name} {value}" for name, value in dates if read_days(value)[:2] != read_days(dates[0][1])[:2]]
        if others:
            flags.append(("date flagged", f"{where} says {dates[0][1]}; {others[0]}"))
    return Told({name: value for name, value in fields.items() if value}, flags)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _first(*values: str | None) -> str:
    return next((line for value in values if (line := _line(value))), "")


def _text(value: Any) -> str:
    """Give a string of JSON-LD, or the first of a list of them."""
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _read_metas(tree: Any) -> dict[str, str]:
    """Read the `meta` elements by their names in lower case; of two with one name the first counts."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for kind in ("property", "name", "itemprop"):
            if content and element.get(kind):
                metas.setdefault(element.get(kind).strip().casefold(), content.strip())
    return metas


def _read_linked(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD, at any depth that pages have."""
    for script in tree.iter("script"):
        written = script.text or ""
        if "ld+json" in (script.get("type") or "").casefold() and len(written) <= _MOST_JSON:
            try:
                yield from _objects(json.loads(written, strict=False), _LEVELS)
            except (ValueError, RecursionError):
                continue


def _objects(value: Any, levels: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list) and levels:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _objects(one, levels - 1)


def _choose_linked(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Choose the object that is the article: one of such a type with a date, else with a headline."""
    articles = [one for one in objects if any(_ARTICLES.match(kind) for kind in _kinds(one))]
    for key in ("datePublished", "headline"):
        for one in articles:
            if _text(one.get(key)):
                return one
    return {}


def _kinds(one: dict[str, Any]) -> list[str]:
    kinds = one.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _find_url(tree: Any, metas: dict[str, str], linked: dict[str, Any], head: bytes) -> str:
    links = [one.get("href") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").casefold().split()]
    main = linked.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    saved = _SAVED.search(head)
    written = [*links, metas.get("og:url"), _text(linked.get("url")), _text(main)]
    if saved:
        written.append((saved[1] or saved[2]).decode("utf-8", "replace"))
    return next((one.strip() for one in written if one and re.match(r"\s*https?://", one, re.I)), "")


def _without_site(headline: str, outlet: str, headings: list[str]) -> str:
    """Take the name of the site from behind a headline, or from before it.

    Examples
    --------
    >>> _without_site("Harbour deal - what next | The Gazette", "The Gazette", [])
    'Harbour deal - what next'
    """
    pieces = _JOINT.split(headline)
    for at in (-1, 0):
        rest = headline
        if len(pieces) > 1:
            rest = headline[: headline.rfind(pieces[-1])] if at else headline[headline.find(pieces[1]) :]
            rest = re.sub(r"\s+[|–—·•»-]\s*\Z", "", rest).strip()
            if pieces[at].casefold() == outlet.casefold() or rest in headings:
                return rest
    return headline


def _find_dates(tree: Any, metas: dict[str, str], linked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield where dates of publication stand, and those that can be read, the surest first."""
    found = [("JSON-LD", _text(linked.get("datePublished")))]
    found += [(name, metas[name]) for name in _DATES if name in metas]
    for element in tree.iter("time", "span", "abbr"):
        prop = (element.get("itemprop") or "").casefold()
        if "datepublished" in prop or (element.tag == "time" and element.get("pubdate") is not None):
            found.append(
                (element.tag, element.get("datetime") or element.get("content") or _line(element.text_content()))
            )
    times = [one.get("datetime") for one in tree.iter("time") if one.get("datetime")]
    if len(set(times)) == 1:
        found.append(("time", times[0] or ""))
    for where, value in found:
        try:
            read_days(value)
        except ValueError:
            continue
        yield where, value.strip()
