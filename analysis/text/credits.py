"""Where a picture's credit stands in a text: “… - Source: Getty”, “(Photo by A. Name/Getty Images)”."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

#: One of these stands in every credit; lines without them are not searched.
_HINTS = (
    *("Getty", "Photo", "PHOTO", "Image", "IMAGE", "Picture:", "Screenshot", "Screengrab", "ource:", "redit:"),
    *("Credit", "Source", "Courtesy", "(via", "(Via", "/AP", "AFP", "REUTERS/", "Video", "/WireImage", "/FilmMagic"),
)

_AGENCY = (
    r"(?:Getty(?: Images)?|AP(?: Photo| Images)?|AFP|EPA|UPI|Reuters|REUTERS|Shutterstock|WireImage|FilmMagic|Alamy"
    r"|Splash(?: News)?|Backgrid|BACKGRID|Imago|IMAGO|ZUMA(?: Press)?|Sipa(?: USA)?|Everett(?: Collection)?"
    r"|Wikimedia(?: Commons)?|Instagram|Twitter|YouTube|Facebook|TikTok|Netflix|Bloomberg|Invision|X(?![\w ]))"
)
_PICTURE = r"(?:Photo(?:graph)?|PHOTO|Image|IMAGE|Picture|Screenshot|Screengrab|Video)s?"
_NAME = r"[A-Z][\w.'’-]{0,25}"
_FOR = rf"(?: (?:for|via|of) {_NAME}(?: {_NAME}){{0,4}})?"

_SOURCE = rf"(?:{_NAME} ){{0,4}}(?:{_NAME}/)?{_AGENCY}(?: ?/ ?{_AGENCY})?"

_CREDIT = re.compile(
    rf"\((?:{_PICTURE}|Source|Credit|Courtesy|via)s?"
    r"(?: (?:by|via|of|from|courtesy|credit|source)\b|:|/)[^()\n]{1,160}\)"
    rf"|\((?:[^()\n/]{{2,80}}/)?(?:[^()\n/]{{2,40}}/)?Getty Images{_FOR}\)"
    r"|\(AP Photo/[^()\n]{2,80}\)"
    rf"|(?:[-–—|] ?)?\b(?:{_PICTURE} )?(?:[Ss]ource|[Cc]redit): ?{_SOURCE}"
    rf"|\b{_PICTURE} (?:[Ss]ource|[Cc]redit): ?{_NAME}(?: {_NAME}){{0,3}}"
    rf"|\b{_PICTURE}(?: by| via| courtesy of|:) ?{_SOURCE}{_FOR}"
    rf"|\b(?:{_NAME} ){{1,3}}{_NAME}/(?:{_AGENCY}/)?(?:Getty Images|AP\b|AFP|WireImage|FilmMagic){_FOR}"
    rf"|\bAP Photo/{_NAME}(?: {_NAME}){{0,3}}|\bREUTERS/{_NAME}(?: {_NAME}){{1,3}}"
)


def find_credits(text: str) -> Iterator[Span]:
    """Find the credits of pictures in text order.

    General forms only: a word for a picture or its source together with an agency or a platform, or anything such a
    word opens inside parentheses. Prose that merely speaks of photographs ("photos by fans") is not one.

    Examples
    --------
    >>> [*find_credits("At the gala - Source: Getty"), *find_credits("He took photos by the sea.")]
    [(12, 27)]
    """
    lines: set[Span] = set()
    for hint in _HINTS:
        at = text.find(hint)
        while at >= 0:
            end = text.find("\n", at) % (len(text) + 1)
            lines.add((text.rfind("\n", 0, at) + 1, end))
            at = text.find(hint, end)
    for start, end in sorted(lines):
        for found in _CREDIT.finditer(text[start:end]):
            yield start + found.start(), start + found.end()
