"""Where people of the study are named."""

import pytest

from analysis.people.names.find import find_names
from analysis.people.names.roster import compile_roster, describe_names, short_names
from analysis.study import Study


def names(table, text, headline=None):
    found = table(text, headline=headline).query("kind == 'proper'")
    return list(zip(found["surface"], found["person_id"], strict=True))


def test_names_and_aliases_are_found_longest_first_without_the_possessive(table):
    text = "Mara Jo Lind's song and Mara Lind’s tour: Echo is back. TOM PIKE agrees."
    assert names(table, text) == [
        ("Mara Jo Lind", "echo"),
        ("Mara Lind", "echo"),
        ("Echo", "echo"),
        ("TOM PIKE", "pike"),
    ][:3] + names(table, "TOM PIKE agrees.")


def test_letters_after_the_first_may_stand_in_either_case(table):
    assert names(table, "Fans met ECHO. They know tom pike and echo.") == [("ECHO", "echo")]


def test_a_short_name_counts_before_the_whole_name_too_where_it_is_no_word(table):
    assert names(table, "A pike swam. Pike sang. Tom slept. We met Tom Pike today. Later Pike left, and Tom sang.") == [
        ("Pike", "pike"),
        ("Tom", "pike"),
        ("Tom Pike", "pike"),
        ("Pike", "pike"),
        ("Tom", "pike"),
    ]


def test_a_heading_may_use_the_surname_before_the_full_name(table):
    text = "Vale Breaks Long Silence About Injury\n\nThe skier Rex Vale spoke on Monday about his knee."
    assert names(table, text, headline="Vale Breaks Long Silence About Injury")[0] == ("Vale", "vale")


def test_a_middle_initial_is_no_hindrance(table):
    assert names(table, "They saw Tom R. Pike there.") == [("Tom R. Pike", "pike")]


def test_a_surname_with_a_title_of_the_other_sex_is_somebody_else(table):
    assert names(table, "Tom Pike came. So did Mrs. Pike, and then Mr. Pike.") == [
        ("Tom Pike", "pike"),
        ("Pike", "pike"),
    ]


def test_another_first_name_makes_another_person(table):
    assert names(table, "Rex Vale won. His cousin Trevon Vale lost.") == [("Rex Vale", "vale")]


@pytest.mark.parametrize(
    "text",
    [
        "They heard an echo in the hall.",
        "The Echo was heard in the hall.",
        "An Echo of the past returned.",
        "Echo the words of the song, they said.",
        "She read it in the Daily Echo on Monday.",
        "They work for Echo Records in town.",
        "Tariffs Will Echo Across Many Markets",
        "Lake levels fell again this summer.",
        "Fern growers met near Lake Superior on Monday.",
        "How to Echo Your Own Success at Work",
        "Visit #Echo or mail@Echo now.",
    ],
)
def test_ordinary_words_and_longer_names_are_no_mentions(table, text):
    assert names(table, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Echo sang.",
        "Echo said no.",
        "Echo’s tour begins.",
        "Echo, 33, was there.",
        "The singer Echo was there.",
        "Echo was asked about it.",
        "Fans met Echo and Fern at the gate.",
        "Fans Gather Outside Town Hall. On Monday, Echo sang.",
    ],
)
def test_the_same_words_are_names_where_case_or_context_says_so(table, text):
    assert ("Echo", "echo") in names(table, text)


def test_a_name_at_the_beginning_of_a_sentence_is_believed_where_the_article_names_the_person_elsewhere(table):
    text = "Echo Returns Online Everywhere\n\nEcho lines formed. At noon Echo sang."
    assert names(table, text, headline="Echo Returns Online Everywhere")[-1] == ("Echo", "echo")
    assert len(names(table, text, headline="Echo Returns Online Everywhere")) == 3


def test_a_title_of_a_work_names_nobody(table):
    assert names(table, "Her new album, Mara, is out, and Low Tide is a hit for Mara Lind.") == [("Mara Lind", "echo")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mr. Pike", ["Pike"]),
        ("Mayor Pike", ["Pike"]),
        ("Vice President Tom Pike", ["Tom", "Pike"]),
        ("The Rev. Tom Pike Jr.", ["Tom", "Pike"]),
        ("Tom Pike, MD", ["Tom", "Pike"]),
        ("Prince Tom of Ellery", ["Tom"]),
        ("The Lakeside", ["Lakeside"]),
        ("DJ Pike", ["Pike"]),
        ("Don Pike", ["Don", "Pike"]),
        ("Tom King", ["Tom", "King"]),
        ("Van der Pike", ["Pike"]),
        ("Mr. President", []),
        ("Ben Pike", ["Ben", "Pike"]),
    ],
)
def test_no_title_suffix_or_article_is_a_short_name(name, expected):
    assert short_names([name]) == expected


