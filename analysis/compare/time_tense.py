"""Words around a phrase of time -> whether it lies behind or ahead."""

from __future__ import annotations

import re
from bisect import bisect
from typing import NamedTuple

from analysis.compare.time_readers import Tense

__all__ = ["Sentence", "read_sentence", "split_told"]

_PAST_FORMS = (
    "was|were|did|had|been|became|began|begun|beat|bore|born|bought|brought|broke|broken|built|came|caught|chose|chosen"
    "|done|drew|drawn|drove|driven|fell|fallen|felt|flew|fled|forgot|fought|found|froze|gave|given|gone|got|gotten"
    "|grew|grown|heard|held|hid|kept|knew|known|laid|lay|led|left|lent|lost|made|meant|met|paid|ran|rose|risen|said"
    "|sang|sank|sat|saw|seen|sent|shook|shot|slept|sold|sought|spent|spoke|spoken|stole|stolen|stood|struck|swam|swore"
    "|sworn|taken|taught|thought|threw|thrown|told|took|tore|torn|understood|went|woke|won|wore|worn|wrote|written|wed"
)
#: Verbs whose present tense tells of what is planned.
_PLANNED = (
    "air|appear|arrive|begin|close|conclude|debut|decide|depart|drop|end|expire|face|fall|go|head|hit|host|join|kick"
    "|launch|leave|meet|move|open|perform|play|premiere|reopen|resign|resume|retire|return|run|sing|sit|speak|start|stop"
    "|take effect|take office|take place|testify|travel|vote|wed|marry"
)
_NO_NOUN = "".join(rf"(?<!\b{word} )" for word in "the his her its their this of a no and two".split())
_FORMS = (
    _NO_NOUN
    + r"(?:"
    + "|".join(
        "takes " + verb[5:] if verb.startswith("take ") else f"{verb[:-1]}ies" if verb[-2:] in ("fy", "ry") else f"{verb}e?s"
        for verb in _PLANNED.split("|")
    )
    + r")"
)
#: The same of many: only behind a word that can be their subject, as most of them are nouns, too.
_FORMS_OF_MANY = rf"(?:(?<=[a-z]s )|(?<=they )|(?<=we )|(?<=you )|(?<=\bI )){_NO_NOUN}(?:{_PLANNED})"
_ADVERB = r"(?: (?:not|also|then|now|never|still|soon|first|again|\w+ly))?"
_VERB = rf"{_ADVERB}(?: (?:be|get|have))?{_ADVERB}(?: (?!in\b|on\b|by\b|the\b|a\b|an\b|this\b|next\b)[a-z]\w+)?"
_PLAN = "scheduled|due|slated|set|expected|supposed|planned|poised|bound to|about to|going|planning|meant|to"
_WISH = (
    "hoped|wanted|planned|vowed|promised|agreed|intended|expected|decided|prepared|needed|threatened|pledged|offered"
    "|aimed|urged|asked|called on|encouraged"
)
_SIGNAL = re.compile(
    "|".join(
        (
            r"\b(?:would|could|should|might|must|may|will) (?:not )?have (?P<done>\w+)",
            rf"\b(?P<plan_past>(?:was|were|been|had) (?:\w+ly )?(?:{_PLAN})\b(?: (?:to|for))?(?: be)?(?: [a-z]+)?"
            rf"|(?:{_WISH}) (?:\w+ ){{0,3}}?to\b{_VERB})",
            r"\bdid(?:n[’']t| not)? (?P<did>[a-z]+)",
            rf"(?P<future>\b(?:will|wo|shall|would|could|should|might|must|can|may|ca)(?:n[’']t)?\b{_VERB}|[’']ll\b{_VERB}"
            rf"|\b(?:is|are|am|[’']re|[’']s|has|have) (?:\w+ly )?(?:{_PLAN})\b(?: (?:to|for))?{_VERB}"
            r"|\b(?:set|due|slated|scheduled|expected|poised|going|planning|hoping|looking|trying|ready) (?:to|for)\b"
            rf"{_VERB}"
            r"|\b(?:due|slated|scheduled|expected|upcoming|forthcoming|eyeing|awaits?|looms?)\b"
            rf"|\b(?:plans?|hopes?|aims?|intends?|wants?|vows?|promises|needs?|expects?) (?:\w+ )?to\b{_VERB}"
            r"|\b(?:is|are|am|[’']re) (?:\w+ly |also |now )?(?!being|having|nothing|something|anything|living)\w+ing\b"
            rf"|\b{_FORMS}\b|\b{_FORMS_OF_MANY}\b)",
            r"(?P<be>\b(?:is|are|[’']re)\b)",
            r"(?P<infinitive>\bto (?:be )?(?!(?:the|a|an|be)\b)[a-z]+\b)",
            rf"(?P<past>\b(?:{_PAST_FORMS})\b|\b(?!need|indeed|hundred|speed|breed|feed|seed|naked|sacred|unit)"
            r"[a-z]{2,}ed\b)",
        )
    )
)
_BREAK = re.compile(
    r"[,;:—()“”\"]|\b(?:who|which|whose|that|because|while|whereas|although|though|and|but|when|after|before|as|if)\b"
)
_HAPPENING = re.compile(
    r"\b(?:election|vote|ballot|race|contest|referendum|runoff|primary|caucus|convention|summit|debate|trial|hearing"
    r"|sentencing|tour|concert|show|festival|premiere|release|launch|opening|wedding|meeting|conference|match|game"
    r"|final|deadline|polls?|victory|win|loss|showdown|matchup)s? (?:in|on|this|of|for) \Z"
)
_AWAITED = re.compile(r"\b(?i:ahead of|before|until|till|for|into|toward|towards) (?:the |a )?\Z")
_ATTRIBUTE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y) (?:(?:early|mid|late)[- ])?\Z")
_FUNCTION = (
    "in|on|at|by|of|for|to|from|with|and|or|but|as|that|when|while|because|after|before|until|is|was|were|are|has|had"
    "|will|would|said|says|she|he|they|it|we|the|a|an|his|her|their|its|if|who|which|where|during|than|this"
)
_NOUN = re.compile(rf"(?:[’']s)? (?!(?:{_FUNCTION})\b)[a-z]")
_STOP = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Mr|Mrs|Ms|Dr|St|Sen|Rep"
    r"|Gov|Gen|Jr|Sr|[ap]\.m)\Z"
)


