"""Blocks -> candidates: every cue word with the source and the content that the grammar reads for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.speech.blocks import Block
from analysis.speech.cues import CueForm
from analysis.speech.grammar import Subject, find_apposed, find_main_subject, find_subject, noun_phrase_after
from analysis.speech.vocabulary import ends_as_tagged

__all__ = ["Candidate", "find_candidates", "is_tagged"]

Span = tuple[int, int]  # of tokens

#: No content is read beyond this number of tokens from its cue: a bound for text without sentences.
REACH = 250


class Candidate(NamedTuple):
    """A cue word at token ``cue``, its source, the token spans of its content, and how that stands to the cue.

    ``side`` is tag (a quotation before the cue), left, right, noun (after a noun), or both parts with "both".
    """

    cue: int
    form: CueForm
    source: Subject | None
    pieces: tuple[Span, ...]
    side: str


_BE = frozenset("is was are were be been being isn’t wasn’t aren’t weren’t isn't wasn't aren't weren't".split())
_REST_IS_ADVERBIAL = re.compile(r"(?:[aTo#.]|[pg][dmCwPTeiqo#.a-]++|(?<=[CwT#]),(?=[T#]))*+[.,)]*+\Z")
_TO_THAT = re.compile(r"(?:[aTo#]|[pg]?[dm]{0,2}[CwPeiq#.-]{1,6}|,){0,4}t")
_TO_QUOTE = re.compile(r"(?:[aTo#]|[pg]?[dm]{0,2}[CwPeiq#.-]{1,8}|,[pa]){0,4}(?:[,:-]?Q|[,:-][qk])")
_HEARER = re.compile(r"o|[dm]?[CwP.#-]{1,5}?(?=[tsndCgQ:,])|C{1,5}")
_ADVERBS = re.compile(r"[aT#]{0,9}[,:]{0,3}")
# Where more than half of the contents that PolNeAR's readers marked after a cue end, if they come to such a place.
_TAIL = r"(?<=[Qk])a?[vi]|,a?[vi]|,c[nvdC]|,p?w{0,9}(?=\Z)|;"
_TAIL_OF_CLAUSE, _TAIL_OF_PHRASE = re.compile(_TAIL), re.compile(rf"{_TAIL}|,[nsdx]|-")
_CLAUSE_KINDS = frozenset(("say", "write", "tell", "ask", "think", "show", "seem", "according"))
# “...,” said Roe, who owns it, “...” and: Roe, she said on Friday, would ...
_QUOTE_RESUMES = re.compile(r"(?:(?!,a?[vi])[^Qqk;]){0,40}?,(?=[cst]{0,2}[Qqk])")
_CLAUSE_RESUMES = re.compile(r"(?:[aT#]|p[dmCwPT#.q-]{1,10}+){0,9}+,(?!a?[vi]|[cst]{0,2}[Qqk])")
_NEED_CLAUSE = frozenset("say note add explain recall acknowledge".split())  # no preposition begins their content
_QUOTES = ("Q", "q", "k")
_NAME_THEN_QUOTE = re.compile(r"[dm]?[Cw.]{1,6}(?:,[^,Qqk]{1,12},|[:,])[Qk]")
_ENDS = re.compile(r"[PdmCTaw.#q-]{0,20}[,.]|[pdmCwTa.#]{0,20}\Z")


def find_candidates(block: Block, judge: Callable[[Block, Candidate], float]) -> list[tuple[Candidate, float]]:
    """Read source and content of every cue word of a block, in order, and judge each.

    A cue without content (yet) has no pieces. A cue that `judge` gives more than 0 lends its source to those after
    it that have none of their own.
    """
    found: list[tuple[Candidate, float]] = []
    last: Subject | None = None
    for place, form in block.cues:
        candidate = _read(block, place, form, last)
        if candidate is not None:
            value = judge(block, candidate)
            found.append((candidate, value))
            if value > 0 and candidate.source and candidate.source.relation not in ("main", "according"):
                last = candidate.source
    return found


def _read(block: Block, cue: int, form: CueForm, lent: Subject | None) -> Candidate | None:
    if form.kind == "according":
        return _according(block, cue, form)
    if form.kind == "noun":
        return _noun(block, cue, form)
    right = cue + 1
    if form.then:
        right = _past(block, right, form.then)
        if not right:
            return None
    if form.form in ("past", "participle") and _is_passive(block, cue):
        return _passive(block, cue, form)
    source, left = _source(block, cue, form, lent)
    if source is not None and source.relation == "inverted":
        right = source.last
    if form.form == "ing" and left == cue:
        left = 0  # “...,” she said, adding: what stands before is another's
    pieces, side = _content(block, left, right, form)
    return Candidate(cue, form, source, pieces, side)


def _is_passive(block: Block, cue: int) -> bool:
    """Tell whether a form of "be" stands before a cue, adverbs aside."""
    place = cue - 1
    while place > max(0, cue - 4) and block.classes[place] == "a":
        place -= 1
    return place >= 0 and block.words[place].lower() in _BE


def _passive(block: Block, cue: int, form: CueForm) -> Candidate | None:
    """Read what is said of the subject of a passive: Roe [was accused] of theft [by Doe]."""
    subject = find_subject(block, cue)
    right, source = cue + 1, None
    if block.words[right : right + 1] == ["by"]:
        source = noun_phrase_after(block, right + 1)
        right = source.last if source else right
    rest = right, _end(block, right, form)
    pieces = ([subject[:2]] if subject else []) + ([rest] if rest[0] < rest[1] else [])
    return Candidate(cue, form, source and source._replace(relation="agent"), tuple(pieces), "passive")


def _past(block: Block, right: int, then: tuple[str, ...]) -> int:
    """Give the token after the words that must follow a cue; 0 if they do not."""
    for words in map(str.split, then):
        if [word.lower() for word in block.words[right : right + len(words)]] == words:
            return right + len(words)
    return 0


def _source(block: Block, cue: int, form: CueForm, lent: Subject | None) -> tuple[Subject | None, int]:
    """Give the source of a verb and the token where the verb's own clause begins."""
    classes = block.classes
    if form.form in ("past", "s") and _may_be_inverted(block, cue, form):
        after = noun_phrase_after(block, cue + 1)
        is_tag = (
            classes[cue - 1 : cue] in ("Q", "q", "k", "") and classes[after.last : after.last + 1] != "x"
            if after
            else False
        )
        if after is not None and (is_tag or _ENDS.match(classes, after.last)):
            return after._replace(relation="inverted"), cue
    if form.form != "ing" or (cue and classes[cue - 1] in "xwC"):
        subject = find_subject(block, cue)
        if subject is not None:
            return subject, subject.first
    lent = lent or find_main_subject(block)
    if lent is not None and lent.last <= cue:
        return lent._replace(relation="main"), cue
    return None, cue


