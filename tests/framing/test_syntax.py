import pytest

from analysis.errors import StudyError
from analysis.framing.explained import explain_indicator
from analysis.framing.matching import Entry, Matcher
from analysis.framing.syntax import beginnings, declared_names, parse_indicator, parse_pattern, stem


@pytest.mark.parametrize("word", ["flexibility", "lying", "hoping", "happiness", "unities", "relational", "don’t"])
def test_every_word_has_one_of_the_beginnings_of_its_stem(word):
    assert word.startswith(beginnings(stem(word)))


def test_a_language_without_known_suffixes_may_begin_in_any_way():
    assert beginnings("ubermut", "de") == ("",)


def test_a_plain_word_takes_its_inflected_forms_and_no_other_word():
    ((slot,),) = parse_indicator("divorce")
    assert [slot.takes(word) for word in ("Divorced", "divorces", "divorce’s", "divide")] == [True, True, True, False]


def test_an_exact_form_takes_no_inflection_and_keeps_capitals_that_are_given():
    ((lower,),), ((upper,),) = parse_indicator("=split"), parse_indicator("=Split")
    assert [lower.takes("Split"), lower.takes("splits"), upper.takes("split"), upper.takes("Split")] == [
        True,
        False,
        False,
        True,
    ]


def test_a_star_at_the_end_takes_every_word_that_begins_so():
    ((slot,),) = parse_indicator("reconcil*")
    assert slot.takes("Reconciliation") and not slot.takes("recon")


def test_hyphens_and_blanks_part_slots_and_bars_part_words():
    (slots,) = parse_indicator("ex-wife wife|husband * court")
    assert len(slots) == 5 and slots[3].is_gap
    assert slots[2].takes("husbands") and not slots[2].takes("court")


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("email|e-mail server", [["email", "server"], ["e", "mail", "server"]]),
        ("e-mail|email", [["email"], ["e", "mail"]]),
        ("husband|ex-wife|co-parent", [["husband"], ["ex", "wife"], ["co", "parent"]]),
        ("on-again, off-again", [["on", "again", "off", "again"]]),
        ("=my|our * well-being", [["=my|our", "*", "well", "being"]]),
    ],
)
def test_a_hyphen_belongs_to_its_own_word(match, expected):
    assert [[slot.written for slot in phrase] for phrase in parse_indicator(match)] == expected


def test_a_hyphen_that_could_belong_to_one_word_or_to_all_is_refused_with_both_ways_to_say_it():
    with pytest.raises(StudyError) as caught:
        parse_indicator("ex-wife|husband")
    assert str(caught.value) == (
        "Indicator `ex-wife|husband` must say what `ex-` belongs to: `ex wife|husband` for all of them, "
        "`husband|ex-wife` for the one."
    )


def test_so_many_hyphens_that_the_readings_multiply_are_refused():
    with pytest.raises(StudyError, match="must have fewer words with hyphens"):
        parse_indicator(" ".join(["a|b-c|d-e"] * 5))


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("divorce", ("word", "divorce in any form")),
        ("wife|husband", ("word", "wife or husband in any form")),
        ("reconcil*|mend*", ("stem", "reconcil… or mend…")),
        ("=split|splits", ("form", "exactly split or splits")),
        ("put * above", ("phrase", "(put) (up to 5 words) (above), each in any form")),
        ("on, off", ("phrase", "(on) (with or without a comma, off), each in any form")),
        ("=my =GOAT", ("phrase", "(exactly my) (exactly GOAT)")),
        (r"/exe?s/", ("pattern", "the regular expression exe?s")),
    ],
)
def test_an_indicator_says_what_it_is_and_is_told_as_it_was_read(match, expected):
    assert explain_indicator(match) == expected


def test_a_capital_declares_a_name_also_in_a_pattern():
    assert declared_names("=Brexit|exit") == frozenset({"brexit", *declared_names("Brexit")})
    assert declared_names(r"/\bNafta\W/") >= {"nafta"} and not declared_names(r"/\W\S/")


def test_a_word_takes_what_an_apostrophe_and_s_add_to_it():
    ((slot,),) = parse_indicator("=NAFTA")
    assert slot.takes("NAFTA’s") and slot.takes("NAFTA's") and not slot.takes("nafta's")


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ("* love", "Indicator `* love` must begin and end with a word; `*` alone is a gap between words."),
        ("  ", "Indicator `  ` must begin and end with a word; `*` alone is a gap between words."),
        ("love!", "Indicator `love!` must consist of words, `*`, `|`, `=`, hyphens and commas; found `love!`."),
        ("a|=b", "Indicator `a|=b` must consist of words, `*`, `|`, `=`, hyphens and commas; found `=b`."),
    ],
)
def test_a_wrong_indicator_is_refused_in_its_own_words(match, message):
    with pytest.raises(StudyError) as caught:
        parse_indicator(match)
    assert str(caught.value) == message


def test_a_very_long_indicator_is_refused():
    with pytest.raises(StudyError, match="must have at most 500 characters; it has 600"):
        parse_indicator("a" * 600)


def test_what_stands_between_slashes_is_a_pattern_and_nothing_else_is():
    assert parse_pattern("love") is None
    assert parse_pattern("/ex(es)?/").search(b"two EXES")


@pytest.mark.parametrize("match", ["/(?=a)b/", r"/(a)\1/", "/[/", "/((a{1,100}){1,100}){1,100}/"])
def test_a_pattern_that_could_take_forever_or_is_wrong_is_refused(match):
    with pytest.raises(StudyError, match="must be a regular expression of RE2"):
        parse_pattern(match)


def test_a_pattern_that_matches_nothing_at_all_is_refused():
    with pytest.raises(StudyError, match="must not match the empty text"):
        parse_pattern("/a*/")


@pytest.mark.parametrize(
    ("indicator", "text", "expected"),
    [
        ("Roe v. Wade", "Roe v. Wade fell. In Roe v Wade they won.", ["Roe v. Wade", "Roe v Wade"]),
        ("St. Louis", "In St. Louis it rained. They left St Louis.", ["St. Louis", "St Louis"]),
        ("=U.S. troops", "The U.S. troops left.", ["U.S. troops"]),
        ("AT&T|9/11|Q&A", "After 9/11 there was a Q&A at AT&T here.", ["9/11", "Q&A", "AT&T"]),
        ("plan b", "We have a plan. B is another.", []),
    ],
)
def test_names_may_hold_stops_slashes_and_ampersands(indicator, text, expected):
    matcher = Matcher([Entry("f", indicator, "problem_definition")])
    assert [text[start:end] for start, end, *_ in matcher.find(text, [(0, len(text))])] == expected
