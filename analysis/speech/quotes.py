"""Articles, sentences and mentions -> table `quotes`: attributions with the person of the study who speaks."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from analysis.speech.attributions import Attribution, find_attributions
from analysis.study import Study
from analysis.tables import TABLES, by_article, conform

__all__ = ["find_quotes"]

#: Sections whose sentences are nobody's report: credits of pictures, calls to subscribe.
_NOT_READ = ("credit", "appeal")
_HEADLINES = ("headline", "subhead")
_PRONOUNS = frozenset("he she they it we i you who".split())
_AFTER_HEAD = re.compile(
    r",| \(| (?:who|which|that|of|for|in|at|from|with|on|to)\b|[ ,]+(?:him|her|them)sel(?:f|ves)\b"
)


class Known(NamedTuple):
    """A mention of a person of the study."""

    start: int
    end: int
    person_id: str | None
    group_index: int | None


def find_quotes(articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find what each article reports somebody to say or think, and who of the study it is.

    Parameters
    ----------
    articles, sentences, mentions : DataFrame
        Tables of the same articles.
    study : Study
        Adds cue verbs (``cues.add``).

    Returns
    -------
    DataFrame
        Table `quotes`, key `article_id`, `quote_index`, in text order; one row a contiguous stretch, the stretches
        of one attribution share `attribution_index`. `source_kind` is person (`person_id` says who), other (somebody
        or something not in the study) or unresolved (a pronoun or description that may mean one of the study's
        people, several people at once, or no source at all). `cue` and `source` are NA where the article has none.
    """
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    people = _known_by_article(mentions)
    starts, ends, sections = (sentences[column].tolist() for column in ("start", "end", "section"))
    rows: list[tuple[object, ...]] = []
    for article_id, where in by_article(sentences):
        text = texts[article_id]
        spans = list(zip(starts[where], ends[where], sections[where], strict=True))
        read = [(start, end) for start, end, section in spans if section not in _NOT_READ]
        heads = [(start, end) for start, end, section in spans if section in _HEADLINES]
        found = find_attributions(text, read, study.cues.add)
        rows += _rows(article_id, text, found, people.get(article_id, []), heads)
    return conform(pd.DataFrame(rows, columns=list(TABLES["quotes"].dtypes)), "quotes")


def _known_by_article(mentions: pd.DataFrame) -> dict[str, list[Known]]:
    columns = mentions[["article_id", "start", "end", "person_id", "group_index"]]
    known: dict[str, list[Known]] = {}
    for article_id, start, end, person, group in columns.itertuples(index=False, name=None):
        person = person if isinstance(person, str) else None
        known.setdefault(article_id, []).append(Known(start, end, person, None if pd.isna(group) else group))
    return known


def _rows(
    article_id: str, text: str, found: list[Attribution], known: list[Known], heads: list[tuple[int, int]]
) -> list[tuple[object, ...]]:
    pieces = [(piece, number, attribution) for number, attribution in enumerate(found) for piece in attribution.pieces]
    pieces.sort(key=lambda item: (item[0].start, item[1]))
    rows: list[tuple[object, ...]] = []
    for index, (piece, number, attribution) in enumerate(pieces):
        kind = attribution.kind
        if piece.quoted and any(start <= piece.start < end for start, end in heads):
            kind = "headline"
        person = _resolve(text, attribution.source, known)
        quoted = piece.quoted or (None, None)
        rows.append(
            (article_id, index, number, kind, piece.start, piece.end, *quoted)
            + (*_words(text, attribution.cue), *_words(text, attribution.source))
            + (*person, piece.is_closed, attribution.rule)
        )
    return rows


def _words(text: str, span: tuple[int, int] | None) -> tuple[str | None, int | None, int | None]:
    return (text[slice(*span)], *span) if span else (None, None, None)


def _resolve(text: str, source: tuple[int, int] | None, known: list[Known]) -> tuple[str, str | None]:
    """Say whom a source means: the mention that holds the head of its noun phrase decides."""
    if source is None:
        return "unresolved", None
    start, end = source
    cut = _AFTER_HEAD.search(text, start + 1, end)
    head = (cut.start() if cut else end) - 1
    holding = [m for m in known if m.start <= head < m.end]
    if not holding:
        return ("unresolved" if text[start:end].lower() in _PRONOUNS else "other"), None
    widest = max(holding, key=lambda m: m.end - m.start)
    people = {m.person_id for m in holding if m[:2] == widest[:2]}
    person = people.pop() if len(people) == 1 else None
    return ("person", person) if person else ("unresolved", None)
