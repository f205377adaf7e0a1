"""Text -> descriptions that may mean people of the study: kin of someone, roles, groups; whom is decided later."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from analysis.people.names.families import FAMILY
from analysis.people.names.parts import folded
from analysis.people.names.roster import Roster
from analysis.text.english.grammar import letters
from analysis.text.english.kin import (
    CALLED,
    CO_PARENTS,
    EPITHETS,
    GROUPS,
    KIN,
    MAKERS,
    PAIRS_OF,
    PEOPLE,
    QUALIFIED,
    TRADES,
    is_person,
)
from analysis.text.english.names import OFFICES, SHORT_TITLES, given_names, not_people
from analysis.text.english.vocabulary import classes_of
from analysis.text.titles import TitleSpan

Span = tuple[int, int]


class Description(NamedTuple):
    """A noun phrase and its noun in lower case; `kind` is ``kin``, ``owned`` (her manager), ``co-parent``, ``role``,
    ``roles``, ``group``, ``family`` (the Pikes), ``client`` (her client), ``two`` (both pilots)
    or ``someone`` (the star, the 34-year-old, that man).

    `owner` is where the possessor stands (in "the mother of his children" that of the children). `makers` are
    the people whose work stands in the phrase (the “Up” rapper), empty where none does.
    """

    start: int
    end: int
    kind: str
    head: str
    owner: int = -1
    makers: tuple[str, ...] = ()


class Finder(NamedTuple):
    """The patterns of one roster."""

    possessed: re.Pattern[str]
    definite: re.Pattern[str]
    heads: tuple[str, ...]  #: the nouns, one of which stands in each match of `definite`
    paired: frozenset[str]
    title: re.Pattern[str]  #: a role right before a name
    joined: re.Pattern[str]  #: a further role of the same person (the singer and actress)
    names: re.Pattern[str] | None  #: names of groups: the Pikes, a couple's nickname
    someone: re.Pattern[str]  #: who an article is about: the star, the 34-year-old, a trade like one of the study's


#: Where somebody comes from, as a noun: the German.
FROM = {
    word
    for word, kind in not_people().items()
    if kind == "people of a place" and word.endswith(("an", "ian", "ese", "iss", "Briton", "i")) and word != "Roman"
}
_STOP = (
    "a an the his her their my our your its this that these those of to and or but with for in on at "
    "by from as than around into onto over under behind beside near toward towards between through across against "
    "about after before during without alongside upon is was were are "
    "be been has had have who whom whose which when while if not he she they we i it said says told"
)
#: A word between a determiner and its noun, with the blank behind it.
MODIFIER = rf"(?!(?:{'|'.join(_STOP.split())})\b(?!-))[\w&’'-]+,?\s"
_NEXT = re.compile(r"\s?([\w’'-]+|[^\w\s])")
#: What may stand before a determiner; a consumed character lets the search skip to it.
_EDGE = r"[\s\"“”'‘’(\[—–/*….-]"
#: Nouns for people that no list holds, by how they end, and what ends so and is none.
_PERSONAL = r"(?!(?:former|number|senior|junior|major|minor|super)\b)[a-z]{3,}(?:er|or|ist|man|mate)"
_TITLED = r"[“\"‘'][^”\"’'\n]{1,40}[”\"’']\s"
IN_MARKS = re.compile(_TITLED)
#: Words after a noun that make it part of a longer name of a thing ("child support", "baby shower").
_COMPOUND = (
    r"(?!-|\s(?:support|custody|bump|shower|care|names?|mama|daddy|food|goals|abuse|album|therapy|counseling|tapes?)\b)"
)
_OTHERS = re.compile(
    r"\b(?:(?:first|second|third)(?!-)|only|most|best|greatest|next|last|biggest|youngest|oldest|other|same|many|few|top"
    r"|(?!honest|modest|earnest|west)[a-z]{3,}est)\b|['’]s?\s",
    re.IGNORECASE,
)
#: What tells for how long: her husband of six years.
_FOR_YEARS = r"(?:\sof\s(?:[\w-]+\s){1,3}(?:years?|months?|decades?))?"
#: Tags of words that end the phrase before a title: verbs, auxiliaries, prepositions, adverbs.
_NO_MODIFIER = letters("finite of to clause adverbial")
_NOUNS = letters("noun plural")
_AFTER_GROUP = letters("finite adverbial and stop ,")
_IS = re.compile(
    r"(?:\b(?:is|was|were|are|be|been|being|become|became|becomes|becoming|as)|['’](?:s|re|m))\s"
    r"(?:(?:[a-z]+ly|now|also|still|then)\s)?\Z",
    re.IGNORECASE,
)


_CLEFT = re.compile(r"\b[Ii]t (?:is|was)\s\Z")


def _is_said(padded: str, start: int, end: int) -> bool:
    """Tell what somebody is said to be from a subject that is brought forward: it was the star who left."""
    found = _IS.search(padded, max(0, start - 24), start)
    return found is not None and not (
        _CLEFT.search(padded, max(0, start - 8), start) and padded.startswith(" who", end)
    )


_CO_PARENTS = re.compile(
    rf"{_EDGE}(?P<whole>[Tt]he (?P<head>{'|'.join(CO_PARENTS)}) of "
    rf"(?:(?P<own>his|her)|(?P<name>[^\n,.;:!?]{{1,40}}?)['’]s?) (?:{MODIFIER}){{0,2}}?"
    rf"(?:children|child|kids?|sons?|daughters?|bab(?:y|ies))\b)"
)


def compile_finder(roster: Roster) -> Finder:
    """Make the patterns for a roster's roles and the nouns of kinship and of groups."""
    own_nouns = {noun.lower() for relation in roster.relations.values() for noun in relation.nouns}
    groups = {*GROUPS, *own_nouns, *PAIRS_OF}
    roles = {*roster.roles, *(role + "s" for role in roster.roles)}
    makers = MAKERS - roles if roster.makers else frozenset()
    owned = {*KIN, *(PEOPLE | OFFICES) - {"client"}, *roster.roles}
    shortened = [short for short, role in SHORT_TITLES.items() if role in roster.roles]
    return Finder(
        re.compile(
            rf"{_EDGE}(?:(?P<own>h(?:is|er)|their|its|my|our|your|H(?:is|er)|Their|Its|My|Our|Your)|(?<=['’])(?P<of>s?))\s"
            rf"(?:{MODIFIER}){{0,4}}?(?P<head>(?i:{_any(owned)})|{_PERSONAL})\b(?!\s(?i:{_any(owned)})\b){_COMPOUND}{_FOR_YEARS}"
        ),
        re.compile(
            rf"{_EDGE}(?P<whole>(?P<det>(?:th|Th)(?:ese?|e|is)(?:\stwo)?|THE|(?:b|B)oth(?:\sthe)?|(?:t|T)wo)\s"
            rf"(?P<rest>(?:{MODIFIER}|{_TITLED}){{0,4}}?)"
            rf"(?:ex-|[\w’]+-turned-)?"
            rf"(?P<head>(?:{_any(groups)})(?:-to-be)?|(?P<role>(?i:{_any(roles)}))|(?P<maker>{_any(makers)}))\b{_COMPOUND})"
        ),
        tuple(groups | roles | makers),
        frozenset(role + "s" for role in roster.roles if role + "s" not in roster.roles),
        re.compile(rf"\b({_any([*roster.roles, *shortened])})\.? \Z", re.IGNORECASE),
        re.compile(
            rf"(?: and | & |-turned-|/|-)(?:[a-z-]+ )?(?:{_any({*roster.roles, *EPITHETS})})\b(?!-| (?:and|of)\b)"
        ),
        _names_of_groups(roster),
        _pattern_of_someone(_any((PEOPLE | CALLED | OFFICES | roster.trades.keys()) - _PLURAL)),
    )


