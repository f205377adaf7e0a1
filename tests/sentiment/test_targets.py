"""Sentiment toward a person: the clause that concerns them, whose words it is, and portraits that add up."""

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.compare.people import score_people
from analysis.sentiment.clauses import find_clauses
from analysis.sentiment.lexicon import read_lexicon
from analysis.sentiment.targets import score_sentiments
from analysis.sentiment.valences import score_valences
from analysis.study import read_study
from analysis.tables import conform

TEXT = "Ana praised Ben, but critics hate Ana. “I love Ben,” Ana said. Photo of Ana"
ARTICLES = pd.DataFrame({"article_id": ["a"], "text": [TEXT], "outlet_id": ["gazette"], "outlet": ["Gazette"]})


def spans(words):
    """Give start and end of each stretch of TEXT, found one after the other."""
    result, at = [], 0
    for word in words:
        start = TEXT.index(word, at)
        result.append((start, start + len(word)))
        at = start
    return result


def sentences():
    rows = spans(["Ana praised Ben, but critics hate Ana.", "“I love Ben,” Ana said.", "Photo of Ana"])
    frame = pd.DataFrame(rows, columns=["start", "end"]).assign(
        article_id="a", sentence_index=[0, 1, 2], paragraph_index=[0, 0, 1], section=["body", "body", "credit"]
    )
    return conform(frame, "sentences")


def segments():
    rows = spans(["Ana praised Ben, but critics hate Ana.", "“", "I love Ben,", "” Ana said.", "Photo of Ana"])
    frame = pd.DataFrame(rows, columns=["start", "end"]).assign(
        article_id="a",
        segment_index=range(5),
        sentence_index=[0, 1, 1, 1, 2],
        voice=["own", "own", "quoted", "own", "own"],
        holder_kind=["outlet", "outlet", "person", "outlet", "outlet"],
        holder_id=["gazette", "gazette", "ana", "gazette", "gazette"],
    )
    return conform(frame, "segments")


def mentions():
    found = [("Ana", "ana", 0), ("Ben", "ben", 12), ("Ana", "ana", 34)]
    found += [("I", "ana", 40), ("Ben", "ben", 47), ("Ana", "ana", 53), ("Ana", "ana", 72)]
    for surface, _, start in found:
        assert TEXT[start : start + len(surface)] == surface
    frame = pd.DataFrame(found, columns=["surface", "person_id", "start"])
    frame = frame.assign(end=frame["start"] + frame["surface"].str.len())
    frame = frame.assign(
        article_id="a",
        mention_index=range(7),
        sentence_index=[0, 0, 0, 1, 1, 1, 2],
        kind=["proper"] * 3 + ["first_person"] + ["proper"] * 3,
        group_index=pd.NA,
        confidence=1.0,
        candidates=None,
        rule="name",
    )
    return conform(frame, "mentions")


def sentiments():
    return score_sentiments({"a": TEXT}, sentences(), segments(), mentions(), read_lexicon(), "linear")


def test_the_clause_that_concerns_a_person_is_scored_and_not_the_whole_sentence():
    clause = sentiments().query("method == 'clause'").set_index("mention_index")
    assert not clause.loc[0, "value"] < 0  # "praised" is weak: VADER is unsure
    assert clause.loc[2, "value"] < 0
    assert TEXT[clause.loc[2, "start"] : clause.loc[2, "end"]] == "but critics hate Ana."
    whole = sentiments().query("method == 'sentence'").set_index("mention_index")
    assert whole.loc[0, ["start", "end"]].tolist() == whole.loc[2, ["start", "end"]].tolist()


def test_the_holder_of_quoted_words_is_their_source():
    row = sentiments().query("method == 'clause' and mention_index == 4").iloc[0]
    assert (row["voice"], row["holder_kind"], row["holder_id"], row["target_id"]) == ("quoted", "person", "ana", "ben")
    assert row["value"] > 0.2


def test_words_without_a_lexicon_word_are_not_measured():
    row = sentiments().query("method == 'clause' and mention_index == 5").iloc[0]
    assert np.isnan(row["value"])
    assert row["n"] == 0


def test_the_linear_rung_reads_the_stretch_of_one_voice_alone():
    rows = sentiments().query("method == 'linear'").set_index("mention_index")
    assert TEXT[rows.loc[4, "start"] : rows.loc[4, "end"]] == "I love Ben,"
    assert rows.loc[4, "value"] > 0.2
    assert rows["n"].tolist() == [1] * 6


def test_a_credit_is_no_evidence_of_anything():
    assert 6 not in sentiments()["mention_index"].tolist()
    scored = score_valences({"a": TEXT}, sentences(), segments(), read_lexicon())
    assert scored.query("unit == 'sentence'")["unit_index"].tolist() == [0, 1]
    assert scored.query("unit == 'segment'")["unit_index"].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("measure", ["sentiment_linear", "sentiment_clause", "sentiment_sentence"])
def test_a_portrait_adds_up_over_its_voices(measure):
    scores = score_people(sentiments(), mentions(), ARTICLES)
    for _, portrait in scores[scores["measure"] == measure].groupby("person_id"):
        total, parts = portrait[portrait["facet"] == "all"].iloc[0], portrait[portrait["facet"] != "all"]
        assert total["n"] == parts["n"].sum()
        assert total["value"] == pytest.approx((parts["value"].fillna(0) * parts["n"]).sum() / parts["n"].sum())


def test_what_people_say_of_themselves_is_left_out_of_their_portrait():
    scores = score_people(sentiments(), mentions(), ARTICLES).set_index(["person_id", "measure", "facet"])
    assert ("ana", "sentiment_clause", "quoted") not in scores.index
    assert scores.loc[("ana", "mentions", "all"), "n"] == 5


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", [""]),
        ("She is rich, loved and famous.", ["She is rich, loved and famous."]),
        ("He won the cup; she lost her seat.", ["He won the cup; ", "she lost her seat."]),
        ("The mayor, who hates boats, left the town.", ["The mayor, who hates boats, left the town."]),
        ("Although he wept for days, she was glad.", ["Although he wept for days, she was glad."]),
        ("They met — as friends do — at the old pier.", ["They met — as friends do — ", "at the old pier."]),
    ],
)
def test_clauses_tile_the_text(text, clauses):
    found = find_clauses(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert [text[start:end] for start, end in found] == clauses


def test_a_note_in_a_quotation_is_nobodys_tone(tmp_path):
    (tmp_path / "study.yaml").write_text("study: {id: s, title: S}\npeople: {ana: {name: Ana Ruiz}}\n")
    notes = ["(Laughs.)", "(laughs happily)", "[love]", "[Cries.]", "Laughs."]
    texts = [f"The town waited. “He came. {note} He stayed,” said Ana Ruiz." for note in notes]
    rows = pd.DataFrame({"article_id": list("abcde"), "outlet": "x", "published": "", "text": texts})
    valences = analysis.read(read_study(tmp_path), rows).valences
    scored = valences.groupby("article_id")["n_lexicon"].sum().gt(0)
    assert scored.to_dict() == {"a": False, "b": False, "c": False, "d": False, "e": True}
