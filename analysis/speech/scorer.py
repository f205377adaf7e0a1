"""A transparent linear score: is this cue word, with what the grammar reads around it, an attribution?

A candidate is described in six groups of features; each feature has one weight, in ``weights.csv``, fitted on the
training articles of PolNeAR by ``benchmarks/fit_cues.py`` (logistic regression). The score is the sum of the weights
of the features that are there: the log odds that a reader would mark an attribution.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from analysis.speech.blocks import Block
from analysis.speech.candidates import Candidate
from analysis.text.english.cues import CueForm
from analysis.text.english.grammar import letters, term_of

WEIGHTS = Path(__file__).with_name("weights.csv")
#: Words beside a cue that have features of their own.
_SHOWN = {
    word: word
    for word in """that to of for on about by in with as at it if how whether from against not be been is was
    are were has have had would will could should may might can did do does a an the this his her their its and
    or but who which when""".split()
}

#: Verbs whose content may be a participle: denied going.
_TAKE_GERUND = frozenset("deny admit acknowledge recall regret suggest recommend propose consider mention".split())

Key = tuple[object, ...]

_WHOLE = re.compile(f"[{letters('sentences tagged')}]")


def _is_quoted(classes: str) -> bool:
    return bool(_WHOLE.search(classes))


def _describe(block: Block, candidate: Candidate) -> tuple[Key, ...]:
    """Give what each group of features rests on; few values each, so that sums can be kept."""
    classes, words, cue, form = block.classes, block.words, candidate.cue, candidate.form
    after, before = classes[cue + 1 : cue + 2], classes[cue - 1] if cue else ""
    source, pieces, kind = candidate.source, candidate.pieces, form.kind
    start, end = pieces[0] if pieces else (0, 0)
    content, length = classes[start:end], end - start
    for first, last in pieces[1:]:
        length += last - first
    relation = source.relation if source else "none"
    ends = (term_of(classes[source.first]), term_of(classes[source.last - 1])) if source else ()
    return (
        form,
        (form.form, term_of(before), _SHOWN.get(words[cue - 1].lower(), "") if cue else ""),
        (kind, form.form, term_of(after), _SHOWN.get(words[cue + 1].lower(), "") if after else ""),
        (kind, candidate.side, relation),
        (kind, term_of(content[:1]), _is_quoted(content)),
        (length // 2 if length < 12 else 6, ends),
    )


def _name_cue(form: CueForm) -> Iterable[str]:
    return "bias", f"lemma {form.lemma}", f"kind {form.kind} form {form.form}"


def _name_before(form: str, before: str, word: str) -> Iterable[str]:
    yield f"form {form} before {before or '^'}"
    if word:
        yield f"word before {word}"
        yield f"form {form} word before {word}"


def _name_after(kind: str, form: str, after: str, word: str) -> Iterable[str]:
    yield f"kind {kind} next {after or '$'}"
    yield f"form {form} next {after or '$'}"
    if word:
        yield f"next word {word}"
        yield f"kind {kind} next word {word}"


def _name_source(kind: str, side: str, relation: str) -> Iterable[str]:
    return f"kind {kind} side {side}", f"side {side} source {relation}", f"kind {kind} source {relation}"


def _name_content(kind: str, begins: str, is_quoted: bool) -> Iterable[str]:
    yield f"content begins {begins or '$'}"
    yield f"kind {kind} content begins {begins or '$'}"
    if is_quoted:
        yield f"kind {kind} quotation"


def _name_shape(length: int, ends: Sequence[str]) -> Iterable[str]:
    yield f"length {length}"
    if ends:
        yield f"source begins {ends[0]}"
        yield f"source ends {ends[1]}"


_NAMES: tuple[Callable[..., Iterable[str]], ...] = (
    lambda *form: _name_cue(CueForm(*form)),
    _name_before,
    _name_after,
    _name_source,
    _name_content,
    _name_shape,
)


def features(block: Block, candidate: Candidate) -> list[str]:
    """Name what speaks for or against an attribution."""
    return [name for names, key in zip(_NAMES, _describe(block, candidate), strict=True) for name in names(*key)]


def takes_gerund(block: Block, candidate: Candidate) -> bool:
    """Tell whether a cue takes a participle as its content, of its own subject: She denied going. Too rare to fit."""
    after = block.classes[candidate.cue + 1 : candidate.cue + 2]
    return after == "i" and candidate.form.lemma in _TAKE_GERUND and candidate.source is not None


class _Sums(dict[Key, float]):
    """Sum of the weights of one group of features, kept by what the group rests on."""

    def __init__(self, names: Callable[..., Iterable[str]], weights: Mapping[str, float]) -> None:
        self.names, self.weights = names, weights

    def __missing__(self, key: Key) -> float:
        self[key] = total = sum([self.weights.get(name, 0.0) for name in self.names(*key)])
        return total


class Scorer:
    """Scores candidates; above 0 an attribution is more likely than not."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.groups = [_Sums(names, weights) for names in _NAMES]

    def __call__(self, block: Block, candidate: Candidate) -> float:
        """Give the log odds that a candidate is an attribution."""
        cue, before, after, source, content, shape = _describe(block, candidate)
        one, two, three, four, five, six = self.groups
        return one[cue] + two[before] + three[after] + four[source] + five[content] + six[shape]


@lru_cache(maxsize=1)
def read_scorer() -> Scorer:
    """Read the weight of each feature."""
    with WEIGHTS.open(newline="", encoding="utf-8") as file:
        return Scorer({row["feature"]: float(row["weight"]) for row in csv.DictReader(file)})