def _names_of_groups(roster: Roster) -> re.Pattern[str] | None:
    """Match surnames that several people share, in the plural, and nicknames of groups that need no article."""
    counts = Counter(name for names in roster.surnames.values() for name in names if " " not in name)
    families = [name.capitalize() for name, n in counts.items() if n > 1]
    nicknames = [noun for relation in roster.relations.values() for noun in relation.nouns if noun[0].isupper()]
    if not families and not nicknames:
        return None
    family = "|".join(rf"{re.escape(name[0])}(?i:{re.escape(name[1:])})" for name in families) or "(?!)"
    return re.compile(
        rf"\b(?:(?P<family>[Tt]he (?:[a-z]+ )?(?P<surname>{family})e?s|Mr\.? (?:and|&) Mrs\.? (?P<couple>{family})"
        rf"|[Tt]he (?P<clan>{family}) (?:{FAMILY}))|(?P<nickname>{_any(nicknames)}))\b"
    )


def _any(words: Iterable[str]) -> str:
    """Match any of the words, longest first; without words, nothing. Words of one first letter are tried together."""
    return _joined(frozenset(words))


@lru_cache(maxsize=64)
def _joined(words: frozenset[str]) -> str:
    """Join words to a pattern; the lists of nouns come again for every study and batch."""
    ordered = sorted(words, key=lambda word: (word[0], -len(word), word))
    letters_of = groupby(ordered, key=lambda word: word[0])
    groups = ((first, "|".join(re.escape(word[1:]) for word in some)) for first, some in letters_of)
    return "|".join(f"{re.escape(first)}(?:{rest})" for first, rest in groups) or "(?!)"


