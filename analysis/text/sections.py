"""Clean text -> paragraphs and the part of the article that each of them is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from analysis.text.credits import find_credits
from analysis.text.furniture import (
    find_furniture,
    is_name_line,
    is_site_name,
    is_time_line,
    mark_repeated_captions,
)

MAX_HEADING = 160  # characters
MAX_HEADING_WORDS = 25
MAX_PLAIN_HEADING_WORDS = 14  # of a heading that is not In Title Case
MAX_CREDIT = 320  # characters; a longer paragraph that holds a credit is prose
MAX_APPEAL = 220
MAX_HEADINGS_IN_A_ROW = 2  # more are a list

_BYLINE = re.compile(
    r"(?:By|BY|Written by|Reported by) [A-Z][\w.'’-]+(?: (?:and|[A-Z][\w.'’-]*)){1,6}(?:,[^.]{0,80})?\Z"
)
_CREDIT_LINE = re.compile(
    r"\(?(?:photo|image|picture|photograph|credit|source|courtesy|video|screenshot|getty)s?"
    r"(?: (?:by|via|of|from|credit|source|courtesy|images)\b|:)[^.]{0,120}\)?\.?\Z",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:Pictured|FILE PHOTO|FILE|File photo|Above|Left|Right|Left to right|From left|L-R|Caption)(?::| ?[-–—] )"
    r"|[^.]{0,100}\b(?:in|seen in) this (?:\w+ ){0,3}(?:photo|image|picture|handout|still)\b"
)
_POINTING = re.compile(
    r"\((?:pictured|seen|above|left|right|far left|far right|center|centre|L|R)(?: [^()]{0,40})?\)\.?\Z"
)
_APPEAL = re.compile(
    r"(?:and |so |please |but )?(?:"
    + "|".join(
        (
            r"stay tuned|subscribe|sign up|tune in|keep reading|bookmark|sound off|don['’]t miss|check (?:out|back)",
            r"follow (?:us|our|@|me)|like us on|join (?:us|our|the conversation)|(?:click|tap) (?:here|below)",
            r"share (?:this|your)|let us know|tell us|(?:leave|drop) a comment|comment below|what do you think",
            r"read (?:more|on|next|also|the rest|(?:the|our|his|her|their) (?:full|whole|entire|complete))\b",
            r"see (?:more|also)\b|also read|related:|more (?:from|on|news):|want more|enjoyed this",
            r"(?:watch|listen|hear)\b[^.]*\b(?:below|here|above)|download (?:our|the)|stream it",
            r"get (?:the latest|our)|for more (?:on|from|news|stories|updates|information|of)\b",
        )
    )
    + ")",
    re.IGNORECASE,
)
_QUOTED_LEAD = re.compile(r"[\"“][^\"”]+[\"”] ?[-–—:]")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_SMALL_WORDS = frozenset(
    "a an and as at but by for from in into is it its of on or over per the to up via vs with".split()
)


def split_sections(text: str, headline_end: int) -> list[tuple[int, int, str]]:
    """Split a text into its paragraphs and name the part of the article that each is.

    Parameters
    ----------
    text : str
        Clean text; line ends part paragraphs.
    headline_end : int
        Where the headline that `clean_articles` put or found at the beginning ends; 0 if there is none.

    Returns
    -------
    list of (start, end, section)
        In text order, without blanks at either end. Sections: headline; subhead (a heading inside the article);
        credit (who made a picture or the article and when, with the picture's caption in the same paragraph); caption;
        appeal (what the page says to its reader: calls to action, buttons, amendments); body, which is everything else.

    Notes
    -----
    A heading is short, has no closing mark at its end (or is a short question) and stands before a paragraph of another
    kind; three or more in a row are a list and belong to the body. Where no headline is known, a heading at the
    very beginning is one, the name of the site before it aside. A heading may quote: “I tried” - Jane Roe explains her
    split. A name alone is a byline where a credit or a time of publication stands beside it. Known failures: headings
    that close with a full stop, body paragraphs that lost theirs.

    Examples
    --------
    >>> text = "Jane Roe Wins\\n\\nShe won.\\n\\nWhat’s Next?\\n\\nA tour follows.\\n\\nStay tuned for more!"
    >>> [section for _, _, section in split_sections(text, headline_end=13)]
    ['headline', 'body', 'subhead', 'body', 'appeal']
    """
    spans = list(_paragraphs(text))
    starts = [start for start, _ in spans]
    credited = {bisect_right(starts, start) - 1 for start, _ in find_credits(text)}
    kinds = [
        "headline" if start < headline_end else _kind(text[start:end], index in credited)
        for index, (start, end) in enumerate(spans)
    ]
    paragraphs = [text[start:end] for start, end in spans]
    _settle_top(paragraphs, kinds, has_headline=headline_end > 0)
    mark_repeated_captions(paragraphs, kinds)
    _settle_headings(kinds, has_headline=headline_end > 0)
    return [(*span, kind) for span, kind in zip(spans, kinds, strict=True)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            indent = len(line) - len(line.lstrip())
            yield start + indent, start + indent + len(bare)
        start += len(line) + 1


def _kind(paragraph: str, has_credit: bool) -> str:
    size = len(paragraph)
    if furniture := find_furniture(paragraph):
        return furniture
    if size > MAX_CREDIT:
        return "body"
    if has_credit or _CREDIT_LINE.match(paragraph) or _BYLINE.match(paragraph):
        return "credit"
    if size <= MAX_APPEAL and _APPEAL.match(paragraph):
        return "appeal"
    if size <= MAX_APPEAL and (_CAPTION.match(paragraph) or ("(" in paragraph and _POINTING.search(paragraph))):
        return "caption"
    return "subhead" if size <= MAX_HEADING and _is_heading(paragraph) else "body"


def _is_heading(paragraph: str) -> bool:
    """Tell by its form whether a short paragraph is a heading."""
    first, last = paragraph[0], paragraph[-1]
    is_speech = last in "\"”»'’" and paragraph[-2:-1] in ".!?,…"
    if last in ".!…:;," or first.islower() or (is_speech and last in '"”»'):
        return False
    names = _WORD.findall(paragraph)
    if not names or not (first.isalnum() or first in "“\"‘'$#") or paragraph.startswith("Q:"):
        return False
    is_title = len(names) > 1 and _is_title_case(names)
    if is_speech or last in '?"”»' or paragraph.endswith("''"):
        return is_title and len(names) <= MAX_HEADING_WORDS
    is_quoted = first in '“"'
    if is_quoted and not _QUOTED_LEAD.match(paragraph):
        return False
    return len(names) <= (MAX_HEADING_WORDS if is_title or is_quoted else MAX_PLAIN_HEADING_WORDS)


def _is_title_case(names: list[str]) -> bool:
    weighty = [name for name in names if name.casefold() not in _SMALL_WORDS]
    return sum(name[0].isupper() for name in weighty) > 0.8 * len(weighty)


def _settle_top(paragraphs: list[str], kinds: list[str], *, has_headline: bool) -> None:
    """Set apart what stands over an article: the site's name, the day, and names beside a credit or a time."""
    top = next((at for at, kind in enumerate(kinds) if kind == "body"), len(kinds))
    for at in range(top):
        if kinds[at] == "subhead" and is_time_line(paragraphs[at], is_top=True):
            kinds[at] = "credit"
    for at in range(top):
        beside = kinds[max(0, at - 1) : at] + kinds[at + 1 : at + 2]
        if kinds[at] == "subhead" and at and "credit" in beside and is_name_line(paragraphs[at]):
            kinds[at] = "credit"
    is_named = has_headline or kinds[1:2] == ["subhead"]
    if kinds[:1] == ["subhead"] and not has_headline and is_named and is_site_name(paragraphs[0]):
        kinds[0] = "credit"
    elif has_headline and kinds[1:2] == ["subhead"] and is_site_name(paragraphs[1]):
        kinds[1] = "credit"


def _settle_headings(kinds: list[str], *, has_headline: bool) -> None:
    """Keep the headings that head something; the first may be the headline, a run of them is a list."""
    position = 0
    last_body = max((index for index, kind in enumerate(kinds) if kind == "body"), default=-1)
    first = next((index for index, kind in enumerate(kinds) if kind not in ("credit", "appeal", "caption")), len(kinds))
    if not has_headline and kinds[first : first + 1] == ["subhead"] and last_body > first:
        kinds[first] = "headline"
    for kind, run in groupby(tuple(kinds)):
        length = sum(1 for _ in run)
        if kind == "subhead" and (length > MAX_HEADINGS_IN_A_ROW or position > last_body):
            kinds[position : position + length] = ["body"] * length
        position += length
