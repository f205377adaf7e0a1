"""Tone of whole articles against human ratings: VADER's New York Times editorials (Hutto & Gilbert 2014).

PATH is a ``GroundTruth.txt`` file: id (``article_sentence``), mean rating in [-4, 4], text, by tabs.

Definitions
-----------
article_r
    Correlation over articles between the mean rating of the sentences and the article's tone: the mean compound over
    all its sentences, a sentence without a lexicon word counted as 0.
article_r_scored
    The same with the mean over the sentences that have a lexicon word, as the study reports tone (with the share that
    has none beside it).
sentence_r
    Correlation over sentences between rating and compound.
others
    ``article_r`` of other means of the same scores.
baseline
    ``article_r``: one score over the whole text; ``sentence_r``: counting positive less negative lexicon words.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np

from analysis.sentiment.vader import score_texts
from analysis.sentiment.valences import straighten
from benchmarks.validity.bootstrap import document_intervals

__all__ = ["run"]


def run(path: Path) -> dict[str, Any]:
    """Measure sentence scores and their means against the ratings."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]
    ratings, texts = np.array([float(row[1]) for row in rows]), [straighten(row[2]) for row in rows]
    _, article = np.unique([row[0].rpartition("_")[0] for row in rows], return_inverse=True)
    begin = time.process_time()
    scores = score_texts(texts)
    seconds = time.process_time() - begin
    every, scored = np.ones(len(texts)), (scores.n_lexicon > 0).astype(float)
    means = {
        "article_r": (_mean(scores.compound, article, every), _mean(ratings, article, every)),
        "article_r_scored": (_mean(scores.compound, article, scored), _mean(ratings, article, every)),
    }
    counts = np.stack(
        [
            *(_sums(*pair, np.arange(article.max() + 1)) for pair in means.values()),
            _sums(scores.compound, ratings, article),
        ],
        axis=1,
    )
    names = [*means, "sentence_r"]
    whole = [" ".join(text for text, a in zip(texts, article, strict=True) if a == i) for i in range(article.max() + 1)]
    signs = np.array([np.sign(score_texts(text.split()).compound).sum() for text in texts])

    def score(totals: np.ndarray) -> dict[str, float]:
        return {name: _r(sums) for name, sums in zip(names, totals.reshape(len(names), 6), strict=True)}

    sizes, compound = np.array([len(text) for text in texts]), scores.compound
    groups = [compound[article == at] for at in range(article.max() + 1)]
    others = {
        "weighted by lexicon words": _mean(compound, article, scores.n_lexicon),
        "weighted by their root": _mean(compound, article, np.sqrt(scores.n_lexicon)),
        "weighted by length": _mean(compound, article, sizes),
        "positive less negative share": _mean(scores.pos - scores.neg, article, every),
        "signs": _mean(np.sign(compound), article, every),
        "median": np.array([np.median(group) for group in groups]),
        "negative counted half more": _mean(np.where(compound < 0, 1.5 * compound, compound), article, every),
    }
    flat = counts.reshape(len(counts), -1)
    return {
        "name": "tone",
        "n": len(texts),
        "scores": {name: round(value, 4) for name, value in score(flat.sum(0)).items()},
        "intervals": document_intervals(flat, score),
        "baseline": {
            "article_r": round(float(np.corrcoef(score_texts(whole).compound, means["article_r"][1])[0, 1]), 4),
            "sentence_r": round(float(np.corrcoef(signs, ratings)[0, 1]), 4),
        },
        "others": {
            name: round(float(np.corrcoef(values, means["article_r"][1])[0, 1]), 4) for name, values in others.items()
        },
        "seconds": round(seconds, 3),
        "mb_per_s": round(sum(len(text.encode()) for text in texts) / 1e6 / seconds, 2),
    }


def _mean(values: np.ndarray, group: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of each group, 0 where nothing weighs."""
    return np.bincount(group, weights=values * weights) / np.maximum(np.bincount(group, weights=weights), 1e-9)


def _sums(x: np.ndarray, y: np.ndarray, group: np.ndarray) -> np.ndarray:
    """What each group adds to the six sums of a correlation, (groups, 6)."""
    return np.stack([np.bincount(group, weights=w) for w in (np.ones(len(x)), x, y, x * x, y * y, x * y)], axis=1)


def _r(sums: np.ndarray) -> float:
    n, x, y, xx, yy, xy = sums
    return float((n * xy - x * y) / np.sqrt((n * xx - x * x) * (n * yy - y * y)))