def _matches(pattern: re.Pattern[str], padded: str, heads: Iterable[str]) -> Iterator[re.Match[str]]:
    """Search the paragraphs that hold one of the heads, in either case, each with the character before it."""
    lower, n = _lower(padded), len(padded)
    holding: set[Span] = set()
    for head in heads:
        at = lower.find(head)
        while at >= 0:
            end = padded.find("\n", at) % (n + 1)
            holding.add((max(0, padded.rfind("\n", 0, at)), end))
            at = lower.find(head, end)
    for start, end in sorted(holding):
        yield from pattern.finditer(padded, start, end)


def _lower(text: str) -> str:
    """Lower a text without changing its length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join([c.lower() if len(c.lower()) == 1 else c for c in text])


def find_descriptions(
    text: str, finder: Finder, roster: Roster, titles: Sequence[TitleSpan], names: Mapping[int, int]
) -> list[Description]:
    """Find descriptions in text order.

    Parameters
    ----------
    names : mapping of end to start
        Where people of the study are named: "Ann’s husband" is described from the name on, as "the singer’s husband"
        is from the role on.

    Notes
    -----
    "a rapper" and "the first rapper to …" describe nobody in particular and are left out, and so is what follows a
    form of *be* ("she is the rapper who …").
    """
    padded = f" {text}"  # so that the first word has a character before it too
    found: list[Description] = []
    for match in _CO_PARENTS.finditer(padded):
        owner = match.start("own" if match["own"] else "name") - 1
        if match["own"] or names.get(match.end("name") - 1) == owner:
            found.append(Description(match.start("whole") - 1, match.end() - 1, "co-parent", match["head"], owner))
    for match in _matches(finder.definite, padded, finder.heads):
        start, end = match.start("whole") - 1, match.end() - 1
        if match["role"] is None and match["maker"] is None:
            if _is_group(padded, match):
                found.append(Description(start, end, "group", match["head"].removesuffix("-to-be")))
        elif (
            match["det"].lower() != "this"
            and not _is_indefinite(padded, match, finder)
            and not _is_inside_another(padded, match)
        ):
            within = [title.work_id for title in titles if start < title.start < end]
            makers = {maker for work in within for maker in roster.makers[work]}
            kind = "role" if match["det"].lower() == "the" else "roles"
            if match["maker"] and not makers:
                continue  # behind no work, "star" describes whom the article is about (`someone`)
            if kind == "role" and (joined := finder.joined.match(padded, match.end())):
                end = joined.end() - 1
            found.append(Description(start, end, kind, match["head"].lower(), -1, tuple(sorted(makers))))
    owners = {**{one.end: one.start for one in found if one.kind == "role"}, **names}
    ends = {start: end for end, start in owners.items()}
    starts = sorted(ends)
    for start, end, head in _kin_of(text):
        owner = starts[at] if (at := bisect_left(starts, end)) < len(starts) else len(text)
        between = re.findall(r"[\w’&-]+|\S", text[end : min(owner, end + _FAR)])
        stop = ends.get(owner, 0)
        if (
            end < stop
            and owner < end + _FAR
            and text[stop : stop + 1] not in ("’", "'")
            and len(between) < 5
            and not any(classes_of([word]) in _NO_NOUN for word in between)
        ):
            found.append(Description(start, ends.get(stop + 1, stop), "kin", head, owner))
    for match in finder.possessed.finditer(padded):
        start, head = (
            match.start("own") - 1 if match["own"] else owners.get(match.start() - 1, -1),
            match["head"].lower(),
        )
        is_titled = any(title.start <= match.start("head") - 1 < title.end for title in titles)
        if start >= 0 and not is_titled and (head in KIN or not _goes_on(padded, match.end())):
            found.append(Description(start, match.end() - 1, "kin" if head in KIN else "owned", head, start))
    found += _of_headline(text, names, found)
    found += [
        Description(m.start("whole") - 1, m.end("whole") - 1, "client", m["noun"]) for m in _CLIENT.finditer(padded)
    ]
    ranks = [(m.start("whole") - 1, m.end("whole") - 1) for m in _RANKS.finditer(padded)]
    found = [one for one in found if not any(start <= one.start < end for start, end in ranks)]
    found += [Description(start, end, "ranks", "couple") for start, end in ranks]
    taken = {one.start for one in found}
    found += [
        Description(m.start("whole") - 1, m.end("whole") - 1, "two", m["noun"] or "them")
        for m in _TWO.finditer(padded)
        if m.start("whole") - 1 not in taken and not _goes_on(padded, m.end("whole"))
    ]
    found += [
        Description(m.start("whole") - 1, m.end("whole") - 1, "someone", m["noun"].lower())
        for m in finder.someone.finditer(padded)
        if m.start("whole") - 1 not in taken and not _is_nobody(padded, m, roster)
    ]
    for match in finder.names.finditer(text) if finder.names else ():
        if match["family"]:
            found.append(
                Description(
                    match.start(), match.end(), "family", folded(match["surname"] or match["couple"] or match["clan"])
                )
            )
        elif not any(one.start <= match.start() < one.end for one in found):
            found.append(Description(match.start(), match.end(), "group", match["nickname"]))
    return sorted(found)


def _kin_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Find kin before whoever's they are: the wife of the footballer Bo Lee; the noun and where it begins and ends."""
    at = text.find(" of ")
    while at >= 0:
        head = text[text.rfind(" ", 0, at) + 1 : at]
        if head in KIN and not KIN[head].is_plural and (phrase := _THE.search(text, max(0, at - _FAR), at)):
            yield phrase.start("whole"), at + 4, head
        at = text.find(" of ", at + 1)


