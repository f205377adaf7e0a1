"""How sure a balance is within one article: ``python -m benchmarks.balance`` compares intervals by simulation.

An article of 5 to 40 hits is drawn anew many times from a true balance, hits in sentences of one to four. Of each
construction it is counted how often the interval holds the truth, and how often it leaves out 0 (*decided*). One that
decides fewer articles than the exact binomial test at .05 is too wide; at a true balance of 0 what it decides is wrong.

A last table is of a codebook that misses more of one frame than of the other: its interval over hits as it is, and
corrected by coded sentences of other articles (`analysis.validity.frames`), against the balance that is there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.intervals import interval_of_hits
from analysis.compare.intervals.beta import beta_quantile
from analysis.tables import TABLES
from analysis.validity.frames import correct_axes, measure_ratios

__all__ = ["CONSTRUCTIONS", "WORLDS", "main", "simulate", "simulate_corrected"]

HITS, BALANCES = (5, 10, 20, 40), (0.0, 0.3, 0.6)
#: How alike hits of one sentence are, and whether weights differ.
WORLDS = {
    "hits apart": (0.0, False),
    "hits of a sentence alike": (0.3, False),
    "weights .5 to 2": (0.0, True),
    "alike, weights": (0.3, True),
}
#: Of sentences with a hit, those that hold one to four, as in the shipped articles.
_SIZES = (0.62, 0.25, 0.09, 0.04)
#: Of a codebook, by frame: the share of sentences found where the frame is, and where it is not.
FOUND = {"positive": (0.35, 0.04), "negative": (0.60, 0.04)}
#: Sentences that are coded, and articles that they are of.
CODED, OF = 400, 40
Construction = Callable[[np.ndarray, np.ndarray, np.random.Generator], tuple[float, float]]


def exact(signed: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Clopper and Pearson's: leaves out 0 where the two-sided exact binomial test refuses it at .05."""
    n, x = len(signed), int((signed > 0).sum())
    low = beta_quantile(0.025, x, n - x + 1) if x else 0.0
    high = beta_quantile(0.975, x + 1, n - x) if x < n else 1.0
    return 2 * low - 1, 2 * high - 1


