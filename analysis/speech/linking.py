"""Chosen cues -> attributions: pieces of content, and quotations whose cue or source stands in another block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from typing import NamedTuple

from analysis.speech.blocks import Block, is_capitalised
from analysis.speech.candidates import Candidate, asks_or_tells, calls, is_hearsay, is_sure
from analysis.speech.contents import find_gist, is_tagged
from analysis.speech.namers import find_asked, find_author, find_behind, find_cry, find_named, find_owner, is_topic
from analysis.speech.owners import Claim, find_tellers, settle_claims
from analysis.speech.reports import find_manner, is_report, names_topic
from analysis.speech.scope import find_scope
from analysis.speech.stand_ins import TITLES
from analysis.speech.subjects import (
    Subject,
    find_label,
    find_last_subject,
    find_main_subject,
    names_somebody,
    noun_phrase_after,
)
from analysis.text.english.cues import OF_AUTHORS
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.pronouns import OWNING

Span = tuple[int, int]

_PHRASES = letters("phrase")
_NOT_QUOTED = pattern(r"[^<quotation><mark><and><dash>,]")
_ONLY_QUOTED = letters("quotation mark dash")
_SENTENCES, _ANNOUNCING, _APART, _SIGNED = (
    letters("sentences"),
    letters(": , dash"),
    letters(": dash"),
    letters("dash name"),
)
#: Stretches of one attribution: a bound for quotations without sentences. No labelled one has half as many.
MOST_PIECES = 20
#: A cue further away from a quotation than this many tokens does not introduce it.
NEAR = 80
#: Words of a phrase in marks that is somebody's only where somebody may speak.
LONGEST_PHRASE = 6
#: Blocks without a quotation behind which the one who spoke last may go on.
RECENT = 3
_ACTING = pattern(r"(?P<np><name>[<name><possessive>]{0,4}|<specifier><common>{1,3})<adverb>{0,2}[<auxiliary><cue>]")
#: A clause, or another quotation, before a colon.
_NO_PHRASE = pattern("<that>?[^<subordinator><that>]*?[<auxiliary><cue><took><takes><ed><quotation>]")
#: Verbs of a voice, with which no work is named; what would make the quotation behind them a subject.
_VOICED = frozenset(
    """shout yell scream cry chant whisper mutter murmur mumble bellow bark exclaim blurt reply answer respond retort
    snap holler roar shriek howl quip add caption""".split()
)
_VERBS = tuple(letters("auxiliary cue took takes"))
_ARTICLE = tuple(letters("the"))
_DASH, _PREPOSITIONS = tuple(letters("dash")), tuple(letters("preposition"))
#: The score (log odds) above which what has no marks is a report; PolNeAR's readers leave out reports within reports.
SURE = -0.1


class Piece(NamedTuple):
    """A contiguous stretch of content; `quoted` are the words between marks, if it has any."""

    start: int
    end: int
    quoted: Span | None
    is_closed: bool | None


class Attribution(NamedTuple):
    """Spans of one attribution.

    `kind` is direct (all between marks), mixed, or without marks indirect, summary or thought (see `reports`); `rule`
    says why it was read. Without `is_report` the content is only what the cue is about (see `reports`). `scope` tells
    whether it was said (see `scope`).
    """

    kind: str
    pieces: tuple[Piece, ...]
    cue: Span | None
    source: Span | None
    rule: str
    is_report: bool = True
    scope: str = "asserted"


class Linker:
    """Goes from block to block and joins quotations to the cues and sources that stand in other blocks."""

    def __init__(self) -> None:
        self.found: list[Attribution] = []
        self.speaking: int | None = None  # place in `found` of the last attribution with a quotation
        self.before: tuple[Block, list[Candidate]] | None = None  # the last block with words of its own
        self.is_announced = False
        self.said: int | None = None  # place in `found` of the last attribution with a quotation, in any paragraph
        self.n_since = 0  # blocks with words of their own and no quotation behind it

    def read(self, block: Block, chosen: list[tuple[Candidate, float]], candidates: list[Candidate]) -> None:
        """Add the attributions of one block, from the cues that were taken with their scores."""
        if not block.classes.strip(_ONLY_QUOTED):
            for place in block.quotes:
                self._read_alone(block, place)
            return
        if self.found and (behind := find_behind(block)) and self._ends_before(block):
            subject, verb = behind
            source, cue = _span(block, subject), _span(block, (verb, verb + 1))
            self.found[-1] = self.found[-1]._replace(source=source, cue=cue, rule="named")
            self.before, self.is_announced = (block, candidates), False
            return
        self.n_since += 1
        first, speaking = len(self.found), None if block.begins_paragraph else self.speaking
        claims = [Claim(candidate, score, _quoted_places(block, candidate.pieces)) for candidate, score in chosen]
        if any(claim.places for claim in claims):
            claims = find_tellers(block, claims, candidates)
            claims = settle_claims(block, claims) if len(claims) > 1 else claims
            claims = [_without_cries(block, claim) for claim in claims]
        read = [_attribute(block, claim.candidate, claim.lost, claim.score) for claim in claims]
        if any(one.kind == "direct" and one.source is None for one in read):
            by = self._look_before()  # Asked about it: “...”
            read = [one._replace(source=by) if one.kind == "direct" and one.source is None else one for one in read]
        self.found += [attribution for attribution in read if attribution.pieces]
        self.speaking = None
        if block.quotes:
            owned = {place for claim in claims for place in _quoted_places(block, claim.candidate.pieces, claim.lost)}
            for place in block.quotes:
                if place not in owned:
                    owned |= self._read_open(block, place, candidates, speaking, owned)
            self._lend_back(block, first)
            said = [n for n in range(first, len(self.found)) if any(piece.quoted for piece in self.found[n].pieces)]
            if said:
                last = max(said, key=lambda n: self.found[n].pieces[-1].end)
                self.speaking = last if self.found[last].kind == "direct" else said[0]
                self.said, self.n_since = last, 0
        self.before = block, candidates
        self.is_announced = block.classes[-1] in _ANNOUNCING

    def _read_open(
        self, block: Block, place: int, candidates: list[Candidate], speaking: int | None, owned: Set[int]
    ) -> set[int]:
        """Read a quotation that no chosen cue of its block introduces; titles and very short phrases are none.

        Gives the quotations that have an owner by it.
        """
        quote = block.quotes[place]
        named, by = find_named(block, place)
        if named is not None:
            spans = _span(block, by), _span(block, named)
            self.found.append(Attribution("direct", (_quoted_piece(block, place),), *spans, "named"))
            return {place}
        is_answer = _is_answer_behind_colon(block, place)
        is_phrase = (
            not is_answer
            and block.classes[place] != _SENTENCES
            and len(block.text[slice(*quote[:2])].split(None, 2)) < 3
        )
        if is_phrase or (block.words[place] in TITLES and not is_answer and not _is_in_headline(block, place)):
            called = _find_caller(block, place, candidates)
            if called:
                piece, scope = _quoted_piece(block, place), find_scope(block, called)
                spans = _span(block, (called.cue, called.cue + 1)), _span(block, called.source)
                self.found.append(Attribution("direct", (piece,), *spans, "nearest cue", scope=scope))
                return {place}
            return set()
        earlier = self._resumed(block, place)
        if earlier is not None:
            self._grow(earlier, _quoted_piece(block, place))
            return {place}
        found = _find_near(block, place, candidates)
        if found:
            self.found.append(_attribute(block, found, owned)._replace(rule="nearest cue"))
            return {*_quoted_places(block, found.pieces, owned)}
        cue, source = _find_announcer(block, place, candidates)
        if cue is not None and source is None and speaking is not None:
            cue = None  # On Doe: “...” is hers, too
        if speaking is not None and cue is None and source is None:
            self._grow(speaking, _quoted_piece(block, place))  # “...,” she said. But “...” is hers, too
            self.speaking = speaking
            return {place}
        n_words = len(block.text[slice(*quote[:2])].split(None, LONGEST_PHRASE))
        is_phrase = block.classes[place] in _PHRASES and n_words < LONGEST_PHRASE and not is_answer
        if is_phrase and cue is None and not names_somebody(block, source):
            return set()  # The vote made “law and order” an issue: nobody is there to say it
        by = _span(block, source)
        if cue is None and not names_somebody(block, source) and (goes_on := self._heard(block)):
            by = goes_on  # The road was long, she said. It was “...”
        if by is None and cue is None and not block.begins_paragraph and block.classes[place - 1 : place] == ":":
            by = self._look_before()
        self.found.append(Attribution("direct", (_quoted_piece(block, place),), _span(block, cue), by, "no cue"))
        return {place}

    def _heard(self, block: Block) -> Span | None:
        """Give who speaks last in the sentence right before a block, in one paragraph with it."""
        last, before = self.found[-1] if self.found else None, self.before and self.before[0]
        is_near = last and before and before.starts[0] <= last.pieces[-1].start < block.starts[0]
        return last.source if last and is_near and not block.begins_paragraph else None

    def _ends_before(self, block: Block) -> bool:
        """Tell whether the last attribution is a quotation that no cue owns, right before a block."""
        last = self.found[-1]
        between = block.text[last.pieces[-1].end : block.starts[0]]
        return last.rule in ("in focus", "announced", "no cue") and not between.strip()

    def _lend_back(self, block: Block, first: int) -> None:
        """Give a quotation that was still open, and nobody's for sure, the source behind its last paragraph."""
        quote = next(iter(block.quotes.values()))
        if not quote.continues or not first or self.found[first - 1].rule != "in focus":
            return
        for one in self.found[first:]:
            if one.source and any(piece.quoted == quote[:2] for piece in one.pieces):
                self.found[first - 1] = self.found[first - 1]._replace(source=one.source, cue=one.cue, rule=one.rule)

    def _resumed(self, block: Block, place: int) -> int | None:
        """Give the attribution before a quotation that goes on behind a dash: “A,” said Roe — who smiled — “or B.”"""
        if block.classes[place - 1 : place] not in _DASH or not self.found or place < 2:
            return None
        return len(self.found) - 1 if self.found[-1].pieces[0].start >= block.starts[0] else None

    def _grow(self, number: int, piece: Piece) -> None:
        last = self.found[number]
        self.found[number] = last._replace(pieces=(*last.pieces, piece))

    def _read_alone(self, block: Block, place: int) -> None:
        """Read a quotation that is a block of its own."""
        piece = _quoted_piece(block, place)
        goes_on = block.quotes[place].continues or not block.begins_paragraph
        if self.speaking is not None and not self.is_announced and goes_on:
            self._grow(self.speaking, piece)
        elif block.words[place] not in TITLES or _is_answer(block, place):
            cue, source = self._look_back()
            self._lend_before(source)
            rule = "announced" if self.is_announced else "in focus"
            self.found.append(Attribution("direct", (piece,), cue, source, rule))
            self.speaking = self.said = len(self.found) - 1
            self.is_announced, self.n_since = False, 0

    def _lend_before(self, source: Span | None) -> None:
        """Give a quotation that is nobody's whoever acts between it and the next: “A.” Roe takes a sip. “B.”"""
        last, block = self.found[-1] if self.found else None, self.before and self.before[0]
        if last and block and last.source is None and last.rule == "in focus" and not block.begins_paragraph:
            is_between = not block.quotes and not block.text[last.pieces[-1].end : block.starts[0]].strip()
            self.found[-1] = last._replace(source=source) if is_between else last

    def _look_back(self) -> tuple[Span | None, Span | None]:
        """Give the cue that announces a quotation at the end of the block before, and who would speak."""
        if self.before is None:
            return None, None
        block, candidates = self.before
        subject, cue = find_asked(block) or find_last_subject(block), None
        verbs = [c for c in candidates if c.form.form not in ("noun", "base")]
        if self.is_announced and verbs:
            cue = _span(block, (verbs[-1].cue, verbs[-1].cue + 1))
            subject = verbs[-1].source or subject
            if subject and subject[:2] == (verbs[-1].cue, verbs[-1].cue + 1):
                subject = find_owner(block)  # Read her statement below: “...”
        elif self.is_announced and (owner := find_owner(block)):
            subject = owner  # The full text of Roe’s speech: “...”
        elif (
            subject and not cue and block.words[subject.first].lower() in OWNING and not names_somebody(block, subject)
        ):
            subject = Subject(subject.first, subject.first + 1, "owner")  # Her voice broke. “...”
        elif self.said is not None and self.n_since < RECENT and not names_somebody(block, subject):
            return None, self.found[self.said].source  # There was a pause: it is the one before who goes on
        return cue, _span(block, subject)

    def _look_before(self) -> Span | None:
        """Give who is spoken of before a quotation whose own sentence names nobody: Then, to the crowd: “...”"""
        block = self.before[0] if self.before else None
        subject = find_last_subject(block) if block else None
        if block and subject is None and (acting := _ACTING.search(block.classes)):
            subject = Subject(*acting.span("np"), "focus")  # For a moment Roe was silent
        if block and names_somebody(block, subject):
            return _span(block, subject)
        return self.found[self.said].source if self.said is not None and self.n_since < RECENT else None


