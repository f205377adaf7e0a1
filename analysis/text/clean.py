"""Raw documents -> article text without damage, each of its characters followed back to the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from analysis.tables import conform
from analysis.text.edits import Draft, Edit, Run
from analysis.text.repair import repair_characters

__all__ = ["Cleaned", "clean_articles", "clean_text", "raw_offset"]

PARAGRAPH_BREAK = "\n\n"
_DATE_PREFIX = re.compile(r"\A\s*date \d{4}-\d{2}-\d{2}\s+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean text, the runs that lead back to the raw one, and the count of each repair."""

    text: str
    runs: list[Run]
    repairs: dict[str, int]


def clean_text(raw: str) -> Cleaned:
    """Clean one document."""
    draft = Draft(raw)
    repair_characters(draft)
    prefix = _DATE_PREFIX.match(draft.text)
    if prefix:
        draft.apply([Edit(0, prefix.end(), "")], "date prefix")
    _shape(draft)
    return Cleaned(draft.text, draft.runs, draft.repairs)


_BREAKS = re.compile(r"\A[\n ]+|[\n ]+\Z| *\n[\n ]*|  +")
_GLUED = re.compile(r'(?<=[a-z0-9][.!?]["”])(?=[A-Z])|(?<=[a-z][a-z][.!?])(?=[A-Z][a-z’\']* )|(?<=[a-z]:)(?=["“])')


def _shape(draft: Draft) -> None:
    edits = []
    for found in _BREAKS.finditer(draft.text):
        at_edge = found.start() == 0 or found.end() == len(draft.text)
        to = "" if at_edge else PARAGRAPH_BREAK if "\n" in found[0] else " "
        if to != found[0]:
            edits.append(Edit(found.start(), found.end(), to))
    draft.apply(edits, "blanks")
    draft.apply([Edit(g.start(), g.start(), PARAGRAPH_BREAK) for g in _GLUED.finditer(draft.text)], "glued paragraphs")


def clean_articles(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Fill `text` of each article and tell where each of its characters came from."""
    texts, headlines, offsets, repairs = [], [], [], []
    for article_id, raw, given in zip(
        articles["article_id"].tolist(), articles["raw"].tolist(), articles["headline"].tolist(), strict=True
    ):
        body = clean_text(raw)
        counts = dict(body.repairs)
        headline, rows = None, [(article_id, *run[:2], "document", *run[2:]) for run in body.runs]
        text = body.text
        if isinstance(given, str) and given.strip():
            head = clean_text(given.replace("\n", " "))
            if text.startswith(head.text):
                headline = head.text
            else:
                headline = head.text
                shift = len(headline) + len(PARAGRAPH_BREAK)
                rows = [
                    *((article_id, *run[:2], "headline", *run[2:]) for run in head.runs),
                    (article_id, len(headline), shift, "document", 0, 0),
                    *((article_id, run[0] + shift, run[1] + shift, "document", *run[2:]) for run in body.runs),
                ]
                text = headline + PARAGRAPH_BREAK + text
        texts.append(text)
        headlines.append(headline)
        offsets.extend(rows)
        repairs.extend((article_id, repair, n) for repair, n in counts.items())
    return (
        articles.assign(text=texts, headline=headlines),
        conform(
            pd.DataFrame(offsets, columns=["article_id", "start", "end", "field", "raw_start", "raw_end"]),
            "raw_offsets",
        ),
        conform(pd.DataFrame(repairs, columns=["article_id", "repair", "n"]), "repairs"),
    )


def raw_offset(offsets: pd.DataFrame, article_id: str, position: int) -> tuple[str, int]:
    """Give field and raw offset of one character of an article's text."""
    rows = offsets[offsets["article_id"] == article_id]
    row = rows.iloc[rows["start"].searchsorted(position, side="right") - 1]
    is_exact = row["end"] - row["start"] == row["raw_end"] - row["raw_start"]
    return str(row["field"]), int(row["raw_start"] + (position - row["start"] if is_exact else 0))
