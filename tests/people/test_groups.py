"""Whom they, the pair, the women and the couple mean where no relation is declared, and which of several couples."""

import pytest

from analysis.study import Relation, Study

NAMES = {
    "ana": ("Ana Roe", "she"),
    "bo": ("Bo Lee", "he"),
    "cy": ("Cy Doe", "he"),
    "di": ("Duchess Di of Ashby", "she"),
    "eve": ("Eve Roe", "she"),
}


@pytest.fixture
def means(pairs_with):
    def read(text, *couples):
        study = Study(
            path="study.yaml",
            study={"id": "t", "title": "T"},
            people={key: {"name": name, "pronouns": pronouns} for key, (name, pronouns) in NAMES.items()},
            relations={f"r{n}": Relation(kind="spouse", members=couple) for n, couple in enumerate(couples)},
        )
        return pairs_with(text, study)

    return read


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("“He loves Ana Roe. They sing,” said Bo Lee.", ""),  # who speaks is not in it
        ("Ana Roe met Bo Lee. A friend of Eve sang. They left.", ""),
        ("Ana Roe gave Bo Lee flowers. They were red.", ""),
        ("Ana Roe and Bo Lee sold their books in two shops. Their house burned.", "ana|bo"),
        ("Ana Roe and Bo Lee sang old songs from their garden.", "ana|bo"),  # no songs have a garden
        ("Ana Roe and Bo Lee met fans from their town.", ""),
        ("Ana Roe and Bo Lee met seven-year-olds and their teacher.", ""),
        ("Ana Roe and Bo Lee met the voters. Among them was a nurse.", ""),
        ("Ana Roe and Bo Lee are quiet singers who love their garden.", "ana|bo"),
        ("Ana Roe and Bo Lee left. They said fans knew their garden.", "ana|bo"),
        ("The pair sang. Ana Roe and Bo Lee met. " + "He laughed. She did not. " * 2 + "They left.", "ana|bo"),
        ("Ana Roe and Bo Lee met. " + "Cy Doe laughed. " * 4 + "They left.", ""),
    ],
)
def test_they_are_a_group_in_mind_and_people_before_things(means, text, people):
    assert [found for words, found in means(text) if words.lower() in ("they", "their", "them")][-1] == people


def test_they_met_or_married_is_of_a_couple_of_whom_one_is_far(means):
    text = "Ana Roe sang. " + "It rained. " * 4 + "Bo Lee laughed. They married in May."
    assert means(text, ("ana", "bo"))[-1] == ("They", "ana|bo")
    assert means(text.replace("married", "laughed"), ("ana", "bo"))[-1] == ("They", "")
    assert means(text.replace("They", "Nora Bell loves Zed Okafor. They"), ("ana", "bo"))[-1] == ("They", "")
    assert means("Ana Roe sang for Bo Lee. Fans came. They met at noon.", ("ana", "bo"))[-1] == ("They", "")


def test_two_of_them_are_not_both_of_them(means):
    text = "Ana Roe met Bo Lee. Eve Roe saw many shows and had to review two of them."
    assert means(text, ("ana", "bo"))[-1] == ("them", "")
    assert means("Ana Roe met Bo Lee. It was for both of them.", ("ana", "bo"))[-1][1] == "ana|bo"


