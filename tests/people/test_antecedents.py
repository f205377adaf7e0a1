"""Shares of the people that a pronoun may mean."""

import pytest

from analysis.people.pronouns.antecedents import Weights, read_pronoun, resolve, shares, weights
from analysis.people.pronouns.features import Features
from analysis.people.pronouns.scene import Name, Scene, pronoun_role
from analysis.text.sentences import split_sentences


def scene_of(text, people):
    names = [
        Name(text.index(surface), text.index(surface) + len(surface), person, gender, "study")
        for surface, person, gender in people
    ]
    return Scene(text, split_sentences(text), names), names


@pytest.mark.parametrize(
    ("text", "surface", "role"),
    [
        ("Ann Lee sang.", "Ann Lee", "subject"),
        ("Ann Lee, 33, never sang.", "Ann Lee", "subject"),
        ("Ann and Bo sang.", "Ann", "subject"),
        ("Bo met Ann there.", "Ann", "object"),
        ("Bo sang with the actor Ann.", "Ann", "oblique"),
        ("Ann’s brother sang.", "Ann", "possessor"),
        ("Yes, Ann!", "Ann", "other"),
    ],
)
def test_a_name_is_placed_by_what_it_does_in_the_sentence(text, surface, role):
    scene, names = scene_of(text, [(surface, "ann", "she")])
    assert scene.place(names[0]).role == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They saw her.", "O"),
        ("They saw her house.", "P"),
        ("They gave her the house.", "O"),
        ("They met her at noon.", "O"),
    ],
)
def test_her_is_told_apart_by_the_word_after_it(text, role):
    start = text.index("her")
    assert pronoun_role(Scene(text, [(0, len(text))], []), 0, start, start + 3) == role


def test_shares_are_a_distribution_with_room_for_nobody():
    text = "Ann met Eve. She smiled, and Eve saw her."
    scene, names = scene_of(text, [("Ann", "ann", "she"), ("Eve", "eve", "she")])
    for found in resolve(text, scene.sentences, names, [(13, 16, "she"), (37, 40, "she")]):
        assert all(0 < share < 1 for share in found.values())
        assert sum(found.values()) < 1


def test_what_was_not_learned_weighs_nothing():
    known = {"near": 1.0}
    people = [("ann", Features(("near",), ())), ("eve", Features(("near", "new"), (("newer", 3.0),)))]
    found = shares(people, Weights(known))
    assert found["ann"] == found["eve"]


@pytest.mark.parametrize("found", [{"ann": 0.6, "eve": 0.3}, {"eve": 0.3, "ann": 0.6}])
def test_a_pronoun_means_the_likelier_if_that_is_likely_enough(found):
    scene, _ = scene_of("Ann met Eve. She left.", [("Ann", "ann", "she"), ("Eve", "eve", "she")])
    assert read_pronoun(scene, 13, 16, found) == "ann"
    assert read_pronoun(scene, 13, 16, {name: share / 2 for name, share in found.items()}) is None
    assert read_pronoun(scene, 13, 16, {}) is None


def test_people_of_another_gender_have_no_share_and_people_of_none_known_do():
    text = "Ann, Bo and Kim came. He left."
    names = [Name(0, 3, "ann", "she", "study"), Name(5, 7, "bo", "he", "study"), Name(12, 15, "kim", None, "study")]
    [found] = resolve(text, split_sentences(text), names, [(22, 24, "he")])
    assert set(found) == {"bo", "kim"}


def test_with_nobody_named_there_are_no_shares():
    assert resolve("He left.", [(0, 8)], [], [(0, 2, "he")]) == [{}]


def test_the_names_of_a_study_are_not_favoured_in_articles():
    assert weights()["certainty study"] == weights()["certainty person"]


def test_many_other_names_hide_nobody():
    text = "Ann Roe toured Leeds, Hull, York, Perth and Bath. She sang."
    places = [(word, text.index(word)) for word in ("Leeds", "Hull", "York", "Perth", "Bath")]
    names = [Name(0, 7, "ann", "she", "study"), *(Name(at, at + len(w), w, None, "maybe") for w, at in places)]
    [found] = resolve(text, split_sentences(text), names, [(50, 53, "she")])
    assert max(found, key=found.get) == "ann"
