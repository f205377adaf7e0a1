"""What only speakers call people -> whom they mean, read from the side of who speaks.

By who is kin of the speaker, whom the words are told to, whom the speaker works for. What stays open means nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.people.descriptions.find import Description
from analysis.people.descriptions.focus import REACH, fits
from analysis.people.descriptions.kinship import kin_of
from analysis.people.state import Mention, Speaker, State
from analysis.text.english.kin import ADDRESSES, GENDERED, KIN

Span = tuple[int, int]


def read_spoken(state: State, description: Description) -> None:
    """Decide whom a speaker means; what stays open leaves no row."""
    speaker, (start, end, kind, head) = state.speaker_at(description.start), description[:4]
    if speaker is None or start in state.name_at or _is_decided(state, start):
        return
    person, confidence, rule = None, 0.7, "call of the speaker"
    if kind == "worked for":
        person = _employer(state, start) if speaker.person_id is None else None
        gender = GENDERED.get(head)
        person = person if person and fits(state.roster.genders[person], gender) else None
        confidence, rule = 0.7, "client"
    elif kind == "the kin":
        person, rule = _the_kin(state, speaker, head), "kin of a speaker or couple"
    elif kind == "the one":
        person, confidence, rule = _the_one(state, speaker, start, head), 0.6, "the only one in focus"
    else:
        own = _own_kin(state, speaker, head)
        person = own or (None if kind == "parent" else _addressee(state, speaker, start, head))
        rule = "kin of the speaker" if own else rule
    if person and person != speaker.person_id:
        state.keep(Mention(start, end, "nominal", person, None, confidence, None, rule))


def _is_decided(state: State, start: int) -> bool:
    """Whether a description that begins here is decided; the "my" of "my love" is none."""
    before = state.meant.get(start)
    return before is not None and before.kind == "nominal"


#: Short forms of kin.
_SHORT = {"sis": "sister", "bro": "brother", "bruv": "brother"}


def _own_kin(state: State, speaker: Speaker, head: str) -> str | None:
    kin = KIN.get(_SHORT.get(head, head))
    people = kin_of(state.roster, (speaker.person_id,), kin) if kin and speaker.person_id else []
    return people[0] if len(people) == 1 else None


def _the_kin(state: State, speaker: Speaker, head: str) -> str | None:
    """Decide on "the husband": the speaker's, or else the only one that anybody named has."""
    if own := _own_kin(state, speaker, head):
        return own
    if KIN[head].gender is None and not speaker.person_id:
        return None  # "the ex" of one of two
    asked = KIN[head]._replace(kinds=("spouse", "partner"))
    people = {p for one in state.is_named for p in kin_of(state.roster, (one,), asked)} & state.is_named
    people.discard(speaker.person_id or "")
    return next(iter(people)) if len(people) == 1 else None


def _the_one(state: State, speaker: Speaker, start: int, head: str) -> str | None:
    """Decide on "the guy": the only one in focus whom it fits, the speaker and whoever is named beside it aside."""
    scene, gender = state.scene, GENDERED.get(head, "she" if head in ("woman", "girl", "lady") else "he")
    sentence = scene.sentence_at(start)
    here = scene.within(scene.firsts[sentence], start)
    aside = {one.entity for one in here if one.certainty != "pronoun"} | {speaker.person_id}
    first = scene.firsts[max(0, sentence - REACH)]
    if any(
        one.entity not in state.roster.genders and one.gender in (gender, None) for one in scene.within(first, start)
    ):
        return None  # somebody else may be meant
    people = [p for p in state.is_named if state.roster.genders[p] == gender and p not in aside]
    near = state.last_named(first, start)
    return people[0] if len(people) == 1 and people[0] in near else None