@pytest.mark.parametrize(
    ("text", "words", "people"),
    [
        ("Ana Roe met Bo Lee. Cy Doe wept. He saw Bo Lee. The pair met in May.", "The pair", "ana|bo"),
        ("Ana Roe met Bo Lee. Cy Doe and Eve Roe sang. The pair met voters.", "The pair", "cy|eve"),
        ("It rained. This happy couple sang with Ana Roe.", "This happy couple", "ana|bo"),
        ("Ana Roe sang. The exes-to-be met in May.", "The exes-to-be", "ana|bo"),
        ("Ana Roe and Bo Lee came. Cy Doe texted both of them.", "both of them", "ana|bo"),
        ("Ana Roe wept on two days, both of them cold. Bo Lee did not.", None, None),
    ],
)
def test_a_pair_are_the_two_before_it_and_a_couple_where_it_did_what_couples_do(means, text, words, people):
    found = [pair for pair in means(text, ("ana", "bo")) if " " in pair[0] and "|" in pair[1]]
    assert found == ([(words, people)] if words else [])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ana Roe met Eve Roe. Bo Lee left. The women laughed.", "ana|eve"),
        ("Ana Roe met Bo Lee and Eve Roe. At noon the two women laughed.", "ana|eve"),
        ("Ana Roe met Eve Roe. Bo Lee said it of the girls.", ""),  # one of his own
        ("Ana Roe and Eve Roe met voters. The women laughed.", ""),
        ("The women of Oakham met Ana Roe. Eve Roe came. The women laughed.", ""),  # those of Oakham
        ("Ana Roe met Eve Roe. Bo Lee left. The two women laughed. It was late. The women left.", "ana|eve ana|eve"),
        ("Ana Roe met Di of Ashby. Eve Roe left. It was late. If the Roe girls sing, Bo Lee leaves.", "ana|eve"),
    ],
)
def test_the_women_are_two_who_were_named(means, text, people):
    found = [pair[1] for pair in means(text) if pair[0].endswith(("women", "girls"))]
    assert found == people.split()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The Duke and Duchess of Ashby waved. Duchess Di of Ashby met Ana Roe and Bo Lee.", "cy|di"),
        ("The Duke and Duchess of Oakham waved. Duchess Di of Ashby met Ana Roe and Bo Lee.", ""),
    ],
)
def test_a_duke_and_duchess_are_the_couple_of_that_title(means, text, people):
    found = means(text, ("ana", "bo"), ("cy", "di"))
    assert [pair[1] for pair in found if pair[0].startswith("The Duke")] == ([people] if people else [])


def test_their_husbands_are_one_each(means):
    text = "Ana Roe and Eve Roe came, and their husbands Bo Lee and Cy Doe looked on."
    assert ("their husbands", "bo|cy") in means(text, ("ana", "bo"), ("eve", "cy"))


@pytest.mark.parametrize(
    ("told", "people"),
    [
        ("Ana Roe married the singer Bo Lee.", "ana|bo"),
        ("Ana Roe has filed for divorce from Bo Lee.", "ana|bo"),
        ("Ana Roe and Bo Lee announced their split.", "ana|bo"),
        ("Ana Roe was married to Bo Lee.", ""),  # before
        ("Ana Roe met Bo Lee.", ""),
        ("Ana Roe’s split from Bo Lee is hard.", "ana|bo"),
        ("Ana Roe and Bo Lee split in May.", "ana|bo"),
        ("Ana Roe and Bo Lee announced the split of a band.", ""),
        ("Ana Roe and Bo Lee split the bill.", ""),
        ("Ana Roe and Bo Lee sang at the wedding of a friend.", ""),
        ("Ana Roe and Bo Lee spent a couple of days in Leeds.", ""),
        ("Ana Roe and Bo Lee are not dating.", ""),
        ("Ana Roe married Bo Lee’s brother.", ""),
        ("Ana Roe’s older sister married Bo Lee.", ""),
        ("Ana Roe never married Bo Lee.", ""),
        ("Ana Roe has a good relationship with Bo Lee.", ""),
        ("Ana Roe, a priest, married Bo Lee and Zed Okafor.", ""),
        ("Ana Roe told Zed Okafor, who married Bo Lee.", ""),
    ],
)
def test_a_couple_may_be_told_by_the_article(means, told, people):
    found = means(f"{told} " + "Cy Doe met Eve Roe. " * 8 + "Ana Roe laughed. It was late. The couple left.")
    assert [pair[1] for pair in found if pair[0] == "The couple"] == ([people] if people else [])


def test_who_is_told_to_be_together_is_with_nobody_else_by_the_study(means):
    text = "Ana Roe married Cy Doe. It rained. Ana Roe and Bo Lee laughed. The couple left."
    assert means(text, ("ana", "bo"))[-1] == ("The couple", "ana|bo")


def test_a_new_partner_is_not_the_one_whom_the_article_told_of(means):
    text = "Ana Roe and Bo Lee split in May. Her husband wept. Her new boyfriend laughed."
    assert [pair for pair in means(text) if pair[0].startswith("Her ")] == [("Her husband", "bo")]
    assert ("Her new boyfriend", "bo") in means(text, ("ana", "bo"))


def test_two_who_met_are_a_couple_rather_than_sisters(pairs_with):
    people = {key: {"name": name, "pronouns": pronouns} for key, (name, pronouns) in NAMES.items()}
    sisters = {"r": Relation(kind="sibling", members=("ana", "eve"))}
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people, relations=sisters)
    text = "Ana Roe and Bo Lee split. Ana Roe wept. Eve Roe laughed. The pair met in May."
    assert pairs_with(text, study)[-1] == ("The pair", "ana|bo")
    assert pairs_with(text.replace("met", "sang"), study)[-1] == ("The pair", "ana|eve")
