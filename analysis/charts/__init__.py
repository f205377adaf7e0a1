"""Draw a tidy table as a matplotlib Axes: one function a chart; nothing is computed and nothing is saved here."""

from analysis.charts.contrasts import plot_contrasts, plot_keyness
from analysis.charts.course import plot_course
from analysis.charts.coverage import plot_coverage
from analysis.charts.explorer import plot_explorer
from analysis.charts.frames import plot_balance, plot_evidence
from analysis.charts.health import plot_health
from analysis.charts.ledger import plot_contexts, plot_ledger
from analysis.charts.outlets import plot_profile
from analysis.charts.people import plot_mentions, plot_people
from analysis.charts.quotes import plot_cues, plot_quoted_words, plot_voices
from analysis.charts.robustness import plot_specifications
from analysis.charts.sentiment import plot_person_sentiment, plot_portrait, plot_tone
from analysis.charts.series import plot_narrated, plot_series
from analysis.charts.timeline import plot_collected, plot_over_time
from analysis.charts.validity import plot_agreement, plot_corrected, plot_errors

__all__ = [
    "plot_agreement",
    "plot_balance",
    "plot_collected",
    "plot_contexts",
    "plot_contrasts",
    "plot_corrected",
    "plot_course",
    "plot_coverage",
    "plot_cues",
    "plot_errors",
    "plot_evidence",
    "plot_explorer",
    "plot_health",
    "plot_keyness",
    "plot_ledger",
    "plot_mentions",
    "plot_narrated",
    "plot_over_time",
    "plot_people",
    "plot_person_sentiment",
    "plot_portrait",
    "plot_profile",
    "plot_quoted_words",
    "plot_series",
    "plot_specifications",
    "plot_tone",
    "plot_voices",
]
