"""What compare/ promises: ``python -m benchmarks.compare [NAME ...]`` prints one JSON object for each measurement.

Without names all are run (about ten minutes on one core): ledger, ledger_speed, copies, draws, narrated, demo.
Times are processor seconds of this process, so that other work on the machine does not count.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis.compare.copies import find_copies
from analysis.compare.intervals import contrast_ratios
from analysis.compare.quotes.ledger import find_shared_quotes
from analysis.compare.whole import compare_all
from analysis.corpus.demo import write_demo
from analysis.corpus.demo.speech import make_utterance
from analysis.tables import TABLES, conform, empty
from analysis.times.phrases import find_phrases
from benchmarks.planted import plant_quotations

Result = dict[str, Any]


def ledger(seeds: int = 5, n: int = 5000) -> Result:
    """Find planted utterances again: pairs of quotations that belong together, and the kind of each telling."""
    totals = np.zeros(3)
    told: dict[str, list[int]] = {}
    for seed in range(seeds):
        planted = plant_quotations(n, seed=seed)
        found = find_shared_quotes(planted.quotes, planted.articles)
        true_pairs, found_pairs = _pairs(planted.truth, "utterance"), _pairs(found, "utterance_id")
        totals += len(true_pairs & found_pairs), len(found_pairs), len(true_pairs)
        for kind, variant in _variants(planted.truth, found):
            right, every = told.setdefault(kind, [0, 0])
            told[kind] = [right + (variant == kind), every + 1]
    n_right, n_found, n_true = totals.tolist()
    kinds = {kind: round(hits / every, 3) for kind, (hits, every) in sorted(told.items()) if kind != "unresolved"}
    return {
        "corpora": seeds,
        "quotations": seeds * n,
        "precision": n_right / n_found,
        "recall": n_right / n_true,
        "kind_recall": kinds,
    }


def _pairs(frame: pd.DataFrame, column: str) -> set[tuple[Any, Any]]:
    found: set[tuple[Any, Any]] = set()
    for _, part in frame.groupby(column):
        members = sorted(set(zip(part["article_id"], part["quote_index"], strict=True)))
        found |= {(one, two) for place, one in enumerate(members) for two in members[place + 1 :]}
    return found


def _variants(truth: pd.DataFrame, found: pd.DataFrame) -> list[tuple[str, str]]:
    keys = ["article_id", "quote_index"]
    merged = truth.drop_duplicates(keys).merge(found.drop_duplicates(keys), on=keys)
    return list(zip(merged["kind_x"], merged["variant"], strict=True))


def ledger_speed(n: int = 100_000) -> Result:
    """Time the ledger of a large corpus, where a speaker says no more in a day than in a small one."""
    planted = plant_quotations(n, speakers=n // 80, outlets=200)
    seconds, found = _timed(lambda: find_shared_quotes(planted.quotes, planted.articles))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    true_pairs, found_pairs = _pairs(planted.truth, "utterance"), _pairs(found, "utterance_id")
    right = len(true_pairs & found_pairs)
    precision, recall = right / len(found_pairs), right / len(true_pairs)
    return {"quotations": n, "precision": precision, "recall": recall, "seconds": seconds, "peak_mb": peak}


def copies(n: int = 2000) -> Result:
    """Find planted near-duplicates: another opening, a cut to three fifths, a word in sixteen replaced."""
    random = np.random.default_rng(0)
    texts, true = [], []
    for number in range(n):
        text = " ".join(make_utterance("x", random).text for _ in range(12))
        texts.append(text)
        true.append(number)
        for _ in range(int(random.integers(0, 3))):
            sentences = text.split(". ")
            changed = [
                ". ".join(["A new opening of the story", *sentences[2:]]),
                ". ".join(sentences[: int(len(sentences) * 0.6)]),
                _reword(text, random),
            ]
            texts.append(str(random.choice(changed)))
            true.append(number)
    frame = pd.DataFrame({"article_id": [str(i) for i in range(len(texts))], "text": texts})
    articles = conform(frame.reindex(columns=list(TABLES["articles"].dtypes)), "articles")
    seconds, found = _timed(lambda: find_copies(articles, empty("quotes")))
    planted = pd.DataFrame({"article_id": frame["article_id"], "quote_index": 0, "cluster": true})
    found = found.assign(quote_index=0)
    true_pairs, found_pairs = _pairs(planted, "cluster"), _pairs(found, "cluster_id")
    right = len(true_pairs & found_pairs)
    return {
        "articles": len(texts),
        "words": int(found["n_words"].sum()),
        "precision": right / len(found_pairs),
        "recall": right / len(true_pairs),
        "seconds": seconds,
    }


def _reword(text: str, random: np.random.Generator) -> str:
    words = text.split(" ")
    for place in random.choice(len(words), len(words) // 16, replace=False).tolist():
        words[place] = f"other{place}"
    return " ".join(words)


def draws() -> Result:
    """Time 2,000 draws over 100,000 sentences: in 4,000 articles, and each an article of its own."""
    random = np.random.default_rng(0)
    scores = pd.DataFrame({"article": random.integers(4000, size=100_000), "score": random.normal(size=100_000)})

    def contrast() -> object:
        sums = scores.groupby("article")["score"].agg(["sum", "count"]).to_numpy(float)[:, None]
        return contrast_ratios(sums[:2000], sums[2000:])

    alone = np.column_stack([random.normal(size=100_000), np.ones(100_000)])[:, None]
    return {
        "seconds_in_articles": _timed(contrast)[0],
        "seconds_each_alone": _timed(lambda: contrast_ratios(alone[:50_000], alone[50_000:]))[0],
    }


def narrated() -> Result:
    """Read the two lists of expressions of the tests; time the reading of a text of a megabyte."""
    folder = Path(__file__).parent.parent / "tests" / "times"
    lists = {}
    for name in ("narrated_expressions", "time_expressions"):
        with (folder / f"{name}.csv").open(encoding="utf-8") as file:
            lists[name] = list(csv.DictReader(file))
    text = " ".join(row["sentence"] for rows in lists.values() for row in rows)
    text *= 1_000_000 // len(text)
    return {
        **{name: dict(Counter(_judge(row) for row in rows)) for name, rows in lists.items()},
        "seconds_per_mb": _timed(lambda: find_phrases(text))[0],
    }


def _judge(row: dict[str, str]) -> str:
    """Compare what is read with what a person reads: right, wrong, open (no days are claimed) or missed."""
    told, sentence = pd.Timestamp(row["published"]).date(), row["sentence"]
    start = sentence.index(row["surface"])
    end = start + len(row["surface"]) if row["surface"] else len(sentence)
    spans = [phrase.resolve(told) for phrase in find_phrases(sentence) if phrase.start < end and start < phrase.end]
    claimed = [span for span in spans if span.earliest and span.precision != "open"]
    if not row["surface"] or not spans:
        return "wrong" if claimed else "open" if spans else "missed" if row["surface"] else "right"
    wanted = (row["earliest"], row["latest"])
    if len(claimed) <= 1 and any((str(span.earliest or ""), str(span.latest or "")) == wanted for span in spans):
        return "right"
    return "wrong" if claimed else "open" if row["earliest"] else "right"


def demo(articles: int = 400, outlets: int = 6) -> Result:
    """Read and compare the generated corpus: what is recovered of what was planted, and how long it takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_demo(folder, articles=articles, outlets=outlets)
        planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
        read, reading = _timed(lambda: analysis.read(folder))
        compared, tables = _timed(lambda: compare_all(reading.tables, reading.study))
    scores = reading.axis_scores
    chosen = (scores["unit_kind"] == "outlet") & (scores["section"] == "all") & (scores["voice"] == "own")
    found = scores[chosen].set_index("unit_id")["balance"]
    copied = set(tables["copies"].query("n_copies > 1")["article_id"])
    rows = tables["contrasts"].query("measure == 'balance' and facet == 'reunion-feud:own' and copies == 'with'")
    pairs = rows[~rows["unit_a"].str.contains(":")]
    alike = pairs[pairs[["unit_a", "unit_b"]].isin(planted["alike"]).all(axis=1)]
    return {
        "articles": articles,
        "largest_error_of_balance": max(abs(found[outlet] - value) for outlet, value in planted["balance"].items()),
        "copies_right": copied == set(planted["copies"]) | set(planted["copies"].values()),
        "outlet_pairs_told_apart": int((pairs["q"] <= 0.05).sum()),
        "outlet_pairs": len(pairs),
        "p_of_the_pair_alike": float(alike["p"].iloc[0]),
        "event_difference": float(rows.loc[rows["unit_a"] == "after:filing", "difference"].iloc[0]),
        "seconds_read": read,
        "seconds_compared": compared,
    }


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = run()
    return round(time.process_time() - start, 2), result


MEASUREMENTS = {run.__name__: run for run in (ledger, ledger_speed, copies, draws, narrated, demo)}


def main(names: list[str]) -> None:
    """Run the named measurements, or all."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.exit(f"Usage: python -m benchmarks.compare [NAME ...]; NAME must be one of {', '.join(MEASUREMENTS)}.")
    for name in names or MEASUREMENTS:
        print(json.dumps({"measurement": name, **MEASUREMENTS[name]()}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
