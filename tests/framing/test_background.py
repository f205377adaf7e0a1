import re

import pytest

from analysis.framing.background import is_background


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("He met his [estranged] wife.", True),
        ("She left with [estranged] husband Ben.", True),
        ("The [former couple] met in May.", True),
        ("The [estranged] couple met in May.", True),
        ("She sang for her [ex].", True),
        ("Ana, [ex-wife] of Ben, sang.", True),
        ("Ana is a mother, [ex-wife] and friend.", False),  # said of her in a list, not beside her name
        ("Ana, who [filed for divorce] in 2020, sang.", True),
        ("Ana, who had [split] from Ben, sang.", True),
        ("Ana, who [split] from Ben in May, announced a tour.", True),
        ("Ana, who announced their [split] on Monday, sang.", False),
        ("Ana, who lives here, [filed for divorce].", False),
        ("Ana, who [praised] the song, sang.", False),
        ("They are [estranged].", False),
        ("Ana [filed for divorce] in 2020.", False),
        ("The [split] hurt.", False),
        ("The model with whom he [cheated] sang.", False),
    ],
)
def test_what_says_who_is_who_is_background(marked, expected):
    start, words = marked.index("["), re.search(r"\[([^\]]+)\]", marked)[1]
    text = marked.replace("[", "").replace("]", "")
    assert is_background(text, (0, len(text)), start, start + len(words)) is expected
