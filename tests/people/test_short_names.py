"""Names in part: whom a first name, a surname or a nickname alone means, and what looks like one and is another's."""

import pytest

from analysis.study import Study

PEOPLE = {
    "bo": {"name": "Bo Lind", "pronouns": "she"},
    "tom": {"name": "Tom Pike", "pronouns": "he"},
    "paula": {"name": "Paula Pike", "pronouns": "she"},
    "gus": {"name": "Augustus Roe", "pronouns": "he", "roles": ["actor"]},
    "anna": {"name": "Anna Roe", "pronouns": "she"},
    "sunday": {"name": "Sunday Price", "pronouns": "she"},
    "rose": {"name": "Rose Grant", "pronouns": "she"},
    "leo": {"name": "Leo Marsh", "pronouns": "he"},
    "don": {"name": "Donald Hale", "pronouns": "he"},
    "lupe": {"name": "Guadalupe Cruz", "pronouns": "she"},
    "prince": {"name": "Prince Harold", "pronouns": "he"},
    "countess": {"name": "Countess Vann", "pronouns": "she"},
    "kit": {"name": "Kit Vale", "pronouns": "they"},
    "sam": {"name": "Sam Vale", "pronouns": "he"},
}


@pytest.fixture
def read(table_of):
    from analysis.people.mentions import find_mentions
    from analysis.text.sentences import find_sentences

    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people=PEOPLE)

    def names(text):
        articles = table_of({"a": text})
        found = find_mentions(articles, find_sentences(articles, study.titles), study).query("kind == 'proper'")
        return list(zip(found["surface"], found["person_id"], strict=True))

    return names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Anna. Later Anna Roe sang.", [("Anna", "anna"), ("Anna Roe", "anna")]),
        ("They met Anna. Later Anna Roe sang with Anna Moss.", [("Anna Roe", "anna")]),
        ("Bo Lind came with Anna.", [("Bo Lind", "bo"), ("Anna", "anna")]),
        ("Bo Lind came with co-star Anna.", [("Bo Lind", "bo"), ("Anna", "anna")]),
        ("Bo Lind came with Anna Moss. They love Anna.", [("Bo Lind", "bo")]),
        ("Bo Lind came with her daughter Anna. They love Anna.", [("Bo Lind", "bo")]),
        ("Bo Lind prayed to St. Anna.", [("Bo Lind", "bo")]),
        ("They came with Anna.", []),
        ("They told Bo Lind of Mrs Roe and Mr Roe.", [("Bo Lind", "bo"), ("Roe", "anna"), ("Roe", "gus")]),
        ("They told Bo Lind of Judge Marsh.", [("Bo Lind", "bo")]),
        ("They told Bo Lind of Marsh.", [("Bo Lind", "bo")]),
    ],
)
def test_a_name_in_part_is_a_persons_where_nobody_else_of_that_name_is_in_the_article(read, text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bo Lind met a fan named Leo. Later Leo cried.",
        "Bo Lind plays Leo on stage. They love Leo.",
        "Bo Lind met with Leo, a fan from Leeds. They love Leo.",
        "Bo Lind came with Leo, 4, at noon. They love Leo.",
        "Bo Lind thanked her sons: Leo and Al. They love Leo.",
        "Bo Lind thanked her sons Al and Leo. They love Leo.",
        "Bo Lind thanked her hairdresser, Leo, and left. They love Leo.",
        "Bo Lind thanked her publicist Leo, who left. They love Leo.",
        "Bo Lind met King Leo there. They love Leo.",
        "Bo Lind was asked to sing by Leo on Monday.",
    ],
)
def test_a_first_name_alone_is_not_taken_from_a_stranger(read, text):
    assert read(text) == [("Bo Lind", "bo")]


