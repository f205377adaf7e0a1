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
    "thought": ("She hopes that they will win.", "thought", ["that they will win"], "hopes", "She"),
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
        "summary",
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


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Hours later, Jane Roe returned the favor, telling reporters: “He is a good man.”", "Jane Roe"),
        ("Sitting on a bench, the old singer paused and told the crowd: “I wrote this.”", "the old singer"),
        ("The Florida native laughed off the pictures, writing that she was “fine with it all.”", "The Florida native"),
        ("The world No 7, 26, announced the split, insisting there was “no third person.”", "The world No 7"),
        ("Roe took to her Bravo blog to explain: “I am amazed that she is shocked.”", "Roe"),
        ("Given that it was late, Roe began by admitting that she was there “with an understanding of it.”", "Roe"),
        ("In trying to call out “blogs with their endless noise,” Roe picked the wrong target.", "Roe"),
        ("Admitting that it “was a bit of a mess,” though, Roe did not leave.", "Roe"),
    ],
)
def test_the_source_of_a_verb_without_subject_is_that_of_its_sentence(text, source):
    assert [one[3] for one in read(text) if "“" in one[1][-1]] == [source]


def test_a_participle_that_begins_a_sentence_has_what_its_comma_ends():
    assert read("Told that he would go back, Roe smiled.") == [("indirect", ["that he would go back"], "Told", None)]
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
    assert read(text) == [
        ("summary", ["the show"], "praised", "He"),
        ("direct", ["“That is hard to do.”"], "declaring", "He"),
    ]
    text = "Roe stands apart from Doe, who was blunt, where she was open about it:\n\n“I tried. Next question.”"
    assert read(text) == [("direct", ["“I tried. Next question.”"], None, "she")]


def test_a_quotation_without_any_cue_belongs_to_whom_the_paragraph_before_is_about():
    text = "Jane Roe also opened her house to the poor.\n\n“It was very tough, but it is what it is.”"
    assert read(text) == [("direct", ["“It was very tough, but it is what it is.”"], None, "Jane Roe")]


def test_a_speaker_goes_on_through_a_paragraph():
    text = "“I won,” Jane Roe said. But “the next case will be harder to win.”"
    assert read(text) == [("direct", ["“I won,”", "“the next case will be harder to win.”"], "said", "Jane Roe")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The yard, according to John Doe, is “a hole in the ground.”", "John Doe"),
        ("Per a friend, the two are “taking it day by day.”", "a friend"),
        ("She was, in her words, “done.”", "her"),
        ("It was, in Roe’s own words, “a mess.”", "Roe’s"),
        ("At two per head, he paid for “the best of the best.”", "he"),
    ],
)
def test_a_quotation_is_theirs_whom_it_is_known_from(text, source):
    assert [found[3] for found in read(text)] == [source]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("A critic, unmoved, called him “Roe the Rude” and got a laugh.", "“Roe the Rude”", "A critic"),
        (
            "In a note issued through a firm she wished her brother-in-law “every joy” and said no.",
            "“every joy”",
            "she",
        ),
        ("Ten years ago, a paper hailed Roe as “The Comeback Kid” for his success.", "“The Comeback Kid”", "a paper"),
        ("Doe defended him while Roe refers to the man as “Jo Jo.”", "“Jo Jo.”", "Roe"),
    ],
)
def test_what_somebody_is_called_or_wished_in_a_few_words_is_the_callers(text, content, source):
    assert [(found[1], found[3]) for found in read(text) if found[0] == "direct"] == [([content], source)]


