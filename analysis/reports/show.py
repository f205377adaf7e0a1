"""Show tables and words in notebooks and pages: plain HTML in which nothing of an article is live."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping

import pandas as pd

from analysis.reports.lab import in_lab
from analysis.reports.leads import mark_rows
from analysis.reports.sentences.english import cell, fill, is_number
from analysis.tables import csv_text, sentence_number

#: Rows that a page holds; it shows them page by page, and the files of the report's tables hold all.
MOST = 2000


class Shown:
    """A piece of a page: its HTML, and the same as plain text.

    A notebook shows ``lab``, where it is given: the same with what only JupyterLab has (`analysis.reports.lab`). What
    shows some rows of a table has all of them as ``rows``, a CSV file that a report keeps.
    """

    def __init__(self, markup: str, plain: str, lab: str = "", rows: str = "") -> None:
        self.markup, self.plain, self.lab, self.rows = markup, plain, lab or markup, rows

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return self.lab

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/csv": self.rows} if self.rows else {}


class WholeTable(pd.DataFrame):
    """A frame that shows itself whole under its caption (``attrs["caption"]``); what is taken from it is plain."""

    def __repr__(self) -> str:
        return self.to_string(index=False, justify="left")

    def _repr_html_(self) -> str:
        return show_table(pd.DataFrame(self), self.attrs["caption"], most=len(self))._repr_html_()


def say(text: str) -> Shown:
    """Show sentences as paragraphs; an empty line starts a new one, and a name of the study file (`so`) is set as code.

    Examples
    --------
    >>> say("a < b")._repr_html_()
    '<div class="words mathjax_ignore"><p>a &lt; b</p></div>'
    """
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    paragraphs = re.sub(r"`(\w+)`", r"<code>\1</code>", paragraphs)
    return Shown(f'<div class="words mathjax_ignore">{paragraphs}</div>', text)


def show_table(
    table: pd.DataFrame,
    caption: str = "Rows",
    *,
    most: int = MOST,
    labels: Mapping[str, str] | None = None,
    hide: Collection[str] = (),
    leads: bool = True,
) -> Shown:
    """Show a table with its caption; beyond `most` rows the caption says how many there are.

    In JupyterLab it is at most a screen high, a click on the head of a column sorts by it, and rows can be searched. In
    a report each row leads to its sentence, utterance, article or outlet in the reading room, if its columns name one
    (`analysis.reports.leads.mark_rows`), and a file beside the page holds the rows beyond `most` too.

    Parameters
    ----------
    table : DataFrame
        Missing values are shown as "–", numbers with two decimals, dates as days, a ``sentence_index`` as the number
        that readers count by (`analysis.tables.sentence_number`).
    caption : str
        What the rows are.
    most : int
        Rows shown.
    labels : mapping of str, optional
        Column names as readers should see them; the others lose their underscores.
    hide : collection of str
        Columns that only say where a row leads.
    leads : bool
        False where the rows are of nothing that was read, such as records set aside.
    """
    if "sentence_index" in table.columns:
        table = table.assign(sentence_index=sentence_number(table["sentence_index"]))
        table = table.rename(columns={"sentence_index": "sentence_number"})
    marks = mark_rows(table.head(most)) if leads else [""] * min(len(table), most)
    table = table.drop(columns=list(hide))
    names = {column: (labels or {}).get(column, str(column).replace("_", " ")) for column in table.columns}
    shown = table.head(most)
    more = fill(" (first {most} of {n:row})" if len(table) > most else " (n = {n:row})", most=most, n=len(table))
    kinds = {column: _kind(shown[column]) for column in table.columns}
    head = "".join(f'<th scope="col"{kinds[column]}>{html.escape(names[column])}</th>' for column in names)
    leading = next(
        (column for column in ("utterance", "article_id", "outlet") if column in names), next(iter(names), "")
    )
    columns = [
        [
            f"<td{kinds[column]}{mark}>{html.escape(cell(value))}</td>"
            for value, mark in zip(shown[column], marks if column == leading else [""] * len(shown), strict=True)
        ]
        for column in names
    ]
    rows = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    markup = in_frame(
        f"<table><caption>{html.escape(caption + more)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
        caption,
    )
    whole = csv_text(table) if len(table) > most else ""
    return Shown(markup, caption + more, in_lab(markup, len(shown)), whole)


def in_frame(table: str, name: str) -> str:
    """Give a table, as HTML, the frame that it scrolls in: who has no mouse reaches it by its name."""
    return f'<div class="table mathjax_ignore" tabindex="0" role="group" aria-label="{html.escape(name)}">{table}</div>'


def _kind(column: pd.Series) -> str:
    """Say how a column is set: numbers to the right, long text in a wide column that wraps."""
    if is_number(column):
        return ' class="number"'
    return ' class="long"' if max((len(cell(value)) for value in column), default=0) > 45 else ""
