"""Whom he, she, they and the first person mean."""

import pandas as pd
import pytest


def pronouns(table, text, sources=None):
    found = table(text, sources)
    found = found[found["kind"].isin(["pronoun", "first_person"])]
    out = []
    for _, rows in found.groupby(["start", "end"], sort=False):
        out.append((rows["surface"].iloc[0], "|".join(rows["person_id"].dropna())))
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Pike met Mara Lind. He smiled and she left.", ["pike", "echo"]),
        ("Mara Lind called Rex Vale about her tour.", ["echo"]),
        ("Tom Pike told Rex Vale that he was tired of his own songs.", ["pike", "pike"]),
        ("Tom Pike sang. Rex Vale listened. He clapped.", ["vale"]),
        ("Before his tour, Tom Pike rested.", ["pike"]),
        ("Tom Pike hurt himself.", ["pike"]),
        ("Mara Lind is here. Her voice is strong, and fans love her.", ["echo", "echo"]),
    ],
)
def test_he_and_she_mean_the_likeliest_of_their_gender(table, text, expected):
    assert [person for _, person in pronouns(table, text)] == expected


def test_a_description_beside_a_name_leaves_the_name_the_subject(table):
    text = (
        "Mara Lind said that her husband, Tom Pike, sang for her.\n\n"
        "Lind said Pike knew how to talk. Asked whether she would go back to him, she shook her head.\n\n"
        "Rex Vale, the drummer who was seen with Lind in Paris, declined to comment. But his agent told us he and "
        "Lind were friends."
    )
    assert [person for _, person in pronouns(table, text)][-2:] == ["vale", "vale"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lind sang in June. Then actor John Reed spoke, and he was loud.",
        "Mara Lind met NFL star Stefon Baker, and fans of him cheered.",
        "Tom Pike was there. Mary Poole sang. She smiled.",
    ],
)
def test_people_outside_the_study_compete(table, text):
    assert [person for _, person in pronouns(table, text)] == [""]


def test_what_nobody_of_the_study_can_mean_has_no_candidates(table):
    row = table("Tom Pike was there. Mary Poole sang. She smiled.").query("surface == 'She'").iloc[0]
    assert row[["person_id", "candidates"]].isna().all()
    assert row["rule"] == "somebody else"


def test_below_the_threshold_nobody_is_decided_and_the_candidates_are_named(table):
    found = table("On stage were Tom Pike, Rex Vale and Lake Pike. A fan with John Reed waved. His hat fell.")
    row = found.query("surface == 'His'").iloc[0]
    assert row["confidence"] < 0.5
    assert row[["person_id"]].isna().all()
    assert set(row["candidates"].split("|")) <= {"pike", "vale", "lake"}


def test_a_confidence_is_a_share_and_nobody_is_decided_below_one_half(table):
    found = table("Tom Pike met Rex Vale and Mara Lind. He said she saw his song. Their friends left him.")
    assert found["confidence"].dropna().between(0, 1).all()
    assert (found.loc[found["person_id"].notna(), "confidence"] >= 0.5).all()


def test_without_anybody_named_pronouns_are_left_open(table):
    found = table("He said they would see her.")
    assert found["rule"].tolist() == ["nobody of the study is named"] * 3
    assert found["person_id"].isna().all()


def test_they_mean_a_group_named_before_one_row_a_member(table):
    found = table("Echo and Tom Pike split. The couple sold their house.")
    their = found[found["surface"] == "their"]
    assert their[["person_id", "group_index"]].values.tolist() == [["echo", 0], ["pike", 1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Echo and Tom Pike split in May. Fans heard of their divorce on Monday.", "echo|pike"),
        ("Echo and Tom Pike split in May. Fans shared their photos on Monday.", ""),
        ("At noon Echo sang. The critics said they were bored.", ""),
        ("Tom Pike told Echo that they have to talk.", "echo|pike"),
    ],
)
def test_a_plural_noun_competes_unless_two_people_have_the_thing_together(table, text, expected):
    assert pronouns(table, text)[-1][1] == expected


def test_the_first_person_is_left_open_in_quotations_and_is_no_mention_outside(table):
    found = table("I saw Tom Pike. “I want my band,” he said.")
    assert found["kind"].tolist() == ["proper", "first_person", "first_person", "pronoun"]
    assert found.loc[found["kind"] == "first_person", "person_id"].isna().all()


def test_in_the_cue_of_a_quotation_nobody_named_in_it_is_meant(table):
    text = "Rex Vale met the press about Tom Pike on Monday. “Tom Pike is great,” he said."
    assert pronouns(table, text)[-1] == ("he", "vale")


def test_an_outlet_that_writes_in_capitals_is_read_too(table):
    assert pronouns(table, "MARA LIND CAME AND SHE SANG.") == [("SHE", "echo")]


def test_they_may_be_the_pronoun_of_one_person(table):
    assert pronouns(table, "At noon Ash Moor sang. They smiled, and fans loved them.")[0] == ("They", "ash")
    assert pronouns(table, "Ash Moor met Echo and Tom Pike, and they sang.") == [("they", "echo|pike")]


@pytest.mark.parametrize(
    ("text", "rule", "confidence", "indices"),
    [
        ("Echo and Tom Pike sang. They left.", "group before it", 0.8, [0, 1]),
        ("Tom Pike told Echo that they have to talk.", "both named nearby", 0.6, [0, 1]),
        ("Tom Pike told Echo about their marriage.", "both named nearby", 0.7, [0, 1]),
        ("At noon Ash Moor sang. They smiled.", "named nearby", 0.6, [None]),
        ("At noon Echo sang. The critics said they were bored.", "somebody else", 0.0, [None]),
        ("At noon Echo sang. They left.", "nobody to mean", 0.0, [None]),
    ],
)
def test_they_say_why_a_group_is_meant_and_how_surely(table, text, rule, confidence, indices):
    found = table(text).query("surface in ('They', 'they', 'their')")
    assert found["rule"].tolist() == [rule] * len(indices)
    assert found["confidence"].fillna(0).tolist() == [confidence] * len(indices)
    assert [None if pd.isna(index) else index for index in found["group_index"]] == indices


@pytest.mark.parametrize(
    ("text", "sources", "rule", "people"),
    [
        ("Echo met Tom Pike. “We sang,” she said.", ["echo"], "source and those named with it", ["echo", "pike"]),
        ("At noon Rex Vale came. “We sang,” he said.", ["vale"], "source of the quotation", ["vale", None]),
        ("Echo met Tom Pike. “We sang,” a fan said.", [None], "somebody else", [None]),
        ("Echo met Tom Pike. “We sang,” it was said.", ["?"], "source not known", [None]),
        ("“Tom Pike and I met. We sang,” Echo said.", ["echo"], "source and those named with it", ["pike", "echo"]),
    ],
)
def test_we_mean_the_source_and_whoever_is_named_with_it(table, text, sources, rule, people):
    found = table(text, sources).query("surface in ('We', 'we')")
    assert found["rule"].iloc[0] == rule
    assert found["person_id"].astype(object).where(found["person_id"].notna(), None).tolist() == people
    assert found["confidence"].dropna().between(0, 1).all()
