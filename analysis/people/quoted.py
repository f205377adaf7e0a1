"""Mentions inside quotations, once it is known who speaks: I and my are the source, he and she are somebody else."""

from __future__ import annotations

import pandas as pd

from analysis.people.article import reread_article
from analysis.people.cast import Casts
from analysis.people.mentions import mention_rows
from analysis.people.state import Mention, Speaker
from analysis.study import Study
from analysis.tables import by_article, from_rows, speakers_of


def resolve_quoted(
    mentions: pd.DataFrame,
    quotes: pd.DataFrame,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    study: Study,
    casts: Casts | None = None,
) -> pd.DataFrame:
    """Read the quotations again with their sources known.

    *I* and *my* are the source, *we* a group that holds the source, or all who speak together; *he* and *she* are not
    the source. Mentions
    outside the quotations keep their person and confidence, but for a pronoun that is itself a source: it means whom
    `quotes` says, nobody of the study (a friend goes on: “…,” she added) or who answers a question (“…,” she replied).

    Parameters
    ----------
    mentions, quotes, articles, sentences : DataFrame
        Tables of the same articles; of `quotes` the pieces between marks count (`quoted_start`, `quoted_end`), with
        `person_id`, `people` and `source_kind`.
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
    speakers, sources, every = _speakers(quotes), _sources(quotes), _mentions(mentions)
    rows: list[tuple[object, ...]] = []
    for article_id, where in by_article(mentions):
        found, cast = every[where], casts[article_id]
        found = [one for m in found for one in _as_source(m, sources.get((article_id, m.start, m.end)))]
        if article_id in speakers and any(m.person_id for m in found):
            found = reread_article(cast, found, speakers[article_id])
        rows += mention_rows(article_id, cast, found)
    return from_rows(rows, "mentions")


def _speakers(quotes: pd.DataFrame) -> dict[str, list[Speaker]]:
    """Who speaks between which marks, by article, in text order."""
    found: dict[str, list[Speaker]] = {}
    marked = quotes[quotes["quoted_start"].notna()]
    names = ("article_id", "quoted_start", "quoted_end", "source_kind")
    columns = (marked[name].tolist() for name in names)
    for article_id, start, end, kind, people in zip(*columns, _people(marked), strict=True):
        found.setdefault(article_id, []).append(Speaker(int(start), int(end), people, kind))
    return {article_id: sorted(some, key=lambda s: s[:2]) for article_id, some in found.items()}


def _people(quotes: pd.DataFrame) -> list[tuple[str, ...]]:
    """Who of the study speaks, by row of table `quotes`."""
    return [tuple(ids.split("|")) if isinstance(ids, str) else () for ids in speakers_of(quotes).tolist()]


def _sources(quotes: pd.DataFrame) -> dict[tuple[str, int, int], tuple[str, ...]]:
    """Whom a source means, by article, start and end: people of the study, or nobody of it."""
    decided = quotes[(quotes["source_kind"] != "unresolved") & quotes["source_start"].notna()]
    columns = (decided[name].tolist() for name in ("article_id", "source_start", "source_end"))
    return {
        (article_id, int(a), int(b)): people
        for article_id, a, b, people in zip(*columns, _people(decided), strict=True)
    }


def _as_source(mention: Mention, people: tuple[str, ...] | None) -> list[Mention]:
    """Give a pronoun the people whom it is said to be as a source."""
    if mention.kind != "pronoun" or people is None or mention.person_id in people:
        return [mention]
    if len(people) > 1 and mention.group_index is not None:
        return [mention]
    if len(people) > 1:
        return [Mention(*mention[:3], one, index, rule="answers") for index, one in enumerate(people)]
    return [Mention(*mention[:3], people[0] if people else None, rule="answers" if people else "somebody else")]


def _mentions(mentions: pd.DataFrame) -> list[Mention]:
    columns = {name: mentions[name].tolist() for name in Mention._fields}
    columns["group_index"] = [None if value is pd.NA else int(value) for value in columns["group_index"]]
    columns["confidence"] = [None if value != value else value for value in columns["confidence"]]
    for name in ("person_id", "candidates"):
        columns[name] = [_text(value) for value in columns[name]]
    return [Mention(*row) for row in zip(*columns.values(), strict=True)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
