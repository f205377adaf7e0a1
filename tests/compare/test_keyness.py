from math import log

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from analysis.compare.contrasts import REST
from analysis.compare.keyness import find_collocations, find_keyness, g2
from analysis.tables import TABLES, conform


def test_g2_is_the_formula_of_its_authors():
    # Rayson & Garside (2000): expected counts c(a + b) / (c + d) and d(a + b) / (c + d)
    a, b, c, d = 15, 3, 700, 1300
    expected = c * (a + b) / (c + d), d * (a + b) / (c + d)
    assert g2(a, b, c, d) == pytest.approx(2 * (a * log(a / expected[0]) + b * log(b / expected[1])))


def test_for_rare_terms_two_cells_say_what_four_say():
    # nltk takes the count of the pair, the two margins and the total
    four = BigramAssocMeasures.likelihood_ratio(30, (40, 100_000), 300_000)
    assert g2(30, 10, 100_000, 200_000) == pytest.approx(four, rel=0.01)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(50, 500), st.integers(50, 500))
def test_exchanging_the_corpora_turns_the_sign(n_a, n_b, total_a, total_b):
    value = g2(n_a, n_b, total_a, total_b)
    assert abs(value) == pytest.approx(abs(g2(n_b, n_a, total_b, total_a)))
    assert value == 0 or (value > 0) == (n_a / total_a > n_b / total_b) or abs(value) < 1e-9


def corpus(*texts):
    """Build articles of (outlet, own words, quoted words) with a segment for each voice."""
    articles, segments = [], []
    for number, (outlet, own, quoted) in enumerate(texts):
        articles.append({"article_id": f"a{number}", "outlet_id": outlet, "text": f"{own} {quoted}"})
        spans = ("own", 0, len(own)), ("quoted", len(own) + 1, len(own) + 1 + len(quoted))
        for index, (voice, start, end) in enumerate(spans):
            row = {"segment_index": index, "sentence_index": 0, "start": start, "end": end, "voice": voice}
            segments.append({"article_id": f"a{number}", "holder_kind": "outlet", **row})
    tables = {"articles": articles, "segments": segments}
    return [
        conform(pd.DataFrame(rows).reindex(columns=list(TABLES[name].dtypes)), name) for name, rows in tables.items()
    ]


def test_own_words_are_compared_apart_from_quoted_ones():
    tables = corpus(("tide", "storm storm storm calm", "storm"), ("anchor", "calm calm calm", "storm storm storm"))
    found = find_keyness(*tables, [("tide", "anchor")])
    rows = found[["voice", "term", "n_a", "n_b", "total_a", "total_b"]].itertuples(index=False, name=None)
    assert set(rows) == {
        ("all", "storm", 4, 3, 5, 6),
        ("all", "calm", 1, 3, 5, 6),
        ("own", "storm", 3, 0, 4, 3),
        ("own", "calm", 1, 3, 4, 3),
        ("quoted", "storm", 1, 3, 1, 3),
    }
    own = found[(found["voice"] == "own") & (found["term"] == "storm")].iloc[0]
    assert own["g2"] > 0 < own["effect"]
    assert own["is_small"]


def test_all_others_together_leave_out_the_outlet_itself():
    tables = corpus(("tide", "storm storm", ""), ("anchor", "storm", ""), ("gull", "storm storm calm", ""))
    found = find_keyness(*tables, [("tide", REST)], voices=["all"])
    assert found[["term", "n_a", "n_b", "total_b"]].to_numpy().tolist() == [["storm", 2, 3, 4]]


def test_an_outlet_without_words_has_no_key_words():
    assert find_keyness(*corpus(("tide", "storm storm storm", "")), [("tide", "anchor")]).empty


def test_possessives_and_curly_apostrophes_make_no_new_terms():
    tables = corpus(("tide", "Harbour harbour’s don’t", ""), ("anchor", "harbour’s don't don’t", ""))
    found = find_keyness(*tables, [("tide", "anchor")], voices=["all"]).set_index("term")
    assert found[["n_a", "n_b"]].T.to_dict("list") == {"harbour": [2, 1], "don't": [1, 2]}


def test_collocations_are_content_words_that_attract_each_other():
    texts = ["The old harbour of the town. The old harbour of the sea.", "An old harbour, of the town"]
    found = find_collocations(texts)
    assert found[["first", "second", "n"]].to_numpy().tolist() == [["old", "harbour", 3]]
