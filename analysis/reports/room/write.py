"""A Reading -> a folder of pages to read in: an overview, one page an article, and the evidence as tables."""

from __future__ import annotations

from pathlib import Path

from analysis.reading import Reading
from analysis.reports.room.article import read_room
from analysis.reports.room.evidence import evidence_tables
from analysis.reports.room.layout import render
from analysis.reports.room.names import Names, article_file
from analysis.reports.room.overview import side_by_side
from analysis.tables import guard_formulas, write_whole

__all__ = ["write_room"]

#: Articles whose strips stand on the overview; the others have theirs on their own page.
MOST_STRIPS = 60


def write_room(reading: Reading, folder: str | Path, *, home: str = "") -> list[Path]:
    """Write the reading room of a Reading.

    Parameters
    ----------
    reading : Reading
    folder : path
        Receives ``index.html`` (outlets side by side, a strip of each article), ``article-….html`` (the marked text,
        its evidence and the untouched document; sentence 12 is at ``#s12``, its source at ``#r12``) and
        ``evidence/*.csv`` (spreadsheet-safe). Pages of articles that are no longer in the Reading are taken away.
    home : str
        Address of a page above the room, relative to it, such as ``../index.html``; empty for none.

    Returns
    -------
    list of Path
        Every file written, each whole or absent; the same Reading gives the same bytes.
    """
    folder = Path(folder)
    names = Names(reading.study, zip(reading.articles["outlet_id"], reading.articles["outlet"], strict=True))
    tables = evidence_tables(reading)
    written = []
    for name, table in tables.items():
        data = guard_formulas(table).to_csv(index=False, lineterminator="\n").encode("utf-8", "replace")
        written.append(write_whole(folder / "evidence" / f"{name}.csv", lambda file, data=data: file.write(data)))
    ids = reading.articles["article_id"].tolist()
    files = [article_file(article_id) for article_id in ids]
    shown = []
    for at, article in enumerate(read_room(reading, names, tables)):
        around = {"previous": files[at - 1] if at else "", "next": files[at + 1] if at + 1 < len(files) else ""}
        page = render("article.html", article=article, names=names, tables=list(tables), home=home, **around)
        written.append(_write(folder / article.file, page))
        shown.append(article._replace(paragraphs=[], source=[], strips=article.strips if at < MOST_STRIPS else []))
    outlets = side_by_side(reading, names)
    page = render(
        "overview.html", study=reading.study, outlets=outlets, articles=shown, names=names, tables=list(tables), home=home
    )
    written.append(_write(folder / "index.html", page))
    for path in set(folder.glob("article-*.html")) - set(written):
        path.unlink()
    return written


def _write(path: Path, page: str) -> Path:
    return write_whole(path, lambda file: file.write(page.encode("utf-8", "replace")))
