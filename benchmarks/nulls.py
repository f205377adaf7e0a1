"""Where nothing is, is nothing found? ``python -m benchmarks.nulls [NAME ...] [ARTICLES]`` prints JSON objects.

Without names all are run (about ten minutes on one core): words, lengths, copies, changes, events, days. ARTICLES, a
CSV with article_id, outlet, published and text, gives `words` real articles.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.contrasts import Question, contrast_families
from analysis.compare.intervals.changes import Panel, find_step, make_panel, measure_jump
from analysis.compare.words.keyness import find_keyness
from analysis.corpus.demo import write_demo

Result = dict[str, Any]
DAYS = 240


def words(file: Path | None = None, splits: int = 12) -> Result:
    """Cut the articles of one outlet in two at random: words that are told apart by article, and by words alone."""
    with tempfile.TemporaryDirectory() as folder:
        if file is None:
            write_demo(folder, articles=600, outlets=3)
        articles = pd.read_csv(file or Path(folder) / "articles.csv", dtype=str)
    sizes = articles["outlet"].value_counts()
    result: Result = {"articles": len(articles), "splits": splits}
    for outlet in sizes.index[:3]:
        own = articles[articles["outlet"] == outlet]
        found = [_split(own, seed) for seed in range(splits)]
        told, by_words, tested = (np.array(values) for values in zip(*found, strict=True))
        result[str(outlet)] = {
            "articles": len(own),
            "splits_with_a_word": int((told > 0).sum()),
            "words_by_g2": [int(by_words.min()), int(by_words.max())],
            "words_tested": int(np.median(tested)),
        }
    if len(sizes) > 1:
        table = _keyness(articles.rename(columns={"outlet": "outlet_id"}), *map(str, sizes.index[:2]))
        result["between_two_outlets"] = int((table["q"] <= 0.05).sum())
    return result


def _split(articles: pd.DataFrame, seed: int) -> tuple[int, int, int]:
    is_x = np.random.default_rng(seed).permutation(len(articles)) < len(articles) // 2
    table = _keyness(articles.assign(outlet_id=np.where(is_x, "x", "y")), "x", "y")
    by_words = int((table["g2"].abs() > 15.13).sum())  # p below .0001: what a false discovery rate leaves of thousands
    return int((table["q"] <= 0.05).sum()), by_words, int(table["p"].notna().sum())


def _keyness(articles: pd.DataFrame, unit_a: str, unit_b: str) -> pd.DataFrame:
    columns = {"article_id": articles["article_id"], "voice": "own", "start": 0, "end": articles["text"].str.len()}
    return find_keyness(articles, pd.DataFrame(columns), [(unit_a, unit_b)], voices=["own"], most=None)


def lengths(simulations: int = 20) -> Result:
    """Invent two outlets of which one writes longer, with equal rates of 1,500 words that come in bursts."""
    result: Result = {"simulations": simulations}
    for n_a, n_b, long, short in (
        (60, 60, 600, 600),
        (100, 100, 1200, 500),
        (30, 120, 1200, 500),
        (120, 30, 1200, 500),
    ):
        told, by_words, small = 0, 0, []
        for seed in range(simulations):
            random = np.random.default_rng(seed)
            rows = _bursts("x", n_a, long, random) + _bursts("y", n_b, short, random)
            frame = pd.DataFrame(rows, columns=["article_id", "outlet_id", "text"])
            table = _keyness(frame, "x", "y")
            told += bool((table["q"] <= 0.05).any())
            by_words += int((table["g2"].abs() > 15.13).sum())
            small.append(table["p"].dropna())
        p = np.concatenate(small)
        result[f"{n_a} of {long} and {n_b} of {short} words"] = {
            "with_a_word": told / simulations,
            "words_by_g2": by_words / simulations,
            "p_of_05_or_less": round(float((p <= 0.05).mean()), 4),
            "p_of_001_or_less": round(float((p <= 0.001).mean()), 5),
        }
    return result


def _bursts(outlet: str, n: int, length: int, random: np.random.Generator) -> list[tuple[str, str, str]]:
    names = np.array([f"{chr(97 + k // 676)}{chr(97 + k // 26 % 26)}{chr(97 + k % 26)}q" for k in range(1500)])
    rate = 0.002 * np.arange(1, 1501) ** -0.7
    rows = []
    for number in range(n):
        often = random.poisson(rate * random.lognormal(np.log(length), 0.6) * random.gamma(0.3, 1 / 0.3, 1500))
        rows.append((f"{outlet}{number}", outlet, " ".join(np.repeat(names, often)) or "none"))
    return rows


def copies(simulations: int = 400, draws: int = 400) -> Result:
    """Give two equal outlets 20 texts each and 12 wire texts of another tone, which one of them always prints first."""
    p: dict[str, list[float]] = {"with": [], "without": [], "if_the_first_keeps_them": []}
    differences: list[float] = []
    for seed in range(simulations):
        random = np.random.default_rng(seed)
        own = [(f"{unit}{at}", unit, value) for unit in "ab" for at, value in enumerate(random.normal(0, 0.3, 20))]
        wire = [(f"{unit}w{at}", unit, v) for at, v in enumerate(random.normal(0.35, 0.3, 12)) for unit in "ab"]
        rows = pd.DataFrame(own + wire, columns=["article_id", "unit_id", "numerator"])
        rows = rows.assign(measure="tone", facet="all", denominator=1.0)
        clusters = [f"aw{one[2:]}" if one[1] == "w" else one for one in rows["article_id"]]
        table = pd.DataFrame({"article_id": rows["article_id"], "cluster_id": clusters})
        found = contrast_families([Question("units", rows, [("a", "b")])], table, draws=draws, seed=seed)
        found = found.set_index("copies")
        for kept in ("with", "without"):
            p[kept].append(float(found["p"][kept]))
        first = rows[~rows["article_id"].str.startswith("bw")]
        found_first = contrast_families([Question("units", first, [("a", "b")])], table, draws=draws, seed=seed).iloc[0]
        p["if_the_first_keeps_them"].append(float(found_first["p"]))
        differences.append(float(found["difference"]["without"]))
    shares = {f"positives_{kept}": float(np.mean(np.array(values) <= 0.05)) for kept, values in p.items()}
    return {"simulations": simulations, **shares, "mean_difference_without": round(float(np.mean(differences)), 4)}


KINDS = ("nothing", "mix of outlets", "trend", "articles of a day alike", "mood", "step", "mix and step")


def _panel(kind: str, seed: int, n: int = 240) -> Panel:
    """Invent articles of two outlets over 240 days; a step is one of .3 in the middle."""
    random = np.random.default_rng(seed)
    day, outlet, units = np.sort(random.integers(0, DAYS, n)), random.integers(0, 2, n), random.integers(3, 20, n)
    level = np.zeros(n)
    if "mix" in kind:
        outlet = (random.random(n) < 0.1 + 0.8 * (day > DAYS / 2)).astype(int)
        level = np.where(outlet == 1, 0.3, -0.3)
    if kind == "trend":
        level = 0.6 * (day / DAYS - 0.5)
    if kind == "articles of a day alike":
        level = random.normal(0, 0.25, DAYS)[day]
    if kind == "mood":  # halves in a week
        mood = [random.normal()]
        while len(mood) < DAYS:
            mood.append(0.9 * mood[-1] + random.normal(0, np.sqrt(1 - 0.81)))
        level = 0.2 * np.array(mood)[day]
    if "step" in kind:
        level = level + 0.3 * (day >= DAYS // 2)
    return make_panel(day, outlet, units * (level + random.normal(0, 0.3, n)), units.astype(float))


def changes(simulations: int = 400, draws: int = 500) -> Result:
    """Look for a change of level where there is none, a trend or a step: what is found, and what it is called."""
    result: Result = {"simulations": simulations, "draws": draws}
    for kind in KINDS:
        found = [find_step(_panel(kind, seed), draws=draws, seed=seed) for seed in range(simulations)]
        known = [one for one in found if one is not None]
        moved = np.array([one.p <= 0.05 for one in known])
        step, slope = (np.array([getattr(one, f"p_{name}") <= 0.05 for one in known]) for name in ("step", "slope"))
        shares = {"moves": moved, "a step": moved & step & ~slope, "a slope": moved & ~step & slope}
        result[kind] = {name: round(float(values.mean()), 3) for name, values in shares.items()}
        if "step" in kind:
            held = [one.first <= DAYS // 2 <= one.last for one in known]
            result[kind]["day_held"] = round(float(np.mean(held)), 3)
    return result


def events(simulations: int = 400, draws: int = 500) -> Result:
    """Test a day in the middle, 90 days on either side: p of .05 or less, and intervals that hold the truth."""
    result: Result = {"simulations": simulations, "draws": draws}
    for kind in KINDS:
        true = 0.3 * ("step" in kind)
        made = [_panel(kind, seed) for seed in range(simulations)]
        near = [Panel(*(values[np.abs(one.day - DAYS // 2) <= 90] for values in one)) for one in made]
        found = [measure_jump(one, one.day >= DAYS // 2, draws=draws, seed=seed) for seed, one in enumerate(near)]
        found = [one for one in found if not np.isnan(one.p)]
        result[kind] = {
            "p_of_05_or_less": round(float(np.mean([one.p <= 0.05 for one in found])), 3),
            "held": round(float(np.mean([one.lower <= true <= one.upper for one in found])), 3),
            "mean": round(float(np.mean([one.step for one in found])), 3),
        }
    return result


def days(simulations: int = 300, draws: int = 400) -> Result:
    """Give articles of a day one event of their own: intervals over articles, and over the days of the story."""
    covered = {"articles": 0, "days": 0}
    for seed in range(simulations):
        random = np.random.default_rng(seed)
        rows = []
        for unit in "ab":
            happened = random.integers(0, 30, 40)
            mood = random.normal(0, 0.25, 30)
            rows += [
                (f"{unit}{k}", unit, f"{unit}{d}", mood[d] + random.normal(0, 0.3)) for k, d in enumerate(happened)
            ]
        table = pd.DataFrame(rows, columns=["article_id", "unit_id", "drawn_id", "numerator"])
        samples = table.assign(measure="tone", facet="all", denominator=1.0).drop(columns="drawn_id")
        for name, drawn in (("articles", table["article_id"]), ("days", table["drawn_id"])):
            clusters = table[["article_id"]].assign(cluster_id=table["article_id"], drawn_id=drawn)
            found = contrast_families(
                [Question("units", samples, [("a", "b")])], clusters, draws=draws, seed=seed
            ).iloc[0]
            covered[name] += found["lower"] <= 0 <= found["upper"]
    return {"simulations": simulations} | {f"held_over_{name}": n / simulations for name, n in covered.items()}


MEASUREMENTS: dict[str, Callable[..., Result]] = {
    run.__name__: run for run in (words, lengths, copies, changes, events, days)
}


def main(arguments: list[str]) -> None:
    """Run the named measurements, or all."""
    files = [Path(one) for one in arguments if one.endswith(".csv")]
    names = [one for one in arguments if not one.endswith(".csv")]
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.exit(f"Usage: python -m benchmarks.nulls [NAME ...] [ARTICLES.csv]; NAME: {', '.join(MEASUREMENTS)}.")
    for name in names or MEASUREMENTS:
        given = files[:1] if name == "words" else []
        print(json.dumps({"measurement": name, **MEASUREMENTS[name](*given)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
