"""Text -> places where people of the study are named; ordinary words that look like names are told apart.

"Offset" is a rapper and a verb, "Wave" a child and a noun. A name of one word that begins a sentence or stands in
a heading in Title Case is only believed where the article names the same person beyond doubt, or where the words
around it speak of a person; a determiner before it, or a longer name around it, speaks against it anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from analysis.people.names.families import introduced, rivals_of
from analysis.people.names.parts import folded, plain
from analysis.people.names.roster import Roster, generation
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
from analysis.text.english.pronouns import SINGULAR
from analysis.text.english.vocabulary import classes_of

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
_VERBAL, _WEAK = letters("finite adverbial"), letters("auxiliary adverb")
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
    A surname counts anywhere in an article that gives the whole name, unless somebody else of that surname comes
    first; a first name counts after the whole name, in a heading also before, and beside somebody of the same surname
    or a noun of kinship that the study declares (`families`). Where several people own a short name, Mr or Mrs decides,
    else the one last named in full (confidence .6).
    Known failure: a name of one word that only headings say is missed unless words around it speak of a person.
    """
    if roster.pattern is None:
        return []
    firsts = [start for start, _ in sentences]
    searched = plain(text)
    found = [
        _Found(
            match.start(),
            match.end(),
            _key(match[0], roster),
            _trust(text, match, sentences, firsts, roster),
            generation(text, match.end()),
        )
        for match in _matches(searched, _choose(searched, roster), masked)
    ]
    found = [one for one in found if one.key]
    certain = {p for one in found if one.trust == "certain" for p in _whole(one, roster)}
    known = {one.start: p for one in found if (p := _introduced(text, searched, one, roster, certain))}
    certain |= set(known.values())
    rivals = rivals_of(searched, [(one.start, one.key) for one in found if one.trust == "ordinary"], roster)
    written = {one.key for one in found if one.trust != "ordinary"}
    names: list[Named] = []
    last_full: dict[str, int] = {}
    for one in found:
        if one.start in known:
            last_full[known[one.start]] = one.start
            names.append(Named(one.start, one.end, known[one.start], 0.9, "shared surname"))
            continue
        others = _namesakes(one, roster)
        owners = [
            p for p in roster.short.get(one.key, ()) if p not in others and _is_called(one.key, p, written, roster)
        ]
        whole = _whole(one, roster)
        is_doubtful = one.trust == "plausible" and certain.isdisjoint(whole or owners)
        if one.trust == "ordinary" or is_doubtful:
            continue
        gender = _honorific(text, one.start) if owners or whole else None
        fitting = [p for p in whole if gender is None or roster.genders[p] in (gender, None)]
        if len(fitting) == 1:
            last_full[fitting[0]] = one.start
            names.append(Named(one.start, one.end, fitting[0], 1.0, "name"))
            continue
        if len(fitting) > 1:
            names += _short(text, one, [p for p in fitting if p in last_full], last_full, roster)
            continue
        seen = [p for p in owners if p in last_full or (p in certain and _may_precede(one, p, rivals, roster))]
        seen = [p for p in seen if not _is_rival_titled(text, one, rivals)]
        seen = [p for p in seen if gender is None or roster.genders[p] in (gender, None)]
        names += _short(text, one, seen, last_full, roster)
    return names


class _Found(NamedTuple):
    """A match, folded, and how far it is to be trusted: ``certain``, ``plausible`` or ``ordinary``."""

    start: int
    end: int
    key: str
    trust: str
    behind: str  #: what tells the person from parents and children of the name (*Jr.*)


def _choose(searched: str, roster: Roster) -> re.Pattern[str]:
    """Give the pattern of a text: one that has no capitals at all writes names small."""
    has_capitals = not searched.islower()
    return roster.pattern if has_capitals or roster.small is None else roster.small  # type: ignore[return-value]


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


_ASIDE = re.compile(r"""\s["'(\[][^"()\[\]]*["')\]](?=\s)""")


def _key(surface: str, roster: Roster) -> str:
    """Fold a name as it stands in text; what the study does not know between first and last name is dropped.

    A middle initial other than the declared one makes it the name of somebody else: "" is returned.
    """
    key = folded(_ASIDE.sub("", surface))
    if " " not in key or key in roster.full or key in roster.namesakes or key in roster.short:
        return key
    words = key.split(" ")
    for kept in range(2, len(words)):
        shorter = " ".join([words[0], *words[kept:]])
        for person in roster.namesakes.get(shorter) or filter(None, [roster.full.get(shorter)]):
            middles = roster.middles[person]
            is_other = len(words[1]) == 1 and middles and words[1] not in middles
            if not is_other:
                return shorter
    return "" if len(words) > 2 else key


def _whole(one: _Found, roster: Roster) -> list[str]:
    """List whose whole name a match is: what stands behind it decides, then the name that is declared as written."""
    people = [*dict.fromkeys([*filter(None, [roster.full.get(one.key)]), *roster.namesakes.get(one.key, ())])]
    others = _namesakes(one, roster)
    kept = [p for p in people if p not in others]
    exact = [p for p in kept if one.behind and one.behind in roster.generations[p]]
    if exact:
        return exact
    return kept[:1] if one.key in roster.full else kept


def _introduced(text: str, searched: str, one: _Found, roster: Roster, certain: set[str]) -> str | None:
    """Give whom a first name means that stands beside a namesake or a noun of kinship."""
    owners = [p for p in roster.short.get(one.key, ()) if one.key not in roster.surnames[p]]
    if not owners or one.trust == "ordinary" or one.key in roster.full:
        return None
    return introduced(searched, one.start, one.end, owners, roster, certain)


