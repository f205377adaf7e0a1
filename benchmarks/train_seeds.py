"""Train the rung ``small``, a student of teachers of several seeds: ``python -m benchmarks.train_seeds DATA WORK``.

DATA and WORK as `benchmarks.train_small` takes them, which trains one teacher; a GPU is used where there is one, and
what WORK holds is not made again. Each seed trains all stages from the same beginning. Of all seeds are tried the
average of the weights (Wortsman et al. 2022, "Model soups", ICML), that of the probabilities (``ensemble``), and
students of the shipped size that learn these probabilities beside the labels (Hinton, Vinyals & Dean 2015): on the
training texts, on what an article's reading makes of them besides (``read``), and on names of DATA's ``gap`` and
``polnear`` that nobody labelled. ``labels, read`` has no teacher. PolNeAR states no licence: what learned from it is
only measured. ``--write`` stores the student `SHIPPED`; what rests on new weights is made anew by
``benchmarks.train_domain``, ``calibrate``, ``train_tone`` and ``rungs``, in this order, each with ``--write``.

Prints macro-F1 in 8 bits by the product's path, each model calibrated as the shipped one is, and how much it is above
the first seed's, with 95 % intervals by resampling articles (of tweets: sentences). ``both`` takes rw_dev and mt_dev
together.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from analysis.sentiment.calibration import calibrate, find_classes
from analysis.sentiment.linear import has_words
from benchmarks.newsmtsc import macro_f1
from benchmarks.rungs import bare, signed
from benchmarks.stretches import Input, cut, read_inputs
from benchmarks.train_small import (
    DEVICE,
    SEED,
    SMOOTHING,
    Encoder,
    Example,
    Learned,
    load,
    predict,
    read_learned,
    record_of,
    round_weights,
    ship,
    softmax,
    train,
)
from benchmarks.validity.bootstrap import document_intervals

__all__ = ["STUDENTS", "average", "find_logits", "main", "train_seed", "train_student"]

#: What the teachers say counts so much of a labelled text, and what is learned from beside the training texts.
STUDENTS: dict[str, tuple[float, tuple[str, ...]]] = {
    "labels, read": (0.0, ("read news", "read tweets")),
    "student": (0.5, ()),
    "student, gap": (0.5, ("gap",)),
    "student, gap, read": (0.5, ("gap", "read news", "read tweets")),
    "student, gap, polnear": (0.5, ("gap", "polnear")),
}
MEASURED = ("rw_dev", "mt_dev", "held tweets", "odd tweets")
#: Epochs and the highest rate of a student; the kind that ships, of the first seed.
PLAN = {"student": (4, 5e-5)}
SHIPPED = "student, gap, read"


def train_seed(seed: int, learned: Learned, work: Path) -> Encoder:
    """Train one seed."""
    folder = work / f"seed-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    model = load(learned.vocabulary, learned.own).to(DEVICE)
    stages = {"news": learned.of_news, "both": learned.of_news + learned.of_tweets}
    for _ in train(model, stages, folder, seed):
        pass
    return model


def average(models: Sequence[Encoder]) -> Encoder:
    """Average the weights."""
    states = [model.state_dict() for model in models]
    found = Encoder(len(states[0]["words.weight"])).to(DEVICE)
    found.load_state_dict({name: torch.stack([one[name] for one in states]).mean(0) for name in states[0]})
    return found


def train_student(
    name: str, seed: int, learned: Learned, inputs: dict[str, Input], teachers: Sequence[Encoder], work: Path
) -> Encoder:
    """Train a student; what has no label is learned as the teachers say it."""
    folder = work / f"{name.replace(', ', '-')}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    model = load(learned.vocabulary, learned.own).to(DEVICE)
    if (folder / "student.pt").is_file():
        model.load_state_dict(torch.load(folder / "student.pt", DEVICE))
        return model
    share, beside = STUDENTS[name]
    data = learned.of_news + learned.of_tweets
    for one in beside:
        pieces = cut(inputs[one], learned.vocabulary)
        data = data + [Example(*pair) for pair in zip(pieces, inputs[one].classes, strict=True)]
    pieces, given = [one.pieces for one in data], np.array([one.label for one in data])
    goals = np.eye(3)[given] * (1 - SMOOTHING) + SMOOTHING / 3
    if share:
        said = np.mean([softmax(predict(model, pieces)) for model in teachers], axis=0)
        goals = np.where((given >= 0)[:, None], goals * (1 - share) + said * share, said)
    data = [Example(one, tuple(goal)) for one, goal in zip(pieces, goals.tolist(), strict=True)]
    for _ in train(model, {"student": data}, folder, seed, PLAN):
        pass
    return model


def find_logits(model: Encoder, inputs: dict[str, Input], vocabulary: dict[str, int]) -> dict[str, np.ndarray]:
    """Give the logits of each set that is measured on, in 8 bits."""
    rounded = round_weights(model)
    return {name: predict(rounded, cut(inputs[name], vocabulary)) for name in MEASURED}


def as_read(logits: np.ndarray, given: Input) -> np.ndarray:
    """Give no logits where nothing but the target stands, as in an article."""
    return np.where(has_words(given.texts, given.spans)[:, None], logits, np.nan)


def classify(logits: dict[str, np.ndarray], inputs: dict[str, Input]) -> dict[str, np.ndarray]:
    """Give the classes of each set, calibrated on rw_dev and the tweets held for it as the shipped rung is."""
    from benchmarks.calibrate import fit, shrink

    read = {name: as_read(one, inputs[name]) for name, one in logits.items()}
    parts = [(read[name], np.array(inputs[name].classes)) for name in ("rw_dev", "held tweets")]
    calibration = shrink(fit(parts), parts)
    return {name: find_classes(calibrate(one, calibration)) for name, one in read.items()}


def compare(given: Sequence[Input], ours: Sequence[np.ndarray], theirs: Sequence[np.ndarray]) -> str:
    """Give macro-F1 of one model over some sets, and how much it is above that of another."""
    gold = np.concatenate([one.classes for one in given])
    article = np.unique([f"{at} {name}" for at, one in enumerate(given) for name in one.articles], return_inverse=True)[
        1
    ]
    cells = [9 * (2 * article + at) + 3 * gold + np.concatenate(one) for at, one in enumerate((ours, theirs))]
    counts = np.bincount(np.concatenate(cells), minlength=18 * (article.max() + 1)).reshape(-1, 18)

    def score(totals: np.ndarray) -> dict[str, float]:
        mine, other = (macro_f1(one) for one in totals.reshape(2, 3, 3))
        return {"f1": mine, "more": mine - other}

    found, ends = score(counts.sum(0)), document_intervals(counts, score)["more"]
    return f"{bare(found['f1'])}, {signed(found['more'])} ({signed(ends[0])} to {signed(ends[1])})"


def main() -> None:
    """Train what WORK has not, and print how each model does."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_seeds", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--seeds", type=int, default=6, metavar="N", help="as many, from the shipped one on")
    parser.add_argument("--students", type=int, default=2, metavar="N", help="as many of each kind")
    parser.add_argument("--write", action="store_true", help="store the student that ships")
    given = parser.parse_args()
    torch.set_num_threads(1)
    given.work.mkdir(parents=True, exist_ok=True)
    inputs, file = read_inputs(given.data, given.work), given.work / "logits.npz"
    if not file.is_file():
        found = train_all(given.data, given.work, inputs, given.seeds, given.students)
        np.savez(file, allow_pickle=False, **{f"{name}/{one}": x for name in found for one, x in found[name].items()})
    logits: dict[str, dict[str, np.ndarray]] = {}
    with np.load(file) as stored:
        for key in stored.files:
            name, one = key.split("/")
            logits.setdefault(name, {})[one] = stored[key]
    classes = {name: classify(one, inputs) for name, one in logits.items()}
    first = classes[f"seed {SEED}"]
    print("| model | rw_dev | mt_dev | both | tweets, odd half |\n|---|---|---|---|---|")
    for name, one in classes.items():
        cells = [
            compare([inputs[part] for part in parts], [one[part] for part in parts], [first[part] for part in parts])
            for parts in (["rw_dev"], ["mt_dev"], ["rw_dev", "mt_dev"], ["odd tweets"])
        ]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    if given.write:
        learned = read_learned(given.data)
        student = train_student(SHIPPED, SEED, learned, inputs, (), given.work)
        ship(student, learned, describe(given.data, learned, inputs, given.seeds), given.data)