def _is_answer_behind_colon(block: Block, place: int) -> bool:
    """Tell whether a quotation of any length is a sentence that a colon announces: Her answer was blunt: “No.”"""
    return block.classes[place - 1 : place] == ":" and block.text[slice(*block.quotes[place][:2])].endswith((".", "!"))


def _is_answer(block: Block, place: int) -> bool:
    """Tell whether a quotation alone is a sentence of a few words and no title, which has no full stop: “No.”"""
    words = block.text[slice(*block.quotes[place][:2])]
    return words.endswith((".", "…")) or (not block.begins_paragraph and words.endswith(("!", "?")))


def _without_cries(block: Block, claim: Claim) -> Claim:
    """Leave the quotations that somebody's noun names to them: Doe knew her weary cry of “…”."""
    cries = frozenset(place for place in claim.places if find_cry(block, place))
    return claim._replace(lost=claim.lost | cries) if cries else claim


def _attribute(block: Block, candidate: Candidate, lost: Set[int], score: float = SURE) -> Attribution:
    """Make the attribution of a candidate; the quotations in `lost` are another's.

    Without marks it is a report only if it is likelier than not, and somebody's or a noun's: speculation that.
    """
    if candidate.side in ("right", "noun") and candidate.pieces:
        first, last = _behind_colon(block, *candidate.pieces[0])
        is_alone = first == candidate.cue + 1 and first in block.quotes and _is_voiced(block, first)
        last = first + 1 if is_alone and block.quotes.keys().isdisjoint(range(first + 1, last)) else last
        candidate = candidate._replace(pieces=((first, last),))
    pieces = [piece for span in candidate.pieces for piece in _pieces(block, *span, lost)][:MOST_PIECES]
    cue = block.starts[candidate.cue], block.ends[candidate.cue]
    kind = _kind(block, candidate.pieces, pieces)
    reports = any(piece.quoted for piece in pieces) or is_report(block, candidate)
    if candidate.side == "right" and kind == "direct":
        author = find_author(block, candidate.cue + 1, candidate.pieces[0][0])
        candidate = candidate._replace(source=author or candidate.source)
    is_nobodys = candidate.source is None or block.classes[candidate.source[0]] in _ARTICLE
    if candidate.side == "noun" and kind == "direct" and is_nobodys:
        candidate = candidate._replace(source=find_last_subject(block, candidate.cue))  # Roe had a message: “...”
    source, rule = _span(block, candidate.source), candidate.side
    if kind == "indirect" and reports:
        is_heard = candidate.form.kind == "tell" or asks_or_tells(block, candidate.form, candidate.pieces[-1][0])
        is_known = source is not None or is_heard or candidate.side == "noun" or is_hearsay(block, candidate)
        reports = is_known and (score >= SURE or is_sure(block, candidate))
        kind = find_manner(block, candidate) if reports else kind
        if kind == "summary" and candidate.side == "right":
            rule = "topic" if names_topic(block, candidate) else rule
            pieces = _pieces(block, *find_gist(block, *candidate.pieces[0]), lost)
    scope = find_scope(block, candidate) if reports else "asserted"
    return Attribution(kind, tuple(pieces), cue, source, rule, reports, scope)


