"""Calibrate the learned rungs of sentiment: ``python -m benchmarks.calibrate DATA [--write]``.

DATA is a folder with ``newsmtsc/rw_dev.jsonl`` and ``tweets/train.jsonl``. The temperature and the shifts of each rung
are those that make the labels likeliest on rw_dev and on those tweets of the even half that nothing was learned from
(`benchmarks.newsmtsc.HELD`; the linear model learned from none, and gets the whole even half); both count the same.
Whole shifts cost more macro-F1 in the one domain than they gain in the other: of quarters of them that one is taken
whose mean macro-F1 over the two is highest. Each rung reads what it reads in an article. Prints the calibration; with
``--write`` it replaces the package's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.sentiment.calibration import FILE, Calibration, calibrate, find_classes
from analysis.sentiment.ladder import RUNGS
from analysis.sentiment.lexicon import read_lexicon
from benchmarks.newsmtsc import HELD, LEARNED, of_digits, read_newsmtsc, score_classes
from benchmarks.train_linear import minimise
from benchmarks.validity.sentiment import read_stretches, stretches_of

__all__ = ["SHARES", "fit", "main", "shrink"]

#: Shares of the shifts that are tried.
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
Parts = Sequence[tuple[np.ndarray, np.ndarray]]


def fit(parts: Parts) -> Calibration:
    """Find the calibration that makes classes likeliest; each part, its logits and classes, counts the same.

    Examples
    --------
    >>> classes = np.array([0, 1, 2] * 10)
    >>> fit([(np.eye(3)[np.roll(classes, 3)], classes)]).temperature < 1
    True
    """
    rows = [(logits[known], classes[known]) for logits, classes in parts for known in [~np.isnan(logits).any(1)]]
    logits, classes = (np.concatenate(column) for column in zip(*rows, strict=True))
    weight = np.concatenate([np.full(len(part), 1 / len(part) / len(rows)) for _, part in rows])
    gold = np.eye(3)[classes]

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        p = calibrate(logits * x[0], Calibration(1.0, tuple(x[1:])))
        cost = -np.log(p[np.arange(len(p)), classes] + 1e-30) @ weight + 1e-4 * (x[1:] @ x[1:])
        error = (p - gold) * weight[:, None]
        return float(cost), np.array([(error * logits).sum(), *(error.sum(0) + 2e-4 * x[1:])])

    scale, *shift = minimise(loss, np.array([1.0, 0, 0, 0]), 1e-7)
    negative, neutral, positive = (round(float(value), 4) for value in shift)
    return Calibration(round(float(1 / scale), 4), (negative, neutral, positive))


def shrink(found: Calibration, parts: Parts) -> Calibration:
    """Take the share of the shifts whose mean macro-F1 over the parts is highest; the lowest of equal ones."""

    def mean(calibration: Calibration) -> float:
        found = [(classes, find_classes(calibrate(logits, calibration))) for logits, classes in parts]
        return float(np.mean([score_classes(*pair) for pair in found]))

    negative, neutral, positive = found.shift
    tried = [(round(negative * x, 4), round(neutral * x, 4), round(positive * x, 4)) for x in SHARES]
    return max((found._replace(shift=shift) for shift in tried), key=mean)


def main(arguments: list[str]) -> None:
    """Calibrate each learned rung, print it, and write it if asked."""
    data = Path(arguments[0]) if arguments else Path("data")
    files = [data / "newsmtsc" / "rw_dev.jsonl", data / "tweets" / "train.jsonl"]
    for file in files:
        if not file.is_file():
            sys.exit(f"DATA must be a folder with newsmtsc/rw_dev.jsonl and tweets/train.jsonl; {file} is absent.")
    news, tweets = (read_newsmtsc(file) for file in files)
    sets = {name: of_digits(tweets, digits) for name, digits in (("held", HELD), ("even", HELD + LEARNED))}
    read = {name: read_stretches(targets) for name, targets in (sets | {"news": news}).items()}
    words = read_lexicon()
    found = {}
    for name, rung in RUNGS.items():
        if not rung.domain:
            continue
        other = "held" if name == "small" else "even"
        parts = [
            (rung.find_logits(*stretches_of(read[key], name), words), targets.classes)
            for key, targets in (("news", news), (other, sets[other]))
        ]
        found[name] = shrink(fit(parts), parts)._asdict() | {
            "data": f"NewsMTSC rw_dev ({len(news.classes)}), even half of tweets ({len(sets[other].classes)})"
        }
    text = json.dumps(found, indent=1) + "\n"
    print(text, end="")
    if "--write" in arguments:
        FILE.write_text(text, encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
