import pandas as pd

from analysis.framing.kwic import find_kwic

ARTICLES = pd.DataFrame({"article_id": ["a"], "text": ["Love came.\n\nThey found love again and lost love."]})


def hits(*starts):
    return pd.DataFrame({"article_id": "a", "start": starts, "end": [start + 4 for start in starts], "n": 1})


def test_hits_stand_between_their_words_sorted_by_keyword_and_what_follows():
    table = find_kwic(hits(0, 23, 43), ARTICLES, width=12)
    assert table[["left", "keyword", "right"]].values.tolist() == [
        ["and lost", "love", "."],
        ["They found", "love", "again and"],
        ["", "Love", "came. They"],
    ]


def test_other_columns_stay_and_an_empty_table_stays_empty():
    assert list(find_kwic(hits(0), ARTICLES).columns) == "article_id start end n left keyword right".split()
    assert find_kwic(hits(0).iloc[:0], ARTICLES).empty


def test_a_long_word_is_cut_rather_than_lost():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["x" * 50 + "love" + "y" * 50]})
    row = find_kwic(hits(50), articles, width=10).iloc[0]
    assert (row["left"], row["right"]) == ("x" * 10, "y" * 10)
