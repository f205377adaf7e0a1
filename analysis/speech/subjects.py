"""Patterns over word classes: where the source of a cue stands.

Every pattern runs over the classes of a block (see `text.english.classes`); those that look to the left of a cue run
over the classes backwards, from the cue. All are bounded, so that a cue costs the same in a sentence of any length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from analysis.speech.blocks import Block
from analysis.text.english.cues import VESSELS
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.kin import is_person


class Subject(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name a source, and how it stands to its cue."""

    first: int
    last: int
    relation: str


# Backwards: a pronoun; or words (with a part in brackets behind) up to their determiners; or a lone quantifier.
_WORDS = r"""
    (?:\)[^()]{1,8}\()?
    (?:[<nominal><phrase><participle>]{1,25} (?:<cue>[<name><common><possessive><mark>]{0,4}(?=<determiner>))?
        <specifier>{0,2} | <many><the>? | <quantifier>)
"""
_PHRASE = rf"(?:<subject>|{_WORDS})"
_PHRASES = rf"""
    {_PHRASE} (?:[<preposition><to>]{_PHRASE}){{0,6}}
    (?:<and>(?:,<number>,)?{_PHRASE}(?=\Z|[<quotation><subordinator><that><dash>,;:]))?
"""
# They have both said; Roe and Doe each said; the couple both said; not: in the end both said.
_FLOATING = r"""
    [<all><this>](?=<auxiliary>{0,2}
        (?:<subject>|<name>{1,3}<and>|<common><determiner>(?:\Z|[<quotation><subordinator><that><dash>,;:])))
"""
_AUXILIARIES = rf"""
    (?:[<adverb><auxiliary>]|<subordinator>(?=<auxiliary>)|<time>{{1,2}}<preposition>?|{_FLOATING}){{0,8}}
    (?:,[<adverb><preposition>][^,]{{0,6}},|,(?=\)))?
"""
_BEFORE = pattern(rf"{_AUXILIARIES}(?P<np>{_PHRASES})")
#: Whose a source is, if two: a lawyer for Roe and Doe; a statement on behalf of Roe and Doe.
_OF_TWO = pattern(rf"""
    {_AUXILIARIES}(?P<np><name>{{1,3}}<and><name>{{1,3}}(?:<preposition>{_PHRASE}){{1,3}})
    (?=\Z|[<quotation><subordinator><that><dash>,;:])
""")
_OF = frozenset("for from of by".split())
# in Columbus, Ohio
_PLACE = r"<name>{1,2},[^<quotation>,;:]{2,24}[<preposition><subordinator><participle><determiner>]"
_ASIDE = rf"""
    (?:,{_PLACE},
    |,(?:[^<quotation>,;:]|,(?=[<name><time><number><mark>]{{1,3}},)){{1,30}}?,
    |<dash>[^<quotation><dash>,;:]{{1,30}}<dash>)
"""
_APPOSED = pattern(rf"{_AUXILIARIES}{_ASIDE}(?!<number>,)(?P<np>{_PHRASES})")
_RELATIVE = pattern(
    rf"{_AUXILIARIES}(?P<pronoun>[<subordinator><that>]),?(?:[^<quotation>,;:]{{1,8}}<preposition>,)?(?P<np>{_PHRASES})"
)
_LABEL = pattern(r"""
    (?P<np>[<name><common><mark>]{0,3}<name>[<name><possessive><mark>]{0,4}<determiner>?)
    (?=\Z|[<dash><mark><preposition><and>(,;)])
""")
_TIMES = frozenset(
    "second seconds minute minutes moments hour hours day days week weeks month months year years".split()
)
_OF_DAY = frozenset("morning afternoon evening night weekend spring summer autumn winter".split())
#: A time right before a pronoun: one morning he; the next day she.
_OPENS_WHEN = pattern("[<specifier><quantifier><number><time>]{1,3}[<word><time>](?=<subject>)")
_GOING_ON = frozenset("keep keeps kept".split())
_ACTED = frozenset(letters("took takes ed quotation"))
_SUBJECT, _A_NAME, _LINKS, _IS = letters("subject"), letters("name"), letters("preposition to"), letters("be")
_TAKES = tuple(letters("took takes"))
_AND = letters("and")
#: The judge asked “why” and Doe; the victims “need it” and he; Roe left Doe and Vance.
_CLAUSE_AND = pattern(r"""
    [<cue><took><takes>]<quotation><and>(?!\Z)|<quotation><and>(?=<subject>)|<name>[<took><takes>]<name>{1,3}<and>(?!\Z)
""")
# Forwards.
_NAME = r"""
    (?:[<specifier><possessive>][<adverb><participle><common><number><possessive>]{0,4}|<name>?<common>{1,3}(?=<name>))?
    <name>[<name><possessive><mark><number>]{0,9}(?:[<word><plural>]{1,2}(?=<adverb>{0,2}[<auxiliary><cue><ed><took><takes>,]))?
    (?<!<possessive>)
"""
#: Where an article was written: PARIS, May 3 (AFP) -
_DATELINE = pattern(r"<name>{1,4}(?:,[<name><time><number><mark>]{1,5})?(?:\([^()]{1,4}\))?<dash>")
_MAIN = pattern(rf"""
    [<adverb><and><mark><quotation><dash>,]{{0,9}}
    (?:[<subordinator><preposition><participle><time><number><to>][^<quotation>,:;]{{1,25}},)?
    [<adverb><and>]{{0,3}}
    (?P<np><subject>
        |{_NAME}
        |[<specifier><possessive>][<adverb><participle><nominal>]{{1,5}}?
            (?=[<auxiliary><cue><ed><subordinator><preposition>,(])
        |[<specifier><possessive>][<adverb><participle>]{{0,4}}<common>
        |(?:<the>?<many>|<quantifier>)(?=[<auxiliary><cue><preposition>])
        |<common>(?=[<auxiliary><cue><adverb><subordinator>]))
""")
_CLAUSE = pattern(rf"""
    (?:\A(?:<preposition><specifier>?[<time><number><word>]{{1,2}})?|[<mark><subordinator><that><and><quotation><dash>,;:])
    [<adverb><and>]{{0,3}}
    (?P<np>(?:<subject>|{_NAME})(?=<adverb>{{0,3}}[<auxiliary><cue><ed><took><takes>])
        |(?:[<specifier><possessive>][<adverb><participle><common><number><possessive>]{{1,4}}?|<quantifier>)
            (?=<adverb>{{0,3}}[<auxiliary><cue>])
        |<word>{{0,2}}<plural>(?:<preposition><specifier>?[<name><possessive><common>]{{1,4}}?)?(?=<adverb>{{0,3}}[<auxiliary><cue>]))
""")
_SUBORDINATING = frozenset(letters("that subordinator as"))
_CLAUSE_BEHIND = pattern(rf"""
    (?P<np>(?:<subject>|{_NAME})|[<specifier><possessive>][<adverb><participle><common><number><possessive>]{{1,4}}?)
    (?=<adverb>{{0,3}}[<auxiliary><cue><ed><took><takes>])
""")
_AFTER = pattern(r"""
    <adverb>{0,3}
    (?:<subject>|<object>|<determiner>[<ing><cue>]
        |<specifier>{0,2}(?:(?<=<specifier>)<phrase>)?[<nominal><participle>]{0,12}[<name><common><number>]
            (?:[<preposition><to>]<specifier>{0,2}<nominal>{0,12}[<name><common><number>]){0,4}
        |<the>?<many>|<quantifier>)
    (?:<and><specifier>{0,2}[<name><common>]{0,4}<name>
        (?=[<mark><quotation><preposition><subordinator>,:;]|\Z))?
""")  # said Roe and Doe


