import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.framing import matching
from analysis.framing.matching import MAX_PATTERN_HITS, Entry, Matcher
from analysis.framing.syntax import GAP_WORDS, WORD, parse_indicator


def found(text, *indicators, spans=None):
    """List (surface, indicator) of every match."""
    matcher = Matcher([Entry("f", indicator, "problem_definition") for indicator in indicators])
    matches = matcher.find(text, spans or [(0, len(text))])
    return [(text[match.start : match.end], match.entry.indicator) for match in matches]


def test_a_word_is_found_in_each_of_its_forms():
    assert found("They divorced; the divorces, DIVORCE!", "divorce") == [
        ("divorced", "divorce"),
        ("divorces", "divorce"),
        ("DIVORCE", "divorce"),
    ]


def test_a_word_inside_another_word_is_not_found():
    assert found("glove, cloven, don’t-loveless, élove", "love") == []


def test_words_of_a_phrase_may_be_joined_by_hyphens_and_quotation_marks_but_no_comma():
    text = "his ex-wife, her ex “husband”, my ex, husband of Ana"
    assert [surface for surface, _ in found(text, "ex wife|husband")] == ["ex-wife", "ex “husband"]


@pytest.mark.parametrize("indicator", ["on-again, off-again", "on again off again", "on again, off again"])
@pytest.mark.parametrize("text", ["on-again, off-again", "on again off again", "on-again off-again"])
def test_hyphens_and_commas_of_an_indicator_match_each_other(indicator, text):
    assert found(f"an {text} love", indicator) == [(text, indicator)]


def test_a_comma_is_crossed_only_where_the_indicator_has_one_or_between_halves_with_hyphens():
    assert found("now on again, off again", "on again off again") == []
    assert [surface for surface, _ in found("now on again, off again", "on again, off again")] == [
        "on again, off again"
    ]
    assert found("come, on again off, again", "on again, off again") == []


def test_each_of_several_words_may_have_its_own_hyphen():
    text = "an e-mail server, an email server, a mail server"
    assert [surface for surface, _ in found(text, "email|e-mail server")] == ["e-mail server", "email server"]


def test_irregular_forms_are_found():
    text = "He broke it; it has grown; she fought; their wives wept."
    assert [surface for surface, _ in found(text, "break", "grow", "fight", "wife", "weep")] == [
        "broke",
        "grown",
        "fought",
        "wives",
        "wept",
    ]


def test_a_word_takes_no_derived_word_and_a_stem_none_of_another_meaning():
    text = "respectively, supporters, lovely, separately; respects, supporting, loving, separated; respectful"
    assert [surface for surface, _ in found(text, "respect", "support", "love", "separate")] == [
        "respects",
        "supporting",
        "loving",
        "separated",
    ]
    assert [surface for surface, _ in found(text, "respect*")] == ["respects", "respectful"]
    assert [surface for surface, _ in found(text, "respectiv*")] == ["respectively"]


def test_a_gap_holds_up_to_five_words_and_the_nearest_fit_counts():
    assert found("above all he put it above, put down", "put * above") == [("put it above", "put * above")]
    assert found("put one two three four five above", "put * above")
    assert not found("put one two three four five six above", "put * above")


def test_an_anchor_in_the_middle_reaches_both_ways():
    text = "He said she got his divorce lawyer back today"
    assert found(text, "got * divorce * back") == [("got his divorce lawyer back", "got * divorce * back")]


def test_no_phrase_crosses_the_end_of_a_sentence():
    text = "They broke. Up they went."
    assert found(text, "broke up", spans=[(0, 11), (12, 25)]) == []


def test_what_stands_outside_of_the_sentences_is_not_looked_at():
    assert found("love love", "love", spans=[(5, 9)]) == [("love", "love")]


def test_exact_forms_beginnings_and_patterns_are_found_side_by_side():
    text = "Their split is splitting fans: reconcile, exes."
    assert found(text, "=split", "reconcil*", r"/\bexe?s?\b/") == [
        ("split", "=split"),
        ("reconcile", "reconcil*"),
        ("exes", r"/\bexe?s?\b/"),
    ]


