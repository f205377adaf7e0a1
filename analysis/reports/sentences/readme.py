"""Write the README's counted parts from a reading: ``python -m analysis.reports.sentences.readme README.md``.

A part stands between ``<!-- name -->`` and ``<!-- /name -->``; everything else is left as it is.
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
from analysis.errors import ReportError
from analysis.measures import describe_measures
from analysis.reading import Reading
from analysis.reports.sentences.comparisons import describe_ledger, describe_narrated, describe_omissions
from analysis.reports.sentences.findings import (
    describe_balance,
    describe_evidence,
    describe_people,
    describe_quoted,
    describe_tone,
)
from analysis.reports.sentences.methods import describe_methods
from analysis.tables import write_bytes

__all__ = ["counted_parts", "fill_parts"]


def counted_parts(reading: Reading) -> dict[str, str]:
    """Write each counted part of the README from a Reading: method, findings, measures."""
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
    return {
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


def main(path: Path) -> None:
    """Fill the README of the shipped study."""
    from analysis.pipeline import read

    text = fill_parts(path.read_text(encoding="utf-8"), counted_parts(read()))
    write_bytes(path, text.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
