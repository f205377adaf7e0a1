"""Words between two marks are one person's: each quoted stretch has one owner, in `quotes` as in `segments`."""

import random
from itertools import pairwise

import pytest

from analysis.speech.attributions import find_attributions
from analysis.speech.quotes import find_quotes
from analysis.speech.segments import split_segments
from analysis.text.quotation import quoted_spans
from analysis.text.sentences import split_sentences


def owners(text):
    """Each quotation, in text order, with the source of every attribution that holds it."""
    held = sorted(
        (piece.quoted, number, found.source)
        for number, found in enumerate(find_attributions(text, split_sentences(text)))
        for piece in found.pieces
        if piece.quoted and found.is_report
    )
    return [(text[slice(*quoted)], source and text[slice(*source)]) for quoted, _, source in held]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When asked if he would win, John Doe told the paper, “We will win.”", [("We will win.", "John Doe")]),
        ("Asked whether she would run again, Roe said: “Not this year.”", [("Not this year.", "Roe")]),
        ("Roe said he is praising his “best of all friends” and wife.", [("best of all friends", "Roe")]),
        (
            "Roe posted a note, saying he was “so sorry” and adding that he “tried hard.”",
            [("so sorry", "Roe"), ("tried hard.", "Roe")],
        ),
        (
            "“We will win,” Jane Roe said, and John Doe answered, “It is lost.”",
            [("We will win,", "Jane Roe"), ("It is lost.", "John Doe")],
        ),
        (
            "“We never said so,” Roe insisted, before adding, “We never thought it.”",
            [("We never said so,", "Roe"), ("We never thought it.", "Roe")],
        ),
        ("“It was late,” Roe said; “it was not,” Doe said.", [("It was late,", "Roe"), ("it was not,", "Doe")]),
        ("Roe called Doe “a liar” and Doe called Roe “a fool.”", [("a liar", "Roe"), ("a fool.", "Doe")]),
        ("According to the Post, Roe said “there is hope” in town.", [("there is hope", "Roe")]),
        (
            "Another sign advised, “Drive on,” and “Do not stop.”",
            [("Drive on,", "Another sign"), ("Do not stop.", "Another sign")],
        ),
        (
            "She said parents would pay, and when pressed on why, the minister replied, “It helps us all.”",
            [("It helps us all.", "the minister")],
        ),
        (
            "When Jane Roe asked, “Did you lie?” John Doe replied, “No.”",
            [("Did you lie?", "Jane Roe"), ("No.", "John Doe")],
        ),
        ("While Roe said “yes,” Doe said “no.”", [("yes,", "Roe"), ("no.", "Doe")]),
        ("Although Roe called it “a mess,” Doe said it was “fair.”", [("a mess,", "Roe"), ("fair.", "Doe")]),
        ("After Roe tweeted “I quit,” Doe replied: “Good.”", [("I quit,", "Roe"), ("Good.", "Doe")]),
        (
            "Asked by the Post if she was “too old for it,” Roe said she was “fine.”",
            [("too old for it,", "the Post"), ("fine.", "Roe")],
        ),
        (
            "Pressed on why he “hid the money,” Doe said he hid “nothing.”",
            [("hid the money,", None), ("nothing.", "Doe")],
        ),
        ("If “the time is right,” Roe said, “we go.”", [("the time is right,", "Roe"), ("we go.", "Roe")]),
        ("When asked about it, “No,” Roe said.", [("No,", "Roe")]),
        (
            "Roe asked Doe: “Are you leaving us?” He answered: “I am leaving now.”",
            [("Are you leaving us?", "Roe"), ("I am leaving now.", "He")],
        ),
        ("Roe claimed that Doe told her: “You will go.”", [("You will go.", "Doe")]),
        ("Roe recalled Doe telling her: “You will go.”", [("You will go.", "Doe")]),
        ("Roe knew what Doe told her, “You will go.”", [("You will go.", "Doe")]),
    ],
)
def test_a_quotation_that_two_cues_claim_has_one_owner(text, expected):
    assert owners(text) == expected


