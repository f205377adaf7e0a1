"""A table of invented names and of the forms in which articles write them: nearly all are found."""

import csv
from pathlib import Path

import pytest

from analysis.people.names.find import find_names
from analysis.people.names.roster import compile_roster
from analysis.study import Study

with Path(__file__).with_name("names_and_forms.csv").open(encoding="utf-8") as _file:
    ROWS = [(row["declared"], row["whole"], row["short"]) for row in csv.DictReader(_file)]


def read(text, *names, **more):
    people = {f"p{n}": {"name": name} for n, name in enumerate(names)}
    roster = compile_roster(Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people, **more))
    ends = [at + 1 for at, mark in enumerate(text) if mark == "\n"]
    return find_names(text, list(zip([0, *ends], [*ends, len(text)], strict=True)), roster)


def missed(declared, whole, short):
    """Say which of the two forms is not found; at its place stands a name that ends where it does."""
    text = f"On Monday the town met {whole} in the hall.\nLater {short} left the room."
    ends = {one.end for one in read(text, declared)}
    first = text.index(" in the hall.")
    whole_ends = {
        first,
        first - len(whole) + len(whole.rstrip(".")),
        text.find(", J", 0, first),
        text.find(" Jr", 0, first),
    }
    whole_ends |= {text.find(f" {mark}", 0, first) for mark in ("II", "III", "V", "XI")}
    return not (ends & whole_ends - {-1}), text.index(" left the room.") not in ends


def test_whole_names_and_short_names_are_found_in_the_forms_of_articles():
    results = {row: missed(*row) for row in ROWS}
    assert len(results) >= 200
    whole = [row for row, (is_missed, _) in results.items() if is_missed]
    short = [row for row, (_, is_missed) in results.items() if is_missed]
    assert len(whole) <= 0.05 * len(ROWS), whole
    assert len(short) <= 0.1 * len(ROWS), short


@pytest.mark.parametrize("row", [row for row in ROWS if "," in row[0] or " y " in row[0] or " e " in row[0]])
def test_a_surname_first_two_surnames_in_one_and_letters_behind_a_name_hide_no_form(row):
    assert missed(*row) == (False, False)


def people_in(text, people, **more):
    """Give the words of each name found, and whom they mean."""
    roster = compile_roster(Study(path="study.yaml", study={"id": "t", "title": "T"}, people=people, **more))
    ends = [at + 1 for at, mark in enumerate(text) if mark == "."]
    found = find_names(text, list(zip([0, *ends[:-1]], ends, strict=True)), roster)
    return [(text[one.start : one.end], one.person_id) for one in found]


BEN, SAMIR = {"name": "Benjamin A. Trost", "pronouns": "he"}, {"name": "Samir Pohl", "pronouns": "he"}
NORA, EMIL = {"name": "Nora Sand", "pronouns": "she"}, {"name": "Emil Sand", "pronouns": "he"}


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Ben Trost spoke. Ben left.", {"a": BEN}, ["Ben Trost", "Ben"]),
        ("Benny Trost spoke. Trost left.", {"a": BEN}, ["Benny Trost", "Trost"]),
        ("Sam Pohl spoke. Pohl left.", {"a": SAMIR}, ["Sam Pohl", "Pohl"]),
        ("Benjamin Trost met Ben Diaz. Later Ben left.", {"a": BEN}, ["Benjamin Trost"]),
        ("William Roe spoke.", {"a": {"name": "Bill Roe"}}, ["William Roe"]),
        ("Samantha Pohl spoke.", {"a": SAMIR}, []),
        ("Ann Roe met Anna Roe.", {"a": {"name": "Anna Roe"}}, ["Anna Roe"]),
        ("Beth Roe spoke.", {"a": {"name": "Elizabeth Roe", "aliases": ["Liz Roe"]}}, []),
    ],
)
def test_a_familiar_name_with_the_surname_is_the_person(text, people, expected):
    assert [words for words, _ in people_in(text, people)] == expected


