"""Pronoun -> shares of the people it may mean, from where they are named and what they do in the sentence.

Each person named nearby gets a sum of weighted features (`features`); a softmax over the people, with "none of
them" at 0, turns the sums into shares. The weights stand in ``weights.csv``, learned by ``benchmarks/fit_pronouns.py``
from the GAP corpus (Webster et al. 2018, Mind the GAP); the shares are used as confidences.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from analysis.people.pronouns.features import Features, features
from analysis.people.pronouns.scene import Name, Scene

#: From this share on a pronoun is decided; below it nobody is.
CONFIDENT = 0.5
Span = tuple[int, int]


#: Sums of weights that are kept, by the features that they are of; beyond this number they are worked out anew.
LIMIT = 50_000


class Weights(dict[str, float]):
    """Weights by feature; one that was not learned weighs nothing."""

    def __init__(self, *weights: Any) -> None:
        super().__init__(*weights)
        self.sums = _Sums(self)

    def __missing__(self, feature: str) -> float:
        return 0.0


class _Sums(dict[tuple[str, ...], float]):
    """Sum of the weights of features that come together, as the same ones do again and again."""

    def __init__(self, weight: Weights) -> None:
        self.weight = weight

    def __missing__(self, flags: tuple[str, ...]) -> float:
        if len(self) > LIMIT:
            self.clear()
        self[flags] = found = sum(map(self.weight.__getitem__, flags))
        return found


@cache
def weights() -> Weights:
    """Weight of each feature, as learned; see ``weights.csv``.

    In GAP one of the two given names is meant nine times in ten, because the snippets were chosen so. An article knows
    no such favour, so the weights are learned without saying which names were given, and people of the study weigh as
    much as others whose name is surely a person's.
    """
    with (files("analysis.people.pronouns") / "weights.csv").open(encoding="utf-8") as file:
        return Weights({row["feature"]: float(row["weight"]) for row in csv.DictReader(file)})


def shares(people: Sequence[tuple[str, Features]], weight: Weights) -> dict[str, float]:
    """Turn features into each person's share; what is missing to 1 is the share of "none of them"."""
    raw = [
        weight.sums[found.flags] + sum([weight[name] * amount for name, amount in found.amounts]) for _, found in people
    ]
    top = max([0.0, *raw])
    powers = [exp(value - top) for value in raw]
    total = sum(powers) + exp(-top)
    return {entity: power / total for (entity, _), power in zip(people, powers, strict=True)}


def read_pronoun(scene: Scene, start: int, end: int, found: Mapping[str, float]) -> str | None:
    """Give the person with a share of at least `CONFIDENT`, and remember the pronoun as a place of that person."""
    best = max(found, key=lambda entity: found[entity], default=None)
    if best is None or found[best] < CONFIDENT:
        return None
    scene.add(Name(start, end, best, None, "pronoun"))
    return best


def resolve(
    text: str,
    sentences: Sequence[Span],
    names: Sequence[Name],
    pronouns: Sequence[tuple[int, int, str]],
    weight: Weights | None = None,
) -> list[dict[str, float]]:
    """Read pronouns from left to right and give each one's shares.

    Parameters
    ----------
    text : str
        Cleaned text.
    sentences : sequence of (start, end)
        In text order.
    names : sequence of Name
        Everyone named in the text.
    pronouns : sequence of (start, end, gender)
        Forms of *he* and *she*, in text order.
    weight : Weights, optional
        Weights of the features, if not those of ``weights.csv``.

    Returns
    -------
    list of dict
        For each pronoun the share in [0, 1] of each person it may mean; what is missing to 1 is "none of them".

    Examples
    --------
    >>> text = "Ann met Bo. She smiled."
    >>> names = [Name(0, 3, "ann", "she", "study"), Name(8, 10, "bo", "he", "study")]
    >>> [found] = resolve(text, [(0, 11), (12, 23)], names, [(12, 15, "she")])
    >>> list(found), found["ann"] > 0.5
    (['ann'], True)
    """
    scene = Scene(text, sentences, names)
    decisions = []
    for start, end, gender in pronouns:
        found = shares(features(scene, start, end, gender), weights() if weight is None else weight)
        read_pronoun(scene, start, end, found)
        decisions.append(found)
    return decisions
