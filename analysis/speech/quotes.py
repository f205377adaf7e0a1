"""Articles, sentences and mentions -> table `quotes`."""

from __future__ import annotations

import re

import pandas as pd

from analysis.study import Study
from analysis.tables import TABLES, by_article, conform
from analysis.text.quotation import quoted_spans

__all__ = ["find_quotes"]

_SAID = (
    "said|says|told|tells|added|adds|explained|explains|exclaimed|declaring|declared|declares|noted|notes|wrote|asked|asks|agreed|denied"
    "|denies|reiterated|emphasizing|emphasized|announced|announcing|confirmed|confirms|believes|believed|thinks|claimed|claims|assured"
    "|argued|argues|insisted|continued|replied|admitted|admits|admitting|revealed|reveals|stated|recalled"
)
_CUE = re.compile(rf"\b(?:{_SAID})\b")
_SOURCE = re.compile(
    r"(?:\b[Tt]he |\b[Aa]n? )?(?:[A-Z][\w’'.-]*(?: (?=[A-Z]))?)+(?: \w+)?\Z|\b(?:[Hh]e|[Ss]he|[Tt]hey)\Z|\b[Tt]he [\w -]+\Z"
)
_AFTER = re.compile(r"\s*(?:(?:[Tt]he |[Aa]n? )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*|[Tt]he \w+(?: \w+)?|he|she|they)")


def find_quotes(articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find direct, mixed and indirect quotes with their source and cue."""
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    people = {article_id: mentions.iloc[where] for article_id, where in by_article(mentions)}
    rows: list[tuple[object, ...]] = []
    for article_id, where in by_article(sentences):
        spans = list(zip(*(sentences[c].tolist()[where] for c in ("start", "end", "section")), strict=True))
        found = people.get(article_id)
        known = (
            []
            if found is None
            else list(
                zip(
                    found["start"].tolist(),
                    found["end"].tolist(),
                    found["person_id"].tolist(),
                    found["kind"].tolist(),
                    strict=True,
                )
            )
        )
        for index, row in enumerate(_read(texts[article_id], spans, known)):
            rows.append((article_id, index, index, *row))
    return conform(pd.DataFrame(rows, columns=list(TABLES["quotes"].dtypes)), "quotes")


def _read(text: str, sentences: list[tuple[int, int, str]], known: list[tuple[int, int, str, str]]) -> list[tuple]:
    rows = []
    marks = quoted_spans(text)
    inside = lambda p: any(q.start <= p < q.end for q in marks)
    cues = [m for m in _CUE.finditer(text) if not inside(m.start())]
    used = set()
    sections = {}
    for s, e, sec in sentences:
        sections[s] = sec
    for q in marks:
        n = len(text[q.start : q.end].split())
        left, right = text.rfind("\n\n", 0, q.start) + 1, text.find("\n\n", q.end)
        right = right if right >= 0 else len(text)
        after = [
            c
            for c in cues
            if q.end < c.start() < min(right, q.end + 120)
            and not re.search(r"[.!?] [A-Z“]", text[q.end + 1 : c.start()])
        ]
        before = [c for c in cues if max(left, q.start - 250) <= c.start() < q.start]
        closing = text[q.end - 1 : q.end]
        cue = None
        if after and closing in ",?!." and n >= 2:
            cue = after[0]
        elif before:
            cue = before[-1]
        elif text[:left].rstrip()[-1:] in ",:" and any(c.start() > left - 200 for c in cues if c.end() < left):
            cue = [c for c in cues if c.end() < left][-1]
        title = text[q.start - 1 : q.start] and n <= 2 and cue is None
        section = next((sec for s, e, sec in sentences if s <= q.start < e), "body")
        if cue is None and (n <= 3 or title) and section != "headline":
            continue
        used.add(cue)
        source = _source(text, cue, q) if cue else None
        lead = text[q.start - 3 : q.start - 1]
        kind = (
            "headline"
            if section in ("headline", "subhead")
            else "direct"
            if cue is None
            or cue.start() > q.end
            or lead.rstrip()[-1:] in ":,."
            or lead.endswith("\n")
            or text[q.start : q.start + 1].isupper()
            else "mixed"
        )
        start = q.start - 1 if kind != "mixed" or cue is None else cue.end() + 1
        kind_, person = _person(text, source, known, q)
        rows.append(
            (
                kind,
                start,
                q.end + q.is_closed,
                q.start,
                q.end,
                cue and cue[0],
                cue and cue.start(),
                cue and cue.end(),
                source and text[slice(*source)],
                source and source[0],
                source and source[1],
                kind_,
                person,
                q.is_closed,
                "quick",
            )
        )
    for cue in cues:
        if cue in used:
            continue
        sentence = next(((s, e) for s, e, _ in sentences if s <= cue.start() < e), None)
        clause = re.compile(r" (?:\w+ )?(that |why |if |whether |(?:he|she|it|they|the|their|his|her) |\w+ing )").match(
            text, cue.end()
        )
        if sentence is None or clause is None:
            continue
        source = _source(text, cue, None)
        kind_, person = _person(text, source, known, None)
        rows.append(
            (
                "indirect",
                clause.start(1),
                sentence[1],
                None,
                None,
                cue[0],
                *cue.span(),
                source and text[slice(*source)],
                source and source[0],
                source and source[1],
                kind_,
                person,
                None,
                "quick",
            )
        )
    return sorted(rows, key=lambda r: r[1])


def _source(text, cue, q):
    before = _SOURCE.search(text[max(0, cue.start() - 60) : cue.start()].rstrip())
    base = max(0, cue.start() - 60)
    if q is not None and q.end < cue.start():
        between = text[q.end + 1 : cue.start()]
        if not between.strip():
            m = _AFTER.match(text, cue.end())
            return (m.end() - len(m[0].lstrip()), m.end()) if m else None
    return (base + before.start(), base + before.end()) if before else None


def _person(text, source, known, q):
    if source:
        for s, e, person, kind in known:
            if s < source[1] and e > source[0]:
                return ("person", person) if isinstance(person, str) else ("unresolved", None)
        return "other", None
    if q is not None:
        earlier = [k for k in known if k[1] <= q.start and isinstance(k[2], str) and k[3] in ("proper", "pronoun")]
        return ("person", earlier[-1][2]) if earlier else ("unresolved", None)
    return "unresolved", None
