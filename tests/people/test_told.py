"""Descriptions by what an article tells: whose kin somebody is, a trade, an apposition, who is in focus."""

import pytest

from analysis.study import Study

NAMES = {"ana": ("Ana Roe", "she"), "di": ("Di Lund", "she"), "bo": ("Bo Lee", "he"), "cy": ("Cy Doe", "he")}
ROLES = {"ana": ["actor"], "bo": ["manager"], "cy": ["husband"]}


@pytest.fixture
def means(pairs_with):
    """Whom each place of the words means, in a study that declares a role or two and no relation."""

    def read(words, text, roles=None, relations=None):
        roles = ROLES if roles is None else roles
        people = {one: {"name": name, "pronouns": p, "roles": roles.get(one, [])} for one, (name, p) in NAMES.items()}
        study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people, relations=relations or {})
        return [people for surface, people in pairs_with(text, study) if surface == words]

    return read


@pytest.mark.parametrize(
    ("words", "text", "people"),
    [
        ("her brother", "Ana Roe came with her brother, Bo Lee, on Monday.", ["bo"]),
        ("her ex", "Ana Roe saw her ex, the singer Bo Lee, on Monday.", ["bo"]),
        ("her brother", "Bo Lee, her brother, came with Ana Roe.", ["bo"]),
        ("her brother", "Ana Roe and her brother, Bo Lee, left. Cy Doe sang. Ana Roe met her brother.", ["bo", "bo"]),
        ("his sister", "Ana Roe and her brother, Bo Lee, left. Bo Lee thanked his sister.", ["ana"]),
        ("his wife", "Bo Lee thanked his wife. Ana Roe and her husband, Bo Lee, left.", ["ana"]),
        ("The couple", "Ana Roe and her husband, Bo Lee, left. Cy Doe sang. The couple smiled.", ["ana|bo"]),
        ("her brother", "Ana Roe and her brother, Al Poole, left. Bo Lee sang. Ana Roe thanked her brother.", []),
        ("her aunt", "Ana Roe thanked her aunt, Di Lund, on Monday.", ["di"]),
        ("Her manager", "Ana Roe left. Her manager, Al Poole, stayed.", []),
        ("her manager", "Ana Roe left. Al Poole, her manager, stayed.", []),
        ("her manager", "Ana Roe left. Later her manager said no.", ["bo"]),
        ("her manager", "Di Lund left with her manager, Bo Lee, at noon. Ana Roe called her manager.", ["bo"]),
        ("her husband", "Ana Roe left. Later her husband sang. Cy Doe smiled.", ["cy"]),
        ("Its editor", "Its editor, Bo Lee, left.", ["bo"]),
        ("her client", "Ana Roe left with her client, Bo Lee, at noon.", ["bo"]),
        ("Her co-star", "Ana Roe sang with Bo Lee. Her co-star said he was glad.", ["bo"]),
        ("his former bandmate", "Ana Roe’s drummer, Bo Lee, left. Di sang. Bo Lee met his former bandmate.", ["ana"]),
    ],
)  # fmt: skip
def test_whose_kin_or_manager_somebody_is_may_be_told_by_the_article(means, words, text, people):
    assert means(words, text) == people


def test_whoever_is_known_as_one_husband_is_nobody_elses(means):
    couple = {"couple": {"kind": "spouse", "members": ["di", "cy"]}}
    assert means("her husband", "Cy Doe sang. Ana Roe thanked her husband.", relations=couple) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("her husband", "Ana Roe left with her ex-husband, Bo Lee. Ana Roe loves her husband."),
        ("her husband", "Ana Roe’s drummer, Bo Lee, left. Ana Roe loves her husband."),
        ("his wife", "Bo Lee left with his ex-wife, Ana Roe. Bo Lee loves his wife."),
    ],
)
def test_a_former_husband_or_a_drummer_is_no_husband(means, words, text):
    assert means(words, text, {}) == []


def test_an_old_flame_is_no_wife(means):
    couple = {"couple": {"kind": "spouse", "members": ["ana", "bo"]}}
    assert means("his old flame", "Ana Roe sang. Bo Lee met his old flame.", {}, couple) == []


def test_kin_of_an_unsure_owner_are_not_carried_on(means):
    text = "Ana Roe and Di Lund said that her brother, Bo Lee, had left. Later Ana Roe called her brother."
    assert means("her brother", text, {}) == ["bo"]


def test_a_wife_may_be_declared_as_a_partner(means):
    couple = {"couple": {"kind": "partner", "members": ["ana", "bo"]}}
    assert means("his wife", "Ana Roe sang. Bo Lee thanked his wife.", relations=couple) == ["ana"]


