"""Sentiment toward one target in one sentence: NewsMTSC (Hamborg & Donnay 2021), or tweets in its form.

Each sentence is read as an article is (`product.read_tables`), its target as a mention of a person; every rung of the
ladder reads the stretch that it reads in an article: the sentence, or in it what one voice says, or of that the clause.

PATH is one of its ``.jsonl`` files, or a folder of them, taken together. A file that a rung was trained on is told by
its hash: the linear model is then measured by cross-validation, every target by a model that saw no sentence of its
article (minutes), and the small encoder is not measured. Of tweets, which name no article, only the odd half is
measured (`benchmarks.newsmtsc.ODD`).

Definitions
-----------
<rung>_macro_f1
    Mean of the F1 of negative, neutral and positive: by the likeliest class, or by VADER's compound (polar from .05);
    neutral where a rung finds no evidence.
<rung>_r
    Correlation of the values with the labels (-1, 0, 1), over targets with evidence.
<rung>_ece
    Of a learned rung: expected calibration error over targets with evidence, in ten bins of the likeliest class's
    probability: how far the share right lies from what the rung says of itself. ``reliability`` has the bins: n, said,
    right.
<rung>_unsure
    Of a learned rung: share of the targets with evidence of which no class is likely
    (`analysis.sentiment.calibration.LIKELY`).
small_less_<rung>
    Paired difference of macro-F1; its interval, as all, by resampling articles (of tweets: sentences).
<rung>_person_r
    Correlation over people of ten mentions or more between the mean value and the mean of their labels.
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

from analysis.sentiment import linear, small
from analysis.sentiment.calibration import calibrate, read_calibration
from analysis.sentiment.features import find_features
from analysis.sentiment.ladder import RUNGS, measured_of
from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.targets import score_sentiments
from analysis.sentiment.vader import score_texts
from analysis.sentiment.valences import scoring_texts
from analysis.study import About, Study
from analysis.tables import from_rows, map_articles
from analysis.text.edits import Run, raw_position
from benchmarks.newsmtsc import ODD, Targets, macro_f1, of_digits, person_correlation, read_newsmtsc
from benchmarks.train_linear import cross_validate
from benchmarks.validity.bootstrap import document_intervals
from benchmarks.validity.product import read_tables, runs_by_article

__all__ = ["read_stretches", "reliability_of", "run", "stretches_of"]

#: With fewer people of ten mentions, a correlation over people says nothing and is left out.
FEWEST_PEOPLE = 20


class Stretches(NamedTuple):
    """What a method reads around each target, names masked as in an article, and where in it the target stands."""

    texts: list[str]
    spans: list[tuple[int, int]]


def run(path: Path) -> dict[str, Any]:
    """Measure every rung on the same targets."""
    targets, learned_by = _read(path)
    read = read_stretches(targets)
    begin = time.process_time()
    words, p, measured = read_lexicon(), {}, {}
    for name, rung in RUNGS.items():
        if name in learned_by:
            continue
        if rung.domain:
            p[name] = rung.weigh(*stretches_of(read, name), words)
        else:
            measured[name] = rung.measure(*stretches_of(read, name), words)
    seconds = time.process_time() - begin
    if "linear" in learned_by:
        found = cross_validate(find_features(targets.sentences, targets.spans), targets, find_features(*read["linear"]))
        p["linear"] = calibrate(np.log(found + 1e-12), read_calibration("linear"))
    measured |= {name: measured_of(one) for name, one in p.items()}
    scores, intervals = _macro_f1s({name: one.classes for name, one in measured.items()}, targets)
    reliability = {}
    for name, one in measured.items():
        is_found = ~np.isnan(one.values)
        r = np.corrcoef(one.values[is_found], targets.classes[is_found])[0, 1]
        scores[f"{name}_r"] = round(float(r), 4)
        scores |= _person_r(f"{name}_person_r", np.nan_to_num(one.values), targets)
        if name in p:
            reliability[name] = reliability_of(p[name][is_found], targets.classes[is_found])
            n, said, right = np.array(reliability[name]).T
            scores[f"{name}_ece"] = round(float(n @ np.abs(said - right) / n.sum()), 4)
            scores[f"{name}_unsure"] = round(float(one.unsure[is_found].mean()), 4)
    compound = score_texts(targets.sentences).compound
    plain = np.where(compound <= -0.05, 0, np.where(compound >= 0.05, 2, 1))
    baseline, _ = _macro_f1s({"plain": plain}, targets)
    return {
        "name": "sentiment",
        "n": len(targets.classes),
        "scores": scores,
        "intervals": intervals,
        "reliability": reliability,
        "baseline": dict.fromkeys((f"{name}_macro_f1" for name in measured), baseline["plain_macro_f1"]),
        "cross_validated": "linear" in learned_by,
        "absent": [name for name in RUNGS if name not in measured],
        "whole_sentences": round(
            float(np.mean([a == b for a, b in zip(read["linear"].texts, read["sentence"].texts, strict=True)])), 4
        ),
        "seconds": round(seconds, 3),
        "targets_per_s": round(len(targets.classes) / seconds),
        "mb_per_s": round(sum(len(text.encode()) for text in targets.sentences) / 1e6 / seconds, 2),
    }


def stretches_of(read: dict[str, Stretches], name: str) -> Stretches:
    """Choose what a rung reads: of those that read what one voice says, `linear` stands for all."""
    return read["linear" if RUNGS[name].stretch == "segment" else name]


def reliability_of(p: np.ndarray, classes: np.ndarray, n_bins: int = 10) -> list[tuple[int, float, float]]:
    """Give, by bins of the likeliest class's probability, how many there are, the mean probability and the share right.

    Examples
    --------
    >>> reliability_of(np.array([[0.9, 0.1, 0.0], [0.1, 0.1, 0.8]]), np.array([0, 1]), n_bins=2)
    [(2, 0.85, 0.5)]
    """
    said, right = p.max(1), p.argmax(1) == classes
    place = np.minimum((said * n_bins).astype(int), n_bins - 1)
    bins = [place == number for number in range(n_bins) if (place == number).any()]
    return [(int(b.sum()), round(float(said[b].mean()), 4), round(float(right[b].mean()), 4)) for b in bins]


def read_stretches(targets: Targets) -> dict[str, Stretches]:
    """Give what each method reads around each target, by the tables that an article gets."""
    tables = read_tables(targets.sentences)
    articles, runs = tables["articles"], runs_by_article(tables["raw_offsets"])
    rows = []
    for article_id, text in map_articles(articles).items():
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


def _read(path: Path) -> tuple[Targets, set[str]]:
    """Read the targets, and say which rungs were trained on any of the files."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    parts = [read_newsmtsc(file) for file in files]
    hashes = {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    sentences = [sentence for part in parts for sentence in part.sentences]
    spans = [span for part in parts for span in part.spans]
    arrays = (np.concatenate([getattr(part, name) for part in parts]) for name in ("classes", "articles", "people"))
    targets = Targets(sentences, spans, *arrays)
    if set(targets.articles.tolist()) == {"-1"}:
        targets = of_digits(targets, ODD)
        _, number = np.unique(targets.sentences, return_inverse=True)
        return targets._replace(articles=number, people=np.full(len(number), "")), set()
    learned_by = {"linear"} if linear.read_record()["sha256"] in hashes else set()
    return targets, learned_by | ({"small"} if small.read_record()["sha256"]["news"] in hashes else set())


def _macro_f1s(found: dict[str, np.ndarray], targets: Targets) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Macro-F1 by method, and its interval by resampling articles."""
    _, article = np.unique(targets.articles, return_inverse=True)
    n = 9 * len(found)
    cells = [article * n + 9 * i + 3 * targets.classes + classes for i, classes in enumerate(found.values())]
    counts = np.bincount(np.concatenate(cells), minlength=(article.max() + 1) * n).reshape(-1, n)

    def score(totals: np.ndarray) -> dict[str, float]:
        confusions = totals.reshape(-1, 3, 3)
        scores = {f"{name}_macro_f1": macro_f1(confusion) for name, confusion in zip(found, confusions, strict=True)}
        others = [name for name in found if "small" in found and name != "small"]
        less = {f"small_less_{name}": scores["small_macro_f1"] - scores[f"{name}_macro_f1"] for name in others}
        return scores | less

    return {name: round(value, 4) for name, value in score(counts.sum(0)).items()}, document_intervals(counts, score)


def _person_r(name: str, values: np.ndarray, targets: Targets) -> dict[str, float]:
    r, n = person_correlation(values, targets)
    return {name: round(r, 4)} if n >= FEWEST_PEOPLE else {}
