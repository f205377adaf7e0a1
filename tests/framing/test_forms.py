import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.framing.forms import inflect, is_apart, is_other_adjective


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("praise", "praises praised praising"),
        ("stop", "stops stopped stopping"),
        ("visit", "visits visited visiting"),
        ("quarrel", "quarrels quarreled quarrelled quarreling quarrelling"),
        ("carry", "carries carried carrying"),
        ("play", "plays played playing"),
        ("lie", "lies lied lying"),
        ("kiss", "kisses kissed kissing"),
        ("panic", "panics panicked panicking"),
        ("agree", "agrees agreed agreeing"),
        ("grow", "grows grew grown growing"),
        ("break", "breaks broke broken breaking"),
        ("undo", "undoes undid undone undoing"),
        ("overcome", "overcomes overcame overcoming"),
        ("crisis", "crises"),
        ("child", "children"),
        ("wives", "wife"),
        ("jobs", "job"),
        ("divorced", "divorce divorces divorcing"),
        ("issues", "issue issued issuing"),
        ("feelings", "feeling"),
    ],
)
def test_a_word_stands_for_its_forms(word, forms):
    assert set(forms.split()) <= set(inflect(word))
    assert inflect(word)[0] == word


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("hop", "hope hoped hoping"),
        ("scar", "scared scare"),
        ("see", "seed"),
        ("feed", "fee fees"),
        ("his", "hi"),
        ("ups", "up"),
        ("wed", "wedding"),
        ("evening", "even"),
        ("news", "new"),
        ("roses", "ros rose"),
        ("back", "backs backing"),
        ("good", "goods"),
        ("love", "lovely lover"),
        ("defend", "defendant defender"),
        ("thank", "thankfully"),
        ("fight", "fighted"),
    ],
)
def test_a_word_does_not_stand_for_another(word, others):
    assert not set(others.split()) & set(inflect(word))


def test_a_word_that_has_gone_its_own_way_is_found_where_the_stem_is_longer():
    assert is_apart("defendant", "defend") and not is_apart("defendant", "defendan")
    assert not is_apart("defended", "defend")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ana is a [gifted] singer.", True),
        ("Ana’s [gifted] son sang.", True),
        ("The [celebrated] author spoke.", True),
        ("Ana is very [gifted].", True),
        ("Ana is [gifted] and kind.", True),
        ("Ben [gifted] Ana a ring.", False),
        ("Ana was [gifted] a ring.", False),
        ("The ring was [gifted] by Ben.", False),
        ("Her birthday was [celebrated] at home.", False),
        ("They have [celebrated] it.", False),
        ("Her [loved] ones came.", False),
    ],
)
def test_a_participle_is_an_adjective_of_another_meaning_by_its_place(line, expected):
    start, end = line.index("["), line.index("]") - 1
    assert is_other_adjective(line.replace("[", "").replace("]", ""), start, end) is expected


@given(st.from_regex(r"[a-z]{1,9}(?:s|es|ed|ing|ied|ies|y|e)?", fullmatch=True))
@settings(max_examples=60)
def test_any_word_has_itself_first_and_each_form_once(word):
    forms = inflect(word)
    assert forms[0] == word
    assert len(forms) == len(set(forms)) <= 40
