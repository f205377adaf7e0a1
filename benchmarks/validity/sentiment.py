"""Sentiment toward one target in one news sentence: NewsMTSC (Hamborg & Donnay 2021).

Each sentence is read as an article is (`product.read_tables`), its target as a mention of a person; every method reads
the stretch that it reads in an article: the sentence, or in it what one voice says, or of that the clause.

PATH is one of its ``.jsonl`` files, or a folder of them, taken together. The file that the shipped linear model was
trained on is told by its hash, and then measured by cross-validation: every target by a model that saw no sentence of
its article (minutes).

Definitions
-----------
linear_macro_f1, neural_macro_f1, clause_macro_f1, sentence_macro_f1
    Mean of the F1 of negative, neutral and positive: the likeliest class of the linear model, and of the neural rung
    where its packages are installed; VADER of the clause around the target and of the sentence, negative up to -.05,
    positive from .05, neutral between and without a lexicon word.
person_r
    Correlation over people of ten mentions or more between the mean value of a person's mentions and the mean of
    their labels (-1, 0, 1); ``person_r`` is the linear model's, ``person_r_neural``, ``person_r_clause`` and
    ``person_r_sentence`` the others'.
baseline
    The reference's `polarity_scores` of the sentence as written.
"""

from __future__ import annotations

import hashlib
import time
from bisect import bisect_left
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.errors import StudyError
from analysis.sentiment import neural
from analysis.sentiment.features import find_features
from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.linear import read_record, score_targets
from analysis.sentiment.targets import score_sentiments
from analysis.sentiment.vader import score_texts
from analysis.sentiment.valences import scoring_texts
from analysis.study import About, Study
from analysis.tables import from_rows
from analysis.text.edits import Run, raw_position
from benchmarks import train_neural
from benchmarks.newsmtsc import Targets, macro_f1, person_correlation, read_newsmtsc
from benchmarks.train_linear import cross_validate
from benchmarks.validity.bootstrap import document_intervals
from benchmarks.validity.product import read_tables, runs_by_article

__all__ = ["run"]

#: With fewer people of ten mentions, a correlation over people says nothing and is left out.
FEWEST_PEOPLE = 20


class Stretches(NamedTuple):
    """What a method reads around each target, names masked as in an article, and where in it the target stands."""

    texts: list[str]
    spans: list[tuple[int, int]]


def run(path: Path) -> dict[str, Any]:
    """Measure every method on the same targets."""
    targets, trained_on = _read(path)
    read = read_stretches(targets)
    voices = read["linear"]
    begin = time.process_time()
    p = score_targets(*voices)
    seconds = time.process_time() - begin
    if trained_on:
        p = cross_validate(find_features(targets.sentences, targets.spans), targets, find_features(*voices))
    learned = {"linear": p} | _by_neural(voices, targets, trained_on)
    values = {
        **{name: (p[:, 2] - p[:, 0], p.argmax(1)) for name, p in learned.items()},
        "clause": _by_vader(read["clause"].texts),
        "sentence": _by_vader(read["sentence"].texts),
    }
    plain = _by_vader(targets.sentences)
    scores, intervals = _macro_f1s({name: classes for name, (_, classes) in values.items()}, targets)
    for name, (value, _) in values.items():
        scores |= _person_r(f"person_r_{name}".removesuffix("_linear"), value, targets)
    baseline = _macro_f1s({"sentence": plain[1]}, targets)[0]["sentence_macro_f1"]
    return {
        "name": "sentiment",
        "n": len(targets.classes),
        "scores": scores,
        "intervals": intervals,
        "baseline": {f"{name}_macro_f1": baseline for name in values} | _person_r("person_r", plain[0], targets),
        "cross_validated": trained_on,
        "absent": [] if "neural" in values else ["neural"],
        "whole_sentences": round(
            float(np.mean([a == b for a, b in zip(voices.texts, read["sentence"].texts, strict=True)])), 4
        ),
        "seconds": round(seconds, 3),
        "targets_per_s": round(len(p) / seconds),
        "mb_per_s": round(sum(len(text.encode()) for text in targets.sentences) / 1e6 / seconds, 2),
    }


