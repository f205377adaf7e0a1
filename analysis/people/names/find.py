"""Text -> places where people of the study are named; ordinary words that look like names are told apart.

"Offset" is a rapper and a verb, "Wave" a child and a noun. A name of one word that begins a sentence or stands in
a heading in Title Case is only believed where the article names the same person beyond doubt, or where the words
around it speak of a person; a determiner before it, or a longer name around it, speaks against it anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.people.names.roster import Roster, folded, generation
from analysis.text.english.function_words import DETERMINERS, NOT_NAMES, SMALL_IN_TITLES
from analysis.text.english.grammar import letters
from analysis.text.english.names import (
    HONORIFICS,
    OFFICES,
    PARTICLES,
    PERSONAL_VERBS,
    given_names,
    is_title,
    not_people,
)
from analysis.text.english.vocabulary import classes_of

__all__ = ["Named", "find_names", "is_heading"]

Span = tuple[int, int]


class Named(NamedTuple):
    """A person of the study named in the text."""

    start: int
    end: int
    person_id: str
    confidence: float
    rule: str


_NEXT_NAME = re.compile(r" ([A-Z]\w+)")
_PARTICLES_THEN_NAME = re.compile(rf"(?: (?:{'|'.join(PARTICLES)}))+ [A-Z]")
_MODALS = frozenset("will would can could may might must shall should cannot not to helps help".split())
_JOINED = re.compile(r"(?: and| &|,) ")
_VERBAL = letters("finite adverbial")
_NO_NOUN = frozenset("of and in to".split())
_AFTER = re.compile(r"['’]s\b|\s?[,(]\s?\d\d\b|\s([^\W\d_][\w’'-]*)|\s?([^\w\s])")


def find_names(text: str, sentences: Sequence[Span], roster: Roster, masked: Sequence[Span] = ()) -> list[Named]:
    """Find names of the study's people, in text order.

    Parameters
    ----------
    text : str
        Cleaned text.
    sentences : sequence of (start, end)
        Its sentences, in order.
    roster : Roster
        Whom to look for.
    masked : sequence of (start, end)
        Titles of works, in order: no name inside them counts.

    Notes
    -----
    A short name (first or last word of a full name) counts after its full name, in a heading also before. Where
    several people own it, Mr or Mrs decides, else the one last named in full (confidence .6).
    Known failure: a name of one word that only headings say is missed unless words around it speak of a person.
    """
    if roster.pattern is None:
        return []
    firsts = [start for start, _ in sentences]
    found = [
        _Found(match.start(), match.end(), _key(match[0], roster), _trust(text, match, sentences, firsts, roster))
        for match in _matches(text, roster.pattern, masked)
    ]
    certain = {roster.full[one.key] for one in found if one.trust == "certain" and one.key in roster.full}
    names: list[Named] = []
    last_full: dict[str, int] = {}
    for one in found:
        others = _namesakes(text, one, roster)
        owners = [p for p in roster.short.get(one.key, ()) if p not in others]
        person = roster.full.get(one.key)
        if person in others:
            continue
        is_doubtful = one.trust == "plausible" and certain.isdisjoint(owners if person is None else (person,))
        if one.trust == "ordinary" or is_doubtful:
            continue
        gender = _honorific(text, one.start) if owners else None
        if person and (gender is None or roster.genders[person] in (gender, None)):
            last_full[person] = one.start
            names.append(Named(one.start, one.end, person, 1.0, "name"))
            continue
        seen = [p for p in owners if p in last_full or (one.trust == "plausible" and p in certain)]
        names += _short(one, [p for p in seen if gender is None or roster.genders[p] in (gender, None)], last_full)
    return names


class _Found(NamedTuple):
    """A match, folded, and how far it is to be trusted: ``certain``, ``plausible`` or ``ordinary``."""

    start: int
    end: int
    key: str
    trust: str


def _matches(text: str, pattern: re.Pattern[str], masked: Sequence[Span]) -> list[re.Match[str]]:
    """Matches that begin a word and are no part of a title, a handle or an address."""
    matches, index = [], 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if start and (text[start - 1].isalnum() or text[start - 1] in "_@#/"):
            continue
        while index < len(masked) and masked[index][1] <= start:
            index += 1
        if not (index < len(masked) and masked[index][0] < end):
            matches.append(match)
    return matches


def _key(surface: str, roster: Roster) -> str:
    """Fold a name as it stands in text; a middle initial that the study does not know is dropped."""
    key = folded(surface)
    if " " not in key or key in roster.full:
        return key
    words = key.split(" ")
    return " ".join(word for index, word in enumerate(words) if not (word.endswith(".") and 0 < index < len(words) - 1))


def _namesakes(text: str, one: _Found, roster: Roster) -> frozenset[str]:
    """Give the people of the study whose parent or child of the same name is meant ("Tom Pike Jr.").

    A numeral that the study does not write (*Queen Ann II*) may be the person's own.
    """
    behind = generation(text, one.end)
    if not behind:
        return frozenset()
    known = roster.generations
    return frozenset(p for p in known if behind not in known[p] and (known[p] or behind in ("jr", "sr")))


def _honorific(text: str, start: int) -> str | None:
    """Pronoun that a title before a name tells of ("Mrs.")."""
    words = text[max(0, start - 20) : start].split()
    return HONORIFICS.get(words[-1].rstrip(".").lower()) if words else None


def _short(one: _Found, people: Sequence[str], last_full: dict[str, int]) -> list[Named]:
    """Decide whom a first or last name alone means."""
    if not people:
        return []
    if len(people) == 1:
        return [Named(one.start, one.end, people[0], 0.95, "short name")]
    latest = max(people, key=lambda person: last_full.get(person, -1))
    return [Named(one.start, one.end, latest, 0.6, "short name of several")]


def _trust(text: str, match: re.Match[str], sentences: Sequence[Span], firsts: Sequence[int], roster: Roster) -> str:
    """Tell whether a match is certainly, plausibly or not at all a name, by its case and the words around it."""
    start, end = match.span()
    sentence = max(0, bisect_right(firsts, start) - 1)
    begins, stops = sentences[sentence] if sentences else (0, len(text))
    if _is_title_of_another(text, match) and not is_heading(text, begins, stops):
        return "ordinary"
    if " " in match[0]:
        return "certain"
    word = _word_before(text, begins, start)
    is_running = len(word) > 2 and word.islower() and word not in _TELLING
    if is_running and not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()):
        return "certain"
    after = _AFTER.match(text, end)
    following = (after[1] or "") if after else ""
    lower = word.lower()
    if lower in HONORIFICS or lower in OFFICES:
        return "certain"
    if lower in DETERMINERS and (
        not following[:1].islower() or following in _NO_NOUN or classes_of([following]) in _VERBAL
    ):
        return "ordinary"
    is_in_heading = (not word or not is_running) and is_heading(text, begins, stops)
    is_short = folded(match[0]) not in roster.full
    if is_short and not word and not is_in_heading and _goes_on(text, end, following):
        return "ordinary"
    if not word or is_in_heading:
        joined = _JOINED.match(text, end)
        if joined and match.re.match(text, joined.end()):
            return "certain"
        return _trust_capital(text, match, lower, following, after)
    is_first = start - begins <= len(word) + 1
    if _is_name_part(word, is_first=is_first) or _is_name_part(following):
        return "ordinary"
    return "certain"


def _goes_on(text: str, end: int, following: str) -> bool:
    """Tell whether the first name of a sentence goes on in a surname: Ann Smith, Charles de Gaulle."""
    return _is_name_part(following) or (following in PARTICLES and bool(_PARTICLES_THEN_NAME.match(text, end)))


def _is_title_of_another(text: str, match: re.Match[str]) -> bool:
    """Tell whether an alias that is a title alone (*Coach*, *the Pope*) stands before the name of somebody."""
    following = _NEXT_NAME.match(text, match.end())
    if following is None or following[1] in NOT_NAMES:
        return False
    return all(is_title(word) or word.capitalize() in NOT_NAMES for word in match[0].split())


def _word_before(text: str, begins: int, start: int) -> str:
    """The word right before a name in its sentence, where only a blank stands between; "" otherwise."""
    if start - begins < 2 or not text[start - 1].isspace():
        return ""
    word = text[max(begins, text.rfind(" ", begins, start - 1) + 1) : start - 1]
    return word.rstrip(".") if word[-1:].isalnum() or word[-1:] == "." else ""


def _trust_capital(text: str, match: re.Match[str], lower: str, following: str, after: re.Match[str] | None) -> str:
    """Judge a name whose capital may be due to its place: first in a sentence, or in a heading."""
    if (lower in _MODALS and lower != "to") or following.lower() in DETERMINERS or (following == "of" and not lower):
        return "ordinary"
    if lower.capitalize() in given_names() or _is_thing(following):
        return "ordinary"
    if following.lower() in PERSONAL_VERBS or (after and after[0][0] in "'’(,"):
        return "certain"
    is_verb = bool(following) and following[0].islower() and classes_of([following]) in _VERBAL
    if is_verb and not _stands_alone(text, match[0].lower()):
        return "certain"
    return "plausible"


@lru_cache(maxsize=256)
def _stands_alone(text: str, word: str) -> bool:
    """Tell whether a word stands somewhere in the text as it is written here; a text is searched once a word."""
    at = text.find(word)
    while at >= 0:
        if not text[at - 1 : at].isalnum() and not text[at + len(word) : at + len(word) + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def _is_thing(word: str) -> bool:
    return bool(word) and word[0].isupper() and not_people().get(word) in ("organisation", "part of a place", "thing")


def _is_name_part(word: str, *, is_first: bool = False) -> bool:
    """Tell whether a capitalised neighbour makes a longer name ("Carbon Offset", "Wave Records", "Trevon Diggs").

    The first word of a sentence owes its capital to its place, unless it is a given name or stands in our lists.
    """
    if not word or not word[0].isupper() or not word[-1].isalnum() or word in NOT_NAMES:
        return False
    if is_first and word not in given_names() and word not in not_people():
        return False
    return not_people().get(word) not in ("time", "people of a place") and word.lower() not in _SMALL


_SMALL = frozenset(
    "i and but or so if when while as with for from by to in on at of the a an he she they it we you "
    "is was has had".split()
)


#: Four long words in lower case: no heading.
_RUNNING = re.compile(r"(?:[^\n]*?\s[a-z]{4}){4}")
_WORD = re.compile(r"[^\W\d_][\w’']*")

#: Words that say something of the name after them, or that a heading may hold too.
_TELLING = DETERMINERS | _MODALS | SMALL_IN_TITLES | OFFICES | HONORIFICS.keys()


@lru_cache(maxsize=64)
def is_heading(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is written in Title Case or in capitals, as headlines are; a stretch is looked at once.

    Examples
    --------
    >>> is_heading("Ann Breaks Her Silence on Bo", 0, 28), is_heading("Ann met Bo and Cy.", 0, 18)
    (True, False)
    """
    if _RUNNING.match(text, start, end):
        return False
    words = _WORD.findall(text, start, min(end, start + 300))
    n_small = sum(word[0].islower() and word not in SMALL_IN_TITLES for word in words)
    return len(words) > 2 and n_small <= 0.1 * len(words)
