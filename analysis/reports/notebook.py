"""What a notebook needs around its charts: a Reading, a passport, saved figures, tables and words."""

from __future__ import annotations

from pathlib import Path

from analysis.reading import Reading, open_reading
from analysis.reports.figures import save_figure
from analysis.reports.passport import start_passport
from analysis.reports.show import say, show_table
from analysis.reports.words import slug

__all__ = ["load", "save_figure", "say", "show_table", "slug", "start_passport"]


def load(study: str | Path | None = None, stored: str | Path | None = None) -> Reading:
    """Open the Reading that a report stored for its notebooks, or read the study.

    Parameters
    ----------
    study : path, optional
        A study's folder or file; None is the shipped one.
    stored : path, optional
        Folder of a Reading of that study, as `Reading.write` leaves it.
    """
    if stored is not None:
        return open_reading(stored, study)
    from analysis.pipeline import read  # slow to import, and not needed for a stored Reading

    return read(study)
