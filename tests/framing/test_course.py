import pandas as pd

from analysis.framing.course import find_mixed_sentences

AXIS = "warm-cold"


def test_sentences_that_hold_both_frames_are_listed(make_study, make_hits, make_sentences):
    found = make_hits(
        ("a", 0, "warm", "asserted", "own", 1.0),
        ("a", 1, "cold", "asserted", "own", 1.0),
        ("a", 1, "warm", "asserted", "own", 1.0),
        ("a", 1, "warm", "asserted", "own", 1.0),
    )
    articles = pd.DataFrame({"article_id": ["a"], "text": ["0123456789abcdefghij"]})
    table = find_mixed_sentences(found, make_sentences(a=2), articles, make_study(), AXIS)
    assert table.values.tolist() == [["a", 1, 10, 20, "word · word", "word", "abcdefghij"]]


def test_no_sentence_holds_both_where_there_are_no_hits(make_study, make_hits, make_sentences):
    articles = pd.DataFrame({"article_id": ["a"], "text": ["0123456789"]})
    assert find_mixed_sentences(make_hits(), make_sentences(a=1), articles, make_study(), AXIS).empty
