"""How far the sentences of a study are from those that learned rungs were trained on, and to which they are nearest.

A sentence is the mean of the small encoder's vectors of its pieces, no name masked; its distance is one less the cosine
to the nearest of 128 centres of political news and 128 of tweets about people (`FILE`, made by
``python -m benchmarks.train_domain``). What a distance means is told by those of sentences of training articles that
were held out of the centres: the share of these that are nearer. No layer of the encoder is run, so that it costs next
to nothing whatever the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measured import read_measured
from analysis.sentiment import small
from analysis.sentiment.encoder import read_words
from analysis.sentiment.valences import UNSCORED_SECTIONS
from analysis.sentiment.wordpiece import cut_text
from analysis.tables import map_articles

FILE = Path(__file__).with_name("domain_centres.npz")
#: What was learned from, and the labelled data that measure the rungs there: the beginning of their names.
DOMAINS = {"political news": "NewsMTSC", "tweets about people": "tweets"}
#: Sentences that are looked at, evenly spread over the study.
MOST = 2000
#: With fewer, shares say nothing.
FEWEST = 10


class Centres(NamedTuple):
    """Centres of each domain, (domains, centres, width); the mean of all vectors; percentiles of those held out."""

    centres: np.ndarray
    mean: np.ndarray
    held: np.ndarray


class Domain(NamedTuple):
    """Sentences looked at; the share of held-out ones that are nearer (.5: alike); the nearest domain, its share."""

    n: int
    beyond: float
    nearest: str
    share: float


@lru_cache(maxsize=1)
def read_centres() -> Centres:
    """Read what ships."""
    with np.load(FILE, allow_pickle=False) as stored:
        return Centres(stored["centres"].astype(np.float32) / 127, stored["mean"], stored["held"])


def find_vectors(texts: Sequence[str]) -> np.ndarray:
    """Give the mean vector of the pieces of each text, (texts, width)."""
    vocabulary, words = read_words(small.FILE)
    numbers = [cut_text(text, vocabulary) for text in texts]
    empty = np.zeros(words.shape[1], np.float32)
    return np.array([words[one].mean(axis=0) if one else empty for one in numbers]).reshape(-1, len(empty))


def find_distances(texts: Sequence[str], centres: Centres | None = None) -> np.ndarray:
    """Give the distance of each text to the nearest centre of each domain, (texts, domains)."""
    centres = centres or read_centres()
    vectors = find_vectors(texts) - centres.mean
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    distances: np.ndarray = 1 - np.stack([(vectors @ one.T).max(axis=1) for one in centres.centres], axis=1)
    return distances


def find_domain(texts: Sequence[str]) -> Domain | None:
    """Say how far some sentences are, and of what they are nearest; None of fewer than `FEWEST`.

    Examples
    --------
    >>> find_domain(["The senator told reporters that the president would veto the bill."] * 10).nearest
    'political news'
    """
    if len(texts) < FEWEST:
        return None
    distances = find_distances(texts)
    shares = np.bincount(distances.argmin(axis=1), minlength=len(DOMAINS)) / len(distances)
    beyond = find_ranks(distances, read_centres().held).mean()
    return Domain(len(distances), float(beyond), list(DOMAINS)[int(shares.argmax())], float(shares.max()))


def find_ranks(distances: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Give, of each sentence, the share of those held out of its nearest domain that are nearer to their centre.

    Examples
    --------
    >>> find_ranks(np.array([[0.5, 0.9], [0.9, 0.1]]), np.array([[0.1, 0.2, 0.6, 0.7], [0.3, 0.4, 0.5, 0.6]])).tolist()
    [0.5, 0.0]
    """
    found = np.empty(len(distances))
    nearest = distances.argmin(axis=1)
    for number, percentiles in enumerate(held):
        rows = nearest == number
        found[rows] = np.searchsorted(percentiles, distances[rows, number]) / len(percentiles)
    return found


def describe_domain(articles: pd.DataFrame, sentences: pd.DataFrame, method: str) -> str:
    """Say how far a study is from what was trained on, and the error of a method in the nearest measured domain.

    Parameters
    ----------
    articles, sentences : DataFrame
        Tables of those names; credits, captions and appeals are left out.
    method : str
        A rung of the ladder.

    Returns
    -------
    str
        Empty where there are too few sentences.
    """
    kept = sentences[~sentences["section"].isin(UNSCORED_SECTIONS)]
    kept = kept.iloc[np.unique(np.linspace(0, max(len(kept) - 1, 0), MOST).astype(int))[: len(kept)]]
    texts = map_articles(articles)
    places = zip(kept["article_id"], kept["start"], kept["end"], strict=True)
    domain = find_domain([texts[article_id][start:end] for article_id, start, end in places])
    if domain is None:
        return ""
    rows = [row for row in read_measured()[method] if row.data.startswith(DOMAINS[domain.nearest])]
    scores = ", ".join(f"{row.macro_f1:.2f}".replace("0.", ".", 1) + f" on {row.data}" for row in rows)
    beyond, share = round(100 * domain.beyond), round(100 * domain.share)
    return (
        f"Of {domain.n:,} sentences {share} % are nearer to {domain.nearest} than to what else the learned methods "
        f"were trained on: the nearest measured error is that there, macro-F1 {scores}. On average a sentence lies "
        f"farther from the training texts than {beyond} % of held-out ones do (50 % would be expected): the farther, "
        "the less that error says."
    )
