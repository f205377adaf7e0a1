"""Couples, families and namesakes; short names that are words, months, places, or other people."""

import pytest

from analysis.study import Study

PEOPLE = {
    "nora": {"name": "Nora Sand", "pronouns": "she", "roles": ["actress"]},
    "emil": {"name": "Emil Sand", "pronouns": "he", "roles": ["producer"]},
    "iris": {"name": "Iris Holm", "pronouns": "she"},
    "may": {"name": "May Summers", "pronouns": "she"},
    "will": {"name": "Will March", "pronouns": "he"},
    "linc": {"name": "Ana Lincoln", "pronouns": "she"},
    "west": {"name": "Ray West", "pronouns": "he"},
    "sr": {"name": "Otis Ward Sr.", "pronouns": "he"},
    "jr": {"name": "Otis Ward Jr.", "pronouns": "he"},
}
RELATIONS = {"couple": {"kind": "spouse", "members": ["nora", "emil"], "nouns": ["couple", "Normil"]}}


@pytest.fixture
def read(pairs_with):
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people=PEOPLE, relations=RELATIONS)
    return lambda text: pairs_with(text, study)


_BESIDE = [("Emil Sand", "emil"), ("his neighbour", "nora"), ("his", "emil"), ("Nora", "nora")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora and Emil Sand sold a villa.", [("Nora", "nora"), ("Emil Sand", "emil")]),
        ("Emil & Nora Sand sold a villa.", [("Emil", "emil"), ("Nora Sand", "nora")]),
        ("Nora, 41, and Emil Sand, 48, sold a villa.", [("Nora", "nora"), ("Emil Sand", "emil")]),
        ("Emil Sand, 48, and Nora, 41, sold a villa.", [("Emil Sand", "emil"), ("Nora", "nora")]),
        ("Emil Sand (48) and Nora (41) sold a villa.", [("Emil Sand", "emil"), ("Nora", "nora")]),
        ("Emil Sand and his neighbour, Nora, came.", _BESIDE),
        ("Emil (48) Sand sold a villa.", [("Emil (48) Sand", "emil")]),
        ("Producer Emil and actress Nora Sand came.", [("Emil", "emil"), ("Nora Sand", "nora")]),
        ("Nora, Otto and Emil Sand sold a villa.", [("Nora", "nora"), ("Emil Sand", "emil")]),
        ("Nora and Otto Sand sold a villa.", [("Nora", "nora")]),
        ("Emil Sand came with wife Nora at noon.", [("Emil Sand", "emil"), ("Nora", "nora")]),
        ("Nora and Emil Brandt sold a villa.", []),
        ("Emil Sand and Nora Brandt sold a villa.", [("Emil Sand", "emil")]),
        ("Nora and Emil sold a villa.", []),
    ],
)  # fmt: skip
def test_a_first_name_beside_a_shared_surname_or_a_declared_relation_names_its_person(read, text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Sands – Nora and Emil – sold a villa.", [("The Sands", "emil|nora"), ("Nora", "nora"), ("Emil", "emil")]),
        ("Nora Sand came. The Sands sold a villa.", [("Nora Sand", "nora"), ("The Sands", "emil|nora")]),
        ("Emil Sand came. Normil sold a villa.", [("Emil Sand", "emil"), ("Normil", "emil|nora")]),
        ("Mr. and Mrs. Sand left. Nora Sand sang.", [("Mr. and Mrs. Sand", "emil|nora"), ("Nora Sand", "nora")]),
        (
            "The Sand family – Nora and Emil – left.",
            [("The Sand family", "emil|nora"), ("Nora", "nora"), ("Emil", "emil")],
        ),
        ("The Sand siblings came. Nora Sand sang.", [("Nora Sand", "nora")]),
        ("The Sand couple came. Nora Sand sang.", [("The Sand couple", "emil|nora"), ("Nora Sand", "nora")]),
        ("Mr and Mrs Ward came. Otis Ward Jr. sang.", [("Otis Ward Jr.", "jr")]),
        ("The Sand family came. Iris Holm sang.", [("Iris Holm", "iris")]),
        ("He left the sands of Ellery.", []),
    ],
)
def test_a_plural_surname_and_the_nickname_of_a_couple_mean_both(read, text, expected):
    found = [(words, "|".join(sorted(people.split("|")))) for words, people in read(text)]
    assert [pair for pair in found if pair[0] != "He"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Otis Ward Sr. met Otis Ward Jr. in town.", ["sr", "jr"]),
        ("Otis Ward, Jr., left town.", ["jr"]),
        ("Otis Ward left town.", []),
        ("Otis Ward Jr. came late. Otis Ward left town.", ["jr", "jr"]),
    ],
)
def test_senior_and_junior_are_told_apart_and_a_bare_name_is_nobodys(read, text, expected):
    assert [people for _, people in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May Summers quit. In May, the vote was lost.", ["May Summers"]),
        ("May Summers quit. The vote on May 3 was lost.", ["May Summers"]),
        ("May Summers quit. May said it was lost.", ["May Summers", "May"]),
        ("Will March came. Will it rain? Will fans forgive him?", ["Will March", "him"]),
        ("Will March came. Will sang again.", ["Will March", "Will"]),
        ("Ana Lincoln came to Lincoln, Nebraska.", ["Ana Lincoln"]),
        ("Ana Lincoln was born in Lincoln. Then Lincoln moved.", ["Ana Lincoln", "Lincoln"]),
        ("Ray West moved out West. The West Coast suits West.", ["Ray West", "West"]),
        ("Iris Holm bowed. Iris Brandt did not.", ["Iris Holm"]),
        ("Iris Holm sang. President Holm listened. George Holm laughed.", ["Iris Holm"]),
        ("George Holm laughed. Holm sang. Then Iris Holm came.", ["Iris Holm"]),
        ("In spring Holm sang. Then Iris Holm came.", ["Holm", "Iris Holm"]),
        ("They met in the Iris Holm Foundation on Monday.", []),
        ("They met Iris Holm of the Foundation on Monday.", ["Iris Holm"]),
    ],
)
def test_a_short_name_that_is_a_word_a_time_a_place_or_anothers_needs_a_sign_of_the_person(read, text, expected):
    assert [words for words, people in read(text) if people and words != "They"] == expected


