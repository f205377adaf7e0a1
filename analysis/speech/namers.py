"""Quotations that no verb attributes -> who is named beside them: *to quote Roe*, *Roe was like*.

The ways in which news names a speaker without a verb of saying are few; each is a pattern over words and classes on
one side of the quotation. A label that says whom a quotation is about (*On Roe: “…”*) names nobody.
"""

from __future__ import annotations

import re

from analysis.speech.blocks import Block
from analysis.speech.contents import is_tagged
from analysis.speech.stand_ins import TITLES
from analysis.speech.subjects import Subject, names_somebody, noun_phrase_after
from analysis.text.english.cues import BY_WHOM, GOING, LIKE, PLACED_BY, PUT, SPEECHES, TOPICS, UTTERANCES, VESSELS
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.names import not_people

_NAME = r"<name>[<name><possessive>]{0,4}"
_WHO = rf"(?:<subject>|<specifier>?[<common><participle>]{{0,4}}{_NAME}|<specifier>[<common><participle>]{{1,4}})"
_TO_QUOTE = pattern(rf"(?P<np>{_WHO})(?:[,:]?|,[^<quotation>,;:]{{1,9}},?)\Z")
_TOLD_BY = pattern(rf"(?:{_WHO})<auxiliary>{{1,3}}<said><preposition>")
_TO_ONE = pattern(
    rf"(?:\A|[;,])[<and><adverb>]{{0,2}}[<to><preposition>](?P<np>{_NAME})(?:,|,?<subject><auxiliary><determiner>?)\Z"
)
_IN_WORDS = pattern(
    r"<preposition>(?P<np><name>{0,3}[<possessive><his><their><my>])[<common><quantifier><determiner>]?(?P<noun><plural>),?\Z"
)
_OWNED = pattern(r"(?P<np><name>{0,3}[<possessive><his><their><my>])[<common><cue>]{1,3}")
_CUE, _WHOM = pattern("[<cue><quotation>]"), letters("name determiner to")
#: Tokens between whom a quotation is known from and the quotation, at most.
FAR = 30
_WENT = pattern(rf"(?P<np>{_WHO})<auxiliary>{{0,1}}[<preposition><quantifier><took><cue><adverb>],?\Z")
_ALL_SHE_SAID = pattern(
    r"<auxiliary>(?:<quantifier>|<subordinator>|<determiner><word>)(?P<np>[^<auxiliary><cue><took><ed>,]{1,6}?)"
    r"<auxiliary>{0,3}<adverb>?[<cue><took><ed><word>]"
)
#: That is how Roe puts it; So says Roe; Those are the words of Roe; These were Roe’s words.
_HOW = pattern(rf"<auxiliary>?<adverb>{{0,2}}<subordinator>(?P<np>{_WHO})<auxiliary>{{0,3}}<adverb>?(?P<verb>.)")
_WORDS_OF = pattern(rf"<auxiliary><determiner>?(?P<noun><plural>)<preposition>(?P<np>{_WHO})")
_OWN_WORDS = pattern(r"<auxiliary>(?P<np><name>{0,3}[<possessive><his>])<common>?(?P<noun><plural>)")
#: Roe’s exact words to him were: “…”; her answer was a curt “…”
_WORDS_WERE = pattern(
    r"(?P<np><name>{0,3}<possessive>|<his>|<their>)[<adverb><word>]{0,2}(?P<noun>[<word><plural>])"
    r"(?:[<to><preposition>][<object><his><specifier><nominal>]{1,4})?<adverb>?<be>(?:<the>?[<adverb><word>]{0,2}[,:]?)\Z"
)
#: her weary cry of “…”; Roe’s favourite line, “…”
_HER_CRY = pattern(
    r"(?P<np><name>{0,3}<possessive>|<his>|<their>)[<adverb><participle><common><cue><time>]{0,3}(?P<noun>[<common><cue>])[<preposition>:,]\Z"
)
#: “…,” was Roe’s reply; “…,” came the answer from Roe
_WAS_REPLY = pattern(
    r"[<be><took><takes>](?P<np><name>{0,3}<possessive>|<his>|<their>)[<adverb><word>]{0,2}(?P<noun>[<word><plural>])"
)
_CAME_REPLY = pattern(rf"[<took><takes>]<determiner>?<word>{{0,2}}(?P<noun><word>)<preposition>(?P<np>{_WHO})")
#: That was Roe; That’s my mother talking.
_WAS, _OF, _STOPS = pattern("<be>"), tuple(letters("preposition to")), tuple(letters(", mark"))
_BEFORE_CRY = ["of"], [":"], [","]
_BACK = frozenset("that this those these so thus that’s that's".split())
_SO, _HOW_OR_WHAT = frozenset(("so", "thus")), frozenset(("how", "what"))
_VERB = letters("said took ed")
_ASKED = pattern(rf"<auxiliary>(?P<np><subject>|{_NAME})(?!<common>?,)")


