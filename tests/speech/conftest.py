"""Tiny articles made into the tables that the speech step takes."""

import pandas as pd
import pytest

from analysis.study import read_study
from analysis.tables import TABLES, conform
from analysis.text.sentences import find_sentences

STUDY = """
study: {id: tiny, title: Tiny}
cues: {add: [throw in]}
people:
  roe: {name: Jane Roe, pronouns: she}
  doe: {name: John Doe, pronouns: he}
relations:
  pair: {kind: spouse, members: [roe, doe]}
"""


@pytest.fixture(scope="session")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return read_study(folder)


def _articles(texts: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(dict.fromkeys(TABLES["articles"].dtypes), index=range(len(texts)))
    frame["article_id"], frame["text"] = list(texts), list(texts.values())
    frame["outlet_id"] = "daily"
    for column in (one for one in TABLES["articles"].choices if one.endswith("_basis")):
        frame[column] = "missing"
    return conform(frame, "articles")


@pytest.fixture
def make():
    """Turn texts, and the mentions (surface, person, n-th occurrence) in them, into articles, sentences, mentions."""

    def build(texts, mentions=()):
        articles = _articles(texts)
        rows = []
        for article_id, surface, person in mentions:
            start = texts[article_id].index(surface)
            people = person if isinstance(person, tuple) else (person,)
            for group, one in enumerate(people):
                n = sum(row[0] == article_id for row in rows)
                span = (start, start + len(surface), surface)
                rows.append(
                    (article_id, n, 0, *span, "proper", one, group if len(people) > 1 else None, 1.0, None, "t")
                )
        table = conform(pd.DataFrame(rows, columns=list(TABLES["mentions"].dtypes)), "mentions")
        return articles, find_sentences(articles), table

    return build
