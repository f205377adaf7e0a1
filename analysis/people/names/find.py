"""Text -> places where people of the study are named, and whom a name of several means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from analysis.people.names.families import introduced, is_kin_before, rivals_of
from analysis.people.names.parts import folded, plain
from analysis.people.names.roster import Roster, generation
from analysis.people.names.trust import trust_name
from analysis.study import Relation
from analysis.text.english.names import HONORIFICS, OFFICES, ROYAL, not_people
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
    A short name counts anywhere in an article that gives the whole name; before it, unless somebody else of that
    surname comes first or anybody else has that first name. Where somebody else of the name stands nearer, in the same
    paragraph or beside a person who was named but once, it is theirs. A first name counts beside somebody of the same
    surname, beside a noun of kinship that the study declares (`families`), and alone where the article names others of
    the study and nobody else has it (confidence .8), as a title and a surname do. Where several people own a short
    name, Mr or Mrs decides, else the one first named in full (confidence .6).
    Known failure: a name of one word that only headings say is missed unless words around it speak of a person.
    """
    if roster.pattern is None:
        return []
    searched = plain(text)
    matches = _matches(searched, _choose(searched, roster), masked)
    called = _called_here(matches, roster)
    if called:
        extra = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in called))
        taken = [match.span() for match in matches]
        matches += [
            m for m in _matches(searched, extra, masked) if not any(a < m.end() and m.start() < b for a, b in taken)
        ]
        matches.sort(key=lambda match: match.start())
    owned = {folded(name): people for name, people in called.items()}
    firsts = [start for start, _ in sentences]
    found = [
        _Found(
            match.start(),
            match.end(),
            _key(match[0], roster),
            trust_name(text, match, sentences, firsts, roster),
            generation(text, match.end()),
        )
        for match in matches
    ]
    found = [one for one in found if one.key]
    certain = {p for one in found if one.trust == "certain" for p in _whole(one, roster)}
    known = {one.start: p for one in found if (p := _introduced(text, searched, one, roster, certain))}
    certain |= set(known.values())
    rivals = rivals_of(searched, [(one.start, one.end, one.key) for one in found if one.trust == "ordinary"], roster)
    kin = {one.key for one in found if one.start not in known and is_kin_before(searched, one.start)}
    alone = _named_in_part(searched, found, certain, kin | rivals.keys(), roster)
    certain |= alone
    written = {one.key for one in found if one.trust != "ordinary"}
    names: list[Named] = []
    first_full: dict[str, int] = {}
    for one in found:
        if one.start in known:
            first_full.setdefault(known[one.start], one.start)
            names.append(Named(one.start, one.end, known[one.start], 0.9, "shared surname"))
            continue
        others = _namesakes(one, roster)
        pets = roster.pets if one.key not in kin and one.key not in rivals else {}
        owners = [
            p
            for p in (*roster.short.get(one.key, ()), *owned.get(one.key, ()))
            if p not in others
            and (_is_called(one.key, p, written, roster) or (p in certain and one.key in pets.get(p, ())))
        ]
        whole = _whole(one, roster)
        is_doubtful = one.trust == "plausible" and certain.isdisjoint(whole or owners)
        if one.trust == "ordinary" or is_doubtful:
            continue
        title = _title_before(text, one.start) if owners or whole else ""
        gender = HONORIFICS.get(title)
        fitting = [p for p in whole if gender is None or roster.genders[p] in (gender, None)]
        if len(fitting) == 1:
            first_full.setdefault(fitting[0], one.start)
            names.append(Named(one.start, one.end, fitting[0], 1.0, "name"))
            continue
        if len(fitting) > 1:
            names += _short(text, one, [p for p in fitting if p in first_full], first_full, roster)
            continue
        seen = [p for p in owners if p in first_full or (p in certain and _may_precede(one, p, rivals, roster))]
        seen = [p for p in seen if not _is_rival_titled(text, one, rivals)]
        seen = [p for p in seen if gender is None or roster.genders[p] in (gender, None)]
        if gender and title in ROYAL:
            seen = [p for p in seen if not ROYAL.isdisjoint(roster.styles[p])]
        seen = [p for p in seen if not _is_rival_nearer(text, one, p, rivals, names)]
        if not alone.issuperset(seen):
            seen = [p for p in seen if p not in alone or p in first_full]
        decided = _short(text, one, seen, first_full, roster)
        names += [n._replace(confidence=0.8, rule="short name alone") if n.person_id in alone else n for n in decided]
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


