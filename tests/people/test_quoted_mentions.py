"""Mentions inside quotations once the source is known."""

import pandas as pd
import pytest

from analysis.people.quoted import resolve_quoted
from analysis.tables import empty


def test_i_is_the_source(pairs):
    text = "Tom Pike spoke. “I love my band, and it loves me,” he said."
    assert pairs(text, ["pike"]) == [
        ("Tom Pike", "pike"),
        ("I", "pike"),
        ("my", "pike"),
        ("me", "pike"),
        ("he", "pike"),
    ]


def test_he_is_not_the_source(pairs):
    text = "Tom Pike spoke about Rex Vale. “He is the best,” Tom Pike said."
    assert ("He", "vale") in pairs(text, ["pike"])


def test_he_in_a_quotation_is_whom_the_words_before_say_it_is_about(pairs):
    text = "Mara Lind opened up about Rex Vale after years with Tom Pike. “I like him,” she said. “I love him.”"
    assert [people for surface, people in pairs(text, ["echo", "echo"]) if surface == "him"] == ["vale", "vale"]


def test_the_other_side_of_a_bond_is_what_the_words_are_about(pairs):
    text = "Tom Pike and Rex Vale were there. Asked about her marriage, Mara Lind sighed: “He snores.”"
    assert ("He", "pike") in pairs(text, ["echo"])


def test_my_wife_is_a_mention_once_the_source_is_known(pairs):
    text = "Tom Pike spoke. “Ask my wife or our kids,” he said."
    assert ("my wife", "") not in pairs(text)
    found = pairs(text, ["pike"])
    assert ("my wife", "echo") in found
    assert ("our kids", "lake|fern") in found or ("our", "pike") in found


def test_we_is_the_relation_whose_people_are_named_nearby(pairs):
    text = "Tom Pike was asked about Echo. “We talk. Our kids come first,” he said."
    found = pairs(text, ["pike"])
    assert ("We", "echo|pike") in found
    assert ("Our", "echo|pike") in found
    assert ("Our kids", "lake|fern") in found


def test_we_of_those_who_speak_together_are_all_of_them(table, pairs):
    text = "Tom Pike won. “We did it, Rex and I. They let us. I wept,” Tom Pike and Rex Vale said."
    found = pairs(text, ["pike|vale"])
    assert {people for surface, people in found if surface in ("We", "us")} == {"pike|vale"}
    assert {people for surface, people in found if surface in ("I", "They")} == {""}
    firsts = table(text, ["pike|vale"]).query("surface == 'I'")
    assert firsts["candidates"].tolist() == ["pike|vale"] * 2


def test_we_without_company_is_the_source_and_somebody_not_known(table):
    found = table("Rex Vale won the race in May. “We did it,” he said.", ["vale"]).query("surface == 'We'")
    assert found["person_id"].fillna("").tolist() == ["vale", ""]
    assert found["group_index"].tolist() == [0, 1]
    assert found["candidates"].fillna("").tolist() == ["", "echo"]


@pytest.mark.parametrize(("source", "rule"), [(None, "somebody else"), ("?", "source not known")])
def test_the_first_person_of_a_source_outside_the_study_is_nobody_of_it(table, source, rule):
    found = table("Tom Pike rested. “I saw it, we all did,” the label rep said.", [source])
    firsts = found[found["kind"] == "first_person"]
    assert firsts["person_id"].isna().all()
    assert set(firsts["rule"]) == {rule}


def test_mentions_outside_quotations_stay_as_they_were(table):
    text = "Tom Pike met Rex Vale. He sang. “I like him,” Tom Pike said. He left."
    before, after = table(text), table(text, ["pike"])
    outside = ["Tom Pike", "Rex Vale", "He"]
    columns = ["start", "person_id", "confidence", "rule"]
    pd.testing.assert_frame_equal(
        before.loc[before["surface"].isin(outside), columns].reset_index(drop=True),
        after.loc[after["surface"].isin(outside), columns].reset_index(drop=True),
    )


def test_without_quotations_nothing_changes(table, study):
    found = table("Tom Pike met Mara Lind, his wife. They left.")
    again = resolve_quoted(
        found, empty("quotes"), _articles("Tom Pike met Mara Lind, his wife. They left."), *_rest(study)
    )
    pd.testing.assert_frame_equal(found, again)


def _articles(text):
    return pd.DataFrame({"article_id": ["a"], "text": [text]})


def _rest(study):
    sentences = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 34], "end": [33, 44]})
    return sentences, study