def wilson(signed: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Wilson's score interval of the hits."""
    n, share, z = len(signed), float((signed > 0).mean()), 1.96
    middle, reach = share + z * z / (2 * n), z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = (2 * (middle + side * reach) / (1 + z * z / n) - 1 for side in (-1, 1))
    return low, high


def bootstrap(signed: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Percentiles of the balance over sentences drawn with replacement."""
    n = int(sentence.max()) + 1
    drawn = random.multinomial(n, np.full(n, 1 / n), 300)
    balance = drawn @ np.bincount(sentence, signed, n) / (drawn @ np.bincount(sentence, np.abs(signed), n))
    low, high = np.quantile(balance, [0.025, 0.975])
    return float(low), float(high)


def chosen(signed: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Jeffreys' of as many hits as weights and likeness leave: `interval_of_hits`."""
    return interval_of_hits(signed, sentence)


CONSTRUCTIONS: dict[str, Construction] = {
    "exact binomial": exact,
    "Wilson": wilson,
    "bootstrap over sentences": bootstrap,
    "Jeffreys, worth of hits (ours)": chosen,
}


def draw(
    n: int, balance: float, alike: float, is_weighted: bool, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Draw the signed weights and the sentences of the hits of one article."""
    sizes = random.choice(len(_SIZES), n, p=_SIZES) + 1
    sentence = np.repeat(np.arange(n), sizes)[:n]
    share = (1 + balance) / 2
    spread = (1 - alike) / alike if alike else 0.0
    shares = random.beta(share * spread, (1 - share) * spread, n) if alike else np.full(n, share)
    weight = random.choice([0.5, 1.0, 2.0], n, p=[0.15, 0.7, 0.15]) if is_weighted else np.ones(n)
    return np.where(random.random(n) < shares[sentence], weight, -weight), sentence


def simulate(world: str, n: int, balance: float, times: int, *, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Give, of each construction, the share of intervals that hold the true balance and that leave out 0."""
    random = np.random.default_rng([seed, n, int(10 * balance), list(WORLDS).index(world)])
    found: dict[str, list[tuple[bool, bool]]] = {name: [] for name in CONSTRUCTIONS}
    for _ in range(times):
        signed, sentence = draw(n, balance, *WORLDS[world], random)
        for name, construct in CONSTRUCTIONS.items():
            low, high = construct(signed, sentence, random)
            found[name].append((low <= balance <= high, low > 0 or high < 0))
    return {name: tuple(np.mean(rows, axis=0).tolist()) for name, rows in found.items()}


def read_sentences(n: int, balance: float, random: np.random.Generator) -> pd.DataFrame:
    """Draw sentences, half of which hold a frame, and what the codebook finds in them."""
    side = np.where(random.random(n) < 0.5, np.where(random.random(n) < (1 + balance) / 2, 1, -1), 0)
    columns = {}
    for sign, (name, (there, elsewhere)) in zip((1, -1), FOUND.items(), strict=True):
        columns[f"is_{name}"] = (side == sign).astype(float)
        columns[f"found_{name}"] = random.random(n) < np.where(side == sign, there, elsewhere)
    return pd.DataFrame(columns)


def simulate_corrected(n: int, balance: float, times: int, *, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Give the share of intervals that hold the true balance and that leave out 0, as they are and corrected."""
    random = np.random.default_rng([seed, n, int(10 * balance)])
    found: dict[str, list[tuple[bool, bool]]] = {"as they are": [], "corrected": []}
    for _ in range(times):
        article = read_sentences(12 * n, balance, random)
        coded = read_sentences(CODED, 0.0, random).assign(axis_id="x", pi=1.0)
        coded["cluster_id"] = [str(at % OF) for at in range(CODED)]
        signed = np.stack([article["found_positive"], -1.0 * article["found_negative"]], axis=1).ravel()
        sentence = np.repeat(np.arange(len(article)), 2)[signed != 0][:n]
        signed = signed[signed != 0][:n]
        low, high = interval_of_hits(signed, sentence)
        row: dict[str, Any] = dict.fromkeys(TABLES["axis_scores"].dtypes, 0) | dict.fromkeys(
            ("unit_kind", "unit_id"), "a"
        )
        row |= {"axis_id": "x", "voice": "all", "section": "all", "kind": "hits", "verdict": "leaning"}
        row |= {"balance": signed.mean(), "lower": low, "upper": high}
        after = correct_axes(pd.DataFrame([row]), measure_ratios(coded)).iloc[0]
        for name, ends in (("as they are", (low, high)), ("corrected", (after["lower"], after["upper"]))):
            found[name].append((ends[0] <= balance <= ends[1], ends[0] > 0 or ends[1] < 0))
    return {name: tuple(np.mean(rows, axis=0).tolist()) for name, rows in found.items()}


def main() -> None:
    """Print a table a world: a row a construction, a column a number of hits and a true balance, holds / decides."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.balance", description=__doc__)
    parser.add_argument("--simulations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    columns = [(n, balance) for n in HITS for balance in BALANCES]
    for world in WORLDS:
        print(f"\n| {world} | " + " | ".join(f"{n} hits, {balance:g}" for n, balance in columns) + " |")
        print("|---" * (len(columns) + 1) + "|")
        found = [simulate(world, n, balance, given.simulations, seed=given.seed) for n, balance in columns]
        for name in CONSTRUCTIONS:
            cells = [f"{one[name][0]:.2f} / {one[name][1]:.2f}".replace("0.", ".") for one in found]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    print(
        "\n| codebook that misses more of one frame | " + " | ".join(f"{n} hits, {one:g}" for n, one in columns) + " |"
    )
    print("|---" * (len(columns) + 1) + "|")
    wrong = [simulate_corrected(n, one, given.simulations // 4, seed=given.seed) for n, one in columns]
    for name in ("as they are", "corrected"):
        cells = [f"{one[name][0]:.2f} / {one[name][1]:.2f}".replace("0.", ".") for one in wrong]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