def test_text_without_capitals_has_names_too(read):
    assert read("iris holm said on friday that she was tired.") == [("iris holm", "iris"), ("she", "iris")]


def test_another_middle_initial_is_somebody_else_and_a_missing_one_is_not(surfaces):
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people={"w": {"name": "Tom W. Pike"}})
    assert surfaces("We saw Tom H. Pike here.", study) == []
    assert surfaces("We saw Tom Pike here.", study) == ["Tom Pike"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Roe met fans. His wife, Ada, left. Ada wept.", ["Ada", "Ada"]),
        ("Tom Roe met fans. His mum, Bea, left.", ["Bea"]),
        ("Tom Roe met fans. His brother Ada left.", []),
        ("Tom Roe met fans. His wife Bea left.", []),
    ],
)
def test_a_first_name_behind_a_noun_of_kinship_needs_a_shared_surname_or_that_role(pairs_with, text, expected):
    people = {"tom": {"name": "Tom Roe", "pronouns": "he"}, "ada": {"name": "Ada Roe", "pronouns": "she"}}
    people["bea"] = {"name": "Bea Lind", "pronouns": "she", "roles": ["mother"]}
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people)
    assert [words for words, _ in pairs_with(text, study) if words in ("Ada", "Bea")] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Emil Sand has his arm around actress Nora Sand.", "Emil Sand|his|Nora Sand"),
        ("Emil Sand left. His under-fire wife left.", "Emil Sand|His under-fire wife|His"),
    ],
)
def test_a_possessed_noun_does_not_reach_over_a_preposition(read, text, words):
    assert "|".join(found for found, _ in read(text)) == words
