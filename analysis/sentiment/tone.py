"""The tone of sentences by the small encoder, beside VADER's and never in its place.

A linear layer over the mean of the encoder's last states, learned by ``python -m benchmarks.train_tone`` from
editorials whose sentences people rated (Hutto & Gilbert 2014, "VADER", ICWSM). It reads what has no valence of its own
("should step down"), and costs what a mention costs: it is scored where the study's method is ``small``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.measured import read_errors
from analysis.sentiment.linear import has_words
from analysis.sentiment.small import read_features, recall

#: The weights, the last of them the constant, with the record of the training.
FILE = Path(__file__).with_name("tone_layer.json")
#: As the values of mentions are, so that a table is the same whatever was scored beside it.
DECIMALS = 3
_KNOWN: dict[str, float] = {}
#: States that a batch of articles has read so far, as the encoder gives them.
_STATES: dict[str, np.ndarray] = {}


@lru_cache(maxsize=1)
def read_layer() -> dict[str, Any]:
    """Read the layer: its ``weights``, and the ``record`` of the training."""
    layer: dict[str, Any] = json.loads(FILE.read_text(encoding="ascii"))
    return layer


def read_states(texts: Sequence[str]) -> np.ndarray:
    """Give the mean of the encoder's last states of each text, (texts, width): its features without a target."""
    features = read_features(texts, [(0, 0)] * len(texts))
    return features[:, : features.shape[1] // 2]


def known_states(texts: Sequence[str]) -> np.ndarray:
    """Give the states of texts as `read_states` does, each read once until `forget_states`: for a batch of articles."""
    new = [text for text in dict.fromkeys(texts) if text not in _STATES]
    _STATES.update(zip(new, read_states(new).astype(np.float32), strict=True))
    return np.array([_STATES[text] for text in texts], float).reshape(len(texts), -1)


def forget_states() -> None:
    """Let go of the states of a batch."""
    _STATES.clear()


def score_tone(texts: Sequence[str]) -> np.ndarray:
    """Score the tone of sentences.

    Parameters
    ----------
    texts : sequence of str
        As VADER reads them: marks straight, names masked.

    Returns
    -------
    array of float, shape (texts,)
        In [-1, 1], the rating that people would give on average, of the scale from -4 to 4; nan of a text without a
        word. It is of another scale than VADER's compound: levels of the two are not to be compared.

    Raises
    ------
    StudyError
        The weights of the encoder are missing.

    Examples
    --------
    >>> good, bad = score_tone(["The council did what it had promised.", "The council failed to act."])
    >>> good > 0 > bad
    np.True_
    """
    return np.where(has_words(texts, [(0, 0)] * len(texts)), recall(_KNOWN, texts, _read), np.nan)


def _read(texts: Sequence[str]) -> list[float]:
    weights = np.array(read_layer()["weights"])
    new = [text for text in texts if text not in _STATES]
    states = _STATES | dict(zip(new, read_states(new), strict=True))
    tone = np.clip(np.array([states[text] for text in texts]) @ weights[:-1] + weights[-1], -1, 1)
    return (np.round(tone, DECIMALS) + 0.0).tolist()  # type: ignore[no-any-return]


def describe_tone_errors() -> str:
    """Say how well the means of an article by VADER and by the encoder agree with people."""
    vader, encoder = (read_errors()[name][0] for name in ("tone", "tone/encoder"))
    return f"Measured: VADER {vader}; encoder {encoder}, cross-validated by article."