def read_stretches(targets: Targets) -> dict[str, Stretches]:
    """Give what each method reads around each target, by the tables that an article gets."""
    tables = read_tables(targets.sentences)
    articles, runs = tables["articles"], runs_by_article(tables["raw_offsets"])
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        start, end = targets.spans[int(article_id)]
        first, last = (_cleaned(runs[article_id], len(text), at) for at in (start, end))
        rows.append((article_id, 0, 0, first, last, text[first:last], "proper", "target", None, 1.0, None, "given"))
    mentions = from_rows(rows, "mentions")
    study = Study(path=Path("labelled"), study=About(id="labelled", title="Labelled"), people={})
    texts = scoring_texts(articles, mentions, study)
    found = score_sentiments(texts, tables["sentences"], tables["segments"], mentions, read_lexicon(), "linear")
    places = {row[0]: row[3:5] for row in rows}
    stretches = {}
    for method, group in found.groupby("method", sort=False):
        where = dict(zip(group["article_id"], zip(group["start"], group["end"], strict=True), strict=True))
        pieces, spans = [], []
        for number, (sentence, span) in enumerate(zip(targets.sentences, targets.spans, strict=True)):
            article_id = f"{number:05}"
            if article_id not in where:  # read as a caption, say: nothing but the target is scored
                pieces.append(sentence[slice(*span)])
                spans.append((0, span[1] - span[0]))
                continue
            start, end = where[article_id]
            first, last = places[article_id]
            pieces.append(texts[article_id][start:end])
            spans.append((first - start, min(last, end) - start))
        stretches[str(method)] = Stretches(pieces, spans)
    return stretches


def _cleaned(runs: list[Run], length: int, raw: int) -> int:
    """Give the place in the cleaned text of a raw offset."""
    return bisect_left(range(length), raw, key=lambda at: raw_position(runs, at))


def _read(path: Path) -> tuple[Targets, bool]:
    """Read the targets, and say whether the shipped model was trained on any of the files."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    parts = [read_newsmtsc(file) for file in files]
    hashes = {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    lists = ([item for part in parts for item in part[field]] for field in (0, 1))
    arrays = (np.concatenate([part[field] for part in parts]) for field in (2, 3, 4))
    return Targets(*lists, *arrays), read_record()["sha256"] in hashes


def _by_neural(voices: Stretches, targets: Targets, trained_on: bool) -> dict[str, np.ndarray]:
    """Probabilities by the neural rung; nothing where it is not installed."""
    try:
        neural.check_installed()
    except StudyError:
        return {}
    inputs = neural.embed(*voices)
    if trained_on:
        return {"neural": train_neural.cross_validate(inputs, targets)}
    return {"neural": neural.probabilities(inputs, neural.read_layer()["weights"])}


def _by_vader(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    compound = score_texts(texts).compound
    return compound, np.where(compound <= -0.05, 0, np.where(compound >= 0.05, 2, 1))


def _macro_f1s(found: dict[str, np.ndarray], targets: Targets) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Macro-F1 by method, and its interval by resampling articles."""
    _, article = np.unique(targets.articles, return_inverse=True)
    n = 9 * len(found)
    cells = [article * n + 9 * i + 3 * targets.classes + classes for i, classes in enumerate(found.values())]
    counts = np.bincount(np.concatenate(cells), minlength=(article.max() + 1) * n).reshape(-1, n)

    def score(totals: np.ndarray) -> dict[str, float]:
        confusions = totals.reshape(-1, 3, 3)
        return {f"{name}_macro_f1": macro_f1(confusion) for name, confusion in zip(found, confusions, strict=True)}

    return {name: round(value, 4) for name, value in score(counts.sum(0)).items()}, document_intervals(counts, score)


def _person_r(name: str, values: np.ndarray, targets: Targets) -> dict[str, float]:
    r, n = person_correlation(values, targets)
    return {name: round(r, 4)} if n >= FEWEST_PEOPLE else {}
