"""The scorer equals vaderSentiment to the last digit, whatever the batch; the reference is the expected value."""

from pathlib import Path

import numpy as np
import pytest
from vaderSentiment import vaderSentiment

from analysis.sentiment.lexicon import mask_spans, read_lexicon, read_vader
from analysis.sentiment.vader import score_texts
from benchmarks.adversarial import adversarial_texts

SCORES = ("neg", "neu", "pos", "compound")


def _sum_left_to_right(values):
    total = 0
    for value in values:
        total = total + value
    return total


@pytest.fixture(autouse=True)
def plain_sum(monkeypatch):
    """Python's own sum compensates from 3.12 on; the rule is left to right."""
    monkeypatch.setattr(vaderSentiment, "sum", _sum_left_to_right, raising=False)


def reference(texts):
    return [tuple(read_vader().polarity_scores(text)[score] for score in SCORES) for text in texts]


def ours(texts, lexicon=None):
    scores = score_texts(texts, lexicon)
    return list(zip(*(getattr(scores, score).tolist() for score in SCORES), strict=True))


def in_batch(text):
    """The scores of one text behind others."""
    return ours(["filler"] * 3 + [text])[-1]


@pytest.fixture(scope="module")
def adversarial():
    return list(adversarial_texts(5_000, list(read_vader().lexicon)))


def test_thousands_of_adversarial_texts_score_as_in_the_reference(adversarial):
    expected = reference(adversarial)
    different = [text for text, a, b in zip(adversarial, ours(adversarial), expected, strict=True) if a != b]
    assert different == []


def test_a_text_alone_scores_as_in_a_batch(adversarial):
    some = adversarial[:500]
    scores = score_texts(some)
    for i, text in enumerate(some):
        alone = score_texts([text])
        assert [getattr(alone, name)[0] for name in (*SCORES, "n_lexicon")] == [
            getattr(scores, name)[i] for name in (*SCORES, "n_lexicon")
        ], text


def test_the_shipped_articles_score_as_in_the_reference():
    folder = Path(__file__).parents[2] / "seeds" / "articles"
    lines = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    pieces = [piece for line in lines for piece in line.split(". ")]
    assert ours(pieces) == reference(pieces)


RULES = [
    "good but good but good and 2.85",  # values looked up by value
    "bad good terrible but good good bad",
    "so good", "one two three so good", "one two three this good", "love two three so good",
    "the shit", "it is just the shit", "oh it is the shit good good", "a real bus stop here now",
    "it was to die for", "yeah right that was good", "he is kind of good", "they are sort of quite good",
    "no good", "no good or bad", "no, good", "no very good", "NO GOOD day", "nothing or no luck",
    "never so good", "never was so good", "never was this very good", "without doubt good", "without a doubt good",
    "least good", "at least good", "the very least good", "of the least good",
    "VERY good", "very GOOD", "VERY GOOD", "I am good", "it is BARELY good now",
    "good!", "good!!!!!!", "good??", "good???", "good?????", "bad!?!?", "nothing here!!!",
    "so good,", "of. no, so!", "(good)", "'good'", ":) :( :D", "don't like", "don’t like", "xn't like",
    "love😀 😀love", "😀", "❤️ 👍🏽", "go 🔛 now", "made © by ™", "👩‍👩‍👧 good 1️⃣",
    "good\u00a0bad", "good\u2003bad", "good\u3000but\u2028bad", "\x1cgood\x85bad ", "  good  ", "\n", "", "   ",
    "KİLL İ", "KILL kill", "ªgood ª GOOD", "ǅ GOOD good", "ß GOOD good", "\ud800 good", "good \x00 bad\x08bad",
    "can't stand", "fed up", "badass", "^urs", "uber uber uber uber good", "hadn't not never good",
]  # fmt: skip


@pytest.mark.parametrize("text", RULES)
def test_each_rule_holds_alone_and_in_a_batch(text):
    assert [*ours([text]), in_batch(text)] == reference([text]) * 2


def test_names_of_emoji_hold_nothing_that_needs_rewriting_again():
    lexicon = read_lexicon()
    assert all(lexicon.odd_characters.isdisjoint(name) for name in lexicon.emoji.values())


@pytest.mark.parametrize("text", ["😀" * 20_000, "good but " + "good bad " * 20_000, "no good so " * 20_000])
def test_long_texts_that_stall_the_reference_are_scored(text):
    assert abs(score_texts([text]).compound[0]) == 1.0
    assert abs(in_batch(text)[3]) == 1.0


def test_no_texts_give_no_scores():
    scores = score_texts([])
    assert [len(getattr(scores, name)) for name in (*SCORES, "n_lexicon")] == [0] * 5


def test_a_text_without_a_lexicon_word_is_not_measured():
    scores = score_texts(["He filed on Monday.", "He smiled on Monday.", "A bus stop near the bus stop"])
    assert scores.n_lexicon.tolist() == [0, 1, 1]
    assert scores.compound[0] == 0.0
    assert np.isnan(scores.measured()["compound"]).tolist() == [True, False, False]


def test_a_batch_with_no_lexicon_word_at_all_is_scored():
    assert set(ours(["He filed on Monday."] * 3)) == {(0.0, 1.0, 0.0, 0.0)}


def test_a_study_adds_words_and_phrases_and_the_score_says_so():
    lexicon = read_lexicon({"dubs": 2.0, "sh*t hard": 2.0, "b****": -2.5})
    scores = score_texts(["They took dubs.", "That SH*T HARD, he said", "a b****, twice", "Call a plumber"], lexicon)
    assert scores.n_lexicon.tolist() == [1, 1, 1, 0]
    assert (scores.compound > 0).tolist() == [True, True, False, False]
    assert scores.lexicon == lexicon.name != score_texts([]).lexicon == "vader-3.3.2"
    assert lexicon.name == read_lexicon({"b****": -2.5, "SH*T hard": 2, "dubs": 2}).name
    assert lexicon.name != read_lexicon({"dubs": 2.1}).name


def test_an_addition_leaves_the_plain_lexicon_as_it_was():
    read_lexicon({"monday": -3.0})
    assert ours(["Monday"]) == reference(["Monday"])


def test_a_phrase_is_found_between_marks_and_not_inside_a_longer_word():
    lexicon = read_lexicon({"sh*t hard": 2.0})
    assert score_texts(["Fans said: 'that sh*t hard!'", "sh*t harder"], lexicon).n_lexicon.tolist() == [1, 0]


@pytest.mark.parametrize(("entries", "named"), [({"": 1.0}, "entry"), ({"a*": 1.0}, "a*"), ({"dubs": 5.0}, "dubs")])
def test_an_entry_that_cannot_work_is_refused_by_name(entries, named):
    with pytest.raises(ValueError, match=r"[Ll]exicon entry") as error:
        read_lexicon(entries)
    assert named in str(error.value)


def test_masked_words_carry_nothing_and_keep_every_offset():
    text = "Her LOVELY album “Love, Pain!” sells"
    masked = mask_spans(text, [(17, 30), (25, 28)])
    assert masked == "Her LOVELY album ǀǀǀǀǀǀ ǀǀǀǀǀǀ sells"
    assert score_texts([masked, masked.replace("LOVELY", "new")]).n_lexicon.tolist() == [1, 0]
