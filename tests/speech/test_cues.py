"""The list of cue words, their forms and their weights."""

import pytest

from analysis.speech.scorer import WEIGHTS
from analysis.text.english.cues import NOUNS, VERBS, cue_forms, inflect
from analysis.text.english.grammar import letters
from analysis.text.english.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", "says said said saying"),
        ("write", "writes wrote written writing"),
        ("deny", "denies denied denied denying"),
        ("admit", "admits admitted admitted admitting"),
        ("quip", "quips quipped quipped quipping"),
        ("stress", "stresses stressed stressed stressing"),
        ("agree", "agrees agreed agreed agreeing"),
        ("vow", "vows vowed vowed vowing"),
        ("view", "views viewed viewed viewing"),
        ("explain", "explains explained explained explaining"),
    ],
)
def test_verbs_are_inflected(verb, forms):
    assert list(inflect(verb).values()) == [verb, *forms.split()]


def test_no_verb_stands_twice_in_one_kind_and_no_noun_twice():
    for kind, verbs in VERBS.items():
        assert len(verbs.split()) == len(set(verbs.split())), kind
    assert len(NOUNS.split()) == len(set(NOUNS.split()))


def test_every_weight_of_a_cue_word_is_for_a_word_of_the_list():
    lemmas = {form.lemma for form in cue_forms().values()}
    weighted = [
        line.split(",")[0].removeprefix("lemma ")
        for line in WEIGHTS.read_text(encoding="utf-8").splitlines()
        if line.startswith("lemma ")
    ]
    assert weighted
    assert set(weighted) <= lemmas


def test_names_in_capitals_are_not_the_small_words_they_look_like():
    vocabulary = Vocabulary(cue_forms())
    words = {
        "us": "me", "US": "name", "may": "be", "MAY": "name", "said": "said", "Roe": "name", "family": "word"
    }  # fmt: skip
    assert {word: vocabulary[word] for word in words} == {word: letters(name) for word, name in words.items()}
