"""Words in their sentence -> whether they say once more who is who, and are no news of the article.

*His estranged wife*, *the former couple*, *her ex*, *Ana, ex-wife of Ben*: a description that names a relation. *Ana,
who filed for divorce in 2020, sang*: a clause of past states beside a name, unless its own words give it as news (*who
announced their split on Monday*). A sentence that the article prints twice is news the first time only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.text.english.kin import KIN
from analysis.text.english.scope import NEWS, RELATION_STATES

Span = tuple[int, int]

#: Shorter sentences are alike by chance.
_LEAST_WORDS = 5
#: No word before a description is longer than this.
_LONG_WORD = 40
#: Nor does a clause beside a name reach further, in characters: time is linear in the text.
_NEAR = 200
_PARTNERS = [noun for noun, kin in KIN.items() if {"spouse", "partner"} & set(kin.kinds)]
_KIN_NOUN = "|".join([*sorted(_PARTNERS, key=len, reverse=True), "couple", "pair", "duo"]).replace(" ", "[ -]")
#: What stands before a description that names a relation: a possessor, or a word that is left without an article.
_POSSESSED = re.compile(
    r"(?:\b(?:my|his|her|their|your|our|the|with|to|of|and|for|by|from|at|on)|['’]s?)(?: [a-z]+)?[ -]\Z", re.IGNORECASE
)
_BESIDE_NAME = re.compile(r"(?:\w, | \(|[–—] ?)\Z")
_OF = re.compile(r" (?:of|to)\b")
_KIN_AFTER = re.compile(rf"[ -](?:{_KIN_NOUN})\b", re.IGNORECASE)
_HOLDS_KIN = re.compile(rf"[ -](?:{_KIN_NOUN})\Z", re.IGNORECASE)
_EX = re.compile(r"ex(?:es)?", re.IGNORECASE)
#: Inside a relative clause that a comma sets apart; the comma that closes it has not come yet.
_RELATIVE = re.compile(r", (?:who|whom|whose|which)\b[^,;:.!?—–“”\"\n]*\Z", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.!?—–“”\"\n]")


def is_background(text: str, sentence: Span, start: int, end: int) -> bool:
    """Tell whether words only name how people stand to each other, beside what the sentence reports.

    Examples
    --------
    >>> line = "Ana, who filed for divorce in 2020, sang."
    >>> is_background(line, (0, len(line)), 9, 26), is_background("Ana filed for divorce.", (0, 22), 4, 21)
    (True, False)
    """
    return names_relation(text, start, end) or _is_beside_name(text, sentence, start, end)


def names_relation(text: str, start: int, end: int) -> bool:
    """Tell whether words stand in front of a noun of partnership, or hold it, in a description: *his estranged wife*.

    >>> names_relation("He met his estranged wife.", 11, 20)
    True
    """
    if _HOLDS_KIN.search(text, start, end) and _BESIDE_NAME.search(text, max(0, start - 3), start):
        return bool(_OF.match(text, end))
    is_named = _KIN_AFTER.match(text, end) or _HOLDS_KIN.search(text, start, end) or _EX.fullmatch(text, start, end)
    return bool(is_named and _POSSESSED.search(text, max(0, start - _LONG_WORD), start))


def bare_words(text: str) -> str:
    """Give the words of a sentence in lower case, without marks: what tells that it is printed twice.

    >>> bare_words("Ana and Ben, in May!")
    'ana and ben in may'
    """
    return " ".join(re.findall(r"\w+", text.lower()))


def _is_beside_name(text: str, sentence: Span, start: int, end: int) -> bool:
    opening = _RELATIVE.search(text, max(sentence[0], start - _NEAR), start)
    if not opening or not RELATION_STATES.search(text, start, end):
        return False
    last = min(sentence[1], end + _NEAR)
    closing = _CLAUSE_END.search(text, end, last)
    return not NEWS.search(text, opening.start(), closing.start() if closing else last)


def printed_twice(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Number the sentences of an article whose words stand in one before, as captions that are repeated do."""
    seen: set[str] = set()
    again = []
    for at, (start, end) in enumerate(spans):
        words = bare_words(text[start:end])
        if words.count(" ") >= _LEAST_WORDS - 1:
            again += [at] * (words in seen)
            seen.add(words)
    return frozenset(again)
