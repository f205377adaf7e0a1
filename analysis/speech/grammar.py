"""Patterns over word classes: where the source of a cue stands, and on which side its content.

Every pattern runs over the one-letter classes of a block (see `blocks`); those that look to the left of a cue run
over the classes backwards, from the cue.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.speech.blocks import Block

__all__ = ["Subject", "find_main_subject", "find_subject", "noun_phrase_after"]


class Subject(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name a source, and how it stands to its cue."""

    first: int
    last: int
    relation: str


_NOUN_PHRASE = r"(?:n|(?:\)[^()]{1,8}\()?(?:[CwP#.qei-]+(?:v[CwP.-]{0,4}(?=d))?d{0,2}|d))"
_NOUN_PHRASES = rf"{_NOUN_PHRASE}(?:[pg]{_NOUN_PHRASE})*(?:c{_NOUN_PHRASE}(?=\Z|[,Qqst;:-]))?"
_AUXILIARIES = r"(?P<aux>[ax]*(?:,[ap][^,]{0,6},)?)"
_BEFORE = re.compile(rf"{_AUXILIARIES}(?P<np>{_NOUN_PHRASES})")
_APPOSED = re.compile(
    rf"{_AUXILIARIES},(?:[^,;:Qq]|,(?=[CT#.]{{1,3}},)){{1,30}},(?P<np>{_NOUN_PHRASES})|"
    rf"{_AUXILIARIES.replace('aux', 'aux2')}-[^,;:Qq-]{{1,30}}-(?P<np2>{_NOUN_PHRASES})"
)
_RELATIVE = re.compile(rf"{_AUXILIARIES}(?P<pronoun>[st]),?(?P<np>{_NOUN_PHRASES})")
_MAIN = re.compile(
    r"[ac,.Qq-]*(?:[spieT#g][^,:;Qq]{1,25},)?[ac]*"
    r"(?P<np>n|d?[wP#Ce.&-]*?[CP.]*C(?=[xveasp,(o)wi-])|d[wP#Cie.-]{1,5}?(?=[xveasp,(ow])|d|w(?=[xvas]))"
)
_AFTER = re.compile(r"a*(?:n|o|d{0,2}[CwP#.ie&-]*[Cw](?:[pg]d{0,2}[CwP#.&-]*[Cw])*|d)")


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
    found = _APPOSED.match(backwards, at)
    if found:
        return _subject(block, found, "np" if found["np"] else "np2", "apposed")
    return None


def _subject(block: Block, found: re.Match[str], group: str, relation: str) -> Subject:
    n = len(block.words)
    return Subject(n - found.end(group), n - found.start(group), relation)


def find_main_subject(block: Block, first: int = 0) -> Subject | None:
    """Find the first noun phrase that a verb seems to follow."""
    found = _MAIN.match(block.classes, first)
    return Subject(*found.span("np"), "main") if found else None


def noun_phrase_after(block: Block, first: int) -> Subject | None:
    """Find the noun phrase that begins at a token."""
    found = _AFTER.match(block.classes, first)
    return Subject(*found.span(), "after") if found else None
