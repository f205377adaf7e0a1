"""Quotations inside quotations: what somebody tells that another said is that other's, and no longer the teller's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import nan
from typing import Any

import pandas as pd

from analysis.speech.attributions import find_attributions
from analysis.speech.chains import find_sender
from analysis.speech.known import Known, Span, known_by_article
from analysis.speech.linking import Attribution
from analysis.speech.people import resolve
from analysis.speech.together import as_ids
from analysis.study import Study
from analysis.tables import conform, from_rows, map_articles
from analysis.text.english.pronouns import FIRST_PLURAL, FIRST_SINGULAR, SINGULAR
from analysis.text.sentences import split_sentences

#: The rule of a row that stands inside the quotation of somebody else.
NESTED = "nested"
#: An opening mark inside a quotation.
_INNER = re.compile(r"(?<![^\s(—–:,])['‘\"“](?=\w)")
#: Rules by which a quotation is somebody's though no word attributes it: not enough inside another.
_WEAK = frozenset(("no cue", "nearest cue", "in focus", "announced"))

#: A pair of single marks inside a quotation, wherever its full stop stands.
_PAIR = re.compile(
    r"(?<!\w)['‘](?!(?:em|cause|til|tis|twas|bout|round|n|\d\ds)\b)(?=\w)"
    r"(?P<words>(?:[^'‘’]|(?<=\w)['’](?=\w))++)['’](?!\w)"
)
_CLOSES = re.compile(r"['’\"”]?[.,?!…]*")
_NO_BLANK = re.compile(r"\s*")

Row = dict[str, Any]


def part_nested(
    quotes: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame, study: Study
) -> tuple[pd.DataFrame, frozenset[str]]:
    """Part each quotation at those inside it that its own words attribute: “He told me, ‘No,’ and left.”

    *I* and *we* are whoever tells; so is a lone word whose source may be anybody (“They told me ‘no’ twice”). What a
    message says is its sender's.

    Parameters
    ----------
    quotes, mentions, articles : DataFrame
        Tables of the same articles; of the mentions inside quotations it is known whom they mean (`resolve_quoted`).
    study : Study
        Adds cue verbs (``cues.add``).

    Returns
    -------
    quotes : DataFrame
        Table `quotes`, its rows as disjoint as before: what is told around a nested quotation are pieces of one
        attribution.
    changed : frozenset of str
        The articles that have one.
    """
    texts = map_articles(articles)
    inside = dict(_inside(quotes, texts, study.cues.add))
    if not inside:
        return quotes, frozenset()
    changed = frozenset(quotes["article_id"].iloc[list(inside)])
    is_changed = quotes["article_id"].isin(changed)
    people = known_by_article(mentions[mentions["article_id"].isin(changed)])
    n_attributions = quotes[is_changed].groupby("article_id")["attribution_index"].max().to_dict()
    rows: list[tuple[object, ...]] = []
    index, current = 0, ""
    places = [place for place, is_one in enumerate(is_changed) if is_one]
    for place, values in zip(places, _records(quotes[is_changed]), strict=True):
        article_id = values["article_id"]
        index, current = (index if article_id == current else 0), article_id
        nested = []
        said, starts = inside.get(place, ((), ()))
        for one in said:
            n_attributions[article_id] += 1
            known = people.get(article_id, [])
            nested += _rows(texts[article_id], values, one, known, starts, n_attributions[article_id])
        for row in _parted(texts[article_id], values, sorted(nested, key=lambda r: r["content_start"])):
            rows.append(tuple((row | {"quote_index": index}).values()))
            index += 1
    parted = from_rows(rows, "quotes")
    return conform(pd.concat([quotes[~is_changed], parted], ignore_index=True), "quotes"), changed


def _records(quotes: pd.DataFrame) -> Iterator[Row]:
    columns = [quotes[name].tolist() for name in quotes.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(quotes.columns, values, strict=True))


def _inside(
    quotes: pd.DataFrame, texts: dict[str, str], add: tuple[str, ...]
) -> Iterator[tuple[int, tuple[list[Attribution], list[int]]]]:
    """Give the rows that hold nested quotations, with these and where the sentences of the row begin.

    The spans of the nested ones count from the first letter of the row's quotation.
    """
    columns = (quotes[name].tolist() for name in ("article_id", "quoted_start", "quoted_end"))
    for place, (article_id, start, end) in enumerate(zip(*columns, strict=True)):
        words = "" if pd.isna(start) else texts[article_id][start:end]
        if _INNER.search(words):
            words = _PAIR.sub(r"“\g<words>”", words)
            sentences = split_sentences(words)
            found = find_attributions(words, sentences, add)
            said = [one for one in found if one.cue and one.rule not in _WEAK and any(p.quoted for p in one.pieces)]
            if said:
                yield place, (said, [start + begin for begin, _ in sentences])


def _rows(text: str, outer: Row, one: Attribution, known: list[Known], starts: Sequence[int], number: int) -> list[Row]:
    """Give the rows of an attribution inside a quotation."""
    begin = int(outer["quoted_start"])
    cue, source = _moved(one.cue, begin), _moved(one.source, begin)
    found, kind, person = resolve(text, source, cue, known)
    words = text[slice(*found)].lower() if found else ""
    if found is None or words.split()[-1] in FIRST_SINGULAR | FIRST_PLURAL:
        return []
    if kind not in ("person", "several"):
        found, kind, person = find_sender(text, found, known, starts) or (found, kind, person)
    if person and person in (outer["person_id"], outer["people"]):
        return []  # “I said, ‘No’” is all hers
    said = outer | {"attribution_index": number, "kind": "direct", "rule": NESTED, "scope": one.scope}
    said |= _words(text, "cue", cue) | _words(text, "source", found) | {"source_kind": kind}
    said["person_id"], said["people"] = as_ids(kind, person)
    is_somebodys = kind != "unresolved" or words in SINGULAR
    rows = []
    for piece in one.pieces:
        quoted = _moved(piece.quoted, begin)
        if quoted and (is_somebodys or " " in text[slice(*quoted)]):  # They told me ‘no’ every time
            marks = dict(
                zip(("content_start", "content_end"), _with_marks(text, quoted, int(outer["quoted_end"])), strict=True)
            )
            spans = dict(zip(("quoted_start", "quoted_end"), quoted, strict=True))
            rows.append(said | marks | spans | {"is_closed": piece.is_closed})
    return rows


def _moved(span: Span | None, by: int) -> Span | None:
    return (span[0] + by, span[1] + by) if span else None


def _with_marks(text: str, quoted: Span, last: int) -> Span:
    """Give a quotation with its marks, and with what stands behind the closing one and ends a sentence or clause."""
    return quoted[0] - 1, _CLOSES.match(text, quoted[1], last).end()  # type: ignore[union-attr]


def _words(text: str, name: str, span: Span | None) -> Row:
    start, end = span or (nan, nan)
    return {name: text[slice(*span)] if span else None, f"{name}_start": start, f"{name}_end": end}


def _parted(text: str, outer: Row, nested: Sequence[Row]) -> Iterator[Row]:
    """Give the rows of a quotation and of those inside it, in text order and without overlap."""
    if not nested:
        yield outer
        return
    at, content = int(outer["quoted_start"]), int(outer["content_start"])
    edges = [(row["content_start"], row["content_end"], row) for row in nested]
    for begin, end, row in [*edges, (int(outer["quoted_end"]), int(outer["content_end"]), None)]:
        stop = at + len(text[at:begin].rstrip())
        if any(map(str.isalnum, text[at:stop])):
            last = int(outer["content_end"]) if row is None else stop
            yield outer | {"content_start": content, "content_end": last, "quoted_start": at, "quoted_end": stop}
        if row is not None:
            yield row
            at = content = _NO_BLANK.match(text, end).end()  # type: ignore[union-attr]
