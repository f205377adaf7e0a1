"""Labelled data -> what an article's reading makes of them: what the rung ``small`` learns from and is measured on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.sentiment.pieces import Pieces, cut_stretch, is_name
from benchmarks.newsmtsc import HELD, LEARNED, ODD, Targets, of_digits, read_newsmtsc

__all__ = ["Input", "cut", "read_inputs"]


class Input(NamedTuple):
    """What an article's reading makes of labelled targets, or of unlabelled ones, whose class is -1."""

    texts: list[str]
    spans: list[tuple[int, int]]
    classes: list[int]
    articles: list[str]


def read_inputs(data: Path, work: Path) -> dict[str, Input]:
    """Read each set as an article is read, by what one voice says; kept in WORK, because it takes minutes."""
    file = work / "inputs.json"
    if not file.is_file():
        from benchmarks.validity.sentiment import read_stretches

        found = {}
        for name, targets in read_targets(data):
            texts, spans = read_stretches(targets)["linear"]
            found[name] = (texts, spans, targets.classes.tolist(), targets.articles.tolist())
        file.write_text(json.dumps(found), encoding="ascii")
    given = json.loads(file.read_text(encoding="ascii"))
    return {name: Input(one[0], [(a, b) for a, b in one[1]], one[2], one[3]) for name, one in given.items()}


def read_targets(data: Path) -> Iterator[tuple[str, Targets]]:
    """Read what is measured on, and what students learn from."""
    for name in ("rw_dev", "mt_dev"):
        yield name, read_newsmtsc(data / "newsmtsc" / f"{name}.jsonl")
    tweets = read_newsmtsc(data / "tweets" / "train.jsonl")
    for name, digits in (("held tweets", HELD), ("odd tweets", ODD)):
        part = of_digits(tweets, digits)
        yield name, part._replace(articles=np.unique(part.sentences, return_inverse=True)[1])
    yield "read news", read_newsmtsc(data / "newsmtsc" / "train.jsonl")
    yield "read tweets", of_digits(tweets, LEARNED)
    yield "gap", unlabelled(_read_gap(data / "gap"))
    yield "polnear", unlabelled(_read_polnear(data / "polnear"))


def unlabelled(rows: Iterator[tuple[str, tuple[int, int]]]) -> Targets:
    """Make targets without a class."""
    sentences, spans = zip(*rows, strict=True)
    nothing = np.full(len(spans), "")
    return Targets(list(sentences), list(spans), np.full(len(spans), -1), nothing, nothing)


def _read_gap(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give both names and the pronoun of each passage."""
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").split("\n")[1:]:
            fields = line.split("\t")
            for at in (2, 4, 7) if len(fields) > 8 else ():
                start = int(fields[at + 1])
                yield fields[1], (start, start + len(fields[at]))


def _read_polnear(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give each source that is a name of two words or more, in its paragraph."""
    from benchmarks.validity.quotes import read_polnear

    for _, text, attributions in read_polnear(folder / "train"):
        for start, end in sorted({span for one in attributions for span in one.source}):
            if " " in text[start:end] and is_name(text[start:end]):
                first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
                yield text[first : last if last > 0 else None], (start - first, end - first)


def cut(given: Input, vocabulary: dict[str, int]) -> list[Pieces]:
    """Cut what is read in pieces."""
    return [cut_stretch(text, span, vocabulary) for text, span in zip(given.texts, given.spans, strict=True)]
