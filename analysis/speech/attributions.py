"""Text and sentences -> attributions: who is said to say or think what, by which words, each as spans of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.speech.blocks import Block, WordClasses, read_blocks
from analysis.speech.candidates import Candidate, CueWords, find_candidates
from analysis.speech.cues import cue_forms
from analysis.speech.grammar import Subject, find_main_subject
from analysis.speech.scorer import features, read_weights, score
from analysis.text.quotation import quoted_spans

__all__ = ["Attribution", "Piece", "find_attributions"]

Span = tuple[int, int]

#: A cue whose score is higher is taken; chosen on PolNeAR's training articles for the best F1.
THRESHOLD = -0.5


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
    found: list[Attribution] = []
    last_block: Block | None = None
    for block in read_blocks(text, sentences, quoted_spans(text), classes):
        chosen = _choose(block, [(c, score(features(block, c), weights)) for c in find_candidates(block, words)])
        here = [_attribution(block, c) for c in chosen]
        covered = {q for a in here for p in a.pieces if p.quoted for q in [p.quoted]}
        here += _uncued(block, [p for p, q in block.quotes.items() if (q.start, q.end) not in covered], found, here)
        found += here
    return found


def _choose(block: Block, scored: list[tuple[Candidate, float]]) -> list[Candidate]:
    chosen: list[tuple[Candidate, float]] = []
    for candidate, value in scored:
        if value <= THRESHOLD:
            continue
        if chosen:
            other, other_value = chosen[-1]
            if candidate.cue - other.cue <= 2 and candidate.side != "left":
                if value > other_value:
                    chosen[-1] = (candidate, value)
                continue
        chosen.append((candidate, value))
    return [candidate for candidate, _ in chosen]


def _attribution(block: Block, candidate: Candidate) -> Attribution:
    pieces = [piece for span in candidate.pieces for piece in _pieces(block, *span)]
    source = candidate.source
    return Attribution(
        _kind(block, candidate.pieces),
        tuple(pieces),
        (block.starts[candidate.cue], block.ends[candidate.cue]),
        (block.starts[source.first], block.ends[source.last - 1]) if source else None,
        candidate.side,
    )


def _kind(block: Block, spans: Sequence[Span]) -> str:
    classes = "".join(block.classes[first:last] for first, last in spans)
    if "Q" not in classes and "q" not in classes:
        return "indirect"
    return "mixed" if re.search(r"[^Qq,.c-]", classes) else "direct"


def _pieces(block: Block, first: int, last: int) -> list[Piece]:
    """Cut the content of a token span into stretches of one quotation each at most."""
    places = [place for place in range(first, last) if block.classes[place] in "Qq"]
    if not places:
        return [Piece(block.starts[first], block.ends[last - 1], None, None)]
    only = not re.search(r"[^Qq,.c-]", block.classes[first:last])
    pieces = []
    for number, place in enumerate(places):
        quote = block.quotes[place]
        start = block.starts[place if only else first if number == 0 else places[number - 1] + 1]
        end = block.ends[place if only or number + 1 < len(places) else last - 1]
        pieces.append(Piece(start, end, (quote.start, quote.end), quote.is_closed))
    return pieces


def _uncued(block: Block, places: list[int], before: list[Attribution], here: list[Attribution]) -> list[Attribution]:
    """Read the quotations that no cue of their block introduces."""
    result: list[Attribution] = []
    for place in places:
        quote = block.quotes[place]
        if block.classes[place] == "q" and len(block.text[quote.start : quote.end].split()) < 3:
            continue
        piece = Piece(block.starts[place], block.ends[place], (quote.start, quote.end), quote.is_closed)
        if not block.classes.strip("Qq.") and before and before[-1].kind != "indirect" and not block.begins_paragraph:
            before[-1] = before[-1]._replace(pieces=(*before[-1].pieces, piece))
            continue
        if not block.classes.strip("Qq.") and before and quote.continues:
            before[-1] = before[-1]._replace(pieces=(*before[-1].pieces, piece))
            continue
        subject = find_main_subject(block)
        source = (block.starts[subject.first], block.ends[subject.last - 1]) if subject else None
        if source is None and before:
            source = before[-1].source
        result.append(Attribution("direct", (piece,), None, source, "no cue"))
    return result
