"""Text -> places where people of the study are named; ordinary words that look like names are told apart.

"Offset" is a rapper and a verb, "Wave" a child and a noun. A name of one word that begins a sentence or stands in
a heading in Title Case is only believed where the article names the same person beyond doubt, or where the words
around it speak of a person; a determiner before it, or a longer name around it, speaks against it anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.people.grammar import tag
from analysis.people.lexicon import HONORIFICS, OFFICES, PERSONAL_VERBS, given_names, not_people
from analysis.people.roster import Roster, folded

__all__ = ["Named", "find_names", "is_heading"]

Span = tuple[int, int]


class Named(NamedTuple):
    """A person of the study named in the text."""

    start: int
    end: int
    person_id: str
    confidence: float
    rule: str


_DETERMINERS = frozenset(
    "a an the this that these those every each no another any some its his her their my our your whose one".split()
)
_MODALS = frozenset("will would can could may might must shall should cannot not to helps help".split())
_BEFORE = re.compile(r"(\S+?)[.]?(\s|\s?[“\"‘'(\[—–-]\s?)\Z")
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
    Known failure: a name of one word that is only ever said in headings is missed unless words around it speak of a person.
    """
    if roster.pattern is None:
        return []
    firsts = [start for start, _ in sentences]
    found = [(match, _trust(text, match, sentences, firsts)) for match in _matches(text, roster.pattern, masked)]
    certain = {
        person
        for match, trust in found
        if trust == "certain" and (person := roster.full.get(_key(match[0]))) is not None
    }
    fully = _first_full(found, roster, certain)
    names: list[Named] = []
    last_full: dict[str, int] = {}
    for match, trust in found:
        key = _key(match[0])
        person = roster.full.get(key)
        if trust == "ordinary" or (
            trust == "plausible" and not certain.intersection((person,) if person else roster.short.get(key, ()))
        ):
            continue
        if person is not None:
            last_full[person] = match.start()
            names.append(Named(*match.span(), person, 1.0, "name"))
        else:
            names += _short(text, match, roster.short.get(key, ()), roster, last_full, fully, trust)
    return names


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


def _key(surface: str) -> str:
    """Fold a name as it stands in text; a middle initial that the study does not know is dropped."""
    words = folded(surface).split(" ")
    return " ".join(word for index, word in enumerate(words) if not (word.endswith(".") and 0 < index < len(words) - 1))


def _first_full(found: Sequence[tuple[re.Match[str], str]], roster: Roster, certain: set[str]) -> dict[str, int]:
    """Where each person is first named in full."""
    first: dict[str, int] = {}
    for match, trust in found:
        person = roster.full.get(_key(match[0]))
        if person is not None and (trust == "certain" or (trust == "plausible" and person in certain)):
            first.setdefault(person, match.start())
    return first


def _short(
    text: str,
    match: re.Match[str],
    owners: tuple[str, ...],
    roster: Roster,
    last_full: dict[str, int],
    fully: dict[str, int],
    trust: str,
) -> list[Named]:
    """Decide whom a first or last name alone means."""
    seen = [person for person in owners if person in last_full]
    if not seen and trust == "plausible":
        seen = [person for person in owners if person in fully]
    before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
    gender = HONORIFICS.get(before[1].lower()) if before else None
    fitting = [person for person in seen if gender is None or roster.genders[person] in (gender, None)]
    if not fitting:
        return []
    if len(fitting) == 1:
        return [Named(*match.span(), fitting[0], 0.95, "short name")]
    latest = max(fitting, key=lambda person: last_full.get(person, -1))
    return [Named(*match.span(), latest, 0.6, "short name of several")]


def _trust(text: str, match: re.Match[str], sentences: Sequence[Span], firsts: Sequence[int]) -> str:
    """Tell whether a match is certainly, plausibly or not at all a name, by its case and the words around it."""
    start, end = match.span()
    if " " in match[0]:
        return "certain"
    sentence = max(0, bisect_right(firsts, start) - 1)
    begins, stops = sentences[sentence] if sentences else (0, len(text))
    before = _BEFORE.search(text, max(begins, start - 40), start) if start > begins else None
    word = before[1] if before and not before[2].strip() else ""
    after = _AFTER.match(text, end)
    following = after[1] or "" if after else ""
    lower, heading = word.lower().strip("“”\"'’(["), is_heading(text, begins, stops)
    if lower in HONORIFICS or lower in OFFICES:
        return "certain"
    if lower in _DETERMINERS and not (
        following and following[0].islower() and following not in ("of", "and", "in", "to")
    ):
        return "ordinary"
    if following.lower() in _DETERMINERS or (following == "of" and not word):
        return "ordinary"
    if heading or not word:
        return _trust_capital(text, match, lower, following, after)
    if _is_name_part(word) or _is_name_part(following):
        return "ordinary"
    return "certain"


def _trust_capital(text: str, match: re.Match[str], lower: str, following: str, after: re.Match[str] | None) -> str:
    """Judge a name whose capital may be due to its place: first in a sentence, or in a heading."""
    if lower in _MODALS and lower != "to":
        return "ordinary"
    if lower.capitalize() in given_names() or _is_thing(following):
        return "ordinary"
    if following.lower() in PERSONAL_VERBS or (after and after[0][0] in "'’(,"):
        return "certain"
    is_verb = bool(following) and following[0].islower() and tag(following) in "avVr"
    if is_verb and not re.search(rf"\b{re.escape(match[0].lower())}\b", text):
        return "certain"
    return "plausible"


def _is_thing(word: str) -> bool:
    return bool(word) and word[0].isupper() and not_people().get(word) in ("organisation", "part of a place", "thing")


def _is_name_part(word: str) -> bool:
    """Tell whether a capitalised neighbour makes a longer name ("Carbon Offset", "Wave Records", "Trevon Diggs")."""
    if not word or not word[0].isupper() or not word[-1].isalnum():
        return False
    return not_people().get(word) not in ("time", "people of a place") and word.lower() not in _SMALL


_SMALL = frozenset(
    "i and but or so if when while as with for from by to in on at of the a an he she they it we you "
    "is was has had".split()
)


def is_heading(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is written in Title Case or in capitals, as headlines are.

    Examples
    --------
    >>> is_heading("Ann Breaks Her Silence on Bo", 0, 28), is_heading("Ann broke her silence on Bo Li.", 0, 31)
    (True, False)
    """
    words = [word for word in re.findall(r"[^\W\d_][\w’']*", text[start : min(end, start + 300)]) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
