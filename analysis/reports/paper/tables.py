"""A table with its caption and notes -> LaTeX, HTML or CSV for a paper: three lines, no rule between columns."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import ReportError
from analysis.measured import MeasuredError
from analysis.plurals import plural
from analysis.reading import Reading
from analysis.reports.figure.passport import open_passport
from analysis.reports.figure.save import csv_bytes
from analysis.reports.paper.latex import escape, label_of
from analysis.reports.sentences.english import cell, is_number, number
from analysis.tables import TABLES, sentence_number

#: Rows of a table for a paper, unless more are asked for.
MOST = 60
#: Columns whose values are probabilities of a test: three decimals.
_PROBABILITIES = frozenset({"p", "q"})


@dataclass(frozen=True)
class PaperTable:
    """A table for a paper; ``notes`` say n and method, ``label`` is the same for the same table.

    ``n_rows`` is how many rows there were before some were chosen, ``source`` which articles they are of.
    """

    name: str
    table: pd.DataFrame
    caption: str
    n_rows: int
    source: str
    methods: tuple[str, ...]

    @property
    def notes(self) -> str:
        """What stands below it: rows, those that were left out too, their source, and the methods."""
        rows = plural(self.n_rows, "row")
        rows = rows if len(self.table) == self.n_rows else f"The first {len(self.table):,} of {rows}"
        return " ".join([f"{rows}; {self.source}.", *self.methods])

    @property
    def label(self) -> str:
        """What a paper refers to it by."""
        return label_of("tab", self.name)

    def choose(self, columns: Sequence[str] = (), most: int = MOST) -> PaperTable:
        """Keep columns, in the order given (none: all), and the first rows; a note says if there are more.

        Raises
        ------
        ReportError
            The table has no such column; names those that it has.
        """
        for column in columns:
            if column not in self.table.columns:
                known = ", ".join(map(str, self.table.columns))
                raise ReportError(f"`--columns` of `{self.name}` must be among {known}; found `{column}`.")
        table = self.table[list(columns)] if columns else self.table
        return replace(self, table=table.head(most))

    def to_latex(self) -> str:
        """Write a ``table`` environment in the style of booktabs."""
        columns = list(self.table.columns)
        kinds = "".join("r" if is_number(self.table[name]) else "l" for name in columns)
        cells = [[escape(_text(value, str(name))) for value in self.table[name]] for name in columns]
        body = "".join(" & ".join(row) + " \\\\\n" for row in zip(*cells, strict=True))
        head = " & ".join(escape(_head(name)) for name in columns)
        return (
            "% \\usepackage{booktabs}\n\\begin{table}\n\\centering\n"
            f"\\caption{{{escape(self.caption)}}}\n\\label{{{self.label}}}\n"
            f"\\begin{{tabular}}{{{kinds}}}\n\\toprule\n{head} \\\\\n\\midrule\n{body}"
            "\\bottomrule\n\\end{tabular}\n"
            f"\\par\\smallskip\\footnotesize Notes: {escape(self.notes)}\n\\end{{table}}\n"
        )

    def to_html(self) -> str:
        """Write a ``table`` element with its caption above and its notes below; nothing of a cell is live."""
        columns = list(self.table.columns)
        sides = [' style="text-align:right"' if is_number(self.table[name]) else "" for name in columns]
        cells = [
            [f"<td{side}>{html.escape(_text(value, str(name)))}</td>" for value in self.table[name]]
            for name, side in zip(columns, sides, strict=True)
        ]
        head = "".join(
            f'<th scope="col"{side}>{html.escape(_head(name))}</th>' for name, side in zip(columns, sides, strict=True)
        )
        rows = "\n".join(f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True))
        rule = "border-top:1px solid;border-bottom:1px solid"
        return (
            f'<table id="{self.label.replace(":", "-")}" style="border-collapse:collapse;border-bottom:2px solid">\n'
            f"<caption>{html.escape(self.caption)}</caption>\n"
            f'<thead style="{rule};border-top-width:2px"><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
            f'<tfoot style="{rule}"><tr><td colspan="{len(columns)}">Notes: {html.escape(self.notes)}</td>'
            "</tr></tfoot>\n</table>\n"
        )

    def to_csv(self) -> str:
        """Write the values as they are, safe for a spreadsheet."""
        return csv_bytes(self.table).decode()


def table_of_figure(passport: Path) -> PaperTable:
    """Take the table of a figure from its passport: caption with n, the measure and its measured error.

    Raises
    ------
    ReportError
        It is no passport, or its table is not beside it.
    """
    facts = _read(passport)
    table = pd.read_csv(passport.with_suffix(".csv"))
    measures = [f"Measure: {label}." for label in facts.get("measures", {}).values()]
    errors = [MeasuredError(**{key: one[key] for key in _ERROR}) for one in facts.get("measured_error", ())]
    measured = [f"Measured error: {'; '.join(map(str, errors))}."] if errors else []
    seed = [f"Seed of intervals: {facts['seed']}."] if {"lower", "upper"} <= set(table.columns) else []
    source = plural(facts["n_articles"], "article")
    return PaperTable(facts["figure"], table, facts["caption"], len(table), source, (*measures, *measured, *seed))


_ERROR = ("statistic", "data", "value", "low", "high")


def _read(passport: Path) -> dict[str, Any]:
    facts = open_passport(passport, {"caption": str, "figure": str, "n_articles": int})
    if not passport.with_suffix(".csv").is_file():
        raise ReportError(f"{passport} must be a figure's passport with its table beside it; there is none.")
    return facts


def table_of_reading(reading: Reading, name: str) -> PaperTable:
    """Take a table of the Reading by its name; its notes say how many rows, articles and outlets it is of."""
    table = reading[name]
    if "sentence_index" in table.columns:
        table = table.assign(sentence_index=sentence_number(table["sentence_index"]))
        table = table.rename(columns={"sentence_index": "sentence_number"})
    outlets = reading.articles["outlet_id"].dropna().nunique()
    source = f"{plural(len(reading.articles), 'article')} of {plural(outlets, 'outlet')}"
    methods = sorted(set(table["method"].dropna())) if "method" in table.columns else []
    told = [f"Method: {'; '.join(map(str, methods))}."] if methods else []
    key = ", ".join(TABLES[name].key).replace("_", " ")
    caption = f"{name.replace('_', ' ').capitalize()} of “{reading.study.study.title}”, one row for each {key}."
    return PaperTable(name, table, caption, len(table), source, tuple(told))


def figure_latex(passport: Path) -> str:
    """Write the ``figure`` environment of a figure: its caption, ready for ``\\caption``, and a stable label."""
    facts = _read(passport)
    beside = [kind for kind in ("pdf", "png") if passport.with_suffix(f".{kind}").is_file()]  # a report draws no PDF
    picture = f"{passport.stem}.{[*beside, 'pdf'][0]}"
    alt = f"% alternative text: {escape(facts['alt'])}\n" if facts.get("alt") else ""
    return (
        "% \\usepackage{graphicx}\n\\begin{figure}\n\\centering\n"
        f"{alt}\\includegraphics[width=\\linewidth]{{{picture}}}\n"
        f"\\caption{{{escape(facts['caption'])}}}\n\\label{{{label_of('fig', passport.stem)}}}\n\\end{{figure}}\n"
    )


def _head(name: object) -> str:
    return str(name).replace("_", " ")


def _text(value: Any, column: str) -> str:
    """Write a cell as every table does, but whole numbers with their thousands apart, and of a probability no zero."""
    is_float = isinstance(value, float) and value == value
    if (isinstance(value, int) and not isinstance(value, bool)) or (
        is_float and value.is_integer() and column.startswith("n_")
    ):
        return number(value, 0)
    if is_float and column in _PROBABILITIES:
        return "< .001" if value < 0.001 else f"{value:.3f}".removeprefix("0")
    return cell(value)
