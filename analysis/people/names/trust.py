"""Words that look like a name -> how far they are to be trusted to be one.

"Offset" is a rapper and a verb, "Wave" a child and a noun. A name of one word that begins a sentence or stands in
a heading in Title Case is only believed where the article names the same person beyond doubt, or where the words
around it speak of a person; a determiner before it, or a longer name around it, speaks against it anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from analysis.people.names.firms import names_firm
from analysis.people.names.others import is_of_another
from analysis.people.names.parts import folded
from analysis.people.names.roster import Roster
from analysis.text.english.classes import CLOSED
from analysis.text.english.function_words import DETERMINERS, NOT_NAMES, SMALL_IN_TITLES
from analysis.text.english.grammar import letters
from analysis.text.english.kin import KIN
from analysis.text.english.names import (
    HONORIFICS,
    OFFICES,
    PARTICLES,
    PERSONAL_VERBS,
    SHORT_TITLES,
    given_names,
    is_title,
    not_people,
)
from analysis.text.english.vocabulary import classes_of

Span = tuple[int, int]

_NEXT_NAME = re.compile(r" ([A-Z]\w+)")
_NEXT_NAMES = re.compile(r" ([A-Z]\w+)(?: [A-Z]\w+){0,2}")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) \Z")
_PARTICLES_THEN_NAME = re.compile(rf"(?: (?:{'|'.join(PARTICLES)}))+ [A-Z]")
_OPENING = "“\"‘'("
_MODALS = frozenset("will would can could may might must shall should cannot not to helps help".split())
_JOINED = re.compile(r"(?: and| &|,) ")
_VERBAL, _WEAK = letters("finite adverbial"), letters("auxiliary adverb")
_NO_NOUN = frozenset("of and in to".split())
_AFTER = re.compile(r"['’]s\b|\s?[,(]\s?\d\d\b|\s([^\W\d_][\w’'-]*)|\s?([^\w\s])")


def trust_name(
    text: str, match: re.Match[str], sentences: Sequence[Span], firsts: Sequence[int], roster: Roster
) -> str:
    """Tell how far a match is to be trusted, by its case and the words around it.

    Parameters
    ----------
    text : str
    match : re.Match
        Of the roster's pattern.
    sentences : sequence of (start, end)
        Of the text, in order.
    firsts : sequence of int
        Where each begins.
    roster : Roster

    Returns
    -------
    {"certain", "plausible", "ordinary"}
    """
    start, end = match.span()
    sentence = max(0, bisect_right(firsts, start) - 1)
    begins, stops = sentences[sentence] if sentences else (0, len(text))
    is_other = _is_title_of_another(text, match) or is_of_another(text, match, roster)
    if is_other and not is_heading(text, begins, stops):
        return "ordinary"
    word = _word_before(text, begins, start)
    if " " in match[0] and match[0].islower():
        return "certain"
    if " " in match[0] or "-" in match[0]:
        return _trust_several(text, match, (begins, stops), roster)
    if _is_place_or_time(text, match, word) or _is_asked(text, match, word, stops):
        return "ordinary"
    if _means_something_else(text, match, word) or names_firm(text, match, roster):
        return "ordinary"
    is_short = folded(match[0]) not in roster.full
    if is_short and _is_named_modal(text, match, word, stops):
        return "ordinary"
    is_running = len(word) > 2 and word.islower() and word not in _TELLING
    if is_running and not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()):
        return "certain"
    after = _AFTER.match(text, end)
    following = (after[1] or "") if after else ""
    lower = word.lower()
    is_titled = lower in OFFICES or lower in SHORT_TITLES or lower in KIN
    if is_titled and is_short and _goes_on(text, end, following) and not is_heading(text, begins, stops):
        return "ordinary"
    if is_titled or lower in HONORIFICS:
        return "certain"
    if lower in DETERMINERS and (
        not following[:1].islower() or following in _NO_NOUN or classes_of([following]) in _VERBAL
    ):
        return "ordinary"
    is_in_heading = (not word or not is_running) and is_heading(text, begins, stops)
    if is_short and not word and not is_in_heading and _goes_on(text, end, following):
        return "ordinary"
    if not word or is_in_heading:
        joined = _JOINED.match(text, end)
        if joined and match.re.match(text, joined.end()):
            return "certain"
        return _trust_capital(text, match, lower, following, after)
    is_first = len(text[begins:start].lstrip(_OPENING)) <= len(word) + 1
    if _is_name_part(word, is_first=is_first) or _is_name_part(following):
        return "ordinary"
    return "certain"


_MIDDLE = re.compile(r"\s[A-Z]['’\w]+[\s-]")


def _trust_several(text: str, match: re.Match[str], sentence: Span, roster: Roster) -> str:
    """Judge a name of several words: that of a thing has an article or goes on in its kind (*the Tom Pike Band*)."""
    following = _NEXT_NAMES.match(text, match.end())
    if following and not is_heading(text, *sentence):
        is_thing = _ARTICLE.search(text, max(sentence[0], match.start() - 5), match.start()) and _is_name_part(
            following[1]
        )
        if is_thing or any(map(_is_institution, following[0].split())):
            return "ordinary"
    words = folded(match[0]).split()
    if len(words) > 2 and " ".join(words) not in roster.full and " ".join(words) not in roster.short:
        middle = _MIDDLE.search(match[0])
        if middle and middle[0].strip(" -") not in given_names() and is_heading(text, *sentence):
            return "ordinary"
    return "certain"


def _is_institution(word: str) -> bool:
    return not_people().get(word) in ("organisation", "part of a place")


_WHERE = frozenset("in at near outside across around throughout inside".split())
_WHEN = frozenset("in on since until by before after last next this early late mid every during".split())
_OUT = frozenset("out down up back heading facing".split())
_DAY = re.compile(r" \d{1,4}\b(?!-)")
_OF_PLACE = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")


def _is_place_or_time(text: str, match: re.Match[str], word: str) -> bool:
    """Tell a place or a time from a person of that name, by the word before it and what stands behind."""
    kind = not_people().get(match[0])
    if kind == "time":
        return word.lower() in _WHEN or bool(_DAY.match(text, match.end()))
    if kind in ("place", "part of a place"):
        behind = _OF_PLACE.match(text, match.end())
        is_of = behind is not None and not_people().get(behind[1]) == "place"
        return is_of or word.lower() in (_WHERE if kind == "place" else _OUT)
    return False


#: Words of going, behind which *to*, *from* and *for* lead to a place.
_GOING = (
    r"fl(?:ew|y|ies|ying|own|ights?)|g(?:o|oes|oing|one)|went|travell?(?:s|ed|ing)?|mov(?:e[sd]?|ing)|return(?:s|ed|ing)?"
    r"|head(?:s|ed|ing)?|dr(?:ive|ives|ove|iving)|c(?:o|a)mes?|coming|trips?|journeys?|tours?|trains?|back|le(?:ft|aving)"
    r"|rush(?:ed|ing)?|escap(?:ed?|ing)|relocat(?:ed?|ing)|sail(?:ed|ing)?|took"
)
_ELSEWHERE = {
    "place": rf"(?:\b(?:{'|'.join(sorted(_WHERE))})|\b(?:{_GOING})(?: \w+){{0,2}} (?:to|from|for|via))",
    "time": rf"\b(?i:{'|'.join(sorted(_WHEN))})",
}
_WEEKDAYS = frozenset(word.capitalize() for word in CLOSED["monday"][1].split())
_LIKING = frozenset("loves loved admires wants wanted praises praised celebrates celebrated mourns mourned".split())
_MEETING = (PERSONAL_VERBS - _LIKING) | frozenset("with kissed hugged meets met".split())


def _means_something_else(text: str, match: re.Match[str], word: str) -> bool:
    """Tell a name that the article uses for a place or a time, too, where nothing speaks of a person beside it.

    *Paris is cold* in an article that says *in Paris*; a weekday needs no *on* (*it airs Sunday*).
    """
    kind = not_people().get(match[0])
    if kind not in _ELSEWHERE or not (match[0] in _WEEKDAYS or _is_used(text, match[0], kind)):
        return False
    before, after = word.lower(), _AFTER.match(text, match.end())
    if before in _MEETING or before in HONORIFICS or before in OFFICES or before in KIN:
        return False
    following = (after[1] or "") if after else ""
    letter = classes_of([following]) if following.islower() else ""
    acts = following.lower() in PERSONAL_VERBS or (letter != "" and letter in _VERBAL and letter not in _WEAK)
    return not (acts or (after and after[0][-1:].isdigit()))


@lru_cache(maxsize=256)
def _is_used(text: str, name: str, kind: str) -> bool:
    """Tell whether a text uses a name for what it means otherwise; it is searched once a name."""
    return re.search(rf"{_ELSEWHERE[kind]} {re.escape(name)}\b(?![-\w]| [A-Z])", text) is not None


_ASKS = re.compile(r" (?:it|he|she|they|we|you|I|there|this|that|these|those|not|be)\b")


def _is_asked(text: str, match: re.Match[str], word: str, stops: int) -> bool:
    """Tell a verb that opens a question (*Will it rain?*, *May we see?*) from a name of the same letters."""
    if word or match[0].lower() not in _MODALS:
        return False
    rest = text[match.end() : stops].rstrip(" \n\"”’'")
    return bool(_ASKS.match(text, match.end())) or (rest.endswith("?") and rest[:2].strip()[:1].islower())


def _is_named_modal(text: str, match: re.Match[str], word: str, stops: int) -> bool:
    """Tell a given name (*Will Roe stayed*) from the verb that opens a question (*Will Roe stay?*)."""
    if word.lower() not in _MODALS or not word[0].isupper() or word.isupper():
        return False
    verb = _AFTER.match(text, match.end())
    is_asked = text[match.end() : stops].rstrip(" \n\"”’'").endswith("?")
    return not is_asked and bool(verb and verb[1] and verb[1].islower())


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
    word = text[max(begins, text.rfind(" ", begins, start - 1) + 1) : start - 1].lstrip(_OPENING)
    return word.rstrip(".") if word[-1:].isalnum() or word[-1:] == "." else ""


def _trust_capital(text: str, match: re.Match[str], lower: str, following: str, after: re.Match[str] | None) -> str:
    """Judge a name whose capital may be due to its place: first in a sentence, or in a heading."""
    if following in _OBJECTS or (following == "to" and classes_of([match[0].lower()]) in _VERBAL):
        return "ordinary"  # Grant us peace; Rose to fame
    if (lower in _MODALS and lower != "to") or following.lower() in DETERMINERS or (following == "of" and not lower):
        return "ordinary"
    if lower.capitalize() in given_names() or _is_thing(following):
        return "ordinary"
    if following.lower() in PERSONAL_VERBS or (after and after[0][0] in "'’(,") or _LABELS.match(text, match.end()):
        return "certain"
    is_verb = bool(following) and following[0].islower() and classes_of([following]) in _VERBAL
    if is_verb and not _stands_alone(text, match[0].lower()):
        return "certain"
    return "plausible"


_OBJECTS = frozenset("us me him them it".split())

#: What a speaker's name as a label leads to: “Varga: “…””.
_LABELS = re.compile(r":\s?[\"“]")


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