def _may_be_inverted(block: Block, cue: int, form: CueForm) -> bool:
    """Tell whether a noun phrase may stand behind its verb: “...,” said Roe; said Roe: “...”"""
    if cue > len(block.words) - 2 or form.kind not in ("say", "write", "ask"):
        return False
    before, after = block.classes[cue - 1 : cue], block.classes[cue + 1]
    if not before:
        return bool(_NAME_THEN_QUOTE.match(block.classes, 1))
    if before in "Qk" or (before == "q" and form.lemma == "say"):
        return after not in "oT"
    return before == "," and after in "dmCw" and not find_apposed(block, cue)


def _content(block: Block, left: int, right: int, form: CueForm) -> tuple[tuple[Span, ...], str]:
    """Tell on which side of the cue its content stands, and which tokens it has."""
    classes = block.classes
    before = classes[left - 1] if left else ""
    is_quote = before and is_tagged(block, left - 1) or (before == "," and classes[left - 2] in "Qqk")
    is_quote = is_quote or (before in _QUOTES and form.lemma == "say" and right > left + 1)  # “...” said Roe
    if is_quote or (left > 1 and before in ",-"):
        piece = _left_piece(block, left)
        side = "tag" if is_quote else "left"
        if len(classes) - right < 60 and _REST_IS_ADVERBIAL.match(classes, right):
            return (piece,), side
        found = (_QUOTE_RESUMES if is_quote else _CLAUSE_RESUMES).match(classes, right)
        if found and found.end() < len(classes):
            return (piece, (found.end(), _end(block, found.end(), form))), side + " both"
        if is_quote or (form.lemma in _NEED_CLAUSE and _is_statement(classes, *piece) and classes[right] in "pT"):
            return (piece,), side
    start = _start(block, right, form)
    end = _end(block, start, form)
    return (((start, end),), "right") if start < end else ((), "right")


