"""Who speaks in one sentence and goes on in the next, where a pronoun alone says who."""

import pytest

from analysis.speech.quotes import find_quotes


def last_source(make, study, text, *mentions):
    """Kind and person of the last quotation; `mentions` are surfaces with whom the pronouns step says they mean."""
    found = find_quotes(*make({"a": text}, [("a", *mention) for mention in mentions]), study)
    person = found["person_id"].iloc[-1]
    return found["source_kind"].iloc[-1], person if isinstance(person, str) else None


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        # she who reports goes on, whoever the report names
        (
            "Jane Roe insisted that Lena had known it all along. “We met on Monday,” she said.",
            [("Jane Roe", "roe"), ("she", None)],
            ("person", "roe"),
        ),
        (
            "A spokesman for the pair denied that Doe had left.\n\n“He is at home with his dog,” he said.",
            [("Doe", "doe"), ("he said", "doe")],
            ("other", None),
        ),
        # an act is enough: who declines goes on
        (
            "A spokesman declined to say whether Doe had left. “He is a private man,” he said.",
            [("Doe", "doe"), ("he said", "doe")],
            ("other", None),
        ),
        # one opens a sentence that reports nothing
        (
            "A friend of Roe was in tears. “It is a sad day for us,” she said.",
            [("Roe", "roe"), ("she", "roe")],
            ("other", None),
        ),
        (
            "Jane Roe’s ghostwriter was calm. “It is a good day for us,” she said.",
            [("Jane Roe", "roe"), ("she", "roe")],
            ("other", None),
        ),
        # a single one is they, too
        (
            "Another insider reckons that Roe will be back. “It is a bad day for us,” they said.",
            [("Roe", "roe"), ("they", None)],
            ("other", None),
        ),
    ],
)
def test_who_speaks_in_the_sentence_before_goes_on(make, study, text, mentions, expected):
    assert last_source(make, study, text, *mentions) == expected


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        # who asks does not answer; a pronoun of another gender; two who report; another sentence between
        ("A reporter asked if Doe had won. “We won it,” he said.", [("Doe", "doe"), ("he", "doe")], "doe"),
        ("A spokeswoman said Doe had won. “We won it,” he said.", [("Doe", "doe"), ("he", "doe")], "doe"),
        (
            "His aunt said it was over, and Roe said it was not. “We won it,” she said.",
            [("Roe", "roe"), ("she said", "roe")],
            "roe",
        ),
        ("A spokesman said it was over. Doe had won. “We won it,” he said.", [("Doe", "doe"), ("he", "doe")], "doe"),
        # the sentence itself names another
        (
            "His agent said it was over. When Doe came in, he said: “We won it.”",
            [("Doe", "doe"), ("he said", "doe")],
            "doe",
        ),
    ],
)
def test_who_spoke_does_not_go_on_where_somebody_else_may_speak(make, study, text, mentions, expected):
    assert last_source(make, study, text, *mentions) == ("person", expected)