@pytest.mark.parametrize(
    "text",
    [
        "The “Up” rapper went home.",
        "She sang “Dance With Me” and “The Long Road Home” at the gala.",
        "The so-called “war room” was empty.",
        "Dwayne “The Rock” Johnson arrived.",
        "The yard has been “on and off again” for years.",
        "What “law and order again” means is open.",
        "The album “Am I Next?” will be out soon.",
    ],
)
def test_titles_nicknames_and_scare_quotes_are_not_speech(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor went on a long walk.",
        "Roe spoke to the crew.",
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
    ("text", "kind", "content"),
    [
        ("Roe admitted the challenges of fame.", "summary", "the challenges of fame"),
        ("Roe called him a great father.", "summary", "him a great father"),
        ("The star announced the end of the tour.", "summary", "the end of the tour"),
        ("Roe called for calm in the yard.", "summary", "calm in the yard"),
        ("Roe praised the album during the trial.", "summary", "the album"),
        ("Roe discussed the end of the tour in a letter on Friday.", "summary", "the end of the tour"),
        ("Roe spoke about the long tour.", "summary", "the long tour"),
        ("Roe apologized for the mess.", "summary", "the mess"),
        ("The star announced the end of the tour in a post.", "summary", "the end of the tour"),
        ("Roe declined to say whether she had won.", "indirect", "whether she had won"),
        ("I asked her whether she had won.", "indirect", "her whether she had won"),
        ("Last week, Roe spoke of the long tour.", "summary", "the long tour"),
        ("Roe is sure that she will win.", "thought", "that she will win"),
        ("Doe was eager to end the tour.", "thought", "to end the tour"),
        ("Fans thanked them for the free tickets.", "summary", "them for the free tickets"),
        ("Roe vowed to win her back.", "indirect", "to win her back"),
        ("Roe said he lost.", "indirect", "he lost"),
        ("Jane Roe Says She Wants Work", "indirect", "She Wants Work"),
        ("Staff say Doe carried a lamp through the yard.", "indirect", "Doe carried a lamp through the yard"),
        ("Her manager reckons there’s an album in it.", "indirect", "there’s an album in it"),
        ("Roe accused Doe of hiding the money.", "indirect", "Doe of hiding the money"),
        ("Her mother told a reporter at the gate to leave.", "indirect", "a reporter at the gate to leave"),
        ("Doe knew that she would win.", "thought", "that she would win"),
        ("They wanted to end the tour.", "thought", "to end the tour"),
        ("The pair plan to see the harbor.", "thought", "to see the harbor"),
    ],
)
def test_a_report_without_marks_gives_what_was_said_or_names_it_or_is_a_thought(text, kind, content):
    assert [item[:2] for item in read(text)] == [(kind, [content])]


def test_whom_or_what_one_judges_aloud_or_speaks_of_is_a_topic():
    texts = ("Roe praised the album.", "Roe spoke about the long tour.", "Roe announced the end of the tour.")
    assert [find_attributions(text, [(0, len(text))])[0].rule for text in texts] == ["topic", "topic", "right"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("It is claimed that the pair are sharing the house.", ["that the pair are sharing the house"]),
        ("The mother, it is said, left the yard.", ["The mother", "left the yard"]),
        ("The star is said to have left the yard.", ["The star", "to have left the yard"]),
        ("The star is understood to have left the yard.", ["The star", "to have left the yard"]),
        ("It is understood that the star left.", ["that the star left"]),
    ],
)
def test_a_passive_may_say_that_something_is_said_and_not_by_whom(text, contents):
    assert read(text) == [("indirect", contents, read(text)[0][2], None)]


@pytest.mark.parametrize(
    "text",
    [
        "When asked about the yard, Roe smiled.",
        "When asked, she still maintains her lead.",
        "You can see why she left the band.",
        "Let’s say that the band is over.",
        "Neither camp answered our emails.",
        "They argue about salt at every meal.",
        "They lie on the hill above the yard.",
        "He took off his hat, she put it on, and four thousand people lost their minds.",
        "I repeat this to Jane Roe.",
        "They had been a pair since the sixth form, two kids with one bicycle.",
        "The lead singer went home in hopes that the band would follow.",
        "A two-line note that asked for calm hung there.",
    ],
)
def test_nouns_and_words_to_the_reader_or_about_an_act_are_no_reports(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Analysts recalled a bet that sank the chain.", "a bet that sank the chain"),
        ("Roe vowed to bring back the prize that was lost.", "to bring back the prize that was lost"),
        ("Roe said on Wednesday that the band is over.", "that the band is over"),
        ("Roe said in June she would leave.", "she would leave"),
        ("Roe told her that it was not simple.", "that it was not simple"),
        ("On “Face the Nation,” Roe said the harbor is closed.", "the harbor is closed"),
    ],
)
def test_that_opens_a_content_behind_a_time_and_none_before_a_verb(text, content):
    assert content in [one for item in read(text) for one in item[1]]
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Over the week the star has since denied leaving the band.", "the star"),
        ("According to her, she paid the rent.", "her"),
        ("The star has filed for divorce, according to documents seen by the paper.", "documents"),
    ],
)
def test_a_source_may_stand_before_since_or_be_a_pronoun_or_documents(text, source):
    assert [item[3] for item in read(text)] == [source]


def test_what_is_denied_lends_its_source_to_what_comes_next():
    found = read("In her reply, the “Salt and Stone” singer denied walking out and accused Doe of changing the locks.")
    assert [item[2:] for item in found] == [(cue, "the “Salt and Stone” singer") for cue in ("denied", "accused")]


def test_a_phrase_before_a_colon_is_no_part_of_what_was_said():
    assert read("Roe explained it this way: “It is like a wedding.”")[0][:2] == ("direct", ["“It is like a wedding.”"])
    assert read("She said she had one rule: “Be kind.”")[0][:2] == ("mixed", ["she had one rule: “Be kind.”"])


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


