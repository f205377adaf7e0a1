"""What may be a source at all: words, a name or a noun phrase; and who it is where it names several people."""

import pytest

from analysis.speech.quotes import find_quotes

LONG = "“We will win the whole case.”"


def sources(make, study, text, *mentions):
    found = find_quotes(*make({"a": text}, [("a", *mention) for mention in mentions]), study)
    kinds = zip(found["source"], found["source_kind"], found["person_id"], strict=True)
    return [tuple(None if value != value else value for value in row) for row in kinds]


@pytest.mark.parametrize(
    "text",
    [
        f"FULL TEXT.\n\n{LONG}",
        f"IN FULL: {LONG}",
        f"TRANSCRIPT {LONG}",
        f"WATCH: {LONG}",
        f"NEW YORK AT ITS CORE\n\n{LONG}",
        f"< {LONG}",
        f"~ — {LONG}",
        f"<b> said, {LONG}",
        f"Another photo showed the old house, captioned {LONG}",
    ],
)
def test_markup_marks_headings_in_capitals_and_pictures_are_no_sources(make, study, text):
    assert sources(make, study, text) == [(None, "unresolved", None)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"<b>John Roe said, {LONG}", "John Roe"),
        (f"USA TODAY reported, {LONG}", "USA TODAY"),
        (f"SMITH: {LONG}\n\nJohn Smith won.", "SMITH"),
        (f"Some 47% said, {LONG}", "Some 47%"),
        (f"A photographer said, {LONG}", "A photographer"),
        ("“We will win,” @JaneRoe said.", "@JaneRoe"),
    ],
)
def test_names_and_noun_phrases_are_sources_without_the_markup_beside_them(make, study, text, source):
    assert sources(make, study, text)[0] == (source, "other", None)


@pytest.mark.parametrize(
    ("tag", "source"),
    [
        ("Lena Velm late Monday.", "Lena Velm"),
        ("Velm early on Sunday.", "Velm"),
        ("the mayor late in the day.", "the mayor"),
        ("Lena Velm moments later.", "Lena Velm"),
        ("Velm hours after the vote.", "Velm"),
        ("Velm outside the court.", "Velm"),
        ("the late Lena Velm.", "the late Lena Velm"),
        ("people of the early years.", "people of the early years"),
    ],
)
def test_when_and_where_it_was_said_is_no_part_of_the_source(make, study, tag, source):
    assert sources(make, study, f"“We won the whole case,” said {tag}")[0] == (source, "other", None)


@pytest.mark.parametrize("name", ["Jan Velm", "April Velm", "May Velm", "June Velm", "August Velm", "Will Velm"])
@pytest.mark.parametrize(
    "text", ["{} said, {}", "“We won,” {} said.", "On Friday, {} said {}", "“We won,” said {}, who left."]
)
def test_a_given_name_that_is_a_month_or_a_modal_is_a_name(make, study, text, name):
    assert sources(make, study, text.format(name, LONG))[0] == (name, "other", None)


@pytest.mark.parametrize("when", ["In June", "In early May", "Last April", "By late August"])
def test_a_month_before_a_name_is_no_part_of_it(make, study, when):
    assert sources(make, study, f"{when} Velm said, {LONG}")[0][0] == "Velm"


def test_a_heading_in_capitals_that_names_somebody_is_a_source(make, study):
    assert sources(make, study, f"ROE: {LONG} Roe won.", ("ROE", "roe")) == [("ROE", "person", "roe")]


def test_what_a_picture_shows_is_no_report(make, study):
    assert sources(make, study, "Another photo shows that his aunt is holding him.") == []
    assert len(sources(make, study, "Another poll shows that his party is losing.")) == 1


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ("“We won,” said Jane Roe and John Doe.", [("Jane Roe", "roe"), ("John Doe", "doe")], "several"),
        ("“We won,” Jane Roe and John Doe said.", [("Jane Roe", "roe"), ("John Doe", "doe")], "several"),
        ("“We won,” said Ann Lee and Jane Roe.", [("Jane Roe", "roe")], "unresolved"),
        ("“We won,” said Jane Roe and Ann Lee.", [("Jane Roe", "roe")], "unresolved"),
        ("“I won,” said the singer and actress Jane Roe.", [("Jane Roe", "roe")], "person"),
        ("“I won,” said Jane Roe and left.", [("Jane Roe", "roe")], "person"),
    ],
)
def test_several_people_who_speak_at_once_are_nobody_of_them(make, study, text, mentions, expected):
    assert [kind for _, kind, _ in sources(make, study, text, *mentions)] == [expected]


