"""Patterns over word classes: where the source of a cue stands, and on which side its content.

Every pattern runs over the one-letter classes of a block (see `blocks`); those that look to the left of a cue run
over the classes backwards, from the cue.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.speech.blocks import Block

__all__ = [
    "Subject",
    "find_apposed",
    "find_labelled",
    "find_last_subject",
    "find_main_subject",
    "find_subject",
    "noun_phrase_after",
]


class Subject(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name a source, and how it stands to its cue."""

    first: int
    last: int
    relation: str


_NOUN_PHRASE = r"(?:n|(?:\)[^()]{1,8}\()?(?:[CwP#.qei-]+(?:v[CwP.-]{0,4}(?=d))?[dm]{0,2}|m))"
_NOUN_PHRASES = rf"{_NOUN_PHRASE}(?:[pg]{_NOUN_PHRASE})*(?:c{_NOUN_PHRASE}(?=\Z|[,Qqkst;:-]))?"
_AUXILIARIES = r"(?:[ax]|T{1,2}p?)*(?:,[ap][^,]{0,6},|,(?=\)))?"
_BEFORE = re.compile(rf"{_AUXILIARIES}(?P<np>{_NOUN_PHRASES})")
_APPOSED = re.compile(
    rf"{_AUXILIARIES}(?:,C{{1,2}},[^,;:Qqk]{{2,24}}[psied],|,(?:[^,;:Qqk]|,(?=[CT#.]{{1,3}},)){{1,30}}?,|-[^,;:Qqk-]{{1,30}}-)"
    rf"(?P<np>{_NOUN_PHRASES})"
)
_RELATIVE = re.compile(rf"{_AUXILIARIES}(?P<pronoun>[st]),?(?P<np>{_NOUN_PHRASES})")
_MAIN = re.compile(
    r"[ac,.Qqk-]*(?:[spieT#g][^,:;Qqk]{1,25},)?[ac]*"
    r"(?P<np>n|(?:[dmP][aeiw#P&-]{0,4})?C[CP.&#-]*|[dmP][aeiw#PC.-]{1,5}?(?=[xvesp,(])|[dmP][aei]*w|m(?=[xvp])|w(?=[xvas]))"
)
_CLAUSE = re.compile(
    r"(?:\A|[,;:.stcQqk-])[ac]*(?P<np>(?:n|(?:[dmP][aeiw#P&-]{0,4})?C[CP.&#-]*)(?=a*[xve])|(?:[dmP][aeiw#P-]{1,4}?|m)(?=a*[xv]))"
)
_LABEL = re.compile(r"(?P<np>[Cw.]{0,3}C[CP.]{0,4}d?)(?=\Z|[-(,.;]|[pc]|\))")
_AFTER = re.compile(r"a*(?:n|o|[dm]{0,2}[CwP#.ie&-]*[Cw#](?:[pg][dm]{0,2}[CwP#.&-]*[Cw#])*|m)")


def find_subject(block: Block, cue: int) -> Subject | None:
    """Find the noun phrase right before a cue, in apposition before it, or before its relative pronoun."""
    backwards, at = block.backwards, len(block.words) - cue
    found = _BEFORE.match(backwards, at)
    if found and found.end("np") > found.start("np"):
        return _subject(block, found, "np", "before")
    found = _RELATIVE.match(backwards, at)
    if found and block.words[len(block.words) - 1 - found.start("pronoun")] in ("who", "which", "that"):
        subject = _subject(block, found, "np", "relative")
        return subject._replace(last=len(block.words) - found.start("pronoun"))
    return find_apposed(block, cue)


def find_apposed(block: Block, cue: int) -> Subject | None:
    """Find the noun phrase before a phrase in commas or dashes: Roe, an aide, said."""
    found = _APPOSED.match(block.backwards, len(block.words) - cue)
    return _subject(block, found, "np", "apposed") if found else None


def _subject(block: Block, found: re.Match[str], group: str, relation: str) -> Subject:
    n = len(block.words)
    return Subject(n - found.end(group), n - found.start(group), relation)


def find_main_subject(block: Block, first: int = 0) -> Subject | None:
    """Find the first noun phrase that a verb seems to follow."""
    found = _MAIN.match(block.classes, first)
    return Subject(*found.span("np"), "main") if found else None


def find_last_subject(block: Block, end: int | None = None) -> Subject | None:
    """Find the subject of the last clause whose verb we know; where there is none, the main subject."""
    last = None
    for last in _CLAUSE.finditer(block.classes, 0, len(block.classes) if end is None else end):
        pass
    return Subject(*last.span("np"), "focus") if last else find_main_subject(block)


def find_labelled(block: Block, colon: int) -> Subject | None:
    """Find the name that stands alone before a colon, as in a transcript: ROE: “Yes.”"""
    found = _LABEL.match(block.backwards, len(block.words) - colon)
    return _subject(block, found, "np", "label") if found else None


def noun_phrase_after(block: Block, first: int) -> Subject | None:
    """Find the noun phrase that begins at a token."""
    found = _AFTER.match(block.classes, first)
    return Subject(*found.span(), "after") if found else None