def find_named(block: Block, place: int) -> tuple[Subject | None, tuple[int, int] | None]:
    """Give who is named beside the quotation at a token, and the tokens that say so; None and None if nobody is."""
    classes, words = block.classes, block.words
    low = max(0, place - 14)
    front = [word.lower() for word in words[low:place]]
    for at in range(len(front)):
        for phrase in PLACED_BY:
            if tuple(front[at : at + len(phrase)]) == phrase:
                found = _TO_QUOTE.match(classes, low + at + len(phrase), place)
                if found:
                    return Subject(*found.span("np"), "named"), (low + at, low + at + len(phrase))
    found = _IN_WORDS.search(classes, low, place)
    if found and words[found.start()].lower() == "in" and words[found.start("noun")].lower() in SPEECHES:
        return Subject(*found.span("np"), "named"), found.span("noun")
    since = next((n for n in range(place - 2, max(-1, place - FAR), -1) if words[n].lower() in BY_WHOM), None)
    if since is not None and classes[since + 1] in _WHOM and words[place] not in TITLES:
        by = noun_phrase_after(block, since + 1 + (words[since + 1].lower() == "to"))
        if by and classes[by.last : by.last + 1] == "," and not _CUE.search(classes, by.last, place):
            return by._replace(relation="named"), (since, since + 1)
    found = _TO_ONE.search(classes, low, place)
    if found and words[found.start("np") - 1].lower() in ("to", "for"):
        return Subject(*found.span("np"), "named"), (found.start("np") - 1, found.start("np"))
    verb = place - 1 - (classes[place - 1 : place] == ",")
    if verb > 0 and (
        words[verb].lower() in GOING or (words[verb].lower() in LIKE and classes[verb - 1] in letters("be"))
    ):
        found = next((m for first in range(low, verb) if (m := _WENT.match(classes, first, place))), None)
        if found:
            return Subject(*found.span("np"), "named"), (verb, verb + 1)
    found = next((m for first in range(low, place) if (m := _WORDS_WERE.match(classes, first, place))), None)
    if found and words[found.start("noun")].lower() in VESSELS | SPEECHES:
        return Subject(*found.span("np"), "named"), (found.start("noun"), found.start("noun") + 1)
    if found := find_cry(block, place):
        return Subject(*found.span("np"), "named"), found.span("noun")
    found = _WAS_REPLY.match(classes, place + 1) or _CAME_REPLY.match(classes, place + 1)
    if found and words[found.start("noun")].lower() in VESSELS | SPEECHES:
        return Subject(*found.span("np"), "named"), (found.start("noun"), found.start("noun") + 1)
    found = _TOLD_BY.match(classes, place + 1)
    if found and words[found.end() - 1].lower() == "by":
        subject = noun_phrase_after(block, found.end())
        if subject is not None:
            return subject._replace(relation="named"), (found.end() - 2, found.end() - 1)
    found = _ALL_SHE_SAID.match(classes, place + 1)
    if found:
        return Subject(*found.span("np"), "named"), (found.end() - 1, found.end())
    if is_tagged(block, place) and classes[place + 1 : place + 2] and classes[place + 1] in _VERB:
        subject = noun_phrase_after(block, place + 2)
        if subject is not None and words[subject.first][:1].isupper():
            return subject._replace(relation="named"), (place + 1, place + 2)
    return None, None


