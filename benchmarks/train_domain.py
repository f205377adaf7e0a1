"""Find the centres of the texts that rungs learned from: ``python -m benchmarks.train_domain DATA [--write]``.

DATA is a folder with ``newsmtsc/train.jsonl`` and ``tweets/train.jsonl`` (of which those are taken that were learned,
`benchmarks.newsmtsc.LEARNED`). A tenth of the articles (of tweets: of the sentences), by their hash, is held out of the
centres and tells how far such sentences lie. Prints, for these and for every other labelled text in DATA, the mean
share of held-out ones that are nearer, and the share that is nearest to tweets; with ``--write`` it replaces the
package's file.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

from analysis.sentiment.domain import FILE, Centres, find_distances, find_ranks, find_vectors
from benchmarks.newsmtsc import LEARNED, ODD, Targets, of_digits, read_newsmtsc

__all__ = ["find_centres", "main"]

CENTRES, ROUNDS, TENTH = 128, 25, 10


def find_centres(vectors: np.ndarray, k: int = CENTRES, rounds: int = ROUNDS) -> np.ndarray:
    """Find centres of directions: spherical k-means (Dhillon & Modha 2001) from k of the vectors, drawn with seed 0.

    Examples
    --------
    >>> vectors = np.repeat(np.eye(3), 20, axis=0)
    >>> sorted(find_centres(vectors, k=60, rounds=2).argmax(1)) == [0] * 20 + [1] * 20 + [2] * 20
    True
    """
    random = np.random.default_rng(0)
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    centres = vectors[random.choice(len(vectors), k, replace=False)].copy()
    for _ in range(rounds):
        nearest = (vectors @ centres.T).argmax(axis=1)
        for one in np.unique(nearest):
            centres[one] = vectors[nearest == one].mean(axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return centres


def part(targets: Targets, units: list[str]) -> tuple[list[str], list[str]]:
    """Part the distinct sentences into those that are learned from and those of a tenth of the units, held out."""
    tenth = {unit: int(hashlib.sha256(unit.encode()).hexdigest()[:8], 16) % TENTH == 0 for unit in set(units)}
    pairs = list(zip(targets.sentences, units, strict=True))
    kept = dict.fromkeys(sentence for sentence, unit in pairs if not tenth[unit])
    return list(kept), list(dict.fromkeys(sentence for sentence, unit in pairs if tenth[unit] and sentence not in kept))


def main(arguments: list[str]) -> None:
    """Find the centres, print how far labelled texts are, and write them if asked."""
    data = Path(arguments[0]) if arguments else Path("data")
    files = data / "newsmtsc" / "train.jsonl", data / "tweets" / "train.jsonl"
    for file in files:
        if not file.is_file():
            sys.exit(f"DATA must be a folder with newsmtsc/train.jsonl and tweets/train.jsonl; {file} is absent.")
    news, tweets = (read_newsmtsc(file) for file in files)
    learned = of_digits(tweets, LEARNED)
    parts = [part(news, news.articles.tolist()), part(learned, learned.sentences)]
    vectors = [find_vectors(kept) for kept, _ in parts]
    mean = np.mean([one.mean(axis=0) for one in vectors], axis=0).astype(np.float32)
    centres = np.rint(np.stack([find_centres(one - mean) for one in vectors]) * 127).astype(np.int8)
    found = Centres(centres.astype(np.float32) / 127, mean, np.empty(0))
    held = [find_distances(texts, found) for _, texts in parts]
    steps = np.linspace(0.005, 0.995, 100)
    percentiles = np.stack([np.quantile(one[:, number], steps) for number, one in enumerate(held)]).astype(np.float32)
    others = {
        "held-out training news": held[0],
        "held-out training tweets": held[1],
        "tweets, odd half": find_distances(of_digits(tweets, ODD).sentences, found),
    }
    for name in ("rw_dev", "mt_dev"):
        if (file := data / "newsmtsc" / f"{name}.jsonl").is_file():
            others[f"NewsMTSC {name}"] = find_distances(read_newsmtsc(file).sentences, found)
    for name in ("nyt_even_articles", "amazonReviewSnippets"):
        if (file := data / "vader" / f"{name}_GroundTruth.txt").is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
            others[name] = find_distances([line.split("\t")[2] for line in lines if line.count("\t") > 1], found)
    for name, one in others.items():
        beyond, to_tweets = find_ranks(one, percentiles).mean(), (one.argmin(axis=1) == 1).mean()
        print(f"| {name} | {len(one):,} | {beyond:.3f} | {to_tweets:.3f} |")
    if "--write" in arguments:
        with FILE.open("wb") as out:
            np.savez_compressed(out, allow_pickle=False, centres=centres, mean=mean, held=percentiles)


if __name__ == "__main__":
    main(sys.argv[1:])
