"""How often intervals hold the truth: ``python -m benchmarks.statistics [--simulations N] [DESIGN ...]``.

Each design draws articles anew, many times, from a world whose truth is known: articles of very unequal lengths whose
sentences hang together, hits that are rare, near-duplicates, balances that nearly always lean one way, people who are
seldom named, groups of unequal sizes. The same functions make intervals and tests as in a report. Printed is a table in
Markdown, the one of ``benchmarks/README.md``: the share of the printed intervals that hold the truth, with its Monte
Carlo error, how many of the draws had an interval, and how often the test found a difference (where there is none: its
false alarms). Three minutes of a core with 2,000 simulations a design.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from analysis.compare.intervals import (
    MOST,
    contrast_paired_ratios,
    contrast_ratios,
    group_clusters,
    interval_of_ratios,
    ratios,
)

Rows = np.ndarray
#: From a number of articles and chance to what each adds: shape (articles, 2), numerator and denominator.
World = Callable[[int, np.random.Generator], Rows]
MINIMUM = 10  # articles, as studies have it
MANY = 400_000  # articles from which the truth of a world is taken


def _lengths(n: int, random: np.random.Generator) -> np.ndarray:
    """Numbers of sentences: half of the articles have 20 at most, one in a hundred more than 130."""
    return np.maximum(np.round(random.lognormal(3.0, 0.8, n)), 2)


def tone(mean: float) -> World:
    """Sentence scores around a mean of their article (intraclass correlation .16)."""

    def draw(n: int, random: np.random.Generator) -> Rows:
        size, means = _lengths(n, random), random.normal(mean, 0.2, n)
        return np.column_stack([size * means + np.sqrt(size) * 0.45 * random.normal(size=n), size])

    return draw


def rate(per_100: float) -> World:
    """Hits per 100 sentences, in some articles many (a gamma rate of shape .5)."""

    def draw(n: int, random: np.random.Generator) -> Rows:
        size = _lengths(n, random)
        hits = random.poisson(size * random.gamma(0.5, per_100 / 50, n))
        return np.column_stack([100.0 * hits, size])

    return draw


def balance(share: float) -> World:
    """Three hits an article, unevenly; the mix of frames is drawn for each article."""

    def draw(n: int, random: np.random.Generator) -> Rows:
        hits = random.poisson(random.gamma(1.5, 2, n))
        positive = random.binomial(hits, random.beta(3 * share, 3 * (1 - share), n))
        return np.column_stack([2.0 * positive - hits, hits])

    return draw


def seldom(mean: float, share: float = 0.25) -> World:
    """Sentiment toward a person whom a share of the articles name."""

    def draw(n: int, random: np.random.Generator) -> Rows:
        mentions = (1 + random.poisson(1.5 * random.gamma(1, 1, n))) * (random.random(n) < share)
        means = random.normal(mean, 0.3, n)
        return np.column_stack([mentions * means + np.sqrt(mentions) * 0.4 * random.normal(size=n), mentions])

    return draw


def copied(world: World) -> World:
    """Clusters of near-duplicates: half have one article, some eight."""

    def draw(n: int, random: np.random.Generator) -> Rows:
        return np.asarray(world(n, random) * np.minimum(random.geometric(0.5, n), 8)[:, None])

    return draw


class Design(NamedTuple):
    """What is set against what: one world, two, or (`is_paired`) two whose articles are the same.

    `is_grouped`: where there are more clusters than are drawn one by one, they are summed into groups as in a report.
    """

    name: str
    kind: str
    a: World
    n_a: int
    b: World | None = None
    n_b: int = 0
    is_paired: bool = False
    is_grouped: bool = False


_OUTLETS, _VOICES, _ONE = "two outlets", "two voices", "one outlet"
DESIGNS = [
    Design("tone, 10 v 10 articles", _OUTLETS, tone(0.05), 10, tone(0.05), 10),
    Design("tone, 20 v 20", _OUTLETS, tone(0.05), 20, tone(0.05), 20),
    Design("tone, 50 v 50", _OUTLETS, tone(0.05), 50, tone(0.05), 50),
    Design("tone, 10 v 100", _OUTLETS, tone(0.05), 10, tone(0.05), 100),
    Design("tone, clusters, 20 v 20", _OUTLETS, copied(tone(0.05)), 20, copied(tone(0.05)), 20),
    Design("sentiment, named in a quarter, 60 v 60", _OUTLETS, seldom(-0.1), 60, seldom(-0.1), 60),
    Design("balance +.2 v 0, 20 v 20", _OUTLETS, balance(0.6), 20, balance(0.5), 20),
    Design("balance +.9 v +.9, 50 v 50", _OUTLETS, balance(0.95), 50, balance(0.95), 50),
    Design("balance +.86 v +.7, 50 v 50", _OUTLETS, balance(0.93), 50, balance(0.85), 50),
    Design("hits per 100: 3 v 3, 20 v 20", _OUTLETS, rate(3), 20, rate(3), 20),
    Design("hits per 100: 8 v 3, 10 v 10", _OUTLETS, rate(8), 10, rate(3), 10),
    Design("hits per 100: 8 v 3, 20 v 20", _OUTLETS, rate(8), 20, rate(3), 20),
    Design("hits per 100: 8 v 3, 50 v 50", _OUTLETS, rate(8), 50, rate(3), 50),
    Design("hits per 100: .5 v .5, 20 v 200", _OUTLETS, rate(0.5), 20, rate(0.5), 200),
    Design("hits per 100: 2 v .5, 50 v 50", _OUTLETS, rate(2), 50, rate(0.5), 50),
    Design("tone, own and quoted, 20", _VOICES, tone(0.05), 20, tone(0.05), 20, True),
    Design("balance +.7 v 0, own and quoted, 30", _VOICES, balance(0.85), 30, balance(0.5), 30, True),
    Design("tone, 10", _ONE, tone(0.05), 10),
    Design("tone, 20", _ONE, tone(0.05), 20),
    Design("tone, clusters, 12", _ONE, copied(tone(0.05)), 12),
    Design("sentiment, named in a quarter, 40", _ONE, seldom(-0.1), 40),
    Design("balance 0, 20", _ONE, balance(0.5), 20),
    Design("balance +.86, 20", _ONE, balance(0.93), 20),
    Design("balance +.86, 50", _ONE, balance(0.93), 50),
    Design("balance +.98, 72", _ONE, balance(0.99), 72),
    Design("hits per 100: 3, 20", _ONE, rate(3), 20),
    Design("hits per 100: .5, 50", _ONE, rate(0.5), 50),
]
#: Beyond 2,000 clusters: each drawn by itself, which no report does, and in groups by a hash of their names.
MANY_DESIGNS = [
    Design(f"{name}, {n:,} v {n:,}, {how}", _OUTLETS, world, n, world, n, is_grouped=is_grouped)
    for n, worlds in ((1_900, ("tone",)), (3_000, ("tone", "balance +.9", "hits per 100: .5")))
    for name, world in (("tone", tone(0.05)), ("balance +.9", balance(0.95)), ("hits per 100: .5", rate(0.5)))
    if name in worlds
    for how, is_grouped in (("each its own", False), ("in groups", True))
    if n > MOST or not is_grouped
]


class Result(NamedTuple):
    """Shares over the simulations of a design; `covered` is one of those with an interval, `found` of those tested."""

    covered: float
    n_printed: int
    found: float
    n_tested: int
    n: int


def simulate(design: Design, n: int, *, draws: int = 1000, seed: int = 0) -> Result:
    """Make the interval (and test) of a design many times over."""
    random = np.random.default_rng([seed, 1])
    truth = _truth(design, np.random.default_rng([seed, 2]))
    covered, found = [], []
    for number in range(n):
        a, b = _draw(design, random)
        if design.is_grouped:
            a = group_clusters(a, [f"a{place}" for place in range(len(a))])
            b = None if b is None else group_clusters(b, [f"b{place}" for place in range(len(b))])
        if b is None:
            lower, upper = interval_of_ratios(a, minimum=MINIMUM, draws=draws, seed=number)
            p = np.array([np.nan])
        else:
            test = contrast_paired_ratios if design.is_paired else contrast_ratios
            made = test(a, b, minimum=MINIMUM, draws=draws, most=draws, seed=number)
            lower, upper, p = made.lower, made.upper, made.p
        if not np.isnan(lower[0]):
            covered.append(lower[0] <= truth <= upper[0])
        if not np.isnan(p[0]):
            found.append(p[0] <= 0.05)
    shares = [float(np.mean(values)) if values else float("nan") for values in (covered, found)]
    return Result(shares[0], len(covered), shares[1], len(found), n)


def _truth(design: Design, random: np.random.Generator) -> float:
    if design.b is None:
        return float(ratios(design.a(MANY, random)[:, None])[0])
    sides = [float(ratios(world(MANY, np.random.default_rng(3))[:, None])[0]) for world in (design.a, design.b)]
    return sides[0] - sides[1]  # the same chance on both sides: worlds that are alike differ by 0


def _draw(design: Design, random: np.random.Generator) -> tuple[Rows, Rows | None]:
    a = design.a(design.n_a, random)[:, None]
    if design.b is None:
        return a, None
    b = design.b(design.n_b, random)[:, None]
    if design.is_paired:  # an article that is warm in its own words quotes warm ones: half of its mean is shared
        shared = random.normal(0, 0.15, (design.n_a, 1))
        a, b = (rows + np.stack([shared * rows[..., 1], np.zeros_like(shared)], axis=-1) for rows in (a, b))
    return a, b


def _row(name: str, kind: str, result: Result) -> str:
    def share(value: float, n: int) -> str:
        if not n:
            return "–"
        error = np.sqrt(value * (1 - value) / n)
        return f"{value:.3f} ± {error:.3f}".replace("0.", ".")

    printed = f"{100 * result.n_printed / result.n:.0f} %"
    return (
        f"| {kind} | {name} | {share(result.covered, result.n_printed)} | {printed} "
        f"| {share(result.found, result.n_tested)} |"
    )


def main() -> None:
    """Simulate the designs whose names hold one of the words given, or all, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.statistics", description=__doc__)
    parser.add_argument("designs", nargs="*", help="words of the names of designs; none: all")
    parser.add_argument("--simulations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--many", action="store_true", help="the designs of very many clusters, in place of the others")
    given = parser.parse_args()
    print("| of | design | holds the truth (95 %) | printed | p ≤ .05 |\n|---|---|---|---|---|")
    for design in MANY_DESIGNS if given.many else DESIGNS:
        if not given.designs or any(word in f"{design.kind} {design.name}" for word in given.designs):
            result = simulate(design, given.simulations, draws=given.draws, seed=given.seed)
            print(_row(design.name, design.kind, result), flush=True)


if __name__ == "__main__":
    main()
