"""Shapes of reported speech: a first name like a modal, and greetings that report nothing."""

import pytest

from analysis.speech.attributions import find_attributions
from analysis.text.sentences import split_sentences


def read(text):
    found = [one for one in find_attributions(text, split_sentences(text)) if one.is_report]
    return [(text[one.pieces[0].start : one.pieces[-1].end], text[slice(*one.source)]) for one in found if one.source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended. Will was blunter: “I need the money.”", [("“I need the money.”", "Will")]),
        ("She says good morning to her guests and sleeps.", []),
        ("Roe said goodnight to the children at eight.", []),
    ],
)
def test_a_shape_of_news_has_the_content_and_the_source_that_a_reader_gives_it(text, expected):
    assert read(text) == expected