def find_subject(block: Block, cue: int) -> Subject | None:
    """Find the noun phrase right before a cue, before its relative pronoun, or before an aside that it follows."""
    if cue and block.words[cue - 1].lower() in _GOING_ON:
        cue -= 1  # Roe kept saying
    backwards, at = block.backwards, len(block.words) - cue
    if of_two := _of_two(block, at):
        return of_two
    found = _BEFORE.match(backwards, at)
    if found:
        return _without_clause(block, _subject(block, found, "before"))
    found = _RELATIVE.match(backwards, at)
    if found:
        pronoun = len(block.words) - 1 - found.start("pronoun")
        if block.words[pronoun] in ("who", "which", "that"):
            subject = _subject(block, found, "relative")._replace(last=pronoun + 1)
            return _nearest_person(block, subject) if block.words[pronoun] == "who" else subject
    return find_apposed(block, cue)


def _of_two(block: Block, at: int) -> Subject | None:
    """Find somebody, or a statement, of two who are named: not left with a friend and Roe, nor in London and Roe."""
    found = _OF_TWO.match(block.backwards, at)
    if not found:
        return None
    subject = _subject(block, found, "before")
    links = [n for n in range(subject.first, subject.last) if block.classes[n] in _LINKS]
    head = block.words[links[0] - 1].lower()
    is_source = head in VESSELS or is_person(head.removesuffix("s"))
    return subject if is_source and block.words[links[-1]] in _OF else None


