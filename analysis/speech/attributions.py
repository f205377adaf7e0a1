"""Text and sentences -> attributions: who is said to say or think what, by which words, each as spans of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.speech.blocks import TITLES, Block, WordClasses, read_blocks
from analysis.speech.candidates import Candidate, CueWords, find_candidates, is_tagged
from analysis.speech.cues import cue_forms
from analysis.speech.grammar import Subject, find_labelled, find_last_subject, noun_phrase_after
from analysis.speech.scorer import features, read_weights, score
from analysis.text.quotation import quoted_spans

__all__ = ["Attribution", "Piece", "find_attributions"]

Span = tuple[int, int]

#: A cue whose score is higher is taken; chosen on PolNeAR's training articles for the best F1.
THRESHOLD = -0.5


_NOT_QUOTED = re.compile(r"[^Qqk,.c-]")


class Piece(NamedTuple):
    """A contiguous stretch of content; `quoted` are the words between marks, if it has any."""

    start: int
    end: int
    quoted: Span | None
    is_closed: bool | None


class Attribution(NamedTuple):
    """Spans of one attribution. `kind` is direct (all between marks), mixed or indirect; `rule` says why it was read."""

    kind: str
    pieces: tuple[Piece, ...]
    cue: Span | None
    source: Span | None
    rule: str


def find_attributions(
    text: str, sentences: Sequence[Span], add: tuple[str, ...] = (), weights: dict[str, float] | None = None
) -> list[Attribution]:
    """Find who is said to say or think what."""
    forms = cue_forms(add)
    words, classes = CueWords(forms), WordClasses(forms)
    weights = read_weights() if weights is None else weights

    def judge(block: Block, candidate: Candidate) -> float:
        return score(features(block, candidate), weights)

    linker = _Linker()
    for block in read_blocks(text, sentences, quoted_spans(text), classes):
        scored = find_candidates(block, words, judge)
        linker.read(block, _choose(block, scored), [candidate for candidate, _ in scored])
    return linker.found


def _choose(block: Block, scored: list[tuple[Candidate, float]]) -> list[Candidate]:
    """Keep what scores high enough; of several cues before one content the best."""
    chosen: list[tuple[Candidate, float]] = []
    for candidate, value in scored:
        if value <= THRESHOLD or not candidate.pieces:
            continue
        if chosen and _are_one(chosen[-1][0], candidate):
            if value > chosen[-1][1] and candidate.form.form != "noun":
                chosen[-1] = candidate, value
            continue
        chosen.append((candidate, value))
    kept = [candidate for candidate, _ in chosen]
    tagged = [c for c in kept if c.side.startswith("tag")]
    kept = [c for c in kept if not any(_is_inside(c, tag) for tag in tagged)]
    return [_trim(block, c, kept[number + 1 :]) for number, c in enumerate(kept)]


def _trim(block: Block, candidate: Candidate, later: list[Candidate]) -> Candidate:
    """End a content where the clause of a later cue begins that is no part of it: said A, but denied B; said A, Roe added."""
    if candidate.side != "right":
        return candidate
    start, end = candidate.pieces[0]
    for other in later:
        if not start < other.cue < end:
            continue
        if other.side in ("left", "tag"):
            end = other.pieces[0][1]
            break
        head = other.source.first if other.source and other.source.relation == "before" else other.cue
        cut = len(block.classes[:head].rstrip("ax"))
        if cut > start + 1 and block.classes[cut - 1] == "c" and (head == other.cue or block.classes[cut - 2] == ","):
            end = cut - 1
            break
    while end > start + 1 and block.classes[end - 1] == ",":
        end -= 1
    return candidate._replace(pieces=((start, end),))


def _are_one(first: Candidate, second: Candidate) -> bool:
    """Tell whether two cues share a content: went on to say, said in a statement."""
    if second.side not in ("right", "noun"):
        return False
    return second.cue - first.cue <= 2 or (first.side == "right" and second.cue < first.pieces[0][0])


def _is_inside(candidate: Candidate, tag: Candidate) -> bool:
    """Tell whether the quotation that a candidate introduces is tagged: Those who think “...,” she said."""
    return candidate.side == "right" and candidate.cue < tag.cue and candidate.pieces[0][1] >= tag.pieces[0][1] - 1


class _Linker:
    """Goes from block to block and joins quotations to the cues and sources that stand in other blocks."""

    def __init__(self) -> None:
        self.found: list[Attribution] = []
        self.speaker: Attribution | None = None  # the last attribution with a quotation
        self.cue: Span | None = None  # of the words that announce a quotation in the next block
        self.source: Span | None = None  # in focus: who would speak if a quotation followed
        self.announced = False

    def read(self, block: Block, chosen: list[Candidate], candidates: list[Candidate]) -> None:
        """Add the attributions of one block."""
        if not block.classes.strip("Qqk.-"):
            for place in block.quotes:
                self._read_alone(block, place)
            return
        here = [_attribution(block, candidate) for candidate in chosen]
        covered = {piece.quoted for attribution in here for piece in attribution.pieces}
        left = [place for place, quote in block.quotes.items() if quote[:2] not in covered]
        here += [found for found in (_uncued(block, place, candidates) for place in left) if found]
        self.found += here
        self.speaker = next((a for a in here if a.kind != "indirect"), None)
        self._look_ahead(block, candidates)

    def _look_ahead(self, block: Block, candidates: list[Candidate]) -> None:
        """Keep what announces a quotation: a cue without content at the end, else the last subject."""
        self.announced = block.classes.rstrip(".").endswith((":", ",", "-")) or block.text[block.ends[-1] - 1] in ":,"
        open_cues = [c for c in candidates if c.form.form != "noun" and c.form.form != "base"]
        self.cue = None
        subject = find_last_subject(block)
        if self.announced and open_cues:
            cue = open_cues[-1]
            self.cue = block.starts[cue.cue], block.ends[cue.cue]
            subject = cue.source or subject
        self.source = (block.starts[subject.first], block.ends[subject.last - 1]) if subject else None

    def _read_alone(self, block: Block, place: int) -> None:
        """Read a quotation that is a block of its own."""
        quote = block.quotes[place]
        piece = Piece(block.starts[place], block.ends[place], quote[:2], quote.is_closed)
        if self.speaker and not self.announced and (quote.continues or not block.begins_paragraph):
            grown = self.speaker._replace(pieces=(*self.speaker.pieces, piece))
            self.found[self.found.index(self.speaker)] = self.speaker = grown
            return
        if block.words[place] in TITLES:
            return
        source = self.source or (self.speaker.source if self.speaker else None)
        rule = "announced" if self.announced else "in focus"
        self.speaker = Attribution("direct", (piece,), self.cue, source, rule)
        self.found.append(self.speaker)
        self.announced, self.cue = False, None


def _attribution(block: Block, candidate: Candidate) -> Attribution:
    pieces = [piece for span in candidate.pieces for piece in _pieces(block, *span)]
    return Attribution(
        _kind(block, candidate.pieces),
        tuple(pieces),
        (block.starts[candidate.cue], block.ends[candidate.cue]),
        _span(block, candidate.source),
        candidate.side,
    )


def _span(block: Block, subject: Subject | None) -> Span | None:
    return (block.starts[subject.first], block.ends[subject.last - 1]) if subject else None


def _kind(block: Block, spans: Sequence[Span]) -> str:
    classes = "".join(block.classes[first:last] for first, last in spans)
    if not any(quote in classes for quote in "Qqk"):
        return "indirect"
    return "mixed" if _NOT_QUOTED.search(classes) else "direct"


def _pieces(block: Block, first: int, last: int) -> list[Piece]:
    """Cut the content of a token span into stretches of one quotation each at most."""
    only = not _NOT_QUOTED.search(block.classes, first, last)
    places = [p for p in range(first, last) if p in block.quotes and (only or block.words[p] not in TITLES)]
    if not places:
        return [Piece(block.starts[first], block.ends[last - 1], None, None)]
    pieces = []
    for number, place in enumerate(places):
        quote = block.quotes[place]
        start = block.starts[place if only else first if number == 0 else places[number - 1] + 1]
        end = block.ends[place if only or number + 1 < len(places) else last - 1]
        pieces.append(Piece(start, end, (quote.start, quote.end), quote.is_closed))
    return pieces


def _uncued(block: Block, place: int, candidates: list[Candidate]) -> Attribution | None:
    """Read a quotation that no chosen cue introduces."""
    quote = block.quotes[place]
    if block.words[place] in TITLES or (block.classes[place] != "Q" and len(block.text[slice(*quote[:2])].split()) < 3):
        return None
    piece = Piece(block.starts[place], block.ends[place], quote[:2], quote.is_closed)
    near = [c for c in candidates if any(first <= place < last for first, last in c.pieces)]
    if near and not (block.classes[place - 1 : place] == ":" and find_labelled(block, place - 1)):
        best = min(near, key=lambda c: abs(c.cue - place))
        cue, source = (block.starts[best.cue], block.ends[best.cue]), best.source
        return Attribution("direct", (piece,), cue, _span(block, source), "nearest cue")
    cue = None
    if block.classes[place + 1 : place + 3] == "-C":
        cue, source = place + 1, noun_phrase_after(block, place + 2)
    elif is_tagged(block, place) and place + 1 < len(block.words):
        source = noun_phrase_after(block, place + 1)
    elif place and block.classes[place - 1] == ":":
        source = find_labelled(block, place - 1)
        cue = place - 1 if source else None
        source = source or find_last_subject(block, place)
    else:
        source = find_last_subject(block, place)
    cue_span = (block.starts[cue], block.ends[cue]) if cue is not None else None
    return Attribution("direct", (piece,), cue_span, _span(block, source), "no verb")