def _called_here(matches: Sequence[re.Match[str]], roster: Roster) -> dict[str, tuple[str, ...]]:
    """Give nicknames that the text itself tells, between marks in a whole name (*Guadalupe “Lupe” Roe*)."""
    called: dict[str, tuple[str, ...]] = {}
    for match in matches:
        aside = _ASIDE.search(match[0])
        name = aside[0].strip(" \"'()[]") if aside else ""
        key = _key(match[0], roster) if name[:1].isupper() else ""
        people = tuple(filter(None, [roster.full.get(key)])) or roster.namesakes.get(key, ())
        if len(people) == 1 and len(name) > 2 and folded(name) not in roster.full and folded(name) not in roster.short:
            called[name] = people
    return called


def _named_in_part(
    searched: str, found: Sequence[_Found], certain: Set[str], taken: Set[str], roster: Roster
) -> set[str]:
    """Give whom an article that names others of the study calls by a first name alone, or by title and surname.

    Nobody else of the study has that name, nor of the article, of whose names and family ``taken`` tells.
    """
    told: set[str] = set()
    for one in found if certain else ():
        owners = [p for p in roster.short.get(one.key, ()) if p not in certain and one.key not in roster.familiar[p]]
        if one.trust != "certain" or not owners or one.key in taken or one.key in roster.full:
            continue
        title = _title_before(searched, one.start)
        is_surname = one.key in roster.surnames[owners[0]]
        if title in HONORIFICS:
            gender = HONORIFICS[title]
            owners = [p for p in owners if one.key in roster.surnames[p] and gender in (None, roster.genders[p])]
        elif len(roster.short[one.key]) > 1 or (is_surname and title not in OFFICES):
            continue
        if len(owners) == 1 and searched[one.start : one.end] not in not_people():
            told.update(owners)
    return told


def _may_precede(one: _Found, person: str, rivals: Mapping[str, Sequence[int]], roster: Roster) -> bool:
    """Tell whether a short name may stand before the whole one: in a heading, or as the name of nobody else."""
    if one.trust == "plausible":
        return True
    if one.key in roster.surnames[person]:
        return rivals.get(one.key, [one.end])[0] >= one.end
    return one.key not in rivals


def _is_rival_nearer(
    text: str, one: _Found, person: str, rivals: Mapping[str, Sequence[int]], names: Sequence[Named]
) -> bool:
    """Tell whether somebody else of a short name was named last, in the paragraph or beside one place of the person."""
    rival = max((start for start in rivals.get(one.key, ()) if start < one.start), default=-1)
    if rival < 0:
        return False
    places = [name.start for name in names if name.person_id == person]
    if places and places[-1] > rival:
        return False
    return len(places) < 2 or "\n" not in text[rival : one.start]


def _is_rival_titled(text: str, one: _Found, rivals: Mapping[str, Sequence[int]]) -> bool:
    """Tell an office before a surname (*President Moor*) that the article gives somebody else too."""
    title = _title_before(text, one.start)
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


def _title_before(text: str, start: int) -> str:
    """Give the word before a name as titles are listed."""
    words = text[max(0, start - 20) : start].split()
    return words[-1].rstrip(".").lower() if words else ""


def _short(text: str, one: _Found, people: Sequence[str], first_full: dict[str, int], roster: Roster) -> list[Named]:
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
    first = min(people, key=lambda person: first_full.get(person, len(text)))
    return [Named(one.start, one.end, first, 0.6, "short name of several")]


#: The elder Sandoval, the younger one: parents and their children of one surname.
_ELDER = re.compile(r"\b(?:(?P<elder>elder|older|senior)|younger|junior) \Z")


def _parenthoods(person: str, roster: Roster) -> list[Relation]:
    return [one for one in roster.relations.values() if person in one.parents]


#: Sandoval said she was tired; Sandoval and his wife: nobody else stands between.
_PRONOUN_BEHIND = re.compile(r"(?!['’])[^.!?;:“”\"\nA-Z]{0,40}?\b(he|she|his|her|himself|herself)\b")
