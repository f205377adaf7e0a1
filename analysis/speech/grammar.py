"""Patterns over word classes: where the source of a cue stands.

Every pattern runs over the one-letter classes of a block (see `vocabulary`); those that look to the left of a cue run
over the classes backwards, from the cue. All are bounded, so that a cue costs the same in a sentence of any length.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.speech.blocks import Block

__all__ = [
    "Subject",
    "find_apposed",
    "find_label",
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


# Backwards: a pronoun; or words (with a part in brackets behind) up to their determiners; or a lone quantifier.
_PHRASE = r"(?:n|(?:\)[^()]{1,8}\()?(?:[CwP#.qei]{1,25}(?:v[CwP.]{0,4}(?=d))?[dm]{0,2}|m))"
_PHRASES = rf"{_PHRASE}(?:[pg]{_PHRASE}){{0,6}}(?:c{_PHRASE}(?=\Z|[,Qqkst;:-]))?"
_AUXILIARIES = r"(?:[ax]|T{1,2}p?){0,8}(?:,[ap][^,]{0,6},|,(?=\)))?"
_BEFORE = re.compile(rf"{_AUXILIARIES}(?P<np>{_PHRASES})")
_PLACE = r"C{1,2},[^,;:Qqk]{2,24}[psied]"  # in Columbus, Ohio
_ASIDE = rf"(?:,{_PLACE},|,(?:[^,;:Qqk]|,(?=[CT#.]{{1,3}},)){{1,30}}?,|-[^,;:Qqk-]{{1,30}}-)"
_APPOSED = re.compile(rf"{_AUXILIARIES}{_ASIDE}(?P<np>{_PHRASES})")
_RELATIVE = re.compile(rf"{_AUXILIARIES}(?P<pronoun>[st]),?(?P<np>{_PHRASES})")
_LABEL = re.compile(r"(?P<np>[Cw.]{0,3}C[CP.]{0,4}d?)(?=\Z|[-(,.;pc)])")
# Forwards.
_NAME = r"(?:[dmP][aeiw#P]{0,4})?C[CP.#]{0,9}"
_MAIN = re.compile(
    r"[ac,.Qqk-]{0,9}(?:[spieT#g][^,:;Qqk]{1,25},)?[ac]{0,3}"
    rf"(?P<np>n|{_NAME}|[dmP][aeiw#PC.]{{1,5}}?(?=[xvesp,(])|[dmP][aei]{{0,4}}w|m(?=[xvp])|w(?=[xvas]))"
)
_CLAUSE = re.compile(
    rf"(?:\A|[,;:.stcQqk-])[ac]{{0,3}}"
    rf"(?P<np>(?:n|{_NAME})(?=a{{0,3}}[xve])|(?:[dmP][aeiw#P]{{1,4}}?|m)(?=a{{0,3}}[xv]))"
)
_AFTER = re.compile(
    r"a{0,3}(?:n|o|d[iv]|[dm]{0,2}[CwP#.ie]{0,12}[Cw#](?:[pg][dm]{0,2}[CwP#.]{0,12}[Cw#]){0,4}|m)"
    r"(?:c[dm]{0,2}[Cw]{0,4}C(?=[,.:;Qqkps]|\Z))?"  # said Roe and Doe
)


def find_subject(block: Block, cue: int) -> Subject | None:
    """Find the noun phrase right before a cue, before its relative pronoun, or before an aside that it follows."""
    backwards, at = block.backwards, len(block.words) - cue
    found = _BEFORE.match(backwards, at)
    if found:
        return _without_clause(block, _subject(block, found, "before"))
    found = _RELATIVE.match(backwards, at)
    if found:
        pronoun = len(block.words) - 1 - found.start("pronoun")
        if block.words[pronoun] in ("who", "which", "that"):
            return _subject(block, found, "relative")._replace(last=pronoun + 1)
    return find_apposed(block, cue)


def _without_clause(block: Block, subject: Subject) -> Subject:
    """Leave out a quotation that ends another clause: why he “hid it,” Roe."""
    closed = [n for n in range(subject.first, subject.last - 1) if block.ends_in_comma(n)]
    return subject._replace(first=closed[-1] + 1) if closed else subject


def find_apposed(block: Block, cue: int) -> Subject | None:
    """Find the noun phrase before an aside in commas or dashes: Roe, an aide, said."""
    found = _APPOSED.match(block.backwards, len(block.words) - cue)
    return _subject(block, found, "apposed") if found else None


def find_label(block: Block, colon: int) -> Subject | None:
    """Find the name that stands alone before a colon, as in a transcript: ROE: “Yes.”"""
    found = _LABEL.match(block.backwards, len(block.words) - colon)
    return _subject(block, found, "label") if found else None


def _subject(block: Block, found: re.Match[str], relation: str) -> Subject:
    n = len(block.words)
    return Subject(n - found.end("np"), n - found.start("np"), relation)


def find_main_subject(block: Block) -> Subject | None:
    """Find the first noun phrase that a verb seems to follow."""
    found = _MAIN.match(block.classes)
    return Subject(*found.span("np"), "main") if found else None


def find_last_subject(block: Block, end: int | None = None) -> Subject | None:
    """Find the subject of the last clause before a token whose verb we know; if there is none, the main subject."""
    end = len(block.classes) if end is None else end
    subjects = [found.span("np") for found in _CLAUSE.finditer(block.classes, max(0, end - 200), end)]
    people = [span for span in subjects if _may_speak(block, *span)]
    last = (people or subjects)[-1:]
    return Subject(*last[0], "focus") if last else find_main_subject(block)


def _may_speak(block: Block, first: int, last: int) -> bool:
    """Tell whether a noun phrase is a name or a personal pronoun."""
    if block.classes[first] == "n":
        return not block.words[first].lower().startswith(("it", "there"))
    return "C" in block.classes[first:last]


def noun_phrase_after(block: Block, first: int) -> Subject | None:
    """Find the noun phrase that begins at a token."""
    found = _AFTER.match(block.classes, first)
    return Subject(*found.span(), "after") if found else None
