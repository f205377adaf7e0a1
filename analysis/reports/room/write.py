"""A Reading -> a folder of pages to read in: overview, a page an article, the quote ledger, omissions, evidence."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.glossary import read_glossary
from analysis.reading import Reading
from analysis.reports.room.article import Article, read_room
from analysis.reports.room.evidence import evidence_tables
from analysis.reports.room.finding import find_first
from analysis.reports.room.layout import own_file, policy_of, render
from analysis.reports.room.ledger import part_ledger, read_ledger
from analysis.reports.room.names import Names, article_file
from analysis.reports.room.omissions import read_omissions
from analysis.reports.room.overview import side_by_side
from analysis.reports.room.search import write_search
from analysis.tables import TABLES, csv_text, sentence_number, write_bytes

__all__ = ["names_of", "write_room"]

#: Sentences up to which the overview shows the course of each article; of more, courses stand on the articles' pages.
MOST_COLUMNS = 1_500


def names_of(reading: Reading) -> Names:
    """Name the people, frames and outlets of a Reading."""
    return Names(reading.study, zip(reading.articles["outlet_id"], reading.articles["outlet"], strict=True))


def write_room(reading: Reading, folder: str | Path, *, home: str = "", selected: str = "") -> list[Path]:
    """Write the reading room of a Reading.

    Parameters
    ----------
    reading : Reading
    folder : path
        Receives ``index.html`` (outlets side by side, the course of each article), ``article-….html`` (the marked
        text, its evidence and the untouched document; sentences count from 1, as `sentence_number` does: sentence 12 is
        at ``#s12``, its source at ``#r12``, its column of the course at ``#c12``), ``quotes.html`` and, of many,
        ``quotes-2.html`` … (the ledger: utterance 3 is at ``#u3``), ``omissions.html``, ``search.html`` with
        ``search/*.js``, ``explorer.html``, ``glossary.html``, and ``evidence/*.csv`` (spreadsheet-safe). Pages of an
        earlier Reading that this one does not write are taken away.
    home : str
        Address of a page above the room, relative to it, such as ``../index.html``; empty for none.
    selected : str
        Of which articles the Reading is, in words; empty: of all.

    Returns
    -------
    list of Path
        Every file written, each whole or absent; the same Reading gives the same bytes.
    """
    folder = Path(folder)
    names = names_of(reading)
    evidence = evidence_tables(reading)
    tables = evidence | {name: getattr(reading, name) for name in ("shared_quotes", "quote_contexts", "coverage")}
    written = [_write_csv(folder / "evidence" / f"{name}.csv", _numbered(table)) for name, table in tables.items()]
    ledger = read_ledger(reading, names)
    pages = list(part_ledger(ledger))
    file_of = {one.number: file for file, part in pages for one in part}
    shared: dict[str, Any] = {"names": names, "tables": list(tables), "home": home, "room": "", "file_of": file_of}
    shared["selected"] = selected
    quoted = {(one.row["article_id"], one.row["quote_index"]): known for known in ledger for one in known.tellings}
    files = ["", *map(article_file, reading.articles["article_id"]), ""]
    cards = []
    for at, article in enumerate(read_room(reading, names, evidence)):
        known = {row["quote_index"]: quoted.get((row["article_id"], row["quote_index"])) for row in article.quotes}
        around = {"previous": files[at], "next": files[at + 2]}
        page = render("article.html", article=article, utterances=known, **around, **shared)
        written.append(_write(folder / article.file, page))
        cards.append(_card(article, with_course=len(reading.sentences) <= MOST_COLUMNS))
    outlets = side_by_side(reading, names)
    finding = find_first(outlets)
    n_shared = sum(one.n_articles > 1 for one in ledger)
    page = render("overview.html", outlets=outlets, finding=finding, articles=cards, n_shared=n_shared, **shared)
    written.append(_write(folder / "index.html", page))
    flagged = [(one, each) for one in ledger for each in one.tellings if each.row["is_supported"] is not None]
    classes = {name for one in ledger for name in one.classes.split()}
    told = [(name, f"k-{name}", name) for name in TABLES["shared_quotes"].choices["variant"] if f"k-{name}" in classes]
    over_pages: dict[str, Any] = {"ledger_script": own_file("ledger.js")}
    over_pages["policy"] = policy_of(("style.css",), ("script.js", "ledger.js"), loads=True)
    for at, (file, part) in enumerate(pages):
        counts = {"at": at, "pages": [name for name, _ in pages], "n_all": len(ledger), "n_shared": n_shared}
        counts |= {"classes": classes, "told": told}
        page = render("ledger.html", ledger=part, flagged=flagged, file=file, **counts, **over_pages, **shared)
        written.append(_write(folder / file, page))
    page = render("omissions.html", found=read_omissions(reading, names, ledger), **shared)
    written.append(_write(folder / "omissions.html", page))
    terms = [(part, list(entries)) for part, entries in groupby(read_glossary(), key=attrgetter("part"))]
    written.append(_write(folder / "glossary.html", render("glossary.html", glossary=terms, **shared)))
    classes_of = [(file_of[one.number], one.classes) for one in ledger]
    written += write_search(reading, folder, ledger=classes_of, names=names, home=home, room="", selected=selected)
    for path in {*folder.glob("article-*.html"), *folder.glob("quotes-*.html")} - set(written):
        path.unlink()
    return written


def _card(article: Article, *, with_course: bool) -> dict[str, Any]:
    """Keep of an article what the overview shows, so that not all texts stay in memory."""
    return {
        "file": article.file,
        "title": article.title,
        "row": {name: value for name, value in article.row.items() if name not in ("raw", "text")},
        "n_sentences": sum(not column.is_silent for column in article.course.columns),
        "n_hits": len(article.hits),
        "n_mentions": len(article.people),
        "n_quotes": len(article.quotes),
        "balances": [score for score in article.balances if score["voice"] == "all"],
        "course": article.course if with_course else None,
    }


def _write(path: Path, page: str) -> Path:
    return write_bytes(path, page.encode("utf-8", "replace"))


def _numbered(table: pd.DataFrame) -> pd.DataFrame:
    """Put the number by which the pages call a sentence beside its index."""
    if "sentence_index" not in table.columns:
        return table
    columns = list(table.columns)
    columns.insert(columns.index("sentence_index") + 1, "sentence_number")
    return table.assign(sentence_number=sentence_number(table["sentence_index"]))[columns]


def _write_csv(path: Path, table: pd.DataFrame) -> Path:
    return _write(path, csv_text(table))