def _nearest_person(block: Block, subject: Subject) -> Subject:
    """Give the part of a noun phrase before "who" that is a person: a warning from [Judge Roe, who]."""
    link = next((n for n in range(subject.first + 1, subject.last - 2) if block.classes[n] in _LINKS), None)
    if link is None or names_somebody(block, subject._replace(last=link)):
        return subject
    return _nearest_person(block, subject._replace(first=link + 1))


def _without_clause(block: Block, subject: Subject) -> Subject:
    """Leave out another clause, as one that a quotation ends (why he “hid it,” Roe), and a time before this one."""
    first, last = subject[:2]
    is_joined = last - first > 2 and block.classes.find(_AND, first, last) > 0
    if is_joined and (before := _CLAUSE_AND.search(block.classes, first, last)):
        return subject._replace(first=before.end())
    if last - first < 2:
        return subject
    closed = [n for n in range(first, last - 1) if block.ends_in_comma(n) or _opens_clause(block, first, n)]
    return subject._replace(first=closed[-1] + 1) if closed else subject


def _opens_clause(block: Block, first: int, place: int) -> bool:
    """Tell whether a word opens the clause of a subject: hours after her husband said; left before Roe said."""
    if block.words[place] not in ("after", "before"):
        return False
    return block.words[max(0, place - 1)].lower() in _TIMES or not _ACTED.isdisjoint(block.classes[first:place])


def find_apposed(block: Block, cue: int) -> Subject | None:
    """Find the noun phrase before an aside in commas or dashes: Roe, an aide, said."""
    found = _APPOSED.match(block.backwards, len(block.words) - cue)
    return _subject(block, found, "apposed") if found else None


def find_label(block: Block, colon: int) -> Subject | None:
    """Find the name that stands alone before a colon, as in a transcript: ROE: “Yes.”"""
    found = _LABEL.match(block.backwards, len(block.words) - colon)
    return _subject(block, found, "label") if found else None


def _subject(block: Block, found: re.Match[str], relation: str) -> Subject:
    n = len(block.words)
    return Subject(n - found.end("np"), n - found.start("np"), relation)


def find_main_subject(block: Block) -> Subject | None:
    """Find the first noun phrase that a verb seems to follow, behind a time or a participle that opens the sentence."""
    opening = block.words[0].lower()
    when = _OPENS_WHEN.match(block.classes)
    if when and block.words[when.end() - 1].lower() in _TIMES | _OF_DAY:
        return Subject(when.end(), when.end() + 1, "main")  # One morning he
    dateline = _DATELINE.match(block.classes)
    first = dateline.end() if dateline and (block.words[0].isupper() or ")" in dateline[0]) else 0
    if opening in _TIMES:
        first = 1  # Hours later, Roe
    elif block.classes[0] in _A_NAME and opening.endswith("ing"):
        if behind := find_subject_behind(block, 0):
            return behind  # Sitting on a bench, the singer paused
        first = block.classes.find(",", 0, 30) + 1
    found = _MAIN.match(block.classes, first)
    return Subject(*found.span("np"), "main") if found else None


