"""NewsMTSC as released: one JSON object a line, a sentence with its targets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

__all__ = [
    "HELD",
    "LEARNED",
    "ODD",
    "Targets",
    "macro_f1",
    "of_digits",
    "person_correlation",
    "read_newsmtsc",
    "score_classes",
    "take",
]

LEARNED, HELD, ODD = "468ace", "02", "13579bdf"
_CLASSES = {2: 0, 4: 1, 6: 2}
_NAME_MARKS = re.compile(r"['’]s?\b|[^\w\s-]")


class Targets(NamedTuple):
    """One entry a target: its sentence, span, class (0 negative, 1 neutral, 2 positive), article and person."""

    sentences: list[str]
    spans: list[tuple[int, int]]
    classes: np.ndarray
    articles: np.ndarray
    people: np.ndarray


def read_newsmtsc(path: Path) -> Targets:
    """Read a ``.jsonl`` file of NewsMTSC; articles are the first three fields of a ``gid``, people its surname."""
    rows = list(_rows(path))
    sentences, spans, classes, articles, people = zip(*rows, strict=True)
    return Targets(list(sentences), list(spans), np.array(classes), np.array(articles), np.array(people))


def of_digits(targets: Targets, digits: str) -> Targets:
    """Keep the targets of the sentences whose SHA-256 ends in one of some hexadecimal digits.

    Of the tweets about people the odd half (`ODD`) is only ever measured; of the even half a quarter (`HELD`) is
    calibrated on, and the rest (`LEARNED`) learned.
    """
    ends = [hashlib.sha256(sentence.encode()).hexdigest()[-1] for sentence in targets.sentences]
    return take(targets, np.array([end in digits for end in ends], dtype=bool))


def take(targets: Targets, keep: np.ndarray) -> Targets:
    """Keep some of the targets."""
    rows = np.flatnonzero(keep)
    sentences, spans = [targets.sentences[row] for row in rows], [targets.spans[row] for row in rows]
    return Targets(sentences, spans, targets.classes[keep], targets.articles[keep], targets.people[keep])


def _rows(path: Path) -> Iterator[tuple[str, tuple[int, int], int, str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        record = json.loads(line) if line else {"targets": []}
        for target in record["targets"]:
            span = int(target["from"]), int(target["to"])
            fields = record["primary_gid"].split("_")
            yield (
                record["sentence_normalized"],
                span,
                _CLASSES[int(target["polarity"])],
                "_".join(fields[:3]),
                _surname(target["Input.gid"]),
            )


def _surname(gid: str) -> str:
    """Last word of the name inside a gid: source_article_paragraph_sentence_NAME_from_to."""
    words = _NAME_MARKS.sub("", "_".join(gid.split("_")[4:-2])).lower().split()
    return words[-1] if words else ""


def macro_f1(confusion: np.ndarray) -> float:
    """Mean of the classes' F1 from counts (gold, predicted).

    Examples
    --------
    >>> macro_f1(np.array([[8, 2], [2, 8]]))
    0.8
    """
    right = np.diag(confusion)
    return float(np.mean(2 * right / np.maximum(confusion.sum(0) + confusion.sum(1), 1)))


def score_classes(gold: np.ndarray, found: np.ndarray) -> float:
    """Give macro-F1 of classes (0, 1, 2) against those that people gave.

    Examples
    --------
    >>> score_classes(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 2]))
    1.0
    """
    confusion = np.zeros((3, 3))
    np.add.at(confusion, (gold, found), 1)
    return macro_f1(confusion)


def person_correlation(values: np.ndarray, targets: Targets, fewest: int = 10) -> tuple[float, int]:
    """Correlate the mean value of each person with the mean of its labels (-1, 0, 1): r and the number of people."""
    names, index, n = np.unique(targets.people, return_inverse=True, return_counts=True)
    keep = (n >= fewest) & (names != "")
    means = [np.bincount(index, weights=column)[keep] / n[keep] for column in (values, targets.classes - 1)]
    return float(np.corrcoef(*means)[0, 1]), int(keep.sum())
