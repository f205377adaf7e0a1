"""The lines of one article as Nexis exports it -> its fields and its text.

Two layouts. The old one (text, and Word from it) has the outlet above, then the date, then the headline; labels in
capitals; the text; labels again. Nexis Uni has the headline above, then the outlet, then the date; a line “Body”; the
text; a line “End of Document”. Labels stand in the language of the database's pages, whatever that of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.corpus.vendors.dates import find_date
from analysis.corpus.vendors.lines import HOLDS_TWO, NO_TEXT, Block, Line, Reached, join_blocks
from analysis.corpus.vendors.nexis_head import COPYRIGHT, HEAD_LINES, find_label, read_modern, read_old

#: What stands before each article of the old layout.
SEPARATOR = re.compile(
    r"(?:(?P<document>Do[ck]ument )?(?P<n>\d{1,6}) (?:of|von|de|van|di|sur) (?P<of>\d{1,6})"
    r"(?(document)(?: (?i:documents?|dokumente?n?|documenten|documenti))?"
    r"| (?i:documents?|dokumente?n?|documenten|documenti)))\Z"
)
#: What stands behind each article of Nexis Uni.
END = re.compile(r"(?:End of Document|Ende des Dokuments?|Fin du document|Einde van het document|Einde van document)\Z")

_HEAD = frozenset({"length", "byline", "section", "headline", "highlight", "dateline", "series", "body"})
_FOOT = frozenset({"graphic", "load", "language", "kind", "code", "subject"})
_BODY = ("Body", "Hauptteil")
#: Lines of Nexis Uni that are words alone, and end the text.
_CLOSERS = frozenset(
    "graphic graphics classification grafik klassifizierung graphique classificatie bibliography".split()
)
_COVER = re.compile(r"(?:Download Request|Time Of Request|Date and Time|Job Number|User Name):", re.I)
#: Paragraphs of captions that a label GRAPHIC may have.
_MOST_CAPTIONS = 6


class Exported(NamedTuple):
    """An article: its fields as written, its text with the places of its paragraphs, and whether its foot was there."""

    fields: dict[str, str]
    reached: Reached
    fault: str
    has_foot: bool


#: Every mark of Nexis holds one of these: texts are many, and looked through line by line only where it may pay.
_HINT = re.compile(
    r"(?i:documents?\b|dokument|documenten|documenti)|Job Number:|Time Of Request:|^[ \t]*Body[ \t\r]*$", re.M
)
_MARK = re.compile(r"^[ \t\f]*(?P<mark>\S.{3,80}?)[ \t\r]*$", re.M)


def find_sign(text: str) -> str:
    """Give the line by which an export of Nexis is known; "" for another text.

    Where another database could have written the line (“Document 1 of 2”), a label of Nexis must stand there too. An
    export that is cut off before such a line is known by two lines of its cover, or by its labels around “Body”.

    Examples
    --------
    >>> find_sign("      1 of 2 DOCUMENTS\\n\\nThe Gazette\\n"), find_sign("Document 1 of 2\\n\\nHarbour deal\\n")
    ('“1 of 2 DOCUMENTS”', '')
    """
    if not _HINT.search(text):
        return ""
    lines = [found["mark"] for found in _MARK.finditer(text)]
    sign = next((line for line in lines if SEPARATOR.match(line) or END.match(line)), "")
    is_sure = sign and not re.match(r"Do[ck]ument \d+ \w+ \d+\Z", sign)
    labels = {find_label(line)[0] for line in lines}
    if sign and (is_sure or labels & {"length", "load", "kind"}):
        return f"“{sign}”"
    cover = [line for line in lines if _COVER.match(line)]
    if len(cover) > 1 or (any(line in _BODY for line in lines[:HEAD_LINES]) and "length" in labels):
        return f"“{(cover or ['Body'])[0]}”"
    return ""


def is_modern(blocks: Sequence[Block]) -> bool:
    """Tell Nexis Uni by its line “Body”."""
    return any(line.text in _BODY for block in blocks for line in block)


def read_article(blocks: Sequence[Block], unit: str, *, modern: bool = False, is_first: bool = False) -> Exported:
    """Read one article from its blocks of lines, without what parts it from the next.

    Parameters
    ----------
    blocks : sequence of Block
    unit : str
        What the places of the lines count: "bytes" or "paragraphs".
    modern : bool
        The export is one of Nexis Uni.
    is_first : bool
        A page about the search may stand before it.
    """
    modern = modern or is_modern(blocks)
    head, rest = _part_modern(blocks) if modern else _part_old(blocks)
    body, has_foot = _cut_foot(rest, modern)
    fields = read_modern(head, is_first) if modern else read_old(head)
    labels = (find_label(line.text, capitals=not modern) for block in head for line in block)
    fields["byline"] = next((value for meaning, value in labels if meaning == "byline"), "")
    reached = join_blocks(body, unit)
    fault = next((line.fault for block in (*head, *body) for line in block if line.fault), "")
    if not fault and _holds_two(blocks, modern):
        fault = HOLDS_TWO
    if not fault and not body:
        fault = NO_TEXT
    return Exported({name: value for name, value in fields.items() if value}, reached, fault, has_foot)


def _holds_two(blocks: Sequence[Block], modern: bool) -> bool:
    """Tell by labels that stand once in an article, and by a line of the other layout that parts articles."""
    found: list[str] = []
    for block in blocks:
        for line in block:
            meaning, value = find_label(line.text, capitals=not modern)
            if (meaning == "load" and find_date(value)) or (meaning == "length" and value[:1].isdigit()):
                found.append(meaning)
    return len(found) > len(set(found))


def _part_modern(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part at the line “Body”, or behind the labels of the head if there is none."""
    for number, block in enumerate(blocks):
        for place, line in enumerate(block):
            if line.text in _BODY:
                rest = [block[place + 1 :]] if block[place + 1 :] else []
                return [*blocks[:number], block[:place]], rest + list(blocks[number + 1 :])
    labels = [n for n, block in enumerate(blocks[:HEAD_LINES]) if _meaning(block[0].text, True) in _HEAD]
    end = labels[-1] + 1 if labels else len(blocks)
    return list(blocks[:end]), list(blocks[end:])