def _behind_colon(block: Block, first: int, last: int) -> Span:
    """Leave out the noun phrase before a colon that announces what was said: shared a picture with the words: “...”"""
    colon = block.classes.find(":", first, last - 1)
    if colon < 0 or colon + 1 not in block.quotes or _NO_PHRASE.match(block.classes, first, colon):
        return first, last
    return colon + 1, last


def _span(block: Block, tokens: Subject | Span | None) -> Span | None:
    return (block.starts[tokens[0]], block.ends[tokens[1] - 1]) if tokens else None


def _kind(block: Block, spans: Sequence[Span], pieces: Sequence[Piece]) -> str:
    if not any(piece.quoted for piece in pieces):
        return "indirect"
    return "mixed" if any(_NOT_QUOTED.search(block.classes, *span) for span in spans) else "direct"


def _quoted_places(block: Block, spans: Sequence[Span], lost: Set[int] = frozenset()) -> tuple[int, ...]:
    """Give the quotations that stand in a content, as words and not as titles."""
    return tuple(place for span in spans for place in _places(block, *span, lost))


def _places(block: Block, first: int, last: int, lost: Set[int]) -> list[int]:
    if not block.quotes:
        return []
    is_all_quoted = not _NOT_QUOTED.search(block.classes, first, last)
    inside = [place for place in range(first, last) if place in block.quotes and place not in lost]
    return [place for place in inside if is_all_quoted or not _is_title(block, place)]


