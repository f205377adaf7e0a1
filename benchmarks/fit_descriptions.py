"""Learn whom descriptions mean from articles labelled by hand: ``python -m benchmarks.fit_descriptions OUT FOLDER …``.

Each FOLDER holds articles as `benchmarks.labelled` reads them. A softmax over the people whom each description may
mean and "none of them", as for pronouns (`benchmarks.fit_pronouns`); where nobody of the study is meant, any other
reading is right. Descriptions before are read with the weights of the round before. Prints cross-validated counts
(folds of whole articles: each is read as articles are, with the weights of the others) of right, open and wrong by
the least share that decides, then writes the weights of all articles to OUT.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from analysis.people.descriptions import someone
from analysis.people.descriptions.ranked import CONFIDENT, features
from analysis.people.pronouns.antecedents import Weights, shares
from analysis.people.pronouns.features import Features
from analysis.people.state import State
from benchmarks.fit_pronouns import learn
from benchmarks.labelled import LabelledArticle, pair

ROUNDS, FOLDS, PENALTY, RARE = 2, 7, 1.0, 4

Span = tuple[int, int]


class Example(NamedTuple):
    """A description: who may be meant, who is (None: nobody of the study), and all people of the study."""

    people: list[tuple[str, Features]]
    gold: str | None
    known: frozenset[str]
    words: str = ""


def read_examples(file: Path, weight: Weights) -> list[Example]:
    """Read an article with weights and give each of its descriptions that was ranked and means one person or nobody."""
    ranked: dict[Span, list[tuple[str, Features]]] = {}

    def note(state: State, start: int, end: int, *rest: object) -> list[tuple[str, Features]]:
        found = ranked[start, end] = features(state, start, end, *rest)  # type: ignore[arg-type]
        return found

    with patch.object(someone, "features", note), patch.object(someone, "weights", lambda: weight):
        article = LabelledArticle(file)
    spans = [span for span in ranked if not article.runs or span[0] >= article.runs[0][0]]
    labels = list(article.labels_of("descriptions", "who"))
    rows = [article.raw(*span) for span in spans]
    paired = {at: label for label, at in pair([span for span, *_ in labels], [[row] for row in rows]).items()}
    meant = {span: people for span, people, _ in labels}
    known = frozenset(article.labels["people"])
    examples = []
    for at, span in enumerate(spans):
        wanted = meant.get(paired[at], set()) & known if at in paired else set()
        if len(wanted) < 2:
            words = article.text[slice(*rows[at])]
            examples.append(Example(ranked[span], next(iter(wanted), None), known, words))
    return examples


def fit(files: Sequence[Path]) -> Weights:
    """Learn weights in rounds."""
    weight = Weights()
    for _ in range(ROUNDS):
        weight = _fit([one for file in files for one in read_examples(file, weight)])
    return weight


def _fit(examples: Sequence[Example]) -> Weights:
    return learn(
        [one.people for one in examples],
        [one.gold for one in examples],
        [one.known for one in examples],
        PENALTY,
        RARE,
    )


def cross_validate(files: Sequence[Path]) -> list[tuple[Example, dict[str, float]]]:
    """Give each description with its shares by the weights of the other articles."""
    found = []
    for fold in range(FOLDS):
        weight = fit([file for at, file in enumerate(files) if at % FOLDS != fold])
        for file in files[fold::FOLDS]:
            found += [(one, shares(one.people, weight)) for one in read_examples(file, weight)]
    return found


def count(found: Sequence[tuple[Example, dict[str, float]]], least: float) -> Counter[str]:
    """Count right, open and wrong of those who are of the study, and of the others how many are given to somebody."""
    counts: Counter[str] = Counter()
    for one, share in found:
        best = max(share, key=share.__getitem__, default=None)
        best = best if best in one.known and share[best] >= least else None
        if one.gold:
            counts["right" if best == one.gold else "wrong" if best else "open"] += 1
        else:
            counts["other, given to somebody" if best else "other, right"] += 1
    return counts


def main(arguments: list[str]) -> None:
    """Learn from the folders and write the table of weights."""
    if len(arguments) < 2:
        sys.exit("Usage: python -m benchmarks.fit_descriptions OUT FOLDER …")
    files = [file for folder in arguments[1:] for file in sorted(Path(folder).glob("*.json"))]
    found = cross_validate(files)
    for least in (0.3, CONFIDENT, 0.6, 0.7):
        print(f"cross-validated, share of at least {least}:", dict(sorted(count(found, least).items())))
    with Path(arguments[0]).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((key, f"{value:.2f}") for key, value in sorted(fit(files).items()))


if __name__ == "__main__":
    main(sys.argv[1:])
