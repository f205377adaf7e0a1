"""HTML tags in the text of an article -> what stands in their place.

Exports of content systems hold the page's markup in their text column. A text counts as marked up only if it shows
what no prose shows: an element of HTML that is opened and closed, or one that stands alone (``<br>``, ``<img …>``).
Everything else in angle brackets is text: ``<3``, ``<name@paper.com>``, a tag that an article speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

BLANK, LINE, BREAK = " ", "\n", "\n\n"

#: What begins and ends a block of text (HTML Living Standard, rendering: elements that are no inline ones).
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody"
    " tfoot thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small"
    " span strike strong sub sup time tt u var".split()
)
#: Elements without an end tag.
_VOID = frozenset("br hr img wbr input source embed link meta area base col track param".split())
#: Elements whose contents no reader of the page sees as its text.
_HIDDEN = frozenset(
    "script style noscript template head title svg math iframe object audio video canvas button select textarea"
    " option map picture".split()
)
_KNOWN = _BLOCKS | _CELLS | _INLINE | _VOID | _HIDDEN
#: One that stands alone shows markup; the others without an end tag are too near to words of prose.
_ALONE = frozenset({"br", "hr", "img", "wbr"})

#: What is no element, and how it ends.
_CLOSES = {"<!--": "-->", "<![CDATA[": "]]>"}

#: A second one closes the first: their end tags may be left out.
_CLOSES_ITSELF = frozenset({"p", "li"})

#: A tag, or how a comment begins. Nothing in it is tried twice, so that hostile text costs no more than other text.
_TAG = re.compile(
    r"\]\]>|<(?:!--|!\[CDATA\[|!doctype[^<>]{0,500}+>|\?[a-z][^<>]{0,500}+>"
    r"|(?P<close>/?)(?P<name>[a-z][a-z0-9]{0,15}+(?:[:-][a-z0-9:-]{1,30}+)?+)(?=[\s/>])"
    r"(?:[^<>\"']++|\"[^\"]{0,20000}+\"|'[^']{0,20000}+')*+>)",
    re.IGNORECASE,
)
_QUOTATION = {"": "“", "/": "”"}
_LINE_ENDS = re.compile(r"\r\n?|\n")
_PRE = re.compile(r"<(/?)pre\b", re.IGNORECASE)


class Markup(NamedTuple):
    """A stretch of markup, and the text that a reader of the page sees in its place."""

    start: int
    end: int
    text: str


def find_markup(text: str, telling: frozenset[str] = _KNOWN) -> list[Markup]:
    """Find the tags of HTML in a text, and the elements whose contents are no text of the page.

    Parameters
    ----------
    text : str
        As delivered; entities still stand as they were written, so that ``&lt;b&gt;`` is no tag.
    telling : frozenset of str
        The elements that show that a text is marked up.

    Returns
    -------
    list of Markup
        In text order, without overlap; empty for a text that is not marked up. A tag of a block stands for a
        paragraph break, ``<br>`` for a line end, a cell of a table for a blank, ``<q>`` for a quotation mark, the
        rest for nothing. In a text with blocks a line end of the source is a blank, as browsers show it.

    Notes
    -----
    A `<script>` that nothing closes loses its tag alone: what follows it may be the article.

    Examples
    --------
    >>> [(part.start, part.end, part.text) for part in find_markup("I <b>love</b> her <3<br>x")]
    [(2, 5, ''), (9, 13, ''), (20, 24, '\\n')]
    >>> find_markup("We are <3 and a < b > c; write <b> for bold.")
    []
    """
    if "<" not in text or ">" not in text:
        return []
    tags = [tag for tag in _TAG.finditer(text) if (name := _name(tag)) in _KNOWN or not name.isalnum()]
    if not _is_marked_up(tags, telling):
        return []
    found = list(_stand_ins(text, tags))
    return _with_line_ends(text, found) if any(part.text == BREAK for part in found) else found


def without_markup(text: str) -> str:
    """Give what a reader of the page sees of a text."""
    pieces: list[str] = []
    at = 0
    for start, end, seen in find_markup(text):
        pieces += (text[at:start], seen)
        at = end
    return "".join(pieces) + text[at:]


def _name(tag: re.Match[str]) -> str:
    return (tag["name"] or "").lower()


def _is_marked_up(tags: list[re.Match[str]], telling: frozenset[str]) -> bool:
    """Tell whether an element is closed after it was opened, by its end tag or by another one, or one stands alone.

    A comment or a section of plain characters shows markup too if it is closed.
    """
    opened: set[str] = set()
    for tag in tags:
        name = _name(tag)
        begins = tag[0].upper()
        if telling is _KNOWN and begins in _CLOSES and begins not in opened:  # one look ahead for each
            if tag.string.find(_CLOSES[begins], tag.end()) >= 0:
                return True
            opened.add(begins)
        if name in telling and (name in _ALONE or (name in opened and (tag["close"] or name in _CLOSES_ITSELF))):
            return True
        if not tag["close"]:
            opened.add(name)
    return False


def _stand_ins(text: str, tags: list[re.Match[str]]) -> Iterator[Markup]:
    endless: set[str] = set()  # what nothing closes from here on
    done = 0
    for tag in tags:
        start, end = tag.span()
        name = _name(tag)
        if start < done:
            continue
        is_comment = tag[0] == "<!--"
        if (is_comment or (name in _HIDDEN and not tag["close"] and tag[0][-2] != "/")) and name not in endless:
            closing = re.compile("-->" if is_comment else f"</{name}[^<>]{{0,200}}>", re.IGNORECASE).search(text, end)
            end = closing.end() if closing else end
            if not closing:
                endless.add(name)
        if not is_comment or end > tag.end():
            yield Markup(start, end, _text_of(name, tag["close"] or ""))
        done = end


def _text_of(name: str, close: str) -> str:
    if name in _BLOCKS:
        return BREAK
    if name == "br":
        return LINE
    if name == "q":
        return _QUOTATION[close]
    return BLANK if name in _CELLS else ""


def _with_line_ends(text: str, parts: list[Markup]) -> list[Markup]:
    """Add the line ends of the source, which are blanks between blocks."""
    joined, at, is_kept = [], 0, False
    for part in [*parts, Markup(len(text), len(text), "")]:
        if not is_kept:
            joined += [Markup(found.start(), found.end(), BLANK) for found in _LINE_ENDS.finditer(text, at, part.start)]
        joined.append(part)
        opened = _PRE.match(text, part.start)
        is_kept = (not opened[1]) if opened else is_kept
        at = part.end
    return joined[:-1]
