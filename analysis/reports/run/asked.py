"""A report that stands -> pages of more of its articles in its reading room."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from analysis.errors import ReportError
from analysis.lock import hold_folder
from analysis.reports.run.records import STATE, read_records
from analysis.study import Study

__all__ = ["write_asked_pages"]


def write_asked_pages(out: Path, study: Study, article_ids: Collection[str]) -> list[Path]:
    """Write the pages of articles into the reading room of a report, from the tables that it stores.

    Parameters
    ----------
    out : Path
        The folder of the report.
    study : Study
        That the report is of.
    article_ids : collection of str

    Returns
    -------
    list of Path
        The page of each article. A later report keeps them.

    Raises
    ------
    ReportError
        There is no whole report in the folder, or an article is none of its articles.
    TableError
        The study file is not the one that the report was made with.
    """
    from analysis.reading import open_reading
    from analysis.reports.room import write_articles

    out = out.resolve()
    if not (out / STATE).is_dir():
        raise ReportError(f"{out} must hold a report of the study; write it with `narrative report`.")
    with hold_folder(out / STATE):
        records = read_records(out)
        site = records.get("site")
        if site is None or site.facts["steps"][0] not in records:
            raise ReportError(f"The report in {out} must be whole; `narrative report` makes what is missing.")
        stored = out / STATE / "made" / str(records[site.facts["steps"][0]].facts["folder"])
        reading, selected = open_reading(stored, study), site.inputs["selection"]
        return write_articles(reading, out / "room", article_ids, home="../index.html", selected=selected)
