"""Find the titles of works in a text, so that their words are never evidence ("Am I the Drama?" is no drama)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from analysis.text.english.function_words import SMALL_IN_TITLES

_OPENING = "\"'“‘«‹"
_CLOSING = "\"'”’»›,.?!"
#: Nouns that announce a work; a one-word title right after one, or right before one, is a title.
_KIND_NOUNS = "album|single|song|track|record|LP|EP|mixtape|project|film|movie|book|novel|show|series|play|memoir"
#: Words between marks right after such a noun, a comma between or not, or right before one.
_MARKED = re.compile(
    rf"\b(?:{_KIND_NOUNS})s?(?P<comma>,?) [“\"‘](?P<after>[^“”\"‘\n]{{2,80}}?)[,.]?[”\"’](?!\w)"
    rf"|[“\"‘](?P<before>[^“”\"‘\n]{{2,80}}?)[”\"’] (?:\w+ )?(?:{_KIND_NOUNS}|video)\b",
    re.IGNORECASE,
)


class TitleSpan(NamedTuple):
    """Where a title stands, half-open, and whose it is."""

    start: int
    end: int
    work_id: str


def find_titles(text: str, titles: Mapping[str, Iterable[str]]) -> list[TitleSpan]:
    """Find where works are named by their titles.

    A title of two or more words counts where its words of weight are capitalised as in a title. A title of one
    word, which may be an ordinary word, counts only where the text marks it as a title: between quotation marks,
    beside a noun such as *album*, or capitalised inside a sentence written in lower case.

    Parameters
    ----------
    text : str
        Cleaned text.
    titles : mapping of work id to titles
        As in the study file; ``{work_id: work.titles}``.

    Returns
    -------
    list of TitleSpan
        In text order, without overlaps; the longest title wins.

    Notes
    -----
    Known failure: a one-word title in a headline in Title Case is taken for a word unless it stands in quotation marks.

    Examples
    --------
    >>> find_titles("Her album Am I The Drama?, out now, is no drama.", {"a": ["Am I the Drama?"]})
    [TitleSpan(start=10, end=25, work_id='a')]
    >>> find_titles("Jealousy ended it. Then came “Jealousy” and jealousy.", {"j": ["Jealousy"]})
    [TitleSpan(start=30, end=38, work_id='j')]
    """
    known = tuple((title, work) for work, names in titles.items() for title in names)
    if not known:
        return []
    pattern, owner = _compile(known)
    found = []
    for match in pattern.finditer(text):
        if _is_title(text, match.start(), match.end()):
            found.append(TitleSpan(match.start(), match.end(), owner[_folded(match.group())]))
    return found


def find_marked_titles(text: str) -> list[tuple[int, int]]:
    """Find titles that the text itself marks, whether a study lists them or not: in capitals, between marks, by a noun.

    One word counts only without a comma before it: *on the show, “Never,”* may be an answer.

    Examples
    --------
    >>> text = "Her new single, “Bitter Divorce,” is out. On the show, “I love him,” she said."
    >>> [text[start:end] for start, end in find_marked_titles(text)]
    ['Bitter Divorce']
    >>> [text[start:end] for text in ["the book ‘Ben’s Divorce’"] for start, end in find_marked_titles(text)]
    ['Ben’s Divorce']
    """
    found = []
    for match in _MARKED.finditer(text):
        name = "after" if match["after"] else "before"
        words = match[name].split()
        if words and _is_title_case(words) and _capitalised(words[0]) and (len(words) > 1 or not match["comma"]):
            found.append(match.span(name))
    return found


@lru_cache(maxsize=64)
def _compile(known: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    longest_first = sorted({title for title, _ in known}, key=len, reverse=True)
    body = "|".join(_tolerant(title) for title in longest_first)
    owner = {_folded(title): work for title, work in reversed(known)}
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE), owner


def _tolerant(title: str) -> str:
    """Escape a title so that either style of apostrophe, dash and blank matches."""
    escaped = re.sub(r"(?:\\ )+", r"\\s+", re.escape(" ".join(title.split())))
    return re.sub(r"['’]", "['’]", re.sub(r"\\-|[–—]", "[-–—]", escaped))


def _folded(title: str) -> str:
    plain = re.sub(r"[–—]", "-", title.replace("’", "'"))
    return " ".join(plain.casefold().split())


def _is_title(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    if len(words) > 1:
        return _is_title_case(words)
    if not _capitalised(words[0]):
        return False
    return _in_marks(text, start, end) or _beside_kind(text, start, end) or _inside_lower_case(text, start, end)


def _is_title_case(words: Iterable[str]) -> bool:
    return all(_capitalised(word) for word in words if word.casefold() not in SMALL_IN_TITLES)


def _capitalised(word: str) -> bool:
    first = next((character for character in word if character.isalpha()), "")
    return not first or first.isupper()


def _in_marks(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] in _OPENING and text[end : end + 1] != "" and text[end] in _CLOSING


def _beside_kind(text: str, start: int, end: int) -> bool:
    before = re.search(rf"\b(?:{_KIND_NOUNS})s?[,:]?\s+$", text[max(0, start - 20) : start], re.IGNORECASE)
    after = re.match(rf"\s+(?:{_KIND_NOUNS})\b", text[end : end + 12])
    return bool(before or after)


def _inside_lower_case(text: str, start: int, end: int) -> bool:
    """Tell a capitalised word inside running text from one that only begins a sentence or stands in a heading.

    The word before must end in a lower-case letter, comma or possessive; the word after must not be capitalised
    (part of a longer name), and the word before must not be capitalised unless it is a possessive.
    """
    before = re.search(r"(\S+)\s$", text[max(0, start - 40) : start])
    if not before:
        return False
    word = before.group(1)
    if word[0].isupper() and not re.search(r"['’]s?$", word):
        return False
    after = re.match(r"\s+(\w)", text[end : end + 6])
    return word[-1] not in '.?!:”"' and not (after and after.group(1).isupper())
