"""VADER's rules for one word among its neighbours, and for the writing of emoji."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from types import SimpleNamespace

from analysis.sentiment.lexicon import Lexicon

#: Emphasis by the number of marks, the last entry for that many or more.
EXCLAIMED = tuple(n * 0.292 for n in range(5))
ASKED = (0.0, 0.0, 2 * 0.18, 3 * 0.18, 0.96)


def name_emoji(text: str, lexicon: Lexicon) -> str:
    """Write emoji as their names, as the reference does.

    A blank goes before a name but not after it, so that the next character is glued to the name.
    """
    pieces, after_blank = [], True
    for character in text:
        name = lexicon.emoji.get(character)
        piece = character if name is None else name if after_blank else f" {name}"
        after_blank = piece == " "
        pieces.append(piece)
    return "".join(pieces)


def value_by_reference(window: Sequence[str], place: int, differs: bool, lexicon: Lexicon) -> float:
    """Valence of the lexicon word at a place of a window, by the reference's own rules."""
    word = window[place]
    if word.lower() == "kind" and place + 1 < len(window) and window[place + 1].lower() == "of":
        return 0.0
    view = SimpleNamespace(words_and_emoticons=window, is_cap_diff=differs)
    return float(lexicon.reference.sentiment_valence(0, view, word, place, [])[0])


def reweigh(values: list[float], places: Sequence[int], but: int) -> None:
    """Halve values before "but" and raise those after it, in place.

    The reference looks values up *by value*, so that a value equal to one already changed changes that one again,
    and stays itself as it is. ``passed`` holds the places of the values passed, by their present value.
    """
    passed: dict[float, list[int]] = {}
    for here in range(len(values)):
        value = values[here]
        first = here
        if passed.get(value):
            first = heappop(passed[value])
            heappush(passed[value], here)
        values[first] *= 0.5 if places[first] < but else 1.5 if places[first] > but else 1.0
        heappush(passed.setdefault(values[first], []), first)