def titled(*aliases):
    return Study(
        path="study.yaml", study={"id": "t", "title": "T"}, people={"pike": {"name": "Tom Pike", "aliases": aliases}}
    )


@pytest.mark.parametrize("alias", ["Mr. Pike", "Mayor Pike", "Tom Pike Jr.", "The Pike", "Sir Tom Pike"])
def test_an_alias_with_a_title_makes_no_other_bearer_of_the_title_its_person(surfaces, alias):
    text = "Tom Pike spoke. Mr. Brandt, Mayor Moor, Ben Reed Jr. and Sir Ian Lee came. The day was long."
    assert surfaces(text, titled(alias)) == ["Tom Pike"]


def test_a_title_is_found_with_and_without_its_stop(surfaces):
    assert surfaces("Here Mr Pike spoke, and Mr. Pike sang.", titled("Mr. Pike")) == ["Mr Pike", "Mr. Pike"]


@pytest.mark.parametrize("name", ["Sir Tom Pike", "Tom Pike Jr.", "Senator Tom Pike, MP"])
def test_a_name_is_found_without_its_title_too(surfaces, name):
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people={"pike": {"name": name}})
    assert surfaces("On Monday Tom Pike spoke; later Pike sang.", study) == ["Tom Pike", "Pike"]


def test_each_name_is_told_with_the_short_names_that_it_adds():
    assert list(describe_names(titled("Mr. Pike", "Thomas Pike", "Tom Pike Lee"))) == [
        ("pike", "Tom Pike", ["Tom", "Pike"]),
        ("pike", "Mr. Pike", []),
        ("pike", "Thomas Pike", ["Thomas"]),
        ("pike", "Tom Pike Lee", ["Lee", "Pike Lee"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Pike Jr. spoke. Tom Pike, Jr., left. Pike Jnr. sang.", []),
        ("We saw Tom Pike and Tom Pike Sr. here.", ["Tom Pike"]),
        ("We saw Tom Pike II here.", ["Tom Pike"]),
        ("We saw Tom Pike, junior minister, here.", ["Tom Pike"]),
    ],
)
def test_a_parent_or_child_of_the_same_name_is_somebody_else(surfaces, text, expected):
    assert surfaces(text, titled()) == expected


def test_a_name_with_a_generation_is_not_that_of_another_generation(surfaces):
    text = "Tom Pike Sr. wept. Tom Pike II sang. Tom Pike Jr. left. Pike Sr. stayed. Tom Pike came."
    assert surfaces(text, titled("Tom Pike Jr.")) == ["Tom Pike Jr.", "Tom Pike"]


@pytest.mark.parametrize(
    ("alias", "text", "expected"),
    [
        ("Coach", "Coach Moor won. Then Coach lost.", ["Coach"]),
        ("the King", "King Ian came. The King left. We saw the King.", ["The King", "the King"]),
        ("the Pope", "The Pope left. The Pope Tuesday spoke.", ["The Pope"]),
    ],
)
def test_a_title_as_an_alias_is_not_that_before_another_name(surfaces, alias, text, expected):
    assert surfaces(f"Tom Pike came. {text}", titled(alias)) == ["Tom Pike", *expected]


@pytest.mark.parametrize(
    "text", ["Tom Moor said no.", "Tom de Moor said no.", "Pike Valley is a park.", "Tom H. Pikeson left."]
)
def test_a_first_name_that_goes_on_in_another_surname_is_not_his(surfaces, text):
    assert surfaces(f"Tom Pike spoke. {text}", titled()) == ["Tom Pike"]


def test_a_declared_middle_initial_is_found_and_tells_two_people_apart():
    people = {"w": {"name": "Tom W. Pike"}, "plain": {"name": "Tom Pike"}}
    roster = compile_roster(Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people))
    text = "Tom W. Pike met Tom Pike. Tom H. Pike left."
    assert [one.person_id for one in find_names(text, [(0, 25), (26, 43)], roster)] == ["w", "plain", "plain"]


def test_the_elder_and_the_younger_of_a_surname_are_parent_and_child(pairs_with):
    people = {"ann": {"name": "Ann Pike", "pronouns": "she"}, "jo": {"name": "Jo Pike", "pronouns": "she"}}
    relations = {"family": {"kind": "parent", "parents": ["ann"], "children": ["jo"]}}
    study = Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people, relations=relations)
    text = "Ann Pike sang with Jo Pike. The elder Pike sat; the younger Pike stood."
    found = [who for words, who in pairs_with(text, study) if words == "Pike"]
    assert found == ["ann", "jo"]
