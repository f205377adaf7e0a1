import pytest

from analysis.framing.masks import is_part_of_name


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("She met Courtney [Love] at the bar.", True),
        ("He left the [Drama] Club early.", True),
        ("[Love] & Hip Hop is a show.", True),
        ("[Love] Island Games began on a rainy morning in town.", True),
        ("[Love] is all they have.", False),
        ("He said: “[Love] is all.”", False),
        ("I [LOVE] her, she wrote to him.", False),
        ("She felt [love] at the bar.", False),
        ("Star Breaks Silence With Bold [Love] Confession", False),
        ("He spoke—[Love] was there.", False),
        ("Ana Moor met Ben [Poll].", True),
        ("Ana Moor met Ben [Poll] at the harbour on Monday.", True),
        ("Ana Moor, Ben [Poll].", True),
        ("Ana Moor live in the [United] States.", True),
        ("[United] States officials spoke.", True),
        ("Ana Moor Leaves the [United] States for Good", True),
        ("Ana Moor and Ben Lee in [Divorce] Court Again", False),
        ("Manchester [United] Signs Ben Lee", True),
        ("True [Love]", False),
        ("[Hope] Lane arrived late.", True),
        ("[Hope] said that she was late.", True),
        ("[Hope] is all they have.", False),
    ],
)
def test_capitals_tell_names_from_words(marked, expected):
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert is_part_of_name(text, (0, len(text)), start, end) is expected
