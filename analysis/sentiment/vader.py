"""Score the valence of texts exactly as ``vaderSentiment`` 3.3.2 does, a whole batch of texts at once.

The reference walks through each text word by word; `analysis.sentiment.batch` scores texts as arrays. Every number
equals the reference to the last digit, its oddities included, with one rule fixed: sums run left to right. Python's own
`sum` does so up to 3.11 and compensates rounding from 3.12 on, where two of 60,000 adversarial texts (none of 101,552
news sentences) change.

Known failures are VADER's own: "n’t" with a curly apostrophe negates nothing, so clean text first; a text of more
than a few sentences saturates, so score sentences and take their mean; "divorce" and "estranged" have no valence.

Source: Hutto & Gilbert (2014), ICWSM.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.sentiment.batch import score_batch
from analysis.sentiment.lexicon import Lexicon, read_lexicon

#: Texts per batch of arrays: bounds memory (about 13 MB for each MB of text).
CHUNK = 20_000


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
    chunks = [score_batch(texts[i : i + CHUNK], lexicon) for i in range(0, max(len(texts), 1), CHUNK)]
    neg, neu, pos, compound, n_lexicon = chunks[0] if len(chunks) == 1 else np.hstack(chunks)
    return Scores(neg, neu, pos, compound, n_lexicon.astype(np.int64), lexicon.name)
