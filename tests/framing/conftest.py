"""A tiny study (a couple, its child, a friend, a colleague) and tables of one article made from its text."""

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from analysis.study import Study
from analysis.tables import TABLES, conform

PEOPLE = {"Ana": "ana", "Ben": "ben", "Cy": "cy", "Dot": "dot", "Eve": "eve"}


def frame(label, *indicators, **more):
    functions = {"problem_definition": {"indicators": list(indicators)}}
    return {"label": label, "definition": label, "functions": functions} | more


@pytest.fixture
def make_study():
    """Give a function that builds a study from its frames."""

    def make(about="pair", works=(), **frames):
        frames = frames or {"warm": ["love", "praise", "support"], "cold": ["feud", "split", "estranged", "grief"]}
        return Study(
            path=Path("study.yaml"),
            study={"id": "tiny", "title": "Tiny"},
            people={person_id: {"name": name} for name, person_id in PEOPLE.items()},
            relations={
                "pair": {"kind": "spouse", "members": ["ana", "ben"]},
                "new-pair": {"kind": "partner", "members": ["ana", "cy"]},
                "band": {"kind": "bandmate", "members": ["ben", "eve"]},
                "family": {"kind": "parent", "parents": ["ana", "ben"], "children": ["dot"]},
            },
            works={f"work-{at}": {"title": title} for at, title in enumerate(works)},
            frames={name: frame(name.title(), *found, about=about) for name, found in frames.items()},
            axes={"warm-cold": {"label": "Warm or cold", "positive": "warm", "negative": "cold"}}
            if {"warm", "cold"} <= set(frames)
            else {},
            minimum_articles=2,
        )

    return make


def table(name, rows):
    return conform(pd.DataFrame(rows).reindex(columns=list(TABLES[name].dtypes)), name)


@pytest.fixture
def make_tables():
    """Give a function that cuts texts into the tables that `find_hits` takes.

    Sentences end at a full stop, question or exclamation mark; a first line that ends without one is a heading.
    Names and the pronouns given in `people` are mentions; words in curly quotation marks are quoted from `source`.
    """

    def make(*texts, people=None, source=("unresolved", None), section="body"):
        rows = {"articles": [], "sentences": [], "segments": [], "mentions": []}
        for at, text in enumerate(texts):
            key = {"article_id": f"a{at}"}
            rows["articles"].append(key | {"text": text, "outlet_id": "out", "outlet": "Out"})
            spans = [found.span() for found in re.finditer(r"[^\s.?!](?:[^.?!]|[.?!](?=[”\w]))*[.?!]?”?", text)]
            for index, (start, end) in enumerate(spans):
                where = {"sentence_index": index, "start": start, "end": end}
                rows["sentences"].append(key | where | {"paragraph_index": index, "section": section})
            rows["segments"] += [key | row for row in _segments(text, spans, source)]
            rows["mentions"] += [key | row for row in _mentions(text, spans, {**PEOPLE, **(people or {})})]
        return [table(name, found) for name, found in rows.items()]

    return make


def _segments(text, spans, source):
    quoted = [found.span() for found in re.finditer("“[^”]*”", text)]
    cuts = sorted({0, len(text), *(end for span in quoted for end in span), *(start for start, _ in spans)})
    for index, (start, end) in enumerate(pairwise(cuts)):
        sentence = max((at for at, (first, _) in enumerate(spans) if first <= start), default=0)
        row = {"segment_index": index, "sentence_index": sentence, "start": start, "end": end}
        if any(first <= start < last for first, last in quoted):
            yield row | {"voice": "quoted", "holder_kind": source[0], "holder_id": source[1]}
        else:
            yield row | {"voice": "own", "holder_kind": "outlet", "holder_id": "out"}


def _mentions(text, spans, people):
    found = [(match.start(), match.end(), match[0]) for match in re.finditer(r"\b\w+\b", text) if match[0] in people]
    meant = {name: ids if isinstance(ids, tuple) else (ids,) for name, ids in people.items()}
    rows = [(span, person_id) for span in found for person_id in meant[span[2]]]
    for index, ((start, end, surface), person_id) in enumerate(rows):
        sentence = max(at for at, (first, _) in enumerate(spans) if first <= start)
        where = {"mention_index": index, "sentence_index": sentence, "start": start, "end": end}
        kind = "proper" if surface in PEOPLE else "pronoun"
        yield where | {"surface": surface, "kind": kind, "person_id": person_id, "confidence": 1.0, "rule": "r"}


@pytest.fixture
def make_hits():
    """Give a function that builds the table `frame_hits` from (article, sentence, frame, scope, voice, weight)."""

    def make(*rows):
        return table(
            "frame_hits",
            [
                {"article_id": article, "start": 10 * at, "end": 10 * at + 4, "sentence_index": sentence}
                | {"section": "body", "frame_id": frame_id, "indicator": "love" if frame_id == "warm" else "feud"}
                | {"surface": "word", "function": "problem_definition", "weight": weight, "scope": scope}
                | {"voice": voice, "holder_kind": "outlet", "holder_id": "out", "about_id": "pair"}
                for at, (article, sentence, frame_id, scope, voice, weight) in enumerate(rows)
            ],
        )

    return make


@pytest.fixture
def make_sentences():
    """Give a function that builds the table `sentences`: so many sentences of ten characters for each article."""

    def make(section="body", **sizes):
        return table(
            "sentences",
            [
                {"article_id": article, "sentence_index": at, "paragraph_index": at, "section": section}
                | {"start": 10 * at, "end": 10 * at + 10}
                for article, size in sizes.items()
                for at in range(size)
            ],
        )

    return make
