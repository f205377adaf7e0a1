"""Cues that claim the same quotation -> the one that owns it, and what is left to the others.

The content of one cue may run over the clause of the next: "When asked if he won, Roe said, “No.”"; or one report
stands inside another: "Roe said that Doe called it “a mess.”" Words between two marks are one person's all the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analysis.speech.blocks import Block
from analysis.speech.candidates import Candidate, calls, is_heard
from analysis.speech.stand_ins import TITLES
from analysis.speech.subjects import names_somebody
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.pronouns import SINGULAR, SPEAKING

_MARK, _TO_HEARER = pattern("[,:]"), pattern(r"[<object><his><adverb><time><specifier><nominal>]{0,8}[,:]")
#: What leads to another clause after the content: said A, and when pressed on B, Doe answered
_LINKS = letters(", and dash")
#: Kinds of verbs by which words are spoken, and what stands between such a verb and a few words in marks.
_SPOKEN = frozenset("say write tell ask describe".split())
_NEAR = 10  # tokens
_LEADS_TO = pattern(r"[^<quotation><mark><and><that><subordinator>,;:]{0,6}[,:]?")
_POSSESSIVE, _PLURAL = letters("possessive"), letters("plural")
_LEADS_ON = pattern(r",<and><subordinator>")


class Claim(NamedTuple):
    """A cue that was taken, its score, the quotations that its content holds, and those of them that are another's."""

    candidate: Candidate
    score: float
    places: tuple[int, ...]
    lost: frozenset[int] = frozenset()


def settle_claims(block: Block, claims: Sequence[Claim]) -> list[Claim]:
    """Leave each quotation to one claim.

    Who said it comes before whom that is known from ("according to the Post"); what introduces the quotation right
    before it (Roe said, “No.” Roe called her “a liar”) before what only holds it; a cue with a source, or somebody's
    question, before one without; then the likelier cue, which of two reports inside each other is right seven times in
    ten; then the shorter content. A claim that lost a quotation to another clause of its sentence ends where that
    begins.
    """
    holders: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        for place in claim.places:
            holders.setdefault(place, []).append(number)
    settled = list(claims)
    for place, numbers in holders.items():
        if len(numbers) > 1:
            owner = min(numbers, key=lambda number: _rank(block, claims[number], place))
            for number in numbers:
                if number != owner:
                    settled[number] = _lose(block, settled[number], place, claims[owner].candidate)
    return settled


def find_tellers(block: Block, claims: Sequence[Claim], candidates: Sequence[Candidate]) -> list[Claim]:
    """Give the quotations of a report to whoever speaks inside it: Roe said that Doe called her “vile”.

    Their verb has a subject of its own and stands before the quotation; that it scored low inside another's content is
    no matter. The report around it keeps its words without marks.
    """
    around = [one for one in claims if one.candidate.side == "right" and one.places]
    if not around:
        return list(claims)
    first, last = min(one.candidate.cue for one in around), max(one.places[-1] for one in around)
    tellers = [one for one in candidates if first < one.cue < last and _tells(block, one)]
    cues, taken = [one.cue for one in tellers], {claim.candidate.cue for claim in claims}
    given, found = list(claims), dict[int, Claim]()
    for number, claim in enumerate(claims if tellers else ()):
        for place in claim.places if claim.candidate.side == "right" else ():
            near = tellers[bisect_left(cues, place - _NEAR) : bisect_left(cues, place)]
            inner = next((one for one in near[::-1] if _is_inside(block, claim.candidate, one, place)), None)
            if inner is None or (inner.cue in taken and _introduces(block, inner, place)):
                continue  # a clause that introduces it is settled with the others
            left = tuple(one for one in given[number].places if one != place)
            given[number] = given[number]._replace(places=left, lost=given[number].lost | {place})
            if inner.cue not in taken:
                before = found.get(inner.cue, Claim(inner, 0.0, ()))
                found[inner.cue] = before._replace(places=(*before.places, place))
    return [*given, *found.values()]


