"""Names, roles, works, terms, indicators and words of events that begin, end and contain each other are read."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis.corpus import read_articles
from analysis.pipeline import read_slice
from analysis.study import Study

pytestmark = pytest.mark.slow

PEOPLE = ("ana", "ben", "cy")
#: Few words, so that whatever is made of them overlaps.
WORDS = "Ana Ruiz Strike strike ballot of the love".split()
MARKS = (" ", " ", " ", " ", ", ", ". ", "\n\n", " “", "” ", "’s ", "-", " and ", " said ", " she ", " they ")

terms = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
several = st.lists(terms, min_size=1, max_size=3)
indicators = st.lists(
    st.lists(st.sampled_from([*WORDS, "*", "str*", "=strike", "love|rival"]), min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda match: match.strip("* ") and not (match.startswith("* ") or match.endswith(" *") or match == "*")),
    min_size=1,
    max_size=4,
)


@st.composite
def studies(draw):
    """A study in which nothing keeps one term apart from another."""
    names = draw(st.lists(terms, min_size=3, max_size=8, unique_by=str.casefold))
    people = {
        one: {"name": names[at], "aliases": names[at + 3 :: 3], "roles": draw(several), "pronouns": "she"}
        for at, one in enumerate(PEOPLE)
    }
    span = {"earliest": "2024-07-01", "latest": "2024-07-31", "basis": "stated", "evidence": "x"}
    frame = {"label": "F", "definition": "x"}
    functions = ("problem_definition", "moral_evaluation")
    return {
        "study": {"id": "overlaps", "title": "Overlaps"},
        "people": people,
        "relations": {
            "pair": {"kind": "spouse", "members": ["ana", "ben"], "nouns": draw(several)},
            "all": {"kind": "rival", "members": list(PEOPLE), "nouns": draw(several)},
        },
        "works": {f"work-{at}": {"title": draw(terms), "aliases": draw(several), "by": ["ana"]} for at in range(2)},
        "cues": {"add": draw(st.lists(st.sampled_from(["strike", "love", "call"]), max_size=2))},
        "lexicon": {"words": dict.fromkeys([*draw(several), "ballot of"], 1.0)},
        "events": {f"event-{at}": {"label": "E", **span, "words": draw(several)} for at in range(3)},
        "frames": {
            name: {**frame, "functions": {one: {"indicators": draw(indicators)} for one in functions}}
            for name in ("good", "bad")
        },
        "axes": {"good-bad": {"label": "A", "positive": "good", "negative": "bad"}},
    }


def leaves(content):
    """Every text in a study, and so every term."""
    if not isinstance(content, dict | list):
        return [content] if isinstance(content, str) else []
    return [leaf for part in (content.values() if isinstance(content, dict) else content) for leaf in leaves(part)]


@st.composite
def studies_with_articles(draw):
    """A study, and texts made of its terms."""
    content = draw(studies())
    own = sorted({term.replace("*", "").lstrip("=") for term in leaves(content) if set(term.split()) & set(WORDS)})
    pieces = st.tuples(st.sampled_from([*own, *own, "May", "on Monday", "rival"]), st.sampled_from(MARKS))
    texts = st.lists(pieces, min_size=5, max_size=60).map(lambda pairs: "".join(word + mark for word, mark in pairs))
    return content, draw(st.lists(texts, min_size=1, max_size=3))


@given(studies_with_articles())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_overlaps_in_a_study_every_article_is_read(made):
    content, written = made
    study = Study(path=Path("/nowhere/study.yaml"), **yaml.safe_load(yaml.safe_dump(content)))
    frame = pd.DataFrame({"article_id": [str(at) for at in range(len(written))], "text": written})
    articles = read_articles(frame.assign(outlet="The Mill", published="2024-08-02"), study).articles
    tables, too_much = read_slice(articles, study)  # what compares articles sees no names and no indicators
    assert (len(tables["articles"]), too_much) == (len(written), {})
    for name in ("narrated_times", "frame_hits"):
        places = tables[name].drop_duplicates(["article_id", "start", "end"])
        starts, ends = places["start"].tolist(), places["end"].tolist()
        ids = places["article_id"].tolist()
        assert all(
            one != other or end <= start for one, other, end, start in zip(ids, ids[1:], ends, starts[1:], strict=False)
        )


def test_words_of_an_event_that_begin_as_those_of_another_are_the_longer_ones(tmp_path):
    (tmp_path / "study.yaml").write_text(
        """
study: {id: mill, title: The mill}
events:
  ballot: {label: B, earliest: 2024-07-01, latest: 2024-07-02, basis: stated, evidence: x, words: [vote of all]}
  vote: {label: V, earliest: 2024-05-01, latest: 2024-05-02, basis: stated, evidence: x, words: [vote, all sat]}
""",
        encoding="utf-8",
    )
    text = "A vote of all was held. The vote went on. In a vote of all sat the chair."
    frame = pd.DataFrame({"article_id": ["a"], "published": ["2024-08-02"], "text": [text]})
    times = analysis.read(tmp_path, frame).narrated_times
    assert list(zip(times["surface"], times["event_id"], strict=True)) == [
        ("vote of all", "ballot"),
        ("vote", "vote"),
        ("vote of all", "ballot"),
    ]
