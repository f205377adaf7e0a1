"""Text -> places where people of the study are named, and whom a name of several means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from analysis.people.names.families import introduced, rivals_of
from analysis.people.names.parts import folded, plain
from analysis.people.names.roster import Roster, generation
from analysis.people.names.trust import trust_name
from analysis.study import Relation
from analysis.text.english.names import HONORIFICS
from analysis.text.english.pronouns import SINGULAR

Span = tuple[int, int]


class Named(NamedTuple):
    """A person of the study named in the text."""

    start: int
    end: int
    person_id: str
    confidence: float
    rule: str


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
            trust_name(text, match, sentences, firsts, roster),
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
    if len(people) > 1 and (older := _ELDER.search(text, max(0, one.start - 14), one.start)):
        elders = [p for p in people if any(set(people) & set(r.children) for r in _parenthoods(p, roster))]
        if 0 < len(elders) < len(people):
            people = elders if older["elder"] else [p for p in people if p not in elders]
    if not people:
        return []
    if len(people) == 1:
        return [Named(one.start, one.end, people[0], 0.95, "short name")]
    latest = max(people, key=lambda person: last_full.get(person, -1))
    return [Named(one.start, one.end, latest, 0.6, "short name of several")]


#: The elder Sandoval, the younger one: parents and their children of one surname.
_ELDER = re.compile(r"\b(?:(?P<elder>elder|older|senior)|younger|junior) \Z")


def _parenthoods(person: str, roster: Roster) -> list[Relation]:
    return [one for one in roster.relations.values() if person in one.parents]


#: Sandoval said she was tired; Sandoval and his wife: nobody else stands between.
_PRONOUN_BEHIND = re.compile(r"(?!['’])[^.!?;:“”\"\nA-Z]{0,40}?\b(he|she|his|her|himself|herself)\b")
