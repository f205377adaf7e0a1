"""What a notebook needs around its charts: a Reading, a passport, saved figures, tables and words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.reading import Reading, open_reading
from analysis.reports.figures import save_figure
from analysis.reports.passport import start_passport
from analysis.reports.show import say, show_table
from analysis.reports.words import slug
from analysis.sentiment.ladder import with_method
from analysis.sentiment.valences import choose_lexicon

__all__ = ["load", "save_figure", "say", "show_table", "slug", "start_passport"]


def load(
    study: str | Path | None = None,
    stored: str | Path | None = None,
    *,
    method: str | None = None,
    lexicon: str = "study",
) -> Reading:
    """Open the Reading that a report stored for its notebooks, or read the study.

    A stored Reading whose sentiment was measured in another way is scored anew.

    Parameters
    ----------
    study : path, optional
        A study's folder or file; None is the shipped one.
    stored : path, optional
        Folder of a Reading of that study, as `Reading.write` leaves it.
    method, lexicon
        How sentiment is measured, as in `analysis.read`.
    """
    if stored is None:
        from analysis.pipeline import read  # slow to import, and not needed for a stored Reading

        return read(study, method=method, lexicon=lexicon)
    reading = open_reading(stored, study)
    chosen = with_method(reading.study, method)
    methods, lexicons = set(reading.sentiments["method"]), set(reading.valences["lexicon"])
    if lexicons <= {choose_lexicon(chosen, lexicon).name} and (not methods or chosen.sentiment.method in methods):
        return replace(reading, study=chosen)
    from analysis.pipeline import rescore

    return rescore(reading, method=method, lexicon=lexicon)