COUPLE = ("Jane Roe", "roe"), ("John Doe", "doe")


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (f"Jane Roe, 34, and John Doe, 35, said: {LONG}", COUPLE),
        (f"Jane Roe (34) and John Doe (35) said: {LONG}", COUPLE),
        (f"Jane Roe and John Doe went on air on Monday to tell fans, saying: {LONG}", COUPLE),
        ("“We won the whole case,” said the singer Jane Roe and actor John Doe.", COUPLE),
        ("Jane Roe and her husband, who met here, said they had won.", [("Jane Roe", "roe"), ("her husband", "doe")]),
        ("Jane Roe and John Doe’s statement said that they had won.", COUPLE),
        ("“We won the whole case,” read a statement from Jane Roe and John Doe.", COUPLE),
        (f"Jane Roe and John Doe shared a joint statement. It read: {LONG}", COUPLE),
        (f"The pair shared a note. The note read: {LONG}", [("The pair", ("roe", "doe"))]),
        (f"In a joint statement the pair said: {LONG}", [("the pair", ("roe", "doe"))]),
        ("The pair said that they had won. They added that it rained.", [("The pair", ("roe", "doe"))]),
        ("Jane Roe and John Doe both said that they had won.", COUPLE),
        ("Jane Roe and John Doe have each said that they had won.", COUPLE),
        ("“We won the whole case,” Jane Roe and John Doe both said.", COUPLE),
        ("“We won the whole case,” the pair both said.", [("the pair", ("roe", "doe"))]),
        ("They both said that they had won.", [("They", ("roe", "doe"))]),
        ("“We won the whole case,” the two said.", [("the two", ("roe", "doe"))]),
        ("“We won the whole case,” said the two.", [("the two", ("roe", "doe"))]),
        ("“We won the whole case,” said Jane Roe, 34, and John Doe, 35.", COUPLE),
        ("Neither Jane Roe nor John Doe said that they had won.", COUPLE),
        ("A statement from Jane Roe and John Doe said that they had won.", COUPLE),
        (f"Jane Roe and John Doe: {LONG}", COUPLE),
        ("Jane Roe and John Doe: ‘We won the whole case’\n\nIt rained.", COUPLE),
    ],
)
def test_those_who_speak_together_are_all_named(make, study, text, mentions):
    found = find_quotes(*make({"a": text}, [("a", *mention) for mention in mentions]), study).iloc[-1]
    assert (found["source_kind"], found["people"]) == ("several", "doe|roe")
    assert found["person_id"] != found["person_id"]


def test_both_behind_a_place_are_not_the_place(make, study):
    found = sources(make, study, "Jane Roe left. In the end both said that they had won.", ("Jane Roe", "roe"))
    assert found[-1][:2] == ("both", "unresolved")


def test_both_without_anybody_to_mean_stay_open(make, study):
    assert sources(make, study, "Jane Roe and John Doe are here. Both said that they had won.", *COUPLE)[-1][1] == (
        "unresolved"
    )


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        (f"A lawyer for Jane Roe and John Doe said: {LONG}", "A lawyer for Jane Roe and John Doe", "other"),
        ("“They won it all,” friends of Jane Roe and John Doe said.", "friends of Jane Roe and John Doe", "other"),
        (f"A statement from Jane Roe and John Doe said: {LONG}", "A statement from Jane Roe and John Doe", "several"),
        ("Ann met a friend of Jane Roe and John Doe said that it was late.", "John Doe", "person"),
        ("They arrived in Jane Roe and John Doe said that it was late.", "John Doe", "person"),
    ],
)
def test_who_is_of_two_is_not_the_second_of_them(make, study, text, source, kind):
    found = find_quotes(*make({"a": text}, [("a", *mention) for mention in COUPLE]), study).iloc[-1]
    assert (found["source"], found["source_kind"]) == (source, kind)


