"""A small BERT in plain NumPy: pieces of a stretch -> what stands in it, and at its target (Devlin et al. 2019).

The weights are stored in 8 bits, symmetric by row, and are float32 when loaded: nothing is rounded by what else is
read, each stretch is read alone and on one thread, so that its numbers never depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.sentiment.pieces import Pieces

HEADS = 12
#: Stretches that go through a matrix one after another.
TOGETHER = 32


class Encoder(NamedTuple):
    """Its vocabulary, and its arrays by name, all float32."""

    vocabulary: dict[str, int]
    arrays: dict[str, np.ndarray]


def read_pieces(stretches: Sequence[Pieces], encoder: Encoder) -> np.ndarray:
    """Average the last states over each stretch and over its target, (stretches, 2 x width)."""
    width = encoder.arrays["words.weight"].shape[1]
    with threadpool_limits(1):
        parts = [stretches[first : first + TOGETHER] for first in range(0, len(stretches), TOGETHER)]
        found = [row for part in parts for row in _read(part, encoder.arrays)]
    return np.array(found, np.float32).reshape(-1, 2 * width)


def _read(stretches: Sequence[Pieces], arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
    states = [_embed(pieces, arrays) for pieces in stretches]
    for number in range(sum(name.endswith("qkv.weight") for name in arrays)):
        states = _layer(states, arrays, f"layers.{number}.")
    return [
        np.concatenate([x.mean(0), x[pieces.start : pieces.end].mean(0)])
        for x, pieces in zip(states, stretches, strict=True)
    ]


def _embed(pieces: Pieces, arrays: dict[str, np.ndarray]) -> np.ndarray:
    kind = np.zeros(len(pieces.numbers), int)
    kind[pieces.start : pieces.end] = 1
    x = arrays["words.weight"][pieces.numbers] + arrays["places.weight"][: len(kind)] + arrays["types.weight"][kind]
    return _normalise(x, arrays, "norm")


def _layer(states: list[np.ndarray], arrays: dict[str, np.ndarray], name: str) -> list[np.ndarray]:
    """Take each stretch through a layer by itself; all through one matrix before the next, which stays in the cache."""
    mixed = [_mix(_linear(x, arrays, f"{name}qkv")) for x in states]
    added = [x + _linear(one, arrays, f"{name}out") for x, one in zip(states, mixed, strict=True)]
    states = [_normalise(x, arrays, f"{name}norm1") for x in added]
    lifted = [_gelu(_linear(x, arrays, f"{name}up")) for x in states]
    added = [x + _linear(one, arrays, f"{name}down") for x, one in zip(states, lifted, strict=True)]
    return [_normalise(x, arrays, f"{name}norm2") for x in added]


def _mix(qkv: np.ndarray) -> np.ndarray:
    """Let each piece attend to all pieces of its stretch."""
    length, width = qkv.shape[0], qkv.shape[1] // 3
    q, k, v = qkv.reshape(length, 3, HEADS, -1).transpose(1, 2, 0, 3)
    weights = q @ k.transpose(0, 2, 1) / np.float32(np.sqrt(width // HEADS))
    weights = np.exp(weights - weights.max(-1, keepdims=True))
    mixed: np.ndarray = (weights / weights.sum(-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(length, width)
    return mixed


def _linear(x: np.ndarray, arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    mapped: np.ndarray = x @ arrays[f"{name}.weight"].T + arrays[f"{name}.bias"]
    return mapped


def _normalise(x: np.ndarray, arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    x = x - x.mean(-1, keepdims=True)
    spread = np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(1e-12))
    normed: np.ndarray = x / spread * arrays[f"{name}.weight"] + arrays[f"{name}.bias"]
    return normed


def _gelu(x: np.ndarray) -> np.ndarray:
    """Multiply by the normal distribution function, by Abramowitz & Stegun's 7.1.26 (wrong by 1e-7 at most).

    Half of the time of a stretch would go into temporary arrays here: all but the last step are in place.
    """
    size = np.abs(x)
    z = size * np.float32(0.5**0.5)
    t = z * np.float32(0.3275911)
    t += np.float32(1)
    np.reciprocal(t, out=t)
    tail = t * np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(factor)
        tail *= t
    z *= -z
    tail *= np.exp(z, out=z)
    size *= np.float32(0.5)
    tail *= size
    passed: np.ndarray = np.maximum(x, 0) - tail
    return passed


def quantise(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round to 255 steps a row: the steps and the unit of each row."""
    unit = np.maximum(np.abs(array).max(1), 1e-12).astype(np.float32) / 127
    return np.rint(array / unit[:, None]).astype(np.int8), unit


def pack(encoder: Encoder, path: Path) -> None:
    """Write an encoder, its matrices in 8 bits."""
    arrays: dict[str, np.ndarray] = {}
    for name, array in encoder.arrays.items():
        if array.ndim == 2:
            arrays[name], arrays[f"{name}.unit"] = quantise(array)
        else:
            arrays[name] = array.astype(np.float32)
    words = "\n".join(sorted(encoder.vocabulary, key=encoder.vocabulary.__getitem__))
    arrays["vocabulary"] = np.frombuffer(words.encode(), np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def read_encoder(path: Path) -> Encoder:
    """Read what `pack` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = arrays.pop("vocabulary").tobytes().decode().split("\n")
    units = {name: arrays.pop(name) for name in list(arrays) if name.endswith(".unit")}
    for name, unit in units.items():
        matrix = name.removesuffix(".unit")
        # By columns, so that the transposed matrix, which is multiplied by, lies in order: a third faster.
        arrays[matrix] = np.asarray(arrays[matrix] * unit[:, None], order="F" if matrix.startswith("layers") else "C")
    return Encoder({word: number for number, word in enumerate(words)}, arrays)


@lru_cache(maxsize=1)
def read_words(path: Path) -> tuple[dict[str, int], np.ndarray]:
    """Read the vocabulary and the vectors of its pieces alone."""
    with np.load(path, allow_pickle=False) as stored:
        words = stored["vocabulary"].tobytes().decode().split("\n")
        vectors = stored["words.weight"] * stored["words.weight.unit"][:, None]
    return {word: number for number, word in enumerate(words)}, vectors