def _is_statement(classes: str, first: int, last: int) -> bool:
    """Tell whether tokens look like a main clause: a finite verb, and no preposition or subordinating word first."""
    return classes[first] not in "psiegT" and ("x" in classes[first:last] or "v" in classes[first:last])


def is_tagged(block: Block, place: int) -> bool:
    """Tell whether a quotation ends as one does before "she said"."""
    if place < 0 or block.classes[place] not in "Qk":
        return False
    return ends_as_tagged(block.text[slice(*block.quotes[place][:2])])


def _left_piece(block: Block, left: int) -> Span:
    """Take a quotation alone where it is parted from what precedes it, else all from the beginning of the block."""
    classes, last = block.classes, left
    while last > 1 and classes[last - 1] in ",-":
        last -= 1
    place = last - 1
    if classes[place] in "Qqk" and (place == 0 or classes[place - 1] in ",:.-" or classes[:place] == "c"):
        return place, last
    return max(0, last - REACH), last


def _start(block: Block, right: int, form: CueForm) -> int:
    """Find where the content after a cue begins: at "that", at a quotation, else after hearer and adverbs."""
    classes = block.classes
    found = (block.quotes and _TO_QUOTE.match(classes, right)) or (
        "t" in classes[right : right + 29] and _TO_THAT.match(classes, right)
    )
    if found:
        return found.end() - 1
    hearer = _HEARER.match(classes, right) if form.kind == "tell" else None
    return _ADVERBS.match(classes, hearer.end() if hearer else right).end()  # type: ignore[union-attr]


def _end(block: Block, start: int, form: CueForm) -> int:
    """Find where the content that begins at a token ends."""
    tail = _TAIL_OF_CLAUSE if form.kind in _CLAUSE_KINDS else _TAIL_OF_PHRASE
    found = tail.search(block.classes, start, start + REACH)
    end = found.start() if found else min(len(block.words), start + REACH)
    while end > start and block.classes[end - 1] in ".,":
        end -= 1
    return end


def _noun(block: Block, cue: int, form: CueForm) -> Candidate | None:
    classes = block.classes
    if cue + 1 >= len(classes) or classes[cue + 1] not in "tgps":
        return None
    end = _end(block, cue + 1, form)
    source = Subject(cue - 1, cue, "owner") if cue and classes[cue - 1] in "Pd" else None
    return Candidate(cue, form, source, ((cue + 1, end),), "noun")


def _according(block: Block, cue: int, form: CueForm) -> Candidate | None:
    source = noun_phrase_after(block, cue + 2)
    if source is None:
        return None
    classes = block.classes
    if cue < 2:
        comma = max(classes.find(",", source.last, source.last + 40), classes.find(":", source.last, source.last + 40))
        if comma < 0:
            return None
        content = comma + 1, _end(block, comma + 1, form)
        return Candidate(cue, form, source, (content,) if content[0] < content[1] else (), "right")
    left = cue - 1 if classes[cue - 1] in ",-" else cue
    return Candidate(cue, form, source, ((0, left),), "left")
