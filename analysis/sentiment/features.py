"""Sentences with a target -> the features that the linear model weighs: words and characters around, VADER, position.

Every feature is a number between 0 and a few units in one of `N_BUCKETS` buckets, found by hashing its name, so that
there is no vocabulary to ship. Of the target itself it counts only whether it is a pronoun or of several words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np

from analysis.sentiment.clauses import find_clauses
from analysis.sentiment.lexicon import BLANK, Lexicon
from analysis.sentiment.vader import score_texts
from analysis.sentiment.valences import straighten

N_BUCKETS = 1 << 17
#: Words; words with their side; their character 3- to 5-grams (all three weighted by nearness); words in and out of
#: the target's clause; words behind a negation; phrases that touch the target; VADER and position.
GROUPS = ("word", "side", "char", "clause", "negated", "near", "dense")
#: Each group of a row but the last is scaled to this length; chosen by cross-validation on NewsMTSC train.
LENGTHS = np.array([1, 1, 1, 0.7, 0.5, 1])
#: At this distance, in tokens, a word counts half.
HALF_DISTANCE = 6
#: Stands for the target in what VADER reads: one word of no valence, whatever the target's own words.
TARGET = BLANK * 3
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
#: A negation reaches over this many words, or to the next mark.
REACH = 4
_NEGATIONS = frozenset("not no never without neither nor none nobody nothing hardly barely cannot".split())
_SUBJECT = frozenset("he she they i we who it".split())
_OBJECT = frozenset("him them me us whom".split())
_POSSESSIVE = frozenset("his her their its my our whose hers theirs".split())
_COMPOUND_BINS = np.array([-0.8, -0.6, -0.4, -0.2, -0.05, 0.05, 0.2, 0.4, 0.6, 0.8])


class Features(NamedTuple):
    """One entry a feature found: the row it belongs to, its group, its bucket, its weight before scaling."""

    row: np.ndarray
    group: np.ndarray
    bucket: np.ndarray
    weight: np.ndarray


def find_features(
    sentences: Sequence[str], spans: Sequence[tuple[int, int]], lexicon: Lexicon | None = None
) -> Features:
    """Find the features of each sentence around its target.

    Parameters
    ----------
    sentences : sequence of str
        As written, one for each target.
    spans : sequence of (start, end)
        Where the target stands in its sentence, half-open, in code points.
    lexicon : Lexicon, optional
        What VADER reads; its own if missing.

    Returns
    -------
    Features
        Arrays of one length, rows in no order.
    """
    clauses = [_clause(sentence, start) for sentence, (start, _) in zip(sentences, spans, strict=True)]
    around = [_tokens_around(*each) for each in zip(sentences, spans, clauses, strict=True)]
    parts = [*_words(around), _near(around), _dense(sentences, spans, clauses, around, lexicon)]
    return Features(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


class _Around(NamedTuple):
    """Tokens before and after the target, lower case, and how many of either stand in its clause."""

    left: list[str]
    right: list[str]
    n_left: int
    n_right: int


def _clause(sentence: str, place: int) -> tuple[int, int]:
    return next(((a, b) for a, b in find_clauses(sentence) if a <= place < b), (0, len(sentence)))


def _tokens_around(sentence: str, span: tuple[int, int], clause: tuple[int, int]) -> _Around:
    (start, end), (first, last) = span, clause
    cuts = (0, first, start), (end, max(end, last), len(sentence))
    (before, left), (right, after) = (
        [_TOKEN.findall(sentence[a:b].lower()) for a, b in pairwise(places)] for places in cuts
    )
    return _Around(before + left, right + after, len(left), len(right))


def _bucket(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % N_BUCKETS


def _words(around: Sequence[_Around]) -> Iterator[Features]:
    """Words alone, with their side, in their clause and negated, and character n-grams, the more the nearer."""
    index: dict[str, int] = {}
    ids = np.array([index.setdefault(word, len(index)) for one in around for word in one.left + one.right], dtype=int)
    n = np.array([(len(one.left), len(one.right)) for one in around], dtype=int).reshape(-1, 2)
    inside = np.array([(one.n_left, one.n_right) for one in around], dtype=int).reshape(-1, 2)
    row = np.repeat(np.arange(len(around)), n.sum(1))
    place = np.arange(len(row)) - np.repeat(np.cumsum(n.sum(1)) - n.sum(1), n.sum(1)) - np.repeat(n[:, 0], n.sum(1))
    is_right = place >= 0
    weight = 1 / (1 + np.where(is_right, place + 1, -place) / HALF_DISTANCE)

    def look_up(name: Callable[[str], str]) -> np.ndarray:
        return np.array([_bucket(name(word)) for word in index], dtype=int)

    sides = np.stack([look_up(lambda word: f"l {word}"), look_up(lambda word: f"r {word}")])
    yield _entries(row, "word", look_up(lambda word: f"w {word}")[ids], weight)
    yield _entries(row, "side", sides[is_right.astype(int), ids], weight)

    is_inside = (place >= -inside[row, 0]) & (place < inside[row, 1])
    clauses = np.stack([look_up(lambda word: f"o {word}"), look_up(lambda word: f"c {word}")])
    yield _entries(row, "clause", clauses[is_inside.astype(int), ids], np.where(is_inside, 1.0, 0.5))
    negated = _negated(list(index), ids, row)
    yield _entries(row[negated], "negated", look_up(lambda word: f"n {word}")[ids[negated]], weight[negated])

    grams = [np.array([_bucket(gram) for gram in _grams(word)], dtype=int) for word in index]
    sizes = np.array([len(buckets) for buckets in grams], dtype=int)
    starts, flat = np.cumsum(sizes) - sizes, np.concatenate([*grams, np.array([], dtype=int)])
    times = sizes[ids]
    step = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    yield _entries(np.repeat(row, times), "char", flat[np.repeat(starts[ids], times) + step], np.repeat(weight, times))


def _negated(words: Sequence[str], ids: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Find the tokens that a negation before them reaches."""
    negates = np.array([word in _NEGATIONS or word.endswith(("n't", "n’t")) for word in words], dtype=bool)[ids]
    is_mark = np.array([not word[0].isalnum() for word in words], dtype=bool)[ids]
    here = np.arange(len(ids))
    negation, mark = (np.maximum.accumulate(np.where(is_one, here, -1)) for is_one in (negates, is_mark))
    reached = (negation >= 0) & (negation > mark) & (here > negation) & (here - negation <= REACH)
    return np.flatnonzero(reached & (row[negation] == row))