class _Sign(NamedTuple):
    start: int
    end: int
    tense: str  # a tense, "infinitive" or "be"


class Sentence(NamedTuple):
    """The signs of tense of one sentence, and where its clauses break."""

    text: str
    start: int
    end: int
    signs: list[_Sign]
    breaks: list[tuple[int, int]]

    def tense(self, start: int, end: int, *, weekly: bool = False) -> Tense:
        """Say whether the phrase at ``text[start:end]`` lies behind or ahead.

        The verb of its own clause decides, the one before it first; of a phrase that opens the sentence the next one
        after it. A noun that it belongs to ("Monday’s vote", "the election in November") need not share the tense of
        the verb before.
        """
        left = max((last for _, last in self.breaks if last <= start), default=self.start)
        right = min((first for first, _ in self.breaks if first >= end), default=self.end)
        before = [sign for sign in self.signs if left <= sign.start and sign.end <= start]
        after = [sign for sign in self.signs if end <= sign.start and sign.end <= right + 1]
        lead = self.text[max(self.start, start - 60) : start]
        attribute = self.text.startswith(("’s", "'s"), end) or (
            _ATTRIBUTE.search(lead) and _NOUN.match(self.text, end)
        )
        if attribute:
            return self._of_attribute(before, after, lead, start, weekly=weekly)
        found = self._of(before, start)
        if not found:
            found = self._of(after[:1], start)
        if not found:
            earlier = [sign for sign in self.signs if sign.end <= start]
            found = self._of(earlier, start) or self._of([s for s in self.signs if s.start >= end][:1], start)
        if found == "past" and not weekly and _HAPPENING.search(lead):
            return "either"
        return found

    def _of_attribute(self, before: list[_Sign], after: list[_Sign], lead: str, start: int, *, weekly: bool) -> Tense:
        found = self._of(after[:1], start)
        if found:
            return found
        awaited = _AWAITED.search(lead)
        found = self._of(before, start)
        if found == "past":
            return "either" if awaited or not weekly else "past"
        return found or ("future" if awaited and not any(s.tense == "past" for s in self.signs) else "either")

    def _of(self, signs: list[_Sign], start: int) -> Tense:
        """Give the tense of the last sign; an infinitive has that of the verb before it."""
        for sign in reversed(signs):
            if sign.tense == "infinitive":
                continue
            if sign.tense == "be":
                if 0 <= start - sign.end <= 4:
                    return "future"
                continue
            return sign.tense  # type: ignore[return-value]
        return ""


def read_sentence(text: str, start: int, end: int) -> Sentence:
    """Find the signs of tense in ``text[start:end]``."""
    signs = []
    for match in _SIGNAL.finditer(text, start, end):
        group = match.lastgroup or ""
        tense = {"done": "either", "plan_past": "either", "did": "past"}.get(group, group)
        signs.append(_Sign(*match.span(), tense))
    return Sentence(text, start, end, signs, [match.span() for match in _BREAK.finditer(text, start, end)])


def split_told(text: str, start: int, end: int) -> list[int]:
    """Give where the sentences of a paragraph begin: good enough to keep a verb from dating its neighbour's phrase."""
    begins = [start]
    for match in _STOP.finditer(text, start, end):
        if text[match.start()] != "." or not _ABBREVIATION.search(text, max(start, match.start() - 6), match.start()):
            begins.append(match.end())
    return begins


def sentence_at(begins: list[int], position: int) -> int:
    """Give the number of the sentence that holds a position."""
    return bisect(begins, position) - 1
