"""The table as a whole: keys, order, odd articles, cost."""

import pandas as pd
import pytest

from analysis.people.cast import Casts
from analysis.people.mentions import find_mentions
from analysis.people.quoted import resolve_quoted
from analysis.speech.quotes import find_quotes
from analysis.tables import empty
from analysis.text.sentences import find_sentences


def read(frame, study):
    return find_mentions(frame, find_sentences(frame, study.titles), study)


def articles(texts):
    frame = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
    frame["headline"] = frame["outlet"] = None
    return frame


def test_an_article_reads_the_same_alone_and_in_a_batch(study):
    texts = {"a": "Mara Lind sang. She left. Pike?", "b": "Tom Pike met Echo. He left.", "c": "Nobody is here."}
    batch = read(articles(texts), study)
    alone = [read(articles({article_id: text}), study) for article_id, text in texts.items()]
    pd.testing.assert_frame_equal(batch, pd.concat(alone, ignore_index=True))


def test_mentions_are_numbered_in_text_order_and_know_their_sentence(study):
    found = read(articles({"a": "Tom Pike sang. He left.\n\nThen Mara Lind sang."}), study)
    assert found["mention_index"].tolist() == [0, 1, 2]
    assert found["sentence_index"].tolist() == [0, 1, 2]
    assert found["start"].is_monotonic_increasing


def test_both_readings_may_share_the_casts_of_a_batch_and_read_the_same(study):
    text = "Tom Pike met Echo. He said: “I saw her and my wife.” Then Ann Lee left. She smiled."
    frame, sentences = articles({"a": text}), find_sentences(articles({"a": text}))
    casts = Casts(frame, sentences, study)
    found = find_mentions(frame, sentences, study, casts)
    quotes = find_quotes(frame, sentences, found, study)
    shared = resolve_quoted(found, quotes, frame, sentences, study, casts)
    pd.testing.assert_frame_equal(found, find_mentions(frame, sentences, study))
    pd.testing.assert_frame_equal(shared, resolve_quoted(found, quotes, frame, sentences, study))
    assert "source of the quotation" not in set(found["rule"]) and "kin" in set(shared["rule"])


def test_no_articles_give_an_empty_table(study):
    pd.testing.assert_frame_equal(read(articles({}), study), empty("mentions"))
    pd.testing.assert_frame_equal(
        resolve_quoted(empty("mentions"), empty("quotes"), articles({}), empty("sentences"), study), empty("mentions")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Tom Pike " * 2_000,
        "Tom Pike said he " + "and he " * 2_000,
        "Tom Pike and Echo. " + "their wife’s husband’s " * 1_000,
        "Tom Pike. " + "The very " * 3_000 + "singer.",
        "Tom Pike. " + "his " * 5_000,
        "Tom Pike “" + "she ‘he ” " * 1_000,
        "Tom Pike " + "A" * 50_000,
        "Tom Pike " + "Mc" * 20_000,
        "Tom Pike " + "A. " * 10_000,
        "Tom Pike\u0301 saw\u200d her 👩‍👧. Echo’s’s’s.",
    ],
    ids=lambda text: text[:24],
)
def test_odd_text_is_read_to_its_end(study, text):
    found = read(articles({"a": text}), study)
    assert all(text[start:end] == surface for start, end, surface in found[["start", "end", "surface"]].values)


def test_a_study_without_people_finds_nobody(study):
    nobody = study.model_copy(update={"people": {}, "relations": {}, "works": {}})
    assert read(articles({"a": "Tom Pike said he left."}), nobody)["person_id"].isna().all()
