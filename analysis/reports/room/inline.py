"""One article's marked text for a notebook: plain HTML, no script, nothing to install."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analysis.reading import Reading
from analysis.reports.room.article import read_room
from analysis.reports.room.layout import render
from analysis.reports.room.names import Names, article_file
from analysis.reports.show import Shown

__all__ = ["show_article"]


def show_article(reading: Reading, article_id: str) -> Shown:
    """Show an article as the reading room does: frames, people and quotes marked, the reasons on hover or focus.

    Parameters
    ----------
    reading : Reading
    article_id : str

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
    text = reading.text(article_id)
    one = _only(reading, article_id)
    names = Names(reading.study, zip(one.articles["outlet_id"], one.articles["outlet"], strict=True))
    (article,) = read_room(one, names)
    # Several articles may stand in one notebook: their ids must differ.
    at = article_file(article_id).removesuffix(".html").replace(".", "-") + "-"
    return Shown(str(render("inline.html", article=article, names=names, at=at)), text)


def _only(reading: Reading, article_id: str) -> Reading:
    """Keep the rows of one article."""
    columns = {name: "article_id" for name, table in reading.tables.items() if "article_id" in table.columns}
    columns["axis_scores"] = "unit_id"
    kept: dict[str, Any] = {name: reading.tables[name] for name in columns}
    return replace(reading, **{name: table[table[columns[name]] == article_id] for name, table in kept.items()})
