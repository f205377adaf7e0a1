"""Text and its quotations -> notes of an editor or a transcriber in them: “I like him. (Laughs.)”, “[They] left”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

__all__ = ["find_notes"]

Span = tuple[int, int]

_BRACKETED = re.compile(r"\[[^\[\]\n]{1,200}\]|\([^()\n]{1,200}\)")
#: Words of a stage direction at most; a speaker's own parenthesis is longer, or speaks of me and you.
MOST_WORDS = 5
_OF_A_SPEAKER = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours|you|your|yours)\b|\b(?:I|we|you)['’]", re.IGNORECASE)
#: Marks between which a note stands alone: “A.” (Laughs.) “B.”
_MARKS = '"“”„‟«»'


def find_notes(text: str, quoted: Iterable[Span]) -> list[Span]:
    """Find what stands in brackets inside or between quotations and is no word of the speaker.

    Words in square brackets always are an editor's. A parenthesis is a stage direction if it is short and has no
    pronoun of the first or second person, since what is spoken has no parentheses.

    Parameters
    ----------
    text : str
        Clean text of an article.
    quoted : iterable of (start, end)
        Stretches in quotation marks, without the marks; they may overlap.

    Returns
    -------
    list of (start, end)
        With the brackets, in text order.

    Examples
    --------
    >>> text = "“I love [the father] dearly. (Laughs.) He (and I mean this) is kind,” she (the singer) said."
    >>> [text[start:end] for start, end in find_notes(text, [(1, 68)])]
    ['[the father]', '(Laughs.)']
    """
    spans = sorted(quoted)
    if not spans:
        return []
    starts, reach = [start for start, _ in spans], 0
    ends = [reach := max(reach, end) for _, end in spans]
    found = []
    for match in _BRACKETED.finditer(text):
        start, end = match.span()
        at = bisect_right(starts, start) - 1
        is_inside = at >= 0 and end <= ends[at]
        if (is_inside or _is_between(text, start, end)) and _is_note(match[0]):
            found.append((start, end))
    return found


def _is_between(text: str, start: int, end: int) -> bool:
    """Tell whether only blanks part it from the quotations on both sides."""
    before, after = text[max(0, start - 3) : start].rstrip(" "), text[end : end + 3].lstrip(" ")
    return before[-1:] in _MARKS and after[:1] in _MARKS if before and after else False


def _is_note(bracketed: str) -> bool:
    if bracketed.startswith("["):
        return True
    words = bracketed[1:-1]
    return len(words.split()) <= MOST_WORDS and not _OF_A_SPEAKER.search(words)
