"""Forms of names found in a corpus, near misses, and suggested names that are forms of somebody declared."""

import pytest

from analysis.people.mentions import find_mentions
from analysis.people.names.forms import describe_forms, form_of
from analysis.people.names.roster import compile_roster
from analysis.study import Study
from analysis.text.sentences import find_sentences

STUDY = Study(
    path="study.yaml",
    study={"id": "t", "title": "T"},
    people={"moran": {"name": "Elizabeth “Liz” Moran"}, "pike": {"name": "Tom Pike"}, "roe": {"name": "Ann Roe"}},
)


def test_forms_near_misses_and_forms_of_one_outlet_are_listed_by_person(table_of):
    texts = {
        "a": "We met Liz Moran. Moran left. Beth Moran stayed.",
        "b": "We met Elizabeth Moran and Tom Pike. Moran left.",
    }
    articles = table_of(texts)
    articles["outlet_id"] = ["alpha", "beta"]
    mentions = find_mentions(articles, find_sentences(articles, {}), STUDY)
    assert list(describe_forms(STUDY, articles, mentions)) == [
        "moran: Moran (2), Elizabeth Moran (1), Liz Moran (1)",
        "  in one outlet only: Elizabeth Moran (beta), Liz Moran (alpha)",
        "  near misses, read as nobody of the study: Beth Moran (1)",
        "pike: Tom Pike (1)",
        "  in one outlet only: Tom Pike (beta)",
        "roe: found nowhere",
    ]


def test_a_near_miss_begins_with_its_sentence(table_of):
    articles = table_of({"a": "They fled to Devon. Brother Ned Moran, Rev. Al Moran and J. B. Moran stayed."})
    articles["outlet_id"] = ["alpha"]
    mentions = find_mentions(articles, find_sentences(articles, {}), STUDY)
    assert next(one for one in describe_forms(STUDY, articles, mentions) if "near" in one).endswith(
        ": Brother Ned Moran (1), J. B. Moran (1), Rev. Al Moran (1)"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Liz Moran", ("moran", True)),
        ("Eliza Moran", ("moran", False)),
        ("Beth Moran", None),
        ("Thomas Pike", ("pike", True)),
        ("Mary Poole", None),
    ],
)
def test_a_name_is_offered_as_a_form_of_a_declared_person(name, expected):
    assert form_of(name, compile_roster(STUDY)) == expected
