"""Executed notebooks and a Reading -> self-contained pages; nothing of an article is live in them."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd
from markupsafe import Markup
from nbformat import from_dict

from analysis.compare.tables.grid import count_sentences
from analysis.reading import Reading
from analysis.reports.lab import without_lab
from analysis.reports.room.finding import find_first, find_limits
from analysis.reports.room.layout import render
from analysis.reports.room.overview import side_by_side
from analysis.reports.room.write import names_of
from analysis.reports.sentences.validity import note_validation
from analysis.reports.show import show_table

__all__ = ["index_page", "notebook_page"]

#: What a cell may show, with the attributes each tag may have; all else is shown as text.
_TAGS = (
    "a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 hr i img ins li "
    "mark ol p pre section small span strong sub summary sup table tbody td th thead tr u ul"
).split()
_ATTRIBUTES = {
    "*": {"class", "id", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_OUTPUTS = {"text/html", "text/plain"}
#: Stands for what needs a style of its own, which a page does not let through.
_ELSEWHERE = "<p><small>Shown in JupyterLab; the reading room of this report shows every article so.</small></p>"


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return tag == "img" and value.startswith("data:image/png;base64,")
    if name == "href":
        return value.startswith(("https://", "http://", "#"))
    return name in _ATTRIBUTES["*"] or name in _ATTRIBUTES.get(tag, set())


@cache
def _exporter() -> Any:
    from bleach import clean
    from nbconvert import HTMLExporter
    from nbconvert.preprocessors.sanitize import SanitizeHTML

    class Sanitizer(SanitizeHTML):
        """nbconvert's, but pictures may be data, and links http or https only."""

        def sanitize_html_tags(self, html_str: str) -> str:
            protocols = ["http", "https", "data"]
            return str(clean(html_str, tags=_TAGS, attributes=_is_allowed, protocols=protocols, strip_comments=True))

    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        mathjax_url="",
        require_js_url="",
    )
    exporter.register_preprocessor(Sanitizer, enabled=True)
    return exporter


def notebook_page(notebook: Any, title: str, *, selected: str = "") -> str:
    """Turn an executed notebook into a page: its words, tables and figures, without its code.

    Parameters
    ----------
    notebook : NotebookNode
        Outputs other than HTML and plain text (streams and warnings too) are left out; HTML is sanitised.
    title : str
    selected : str
        Of which articles it is, in words; empty: of all.

    Returns
    -------
    str
        HTML with its style inside: no script, no address that anything is loaded from.
    """
    shown = copy.deepcopy(notebook)
    for cell in shown.cells:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["outputs"] = [_shown(output) for output in cell["outputs"] if _OUTPUTS & set(output.get("data", ()))]
    body, _ = _exporter().from_notebook_node(shown)
    around = {"home": "../index.html", "room": "../room/", "selected": selected}
    return render("notebook.html", title=title, body=Markup(body), **around)


def _shown(output: Any) -> Any:
    """Keep the one kind of an output that a page shows."""
    kind = min(_OUTPUTS & set(output["data"]))
    content = without_lab("".join(output["data"][kind]))
    if kind == "text/html" and "<style" in content:
        content = _ELSEWHERE
    return from_dict({**output, "metadata": {}, "data": {kind: content}})


def index_page(
    reading: Reading,
    pages: Sequence[dict[str, str]],
    figures: Sequence[dict[str, Any]],
    *,
    tables: Sequence[str] = (),
    methods: str = "",
    selected: str = "",
) -> str:
    """Make the front page: question, finding, reading room, questions, figures, tables, methods and limits.

    Parameters
    ----------
    reading : Reading
    pages : sequence of dict
        ``name``, ``title``, ``error`` (empty: it ran) of each notebook.
    figures : sequence of dict
        ``name``, ``caption``, ``page`` (empty: none) and, where it has one, ``alt`` of each figure; its files stand
        under ``figures/``.
    tables : sequence of str
        Names of the tables that stand under ``tables/``.
    methods : str
        One step a line.
    selected : str
        Of which articles the report is, in words; empty: of all.
    """
    names = names_of(reading)
    outlets = side_by_side(reading, names)
    collected = reading.articles[["article_id", "outlet", "headline"]].assign(published=_published(reading.articles))
    reasons = pd.DataFrame(reading.quarantine, columns=["file", "row", "article_id", "reason"])
    return render(
        "front.html",
        names=names,
        outlets=outlets,
        finding=find_first(outlets),
        limits=find_limits(reading, names),
        articles=Markup(show_table(collected, "Articles read", most=40).markup),
        quarantine=Markup(show_table(reasons, "Set aside", most=40).markup) if len(reasons) else "",
        n_articles=len(reading.articles),
        n_sentences=int(count_sentences(reading).sum()),
        n_quarantined=len(reading.quarantine),
        pages=pages,
        figures=figures,
        tables=tables,
        selected=selected,
        validated=note_validation(reading),
        methods=[line.split(". ", 1)[-1].replace("**", "") for line in methods.splitlines() if line.strip()],
        home="index.html",
        room="room/",
    )


def _published(articles: pd.DataFrame) -> pd.Series:
    """Say each publication interval and its basis in words."""
    columns = ["published_earliest", "published_latest", "published_basis"]
    words = [
        None if pd.isna(first) else f"{first:%Y-%m-%d}{'' if first == last else f' to {last:%Y-%m-%d}'}, {basis}"
        for first, last, basis in articles[columns].itertuples(index=False)
    ]
    return pd.Series(words, index=articles.index, dtype="str")
