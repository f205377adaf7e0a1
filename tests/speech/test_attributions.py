"""Each form of an attribution, on an invented example: kind, contents, cue and source."""

import pytest

from analysis.speech.attributions import find_attributions
from analysis.text.sentences import split_sentences


def read(text: str, add: tuple[str, ...] = ()) -> list[tuple]:
    return [
        (
            found.kind,
            [text[piece.start : piece.end] for piece in found.pieces],
            found.cue and text[slice(*found.cue)],
            found.source and text[slice(*found.source)],
        )
        for found in find_attributions(text, split_sentences(text), add)
        if found.is_report
    ]


FORMS = {
    "tag": ("“We won the case,” Jane Roe said.", "direct", ["“We won the case,”"], "said", "Jane Roe"),
    "pronoun tag": ("“It is over,” she added on Monday.", "direct", ["“It is over,”"], "added", "she"),
    "inverted tag": (
        "“We won the case,” said Jane Roe, a lawyer.",
        "direct",
        ["“We won the case,”"],
        "said",
        "Jane Roe",
    ),
    "inverted with description": (
        "“We won,” says a source involved in the talks.",
        "direct",
        ["“We won,”"],
        "says",
        "a source",
    ),
    "apposition": (
        "“We won the case,” Jane Roe, a lawyer from Ohio, explained.",
        "direct",
        ["“We won the case,”"],
        "explained",
        "Jane Roe",
    ),
    "age": ("“I won,” Jane Roe, 33, recalled.", "direct", ["“I won,”"], "recalled", "Jane Roe"),
    "introduced": ("Jane Roe said, “We won the case.”", "direct", ["“We won the case.”"], "said", "Jane Roe"),
    "colon": ("Jane Roe told the court: “We won the case.”", "direct", ["“We won the case.”"], "told", "Jane Roe"),
    "verb first": ("Said Roe: “We will win this case.”", "direct", ["“We will win this case.”"], "Said", "Roe"),
    "as she put it": ("As Jane Roe put it, “the case is won.”", "direct", ["“the case is won.”"], "put", "Jane Roe"),
    "on both sides": (
        "“The risk,” said Jane Roe, who runs the firm, “is that we lose.”",
        "direct",
        ["“The risk,”", "“is that we lose.”"],
        "said",
        "Jane Roe",
    ),
    "question": ("“Why did we lose?” Jane Roe wondered.", "direct", ["“Why did we lose?”"], "wondered", "Jane Roe"),
    "signature": ("“We won the case.” — Jane Roe", "direct", ["“We won the case.”"], "—", "Jane Roe"),
    "transcript": ("ROE: “We won the case.”", "direct", ["“We won the case.”"], ":", "ROE"),
    "doubled apostrophes": (
        "''We won the case,'' Ms. Roe said.",
        "direct",
        ["''We won the case,''"],
        "said",
        "Ms. Roe",
    ),
    "guillemets": ("«We won the case,» Jane Roe said.", "direct", ["«We won the case,»"], "said", "Jane Roe"),
    "closing mark of the other style": (
        '“We won the case," Jane Roe said.',
        "direct",
        ['“We won the case,"'],
        "said",
        "Jane Roe",
    ),
    "straight marks, glued sentence": (
        'Roe said: "I tried. I lost." The court rose.',
        "direct",
        ['"I tried. I lost."'],
        "said",
        "Roe",
    ),
    "mixed": (
        "Jane Roe said the case was “a great victory” for all.",
        "mixed",
        ["the case was “a great victory” for all"],
        "said",
        "Jane Roe",
    ),
    "one quoted word": ("Roe said she “tried.”", "mixed", ["she “tried.”"], "said", "Roe"),
    "belief": ("He believes they are a “powerhouse.”", "mixed", ["they are a “powerhouse.”"], "believes", "He"),
    "that-clause": ("Roe agreed that the bond was strong.", "indirect", ["that the bond was strong"], "agreed", "Roe"),
    "clause without that": ("Roe said he would go home.", "indirect", ["he would go home"], "said", "Roe"),
    "gerund": ("He denied going up against Doe.", "indirect", ["going up against Doe"], "denied", "He"),
    "negated cue": ("Roe did not say that it was over.", "indirect", ["that it was over"], "say", "Roe"),
    "thought": ("She hopes that they will win.", "indirect", ["that they will win"], "hopes", "She"),
    "reported question": ("Doe asked if they would come.", "indirect", ["if they would come"], "asked", "Doe"),
    "trailing": (
        "The suspect left the country, officials said.",
        "indirect",
        ["The suspect left the country"],
        "said",
        "officials",
    ),
    "floating": (
        "The suspect, officials said, has left the country.",
        "indirect",
        ["The suspect", "has left the country"],
        "said",
        "officials",
    ),
    "according to, first": (
        "According to the police, the suspect has left.",
        "indirect",
        ["the suspect has left"],
        "According",
        "the police",
    ),
    "according to, last": (
        "The suspect has left, according to the police.",
        "indirect",
        ["The suspect has left"],
        "according",
        "the police",
    ),
    "relative clause": (
        "Jane Roe, who said that she was sorry, left.",
        "indirect",
        ["that she was sorry"],
        "said",
        "Jane Roe, who",
    ),
    "agent of a passive": (
        "The show was described by Jane Roe as a mess.",
        "indirect",
        ["The show", "as a mess"],
        "described",
        "Jane Roe",
    ),
    "name with an initial": ("“We won,” said Jane A. Roe.", "direct", ["“We won,”"], "said", "Jane A. Roe"),
}


