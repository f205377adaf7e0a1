"""`MEASURES`: each number that a chart, table or page shows: label, unit, range, denominator, source and error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from analysis.measured import UNEVEN, read_errors


@dataclass(frozen=True)
class Measure:
    """What a number is: how charts label it, its unit and range, what it is divided by, and where it comes from.

    ``column`` is its column in tidy tables (``value`` where a table holds several measures), ``counts`` the column
    that counts what it rests on (empty: the rows with a value) and ``counted`` what that is. ``steps`` are the keys of
    `analysis.measured.read_errors` that its error comes from; ``sentiment/`` is completed with the method.
    """

    label: str
    unit: str
    low: float
    high: float
    denominator: str
    source: str
    column: str = "n"
    counts: tuple[str, ...] = ("n",)
    counted: str = ""
    steps: tuple[str, ...] = ()

    @property
    def axis_label(self) -> str:
        """Label and unit as an axis shows them.

        >>> MEASURES["balance"].axis_label
        'frame balance (−1 to +1)'
        """
        return f"{self.label} ({self.unit})"


_VADER = "Hutto & Gilbert (2014), VADER 3.3.2"
_OWN = "this project"
_SIGNED = "−1 negative, +1 positive"
_INFINITY = float("inf")
_WHO_SPEAKS = ("quotes", "sources")
#: The same with how far reading itself differs between outlets, for measures that hold outlets against each other.
_HOW_MUCH_SPEECH = (*_WHO_SPEAKS, UNEVEN)

MEASURES: dict[str, Measure] = {
    "valence": Measure(
        "VADER compound of a stretch of one voice in one sentence",
        _SIGNED,
        -1,
        1,
        "none",
        _VADER,
        column="compound",
        counts=(),
        counted="scored sentences",
        steps=("valence", "sentences"),
    ),
    "tone": Measure(
        "tone, mean VADER compound",
        _SIGNED,
        -1,
        1,
        "sentences that hold a word of the lexicon",
        _VADER,
        column="tone",
        counts=("n", "n_scored"),
        counted="scored units",
        steps=("tone", *_WHO_SPEAKS),
    ),
    "sentiment": Measure(
        "sentiment toward the person, mean over scored mentions",
        _SIGNED,
        -1,
        1,
        "mentions with a score",
        _OWN,
        column="value",
        counted="scored mentions",
        steps=("sentiment/", "pronouns", *_WHO_SPEAKS),
    ),
    "balance": Measure(
        "frame balance",
        "−1 to +1",
        -1,
        1,
        "asserted hits of both frames, weights applied: (a − b) / (a + b)",
        _OWN,
        column="balance",
        counts=("n", "n_hits"),
        counted="asserted hits",
        steps=("scope", *_WHO_SPEAKS),
    ),
    "contrast": Measure(
        "difference in frame balance between two outlets",
        "−2 to +2",
        -2,
        2,
        "none",
        _OWN,
        column="difference",
        counts=(),
        counted="different results",
        steps=("scope", *_WHO_SPEAKS),
    ),
    "intensity": Measure(
        "frame intensity",
        "hits per 100 sentences",
        0,
        _INFINITY,
        "sentences",
        _OWN,
        column="per_100",
        counted="asserted hits",
        steps=("scope", *_WHO_SPEAKS),
    ),
    "coverage": Measure(
        "frame coverage", "share of sentences with a hit", 0, 1, "sentences", _OWN, column="coverage", steps=("scope",)
    ),
    "mentions": Measure(
        "mentions", "count", 0, _INFINITY, "none", _OWN, counted="mentions of people", steps=("pronouns",)
    ),
    "mention_rate": Measure(
        "mentions",
        "per 100 sentences of the outlet",
        0,
        _INFINITY,
        "sentences",
        _OWN,
        column="per_100",
        counted="mentions of people",
        steps=("pronouns",),
    ),
    "quoted_words": Measure(
        "words in quotation marks",
        "per 100 words of the outlet",
        0,
        100,
        "words of the outlet's articles",
        _OWN,
        column="per_100",
        counts=("n_words",),
        counted="words in quotation marks",
        steps=_HOW_MUCH_SPEECH,
    ),
    "voice_share": Measure(
        "words by voice",
        "share of the outlet's words",
        0,
        1,
        "words of the outlet's articles",
        _OWN,
        column="share",
        counts=("n_words",),
        counted="words",
        steps=_HOW_MUCH_SPEECH,
    ),
    "attributions": Measure(
        "attributions",
        "count",
        0,
        _INFINITY,
        "none",
        "PARC 3 (Pareti 2015)",
        counted="attributions",
        steps=_HOW_MUCH_SPEECH,
    ),
    "words": Measure(
        "length of articles",
        "words",
        0,
        _INFINITY,
        "none",
        _OWN,
        column="n_words",
        counts=("n_words",),
        counted="words",
    ),
    "keyness": Measure(
        "keyness, signed log-likelihood G² of two cells",
        "chi-square of one degree",
        -_INFINITY,
        _INFINITY,
        "none",
        "Dunning (1993), Rayson & Garside (2000)",
        column="g2",
        counts=(),
        counted="words",
        steps=_WHO_SPEAKS,
    ),
    "log_ratio": Measure(
        "effect, binary logarithm of the ratio of relative frequencies",
        "1 = twice as often",
        -_INFINITY,
        _INFINITY,
        "words of either side",
        "Hardie (2014)",
        column="effect",
    ),
    "difference": Measure(
        "difference between two groups of articles",
        "in the unit of each measure",
        -_INFINITY,
        _INFINITY,
        "none",
        _OWN,
        column="difference",
        counts=(),
        counted="contrasts",
    ),
    "similarity": Measure("similarity of a telling to the fullest one", "Dice, 0 to 1", 0, 1, "words of both", _OWN),
    "lag": Measure(
        "lag behind the first telling",
        "days",
        0,
        _INFINITY,
        "none",
        _OWN,
        column="lag_earliest",
        counts=(),
        counted="pieces of tellings with a date",
        steps=_WHO_SPEAKS,
    ),
    "position": Measure(
        "place in the article",
        "0 its beginning, 1 its end",
        0,
        1,
        "characters of the article",
        _OWN,
        column="position",
        counts=(),
        counted="tellings",
        steps=_WHO_SPEAKS,
    ),
    "own_share": Measure("own words", "share of words in no other article", 0, 1, "words of the article", _OWN),
    "covered": Measure(
        "articles that tell of an item",
        "count",
        0,
        _INFINITY,
        "the outlet's articles in its time",
        _OWN,
        column="n_articles",
        counts=("n_articles",),
        counted="tellings of an item by an article",
        steps=_WHO_SPEAKS,
    ),
    "health": Measure(
        "checks of the corpus by outlet",
        "share, count or words",
        0,
        _INFINITY,
        "none",
        _OWN,
        column="value",
        counts=(),
        counted="checks with a value",
    ),
    "agreement": Measure(
        "Krippendorff’s alpha",
        "1 agreement, 0 chance",
        -1,
        1,
        "pairs of codes of one unit",
        "Krippendorff (2019)",
        column="alpha",
        counts=(),
        counted="values of alpha",
    ),
    "recall": Measure(
        "precision and recall",
        "0 to 1",
        0,
        1,
        "units that the machine or a coder put in the class, weighted by one over their probability",
        _OWN,
        column="recall",
        counts=(),
        counted="pairs of precision and recall",
    ),
    "corrected": Measure(
        "value corrected by hand coding",
        "unit of the measure",
        -_INFINITY,
        _INFINITY,
        "units that are read",
        "difference estimator; Egami et al. (2023)",
        column="machine",
        counts=(),
        counted="values of outlets",
    ),
    "narrated_time": Measure(
        "time that an article tells of",
        "first day of it",
        -_INFINITY,
        _INFINITY,
        "none",
        _OWN,
        column="earliest",
        counts=(),
        counted="times told",
    ),
}


def errors_of(measures: Iterable[str], method: str = "") -> list[dict[str, Any]]:
    """Give what was measured of the steps behind some measures, each once, as plain values.

    Parameters
    ----------
    measures : iterable of str
        Names in `MEASURES`.
    method : str
        How sentiment toward people is measured; a method that nobody measured has no error here.
    """
    steps = dict.fromkeys(step for name in measures for step in MEASURES[name].steps)
    keys = [step + method if step.endswith("/") else step for step in steps]
    return [{"step": key} | asdict(error) for key in keys for error in read_errors().get(key, ())]