def _pieces(block: Block, first: int, last: int, lost: Set[int]) -> list[Piece]:
    """Cut the content of a token span into stretches of one quotation each at most."""
    places = _places(block, first, last, lost)
    if block.quotes and not _NOT_QUOTED.search(block.classes, first, last):
        return [_quoted_piece(block, place) for place in places]
    if not places:
        return [Piece(block.starts[first], block.ends[last - 1], None, None)]
    starts = [block.starts[first], *(block.starts[place + 1] for place in places[:-1])]
    ends = [*(block.ends[place] for place in places[:-1]), block.ends[last - 1]]
    quotes = [block.quotes[place] for place in places]
    return [Piece(s, e, q[:2], q.is_closed) for s, e, q in zip(starts, ends, quotes, strict=True)]


def _quoted_piece(block: Block, place: int) -> Piece:
    quote = block.quotes[place]
    return Piece(block.starts[place], block.ends[place], quote[:2], quote.is_closed)


def _is_title(block: Block, place: int) -> bool:
    """Tell whether a quotation inside a content is a title; in a headline, all capitals, only a short one is."""
    if block.words[place] not in TITLES or _is_voiced(block, place):
        return False
    return not is_capitalised(block.classes) or len(block.text[slice(*block.quotes[place][:2])].split(None, 2)) < 3


