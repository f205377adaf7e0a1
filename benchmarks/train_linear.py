"""Train the linear sentiment model: ``python -m benchmarks.train_linear PATH_TO_NEWSMTSC [--write]``.

PATH is a folder with NewsMTSC's ``train.jsonl``; ``rw_dev.jsonl`` and ``mt_dev.jsonl`` are measured where they are
there, and never trained on. Prints the record of the training; with ``--write`` the weights in the package are
replaced. NumPy only.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from analysis.sentiment.features import GROUPS, N_BUCKETS, Features, find_features
from analysis.sentiment.linear import FILE, Model, pack, predict, weigh
from benchmarks.newsmtsc import Targets, macro_f1, person_correlation, read_newsmtsc

__all__ = ["FOLDS", "cross_validate", "fit", "folds_of", "main", "minimise", "score"]

#: Weight of the data against the penalty on large weights, chosen by cross-validation on train.
STRENGTH = 0.5
FOLDS = 5
STEPS = 60


def rarity_of(features: Features, n_rows: int) -> np.ndarray:
    """Log of how many rows there are for each that has the bucket; 0 for buckets of fewer than two rows."""
    pairs = np.unique(features.bucket * n_rows + features.row)
    n = np.bincount(pairs // n_rows, minlength=N_BUCKETS)
    return np.where(n >= 2, np.log(n_rows / np.maximum(n, 1)), 0.0)


def leaning_of(features: Features, value: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """How far each bucket tells a class from the others by itself, (buckets, 3), 1 on average.

    The size of the log-count ratio of Wang & Manning (2012), "Baselines and Bigrams", half-way to 1: a bucket that
    leans is penalised less.
    """
    mass = np.stack(
        [np.bincount(features.bucket, weights=value * column[features.row], minlength=N_BUCKETS) for column in gold.T],
        1,
    )
    n, words = gold.sum(0), features.group < GROUPS.index("dense")
    used = np.bincount(features.bucket[words], minlength=N_BUCKETS) > 0
    other = mass.sum(1, keepdims=True) - mass
    ratio = np.abs(np.log((np.maximum(mass, 0) + 1) / n) - np.log((np.maximum(other, 0) + 1) / (n.sum() - n)))
    return np.where(used[:, None], 0.5 + 0.5 * ratio / ratio[used].mean(0), 1.0)


def fit(features: Features, classes: np.ndarray) -> Model:
    """Fit the weights of multinomial logistic regression, the classes weighted to count the same."""
    n_rows = len(classes)
    rarity = rarity_of(features, n_rows)
    value = weigh(features, rarity, n_rows)
    known = (rarity > 0)[features.bucket] | (features.group >= GROUPS.index("near"))
    features, value = Features(*(array[known] for array in features)), value[known]
    gold = np.eye(3)[classes]
    weight = (n_rows / 3 / gold.sum(0))[classes]
    leaning = leaning_of(features, value, gold)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        p = predict(features, value, flat.reshape(N_BUCKETS, 3) * leaning, n_rows)
        cost = -np.log(p[np.arange(n_rows), classes]) @ weight
        error = ((p - gold) * weight[:, None])[features.row] * value[:, None]
        slope = np.stack([np.bincount(features.bucket, weights=e, minlength=N_BUCKETS) for e in error.T], axis=1)
        return STRENGTH * cost + flat @ flat / 2, STRENGTH * (slope * leaning).ravel() + flat

    return Model(minimise(loss, np.zeros(N_BUCKETS * 3)).reshape(N_BUCKETS, 3) * leaning, rarity)


def minimise(
    function: Callable[[np.ndarray], tuple[float, np.ndarray]], x: np.ndarray, flat_enough: float = 1e-2
) -> np.ndarray:
    """Minimise a smooth convex function by L-BFGS (Liu & Nocedal 1989) with backtracking."""
    value, slope = function(x)
    pairs: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(STEPS):
        direction, step = _direction(slope, pairs), 1.0 if pairs else 1 / np.linalg.norm(slope)
        while True:
            new_value, new_slope = function(x + step * direction)
            if new_value <= value + 1e-4 * step * (slope @ direction):
                break
            step /= 2
            if step < 1e-4:  # no way down that rounding would not hide
                return x
        pairs = [*pairs[-7:], (step * direction, new_slope - slope)]
        x, value, slope = x + step * direction, new_value, new_slope
        if np.abs(slope).max() < flat_enough:
            break
    return x


def _direction(slope: np.ndarray, pairs: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    direction, factors = -slope, []
    for moved, turned in reversed(pairs):
        factors.append((moved @ direction) / (moved @ turned))
        direction = direction - factors[-1] * turned
    if pairs:
        moved, turned = pairs[-1]
        direction = direction * (moved @ turned) / (turned @ turned)
    for (moved, turned), factor in zip(pairs, reversed(factors), strict=True):
        direction = direction + moved * (factor - (turned @ direction) / (moved @ turned))
    return direction


def folds_of(targets: Targets, seed: int = 0) -> np.ndarray:
    """Draw the fold of each target; an article's targets share one."""
    names, article = np.unique(targets.articles, return_inverse=True)
    return np.random.default_rng(seed).permutation(len(names))[article] % FOLDS


