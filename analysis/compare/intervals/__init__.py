"""What each cluster of articles adds to a measure -> every interval of this house, and the tests that go with them.

Articles of one cluster are near-duplicates: they are drawn together or not at all, since the second copy of a wire
story says nothing that the first did not. No function here takes articles: `rows_of_clusters` sums them into rows
first, of shape (clusters, measures, 2), and everything takes such rows.

How often these intervals hold the truth is simulated by ``python -m benchmarks.statistics``, on which they were chosen.
"""

from analysis.compare.intervals.coded import Estimate, equal_in_all, interval_by_draws, interval_by_sandwich
from analysis.compare.intervals.hits import interval_of_hits
from analysis.compare.intervals.mentions import intervals_of_mentions
from analysis.compare.intervals.permutation import MOST_DRAWS, Contrasts, contrast_paired_ratios, contrast_ratios
from analysis.compare.intervals.resampling import ratios
from analysis.compare.intervals.rows import (
    LEAST_COUNTED,
    MOST,
    Numbered,
    clusters_of,
    group_clusters,
    groups_of,
    n_telling,
    rows_of_clusters,
)
from analysis.compare.intervals.single import Interval, interval_of_ratios

__all__ = [
    "LEAST_COUNTED",
    "MOST",
    "MOST_DRAWS",
    "Contrasts",
    "Estimate",
    "Interval",
    "Numbered",
    "clusters_of",
    "contrast_paired_ratios",
    "contrast_ratios",
    "equal_in_all",
    "group_clusters",
    "groups_of",
    "interval_by_draws",
    "interval_by_sandwich",
    "interval_of_hits",
    "interval_of_ratios",
    "intervals_of_mentions",
    "n_telling",
    "ratios",
    "rows_of_clusters",
]
