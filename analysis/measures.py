"""`MEASURES`: each number that a chart, table or page shows: its label, unit, range, denominator and source."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEASURES", "Measure", "describe_measures"]


@dataclass(frozen=True)
class Measure:
    """What a number is: how charts label it, its unit and range, what it is divided by, and where it comes from."""

    label: str
    unit: str
    low: float
    high: float
    denominator: str
    source: str

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

MEASURES: dict[str, Measure] = {
    "valence": Measure("VADER compound of a stretch of one voice in one sentence", _SIGNED, -1, 1, "none", _VADER),
    "tone": Measure("tone, mean VADER compound", _SIGNED, -1, 1, "sentences that hold a word of the lexicon", _VADER),
    "sentiment": Measure(
        "sentiment toward the person, mean over scored mentions", _SIGNED, -1, 1, "mentions with a score", _OWN
    ),
    "balance": Measure(
        "frame balance", "−1 to +1", -1, 1, "asserted hits of both frames, weights applied: (a − b) / (a + b)", _OWN
    ),
    "intensity": Measure("frame intensity", "hits per 100 sentences", 0, _INFINITY, "sentences", _OWN),
    "coverage": Measure("frame coverage", "share of sentences with a hit", 0, 1, "sentences", _OWN),
    "mentions": Measure("mentions", "count", 0, _INFINITY, "none", _OWN),
    "quoted_words": Measure(
        "words in quotation marks", "per 100 words of the outlet", 0, 100, "words of the outlet's articles", _OWN
    ),
    "keyness": Measure(
        "keyness, signed log-likelihood G² of two cells",
        "chi-square of one degree",
        -_INFINITY,
        _INFINITY,
        "none",
        "Dunning (1993), Rayson & Garside (2000)",
    ),
    "log_ratio": Measure(
        "effect, binary logarithm of the ratio of relative frequencies",
        "1 = twice as often",
        -_INFINITY,
        _INFINITY,
        "words of either side",
        "Hardie (2014)",
    ),
    "similarity": Measure("similarity of a telling to the fullest one", "Dice, 0 to 1", 0, 1, "words of both", _OWN),
    "lag": Measure("lag behind the first telling", "days", 0, _INFINITY, "none", _OWN),
    "position": Measure("place in the article", "% of characters", 0, 100, "characters of the article", _OWN),
    "own_share": Measure("own words", "share of words in no other article", 0, 1, "words of the article", _OWN),
    "covered": Measure(
        "articles that tell of an item", "count", 0, _INFINITY, "the outlet's articles in its time", _OWN
    ),
    "attributions": Measure("attributions", "count", 0, _INFINITY, "none", "PARC 3 (Pareti 2015)"),
}


def describe_measures() -> str:
    """Write the measures as a Markdown table, as the README shows them."""
    rows = [
        f"| {name.replace('_', ' ')} | {measure.unit} | {measure.denominator} | {measure.source} |"
        for name, measure in MEASURES.items()
    ]
    return "\n".join(["| measure | unit | divided by | source |", "|---|---|---|---|", *rows]) + "\n"
