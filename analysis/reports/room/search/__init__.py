"""Search in the report: a page that finds what `analysis.search` finds, in shards that it loads from beside it."""

from analysis.reports.room.search.write import write_search

__all__ = ["write_search"]
