import pandas as pd
import pytest

from analysis.text.sentences import find_sentences, split_sentences

TITLES = ("Am I the Drama?", "Stop! Now Go", "Who’s Next?")


def sentences(text: str, titles: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, titles)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Jane Roe of St. Ives met Sen. Doe, Gov. Poe and Mr. and Mrs. Loe.",
        "George W. Doe and J. R. R. Roe met C. Poe.",
        "She was born at 5 p.m. Friday, Sept. 11, on Main St. in Boise.",
        "The U.S. Senate and the U.N. Council met in Washington, D.C. on Monday.",
        "Roe Inc. and Doe Corp. sued Poe & Co. executives, i.e. Jane Roe.",
        "He (born c. 1818) is No. 3, see Fig. 4 and p. 12.",
        "It rose 3.5 percent, e.g. in Ohio, vs. 2.1 percent before.",
        "Jane Roe (D-Mass.) said Sen. Doe (R-Fla.) won.",
        "BOCA RATON, Fla. — In the fall it rained.",
        "“Why?” she asked.",
        "“What a night!” Jane Roe exclaimed.",
        "“Who will win?” Doe asked in an interview.",
        "“‘Who will win?’” Doe said Tuesday.",
        "Edwin E. “Buzz” Doe flew.",
        "I … I wanted to go … home.",
        "Is it her, or him?, he wrote.",
        "The show Who Knew? returns.",
        "1. Take the bus.",
        "See iPhone.com, foo.bar and www.x.org for more.",
        "Wait . . . what is this?!",
    ],
)
def test_one_sentence_stays_one(sentence):
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["She won.", "He lost!", "Why?", "Nobody knows…", "So it goes."],
        ["“She won.”", "“He lost.”", "She left."],
        ["“No, no, no.", "I want peace.", "We win,” he said."],
        ["She loves Cardi B.", "“My friend!” he said.", "Cardi B left."],
        ["It ended with Plan B.", "Everybody liked Plan B, he said."],
        ["It ended at 5 p.m.", "The band left."],
        ["He lives in the U.S.", "She does not."],
        ["She works for Roe Inc.", "In May she left."],
        ["So do I.", "You know."],
        ["No.", "I left.", "No!"],
        ["He won in 2012.", "23 people saw it."],
        ["She won.", "(Laughs.)", "He lost."],
        ["She won. [12]", "He lost. [3]"],
        ["She won! 🎉🎉", "He lost."],
        ["i like them.", "she does too."],
        ["He bought one.", "iPhones sell well."],
        ["“Why?”", "Jane Roe knew the answer."],
    ],
)
def test_sentences_are_parted(parts):
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Her album, Am I the Drama?, is out."],
        ["Her album Am I The Drama? is out."],
        ["Her album is Am I The Drama?.", "She left."],
        ["With Am I the Drama? Roe is back."],
        ["She made Am I the Drama?", "The album is out."],
        ["She made Am I the Drama?", "Doe liked it."],
        ["The song Stop! Now Go is out."],
        ["She sang Who's Next? twice.", "He left."],
    ],
)
def test_marks_in_titles_do_not_end_a_sentence_unless_another_begins(parts):
    assert sentences(" ".join(parts), TITLES) == parts


def test_a_question_mark_before_a_small_word_needs_no_title():
    assert len(sentences("Her album Am I the Drama? is out.")) == 1


def test_a_blank_line_ends_a_sentence_without_a_mark():
    assert split_sentences("What’s Next\n\n she won ") == [(0, 11), (14, 21)]


def test_nothing_has_no_sentence():
    assert split_sentences("") == split_sentences(" \n\n ") == []


def test_the_table_numbers_sentences_and_paragraphs_within_their_article():
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b", "c"],
            "text": ["Roe wins\n\nShe won. He lost.\n\nStay tuned!", "", "She won."],
            "headline": pd.Series(["Roe wins", None, None], dtype="str"),
        }
    )
    expected = [
        ("a", 0, 0, "headline", 0, 8),
        ("a", 1, 1, "body", 10, 18),
        ("a", 2, 1, "body", 19, 27),
        ("a", 3, 2, "appeal", 29, 40),
        ("c", 0, 0, "body", 0, 8),
    ]
    assert list(find_sentences(articles).itertuples(index=False, name=None)) == expected