def _part_old(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part behind the labels of the head, or behind the headline if there are none."""
    labelled = False
    for number, block in enumerate(blocks):
        meaning, value = find_label(block[0].text, capitals=True)
        if meaning in _HEAD:
            for place, line in enumerate(block):
                meaning, value = find_label(line.text, capitals=True)
                if meaning == "body":
                    first = [line._replace(text=value)] if value else []
                    rest = [*first, *block[place + 1 :]]
                    return [*blocks[:number], block[:place]], ([rest] if rest else []) + list(blocks[number + 1 :])
            labelled = True
        elif labelled or meaning in _FOOT:
            return list(blocks[:number]), list(blocks[number:])
    if labelled:
        return list(blocks), []
    dated = next((number for number, block in enumerate(blocks) if any(find_date(line.text) for line in block)), -1)
    return list(blocks[: dated + 2]), list(blocks[dated + 2 :])


def _cut_foot(blocks: list[Block], modern: bool) -> tuple[list[Block], bool]:
    """Cut what follows the text: labels with what they say, notices of rights, the cover of a next export."""
    cover = next((n for n, block in enumerate(blocks) if _COVER.match(block[0].text)), len(blocks))
    blocks = blocks[:cover]
    if modern:
        end = next((n for n, block in enumerate(blocks) if _closes(block[0].text)), len(blocks))
    else:
        end = next((n for n, block in enumerate(blocks) if _is_sure_foot(block[0].text)), len(blocks))
    found = end < len(blocks)
    while end and _is_foot(blocks[end - 1][0], modern):
        end, found = end - 1, True
    if not modern and found:
        captions = [n for n in range(max(0, end - _MOST_CAPTIONS), end) if _meaning(blocks[n][0].text) == "graphic"]
        end = captions[0] if captions else end
    return blocks[:end], found


def _meaning(line: str, modern: bool = False) -> str:
    return find_label(line, capitals=not modern)[0]


def _closes(line: str) -> bool:
    """Tell the first line behind the text of Nexis Uni."""
    meaning, value = find_label(line)
    return (meaning == "load" and find_date(value) is not None) or line.casefold() in _CLOSERS


def _is_sure_foot(line: str) -> bool:
    """Tell a label of the foot by its words in capitals and what follows it, which no heading of a text has."""
    meaning, value = find_label(line, capitals=True)
    if meaning == "load":
        return find_date(value) is not None
    return len(value.split()) <= {"language": 4, "kind": 6, "code": 3}.get(meaning, -1)


def _is_foot(line: Line, modern: bool) -> bool:
    """Tell what may stand at the end, where what follows is foot already."""
    if COPYRIGHT.match(line.text):
        return True
    return not modern and (_meaning(line.text) in _FOOT or line.indent > 8)
