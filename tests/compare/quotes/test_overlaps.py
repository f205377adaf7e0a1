"""Pairs of tellings: what counting words leaves out is never one utterance."""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.compare.quotes import overlaps
from analysis.compare.quotes.tellings import Telling, Tellings

COLUMNS = ("keys", "starts", "ends", "opens", "is_note", "is_content")


def invent(n: int, seed: int) -> Tellings:
    """Invent tellings of a few sentences, cut, joined, altered and put in another order."""
    random = np.random.default_rng(seed)
    sentences = [random.integers(0, 40, random.integers(3, 14)).tolist() for _ in range(6)]
    rows, keys = [], []
    for number in range(n):
        words = [word for one in random.integers(0, 6, random.integers(1, 4)) for word in sentences[one]]
        words = words[random.integers(0, 3) : len(words) - random.integers(0, 3)] or words
        words = [int(random.integers(40)) if random.random() < 0.1 else word for word in words]
        words = random.permutation(words).tolist() if random.random() < 0.2 else words
        day = [float("nan")] * 2 if random.random() < 0.1 else [float(random.integers(30))] * 2
        speaker = [None, "ana", "ben"][random.integers(3)]
        rows.append(
            Telling(f"a{number}", 0, False, speaker, *day, ((0, len(keys)),), len(keys), len(keys) + len(words))
        )
        keys += words
    keys = np.array(keys, np.int32)
    none = np.zeros(len(keys), bool)
    first = np.array([row.first for row in rows] + [len(keys)])
    values = dict(zip(COLUMNS, (keys, none, none, keys % 7 == 0, none, keys % 3 > 0), strict=True))
    return Tellings(rows=rows, first=first, vocabulary=[], **values)


def test_what_shares_too_few_words_is_never_one_utterance(monkeypatch):
    monkeypatch.setattr(overlaps, "TOGETHER", 100)
    tellings = invent(60, 1)
    pairs = pd.DataFrame(combinations(range(60), 2), columns=["left", "right"])
    random = np.random.default_rng(2)
    stock = overlaps.Stock(*(random.random((2, len(tellings.keys))) < 0.1))
    may_be = overlaps.may_be_same(tellings, pairs)
    found = list(overlaps.compare_pairs(tellings, pairs, stock))
    monkeypatch.setattr(overlaps, "may_be_same", lambda _, pairs: np.ones(len(pairs), bool))
    assert found == list(overlaps.compare_pairs(tellings, pairs, stock))
    assert 100 < len(found) < may_be.sum() < len(pairs) - 200
