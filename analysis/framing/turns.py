"""Hits of one article -> what its turns of speech carry over: whom a hit concerns, and the frame of a sentence.

A turn is what one source says in sentences that follow each other, in its own words or (a person) in those of the
article: *Ben said he loves her. “She makes me laugh,” he added.* Within it

- a hit whose sentence names nobody concerns whom the hit before it concerns;
- a sentence that goes on about the other one (*“I miss her. She makes me laugh.”*) and holds no hit of its own goes on
  in the frame of the sentence before, where that asserts one frame alone: a hit of standing ``context``, which weighs
  little, for at most `FARTHEST` sentences.

A turn breaks off where somebody else is named, at *but* and its like, at a question and at a negation. Lyrics are no
turn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.framing.concern import Spoken
from analysis.framing.syntax import WORD
from analysis.study import Study
from analysis.tables import people_of
from analysis.text.english.scope import BREAKING, LYRICS

#: Sentences over which a frame carries, and the most that such a hit weighs.
FARTHEST, WEIGHT = 3, 0.5
#: A sentence of fewer words says too little, one of more goes on to other things.
_FEWEST, _MOST = 3, 40
_MARK = re.compile(r"[“”\"«»]")


class Hit(NamedTuple):
    """A row of table `frame_hits` without its article."""

    start: int
    end: int
    sentence_index: int
    section: str
    frame_id: str
    indicator: str
    surface: str
    function: str | None
    weight: float
    scope: str
    voice: str | None
    holder_kind: str | None
    holder_id: str | None
    about_id: str | None
    standing: str


class Piece(NamedTuple):
    """What a source says in one sentence, and who it is."""

    sentence: int
    start: int
    end: int
    holder_kind: str | None
    holder_id: str | None


class _Live(NamedTuple):
    """What a turn carries: the hit, and over how many sentences it has been carried."""

    hit: Hit
    distance: int


def carry_over(
    text: str, hits: Sequence[Hit], pieces: Sequence[Piece], mentions: Sequence[Spoken], study: Study
) -> list[Hit]:
    """Carry concern and frame over within the turns of an article.

    Parameters
    ----------
    text : str
    hits : sequence of Hit
        In text order.
    pieces : sequence of Piece
        Of the body, in text order.
    mentions : sequence of Spoken
        In text order.
    study : Study

    Returns
    -------
    list of Hit
        In text order; the same hits, some with another ``about_id``, and those of standing ``context``.
    """
    found, carried = list(hits), list[Hit]()
    firsts = [hit.start for hit in hits]
    starts = [item.start for item in mentions]
    for turn in _turns(text, pieces):
        live: _Live | None = None
        for piece in turn:
            here, named = _within(firsts, piece), mentions[_within(starts, piece)]
            own = found[here]
            if not own:
                live = _go_on(text, piece, live, named, study)
                carried += [live.hit] if live else []
                continue
            if live and not any(item.people for item in named):
                own = [hit._replace(about_id=hit.about_id or live.hit.about_id) for hit in own]
                found[here] = own
            live = _begin(own, study)
    return sorted([*found, *carried], key=lambda hit: (hit.start, hit.end))


def _turns(text: str, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Join the pieces of one source in sentences that follow each other; of nobody known those between two marks."""
    turn: list[Piece] = []
    for piece in pieces:
        last = turn[-1] if turn else None
        is_same = last is not None and piece[3:] == last[3:] and piece.sentence - last.sentence <= 1
        between = text[last.end - 1 : piece.start + 1] if last else ""
        if is_same and last and (people_of(piece.holder_kind, piece.holder_id) or not _MARK.search(between)):
            if piece.sentence == last.sentence:
                turn[-1] = last._replace(end=piece.end)
            else:
                turn.append(piece)
            continue
        if not _is_sung(text, turn):
            yield turn
        turn = [piece]
    if not _is_sung(text, turn):
        yield turn


def _is_sung(text: str, turn: Sequence[Piece]) -> bool:
    """Tell whether the words around a turn say that it is sung, or there is no turn."""
    if not turn:
        return True
    first, last = turn[0].start, turn[-1].end
    around = text[max(0, first - 120) : first].rpartition("\n")[2], text[last : last + 60].partition("\n")[0]
    return any(LYRICS.search(words) for words in around)


def _within(starts: Sequence[int], piece: Piece) -> slice:
    return slice(bisect_left(starts, piece.start), bisect_left(starts, piece.end))


def _begin(hits: Sequence[Hit], study: Study) -> _Live | None:
    """Give what hits of one sentence carry on: where all that is asserted of whom the frame asks is one frame's."""
    told = [hit for hit in hits if hit.about_id == study.frames[hit.frame_id].about]
    if not told or len({(hit.frame_id, hit.scope) for hit in told}) > 1 or told[0].scope != "asserted":
        return None
    if any(hit.standing != "news" for hit in told):
        return None
    return _Live(max(told, key=lambda hit: hit.weight), 0)


def _go_on(text: str, piece: Piece, live: _Live | None, named: Sequence[Spoken], study: Study) -> _Live | None:
    """Give the hit by which a sentence without words of its own goes on with its turn; None where it does not."""
    if live is None or live.distance >= FARTHEST:
        return None
    words = text[piece.start : piece.end].rstrip()
    if "?" in words or BREAKING.search(words) or not _FEWEST <= len(WORD.findall(words)) <= _MOST:
        return None
    relation = study.relations.get(str(live.hit.about_id))
    members = frozenset(relation.people if relation else [str(live.hit.about_id)])
    people = frozenset().union(*(item.people for item in named))
    if people - members or not people - people_of(piece.holder_kind, piece.holder_id):
        return None
    hit = live.hit._replace(
        start=piece.start,
        end=piece.start + len(words),
        sentence_index=piece.sentence,
        surface=words,
        standing="context",
    )
    return _Live(hit._replace(weight=min(hit.weight, WEIGHT)), live.distance + 1)