_THE = re.compile(rf"(?:\A|{_EDGE}|(?<=\n))(?P<whole>[Tt]he (?:{MODIFIER}){{0,3}}?[\w-]+)\Z")
#: Characters from kin to the name that says whose they are.
_FAR = 60
#: Tags of words that do not stand between kin and a name: the mother of two thanked Roe.
_NO_NOUN = (*letters("finite of to clause adverbial many number stop , and"), ":", ";", '"', "(", ")")

#: Whom a lawyer speaks for.
_CLIENT = re.compile(rf"{_EDGE}(?P<whole>(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) (?P<noun>client))\b(?! (?:list|base))")


#: Two people by any noun for them.
_TWO = re.compile(
    rf"{_EDGE}(?<!s, )(?P<whole>(?:(?:[Tt]he|[Tt]hese) two|[Bb]oth) "
    rf"(?:(?:{MODIFIER}){{0,3}}?(?P<noun>(?:{_any(PEOPLE | OFFICES)})s)"
    rf"|of (?:them|(?:th[eo]se|the) [a-z]+s))|[Tt]he (?:two|pair) of them)\b(?![-’'])"
)


def _of_headline(text: str, names: Mapping[int, int], found: Sequence[Description]) -> list[Description]:
    """Find kin in a headline that leaves their possessor out: Roe Speaks as Estranged Husband Files for Divorce."""
    line = text[: text.find("\n") % (len(text) + 1)]
    owner = min((start for end, start in names.items() if end <= len(line)), default=-1)
    if owner < 0:
        return []
    taken = {one.end for one in found}
    return [
        Description(match.start(), match.end("head"), "kin", match["head"].lower(), owner)
        for match in _BARE_KIN.finditer(line, owner)
        if match.end("head") not in taken
        and match.end("head") + 1 not in names.values()
        and match["next"] not in given_names()
    ]


