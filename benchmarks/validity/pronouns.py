"""Whom he and she mean, against people: GAP snippets (.tsv) or a treebank with coreference (.conllu, as GUM's).

GAP (Webster et al. 2018, Mind the GAP)
    The two names of a snippet are the study's people, with the pronoun's gender; the page title is not looked at.
    A name counts as meant where its share is at least `CONFIDENT` ("decided") and none is larger. `overall_f1`,
    `masculine_f1` and `feminine_f1` are over names. Baseline: the name nearest to the pronoun.
Treebank
    Every form of *he* and *she* that refers to a person with a name somewhere in its document. Given are the places
    where people are named, and who is who; not given are pronouns' gender for each person (our own lists of given
    names and titles tell it or leave it open) and mentions that are no names. `accuracy` counts the person with
    the largest share. Baseline: the nearest name before, of the pronoun's gender or of none that is known.
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.people.antecedents import CONFIDENT, Weights, resolve, weights
from analysis.people.lexicon import HONORIFICS, given_names
from analysis.people.names import find_names
from analysis.people.roster import compile_roster
from analysis.people.scene import PRONOUNS, Name
from analysis.people.strangers import find_described, find_strangers
from analysis.study import About, Person, Study
from analysis.text.sentences import split_sentences
from benchmarks.validity.bootstrap import document_intervals, f1

__all__ = ["Case", "count_gap", "read_gap", "run", "score_gap"]

Span = tuple[int, int]
_FORM = re.compile(rf"\b(?:{'|'.join(PRONOUNS)})\b", re.IGNORECASE)


class Case(NamedTuple):
    """A text with the people named in it, its pronouns, and whom some of them mean (None: nobody named)."""

    text: str
    sentences: list[Span]
    names: list[Name]
    pronouns: list[tuple[int, int, str]]
    gold: dict[int, str | None]

    def shares(self, weight: Weights | None = None) -> dict[int, dict[str, float]]:
        """Give the shares of each annotated pronoun, by its start."""
        found = resolve(self.text, self.sentences, self.names, self.pronouns, weight or weights(favours_study=True))
        return {p[0]: one for p, one in zip(self.pronouns, found, strict=True) if p[0] in self.gold}


def run(path: Path) -> dict[str, Any]:
    """Measure on one file."""
    is_gap = path.suffix == ".tsv"
    start = time.perf_counter()
    cases = read_gap(path) if is_gap else read_treebank(path)
    count, score = (count_gap, score_gap) if is_gap else (_count_treebank, _score_treebank)
    counts = np.array([count(case, case.shares()) for case in cases])
    seconds = time.perf_counter() - start
    plain = np.array([count(case, _nearest(case, both_sides=is_gap)) for case in cases])
    return {
        "name": "pronouns",
        "n": sum(len(case.gold) for case in cases),
        "scores": score(counts.sum(axis=0)),
        "intervals": document_intervals(counts, score),
        "baseline": score(plain.sum(axis=0)),
        "seconds": round(seconds, 3),
        "mb_per_s": round(sum(len(case.text.encode()) for case in cases) / 1e6 / seconds, 2),
    }


def _nearest(case: Case, *, both_sides: bool) -> dict[int, dict[str, float]]:
    """The plainest method: the nearest name that may fit."""
    found = {}
    genders = {name.entity: name.gender for name in reversed(case.names) if name.gender}
    known = [name for name in case.names if name.certainty == "study"]
    for start, end, gender in case.pronouns:
        fitting = [
            (start - name.end if name.end <= start else name.start - end, name.entity)
            for name in known
            if (name.end <= start or both_sides) and genders.get(name.entity) in (gender, None)
        ]
        if start in case.gold:
            found[start] = {min(fitting)[1]: 1.0} if fitting else {}
    return found


# GAP


def read_gap(path: Path) -> list[Case]:
    """Read snippets; ``A`` and ``B`` are the people."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_gap_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _gap_case(row: dict[str, str]) -> Case:
    text, at = row["Text"], int(row["Pronoun-offset"])
    gender = PRONOUNS[row["Pronoun"].lower()]
    sentences = split_sentences(text)
    given = {name: (int(row[f"{name}-offset"]), int(row[f"{name}-offset"]) + len(row[name])) for name in "AB"}
    people = {name.lower(): Person(name=row[name], pronouns=gender) for name in "AB"}  # type: ignore[arg-type]
    roster = compile_roster(Study(path=Path("gap"), study=About(id="gap", title="GAP"), people=people))
    names = [Name(*span, name, gender, "study") for name, span in given.items()]
    for named in find_names(text, sentences, roster):
        if not any(named.start < end and start < named.end for start, end in given.values()):
            names.append(Name(named.start, named.end, named.person_id.upper(), gender, "study"))
    taken = sorted((name.start, name.end) for name in names)
    names += [Name(*someone) for someone in (*find_strangers(text, taken), *find_described(text))]
    pronouns = [(m.start(), m.end(), PRONOUNS[m[0].lower()]) for m in _FORM.finditer(text) if m.start() <= at]
    gold = next((name for name in "AB" if row[f"{name}-coref"] == "TRUE"), None)
    return Case(text, sentences, names, pronouns, {at: gold})


