"""Articles -> the language of each, from the beginning of its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

#: The part of a text that is looked at.
CHARACTERS = 2_000
#: Less certain answers, and texts with fewer letters, have no language: short texts are guessed wrongly.
CERTAIN = 0.9
#: Texts that are walked through at once.
TOGETHER = 250
FEWEST_LETTERS = 40
#: Share of such words from which a text is English, whatever the model says.
ENGLISH = 0.15


def find_languages(texts: pd.Series, progress: Callable[[int], object] | None = None) -> pd.Series:
    """Find the language of each text: an ISO 639-1 code by py3langid (naive Bayes over byte n-grams; Lui and
    Baldwin 2012).

    Missing where the text has fewer than `FEWEST_LETTERS` letters or the model is less than 90 % certain. Quotations
    in a second language and mixed texts go unseen. All texts are walked through at once, a byte of each at a time; no
    answer depends on the others. ``progress`` is called with the number of texts after some of them.

    Examples
    --------
    >>> find_languages(pd.Series(["The band said on Monday that the tour would end in spring.", "Ja."])).tolist()
    ['en', nan]
    """
    codes: list[str | None] = []
    beginnings = [text[:CHARACTERS] for text in texts.tolist()]
    for first in range(0, len(beginnings), TOGETHER):
        some = beginnings[first : first + TOGETHER]
        codes += _languages(some)
        if progress:
            progress(len(some))
    return pd.Series(codes, index=texts.index, dtype="str", name="language")


#: Small words that no other language has, or has as often; in English prose a third of all words.
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|that|with|she|her|his|he|it|for|at|by|they|who|from|this|which)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")


def looks_english(text: str) -> bool:
    """Tell whether a text is English by its small words, where a model takes many names for another language.

    Examples
    --------
    >>> looks_english("She gave it to the man from Łódź."), looks_english("Die Band sagte am Montag, sie höre auf.")
    (True, False)
    """
    beginning = text[:CHARACTERS]
    return len(_ENGLISH.findall(beginning)) >= ENGLISH * max(len(_WORD.findall(beginning)), 1)


def _languages(texts: list[str]) -> list[str | None]:
    is_long = [sum(map(str.isalpha, text)) >= FEWEST_LETTERS for text in texts]
    if not any(is_long):
        return [None] * len(texts)
    answers = iter(_model().classify([text for text, long in zip(texts, is_long, strict=True) if long]))
    return [next(answers) if long else None for long in is_long]


class _Model(NamedTuple):
    """py3langid's model: an automaton over bytes, whose states say which n-grams end there, and naive Bayes over these.

    `scores` has a row an n-gram; the n-grams of state ``s`` are ``grams[first[s]:first[s + 1]]``.
    """

    languages: list[str]
    prior: np.ndarray
    scores: np.ndarray
    move: np.ndarray
    grams: np.ndarray
    first: np.ndarray

    def classify(self, texts: list[str]) -> list[str | None]:
        """Give the language of each text, None where it is not certain."""
        found: list[str | None] = []
        text, gram = self._walk([text.encode("utf-8", "surrogatepass") for text in texts])
        cuts = np.searchsorted(text, np.arange(len(texts) + 1))
        for start, end in pairwise(cuts.tolist()):  # the few n-grams of a text, never a product over all 7,500
            seen, n = np.unique(gram[start:end], return_counts=True)
            chance = np.einsum("i,ij->j", n.astype(float), self.scores[seen]) + self.prior
            best = int(chance.argmax())
            certainty = 1 / np.exp(chance - chance[best]).sum()
            found.append(self.languages[best] if certainty >= CERTAIN else None)
        return found

    def _walk(self, texts: list[bytes]) -> tuple[np.ndarray, np.ndarray]:
        """Walk the automaton through all texts at once; give the n-grams met, by the number of their text."""
        sizes = np.array([len(text) for text in texts])
        order = np.argsort(-sizes, kind="stable")
        letters = np.zeros((int(sizes.max()), len(texts)), np.uint8)
        for column, number in enumerate(order.tolist()):
            letters[: sizes[number], column] = np.frombuffer(texts[number], np.uint8)
        states = np.zeros((len(letters) + 1, len(texts)), self.move.dtype)
        n_open = np.searchsorted(-sizes[order], -np.arange(len(letters)), side="left")
        for at, n in enumerate(n_open.tolist()):
            states[at + 1, :n] = self.move[(states[at, :n].astype(np.int64) << 8) + letters[at, :n]]
        met = states[1:].T[np.argsort(order)].ravel()  # the first state has no n-gram
        size = self.first[met + 1] - self.first[met]
        where = np.flatnonzero(size)
        size, start = size[where], self.first[met[where]]
        step = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        return np.repeat(where // len(letters), size), self.grams[np.repeat(start, size) + step]


@cache
def _model() -> _Model:
    """Load the model once, and only when a language is asked for."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_pickled_model(MODEL_FILE)
    move = np.array(model.tk_nextmove, np.int32)
    outputs = [model.tk_output.get(state, ()) for state in range(len(move) >> 8)]
    first = np.concatenate([[0], np.cumsum([len(output) for output in outputs])])
    grams = np.array([gram for output in outputs for gram in output], np.int64)
    return _Model(list(model.nb_classes), model.nb_pc, model.nb_ptc, move, grams, first)
