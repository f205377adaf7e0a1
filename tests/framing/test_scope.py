import csv
import re
from pathlib import Path

import pytest

from analysis.framing.scope import find_scopes

EXAMPLES = list(csv.DictReader(Path(__file__).with_name("scope_examples.csv").open(encoding="utf-8")))


def scopes(marked, titles=()):
    """Tell the scopes of the words in brackets."""
    text, spans = marked, []
    while found := re.search(r"\[([^\]]+)\]", text):
        text = text[: found.start()] + found[1] + text[found.end() :]
        spans.append((found.start(), found.start() + len(found[1])))
    return find_scopes(
        text, (0, len(text)), spans, [(text.index(title), text.index(title) + len(title)) for title in titles]
    )


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e["is_known_failure"] == "no"], ids=lambda e: e["sentence"])
def test_a_labelled_example_has_its_scope(example):
    assert set(scopes(example["sentence"])) == {example["scope"]}


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e["is_known_failure"] == "yes"], ids=lambda e: e["sentence"]
)
@pytest.mark.xfail(strict=True, reason="a known failure, as the docstring of the module says")
def test_a_known_failure_is_still_one(example):
    assert set(scopes(example["sentence"])) == {example["scope"]}


def test_each_hit_of_a_sentence_has_a_scope_of_its_own():
    assert scopes("She denied the [feud] but spoke of [heartbreak], and may [leave].") == [
        "denied",
        "asserted",
        "question",
    ]


def test_denial_goes_before_hearsay_and_hearsay_before_question():
    assert scopes("Did he reportedly deny the [affair]?") == ["denied"]
    assert scopes("Did they reportedly [split]?") == ["reported"]


def test_the_question_mark_of_a_title_asks_nothing():
    text = "He [praised] her album, Is It Me?"
    assert scopes(text) == ["question"]
    assert scopes(text, titles=["Is It Me?"]) == ["asserted"]


def test_the_negation_of_a_title_in_capitals_denies_nothing():
    assert scopes("The Sorry Not Sorry singer [adores] him.") == ["asserted"]
    assert scopes("The singer did Not [adore] him.") == ["denied"]


def test_what_never_was_so_much_or_like_this_is():
    assert scopes("She has never felt so unconditionally [loved].") == ["asserted"]
    assert scopes("She has never met anyone like him to [love].") == ["asserted"]
    assert scopes("She has never been truly [loved].") == ["denied"]
    assert scopes("He never treated her like his one true [love].") == ["denied"]


def test_what_could_be_seen_was():
    assert scopes("He could be seen [hugging] her.") == ["asserted"]
    assert scopes("He could be [divorced] soon.") == ["question"]


def test_a_cue_inside_the_words_themselves_does_not_act_on_them():
    assert scopes("There is [no love lost] between them.") == ["asserted"]


def test_nothing_before_the_sentence_acts_on_it():
    text = "He denies it. They split."
    assert find_scopes(text, (14, 25), [(19, 24)]) == ["asserted"]


def test_no_words_have_no_scopes():
    assert find_scopes("", (0, 0), []) == []


def test_a_flood_of_cues_is_read_to_its_end():
    text = "no " * 2_000 + "love"
    assert find_scopes(text, (0, len(text)), [(len(text) - 4, len(text))]) == ["denied"]