@pytest.mark.parametrize("words", ["her sisters-in-law", "her parents-in-law"])
def test_in_laws_may_be_several(means, words):
    relations = {
        "couple": {"kind": "spouse", "members": ["ana", "bo"]},
        "siblings": {"kind": "sibling", "members": ["bo", "di"]},
        "family": {"kind": "parent", "parents": ["cy", "di"], "children": ["bo"]},
    }
    found = {"her sisters-in-law": "di", "her parents-in-law": "cy|di"}
    assert means(words, f"Ana Roe and Bo Lee met {words}.", relations=relations) == [found[words]]


@pytest.mark.parametrize(
    ("words", "text", "people"),
    [
        ("The bus driver", "Bo Lee, a bus driver from Leeds, met Cy Doe. Cy Doe left. The bus driver smiled.", ["bo"]),
        ("The chef", "Bo Lee is a chef. Cy Doe left. The chef smiled.", ["bo"]),
        ("The chef", "Chef Bo Lee came. Cy Doe left. The chef smiled.", ["bo"]),
        ("The chef", "Bo Lee met Al Poole, a chef. Cy Doe left. The chef smiled.", []),
        ("the bus driver", "Cy Doe met Bo Lee, the bus driver who sings.", ["bo"]),
        ("the boss", "Cy Doe met Bo Lee, the boss of the firm, at noon.", ["bo"]),
        ("the boss", "Cy Doe met the boss of the firm. Bo Lee left.", []),
        ("The actress", "Ana Roe met Di Lund. The actress smiled.", ["ana"]),
        ("The veteran broadcaster", "Ana Roe left. The veteran broadcaster sang.", ["ana"]),
        ("The dental hygienist", "Ana Roe left. The dental hygienist said no.", ["ana"]),
        ("The dental hygienist", "Ana Roe left. The dental hygienist came.", ["ana"]),
        ("the boat captain", "Ana Roe left. She thanked the boat captain.", []),
        ("The label rep", "Ana Roe left. The label rep said no.", []),
        ("The registrar", "Ana Roe left. The registrar said no.", []),
        ("The first-time director", "Ana Roe left. The first-time director smiled.", ["ana"]),
        ("the Ohio native", "Ana Roe and Bo Lee met when the Ohio native admitted she was ill.", ["ana"]),
        ("The Irishman", "Bo Lee left. The Irishman smiled.", ["bo"]),
        ("The director", "Director Jana Novak cast Ana Roe. The director left.", []),
        ("The plumber", "Ana Roe called a plumber. The plumber came late.", []),
        ("The plumber", "Ana Roe adores her plumber. The plumber came late.", []),
        ("The fugitive", "Bo Lee was shot by a masked young fugitive. The fugitive left.", []),
        ("The fugitive", "Bo Lee, a fugitive, left. The fugitive sang.", ["bo"]),
        ("The fugitive", "Bo Lee was arrested. The fugitive sang.", ["bo"]),
        ("The thief", "Ana Roe was robbed. The thief fled.", []),
        ("The singer-actress", "Ana Roe met Di Lund. The singer-actress smiled.", ["ana"]),
    ],
)
def test_a_description_means_whom_the_article_calls_so_or_is_about(means, words, text, people):
    assert means(words, text, {"ana": ["actor"]}) == people


@pytest.mark.parametrize(("words", "person"), [("the bride", "ana"), ("the groom", "bo")])
def test_bride_and_groom_are_the_couple(means, words, person):
    couple = {"couple": {"kind": "partner", "members": ["ana", "bo"]}}
    assert means(words, f"Di Lund met Ana Roe, Cy Doe and Bo Lee. At noon {words} smiled.", relations=couple) == [
        person
    ]


@pytest.mark.parametrize("words", ["the two stars", "both of them", "the couple", "both pilots"])
def test_two_by_any_noun_are_the_two_in_focus(means, words):
    assert means(words, f"Ana Roe sang. Later Bo Lee sang. Fans met {words} there.") == ["ana|bo"]


def test_whose_manager_he_is_who_is_named_beside_it_is_somebody_else(means):
    assert means("his", "Bo Lee sang. Cy Doe, his manager, left.") == ["bo"]


def test_things_that_end_like_trades_are_no_rivals_of_one_who_is_they(pairs):
    found = pairs("Ash Moor stood an hour behind the doors. They smiled.")
    assert ("They", "ash") in found


def test_we_are_the_two_who_were_just_named_together(pairs):
    found = pairs("Rex Vale and Ash Moor are back. “We sing,” Moor said.", ["ash"])
    assert ("We", "vale|ash") in found
