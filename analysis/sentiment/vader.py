"""Score the valence of texts exactly as ``vaderSentiment`` 3.3.2 does, a whole batch of texts at once.

The reference walks through each text word by word; `analysis.sentiment.batch` scores many texts as arrays, and a
few texts are scored here without them. Every number equals the reference to the last digit, its oddities included,
with one rule fixed: sums run left to right. Python's own `sum` does so up to 3.11 and compensates rounding from 3.12
on, where two of 60,000 adversarial texts (none of 101,552 news sentences) change.

Known failures are VADER's own: "n’t" with a curly apostrophe negates nothing, so clean text first; a text of more
than a few sentences saturates, so score sentences and take their mean; "divorce" and "estranged" have no valence.

Source: Hutto & Gilbert (2014), ICWSM.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from vaderSentiment.vaderSentiment import BOOSTER_DICT

from analysis.sentiment.batch import score_batch
from analysis.sentiment.lexicon import Lexicon, read_lexicon
from analysis.sentiment.rules import ASKED, EXCLAIMED, name_emoji, reweigh, strip_marks, value_by_reference

#: Texts per batch of arrays: bounds memory (about 13 MB for each MB of text).
CHUNK = 20_000
#: Below this many texts, the fixed cost of the arrays is more than they save.
FEW = 32


@dataclass(frozen=True)
class Scores:
    """VADER's four scores of each text, with what they rest on; arrays of one length, in the order of the texts.

    ``neg``, ``neu``, ``pos`` are shares in [0, 1], rounded to 3 places, ``compound`` lies in [-1, 1], rounded to 4.
    ``n_lexicon`` counts the words that carried a part of the score; where it is 0, ``compound`` is the reference's
    0.0, which says "no evidence" and is not a measurement (`measured` makes it nan). ``lexicon`` names the lexicon.
    """

    neg: np.ndarray
    neu: np.ndarray
    pos: np.ndarray
    compound: np.ndarray
    n_lexicon: np.ndarray
    lexicon: str

    def measured(self) -> dict[str, np.ndarray]:
        """Give the four scores by name, nan where no lexicon word carries them."""
        names = ("neg", "neu", "pos", "compound")
        return {name: np.where(self.n_lexicon > 0, getattr(self, name), np.nan) for name in names}


class Evidence(NamedTuple):
    """A word that carried a part of a text's score: where it stands and its valence after all rules."""

    start: int
    end: int
    surface: str
    value: float


def score_texts(texts: Sequence[str], lexicon: Lexicon | None = None) -> Scores:
    """Turn texts (sentences, headlines, segments) into VADER's scores.

    Parameters
    ----------
    texts : sequence of str
        Cleaned text; what must not count is masked before (`lexicon.mask_spans`).
    lexicon : Lexicon, optional
        From `read_lexicon`; VADER's own if missing.

    Returns
    -------
    Scores
        One entry a text. Empty and blank texts have four zeros, as in the reference.

    Examples
    --------
    >>> scores = score_texts(["She loves it!", "He filed on Monday."])
    >>> scores.compound.tolist(), scores.n_lexicon.tolist(), scores.lexicon
    ([0.6114, 0.0], [1, 0], 'vader-3.3.2')
    """
    lexicon = lexicon or read_lexicon()
    texts = lexicon.join_phrases(texts)
    chunks = [_score(texts[i : i + CHUNK], lexicon) for i in range(0, max(len(texts), 1), CHUNK)]
    neg, neu, pos, compound, n_lexicon = chunks[0] if len(chunks) == 1 else np.hstack(chunks)
    return Scores(neg, neu, pos, compound, n_lexicon.astype(np.int64), lexicon.name)


def find_evidence(text: str, lexicon: Lexicon | None = None) -> list[Evidence]:
    """Find the words that carried the score of a text, with their parts.

    Parameters
    ----------
    text : str
        As given to `score_texts`.
    lexicon : Lexicon, optional
        As given to `score_texts`.

    Returns
    -------
    list of Evidence
        In text order; ``start`` and ``end`` are offsets in the text, without the marks around the word, and one emoji
        may give several words. The values are what VADER adds up, before it adds the marks' emphasis and
        normalises; `Scores.n_lexicon` is their number.

    Examples
    --------
    >>> for word in find_evidence("Not a GOOD day, but they smiled."):
    ...     print(word)
    Evidence(start=6, end=10, surface='GOOD', value=-0.97421)
    Evidence(start=25, end=31, surface='smiled', value=3.75)
    """
    lexicon = lexicon or read_lexicon()
    (joined,) = lexicon.join_phrases([text])
    expanded, origin = name_emoji(joined, lexicon)
    spans = [(match.start(), match.end()) for match in re.finditer(r"\S+", expanded)]
    words = [strip_marks(expanded[start:end]) for start, end in spans]
    found = []
    for (start, _), word, value in zip(spans, words, _valences(words, lexicon), strict=True):
        if value:
            first = expanded.index(word, start)
            start, end = origin[first], origin[first + len(word) - 1] + 1
            found.append(Evidence(start, end, text[start:end], value))
    return found


def _score(texts: Sequence[str], lexicon: Lexicon) -> np.ndarray:
    """Score texts: rows neg, neu, pos, compound, n_lexicon."""
    if len(texts) < FEW:
        return np.array([_score_one(text, lexicon) for text in texts]).reshape(-1, 5).T
    return score_batch(texts, lexicon)


def _score_one(text: str, lexicon: Lexicon) -> tuple[float, ...]:
    """Score one text without arrays: (neg, neu, pos, compound, n_lexicon)."""
    text = name_emoji(text, lexicon)[0]
    words = [strip_marks(token) for token in text.split()]
    if not words:
        return 0.0, 0.0, 0.0, 0.0, 0
    total = positive = negative = 0.0
    n_lexicon = 0
    for value in _valences(words, lexicon):
        if value:
            total += value
            n_lexicon += 1
            if value > 0:
                positive += value + 1
            else:
                negative += 1 - value
    marks = EXCLAIMED[min(text.count("!"), 4)] + ASKED[min(text.count("?"), 4)]
    total += math.copysign(marks, total) if total else 0.0
    if positive > negative:
        positive += marks
    elif positive < negative:
        negative += marks
    neutral = len(words) - n_lexicon
    whole = positive + negative + neutral
    compound = total / math.sqrt(total * total + 15)
    return (
        round(negative / whole, 3),
        round(neutral / whole, 3),
        round(positive / whole, 3),
        round(max(-1.0, min(1.0, compound)), 4),
        n_lexicon,
    )


def _valences(words: Sequence[str], lexicon: Lexicon) -> list[float]:
    """Valence of each word after all rules."""
    lower = [word.lower() for word in words]
    values = [0.0] * len(words)
    places = [place for place, word in enumerate(lower) if word in lexicon.values and word not in BOOSTER_DICT]
    if places:
        differs = 0 < sum(map(str.isupper, words)) < len(words)
        found = [value_by_reference(words[max(0, i - 3) : i + 3], min(i, 3), differs, lexicon) for i in places]
        if "but" in lower:
            reweigh(found, places, lower.index("but"))
        for place, value in zip(places, found, strict=True):
            values[place] = value
    return values