def find_cry(block: Block, place: int) -> re.Match[str] | None:
    """Find whose noun a quotation follows, and the noun: her weary cry of “…”."""
    if block.words[place - 1 : place] not in _BEFORE_CRY or block.words[place - 2].lower() not in UTTERANCES:
        return None
    low = max(0, place - 9)
    return next((found for first in range(low, place) if (found := _HER_CRY.match(block.classes, first, place))), None)


def find_behind(block: Block) -> tuple[Subject, int] | None:
    """Give who said the quotation before a sentence that only says so, and its verb: That is how Roe puts it."""
    if block.quotes or block.words[0].lower() not in _BACK:
        return None
    found = _HOW.match(block.classes, 1)
    if found and block.words[found.start("np") - 1].lower() not in _HOW_OR_WHAT:
        return None  # that was when Roe said he left
    if found and (found.start("verb") in dict(block.cues) or block.words[found.start("verb")].lower() in PUT):
        return Subject(*found.span("np"), "named"), found.start("verb")
    if found := _WORDS_OF.match(block.classes, 1) or _OWN_WORDS.match(block.classes, 1):
        is_words = block.words[found.start("noun")].lower() in VESSELS | SPEECHES
        return (Subject(*found.span("np"), "named"), found.start("noun")) if is_words else None
    if (found := _WAS.match(block.classes, 1)) and (who := noun_phrase_after(block, found.end())):
        core = next((n for n in range(who.first, who.last) if block.classes[n] in _OF), who.last)
        is_all = block.classes[who.last : who.last + 1] in _STOPS
        names = block.words[core - 1], " ".join(block.words[who.first : core])  # not: that was New York, the Olympics
        is_other = not not_people().keys().isdisjoint(names)
        is_somebody = is_all and not is_other and names_somebody(block, Subject(core - 1, core, "named"))
        return (who, 1) if is_somebody else None
    is_so = block.words[0].lower() in _SO and any(place == 1 and form.lemma == "say" for place, form in block.cues)
    if is_so and len(block.words) > 2 and (after := noun_phrase_after(block, 2)):
        return after._replace(relation="named"), 1
    return None


def is_topic(block: Block, label: Subject, more: frozenset[str] = frozenset()) -> bool:
    """Tell whether a label before a colon says whom the quotation is about: On Roe: “…”; Roe on Doe: “…”."""
    return label.first > 0 and block.words[label.first - 1].lower() in TOPICS | more


def find_author(block: Block, first: int, last: int) -> Subject | None:
    """Give who wrote what somebody reads between two tokens: read aloud a letter by Roe."""
    for place in range(first, last - 2):
        if block.words[place].lower() in VESSELS and block.words[place + 1].lower() in ("by", "from", "of"):
            return noun_phrase_after(block, place + 2)
    return None


def find_owner(block: Block) -> Subject | None:
    """Give whose words a sentence announces: Read her full statement below:"""
    owners = list(_OWNED.finditer(block.classes))
    said = [one for one in owners if VESSELS.intersection(map(str.lower, block.words[one.end("np") : one.end()]))]
    return Subject(*said[-1].span("np"), "owner") if said else None


def find_asked(block: Block) -> Subject | None:
    """Give whom a question asks about: What does Roe think?"""
    found = _ASKED.search(block.classes) if block.words[-1] == "?" else None
    return Subject(*found.span("np"), "asked") if found else None
