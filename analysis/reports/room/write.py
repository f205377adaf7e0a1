"""A Reading -> a folder of pages to read in: an overview, one page an article, and the evidence as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.reading import Reading
from analysis.reports.room.article import Article, read_room
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
    evidence = evidence_tables(reading)
    written = [_write_csv(folder / "evidence" / f"{name}.csv", table) for name, table in evidence.items()]
    shared: dict[str, Any] = {"names": names, "tables": list(evidence), "home": home}
    files = ["", *map(article_file, reading.articles["article_id"]), ""]
    cards = []
    for at, article in enumerate(read_room(reading, names, evidence)):
        page = render("article.html", article=article, previous=files[at], next=files[at + 2], **shared)
        written.append(_write(folder / article.file, page))
        cards.append(_card(article, with_strips=at < MOST_STRIPS))
    page = render("overview.html", outlets=side_by_side(reading, names), articles=cards, **shared)
    written.append(_write(folder / "index.html", page))
    for path in set(folder.glob("article-*.html")) - set(written):
        path.unlink()
    return written


def _card(article: Article, *, with_strips: bool) -> dict[str, Any]:
    """Keep of an article what the overview shows, so that not all texts stay in memory."""
    return {
        "file": article.file,
        "title": article.title,
        "outlet": article.row["outlet"],
        "row": article.row,
        "n_hits": len(article.hits),
        "n_mentions": len(article.people),
        "n_quotes": len(article.quotes),
        "strips": article.strips if with_strips else [],
    }


def _write(path: Path, page: str) -> Path:
    return write_whole(path, lambda file: file.write(page.encode("utf-8", "replace")))


def _write_csv(path: Path, table: pd.DataFrame) -> Path:
    return _write(path, guard_formulas(table).to_csv(index=False, lineterminator="\n"))
