"""Executed notebooks and a Reading -> pages of a report; nothing of an article is live in them."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial
from typing import Any

import pandas as pd
from markupsafe import Markup
from nbformat import from_dict

from analysis.compare.tables.grid import count_sentences
from analysis.reading import Reading
from analysis.reports.figure.marks import Mark
from analysis.reports.lab import without_lab
from analysis.reports.pictures import draw_picture
from analysis.reports.room.finding import find_first, find_limits
from analysis.reports.room.layout import render
from analysis.reports.room.overview import side_by_side
from analysis.reports.room.places import Places
from analysis.reports.room.write import names_of
from analysis.reports.sentences.validity import note_validation
from analysis.reports.show import show_table

#: What a cell may show, with the attributes each tag may have; all else is shown as text.
_TAGS = (
    "a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 hr i img ins li "
    "mark ol p pre section small span strong sub summary sup table tbody td th thead tr u ul"
).split()
_ATTRIBUTES = {
    "*": {"class", "id", "title"},
    "a": {"href"},
    "div": {"aria-label", "role", "tabindex", "data-rows"},
    "img": {"src", "alt", "width"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan", "data-at"},
}
_OUTPUTS = {"text/html", "text/plain"}
#: Where a report puts what a page does not know of itself: the questions before and after it.
_TURN = "<!-- turn -->"
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_FIGURE = re.compile(
    r'<figure id="(?P<name>[\w-]+)"><img (?P<before>[^>]*?)src="data:[^"]*"(?P<after>[^>]*)>'
    r"<figcaption>(?P<caption>.*?)</figcaption></figure>",
    re.DOTALL,
)
#: A table of which the page holds some rows, and the file of all of them (`analysis.reports.run.execute.keep_rows`).
_ROWS = re.compile(r'(?P<div><div [^<>]*?) data-rows="(?P<file>rows-\d+\.csv(?:\.zip)?)"')
_TABLE = re.compile(r'<div (?P<more>[^<>]*class="table[^<>]*)>(?P<table><table>.*?</table>)', re.DOTALL)
_EVIDENCE = re.compile(r'<div id="(evidence-\d+)"')
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
        HTML without a script of the notebook; its style is that of the reading room beside it. A report gives it its
        neighbours and the files of its figures (`place_page`).
    """
    shown = copy.deepcopy(notebook)
    for cell in shown.cells:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["outputs"] = [_shown(output) for output in cell["outputs"] if _OUTPUTS & set(output.get("data", ()))]
    body, _ = _exporter().from_notebook_node(shown)
    body, contents = _with_anchors(body)
    around = {"home": "../index.html", "room": "../room/", "selected": selected, "turn": Markup(_TURN)}
    return render("notebook.html", title=title, body=Markup(body), contents=contents, **around)


def _with_anchors(body: str) -> tuple[str, list[tuple[str, str]]]:
    """Give each heading of the second order an address; list the addresses with their headings."""
    contents: list[tuple[str, str]] = []

    def anchor(found: re.Match[str]) -> str:
        words = html.unescape(re.sub(r"<[^>]*>", "", found[1])).strip()
        name = "-".join(re.findall(r"\w+", words.lower())) or "part"
        name += f"-{len(contents)}" if name in dict(contents) else ""
        contents.append((name, words))
        return f'<h2 id="{name}">{found[1]} <a class="anchor" href="#{name}" aria-label="Link to this part">#</a></h2>'

    return _HEADING.sub(anchor, body), contents


def _name_evidence(page: str) -> tuple[str, dict[str, str]]:
    """Give each table of a page whose rows are of sentences an address; and its text by its name."""
    tables: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        if not re.search(r'data-at="(?:sentence|character) ', found["table"]):
            return found[0]
        tables[f"evidence-{len(tables) + 1}"] = html.unescape(found["table"])
        return f'<div id="evidence-{len(tables)}" {found["more"]}>{found["table"]}'

    return _TABLE.sub(name, page), tables


