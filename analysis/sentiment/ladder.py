"""The ladder: the methods that measure sentiment toward a person, with one interface, each with its measured error.

A rung takes stretches of text with the place of a target in each, and gives each a value in [-1, 1], nan where it finds
no evidence. A learned rung weighs whether they speak ill, neutrally or well of it, calibrated
(`analysis.sentiment.calibration`): its value is positive less negative, and where no class is likely it is unsure.
VADER weighs no classes: its value is its compound as it stands. A rung that is not known or whose weights are missing
is refused; none falls back on another.

- ``sentence``: VADER of the whole sentence, also where it holds two voices;
- ``clause``: VADER of the clause around the mention, inside the stretch that has one holder;
- ``linear``: the model of `analysis.sentiment.linear` over that stretch, learned from political news;
- ``small``: a small encoder of sentences over the same stretch (`analysis.sentiment.small`), learned from political
  news and tweets about people.

The two rungs of VADER find no evidence where no word of the lexicon stands; the two learned rungs read every word, so
that their "neutral" is a measurement, and find none only where nothing but the target stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from analysis.errors import StudyError
from analysis.measured import read_measured
from analysis.sentiment import linear, small
from analysis.sentiment.calibration import Calibration, calibrate, find_classes, is_unsure, read_calibration, values_of
from analysis.sentiment.lexicon import Lexicon
from analysis.sentiment.vader import score_texts
from analysis.study import Sentiment, Study

#: The rungs that stand beside any other in the table ``sentiments``.
VADER = ("clause", "sentence")
#: VADER's authors take a text for neutral between these compounds (Hutto & Gilbert 2014).
_POLAR = 0.05


class Measured(NamedTuple):
    """What a rung found toward each target: values, nan without evidence; the class (0, 1, 2); whether it is unsure."""

    values: np.ndarray
    classes: np.ndarray
    unsure: np.ndarray


class Rung(NamedTuple):
    """One method: its names, the stretch it reads, how it finds logits, and what it learned from.

    VADER learned from nothing here: it has no ``domain``, and in place of logits its compound, of the shape (targets,).
    """

    name: str
    label: str
    stretch: Literal["sentence", "clause", "segment"]
    find_logits: Callable[[Sequence[str], Sequence[tuple[int, int]], Lexicon], np.ndarray]
    domain: str = ""

    def weigh(
        self,
        stretches: Sequence[str],
        targets: Sequence[tuple[int, int]],
        lexicon: Lexicon,
        calibration: Calibration | None = None,
    ) -> np.ndarray:
        """Give a learned rung's calibrated probabilities of the three classes, (targets, 3); nan without evidence.

        Its own calibration is the shipped one; a study may have adapted it.
        """
        return calibrate(self.find_logits(stretches, targets, lexicon), calibration or read_calibration(self.name))

    def measure(
        self,
        stretches: Sequence[str],
        targets: Sequence[tuple[int, int]],
        lexicon: Lexicon,
        calibration: Calibration | None = None,
    ) -> Measured:
        """Give the value toward each target, in [-1, 1], nan without evidence; its class; whether it is unsure."""
        if self.domain:
            return measured_of(self.weigh(stretches, targets, lexicon, calibration))
        compound = self.find_logits(stretches, targets, lexicon)
        classes = np.where(compound <= -_POLAR, 0, np.where(compound >= _POLAR, 2, 1))
        return Measured(compound, classes, np.zeros(len(compound), bool))

    def score(self, stretches: Sequence[str], targets: Sequence[tuple[int, int]], lexicon: Lexicon) -> np.ndarray:
        """Give the value toward each target, also where the rung is unsure."""
        return self.measure(stretches, targets, lexicon).values


def measured_of(p: np.ndarray) -> Measured:
    """Give what the probabilities of a learned rung say."""
    return Measured(values_of(p), find_classes(p), is_unsure(p))


def _find_compound(stretches: Sequence[str], targets: Sequence[tuple[int, int]], lexicon: Lexicon) -> np.ndarray:
    distinct = {text: row for row, text in enumerate(dict.fromkeys(stretches))}
    compound = score_texts(list(distinct), lexicon).measured()["compound"]
    found: np.ndarray = compound[np.array([distinct[text] for text in stretches], dtype=int)]
    return found


RUNGS = {
    rung.name: rung
    for rung in (
        Rung("sentence", "VADER of the sentence", "sentence", _find_compound),
        Rung("clause", "VADER of the clause", "clause", _find_compound),
        Rung("linear", "linear model", "segment", linear.find_logits, "political news"),
        Rung("small", "small encoder", "segment", small.find_logits, "political news and tweets about people"),
    )
}


def check_rung(name: str) -> None:
    """Refuse a method that is not known, or whose weights are missing.

    Raises
    ------
    StudyError
        Names what is allowed, or how to get it.
    """
    if name not in RUNGS:
        raise StudyError(f"`method` must be one of {', '.join(RUNGS)}; found `{name}`.")
    if name == "small":
        small.check_present()


def with_method(study: Study, method: str | None) -> Study:
    """Give the study with another method of sentiment; None, or its own, leaves it with what was adapted."""
    method = study.sentiment.method if method is None else method
    check_rung(method)
    if method == study.sentiment.method:
        return study
    return study.model_copy(update={"sentiment": Sentiment.model_validate({"method": method})})


def describe_error(name: str) -> str:
    """Say what a rung is, what it learned from and how well it agrees with people, as captions do.

    Examples
    --------
    >>> describe_error("clause")[:71]
    'Method: VADER of the clause. Measured against human labels of sentences'
    """
    rung, rows = RUNGS[name], read_measured()[name]
    scores = [f"{_number(row.macro_f1)} on {row.data} (n = {row.n:,})" for row in rows]
    persons = [
        f"; r {_number(row.person_r)} between a person's mean value and the mean of the labels ({row.people} people "
        f"with ten mentions or more, {row.data})"
        for row in rows
        if row.person_r is not None
    ]
    learned = f", learned from {rung.domain}: out of domain elsewhere" if rung.domain else ""
    return (
        f"Method: {rung.label}{learned}. Measured against human labels of sentences: "
        f"macro-F1 {', '.join(scores)}{''.join(persons)}."
    )


def _number(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".", 1)
