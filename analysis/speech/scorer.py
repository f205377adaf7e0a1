"""A transparent linear score: is this cue word, with what the grammar reads around it, an attribution?

A candidate is described in groups of features, and by the words at a few places around it; each feature has one
weight, in ``weights.csv``, fitted on the training articles of PolNeAR by ``benchmarks/fit_cues.py`` (logistic
regression). The score is the sum of the weights of the features that are there: the log odds that a reader would mark
an attribution.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import getitem
from pathlib import Path

from analysis.speech.blocks import Block, is_capitalised
from analysis.speech.candidates import Candidate
from analysis.speech.reports import BEGINS_CLAUSE, BEGINS_INFINITIVE
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

#: Sums kept of each group; beyond this number they are worked out anew, so that memory stays flat.
LIMIT = 50_000

Key = tuple[object, ...]

_WHOLE = frozenset(letters("sentences tagged"))


_FINITE = re.compile(f"[{letters('auxiliary cue took takes ed')}]")
_NAMED = letters("name number")

#: Where the words stand that have weights of their own, by the name of their feature.
_PLACES = ("word -1", "word -2", "word +1", "word +2", "source head", "content begins with")


def _describe(block: Block, candidate: Candidate) -> tuple[Key, ...]:
    """Give what each group of features rests on; few values each, so that sums can be kept."""
    classes, words, cue, form = block.classes, block.words, candidate.cue, candidate.form
    after, before = classes[cue + 1 : cue + 2], classes[cue - 1] if cue else ""
    source, pieces, kind = candidate.source, candidate.pieces, form.kind
    start, end = pieces[0] if pieces else (0, 0)
    first, last = pieces[-1] if pieces else (0, 0)
    content, length = classes[start:end], end - start
    for one in pieces[1:]:
        length += one[1] - one[0]
    relation = source.relation if source else "none"
    ends = (classes[source.first], classes[source.last - 1]) if source else ()
    tail = classes[source.last - 1] if source else ""
    lead = classes[source.first - 1 : source.first] if source and source.first else ""
    n_words = source.last - source.first if source else 0
    n_cues, gap = bisect_left(block.cues, (cue,)), cue - source.last if source else 0
    thirds = (last - first) // 3
    return (
        form,
        (form.form, before, _SHOWN.get(words[cue - 1].lower(), "") if cue else ""),
        (kind, form.form, after, _SHOWN.get(words[cue + 1].lower(), "") if after else ""),
        (kind, candidate.side, relation, form.lemma),
        (kind, content[:1], not _WHOLE.isdisjoint(content), form.lemma),
        (length // 2 if length < 12 else 6, ends),
        (kind, classes[cue + 1 : cue + 3]),
        (form.form, classes[max(0, cue - 2) : cue]),
        (kind, tail, lead) if source else (),
        (form.form, n_words if n_words < 8 else 8, 0 if gap < 0 else gap if gap < 4 else 4) if source else (),
        (
            kind,
            bool(BEGINS_CLAUSE.match(classes, first, last)),
            bool(BEGINS_INFINITIVE.match(classes, first, last)),
            bool(_FINITE.search(classes, first, last)),
            form.lemma,
        ),
        (kind, thirds if thirds < 12 else 12, classes[last - 1 : last], classes[last : last + 1]),
        (classes[first : first + 2], cue // 3 if cue < 18 else 6),
        (kind, n_cues if n_cues < 3 else 3, min(2, len(block.quotes)), words[-1] == "?", is_capitalised(classes)),
    )


def _words(block: Block, candidate: Candidate) -> list[str]:
    """Give the words at the places of `_PLACES`; a name or number is *C*, and nothing is the empty word."""
    cue, source, pieces = candidate.cue, candidate.source, candidate.pieces
    places = cue - 1, cue - 2, cue + 1, cue + 2, source.last - 1 if source else -1, pieces[-1][0] if pieces else -1
    classes, words, n = block.classes, block.words, len(block.words)
    return ["" if not 0 <= place < n else "C" if classes[place] in _NAMED else words[place].lower() for place in places]


def _name_cue(*key: str) -> Iterable[str]:
    form = CueForm(*key)  # type: ignore[arg-type]
    return "bias", f"lemma {form.lemma}", f"kind {form.kind} form {form.form}"


def _name_before(form: str, before: str, word: str) -> Iterable[str]:
    yield f"form {form} before {_term(before) or '^'}"
    if word:
        yield f"word before {word}"
        yield f"form {form} word before {word}"


def _name_after(kind: str, form: str, after: str, word: str) -> Iterable[str]:
    yield f"kind {kind} next {_term(after) or '$'}"
    yield f"form {form} next {_term(after) or '$'}"
    if word:
        yield f"next word {word}"
        yield f"kind {kind} next word {word}"


def _name_relation(kind: str, side: str, relation: str, lemma: str) -> Iterable[str]:
    of_both = f"kind {kind} side {side}", f"side {side} source {relation}", f"kind {kind} source {relation}"
    return *of_both, f"lemma {lemma} side {side}", f"lemma {lemma} source {relation}"


def _name_content(kind: str, begins: str, is_quoted: bool, lemma: str) -> Iterable[str]:
    yield f"lemma {lemma} content begins {_term(begins) or '$'}"
    if is_quoted:
        yield f"lemma {lemma} quotation"
    yield f"content begins {_term(begins) or '$'}"
    yield f"kind {kind} content begins {_term(begins) or '$'}"
    if is_quoted:
        yield f"kind {kind} quotation"


def _name_shape(length: int, ends: Sequence[str]) -> Iterable[str]:
    yield f"length {length}"
    if ends:
        yield f"source begins {_term(ends[0])}"
        yield f"source ends {_term(ends[1])}"


def _name_next(kind: str, after: str) -> Iterable[str]:
    yield f"kind {kind} two next {_terms(after)}"


def _name_two_before(form: str, before: str) -> Iterable[str]:
    yield f"form {form} two before {_terms(before)}"


def _name_source(*key: str) -> Iterable[str]:
    if key:
        kind, last, lead = key
        yield f"kind {kind} source ends {_term(last)}"
        yield f"source after {_term(lead) or '^'}"


def _name_distance(*key: object) -> Iterable[str]:
    if key:
        form, length, gap = key
        yield f"source length {length}"
        yield f"form {form} gap {gap}"


def _name_clause(kind: str, is_clause: bool, is_infinitive: bool, is_finite: bool, lemma: str) -> Iterable[str]:
    return (
        f"lemma {lemma} clause {is_clause}",
        f"lemma {lemma} infinitive {is_infinitive}",
        f"lemma {lemma} finite {is_finite}",
        f"kind {kind} clause {is_clause}",
        f"kind {kind} infinitive {is_infinitive}",
        f"kind {kind} finite {is_finite}",
    )


def _name_end(kind: str, length: int, last: str, after: str) -> Iterable[str]:
    return (
        f"kind {kind} content length {length}",
        f"kind {kind} content ends {_term(last)}",
        f"content before {_term(after) or '$'}",
    )


def _name_beginning(two: str, place: int) -> Iterable[str]:
    return f"content begins two {_terms(two)}", f"place {place}"


def _name_sentence(kind: str, n_cues: int, n_quotes: int, asks: bool, is_heading: bool) -> Iterable[str]:
    yield f"cues before {n_cues}"
    yield f"kind {kind} cues before {n_cues}"
    yield f"quotations {n_quotes}"
    yield f"kind {kind} quotations {n_quotes > 0}"
    if asks:
        yield "question"
    if is_heading:
        yield "heading"
        yield f"kind {kind} heading"


def _term(letter: str) -> str:
    return term_of(letter) if letter else ""


def _terms(classes: str) -> str:
    return " ".join(map(term_of, classes))


_NAMES: tuple[Callable[..., Iterable[str]], ...] = (
    _name_cue,
    _name_before,
    _name_after,
    _name_relation,
    _name_content,
    _name_shape,
    _name_next,
    _name_two_before,
    _name_source,
    _name_distance,
    _name_clause,
    _name_end,
    _name_beginning,
    _name_sentence,
)


def features(block: Block, candidate: Candidate) -> list[str]:
    """Name what speaks for or against an attribution."""
    found = [name for names, key in zip(_NAMES, _describe(block, candidate), strict=True) for name in names(*key)]
    return found + [f"{name} {word}" for name, word in zip(_PLACES, _words(block, candidate), strict=True)]


class _Sums(dict[Key, float]):
    """Sum of the weights of one group of features, kept by what the group rests on."""

    def __init__(self, names: Callable[..., Iterable[str]], weights: Mapping[str, float]) -> None:
        self.names, self.weights = names, weights

    def __missing__(self, key: Key) -> float:
        if len(self) > LIMIT:
            self.clear()
        self[key] = total = sum([self.weights.get(name, 0.0) for name in self.names(*key)])
        return total


class Scorer:
    """Scores candidates; above 0 an attribution is more likely than not."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.groups = [_Sums(names, weights) for names in _NAMES]
        self.words: list[dict[str, float]] = [
            {name[len(place) + 1 :]: weight for name, weight in weights.items() if name.startswith(f"{place} ")}
            for place in _PLACES
        ]

    def __call__(self, block: Block, candidate: Candidate) -> float:
        """Give the log odds that a candidate is an attribution."""
        value = sum(map(getitem, self.groups, _describe(block, candidate)))
        for weights, word in zip(self.words, _words(block, candidate), strict=True):
            value += weights.get(word, 0.0)
        return value


@lru_cache(maxsize=1)
def read_scorer() -> Scorer:
    """Read the weight of each feature."""
    with WEIGHTS.open(newline="", encoding="utf-8") as file:
        return Scorer({row["feature"]: float(row["weight"]) for row in csv.DictReader(file)})
