"""English in one place: every word has one class, every class one letter, and no list stands twice."""

import pytest

from analysis.text.english.classes import CLOSED, OPEN, SIGNS, TERMS
from analysis.text.english.grammar import letters, pattern, term_of
from analysis.text.english.vocabulary import classes_of


def test_every_class_has_a_letter_of_its_own_that_a_pattern_takes_as_it_is():
    found = [letter for letter, _ in CLOSED.values()] + list(OPEN.values()) + list(SIGNS)
    assert len(found) == len(set(found))
    assert all(len(letter) == 1 and letter not in "^[]\\" for letter in found)


def test_no_word_stands_in_two_classes_nor_twice_in_one():
    words = [word for _, listed in CLOSED.values() for word in listed.split()]
    assert not {word for word in words if words.count(word) > 1}


def test_terms_and_classes_have_different_names_and_every_term_holds_known_ones():
    assert not TERMS.keys() & (CLOSED.keys() | OPEN.keys())
    assert all(letters(term) for term in TERMS)
    with pytest.raises(KeyError, match="adjective"):
        letters("adjective")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("She said that Roe’s album outsold hers", "he said that possessive word word him"),
        ("as before since until once yet", "as as if if often and"),
        ("her their its no this both many", "his their the the this all many"),
        ("didn’t not cannot never", "be not be not"),
        ("says claims alleges reports reviews", "says takes says plural plural"),
        ("took fell asked wanted baked bed family friendly", "took took said said ed word word word"),
        ("That’s there’s what's let’s Roe’s nothing", "i i who i possessive i"),
        ("IT it US us May MAY", "name i name me be name"),
        ("— … $ ’ ” [ ] 12", 'dash stop other apostrophe " ( ) number'),
        ("“Q” “q” “k” “T” “K”", "sentences phrase tagged phrase tagged"),
        ("monday today week", "monday today week"),
    ],
)
def test_words_have_the_classes_of_a_school_grammar(words, names):
    assert classes_of(words.split()) == "".join(map(letters, names.split()))


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("<to>", "g"),
        ("<determiner>", f"[{letters('determiner')}]"),
        ("[^<to>,]+ <dash>?", r"[^g,]+\-?"),
        (r"(?P<np> \[ <to> \] )", r"(?P<np>\[g\])"),
    ],
)
def test_names_in_a_pattern_become_letters_alone_or_in_brackets(source, plain):
    assert pattern(source).pattern == plain


def test_a_weight_is_named_after_the_term_of_a_letter():
    assert [term_of(letter) for letter in classes_of(["she", "her", "took", "Roe", "to", ","])] == (
        "subject determiner common name to ,".split()
    )
