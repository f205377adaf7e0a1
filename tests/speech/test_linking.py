"""Quotations whose cue or source is not beside them: one example for each rule of `linking`."""

import pytest

from analysis.speech.attributions import find_attributions
from analysis.text.sections import split_sections
from analysis.text.sentences import split_sentences


def read(text):
    """Each piece between marks, attribution by attribution, with its kind, rule, cue and source."""
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
        (
            "“We won,” she said.\n\nBut “the case is far from over” now.",
            [("tag", "said", "she"), ("no cue", None, None)],
        ),
        # of two who speak in a block it is the first, whose tag is beside its words, who goes on
        (
            "“We won,” Roe said, and Doe called it “a mess of sorts.” “It is over.”",
            [("tag", "said", "Roe"), ("tag", "said", "Roe"), ("right", "called", "Doe")],
        ),
        # a label, in running text and in a headline
        ("ROE: “We will win this case.”", [("no cue", ":", "ROE")]),
        ("Court Hears Case - Roe: “We Will Win This Case”", [("no cue", ":", "Roe")]),
        # a signature, a name behind the tagged quotation, the last subject
        ("The court heard a lot, also Roe: “We will win this.”", [("no cue", None, "The court")]),
        ("“We will win this case.” - Jane Roe", [("no cue", "-", "Jane Roe")]),
        ("“We will win this case,” Jane Roe after the hearing.", [("no cue", None, "Jane Roe")]),
        ("Roe was there and Doe left, “we will win this case.”", [("no cue", None, "Doe")]),
        ("John Doe was having none of it. “Never in my life,” came his reply.", [("named", "reply", "his")]),
        ("To Jane Roe, it was “the worst of all days.”", [("named", "To", "Jane Roe")]),
        (
            "John Doe’s publicist sent a curt note: “We will not talk of it.”",
            [("no cue", None, "John Doe’s publicist")],
        ),
        # who was heard last in the paragraph, where the sentence has nobody who could speak
        ("The road was long, Jane Roe said. It was “a very hard and slow road.”", [("no cue", None, "Jane Roe")]),
        (
            "The road was long, Jane Roe said.\n\nIt was “a very hard and slow road.”",
            [("no cue", None, "It")],
        ),
        # who acts between two quotations
        (
            "“We were kids.” John Doe takes a sip. “We were just kids.”",
            [("in focus", None, "John Doe"), ("in focus", None, "John Doe")],
        ),
        ("“It is all over now” according to Jane Roe.", [("left", "according", "Jane Roe")]),
        ("Roe was described as “a poor witness” by John Doe.", [("passive", "described", "John Doe")]),
        ("“Never,” was Jane Roe’s reply.", [("named", "reply", "Jane Roe’s")]),
        ("“Never in my life,” came the curt answer from Jane Roe.", [("named", "answer", "Jane Roe")]),
        # a cue that scored low but stands near
        ("Roe sat. Then “a great and lasting victory” was heard.", [("nearest cue", "heard", None)]),
        # titles and very short phrases are nobody's words
        ("The party was a “mess” and Roe left.", []),
        ("The party was a “total mess” and Roe left.", []),
        ("Their album “Love and War Forever” sold well.", []),
        ("The party was a “total mess.”", []),
        ("Her album — “Love and War Forever” — is out.", []),
        # unless a colon announces them
        ("Roe kept it short: “No.”", [("no cue", None, "Roe")]),
        ("“We won,” Roe said. Doe: “We lost it.”", [("tag", "said", "Roe"), ("no cue", ":", "Doe")]),
        # alone, a title is nobody's words either; an answer is, and a sentence without its full stop
        ("Roe sat down.\n\n“Who Is Next?”", []),
        ("Roe sat down. “No!”", [("in focus", None, "Roe")]),
        ("Roe smiled at the crowd.\n\n“We have won this case”", [("in focus", None, "Roe")]),
        # what goes on behind a dash, before or after, is the same one's
        (
            "“We won,” said Roe — who met Doe at noon — “and Doe lost.”",
            [("tag", "said", "Roe"), ("tag", "said", "Roe")],
        ),
        (
            "Victory — “a great and lasting day” — “we won,” said Roe.",
            [("tag", "said", "Roe"), ("tag", "said", "Roe")],
        ),
        (
            "To quote Roe: “We will win” — and this is it — “and Doe will lose.”",
            [("named", "To quote", "Roe"), ("named", "To quote", "Roe")],
        ),
        # a quotation that no mark closes has the source behind its last paragraph; one that is closed has not
        ("“We will win.\n\n“We will fight on,” Roe said.", [("tag", "said", "Roe"), ("tag", "said", "Roe")]),
        (
            "Doe sat.\n\n“We will win.”\n\n“We will fight on,” Roe said.",
            [("in focus", None, "Doe"), ("tag", "said", "Roe")],
        ),
        # of two cues the nearer; no verb at all; the author of what is read, and not of what is told of
        ("The plan that drew “a great and lasting cheer” was heard.", [("nearest cue", "heard", None)]),
        ("To quote Roe: “We will win this case.”", [("named", "To quote", "Roe")]),
        ("Roe read out a letter by Doe: “The deal is dead.”", [("right", "read", "Doe")]),
        ("Roe told readers of a letter by Doe that the deal “was dead by noon.”", [("right", "told", "Roe")]),
        # a participle has the source of the verb before it
        ("“We won,” Roe said, adding “we are happy.”", [("tag", "said", "Roe"), ("nearest cue", "adding", "Roe")]),
    ],
)
def test_a_quotation_apart_from_its_cue_has_the_source_that_a_reader_gives_it(text, expected):
    assert [(rule, cue, source) for _, _, rule, cue, source in read(text)] == expected


def test_one_report_inside_another_is_cut_at_each_quotation():
    text = "Roe, who won, said “it is over” and that Doe called it “a great mess.”"
    assert [(words, kind) for words, kind, *_ in read(text)] == [("it is over", "mixed"), ("a great mess.", "mixed")]


@pytest.mark.parametrize(
    ("text", "scope"),
    [("Roe said, “We will win this.”", "asserted"), ("Roe never said, “We will win this.”", "denied")],
)
def test_an_attribution_knows_whether_it_was_said(text, scope):
    [found] = find_attributions(text, split_sentences(text))
    assert found.scope == scope
