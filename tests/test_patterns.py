"""Patterns that are compiled on first use: the same answers, and nothing compiled before."""

import pickle
import re

import pytest

from analysis.patterns import later


def test_a_later_pattern_answers_as_a_compiled_one_and_is_compiled_once(monkeypatch):
    made = []
    compile_now = re.compile
    monkeypatch.setattr(re, "compile", lambda *args: made.append(args) or compile_now(*args))
    found, known = later(r"(?P<word>b+)", re.IGNORECASE), compile_now(r"(?P<word>b+)", re.IGNORECASE)
    assert not made
    assert found.search("aBBa", 1)["word"] == known.search("aBBa", 1)["word"] == "BB"
    assert [one.span() for one in found.finditer("bab")] == [(0, 1), (2, 3)]
    assert (found.sub("-", "bab"), found.split("abc"), found.groupindex) == ("-a-", ["a", "b", "c"], known.groupindex)
    assert (found.pattern, found.flags) == (known.pattern, known.flags)
    assert made == [(r"(?P<word>b+)", re.IGNORECASE)]
    assert pickle.loads(pickle.dumps(found)).fullmatch("B")


def test_a_later_pattern_has_nothing_else_and_says_its_mistake_at_first_use():
    with pytest.raises(AttributeError):
        later("b").span  # noqa: B018
    wrong = later("(b")
    with pytest.raises(re.error):
        wrong.match("b")
