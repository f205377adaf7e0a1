"""A transparent linear score: is this cue word, with what the grammar reads around it, an attribution?"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from analysis.speech.blocks import Block
from analysis.speech.candidates import Candidate

__all__ = ["features", "read_weights", "score"]

WEIGHTS = Path(__file__).with_name("weights.csv")
_SHOWN = frozenset(
    "that to of for on about by in with as at it if how whether from against not be been is was are were has have had"
    " would will could should may might can did do does a an the this his her their its and or but who which when".split()
)


def features(block: Block, candidate: Candidate) -> list[str]:
    """Name what speaks for or against an attribution."""
    classes, words, cue = block.classes, block.words, candidate.cue
    form = candidate.form
    next_class = classes[cue + 1] if cue + 1 < len(classes) else "$"
    before = classes[cue - 1] if cue else "^"
    next_word = words[cue + 1].lower() if cue + 1 < len(classes) else "$"
    word_before = words[cue - 1].lower() if cue else "^"
    source = candidate.source
    relation = source.relation if source else "none"
    start, end = candidate.pieces[0] if candidate.pieces else (0, 0)
    length = sum(last - first for first, last in candidate.pieces)
    kind = form.kind
    begins = classes[start] if start < end else "$"
    found = [
        "bias",
        f"lemma {form.lemma}",
        f"kind {kind} form {form.form}",
        f"kind {kind} next {next_class}",
        f"form {form.form} before {before}",
        f"form {form.form} next {next_class}",
        f"kind {kind} side {candidate.side}",
        f"side {candidate.side} source {relation}",
        f"kind {kind} source {relation}",
        f"content begins {begins}",
        f"kind {kind} content begins {begins}",
        f"length {min(length, 12) // 2}",
    ]
    if next_word in _SHOWN:
        found.append(f"next word {next_word}")
        found.append(f"kind {kind} next word {next_word}")
    if word_before in _SHOWN:
        found.append(f"word before {word_before}")
        found.append(f"form {form.form} word before {word_before}")
    if source:
        found.append(f"source ends {classes[source.last - 1]}")
        found.append(f"source begins {classes[source.first]}")
    if any(quote in classes[start:end] for quote in "Qk"):
        found.append(f"kind {kind} quotation")
    return found


@lru_cache(maxsize=1)
def read_weights() -> dict[str, float]:
    """Read the weight of each feature."""
    with WEIGHTS.open(newline="", encoding="utf-8") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def score(names: list[str], weights: dict[str, float]) -> float:
    """Sum the weights of the features that are there; above 0 an attribution is more likely than not."""
    return sum([weights.get(name, 0.0) for name in names])