def _is_voiced(block: Block, place: int) -> bool:
    """Tell whether a quotation is what a voice before it gives: somebody shouted “Shame!”; muttered “Unbelievable”."""
    at = bisect_left(block.cues, place - 1, key=lambda cue: cue[0])
    cue, form = block.cues[at] if at < len(block.cues) else (place, None)
    if form is None or cue != place - 1 or block.classes[place + 1 : place + 2] in _VERBS:
        return False
    is_cry = block.text[block.quotes[place].end - 1] in "!?"
    return form.lemma in _VOICED or (is_cry and form.kind in ("say", "ask"))


def _is_in_headline(block: Block, place: int) -> bool:
    """Tell whether a quotation stands apart in a line whose words are capitalised anyway."""
    classes = block.classes
    if not is_capitalised(classes):
        return False
    return any(sign in _APART for sign in (*classes[max(0, place - 1) : place], *classes[place + 1 : place + 2]))


def _find_near(block: Block, place: int, candidates: list[Candidate]) -> Candidate | None:
    """Find the cue, though it scored low, whose content holds a quotation and that stands nearest to it."""
    if is_capitalised(block.classes) or block.classes[place - 1 : place] == ":":
        return None
    low = bisect_left(candidates, place - NEAR, key=lambda c: c.cue)
    high = bisect_left(candidates, place + NEAR, key=lambda c: c.cue)
    near = [c for c in candidates[low:high] if any(first <= place < last for first, last in c.pieces)]
    return min(near, key=lambda c: abs(c.cue - place), default=None)


def _find_caller(block: Block, place: int, candidates: list[Candidate]) -> Candidate | None:
    """Find the verb by which somebody calls another what a few words in marks say: called her “third-rate”."""
    found = _find_near(block, place, candidates)
    return found if found is not None and found.source is not None and calls(block, found, place) else None


def _find_announcer(block: Block, place: int, candidates: list[Candidate]) -> tuple[Span | None, Subject | None]:
    """Find cue and source of a quotation that no cue holds: ROE: “...”; “...” - Roe; “...,” Roe went on; a subject."""
    classes = block.classes
    label = find_label(block, place - 1) if place and classes[place - 1] == ":" else None
    if label and label.first and classes[label.first - 1] in _PREPOSITIONS and not is_topic(block, label, OF_AUTHORS):
        label = None  # Roe hits out at Doe: “...”
    if label and is_topic(block, label) and not is_capitalised(classes):
        owner = find_label(block, label.first - 1) if label.first > 1 else None
        return (place - 1, place), owner
    if not label and place > 2 and block.words[place - 3] == "@" and classes[place - 1] == ":":
        return (place - 1, place), Subject(place - 3, place - 1, "label")
    if label and (label.first == 0 or classes[label.first - 1] in letters("dash") or not is_capitalised(classes)):
        return (place - 1, place), label
    if classes[place + 1 : place + 3] == _SIGNED:
        source = noun_phrase_after(block, place + 2)
        at = next((c.cue for c in candidates if source and c.cue == source.last), place + 1)
        return (at, at + 1), source
    if not place and classes[1:2] == ":" and (source := noun_phrase_after(block, 2)):
        return (1, 2), source  # in a headline: ‘We Won’: Roe Speaks Out
    if is_capitalised(classes):
        return None, find_main_subject(block)
    if is_tagged(block, place) and place + 1 < len(classes):
        return None, noun_phrase_after(block, place + 1)
    return None, find_last_subject(block, place)
