"""The encoder's tone of sentences stands beside VADER's, and reads what has no valence of its own."""

import numpy as np
import pytest

from analysis.compare.tables.outlets import compare_tones
from analysis.pipeline import rescore
from analysis.sentiment.lexicon import BLANK
from analysis.sentiment.tone import describe_tone_errors, read_layer, score_tone
from analysis.sentiment.vader import score_texts

TEXTS = ["The mayor should step down.", "The council kept its promise.", f"{BLANK * 4} — 7."]


def test_words_without_a_valence_of_their_own_are_read():
    assert score_texts(TEXTS[:1]).n_lexicon.tolist() == [0]
    bad, good, nothing = score_tone(TEXTS)
    assert bad < 0 < good
    assert np.isnan(nothing)
    assert score_tone([]).tolist() == []


def test_a_tone_does_not_depend_on_what_is_scored_beside_it():
    assert score_tone(TEXTS[::-1])[::-1][:2].tolist() == [score_tone([text])[0] for text in TEXTS[:2]]


def test_the_layer_says_what_it_learned_from():
    assert len(read_layer()["weights"]) == 385
    assert set(read_layer()["record"]) == {"data", "sha256", "sentences", "articles", "penalty"}
    assert "means of NYT editorials" in describe_tone_errors()


def test_both_tones_of_an_article_stand_side_by_side_where_the_method_is_the_encoder(shipped):
    sentences = shipped.valences.query("unit == 'sentence'")
    assert shipped.valences.query("unit == 'segment'")["encoder"].isna().all()
    table = compare_tones(shipped)
    assert table["n_encoder"].sum() == sentences["encoder"].notna().sum() > sentences["compound"].notna().sum()
    first = sentences[sentences["article_id"] == table["article_id"].iloc[0]]
    assert table[["vader", "encoder"]].iloc[0].tolist() == pytest.approx(
        [first["compound"].mean(), first["encoder"].mean()]
    )
    other = rescore(shipped, method="clause")
    assert other.valences["encoder"].isna().all()
    assert compare_tones(other).columns.tolist() == ["article_id", "outlet", "n_sentences", "vader", "n_vader"]