def count_gap(case: Case, shares: dict[int, dict[str, float]]) -> list[int]:
    """Count right, found and gold names of masculine, then of feminine pronouns."""
    ((at, gold),) = case.gold.items()
    found = shares.get(at, {})
    best = max(found, key=lambda name: found[name], default=None)
    meant = best if best in ("A", "B") and found[best] >= CONFIDENT else None
    counts = [int(meant is not None and meant == gold), int(meant is not None), int(gold is not None)]
    nothing = [0, 0, 0]
    gender = next(p[2] for p in case.pronouns if p[0] == at)
    return counts + nothing if gender == "he" else nothing + counts


def score_gap(totals: np.ndarray) -> dict[str, float]:
    """Turn the counts of all cases into F1 scores."""
    masculine, feminine = totals[:3], totals[3:]
    both = masculine + feminine
    scores = {"overall_f1": f1(*both), "masculine_f1": f1(*masculine), "feminine_f1": f1(*feminine)}
    return {name: round(float(score), 4) for name, score in scores.items()}


# A treebank with coreference


def _count_treebank(case: Case, shares: dict[int, dict[str, float]]) -> list[int]:
    """Count right and all pronouns."""
    meant = {at: max(found, key=lambda person: found[person], default=None) for at, found in shares.items()}
    return [sum(meant.get(at) == person for at, person in case.gold.items()), len(case.gold)]


def _score_treebank(totals: np.ndarray) -> dict[str, float]:
    return {"accuracy": round(float(totals[0] / totals[1]), 4)}


class _Token(NamedTuple):
    start: int
    end: int
    tag: str
    entities: str


def read_treebank(path: Path) -> list[Case]:
    """Read documents that name somebody."""
    documents = (_read_document(block) for block in re.split(r"(?m)^# newdoc", path.read_text(encoding="utf-8"))[1:])
    return [case for case in documents if case.gold]


def _read_document(block: str) -> Case:
    text, sentences, tokens = "", [], []
    for sentence in re.split(r"\n\s*\n", block.strip()):
        text = text.rstrip() + " " if text else ""
        begins = len(text)
        for start, end, tag, entities, after in _words(sentence, len(text)):
            tokens.append(_Token(start, end, tag, entities))
            text += after
        sentences.append((begins, len(text.rstrip())))
    mentions = [m for m in _mentions(tokens) if m[1] == "person"]
    named = {entity for entity, _, _, _, head in mentions if tokens[head].tag == "PROPN"}
    names, pronouns, gold = [], [], {}
    for entity, _, first, last, head in mentions:
        if tokens[head].tag == "PROPN":
            names.append(_name(text, tokens, entity, first, last, head))
        form = text[tokens[head].start : tokens[head].end]
        if first == last and form.lower() in PRONOUNS:
            pronouns.append((tokens[head].start, tokens[head].end, PRONOUNS[form.lower()]))
            if entity in named:
                gold[tokens[head].start] = entity
    return Case(text, sentences, names, sorted(pronouns), gold)


def _words(sentence: str, position: int) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield each word's span, tag, entity marks, and the text that it adds; parts of a contraction share its text."""
    whole_until = 0
    for line in sentence.split("\n"):
        fields = line.split("\t")
        if len(fields) < 10 or "." in fields[0]:
            continue
        number, form = fields[0], fields[1]
        marks = dict(part.split("=", 1) for part in fields[9].split("|") if "=" in part)
        blank = "" if marks.get("SpaceAfter") == "No" else " "
        if "-" in number:
            whole_until, rest, whole_blank = int(number.split("-")[1]), form, blank
            continue
        inside = int(number) <= whole_until
        if inside:
            rest = rest[len(form) :]
            blank = whole_blank if int(number) == whole_until else ""
        yield position, position + len(form), fields[3], marks.get("Entity", ""), form + blank
        position += len(form) + len(blank)


def _mentions(tokens: list[_Token]) -> list[tuple[str, str, int, int, int]]:
    """Read GUM's bracketed entities: id, type, first and last token, head."""
    opened: list[tuple[list[str], int]] = []
    found = []
    for index, token in enumerate(tokens):
        for opening, closing in re.findall(r"\(([^()]+)|([^()]*)\)", token.entities):
            if opening:
                opened.append((opening.split("-"), index))
                continue
            which = next((i for i in range(len(opened) - 1, -1, -1) if closing in ("", opened[i][0][0])), None)
            if which is not None:
                fields, first = opened.pop(which)
                head = first + int(fields[5].split(",")[0]) - 1
                found.append((fields[0], fields[1], first, index, head))
    return found


def _name(text: str, tokens: list[_Token], entity: str, first: int, last: int, head: int) -> Name:
    """The proper nouns around a mention's head, and the gender that they tell."""
    while head > first and tokens[head - 1].tag == "PROPN":
        head -= 1
    stop = head
    while stop < last and tokens[stop + 1].tag == "PROPN":
        stop += 1
    start, end = tokens[head].start, tokens[stop].end
    word = text[start : tokens[head].end].rstrip(".")
    gender = HONORIFICS.get(word.lower()) or given_names().get(word) or None
    return Name(start, end, entity, gender, "study")
