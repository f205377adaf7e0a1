"""Learn the weights of pronouns from GAP: ``python -m benchmarks.fit_pronouns OUT TSV [TSV …]``.

A softmax over the people of each snippet and "none of them", with a quadratic penalty; where neither name is meant,
any other reading is right. Which names are given is not told (`_as_strangers`): it would make them likelier than
anybody else who is named, as the snippets were chosen so. Pronouns before the annotated one are read with the weights
of the round before. Prints cross-validated scores (five folds of snippets): each fold is read as articles are, with
the weights of the others. Then writes the weights of all snippets to OUT.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np

from analysis.people.names.strangers import find_described, find_strangers
from analysis.people.pronouns import singular
from analysis.people.pronouns.antecedents import Weights, read_pronoun, shares
from analysis.people.pronouns.features import Features, features
from analysis.people.pronouns.scene import Name, Scene
from analysis.text.sentences import split_sentences
from benchmarks.validity.pronouns import Case, count_gap, find_meant, read_gap, score_gap

PENALTY, ROUNDS, STEPS, RARE, FOLDS = 2.0, 3, 300, 20, 5

Described = list[tuple[str, Features]]


def fit(cases: Sequence[Case]) -> Weights:
    """Learn weights in rounds: each reads the pronouns before the annotated one with the last round's weights."""
    weight = Weights()
    gold = [next(iter(case.gold.values())) for case in cases]
    for _ in range(ROUNDS):
        described = [_describe(case, weight) for case in cases]
        found = learn(described, gold, [("A", "B")] * len(cases), PENALTY, RARE)
        # people of a study weigh as much as others whose name is surely a person's
        weight = Weights(found | {"certainty study": found["certainty person"]})
    return weight


def _describe(case: Case, weight: Weights) -> Described:
    taken = sorted(name[:2] for name in case.names)
    others = [Name(*someone) for someone in (*find_strangers(case.text, taken), *find_described(case.text))]
    scene = Scene(case.text, split_sentences(case.text), [*_as_strangers(case), *others])
    for start, end, gender in case.pronouns:
        found = features(scene, start, end, gender)
        if start in case.gold:
            return found
        read_pronoun(scene, start, end, shares(found, weight))
    return []


def _as_strangers(case: Case) -> list[Name]:
    """Give the two names of a snippet as any other of its names: as sure of being a person, their pronoun if told."""
    found = find_strangers(case.text)
    names = []
    for name in case.names:
        like = next((one for one in found if one.start < name.end and name.start < one.end), None)
        gender = name.gender if like and like.gender == name.gender else None
        names.append(name._replace(certainty=like.certainty if like else "maybe", gender=gender))
    return names


def learn(
    described: Sequence[Described],
    gold: Sequence[str | None],
    known: Sequence[Collection[str]],
    penalty: float,
    rare: int,
) -> Weights:
    """Minimise the penalised log loss with Adam; features seen fewer than `rare` times are left out.

    Parameters
    ----------
    described : sequence of list of (entity, features)
        For each case the people who may be meant.
    gold : sequence of str or None
        Who is meant; None: nobody of `known`.
    known : sequence of collection of str
        The people of each case's study.
    penalty : float
        Weight of the squares of the weights.
    rare : int
        The fewest times.
    """
    seen = Counter(key for people in described for _, found in people for key in _names(found))
    keys = sorted(key for key, n in seen.items() if n >= rare)
    place = {key: index for index, key in enumerate(keys)}
    rows = [(case, entity, found) for case, people in enumerate(described) for entity, found in people]
    values = np.zeros((len(rows), len(keys)))
    for row, (_, _, found) in enumerate(rows):
        for key, value in [*((flag, 1.0) for flag in found.flags), *found.amounts]:
            if key in place:
                values[row, place[key]] = value
    case = np.array([row[0] for row in rows])
    is_gold = np.array([row[1] == gold[row[0]] for row in rows])
    is_given = np.array([row[1] in known[row[0]] for row in rows])
    is_none = np.array([one is None for one in gold])[case]
    weight, mean, square = np.zeros(len(keys)), np.zeros(len(keys)), np.zeros(len(keys))
    for step in range(1, STEPS + 1):
        power = np.exp(np.clip(values @ weight, -30, 30))
        share = power / (np.bincount(case, power, minlength=len(gold)) + 1)[case]
        other = power * ~is_given / (np.bincount(case, power * ~is_given, minlength=len(gold)) + 1)[case]
        slope = values.T @ (share - np.where(is_none, other, is_gold)) + penalty * weight
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.15 * (1 - step / (STEPS + 1))
        weight -= rate * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return Weights(zip(keys, weight.tolist(), strict=True))


def _names(found: Features) -> list[str]:
    return [*found.flags, *(name for name, _ in found.amounts)]


def cross_validate(cases: Sequence[Case], seed: int = 0) -> dict[str, float]:
    """Score each fold with the weights of the others."""
    order = np.random.default_rng(seed).permutation(len(cases))
    counts = []
    for fold in range(FOLDS):
        weight = fit([cases[i] for i in np.delete(order, np.s_[fold::FOLDS]).tolist()])
        held = [cases[i] for i in order[fold::FOLDS].tolist()]
        with patch.object(singular, "weights", lambda found=weight: found):
            counts += [count_gap(case, meant) for case, meant in zip(held, find_meant(held), strict=True)]
    return score_gap(np.array(counts).sum(axis=0))


def main(arguments: list[str]) -> None:
    """Learn from the files and write the table of weights."""
    if len(arguments) < 2:
        sys.exit("Usage: python -m benchmarks.fit_pronouns OUT TSV [TSV …]")
    out, cases = Path(arguments[0]), [case for path in arguments[1:] for case in read_gap(Path(path))]
    print("cross-validated:", cross_validate(cases))
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((key, f"{value:.2f}") for key, value in sorted(fit(cases).items()))


if __name__ == "__main__":
    main(sys.argv[1:])
