"""What people can code: the question, the answers that are allowed, and what each answer adds to a measure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from analysis.errors import StudyError
from analysis.study import Study
from analysis.validity.returned import bare

Kind = Literal["frame", "sentiment", "speech", "mention", "membership"]
KINDS: tuple[Kind, ...] = ("frame", "sentiment", "speech", "mention", "membership")
#: The answers on how words show a person, as numbers in [-1, 1] half as large.
_TONES = {"-2": "clearly negative", "-1": "slightly negative", "0": "neutral or a bare fact"}
_TONES |= {"1": "slightly positive", "2": "clearly positive"}
#: Classes of the machine's value: beyond a third to either side it says something; and the class of each answer.
THIRD = 1 / 3
SIDES = {"-2": "negative", "-1": "negative", "0": "neutral", "1": "positive", "2": "positive"}


class Quantity(NamedTuple):
    """A measure made of coded units: what each answer adds, per unit that is read.

    ``below`` is what each answer adds to the denominator, where that is coded too (a ratio of two coded shares).
    ``target`` and ``voice`` restrict it to units of a person or in a voice; ``bounds`` are the ends of its scale.
    """

    measure: str
    facet: str
    adds: Mapping[str, float]
    below: Mapping[str, float] | None = None
    target: str | None = None
    voice: str | None = None
    bounds: tuple[float, float] = (0.0, 1.0)
    is_scored: bool = False


@dataclass(frozen=True)
class Variable:
    """One question that is put to each unit.

    Parameters
    ----------
    name : str
        ``frame:AXIS``, or the kind.
    kind : str
    question : str
        ``{target}`` stands for the person that is asked about.
    answers : mapping of str to str
        What is written down, and what it is called; in the order of the keys.
    level : {"nominal", "interval"}
        Of measurement; agreement on an interval variable is given on the nominal level too.
    positive : frozenset of str
        Machine classes of which a third of the units are drawn; empty: each class by its size.
    quantities : tuple of Quantity
    codebook : tuple of (str, str)
        Heading and text of each entry of the codebook, as a coder reads it.
    """

    name: str
    kind: Kind
    question: str
    answers: Mapping[str, str]
    level: Literal["nominal", "interval"]
    positive: frozenset[str]
    quantities: tuple[Quantity, ...]
    codebook: tuple[tuple[str, str], ...]

    def read(self, answer: str) -> str | None:
        """Give the answer that a cell means, by what is written down or what it is called; None: it means none.

        A spreadsheet makes other numbers of numbers, and other signs of signs.
        """
        cell = bare(answer).replace("−", "-").replace("–", "-").removeprefix("+")
        cell = cell[:-2] if cell.endswith((".0", ",0")) else cell
        cell = re.sub(r"\s*=\s*", " = ", cell)  # as the column `answers` of a sheet writes them
        names = {key.casefold(): key for key in self.answers}
        names |= {text.casefold(): key for key, text in self.answers.items() if text.casefold() not in names}
        names |= {f"{key} = {text}".casefold(): key for key, text in self.answers.items()}
        return names.get(" ".join(cell.casefold().split()))


def variables_of(study: Study) -> dict[str, Variable]:
    """Give every variable that can be coded in a study, by name."""
    found = [_frame(study, axis_id) for axis_id in study.axes]
    if study.people:
        found += [_sentiment(study), _speech(study), _mention(study)]
    found.append(_membership(study))
    return {one.name: one for one in found}


def variable_of(study: Study, name: str) -> Variable:
    """Give a variable by its name; `frame` alone is that of the first axis.

    Raises
    ------
    StudyError
        The study has no such variable; names those that it has.
    """
    known = variables_of(study)
    chosen = f"frame:{next(iter(study.axes))}" if name == "frame" and study.axes else name
    if chosen not in known:
        raise StudyError(f"`measure` must be one of {', '.join(known)}; found `{name}`.")
    return known[chosen]


def hash_codebook(variable: Variable) -> str:
    """Hash what a coder is asked by: question, answers and codebook."""
    parts = [variable.name, variable.question, dict(variable.answers), [list(entry) for entry in variable.codebook]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def _frame(study: Study, axis_id: str) -> Variable:
    axis = study.axes[axis_id]
    a, b = axis.positive, axis.negative
    labels = {name: study.frames[name].label for name in (a, b)}
    signed = {a: 1.0, b: -1.0, "both": 0.0, "none": 0.0}
    either = {a: 1.0, b: 1.0, "both": 2.0, "none": 0.0}
    quantities = (
        Quantity("frame_share", f"{axis_id}:{a}", {a: 1.0, "both": 1.0}),
        Quantity("frame_share", f"{axis_id}:{b}", {b: 1.0, "both": 1.0}),
        Quantity("frame_difference", axis_id, {k: 100 * v for k, v in signed.items()}, bounds=(-100.0, 100.0)),
        Quantity("frame_balance", axis_id, signed, below=either, bounds=(-1.0, 1.0)),
    )
    return Variable(
        f"frame:{axis_id}",
        "frame",
        "Which frame does the marked sentence assert?",
        labels | {"both": "both", "none": "neither"},
        "nominal",
        frozenset({a, b, "both"}),
        quantities,
        tuple(entry for name in (a, b) for entry in _frame_entries(study, name)),
    )


def _frame_entries(study: Study, name: str) -> list[tuple[str, str]]:
    frame = study.frames[name]
    lines = [frame.definition.strip()]
    lines += [f"{key.replace('_', ' ')}: {part.definition}" for key, part in frame.functions.items() if part.definition]
    lines += [f"Counts: {one}" for one in frame.include] + [f"Does not count: {one}" for one in frame.exclude]
    return [(frame.label, "\n".join(lines))]


def _sentiment(study: Study) -> Variable:
    adds = {key: int(key) / 2 for key in _TONES}
    quantities = tuple(
        Quantity(
            "sentiment",
            f"{person}:{voice or 'all'}",
            adds,
            target=person,
            voice=voice,
            bounds=(-1.0, 1.0),
            is_scored=True,
        )
        for person in study.people
        for voice in (None, "own", "quoted")
    )
    text = (
        "Judge how the person is shown by whoever speaks: an attitude toward the person, or a report that puts the "
        "person in a good or bad light. Not whether the event is sad or happy."
    )
    return Variable(
        "sentiment",
        "sentiment",
        "How do these words show {target}?",
        _TONES,
        "interval",
        frozenset(),
        quantities,
        (("Sentiment toward a person", text),),
    )


def _speech(study: Study) -> Variable:
    people = study.person_names
    several = {"several": "several of them together"}
    is_speech = dict.fromkeys((*people, *several, "other"), 1.0)
    text = (
        "A sentence reports speech where it says what somebody said, wrote or posted, in quotation marks or not. "
        "Choose whose words they are; where a sentence has words of more than one, those of the longest stretch. "
        "“Several of them together” is for words that two or more of these people give as one, such as the couple; "
        "with somebody else among them it is “somebody else”."
    )
    return Variable(
        "speech",
        "speech",
        "Does the marked sentence report somebody’s words, and whose?",
        {"none": "no reported words"} | people | several | {"other": "somebody else, or nobody named"},
        "nominal",
        frozenset({*people, *several, "other"}),
        (
            Quantity("speech_share", "all", is_speech),
            *(Quantity("speech_share", person, {person: 1.0}) for person in people),
        ),
        (("Reported words", text),),
    )


def _mention(study: Study) -> Variable:
    people = study.person_names
    text = "Choose whom the marked words mean. “Several” is for the couple, they, we, where two or more are meant."
    return Variable(
        "mention",
        "mention",
        "Whom do the marked words mean?",
        people | {"several": "several people", "other": "somebody else"},
        "nominal",
        frozenset(),
        tuple(Quantity("mention_share", person, {person: 1.0}) for person in people),
        (("Whom a mention means", text),),
    )


def _membership(study: Study) -> Variable:
    text = (study.study.story or study.study.title).strip()
    return Variable(
        "membership",
        "membership",
        "Does this article tell the story?",
        {"told": "yes, it tells it", "touched": "no, it only touches it", "other": "no, it is of something else"},
        "nominal",
        frozenset({"told"}),
        (Quantity("told_share", "all", {"told": 1.0}),),
        (("The story", text),),
    )
