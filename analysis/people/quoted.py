"""Mentions inside quotations, once it is known who speaks: I and my are the source, he and she are somebody else."""

from __future__ import annotations

import pandas as pd

from analysis.people.article import reread_article
from analysis.people.cast import Casts
from analysis.people.mentions import mention_rows
from analysis.people.state import Mention, Speaker
from analysis.study import Study
from analysis.tables import by_article, from_rows


def resolve_quoted(
    mentions: pd.DataFrame,
    quotes: pd.DataFrame,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    study: Study,
    casts: Casts | None = None,
) -> pd.DataFrame:
    """Read the quotations again with their sources known.

    *I* and *my* are the source, *we* a group that holds the source; *he* and *she* are not the source. Mentions
    outside the quotations keep their person and confidence, but for a pronoun that is itself a source of which `quotes`
    says that it is somebody else (a friend goes on: “…,” she added): it means nobody of the study.

    Parameters
    ----------
    mentions, quotes, articles, sentences : DataFrame
        Tables of the same articles; of `quotes` the pieces between marks count (`quoted_start`, `quoted_end`), with
        `person_id` and `source_kind`.
    study : Study
        Its people and relations.
    casts : Casts, optional
        Of the same tables, as `find_mentions` left them.

    Returns
    -------
    DataFrame
        Table `mentions`; `mention_index` is numbered anew, because a description in the first person ("my wife") is a
        mention only now.
    """
    casts = Casts(articles, sentences, study) if casts is None else casts
    speakers, strangers, every = _speakers(quotes), _strangers(quotes), _mentions(mentions)
    rows: list[tuple[object, ...]] = []
    for article_id, where in by_article(mentions):
        found, cast = every[where], casts[article_id]
        found = [
            Mention(*m[:3], rule="somebody else")
            if m.kind == "pronoun" and (article_id, m.start, m.end) in strangers
            else m
            for m in found
        ]
        if article_id in speakers and any(m.person_id for m in found):
            found = reread_article(cast, found, speakers[article_id])
        rows += mention_rows(article_id, cast, found)
    return from_rows(rows, "mentions")


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


def _strangers(quotes: pd.DataFrame) -> set[tuple[str, int, int]]:
    """Which words are a source that is nobody of the study: article, start and end."""
    others = quotes[(quotes["source_kind"] == "other") & quotes["source_start"].notna()]
    return set(zip(*(others[name].tolist() for name in ("article_id", "source_start", "source_end")), strict=True))


def _mentions(mentions: pd.DataFrame) -> list[Mention]:
    columns = {name: mentions[name].tolist() for name in Mention._fields}
    columns["group_index"] = [None if value is pd.NA else int(value) for value in columns["group_index"]]
    columns["confidence"] = [None if value != value else value for value in columns["confidence"]]
    for name in ("person_id", "candidates"):
        columns[name] = [_text(value) for value in columns[name]]
    return [Mention(*row) for row in zip(*columns.values(), strict=True)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
