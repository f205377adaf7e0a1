"""A word in its text and the slots around it -> the span of the phrase, where the words fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from analysis.framing.syntax import GAP_WORDS, WORD, Slot, is_abbreviated

Span = tuple[int, int]

#: What may not stand between two words that follow one another in an indicator.
_STOP = re.compile(r"[,;:.!?…()\n—]| [–-] ")

#: How far to the left words are looked for, in characters for each; longer words are not seen.
_LONG_WORD = 40


def complete_phrase(
    text: str, sentence: Span, anchor: Span, before: Sequence[Slot], after: Sequence[Slot]
) -> Span | None:
    """Give the span of the shortest phrase around an anchor, where the words beside it fit the slots.

    Parameters
    ----------
    text : str
    sentence, anchor : (start, end)
        No word outside of the sentence is seen.
    before, after : sequences of Slot
        The slots beside the anchor; ``before`` is read leftwards, and a comma is one after the word.
    """
    last = _reach(text, anchor, after, _following(text, anchor, sentence)) if after else anchor
    first = _reach(text, anchor, before, _preceding(text, anchor, sentence, before)) if last and before else anchor
    return (first[0], last[1]) if first and last else None


def _following(text: str, anchor: Span, sentence: Span) -> Iterator[Span]:
    return (found.span() for found in WORD.finditer(text, anchor[1], sentence[1]))


def _preceding(text: str, anchor: Span, sentence: Span, slots: Sequence[Slot]) -> Iterator[Span]:
    start = max(sentence[0], anchor[0] - _LONG_WORD * (len(slots) + GAP_WORDS * sum(slot.is_gap for slot in slots)))
    words = [found.span() for found in WORD.finditer(text, start, anchor[0])]
    return reversed(words if start == sentence[0] else words[1:])


def _reach(text: str, anchor: Span, slots: Sequence[Slot], words: Iterator[Span]) -> Span | None:
    """Walk over the slots in one direction; the nearest word that completes them."""
    place = anchor
    for at, slot in enumerate(slots):
        if slot.is_gap:
            reach = len(slots) - at + GAP_WORDS * sum(slot.is_gap for slot in slots[at:])
            return _reach_over_gaps(text, [place, *islice(words, reach)], slots[at:])
        word = next(words, None)
        if word is None or not slot.takes(text[word[0] : word[1]]) or not _may_touch(text, place, word, slot):
            return None
        place = word
    return place


def _reach_over_gaps(text: str, words: Sequence[Span], slots: Sequence[Slot]) -> Span | None:
    places, slack = {0}, 0
    for slot in slots:
        if slot.is_gap:
            slack = GAP_WORDS
            continue
        beyond = {(at, at + n) for at in places for n in range(1, 2 + slack) if at + n < len(words)}
        places = {
            other
            for at, other in beyond
            if slot.takes(text[slice(*words[other])]) and (slack or _may_touch(text, words[at], words[other], slot))
        }
        slack = 0
    return words[min(places)] if places else None


def _may_touch(text: str, one: Span, other: Span, slot: Slot) -> bool:
    left, right = (one, other) if one < other else (other, one)
    between = text[left[1] : right[0]]
    if between in (" ", "-"):
        return True
    if between == ", ":  # "on-again, off-again" are halves of one thing
        return slot.after_comma or (text[left[0] - 1 : left[0]] == "-" and text[right[1] : right[1] + 1] == "-")
    if between in (". ", "."):
        return is_abbreviated(text[left[0] : left[1]])
    return not _STOP.search(between)
