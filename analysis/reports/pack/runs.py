"""The texts of a corpus -> a test of whether any words run on as they do in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b, sha256

import numpy as np

#: Words one after another that only a copy of a text has.
RUN = 8
_WORD = re.compile(r"[^\W\d_]+")
_FACTOR = 0x9E3779B97F4A7C15


def digest(text: str) -> str:
    """Give what stands for a text that is withheld: who holds it can tell that it is the same.

    >>> digest("harbour")
    'sha256:aa74f6fd03bf68be'
    """
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Runs:
    """Every run of `RUN` words of some texts, by its hash. Capitals, marks and numbers between words do not count.

    Examples
    --------
    >>> runs = Runs(["The old harbour of the town has seen many a ship, said Bo."])
    >>> runs.withhold("Note: harbour of the town has seen many a ship!")
    'Note: ‹9-words-withheld-sha256:907a6a21026ada9c›!'
    >>> runs.withhold("The old harbour of the town")
    'The old harbour of the town'
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._codes: dict[str, int] = {}
        found = [self._hashes(self._words(text)[0]) for text in texts]
        self._known = np.unique(np.concatenate([np.zeros(0, np.uint64), *found]))

    def _words(self, text: str) -> tuple[np.ndarray, list[tuple[int, int]]]:
        codes, spans = [], []
        for word in _WORD.finditer(text):
            key = word[0].casefold()
            code = self._codes.get(key)
            if code is None:
                code = self._codes[key] = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
            codes.append(code)
            spans.append(word.span())
        return np.array(codes, np.uint64), spans

    def _hashes(self, codes: np.ndarray) -> np.ndarray:
        """Hash each run of words: a sum of their codes, each times a power of one factor."""
        n = max(len(codes) - RUN + 1, 0)
        total, factor = np.zeros(n, np.uint64), 1
        for at in range(RUN):
            total += codes[at : at + n] * np.uint64(factor)
            factor = factor * _FACTOR % 2**64
        return total

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Find the longest stretches of a text that are made of such runs."""
        codes, words = self._words(text)
        hashes = self._hashes(codes)
        place = np.searchsorted(self._known, hashes)
        is_known = np.zeros(len(hashes), bool)
        inside = place < len(self._known)
        is_known[inside] = self._known[place[inside]] == hashes[inside]
        found: list[tuple[int, int]] = []
        for at in np.flatnonzero(is_known).tolist():
            start, end = words[at][0], words[at + RUN - 1][1]
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
        return found

    def hold(self, text: str) -> bool:
        """Tell whether a text has such a run."""
        return bool(self.spans(text))

    def withhold(self, text: str) -> str:
        """Put the number of words and their hash in the place of each such stretch."""
        parts, before = [], 0
        for start, end in self.spans(text):
            words = text[start:end]
            parts += [text[before:start], f"‹{len(_WORD.findall(words))}-words-withheld-{digest(words)}›"]
            before = end
        return "".join([*parts, text[before:]])
