"""One article's marked text for a notebook: plain HTML, no script, nothing to install."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.reading import Reading
from analysis.reports.room.article import Article, read_room
from analysis.reports.room.layout import own_file, render
from analysis.reports.room.marks import Row
from analysis.reports.room.names import Names, article_file
from analysis.reports.room.shelf import take_articles
from analysis.reports.show import Shown, say, show_table
from analysis.tables import sentence_number


def show_article(reading: Reading, article_id: str | None = None) -> Shown:
    """Show an article as the reading room does: frames, people and quotes marked, the reasons on hover or focus.

    Below it stand, folded, the tables of evidence: each mark of a frame, mention and quote with its place.

    Parameters
    ----------
    reading : Reading
    article_id : str, optional
        None is the first.

    Returns
    -------
    Shown
        Its HTML is what JupyterLab displays; printed it is the article's text.

    Raises
    ------
    TableError
        The article is not in the Reading.

    Notes
    -----
    It brings a style of its own, which pages of executed notebooks do not let through: there, link to the reading room.
    """
    if article_id is None:
        if reading.articles.empty:
            return say("No article was read.")
        article_id = str(reading.articles["article_id"].iloc[0])
    text = reading.text(article_id)
    one = take_articles(reading, [article_id])
    names = Names(reading.study, zip(one.articles["outlet_id"], one.articles["outlet"], strict=True))
    (article,) = read_room(one, names)
    # Several articles may stand in one notebook: their ids must differ.
    at = article_file(article_id).removesuffix(".html").replace(".", "-") + "-"
    evidence = [(table.plain, Markup(table.markup)) for table in _evidence(article, names)]  # escaped by show_table
    shown = {"article": article, "names": names, "at": at, "evidence": evidence, "style": Markup(own_file("style.css"))}
    return Shown(str(render("inline.html", **shown)), text)


def _evidence(article: Article, names: Names) -> Iterator[Shown]:
    """Give the article's rows as tables: what is marked, as what, by which rule, and where."""
    sought = {
        "Marks of frames": (
            article.hits,
            "sentence_number words frame indicator scope standing voice about counts start end place",
        ),
        "Mentions of people": (
            article.people,
            "sentence_number words person kind rule confidence voice start end place",
        ),
        "Quotes": (article.quotes, "sentence_number words person source kind cue rule start end place"),
    }
    for name, (rows, columns) in sought.items():
        found = [{column: _cell(row, column, names) for column in columns.split()} for row in rows]
        table = pd.DataFrame(found, columns=columns.split(), dtype=None if found else "str")
        yield show_table(table, name, most=500, labels={"sentence_number": "sentence"})


def _cell(row: Row, column: str, names: Names) -> Any:
    """Give a cell: people and frames by the names of the study, a quote's place by that of its content."""
    if column == "sentence_number":
        return None if row["sentence_index"] is None else sentence_number(row["sentence_index"])
    if column == "frame":
        return names.frame(row["frame_id"])
    if column in ("person", "about"):
        return names.name(row["person_id" if column == "person" else "about_id"]) or None
    return row[column] if column in row else row[f"content_{column}"]
