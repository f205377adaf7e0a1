"""A firm, or somebody else with a first name of somebody in the study, is nobody's mention."""

import pytest

from analysis.study import Study

PEOPLE = {
    "ford": {"name": "Rosa Ford", "pronouns": "she", "roles": ["actress"]},
    "moor": {"name": "Tom Moor", "pronouns": "he"},
}


@pytest.fixture
def found(surfaces):
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people=PEOPLE)
    return lambda text: surfaces(f"Rosa Ford met Tom Moor. {text}", study)[2:]


@pytest.mark.parametrize(
    "text",
    [
        "Somebody is represented by Ford & Sons.",
        "It hired Ford, Moor & Pell, a law firm.",
        "A lawyer at Ford and Partners spoke.",
        "Both signed with Hale, Moor and Associates.",
        "Dinner at Ford’s of Ely is at eight.",
        "It will be made by Ford/Hale.",
        "We saw the film “Moor & Moor” at night.",
        "“The Ford is old,” someone said.",
        "There, too, was the actress Rosa Bell.",
        "We saw comedian Tom de Roe.",
    ],
)
def test_a_firm_or_somebody_else_of_the_name_is_nobody(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A tearful Ford waved.", ["Ford"]),
        ("Ford watches the news, and Moor caps a good year.", ["Ford", "Moor"]),
        ("We saw Rosa’s Instagram. Rosa’s Grammy was there.", ["Rosa", "Rosa"]),
        ("It is by Ford & Moor.", ["Ford", "Moor"]),
        ("We heard Ford/Moor sing.", ["Ford"]),
        ("The actress Rosa Ford met actor Moor.", ["The actress", "Rosa Ford", "Moor"]),
        ("Ford and family left.", ["Ford"]),
    ],
)
def test_a_name_that_stands_for_the_person_is_kept(found, text, expected):
    assert found(text) == expected