def describe(data: Path, learned: Learned, inputs: dict[str, Input], seeds: int) -> dict[str, Any]:
    """Say what the student learned from, and how."""
    record = record_of(data, learned)
    epochs, rate = PLAN["student"]
    return record | {
        "data": f"{record['data']}; names of GAP (Webster et al. 2018) without labels",
        "sha256": record["sha256"]
        | {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted((data / "gap").glob("*.tsv"))},
        "targets": record["targets"] | {name: len(inputs[name].texts) for name in STUDENTS[SHIPPED][1]},
        "licences": record["licences"] | {"gap": "Apache-2.0"},
        "teachers": [SEED + number for number in range(seeds)],
        "stages": record["stages"] | {"student": {"epochs": epochs, "rate": rate}},
    }


def train_all(
    data: Path, work: Path, inputs: dict[str, Input], seeds: int, students: int
) -> dict[str, dict[str, np.ndarray]]:
    """Train every seed and every student; give the logits of each, and those of all seeds together."""
    learned = read_learned(data)
    teachers = [train_seed(SEED + number, learned, work) for number in range(seeds)]
    models = {f"seed {SEED + number}": model for number, model in enumerate(teachers)}
    models["average of the seeds"] = average(teachers)
    for name in STUDENTS:
        for number in range(students):
            models[f"{name}, {SEED + number}"] = train_student(name, SEED + number, learned, inputs, teachers, work)
    found = {name: find_logits(model, inputs, learned.vocabulary) for name, model in models.items()}
    return found | {"ensemble of the seeds": together([found[f"seed {SEED + number}"] for number in range(seeds)])}


def together(logits: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Average what models say, as logits."""
    return {name: np.log(np.mean([softmax(one[name]) for one in logits], axis=0)) for name in logits[0]}


if __name__ == "__main__":
    main()