def cross_validate(features: Features, targets: Targets, read: Features | None = None) -> np.ndarray:
    """Predict each target by a model that saw no sentence of its article: probabilities (targets, 3).

    `read` are the features that it predicts from, where they are not those that it learns from.
    """
    fold = folds_of(targets)
    p = np.zeros((len(fold), 3))
    for held_out in range(FOLDS):
        model = fit(*_rows(features, targets.classes, fold != held_out))
        test, classes = _rows(features if read is None else read, targets.classes, fold == held_out)
        p[fold == held_out] = predict(test, weigh(test, model.rarity, len(classes)), model.weights, len(classes))
    return p


def _rows(features: Features, classes: np.ndarray, keep: np.ndarray) -> tuple[Features, np.ndarray]:
    number, kept = np.cumsum(keep) - 1, keep[features.row]
    return Features(number[features.row[kept]], *(array[kept] for array in features[1:])), classes[keep]


def score(p: np.ndarray, classes: np.ndarray) -> float:
    """Macro-F1 of the likeliest classes."""
    return round(macro_f1(np.bincount(classes * 3 + p.argmax(1), minlength=9).reshape(3, 3)), 4)


def main(arguments: list[str]) -> None:
    """Train, measure, print the record, and write the weights if asked."""
    folder = Path(arguments[0]) if arguments else Path("newsmtsc")
    file = folder / "train.jsonl"
    if not file.is_file():
        sys.exit(f"PATH must be a folder with NewsMTSC's train.jsonl; {file} is absent.")
    train = read_newsmtsc(file)
    features = find_features(train.sentences, train.spans)
    p = cross_validate(features, train)
    model = fit(features, train.classes)
    r, n_people = person_correlation(p[:, 2] - p[:, 0], train)
    record: dict[str, Any] = {
        "data": "NewsMTSC train (Hamborg & Donnay 2021)",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "targets": len(train.classes),
        "articles": len(set(train.articles)),
        "domain": "political news in English",
        "groups": list(GROUPS),
        "strength": STRENGTH,
        "folds_by_article": FOLDS,
        "macro_f1_cross_validated": score(p, train.classes),
        "person_r_cross_validated": round(r, 4),
        "people": n_people,
        "python": platform.python_version(),
        "numpy": np.__version__,
    }
    for name in ("rw_dev", "mt_dev"):
        if (folder / f"{name}.jsonl").is_file():
            held = read_newsmtsc(folder / f"{name}.jsonl")
            found = find_features(held.sentences, held.spans)
            q = predict(found, weigh(found, model.rarity, len(held.classes)), model.weights, len(held.classes))
            record[f"macro_f1_{name}"] = score(q, held.classes)
    print(json.dumps(record, indent=1))
    if "--write" in arguments:
        FILE.write_text(pack(model, record), encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