def test_no_content_ends_before_it_begins_where_a_later_cue_has_what_stands_before():
    text = "The star was rude, saying Doe heard."
    assert [content for _, content, _, _ in read(text)] == [["Doe heard"], ["The star was rude"]]


@pytest.mark.parametrize(
    ("text", "contents", "source"),
    [
        ("The tour ends in Rome, where, according to her aide, Roe is resting.", ["Roe is resting"], "her aide"),
        (
            "Doe left early; Roe herself, according to a friend, thinks so too.",
            ["Roe herself", "thinks so too"],
            "a friend",
        ),
        ("The yard had been sold, the High Court heard on Monday.", ["The yard had been sold"], "the High Court"),
    ],
)
def test_according_to_and_a_court_that_hears_have_the_clause_around_them(text, contents, source):
    assert read(text)[0][1::2] == (contents, source)


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Mrs. Roe, asked whether she had left, said that she had not.", "whether she had left", None),
        ("Asked by Judge Doe how she felt, Roe said that she was fine.", "how she felt", "Judge Doe"),
        ("Asked by a reporter about the yard, Roe said that she was fine.", "that she was fine", "Roe"),
        ("I am told by Roe that the tour is over.", "that the tour is over", "Roe"),
        ("It was late when Roe began by admitting that she had lost.", "that she had lost", "Roe"),
    ],
)
def test_the_source_of_a_question_is_who_asks_and_of_a_participle_its_own_clause(text, content, source):
    assert read(text)[0][1::2] == ([content], source)


@pytest.mark.parametrize(
    "text", ["Nobody would be glad if Doe left.", "Roe accepted the prize.", "He opened the door."]
)
def test_conditions_and_acts_of_such_words_are_no_reports(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Two dead in crash, police say.", "Two dead in crash", "police"),
        ("No word yet from Roe, his agent said on Friday.", "No word yet from Roe", "his agent"),
        ("Roe quits as coach, the club said.", "Roe quits as coach", "the club"),
        ("Admitting the delay, Roe promised to pay.", "to pay", "Roe"),
    ],
)
def test_what_was_said_needs_no_verb_where_nothing_else_could_be_said(text, content, source):
    assert [(contents, by) for _, contents, _, by in read(text)] == [([content], source)]


@pytest.mark.parametrize(
    "text", ["Jane Roe heard John Doe say that he was ill.", "Jane Roe recalled John Doe telling her that he was ill."]
)
def test_what_somebody_hears_another_say_is_the_others_alone(text):
    assert [(contents, by) for _, contents, _, by in read(text)] == [(["that he was ill"], "John Doe")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Admitting that the plan had failed, Roe left.", "that the plan had failed"),
        ("After saying that she was tired, Roe left.", "that she was tired"),
    ],
)
def test_what_is_said_before_the_main_clause_ends_where_that_begins(text, content):
    assert [(contents, by) for _, contents, _, by in read(text)] == [([content], "Roe")]


@pytest.mark.parametrize(
    "text",
    ["It is certain that Roe will win.", "Roe is sure to win the seat.", "Roe is clear to play after her injury."],
)
def test_what_the_outlet_is_sure_of_is_nobodys_thought(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # the main clause, over clauses and other verbs between
        ("When police came, Roe asked Doe whether he was a fan, before telling him: “I am fine.”", "Roe"),
        ("By noon Roe had sent a correction through an agent, regretting “a flippant joke.”", "Roe"),
        ("But friends of Roe have hit back, claiming that the model was in bits.", "friends of Roe"),
        ("PARIS (AFP) - Jane Roe of Ohio leads the poll, warning that it was late.", "Jane Roe"),
        # a subject of its own: a progressive form; not the object of another verb
        ("Roe wept, and now Doe is already claiming that it is over.", "Doe"),
        ("Roe is back, and he’s hoping that it is over.", "he’s"),
        ("Doe left and Roe issued a statement saying that it was over.", "Roe"),
        # a second verb goes with the nearest clause
        ("The crowd cheered when Doe walked in and announced that he was back.", "Doe"),
    ],
)
def test_a_verb_without_a_subject_has_that_of_the_clause_that_it_goes_with(text, source):
    assert read(text)[-1][3] == source


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Everybody knew her weary cry of “not on my new lino!” by then.", "“not on my new lino!”", "her"),
        ("Doe left after his last outburst, “I hate you all.”", "“I hate you all.”", "his"),
        ("Roe’s famous retort of “no comment from me” was on shirts.", "“no comment from me”", "Roe’s"),
        ("The trial turned on Doe’s recent tearful claim that he had won.", "that he had won", "Doe’s"),
    ],
)
def test_what_somebody_cries_is_theirs_with_an_adjective_between(text, content, source):
    assert [(found[1], found[3]) for found in read(text) if content in found[1]] == [([content], source)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Then somebody shouted “Weathervane!” and the pier went up.", "“Weathervane!”"),
        ("Roe muttered “Unbelievable” before she left.", "“Unbelievable”"),
        ("Roe called her a “Diva” on air.", "“Diva”"),
    ],
)
def test_a_word_that_a_voice_gives_is_no_title(text, content):
    assert [content] in [found[1] for found in read(text)]
    assert read("Roe sang “Low Tide” on air.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her co-star Doe accused her of “shouting at runners”, the panel heard.", [("accused", "Her co-star Doe")]),
        ("Doe called her “a liar” in a text, jury told.", [("called", "Doe")]),
        ("“You will have to pay,” the court told Roe.", [("told", "the court")]),
    ],
)
def test_a_court_that_hears_owns_no_words(text, found):
    owners = find_attributions(text, split_sentences(text))
    quoted = [one for one in owners if any(piece.quoted for piece in one.pieces)]
    assert [(text[slice(*one.cue)], text[slice(*one.source)]) for one in quoted] == found


