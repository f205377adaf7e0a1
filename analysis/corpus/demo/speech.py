"""Invented utterances, and what outlets do to them: trim, alter, join, attribute to somebody else."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from analysis.corpus.demo.words import read_words

_SLOT = re.compile(r"\{(\w+)\}")
_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


class Said(NamedTuple):
    """An utterance: who said which sentences."""

    speaker: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All sentences."""
        return " ".join(self.sentences)


def make_utterance(speaker: str, random: np.random.Generator) -> Said:
    """Invent one to four sentences; some are stock phrases, and some utterances are one lookalike only."""
    words = read_words()
    if random.random() < 0.04:
        return Said(speaker, (fill(str(random.choice(words["lookalikes"])), random),))
    sentences = [fill(str(random.choice(words["sayings"])), random) for _ in range(random.integers(1, 5))]
    if random.random() < 0.3:
        stock = str(random.choice(words["stock"]))
        if stock.endswith(","):
            sentences[0] = f"{stock} {_lower(sentences[0])}"
        else:
            sentences.insert(int(random.integers(0, len(sentences) + 1)), stock)
    return Said(speaker, tuple(sentences))


def fill(pattern: str, random: np.random.Generator) -> str:
    """Fill the slots of a pattern, each anew; those that are none of ``words.yaml`` stay."""
    slots = read_words()["slots"]

    def choose(slot: re.Match[str]) -> str:
        words = slots.get(slot[1])
        return words[random.integers(len(words))] if words else slot[0]

    return _SLOT.sub(choose, pattern)


def _lower(sentence: str) -> str:
    return (
        sentence if sentence.startswith(("I ", *read_words()["slots"]["place"])) else sentence[0].lower() + sentence[1:]
    )


def trim(text: str, random: np.random.Generator) -> str:
    """Drop a sentence at an end, or the first or last words; at least half of the words stay.

    >>> trim("One two three four. Five six seven eight.", np.random.default_rng(0))
    'three four. Five six seven eight.'
    """
    sentences = _SENTENCE_END.split(text)
    if len(sentences) > 1 and random.random() < 0.6:
        kept = max((len(sentences) + 1) // 2, len(sentences) - 1)
        start = int(random.integers(0, len(sentences) - kept + 1))
        return " ".join(sentences[start : start + kept])
    words = text.split(" ")
    n_dropped = int(random.integers(1, max(2, len(words) // 2)))
    return " ".join(words[n_dropped:] if random.random() < 0.5 else words[:-n_dropped])


def alter(text: str, random: np.random.Generator) -> str:
    """Replace a word in eight (one at least) by another; never two in a row."""
    words = text.split(" ")
    n_altered = max(1, len(words) // 8)
    places = random.permutation(np.arange(int(random.integers(0, 2)), len(words), 2))[:n_altered]
    slots = read_words()["slots"]
    pool = slots["noun"] + slots["adj"]
    for place in places.tolist():
        tail = words[place][len(words[place].rstrip(".,?!;")) :]
        words[place] = f"{pool[random.integers(len(pool))]}{tail}"
    return " ".join(words)
