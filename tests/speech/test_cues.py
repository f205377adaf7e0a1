"""The list of cue words, their forms and their weights."""

import pytest

from analysis.speech import candidates
from analysis.speech.attributions import find_attributions
from analysis.speech.scorer import WEIGHTS
from analysis.text.english.cues import IDIOMS, NOUNS, VERBS, cue_forms, inflect
from analysis.text.english.grammar import letters
from analysis.text.english.vocabulary import Vocabulary
from analysis.text.sentences import split_sentences


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
        line.split(",")[0].removeprefix("lemma ").split(" ")[0]
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


def reports(text):
    return [found for found in find_attributions(text, split_sentences(text)) if found.is_report]


@pytest.mark.parametrize(
    ("verb", "idiom"), [(verb, idiom) for verb, idioms in IDIOMS.items() for idiom in idioms.split("|")]
)
def test_an_idiom_reports_nothing_and_would_be_read_as_words_if_it_were_not_one(monkeypatch, verb, idiom):
    said = f"{inflect(verb)['past']} {idiom}"
    texts = (
        f"Jane Roe and John Doe {said}.",
        f"On Monday Jane Roe {said} after ten years.",
        f"Jane Roe has {said}, and John Doe smiled.",
    )
    assert not any(map(reports, texts))
    monkeypatch.setattr(candidates, "_IDIOMS", {})
    assert any(map(reports, texts))
