"""Table `segments`: every sentence in pieces of one voice and one holder."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.speech.segments import split_segments
from analysis.tables import TABLES, conform


def quotes_table(rows):
    """Rows of (content_start, content_end, quoted_start, quoted_end, source_kind, person_id) for article a."""
    frame = pd.DataFrame(dict.fromkeys(TABLES["quotes"].dtypes), index=range(len(rows)))
    frame["article_id"], frame["quote_index"] = "a", range(len(rows))
    frame["attribution_index"], frame["kind"], frame["scope"] = range(len(rows)), "mixed", "asserted"
    columns = ["content_start", "content_end", "quoted_start", "quoted_end", "source_kind", "person_id"]
    for place, column in enumerate(columns):
        frame[column] = [row[place] for row in rows]
    return conform(frame, "quotes")


def sentences_table(spans):
    rows = [("a", index, 0, "body", start, end) for index, (start, end) in enumerate(spans)]
    return conform(pd.DataFrame(rows, columns=list(TABLES["sentences"].dtypes)), "sentences")


TEXT = "“" + "x" * 7 + "”" + "x" * 10 + "“" + "x" * 10 + "”" + "x" * 200
ARTICLES = pd.DataFrame({"article_id": ["a"], "outlet_id": ["daily"], "text": [TEXT]})


def segments(spans, rows):
    table = split_segments(ARTICLES, sentences_table(spans), quotes_table(rows))
    return table[["sentence_index", "start", "end", "voice", "holder_kind", "holder_id"]].fillna("").values.tolist()


def test_marks_and_cue_stay_with_the_outlet():
    assert segments([(0, 24)], [(0, 9, 1, 8, "person", "roe")]) == [
        [0, 0, 1, "own", "outlet", "daily"],
        [0, 1, 8, "quoted", "person", "roe"],
        [0, 8, 24, "own", "outlet", "daily"],
    ]


def test_of_two_holders_of_one_span_the_first_named_holds_it():
    people = [f"person-{number}" for number in range(8)]
    found = segments([(0, 24)], [(0, 9, 1, 8, "person", person) for person in people])
    assert [row[5] for row in found] == ["daily", "person-0", "daily"]


def test_what_a_mixed_content_says_outside_its_marks_is_paraphrased():
    assert segments([(0, 40)], [(9, 40, 20, 30, "other", None)]) == [
        [0, 0, 9, "own", "outlet", "daily"],
        [0, 9, 19, "paraphrased", "other", ""],
        [0, 19, 20, "own", "outlet", "daily"],
        [0, 20, 30, "quoted", "other", ""],
        [0, 30, 31, "own", "outlet", "daily"],
        [0, 31, 40, "paraphrased", "other", ""],
    ]


def test_whom_one_only_praises_stays_in_the_voice_of_the_outlet():
    quotes = quotes_table([(9, 12, None, None, "person", "roe")])
    quotes["rule"] = "topic"
    assert split_segments(ARTICLES, sentences_table([(0, 20)]), quotes)["voice"].tolist() == ["own"]


def test_doubled_marks_are_no_paraphrase():
    articles = ARTICLES.assign(text="''We won,'' she said.")
    table = split_segments(articles, sentences_table([(0, 21)]), quotes_table([(0, 11, 2, 9, "person", "roe")]))
    assert table[["start", "end", "voice"]].values.tolist() == [[0, 2, "own"], [2, 9, "quoted"], [9, 21, "own"]]


def test_those_who_speak_together_hold_their_words_as_one():
    quotes = quotes_table([(0, 12, 1, 11, "several", None)]).assign(people="doe|roe")
    table = split_segments(ARTICLES, sentences_table([(0, 20)]), quotes)
    assert table[["holder_kind", "holder_id"]].values.tolist()[1] == ["several", "doe|roe"]


def test_the_shorter_of_two_contents_holds_what_both_hold():
    found = segments([(0, 40)], [(5, 40, None, None, "person", "roe"), (20, 30, None, None, "unresolved", None)])
    assert [row[1:4] + row[5:] for row in found] == [
        [0, 5, "own", "daily"],
        [5, 20, "paraphrased", "roe"],
        [20, 30, "paraphrased", ""],
        [30, 40, "paraphrased", "roe"],
    ]


def test_a_quotation_over_two_sentences_has_a_segment_in_each():
    found = segments([(0, 10), (11, 20)], [(0, 19, 1, 19, "person", "roe")])
    assert [row[:4] for row in found] == [
        [0, 0, 1, "own"],
        [0, 1, 10, "quoted"],
        [1, 11, 19, "quoted"],
        [1, 19, 20, "own"],
    ]


def test_an_outlet_that_is_not_known_holds_as_na():
    articles = pd.DataFrame({"article_id": ["a"], "outlet_id": [None], "text": [TEXT]})
    table = split_segments(articles, sentences_table([(0, 5)]), quotes_table([]))
    assert table["holder_kind"].tolist() == ["outlet"]
    assert table["holder_id"].isna().all()


spans = st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1]))
contents = st.tuples(spans, st.booleans()).map(
    lambda c: (*c[0], *((c[0][0] + 1, c[0][1]) if c[1] and c[0][1] - c[0][0] > 2 else (None, None)), "other", None)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(contents, max_size=6))
def test_segments_tile_every_sentence(rows):
    bounds = [(0, 40), (42, 90), (91, 130)]
    table = split_segments(ARTICLES, sentences_table(bounds), quotes_table(rows))
    for index, (start, end) in enumerate(bounds):
        pieces = table[table["sentence_index"] == index]
        edges = [start, *pieces["end"].tolist()]
        assert pieces["start"].tolist() == edges[:-1]
        assert edges[-1] == end
        assert (pieces["end"] > pieces["start"]).all()
