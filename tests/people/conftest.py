"""Tiny invented articles, read with a small invented roster."""

import pandas as pd
import pytest

from analysis.people.mentions import find_mentions
from analysis.people.quoted import resolve_quoted
from analysis.study import read_study
from analysis.tables import TABLES, conform
from analysis.text.quotation import quoted_spans
from analysis.text.sentences import find_sentences

STUDY = """
study: {id: tiny, title: Tiny}
people:
  echo: {name: Echo, aliases: [Mara Lind, Mara Jo Lind], pronouns: she, roles: [singer, soul singer]}
  pike: {name: Tom Pike, pronouns: he, roles: [singer, bassist, former Moorland singer]}
  vale: {name: Rex Vale, pronouns: he, roles: [drummer, skier]}
  lake: {name: Lake, aliases: [Lake Pike], pronouns: he}
  fern: {name: Fern, pronouns: she}
  ash: {name: Ash Moor, pronouns: they}
relations:
  couple: {kind: spouse, members: [echo, pike]}
  new-couple: {kind: partner, members: [echo, vale]}
  family: {kind: parent, parents: [echo, pike], children: [lake, fern]}
works:
  mara: {title: Mara, kind: album, by: [echo]}
  low-tide: {title: Low Tide, kind: song, by: [pike]}
"""


@pytest.fixture(scope="session")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return read_study(folder)


def make_articles(texts, headlines=None):
    frame = pd.DataFrame(dict.fromkeys(TABLES["articles"].dtypes), index=range(len(texts)))
    frame["article_id"], frame["text"] = list(texts), list(texts.values())
    frame["headline"] = [(headlines or {}).get(article_id) for article_id in texts]
    for column in (one for one in TABLES["articles"].choices if one.endswith("_basis")):
        frame[column] = "missing"
    return conform(frame, "articles")


def make_quotes(text, sources):
    """One quotation a pair of marks, in order; a source is a person or two of the study, None (another) or "?"."""
    frame = pd.DataFrame(dict.fromkeys(TABLES["quotes"].dtypes), index=range(len(sources)))
    spans = [(span[0], span[1]) for span in quoted_spans(text)]
    frame["article_id"], frame["kind"] = "a", "direct"
    frame["quote_index"] = frame["attribution_index"] = range(len(sources))
    for column, side in (("start", 0), ("end", 1)):
        frame[f"content_{column}"] = frame[f"quoted_{column}"] = [span[side] for span in spans[: len(sources)]]
    kinds = [{None: "other", "?": "unresolved"}.get(source, "person") for source in sources]
    kinds = ["several" if source and "|" in source else kind for source, kind in zip(sources, kinds, strict=True)]
    frame["source_kind"] = kinds
    for column, kind in (("person_id", "person"), ("people", "several")):
        frame[column] = [source if one == kind else None for source, one in zip(sources, kinds, strict=True)]
    return conform(frame, "quotes")


def as_pairs(mentions):
    """Mentions as (words, people), people of a group joined by |, nobody as ""."""
    pairs = []
    for _, rows in mentions.groupby(["start", "end"], sort=False):
        pairs.append((rows["surface"].iloc[0], "|".join(rows["person_id"].dropna())))
    return pairs


@pytest.fixture
def table(study):
    """Read one text: table `mentions`; with sources also the quotations."""

    def read(text, sources=None, headline=None):
        articles = make_articles({"a": text}, {"a": headline})
        sentences = find_sentences(articles, study.titles)
        mentions = find_mentions(articles, sentences, study)
        if sources is None:
            return mentions
        return resolve_quoted(mentions, make_quotes(text, sources), articles, sentences, study)

    return read


@pytest.fixture
def pairs(table):
    """Read one text: (words, people) of each mention."""
    return lambda text, sources=None, headline=None: as_pairs(table(text, sources, headline))


@pytest.fixture
def surfaces():
    """Read one text with a study of one's own: the words of each mention."""

    def read(text, study):
        articles = make_articles({"a": text})
        return find_mentions(articles, find_sentences(articles, study.titles), study)["surface"].tolist()

    return read


@pytest.fixture
def pairs_with():
    """Read one text with a study of one's own: (words, people) of each mention."""

    def read(text, study):
        articles = make_articles({"a": text})
        return as_pairs(find_mentions(articles, find_sentences(articles, study.titles), study))

    return read


@pytest.fixture
def table_of():
    """Make table `articles` of texts by id."""
    return make_articles
