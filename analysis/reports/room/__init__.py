"""The reading room: a Reading as pages to read in, each mark and number followed back to its sentence and document."""

from analysis.reports.room.inline import show_article
from analysis.reports.room.write import write_articles, write_room

__all__ = ["show_article", "write_articles", "write_room"]
