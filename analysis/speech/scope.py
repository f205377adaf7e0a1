"""Candidates -> whether the article says that it was said: asserted, denied, asked, conditional or still to come.

*Never said*, *did Roe say?*, *would have said* and *will say* report no speech that was made. The distinctions are
those of the scope of frames (`framing.scope`), read around the verb that attributes instead of around an indicator.
"""

from __future__ import annotations

from analysis.speech.blocks import Block
from analysis.speech.candidates import Candidate
from analysis.speech.contents import is_inverted_condition
from analysis.text.english.grammar import letters
from analysis.text.english.unsaid import (
    AFFIRMED,
    CONDITIONS,
    DENYING,
    EXPECTED,
    HABITUAL,
    NOBODY,
    NOT,
    PREVENTED,
    SUPPOSED,
    WILL,
    WONDERED,
    WOULD,
)

#: Words before a cue, and before its source, that are looked at.
NEAR = 8
_AUXILIARY = letters("be")
_CLAUSE_ENDS = letters("quotation , : ; dash stop")
#: Of what somebody thinks, the negation is the thought's: she does not believe that he won.
_OF_THOUGHT = frozenset(("think", "adjective", "seem", "judge", "show"))
_BEHIND = frozenset(("inverted", "after", "agent", "according", "label", "owner", "quoted"))


def find_scope(block: Block, candidate: Candidate) -> str:
    """Tell whether what a cue reports was said.

    Returns
    -------
    str
        asserted; denied (*never said*, *nobody said*, *refused to say*, *without saying*; of thoughts the negation is
        the thought's, and they are asserted); asked (*did Roe say …?*, *whether Roe said*); conditional (*if Roe said*,
        *could say*, *should have said*); future (*will say*, *is due to tell*, *asked Roe to say*).
    """
    form, source, cue = candidate.form, candidate.source, candidate.cue
    if form.kind in ("according", "noun"):
        return "asserted"
    is_before = source is not None and source.relation not in _BEHIND and source.last <= cue
    first = source.last if source is not None and is_before and source.relation != "main" else _clause(block, cue)
    if cue == first and source is not None and not is_before:
        return "asserted"
    between = " ".join(block.words[max(first, cue - NEAR) : cue]).lower()
    opening = block.words[max(0, source.first - 4) : source.first] if source is not None and is_before else []
    before = " ".join(opening).lower()
    last = opening[-1].lower() if opening else ""
    subject = " ".join(block.words[source.first : source.last]).lower() if source is not None and is_before else ""
    if form.kind not in _OF_THOUGHT and (
        subject.split(" ")[0] in NOBODY
        or subject.startswith("no one")
        or last == "no"
        or (NOT.search(between) and not AFFIRMED.search(between + " " + block.words[cue].lower()))
    ):
        return "denied"
    if PREVENTED.search(between) or DENYING.search(before):
        return "denied"
    if _is_asked(block, candidate) or last in WONDERED:
        return "asked"
    opens = source is not None and is_before and is_inverted_condition(block, source.first)
    if (
        last in CONDITIONS
        or opens
        or _is_conditional(block, between, is_quoted=candidate.side.startswith(("tag", "left")))
    ):
        return "conditional"
    return "future" if WILL.search(between) or EXPECTED.search(between) else "asserted"


def _clause(block: Block, cue: int) -> int:
    """Give the token after the last mark before a cue."""
    first = cue
    while first > max(0, cue - NEAR) and block.classes[first - 1] not in _CLAUSE_ENDS:
        first -= 1
    return first


def _is_asked(block: Block, candidate: Candidate) -> bool:
    """Tell whether the sentence asks if, what or who: Did Roe say it? Who said it?"""
    source = candidate.source
    if "?" not in block.words[-2:]:
        return False
    if source is None:
        return block.words[candidate.cue - 1].lower() == "who"
    if source.last > candidate.cue:
        return False
    is_inverted = source.first > 0 and block.classes[source.first - 1] in _AUXILIARY
    return is_inverted or block.words[source.first].lower() in ("who", "what")


def _is_conditional(block: Block, between: str, *, is_quoted: bool) -> bool:
    if SUPPOSED.search(between):
        return True
    found = WOULD.search(between)
    if not found or HABITUAL.search(between):
        return False
    return bool(found["have"]) or not is_quoted
