"""Quotations whose cue or source is not beside them: one example for each rule of `linking`."""

import pytest

from analysis.speech.attributions import find_attributions
from analysis.text.sections import split_sections
from analysis.text.sentences import split_sentences


def read(text):
    """Each piece between marks, in text order, with its kind, rule, cue and source."""
    sentences = [
        (start + first, start + last)
        for start, end, _ in split_sections(text, 0)
        for first, last in split_sentences(text[start:end])
    ]
    return [
        (text[slice(*piece.quoted)], found.kind, found.rule, *(span and text[slice(*span)] for span in found[2:4]))
        for found in find_attributions(text, sentences)
        for piece in found.pieces
        if piece.quoted and found.is_report
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the block before announces it, by its colon; its last finite cue and that cue's source are meant
        ("Jane Roe had a message:\n\n“We will win this.”", [("announced", None, "Jane Roe")]),
        ("Asked if she would go, John Doe had told Jane Roe:\n\n“We will win.”", [("announced", "told", "John Doe")]),
        ("Doe wondered and Roe had one thing to add:\n\n“We will win.”", [("announced", "wondered", "Doe")]),
        # nothing announces it: who the block before is about; or it goes on from the quotation before
        ("Jane Roe smiled at the crowd.\n\n“We will win this.”", [("in focus", None, "Jane Roe")]),
        ("“We won,” she said. “We will win again.”", [("tag", "said", "she"), ("tag", "said", "she")]),
        ("“We won,” she said.\n\n“We will win again.”", [("tag", "said", "she"), ("in focus", None, "she")]),
        ("“We won,” she said. But “the case is far from over” now.", [("tag", "said", "she"), ("tag", "said", "she")]),
        # a label, in running text and in a headline
        ("ROE: “We will win this case.”", [("no cue", ":", "ROE")]),
        ("Court Hears Case - Roe: “We Will Win This Case”", [("no cue", ":", "Roe")]),
        # a verb before the colon, a signature, a name behind the tagged quotation, the last subject
        ("The court heard a lot, also Roe: “We will win this.”", [("no cue", "heard", "The court")]),
        ("“We will win this case.” - Jane Roe", [("no cue", "-", "Jane Roe")]),
        ("“We will win this case,” Jane Roe after the hearing.", [("no cue", None, "Jane Roe")]),
        ("Roe was there and Doe left, “we will win this case.”", [("no cue", None, "Roe")]),
        # a cue that scored low but stands near
        ("Roe sat. Then “a great and lasting victory” was heard.", [("nearest cue", "heard", None)]),
        # titles and very short phrases are nobody's words
        ("The party was a “mess” and Roe left.", []),
        ("The party was a “total mess” and Roe left.", []),
        ("Their album “Love and War Forever” sold well.", []),
        # a participle borrows the source of the quotation before it
        ("“We won,” Roe said, adding “we are happy.”", [("tag", "said", "Roe"), ("nearest cue", "adding", "Roe")]),
    ],
)
def test_a_quotation_apart_from_its_cue_has_the_source_that_a_reader_gives_it(text, expected):
    assert [(rule, cue, source) for _, _, rule, cue, source in read(text)] == expected


def test_one_report_inside_another_is_cut_at_each_quotation():
    text = "Roe, who won, said “it is over” and that Doe called it “a great mess.”"
    assert [(words, kind) for words, kind, *_ in read(text)] == [("it is over", "mixed"), ("a great mess.", "mixed")]
