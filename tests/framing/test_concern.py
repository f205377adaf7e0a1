"""Whom the first hit of a sentence concerns: Ana and Ben are the pair, Cy is Ana's new partner, Dot the child."""

import pytest

from analysis.framing.hits import find_hits

SHE, HE = {"she": "ana", "her": "ana", "She": "ana"}, {"he": "ben", "his": "ben", "him": "ben", "He": "ben"}


@pytest.fixture
def concern(make_study, make_tables):
    def about(text, people=None, **more):
        hits = find_hits(*make_tables(text, people={**SHE, **HE, **(people or {})}, **more), make_study())
        found = hits["about_id"].tolist()
        return None if found[-1] != found[-1] else found[-1]

    return about


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana and Ben split.", "pair"),
        ("Ben spoke of his love for Ana.", "pair"),
        ("The love between Ana and Ben is old.", "pair"),
        ("Ana loves Cy.", "new-pair"),
        ("Cy loves Ana.", "new-pair"),
        ("Ana loves Dot.", "family"),
        ("Ben felt grief over Eve after the funeral.", "band"),
        ("Ana and Ben split over Cy.", "pair"),
        ("Fans love Ana and her song.", "ana"),
        ("Ben thanked the critics; fans of the band love Ben.", "ben"),
        ("Ben praised the song by Ana.", "pair"),
        ("Ana felt love. It was Ben.", "pair"),
        ("Ben support his fans in town.", "ben"),
        ("Ana has a feud with her sister.", "ana"),
        ("Ben is full of love for himself.", "ben"),
        ("Ana really loves her little son.", "ana"),
        ("Ana loves her son's laugh and Ben.", "pair"),
        ("Ana and Ben love their kids.", None),
        ("Ana and Ben love their fans.", None),  # it is not each other that they love
        ("Fans love Ana and Ben.", "pair"),  # whom it is that fans love
        ("Ben praised his own song.", "ben"),
        ("Ana spoke first. Ben left. There was no love.", "pair"),
        ("Eve spoke first. There was no love.", None),
        ("There was no love.", None),
        ("Cy and Eve split.", None),
        ("Ana and Ben split. There was no feud, a source said. It was love.", "pair"),  # what it goes on about
        ("Ana and Ben split. Cy came. There was love.", None),
        ("“We ask you to support our privacy,” Ana wrote after Ben left.", None),
        ("Ana and Ben praise all of your kind messages.", None),
        ("“Thank you for your love and support, everyone,” Ana wrote after Ben left.", None),
        ("Ana and Ben thanked their followers for all the love.", None),
        ("“I ask everyone to support the song,” Ana wrote after Ben left.", None),
        ("Ana thanked Ben and the fans for the support.", "pair"),
        ("“Thank you for your love,” Ana told Ben.", "pair"),
    ],
)
def test_a_hit_concerns_whom_its_clause_names(concern, text, expected):
    assert concern(text) == expected


def test_the_source_of_a_quotation_is_the_one_who_acts(concern):
    assert concern("“Love to Ben,” Ana said.", source=("person", "ana")) == "pair"
    assert concern("“Love to Cy,” Ana said.", source=("person", "ana")) == "new-pair"
    assert concern("“Love wins,” the two said.", source=("several", "ana|ben")) == "pair"


def test_a_source_outside_the_study_speaks_of_one_member_only(concern):
    assert concern("“We love Ben,” the label said after Ana left.", source=("other", None)) == "ben"
    assert concern("“We love Ben and Ana,” the label said.", source=("other", None)) == "pair"


def test_what_an_outside_source_says_that_one_member_does_is_the_pairs_where_the_article_is_on_them(concern):
    assert concern("Ana met Ben. “Ben is in love,” a friend said.", source=("other", None)) == "pair"
    assert concern("Ana met Ben and Cy. “Ben is in love,” a friend said.", source=("other", None)) == "ben"


def test_a_pronoun_that_is_not_resolved_leaves_it_open(concern):
    assert concern("“I love him,” Ana said.", people={"I": "ana", "him": None}, source=("person", "ana")) is None


def test_an_unresolved_plural_is_looked_through(concern):
    assert concern("Ana spoke of their love for Ben.", people={"their": None}) == "pair"


def test_a_group_names_all_its_members(concern):
    assert concern("They split.", people={"They": ("ana", "ben")}) == "pair"
    assert concern("They split.", people={"They": ("ana", "cy")}) == "new-pair"


def test_those_whom_and_joins_act_together(concern):
    assert concern("Ana and Ben are said to be “full of love.”", source=("other", None)) == "pair"


def test_an_outsider_named_in_between_keeps_the_other_member_away(concern):
    assert concern("Ben sang. Cy came. Ana was full of love.") == "ana"
    assert concern("Ben sang. Dot came. Ana was full of love.") == "pair"


def test_the_other_member_may_follow_soon(concern):
    assert concern("Ana filed to split. The court met. Ben wept.") == "pair"
    assert concern("Ana filed to split. The court met. It rained. Ben wept.") == "ana"


def test_a_codebook_that_asks_for_nobody_is_told_who_is_there(make_study, make_tables):
    hits = find_hits(*make_tables("Cy loves Ana. Eve has love. There is love."), make_study(about=None))
    assert hits["about_id"].fillna("-").tolist() == ["new-pair", "eve", "-"]


def test_a_codebook_that_asks_for_one_person_is_told_of_that_person(make_study, make_tables):
    hits = find_hits(*make_tables("Eve has love. Cy has love."), make_study(about="eve"))
    assert hits["about_id"].tolist() == ["eve", "cy"]


def test_words_right_before_a_child_describe_the_child(concern):
    assert concern("Ana and Ben split.") == "pair"
    assert concern("Ben met Ana. Ben has a love daughter.") == "ben"


def test_a_couple_that_speaks_as_we_speaks_of_itself(concern):
    said = "Ana and Ben came. “We decided on the split,” they said."
    assert concern(said, people={"We": None, "they": None}, source=("other", None)) == "pair"
