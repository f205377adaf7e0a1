"""Quotations -> the words that stand in for them among the words of a block, by what they read like."""

from __future__ import annotations

_SENTENCES, _PHRASE, _TAGGED_PHRASE, _TITLE, _TAGGED_TITLE = "“Q”", "“q”", "“k”", "“T”", "“K”"
TITLES = (_TITLE, _TAGGED_TITLE)


def stand_in(content: str) -> str:
    """Tell what a quotation reads like: sentences (a capital first, or the end of a clause), a title, a phrase.

    Examples
    --------
    >>> [stand_in(quote) for quote in ("We did it,", "a great man", "a mess,", "Who Is Next?", "Roe & Friends")]
    ['“Q”', '“q”', '“k”', '“K”', '“T”']
    """
    words = content.split(None, 12)
    is_tagged = ends_as_tagged(content)
    capitals = sum(word[0].isupper() for word in words)
    if len(words) <= 12 and 2 * capitals > len(words) and all(w[0].isupper() for w in words if len(w) > 4):
        return _TAGGED_TITLE if is_tagged else _TITLE
    if content[0].islower() or not (content[-1] in ",.?!…—–-" or any(w[0].islower() and len(w) > 4 for w in words)):
        return _TAGGED_PHRASE if is_tagged else _PHRASE
    return _SENTENCES


def ends_as_tagged(content: str) -> bool:
    """Tell whether a quotation ends as one does before the words that tag it: “Yes,” she said."""
    return content.rstrip("'’ ").endswith((",", "?", "!", "…", "—", "–", "-"))