def find_subject_behind(block: Block, first: int) -> Subject | None:
    """Find the subject of the main clause that a comma behind a token, or in a quotation's marks, opens."""
    for place in range(first + 1, min(first + 40, len(block.words) - 1)):
        if block.classes[place] == "," or block.ends_in_comma(place):
            found = _CLAUSE_BEHIND.match(block.classes, place + 1)
            if found:
                return Subject(*found.span("np"), "main")
    return None


def find_governing_subject(block: Block, end: int, *, in_main: bool = True) -> Subject | None:
    """Find the subject of the last clause before a token; the last that no subordinating word opens, if `in_main`.

    A participle goes with the main clause: Roe asked if he won, adding; but: it was late when Roe left, saying. A
    second verb goes with the nearest: if Roe won and said.
    """
    found, is_main = None, False
    for clause in _CLAUSE.finditer(block.classes, max(0, end - 200), end):
        is_main = _SUBORDINATING.isdisjoint(block.classes[clause.start() : clause.start("np")])
        first, last = clause.span("np")
        if (verb := _reporting(block, first, last)) is not None:  # police say Roe won; the suit, filed in May, says Roe
            is_main &= verb > first
            first, last = (first, verb) if in_main else (verb + 1, last)
        if is_main or not in_main or (found and _is_empty(block, found)):
            found = Subject(0 if _JOINED.fullmatch(block.classes, 0, first) else first, last, "main")
    opening = find_main_subject(block) if found is None or not (in_main or is_main) else None
    return opening if opening and _TOLD_OF.match(block.classes, opening.last, end) else found


def _reporting(block: Block, first: int, last: int) -> int | None:
    """Find a verb that looks like a noun before a name, whose clause is reported: police say Roe; TMZ reports Doe."""
    at = bisect_left(block.cues, first, key=lambda cue: cue[0])
    place, form = block.cues[at] if at < len(block.cues) else (last, None)
    if form is None or place >= last - 1 or block.classes[place + 1] not in _A_NAME:
        return None
    is_verb = form.form == "s" or (place > first and block.words[place - 1].endswith("s"))  # not: state Senator Roe
    return place if is_verb or block.classes[place] in _TAKES else None


#: What tells more of a subject, and ends: Doe, who Roe left, wept, saying; the man that Roe left wept, saying.
_TOLD_OF = pattern(",?<preposition>?[<subordinator><that>][^,]{1,60},")
#: Jane Roe and John Doe went home, saying.
_JOINED = pattern("<name>{1,4}<and>")


def _is_empty(block: Block, subject: Subject) -> bool:
    """Tell a subject that stands for nobody, before a form of *be*: it was late, there are."""
    word = block.words[subject.first].lower()
    return word.startswith(("it", "there")) and (block.classes[subject.last] in _IS or not word.isalpha())


def find_last_subject(block: Block, end: int | None = None) -> Subject | None:
    """Find the subject of the last clause before a token whose verb we know; if there is none, the main subject."""
    end = len(block.classes) if end is None else end
    subjects = [found.span("np") for found in _CLAUSE.finditer(block.classes, max(0, end - 200), end)]
    people = [span for span in subjects if _may_speak(block, *span)]
    last = (people or subjects)[-1:]
    return Subject(*last[0], "focus") if last else find_main_subject(block)


def _may_speak(block: Block, first: int, last: int) -> bool:
    """Tell whether a noun phrase is a name or a personal pronoun."""
    if block.classes[first] in _SUBJECT:
        return not block.words[first].lower().startswith(("it", "there"))
    return _A_NAME in block.classes[first:last]


def names_somebody(block: Block, subject: Subject | None) -> bool:
    """Tell whether a subject can be a person: a name, a pronoun, or a noun for one; not: the rant, a long pause."""
    if subject is None:
        return False
    words = [word.lower() for word in block.words[subject.first : subject.last]]
    return _may_speak(block, subject.first, subject.last) or any(is_person(word) for word in words)


def noun_phrase_after(block: Block, first: int) -> Subject | None:
    """Find the noun phrase that begins at a token."""
    found = _AFTER.match(block.classes, first)
    return Subject(*found.span(), "after") if found else None
