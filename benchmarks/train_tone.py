"""Learn the encoder's tone of sentences, and measure it beside VADER's: ``python -m benchmarks.train_tone DATA``.

DATA holds VADER's rated texts in ``vader``: the even half of the editorials is learned from, cross-validated by article
with the penalty chosen inside each fold; the Amazon reviews are only measured on, by the layer learned from all
editorials. ``--write`` stores the layer. A tone of an article is the mean over its sentences, for VADER too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.sentiment.tone import FILE, read_states
from analysis.sentiment.vader import score_texts
from analysis.sentiment.valences import straighten

__all__ = ["main"]

LEARNED, MEASURED = "nyt_even_articles_GroundTruth.txt", "amazonReviewSnippets_GroundTruth.txt"
#: Penalties of the layer that are tried, folds outside and inside.
PENALTIES = (1.0, 10.0, 100.0, 1000.0, 10000.0)
FOLDS, INNER_FOLDS = 10, 5


class Rated(NamedTuple):
    """Sentences as the encoder and VADER read them, their mean rating in [-1, 1], and the number of their article."""

    states: np.ndarray
    compound: np.ndarray
    rating: np.ndarray
    article: np.ndarray


def read_rated(path: Path) -> Rated:
    """Read a file of rated sentences."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]
    texts = [straighten(row[2]) for row in rows]
    _, article = np.unique([row[0].rpartition("_")[0] for row in rows], return_inverse=True)
    rating = np.array([float(row[1]) for row in rows]) / 4
    return Rated(read_states(texts), score_texts(texts).compound, rating, article)


def fit(states: np.ndarray, rating: np.ndarray, penalty: float) -> np.ndarray:
    """Fit a ridge regression; the last weight is the constant."""
    middle, level = states.mean(0), rating.mean()
    away = states - middle
    weights = np.linalg.solve(away.T @ away + penalty * np.eye(away.shape[1]), away.T @ (rating - level))
    return np.append(weights, level - middle @ weights)


def predict(states: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the tone of sentences."""
    found: np.ndarray = states @ weights[:-1] + weights[-1]
    return found


def cross_validate(rated: Rated, folds: int, penalty: float | None, seed: int) -> np.ndarray:
    """Predict each article by a layer that did not see it; without a penalty, it is chosen among the other articles."""
    fold = (np.random.default_rng(seed).permutation(rated.article.max() + 1) % folds)[rated.article]
    found = np.empty(len(fold))
    for number in range(folds):
        rest = Rated(*(column[fold != number] for column in rated))
        rest = rest._replace(article=np.unique(rest.article, return_inverse=True)[1])
        weights = fit(rest.states, rest.rating, penalty or choose_penalty(rest, seed + 1))
        found[fold == number] = predict(rated.states[fold == number], weights)
    return found


def choose_penalty(rated: Rated, seed: int) -> float:
    """Choose the penalty whose cross-validated means of articles agree best with those of the ratings."""
    r_of = {one: correlate(cross_validate(rated, INNER_FOLDS, one, seed), rated) for one in PENALTIES}
    return max(r_of, key=r_of.__getitem__)


def correlate(tone: np.ndarray, rated: Rated) -> float:
    """Give r over articles between the mean tone and the mean rating."""
    return float(np.corrcoef(_means(tone, rated.article), _means(rated.rating, rated.article))[0, 1])


def _means(values: np.ndarray, article: np.ndarray) -> np.ndarray:
    means: np.ndarray = np.bincount(article, values) / np.bincount(article)
    return means


def intervals(tone: np.ndarray, rated: Rated, draws: int = 2000) -> list[str]:
    """Resample articles: the 95 % intervals of r of a tone, and of what it is more than VADER's."""
    means = [_means(values, rated.article) for values in (tone, rated.compound, rated.rating)]
    random, found = np.random.default_rng(0), []
    for _ in range(draws):
        rows = random.integers(0, len(means[0]), len(means[0]))
        r = np.corrcoef([one[rows] for one in means])[2]
        found.append((r[0], r[0] - r[1]))
    return ["{:+.3f} to {:+.3f}".format(*ends) for ends in np.quantile(found, [0.025, 0.975], axis=0).T]


def main() -> None:
    """Print r over articles and sentences, of VADER and of the layer; store the layer if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_tone", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    news, reviews = (read_rated(given.data / "vader" / name) for name in (LEARNED, MEASURED))
    penalty = choose_penalty(news, 1)
    weights = fit(news.states, news.rating, penalty)
    learned = {
        "editorials, cross-validated": (news, cross_validate(news, FOLDS, None, 0)),
        "Amazon reviews": (reviews, predict(reviews.states, weights)),
    }
    for name, (rated, tone) in learned.items():
        own, more = intervals(tone, rated)
        print(f"{name}: {rated.article.max() + 1} articles, {len(tone)} sentences")
        for what, values in (("VADER", rated.compound), ("encoder", tone)):
            of_sentences = np.corrcoef(values, rated.rating)[0, 1]
            print(f"  {what}: r over articles {correlate(values, rated):.3f}, over sentences {of_sentences:.3f}")
        print(f"  encoder {own}, more than VADER by {more}", flush=True)
    print("other folds:", [round(correlate(cross_validate(news, FOLDS, None, seed), news), 3) for seed in (1, 2)])
    if given.write:
        record = {
            "data": f"VADER's rated New York Times editorials, {LEARNED} (Hutto & Gilbert 2014; MIT)",
            "sha256": hashlib.sha256((given.data / "vader" / LEARNED).read_bytes()).hexdigest(),
            "sentences": len(news.rating),
            "articles": int(news.article.max()) + 1,
            "penalty": penalty,
        }
        layer = {"record": record, "weights": [float(f"{weight:.5g}") for weight in weights]}
        FILE.write_text(json.dumps(layer) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
