"""What each article adds to the rates of mentions and to the shares of words, told of a small corpus by hand."""

import pandas as pd

from analysis.compare.shares import measure_shares
from analysis.compare.tables.grid import outlets_of


def shares_of(reading, **changed):
    found = measure_shares({**reading.tables, **changed}, reading.study)
    rows = found.drop(columns="unit_id").itertuples(index=False, name=None)
    return {(measure, facet, article): (a, b) for measure, facet, article, a, b in rows}, found


def test_each_article_of_an_outlet_adds_its_mentions_its_quoted_words_and_its_voices(reading):
    known, found = shares_of(reading)
    assert known["mention_rate", "ana", "a1"] == (100.0, 2.0)
    assert known["mention_rate", "ana", "t1"] == (0.0, 1.0)
    assert known["quoted_words", "all", "a1"] == (200.0, 7.0)
    assert known["voice_share", "quoted", "t2"] == (2.0, 7.0)
    assert known["voice_share", "own", "t1"] == (2.0, 2.0)
    assert {article for *_, article in known} == {"a1", "t1", "t2"}  # no outlet is known of the other
    assert {facet for measure, facet, _ in known if measure == "mention_rate"} == {"ana", "ben"}  # nobody names cy
    assert dict(found[["article_id", "unit_id"]].to_numpy().tolist()) == {"a1": "anchor", "t1": "tide", "t2": "tide"}


def test_what_stands_in_a_caption_is_neither_a_sentence_nor_a_mention(reading):
    sentences = reading.sentences
    is_second = sentences["sentence_index"] == 1
    known, _ = shares_of(reading, sentences=sentences.assign(section=sentences["section"].mask(is_second, "caption")))
    assert known["mention_rate", "ana", "a1"] == (100.0, 1.0)
    assert not [one for one in known if one[:2] == ("mention_rate", "ben")]


def test_an_article_that_is_nothing_but_a_caption_has_no_rate(reading):
    sentences = reading.sentences
    is_own = sentences["article_id"] == "t1"
    known, _ = shares_of(reading, sentences=sentences.assign(section=sentences["section"].mask(is_own, "caption")))
    assert ("mention_rate", "ana", "t1") not in known
    assert ("mention_rate", "ana", "a1") in known


def test_an_outlet_without_an_entry_has_the_first_of_its_names(reading):
    ids = ["a", "b", "c", "d"]
    articles = pd.DataFrame({"article_id": ids, "outlet_id": ["sun", "tide", "sun", "bell"]}).assign(role="told")
    articles["outlet"] = ["The Sun", "the tide", "THE SUN", "Zed"]
    named = outlets_of(articles, reading.study)
    assert named[["article_id", "outlet"]].to_numpy().tolist() == [
        ["b", "The Tide"],
        ["a", "The Sun"],
        ["c", "The Sun"],
        ["d", "Zed"],
    ]