def _grams(word: str) -> list[str]:
    framed = f"<{word}>"
    return [framed[i : i + n] for n in (3, 4, 5) for i in range(len(framed) - n + 1)]


def _entries(row: np.ndarray, group: str, bucket: np.ndarray, weight: np.ndarray) -> Features:
    return Features(row, np.full(len(row), GROUPS.index(group)), bucket, weight)


def _near(around: Sequence[_Around]) -> Features:
    """Phrases that touch the target, and the three words on either side by their place."""
    rows, buckets = [], []
    for row, (left, right, *_) in enumerate(around):
        before, after = ["#", "#", "#", *left][-3:], [*right[:3], "#", "#", "#"][:3]
        names = [f"{place}:{word}" for place, word in zip((-3, -2, -1, 1, 2, 3), (*before, *after), strict=True)]
        names += [
            f"* {' '.join(after[:2])}",
            f"* {' '.join(after)}",
            f"{' '.join(before[1:])} *",
            f"{' '.join(before)} *",
        ]
        names.append(f"{before[-1]} * {after[0]}")
        rows += [row] * len(names)
        buckets += [_bucket(name) for name in names]
    return _entries(np.array(rows, dtype=int), "near", np.array(buckets, dtype=int), np.ones(len(rows)))


def _dense(
    sentences: Sequence[str],
    spans: Sequence[tuple[int, int]],
    clauses: Sequence[tuple[int, int]],
    around: Sequence[_Around],
    lexicon: Lexicon | None,
) -> Features:
    """VADER of the sentence and of its parts, and where and what the target is."""
    left = [straighten(text[:start]) for text, (start, _) in zip(sentences, spans, strict=True)]
    right = [straighten(text[end:]) for text, (_, end) in zip(sentences, spans, strict=True)]
    whole = [f"{before}{TARGET}{after}" for before, after in zip(left, right, strict=True)]
    parts = {
        "sentence": whole,
        "left": left,
        "right": right,
        "clause": [
            f"{before[first:]}{TARGET}{after[: max(last - end, 0)]}"
            for before, after, (first, last), (_, end) in zip(left, right, clauses, spans, strict=True)
        ],
        "window": [
            " ".join([*before.split()[-6:], TARGET, *after.split()[:6]])
            for before, after in zip(left, right, strict=True)
        ],
    }
    every = np.arange(len(whole))
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def add(name: str, values: np.ndarray) -> None:
        found.append((every, np.full(len(whole), _bucket(f"{name}=")), values.astype(float)))

    for name, texts in parts.items():
        scores = score_texts(texts, lexicon)
        bins = np.where(scores.n_lexicon > 0, 1 + np.searchsorted(_COMPOUND_BINS, scores.compound), 0)
        buckets = np.array([_bucket(f"{name}={i}") for i in range(len(_COMPOUND_BINS) + 2)])
        found.append((every, buckets[bins], np.full(len(whole), 0.5)))
        for score, factor in (("compound", 1), ("neg", 2), ("pos", 2)):
            add(f"{name} {score}", getattr(scores, score) * factor)
    for name, values in _position(sentences, spans, around).items():
        add(name, np.array(values))
    row, bucket, weight = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    return _entries(row, "dense", bucket, weight / 2)


def _position(
    sentences: Sequence[str], spans: Sequence[tuple[int, int]], around: Sequence[_Around]
) -> dict[str, list[float]]:
    """Where and what the target is, by name of the feature."""
    targets = [sentence[start:end].lower() for sentence, (start, end) in zip(sentences, spans, strict=True)]
    before = [sentence[:start] for sentence, (start, _) in zip(sentences, spans, strict=True)]
    after = [sentence[end:] for sentence, (_, end) in zip(sentences, spans, strict=True)]
    return {
        "one": [1.0] * len(targets),
        "place": [len(left) / (len(left) + len(right) + 1) for left, right, *_ in around],
        "length": [(len(left) + len(right) + 1) / 40 for left, right, *_ in around],
        "first": [not left for left, *_ in around],
        "subject pronoun": [target in _SUBJECT for target in targets],
        "object pronoun": [target in _OBJECT for target in targets],
        "possessive pronoun": [target in _POSSESSIVE for target in targets],
        "several words": [" " in target for target in targets],
        "in quotes": [text.count("“") > text.count("”") or text.count('"') % 2 == 1 for text in before],
        "has quotes": ["“" in text or '"' in text for text in sentences],
        "asks": ["?" in text for text in after],
        "possessive": [text.startswith(("'s", "’s")) for text in after],
        "comma": [text.startswith(",") for text in after],
        "names before": [sum(word[0].isupper() for word in text.split()) / 5 for text in before],
        "names after": [sum(word[0].isupper() for word in text.split()) / 5 for text in after],
    }