def test_offsets_are_characters_also_after_letters_of_many_bytes_and_lower_forms_of_another_length():
    text = "İ “ñandú” 💔 loved — İstanbul’s love"
    assert [surface for surface, _ in found(text, "love")] == ["loved", "love"]
    assert [surface for surface, _ in found(text, "/lov(e|ed)/")] == ["lov" + "e", "love"]


def test_a_pattern_counts_so_often_and_no_more_in_one_sentence():
    assert len(found("ab " * 1000, "/ab/")) == MAX_PATTERN_HITS


def test_a_pattern_that_would_explode_elsewhere_is_just_read():
    assert found("a" * 30_000 + "!", "/(a+)+$/") == []


def test_another_language_is_stemmed_by_its_own_stemmer():
    matcher = Matcher([Entry("f", "häuser", "problem_definition")], "de")
    assert [match[:2] for match in matcher.find("Das Haus brennt.", [(0, 16)])] == [(4, 8)]


def test_the_standard_engine_finds_the_same(monkeypatch):
    text = "Loved “ex-wife” and reconciled lovers of a café split"
    first = found(text, "love", "ex-wife", "reconcil*", "split")
    monkeypatch.setattr(matching, "engine", re)
    assert found(text, "love", "ex-wife", "reconcil*", "split") == first


def test_a_codebook_too_large_for_an_automaton_finds_the_same(monkeypatch):
    text = "Loved “ex-wife” and reconciled lovers of a café split"
    first = found(text, "love", "ex-wife", "reconcil*", "split")
    monkeypatch.setattr(matching, "MAX_BEGINNINGS", 1)
    assert len(first) == 4 and found(text, "love", "ex-wife", "reconcil*", "split") == first


WORDS = st.sampled_from(
    "love loving lovely loves glove divorce divorced break broke up his her’s back lying lie É".split()
)
SEPARATORS = st.sampled_from([" ", " ", " ", "-", ", ", ". ", " “", "” "])
INDICATORS = [
    "love",
    "divorce",
    "broke|break up",
    "love * back",
    "=lying",
    "lie",
    "lov*",
    "his back",
    "her * up * back",
]


def slowly(text, indicator):
    """Try an indicator at every word: the definition of what a match is, apart from which of several ends it takes."""
    words = [match.span() for match in WORD.finditer(text)]
    (slots,) = parse_indicator(indicator)

    def ends(at, rest):
        if not rest:
            return {at - 1}
        reach = range(GAP_WORDS + 1) if rest[0].is_gap else range(1)
        rest = rest[1:] if rest[0].is_gap else rest
        result = set()
        for skipped in reach:
            place = at + skipped
            if place >= len(words) or not rest[0].takes(text[slice(*words[place])]):
                continue
            between = text[words[place - 1][1] : words[place][0]]
            if len(reach) == 1 and rest != slots and re.search(r"[,;:.!?]", between):
                continue
            result |= ends(place + 1, rest[1:])
        return result

    return {words[first][0] for first in range(len(words)) if ends(first, slots)}


@given(st.lists(st.tuples(WORDS, SEPARATORS), max_size=14), st.sampled_from(INDICATORS))
def test_the_automaton_finds_what_trying_every_word_finds(pairs, indicator):
    text = "".join(word + separator for word, separator in pairs)
    matcher = Matcher([Entry("f", indicator, "problem_definition")])
    matches = matcher.find(text, [(0, len(text))])
    starts = {match.start for match in matches}
    expected = slowly(text, indicator)
    if "*" in indicator.split():  # of several beginnings of one anchor only the nearest counts
        assert starts <= expected and bool(starts) == bool(expected)
    else:
        assert starts == expected


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n"])
def test_a_text_without_words_holds_nothing(text):
    assert found(text, "love", "/x/") == []
