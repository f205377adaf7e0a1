"""Text -> what only speakers call people: Dad, sis, my love, the husband, the guy, our actress; `spoken` tells whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.people.descriptions.find import Description
from analysis.text.english.kin import ADDRESSES, ENDEARMENTS

Span = tuple[int, int]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PARENTS = "Mum|Mom|Mama|Mommy|Dad|Papa|Daddy"
#: In front of a call: the opening mark, the end of a sentence, or a comma.
_BEGINS = r"(?:(?<=[“\"‘'])|(?<=[.!?…]\s)|(?<=,\s))"
_CALL = re.compile(
    rf"{_BEGINS}(?P<whole>(?:(?i:my) (?:(?:dear|own|little|big|sweet|beautiful|darling) ){{0,2}}?"
    rf"(?P<mine>(?i:{_any(ENDEARMENTS)}|sister|brother|friend))|(?P<noun>(?i:{_any(ADDRESSES)}))))"
    r"(?=(?P<after>,?[”\"’'](?!\w)|[,.!?…]))"
)
_PARENT = re.compile(
    rf"(?<![\w’'-])(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\b[Mm]y )(?<!\b(?:[Hh]is|[Hh]er|[Oo]ur) )(?<!\b(?:[Yy]our) )"
    rf"(?P<whole>(?P<noun>{_PARENTS}))(?![\w’'-]| of\b)(?! [A-Z])"
)
_MARRIED = "husband|hubby|wife|missus|boyfriend|girlfriend|fiancée?|ex-husband|ex-wife|ex-boyfriend|ex-girlfriend|ex"
_THE_KIN = re.compile(
    rf"\b(?P<whole>[Tt]he (?:old |new |poor |now )?(?P<noun>{_MARRIED}))(?![\w-]| (?:of|and|who|in|from)\b)"
)
_THE_ONE = re.compile(
    r"\b(?P<whole>[Tt]h(?:e|at|is) (?:same |poor |young |old |dear |sweet )?"
    r"(?P<noun>man|woman|guy|girl|boy|lady|bloke|dude|fella|lad))"
    r"(?![\w-]| (?:of|in|with|at|from|on|next|behind|and|or|who|that|whose|I|we|you|he|she)\b)"
)
_WORKED_FOR = re.compile(
    r"\b(?P<whole>(?:[Mm]y|[Oo]ur) (?P<noun>boss|principal|actress|actor|artist|star|singer|player))"
    r"(?![\w-]| (?:of|and)\b)"
)
_PATTERNS = {
    "parent": _PARENT,
    "call": _CALL,
    "the kin": _THE_KIN,
    "the one": _THE_ONE,
    "worked for": _WORKED_FOR,
}


def find_spoken(text: str, quotes: Sequence[Span]) -> list[Description]:
    """Find what speakers call people, in text order.

    Parameters
    ----------
    text : str
    quotes : sequence of (start, end)
        Between which marks somebody speaks; nothing is looked for outside them.
    """
    found = {one.start: one for one in _all(text, quotes)}  # of two that begin alike the later kind in the list counts
    return sorted(found.values())


def _all(text: str, quotes: Sequence[Span]) -> Iterator[Description]:
    for start, end in quotes:
        for kind, pattern in _PATTERNS.items():
            for match in pattern.finditer(text, start, end + 1):
                if kind == "call" and not _is_call(text, match, start):
                    continue
                groups = match.groupdict()
                noun = groups.get("noun") or groups["mine"]
                yield Description(match.start("whole"), match.end("whole"), kind, noun.lower())


_SAID_TO_BE = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|as|like|called)|['’](?:s|re|m)) (?:my|the|a|an|our)\b[^.!?]*\Z"
)
#: Three words or more and no other comma: what comes before a call, but not before the last of a list.
_CLAUSE = re.compile(r"(?:[\w’'-]+ ){2,}[\w’'-]+,\s\Z")


def _is_call(text: str, match: re.Match[str], start: int) -> bool:
    """Tell a call from an apposition (Ann, my friend, left), a list and a predicate (he is my rock, my king)."""
    at = match.start("whole")
    if text[at - 2 : at - 1] != ",":
        is_closing = match["noun"] is not None and match["noun"].lower() == "love"  # Love, Ann
        return not is_closing and (match["after"] == "," or text[at - 1] != " " or match["mine"] is not None)
    if match["mine"] in ("sister", "brother", "friend") or match["after"] == ",":
        return False
    begin = max(start, at - 90)
    return bool(_CLAUSE.search(text, begin, at)) and not _SAID_TO_BE.search(text, begin, at)
