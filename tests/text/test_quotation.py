import pytest

from analysis.text.quotation import Quoted, quoted_spans


def contents(text: str) -> list[str]:
    return [text[quoted.start : quoted.end] for quoted in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["Yes,", "No."]),
        ('"Yes," she said. "No."', ["Yes,", "No."]),
        ("''Yes,'' she said. ''He said 'no.'''", ["Yes,", "He said 'no.'"]),
        ("``Yes,'' she said.", ["Yes,"]),
        ("‘‘Yes,’’ she said.", ["Yes,"]),
        ("«Oui», „ja“ and »nein« mean it.", ["Oui", "ja", "nein"]),
        ("«Elle m’a dit “non”», he said.", ["Elle m’a dit “non”"]),
        ('“I’m sure," he said. "So am I,” she said.', ["I’m sure,", "So am I,"]),
        ('He said:"I tried."She left.', ["I tried."]),
        ('" I tried " she said.', ["I tried"]),
        ('(“yes”)—"no"—', ["yes", "no"]),
        ("”Wrong way,” he said. “Wrong end“ she said.", ["Wrong way,", "Wrong end"]),
        ('They called it "hard," "good" and "new".', ["hard,", "good", "new"]),
        ("'I tried,' she said. 'It isn't easy!'", ["I tried,", "It isn't easy!"]),
    ],
)
def test_contents_of_every_style_of_marks(text, expected):
    assert contents(text) == expected
    assert all(quoted.is_closed for quoted in quoted_spans(text))


@pytest.mark.parametrize(
    "text",
    [
        "It isn't the Migos' song, rock 'n' roll, the '90s.",
        'He is 6\'2" tall and the 12" single is out.',
        '“” ""',
        "The dogs' song is goin' home, an' we with it.",
        "A stray mark” here",
    ],
)
def test_apostrophes_inches_and_empty_marks_are_no_quotations(text):
    assert quoted_spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She called it ‘a mess’ and said she was ‘not ready to go’.", ["a mess", "not ready to go"]),
        ("He fed ‘the dogs’ and ‘a cat or two’, she said.", ["the dogs", "a cat or two"]),
        ("It was ‘against the dogs’ rules’ of ‘the yard’.", ["against the dogs’ rules", "the yard"]),
        ("'I'm goin' home to the dogs' yard,' he said.", ["I'm goin' home to the dogs' yard,"]),
        ("It rained.\n\nShe said: ‘I had two, an’ a dog.’", ["I had two, an’ a dog."]),
        ("'We call it the 'yard' here,' he said. 'Never' is a word.", ["We call it the 'yard' here,", "Never"]),
        ("‘They did,’ he said of ‘the “wet” yard’.", ["They did,", "the “wet” yard"]),
        ("It rained.\n\n‘I tried.’\n\n‘The yard’\n\nShe left.", ["I tried."]),
        ("In '98 the Bulls' star said 'no'.", ["no"]),
        ("'Cos it rained, the boys' game was 'off'. He got '20 years'.", ["off", "20 years"]),
    ],
)
def test_single_marks_quote_phrases_and_their_apostrophes_close_nothing(text, expected):
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("She is ‘done with it’ and ‘ready’, her dogs' friends say.", ["done with it", "ready"]),
        ("‘All Bets Are Off.’", []),
        ("– ‘We’re alive’ –.", []),
    ],
)
def test_phrases_in_single_marks_beside_speech_in_double_ones(paragraph, expected):
    text = f"“It is over,” she said. “He said: ‘Never.\n\n“‘You left,’” she said.\n\n{paragraph}"
    assert contents(text)[3:] == expected


def test_feet_and_inches_inside_a_quotation_do_not_close_it():
    assert contents('"She is 5\'2" and I like it," he said.') == ["She is 5'2\" and I like it,"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Roe Speaks Out: ‘I Can’t Stop’", ["I Can’t Stop"]),
        ("Roe 'not surprised' by the '90s fans' anger", ["not surprised"]),
        ("‘I tried,’ says Roe?", ["I tried,"]),
        ("‘All bets are off’", []),
        ("Roe “hit ‘em” hard", ["hit ‘em"]),
    ],
)
def test_single_marks_quote_in_headings_though_the_body_has_double_ones(heading, expected):
    assert contents(f"{heading}\n\nIt isn't the dogs' yard, “he” said.") == [*expected, "he"]


def test_a_quotation_over_paragraphs_is_one_piece_a_paragraph():
    assert quoted_spans("“One.\n\n“Two.\n\n“Three,” he said.") == [
        Quoted(1, 5, is_closed=True, continues=False),
        Quoted(8, 12, is_closed=True, continues=True),
        Quoted(15, 21, is_closed=True, continues=True),
    ]


def test_a_paragraph_that_only_closes_belongs_to_the_quotation_before():
    assert quoted_spans("“One.\n\nTwo,” he said.") == [Quoted(1, 5, True, False), Quoted(7, 11, True, True)]


def test_an_unclosed_mark_ends_with_its_paragraph():
    text = "“One never ends.\n\nShe left with “a bag” in hand."
    assert quoted_spans(text)[0] == Quoted(1, 16, is_closed=False, continues=False)
    assert contents(text) == ["One never ends.", "a bag"]


def test_a_mark_that_ends_its_paragraph_opens_nothing():
    assert quoted_spans('"\n\n""') == []


def test_an_unclosed_mark_ends_with_the_last_sentence_before_the_next():
    assert contents("He said “I love her. Later he said “I miss her.”") == ["I love her.", "I miss her."]
    assert [quoted.is_closed for quoted in quoted_spans("“A. B said “C.”")] == [False, True]


def test_separate_quotations_do_not_continue_each_other():
    assert [quoted.continues for quoted in quoted_spans("“One.”\n\n“Two.”")] == [False, False]
