"""What an article tells of two people who are together or were: "Ann Roe married Bo Lee", "Bo’s split from Ann"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from analysis.people.pronouns.scene import Name
from analysis.text.english.kin import is_person

#: The farthest that two names of a couple stand apart, and that what they do stands behind them.
_FAR, _BEHIND = 60, 100
_DOING = (
    r"married|marrying|marry|weds?|divorc(?:ed|es|ing|e)|(?:is|are) dating"
    r"|(?:split(?:ting)?|separat(?:ed|ing)|divorced|divorce|separation|parted ways|breakup|break-up) (?:from|with)"
    r"|(?:broke|broken|breaking) up with"
    r"|(?:married|engaged|engagement|proposed|marriage|wedding) to|(?:romance|affair|marriage) with|cheated on"
)
#: What stands between one and the other: Ann filed for divorce from her co-star Bo.
_BETWEEN = re.compile(
    rf"(?P<gap>[^.!?;:“”\"\n]{{0,40}}(?<!was )(?<!were )(?<!been )\b)(?:{_DOING}) (?:[\w’-]+ ){{0,3}}"
)
_AND = re.compile(r" (?:and|&) (?:[\w’-]+ ){0,3}")
#: What stands behind a verb that takes no object: Ann and Bo split in May, but not: split the bill.
_ALONE = (
    r"(?=[^\w\s’'-]|\n|\Z"
    r"| (?:in|on|at|after|before|since|amid|when|for|last|this|earlier|early|again|and|but|from each)\b)"
)
#: What is said behind both: Ann and Bo have split.
_BOTH = re.compile(
    r"(?P<gap>[^.!?;:“”\"\n]{0,60}?\b)(?:"
    r"(?:married|marry|wed|divorc(?:ed|ing)|(?:to|will) divorce|dated|engaged|split(?:ting)?|separat(?:ed|ing|e))"
    rf"(?: up)?{_ALONE}"
    r"|their (?:[\w-]+ )?(?:wedding|engagement|divorce|split|separation|marriage|romance|breakup|break-up)\b(?! from)"
    r"|(?:are|were|been|began|started) dating|(?:are|were|as|became) a couple\b(?! of)"
    r"|(?:separate|part(?:ed|ing)?) ways\b(?! with)|broken? up|call(?:ed|ing)? it quits|honeymoon|tied? the knot"
    r"|newlyweds)\b"
)
#: What tells that they did not, or that each did so with somebody else.
_NOT = re.compile(r"\b(?:not|never|den(?:y|ies|ied|ying)|both|each)\b|n[’']t\b")
#: Somebody else, who is theirs: Ann’s sister married Bo.
_THEIRS = re.compile(r"(?:['’]s?|\b(?:his|her|their)) ((?:[\w-]+ )?[a-z-]+)\b")
_GOES_ON = re.compile(r"['’]|,? (?:and|&) [A-Z]")


def find_couples(text: str, names: Sequence[Name]) -> list[tuple[str, str]]:
    """Give the couples that an article tells of, each person in one, those told of most first.

    Examples
    --------
    >>> text = "Ann Roe married Bo Lee in May."
    >>> find_couples(text, [Name(0, 7, "ann", "she", "study"), Name(16, 22, "bo", "he", "study")])
    [('ann', 'bo')]
    """
    found: Counter[tuple[str, str]] = Counter()
    for one, other in pairwise(names):
        if one.entity == other.entity or other.start - one.end > _FAR:
            continue
        if _are_told(text, one, other):
            pair = (one.entity, other.entity)
            found[pair if pair[::-1] not in found else pair[::-1]] += 1
    couples: list[tuple[str, str]] = []
    paired: set[str] = set()
    for pair, _ in found.most_common():
        if paired.isdisjoint(pair):
            couples.append(pair)
            paired.update(pair)
    return couples


def _are_told(text: str, one: Name, other: Name) -> bool:
    """Tell whether the words between or behind two names next to each other say that these two are together."""
    if _AND.fullmatch(text, one.end, other.start):
        found = _BOTH.match(text, other.end, other.end + _BEHIND)
    else:  # Ann married Bo, but not: Bo’s brother, nor as their priest: Bo and Cy
        found = None if _GOES_ON.match(text, other.end) else _BETWEEN.fullmatch(text, one.end, other.start)
    return (
        found is not None
        and not _NOT.search(found["gap"])
        and not any(is_person(word) for whose in _THEIRS.finditer(found["gap"]) for word in whose[1].split())
    )