@pytest.mark.parametrize(("text", "kind", "contents", "cue", "source"), FORMS.values(), ids=FORMS.keys())
def test_the_form_is_read(text, kind, contents, cue, source):
    found = read(text)
    assert (kind, contents, cue) in [item[:3] for item in found]
    assert source == next(item[3] for item in found if item[1] == contents)


def test_a_participle_has_the_source_of_the_verb_before_it():
    found = read("Roe denied going, emphasizing that they have children.")
    assert found == [
        ("indirect", ["going"], "denied", "Roe"),
        ("indirect", ["that they have children"], "emphasizing", "Roe"),
    ]


def test_a_participle_that_begins_a_sentence_has_what_its_comma_ends():
    assert read("Asked whether he would go back, Roe smiled.") == [
        ("indirect", ["whether he would go back"], "Asked", None)
    ]
    assert read("Asked about Doe, Roe said that it rained.")[0][1:] == (["that it rained"], "said", "Roe")


def test_a_participle_behind_a_tag_does_not_take_its_quotation():
    assert read("“I won,” Roe said in a talk, published on Friday.") == [("direct", ["“I won,”"], "said", "Roe")]


def test_a_second_verb_ends_the_content_of_the_first():
    found = read("Roe said that it was over, but Doe insisted that it was not.")
    assert [item[1:] for item in found] == [
        (["that it was over"], "said", "Roe"),
        (["that it was not"], "insisted", "Doe"),
    ]


def test_a_quotation_goes_on_after_its_tag_and_in_later_paragraphs():
    text = "“I won,” Roe said. “It was late.\n\n“And it was dark. It rained.”"
    assert read(text) == [
        ("direct", ["“I won,”", "“It was late.", "“And it was dark. It rained.”"], "said", "Roe"),
    ]


def test_a_colon_or_comma_announces_the_quotation_of_the_next_paragraph():
    text = "He then praised the show, declaring,\n\n“That is hard to do.”"
    assert read(text) == [("direct", ["“That is hard to do.”"], "declaring", "He")]
    text = "Roe stands apart from Doe, who was blunt, where she was open about it:\n\n“I tried. Next question.”"
    assert read(text) == [("direct", ["“I tried. Next question.”"], None, "she")]


def test_a_quotation_without_any_cue_belongs_to_whom_the_paragraph_before_is_about():
    text = "Jane Roe also opened her house to the poor.\n\n“It was very tough, but it is what it is.”"
    assert read(text) == [("direct", ["“It was very tough, but it is what it is.”"], None, "Jane Roe")]


def test_a_speaker_goes_on_through_a_paragraph():
    text = "“I won,” Jane Roe said. But “the next case will be harder to win.”"
    assert read(text) == [("direct", ["“I won,”", "“the next case will be harder to win.”"], "said", "Jane Roe")]


@pytest.mark.parametrize(
    "text",
    [
        "The “Up” rapper went home.",
        "She sang “Dance With Me” and “The Long Road Home” at the gala.",
        "The so-called “war room” was empty.",
        "Dwayne “The Rock” Johnson arrived.",
        "The album “Am I Next?” will be out soon.",
    ],
)
def test_titles_nicknames_and_scare_quotes_are_not_speech(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Roe praised the album.",
        "Fans refused to leave the hall.",
        "Roe was asked to comment.",
        "The couple shared a difficult year.",
        "Roe seemed to like it.",
        "Roe hit back at the critics of her album.",
        "Asked by a reporter about the old house, Roe smiled.",
    ],
)
def test_acts_objects_and_passives_without_agent_are_no_reports(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Roe admitted the challenges of fame.", "the challenges of fame"),
        ("Roe vowed to win her back.", "to win her back"),
        ("Roe called him a great father.", "him a great father"),
        ("Roe said he lost.", "he lost"),
    ],
)
def test_what_is_admitted_vowed_or_called_and_the_shortest_clause_are_reports(text, content):
    assert [item[1] for item in read(text)] == [[content]]


def test_a_headline_gives_its_quotation_to_the_first_name():
    text = "Jane Roe Breaks Long Media Silence With New Song: “We Got to Win”"
    assert [item[:3] for item in read(text)] == [("direct", ["“We Got to Win”"], None)]
    text = "“I want it to be great” - Jane Roe explains why she waited"
    assert ("direct", ["“I want it to be great”"], "explains", "Jane Roe") in read(text)


def test_a_study_adds_verbs_alone_or_with_what_follows():
    text = "Roe spat that it was over. Roe threw in that it was late."
    assert [item[2] for item in read(text)] == []
    assert [item[2] for item in read(text, ("spat", "throw in"))] == ["spat"]
    assert [item[2] for item in read(text.replace("threw in", "throws in"), ("throw in",))] == ["throws"]


def test_spans_of_pieces_never_overlap_within_one_attribution():
    text = "“A b c,” Roe said. “D e f,” he added, “g h.” Doe said “i” and that “j k l” was “m n o.”"
    for found in find_attributions(text, split_sentences(text)):
        ends = [piece.end for piece in found.pieces]
        assert all(piece.start >= end for piece, end in zip(found.pieces[1:], ends, strict=False))
