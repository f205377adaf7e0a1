"""Articles and their sentences -> which articles are the copy of an agency, by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.corpus.agencies import AGENCY, find_dateline, name_agency
from analysis.tables import by_article

#: Paragraphs from the top in which a dateline may stand.
TOP = 4
_RIGHTS = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright)[^\n]{{0,12}}?(?:\d{{4}},? )?(?:by )?(?:[Tt]he )?(?P<agency>{AGENCY})\b"
)
_REPORTING = re.compile(r"\(?Reporting (?:and [a-z]+ )?by [^;]+[;.] ?(?:[^;]+[;.] ?)*Editing by ", re.IGNORECASE)
#: A line about a picture, or thanks to an agency for a part, is no byline.
_OTHER = re.compile(r"photo|image|picture|getty|video|contribut|courtesy|file\b|screenshot", re.IGNORECASE)


def find_agency(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Fill `agency` and `agency_evidence` of each article whose text an agency wrote.

    Parameters
    ----------
    articles : DataFrame
        `article_id`, `text`, `outlet`; `agency` as its source states it, or missing.
    sentences : DataFrame
        Table of that name, of the same articles.

    Returns
    -------
    DataFrame
        The same rows. An agency is told by what its source states, the dateline of one of the first paragraphs, a
        byline or a line of rights that names it, and the closing line of reporters and editors that Reuters has, also
        where it names nobody else ("not named"). Lines of pictures, and thanks for a contribution, are none of these;
        nor is an agency that is the outlet itself. Near-duplicates of agency copy are found in the whole corpus
        (`analysis.compare.agency`).
    """
    texts = articles["text"].tolist()
    place = {article_id: at for at, article_id in enumerate(articles["article_id"].tolist())}
    found: list[tuple[str | None, str | None]] = [(None, None)] * len(texts)
    for at, stated in enumerate(articles["agency"].tolist()):
        if isinstance(stated, str) and stated.strip():
            found[at] = (name_agency(stated) or stated.strip(), "stated")
    columns = [sentences[name].tolist() for name in ("section", "paragraph_index", "start", "end")]
    for article_id, rows in by_article(sentences):
        at = place[article_id]
        if found[at] == (None, None):
            paragraphs = _paragraphs(texts[at], *(column[rows] for column in columns))
            found[at] = next(_marks(paragraphs), (None, None))
    outlets = articles["outlet"].tolist()
    named = [
        (None, None) if agency and isinstance(outlet, str) and name_agency(outlet) == agency else (agency, evidence)
        for (agency, evidence), outlet in zip(found, outlets, strict=True)
    ]
    return articles.assign(
        agency=pd.array([agency for agency, _ in named], dtype="str"),
        agency_evidence=pd.array([evidence for _, evidence in named], dtype="str"),
    )


def _paragraphs(
    text: str, sections: list[str], indices: list[int], starts: list[int], ends: list[int]
) -> list[tuple[str, str]]:
    """Give section and words of each paragraph."""
    spans: dict[int, list[Any]] = {}
    for section, index, start, end in zip(sections, indices, starts, ends, strict=True):
        spans.setdefault(index, [section, start, end])[2] = end
    return [(section, text[start:end]) for section, start, end in spans.values()]


def _marks(paragraphs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the agencies that the paragraphs of an article name, the surest first, with what names them."""
    told = [paragraph for section, paragraph in paragraphs if section in ("body", "subhead")]
    for paragraph in told[:TOP]:
        if agency := find_dateline(paragraph):
            yield agency, f"dateline: {paragraph[:60]}"
    lines = [paragraph for section, paragraph in paragraphs if section in ("credit", "subhead")]
    lines += told[-1:]
    for line in lines:
        if len(line) > 320 or _OTHER.search(line):
            continue
        if agency := name_agency(line):
            yield agency, f"byline: {line[:60]}"
        elif rights := _RIGHTS.search(line):
            yield name_agency(rights["agency"]) or rights["agency"], f"rights: {line[:60]}"
    for line in lines:
        if _REPORTING.match(line):
            yield "not named", f"closing line: {line[:60]}"
