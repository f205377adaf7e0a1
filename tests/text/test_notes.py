"""Notes in brackets inside quotations are nobody's words; a speaker's own parenthesis is."""

import pytest

from analysis.text.notes import find_notes
from analysis.text.quotation import quoted_spans


def notes(text):
    return [text[start:end] for start, end in find_notes(text, [(one.start, one.end) for one in quoted_spans(text)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“I like him. (Laughs.) He is kind,” she said.", ["(Laughs.)"]),
        ("“I like him [laughs]. He [the mayor] is kind,” she said.", ["[laughs]", "[the mayor]"]),
        ("“He left.” (Sighs.) “I was alone,” she said.", ["(Sighs.)"]),
        ("“I said so (and I meant it) twice,” she said.", []),
        ("“The plan (a very good plan of the old town) failed,” she said.", []),
        ("“He left,” she said. (Laughs.) Later she was alone.", ["(Laughs.)"]),
        ("“He left,” she said. [Laughs loudly]", ["[Laughs loudly]"]),
        ("She laughed (a warm laugh) and left. “Good,” she said.", []),  # the outlet's own words
        ("She (the mayor) [sic] left.", []),
        ("“[H]e lov[ed] her and [s]he left,” she said.", []),
        ("“He never (closed the door,” she said.", []),
    ],
)
def test_a_note_stands_in_square_brackets_or_is_short_and_speaks_of_nobody_present(text, found):
    assert notes(text) == found


def test_stretches_that_overlap_count_as_one():
    text = "“A. (Laughs.) B.”"
    assert [text[a:b] for a, b in find_notes(text, [(1, 3), (1, 16), (14, 16)])] == ["(Laughs.)"]