PARIS = {"a": {"name": "Paris Hill", "aliases": ["Paris"], "pronouns": "she"}}
APRIL = {"a": {"name": "April Chen", "aliases": ["April"], "pronouns": "she"}}


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Paris Hill flew to Paris. Paris is rainy.", PARIS, ["Paris Hill"]),
        ("Paris Hill sang in Paris. He told Paris so. Paris smiled.", PARIS, ["Paris Hill", "Paris", "Paris"]),
        ("Paris Hill sang. Paris is happy.", PARIS, ["Paris Hill", "Paris"]),
        ("April Chen left in April. April was cold. April said so.", APRIL, ["April Chen", "April"]),
    ],
)
def test_a_name_that_the_article_uses_for_a_place_or_time_needs_a_sign_of_a_person(text, people, expected):
    assert [words for words, _ in people_in(text, people)] == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Emil Sand met Nora Sand. Later Sand said he was tired.", ("Sand", "b")),
        ("Nora Sand met Emil Sand. Later Sand hugged her husband.", ("Sand", "a")),
        ("Nora Sand, wife of Emil, left.", ("Emil", "b")),
        ("Brothers Emil and Otto Sand left.", ("Emil", "b")),
    ],
)
def test_a_shared_surname_goes_by_the_pronoun_behind_it_and_a_first_name_by_its_kin(text, last):
    couple = {"c": {"kind": "spouse", "members": ["a", "b"]}}
    assert people_in(text, {"a": NORA, "b": EMIL}, relations=couple)[-1] == last


def test_a_label_before_a_quotation_is_a_name():
    people = {"a": {"name": "Nora Sand", "aliases": ["Sand"]}}
    assert people_in("Sand: “I watched it.”", people) == [("Sand", "a")]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Nora Sand (then Nora Pike) left. Pike sang.", ["Nora Sand", "Nora Pike", "Pike"]),
        ("Nora Sand, née Pike, left. Nora Pike sang.", ["Nora Sand", "Pike", "Nora Pike"]),
        ("Nora Sand, born Nora Jo Pike, left. Nora Pike sang.", ["Nora Sand", "Nora Jo Pike", "Nora Pike"]),
        ("Nora Sand (née Pike), better known as Dex, left. Dex sang.", ["Nora Sand", "Pike", "Dex", "Dex"]),
        ("Nora Pike, now Nora Sand, left. Pike sang.", ["Nora Pike", "Nora Sand", "Pike"]),
        ("Nora Sand, whose real name is Jo Hart, left. Jo Hart sang.", ["Nora Sand", "Jo Hart", "Jo Hart"]),
        ("Nora Sand, then Tom Pike, left. Pike sang. Tom Pike left.", ["Nora Sand"]),
        ("Nora Sand, known as Queen of Soul, left. The Queen sang.", ["Nora Sand"]),
        ("Nora Sand, born May 5, left. In May it rained.", ["Nora Sand"]),
        ("Nora Sand (born Sydney, 1980) left. Sydney was cold.", ["Nora Sand"]),
        ("Nora Sand, born Florence, Italy, left. Florence was cold.", ["Nora Sand"]),
        ("Nora Sand, best known as Juliet, left. Juliet is a hard part.", ["Nora Sand"]),
        ("Nora Sand, formerly Star, left. Star fell.", ["Nora Sand"]),
    ],
)
def test_what_an_article_says_somebody_is_called_is_theirs_in_that_article(text, called):
    assert people_in(text, {"nora": NORA, "samir": SAMIR}) == [(name, "nora") for name in called]


def test_a_name_that_an_article_gives_two_people_is_nobodys():
    text = "Nora Sand, known as Dex, left. Samir Pohl, also known as Dex, left. Dex sang."
    assert people_in(text, {"nora": NORA, "samir": SAMIR}) == [("Nora Sand", "nora"), ("Samir Pohl", "samir")]


@pytest.mark.parametrize("name", ["!!!", "😀"])
def test_a_name_of_marks_alone_is_read(name):
    assert people_in("Nora Sand sang.", {"band": {"name": name}, "nora": NORA}) == [("Nora Sand", "nora")]