def test_a_first_name_alone_may_stand_behind_a_trade_of_the_person(read):
    assert read("Bo Lind came with actor Augustus.") == [("Bo Lind", "bo"), ("Augustus", "gus")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Augustus Roe sang. They love Gus.", ["Augustus Roe", "Gus"]),
        ("Augustus Roe sang. Gus Moss did, too. They love Gus.", ["Augustus Roe"]),
        ("Augustus Roe has a son, Gus. They love Gus.", ["Augustus Roe"]),
        ("Donald Hale sang. They love Don. Don’t they?", ["Donald Hale", "Don"]),
        ("Guadalupe “Lula” Cruz sang. Lula danced.", ["Guadalupe “Lula” Cruz", "Lula"]),
        ("Prince Harold sang. They love Harry.", ["Prince Harold", "Harry"]),
        ("Countess Vann sang. Then Countess left. The Countess did, too.", ["Countess Vann", "Countess"]),
    ],
)
def test_a_person_named_in_full_may_be_called_by_a_familiar_name(read, text, expected):
    assert [words for words, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Pike met Paula Pike. Pike sang.", ["tom", "paula", "tom"]),
        ("Tom Pike met Paula Pike. Pike sang of her life.", ["tom", "paula", "paula"]),
    ],
)
def test_a_surname_that_several_share_is_whose_it_was_first(read, text, expected):
    assert [person for _, person in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bo Lind sang. Ann Lind, a baker, cooked. Later Lind slept.", ["Bo Lind"]),
        ("Bo Lind sang. Her sister Ann Lind cooked. Later Lind slept.", ["Bo Lind", "Lind"]),
        ("Bo Lind sang. Lind won.\n\nAnn Lind cooked.\n\nLater Lind slept.", ["Bo Lind", "Lind", "Lind"]),
        ("Bo Lind sang. Ann Lind cooked. Bo Lind laughed. Later Lind slept.", ["Bo Lind", "Bo Lind", "Lind"]),
        ("Bo Lind sang. They stop her in the Stop Lind group. Later Lind slept.", ["Bo Lind", "Lind"]),
        ("Rose Grant met Grant Ellis. Later Grant slept.", ["Rose Grant"]),
        ("Leo Marsh met Leo Moss. Later Leo slept.", ["Leo Marsh"]),
    ],
)
def test_a_short_name_is_somebody_elses_whose_name_stands_nearer(read, text, expected):
    assert [words for words, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bo Lind sang. Will Lind stayed at home.", ["Bo Lind"]),
        ("Bo Lind sang. Will Lind stay at home?", ["Bo Lind", "Lind"]),
        ("Bo Lind met Bo Lind-Moss, who sang.", ["Bo Lind"]),
        ("Bo Lind met Ann Moss-Lind, who sang.", ["Bo Lind"]),
        ("Anti-Lind fans told of Bo Lind and Lind’s South Carolina home.", ["Lind", "Bo Lind", "Lind"]),
        ("This long Lind-Pike feud hurt Bo Lind.", ["Lind", "Bo Lind"]),
        ("Bo Lind met O’Lind and Max von Lind.", ["Bo Lind"]),
        ("Anna Roe met Jo-Anna Roe, who sang.", ["Anna Roe"]),
        ("Leo Marsh met Pope Leo and King Leo.", ["Leo Marsh"]),
        ("Prince Harold left. Later Prince Harold and Queen Bo sang.", ["Prince Harold", "Prince Harold"]),
        ("Bo Lind met the Duke of Lind in the town of Lind.", ["Bo Lind"]),
        ("Bo Lind was born in Lind, Ohio, and left.", ["Bo Lind"]),
        ("Bo Lind told fans that Lind’s Hotel was closed.", ["Bo Lind"]),
        ("Bo Lind told fans of her father, also Lind, and left.", ["Bo Lind"]),
        ("Bo Lind was in ‘Lind’s Gulch’ and in “The Ballad of Bo Lind” last year.", ["Bo Lind"]),
        ("They said that the Tom Pike Trio had met Tom Pike there.", ["Tom Pike"]),
        ("They went to Tom Pike High School near there.", []),
        ("Sunday Price sang. It airs Sunday on TV. Then Sunday slept.", ["Sunday Price", "Sunday"]),
        ("Rose Grant sang. Rose to fame, she did. Grant us peace, they said.", ["Rose Grant"]),
    ],
)
def test_what_looks_like_a_name_and_is_another_name_or_word_is_nobodys(read, text, expected):
    assert [words for words, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("person", "text", "expected"),
    [
        ({"name": "Dexter Moss", "aliases": ["Dex"]}, "Dex Moss sang.", ["Dex Moss"]),
        ({"name": "Delphine Moss", "aliases": ["Sunday"]}, "Sunday Moss sang.", ["Sunday Moss"]),
        ({"name": "Park Ji-woon"}, "Ji-woon Park sang. Park left.", ["Ji-woon Park", "Park"]),
        ({"name": "Ji-woon Park"}, "Park Ji-woon sang. Park left.", ["Park Ji-woon", "Park"]),
    ],
)
def test_an_alias_goes_with_the_surname_and_a_korean_name_in_either_order(surfaces, person, text, expected):
    assert surfaces(text, Study(path="study.yaml", study={"id": "t", "title": "T"}, people={"a": person})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Roe and Augustus Roe met. Later Roe thanked her warmly.", ("Roe", "anna")),
        ("Augustus Roe met Anna Roe. Later Roe thanked her warmly.", ("Roe", "gus")),
        ("Augustus Roe met Anna Roe. Later Roe thanked her fans.", ("Roe", "anna")),
        ("Sam Vale met Kit Vale. “No,” said Mx. Vale.", ("Vale", "kit")),
        ("Anna Roe met Augustus Roe. She met the Roe girls.", ("Augustus Roe", "gus")),
        ("Guadalupe Cruz came. They love Guada.", ("Guada", "lupe")),
        ("Donald Hale came. It was Dona, of all people. “No,” said Dona.", ("Dona", "don")),
    ],
)
def test_the_last_name_of_a_text_is(read, text, expected):
    assert read(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Guadalupe Cruz came. They love Guada Vega.",
        "Guadalupe Cruz came. In Gua 5 it is cold.",
        "Guadalupe Cruz came. A guada is a drink; they love Guada.",
        "Guada came. Guada left with Guadalupe Cruz.",
        "They love Guada.",
        "Guadalupe Cruz came. She sang in the Guada bar.",
        "Guadalupe Cruz came. She works at Guada, a bar.",
    ],
)
def test_a_beginning_of_a_first_name_is_nobodys_where_it_may_be_a_word_or_another_name(read, text):
    assert ("Guada", "lupe") not in read(text)
    assert ("Gua", "lupe") not in read(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Leo Marsh left. “Poor Leo had no idea,” a friend said. Friends say that Leo wept.", 3),
        ("Leo Marsh left. 'Poor Leo had no idea,' a friend said. Friends say that Leo wept.", 3),
        ("Leo Marsh left. “Gary Leo had no idea,” a friend said. Friends wept.", 1),
    ],
)
def test_a_word_that_opens_a_quotation_is_no_first_name_of_somebody_else(read, text, named):
    assert [person for _, person in read(text)] == ["leo"] * named


def test_marks_in_a_first_name_are_no_pattern(surfaces):
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people={"k": {"name": "K(atya Roe"}})
    assert surfaces("K(atya Roe came. We love K(at and Kat.", study) == ["K(atya Roe", "K(at"]