def place_page(
    page: str,
    title: str,
    turn: Sequence[tuple[str, str, str]],
    figures: Mapping[str, Sequence[str]],
    *,
    pictures: Mapping[str, Mapping[str, str]] | None = None,
    places: Places | None = None,
    files: str = "",
) -> str:
    """Put a page into its report: its title, the questions before and after it, its figures and rows by their places.

    Parameters
    ----------
    page : str
        From `notebook_page`.
    title : str
        That tells it from every other page.
    turn : sequence of (relation, file, title)
        Neighbours; the relation is ``prev`` or ``next``.
    figures : mapping of str to sequence of str
        Name of a figure in the page -> its name in the report, then the endings of its files, an SVG among them: it is
        shown in the place of the picture that the page holds.
    pictures : mapping of str to mapping, optional
        Name of a figure in the page -> ending -> text, of those of its files that are SVG: each of their marks says its
        numbers on the page, and leads to what it is of.
    places : Places, optional
        What the report's reading room has; None: its tables have no links.
    files : str
        Address of the folder with all rows of tables of which the page holds some, such as ``../files/02_quotes/``.
    """
    words = {"prev": ("← Previous", ""), "next": ("Next", " →")}
    links = [
        f'<a href="{html.escape(file)}" rel="{kind}">{words[kind][0]}: {html.escape(name)}{words[kind][1]}</a>'
        for kind, file, name in turn
    ]
    nav = f'<nav class="turn" aria-label="Questions">{" ".join(links)}</nav>' if links else ""

    page, tables = _name_evidence(page)
    pictures = pictures or {}

    def lead(after: str, marks: Sequence[Mark]) -> list[str]:
        """Give the address of each mark of a figure, after which so much of the page follows."""
        if places is None:
            return [""] * len(marks)
        following = _EVIDENCE.search(after)
        name = following[1] if following else next(reversed(tables), "")
        found = places.lead([(mark.at, mark.of) for mark in marks], (f"#{name}", tables[name]) if name else ("", ""))
        return [address if not address or address.startswith("#") else f"../room/{address}" for address in found]

    def show(found: re.Match[str]) -> str:
        if found["name"] not in figures:
            return found[0]
        name, *endings = figures[found["name"]]
        listed = " ".join(
            f'<a href="../figures/{name}.{one}" download>{_FILES[one]}</a>' for one in _FILES if one in endings
        )
        image, svgs = (found["before"], found["after"].rstrip("/")), pictures.get(found["name"], {})
        after = found.string[found.end() :]
        picture, note = draw_picture(f"../figures/{name}", image, endings, svgs, partial(lead, after))
        return (
            f'<figure id="{name}">{picture}<figcaption>{found["caption"]}{note} '
            f'<small class="files">{listed}</small></figcaption></figure>'
        )

    page = re.sub(
        r"<title>.*?</title>", lambda _: f"<title>{html.escape(title)}</title>", page, count=1, flags=re.DOTALL
    )
    page = _ROWS.sub(rf'<p class="files"><a href="{files}\g<file>" download>CSV of all rows</a></p>\g<div>', page)
    page = places.link(page, "../room/") if places else page
    return _FIGURE.sub(show, page.replace(_TURN, nav))


def without_pictures(page: str, figures: Collection[str]) -> str:
    """Take out of a page of `notebook_page` the pictures of figures that have files of their own: it is shown those."""

    def empty(found: re.Match[str]) -> str:
        return re.sub(r'src="data:[^"]*"', 'src="data:,"', found[0]) if found["name"] in figures else found[0]

    return _FIGURE.sub(empty, page)


#: The files of a figure that a page leads to.
_FILES = {"png": "PNG", "svg": "SVG", "pdf": "PDF", "csv": "data", "json": "passport"}


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
    collected: str | None = None,
    bare: Collection[str] = (),
) -> str:
    """Make the front page: question, finding, reading room, questions, figures, tables, methods and limits.

    Parameters
    ----------
    reading : Reading
    pages : sequence of dict
        ``name``, ``title``, ``error`` (empty: it ran) of each notebook.
    figures : sequence of dict
        ``name``, ``caption``, ``page`` (empty: none), ``files`` (the endings of its files under ``figures/``) and,
        where it has one, ``alt`` of each figure.
    tables : sequence of str
        Names of the tables that stand under ``tables/``.
    methods : str
        One step a line.
    selected : str
        Of which articles the report is, in words; empty: of all.
    collected : str, optional
        The table of articles, of `collected_table`; None: it is made here.
    bare : collection of str
        Those of `tables` that stand as Parquet alone.
    """
    names = names_of(reading)
    outlets = side_by_side(reading, names)
    collected = collected or collected_table(reading, Places(reading, {}))
    reasons = pd.DataFrame(reading.quarantine, columns=["file", "row", "article_id", "reason"])
    return render(
        "front.html",
        names=names,
        outlets=outlets,
        finding=find_first(outlets),
        limits=find_limits(reading),
        articles=Markup(collected),
        quarantine=Markup(show_table(reasons, "Set aside", leads=False).markup) if len(reasons) else "",
        n_articles=len(reading.articles),
        n_sentences=int(count_sentences(reading).sum()),
        n_quarantined=len(reading.quarantine),
        pages=pages,
        figures=figures,
        tables=tables,
        bare=bare,
        selected=selected,
        validated=note_validation(reading),
        methods=[line.split(". ", 1)[-1].replace("**", "") for line in methods.splitlines() if line.strip()],
        home="index.html",
        room="room/",
    )


def collected_table(reading: Reading, places: Places) -> str:
    """Make the table of articles of the front page; each row leads to what the reading room has of its article."""
    collected = reading.articles[["article_id", "outlet", "headline"]].assign(published=_published(reading.articles))
    return places.link(show_table(collected, "Articles read").markup, "room/")


def _published(articles: pd.DataFrame) -> pd.Series:
    """Say each publication interval and its basis in words."""
    columns = ["published_earliest", "published_latest", "published_basis"]
    words = [
        None if pd.isna(first) else f"{first:%Y-%m-%d}{'' if first == last else f' to {last:%Y-%m-%d}'}, {basis}"
        for first, last, basis in articles[columns].itertuples(index=False)
    ]
    return pd.Series(words, index=articles.index, dtype="str")
