"""Text and its quotations -> notes of an editor or a transcriber in them: “I like him. (Laughs.)”, “[They] left”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]

_BRACKETED = re.compile(r"\[[^\[\]\n]{1,200}\]|\([^()\n]{1,200}\)")
#: Words of a stage direction at most; a speaker's own parenthesis is longer, or speaks of me and you.
MOST_WORDS = 5
_OF_A_SPEAKER = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours|you|your|yours)\b|\b(?:I|we|you)['’]", re.IGNORECASE)
#: What a note says of sounds and gestures, wherever it stands: “A,” she said. (Laughs.)
_DIRECTION = re.compile(
    r".(?:laughs?|laughing|laughter|chuckles?|giggles?|smiles?|sighs?|pauses?|cries|sobs|nods|shrugs|grins?|applause"
    r"|cheers|cheering|crosstalk)\b(?: \w+ly)?[.!]?.",
    re.IGNORECASE,
)
#: Marks between which a note stands alone: “A.” (Laughs.) “B.”
_MARKS = '"“”„‟«»‹›'


def find_notes(text: str, quoted: Iterable[Span]) -> list[Span]:
    """Find what stands in brackets in or beside quotations and is no word of the speaker, nor the outlet's telling.

    Words in square brackets always are an editor's. A parenthesis is a stage direction if it is short and has no
    pronoun of the first or second person, since what is spoken has no parentheses. What is heard or seen, (Laughs.), is
    one behind a quotation's tag too.

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
        if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
            continue  # a letter that an editor changed, “[s]hows”, is part of its word
        at = bisect_right(starts, start) - 1
        is_inside = at >= 0 and end <= ends[at]
        is_near = is_inside or _is_between(text, start, end)
        if (is_near and _is_note(match[0])) or _DIRECTION.fullmatch(match[0]):
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
