"""A question and what is answered -> whether what was asked is so: *Asked if they had split, she said, “Never.”*

What is asked or brought up in one sentence is answered by the first words between marks after it, by *said no* or by
*nodded*, in the same sentence or the two after it. *Yes* makes it asserted, *no* denied. What the question takes to be
so (*asked about her divorce*) no answer denies. *No comment* answers nothing.
"""

from __future__ import annotations

import re

from analysis.framing.syntax import WORD
from analysis.text.english.scope import ANSWERS, RAISED

Span = tuple[int, int]
_SCOPE = {"no": "denied", "yes": "asserted"}
#: Words between what is asked and its answer, at most, and characters: time is linear in the text.
_FARTHEST, _NEAR = 25, 300
_TAKEN = re.compile(r"(?:\b(?:this|these|those|the|their|his|her|our|my|your|its)|['’]s?) \Z", re.IGNORECASE)


def answered(text: str, sentence: Span, last: int, span: Span, scope: str) -> str:
    """Give the scope of words after what is answered; the scope that they have where nothing is.

    Parameters
    ----------
    text : str
    sentence : (start, end)
        Of the words.
    last : int
        Where the sentences end in which an answer may stand.
    span : (start, end)
        The words.
    scope : str
        By the sentence alone.

    Examples
    --------
    >>> line = "Asked if they had split, she said, “Never.”"
    >>> answered(line, (0, len(line)), len(line), (18, 23), "question")
    'denied'
    """
    start, end = span
    first, last = max(sentence[0], start - _NEAR), min(last, end + _NEAR)
    if scope != "question":
        is_raised = scope in ("reported", "asserted") and RAISED.search(text, first, start)
        if not is_raised or (scope == "asserted" and _TAKEN.search(text, max(first, start - 8), start)):
            return scope
    answer = ANSWERS.search(text, end, last)
    said = _SCOPE.get(str(answer.lastgroup).rstrip("_")) if answer else None
    # what is said between the question and its answer is no part of either
    return said if answer and said and len(WORD.findall(text, end, answer.start())) <= _FARTHEST else scope