@pytest.mark.parametrize(
    "text",
    [
        "“We won the whole case,” read a statement from Jane Roe and John Doe’s lawyer.",
        f"Ann Lee met Jane Roe and John Doe’s lawyer. The lawyer said: {LONG}",
        "Ann Lee, Jane Roe and John Doe said that they had won.",
        "Jane Roe or John Doe said that they had won.",
        "The mayor’s sister and John Doe said that they had won.",
        "“We won the whole case,” said Jane Roe and her lawyer.",
        "“We won the whole case,” said Jane Roe and the band’s lawyer.",
        "“We won the whole case,” said Jane Roe, John Doe and others.",
        "“We won the whole case,” said Jane Roe, Ann Lee and John Doe.",
        "Reps for Jane Roe and John Doe said that they had won.",
    ],
)
def test_who_speaks_with_somebody_else_is_not_several_of_the_study(make, study, text):
    mentions = [mention for mention in COUPLE if mention[0] in text]
    assert sources(make, study, text, *mentions)[-1][1] in ("unresolved", "other")


@pytest.mark.parametrize(
    "behind",
    [
        ", 34, and walked off with John Doe",
        ", John Doe’s wife and manager",
        ", a friend of John Doe and Ann Lee",
        ", and John Doe agreed",
        " and walked to his friend",
        ", a singer and mother",
    ],
)
def test_who_is_told_of_behind_a_source_does_not_speak_with_it(make, study, behind):
    text = f"“We won the whole case,” said Jane Roe{behind}."
    mentions = [mention for mention in COUPLE if mention[0] in text]
    assert sources(make, study, text, *mentions) == [("Jane Roe", "person", "roe")]


def test_a_list_behind_a_cue_is_read_to_its_end(make, study):
    mentions = [("Ann Roe", "ann"), *COUPLE]
    found = find_quotes(
        *make({"a": "“We won,” said Ann Roe, Jane Roe, and John Doe."}, [("a", *one) for one in mentions]), study
    ).iloc[0]
    assert (found["source"], found["people"]) == ("Ann Roe, Jane Roe, and John Doe", "ann|doe|roe")


def test_a_time_or_a_place_before_several_is_nobody_who_speaks_with_them(make, study):
    for opens in ("Last Friday", "In New York", "Hours later"):
        text = f"{opens}, Jane Roe and John Doe said that they had won."
        assert sources(make, study, text, *COUPLE)[-1][1] == "several"


def test_reps_for_several_people_are_none_of_them(make, study):
    text = "Reps for Ann Roe, Jane Roe and John Doe did not say that they had won."
    mentions = [("Ann Roe", "ann"), *COUPLE]
    assert sources(make, study, text, *mentions)[-1][1] == "unresolved"


def test_a_time_that_ends_in_after_is_no_part_of_the_source_behind_it(make, study):
    assert sources(make, study, "It came days after her old friend said that it rained.")[0][0] == "her old friend"


def test_two_with_an_age_between_them_are_several(make, study):
    found = sources(make, study, "Jane Roe, 34, and her friend confirmed that they had left.", ("Jane Roe", "roe"))
    assert found == [("Jane Roe, 34, and her friend", "unresolved", None)]


@pytest.mark.parametrize("vessel", ["note", "diary", "memo"])
def test_what_holds_words_speaks_for_its_owner(make, study, vessel):
    assert sources(make, study, f"“We won the whole case,” Jane Roe’s {vessel} said.", ("Jane Roe", "roe"))[0][1:] == (
        "person",
        "roe",
    )


def test_the_sentence_that_tells_of_a_post_does_not_end_at_a_title(make, study):
    text = "Jane Roe thanked Mr. Velm in a post. “We won the whole case,” the post read."
    assert sources(make, study, text, ("Jane Roe", "roe"))[-1] == ("the post", "person", "roe")


