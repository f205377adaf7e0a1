"""What is asked, and what is answered."""

import pytest

from analysis.framing.answers import answered


def scope(text, word, found="question"):
    start = text.index(word)
    first = text.find("|") if "|" in text else len(text)
    return answered(text, (0, first), len(text), (start, start + len(word)), found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked if they had split, she said, “Never, never.”", "denied"),
        ("Asked if they had split, she said, “Oh, no.”", "denied"),
        ("Asked if they had split, she said, “Of course not.”", "denied"),
        ("Asked if they had split, she shook her head.", "denied"),
        ("“Did you split?”| the host asked. “Not at all,” she said.", "denied"),
        ("Asked if they had split, she said, “Yes, in May.”", "asserted"),
        ("Asked if they had split, she nodded.", "asserted"),
        ("“Did you split?”| “Absolutely.”", "asserted"),
        ("Asked if they had split, she said, “No comment.”", "question"),
        ("Asked if they had split, she said, “The tour is long.” “No,” he added.", "question"),
        ("Did they split?| " + "It rained on and on. " * 8 + "“Yes,” she said.", "question"),
    ],
)
def test_an_answer_tells_whether_what_is_asked_is_so(text, expected):
    assert scope(text, "split") == expected


def test_what_is_brought_up_is_denied_by_the_answer_and_what_is_taken_to_be_so_is_not():
    raised = "The reporter spoke of Ana going up against Ben, and he said, “Never.”"
    assert scope(raised, "going up against", "asserted") == "denied"
    assert scope("Asked about their split, she said, “Never again.”", "split", "asserted") == "asserted"
    assert scope("They split in May. “No,” she said.", "split", "asserted") == "asserted"  # nobody asked


def test_what_is_denied_stays_denied():
    assert scope("Asked if they had split, she said, “Yes.”", "split", "denied") == "denied"
