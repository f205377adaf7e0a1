"""Search: words, phrases, stems and wildcards over all articles, each place with outlet, voice, speaker and section."""

from analysis.search.dispersion import disperse
from analysis.search.explore import explore
from analysis.search.find import find

__all__ = ["disperse", "explore", "find"]
