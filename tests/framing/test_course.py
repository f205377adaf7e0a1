import pandas as pd

from analysis.framing.course import find_mixed_sentences, score_course

AXIS = "warm-cold"


def test_a_course_follows_the_balance_from_sentence_to_sentence(make_study, make_hits, make_sentences):
    found = make_hits(
        ("a", 0, "warm", "asserted", "own", 1.0),
        ("a", 2, "cold", "asserted", "own", 2.0),
        ("a", 2, "warm", "asserted", "own", 1.0),
        ("a", 2, "warm", "denied", "own", 1.0),
    )
    course = score_course(found, make_sentences(a=3, b=1), make_study(), AXIS)
    columns = "article_id position n_positive n_negative weight_negative balance balance_so_far".split()
    expected = [
        ["a", 0.0, 1, 0, 0.0, 1.0, 1.0],
        ["a", 0.5, 0, 0, 0.0, None, 1.0],
        ["a", 1.0, 1, 1, 2.0, -1 / 3, 0.0],
        ["b", 0.0, 0, 0, 0.0, None, None],
    ]
    pd.testing.assert_frame_equal(course[columns], pd.DataFrame(expected, columns=columns), check_dtype=False)


def test_captions_are_no_part_of_the_course(make_study, make_hits, make_sentences):
    assert score_course(make_hits(), make_sentences(section="caption", a=2), make_study(), AXIS).empty


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
