"""Mentions inside quotations, once it is known who speaks: I and my are the source, he and she are somebody else."""

from __future__ import annotations

import pandas as pd

from analysis.people.descriptions import compile_finder
from analysis.people.mentions import mention_rows
from analysis.people.reading import reread_article
from analysis.people.roster import compile_roster
from analysis.people.state import Mention, Speaker
from analysis.study import Study
from analysis.tables import TABLES, by_article, conform

__all__ = ["resolve_quoted"]


def resolve_quoted(
    mentions: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Read the quotations again with their sources known.

    *I* and *my* are the source, *we* a group that holds the source; *he* and *she* are not the source. Mentions
    outside the quotations keep their person and confidence.

    Parameters
    ----------
    mentions, quotes, articles, sentences : DataFrame
        Tables of the same articles; of `quotes` the pieces between marks count (`quoted_start`, `quoted_end`), with
        `person_id` and `source_kind`.
    study : Study
        Its people and relations.

    Returns
    -------
    DataFrame
        Table `mentions`; `mention_index` is numbered anew, because a description in the first person ("my wife") is a
        mention only now.
    """
    roster = compile_roster(study)
    finder = compile_finder(roster)
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    speakers = _speakers(quotes)
    starts, ends = sentences["start"].tolist(), sentences["end"].tolist()
    spans = {article_id: list(zip(starts[w], ends[w], strict=True)) for article_id, w in by_article(sentences)}
    every = _mentions(mentions)
    rows: list[tuple[object, ...]] = []
    for article_id, where in by_article(mentions):
        found, text = every[where], texts[article_id]
        if article_id in speakers and any(m.person_id for m in found):
            found = reread_article(text, spans[article_id], roster, finder, found, speakers[article_id])
        rows += mention_rows(article_id, text, [start for start, _ in spans[article_id]], found)
    return conform(pd.DataFrame(rows, columns=list(TABLES["mentions"].dtypes)), "mentions")


def _speakers(quotes: pd.DataFrame) -> dict[str, list[Speaker]]:
    """Who speaks between which marks, by article, in text order."""
    found: dict[str, list[Speaker]] = {}
    marked = quotes[quotes["quoted_start"].notna()]
    columns = (
        marked[name].tolist() for name in ("article_id", "quoted_start", "quoted_end", "person_id", "source_kind")
    )
    for article_id, start, end, person, kind in zip(*columns, strict=True):
        found.setdefault(article_id, []).append(Speaker(int(start), int(end), _text(person), kind))
    return {article_id: sorted(some, key=lambda s: s[:2]) for article_id, some in found.items()}


def _mentions(mentions: pd.DataFrame) -> list[Mention]:
    columns = {name: mentions[name].tolist() for name in Mention._fields}
    columns["group_index"] = [None if value is pd.NA else int(value) for value in columns["group_index"]]
    columns["confidence"] = [None if value != value else value for value in columns["confidence"]]
    for name in ("person_id", "candidates"):
        columns[name] = [_text(value) for value in columns[name]]
    return [Mention(*row) for row in zip(*columns.values(), strict=True)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
