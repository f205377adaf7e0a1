"""People outside the study."""

import pytest

from analysis.people.names.strangers import find_described, find_strangers


def strangers(text):
    return [(one.entity, one.gender, one.certainty) for one in find_strangers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May Mary Poole sang.", [("Mary Poole", "she", "person")]),
        ("We met Mr. Okafor.", [("Okafor", "he", "person")]),
        ("We met Sen. Bolade Okafor.", [("Bolade Okafor", None, "person")]),
        ("We met drummer Zed Okafor.", [("Zed Okafor", None, "person")]),
        ("We met his sister Zed Okafor.", [("Zed Okafor", "she", "person")]),
        ("We met Zed Okafor, 33, there.", [("Zed Okafor", None, "person")]),
        ("We met Zed Okafor.", [("Zed Okafor", None, "maybe")]),
        ("Vice President John Q. Reed spoke.", [("John Reed", "he", "person")]),
        ("Labour MP Zed Okafor spoke.", [("Zed Okafor", None, "person")]),
        ("We met Republican Mary Poole.", [("Mary Poole", "she", "person")]),
        ("We met Ludwig van Beethoven.", [("Ludwig van Beethoven", "he", "person")]),
    ],
)
def test_a_name_is_a_person_by_given_name_title_trade_or_age(text, expected):
    assert strangers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They flew to Los Angeles, New York and Paris.",
        "On Monday the University of Kent and Acme Records agreed.",
        "The Americans met NATO and the FBI.",
        "Critics agreed. However, Monday was late.",
        "FULL TEXT BELOW",
        "Many African-Americans agreed.",
        "‘We left early.’ Pressed on that, all laughed.",
        "He said, 'Imagine nothing.'",
        "ON THE BENCH Rovers lost.",
        "\nSpin Cycle: What happened?",
        "The “Low Tide” helmer and the singer of “Soft Landing,” a record.",
        "He was born in Oldbury and died at Blyth.",
    ],
)
def test_places_organisations_times_and_first_words_are_nobody(text):
    assert strangers(text) == []


def test_kin_with_a_capital_tell_their_pronoun_and_take_none_from_the_line_before():
    assert strangers("We sang, Mum.") == [("Mum", "she", "maybe")]
    assert strangers("It is about my father\n\nOkada: No.") == []


def test_whoever_is_named_after_a_place_word_may_have_been_named_before():
    text = "We met Zed Okafor. They spoke to Okafor, and in Okafor’s words left."
    assert [name for name, _, _ in strangers(text)] == ["Zed Okafor"] * 3


def test_a_line_without_a_full_stop_ends_no_sentence():
    assert strangers("a friend of\nOkada") == [("Okada", None, "maybe")]


def test_a_surname_alone_is_the_person_last_named_in_full_with_it():
    text = "We saw Mary Poole and John Reed. Later Poole and Mr. Reed left with Mrs. Reed."
    assert [name for name, _, _ in strangers(text)] == ["Mary Poole", "John Reed", "Mary Poole", "John Reed", "Reed"]


def test_taken_spans_are_left_alone():
    assert find_strangers("We saw Mary Poole.", [(7, 17)]) == []


def test_descriptions_tell_a_pronoun_but_not_those_that_stand_before_a_name():
    text = "His mother met the actress, and the actor John Reed met a woman."
    assert [(text[one.start : one.end], one.gender) for one in find_described(text)] == [
        ("mother", "she"),
        ("actress", "she"),
    ]
