"""A stretch of text -> its clauses, so that a score can rest on the words that concern one person."""

from __future__ import annotations

import re

#: A clause ends at a strong mark, at a dash or bracket, and before a conjunction that turns or adds a statement.
_BOUNDARY = re.compile(
    r"""[;:()\[\]]\s*|\s+[-–—]+\s+|\s*—\s*
    |,\s+(?=(?:but|and|or|yet|so|while|whereas|although|though|because|since|who|which|despite|after|before|when)\b)
    |\s+(?=(?:but|while|whereas|although|though|because|despite|unless)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
#: A piece with fewer words than this stays with its neighbour.
FEWEST_WORDS = 3


def find_clauses(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split a stretch of text into clauses that tile it.

    Rules on marks and conjunctions, no grammar: a list ("rich, famous, loved") stays whole, a relative clause after a
    comma stands alone. Known failure: clauses joined by a plain "and" stay together.

    Parameters
    ----------
    text : str
    start, end : int
        The stretch to split; the whole text if not given.

    Returns
    -------
    list of (start, end)
        In order; each starts where the one before it ends.

    Examples
    --------
    >>> [text[a:b] for text in ["He loved her, but the end was near."] for a, b in find_clauses(text)]
    ['He loved her, ', 'but the end was near.']
    """
    end = len(text) if end is None else end
    cuts = [match.end() for match in _BOUNDARY.finditer(text, start, end) if start < match.end() < end]
    spans, begin = [], start
    last, n_words = start, 0
    for cut in [*cuts, end]:
        n_words += _n_words(text, last, cut)
        last = cut
        if cut == end or n_words >= FEWEST_WORDS:
            spans.append((begin, cut))
            begin, n_words = cut, 0
    if len(spans) > 1 and _n_words(text, *spans[-1]) < FEWEST_WORDS:
        (begin, _), (_, last) = spans[-2:]
        spans[-2:] = [(begin, last)]
    return spans


def _n_words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))