#: A couple by their titles: the Duke and Duchess of Ashby.
_RANKS = re.compile(
    rf"{_EDGE}(?P<whole>[Tt]he (?:Duke|Prince|King|Earl|Lord|Marquess|Viscount|Baron|Count|Crown Prince) and "
    r"(?:Duchess|(?:Crown )?Princess|Queen|Countess|Lady|Marchioness|Viscountess|Baroness)(?: of [A-Z][\w-]+)?)\b"
)
_BARE_KIN = re.compile(
    r"(?<![\w’'-])(?<!\b(?:[Hh]is|[Hh]er|[Aa]nd|[Tt]he|New) )(?<!\b[Aa] )(?<![’']s )(?<!s[’'] )"
    r"(?:(?:Estranged|Former|Late|Ex) )?"
    r"(?P<head>(?:Ex-)?(?:Husband|Wife|Boyfriend|Girlfriend|Fiancée?))(?![\w-])(?: (?P<next>\w+))?"
)
_PLURAL = {noun for noun, kin in KIN.items() if kin.is_plural}
_PARENTS = "mother|mom|mum|mama|mommy|father|dad|daddy|parent"
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_LEFT = rf"(?:former|retired|one-?time|ex)[ -](?:{MODIFIER}){{0,2}}?(?:{_any(TRADES)})"


#: A name of a work or a place without marks, up to its last small word: the Lords of Lake Ellery star.
_SMALL_IN_NAME = r"[A-Z][\w’'-]*\s(?:(?:of|and|in|to|for|on|at|with|the|an?|vs?\.)\s){1,2}"


def _pattern_of_someone(nouns: str) -> re.Pattern[str]:
    """Match "the 34-year-old", "the mother of two", "the blonde beauty", "the “Up” alum", "the former gymnast"."""
    of_a_name = rf"{_SMALL_IN_NAME}(?=(?:[A-Z][\w’'-]*\s){{1,3}}(?:{nouns})\b)"
    return re.compile(
        rf"{_EDGE}(?P<whole>"
        rf"(?:(?:[Tt]he|THE) (?P<rest>(?:{MODIFIER}|{_TITLED}|{of_a_name}){{0,4}}?)|[Tt]h(?:is|at) (?:{MODIFIER})?)"
        rf"(?:ex-|[\w’]+-turned-|(?:{nouns})-)?"
        rf"(?P<noun>\d{{1,3}}-year-old(?: (?i:{nouns}))?|(?:{_PARENTS})[ -]of[ -]{_COUNT}|(?i:{nouns})|{_LEFT}"
        rf"|{_PERSONAL}|(?:{_any(FROM)})|[Nn](?:o\.?|umber) (?:{_COUNT}))"
        rf"(?:(?: and | & |-turned-|/)(?:[a-z-]+ )?(?:{nouns}))?)(?![\w-]|,? [a-z-]+s?’|\s(?i:{nouns})\b)"
    )


