"""Text that no editor wrote: everything is found, nothing is swallowed, nothing fails."""

from itertools import islice, product
from string import ascii_uppercase
from time import process_time

import pytest

from analysis.speech.attributions import find_attributions
from analysis.speech.transcripts import find_turns
from analysis.text.sentences import split_sentences


def test_five_thousand_quotations_are_five_thousand():
    text = " ".join(f"“We won case {n},” Jane Roe said." for n in range(5_000))
    assert len(find_attributions(text, split_sentences(text))) == 5_000


@pytest.mark.parametrize(
    "text",
    [
        "“ab " * 10_000,
        '"' * 5_000,
        "said " * 20_000,
        "word " * 20_000,
        "of the " * 10_000,
        "in a " * 10_000 + "said so.",
        "He said, " * 5_000,
        "“a,” he said " * 3_000,
        "Roe, " * 10_000 + "said.",
        "x" * 200_000,
        "“" + "word. " * 10_000,
        "\n\n".join(["“Yes,”"] * 3_000),
        "",
    ],
    ids=lambda text: text[:12],
)
def test_no_text_is_too_odd(text):
    for found in find_attributions(text, split_sentences(text)):
        for piece in found.pieces:
            assert 0 <= piece.start < piece.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"{''.join(one)}: I am, you see." for one in islice(product(ascii_uppercase, repeat=4), 4_000)),
        "Roe talked. Roe asked Roe. " * 5_000 + "\n\nAnd you?\n\nI am.\n\nAnd you?\n\nI was.",
    ],
    ids=["initials", "whom it talked to"],
)
def test_who_speaks_in_a_transcript_is_found_in_little_time(text):
    paragraphs, start = [], 0
    for words in text.split("\n\n"):
        paragraphs.append((start, start + len(words)))
        start += len(words) + 2
    people = [(f"p{number}", f"Ann{number} Lee{number}") for number in range(4_000)]
    begun = process_time()
    find_turns(text, paragraphs, lambda span: "roe" if text[slice(*span)] == "Roe" else None, people)
    assert process_time() - begun < 3
