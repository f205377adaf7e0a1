"""Write what README and docs take from readings and code: ``python -m benchmarks.readme``.

A part stands between ``<!-- name -->`` and ``<!-- /name -->``; everything else is left as it is. Pages that are made of
the code alone (`write_pages`) are written whole.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from analysis.compare.tables.evidence import frame_evidence
from analysis.compare.tables.grid import choose_axis
from analysis.compare.tables.outlets import balance_by_outlet, tone_by_outlet
from analysis.compare.tables.people import sentiment_by_person
from analysis.compare.tables.shared import coverage_by_outlet, ledger_by_outlet, unsupported_headlines
from analysis.compare.tables.speech import quoted_words
from analysis.compare.tables.timeline import narrated_over_time
from analysis.dictionary import describe_table, describe_tables
from analysis.errors import ReportError
from analysis.glossary import read_glossary
from analysis.measures import MEASURES
from analysis.reading import Reading
from analysis.reports.figure.passport import NOTEBOOKS
from analysis.reports.room.finding import find_first
from analysis.reports.room.overview import side_by_side
from analysis.reports.room.write import names_of
from analysis.reports.sentences.comparisons import describe_ledger, describe_narrated, describe_omissions
from analysis.reports.sentences.english import capital
from analysis.reports.sentences.findings import (
    describe_balance,
    describe_evidence,
    describe_people,
    describe_quoted,
    describe_tone,
)
from analysis.reports.sentences.methods import describe_methods
from analysis.tables import TABLES, write_bytes
from benchmarks.gallery import write_gallery
from benchmarks.reference import write_reference

#: Which counted parts stand where.
PARTS = {"README.md": ("finding",), "docs/method.md": ("methods", "measures", "findings")}
_SAYS = "Written by `make readme` from {what}; do not edit it here."


def counted_parts(reading: Reading) -> dict[str, str]:
    """Write each counted part of README and docs from a Reading: the finding, method, findings, measures."""
    poles = choose_axis(reading.study)
    findings = [
        describe_balance(balance_by_outlet(reading, poles.axis_id), poles),
        describe_evidence(frame_evidence(reading, poles.axis_id)),
        describe_quoted(quoted_words(reading)),
        describe_people(sentiment_by_person(reading)),
        describe_tone(tone_by_outlet(reading)),
        describe_ledger(ledger_by_outlet(reading), unsupported_headlines(reading)),
        f"{describe_omissions(coverage_by_outlet(reading), most=0)} "
        f"{describe_narrated(narrated_over_time(reading), most=0)}",
    ]
    outlets = side_by_side(reading, names_of(reading))
    return {
        "finding": " ".join(find_first(outlets)) + "\n",
        "methods": describe_methods(reading),
        "findings": "\n".join(f"- {' '.join(finding.split())}" for finding in findings) + "\n",
        "measures": describe_measures(),
    }


def fill_parts(text: str, parts: dict[str, str]) -> str:
    """Put each part between its marks.

    Raises
    ------
    ReportError
        Names a part whose marks are not in the text.

    Examples
    --------
    >>> fill_parts("<!-- n -->old<!-- /n -->", {"n": "new"})
    '<!-- n -->\\nnew<!-- /n -->'
    """
    for name, part in parts.items():
        pattern = re.compile(rf"(<!-- {name} -->).*?(<!-- /{name} -->)", re.DOTALL)
        found = pattern.search(text)
        if not found:
            raise ReportError(f"The text must hold <!-- {name} --> and <!-- /{name} -->; they are not there.")
        text = f"{text[: found.end(1)]}\n{part}{text[found.start(2) :]}"
    return text


def write_pages(figures: Path) -> dict[str, str]:
    """Write the pages of ``docs/`` that are made of the code alone.

    Parameters
    ----------
    figures : Path
        Folder of the committed figures.

    Returns
    -------
    dict of str to str
        Name of the page -> Markdown.
    """
    made = {
        "tables": ("Tables", "`analysis/tables.py` and `analysis/columns.csv`", _TABLES + write_dictionary()),
        "reference": ("Reference", "the docstrings", _REFERENCE + write_reference()),
        "gallery": ("Gallery", "the notebooks", _GALLERY + write_gallery(NOTEBOOKS, figures)),
        "glossary": ("Glossary", "`analysis/glossary.csv`", _GLOSSARY + write_glossary()),
    }
    return {
        f"docs/{name}.md": f"# {title}\n\n{_SAYS.format(what=what)} {body}"
        for name, (title, what, body) in made.items()
    }


_TABLES = (
    "Spans are Unicode code points of the article's `text`, from 0, the end left out: `text[start:end]`. What was not "
    'measured is missing, with `n` 0. In Python `reading.describe("quotes")` says the same.\n\n'
)
_REFERENCE = "`import analysis` offers the first of them by name: `analysis.read`, `analysis.charts` …\n\n"
_GALLERY = (
    "Each chart takes a tidy table and gives matplotlib's `Axes`, whose `.figure` a notebook shows and "
    "`.figure.savefig` keeps; pass `ax=` to draw into a figure of your own. The pictures are of the shipped study. Say "
    "this once, then any of the calls:\n\n"
)
_GLOSSARY = "Every report has it as a page too.\n\n"


def write_dictionary() -> str:
    """Write the dictionary as Markdown, a section a table."""
    return "\n".join(f"## {name}\n\n{_head(name)}\n\n{_rows(name)}" for name in TABLES)


def _head(name: str) -> str:
    said = describe_tables().set_index("table")["meaning"]
    return f"{capital(str(said[name]))}. Key: {' · '.join(TABLES[name].key)}."


def _rows(name: str) -> str:
    columns = ["column", "type", "unit", "meaning", "values"]
    head = f"| {' | '.join(columns)} |\n|---|---|---|---|---|\n"
    return head + "".join(f"| {' | '.join(row)} |\n" for row in describe_table(name)[columns].to_numpy().tolist())


def write_glossary() -> str:
    """Write the glossary as Markdown, a heading a part."""
    lines = []
    part = ""
    for entry in read_glossary():
        if entry.part != part:
            part = entry.part
            lines.append(f"\n## {part}\n")
        lines.append(f"- **{entry.term}**: {entry.meaning}.")
    return "\n".join(lines).lstrip() + "\n"


def describe_measures() -> str:
    """Write the measures as a Markdown table, as the README shows them."""
    rows = [
        f"| {name.replace('_', ' ')} | {measure.unit} | {measure.denominator} | {measure.source} |"
        for name, measure in MEASURES.items()
    ]
    return "\n".join(["| measure | unit | divided by | source |", "|---|---|---|---|", *rows]) + "\n"


def main(root: Path) -> None:
    """Write README and docs of the shipped study."""
    from analysis.pipeline import read

    parts = counted_parts(read())
    pages = write_pages(root / "figures")
    for name, names in PARTS.items():
        text = (root / name).read_text(encoding="utf-8")
        pages[name] = fill_parts(text, {part: parts[part] for part in names})
    for name, text in pages.items():
        write_bytes(root / name, text.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
