"""Sentence boundaries against a treebank (CoNLL-U with ``# newdoc``, ``# newpar`` and ``# text =`` comments).

Each document is read as an article is (`product.read_texts`), its paragraphs parted by blank lines.

`boundary_f1` counts sentence ends inside paragraphs (the last of each is given away), `span_f1`
whole sentences, start and end both right. The baseline breaks at blanks after ``.``, ``!`` or ``?``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from analysis.text.sentences import split_sentences
from benchmarks.validity.bootstrap import document_intervals, f1
from benchmarks.validity.product import ReadText, read_texts

__all__ = ["count_document", "read_documents", "run"]

#: What parts the paragraphs of a document.
BREAK = "\n\n"

Spans = list[tuple[int, int]]
Paragraph = tuple[str, Spans]

_PLAIN = re.compile(r"\S.*?(?:[.!?](?=\s)|\Z)", re.DOTALL)


def read_documents(path: Path) -> list[list[Paragraph]]:
    """Read a .conllu file into documents of paragraphs: each its text and the spans of its sentences."""
    documents: list[list[Paragraph]] = []
    text, is_glued = "", False
    spans: Spans = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        words = re.search(r"^# text = (.*)$", block, re.MULTILINE)
        if not words:
            continue
        if re.search(r"^# newdoc", block, re.MULTILINE) or not documents:
            documents.append([])
        if re.search(r"^# new(?:par|doc)", block, re.MULTILINE) or not documents[-1]:
            text, spans = "", []
        else:
            text += "" if is_glued else " "
            documents[-1].pop()
        spans = [*spans, (len(text), len(text) + len(words[1].rstrip()))]
        text += words[1].rstrip()
        is_glued = "SpaceAfter=No" in block.rstrip().rsplit("\t", 1)[-1]
        documents[-1].append((text, spans))
    return documents


def count_document(document: list[Paragraph], found_by_paragraph: Iterable[Spans]) -> np.ndarray:
    """Count right, found and gold boundaries, then right, found and gold spans."""
    counts = np.zeros(6, dtype=int)
    for (_, gold), found in zip(document, found_by_paragraph, strict=True):
        found_ends, gold_ends = ({end for _, end in spans[:-1]} for spans in (found, gold))
        ends = len(found_ends & gold_ends), len(found_ends), len(gold_ends)
        counts += (*ends, len({*found} & {*gold}), len({*found}), len({*gold}))
    return counts


def run(path: Path) -> dict[str, Any]:
    """Measure the table `sentences`, and the plainest rule, on one treebank file."""
    documents = read_documents(path)
    texts = [text for document in documents for text, _ in document]
    seconds = min(_time(texts) for _ in range(3))
    readings = read_texts([BREAK.join(text for text, _ in document) for document in documents])
    counts = np.array([count_document(*pair) for pair in zip(documents, map(_split, documents, readings), strict=True)])
    plain = np.array(
        [count_document(document, (_split_plainly(text) for text, _ in document)) for document in documents]
    )
    n_bytes = sum(len(text.encode()) for text in texts)
    return {
        "name": "sentences",
        "n": int(counts[:, 5].sum()),
        "scores": _score(counts.sum(axis=0)),
        "intervals": document_intervals(counts, _score),
        "baseline": _score(plain.sum(axis=0)),
        "seconds": round(seconds, 4),
        "mb_per_s": round(n_bytes / 1e6 / seconds, 2),
    }


def _split(document: list[Paragraph], reading: ReadText) -> Iterator[Spans]:
    """Give the sentences that the product finds in each paragraph, with spans of that paragraph."""
    columns = (reading.sentences[name].tolist() for name in ("start", "end"))
    spans = [reading.raw(start, end) for start, end in zip(*columns, strict=True)]
    begin = 0
    for text, _ in document:
        end = begin + len(text)
        yield [(first - begin, last - begin) for first, last in spans if begin <= first < end]
        begin = end + len(BREAK)


def _time(texts: list[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        split_sentences(text)
    return time.perf_counter() - started


def _split_plainly(text: str) -> Spans:
    return [found.span() for found in _PLAIN.finditer(text)]


def _score(totals: np.ndarray) -> dict[str, float]:
    return {"boundary_f1": round(f1(*totals[:3]), 4), "span_f1": round(f1(*totals[3:]), 4)}
