"""What speaks for each person that a pronoun may mean, by example; and what a name does in its sentence."""

import re

import pytest

from analysis.people.pronouns.features import features
from analysis.people.pronouns.parse import Parse, role
from analysis.people.pronouns.scene import Name, Scene, pronoun_role
from analysis.text.sentences import split_sentences

GENDERS = {"Ann": "she", "Eve": "she", "Jo": None, "Tom": "he"}


def stage(marked):
    """Names stand in [brackets], the pronoun in {braces}."""
    text, names, pronoun = "", [], (0, 0)
    for part in re.split(r"([\[{][^\]}]*[\]}])", marked):
        inner = part.strip("[]{}")
        span = len(text), len(text) + len(inner)
        if part.startswith("["):
            names.append(Name(*span, inner.split()[0], GENDERS[inner.split()[0]], "study"))
        elif part.startswith("{"):
            pronoun = span
        text += inner
    return Scene(text, split_sentences(text), names), *pronoun


@pytest.mark.parametrize(
    ("marked", "does"),
    [
        ("[Ann] left.", "subject"),
        ("[Ann] never left.", "subject"),
        ("[Ann] (34) left.", "subject"),
        ("[Ann], the singer, left.", "subject"),
        ("Bo, [Ann], left.", "subject"),
        ("[Ann] and Bo left.", "subject"),
        ("Bo and [Ann] left.", "subject"),
        ("[Ann] and her band left.", "subject"),
        ("for [Ann] and her friends left", "oblique"),
        ("Bo sang for [Ann].", "oblique"),
        ("To [Ann] came Bo.", "oblique"),
        ("Bo saw [Ann].", "object"),
        ("Bo saw the old [Ann].", "object"),
        ("Bo met [Ann], left town and slept.", "object"),
        ("Bo saw Cy, [Ann], the band.", "other"),
        ("Bo is seeing [Ann].", "object"),
        ("[Ann]’s song won.", "possessor"),
        ("The [Jones]’ song won.", "possessor"),
        ("Thanks, [Ann].", "other"),
        ("[Ann], they left", "other"),
    ],
)
def test_what_a_name_does_is_read_from_the_classes_around_it(marked, does):
    text, start, end = marked.replace("[", "").replace("]", ""), marked.index("["), marked.index("]") - 1
    parse = Parse(text, 0, len(text))
    assert role(parse.tags, parse.token(start), parse.token(end)) == does


@pytest.mark.parametrize(
    ("marked", "form"),
    [
        ("{She} left.", "S"),
        ("Bo saw {him}.", "O"),
        ("Bo saw {her}.", "O"),
        ("Bo saw {her} often.", "O"),
        ("Bo saw {her} often, and left.", "O"),
        ("Bo saw {her} often late brother.", "P"),
        ("Bo saw {her} brother.", "P"),
        ("Bo saw {her} 12 songs.", "P"),
        ("Bo saw {her} and left.", "O"),
        ("The song was {hers}.", "P"),
        ("Bo hurt {himself}.", "R"),
    ],
)
def test_forms_of_a_pronoun_are_told_apart_and_her_by_the_word_after_it(marked, form):
    scene, start, end = stage(marked)
    assert pronoun_role(scene, 0, start, end) == form


