"""Fit the weights of ``analysis/speech/weights.csv``: ``python -m benchmarks.fit_cues PATH [LABELLED]``.

PATH is PolNeAR's train folder; LABELLED a folder of articles labelled by hand (see `benchmarks.labelled`).
Every cue word of every article is a case: right if a reader marked an attribution whose cue it overlaps and whose
content shares at least 30% with the content that the grammar reads. Of LABELLED are taken those that would be reports
without marks, outside of turns; each counts as `WEIGHT` of PolNeAR's. Logistic regression with an L2 penalty, by
limited-memory quasi-Newton steps; nothing in it is random. Each round fits anew, because a cue that scores above 0
lends its source to those after it. `THRESHOLD` is read off the printed F1 of folds of whole articles, `SURE` off
precision and recall on the articles of LABELLED, each scored by weights fitted without its fold.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.speech.blocks import Block, read_blocks
from analysis.speech.candidates import Candidate, find_candidates
from analysis.speech.reports import is_report
from analysis.speech.scorer import WEIGHTS, Scorer, features
from analysis.text.english.vocabulary import read_vocabulary
from analysis.text.quotation import quoted_spans
from analysis.text.sections import split_sections
from analysis.text.sentences import split_sentences
from benchmarks.labelled import LabelledArticle
from benchmarks.validity.bootstrap import f1
from benchmarks.validity.quotes import Gold, read_polnear, shared

ROUNDS, FOLDS = 2, 5
PENALTY = 8.0
RAREST = 5  #: features seen less often have no weight
SMALLEST = 0.05  #: weights nearer to 0 are left out
WEIGHT = 6.0  #: of a case of the labelled articles, where one of PolNeAR has 1
_TURNS = ("turn", "post", "pull quote", "looks like an interview")

Weights = dict[str, float]


class Case(NamedTuple):
    """A cue word: its features, the article it is in, and the attribution that it finds there (-1: none)."""

    names: list[str]
    article: int
    found: int
    weight: float = 1.0


def read_cases(articles: list[tuple[str, str, list[Gold]]], judge: Callable[[Block, Candidate], float]) -> list[Case]:
    """Describe every cue word with content."""
    cases = []
    for number, (_, text, gold) in enumerate(articles):
        sentences = [
            (start + first, start + last)
            for start, end, _ in split_sections(text, 0)
            for first, last in split_sentences(text[start:end])
        ]
        for block in read_blocks(text, sentences, quoted_spans(text), read_vocabulary()):
            for candidate, _ in find_candidates(block, judge):
                if candidate.pieces:
                    cases.append(Case(features(block, candidate), number, _find(block, candidate, gold)))
    return cases


def _find(block: Block, candidate: Candidate, gold: list[Gold]) -> int:
    start, end = block.starts[candidate.cue], block.ends[candidate.cue]
    content = [(block.starts[first], block.ends[last - 1]) for first, last in candidate.pieces]
    for number, theirs in enumerate(gold):
        if theirs.cue and start < theirs.cue[1] and theirs.cue[0] < end and shared(content, theirs.content) >= 0.3:
            return number
    return -1


def read_labelled_cases(folder: Path, judge: Callable[[Block, Candidate], float]) -> list[Case]:
    """Describe every cue word of labelled articles whose content, without marks, would be a report."""
    cases = []
    for number, file in enumerate(sorted(folder.glob("*.json"))):
        article = LabelledArticle(file)
        labels = [[span] for span, *_ in article.labels_of("reports", "source")]
        text, quotes, rows = article.reading.articles["text"].iloc[0], article.reading.quotes, article.reading.sentences
        turns = quotes[quotes["rule"].isin(_TURNS)]
        said = list(zip(turns["content_start"], turns["content_end"], strict=True))
        rows = rows[~rows["section"].isin(("headline", "credit", "appeal"))]
        sentences = [
            span
            for span in zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)
            if not any(start < span[1] and span[0] < end for start, end in said)
        ]
        for block in read_blocks(text, sentences, quoted_spans(text), read_vocabulary()):
            for candidate, _ in find_candidates(block, judge):
                if _is_marked(block, candidate) or not is_report(block, candidate):
                    continue
                content = [article.raw(block.starts[first], block.ends[last - 1]) for first, last in candidate.pieces]
                is_right = any(shared(content, label) >= 0.3 for label in labels)
                cases.append(Case(features(block, candidate), number, is_right - 1, WEIGHT))
    return cases


def _is_marked(block: Block, candidate: Candidate) -> bool:
    return any(first <= place < last for place in block.quotes for first, last in candidate.pieces)


def fit(cases: list[Case], *, n_steps: int = 60) -> Weights:
    """Fit one weight a feature."""
    counts: Counter[str] = Counter()
    for case in cases:
        counts.update(case.names)
    place = {name: number for number, name in enumerate(sorted(n for n, count in counts.items() if count >= RAREST))}
    known = [[place[name] for name in case.names if name in place] for case in cases]
    columns = np.fromiter(chain.from_iterable(known), np.intp)
    rows = np.repeat(np.arange(len(cases)), list(map(len, known)))
    right = np.array([case.found >= 0 for case in cases], float)
    each = np.array([case.weight for case in cases])

    def measure(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.bincount(rows, weights[columns], len(cases))
        loss = each @ (np.logaddexp(0, odds) - right * odds) + PENALTY / 2 * weights @ weights
        share = 1 / (1 + np.exp(-odds))
        return float(loss), np.bincount(columns, (each * (share - right))[rows], len(place)) + PENALTY * weights

    return dict(zip(place, descend(measure, np.zeros(len(place)), n_steps).tolist(), strict=True))


def descend(measure: Callable[[np.ndarray], tuple[float, np.ndarray]], at: np.ndarray, n_steps: int) -> np.ndarray:
    """Go down a smooth loss by L-BFGS (Nocedal 1980) with steps halved until they go down."""
    moves: list[tuple[np.ndarray, np.ndarray]] = []
    loss, slope = measure(at)
    for _ in range(n_steps):
        way, shares = slope.copy(), []
        for move, bend in reversed(moves):
            shares.append(move @ way / (move @ bend))
            way -= shares[-1] * bend
        way *= moves[-1][0] @ moves[-1][1] / (moves[-1][1] @ moves[-1][1]) if moves else 1 / np.abs(slope).sum()
        for (move, bend), share in zip(moves, reversed(shares), strict=True):
            way += (share - bend @ way / (move @ bend)) * move
        step = 1.0
        while (found := measure(at - step * way))[0] > loss - 1e-4 * step * (slope @ way) and step > 1e-6:
            step /= 2
        move, bend = -step * way, found[1] - slope
        if move @ bend > 1e-10:
            moves = [*moves[-7:], (move, bend)]
        at, (loss, slope) = at + move, found
    return at


def score_folds(cases: list[Case], others: list[Case]) -> list[tuple[Case, float]]:
    """Score each case by weights fitted on others and without the articles of its fold."""
    scored = []
    for fold in range(FOLDS):
        weights = fit([*others, *(case for case in cases if case.article % FOLDS != fold)])
        held = [case for case in cases if case.article % FOLDS == fold]
        scored += [(case, sum(weights.get(name, 0.0) for name in case.names)) for case in held]
    return scored


def main(path: Path, labelled: Path | None = None) -> None:
    """Fit, write the weights, and print the F1 of each threshold over folds."""
    articles = read_polnear(path)
    judge: Callable[[Block, Candidate], float] = lambda block, candidate: -1.0  # noqa: E731
    more: list[Case] = []
    for _ in range(ROUNDS):
        cases = read_cases(articles, judge)
        more = read_labelled_cases(labelled, judge) if labelled else []
        weights = {name: round(w, 2) for name, w in fit([*cases, *more]).items() if abs(w) >= SMALLEST}
        judge = Scorer(weights)
    with WEIGHTS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows(sorted(weights.items()))
    print(f"{len(weights)} weights from {len(cases)} cue words in {len(articles)} articles, and {len(more)} labelled")
    n_gold = sum(len(gold) for _, _, gold in articles)
    held, held_more = score_folds(cases, more), score_folds(more, cases) if more else []
    n_right = sum(case.found >= 0 for case in more)
    for threshold in np.arange(-1, 0.51, 0.1).round(1).tolist():
        taken = [case for case, value in held if value > threshold]
        found = {case[1:3] for case in taken if case.found >= 0}
        line = f"threshold {threshold:4.1f}  F1 {f1(len(found), len(taken), n_gold):.4f}"
        if sure := [case.found >= 0 for case, value in held_more if value > threshold]:
            line += f"  labelled: precision {sum(sure) / len(sure):.3f}, of the right {sum(sure) / n_right:.3f}"
        print(line)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
