"""What takes too much is set aside with its reason; its neighbours are read as without it."""

import pandas as pd
import pytest

import analysis
from analysis import pipeline
from analysis.tables import TABLES

TEXTS = {"a": "Offset met Cardi B. He left.", "b": "Offset, Cardi B, " * 30, "c": "She stayed.", "d": "Cardi B sang."}
FRAME = pd.DataFrame({"article_id": list(TEXTS), "outlet": "The Mill", "text": list(TEXTS.values())})


@pytest.fixture(scope="module")
def without():
    return analysis.read(articles=FRAME[FRAME["article_id"] != "b"])


def assert_only_b_is_missing(reading, without, reason):
    assert reading.quarantine[["article_id", "reason"]].values.tolist() == [["b", reason]]
    assert [bytes(kept).decode() for kept in reading.kept] == [TEXTS["b"]]
    for name in TABLES.keys() & (reading.tables.keys() - {"quarantine"}):
        pd.testing.assert_frame_equal(reading.tables[name], without.tables[name])


def test_an_article_over_its_budget_is_set_aside(monkeypatch, without):
    monkeypatch.setattr(pipeline, "MAX_MENTIONS", 50)
    reason = "Article `b` must speak of people in at most 50 places; it does in 60."
    assert_only_b_is_missing(analysis.read(articles=FRAME), without, reason)


@pytest.mark.parametrize("error, lacking", [(MemoryError, "memory"), (RecursionError, "depth of calls")])
def test_an_article_for_which_memory_does_not_do_takes_no_neighbour_with_it(monkeypatch, without, error, lacking):
    find_quotes = pipeline.find_quotes

    def fail_at_b(articles, *rest):
        if "b" in articles["article_id"].tolist():
            raise error
        return find_quotes(articles, *rest)

    monkeypatch.setattr(pipeline, "find_quotes", fail_at_b)
    reason = f"Article `b` must be read within the {lacking} that there is; it does not do."
    assert_only_b_is_missing(analysis.read(articles=FRAME), without, reason)


def test_where_every_article_takes_too_much_the_tables_are_empty(monkeypatch):
    monkeypatch.setattr(pipeline, "MAX_MENTIONS", 0)
    reading = analysis.read(articles=FRAME.iloc[[0, 1]])
    assert reading.quarantine["article_id"].tolist() == ["a", "b"]
    assert reading.articles.empty
    assert reading.contrasts.empty
