"""A Reading -> a folder of pages to read in: overview, a page an article, the quote ledger, omissions, evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import ReportError
from analysis.glossary import read_glossary
from analysis.reading import Reading
from analysis.reports.room.article import Article, read_room
from analysis.reports.room.evidence import evidence_tables
from analysis.reports.room.finding import find_first
from analysis.reports.room.layout import render, write_shared
from analysis.reports.room.ledger import Told, find_fullest, find_told, find_utterances, part_ledger, read_ledger
from analysis.reports.room.names import Names, article_file
from analysis.reports.room.omissions import read_omissions
from analysis.reports.room.overview import side_by_side
from analysis.reports.room.search import write_search
from analysis.reports.room.shelf import Shelf, read_asked, take_articles, write_asked
from analysis.tables import TABLES, csv_text, sentence_number, write_bytes

#: Sentences up to which the overview shows the course of each article; of more, courses stand on the articles' pages.
MOST_COLUMNS = 1_500


def names_of(reading: Reading) -> Names:
    """Name the people, frames and outlets of a Reading."""
    return Names(reading.study, zip(reading.articles["outlet_id"], reading.articles["outlet"], strict=True))


def write_room(
    reading: Reading, folder: str | Path, *, home: str = "", selected: str = "", shelf: Shelf | None = None
) -> list[Path]:
    """Write the reading room of a Reading.

    Parameters
    ----------
    reading : Reading
    folder : path
        Receives ``index.html`` (outlets side by side, the course of each article), ``article-….html`` (the marked
        text, its evidence and the untouched document; sentences count from 1, as `sentence_number` does: sentence 12 is
        at ``#s12``, its source at ``#r12``, its column of the course at ``#c12``), ``quotes.html`` and, of many,
        ``quotes-2.html`` … (the ledger: utterance 3 is at ``#u3``), ``omissions.html``, ``search.html`` with
        ``search/*.js``, ``explorer.html``, ``glossary.html``, ``text.html`` (any article as plain text: sentence 12 of
        the article with number 7 is at ``#7.12``), ``shared/`` (the styles and scripts of all pages) and
        ``evidence/*.csv`` (spreadsheet-safe). Pages of an earlier Reading that this one does not write are taken away,
        but for those that were asked for.
    home : str
        Address of a page above the room, relative to it, such as ``../index.html``; empty for none.
    selected : str
        Of which articles the Reading is, in words; empty: of all.
    shelf : Shelf, optional
        Which articles have a page; None: all, but of a large corpus some that are asked for, told or drawn.

    Returns
    -------
    list of Path
        Every file written, each whole or absent; the same Reading gives the same bytes.
    """
    folder, names = Path(folder), names_of(reading)
    ledger, asked = read_ledger(reading, names), read_asked(folder)
    fullest = find_fullest(reading.shared_quotes, (one.utterance_id for one in ledger))
    shelf = shelf or Shelf.fill(reading, fullest, asked)
    write_asked(folder, [one for one in asked if one in shelf])
    part = reading if shelf.chosen is None else take_articles(reading, shelf.chosen)
    evidence = evidence_tables(part)
    tables = evidence | {name: getattr(part, name) for name in ("shared_quotes", "quote_contexts", "coverage")}
    written = [
        _write(folder / "evidence" / f"{name}.csv", csv_text(_numbered(table))) for name, table in tables.items()
    ]
    written += write_shared(folder)
    pages = list(part_ledger(ledger))
    file_of = {one.number: file for file, some in pages for one in some}
    shared: dict[str, Any] = {"names": names, "home": home, "room": "", "selected": selected, "shelf": shelf}
    cards = []
    for article, path in _write_articles(part, folder, evidence, _find_told(reading), tables=list(tables), **shared):
        written.append(path)
        cards.append(_card(article, with_course=len(reading.sentences) <= MOST_COLUMNS))
    shared |= {"tables": list(tables), "file_of": file_of, "partly": shelf.describe()}
    outlets = side_by_side(reading, names)
    finding = find_first(outlets)
    told_by = reading.shared_quotes.drop_duplicates("utterance_id")["n_articles"]
    counts: dict[str, Any] = {"n_all": len(told_by), "n_shared": int((told_by > 1).sum())}
    page = render("overview.html", outlets=outlets, finding=finding, articles=cards, **counts, **shared)
    written.append(_write(folder / "index.html", page))
    flagged = [(one, each) for one in ledger for each in one.tellings if each.row["is_supported"] is not None]
    classes = {name for one in ledger for name in one.classes.split()}
    told = [(name, f"k-{name}", name) for name in TABLES["shared_quotes"].choices["variant"] if f"k-{name}" in classes]
    counts |= {"classes": classes, "told": told, "n_shown": len(ledger), "pages": [name for name, _ in pages]}
    for at, (file, some) in enumerate(pages):
        page = render("ledger.html", ledger=some, flagged=flagged, file=file, at=at, **counts, **shared)
        written.append(_write(folder / file, page))
    page = render("omissions.html", found=read_omissions(reading, names, ledger), **shared)
    written.append(_write(folder / "omissions.html", page))
    terms = [(part, list(entries)) for part, entries in groupby(read_glossary(), key=attrgetter("part"))]
    written.append(_write(folder / "glossary.html", render("glossary.html", glossary=terms, **shared)))
    classes_of = [(file_of[one.number], one.classes) for one in ledger]
    written += write_search(reading, folder, ledger=classes_of, **shared)
    for path in {*folder.glob("article-*.html"), *folder.glob("quotes-*.html")} - set(written):
        path.unlink()
    return written


def write_articles(
    reading: Reading, folder: str | Path, article_ids: Collection[str], *, home: str = "", selected: str = ""
) -> list[Path]:
    """Write the pages of more articles into a reading room that `write_room` wrote.

    Parameters
    ----------
    reading : Reading
        The one that the room is of.
    folder : path
        The room. Its page of plain text leads to the new pages from then on, and `write_room` keeps them.
    article_ids : collection of str
    home, selected : str
        As in `write_room`.

    Returns
    -------
    list of Path
        The page of each article that was asked for, whether it is new or not.

    Raises
    ------
    ReportError
        An article is not in the Reading, or there is no room.
    """
    folder, known = Path(folder), set(reading.articles["article_id"])
    unknown = [one for one in article_ids if one not in known]
    if unknown:
        raise ReportError(f"An article must be one of the {len(known)} that were read; found `{unknown[0]}`.")
    if not (folder / "text.html").is_file():
        raise ReportError(f"{folder} must be the reading room of a report; it has no text.html.")
    new = [one for one in article_ids if not (folder / article_file(one)).is_file()]
    if new:
        part, shelf = take_articles(reading, new), Shelf.fill(reading, asked=new)
        shared: dict[str, Any] = {"names": names_of(reading), "home": home, "room": "", "selected": selected}
        for _ in _write_articles(
            part, folder, evidence_tables(part), _find_told(reading), turn=False, shelf=shelf, **shared
        ):
            pass
    write_asked(folder, {*read_asked(folder), *article_ids})  # a page that stands would go when nothing points at it
    return [folder / article_file(one) for one in article_ids]


def _find_told(reading: Reading) -> dict[tuple[str, int], Told]:
    shared = reading.shared_quotes
    return find_told(shared, find_utterances(shared, len(reading.articles)))


def _write_articles(
    part: Reading,
    folder: Path,
    evidence: dict[str, pd.DataFrame],
    told: dict[tuple[str, int], Told],
    *,
    turn: bool = True,
    tables: Collection[str] = (),
    **shared: Any,
) -> Iterator[tuple[Article, Path]]:
    """Write a page for each article of a Reading; with `turn` each leads to the one before and the one after."""
    files = ["", *map(article_file, part.articles["article_id"]), ""]
    for at, article in enumerate(read_room(part, shared["names"], evidence)):
        known = {row["quote_index"]: told.get((row["article_id"], row["quote_index"])) for row in article.quotes}
        around = {"previous": files[at], "next": files[at + 2]} if turn else {"previous": "", "next": ""}
        page = render("article.html", article=article, utterances=known, tables=tables, **around, **shared)
        yield article, _write(folder / article.file, page)


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
