"""A small corpus written out by hand: two outlets of one and two articles, and a third article without an outlet."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.reading import Reading
from analysis.study import Axis, Frame, FunctionIndicators, Indicator, Outlet, Person, Sentiment, Study
from analysis.tables import TABLES, conform, empty

STUDY = Study(
    path=Path("study.yaml"),
    study={"id": "harbour", "title": "The harbour"},
    outlets={"tide": Outlet(name="The Tide"), "anchor": Outlet(name="The Anchor")},
    people={"ben": Person(name="Ben Okafor"), "ana": Person(name="Ana Ruiz"), "cy": Person(name="Cy Never")},
    frames={
        name: Frame(
            label=name.title(),
            definition=name,
            functions={"problem_definition": FunctionIndicators(indicators=(Indicator(match=name),))},
        )
        for name in ("growth", "harm")
    },
    axes={"growth-harm": Axis(label="growth or harm", positive="growth", negative="harm")},
    sentiment=Sentiment(method="clause"),
    minimum_articles=2,
)


def table(name, rows):
    """Build a table from rows that name only some of its columns."""
    frame = pd.DataFrame(rows)
    return conform(frame.reindex(columns=list(TABLES[name].dtypes)), name)


def article(article_id, outlet_id, text, day):
    known = {"published_earliest": day, "published_latest": day, "published_basis": "stated" if day else "missing"}
    fixed = {"outlet_basis": "stated", "headline_basis": "missing", "url_basis": "missing", "sha256": article_id}
    return {"article_id": article_id, "outlet_id": outlet_id, "outlet": outlet_id, "text": text, **known, **fixed}


@pytest.fixture
def together(reading):
    """The same where Ana and Ben speak together for Ben alone."""
    quotes = reading.quotes.assign(source_kind="several", person_id=None, people="ana|ben", source="the pair")
    return Reading(study=reading.study, **(reading.tables | {"quotes": conform(quotes, "quotes")}))


@pytest.fixture
def reading():
    one, two = "Ana loves growth. “No harm,” said Ben.", "Harm again."
    texts = {"a1": one, "t1": two, "t2": one, "x1": two}
    outlets = {"a1": "anchor", "t1": "tide", "t2": "tide", "x1": None}
    days = {"a1": "2024-03-01", "t1": "2024-02-01", "t2": "2024-01-01", "x1": None}
    spans = {one: [(0, 17), (18, 38)], two: [(0, 11)]}
    voices = {one: [(0, 0, 17, "own"), (1, 18, 28, "quoted"), (1, 28, 38, "own")], two: [(0, 0, 11, "own")]}
    scores = {one: [0.6, -0.5, None], two: [-0.5]}
    whole = {one: [0.6, -0.5], two: [-0.5]}
    ids = list(texts)
    made = {
        "articles": [article(i, outlets[i], texts[i], days[i]) for i in ids],
        "sentences": [
            {"article_id": i, "sentence_index": k, "paragraph_index": 0, "section": "body"}
            | {"start": a, "end": b}
            for i in ids
            for k, (a, b) in enumerate(spans[texts[i]])
        ],
        "segments": [
            {"article_id": i, "segment_index": k, "sentence_index": s, "start": a, "end": b, "voice": v}
            | ({"holder_kind": "person", "holder_id": "ben"} if v == "quoted" else {"holder_kind": "outlet"})
            for i in ids
            for k, (s, a, b, v) in enumerate(voices[texts[i]])
        ],
        "valences": [
            {"article_id": i, "unit": unit, "unit_index": k, "compound": c}
            | {"n_lexicon": int(c is not None), "lexicon": "plain"}
            for i in ids
            for unit, values in (("sentence", whole[texts[i]]), ("segment", scores[texts[i]]))
            for k, c in enumerate(values)
        ],
        "mentions": [
            {"article_id": i, "mention_index": k, "sentence_index": k, "start": a, "end": b, "surface": texts[i][a:b]}
            | {"kind": "proper", "person_id": p, "confidence": 1.0, "rule": "name"}
            for i in ("a1", "t2")
            for k, (a, b, p) in enumerate([(0, 3, "ana"), (34, 37, "ben")])
        ],
        "quotes": [
            {"article_id": i, "quote_index": 0, "attribution_index": 0, "kind": "direct", "content_start": 18}
            | {"content_end": 28, "quoted_start": 19, "quoted_end": 27, "cue": "said", "source": "Ben"}
            | {"source_kind": "person", "person_id": "ben", "is_closed": True, "rule": "r", "scope": "asserted"}
            for i in ("a1", "t2")
        ],
        "sentiments": [
            {"article_id": i, "mention_index": 0, "method": "clause", "target_id": "ana", "voice": "own", "value": 0.6}
            | {"holder_kind": "outlet", "holder_id": outlets[i], "start": 0, "end": 17, "n": 1}
            | {"unsure": 0, "lexicon": "plain"}
            for i in ("a1", "t2")
        ],
        "frame_hits": [
            {"article_id": i, "start": a, "end": b, "sentence_index": s, "section": "body"}
            | {"frame_id": f, "indicator": f}
            | {"surface": texts[i][a:b], "function": "problem_definition", "weight": 1.0, "scope": scope, "voice": v}
            | {"holder_kind": "outlet", "holder_id": outlets[i]}
            for i, a, b, s, f, scope, v in [
                ("a1", 10, 16, 0, "growth", "asserted", "own"),
                ("a1", 22, 26, 1, "harm", "denied", "quoted"),
                ("t1", 0, 4, 0, "harm", "asserted", "own"),
                ("t2", 10, 16, 0, "growth", "asserted", "own"),
            ]
        ],
        "axis_scores": [
            {"unit_kind": kind, "unit_id": unit, "axis_id": "growth-harm", "voice": voice, "section": "all"}
            | {"balance": b, "balance_without": None, "coverage": 0.5, "intensity": 50.0, "lower": low, "upper": 1.0}
            | {"n": p + m}
            | {"kind": "articles" if unit == "tide" else "hits", "verdict": "balanced or too few"}
            | {"n_positive": p, "n_negative": m, "n_sentences": sentences, "n_articles": articles}
            for kind, unit, voice, b, low, p, m, sentences, articles in [
                ("article", "a1", "all", 1.0, 0.9, 1, 0, 2, 1),
                ("article", "t1", "all", -1.0, None, 0, 1, 1, 1),
                ("article", "t2", "all", 1.0, None, 1, 0, 2, 1),
                ("outlet", "anchor", "all", 1.0, 0.9, 1, 0, 2, 1),
                ("outlet", "anchor", "own", 1.0, 0.9, 1, 0, 2, 1),
                ("outlet", "tide", "all", 0.0, -1.0, 1, 1, 4, 2),
                ("outlet", "tide", "own", 0.0, -1.0, 1, 1, 4, 2),
            ]
        ],
        "person_scores": [
            {"article_id": i, "person_id": "ana", "measure": measure, "facet": facet, "value": value, "n": n}
            | {"lower": None, "upper": None, "unsure": 0, "outlet_id": outlets[i], "outlet": outlets[i]}
            for i, value, n in (("a1", 0.6, 1), ("t1", -0.2, 1), ("t2", 0.6, 3))
            for measure, facet in (("sentiment_clause", "all"), ("sentiment_clause", "own"))
        ],
        "raw_offsets": [
            {"article_id": i, "start": 0, "end": len(texts[i]), "field": "document"}
            | {"raw_start": 5, "raw_end": 5 + len(texts[i])}
            for i in ids
        ],
    }  # fmt: skip
    tables = {name: table(name, rows) for name, rows in made.items()}
    rest = {name: empty(name) for name in TABLES if name not in tables}
    return Reading(study=STUDY, **tables, **rest)
