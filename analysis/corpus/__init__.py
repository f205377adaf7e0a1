"""Documents of any format -> the table of articles, and what had to be set aside."""

from analysis.corpus.quarantine import write_quarantine
from analysis.corpus.read import Loaded, read_articles
from analysis.corpus.records import Note

__all__ = ["Loaded", "Note", "read_articles", "write_quarantine"]