_NEXT_NOUN = re.compile(r" ([a-z]+)")
RANK = re.compile(rf"n(?:o\.?|umber) {_COUNT}")


def _is_nobody(padded: str, match: re.Match[str], roster: Roster) -> bool:
    """Tell a description of nobody in particular, or one that is no head of its phrase (the model city)."""
    rest = match["rest"] or ""
    others = _OTHERS.search(IN_MARKS.sub("", rest))
    if (others and not (others[0][0] in "'’" and _NAMED.match(padded, match.end("whole")))) or _is_said(
        padded, match.start("whole"), match.end("whole")
    ):
        return True
    noun = match["noun"].lower()
    if noun in QUALIFIED and noun not in roster.trades and not rest and match["whole"][:3].lower() == "the":
        return True
    if not rest and RANK.fullmatch(noun):
        return True  # the Number 9 is a bus
    if not is_known(noun.rsplit(None, 1)[-1]) and padded[match.end("whole") + 1 : match.end("whole") + 2].isupper():
        return True  # the younger Ann
    return not noun.endswith("old") and _goes_on(padded, match.end("whole"))


#: A name beside a noun that something possesses: the show’s editor, Ann Lee.
_NAMED = re.compile(r",? [A-Z]")


def is_known(noun: str) -> bool:
    """Tell whether a list or its ending says of a noun that it is a person."""
    return (
        noun.endswith("old")
        or noun in OFFICES
        or is_person(noun)
        or re.fullmatch(_COUNT, noun) is not None
        or noun.capitalize() in FROM
    )


def _goes_on(padded: str, end: int) -> bool:
    """Tell a noun that is no head of its phrase: the model city, her fan base."""
    following = _NEXT_NOUN.match(padded, end)
    return following is not None and following[1] not in _ADVERBS and classes_of([following[1]]) in _NOUNS


#: Adverbs of time and place that look like nouns: she spoke to the star overnight.
_ADVERBS = frozenset("abroad alone backstage early late live online onstage overnight upstairs downstairs".split())


def _is_group(padded: str, match: re.Match[str]) -> bool:
    """Tell a group from "two couples" and from a number before a noun ("the two albums")."""
    if match["head"] == "two":
        following = _NEXT.match(padded, match.end())
        return not match["rest"] and (following is None or classes_of([following[1]]) in _AFTER_GROUP)
    return match["det"].lower() != "two" or match["head"] == "exes"


def _is_inside_another(padded: str, match: re.Match[str]) -> bool:
    """Tell a role that is no head of its phrase: the group views President Moor; the singer songwriter Ann Moor."""
    following = _NEXT.match(padded, match.end())
    if following and padded[match.end()] == " " and following[1] in OFFICES:
        return True
    leads_to_a_name = match["head"][0].isupper() and following is not None and following[1][0].isupper()
    return leads_to_a_name and any(classes_of([word]) in _NO_MODIFIER for word in match["rest"].split())


def _is_indefinite(padded: str, match: re.Match[str], finder: Finder) -> bool:
    """Tell a description of nobody in particular: ranked, said of somebody else, or of the wrong number."""
    is_many = match["head"].lower() in finder.paired
    start = match.start("whole")
    determiner = match["det"].lower()
    if determiner == "two" or is_many != (determiner != "the") or _OTHERS.search(IN_MARKS.sub("", match["rest"])):
        return True
    return (not is_many and _is_said(padded, start, match.end("whole"))) or padded.startswith(" of ", match.end())