PERSON = {"person", "certainty study", "named most"}
FIRST = {*PERSON, "named first in the text"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[Ann] met [Eve], and {she} left.",
            {
                "Eve": PERSON
                | {"rank 0", "nearest same", "same object -> S", "same left 1 -> S", "comma between"}
                | {"same other clause object -> S"},
                "Ann": FIRST
                | {"rank 1", "begins the sentence", "nearest same", "same subject -> S", "same left 0 -> S"}
                | {"same other clause subject -> S", "comma between", "last subject -> S", "first subject -> S"}
                | {"only subject -> S"},
            },
        ),
        (
            "[Eve]’s brother saw [Ann]. {She} left.",
            {
                "Ann": PERSON
                | {"rank 0", "nearest previous", "previous object -> S", "previous left 1 -> S"}
                | {"pronoun begins, previous object -> S"},
                "Eve": FIRST
                | {"rank 1", "begins the sentence", "nearest previous", "previous possessor -> S"}
                | {"previous left 0 -> S", "pronoun begins, previous possessor -> S"},
            },
        ),
        (
            "[Ann] slept. [Eve] left, and {she} ate.",
            {
                "Eve": PERSON
                | {"rank 0", "begins the sentence", "nearest same", "same subject -> S", "same left 0 -> S"}
                | {"same other clause subject -> S", "comma between"}
                | {"last subject -> S", "first subject -> S", "only subject -> S"},
                "Ann": FIRST  # who does nothing in this sentence
                | {"rank 1", "begins the sentence", "nearest previous", "previous subject -> S"}
                | {"previous left 0 -> S"},
            },
        ),
        (
            "[Eve], [Ann] told us, stood near {her}.",
            {
                "Ann": PERSON
                | {"rank 0", "nearest same", "same subject -> O", "same left 1 -> O", "same clause subject -> O"}
                | {"comma between", "last subject -> O"},
                "Eve": FIRST
                | {"rank 1", "begins the sentence", "nearest same", "same subject -> O", "same left 0 -> O"}
                | {"same clause subject -> O", "comma between", "first subject -> O"},
            },
        ),
        (
            "The song by [Ann] ({her} best) won.",
            {
                "Ann": FIRST
                | {"rank 0", "after by", "nearest same", "same oblique -> P", "same left 0 -> P", "comma between"}
                | {"same clause oblique -> P"},
            },
        ),
        (
            "They left, because [Eve]’s death hurt {her}.",
            {
                "Eve": FIRST
                | {"rank 0", "whose death", "nearest same", "same possessor -> O", "same left 0 -> O"}
                | {"same clause possessor -> O"},
            },
        ),
        (
            "[Ann] slept. [Eve] ate. It rained. It poured. {She} left.",
            {
                "Eve": PERSON | {"rank 0", "nearest earlier", "begins the sentence"},
                "Ann": FIRST | {"rank 1", "nearest far", "begins the sentence"},
            },
        ),
        (
            "After {her} tour and before the war, [Ann] and [Eve] rested.",
            {
                "Ann": FIRST
                | {"first of a pair", "only after", "after subject -> P", "after comma", "fronted -> P"}
                | {"fronted subject", "fronted, one comma", "fronted, nobody before"},
                "Eve": PERSON
                | {"second of a pair", "only after", "after subject -> P", "after comma", "after another person"},
            },
        ),
        (
            "[Eve] slept. After {her} tour, [Ann] rested.",
            {
                "Eve": FIRST
                | {"rank 0", "begins the sentence", "nearest previous", "previous subject -> P"}
                | {"previous left 0 -> P", "pronoun begins, previous subject -> P"},
                "Ann": PERSON  # before whom nobody is named in this sentence
                | {"only after", "after subject -> P", "after comma", "fronted -> P", "fronted subject"}
                | {"fronted, one comma", "fronted, nobody before"},
            },
        ),
        (
            "[Ann] slept. In May {she} left.",  # does not begin with it
            {
                "Ann": FIRST
                | {"rank 0", "begins the sentence", "nearest previous", "previous subject -> S"}
                | {"previous left 0 -> S"}
            },
        ),
        (
            "[Tom] met [Jo Roe], whom {she} knew.",
            {
                "Jo": PERSON
                | {"gender unknown", "rank 0", "several words", "nearest same", "same object -> S", "comma between"}
                | {"same left 0 -> S", "same other clause object -> S"},
            },
        ),
        (
            "[Ann] ([Eve], [Jo]) and [Ann] sang; {she} left.",
            {
                "Ann": FIRST
                | {"rank 0", "nearest same", "same subject -> S", "same left 0 -> S", "same other clause subject -> S"}
                | {"last subject -> S", "first subject -> S", "only subject -> S", "second of a pair"},
                "Jo": {"person", "certainty study", "gender unknown", "rank 1", "nearest same", "in brackets"}
                | {"same other -> S", "same left 2 -> S", "same other clause other -> S"},
                "Eve": {"person", "certainty study", "rank 2", "nearest same", "in brackets", "comma between"}
                | {"same other -> S", "same left 1 -> S", "same other clause other -> S"},
            },
        ),
    ],
)
def test_what_speaks_for_each_person_is_told_by_name(marked, expected):
    scene, start, end = stage(marked)
    assert {entity: set(found.flags) for entity, found in features(scene, start, end, "she")} == expected


def test_amounts_are_distances_and_how_often_somebody_is_named():
    scene, start, end = stage("[Ann] met [Eve] and [Ann] sang. {She} left.")
    found = {entity: dict(described.amounts) for entity, described in features(scene, start, end, "she")}
    assert found["Ann"] == pytest.approx(
        {"log times named": 0.6931, "names between": 0, "log distance": -1.9206}, abs=1e-4
    )
    assert found["Eve"] == pytest.approx({"log times named": 0, "names between": 1, "log distance": -1.2274}, abs=1e-4)
    [(_, after)] = features(*stage("{She} left before [Ann] came."), "she")
    assert dict(after.amounts) == pytest.approx({"log times named": 0, "log distance after": -1.3609}, abs=1e-4)


def test_nobody_of_another_gender_nor_an_excluded_person_is_described():
    scene, start, end = stage("[Tom] and [Ann] met [Eve]. {She} left.")
    assert [entity for entity, _ in features(scene, start, end, "she", frozenset({"Eve"}))] == ["Ann"]


def test_after_a_pronoun_too_nobody_is_described_who_is_excluded_or_was_named_before():
    scene, start, end = stage("[Ann] sang. When {she} left, [Ann], [Eve] and [Tom] wept.")
    assert [entity for entity, _ in features(scene, start, end, "she")] == ["Ann", "Eve"]
    assert [entity for entity, _ in features(scene, start, end, "she", frozenset({"Eve"}))] == ["Ann"]
