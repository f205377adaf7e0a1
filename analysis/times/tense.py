"""Words around a phrase of time -> whether it lies behind or ahead."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from analysis.patterns import later
from analysis.times.readers import Tense

_PAST_FORMS = (
    "was|were|did|had|been|became|began|begun|beat|bore|born|bought|brought|broke|broken|built|came|caught|chose|chosen"
    "|done|drew|drawn|drove|driven|fell|fallen|felt|flew|fled|forgot|fought|found|froze|gave|given|gone|got|gotten"
    "|grew|grown|heard|held|hid|kept|knew|known|laid|lay|led|left|lent|lost|made|meant|met|paid|ran|rose|risen|said"
    "|sang|sank|sat|saw|seen|sent|shook|shot|slept|sold|sought|spent|spoke|spoken|stole|stolen|stood|struck|swam|swore"
    "|sworn|taken|taught|thought|threw|thrown|told|took|tore|torn|understood|went|woke|won|wore|worn|wrote|written|wed|split|quit|shut|cut|cast|hurt|put|let|hit"
)
#: Verbs whose present tense tells of what is planned.
_PLANNED = (
    "air|appear(?! to)|arrive|begin|close|conclude|debut|decide|depart|drop|end|expire|face|fall|go|head|hit|host|join"
    "|kick|launch|leave|meet|move|open|perform|play|premiere|reopen|resign|resume|retire|return|run|sing|sit|speak|start|stop"
    "|take effect|take office|take place|testify|travel|vote|wed|marry"
)
_NO_NOUN = "".join(rf"(?<!\b{word} )" for word in "the his her its their this of a no and two".split())
_FORMS = (
    _NO_NOUN
    + r"(?:"
    + "|".join(
        "takes " + verb[5:]
        if verb.startswith("take ")
        else f"{verb[:-1]}ies"
        if verb[-2:] in ("fy", "ry")
        else f"{verb}e?s"
        for verb in _PLANNED.split("|")
    )
    + r")"
)
#: The same of many: only behind a word that can be their subject, as most of them are nouns, too.
_FORMS_OF_MANY = rf"(?:(?<=[a-z]s )|(?<=[Tt]hey )|(?<=[Ww]e )|(?<=[Yy]ou )|(?<=\bI )){_NO_NOUN}(?:{_PLANNED})"
_ADVERB = r"(?: (?:not|also|then|now|never|still|soon|first|again|\w+ly))?"
_VERB = rf"{_ADVERB}(?: (?:be|get|have))?{_ADVERB}(?: (?!in\b|on\b|by\b|the\b|a\b|an\b|this\b|next\b)[a-z]\w+)?"
_PLAN = "scheduled|due|slated|set|expected|supposed|planned|poised|bound to|about to|going|planning|meant|to"
_WISH = (
    "hoped|wanted|planned|vowed|promised|agreed|intended|expected|decided|prepared|needed|threatened|pledged|offered"
    "|aimed|urged|asked|called on|encouraged"
)
#: Words in -ed that are no past.
_NO_PAST = "need|indeed|hundred|speed|breed|feed|seed|naked|sacred|unit|succeed|exceed|proceed"
#: Verbs that say of what follows them that it was done, or was not.
_DONE = (
    "declined|refused|failed|managed|continued|began|started|helped|used|appeared|seemed|tried|came|got|gathered|rushed"
    "|traveled|travelled|returned"
)
_NO_VERB = (  # behind "to"
    "the|a|an|be|this|that|these|those|his|her|its|their|our|my|your|him|them|us|me|you|it|one|two|three|more|less|about"
    "|nearly|almost|some|many|all|each|every|both|other|another|any|no|former|central|local|court|office|power|death"
    "|prison|jail|school|church|town|date"
)
NEAR = 300  # characters around a phrase in which the words stand that say whether it lies behind
_SIGNAL = later(
    "|".join(
        (
            r"\b(?:would|could|should|might|must|may|will) (?:not )?have"
            rf" (?P<done>been|\w+(?:ed|wn|en)|{_PAST_FORMS})\b",
            rf"\b(?P<plan>(?:was|were|been|had) (?:\w+ly )?(?:{_PLAN})\b(?: (?:to|for))?(?: be)?(?: [a-z]+)?"
            rf")|\b(?P<wish>(?:{_WISH}) (?:\w+ ){{0,3}}?to\b{_VERB})",
            r"\bdid(?:n[’']t| not)? (?P<did>[a-z]+)",
            r"\b(?:could|would)(?: not|n[’']t)(?: immediately)? (?P<silent>be (?:reached|determined|confirmed|verified"
            r"|learned)|say|comment|elaborate|discuss)\b",
            rf"(?P<future>\b(?:will|wo|shall|would|could|should|might|must|[Cc]an|may|ca|Will|Could)(?:n[’']t)?\b{_VERB}|[’']ll\b{_VERB}"
            rf"|\b(?:is|are|am|[’']re|[’']s|has|have) (?:\w+ly )?(?:{_PLAN})\b(?: (?:to|for))?{_VERB}"
            r"|\b(?:set|due|slated|scheduled|expected|poised|going|planning|hoping|looking|trying|ready) (?:to|for)\b"
            rf"{_VERB}"
            rf"|\blikely to\b{_VERB}|\b[Ll]et[’']s\b{_VERB}"
            r"|\b(?:due|slated|scheduled|expected|upcoming|forthcoming|eyeing|awaits?|looms?)\b"
            rf"|\b(?:plans?|hopes?|aims?|intends?|wants?|vows?|promises|needs?|expects?) (?:\w+ )?to\b{_VERB}"
            r"|\b(?:is|are|am|[’']re) (?:\w+ly |also |now )?(?!being|having|nothing|something|anything|living)"
            rf"\w+ing\b{_VERB}"
            rf"|\bto be (?:\w+ly )?[a-z]+ed\b|\b{_FORMS}\b|\b{_FORMS_OF_MANY}\b)",
            r"(?P<be>\b(?:is|are|[’']re)\b(?: (?:not |\w+ly )?[a-z]+(?:ed|en)\b)?)",
            rf"(?P<infinitive>\bto (?:be )?(?!(?:{_NO_VERB})\b)[a-z]+(?<![a-rtv-z]s)\b)",
            r"(?P<past>\b(?:announc|say|tell|add|writ|not|argu|claim|warn|report|tweet|reveal|confirm|suggest|declar)ing\b"
            rf"|\b(?:{_DONE}) to [a-z]+\b|\b(?:under|over|with|re|out|mis)?(?:{_PAST_FORMS})\b"
            rf"|\b(?!{_NO_PAST})[a-z]{{2,}}ed\b)",
        )
    )
)
_BREAK = later(
    r"[;—()“”\"]|,(?!\d)|:(?!\d)| --? "
    r"|\b(?:who|which|whose|that|because|while|whereas|although|though|and|but|when|as|[Ii]f|[Uu]nless)\b"
)
_EVENT = (
    r"(?:election|vote|ballot|race|contest|referendum|runoff|primar(?:y|ie)|caucus(?:e)?|convention|summit|debate|trial"
    r"|hearing|sentencing|tour|concert|show|festival|premiere|release|launch|opening|wedding|meeting|conference|match"
    r"|game|final|deadline|poll|victory|win|loss|showdown|matchup)s?\b"
)
_HAPPENING = later(rf"\b{_EVENT} (?:in|on|this|of|for) \Z")
_AT_EVENT = later(rf"(?:[’']s)? (?:[\w.-]+ ){{0,3}}?{_EVENT}")
_EARLIER = later(r"\b[Ee]arlier (?:on )?\Z")
_IF = ("if", "If", "unless", "Unless")
_AFTER = later(r"\b[Aa]fter [^,;]*\Z")
_UNTIL = later(r"\b(?i:ahead of|before|until|till|by) (?:the )?\Z")
_OVER = later(r"\b(?i:after|following|since|in the wake of|at|during|amid) (?:the |a )?\Z")
_AWAITED = later(r"\b(?i:ahead of|before|until|till|for|into|toward|towards) (?:the |a )?\Z")
_ATTRIBUTE = later(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y) (?:(?:early|mid|late)[- ])?\Z"
)
_FUNCTION = (
    "in|on|at|by|of|for|to|from|with|and|or|but|as|that|when|while|because|after|before|until|is|was|were|are|has|had"
    "|will|would|said|says|she|he|they|it|we|the|a|an|his|her|their|its|if|who|which|where|during|than|this"
)
_NOUN = later(rf"(?:[’']s)? (?!(?:{_FUNCTION})\b)[a-z]")
_STOP = later(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
_ABBREVIATION = later(
    r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Mr|Mrs|Ms|Dr|St|Sen|Rep"
    r"|Gov|Gen|Jr|Sr|[ap]\.m)\Z"
)


class _Sign(NamedTuple):
    start: int
    end: int
    tense: str  # past, future; plan (was due to), wish (hoped to), infinitive, be


class Sentence(NamedTuple):
    """The signs of tense of one sentence, and where its clauses break."""

    text: str
    start: int
    end: int
    signs: list[_Sign]
    breaks: list[tuple[int, int]]

    def tense(self, start: int, end: int, *, weekly: bool = False, near: bool = False) -> Tense:
        """Say whether the phrase at ``text[start:end]`` lies behind or ahead.

        The verb of its own clause decides, the one before it first; of a phrase that opens the sentence the next one
        after it. A noun that it belongs to ("Monday’s vote", "the election in November") need not share the tense of
        the verb before. `weekly`: it comes back every week; `near`: it is a day of a month, which the past of another
        clause does not put into another year.
        """
        if self.end - self.start > 2 * NEAR:
            return self._around(start, end).tense(start, end, weekly=weekly, near=near)
        left = max((last for _, last in self.breaks if last <= start), default=self.start)
        right = min((first for first, _ in self.breaks if first >= end), default=self.end)
        before = [sign for sign in self.signs if left <= sign.start and sign.end <= start]
        after = [sign for sign in self.signs if end <= sign.start < right]
        lead = self.text[max(self.start, start - 60) : start]
        if _EARLIER.search(lead):
            return "past"
        if self.text.startswith(("’s", "'s"), end) or (_ATTRIBUTE.search(lead) and _NOUN.match(self.text, end)):
            found = self._of_attribute(before, after, lead, start, end, weekly=weekly)
            return "past" if near and not found and self._is_of_the_past() else found
        found = _last(before, start) or _first(after)
        if self.text[max(self.start, left - 6) : left].endswith(_IF):
            return "either" if found == "past" else "future"
        if not found:
            found = self._of_others(start, end, lead, weekly=weekly, near=near)
        return "" if found == "past" and not weekly and _HAPPENING.search(lead) else found

    def _is_of_the_past(self) -> bool:
        tenses = {sign.tense for sign in self.signs}
        return "past" in tenses and tenses <= {"past", "be", "infinitive"}

    def _around(self, start: int, end: int) -> Sentence:
        """Cut a long sentence to what stands near a phrase, so that the time of reading grows with the text alone."""
        low, high = max(self.start, start - NEAR), min(self.end, end + NEAR - (end - start))
        signs, breaks = self.signs, self.breaks
        return self._replace(
            start=low,
            end=high,
            signs=signs[bisect_left(signs, low, key=_first_of) : bisect_left(signs, high, key=_first_of)],
            breaks=breaks[bisect_left(breaks, low, key=_first_of) : bisect_left(breaks, high, key=_first_of)],
        )

    def _of_others(self, start: int, end: int, lead: str, *, weekly: bool, near: bool) -> Tense:
        """Judge by the other clauses of the sentence, where its own has no verb."""
        if weekly and _AFTER.search(lead):
            return "past"
        others = [sign for sign in self.signs if not self._is_aside(sign)]
        found = _last([sign for sign in others if sign.end <= start], start)
        if found == "future" and weekly:
            return "either"
        if not found and _UNTIL.search(lead) and not any(sign.tense in ("past", "plan", "wish") for sign in self.signs):
            return "future"  # she has until Monday
        opens = len(self.text[self.start : start].split()) <= 2
        if not found and (opens or not weekly):
            found = _first([sign for sign in others if sign.start >= end])
        if not found and self.signs and all(sign.tense == "infinitive" for sign in self.signs):
            return "future"  # the headline “Velm to sing in September”
        if near and not (opens and found == "future"):
            return ""
        return "" if found == "past" and not weekly and not opens else found

    def _is_aside(self, sign: _Sign) -> bool:
        """Tell whether a verb is that of a relative clause: “the mayor, who will retire, resigned”."""
        place = bisect_right(self.breaks, sign.start, key=_first_of) - 1
        return place >= 0 and self.text[slice(*self.breaks[place])] in ("who", "which", "whose")

    def _of_attribute(
        self, before: list[_Sign], after: list[_Sign], lead: str, start: int, end: int, *, weekly: bool
    ) -> Tense:
        """Judge “Monday’s vote was close”, “ahead of Monday’s vote”, “the November election”."""
        if _OVER.search(lead):
            return "past" if weekly else ""
        found = _first(after)
        if found:
            return "either" if found == "future" and weekly else found
        tenses = {sign.tense for sign in self.signs}
        awaited = _AWAITED.search(lead)
        if awaited and "past" not in tenses:
            return "future"
        found = _last(before, start)
        if found == "future":
            return found
        if not found:
            found = self._of_others(start, end, lead, weekly=weekly, near=False)
        if awaited or not weekly:
            return "either"
        if found == "past":
            return found
        return "either" if _AT_EVENT.match(self.text, end) or {"future", "plan"} & tenses else "past"


def _first_of(place: tuple[int, ...] | _Sign) -> int:
    return place[0]


def _first(signs: list[_Sign]) -> Tense:
    """Give the tense of the verb behind a phrase that opens the clause."""
    found = next((sign.tense for sign in signs if sign.tense not in ("infinitive", "be")), "")
    return {"wish": "past", "plan": "either"}.get(found, found)  # type: ignore[return-value]


def _last(signs: list[_Sign], start: int) -> Tense:
    """Give the tense of the verb before a phrase; what somebody did to do something else may lie ahead."""
    is_aim = False
    for sign in reversed(signs):
        if sign.tense == "infinitive":
            is_aim = True
        elif sign.tense != "be":
            found = {"wish": "either", "plan": "either"}.get(sign.tense, sign.tense)
            return "either" if is_aim and found == "past" else found  # type: ignore[return-value]
        elif 0 <= start - sign.end <= 4:
            return "future"  # the vote is on Tuesday
    return ""


def read_sentence(text: str, start: int, end: int) -> Sentence:
    """Find the signs of tense in ``text[start:end]``."""
    signs = []
    for match in _SIGNAL.finditer(text, start, end):
        group = match.lastgroup or ""
        tense = {"done": "plan", "did": "past", "silent": "past"}.get(group, group)
        signs.append(_Sign(*match.span(), tense))
    return Sentence(text, start, end, signs, [match.span() for match in _BREAK.finditer(text, start, end)])


def split_told(text: str, start: int, end: int) -> list[int]:
    """Give where the sentences of a paragraph begin: good enough to keep a verb from dating its neighbour's phrase."""
    begins = [start]
    for match in _STOP.finditer(text, start, end):
        if text[match.start()] != "." or not _ABBREVIATION.search(text, max(start, match.start() - 6), match.start()):
            begins.append(match.end())
    return begins
