"""Whom he and she mean, against people: GAP snippets (.tsv) or a treebank with coreference (.conllu, as GUM's).

Each text is read as an article is (`product.read_texts`), with people that a study of it would list.

GAP (Webster et al. 2018, Mind the GAP)
    The two names of a snippet are the study's people, with the pronoun's gender; the page title is not looked at.
    `overall_f1`, `masculine_f1` and `feminine_f1` are over names that the pronoun is decided to mean. Baseline: the
    name nearest to the pronoun.
Treebank
    Every form of *he* and *she* that refers to a person with a name somewhere in its document. The people are all
    those with a name: its longest form, the others as aliases, and the pronoun that the name tells, if it tells one.
    `accuracy` is the share decided on the right person; `precision` that of the decided ones. Baseline: the nearest
    name before, of the pronoun's gender or of none that is known.
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.people.names.find import find_names
from analysis.people.names.roster import compile_roster
from analysis.people.pronouns.scene import Name
from analysis.study import About, Person, Study
from analysis.text.english.names import HONORIFICS, given_names
from analysis.text.english.pronouns import SINGULAR
from analysis.text.sentences import split_sentences
from benchmarks.validity.bootstrap import document_intervals, f1
from benchmarks.validity.product import ReadText, read_texts

__all__ = ["Case", "Meant", "count_gap", "find_meant", "read_gap", "run", "score_gap"]

#: Start of an annotated pronoun -> the person it means; None: nobody who is named.
Meant = dict[int, str | None]

_FORM = re.compile(rf"\b(?:{'|'.join(SINGULAR)})\b", re.IGNORECASE)


class Case(NamedTuple):
    """A text, the people that a study of it lists, where they are named, its pronouns, and whom some of them mean."""

    text: str
    people: dict[str, Person]
    names: list[Name]
    pronouns: list[tuple[int, int, str]]
    gold: Meant


def run(path: Path) -> dict[str, Any]:
    """Measure on one file."""
    is_gap = path.suffix == ".tsv"
    cases = read_gap(path) if is_gap else read_treebank(path)
    count, score = (count_gap, score_gap) if is_gap else (_count_treebank, _score_treebank)
    start = time.process_time()
    meant = find_meant(cases)
    seconds = time.process_time() - start
    counts = np.array([count(case, found) for case, found in zip(cases, meant, strict=True)])
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


def find_meant(cases: Sequence[Case]) -> list[Meant]:
    """Say whom each annotated pronoun means by the product: a person of the study, or None."""
    texts = read_texts([case.text for case in cases], [case.people for case in cases])
    return [_meant(case, read) for case, read in zip(cases, texts, strict=True)]


def _meant(case: Case, read: ReadText) -> Meant:
    rows = read.mentions[read.mentions["kind"] != "proper"]
    columns = (rows[name].tolist() for name in ("start", "end", "person_id"))
    places = {read.raw(start, end)[0]: person for start, end, person in zip(*columns, strict=True)}
    return {at: person if isinstance(person := places.get(at), str) else None for at in case.gold}


def _nearest(case: Case, *, both_sides: bool) -> Meant:
    """The plainest method: the nearest name that may fit."""
    found: Meant = {}
    genders = {name.entity: name.gender for name in reversed(case.names) if name.gender}
    known = [name for name in case.names if name.certainty == "study"]
    for start, end, gender in case.pronouns:
        fitting = [
            (start - name.end if name.end <= start else name.start - end, name.entity)
            for name in known
            if (name.end <= start or both_sides) and genders.get(name.entity) in (gender, None)
        ]
        if start in case.gold:
            found[start] = min(fitting)[1] if fitting else None
    return found


# GAP


def read_gap(path: Path) -> list[Case]:
    """Read snippets; ``A`` and ``B`` are the people."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_gap_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _gap_case(row: dict[str, str]) -> Case:
    text, at = row["Text"], int(row["Pronoun-offset"])
    gender = SINGULAR[row["Pronoun"].lower()]
    people = {name: Person(name=row[name], pronouns=gender) for name in "AB"}  # type: ignore[arg-type]
    roster = compile_roster(Study(path=Path("gap"), study=About(id="gap", title="GAP"), people=people))
    given = {name: (int(row[f"{name}-offset"]), int(row[f"{name}-offset"]) + len(row[name])) for name in "AB"}
    names = [Name(*span, name, gender, "study") for name, span in given.items()]
    for named in find_names(text, split_sentences(text), roster):
        if not any(named.start < end and start < named.end for start, end in given.values()):
            names.append(Name(named.start, named.end, named.person_id, gender, "study"))
    pronouns = [(m.start(), m.end(), SINGULAR[m[0].lower()]) for m in _FORM.finditer(text) if m.start() <= at]
    gold = next((name for name in "AB" if row[f"{name}-coref"] == "TRUE"), None)
    return Case(text, people, names, pronouns, {at: gold})


def count_gap(case: Case, found: Meant) -> list[int]:
    """Count right, found and gold names of masculine, then of feminine pronouns."""
    ((at, gold),) = case.gold.items()
    meant = found.get(at)
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


def _count_treebank(case: Case, found: Meant) -> list[int]:
    """Count right, decided and all pronouns."""
    decided = [at for at in case.gold if found.get(at)]
    return [sum(found[at] == case.gold[at] for at in decided), len(decided), len(case.gold)]


def _score_treebank(totals: np.ndarray) -> dict[str, float]:
    right, decided, n = totals.tolist()
    return {"accuracy": round(right / n, 4), "precision": round(right / decided, 4) if decided else float("nan")}


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
    text, tokens = "", []
    for sentence in re.split(r"\n\s*\n", block.strip()):
        text = text.rstrip() + (_break(sentence) if text else "")
        for start, end, tag, entities, after in _words(sentence, len(text)):
            tokens.append(_Token(start, end, tag, entities))
            text += after
    mentions = [m for m in _mentions(tokens) if m[1] == "person"]
    named = {entity for entity, _, _, _, head in mentions if tokens[head].tag == "PROPN"}
    names, pronouns = [], []
    gold: Meant = {}
    for entity, _, first, last, head in mentions:
        if tokens[head].tag == "PROPN":
            names.append(_name(text, tokens, entity, first, last, head))
        form = text[tokens[head].start : tokens[head].end]
        if first == last and form.lower() in SINGULAR:
            pronouns.append((tokens[head].start, tokens[head].end, SINGULAR[form.lower()]))
            if entity in named:
                gold[tokens[head].start] = entity
    return Case(text, _people(text, names), names, sorted(pronouns), gold)


def _break(sentence: str) -> str:
    """Give what stands before a sentence: a blank line before one that begins a paragraph."""
    return "\n\n" if re.search(r"^# newpar", sentence, re.MULTILINE) else " "


def _people(text: str, names: Sequence[Name]) -> dict[str, Person]:
    """List everybody who is named, as a study file would."""
    forms: dict[str, list[str]] = {}
    genders: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        form = text[name.start : name.end]
        if form not in taken:  # a form of two people is whose it was first
            taken.add(form)
            forms.setdefault(name.entity, []).append(form)
        if name.gender:
            genders.setdefault(name.entity, name.gender)
    people = {}
    for entity, mine in forms.items():
        longest = max(mine, key=len)
        rest = tuple(form for form in mine if form != longest)
        people[entity] = Person(name=longest, aliases=rest, pronouns=genders.get(entity))  # type: ignore[arg-type]
    return people


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
