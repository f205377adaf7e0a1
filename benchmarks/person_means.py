"""How sure the mean sentiment toward a person is within one article: ``python -m benchmarks.person_means [DATA]``.

An article with 3 to 40 mentions of a person is drawn anew many times: from worlds whose mean is known, and, where DATA
is the folder of PolNeAR texts (``polnear/dev``), from its articles, sentence by sentence, whose mean is what they hold.
Of each construction it is counted how often the interval holds the mean, and how often it leaves out 0 (*warm* or
*cool*); at a mean of 0 that is wrong. DATA also gives how far sentences lie apart and how alike mentions of one are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.compare.intervals import intervals_of_mentions
from analysis.compare.intervals.student import student_t
from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.targets import by_others, score_sentiments
from analysis.sentiment.valences import scoring_texts
from analysis.study import About, Person, Study
from benchmarks.validity.product import read_tables

__all__ = ["CONSTRUCTIONS", "MENTIONS", "WORLDS", "main", "simulate"]

MENTIONS = (3, 5, 10, 20, 40)
#: Shares of sentences that speak ill, neutrally and well of the person.
WORLDS = {
    "even": (0.25, 0.5, 0.25),
    "warm": (0.1, 0.5, 0.4),
    "hailed": (0.03, 0.27, 0.7),
    "flat": (0.02, 0.9, 0.08),
    "split": (0.45, 0.1, 0.45),
}
#: The value of a sentence that speaks ill or well, and how far values of one class lie apart.
_POLAR, _NOISE = 0.65, 0.12
#: A mention is as its sentence is in so many of 100, else on its own: mentions of a sentence correlate at .74.
_ALIKE = 0.86
#: Of sentences with a mention, those that hold one to four, as in PolNeAR.
_SIZES = (0.7, 0.23, 0.05, 0.02)
#: Sentences from which on an article of PolNeAR is drawn from.
_FEWEST = 8
_PEOPLE = {
    "trump": Person(name="Donald Trump", aliases=("Trump", "Donald J. Trump"), pronouns="he"),
    "clinton": Person(name="Hillary Clinton", aliases=("Clinton", "Hillary Rodham Clinton"), pronouns="she"),
    "obama": Person(name="Barack Obama", aliases=("Obama",), pronouns="he"),
    "pence": Person(name="Mike Pence", aliases=("Pence",), pronouns="he"),
}
Construction = Callable[[np.ndarray, np.ndarray, np.random.Generator], tuple[float, float]]
Draw = Callable[[int, np.random.Generator], tuple[np.ndarray, np.ndarray]]


def over_mentions(values: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Student's t over mentions, as if each were a sentence of its own."""
    reach = student_t(0.95, len(values) - 1) * values.std(ddof=1) / len(values) ** 0.5
    return float(values.mean() - reach), float(values.mean() + reach)