def _tells(block: Block, candidate: Candidate) -> bool:
    """Tell whether somebody speaks, or calls another something, by a verb of his own."""
    source, form = candidate.source, candidate.form
    if source is None or source.relation != "before" or candidate.side != "right" or form.form not in ("past", "s"):
        return False
    if block.classes[source.last - 1] == _POSSESSIVE or block.words[source.first - 1 : source.first] == ["what"]:
        return False  # Roe’s remarks; what she called “a mess”
    return (form.kind in _SPOKEN or form.lemma == "call") and names_somebody(block, source)


def _is_inside(block: Block, outer: Candidate, inner: Candidate, place: int) -> bool:
    """Tell whether a verb with a subject that is somebody else stands between another verb and a quotation."""
    if inner.source is None or outer.source is None or not outer.cue < inner.source.first or not inner.cue < place:
        return False
    is_said = inner.form.kind in ("say", "tell", "ask", "write")
    if not (_LEADS_TO.fullmatch(block.classes, inner.cue + 1, place) if is_said else calls(block, inner, place)):
        return False
    own, other = (
        [word.lower() for word in block.words[one.source.first : one.source.last]]
        for one in (inner, outer)
        if one.source
    )
    if own[0] not in SPEAKING:
        return True
    is_other = own != other if other[0] in SPEAKING else block.classes[outer.source.last - 1] in _PLURAL
    return own[0] in SINGULAR and is_other


def _rank(block: Block, claim: Claim, place: int) -> tuple[object, ...]:
    candidate = claim.candidate
    length = sum(last - first for first, last in candidate.pieces)
    is_hearsay = candidate.form.kind == "according" or is_heard(block, candidate)
    is_nobodys = candidate.source is None and candidate.form.kind != "ask"
    introduces = _introduces(block, candidate, place) or (not is_nobodys and calls(block, candidate, place))
    return is_hearsay, not introduces, is_nobodys, -claim.score, length


def _introduces(block: Block, candidate: Candidate, place: int) -> bool:
    """Tell whether sentences in marks follow a cue, or whom it was told: Roe said, “No.” Roe told the court: “No.”

    So does what would be a title without its verb: replied “Unbelievable”.
    """
    if block.words[place] in TITLES:
        return candidate.cue == place - 1
    if block.classes[place] != letters("sentences") or not candidate.cue < place:
        return False
    return bool(
        (_TO_HEARER if candidate.form.kind == "tell" else _MARK).fullmatch(block.classes, candidate.cue + 1, place)
    )


def _lose(block: Block, claim: Claim, place: int, owner: Candidate) -> Claim:
    """Take a quotation from a claim, and with it the clause of its owner where that is no part of the content."""
    candidate, lost = claim.candidate, claim.lost | {place}
    pieces = candidate.pieces
    if candidate.side.endswith("both") and len(pieces) > 1 and pieces[-1][0] == place:
        pieces = pieces[:-1]  # “...,” Roe said, and Doe answered, “...”
    cut = _clause_begins(block, owner, place)
    if any(first < cut < last for first, last in pieces):
        pieces = tuple((first, _without_link(block, first, min(last, cut))) for first, last in pieces if first < cut)
    kept = tuple((first, last) for first, last in pieces if first < last)
    return claim._replace(candidate=candidate._replace(pieces=kept), lost=lost)


def _clause_begins(block: Block, owner: Candidate, place: int) -> int:
    """Give the token where the clause of a quotation's owner begins, if it stands for itself; else 0."""
    source = owner.source
    if source is None or source.relation in ("main", "inverted", "relative") or not source.first < owner.cue:
        return 0
    stands_alone = _introduces(block, owner, place) or block.classes[: source.first].endswith(letters(", and"))
    return source.first if stands_alone else 0


def _without_link(block: Block, first: int, last: int) -> int:
    """Leave out what leads from a content to the clause after it, a comma and conjunction at least."""
    leads = [found.start() for found in _LEADS_ON.finditer(block.classes, first, last)]
    last = leads[-1] if leads else last
    while last > first and block.classes[last - 1] in _LINKS:
        last -= 1
    return last