def test_letters_behind_a_name_are_no_part_of_it(make, study):
    found = sources(make, study, f"Jane Roe KC, for the cricketer, told the court: {LONG}", ("Jane Roe", "roe"))
    assert found == [("Jane Roe KC", "person", "roe")]


@pytest.mark.parametrize(
    "text",
    [
        f"The note, signed by Jane Roe, said: {LONG}",
        "According to court papers filed by Jane Roe, the house was “a prison of its own.”",
        "The pair had “no common ground,” according to court papers filed by Jane Roe.",
    ],
)
def test_what_somebody_made_speaks_for_whoever_made_it(make, study, text):
    assert sources(make, study, text, ("Jane Roe", "roe"))[-1][1:] == ("person", "roe")


def test_what_the_lawyer_of_somebody_filed_is_not_theirs(make, study):
    text = "According to papers filed by Jane Roe’s lawyer, the house was “a prison of its own.”"
    assert sources(make, study, text, ("Jane Roe", "roe"))[-1][1:] == ("other", None)


def test_a_name_behind_a_noun_phrase_may_have_its_trade_before_it(make, study):
    found = sources(make, study, "Her old bandmate, guitarist John Doe, called it “a great loss.”", ("John Doe", "doe"))
    assert found == [("Her old bandmate", "person", "doe")]


def test_the_caption_of_a_picture_is_of_whoever_showed_it(make, study):
    text = f"John Doe posted a picture of the house. The caption read: {LONG}"
    assert sources(make, study, text, ("John Doe", "doe"))[-1][1:] == ("person", "doe")


def test_a_message_with_an_article_is_of_the_subject(make, study):
    text = f"John Doe had a message for his critics: {LONG}"
    assert sources(make, study, text, ("John Doe", "doe")) == [("John Doe", "person", "doe")]


def test_a_text_is_of_who_sent_it_whoever_heard_so(make, study):
    text = f"The court heard that John Doe had sent Jane Roe a text which read: {LONG}"
    found = sources(make, study, text, ("John Doe", "doe"), ("Jane Roe", "roe"))
    assert found[-1] == ("a text which", "person", "doe")


def test_what_reports_are_about_is_not_who_says_it(make, study):
    text = "Reports about Jane Roe claimed that she had left."
    assert [kind for _, kind, _ in sources(make, study, text, ("Jane Roe", "roe"))] == ["other"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The striker", "unresolved"),
        ("the Brazilian", "unresolved"),
        ("The lawyer", "other"),
        ("The striker’s club", "other"),
    ],
)
def test_a_definite_noun_phrase_of_one_person_may_mean_one_of_the_study(make, study, words, kind):
    text = f"John Doe met fans on Monday. {words} said: {LONG}"
    assert sources(make, study, text, ("John Doe", "doe"))[-1][1:] == (kind, None)
    assert sources(make, study, f"{words} said: {LONG}")[-1][1:] == ("other", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An attorney for Roe, John Doe, called it “a great loss.”", ("person", "doe")),
        ("John Doe won. The editor of the paper, Lena Velm, called it “a great loss.”", ("other", None)),
        ("John Doe won. The editor of the paper, a father of two, called it “a great loss.”", ("unresolved", None)),
    ],
)
def test_a_name_in_apposition_says_who_a_noun_phrase_is(make, study, text, expected):
    assert sources(make, study, text, ("John Doe", "doe"))[-1][1:] == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Jane Roe quits", ("person", "roe")),
        ("Jane Roe says John Doe lied", ("person", "roe")),
        ("Jane Roe and John Doe part", ("unresolved", None)),
    ],
)
def test_a_trade_without_a_determiner_below_a_headline_is_who_is_named_there(make, study, headline, expected):
    text = f"{headline}\n\nComedian writes that it was “a great loss.”\n\nThe rest of it."
    people = [("Jane Roe", "roe")] + ([("John Doe", "doe")] if "Doe" in headline else [])
    assert sources(make, study, text, *people)[-1] == ("Comedian", *expected)


def test_a_comment_that_somebody_likes_is_of_another(make, study):
    text = f"Jane Roe joined in, liking a comment which said: {LONG}"
    assert sources(make, study, text, ("Jane Roe", "roe"))[-1][1:] == ("other", None)