def over_sentences(values: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Student's t over what sentences add to the mean; the whole scale where there is only one."""
    sums = np.bincount(sentence, values - values.mean())
    n = len(sums)
    if n < 2:
        return -1.0, 1.0
    reach = student_t(0.95, n - 1) * (n / (n - 1) * (sums**2).sum()) ** 0.5 / len(values)
    return float(values.mean() - reach), float(values.mean() + reach)


def bootstrap(values: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Percentiles of the mean over sentences drawn with replacement."""
    n = int(sentence.max()) + 1
    drawn = random.multinomial(n, np.full(n, 1 / n), 300)
    low, high = np.quantile(drawn @ np.bincount(sentence, values) / (drawn @ np.bincount(sentence)), [0.025, 0.975])
    return float(low), float(high)


def chosen(values: np.ndarray, sentence: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    """Student's t over sentences with a spread known in part: `intervals_of_mentions`."""
    low, high = intervals_of_mentions(values, np.zeros(len(values), int), sentence, 1)
    return float(low[0]), float(high[0])


CONSTRUCTIONS: dict[str, Construction] = {
    "Student's t, mentions": over_mentions,
    "Student's t, sentences": over_sentences,
    "bootstrap over sentences": bootstrap,
    "spread known in part (ours)": chosen,
}


def draw_from(shares: tuple[float, ...], n: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw the values and the sentences of the mentions of one article of a world."""
    sentence = np.repeat(np.arange(n), random.choice(len(_SIZES), n, p=_SIZES) + 1)[:n]
    of_sentence = random.choice(3, n, p=shares)[sentence]
    tone = np.where(random.random(n) < _ALIKE, of_sentence, random.choice(3, n, p=shares)) - 1
    return np.clip(_POLAR * tone + _NOISE * random.standard_normal(n), -1, 1), sentence


def simulate(draw: Draw, mean: float, n: int, times: int, *, seed: int = 0) -> dict[str, np.ndarray]:
    """Give, of each construction, the share of intervals that hold the mean, that leave out 0, and their width."""
    random = np.random.default_rng([seed, n])
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in CONSTRUCTIONS}
    for _ in range(times):
        values, sentence = draw(n, random)
        for name, construct in CONSTRUCTIONS.items():
            low, high = construct(values, sentence, random)
            found[name].append((low <= mean <= high, low > 0 or high < 0, high - low))
    return {name: np.mean(rows, axis=0) for name, rows in found.items()}


def read_means(folder: Path, method: str) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Read the values and sentences of each person of each article that has enough sentences."""
    texts = [file.read_text(encoding="utf-8") for file in sorted((folder / "text").glob("*"))]
    study = Study(path=folder, study=About(id="labelled", title="Labelled"), people=_PEOPLE)
    tables = read_tables(texts, [_PEOPLE] * len(texts))
    sentences, segments, mentions = (tables[name] for name in ("sentences", "segments", "mentions"))
    scored = scoring_texts(tables["articles"], mentions, study, segments)
    table = by_others(score_sentiments(scored, sentences, segments, mentions, read_lexicon(), method))
    keys = ["article_id", "mention_index"]
    table = table[(table["method"] == method) & (table["n"] > 0)].merge(mentions[[*keys, "sentence_index"]], on=keys)
    for _, rows in table.groupby(["article_id", "target_id"]):
        sentence, _ = pd.factorize(rows["sentence_index"])
        if sentence.max() + 1 >= _FEWEST:
            yield rows["value"].to_numpy(float), sentence


def draw_again(
    values: np.ndarray, sentence: np.ndarray, n: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Draw sentences of an article with replacement until they hold so many mentions."""
    parts = [np.flatnonzero(sentence == one) for one in random.integers(0, sentence.max() + 1, n)]
    rows = np.concatenate(parts)[:n]
    return values[rows], np.repeat(np.arange(n), [len(part) for part in parts])[:n]


def describe_spread(units: list[tuple[np.ndarray, np.ndarray]]) -> str:
    """Say how far the sentences of an article lie apart, and how alike the mentions of a sentence are."""
    spreads, pairs, n_pairs = [], 0.0, 0
    for values, sentence in units:
        away, size = values - values.mean(), np.bincount(sentence)
        spreads.append(float((np.bincount(sentence, values) / size).std(ddof=1)))
        pairs += (np.bincount(sentence, away) ** 2 - np.bincount(sentence, away**2)).sum() / values.var(ddof=1)
        n_pairs += int((size * (size - 1)).sum())
    low, middle, high = np.quantile(spreads, [0.05, 0.5, 0.95])
    return (
        f"{len(units)} articles and people: spread of sentences {middle:.2f} ({low:.2f} to {high:.2f}), "
        f"likeness of mentions of one {pairs / n_pairs:.2f}"
    )


def main() -> None:
    """Print a table a world: a row a construction, a column a number of mentions, holds / decides / width."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.person_means", description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, help="folder of PolNeAR texts")
    parser.add_argument("--simulations", type=int, default=2000)
    parser.add_argument("--methods", nargs="*", default=["small", "linear", "clause"])
    given = parser.parse_args()
    for name, shares in WORLDS.items():
        mean = _POLAR * (shares[2] - shares[0])
        draw = partial(draw_from, shares)
        _print(f"{name}, mean {mean:+.2f}", [simulate(draw, mean, n, given.simulations) for n in MENTIONS])
    for method in given.methods if given.data else []:
        units = list(read_means(given.data, method))
        print(f"\n{method}: {describe_spread(units)}", flush=True)
        times = max(1, given.simulations // len(units))
        found = []
        for n in MENTIONS:
            parts = [
                simulate(partial(draw_again, *unit), unit[0].mean(), n, times, seed=at) for at, unit in enumerate(units)
            ]
            found.append({name: np.mean([part[name] for part in parts], axis=0) for name in CONSTRUCTIONS})
        _print(f"PolNeAR, `{method}`", found)


def _print(title: str, found: list[dict[str, np.ndarray]]) -> None:
    print(f"\n| {title} | " + " | ".join(f"{n} mentions" for n in MENTIONS) + " |")
    print("|---" * (len(MENTIONS) + 1) + "|")
    for name in CONSTRUCTIONS:
        cells = [" / ".join(f"{value:.2f}".removeprefix("0") for value in one[name]) for one in found]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
