"""The rung ``small``: a small encoder of sentences, tuned whole to sentiment toward a target, and a layer over it.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM", NeurIPS; Reimers & Gurevych 2019, "Sentence-BERT", EMNLP;
Apache-2.0), tuned by ``python -m benchmarks.train_seeds`` on NewsMTSC (Hamborg & Donnay 2021; MIT) and tweets about
people. It runs in NumPy (`analysis.sentiment.encoder`), needs nothing to be installed, and never sees a name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.errors import StudyError
from analysis.sentiment.encoder import Encoder, read_encoder, read_pieces
from analysis.sentiment.lexicon import Lexicon
from analysis.sentiment.linear import has_words
from analysis.sentiment.pieces import cut_stretch

#: The encoder: its vocabulary, and its weights in 8 bits.
FILE = Path(__file__).with_name("small_weights.npz")
#: The layer over it, a row an input and one for the constant, with the record of the training.
HEAD = Path(__file__).with_name("small_head.json")
#: What was read in this process is kept, of at most so many stretches (some 15 MB).
MOST_KNOWN = 20_000
_KNOWN: dict[tuple[str, tuple[int, int]], np.ndarray] = {}


def check_present() -> None:
    """Refuse where the weights are missing.

    Raises
    ------
    StudyError
        Names the file and how to get it.
    """
    for path in (FILE, HEAD):
        if not path.is_file():
            raise StudyError(
                f"Method `small` must have its weights; {path.name} is absent. They come with the repository, or are "
                "made by: python -m benchmarks.train_seeds DATA WORK --write."
            )


def find_logits(stretches: Sequence[str], targets: Sequence[tuple[int, int]], lexicon: Lexicon) -> np.ndarray:
    """Give the logits of negative, neutral and positive toward each target, (targets, 3): a rung of the ladder.

    They are nan where the stretch has no word besides the target, as for the linear rung. The lexicon plays no part,
    and a stretch that was read once in this process, with another lexicon say, is not read again.

    Raises
    ------
    StudyError
        The weights are missing.
    """

    def read(new: Sequence[tuple[str, tuple[int, int]]]) -> np.ndarray:
        weights = np.array(read_head()["weights"])
        found: np.ndarray = read_features(*zip(*new, strict=True)) @ weights[:-1] + weights[-1]
        return found

    logits = np.array(recall(_KNOWN, list(zip(stretches, targets, strict=True)), read)).reshape(-1, 3)
    return np.where(has_words(stretches, targets)[:, None], logits, np.nan)


def recall(known: dict[Any, Any], keys: Sequence[Any], read: Callable[[Sequence[Any]], Iterable[Any]]) -> list[Any]:
    """Give what was read of each key in this process; read what is new, and keep it where there is room."""
    new = [key for key in dict.fromkeys(keys) if key not in known]
    found = {} if len(known) + len(new) > MOST_KNOWN else known
    found |= {key: known[key] for key in keys if key in known}
    if new:
        found |= dict(zip(new, read(new), strict=True))
    return [found[key] for key in keys]


def read_features(stretches: Sequence[str], targets: Sequence[tuple[int, int]]) -> np.ndarray:
    """Give what the encoder finds in each stretch and at its target, (targets, 768); equal pieces are read once.

    Raises
    ------
    StudyError
        The weights are missing.
    """
    check_present()
    encoder = _encoder()
    cut = [cut_stretch(text, target, encoder.vocabulary) for text, target in zip(stretches, targets, strict=True)]
    places: dict[tuple[tuple[int, ...], int, int], int] = {}
    rows = [places.setdefault((tuple(one.numbers), one.start, one.end), len(places)) for one in cut]
    distinct = dict(zip(rows, cut, strict=True))
    return read_pieces([distinct[row] for row in range(len(places))], encoder)[rows].astype(float)


@lru_cache(maxsize=1)
def _encoder() -> Encoder:
    return read_encoder(FILE)


@lru_cache(maxsize=1)
def hash_encoder() -> str:
    """Hash the file of the encoder, so that a layer learned over its states can name it.

    Raises
    ------
    StudyError
        The weights are missing.
    """
    check_present()
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def read_head() -> dict[str, Any]:
    """Read the layer: its ``weights`` (inputs and a constant, 3), and the ``record`` of the training.

    Raises
    ------
    StudyError
        It is missing.
    """
    check_present()
    head: dict[str, Any] = json.loads(HEAD.read_text(encoding="ascii"))
    return head


def read_record() -> dict[str, Any]:
    """Read what the shipped weights were trained on, how, and under which licences."""
    record: dict[str, Any] = read_head()["record"]
    return record
