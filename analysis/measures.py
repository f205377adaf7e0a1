"""`MEASURES`: each number that a chart, table or page shows: its label, unit, range, denominator and source."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEASURES", "Measure"]


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
        'Frame balance (−1 to +1)'
        """
        return f"{self.label} ({self.unit})"


_VADER = "Hutto & Gilbert (2014), VADER 3.3.2"
_OWN = "this project; see README, Method"
_INFINITY = float("inf")

MEASURES: dict[str, Measure] = {
    "compound": Measure("Valence", "VADER compound, −1 to +1", -1, 1, "sentences that hold a lexicon word", _VADER),
    "tone": Measure("Tone", "mean VADER compound, −1 to +1", -1, 1, "sentences that hold a lexicon word", _VADER),
    "sentiment": Measure(
        "Sentiment toward the person", "mean over mentions, −1 to +1", -1, 1, "mentions with a score", _OWN
    ),
    "balance": Measure(
        "Frame balance", "−1 to +1", -1, 1, "asserted hits of both frames, weights applied: (a − b) / (a + b)", _OWN
    ),
    "intensity": Measure("Frame intensity", "hits per 100 sentences", 0, _INFINITY, "sentences", _OWN),
    "coverage": Measure("Frame coverage", "share of sentences with a hit", 0, 1, "sentences", _OWN),
    "mentions": Measure("Mentions", "count", 0, _INFINITY, "none", _OWN),
    "quoted_words": Measure("Quoted words", "count", 0, _INFINITY, "none", "direct quotations, Pareti (2015), PARC 3"),
    "unresolved_share": Measure("Unresolved mentions", "share of mentions", 0, 1, "mentions of a person", _OWN),
}
