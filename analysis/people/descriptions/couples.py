"""What an article tells of two people who are together or were: "Ann Roe married Bo Lee", "Bo’s split from Ann"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from analysis.people.pronouns.scene import Name

#: The farthest that two names of a couple stand apart, and that what they do stands behind them.
_FAR, _BEHIND = 60, 100
_DOING = (
    r"married|marrying|marry|weds?|wedding|divorc(?:ed|es|ing|e)|(?:is|are) dating"
    r"|(?:split(?:ting)?|separat(?:ed|ing)|divorced|divorce|separation|parted ways|breakup|break-up) (?:from|with)"
    r"|(?:broke|broken|breaking) up with"
    r"|(?:married|engaged|engagement|proposed|marriage) to|(?:romance|relationship|affair|marriage) with|cheated on"
)
#: What stands between one and the other: Ann filed for divorce from her co-star Bo.
_BETWEEN = re.compile(rf"[^.!?;:“”\"\n]{{0,40}}(?<!was )(?<!were )(?<!been )\b(?:{_DOING}) (?:[\w’-]+ ){{0,3}}")
_AND = re.compile(r" (?:and|&) (?:[\w’-]+ ){0,3}")
#: What is said behind both: Ann and Bo have split.
_BOTH = re.compile(
    r"[^.!?;:“”\"\n]{0,60}?\b(?:married|marry|wed|wedding|dating|dated|engaged|engagement|divorc\w+|split|separat\w+"
    r"|marriage|romance|broken? up|breakup|call(?:ed|ing)? it quits|honeymoon|tied? the knot|newlyweds|couple)\b"
)


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
        is_joined = _AND.fullmatch(text, one.end, other.start) and _BOTH.match(text, other.end, other.end + _BEHIND)
        if is_joined or _BETWEEN.fullmatch(text, one.end, other.start):
            pair = (one.entity, other.entity)
            found[pair if pair[::-1] not in found else pair[::-1]] += 1
    couples: list[tuple[str, str]] = []
    paired: set[str] = set()
    for pair, _ in found.most_common():
        if paired.isdisjoint(pair):
            couples.append(pair)
            paired.update(pair)
    return couples