@pytest.mark.parametrize(
    ("text", "kind", "content", "source"),
    [
        ("Roe cited irreconcilable differences in May.", "summary", "irreconcilable differences in May", "Roe"),
        ("Roe said at the February meeting that it was over.", "indirect", "that it was over", "Roe"),
        (
            "Roe asked former Attorney General Eric Holder Doe whether he knew.",
            "indirect",
            "former Attorney General Eric Holder Doe whether he knew",
            "Roe",
        ),
        ("While saying that it was over, Roe smiled.", "indirect", "that it was over", "Roe"),
        ("Roe left town in tears after Doe said that it was over.", "indirect", "that it was over", "Doe"),
        ("It drew fresh speculation that the tour was over.", "indirect", "that the tour was over", None),
    ],
)
def test_a_report_has_a_content_and_its_source_wherever_they_stand(text, kind, content, source):
    [found] = read(text)
    assert (found[0], found[1], found[3]) == (kind, [content], source)


def test_a_participle_in_a_clause_without_a_main_one_has_the_nearest_subject():
    assert read("All this is odd given that Roe began by admitting that she had lost.")[-1][3] == "Roe"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Police say Doe fled the scene, adding that he was armed.", "Police"),
        ("TMZ reports Doe was arrested on Sunday, adding that he posted bail.", "TMZ"),
        ("Officials claim Doe left the country, noting that he had no visa.", "Officials"),
        ("The suit, filed by Vance, claims Doe was violent, saying that he broke her arm.", "The suit"),
        ("Democratic state Senator Jane Roe left early, saying that she was ill.", "Democratic state Senator Jane Roe"),
        ("Doe, who Roe married in 2017, left early, saying that he was ill.", "Doe"),
        ("Vance, because Doe was late, left early, saying that she was ill.", "Vance"),
        ("The company that Doe runs closed the yard, saying that it was broke.", "The company"),
        ("It was late when Roe left, saying that she was ill.", "Roe"),
        ("Doe, who Roe married in 2017, left early and said that he was ill.", "Doe"),
        ("Doe, who Roe married in 2017, wept, and Vance got up and said that she was ill.", "Vance"),
    ],
)
def test_a_verb_without_a_subject_goes_with_who_reports_and_with_whom_a_relative_clause_tells_of(text, source):
    assert read(text)[-1][3] == source


def test_one_word_that_a_voice_gives_is_its_own_behind_another_cry():
    found = read("A man shouted “Coward!” at Doe, who replied “Unbelievable.”")
    assert [(source.split(",")[0], content) for _, content, _, source in found][1:] == [("Doe", ["“Unbelievable.”"])]
    text = "People say “you look tired” and I say “thanks.”"
    assert next((source, content) for _, content, _, source in read(text)) == ("People", ["“you look tired”"])


def test_a_second_clause_behind_a_quotation_has_its_own_subject():
    found = read("The judge asked “how do you plead” and Doe said “guilty.”")
    assert [(source, content) for _, content, _, source in found][-1] == ("Doe", ["“guilty.”"])
    assert read("Roe left Doe and Vance said that it was over.")[-1][3] == "Vance"


def test_a_sentence_that_only_names_a_place_or_a_day_says_whose_no_words_are():
    for last in ("Ohio", "New York", "Christmas", "the Olympics"):
        assert read(f"Jane Roe grew up poor. “It was hot there.” That was {last}.")[0][3] == "Jane Roe"
    assert read("Jane Roe fell. “It was hot there.” That was John Doe.")[0][3] == "John Doe"