def test_a_content_ends_where_the_clause_of_the_owner_begins():
    text = "When asked if he would win, John Doe told the paper, “We will win.”"
    found = find_attributions(text, split_sentences(text))
    assert [text[a.pieces[0].start : a.pieces[0].end] for a in found] == ["if he would win", "“We will win.”"]


def test_a_question_in_the_passive_is_of_whoever_asked():
    text = "Roe gave a curt reply when asked if she “saw a lasting friendship with him.”"
    assert owners(text) == [("saw a lasting friendship with him.", None)]


def test_what_follows_goes_on_with_the_last_speaker():
    text = "“We will win,” Jane Roe said, and John Doe answered, “It is lost.” “It was long ago.”"
    assert owners(text)[-1] == ("It was long ago.", "John Doe")


FRAGMENTS = (
    "Jane Roe said|she said that|, and John Doe answered, |when asked if he|“We won,”|“a mess”|, saying |, adding: |."
    "|“Why?”|he told the court, |according to the Post, |called Doe |who praised the |It rained|The “Long Road” singer"
    "|“It is late.|\n\n|the statement about |wrote that|Asked about it, |; |“I won (Laughs.) twice,”|“Yes.”|but |—|: "
    "|was described by Roe as "
).split("|")


def invented(seed):
    chance = random.Random(seed)
    return " ".join(chance.choice(FRAGMENTS) for _ in range(chance.randint(3, 24))).strip() + "."


def test_no_word_between_marks_is_counted_twice_and_its_holder_is_its_owner(make, study):
    texts = {f"t{seed:03}": invented(seed) for seed in range(150)}
    articles, sentences, mentions = make(texts, [(a, "Jane Roe", "roe") for a, t in texts.items() if "Jane Roe" in t])
    quotes = find_quotes(articles, sentences, mentions, study)
    segments = split_segments(articles, sentences, quotes)
    marked = quotes[quotes["quoted_start"].notna()].sort_values(["article_id", "quoted_start"])
    assert len(marked) > 200
    for article_id, rows in marked.groupby("article_id"):
        stretches = [(int(a), int(b)) for a, b in zip(rows["quoted_start"], rows["quoted_end"], strict=True)]
        assert all(before[1] <= after[0] for before, after in pairwise(stretches)), texts[article_id]
        marks = quoted_spans(texts[article_id])
        assert all(any(m.start <= a and b <= m.end for m in marks) for a, b in stretches)
    for row in marked.itertuples():
        over = segments[(segments["article_id"] == row.article_id)]
        over = over[(over["start"] < row.quoted_end) & (over["end"] > row.quoted_start)]
        assert set(zip(over["voice"], over["holder_kind"], strict=True)) == {
            ("quoted", row.source_kind if row.scope == "asserted" else "unresolved")
        }
        assert set(over["holder_id"].dropna()) == ({row.person_id} if row.source_kind == "person" else set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe said that John Doe called her “vile” at home.", [("vile", "John Doe")]),
        ("Jane Roe told the court that John Doe had shouted “you will pay” at her.", [("you will pay", "John Doe")]),
        ("She said she was shown a note in which he described her as “impossible.”", [("impossible.", "he")]),
        (
            "Roe claims that it left her “in bits” after Doe allegedly branded her a “hanger-on” there.",
            [("in bits", "Roe"), ("hanger-on", "Doe")],
        ),
        # her own, or nobody's verb of saying
        ("Roe said that Doe had won “by a mile” in May.", [("by a mile", "Roe")]),
        ("Roe said that she called the plan “a bad joke” at home.", [("a bad joke", "Roe")]),
        ("Roe said she would not play what Doe called “sad men” again.", [("sad men", "Roe")]),
    ],
)
def test_words_inside_a_report_are_theirs_who_say_them_there(text, expected):
    assert owners(text) == expected