_TOLD = re.compile(
    r"\b(?:told|tells?|asked|asks|texted|begged|messaged|thanked"
    r"|(?:message|note|letter|tribute|reply|post) to|(?:wrote|writes|replied|said) (?:back )?to)"
    r" (?P<whom>)[^.!?“”\"]{0,60}[“\"‘']?\Z"
)
_TOLD_AFTER = re.compile(
    r"[”\"’']?,? (?:[\w’'-]+ ){1,4}?(?:told|texted|messaged|begged|(?:wrote|replied|said) (?:back )?to) (?P<whom>)\w"
)
_REPLIES = re.compile(
    r"\b(?:repl(?:y|ied|ies|ying)|respon(?:ded|ds|ding|se)|answer(?:ed|s)|(?:wrote|writes|hit|hits|clap|clapped|fired|shot)"
    r" back|react(?:ed|s|ing) to)\b"
)
_WRITES = re.compile(
    r"\b(?:post(?:s|ed)?|caption(?:s|ed)?|comment(?:s|ed)|wr(?:ote|ites?)|tweet(?:s|ed)?|text(?:s|ed)|messages?|letter|DM"
    r"|Instagram|Facebook|TikTok|Story|vows|birthday|anniversary|tribute)\b"
)
#: Characters back that a reply looks for what it replies to.
_REPLY_REACH = 1_500


def _addressee(state: State, speaker: Speaker, start: int, head: str) -> str | None:
    """Decide whom a call is for: who is told or replied to, or the only one of the speaker's."""
    text, gender = state.scene.text, ADDRESSES.get(head)

    def fitting(person: str | None) -> str | None:
        known = state.roster.genders
        return (
            person
            if person and person in known and person != speaker.person_id and fits(known[person], gender)
            else None
        )

    before = _TOLD.search(text, max(0, speaker.start - 120), speaker.start)
    after = _TOLD_AFTER.match(text, speaker.end)
    for match in filter(None, (before, after)):
        at = match.start("whom")
        mention = state.meant.get(at)
        told = state.name_at.get(at) or (mention.person_id if mention else None)
        return fitting(told)
    if not speaker.person_id:
        return None
    begin = text.rfind("\n", 0, max(0, text.rfind("\n", 0, speaker.start) - 1)) + 1
    finish = text.find("\n", speaker.end) % (len(text) + 1)
    around = "".join(text[a:b] for a, b in _outside(state, begin, finish))
    if _REPLIES.search(around):
        earlier = [one for one in state.speakers if speaker.start - _REPLY_REACH < one.start < speaker.start]
        last = next((one.person_id for one in reversed(earlier) if one.person_id != speaker.person_id), None)
        if fitting(last):
            return last
    if not _WRITES.search(around) and not _REPLIES.search(around):
        return None
    related = {
        p
        for relation in state.roster.relations.values()
        if speaker.person_id in (all_of := (*relation.members, *relation.parents, *relation.children))
        for p in all_of
    }
    people = [p for p in state.is_named if fitting(p)]
    own = [p for p in people if p in related]
    return own[0] if len(own) == 1 else people[0] if len(people) == 1 else None


def _outside(state: State, begin: int, finish: int) -> Iterator[Span]:
    """The stretches outside quotations between two places."""
    for start, end in state.quotes:
        if end <= begin or start >= finish:
            continue
        if start > begin:
            yield begin, start
        begin = end
    if begin < finish:
        yield begin, finish


_WORKS_FOR = (
    "lawyer|attorney|counsel|solicitor|barrister|advocate|publicist|agent|representative|rep|spokes(?:man|woman|person)"
    "|manager|management|assistant|agency|label|aide|team|camp"
)
_FOR_WHOM = re.compile(
    rf"(?:\b(?:{_WORKS_FOR})s? (?:for|of) |\b(?:represents?|represented|representing|manages) )(?:the )?\Z"
)
_WHOSE = re.compile(rf"(?:['’]s?)? (?:[\w-]+ ){{0,2}}?(?:{_WORKS_FOR})s?\b")


def _employer(state: State, start: int) -> str | None:
    """Give for whom the speaker of a quotation works, told in its paragraph or one of the two before: Ann’s manager."""
    text, begin = state.scene.text, start
    for _ in range(4):
        begin = max(0, text.rfind("\n", 0, begin))
    for one in reversed(state.scene.within(begin, start)):
        if (
            one.entity in state.roster.genders
            and state.quote_at(one.start) < 0
            and (_FOR_WHOM.search(text, max(0, one.start - 30), one.start) or _WHOSE.match(text, one.end))
        ):
            return one.entity
    return None