def _is_called(key: str, person: str, written: Set[str], roster: Roster) -> bool:
    """Tell whether an article calls a person by a short name: a familiar one stands with the surname somewhere."""
    if key not in roster.familiar[person]:
        return True
    return any(f"{key} {surname}" in written for surname in roster.surnames[person])


def _may_precede(one: _Found, person: str, rivals: Mapping[str, int], roster: Roster) -> bool:
    """Tell whether a short name may stand before the whole one: in a heading, or as the surname of nobody else."""
    if one.trust == "plausible":
        return True
    return one.key in roster.surnames[person] and rivals.get(one.key, one.end) >= one.end


def _is_rival_titled(text: str, one: _Found, rivals: Mapping[str, int]) -> bool:
    """Tell an office before a surname (*President Moor*) that the article gives somebody else too."""
    words = text[max(0, one.start - 20) : one.start].split()
    title = words[-1].rstrip(".").lower() if words else ""
    return one.key in rivals and title in HONORIFICS and HONORIFICS[title] is None


def _namesakes(one: _Found, roster: Roster) -> frozenset[str]:
    """Give the people of the study whose parent or child of the same name is meant ("Tom Pike Jr.").

    A numeral that the study does not write (*Queen Ann II*) may be the person's own.
    """
    behind = one.behind
    if not behind:
        return frozenset()
    known = roster.generations
    return frozenset(p for p in known if behind not in known[p] and (known[p] or behind in ("jr", "sr")))


def _honorific(text: str, start: int) -> str | None:
    """Pronoun that a title before a name tells of ("Mrs.")."""
    words = text[max(0, start - 20) : start].split()
    return HONORIFICS.get(words[-1].rstrip(".").lower()) if words else None


def _short(text: str, one: _Found, people: Sequence[str], last_full: dict[str, int], roster: Roster) -> list[Named]:
    """Decide whom a first or last name alone means: of several, whom the pronoun of its clause allows."""
    if len(people) > 1 and (behind := _PRONOUN_BEHIND.match(text, one.end)):
        pronoun = SINGULAR[behind[1]]
        fitting = [p for p in people if roster.genders[p] == pronoun]
        if len(fitting) == 1:
            return [Named(one.start, one.end, fitting[0], 0.8, "short name, by its pronoun")]
    if not people:
        return []
    if len(people) == 1:
        return [Named(one.start, one.end, people[0], 0.95, "short name")]
    latest = max(people, key=lambda person: last_full.get(person, -1))
    return [Named(one.start, one.end, latest, 0.6, "short name of several")]


#: Sandoval said she was tired; Sandoval and his wife: nobody else stands between.
_PRONOUN_BEHIND = re.compile(r"(?!['’])[^.!?;:“”\"\nA-Z]{0,40}?\b(he|she|his|her|himself|herself)\b")


def _trust(text: str, match: re.Match[str], sentences: Sequence[Span], firsts: Sequence[int], roster: Roster) -> str:
    """Tell whether a match is certainly, plausibly or not at all a name, by its case and the words around it."""
    start, end = match.span()
    sentence = max(0, bisect_right(firsts, start) - 1)
    begins, stops = sentences[sentence] if sentences else (0, len(text))
    if _is_title_of_another(text, match) and not is_heading(text, begins, stops):
        return "ordinary"
    word = _word_before(text, begins, start)
    if " " in match[0] and match[0].islower():
        return "certain"
    if " " in match[0] or "-" in match[0]:
        return _trust_several(text, match, (begins, stops), roster)
    if _is_place_or_time(text, match, word) or _is_asked(text, match, word, stops):
        return "ordinary"
    if _means_something_else(text, match, word):
        return "ordinary"
    is_running = len(word) > 2 and word.islower() and word not in _TELLING
    if is_running and not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()):
        return "certain"
    after = _AFTER.match(text, end)
    following = (after[1] or "") if after else ""
    lower = word.lower()
    if lower in HONORIFICS or lower in OFFICES or lower in SHORT_TITLES or lower in KIN:
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


_MIDDLE = re.compile(r"\s[A-Z]['’\w]+[\s-]")


def _trust_several(text: str, match: re.Match[str], sentence: Span, roster: Roster) -> str:
    """Judge a name of several words: that of an institution goes on in its kind (*the Tom Pike Foundation*)."""
    following = _NEXT_NAME.match(text, match.end())
    if following and _is_institution(following[1]) and not is_heading(text, *sentence):
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
_LIKING = frozenset("loves loved admires wants wanted praises praised celebrates celebrated mourns mourned".split())
_MEETING = (PERSONAL_VERBS - _LIKING) | frozenset("with kissed hugged meets met".split())


def _means_something_else(text: str, match: re.Match[str], word: str) -> bool:
    """Tell a name that the article uses for a place or a time, too, where nothing speaks of a person beside it.

    *Paris is cold* in an article that says *in Paris*.
    """
    kind = not_people().get(match[0])
    if kind not in _ELSEWHERE or not _is_used(text, match[0], kind):
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
    if following.lower() in PERSONAL_VERBS or (after and after[0][0] in "'’(,") or _LABELS.match(text, match.end()):
        return "certain"
    is_verb = bool(following) and following[0].islower() and classes_of([following]) in _VERBAL
    if is_verb and not _stands_alone(text, match[0].lower()):
        return "certain"
    return "plausible"


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
